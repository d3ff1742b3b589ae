//! Money on the chain for a payment in channels.

use super::*;
use crate::{
	quote::{Direction, QuoteTerms, Rates},
	TakenOf, WayOf,
};
use bloc_primitives::{PaymentHash, Policy};
use frame_support::{dispatch::GetDispatchInfo, weights::Weight};
use pallet_bloc_mpp::types::PaymentId;

/// What a swap of [`AMOUNT`] costs: 5 and 0.25 %; 2 and 1.8 for half an hour; and Charlie's 3.
const TO_SEND: Balance = 607;
const OPEN_FEE: Balance = 7;

/// Bob's quote and the network, and the way to Dave.
fn ready(asset: &Asset) -> WayOf<Test> {
	quoted(asset, Direction::In);
	way(asset, network(asset))
}

fn swap(asset: &Asset) {
	let way = ready(asset);
	assert_ok!(try_in(taken(asset), way));
}

fn deposit_of_payment() -> Balance {
	let payment = Mpp::payment(PaymentId(0)).unwrap();
	let of = Mpp::payment_footprint(&payment);
	PER_ITEM + Balance::from(of.count) * Balance::from(of.size)
}

#[test]
fn a_leg_and_a_payment_wait_under_one_hash() {
	in_each_asset(|asset| {
		let way = ready(&asset);
		let before = fortunes(&asset);
		let (bob_held, alice_held) = (held(&bob()), held(&alice()));
		events();
		assert_ok!(try_in(taken(&asset), way));
		let deadline_ms = START + 30 * MINUTE;
		let (direction, provider) = (Direction::In, bob());
		let submarine = Submarine { direction, provider, payee: Some(dave()) };
		let leg_ = leg();
		assert_eq!((&leg_.receiver, leg_.amount, leg_.deadline_ms), (&bob(), TO_SEND, deadline_ms));
		assert_eq!((&leg_.submarine, leg_.extension_ms), (&Some(submarine.clone()), 0));
		let payment = Mpp::payment(PaymentId(0)).unwrap();
		assert_eq!((payment.payer.clone(), payment.payee.clone()), (bob(), dave()));
		assert_eq!((payment.total, payment.deadline_ms), (AMOUNT, deadline_ms));
		// Alice has both deposits.
		assert_eq!(held(&bob()), bob_held);
		assert_eq!(held(&alice()) - alice_held, deposits()[0] + deposit_of_payment());
		let now_ = fortunes(&asset);
		let gains = [0, 1].map(|who| now_[who] - before[who]);
		assert_eq!(gains, [-((TO_SEND + OPEN_FEE) as i128), OPEN_FEE as i128]);
		let quote = quote(&asset, Direction::In);
		assert_eq!((quote.pending, quote.stock), (TO_SEND, 0));
		let locked = Event::LegLocked {
			owner: alice(),
			payment_hash: hash(),
			receiver: bob(),
			asset: asset.clone(),
			amount: TO_SEND,
			deadline_ms,
			extension_ms: 0,
			funds: Funds::Pot,
			into: None,
			bond: None,
			counterpart: None,
			ring: None,
			submarine: Some(submarine),
		};
		let swapped = Event::SwappedIn {
			taker: alice(),
			provider: bob(),
			asset: asset.clone(),
			payment_hash: hash(),
			amount: AMOUNT,
			to_send: TO_SEND,
			open_fee: OPEN_FEE,
			deadline_ms,
		};
		assert_eq!(events(), vec![locked, swapped]);
	});
}

/// With this change the swap is refused, and nothing happens.
fn is_refused(change: impl FnOnce(&mut TakenOf<Test>), error: impl Into<DispatchError>) {
	let error: DispatchError = error.into();
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		let mut taken = taken(&TOKEN);
		change(&mut taken);
		assert_noop!(try_in(taken, way), error);
	});
}

