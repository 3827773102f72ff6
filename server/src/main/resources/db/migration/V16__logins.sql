-- The rules that accounts have made for the passwords of their users. An account without a row has the usual rules.
CREATE TABLE password_policy (
    account_id     ${text} NOT NULL PRIMARY KEY REFERENCES account (account_id),
    length_min     ${long} NOT NULL,
    symbols        ${long} NOT NULL,
    numbers        ${long} NOT NULL,
    uppercase      ${long} NOT NULL,
    lowercase      ${long} NOT NULL,
    self_change    ${long} NOT NULL,
    days_max       ${long},
    reuse_after    ${long},
    hard_expiry    ${long},
    mac            ${bytes}
) ${strict};

-- The console passwords of users: a hash in its own text form, wrapped under the root key.
-- `last_used_ms` gives no right, so the code does not cover it.
CREATE TABLE login_profile (
    user_id        ${text} NOT NULL PRIMARY KEY REFERENCES iam_entity (unique_id),
    account_id     ${text} NOT NULL REFERENCES account (account_id),
    wrapped_hash   ${bytes} NOT NULL,
    reset_required ${long} NOT NULL,
    created_ms     ${long} NOT NULL,
    changed_ms     ${long} NOT NULL,
    last_used_ms   ${long},
    mac            ${bytes}
) ${strict};

CREATE INDEX login_profile_by_account ON login_profile (account_id);

-- The earlier passwords of a user, so that it cannot have them again.
CREATE TABLE password_history (
    user_id      ${text} NOT NULL REFERENCES login_profile (user_id) ON DELETE CASCADE,
    number       ${long} NOT NULL,
    wrapped_hash ${bytes} NOT NULL,
    mac          ${bytes},
    PRIMARY KEY (user_id, number)
) ${strict};

-- Virtual second factors. `user_id` is null until a user has the device. `last_step` is the step of time of the last
-- code that was accepted, `drift` how many steps the clock of the device is ahead.
CREATE TABLE mfa_device (
    device_id    ${text} NOT NULL PRIMARY KEY,
    account_id   ${text} NOT NULL REFERENCES account (account_id),
    path         ${text} NOT NULL,
    name         ${text} NOT NULL,
    wrapped_seed ${bytes} NOT NULL,
    created_ms   ${long} NOT NULL,
    user_id      ${text} REFERENCES iam_entity (unique_id),
    enabled_ms   ${long},
    drift        ${long} NOT NULL,
    last_step    ${long} NOT NULL,
    mac          ${bytes}
) ${strict};

CREATE UNIQUE INDEX mfa_device_by_name ON mfa_device (account_id, path, name);

CREATE INDEX mfa_device_by_user ON mfa_device (user_id);

CREATE TABLE mfa_device_tag (
    entity_id      ${text} NOT NULL REFERENCES mfa_device (device_id) ON DELETE CASCADE,
    tag_key_folded ${text} NOT NULL,
    tag_key        ${text} NOT NULL,
    tag_value      ${text} NOT NULL,
    ordinal        ${long} NOT NULL,
    mac            ${bytes},
    PRIMARY KEY (entity_id, tag_key_folded)
) ${strict};
