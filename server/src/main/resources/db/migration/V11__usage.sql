-- The last cryptographic use of a key: which operation, when, the id of its audit record, and that of its answer.
CREATE TABLE key_usage (
    region     ${text} NOT NULL,
    key_id     ${text} NOT NULL,
    operation  ${text} NOT NULL,
    used_ms    ${long} NOT NULL,
    event_id   ${text} NOT NULL,
    request_id ${text} NOT NULL,
    PRIMARY KEY (region, key_id),
    FOREIGN KEY (region, key_id) REFERENCES kms_key (region, key_id) ON DELETE CASCADE
) ${strict};

-- Since when uses are noted: one row, from the first start that noted them.
CREATE TABLE key_usage_since (
    since_ms ${long} NOT NULL PRIMARY KEY
) ${strict};
