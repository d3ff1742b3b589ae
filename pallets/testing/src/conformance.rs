//! What every implementation of the channel traits has to do, as tests that run against any: the
//! mock here and the pallet that keeps channels are held to the same.
//!
//! [`Subject`] says how to come by a chain with the implementation, and
//! [`channel_conformance`](crate::channel_conformance) makes a test of each function of this module.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod guards;

pub use guards::*;

use crate::{count, watch, Counts};
use bloc_primitives::{
	channel::{
		Channel, Graph, HopTerms, Inspect, Ledger, Lock, Locked, Open, Phase, Purpose, Subscribe,
		Transfer,
	},
	guard::Bind,
	preimage::{Registry, Revealed},
	Balance, ChannelId, Moment, Pair, Policy, Preimage, Side,
};
use core::fmt::Debug;
use frame_support::{assert_ok, storage::with_storage_layer, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// A chain with the implementation that is tested.
pub trait Subject: Sized {
	/// Names an account.
	type AccountId: Clone + Debug + PartialEq;
	/// Names an asset.
	type AssetId: Clone + Debug + PartialEq;
	/// The implementation.
	type Channels: Graph<Self::AccountId, AssetId = Self::AssetId>
		+ Open<Self::AccountId>
		+ Bind<Self::AccountId>
		+ Transfer<Self::AccountId>
		+ Lock<Self::AccountId>
		+ Subscribe<Self::AccountId>
		+ Registry<Self::AccountId>;

	/// Runs `test` on a new chain without channels.
	fn run(test: impl FnOnce());

	/// Three people, who have at least 100,000 of each asset outside of channels.
	fn people() -> [Self::AccountId; 3];

	/// Two assets.
	fn assets() -> [Self::AssetId; 2];

	/// A challenge period that is allowed.
	fn period_ms() -> Moment;

	/// Sets the terms on which `who` forwards over a channel.
	fn set_policy(id: ChannelId, who: &Self::AccountId, policy: Option<Policy>);

	/// `closer` closes a channel alone.
	fn force_close(id: ChannelId, closer: &Self::AccountId);

	/// The same, as it tries to.
	fn close_alone(id: ChannelId, closer: &Self::AccountId) -> DispatchResult;

	/// `who` tries to set its terms.
	fn try_policy(id: ChannelId, who: &Self::AccountId, policy: Option<Policy>) -> DispatchResult;

	/// `who` tries to take something out of its ledger balance.
	fn withdraw(id: ChannelId, who: &Self::AccountId, amount: Balance) -> DispatchResult;

	/// `who` tries to commit something.
	fn commit(id: ChannelId, who: &Self::AccountId, amount: Balance) -> DispatchResult;

	/// `who` tries to pay the other party.
	fn pay(id: ChannelId, who: &Self::AccountId, amount: Balance) -> DispatchResult;

	/// It is `now_ms`.
	fn set_now(now_ms: Moment);

	/// All time that has to pass passes, until a channel that was closed alone has paid out what is
	/// free in it.
	fn pay_out(id: ChannelId);

	/// What `who` has of `asset` outside of channels.
	fn balance(who: &Self::AccountId, asset: &Self::AssetId) -> Balance;

	/// The changes of ledgers of which the hooks were told since this was asked last, with the
	/// channel that they were shown.
	fn told() -> Vec<(ChannelId, ChannelOf<Self>)>;

	/// Where a channel is stored.
	fn key(id: ChannelId) -> Vec<u8>;

	/// The instant of the present block.
	fn now_ms() -> Moment;
}

/// Makes a test of each case of the conformance of a [`Subject`].
#[macro_export]
macro_rules! channel_conformance {
	($subject:ty) => {
		$crate::channel_conformance!($subject:
			opens_and_lists,
			opens_only_what_makes_sense,
			closes_what_is_at_rest,
			transfers,
			transfers_only_what_is_meant,
			moves_a_hop_at_once,
			locks_settles_and_releases,
			locks_only_what_is_meant,
			releases_for_a_fee,
			locks_as_much_as_the_policy_lets,
			forwards_within_the_policy,
			ends_a_lock_once,
			ends_locks_of_a_closed_channel,
			costs_one_read_and_one_write,
			subscribes_for_each_party,
			subscribes_in_every_phase,
			tells_of_each_change,
			answers_with_what_telling_weighed,
			takes_all_back,
			reveals_once,
			opens_bound,
			takes_no_more_than_the_amount,
			keeps_what_is_bound,
			lets_the_other_side_be_paid,
			binds_one_side_only,
			lapses_by_itself,
			binds_anew,
			takes_what_is_owed,
			costs_no_more_to_look_at_a_guard,
		);
	};
	($subject:ty: $($case:ident),* $(,)?) => {
		$(
			#[test]
			fn $case() {
				$crate::conformance::$case::<$subject>();
			}
		)*
	};
}

/// The terms that the cases use.
const POLICY: Policy = Policy {
	base_fee: 1,
	fee_ppm: 1_000,
	min_amount: 10,
	max_amount: 4_000,
	reserve: 50,
	..Policy::FREE
};

/// Of nobody.
const NO_CHANNEL: ChannelId = ChannelId(4_711);

/// The name of a refusal.
fn name(error: DispatchError) -> &'static str {
	error.into()
}

