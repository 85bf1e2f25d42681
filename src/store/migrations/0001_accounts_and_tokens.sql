-- Text ids, integer times (milliseconds since 1970, UTC): both SQLite and Postgres speak it.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    -- Grows by one whenever a job of the account is taken; the lowest is served next.
    served BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    -- HMAC-SHA256 of the whole token under the server's key, as hex; the token itself is nowhere.
    hash TEXT NOT NULL UNIQUE,
    prefix TEXT NOT NULL,
    last_four TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT,
    revoked_at BIGINT
);

CREATE INDEX tokens_by_prefix ON tokens (prefix);
