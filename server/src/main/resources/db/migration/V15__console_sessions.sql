-- The sessions of the web console. A row gives the rights of its user or role, so it has a code.
-- `session_hash`: SHA-256 of the cookie's value, in hexadecimal digits; the value itself is stored nowhere.
-- `handle`: the name of the session for its user. `access_key_id`: the long-term access key that signed in.
-- `content`: who it is, in the form of docs/spec/session-token.md; `role_content`: the role that it has switched to.
CREATE TABLE console_session (
    session_hash  ${text}  NOT NULL PRIMARY KEY,
    handle        ${text}  NOT NULL,
    account_id    ${text}  NOT NULL,
    principal     ${text}  NOT NULL,
    method        ${text}  NOT NULL,
    access_key_id ${text},
    by_token      ${long}  NOT NULL,
    mfa           ${long}  NOT NULL,
    content       ${bytes} NOT NULL,
    role_content  ${bytes},
    role_arn      ${text},
    began_ms      ${long}  NOT NULL,
    expires_ms    ${long}  NOT NULL,
    source_ip     ${text}  NOT NULL,
    user_agent    ${text}  NOT NULL,
    mac           ${bytes}
) ${strict};

CREATE INDEX console_session_principal ON console_session (account_id, principal);
CREATE INDEX console_session_expires ON console_session (expires_ms);

-- When each of them was used the last time. It gives no right: it only ends a session that nobody uses.
CREATE TABLE console_session_seen (
    session_hash ${text} NOT NULL PRIMARY KEY,
    seen_ms      ${long} NOT NULL
) ${strict};

-- The links by which the first user of a new installation signs in, once. A row gives that right, so it has a code.
-- `token_hash`: SHA-256 of the token in the link, in hexadecimal digits.
CREATE TABLE console_link (
    token_hash ${text} NOT NULL PRIMARY KEY,
    account_id ${text} NOT NULL,
    expires_ms ${long} NOT NULL,
    mac        ${bytes}
) ${strict};