/// `call` is refused by this name.
fn refused<R: Debug>(call: impl FnOnce() -> Result<R, DispatchError>, expected: &str) {
	let result = with_storage_layer(call);
	let error = result.expect_err("it is refused");
	assert_eq!(name(error), expected);
}

/// `call` is a whole call of a pallet, and goes well.
fn done<R>(call: impl FnOnce() -> Result<R, DispatchError>) -> R {
	with_storage_layer(call).unwrap_or_else(|error| panic!("refused: {}", name(error)))
}

type AccountIdOf<S> = <S as Subject>::AccountId;
type AssetIdOf<S> = <S as Subject>::AssetId;
type ChannelOf<S> = Channel<AccountIdOf<S>, AssetIdOf<S>>;

/// Opens a channel of the first two people in the first asset.
fn establish<S: Subject>(opener: Balance, counterparty: Balance) -> ChannelId {
	let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
	let amounts = Pair::new(opener, counterparty);
	done(|| S::Channels::open(&Pair::new(alice, bob), asset, &amounts, S::period_ms()))
}

fn try_lock<S: Subject>(
	id: ChannelId,
	who: &AccountIdOf<S>,
	amount: Balance,
	purpose: Purpose,
) -> Result<(Locked, HopTerms<AccountIdOf<S>>), DispatchError> {
	let [asset, _] = S::assets();
	S::Channels::lock(id, who, &asset, amount, purpose)
}

fn lock<S: Subject>(id: ChannelId, who: &AccountIdOf<S>, amount: Balance) -> Locked {
	done(|| try_lock::<S>(id, who, amount, Purpose::Own)).0
}

fn get<S: Subject>(id: ChannelId) -> ChannelOf<S> {
	S::Channels::channel(id).expect("the channel exists")
}

/// Free and locked of both sides.
fn split(opener: (Balance, Balance), counterparty: (Balance, Balance)) -> Pair<Ledger> {
	Pair::new(opener, counterparty).map(|(free, locked)| Ledger { free: *free, locked: *locked })
}

