-- How far each chain was read. The hash of its first block says which chain it is, for ever.
CREATE TABLE chains (
	name TEXT NOT NULL PRIMARY KEY,
	genesis BYTEA NOT NULL UNIQUE CHECK (length(genesis) = 32),
	number BIGINT NOT NULL,
	hash BYTEA NOT NULL CHECK (length(hash) = 32),
	time_ms BIGINT NOT NULL
);

-- What is to be done, at least once, not before `due_ms`, and by nobody else before `lease_ms`.
CREATE TABLE jobs (
	key TEXT NOT NULL PRIMARY KEY,
	role TEXT NOT NULL,
	payload TEXT NOT NULL,
	due_ms BIGINT NOT NULL,
	lease_ms BIGINT NOT NULL,
	attempts BIGINT NOT NULL,
	error TEXT
);
CREATE INDEX jobs_by_time ON jobs (due_ms);

-- Transactions that are to come about. Those of one `step` are tries of the same. `state`: wanted,
-- signed, used (its nonce is), dropped. `fills`: what is signed uses up the nonce, and no more.
-- `sent`: it may have left the process.
CREATE TABLE intents (
	key TEXT NOT NULL PRIMARY KEY,
	step TEXT NOT NULL,
	chain TEXT NOT NULL,
	account BYTEA NOT NULL CHECK (length(account) = 32),
	role TEXT NOT NULL,
	call TEXT NOT NULL,
	urgent BIGINT NOT NULL,
	first_tip BYTEA NOT NULL CHECK (length(first_tip) = 16),
	most_tip BYTEA NOT NULL CHECK (length(most_tip) = 16),
	sign_by_ms BIGINT NOT NULL,
	state TEXT NOT NULL CHECK (state IN ('wanted', 'signed', 'used', 'dropped')),
	nonce BIGINT,
	era_end BIGINT,
	tip BYTEA,
	bytes BYTEA,
	signed_number BIGINT,
	used_number BIGINT,
	fills BIGINT NOT NULL DEFAULT 0,
	sent BIGINT NOT NULL DEFAULT 0,
	made_ms BIGINT NOT NULL,
	CHECK ((state IN ('signed', 'used')) = (nonce IS NOT NULL))
);
CREATE UNIQUE INDEX intents_in_flight ON intents (chain, account, nonce) WHERE state = 'signed';
CREATE INDEX intents_by_state ON intents (chain, state);
CREATE INDEX intents_by_step ON intents (step, key);
