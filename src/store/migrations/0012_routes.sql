-- Public names of models and what they mean. A change is a new row with the next version, so that what was before is never lost.
CREATE TABLE routes (
    -- Whose name it is; empty for everybody's.
    account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- JSON; empty when the name means nothing any more.
    rule TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, name, version)
);
