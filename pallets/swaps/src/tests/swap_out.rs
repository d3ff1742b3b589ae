//! A payment in channels for money on the chain.

use super::*;
use crate::{
	quote::{Direction, QuoteTerms, Rates},
	TakenOf,
};
use frame_support::dispatch::GetDispatchInfo;
use pallet_bloc_mpp::types::{PaymentId, Size};

const TO_SEND: Balance = 607;
const OPEN_FEE: Balance = 4;
const SIZE: Size = Size { parts: 1, hops: 1 };

/// Bob's quote with its stock, and the channel of Alice and Bob.
fn ready(asset: &Asset) -> ChannelId {
	quoted(asset, Direction::Out);
	network(asset)[0]
}

fn out_leg() -> crate::LegOf<Test> {
	Swaps::swap(alice(), hash()).unwrap()
}

/// Whenever that was.
fn is_claimed() -> bool {
	matches!(out_leg().state, LegState::Ended { how: Ending::Claimed, .. })
}

fn claim_payment() -> DispatchResult {
	outcome(Mpp::claim(origin(alice()), PaymentId(0), PREIMAGE, SIZE))
}

#[test]
fn a_payment_and_a_leg_wait_under_one_hash() {
	in_each_asset(|asset| {
		let id = ready(&asset);
		let before = fortunes(&asset);
		let held_before = held(&bob());
		System::reset_events();
		assert_ok!(try_out(taken(&asset), id, TO_SEND));
		// Only what Alice pays at once.
		assert_eq!(transfers(), 1);
		let deadline_ms = START + 30 * MINUTE;
		let (direction, provider) = (Direction::Out, bob());
		let submarine = Submarine { direction, provider, payee: Some(bob()) };
		let leg = out_leg();
		assert_eq!((&leg.receiver, leg.amount, leg.deadline_ms), (&charlie(), AMOUNT, deadline_ms));
		assert_eq!((&leg.submarine, leg.extension_ms), (&Some(submarine), 0));
		let payment = Mpp::payment(PaymentId(0)).unwrap();
		assert_eq!((&payment.payer, &payment.payee), (&alice(), &bob()));
		assert_eq!((payment.total, payment.deadline_ms), (TO_SEND, deadline_ms));
		let quote = quote(&asset, Direction::Out);
		assert_eq!((quote.pending, quote.stock), (AMOUNT, STOCK - AMOUNT));
		// Bob's stock is out of his account already, and Alice has all deposits.
		let now_ = fortunes(&asset);
		assert_eq!([0, 1].map(|who| now_[who] - before[who]), [-4, 4]);
		assert_eq!(held(&bob()), held_before);
		assert!(held(&alice()) > deposits()[0]);
		let swapped = events_of_out();
		assert_eq!(
			swapped,
			vec![Event::SwappedOut {
				taker: alice(),
				provider: bob(),
				asset: asset.clone(),
				payment_hash: hash(),
				to: charlie(),
				amount: AMOUNT,
				to_send: TO_SEND,
				open_fee: OPEN_FEE,
				deadline_ms,
			}]
		);
	});
}

fn events_of_out() -> Vec<Event<Test>> {
	System::read_events_for_pallet::<Event<Test>>()
		.into_iter()
		.filter(|event| matches!(event, Event::SwappedOut { .. }))
		.collect()
}

/// With this change the swap is refused, and nothing happens.
fn is_refused(change: impl FnOnce(&mut TakenOf<Test>), error: impl Into<DispatchError>) {
	let error: DispatchError = error.into();
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		let mut taken = taken(&TOKEN);
		change(&mut taken);
		assert_noop!(try_out(taken, id, TO_SEND), error);
	});
}

