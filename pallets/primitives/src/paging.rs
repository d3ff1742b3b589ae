//! Pages of an index or a map, for views.

use alloc::vec::Vec;
use codec::FullCodec;
use frame_support::storage::{IterableStorageDoubleMap, IterableStorageMap};

/// How many names a page has at most, however many are asked for.
pub const MAX_PAGE: u32 = 1_000;

/// Up to `limit` (at most [`MAX_PAGE`]) names that `Index` has for `owner`, after the one named.
pub fn page<Index, Owner, Id>(owner: &Owner, after: Option<Id>, limit: u32) -> Vec<Id>
where
	Owner: FullCodec,
	Id: FullCodec,
	Index: IterableStorageDoubleMap<Owner, Id, ()>,
{
	let names = match after {
		Some(id) => Index::iter_key_prefix_from(owner, Index::hashed_key_for(owner, &id)),
		None => Index::iter_key_prefix(owner),
	};
	names.take(length(limit)).collect()
}

/// Up to `limit` (at most [`MAX_PAGE`]) entries of `Map`, after the one named.
pub fn page_of_map<Map, Id, Value>(after: Option<Id>, limit: u32) -> Vec<(Id, Value)>
where
	Id: FullCodec,
	Value: FullCodec,
	Map: IterableStorageMap<Id, Value>,
{
	let entries = match after {
		Some(id) => Map::iter_from(Map::hashed_key_for(id)),
		None => Map::iter(),
	};
	entries.take(length(limit)).collect()
}

/// Up to `limit` (at most [`MAX_PAGE`]) entries that `Map` has for `owner`, after the one named.
pub fn page_of_prefix<Map, Owner, Id, Value>(
	owner: &Owner,
	after: Option<Id>,
	limit: u32,
) -> Vec<(Id, Value)>
where
	Owner: FullCodec,
	Id: FullCodec,
	Value: FullCodec,
	Map: IterableStorageDoubleMap<Owner, Id, Value>,
{
	let entries = match after {
		Some(id) => Map::iter_prefix_from(owner, Map::hashed_key_for(owner, &id)),
		None => Map::iter_prefix(owner),
	};
	entries.take(length(limit)).collect()
}

/// How long a page of which `limit` are asked for gets at most.
fn length(limit: u32) -> usize {
	usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX)
}
