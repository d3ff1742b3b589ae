-- What the owner is to be told, until whoever listens has it.
CREATE TABLE alerts (
	id TEXT NOT NULL PRIMARY KEY,
	body TEXT NOT NULL,
	due_ms BIGINT NOT NULL,
	attempts BIGINT NOT NULL,
	made_ms BIGINT NOT NULL,
	error TEXT
);
CREATE INDEX alerts_by_time ON alerts (due_ms);