/// `Open`, `Inspect` and `Graph`.
pub fn opens_and_lists<S: Subject>() {
	S::run(|| {
		let ([alice, bob, carol], [asset, _]) = (S::people(), S::assets());
		let bobs = S::balance(&bob, &asset);
		assert_eq!(S::Channels::channels(None, 10), vec![]);
		let first = establish::<S>(5_000, 300);
		let second = establish::<S>(0, 400);
		assert_eq!(S::balance(&bob, &asset) + 700, bobs);
		assert_ne!(first, second);

		let channel = get::<S>(first);
		assert_eq!(channel.parties, Pair::new(alice.clone(), bob.clone()));
		assert_eq!((&channel.asset, channel.phase), (&asset, Phase::Open));
		assert_eq!(channel.ledger, split((5_000, 0), (300, 0)));
		assert_eq!((channel.committed, channel.base_version), (Pair::new(0, 0), 0));
		assert_eq!(channel.policies, Pair::new(None, None));
		assert_eq!(channel.subscribed, Pair::new(false, false));
		assert_eq!(S::Channels::channel(NO_CHANNEL), None);

		for (who, count) in [(&alice, 2), (&bob, 2), (&carol, 0)] {
			let all = S::Channels::channels_of(who, None, 10);
			assert_eq!(all.len(), count);
			let Some(head) = all.first() else { continue };
			assert_eq!(S::Channels::channels_of(who, None, 1), [*head]);
			assert_eq!(S::Channels::channels_of(who, Some(*head), 10), all[1..]);
		}
		let all = S::Channels::channels(None, 10);
		assert_eq!(all.len(), 2);
		assert!(all.contains(&(first, channel)));
		assert_eq!(S::Channels::channels(None, 1), all[..1]);
		assert_eq!(S::Channels::channels(Some(all[0].0), 10), all[1..]);
		assert_eq!(S::Channels::walk().collect::<Vec<_>>(), all);
	});
}

/// What `Open` refuses.
pub fn opens_only_what_makes_sense<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let open = |parties: &Pair<_>, opener, counterparty| {
			let amounts = Pair::new(opener, counterparty);
			S::Channels::open(parties, asset.clone(), &amounts, S::period_ms())
		};
		let (oneself, both) = (Pair::new(bob.clone(), bob.clone()), Pair::new(alice, bob.clone()));
		refused(|| open(&oneself, 500, 500), "SameParty");
		refused(|| open(&both, 0, 0), "ZeroAmount");
		refused(|| open(&both, Balance::MAX, 1), "Overflow");
		let bobs = S::balance(&bob, &asset);
		assert!(with_storage_layer(|| open(&both, 500, bobs + 1)).is_err());
		assert_eq!(S::balance(&bob, &asset), bobs);
		assert_eq!(S::Channels::channels(None, 10), vec![]);
	});
}

/// `Open::close`.
pub fn closes_what_is_at_rest<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let bobs = S::balance(&bob, &asset);
		let id = establish::<S>(500, 300);
		for who in [&alice, &bob] {
			let locked = lock::<S>(id, who, 1);
			refused(|| S::Channels::close(id), "HasLocks");
			done(|| S::Channels::release(locked));
		}
		done(|| S::Channels::transfer(id, &alice, &asset, 200));
		done(|| S::Channels::close(id));
		assert_eq!(S::balance(&bob, &asset), bobs + 200);
		assert_eq!(S::Channels::channel(id), None);
		assert_eq!(S::Channels::channels_of(&alice, None, 10), vec![]);
		refused(|| S::Channels::close(id), "NotFound");
		// Names are never used again.
		assert_ne!(establish::<S>(500, 300), id);

		let id = establish::<S>(500, 300);
		let _ = lock::<S>(id, &alice, 1);
		S::force_close(id, &alice);
		refused(|| S::Channels::close(id), "NotOpen");
	});
}

/// `Transfer::transfer`.
pub fn transfers<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		done(|| S::Channels::transfer(id, &bob, &asset, 300));
		assert_eq!(get::<S>(id).ledger, split((800, 0), (0, 0)));
		done(|| S::Channels::transfer(id, &alice, &asset, 1));
		assert_eq!(get::<S>(id).ledger, split((799, 0), (1, 0)));
	});
}