#[test]
fn what_a_taker_names_holds_or_nothing_happens() {
	is_refused(|it| it.provider = alice(), Error::<Test>::SameParty);
	is_refused(|it| it.provider = dave(), Error::<Test>::QuoteNotFound);
	is_refused(|it| it.asset = NATIVE, Error::<Test>::QuoteNotFound);
	is_refused(|it| it.rates = Rates { ppm: 2_499, ..RATES }, Error::<Test>::QuoteChanged);
	is_refused(|it| it.amount = 9, Error::<Test>::AmountOutOfRange);
	is_refused(|it| it.amount = 1_001, Error::<Test>::AmountOutOfRange);
	is_refused(|it| it.deadline_ms = START + HOUR + 1, Error::<Test>::DeadlineTooFar);
	is_refused(|it| it.deadline_ms = START + MIN_LEG - 1, Error::<Test>::DeadlineTooSoon);
	// Not what the invoice asks for.
	is_refused(|it| it.amount = 599, pallet_bloc_mpp::Error::<Test>::WrongTotal);
	// More than the routes bring.
	is_refused(|it| it.amount = 601, pallet_bloc_mpp::Error::<Test>::PaymentIncomplete);
}

#[test]
fn a_quote_that_does_not_stand_is_not_taken() {
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		assert_ok!(Swaps::pause_quote(origin(bob()), TOKEN, Direction::In, true));
		next_block();
		let taken_ = TakenOf::<Test> { deadline_ms: now() + MINUTE, ..taken(&TOKEN) };
		assert_noop!(try_in(taken_.clone(), way.clone()), Error::<Test>::QuotePaused);
		assert_ok!(Swaps::pause_quote(origin(bob()), TOKEN, Direction::In, false));
		assert_ok!(try_in(taken_, way));
	});
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		let network = network(&TOKEN);
		set_time(START + DAY);
		let way = way(&TOKEN, network);
		assert_noop!(try_in(taken(&TOKEN), way), Error::<Test>::Expired);
	});
	// Whoever takes it in the block in which it is paused still gets it.
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		assert_ok!(Swaps::pause_quote(origin(bob()), TOKEN, Direction::In, true));
		assert_ok!(try_in(taken(&TOKEN), way));
	});
}

#[test]
fn swaps_under_way_have_a_limit() {
	ExtBuilder.run(|| {
		let terms = QuoteTerms { limit: TO_SEND - 1, ..quote_terms() };
		assert_ok!(try_quote(&TOKEN, Direction::In, terms));
		let way = way(&TOKEN, network(&TOKEN));
		assert_noop!(try_in(taken(&TOKEN), way.clone()), Error::<Test>::LimitReached);
		let terms = QuoteTerms { limit: TO_SEND, ..quote_terms() };
		assert_ok!(try_quote(&TOKEN, Direction::In, terms));
		assert_ok!(try_in(taken(&TOKEN), way));
		assert_ok!(outcome(Mpp::cancel(origin(dave()), PaymentId(0), SIZE)));
		assert_eq!(quote(&TOKEN, Direction::In).pending, 0);
	});
}

const SIZE: pallet_bloc_mpp::types::Size = pallet_bloc_mpp::types::Size { parts: 1, hops: 2 };

