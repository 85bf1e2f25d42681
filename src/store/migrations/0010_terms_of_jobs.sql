-- On what terms a job was asked for.
ALTER TABLE jobs ADD COLUMN token_id TEXT;
-- Not started, or stopped, after this.
ALTER TABLE jobs ADD COLUMN deadline BIGINT;
-- SHA-256 of what was sent: a client that sends it again while it is under way gets the same job.
ALTER TABLE jobs ADD COLUMN digest TEXT;
-- Pixels of the pictures it makes, as far as they are known beforehand.
ALTER TABLE jobs ADD COLUMN pixels BIGINT NOT NULL DEFAULT 0;
-- Who is told of its end: the address, when to try next (NULL: told, or given up), how often it was tried.
ALTER TABLE jobs ADD COLUMN webhook TEXT;
ALTER TABLE jobs ADD COLUMN webhook_due BIGINT;
ALTER TABLE jobs ADD COLUMN webhook_attempts BIGINT NOT NULL DEFAULT 0;

CREATE INDEX jobs_by_kind ON jobs (kind, finished_at);
CREATE INDEX jobs_by_webhook ON jobs (webhook_due) WHERE webhook_due IS NOT NULL;
CREATE INDEX jobs_by_end ON jobs (finished_at);

-- What a caller's own key for a request led to.
CREATE TABLE idempotency_keys (
    account_id TEXT NOT NULL REFERENCES accounts (id),
    idempotency_key TEXT NOT NULL,
    digest TEXT NOT NULL,
    job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, idempotency_key)
);
