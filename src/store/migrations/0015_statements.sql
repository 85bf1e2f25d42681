-- What is known of each picture that was delivered, signed. A statement outlives its file: a picture that was sent on can be
-- recognised for as long as the database is kept. So no foreign keys.
CREATE TABLE statements (
    file_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    -- SHA-256 of the file, as hex.
    sha256 TEXT NOT NULL,
    -- The number in the picture's pixels, 16 hexadecimal digits.
    mark TEXT,
    -- JSON, byte for byte as it was signed.
    statement TEXT NOT NULL,
    -- Ed25519, as hex.
    signature TEXT NOT NULL,
    PRIMARY KEY (file_id, position)
);

CREATE INDEX statements_by_digest ON statements (sha256);
CREATE INDEX statements_by_mark ON statements (mark);