/// `Transfer::forward`.
pub fn moves_a_hop_at_once<S: Subject>() {
	S::run(|| {
		let ([alice, bob, carol], [asset, other]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		S::set_policy(id, &bob, Some(POLICY));
		let forward = |id, who: &_, asset: &_, amount, purpose| {
			S::Channels::forward(id, who, asset, amount, purpose)
		};
		let (own, others) = (Purpose::Own, Purpose::Forward);
		let hop_terms = done(|| forward(id, &bob, &asset, 100, others));
		let (policies, told) = (Pair::new(None, Some(POLICY)), Weight::zero());
		assert_eq!(
			hop_terms,
			HopTerms {
				payer: Side::Counterparty,
				payee: alice.clone(),
				policies,
				bound: false,
				told
			}
		);
		assert_eq!(get::<S>(id).ledger, split((600, 0), (200, 0)));
		let hop_terms = done(|| forward(id, &alice, &asset, 600, own));
		assert_eq!(
			hop_terms,
			HopTerms { payer: Side::Opener, payee: bob.clone(), policies, bound: false, told }
		);
		assert_eq!(get::<S>(id).ledger, split((0, 0), (800, 0)));

		refused(|| forward(NO_CHANNEL, &bob, &asset, 1, own), "NotFound");
		refused(|| forward(id, &carol, &asset, 1, own), "NotParty");
		refused(|| forward(id, &bob, &other, 1, own), "WrongAsset");
		refused(|| forward(id, &bob, &asset, 0, own), "ZeroAmount");
		refused(|| forward(id, &bob, &asset, 801, own), "InsufficientLedger");
		refused(|| forward(id, &bob, &asset, 751, others), "PolicyRefuses");
		refused(|| forward(id, &alice, &asset, 10, others), "PolicyRefuses");
		// What is locked is not free.
		let _ = lock::<S>(id, &bob, 100);
		refused(|| forward(id, &bob, &asset, 701, own), "InsufficientLedger");
		S::force_close(id, &bob);
		refused(|| forward(id, &bob, &asset, 1, own), "NotOpen");
	});
}

/// What `Transfer::transfer` refuses.
pub fn transfers_only_what_is_meant<S: Subject>() {
	S::run(|| {
		let ([alice, bob, carol], [asset, other]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		let transfer =
			|id, who: &_, asset: &_, amount| S::Channels::transfer(id, who, asset, amount);
		refused(|| transfer(NO_CHANNEL, &alice, &asset, 1), "NotFound");
		refused(|| transfer(id, &carol, &asset, 1), "NotParty");
		refused(|| transfer(id, &alice, &other, 1), "WrongAsset");
		refused(|| transfer(id, &alice, &asset, 0), "ZeroAmount");
		refused(|| transfer(id, &alice, &asset, 501), "InsufficientLedger");
		refused(|| transfer(id, &bob, &asset, Balance::MAX), "InsufficientLedger");
		// What is locked is not free.
		let _ = lock::<S>(id, &alice, 100);
		refused(|| transfer(id, &alice, &asset, 401), "InsufficientLedger");
		done(|| transfer(id, &alice, &asset, 400));
		S::force_close(id, &bob);
		refused(|| transfer(id, &bob, &asset, 1), "NotOpen");
	});
}

/// `Lock`.
pub fn locks_settles_and_releases<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = establish::<S>(500, 300);
		S::set_policy(id, &bob, Some(POLICY));
		let (won, hop_terms) = done(|| try_lock::<S>(id, &alice, 200, Purpose::Own));
		assert_eq!(won, Locked { channel: id, payer: Side::Opener, amount: 200 });
		let (policies, told) = (Pair::new(None, Some(POLICY)), Weight::zero());
		assert_eq!(
			hop_terms,
			HopTerms { payer: Side::Opener, payee: bob.clone(), policies, bound: false, told }
		);
		let lost = lock::<S>(id, &alice, 100);
		let (back, hop_terms) = done(|| try_lock::<S>(id, &bob, 300, Purpose::Own));
		assert_eq!(back, Locked { channel: id, payer: Side::Counterparty, amount: 300 });
		assert_eq!(
			hop_terms,
			HopTerms { payer: Side::Counterparty, payee: alice, policies, bound: false, told }
		);
		assert_eq!(get::<S>(id).ledger, split((200, 300), (0, 300)));
		done(|| S::Channels::settle(won));
		assert_eq!(get::<S>(id).ledger, split((200, 100), (200, 300)));
		done(|| S::Channels::release(lost));
		assert_eq!(get::<S>(id).ledger, split((300, 0), (200, 300)));
		done(|| S::Channels::settle(back));
		assert_eq!(get::<S>(id).ledger, split((600, 0), (200, 0)));
	});
}

