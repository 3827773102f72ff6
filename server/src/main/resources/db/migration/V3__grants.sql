-- Grants on keys. Principals are unique ids where they have one, else ARNs, so that a name used again inherits nothing.

CREATE TABLE kms_grant (
    region           ${text} NOT NULL,
    key_id           ${text} NOT NULL,
    grant_id         ${text} NOT NULL,
    name             ${text} NOT NULL,
    grantee          ${text} NOT NULL,
    retiring         ${text},
    issuing_account  ${text} NOT NULL,
    operations       ${text} NOT NULL,
    constraint_type  ${text},
    constraint_pairs ${text},
    created_ms       ${long} NOT NULL,
    PRIMARY KEY (region, key_id, grant_id),
    FOREIGN KEY (region, key_id) REFERENCES kms_key (region, key_id) ON DELETE CASCADE
) ${strict};

-- A decision asks for the grants of one key to one principal.
CREATE INDEX kms_grant_by_grantee ON kms_grant (region, key_id, grantee, grant_id);

-- A repeated CreateGrant with a name asks for this one.
CREATE INDEX kms_grant_by_name ON kms_grant (region, key_id, name);

-- ListRetirableGrants walks this one, across keys and accounts.
CREATE INDEX kms_grant_by_retiring ON kms_grant (retiring, region, key_id, grant_id);
