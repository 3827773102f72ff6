-- Accounts, their access keys, and the keys they keep. Times are milliseconds since 1970; flags are 0 or 1.

CREATE TABLE account (
    account_id ${text} NOT NULL PRIMARY KEY,
    created_ms ${long} NOT NULL
) ${strict};

CREATE TABLE access_key (
    access_key_id  ${text}  NOT NULL PRIMARY KEY,
    account_id     ${text}  NOT NULL REFERENCES account (account_id),
    principal      ${text}  NOT NULL,
    wrapped_secret ${bytes} NOT NULL,
    active         ${flag}  NOT NULL CHECK (active IN (0, 1)),
    created_ms     ${long}  NOT NULL
) ${strict};

CREATE INDEX access_key_by_principal ON access_key (account_id, principal);

CREATE TABLE domain_key (
    domain_key_id ${text}  NOT NULL PRIMARY KEY,
    wrapped       ${bytes} NOT NULL,
    created_ms    ${long}  NOT NULL
) ${strict};

CREATE TABLE kms_key (
    region              ${text} NOT NULL,
    key_id              ${text} NOT NULL,
    account_id          ${text} NOT NULL REFERENCES account (account_id),
    key_spec            ${text} NOT NULL,
    key_usage           ${text} NOT NULL,
    origin              ${text} NOT NULL,
    state               ${text} NOT NULL,
    key_manager         ${text} NOT NULL,
    description         ${text} NOT NULL,
    policy              ${text} NOT NULL,
    multi_region        ${flag} NOT NULL CHECK (multi_region IN (0, 1)),
    current_material_id ${text},
    created_ms          ${long} NOT NULL,
    deletion_ms         ${long},
    version             ${long} NOT NULL DEFAULT 0,
    PRIMARY KEY (region, key_id)
) ${strict};

-- ListKeys walks this one, and so does the reference to the account.
CREATE UNIQUE INDEX kms_key_by_account ON kms_key (account_id, region, key_id);

CREATE TABLE key_material (
    region        ${text}  NOT NULL,
    key_id        ${text}  NOT NULL,
    material_id   ${text}  NOT NULL,
    domain_key_id ${text}  NOT NULL REFERENCES domain_key (domain_key_id),
    state         ${text}  NOT NULL,
    wrapped       ${bytes} NOT NULL,
    created_ms    ${long}  NOT NULL,
    ordinal       ${long}  NOT NULL,
    PRIMARY KEY (region, key_id, material_id),
    FOREIGN KEY (region, key_id) REFERENCES kms_key (region, key_id) ON DELETE CASCADE
) ${strict};

CREATE TABLE key_alias (
    account_id ${text} NOT NULL,
    region     ${text} NOT NULL,
    alias_name ${text} NOT NULL,
    key_id     ${text} NOT NULL,
    created_ms ${long} NOT NULL,
    updated_ms ${long} NOT NULL,
    PRIMARY KEY (account_id, region, alias_name),
    FOREIGN KEY (region, key_id) REFERENCES kms_key (region, key_id) ON DELETE CASCADE
) ${strict};

CREATE INDEX key_alias_by_key ON key_alias (region, key_id, alias_name);

CREATE TABLE key_tag (
    region    ${text} NOT NULL,
    key_id    ${text} NOT NULL,
    tag_key   ${text} NOT NULL,
    tag_value ${text} NOT NULL,
    ordinal   ${long} NOT NULL,
    PRIMARY KEY (region, key_id, tag_key),
    FOREIGN KEY (region, key_id) REFERENCES kms_key (region, key_id) ON DELETE CASCADE
) ${strict};

CREATE INDEX key_tag_by_ordinal ON key_tag (region, key_id, ordinal);
