//! The seam for whoever is to be told what became of a watch: an insurance, a register of
//! reputations.

use crate::{channel::ToldResult, Balance, ChannelId, Side};
use frame_support::weights::Weight;

/// A tower that was hired let a state settle that is older than one that it had signed for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Missed<AccountId, AssetId> {
	/// In which channel.
	pub channel: ChannelId,
	/// Which party it had to watch for.
	pub side: Side,
	/// That party.
	pub client: AccountId,
	/// Whose tower it was.
	pub owner: AccountId,
	/// In which asset the amounts are.
	pub asset: AssetId,
	/// What the party has lost by it, in all.
	pub loss: Balance,
	/// What it was paid for that by this tower, just now. Of several towers each is told.
	pub compensation: Balance,
	/// What it was paid for that by all towers.
	pub compensated: Balance,
}

/// Is told of misses, each once it is proved and paid for. Fires after the write; an error takes
/// the whole proof back, so that implementations that only take notes never refuse.
///
/// Whoever pays for such a thing has to look at who the parties are: a client, the party that
/// closes and a tower can be one. Towers keep that from paying by not paying more than what the
/// three lose together.
pub trait Misses<AccountId, AssetId> {
	/// A tower missed what it had to answer. Answers with what it weighed, at most
	/// [`Self::weight`].
	fn missed(_missed: &Missed<AccountId, AssetId>) -> ToldResult {
		Ok(Weight::zero())
	}

	/// The most that it weighs to be told.
	fn weight() -> Weight;
}

#[impl_trait_for_tuples::impl_for_tuples(8)]
impl<AccountId, AssetId> Misses<AccountId, AssetId> for Tuple {
	fn missed(missed: &Missed<AccountId, AssetId>) -> ToldResult {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::missed(missed)?); )* );
		Ok(weight)
	}

	fn weight() -> Weight {
		let mut weight = Weight::zero();
		for_tuples!( #( weight = weight.saturating_add(Tuple::weight()); )* );
		weight
	}
}
