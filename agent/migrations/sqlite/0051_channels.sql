-- Disputes about channels that a role watches: `closing`, or a request of a side to withdraw.
-- `version`: what stands by final blocks; `seen_version`: by the best ones, up to block `seen_number`.
-- `kept`: what the side has to have beside the request. `step`: by which it is answered. `bid`: how far
-- its time had gone by when it was last bid for.
CREATE TABLE disputes (
	role TEXT NOT NULL,
	chain TEXT NOT NULL,
	channel INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('closing', 'opener', 'counterparty')),
	closer INTEGER NOT NULL,
	version INTEGER NOT NULL,
	kept BLOB NOT NULL CHECK (length(kept) = 16),
	since_ms INTEGER NOT NULL,
	ends_ms INTEGER NOT NULL,
	is_final INTEGER NOT NULL,
	is_settled INTEGER NOT NULL DEFAULT 0,
	seen_version INTEGER NOT NULL,
	seen_number INTEGER NOT NULL,
	step TEXT NOT NULL DEFAULT '',
	bid INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (role, chain, channel, kind)
) STRICT;
