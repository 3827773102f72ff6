-- The last record of each audit log that was on disk when a change was made: the log has at least the records up to it.
-- `log`: the id in the headers of its files; each machine that serves this database has a log of its own.
-- `segment`: the number of the file that was open.
CREATE TABLE audit_head (
    log       ${text} NOT NULL PRIMARY KEY,
    segment   ${long} NOT NULL,
    seq       ${long} NOT NULL,
    hash      ${text} NOT NULL,
    stored_ms ${long} NOT NULL
) ${strict};
