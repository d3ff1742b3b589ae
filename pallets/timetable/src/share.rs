//! What hooks may spend of a block: each its own share, or several one share together.

use crate::{share_of_block, Owner};
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_support::{
	storage_alias,
	traits::Get,
	weights::{RuntimeDbWeight, Weight},
};
use frame_system::pallet_prelude::BlockNumberFor;
use sp_runtime::Perbill;

/// What an owner's hooks may spend of a block. A `Get<Perbill>` is a share of its own; [`Shared`] is
/// one that several have together.
pub trait Share {
	/// What `on_initialize` of each owner has in every block at the least, if a block may weigh
	/// `max_block`: whatever waits elsewhere.
	fn least(max_block: Weight) -> Weight;

	/// For `on_initialize` of `O`: has `serve` spend what the owner may. Returns what that weighed.
	fn spend<O: Owner>(serve: impl FnOnce(Weight) -> Weight) -> Weight;

	/// For `on_idle` of `O`, which is offered `left`: has `serve` spend what the owner may of it.
	/// Returns what that weighed.
	fn spend_left<O: Owner>(left: Weight, serve: impl FnOnce(Weight) -> Weight) -> Weight;
}

impl<S: Get<Perbill>> Share for S {
	fn least(max_block: Weight) -> Weight {
		share_of_block(S::get(), max_block)
	}

	fn spend<O: Owner>(serve: impl FnOnce(Weight) -> Weight) -> Weight {
		serve(Self::least(O::max_block()))
	}

	fn spend_left<O: Owner>(left: Weight, serve: impl FnOnce(Weight) -> Weight) -> Weight {
		serve(left)
	}
}

/// A share of a block that all of `Owners`, a tuple, have together: for a runtime with several
/// timetables, so that what all of them take leaves transactions their room.
///
/// Who has nothing due leaves its part to the others. Those who have divide what there is evenly, and
/// what one of them does not need goes to those after it: so each has an equal part at the least,
/// however much waits with another, and one alone has all of it.
pub struct Shared<Runtime, Whole, Owners>(PhantomData<(Runtime, Whole, Owners)>);

/// What is left of a shared share, in one block.
#[derive(Decode, Encode)]
pub struct Rest<BlockNumber> {
	block: BlockNumber,
	weight: Weight,
	/// The owners who have something due and have not been served yet.
	waiting: u32,
}

/// Of the last block in which anything was due.
#[storage_alias]
pub(crate) type HookRest<Runtime: frame_system::Config> =
	StorageValue<BlocTimetable, Rest<BlockNumberFor<Runtime>>>;

impl<Runtime, Whole, Members> Shared<Runtime, Whole, Members>
where
	Runtime: frame_system::Config,
	Whole: Get<Perbill>,
	Members: Owners,
{
	/// What an owner takes to find out what it may spend: a look at each head and at the clock, and
	/// the rest read and written.
	fn overhead(db: RuntimeDbWeight) -> Weight {
		db.reads_writes(u64::from(Members::count()).saturating_add(3), 1)
	}

	/// What the owners have for what is due.
	fn for_all(max_block: Weight) -> Weight {
		let looks =
			Self::overhead(Runtime::DbWeight::get()).saturating_mul(Members::count().into());
		share_of_block(Whole::get(), max_block).saturating_sub(looks)
	}

	/// What is left in this block.
	fn rest(max_block: Weight) -> Rest<BlockNumberFor<Runtime>> {
		let block = frame_system::Pallet::<Runtime>::block_number();
		HookRest::<Runtime>::get().filter(|rest| rest.block == block).unwrap_or_else(|| Rest {
			block,
			weight: Self::for_all(max_block),
			waiting: Members::due(),
		})
	}
}

impl<Runtime, Whole, Members> Share for Shared<Runtime, Whole, Members>
where
	Runtime: frame_system::Config,
	Whole: Get<Perbill>,
	Members: Owners,
{
	fn least(max_block: Weight) -> Weight {
		Self::for_all(max_block).div(Members::count().max(1).into())
	}

	fn spend<O: Owner>(serve: impl FnOnce(Weight) -> Weight) -> Weight {
		let db = O::DbWeight::get();
		if !O::is_due() {
			return db.reads(2);
		}
		let mut rest = Self::rest(O::max_block());
		let spent = serve(rest.weight.div(rest.waiting.max(1).into()));
		rest.weight = rest.weight.saturating_sub(spent);
		rest.waiting = rest.waiting.saturating_sub(1);
		HookRest::<Runtime>::put(rest);
		spent.saturating_add(Self::overhead(db))
	}

	fn spend_left<O: Owner>(left: Weight, serve: impl FnOnce(Weight) -> Weight) -> Weight {
		let overhead = Self::overhead(O::DbWeight::get());
		if !overhead.all_lte(left) {
			return Weight::zero();
		}
		if !O::is_due() {
			return O::DbWeight::get().reads(2);
		}
		let part = left.saturating_sub(overhead).div(Members::due().max(1).into());
		serve(part).saturating_add(overhead)
	}
}

/// The owners who have a share together: a tuple of them.
pub trait Owners {
	/// How many they are.
	fn count() -> u32;

	/// How many of them have something due.
	fn due() -> u32;
}

#[impl_trait_for_tuples::impl_for_tuples(1, 12)]
#[tuple_types_custom_trait_bound(Owner)]
impl Owners for Tuple {
	fn count() -> u32 {
		let mut count: u32 = 0;
		for_tuples!( #( count = count.saturating_add(one::<Tuple>()); )* );
		count
	}

	fn due() -> u32 {
		let mut due: u32 = 0;
		for_tuples!( #( due = due.saturating_add(Tuple::is_due().into()); )* );
		due
	}
}

/// Whatever it is: the macro repeats only what names a part of the tuple.
#[expect(clippy::extra_unused_type_parameters)]
const fn one<O>() -> u32 {
	1
}
