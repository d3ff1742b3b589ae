//! Channels in which one side is bound.

use super::*;
use bloc_primitives::guard::{Bind, Guard, Opening};

/// The terms that the bound side has at first.
const FIRST: Policy = Policy { base_fee: 2, fee_ppm: 100, ..Policy::FREE };
/// The worst that it may have.
const WORST: Policy = Policy { base_fee: 5, fee_ppm: 500, min_amount: 10, ..Policy::FREE };

/// Bob is bound to keep 300, for a minute.
fn guard<S: Subject>() -> Guard {
	let until_ms = S::now_ms() + 60_000;
	Guard { side: Side::Counterparty, floor: 300, until_ms, worst: WORST, lien: 0 }
}

/// A channel of Alice with Bob, whose part comes from Carol's account.
fn opening<S: Subject>(amounts: Pair<Balance>) -> Opening<AccountIdOf<S>, AssetIdOf<S>> {
	let ([alice, bob, carol], [asset, _]) = (S::people(), S::assets());
	Opening {
		parties: Pair::new(alice, bob),
		asset,
		amounts,
		from: carol,
		challenge_period_ms: S::period_ms(),
		policy: FIRST,
		guard: guard::<S>(),
	}
}

fn bound<S: Subject>(opener: Balance, counterparty: Balance) -> ChannelId {
	done(|| S::Channels::open_bound(opening::<S>(Pair::new(opener, counterparty)))).0
}

/// `Bind::open_bound`.
pub fn opens_bound<S: Subject>() {
	S::run(|| {
		let ([alice, bob, carol], [asset, _]) = (S::people(), S::assets());
		// Somebody else has brought the asset already.
		establish::<S>(1_000, 0);
		let before = [&alice, &bob, &carol].map(|who| S::balance(who, &asset));
		for (opener, counterparty) in [(0, 500), (200, 500)] {
			let id = bound::<S>(opener, counterparty);
			let channel = get::<S>(id);
			assert_eq!(channel.ledger, split((opener, 0), (counterparty, 0)));
			assert_eq!(channel.policies, Pair::new(None, Some(FIRST)));
			assert_eq!((channel.phase, channel.guard), (Phase::Open, Some(guard::<S>())));
			assert_eq!(channel.parties, Pair::new(alice.clone(), bob.clone()));
		}
		assert_eq!(S::balance(&bob, &asset), before[1]);
		assert_eq!(S::balance(&carol, &asset), before[2] - 1_000);
		// The terms are within what the guard allows, and make sense.
		let open = |opening| S::Channels::open_bound(opening).map(|_| ());
		let of = || opening::<S>(Pair::new(0, 500));
		let dear = Policy { base_fee: 6, ..FIRST };
		refused(|| open(Opening { policy: dear, ..of() }), "PolicyBelowGuard");
		let unsound = Policy { fee_ppm: 1_000_001, ..FIRST };
		refused(|| open(Opening { policy: unsound, ..of() }), "UnsoundPolicy");
		let worst = Policy { min_amount: 1, max_amount: 0, ..WORST };
		let guard = Guard { worst, ..guard::<S>() };
		refused(|| open(Opening { guard, ..of() }), "UnsoundPolicy");
		refused(|| open(opening::<S>(Pair::new(0, 0))), "ZeroAmount");
		refused(|| open(opening::<S>(Pair::new(1, Balance::MAX))), "Overflow");
		let parties = Pair::new(bob.clone(), bob);
		refused(|| open(Opening { parties, ..of() }), "SameParty");
		assert!(S::Channels::is_period(S::period_ms()));
		let poor = S::balance(&carol, &asset) + 1;
		assert!(with_storage_layer(|| open(opening::<S>(Pair::new(0, poor)))).is_err());
	});
}

/// Nothing but the amount leaves the account that has what the bound side brings, also where the
/// channels have no account yet.
pub fn takes_no_more_than_the_amount<S: Subject>() {
	S::run(|| {
		let ([_, _, carol], [asset, _]) = (S::people(), S::assets());
		let carols = S::balance(&carol, &asset);
		bound::<S>(0, 500);
		assert_eq!(S::balance(&carol, &asset), carols - 500);
	});
}

