-- Sessions that began in this second since 1970 or before it are over: those of a user or role by its unique id, those
-- of a root user (`root`), or all of an account (`*`). When that was decided is in nanoseconds since 1970.

CREATE TABLE session_end (
    account_id ${text} NOT NULL REFERENCES account (account_id),
    principal  ${text} NOT NULL,
    until_s    ${long} NOT NULL,
    decided_ns ${long} NOT NULL,
    PRIMARY KEY (account_id, principal)
) ${strict};

-- What cannot be said in SQL: it is done once, when the database is opened next, and its row is deleted then.
-- `sessions-by-id`: policies and grants named the session of a role by its ARN; they name it by the role's unique id now.

CREATE TABLE conversion (
    name ${text} NOT NULL PRIMARY KEY
) ${strict};

INSERT INTO conversion (name) VALUES ('sessions-by-id');
