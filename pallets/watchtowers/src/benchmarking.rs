//! Benchmarks: each call in its worst case, in an asset that the runtime's helper makes.
#![allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)]

use crate::{
	custody::Money,
	demand::Answer,
	drawing::MAX_DRAWN,
	receipt::{hash_of, Evidence, Named, Receipt, SignedReceipt},
	types::{
		Profile, Rate, Record, Terms, TowerId, MAX_BACKUP, MAX_CONTACT, MAX_HIRES, MAX_INLINE,
		MAX_KEYS,
	},
	AssetIdOf, Call, CoSignedOf, Config, Pallet, Pots, SignedReceiptOf, TimetableHead,
	TimetablePages, Towers, Watches,
};
use alloc::{vec, vec::Vec};
use bloc_math::accrual::RATE_SCALE;
use bloc_primitives::{
	channel::{Drawn, Hooks, Settlement},
	state::{payload, CoSigned, Htlc, Message, NetTransfer, State, MAX_HTLCS},
	Balance, ChannelId, Moment, Pair, PaymentHash, Side,
};
use frame_benchmarking::v2::*;
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect, Mutate},
		Consideration, Footprint, Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_core::H256;
use sp_runtime::traits::Convert;

/// What the benchmarks need of a runtime: an asset, a channel, keys, and a clock to set.
pub trait BenchmarkHelper<T: Config> {
	/// Makes an asset of the costliest kind.
	fn asset() -> AssetIdOf<T>;

	/// Sets the clock.
	fn set_time(now_ms: Moment);

	/// The account of the key with this number: 0 and 1 are parties, 2 signs for towers.
	fn account(n: u32) -> T::AccountId;

	/// What that key signs.
	fn sign(n: u32, payload: &[u8]) -> T::Signature;

	/// An open channel of these two, in which the opener has committed as much. Its challenge
	/// period is the longest that there can be.
	fn channel(parties: Pair<T::AccountId>, asset: AssetIdOf<T>, committed: Balance) -> ChannelId;
}

/// What everybody has at first.
const WEALTH: Balance = 1 << 100;
/// What is put down, and committed.
const AMOUNT: Balance = 1 << 80;
/// When it is.
const NOW: Moment = 1_700_000_000_000;
/// A second's rate, with a fraction of a unit.
const RATE: Rate = Rate(RATE_SCALE + 1);
/// Within which time towers answer.
const RESPONSE: Moment = 60_000;

fn alice<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::account(0)
}

fn bob<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::account(1)
}

fn key<T: Config>() -> T::AccountId {
	T::BenchmarkHelper::account(2)
}

/// Has a tower; the first of them.
fn owner<T: Config>(n: u32) -> T::AccountId {
	account("owner", n, 0)
}

/// Was the first to bring the asset: the last payout gives the seed back, in a transfer of its own.
fn seeder<T: Config>() -> T::AccountId {
	account("seeder", 0, 0)
}

fn by<T: Config>(who: T::AccountId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(who)
}

/// People with money in the asset, at a time that is not the first block's.
fn set_up<T: Config>() -> AssetIdOf<T> {
	T::BenchmarkHelper::set_time(NOW);
	frame_system::Pallet::<T>::set_block_number(1u32.into());
	let asset = T::BenchmarkHelper::asset();
	let owners = (0..MAX_HIRES).map(owner::<T>);
	for who in owners.chain([alice::<T>(), bob::<T>(), seeder::<T>()]) {
		for footprint in [Pallet::<T>::tower_footprint(), Pallet::<T>::watch_footprint()] {
			T::Consideration::ensure_successful(&who, footprint);
			T::Consideration::ensure_successful(&who, footprint);
		}
		// Enough to demand something, too.
		let plenty = Footprint::from_parts(100, MAX_BACKUP as usize);
		T::Consideration::ensure_successful(&who, plenty);
		assert_ok!(T::Assets::mint_into(asset.clone(), &who, WEALTH));
	}
	assert_ok!(Money::<T>::take(&asset, &seeder::<T>(), AMOUNT));
	asset
}

/// Leaves `amount` in the pot: whoever takes that out is the last.
fn leave_in_pot<T: Config>(amount: Balance) {
	let (asset, pot) = Pots::<T>::iter().next().expect("somebody has brought something");
	assert_ok!(Money::<T>::pay_out(&asset, &seeder::<T>(), pot.held - amount));
}

/// The timetable is empty: whatever a call makes due is pushed, as the first.
fn forget<T: Config>() {
	TimetableHead::<T>::kill();
	let _ = TimetablePages::<T>::clear(u32::MAX, None);
}

fn terms() -> Terms {
	Terms { rate: RATE, cover: AMOUNT / 8, response_ms: RESPONSE }
}

