-- Whether a file was made here is asked by its SHA-256.
CREATE INDEX files_by_digest ON files (sha256);
