-- How far each chain was read. The hash of its first block says which chain it is, for ever.
CREATE TABLE chains (
	name TEXT NOT NULL PRIMARY KEY,
	genesis BLOB NOT NULL UNIQUE CHECK (length(genesis) = 32),
	number INTEGER NOT NULL,
	hash BLOB NOT NULL CHECK (length(hash) = 32),
	time_ms INTEGER NOT NULL
) STRICT;

-- What is to be done, at least once, not before `due_ms`, and by nobody else before `lease_ms`.
CREATE TABLE jobs (
	key TEXT NOT NULL PRIMARY KEY,
	role TEXT NOT NULL,
	payload TEXT NOT NULL,
	due_ms INTEGER NOT NULL,
	lease_ms INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	error TEXT
) STRICT;
CREATE INDEX jobs_by_time ON jobs (due_ms);

-- Transactions that are to come about. Those of one `step` are tries of the same. `state`: wanted,
-- signed, used (its nonce is), dropped. `fills`: what is signed uses up the nonce, and no more.
-- `sent`: it may have left the process.
CREATE TABLE intents (
	key TEXT NOT NULL PRIMARY KEY,
	step TEXT NOT NULL,
	chain TEXT NOT NULL,
	account BLOB NOT NULL CHECK (length(account) = 32),
	role TEXT NOT NULL,
	call TEXT NOT NULL,
	urgent INTEGER NOT NULL,
	first_tip BLOB NOT NULL CHECK (length(first_tip) = 16),
	most_tip BLOB NOT NULL CHECK (length(most_tip) = 16),
	sign_by_ms INTEGER NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('wanted', 'signed', 'used', 'dropped')),
	nonce INTEGER,
	era_end INTEGER,
	tip BLOB,
	bytes BLOB,
	signed_number INTEGER,
	used_number INTEGER,
	fills INTEGER NOT NULL DEFAULT 0,
	sent INTEGER NOT NULL DEFAULT 0,
	made_ms INTEGER NOT NULL,
	CHECK ((state IN ('signed', 'used')) = (nonce IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX intents_in_flight ON intents (chain, account, nonce) WHERE state = 'signed';
CREATE INDEX intents_by_state ON intents (chain, state);
CREATE INDEX intents_by_step ON intents (step, key);