#[test]
fn whatever_is_refused_on_the_way_takes_all_back() {
	let pallets_error = |change: &dyn Fn(), error: DispatchError| {
		ExtBuilder.run(|| {
			let way = ready(&TOKEN);
			change();
			assert_noop!(try_in(taken(&TOKEN), way), error);
		});
	};
	pallets_error(
		&|| reveal(PREIMAGE).unwrap(),
		pallet_bloc_mpp::Error::<Test>::AlreadyRevealed.into(),
	);
	pallets_error(&|| lock_for(&alice(), &TOKEN), Error::<Test>::AlreadyLocked.into());
	// Bob has not as much in his channel.
	let drained = || {
		Channels::mutate(ChannelId(1), |channel| channel.ledger.opener.free = 602);
		Brought::mutate(|brought| *brought -= CHANNEL - 602);
	};
	pallets_error(&drained, refused("PolicyRefuses"));
	// Alice has not as much on the chain: for what she pays at once, and for the leg.
	let poor = sp_runtime::TokenError::FundsUnavailable;
	for amount in [OPEN_FEE - 1, OPEN_FEE + TO_SEND - 1] {
		ExtBuilder.run(|| {
			let way = ready(&TOKEN);
			set_balance(&TOKEN, &alice(), amount);
			let done = try_in(taken(&TOKEN), way);
			assert!(done.is_err(), "{done:?}");
			let _ = poor;
		});
	}
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		set_balance(&NATIVE, &alice(), deposits()[0]);
		assert!(try_in(taken(&TOKEN), way).is_err());
		assert_eq!(quote(&TOKEN, Direction::In).pending, 0);
	});
	// Bob cannot be paid at once what he asks for.
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		block(bob());
		assert!(try_in(taken(&TOKEN), way).is_err());
	});
	// The last channel does not forward for as little.
	ExtBuilder.run(|| {
		let Way::Invoice { invoice, routes, .. } = ready(&TOKEN) else { panic!("an invoice") };
		let way = Way::Invoice { invoice, routes, max_fee: 2 };
		let error = pallet_bloc_mpp::Error::<Test>::FeeTooHigh;
		assert_noop!(try_in(taken(&TOKEN), way), error);
	});
}

#[test]
fn an_invoice_in_another_asset_is_not_paid() {
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		quoted(&NATIVE, Direction::In);
		let way = way(&NATIVE, network(&TOKEN));
		let error = pallet_bloc_mpp::Error::<Test>::WrongAsset;
		assert_noop!(try_in(taken(&TOKEN), way), error);
	});
}

#[test]
fn a_leg_may_be_out_of_a_channel_with_the_provider() {
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		let source = Source::Channel(ChannelId(0));
		let swap = Swaps::swap_in(origin(alice()), taken(&TOKEN), way, source);
		assert_ok!(outcome(swap));
		assert_eq!(Channels::locked(ChannelId(0)).opener, TO_SEND);
		assert_ok!(outcome(Mpp::claim(origin(dave()), PaymentId(0), PREIMAGE, SIZE)));
		assert_eq!(free(ChannelId(0)), [CHANNEL - TO_SEND, CHANNEL + TO_SEND]);
		assert_eq!(leg().state, ended(Ending::Claimed));
	});
}

/// A quote is no leave to empty its provider's channels: a stranger chooses the route.
#[test]
fn a_provider_lends_its_channels_as_their_policies_say() {
	let pays = |policy: Option<Policy>| {
		let mut done = Ok(());
		ExtBuilder.run(|| {
			let way = ready(&TOKEN);
			// 603 of 1,000 leave.
			Channels::mutate(ChannelId(1), |channel| channel.policies.opener = policy);
			done = frame_support::storage::with_storage_layer(|| try_in(taken(&TOKEN), way));
		});
		done
	};
	let refuses = Err(refused("PolicyRefuses"));
	assert_eq!(pays(None), refuses);
	for (policy, passes) in [
		(Policy { enabled: false, ..Policy::FREE }, false),
		(Policy { reserve: 398, ..Policy::FREE }, false),
		(Policy { reserve: 397, ..Policy::FREE }, true),
		(Policy { max_locked: Some(602), ..Policy::FREE }, false),
		(Policy { max_locked: Some(603), ..Policy::FREE }, true),
		(Policy { max_amount: 602, ..Policy::FREE }, false),
		// What it asks of others the quote has in its price.
		(Policy { base_fee: 100, hold_ppm: 1_000, ..Policy::FREE }, true),
	] {
		assert_eq!(pays(Some(policy)), if passes { Ok(()) } else { refuses }, "{policy:?}");
	}
}