#[test]
fn what_a_taker_names_holds_or_nothing_happens() {
	is_refused(|it| it.provider = alice(), Error::<Test>::SameParty);
	is_refused(|it| it.provider = dave(), Error::<Test>::QuoteNotFound);
	is_refused(|it| it.rates = Rates { base: 4, ..RATES }, Error::<Test>::QuoteChanged);
	is_refused(|it| it.amount = 9, Error::<Test>::AmountOutOfRange);
	is_refused(|it| it.amount = 1_001, Error::<Test>::AmountOutOfRange);
	is_refused(|it| it.deadline_ms = START + HOUR + 1, Error::<Test>::DeadlineTooFar);
	is_refused(|it| it.deadline_ms = START + MIN_LEG - 1, Error::<Test>::DeadlineTooSoon);
	// The route brings other amounts than these cost.
	is_refused(|it| it.amount = 601, pallet_bloc_mpp::Error::<Test>::PaymentIncomplete);
	is_refused(|it| it.amount = 590, pallet_bloc_mpp::Error::<Test>::ExceedsTotal);
}

#[test]
fn whatever_is_refused_on_the_way_takes_all_back() {
	let refused_by = |change: &dyn Fn(), error: DispatchError| {
		ExtBuilder.run(|| {
			let id = ready(&TOKEN);
			change();
			assert_noop!(try_out(taken(&TOKEN), id, TO_SEND), error);
		});
	};
	let mpps = |error: pallet_bloc_mpp::Error<Test>| DispatchError::from(error);
	refused_by(&|| reveal(PREIMAGE).unwrap(), mpps(pallet_bloc_mpp::Error::AlreadyRevealed));
	let asked = || {
		assert_ok!(Mpp::register_invoice(origin(bob()), invoice(bob(), &TOKEN, None)));
	};
	refused_by(&asked, mpps(pallet_bloc_mpp::Error::AlreadyExists));
	let named = || lock_for(&alice(), &TOKEN);
	refused_by(&named, Error::<Test>::AlreadyLocked.into());
	let short = || {
		assert_ok!(Swaps::pause_quote(origin(bob()), TOKEN, Direction::Out, true));
		next_block();
		assert_ok!(Swaps::take_stock(origin(bob()), TOKEN, STOCK - AMOUNT + 1));
		assert_ok!(Swaps::pause_quote(origin(bob()), TOKEN, Direction::Out, false));
	};
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		short();
		let short = try_out(taken(&TOKEN), id, TO_SEND);
		assert_noop!(short, Error::<Test>::StockShort);
		assert_ok!(Swaps::add_stock(origin(bob()), TOKEN, TOKEN_MIN));
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
	});
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		set_balance(&TOKEN, &alice(), OPEN_FEE - 1);
		assert!(try_out(taken(&TOKEN), id, TO_SEND).is_err());
		assert_eq!(quote(&TOKEN, Direction::Out).pending, 0);
	});
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		let routes = || routes(&[(id, TO_SEND)]);
		let to = |who| {
			outcome(Swaps::swap_out(origin(alice()), taken(&TOKEN), hash(), who, routes(), 0))
		};
		assert_noop!(to(bob()), Error::<Test>::SameParty);
		assert_noop!(to(Swaps::pot_account(TOKEN)), Error::<Test>::PotAccount);
		// To herself as well as to anybody.
		assert_ok!(to(alice()));
		assert_ok!(claim_payment());
		assert_eq!(out_leg().state, ended(Ending::Claimed));
	});
}

/// Bob leads no ring here: he is to lock its first leg, on which his bond for the second hangs.
#[test]
fn a_stranger_cannot_take_the_name_a_provider_needs_in_a_ring() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		let mut terms = ring(1, 2, &TOKEN);
		(terms.legs[0].owner, terms.legs[0].receiver) = (bob(), charlie());
		terms.legs[0].bond = None;
		// Alice knows the hash of the ring, and swaps under it with Bob.
		assert_eq!(terms.payment_hash, hash());
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		let lock = Swaps::lock_ring(origin(bob()), terms, 1, Source::Account);
		assert_ok!(outcome(lock));
		assert!(Swaps::swap(bob(), hash()).is_some_and(|leg| leg.ring.is_some()));
		// One preimage opens both.
		assert_ok!(try_claim(&[bob()], PREIMAGE));
		next_block();
		assert!(is_claimed());
	});
}

