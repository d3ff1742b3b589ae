-- Swaps: the terms that were agreed on, the party's place in them, and where it is. `is_dirty`: a
-- chain has told something of it that was not looked at yet.
CREATE TABLE swaps (
	id TEXT NOT NULL PRIMARY KEY,
	terms_hash BLOB NOT NULL UNIQUE CHECK (length(terms_hash) = 32),
	payment_hash BLOB NOT NULL UNIQUE CHECK (length(payment_hash) = 32),
	terms BLOB NOT NULL,
	place INTEGER NOT NULL,
	peer TEXT NOT NULL,
	state TEXT NOT NULL,
	is_over INTEGER NOT NULL,
	is_dirty INTEGER NOT NULL DEFAULT 1,
	version INTEGER NOT NULL,
	made_ms INTEGER NOT NULL,
	changed_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX swaps_that_are_open ON swaps (is_over, made_ms);

-- Their legs and bonds, as final blocks have them.
CREATE TABLE swap_legs (
	swap TEXT NOT NULL REFERENCES swaps (id),
	position INTEGER NOT NULL,
	chain TEXT NOT NULL,
	owner BLOB NOT NULL CHECK (length(owner) = 32),
	receiver BLOB NOT NULL CHECK (length(receiver) = 32),
	payment_hash BLOB NOT NULL CHECK (length(payment_hash) = 32),
	leg TEXT NOT NULL,
	bond TEXT NOT NULL,
	PRIMARY KEY (swap, position),
	UNIQUE (chain, owner, payment_hash)
) STRICT;
CREATE INDEX swap_legs_by_receiver ON swap_legs (chain, receiver, payment_hash);

-- The secrets of swaps that this agent leads, sealed with its key.
CREATE TABLE swap_secrets (
	payment_hash BLOB NOT NULL PRIMARY KEY CHECK (length(payment_hash) = 32),
	sealed BLOB NOT NULL
) STRICT;

-- Secrets that some block has shown, final or not.
CREATE TABLE swap_preimages (
	payment_hash BLOB NOT NULL PRIMARY KEY CHECK (length(payment_hash) = 32),
	preimage BLOB NOT NULL CHECK (length(preimage) = 32)
) STRICT;

-- What happened to legs and bonds. A rescan gives the same ids.
CREATE TABLE swap_history (
	id TEXT NOT NULL PRIMARY KEY,
	swap TEXT NOT NULL REFERENCES swaps (id),
	chain TEXT NOT NULL,
	number INTEGER NOT NULL,
	event INTEGER NOT NULL,
	time_ms INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL
) STRICT;
CREATE INDEX swap_history_by_swap ON swap_history (swap, time_ms);

-- What the parties have signed, as far as it is known here.
CREATE TABLE swap_signatures (
	swap TEXT NOT NULL REFERENCES swaps (id),
	account BLOB NOT NULL CHECK (length(account) = 32),
	signature BLOB NOT NULL CHECK (length(signature) = 64),
	PRIMARY KEY (swap, account)
) STRICT;

-- Payouts to this agent that were refused, and how often they were claimed.
CREATE TABLE swap_credits (
	name TEXT NOT NULL PRIMARY KEY,
	tries INTEGER NOT NULL
) STRICT;
