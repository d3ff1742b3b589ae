//! Storage deposits that a test can keep from going back.

use codec::{Decode, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{Consideration, Footprint},
};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

parameter_types! {
	/// Whether storage deposits stay where they are: see [`Sticky`].
	pub static DepositsStick: bool = false;
}

/// A storage deposit that is not released while [`DepositsStick`].
#[derive(Clone, Debug, Decode, Encode, Eq, MaxEncodedLen, PartialEq, TypeInfo)]
pub struct Sticky<Ticket>(Ticket);

impl<AccountId, Ticket> Consideration<AccountId, Footprint> for Sticky<Ticket>
where
	Ticket: Consideration<AccountId, Footprint>,
{
	fn new(who: &AccountId, new: Footprint) -> Result<Self, DispatchError> {
		Ticket::new(who, new).map(Self)
	}

	fn update(self, who: &AccountId, new: Footprint) -> Result<Self, DispatchError> {
		self.0.update(who, new).map(Self)
	}

	fn drop(self, who: &AccountId) -> DispatchResult {
		self.0.drop(who)?;
		if DepositsStick::get() {
			return Err(DispatchError::Unavailable);
		}
		Ok(())
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn ensure_successful(who: &AccountId, new: Footprint) {
		Ticket::ensure_successful(who, new);
	}
}