#[test]
fn nothing_is_promised_of_a_stock_that_is_not_there() {
	ExtBuilder.build().execute_with(|| {
		let id = ready(&TOKEN);
		let pot = Swaps::pot_account(TOKEN);
		let burn = |amount| Assets::burn(origin(issuer()), TOKEN_ID, pot.clone(), amount);
		assert_ok!(burn(1));
		assert_noop!(try_out(taken(&TOKEN), id, TO_SEND), Error::<Test>::PotShort);
		set_balance(&TOKEN, &pot, STOCK + TOKEN_MIN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
	});
}

#[test]
fn what_the_named_account_cannot_get_is_the_takers_credit() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		// An account of an exchange's, for which nobody would ever claim a credit.
		block(charlie());
		events();
		assert_ok!(claim_payment());
		assert_eq!(happened(), ["claimed", "credited"]);
		assert_eq!((Swaps::credit(charlie(), TOKEN), Swaps::credit(alice(), TOKEN)), (0, AMOUNT));
		assert_ok!(Swaps::claim_credit(origin(alice()), TOKEN, alice()));
		unblock(charlie());
	});
}

fn cancel_swap(who: AccountId, consent: Option<crate::ConsentOf<Test>>) -> DispatchResult {
	outcome(Swaps::cancel_swap(origin(who), alice(), hash(), SIZE, consent))
}

#[test]
fn a_swap_is_given_up_by_who_is_to_get_it() {
	in_each_asset(|asset| {
		let id = ready(&asset);
		let before = fortunes(&asset);
		assert_ok!(try_out(taken(&asset), id, TO_SEND));
		set_time(START + MINUTE);
		events();
		assert_ok!(cancel_swap(charlie(), None));
		assert_eq!(happened(), ["refunded"]);
		assert_eq!(out_leg().state, ended(Ending::Refunded));
		assert_eq!(Mpp::payment(PaymentId(0)), None);
		let quote = quote(&asset, Direction::Out);
		assert_eq!((quote.pending, quote.stock), (0, STOCK));
		let after = fortunes(&asset);
		let gains = [0, 1, 2].map(|who| after[who] - before[who]);
		assert_eq!(gains, [-(OPEN_FEE as i128), OPEN_FEE as i128, 0]);
		assert_eq!(held(&alice()), deposits()[0]);
		assert_noop!(cancel_swap(charlie(), None), Error::<Test>::AlreadyEnded);
	});
	// By Charlie's word, as anybody brings it.
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		let consent = signed(&charlie(), Agreement::HandBack);
		assert_ok!(cancel_swap(dave(), Some(consent)));
	});
}

#[test]
fn a_swap_is_given_up_while_nothing_is_decided_and_by_nobody_else() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_noop!(cancel_swap(charlie(), None), Error::<Test>::NotFound);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		for who in [alice(), bob(), dave()] {
			assert_noop!(cancel_swap(who, None), Error::<Test>::NotReceiver);
		}
		let others = signed(&bob(), Agreement::HandBack);
		assert_noop!(cancel_swap(bob(), Some(others)), Error::<Test>::BadSignature);
		let small = Size { parts: 1, hops: 0 };
		let cancel = Swaps::cancel_swap(origin(charlie()), alice(), hash(), small, None);
		assert_noop!(outcome(cancel), pallet_bloc_mpp::Error::<Test>::ExceedsSize);
		assert_ok!(reveal(PREIMAGE));
		let public = pallet_bloc_mpp::Error::<Test>::AlreadyRevealed;
		assert_noop!(cancel_swap(charlie(), None), public);
	});
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		set_time(START + 30 * MINUTE);
		assert_noop!(cancel_swap(charlie(), None), Error::<Test>::Expired);
	});
	ExtBuilder.run(|| {
		locked(&TOKEN);
		assert_noop!(cancel_swap(bob(), None), Error::<Test>::NotTied);
	});
	// Into channels: the payee counts on it, and gives it up itself.
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		let way = way(&TOKEN, network(&TOKEN));
		assert_ok!(try_in(taken(&TOKEN), way));
		assert_noop!(cancel_swap(bob(), None), Error::<Test>::EndsWithPayment);
	});
}

