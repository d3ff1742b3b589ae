//! Pages of an index, for views.

use alloc::vec::Vec;
use codec::FullCodec;
use frame_support::storage::IterableStorageDoubleMap;

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
	names.take(usize::try_from(limit.min(MAX_PAGE)).unwrap_or(usize::MAX)).collect()
}
