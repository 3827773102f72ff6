-- The last record of the audit log that was on disk when a change was made: the log has at least the records up to it.
-- `segment`: the number of the file that was open. Has one row.
CREATE TABLE audit_head (
    segment   ${long} NOT NULL PRIMARY KEY,
    seq       ${long} NOT NULL,
    hash      ${text} NOT NULL,
    stored_ms ${long} NOT NULL
) ${strict};

INSERT INTO audit_head (segment, seq, hash, stored_ms)
    VALUES (0, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);
