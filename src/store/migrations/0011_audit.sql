-- Who did what that an administrator must be able to look up. Never a prompt, a document's text or a secret.
CREATE TABLE audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    -- The account's name, or who else it was, as in "command line".
    actor TEXT NOT NULL,
    -- As in "token.created".
    action TEXT NOT NULL,
    -- The id or name of what it was done to.
    object TEXT NOT NULL,
    detail TEXT NOT NULL DEFAULT ''
);