/// Each way out of a bound side, with 500 of which 300 stay.
pub fn keeps_what_is_bound<S: Subject>() {
	S::run(|| {
		let ([_, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = bound::<S>(0, 500);
		refused(|| S::withdraw(id, &bob, 201), "BelowFloor");
		refused(|| S::Channels::transfer(id, &bob, &asset, 201), "BelowFloor");
		refused(|| S::Channels::forward(id, &bob, &asset, 201, Purpose::Own), "BelowFloor");
		refused(|| try_lock::<S>(id, &bob, 201, Purpose::Own), "BelowFloor");
		refused(|| S::commit(id, &bob, 1), "Guarded");
		refused(|| S::close_alone(id, &bob), "Guarded");
		refused(|| S::Channels::close(id), "Guarded");
		for policy in [None, Some(Policy { fee_ppm: 501, ..FIRST })] {
			refused(|| S::try_policy(id, &bob, policy), "PolicyBelowGuard");
		}
		done(|| S::try_policy(id, &bob, Some(WORST)));
		// What is not there is refused for that.
		refused(|| S::withdraw(id, &bob, 501), "InsufficientLedger");
		// A lock is as good as gone.
		let locked = lock::<S>(id, &bob, 150);
		refused(|| S::withdraw(id, &bob, 51), "BelowFloor");
		refused(|| try_lock::<S>(id, &bob, 51, Purpose::Own), "BelowFloor");
		done(|| S::withdraw(id, &bob, 50));
		done(|| S::Channels::release(locked));
		done(|| S::Channels::transfer(id, &bob, &asset, 150));
		assert_eq!(get::<S>(id).ledger, split((150, 0), (300, 0)));
	});
}

/// What the floor is there for: others' payments to the other side, and payments to it.
pub fn lets_the_other_side_be_paid<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = bound::<S>(0, 500);
		let (locked, terms) = done(|| try_lock::<S>(id, &bob, 100, Purpose::Forward));
		assert!(terms.bound);
		done(|| S::Channels::settle(locked));
		assert!(done(|| S::Channels::forward(id, &bob, &asset, 150, Purpose::Forward)).bound);
		done(|| S::pay(id, &bob, 50));
		assert_eq!(get::<S>(id).ledger, split((300, 0), (200, 0)));
		// Below the floor nothing else leaves, also after some has come back.
		assert!(!done(|| S::Channels::forward(id, &alice, &asset, 100, Purpose::Own)).bound);
		refused(|| S::withdraw(id, &bob, 1), "BelowFloor");
		done(|| S::Channels::transfer(id, &alice, &asset, 1));
		done(|| S::withdraw(id, &bob, 1));
	});
}

/// The other side is bound by nothing, and frees both by closing.
pub fn binds_one_side_only<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = bound::<S>(200, 500);
		done(|| S::withdraw(id, &alice, 50));
		done(|| S::commit(id, &alice, 50));
		done(|| S::Channels::transfer(id, &alice, &asset, 50));
		done(|| S::try_policy(id, &alice, Some(POLICY)));
		done(|| S::try_policy(id, &alice, None));
		let locked = lock::<S>(id, &bob, 100);
		done(|| S::close_alone(id, &alice));
		done(|| S::Channels::release(locked));
		// It closes, or waits to be paid out: nothing binds any more.
		let bobs = get::<S>(id).ledger.counterparty.free;
		if bobs > 0 {
			done(|| S::withdraw(id, &bob, bobs));
		}
	});
}

