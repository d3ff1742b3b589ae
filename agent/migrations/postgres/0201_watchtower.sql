-- This agent's towers. `beaten_ms`: when it has shown last that it is there; `beat_number`: the block
-- that was named when that was last wanted; `collected_ms`: when what is earned was last asked for.
CREATE TABLE towers (
	chain TEXT NOT NULL,
	asset TEXT NOT NULL,
	tower BIGINT NOT NULL,
	beaten_ms BIGINT NOT NULL,
	beat_number BIGINT NOT NULL DEFAULT 0,
	collected_ms BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (chain, asset)
);

-- Sides of channels that have hired one of them, with the newest state of each: one row however many
-- there were. `receipt_hire`: for which hire the receipt is. `is_dirty`: the chain is to be asked.
CREATE TABLE tower_watches (
	chain TEXT NOT NULL,
	channel BIGINT NOT NULL,
	side BIGINT NOT NULL,
	tower BIGINT NOT NULL,
	hire BIGINT NOT NULL,
	from_ms BIGINT NOT NULL DEFAULT 0,
	is_paid BIGINT NOT NULL DEFAULT 1,
	is_dirty BIGINT NOT NULL DEFAULT 1,
	parties BYTEA NOT NULL,
	committed BYTEA NOT NULL,
	base_version BIGINT NOT NULL DEFAULT 0,
	version BIGINT NOT NULL DEFAULT 0,
	record BYTEA,
	backup BYTEA,
	receipt BYTEA,
	receipt_hire BIGINT NOT NULL DEFAULT 0,
	demand_version BIGINT,
	demand_backup BYTEA,
	demand_due_ms BIGINT,
	PRIMARY KEY (chain, channel, side)
);
CREATE INDEX tower_watches_dirty ON tower_watches (chain, channel) WHERE is_dirty = 1;
CREATE INDEX tower_watches_demanded ON tower_watches (demand_due_ms) WHERE demand_version IS NOT NULL;
