-- Swaps: the terms that were agreed on, the party's place in them, and where it is. `is_dirty`: a
-- chain has told something of it that was not looked at yet.
CREATE TABLE swaps (
	id TEXT NOT NULL PRIMARY KEY,
	terms_hash BYTEA NOT NULL UNIQUE CHECK (length(terms_hash) = 32),
	payment_hash BYTEA NOT NULL UNIQUE CHECK (length(payment_hash) = 32),
	terms BYTEA NOT NULL,
	place BIGINT NOT NULL,
	peer TEXT NOT NULL,
	state TEXT NOT NULL,
	is_over BIGINT NOT NULL,
	is_dirty BIGINT NOT NULL DEFAULT 1,
	version BIGINT NOT NULL,
	made_ms BIGINT NOT NULL,
	changed_ms BIGINT NOT NULL
);
CREATE INDEX swaps_that_are_open ON swaps (is_over, made_ms);

-- Their legs and bonds, as final blocks have them.
CREATE TABLE swap_legs (
	swap TEXT NOT NULL REFERENCES swaps (id),
	position BIGINT NOT NULL,
	chain TEXT NOT NULL,
	owner BYTEA NOT NULL CHECK (length(owner) = 32),
	receiver BYTEA NOT NULL CHECK (length(receiver) = 32),
	payment_hash BYTEA NOT NULL CHECK (length(payment_hash) = 32),
	leg TEXT NOT NULL,
	bond TEXT NOT NULL,
	PRIMARY KEY (swap, position),
	UNIQUE (chain, owner, payment_hash)
);
CREATE INDEX swap_legs_by_receiver ON swap_legs (chain, receiver, payment_hash);

-- The secrets of swaps that this agent leads, sealed with its key.
CREATE TABLE swap_secrets (
	payment_hash BYTEA NOT NULL PRIMARY KEY CHECK (length(payment_hash) = 32),
	sealed BYTEA NOT NULL
);

-- Secrets that some block has shown, final or not.
CREATE TABLE swap_preimages (
	payment_hash BYTEA NOT NULL PRIMARY KEY CHECK (length(payment_hash) = 32),
	preimage BYTEA NOT NULL CHECK (length(preimage) = 32)
);

-- What happened to legs and bonds. A rescan gives the same ids.
CREATE TABLE swap_history (
	id TEXT NOT NULL PRIMARY KEY,
	swap TEXT NOT NULL REFERENCES swaps (id),
	chain TEXT NOT NULL,
	number BIGINT NOT NULL,
	event BIGINT NOT NULL,
	time_ms BIGINT NOT NULL,
	position BIGINT NOT NULL,
	kind TEXT NOT NULL
);
CREATE INDEX swap_history_by_swap ON swap_history (swap, time_ms);

-- What the parties have signed, as far as it is known here.
CREATE TABLE swap_signatures (
	swap TEXT NOT NULL REFERENCES swaps (id),
	account BYTEA NOT NULL CHECK (length(account) = 32),
	signature BYTEA NOT NULL CHECK (length(signature) = 64),
	PRIMARY KEY (swap, account)
);

-- Payouts to this agent that were refused, and how often they were claimed.
CREATE TABLE swap_credits (
	name TEXT NOT NULL PRIMARY KEY,
	tries BIGINT NOT NULL
);
