-- This agent's towers. `beaten_ms`: when it has shown last that it is there; `beat_number`: the block
-- that was named when that was last wanted; `collected_ms`: when what is earned was last asked for.
CREATE TABLE towers (
	chain TEXT NOT NULL,
	asset TEXT NOT NULL,
	tower INTEGER NOT NULL,
	beaten_ms INTEGER NOT NULL,
	beat_number INTEGER NOT NULL DEFAULT 0,
	collected_ms INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (chain, asset)
) STRICT;

-- Sides of channels that have hired one of them, with the newest state of each: one row however many
-- there were. `receipt_hire`: for which hire the receipt is. `is_dirty`: the chain is to be asked.
CREATE TABLE tower_watches (
	chain TEXT NOT NULL,
	channel INTEGER NOT NULL,
	side INTEGER NOT NULL,
	tower INTEGER NOT NULL,
	hire INTEGER NOT NULL,
	from_ms INTEGER NOT NULL DEFAULT 0,
	is_paid INTEGER NOT NULL DEFAULT 1,
	is_dirty INTEGER NOT NULL DEFAULT 1,
	parties BLOB NOT NULL,
	committed BLOB NOT NULL,
	base_version INTEGER NOT NULL DEFAULT 0,
	version INTEGER NOT NULL DEFAULT 0,
	record BLOB,
	backup BLOB,
	receipt BLOB,
	receipt_hire INTEGER NOT NULL DEFAULT 0,
	demand_version INTEGER,
	demand_backup BLOB,
	demand_due_ms INTEGER,
	PRIMARY KEY (chain, channel, side)
) STRICT;
CREATE INDEX tower_watches_dirty ON tower_watches (chain, channel) WHERE is_dirty = 1;
CREATE INDEX tower_watches_demanded ON tower_watches (demand_due_ms) WHERE demand_version IS NOT NULL;
