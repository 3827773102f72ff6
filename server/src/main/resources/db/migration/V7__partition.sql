-- What the database is as a whole. `partition`: the part of AWS that every ARN names; a database that is new gets it when
-- it is opened for the first time, and one that was in use before there was a choice is `aws`.

CREATE TABLE installation (
    name  ${text} NOT NULL PRIMARY KEY,
    value ${text} NOT NULL
) ${strict};

INSERT INTO installation (name, value)
SELECT 'partition', 'aws'
 WHERE EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM session_key);