/// An instant belongs to one side, and nobody has to come.
pub fn lapses_by_itself<S: Subject>() {
	S::run(|| {
		let ([_, bob, _], [asset, _]) = (S::people(), S::assets());
		let (id, other) = (bound::<S>(0, 500), bound::<S>(0, 500));
		let until_ms = guard::<S>().until_ms;
		S::set_now(until_ms - 1);
		refused(|| S::withdraw(id, &bob, 201), "BelowFloor");
		S::set_now(until_ms);
		done(|| S::withdraw(id, &bob, 201));
		assert_eq!(get::<S>(id).guard, None);
		done(|| S::try_policy(id, &bob, None));
		done(|| S::commit(id, &bob, 1));
		assert!(!done(|| S::Channels::forward(other, &bob, &asset, 500, Purpose::Own)).bound);
		let third = bound::<S>(0, 500);
		S::set_now(until_ms + 60_000);
		done(|| S::close_alone(third, &bob));
	});
}

/// `Bind::rebind`.
pub fn binds_anew<S: Subject>() {
	S::run(|| {
		let [alice, bob, _] = S::people();
		let id = bound::<S>(0, 500);
		let longer = Guard { until_ms: guard::<S>().until_ms + 1, floor: 400, ..guard::<S>() };
		done(|| S::Channels::rebind(id, Some(longer)));
		assert_eq!(get::<S>(id).guard, Some(longer));
		refused(|| S::withdraw(id, &bob, 101), "BelowFloor");
		let cheap = Guard { worst: Policy { base_fee: 1, ..FIRST }, ..longer };
		refused(|| S::Channels::rebind(id, Some(cheap)), "PolicyBelowGuard");
		done(|| S::Channels::rebind(id, None));
		assert_eq!(get::<S>(id).guard, None);
		done(|| S::withdraw(id, &bob, 101));
		done(|| S::Channels::rebind(id, Some(guard::<S>())));
		refused(|| S::Channels::rebind(NO_CHANNEL, None), "NotFound");
		let _ = lock::<S>(id, &bob, 1);
		done(|| S::close_alone(id, &alice));
		refused(|| S::Channels::rebind(id, None), "NotOpen");
	});
}

/// `Guard::lien`: what the other side owes is taken from what it is paid.
pub fn takes_what_is_owed<S: Subject>() {
	S::run(|| {
		let ([alice, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = bound::<S>(100, 500);
		let owing = Guard { lien: 60, ..guard::<S>() };
		done(|| S::Channels::rebind(id, Some(owing)));
		let lien = || get::<S>(id).guard.map(|guard| guard.lien);
		let forward = |amount| S::Channels::forward(id, &bob, &asset, amount, Purpose::Forward);
		done(|| forward(20));
		assert_eq!((get::<S>(id).ledger, lien()), (split((100, 0), (500, 0)), Some(40)));
		let (locked, _) = done(|| try_lock::<S>(id, &bob, 30, Purpose::Forward));
		done(|| S::Channels::settle(locked));
		assert_eq!((get::<S>(id).ledger, lien()), (split((100, 0), (500, 0)), Some(10)));
		// What comes back is no payment, nor is one of its own.
		let (locked, _) = done(|| try_lock::<S>(id, &bob, 30, Purpose::Forward));
		done(|| S::Channels::release(locked));
		done(|| S::Channels::transfer(id, &alice, &asset, 50));
		assert_eq!((get::<S>(id).ledger, lien()), (split((50, 0), (550, 0)), Some(10)));
		done(|| forward(30));
		assert_eq!((get::<S>(id).ledger, lien()), (split((70, 0), (530, 0)), Some(0)));
		done(|| forward(30));
		assert_eq!(get::<S>(id).ledger, split((100, 0), (500, 0)));
	});
}

/// What binds a side is read with the channel.
pub fn costs_no_more_to_look_at_a_guard<S: Subject>() {
	S::run(|| {
		let ([_, bob, _], [asset, _]) = (S::people(), S::assets());
		let id = bound::<S>(0, 500);
		let one =
			Counts { reads: 1, writes: 1, total_reads: 1, total_writes: 1, ..Counts::default() };
		let (_, touched) = watch(|| S::Channels::transfer(id, &bob, &asset, 1).unwrap());
		assert_eq!(touched.under(&S::key(id)), one);
		let (_, touched) = watch(|| S::Channels::rebind(id, None).unwrap());
		assert_eq!(touched.under(&S::key(id)), one);
	});
}
