-- What has changed, in the order of the commits: one row for each thing, named by its kind and its id. Whoever remembers
-- a thing reads from here that it is another now. The newest row is always kept, since the next number follows from it.
CREATE TABLE change (
    seq ${long} NOT NULL PRIMARY KEY,
    ref ${text} NOT NULL
) ${strict};

-- Records of changes that are committed and not yet known to be in the audit log. `segment`: the number of the file of
-- the log that was open at the commit; the record is in that file or a later one, if it is anywhere.
CREATE TABLE outbox (
    event_id   ${text} NOT NULL PRIMARY KEY,
    segment    ${long} NOT NULL,
    line       ${bytes} NOT NULL,
    created_ms ${long} NOT NULL
) ${strict};

-- What is to happen by itself, and when: one row for each thing of a kind.
CREATE TABLE chore (
    kind    ${text} NOT NULL,
    subject ${text} NOT NULL,
    due_ms  ${long} NOT NULL,
    PRIMARY KEY (kind, subject)
) ${strict};

CREATE INDEX chore_by_due ON chore (due_ms);
