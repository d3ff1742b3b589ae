//! The traits that the pallet implements for others: it is told what becomes of the channels that
//! it has opened.

use crate::{AssetIdOf, Config, Pallet};
use bloc_primitives::{
	channel::{Hooks, Told, ToldResult},
	ChannelId,
};
use frame_support::weights::Weight;

impl<T: Config> Hooks<T::AccountId, AssetIdOf<T>> for Pallet<T> {
	/// Who closes a leased channel alone ends the lease: the client gives it up, the provider
	/// breaks it. Told again, for a later state, of a lease that has ended.
	fn closing(id: ChannelId, closer: &T::AccountId, _version: u64) -> ToldResult {
		Ok(Self::note_end(id, Some(closer)))
	}

	/// Both have closed it, if there is a lease still.
	fn closed(id: ChannelId) -> ToldResult {
		Ok(Self::note_end(id, None))
	}

	fn weight(told: Told) -> Weight {
		match told {
			Told::Closing | Told::Closed => Self::noting_weight(),
			Told::Challenged => Self::unleased_weight(),
			_ => Weight::zero(),
		}
	}
}
