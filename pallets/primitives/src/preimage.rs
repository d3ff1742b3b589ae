//! The seam for preimages: one registry on the chain, and whoever wants to be told.

use crate::{Moment, PaymentHash, Preimage};
use frame_support::weights::Weight;
use sp_runtime::DispatchResult;

/// What the registry knows of a preimage.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Revealed {
	/// The secret.
	pub preimage: Preimage,
	/// When it was first revealed on this chain. A lock with that hash is settled if this is
	/// before its deadline, and released otherwise, however late anybody asks.
	pub revealed_ms: Moment,
}

/// The registry of the preimages revealed on this chain.
pub trait Registry<AccountId> {
	/// What is known for `hash`. One read.
	fn revealed(hash: &PaymentHash) -> Option<Revealed>;

	/// Makes `preimage` public, now. `who` pays the storage deposit, which comes back when the
	/// registry forgets the preimage. Telling again what is known changes and costs nothing.
	fn reveal(who: &AccountId, preimage: Preimage) -> DispatchResult;

	/// The most that [`Self::reveal`] weighs, with all who are told of it.
	fn weight() -> Weight;

	/// How long a preimage is known after it was revealed, at the least.
	fn retention_ms() -> Moment;
}

/// Is told of each preimage once, in the block in which it is first revealed, whoever reveals it.
///
/// The call that reveals fails if the sink does; a sink does no more than note what is to be done.
pub trait PreimageSink {
	/// `preimage`, whose payment hash is `hash`, became public now.
	fn revealed(hash: &PaymentHash, preimage: &Preimage, now_ms: Moment) -> DispatchResult;

	/// The most that [`Self::revealed`] weighs.
	fn weight() -> Weight;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl PreimageSink for Tuple {
	fn revealed(hash: &PaymentHash, preimage: &Preimage, now_ms: Moment) -> DispatchResult {
		for_tuples!( #( Tuple::revealed(hash, preimage, now_ms)?; )* );
		Ok(())
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::weight()); )* );
		weight
	}
}
