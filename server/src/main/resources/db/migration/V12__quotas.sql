-- How many customer managed keys an account has in a Region.
CREATE TABLE key_count (
    account_id ${text} NOT NULL,
    region     ${text} NOT NULL,
    keys       ${long} NOT NULL,
    PRIMARY KEY (account_id, region)
) ${strict};

INSERT INTO key_count (account_id, region, keys)
    SELECT account_id, region, COUNT(*) FROM kms_key WHERE key_manager = 'CUSTOMER' GROUP BY account_id, region;