/// What `Lock` refuses.
pub fn locks_only_what_is_meant<S: Subject>() {
	S::run(|| {
		let ([alice, _, carol], [asset, other]) = (S::people(), S::assets());
		let id = establish::<S>(500, 0);
		let lock = |id, who: &_, asset: &_, amount| {
			S::Channels::lock(id, who, asset, amount, Purpose::Own)
		};
		refused(|| lock(NO_CHANNEL, &alice, &asset, 1), "NotFound");
		refused(|| lock(id, &carol, &asset, 1), "NotParty");
		refused(|| lock(id, &alice, &other, 1), "WrongAsset");
		refused(|| lock(id, &alice, &asset, 0), "ZeroAmount");
		refused(|| lock(id, &alice, &asset, 501), "InsufficientLedger");
		refused(|| lock(id, &alice, &asset, Balance::MAX), "InsufficientLedger");
		let (locked, _) = done(|| lock(id, &alice, &asset, 500));
		refused(|| lock(id, &alice, &asset, 1), "InsufficientLedger");
		let elsewhere = Locked { channel: NO_CHANNEL, ..locked };
		refused(|| S::Channels::settle(elsewhere.clone()), "NotFound");
		refused(|| S::Channels::release(elsewhere.clone()), "NotFound");
		S::force_close(id, &alice);
		refused(|| lock(id, &alice, &asset, 1), "NotOpen");
	});
}

/// `Purpose::Forward`.
pub fn forwards_within_the_policy<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = establish::<S>(10_000, 10_000);
		let forward = |amount| try_lock::<S>(id, &alice, amount, Purpose::Forward);
		refused(|| forward(100), "PolicyRefuses");
		// The payee's terms are not the payer's.
		S::set_policy(id, &bob, Some(POLICY));
		refused(|| forward(100), "PolicyRefuses");
		S::set_policy(id, &alice, Some(Policy { enabled: false, ..POLICY }));
		refused(|| forward(100), "PolicyRefuses");
		S::set_policy(id, &alice, Some(POLICY));
		for amount in [0, 9, 4_001, Balance::MAX] {
			refused(|| forward(amount), "PolicyRefuses");
		}
		for amount in [10, 4_000, 4_000] {
			assert_ok!(with_storage_layer(|| forward(amount)));
		}
		// 1,990 are free, of which 50 stay.
		refused(|| forward(1_941), "PolicyRefuses");
		assert_ok!(with_storage_layer(|| forward(1_940)));
		// The party's own payments need no more than the balance.
		let _ = lock::<S>(id, &alice, 1);
		let _ = lock::<S>(id, &alice, 49);
		S::set_policy(id, &bob, Some(Policy { min_amount: 0, ..POLICY }));
		refused(|| try_lock::<S>(id, &bob, 0, Purpose::Forward), "ZeroAmount");
	});
}