fn profile() -> Profile {
	let contact = BoundedVec::truncate_from(vec![7; MAX_CONTACT as usize]);
	Profile { region: 7, sealing_key: [9; 32], contact, uptime_ppm: 999_000 }
}

fn bond<T: Config>(asset: &AssetIdOf<T>) -> Balance {
	AMOUNT.max(T::MinBond::convert(asset.clone()))
}

/// A tower of the owner with this number.
fn tower<T: Config>(n: u32, asset: &AssetIdOf<T>) -> TowerId {
	let id = crate::NextTowerId::<T>::get();
	let (owner, bond) = (owner::<T>(n), bond::<T>(asset));
	let terms = (profile(), terms());
	assert_ok!(Pallet::<T>::do_register(owner, asset.clone(), bond, key::<T>(), terms));
	id
}

fn channel<T: Config>(asset: &AssetIdOf<T>) -> ChannelId {
	T::BenchmarkHelper::channel(Pair::new(alice::<T>(), bob::<T>()), asset.clone(), AMOUNT)
}

fn hire<T: Config>(id: ChannelId, tower: TowerId) {
	assert_ok!(Pallet::<T>::do_hire(alice::<T>(), id, tower, AMOUNT, &terms()));
}

/// A tower that watches a channel for Alice.
fn hired<T: Config>() -> (TowerId, ChannelId) {
	let asset = set_up::<T>();
	let (tower, id) = (tower::<T>(0, &asset), channel::<T>(&asset));
	hire::<T>(id, tower);
	(tower, id)
}

/// Time passes in which towers show that they are there.
fn later<T: Config>(ms: Moment) {
	T::BenchmarkHelper::set_time(NOW + ms);
	for id in Towers::<T>::iter_keys().collect::<Vec<_>>() {
		Towers::<T>::mutate_extant(id, |record| record.tower.presence.last.ms = NOW + ms);
	}
}

/// Alice has all, and is offered as many HTLCs.
fn state(version: u64, htlcs: u32) -> State {
	let htlc = |n: u32| Htlc {
		payer: Side::Opener,
		amount: 1,
		payment_hash: PaymentHash([n as u8; 32]),
		deadline_ms: NOW,
	};
	let htlcs = (0..htlcs).map(htlc).collect();
	State { version, net: NetTransfer::ZERO, htlcs: BoundedVec::truncate_from(htlcs) }
}

fn signed<T: Config>(id: ChannelId, state: State) -> CoSignedOf<T> {
	let bytes = payload(&Pallet::<T>::genesis(), id, 0, &Message::State(state.clone()));
	let sign = |n| T::BenchmarkHelper::sign(n, &bytes);
	CoSigned::by_both(state, Pair::new(sign(0), sign(1)))
}

fn receipt<T: Config>(id: ChannelId, tower: TowerId, state: &State) -> SignedReceiptOf<T> {
	let receipt = Receipt {
		channel: id,
		side: Side::Opener,
		tower,
		hire: 1,
		base_version: 0,
		version: state.version,
		state: hash_of(state),
		preimages: hash_of(&Named::new()),
		backup: H256::repeat_byte(1),
		accepted_ms: NOW,
	};
	let signature = T::BenchmarkHelper::sign(2, &receipt.payload(&Pallet::<T>::genesis()));
	SignedReceipt { receipt, signature }
}

/// Bob has closed with an old state, and `presented` were presented against it. By what counts
/// Alice got nothing.
fn settle<T: Config>(id: ChannelId, presented: &[(T::AccountId, u64)], at_ms: Moment) {
	let closing = |who: &T::AccountId, version| {
		assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::closing(id, who, version));
	};
	later::<T>(1);
	closing(&bob::<T>(), 1);
	later::<T>(at_ms);
	presented.iter().for_each(|(who, version)| closing(who, *version));
	let watched = Watches::<T>::get(id).expect("somebody watches");
	later::<T>(watched.period_ms + 1);
	// As many blocks as it takes.
	frame_system::Pallet::<T>::set_block_number(10_000_000u32.into());
	assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::settled(id, &step(presented)));
}

/// Bob has taken something out by an old state, more than once: of the last nobody has said a word.
fn draw<T: Config>(id: ChannelId) {
	let side = Side::Counterparty;
	for n in 1..=MAX_DRAWN {
		assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::requested(id, side));
		if n == MAX_DRAWN {
			let watched = Watches::<T>::get(id).expect("somebody watches");
			later::<T>(watched.period_ms + 1);
			frame_system::Pallet::<T>::set_block_number(10_000_000u32.into());
		}
		let drawn = Drawn { side, amount: AMOUNT / 4, version: 1, base_version: 0 };
		assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::withdrawn(id, &drawn));
	}
}