/// Bob's till: he has handed somebody an invoice that he has signed, and not registered. A stranger
/// who has seen its hash swaps out under it, for little more than a fee.
#[test]
fn a_swap_is_no_payment_of_an_invoice_with_its_hash() {
	let register = || Mpp::register_invoice(origin(bob()), invoice(bob(), &TOKEN, Some(TO_SEND)));
	type Paid = pallet_bloc_mpp::Event<Test>;
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		System::reset_events();
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		// It says that it is none.
		let completed = System::read_events_for_pallet::<Paid>();
		let bound = |it: &Paid| matches!(it, Paid::PaymentCompleted { bound: true, .. });
		assert!(completed.iter().any(bound));
		// The till does not sell by it, also if it does not look.
		let claim = |who| outcome(Mpp::claim(origin(who), PaymentId(0), PREIMAGE, SIZE));
		assert_noop!(claim(bob()), pallet_bloc_mpp::Error::<Test>::Binding);
		let known =
			<Preimages as bloc_primitives::preimage::Registry<AccountId>>::revealed(&hash());
		assert_eq!(known, None);
		// Nor is it taken for a payment of the same invoice, registered now.
		assert_noop!(register(), pallet_bloc_mpp::Error::<Test>::AlreadyComplete);
		// It is over, and the invoice can be registered and paid.
		jump_to(START + 30 * MINUTE);
		assert_ok!(register());
	});
	// The honest way: the taker shows the preimage, by claiming or otherwise; Bob has nothing to
	// do, or settles.
	let shows: [fn(); 3] = [
		|| {
			assert_ok!(claim_payment());
		},
		|| {
			assert_ok!(reveal(PREIMAGE));
			next_block();
		},
		|| {
			assert_ok!(reveal(PREIMAGE));
			assert_ok!(outcome(Mpp::settle(origin(bob()), PaymentId(0), SIZE)));
		},
	];
	for show in shows {
		ExtBuilder.run(|| {
			let id = ready(&TOKEN);
			assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
			show();
			assert!(is_claimed());
		});
	}
}

#[test]
fn what_would_be_dust_is_not_paid_out() {
	ExtBuilder.run(|| {
		let terms = QuoteTerms { min_amount: 1, ..quote_terms() };
		assert_ok!(try_quote(&TOKEN, Direction::Out, terms));
		assert_ok!(Swaps::add_stock(origin(bob()), TOKEN, STOCK));
		let id = network(&TOKEN)[0];
		let taken = TakenOf::<Test> { amount: TOKEN_MIN - 1, ..taken(&TOKEN) };
		assert_noop!(try_out(taken, id, TOKEN_MIN - 1 + 6), Error::<Test>::BelowMinimum);
	});
}

#[test]
fn a_stock_is_locked_once_and_no_more_than_the_limit() {
	ExtBuilder.run(|| {
		let terms = QuoteTerms { limit: 2 * AMOUNT - 1, ..quote_terms() };
		assert_ok!(try_quote(&TOKEN, Direction::Out, terms));
		assert_ok!(Swaps::add_stock(origin(bob()), TOKEN, STOCK));
		let id = network(&TOKEN)[0];
		Channels::mutate(id, |channel| channel.ledger.opener.free += CHANNEL);
		Brought::mutate(|brought| *brought += CHANNEL);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		let again = Swaps::swap_out(
			origin(alice()),
			taken(&TOKEN),
			secret(1).1,
			charlie(),
			routes(&[(id, TO_SEND)]),
			0,
		);
		assert_noop!(outcome(again), Error::<Test>::LimitReached);
		// Once the first is over there is room.
		assert_ok!(claim_payment());
		assert_eq!(quote(&TOKEN, Direction::Out).pending, 0);
		let again = Swaps::swap_out(
			origin(alice()),
			taken(&TOKEN),
			secret(1).1,
			charlie(),
			routes(&[(id, TO_SEND)]),
			0,
		);
		assert_ok!(outcome(again));
		assert_eq!(quote(&TOKEN, Direction::Out).stock, STOCK - 2 * AMOUNT);
	});
}