/// The end of a lock is its only one.
pub fn ends_a_lock_once<S: Subject>() {
	S::run(|| {
		let [alice, ..] = S::people();
		let id = establish::<S>(500, 300);
		let locked = lock::<S>(id, &alice, 200);
		done(|| S::Channels::settle(locked.clone()));
		refused(|| S::Channels::settle(locked.clone()), "InsufficientLedger");
		refused(|| S::Channels::release(locked.clone()), "InsufficientLedger");
		assert_eq!(get::<S>(id).ledger, split((300, 0), (500, 0)));
	});
}

/// Locks outlive the open channel, and what they leave is paid out.
pub fn ends_locks_of_a_closed_channel<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let bobs = S::balance(&bob, &asset);
		let id = establish::<S>(500, 300);
		let [at_once, won, lost] = [1, 200, 100].map(|amount| lock::<S>(id, &alice, amount));
		let back = lock::<S>(id, &bob, 50);
		S::force_close(id, &alice);
		assert_ne!(get::<S>(id).phase, Phase::Open);
		done(|| S::Channels::settle(at_once));
		S::pay_out(id);
		assert_eq!(get::<S>(id).phase, Phase::Resolving);
		assert_eq!(get::<S>(id).ledger, split((0, 300), (0, 50)));
		assert_eq!(S::balance(&bob, &asset), bobs - 50 + 1);

		done(|| S::Channels::settle(won));
		done(|| S::Channels::release(lost));
		S::pay_out(id);
		assert_eq!(get::<S>(id).ledger, split((0, 0), (0, 50)));
		assert_eq!(S::balance(&bob, &asset), bobs - 50 + 1 + 200);
		done(|| S::Channels::release(back));
		S::pay_out(id);
		assert_eq!(S::Channels::channel(id), None);
		assert_eq!(S::balance(&bob, &asset), bobs + 201);
	});
}

/// `Lock::release_for`.
pub fn releases_for_a_fee<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = establish::<S>(500, 300);
		let (some, all) = (lock::<S>(id, &alice, 200), lock::<S>(id, &bob, 100));
		refused(|| S::Channels::release_for(some.clone(), 201), "InsufficientLedger");
		done(|| S::Channels::release_for(some, 30));
		assert_eq!(get::<S>(id).ledger, split((470, 0), (230, 100)));
		done(|| S::Channels::release_for(all, 100));
		assert_eq!(get::<S>(id).ledger, split((570, 0), (230, 0)));
	});
}

/// `Policy::max_locked`: what others hold of a side at a time is bounded, all that it has locked
/// counted; its own payments are not.
pub fn locks_as_much_as_the_policy_lets<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = establish::<S>(500, 300);
		S::set_policy(id, &alice, Some(Policy { max_locked: Some(120), reserve: 0, ..POLICY }));
		let of_others = |amount| try_lock::<S>(id, &alice, amount, Purpose::Forward);
		refused(|| of_others(121), "PolicyRefuses");
		let (first, _) = done(|| of_others(100));
		refused(|| of_others(21), "PolicyRefuses");
		let _ = done(|| of_others(20));
		let own = lock::<S>(id, &alice, 200);
		done(|| S::Channels::release(first));
		// As much as that is free, but the party's own payment holds more already.
		refused(|| of_others(100), "PolicyRefuses");
		done(|| S::Channels::settle(own));
		let _ = done(|| of_others(100));
		// It bounds no payment that is made at once, and not the other side.
		let [asset, _] = S::assets();
		done(|| S::Channels::forward(id, &alice, &asset, 50, Purpose::Forward));
		S::set_policy(id, &bob, Some(Policy { reserve: 0, ..POLICY }));
		let _ = done(|| try_lock::<S>(id, &bob, 300, Purpose::Forward));
	});
}

