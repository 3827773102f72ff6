-- Why requests were denied, kept for a while. What the caller's account may see and what the key's account may see
-- besides stand apart, each as JSON and in plain words.

CREATE TABLE denial (
    denial_id      ${text} NOT NULL PRIMARY KEY,
    caller_account ${text} NOT NULL,
    key_account    ${text},
    explicit_deny  ${flag} NOT NULL CHECK (explicit_deny IN (0, 1)),
    disclosed      ${flag} NOT NULL CHECK (disclosed IN (0, 1)),
    principal_id   ${text} NOT NULL,
    principal_arn  ${text} NOT NULL,
    action         ${text} NOT NULL,
    resource       ${text} NOT NULL,
    message        ${text} NOT NULL,
    request_id     ${text} NOT NULL,
    region         ${text} NOT NULL,
    caller_json    ${text} NOT NULL,
    caller_words   ${text} NOT NULL,
    key_json       ${text},
    key_words      ${text},
    created_ms     ${long} NOT NULL
) ${strict};

-- What is too old, or too much of one account, is deleted along these.
CREATE INDEX denial_by_age ON denial (created_ms);
CREATE INDEX denial_by_account ON denial (caller_account, created_ms);
