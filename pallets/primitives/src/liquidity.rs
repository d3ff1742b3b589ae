//! The seam between the pallet that keeps leases of liquidity and whoever is told how they go, such
//! as one that insures them.

use crate::{channel::ToldResult, Balance, ChannelId, Moment};
use frame_support::weights::Weight;

/// A lease of which something is told.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct LeaseName<AccountId, AssetId> {
	/// The channel that it is about. It may be gone.
	pub channel: ChannelId,
	/// Who has let.
	pub provider: AccountId,
	/// Who has leased.
	pub client: AccountId,
	/// In which asset losses and compensations are.
	pub asset: AssetId,
}

/// Is told when leases are not kept. What the client lost and what it got for it out of the
/// provider's bond are facts of the chain: nobody has judged. It is told once for each lease, when
/// that ends, after everything is written and paid. An error takes back what was done here, and
/// nothing else: nobody who listens stands in the way of an end. Whoever pays something for a loss
/// must not do so for more than `lost` less `compensation`. Each answers with what it weighed, at
/// most [`weight`](Self::weight).
pub trait LeaseHooks<AccountId, AssetId> {
	/// The provider has closed the channel before its time: the fee of the time that the client
	/// does not have is `lost`, and what of it had been paid has come back; `compensation` comes on
	/// top.
	fn breached(
		_lease: &LeaseName<AccountId, AssetId>,
		_lost: Balance,
		_compensation: Balance,
	) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The provider was away for `excess_ms` longer than it promised.
	fn missed(
		_lease: &LeaseName<AccountId, AssetId>,
		_excess_ms: Moment,
		_lost: Balance,
		_compensation: Balance,
	) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The most that it weighs to be told of one of these.
	fn weight() -> Weight {
		Weight::zero()
	}
}

#[impl_trait_for_tuples::impl_for_tuples(4)]
impl<AccountId, AssetId> LeaseHooks<AccountId, AssetId> for Tuple {
	fn breached(
		lease: &LeaseName<AccountId, AssetId>,
		lost: Balance,
		compensation: Balance,
	) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #(
			weight = weight.saturating_add(Tuple::breached(lease, lost, compensation)?);
		)* );
		Ok(weight)
	}

	fn missed(
		lease: &LeaseName<AccountId, AssetId>,
		excess_ms: Moment,
		lost: Balance,
		compensation: Balance,
	) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #(
			weight = weight.saturating_add(Tuple::missed(lease, excess_ms, lost, compensation)?);
		)* );
		Ok(weight)
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::weight()); )* );
		weight
	}
}
