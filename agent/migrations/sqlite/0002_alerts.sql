-- What the owner is to be told, until whoever listens has it.
CREATE TABLE alerts (
	id TEXT NOT NULL PRIMARY KEY,
	body TEXT NOT NULL,
	due_ms INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	made_ms INTEGER NOT NULL,
	error TEXT
) STRICT;
CREATE INDEX alerts_by_time ON alerts (due_ms);