/// The channel is read once and written once by each move.
pub fn costs_one_read_and_one_write<S: Subject>() {
	S::run(|| {
		let ([alice, ..], [asset, _]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		let one =
			Counts { reads: 1, writes: 1, total_reads: 1, total_writes: 1, ..Counts::default() };
		let costs_one = |touched: super::Touched, what| {
			assert_eq!(touched.under(&S::key(id)), one, "{what}");
		};
		// Whether the hooks are told or not.
		for on in [false, true] {
			done(|| S::Channels::subscribe(id, &alice, on));
			let (_, touched) = watch(|| S::Channels::transfer(id, &alice, &asset, 1).unwrap());
			costs_one(touched, "transfer");
			let (_, touched) =
				watch(|| S::Channels::forward(id, &alice, &asset, 1, Purpose::Own).unwrap());
			costs_one(touched, "forward");
			for end in [S::Channels::settle, S::Channels::release] {
				let (locked, touched) =
					watch(|| try_lock::<S>(id, &alice, 1, Purpose::Own).unwrap().0);
				costs_one(touched, "lock");
				let (_, touched) = watch(|| end(locked).unwrap());
				costs_one(touched, "settle or release");
			}
		}
		let (_, counts) = count(|| S::Channels::subscribe(id, &alice, true).unwrap());
		assert_eq!(counts, Counts { reads: 1, total_reads: 1, ..Counts::default() });
		let (_, counts) = count(|| S::Channels::subscribe(id, &alice, false).unwrap());
		assert_eq!(counts, one);
		let (_, counts) = count(|| S::Channels::channel(id));
		assert_eq!(counts, Counts { reads: 1, total_reads: 1, ..Counts::default() });
		let (_, counts) = count(|| S::Channels::revealed(&Preimage([1; 32]).payment_hash()));
		assert_eq!(counts, Counts { reads: 1, total_reads: 1, ..Counts::default() });
	});
}

/// `Subscribe`.
pub fn subscribes_for_each_party<S: Subject>() {
	S::run(|| {
		let ([alice, bob, carol], [asset, _]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		let before = get::<S>(id);
		S::told();
		for (who, on, subscribed) in [
			(&bob, true, Pair::new(false, true)),
			(&alice, true, Pair::new(true, true)),
			(&alice, true, Pair::new(true, true)),
			(&bob, false, Pair::new(true, false)),
		] {
			done(|| S::Channels::subscribe(id, who, on));
			assert_eq!(get::<S>(id), Channel { subscribed, ..before.clone() });
			assert_eq!(S::told(), []);
			// Either party's bit will do.
			done(|| S::Channels::transfer(id, &alice, &asset, 1));
			done(|| S::Channels::transfer(id, &bob, &asset, 1));
			assert_eq!(S::told().len(), 2);
		}
		refused(|| S::Channels::subscribe(NO_CHANNEL, &alice, true), "NotFound");
		refused(|| S::Channels::subscribe(id, &carol, false), "NotParty");
	});
}

/// A channel that closes can be subscribed, and is told of.
pub fn subscribes_in_every_phase<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = establish::<S>(500, 300);
		let [first, second] = [1, 2].map(|amount| lock::<S>(id, &alice, amount));
		S::force_close(id, &alice);
		S::told();
		done(|| S::Channels::subscribe(id, &bob, true));
		done(|| S::Channels::settle(first));
		assert_eq!(S::told(), [(id, get::<S>(id))]);
		done(|| S::Channels::subscribe(id, &bob, false));
		done(|| S::Channels::release(second));
		assert_eq!(S::told(), []);
	});
}