#[test]
fn neither_side_takes_its_half_back() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		let cancel = |who| outcome(Mpp::cancel(origin(who), PaymentId(0), SIZE));
		assert_noop!(cancel(bob()), pallet_bloc_mpp::Error::<Test>::Binding);
		assert_noop!(cancel(alice()), pallet_bloc_mpp::Error::<Test>::PaymentComplete);
		let tied = DispatchError::from(Error::<Test>::EndsWithPayment);
		assert_noop!(outcome(Swaps::hand_back(origin(charlie()), alice(), hash(), None)), tied);
		let none = Consents { by_owner: None, by_receiver: None };
		assert_noop!(outcome(Swaps::divide(origin(alice()), alice(), hash(), 1, none)), tied);
		assert_noop!(try_claim(&[alice()], PREIMAGE), tied);
		assert_noop!(settle(), tied);
		assert_noop!(
			Swaps::close_quote(origin(bob()), TOKEN, Direction::Out),
			Error::<Test>::QuoteBinding
		);
		set_time(START + DAY);
		assert_noop!(
			Swaps::close_quote(origin(bob()), TOKEN, Direction::Out),
			Error::<Test>::QuoteInUse
		);
		run_block_at(now() + SLOT_MS);
		assert_ok!(Swaps::close_quote(origin(bob()), TOKEN, Direction::Out));
	});
}

#[test]
fn a_leg_that_is_over_is_kept_for_its_taker_and_forgotten() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		assert_ok!(claim_payment());
		assert_eq!(out_leg().state, ended(Ending::Claimed));
		let deposit = deposits()[0];
		assert_eq!(held(&alice()), deposit);
		// Whoever pays the deposit may have it forgotten at once: that is the taker.
		let prune = |who| Swaps::prune(origin(who), alice(), hash());
		assert_noop!(prune(bob()), Error::<Test>::NotExpired);
		assert_ok!(prune(alice()));
		assert_eq!(held(&alice()), 0);
	});
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		assert_ok!(claim_payment());
		jump_to(START + KEEP);
		assert_eq!((Swaps::swap(alice(), hash()), held(&alice())), (None, 0));
	});
}

#[test]
fn an_entry_of_an_earlier_leg_of_the_name_does_nothing() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		let early = LegSpec { receiver: dave(), deadline_ms: START + 20 * MINUTE, ..spec(&TOKEN) };
		assert_ok!(try_lock(early, Source::Account));
		assert_ok!(outcome(Swaps::hand_back(origin(dave()), alice(), hash(), None)));
		assert_ok!(Swaps::prune(origin(alice()), alice(), hash()));
		assert_ok!(try_out(taken(&TOKEN), id, TO_SEND));
		jump_to(START + 20 * MINUTE);
		assert!(out_leg().is_open());
	});
}

#[test]
fn it_weighs_what_it_does() {
	ExtBuilder.run(|| {
		let id = ready(&TOKEN);
		let (taken, routes) = (taken(&TOKEN), routes(&[(id, TO_SEND)]));
		let (payment_hash, to, max_fee) = (hash(), charlie(), 0);
		let call = crate::Call::<Test>::swap_out {
			taken: taken.clone(),
			payment_hash,
			to: to.clone(),
			routes: routes.clone(),
			max_fee,
		};
		let declared = call.get_dispatch_info().call_weight;
		let done = Swaps::swap_out(origin(alice()), taken, payment_hash, to, routes, max_fee);
		// Somebody has subscribed to the channel.
		assert_eq!(done.unwrap().actual_weight, Some(declared));
	});
}
