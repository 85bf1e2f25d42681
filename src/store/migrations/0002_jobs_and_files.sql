CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    -- JSON: what is to be done, what was understood, what came of it, what went wrong.
    request TEXT NOT NULL,
    brief TEXT,
    result TEXT,
    failure TEXT,
    state TEXT NOT NULL,
    progress_done BIGINT NOT NULL DEFAULT 0,
    progress_total BIGINT NOT NULL DEFAULT 0,
    attempts BIGINT NOT NULL DEFAULT 0,
    cancel_requested BIGINT NOT NULL DEFAULT 0,
    lease_owner TEXT,
    lease_until BIGINT,
    -- Counts the changes a caller can see; the id of server-sent events.
    version BIGINT NOT NULL DEFAULT 1,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT
);

CREATE INDEX jobs_by_state ON jobs (state, account_id, created_at);
CREATE INDEX jobs_by_account ON jobs (account_id, created_at);

CREATE TABLE files (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id),
    job_id TEXT REFERENCES jobs (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX files_by_job ON files (job_id);

-- The provenance record of each picture in a file.
CREATE TABLE records (
    file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    model TEXT NOT NULL,
    -- Decimal digits: seeds use all 64 bits, integers here are signed.
    seed TEXT NOT NULL,
    source_type TEXT NOT NULL,
    PRIMARY KEY (file_id, position)
);
