-- This agent's own channels, with the newest state of each, sealed with the key. `is_sure`: nothing newer
-- can have been signed before the store was lost. `is_dirty`: the chain is to be asked.
CREATE TABLE client_channels (
	chain TEXT NOT NULL,
	channel BIGINT NOT NULL,
	side BIGINT NOT NULL,
	parties BYTEA NOT NULL,
	committed BYTEA NOT NULL,
	base_version BIGINT NOT NULL,
	version BIGINT NOT NULL DEFAULT 0,
	record BYTEA,
	changed_ms BIGINT NOT NULL DEFAULT 0,
	is_restored BIGINT NOT NULL DEFAULT 0,
	is_dirty BIGINT NOT NULL DEFAULT 1,
	PRIMARY KEY (chain, channel)
);

-- The towers that were hired for them, in their order, each with its last receipt. `upload`: what is on
-- its way to it, the same bytes until there is a receipt.
CREATE TABLE client_towers (
	chain TEXT NOT NULL,
	channel BIGINT NOT NULL,
	tower BIGINT NOT NULL,
	place BIGINT NOT NULL,
	hire BIGINT NOT NULL,
	from_ms BIGINT NOT NULL,
	version BIGINT NOT NULL DEFAULT 0,
	receipt BYTEA,
	upload TEXT,
	upload_version BIGINT NOT NULL DEFAULT 0,
	due_ms BIGINT NOT NULL DEFAULT 0,
	attempts BIGINT NOT NULL DEFAULT 0,
	error TEXT,
	PRIMARY KEY (chain, channel, tower)
);

-- Where the towers are asked.
CREATE TABLE client_contacts (
	chain TEXT NOT NULL,
	tower BIGINT NOT NULL,
	contact TEXT NOT NULL,
	sealing_key BYTEA NOT NULL,
	keys TEXT NOT NULL,
	PRIMARY KEY (chain, tower)
);
