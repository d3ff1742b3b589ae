//! Storage deposits.

use frame_support::{
	storage::with_storage_layer,
	traits::{Consideration, Footprint},
};
use sp_runtime::DispatchError;

/// Returns the storage deposit of `who`. If that fails, all else goes on: the deposit stays where it
/// is, and `kept` tells so.
pub fn give_back<AccountId: Clone>(
	who: &AccountId,
	ticket: impl Consideration<AccountId, Footprint>,
	kept: impl FnOnce(AccountId, DispatchError),
) {
	if let Err(error) = with_storage_layer(|| ticket.drop(who)) {
		kept(who.clone(), error);
	}
}