/// Whoever changes a ledger hears what telling of it weighed: nothing, where nobody is told. The
/// hooks of these tests use up their bound.
pub fn answers_with_what_telling_weighed<S: Subject>() {
	S::run(|| {
		let ([alice, ..], [asset, _]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		let bound = S::Channels::told_weight();
		assert!(bound.any_gt(Weight::zero()));
		for (on, told) in [(false, Weight::zero()), (true, bound)] {
			done(|| S::Channels::subscribe(id, &alice, on));
			assert_eq!(done(|| S::Channels::transfer(id, &alice, &asset, 1)), told);
			let forward = || S::Channels::forward(id, &alice, &asset, 1, Purpose::Own);
			assert_eq!(done(forward).told, told);
			for end in [S::Channels::settle, S::Channels::release] {
				let (locked, terms) = done(|| try_lock::<S>(id, &alice, 1, Purpose::Own));
				assert_eq!(terms.told, told);
				assert_eq!(done(|| end(locked)), told);
			}
		}
	});
}

/// The hooks are told of each change of a subscribed ledger, and shown what is stored then. Of others
/// nothing is told.
pub fn tells_of_each_change<S: Subject>() {
	for on in [true, false] {
		S::run(|| tells_if_subscribed::<S>(on));
	}
}

fn tells_if_subscribed<S: Subject>(on: bool) {
	let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
	let (id, other) = (establish::<S>(500, 300), establish::<S>(500, 300));
	done(|| S::Channels::subscribe(id, &bob, on));
	done(|| S::Channels::subscribe(other, &bob, !on));
	S::told();
	let tells = |opener, counterparty| {
		let channel = get::<S>(id);
		assert_eq!(channel.ledger, split(opener, counterparty));
		assert_eq!(S::told(), if on { vec![(id, channel)] } else { vec![] });
	};
	let won = lock::<S>(id, &alice, 200);
	tells((300, 200), (300, 0));
	let lost = lock::<S>(id, &bob, 100);
	tells((300, 200), (200, 100));
	done(|| S::Channels::settle(won));
	tells((300, 0), (400, 100));
	done(|| S::Channels::release(lost));
	tells((300, 0), (500, 0));
	done(|| S::Channels::transfer(id, &bob, &asset, 400));
	tells((700, 0), (100, 0));
	done(|| S::Channels::forward(id, &bob, &asset, 100, Purpose::Own));
	tells((800, 0), (0, 0));
	refused(|| S::Channels::transfer(id, &bob, &asset, 1), "InsufficientLedger");
	assert_eq!(S::told(), []);
}

/// A caller that fails later takes back all that was done for it.
pub fn takes_all_back<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = establish::<S>(500, 300);
		done(|| S::Channels::subscribe(id, &alice, true));
		let locked = lock::<S>(id, &alice, 100);
		let before = S::Channels::channels(None, 10);
		let bobs = S::balance(&bob, &asset);
		S::told();
		let preimage = Preimage([1; 32]);
		refused(
			|| {
				S::Channels::settle(locked)?;
				S::Channels::subscribe(id, &bob, true)?;
				S::Channels::transfer(id, &alice, &asset, 100)?;
				let _ = try_lock::<S>(id, &bob, 300, Purpose::Own)?;
				let parties = Pair::new(bob.clone(), alice.clone());
				let amounts = Pair::new(500, 0);
				S::Channels::open(&parties, asset.clone(), &amounts, S::period_ms())?;
				S::Channels::reveal(&alice, preimage)?;
				Err::<(), _>(DispatchError::Other("Later"))
			},
			"Later",
		);
		assert_eq!(S::Channels::channels(None, 10), before);
		assert_eq!(S::balance(&bob, &asset), bobs);
		assert_eq!(S::told(), []);
		assert_eq!(S::Channels::revealed(&preimage.payment_hash()), None);
	});
}

/// `Registry`.
pub fn reveals_once<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let preimage = Preimage([1; 32]);
		let known = || S::Channels::revealed(&preimage.payment_hash());
		assert_eq!(known(), None);
		done(|| S::Channels::reveal(&alice, preimage));
		let revealed = Some(Revealed { preimage, revealed_ms: S::now_ms() });
		assert_eq!(known(), revealed);
		done(|| S::Channels::reveal(&bob, preimage));
		assert_eq!(known(), revealed);
		assert_eq!(S::Channels::revealed(&Preimage([2; 32]).payment_hash()), None);
	});
}
