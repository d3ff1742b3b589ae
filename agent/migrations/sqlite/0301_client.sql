-- This agent's own channels, with the newest state of each, sealed with the key. `is_sure`: nothing newer
-- can have been signed before the store was lost. `is_dirty`: the chain is to be asked.
CREATE TABLE client_channels (
	chain TEXT NOT NULL,
	channel INTEGER NOT NULL,
	side INTEGER NOT NULL,
	parties BLOB NOT NULL,
	committed BLOB NOT NULL,
	base_version INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 0,
	record BLOB,
	changed_ms INTEGER NOT NULL DEFAULT 0,
	is_restored INTEGER NOT NULL DEFAULT 0,
	is_dirty INTEGER NOT NULL DEFAULT 1,
	PRIMARY KEY (chain, channel)
) STRICT;

-- The towers that were hired for them, in their order, each with its last receipt. `upload`: what is on
-- its way to it, the same bytes until there is a receipt.
CREATE TABLE client_towers (
	chain TEXT NOT NULL,
	channel INTEGER NOT NULL,
	tower INTEGER NOT NULL,
	place INTEGER NOT NULL,
	hire INTEGER NOT NULL,
	from_ms INTEGER NOT NULL,
	version INTEGER NOT NULL DEFAULT 0,
	receipt BLOB,
	upload TEXT,
	upload_version INTEGER NOT NULL DEFAULT 0,
	due_ms INTEGER NOT NULL DEFAULT 0,
	attempts INTEGER NOT NULL DEFAULT 0,
	error TEXT,
	PRIMARY KEY (chain, channel, tower)
) STRICT;

-- Where the towers are asked.
CREATE TABLE client_contacts (
	chain TEXT NOT NULL,
	tower INTEGER NOT NULL,
	contact TEXT NOT NULL,
	sealing_key BLOB NOT NULL,
	keys TEXT NOT NULL,
	PRIMARY KEY (chain, tower)
) STRICT;