/// The leg alone: the provider pays, or not, in another network.
fn try_external(payment_hash: PaymentHash, deadline_ms: Moment) -> DispatchResult {
	let taken = TakenOf::<Test> { deadline_ms, ..taken(&TOKEN) };
	try_in(taken, Way::External(payment_hash))
}

#[test]
fn an_invoice_of_another_network_gets_a_leg_by_itself() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		quoted(&TOKEN, Direction::In);
		let before = fortunes(&TOKEN);
		assert_ok!(try_external(hash(), START + 30 * MINUTE));
		let leg_ = leg();
		assert!(!leg_.is_tied());
		assert_eq!((leg_.amount, leg_.extension_ms), (TO_SEND, MINUTE));
		// Nothing of Bob's is locked, so that Alice pays for nothing.
		assert_eq!(quote(&TOKEN, Direction::In).pending, 0);
		assert_eq!(fortunes(&TOKEN)[1], before[1]);
		// Bob has paid, and so he has the preimage.
		let owners = Owners::truncate_from(vec![alice()]);
		assert_ok!(outcome(Swaps::claim(origin(bob()), owners, PREIMAGE)));
		let gains = fortunes(&TOKEN)[1] - before[1];
		assert_eq!(gains, TO_SEND as i128);
	});
	// He does not, and has nothing.
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		let before = fortunes(&TOKEN);
		assert_ok!(try_external(hash(), START + 30 * MINUTE));
		jump_to(START + 30 * MINUTE);
		assert_eq!(fortunes(&TOKEN), before);
	});
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		// Bob needs ten minutes for it.
		let early = START + 10 * MINUTE - 1;
		assert_noop!(try_external(hash(), early), Error::<Test>::DeadlineTooSoon);
		assert_ok!(try_external(hash(), early + 1));
		assert_noop!(try_external(hash(), early + 1), Error::<Test>::AlreadyLocked);
		assert_ok!(reveal(secret(1).0));
		let known = try_external(secret(1).1, early + 1);
		assert_noop!(known, Error::<Test>::AlreadyRevealed);
	});
	ExtBuilder.run(|| {
		let terms = QuoteTerms { external_ms: None, ..quote_terms() };
		assert_ok!(try_quote(&TOKEN, Direction::In, terms));
		let only = try_external(hash(), START + 30 * MINUTE);
		assert_noop!(only, Error::<Test>::InvoiceOnly);
	});
}

/// The "1 cup coffee" of BOLT-11's examples.
#[test]
fn the_payment_hash_of_a_real_lightning_invoice_does() {
	const COFFEE: &str = "lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh";
	let invoice = bloc_primitives::bolt11::LightningInvoice::read(COFFEE).unwrap();
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::In);
		assert_ok!(try_external(invoice.payment_hash, START + 30 * MINUTE));
		let leg = Swaps::swap(alice(), invoice.payment_hash).unwrap();
		assert_eq!((leg.receiver, leg.amount), (bob(), TO_SEND));
	});
}

#[test]
fn it_weighs_what_it_does() {
	ExtBuilder.run(|| {
		let way = ready(&TOKEN);
		let (taken, source) = (taken(&TOKEN), Source::Channel(ChannelId(0)));
		let call = crate::Call::<Test>::swap_in { taken: taken.clone(), way: way.clone(), source };
		let declared = call.get_dispatch_info().call_weight;
		let done = Swaps::swap_in(origin(alice()), taken, way, source).unwrap();
		// Somebody has subscribed to the first channel, and to neither of the others.
		assert_eq!(done.actual_weight, Some(declared.saturating_sub(TOLD.saturating_mul(2))));
		assert!(declared.all_gte(Weight::zero()));
	});
	swap_is_the_only_lock();
}

/// The leg's channel is locked, and the two of the payment.
fn swap_is_the_only_lock() {
	ExtBuilder.run(|| {
		swap(&TOKEN);
		let locked = |id| Channels::locked(ChannelId(id));
		assert_eq!((locked(1).opener, locked(2).opener), (AMOUNT + 3, AMOUNT));
	});
}
