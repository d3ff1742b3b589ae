//! One share of a block for several owners.

use super::*;
use crate::{share::HookRest, Costs, Owner, Owners, Share, Shared};
use frame_support::{
	derive_impl,
	traits::{ConstU64, Time},
};
use sp_runtime::Perbill;

frame_support::construct_runtime!(pub enum Test { System: frame_system });

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type DbWeight = Db;
}

/// What a block may weigh.
const BLOCK: Weight = Weight::from_parts(1_000_000_000_000, 1_000_000_000);
/// What an entry weighs.
const ENTRY: Weight = Weight::from_parts(1_000_000_000, 1_000);

parameter_types! {
	pub const Quarter: Perbill = Perbill::from_percent(25);
	pub static Now: u64 = 0;
}

pub struct Clock;
impl Time for Clock {
	type Moment = u64;
	fn now() -> u64 {
		Now::get()
	}
}

/// Whatever is due weighs the same.
#[derive(Default)]
pub struct Same;
impl Handler<u32> for Same {
	fn weight(&self, _: &Entry<u32>) -> Weight {
		ENTRY
	}
	fn handle(&mut self, _: &Entry<u32>, _: u64) -> Result<Outcome, DispatchError> {
		Ok(Outcome::Done(None))
	}
	fn failed(&mut self, _: &Entry<u32>, _: u64, _: DispatchError) {}
}

macro_rules! owner {
	($Owner:ident, $Head:ident, $Pages:ident) => {
		pub struct $Owner;
		#[storage_alias]
		pub type $Head = StorageValue<$Owner, Head, ValueQuery>;
		#[storage_alias]
		pub type $Pages = StorageMap<$Owner, Identity, PageKey, Page<u32>>;

		impl Store for $Owner {
			type Payload = u32;
			type SlotMs = ConstU64<1_000>;
			type DbWeight = Db;
			type Head = $Head;
			type Pages = $Pages;
		}

		impl Owner for $Owner {
			type HookShare = Shared<Test, Quarter, (First, Second, Third)>;
			type Clock = Clock;
			type Handler = Same;
			fn max_block() -> Weight {
				BLOCK
			}
			fn heaviest() -> Weight {
				ENTRY
			}
			fn service_failed(_: u32, _: DispatchError) {}
		}
	};
}

owner!(First, FirstHead, FirstPages);
owner!(Second, SecondHead, SecondPages);
owner!(Third, ThirdHead, ThirdPages);

/// How many entries wait with each.
fn waiting() -> [usize; 3] {
	[
		Timetable::<First>::iter().count(),
		Timetable::<Second>::iter().count(),
		Timetable::<Third>::iter().count(),
	]
}

/// So many entries that are due with each, at the next block's time.
fn due(counts: [u32; 3]) {
	for n in 0..counts[0] {
		First::push(Now::get(), n);
	}
	for n in 0..counts[1] {
		Second::push(Now::get(), n);
	}
	for n in 0..counts[2] {
		Third::push(Now::get(), n);
	}
	Now::mutate(|now| *now += 6_000);
}

/// The hooks of the next block, as a runtime calls them. What they weighed in all.
fn block() -> Weight {
	System::set_block_number(System::block_number() + 1);
	let hooks = [First::serve_share, Second::serve_share, Third::serve_share];
	let spent = hooks.map(|hook| hook()).into_iter().fold(Weight::zero(), |sum, it| sum + it);
	assert!(spent.all_lte(share_of_block(Quarter::get(), BLOCK)), "{spent:?}");
	spent
}

fn run(test: impl FnOnce()) {
	sp_io::TestExternalities::default().execute_with(|| {
		Now::set(1_000_000);
		test();
	});
}

/// About so many entries fit in all that the three have.
const FIT: u32 = 250;

#[test]
fn a_backlog_starves_nobody() {
	run(|| {
		due([5_000, 50, 50]);
		block();
		// Whoever comes after it has all of its own done in the first block.
		let [first, second, third] = waiting();
		assert_eq!([second, third], [0, 0]);
		assert!(first < 5_000 - 70, "{first}");
		// And the backlog has all of a block that nobody else wants.
		block();
		assert!(waiting()[0] < first - 200, "{:?}", waiting());
	});
}

#[test]
fn backlogs_of_all_are_served_evenly() {
	run(|| {
		due([5_000; 3]);
		for _ in 0..10 {
			block();
		}
		let done = waiting().map(|left| 5_000 - left);
		let (least, most) = (done.iter().min().unwrap(), done.iter().max().unwrap());
		assert!(*least > 700 && *most - *least < 60, "{done:?}");
	});
}

#[test]
fn what_one_leaves_is_for_those_after_it() {
	run(|| {
		due([10, 5_000, 0]);
		block();
		let [first, second, _] = waiting();
		assert_eq!(first, 0);
		assert!(5_000 - second > 200, "{second}");
	});
}

#[test]
fn each_has_its_part_whatever_it_is_asked_first() {
	run(|| {
		let least = First::hook_budget();
		assert!(least.all_lte(share_of_block(Quarter::get(), BLOCK).div(3)));
		assert!(least.ref_time() > ENTRY.ref_time() * u64::from(FIT) / 4);
		First::assert_fits();
		// Nobody is due: nothing is written.
		block();
		assert!(HookRest::<Test>::get().is_none());
		assert_eq!(<(First, Second, Third)>::count(), 3);
		assert_eq!(<(First, Second, Third)>::due(), 0);
		due([1, 0, 1]);
		assert_eq!(<(First, Second, Third)>::due(), 2);
	});
}

#[test]
fn the_rest_of_a_block_is_divided_as_evenly() {
	run(|| {
		due([5_000, 20, 0]);
		let costs: Costs = First::costs();
		let left = ENTRY * 100 + costs.least_budget(ENTRY) * 4;
		System::set_block_number(2);
		let spent = First::serve_left(left);
		assert!(spent.all_lte(left));
		let [first, second, _] = waiting();
		assert!((5_000 - 60..5_000 - 40).contains(&first), "{first}");
		assert_eq!(second, 20);
		assert!(Second::serve_left(left - spent).all_lte(left - spent));
		assert_eq!(waiting()[1], 0);
		// Too little to look at anything.
		assert_eq!(Third::serve_left(Weight::zero()), Weight::zero());
		assert_eq!(Third::serve_left(Db::get().reads(1)), Weight::zero());
	});
}

#[test]
fn a_share_of_ones_own_is_a_number() {
	assert_eq!(Quarter::least(BLOCK), share_of_block(Quarter::get(), BLOCK));
	run(|| {
		let spent = <Quarter as Share>::spend::<First>(|limit| limit);
		assert_eq!(spent, Quarter::least(BLOCK));
		assert_eq!(<Quarter as Share>::spend_left::<First>(ENTRY, |limit| limit), ENTRY);
	});
}
