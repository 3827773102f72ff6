-- The keys that session tokens are sealed with, wrapped by the root of trust. One is made each day; a few are kept.

CREATE TABLE session_key (
    session_key_id ${text}  NOT NULL PRIMARY KEY,
    wrapped        ${bytes} NOT NULL,
    created_ms     ${long}  NOT NULL
) ${strict};