fn step<A>(presented: &[(A, u64)]) -> Settlement {
	Settlement {
		version: presented.last().map_or(1, |(_, version)| *version),
		base_version: 0,
		committed: Pair::new(AMOUNT, 0),
		is_drawn: false,
		paid: Pair::new(0, AMOUNT / 2),
		penalties: Pair::new(0, AMOUNT / 4),
		reward: AMOUNT / 8,
		is_decided: true,
	}
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let asset = set_up::<T>();
		leave_in_pot::<T>(0);
		forget::<T>();
		let bond = bond::<T>(&asset);
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), asset, bond, key::<T>(), super::terms(), super::profile());
		assert!(Towers::<T>::contains_key(TowerId(0)));
	}

	#[benchmark]
	fn set_terms() {
		let (tower, _) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, super::terms());
	}

	#[benchmark]
	fn set_profile() {
		let (tower, _) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, super::profile());
	}

	#[benchmark]
	fn set_key() {
		let (tower, _) = hired::<T>();
		for n in 2..MAX_KEYS {
			assert_ok!(Pallet::<T>::do_set_key(&owner::<T>(0), tower, owner::<T>(n)));
			later::<T>(T::BeatMs::get() * Moment::from(n));
		}
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, bob::<T>());
	}

	#[benchmark]
	fn add_bond() {
		let (tower, _) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, AMOUNT);
	}

	#[benchmark]
	fn withdraw_bond() {
		let asset = set_up::<T>();
		let tower = super::tower::<T>(0, &asset);
		assert_ok!(Pallet::<T>::do_add_bond(&owner::<T>(0), tower, AMOUNT));
		leave_in_pot::<T>(AMOUNT);
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, AMOUNT);
	}

	#[benchmark]
	fn beat() {
		let (tower, _) = hired::<T>();
		T::BenchmarkHelper::set_time(NOW + T::BeatMs::get() * 10);
		Towers::<T>::mutate_extant(tower, |record| record.tower.due_ms = None);
		forget::<T>();
		frame_system::Pallet::<T>::set_block_number(7u32.into());
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower, 6u32.into(), T::Hash::default());
	}

	#[benchmark]
	fn leave() {
		let (tower, _) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower);
	}

	#[benchmark]
	fn retire() {
		let asset = set_up::<T>();
		let tower = super::tower::<T>(0, &asset);
		assert_ok!(Pallet::<T>::do_leave(&owner::<T>(0), tower));
		leave_in_pot::<T>(bond::<T>(&asset));
		T::BenchmarkHelper::set_time(NOW + T::NoticeMs::get());
		#[extrinsic_call]
		_(by::<T>(owner::<T>(0)), tower);
		assert!(!Towers::<T>::contains_key(tower));
	}

	#[benchmark]
	fn collect() {
		let (tower, _) = hired::<T>();
		later::<T>(100_000_000);
		// No hook has run meanwhile: nothing shall seem to be late.
		forget::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), tower);
	}

	#[benchmark]
	fn hire() {
		let asset = set_up::<T>();
		let (tower, id) = (super::tower::<T>(0, &asset), channel::<T>(&asset));
		forget::<T>();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, tower, AMOUNT, super::terms());
		assert!(Watches::<T>::contains_key(id));
	}

	#[benchmark]
	fn top_up() {
		let (tower, id) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, Side::Opener, tower, AMOUNT);
	}

	#[benchmark]
	fn reorder() {
		let (tower, id) = hired::<T>();
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, BoundedVec::truncate_from(vec![tower]));
	}

	#[benchmark]
	fn dismiss() {
		let (tower, id) = hired::<T>();
		let record = Record::Whole(BoundedVec::truncate_from(vec![7; MAX_INLINE as usize]));
		assert_ok!(Pallet::<T>::do_post(&alice::<T>(), id, 1, record));
		later::<T>(1_000);
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, tower);
		assert!(!Watches::<T>::contains_key(id));
	}

	#[benchmark]
	fn post() {
		let (_, id) = hired::<T>();
		let record = |size: u32| Record::Whole(BoundedVec::truncate_from(vec![7; size as usize]));
		assert_ok!(Pallet::<T>::do_post(&alice::<T>(), id, 1, record(1)));
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, 2, record(MAX_INLINE));
	}

	#[benchmark]
	fn post_state() {
		let (_, id) = hired::<T>();
		let state = signed::<T>(id, state(9, MAX_HTLCS));
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), id, state);
	}

	#[benchmark]
	fn prove_miss(h: Linear<0, MAX_HTLCS>) {
		let (tower, id) = hired::<T>();
		draw::<T>(id);
		let net = NetTransfer { payer: Side::Counterparty, amount: AMOUNT / 4 };
		let newest = State { net, ..state(9, h) };
		let signed_receipt = receipt::<T>(id, tower, &newest);
		let evidence = Evidence::Receipt { signed: signed_receipt, named: Named::new() };
		let proof = signed::<T>(id, newest);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, Side::Opener, evidence, proof);
		let bond = Towers::<T>::get(tower).map(|record| record.tower.bond);
		assert!(bond.is_some_and(|bond| bond < AMOUNT));
	}

	#[benchmark]
	fn prove_late() {
		let (tower, id) = hired::<T>();
		settle::<T>(id, &[(owner::<T>(1), 9)], 2 * RESPONSE);
		let signed = receipt::<T>(id, tower, &state(9, 0));
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), signed);
	}

	#[benchmark]
	fn demand() {
		let (tower, id) = hired::<T>();
		forget::<T>();
		let signed = receipt::<T>(id, tower, &state(9, 0));
		#[extrinsic_call]
		_(by::<T>(alice::<T>()), signed);
	}

	#[benchmark]
	fn answer() {
		let (tower, id) = hired::<T>();
		let demanded = receipt::<T>(id, tower, &state(8, 0));
		assert_ok!(Pallet::<T>::do_demand(&alice::<T>(), demanded));
		// Two signatures take longer than the hash of the longest backup.
		let state = signed::<T>(id, state(9, MAX_HTLCS));
		let later = Answer::Later { state, base_version: 0 };
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), id, Side::Opener, tower, later);
	}

	#[benchmark]
	fn claim_credit() {
		let asset = set_up::<T>();
		assert_ok!(Money::<T>::take(&asset, &alice::<T>(), AMOUNT));
		leave_in_pot::<T>(AMOUNT);
		crate::Credits::<T>::insert(bob::<T>(), &asset, AMOUNT);
		Pots::<T>::mutate(&asset, |pot| pot.as_mut().expect("made above").credits = AMOUNT);
		#[extrinsic_call]
		_(by::<T>(bob::<T>()), asset.clone(), bob::<T>());
		assert!(T::Assets::balance(asset, &bob::<T>()) >= AMOUNT);
	}

	// What the hook does for one entry, and what is told.

	#[benchmark]
	fn serve_beat() {
		let (tower, _) = hired::<T>();
		let due_ms = Towers::<T>::get(tower).and_then(|record| record.tower.due_ms);
		later::<T>(T::BeatMs::get());
		forget::<T>();
		#[block]
		{
			assert_ok!(Pallet::<T>::serve_beat(tower, due_ms.expect("it is there")));
		}
	}

	#[benchmark]
	fn serve_watch() {
		// Four towers end; one has won, and pays its levy; what was posted goes.
		let asset = set_up::<T>();
		let id = channel::<T>(&asset);
		for n in 0..MAX_HIRES {
			let tower = super::tower::<T>(n, &asset);
			super::hire::<T>(id, tower);
		}
		let record = Record::Whole(BoundedVec::truncate_from(vec![7; MAX_INLINE as usize]));
		assert_ok!(Pallet::<T>::do_post(&alice::<T>(), id, 1, record));
		settle::<T>(id, &[(owner::<T>(0), 9)], 1);
		let period_ms = Watches::<T>::get(id).expect("it is watched").period_ms;
		later::<T>(period_ms + T::ClaimWindowMs::get() * 3);
		Watches::<T>::mutate_extant(id, |watched| {
			watched.watches.opener.as_mut().expect("hired above").due_ms = Some(7);
		});
		#[block]
		{
			assert_ok!(Pallet::<T>::serve_watch(id, Side::Opener, 7));
		}
		assert!(!Watches::<T>::contains_key(id));
	}

	#[benchmark]
	fn note_closing() {
		let (_, id) = hired::<T>();
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::closing(id, &bob::<T>(), 1));
		}
	}

	#[benchmark]
	fn note_settled() {
		let (_, id) = hired::<T>();
		assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::closing(id, &bob::<T>(), 1));
		forget::<T>();
		let step = step::<T::AccountId>(&[]);
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::settled(id, &step));
		}
	}

	#[benchmark]
	fn note_requested() {
		let (_, id) = hired::<T>();
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::requested(id, Side::Counterparty));
		}
	}

	#[benchmark]
	fn note_withdrawn() {
		let (_, id) = hired::<T>();
		let side = Side::Counterparty;
		let drawn = Drawn { side, amount: 1, version: 1, base_version: 0 };
		for _ in 0..MAX_DRAWN {
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::requested(id, side));
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::withdrawn(id, &drawn));
		}
		assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::requested(id, side));
		#[block]
		{
			assert_ok!(<Pallet<T> as Hooks<_, AssetIdOf<T>>>::withdrawn(id, &drawn));
		}
	}

	#[cfg(test)]
	impl_benchmark_test_suite!(Pallet, crate::mock::ExtBuilder.build(), crate::mock::Test);
}
