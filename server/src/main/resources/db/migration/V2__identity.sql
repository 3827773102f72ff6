-- Users, groups, roles and managed policies with what belongs to them. Whatever refers to one of them does so by its
-- unique id, which is never used again: who gets the name of somebody deleted inherits nothing.

CREATE TABLE iam_entity (
    unique_id   ${text} NOT NULL PRIMARY KEY,
    account_id  ${text} NOT NULL REFERENCES account (account_id),
    kind        ${text} NOT NULL CHECK (kind IN ('USER', 'GROUP', 'ROLE', 'POLICY')),
    name        ${text} NOT NULL,
    name_folded ${text} NOT NULL,
    path        ${text} NOT NULL,
    boundary_id ${text},
    created_ms  ${long} NOT NULL
) ${strict};

-- Names differ by more than case; listings walk this one.
CREATE UNIQUE INDEX iam_entity_by_name ON iam_entity (account_id, kind, name_folded);

CREATE INDEX iam_entity_by_boundary ON iam_entity (boundary_id);

CREATE TABLE iam_role (
    role_id             ${text} NOT NULL PRIMARY KEY REFERENCES iam_entity (unique_id) ON DELETE CASCADE,
    trust_policy        ${text} NOT NULL,
    description         ${text},
    max_session_seconds ${long} NOT NULL
) ${strict};

CREATE TABLE iam_policy (
    policy_id       ${text} NOT NULL PRIMARY KEY REFERENCES iam_entity (unique_id) ON DELETE CASCADE,
    description     ${text},
    default_version ${long} NOT NULL,
    last_version    ${long} NOT NULL,
    updated_ms      ${long} NOT NULL
) ${strict};

CREATE TABLE iam_policy_version (
    policy_id  ${text} NOT NULL REFERENCES iam_policy (policy_id) ON DELETE CASCADE,
    version    ${long} NOT NULL,
    document   ${text} NOT NULL,
    created_ms ${long} NOT NULL,
    PRIMARY KEY (policy_id, version)
) ${strict};

-- The policy may be one that every account has; those are no rows.
CREATE TABLE iam_attachment (
    entity_id ${text} NOT NULL REFERENCES iam_entity (unique_id),
    policy_id ${text} NOT NULL,
    PRIMARY KEY (entity_id, policy_id)
) ${strict};

CREATE INDEX iam_attachment_by_policy ON iam_attachment (policy_id, entity_id);

CREATE TABLE iam_inline_policy (
    entity_id   ${text} NOT NULL REFERENCES iam_entity (unique_id),
    policy_name ${text} NOT NULL,
    document    ${text} NOT NULL,
    PRIMARY KEY (entity_id, policy_name)
) ${strict};

CREATE TABLE iam_membership (
    user_id  ${text} NOT NULL REFERENCES iam_entity (unique_id),
    group_id ${text} NOT NULL REFERENCES iam_entity (unique_id),
    PRIMARY KEY (user_id, group_id)
) ${strict};

CREATE INDEX iam_membership_by_group ON iam_membership (group_id, user_id);

CREATE TABLE iam_tag (
    entity_id      ${text} NOT NULL REFERENCES iam_entity (unique_id) ON DELETE CASCADE,
    tag_key_folded ${text} NOT NULL,
    tag_key        ${text} NOT NULL,
    tag_value      ${text} NOT NULL,
    ordinal        ${long} NOT NULL,
    PRIMARY KEY (entity_id, tag_key_folded)
) ${strict};

CREATE TABLE account_alias (
    account_alias ${text} NOT NULL PRIMARY KEY,
    account_id    ${text} NOT NULL UNIQUE REFERENCES account (account_id)
) ${strict};

-- `principal` is `root`, or the unique id of a user.
ALTER TABLE access_key ADD COLUMN last_used_ms ${long};
ALTER TABLE access_key ADD COLUMN last_used_service ${text};
ALTER TABLE access_key ADD COLUMN last_used_region ${text};
