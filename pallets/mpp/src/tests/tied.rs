//! Payments that another pallet has made, and that something of its own is tied to.

use super::*;
use bloc_primitives::{
	payment::{End, Order, Ordered, Pay, Target, Tie, Waiting},
	PaymentHash, Policy,
};
use frame_support::{storage::with_storage_layer, weights::Weight};

type Target_ = Target<AccountId, crate::InvoiceRefOf<Test>>;
type Order_ = Order<AccountId, Asset, Routes>;

/// Alice pays, and Ferdie had it made for something of his.
fn order() -> Order_ {
	Order {
		payer: alice(),
		asset: TOKEN,
		total: 1_500,
		routes: routes(&[via(0, 800), via(1, 700)]),
		max_fee: 1_000,
		deadline_ms: START + MAX_HOLD,
		tie: Tie { owner: ferdie(), binding: false },
	}
}

/// The same, where Dave has locked something for it.
fn bound() -> Order_ {
	Order { tie: Tie { binding: true, ..order().tie }, ..order() }
}

/// Alice lets other people's payments leave.
fn lend(policy: Policy) {
	for id in [0, 2] {
		Channels::set_policy(ChannelId(id), &alice(), policy);
	}
}

fn try_order(order: Order_, target: Target_) -> Result<Ordered<AccountId>, DispatchError> {
	with_storage_layer(|| <Mpp as Pay<AccountId>>::pay(order, target))
}

fn ordered(order: Order_) -> Ordered<AccountId> {
	lend(Policy::FREE);
	try_order(order, Target::Invoice(registered(invoice(1_500)))).unwrap()
}

const ID: PaymentId = PaymentId(0);

fn ended(end: End) -> Vec<Ended> {
	vec![(ferdie(), hash(), end)]
}

fn claim() -> DispatchResult {
	outcome(Mpp::claim(origin(dave()), ID, PREIMAGE, Size::MOST))
}

#[test]
fn one_is_complete_at_once_and_ends_by_the_clock_alone() {
	ExtBuilder.run(|| {
		MaxExtension::set(MINUTE);
		let Ordered { payee, payment_hash, .. } = ordered(order());
		assert_eq!((payee, payment_hash), (dave(), hash()));
		let payment = it(ID);
		assert!(payment.is_complete());
		assert_eq!((payment.payer.clone(), payment.extension_ms), (alice(), 0));
		let tie = order().tie;
		assert_eq!(payment.tie, Some(tie.clone()));
		let waiting = Waiting { tie, asset: TOKEN, total: 1_500, deadline_ms: START + MAX_HOLD };
		assert_eq!(Mpp::waiting(&dave(), &hash()), Some(waiting));
		assert_eq!(Mpp::waiting(&alice(), &hash()), None);
		assert_eq!(held(&alice()), 0);
		assert!(held(&ferdie()) > 0);
		// The chain stands still, and nobody waits for it.
		jump_to(START + MAX_HOLD);
		assert!(is_gone(ID));
		assert_eq!((ToldOf::get(), held(&ferdie())), (ended(End::Released), 0));
	});
}

#[test]
fn whoever_had_it_made_is_told_how_it_ended_in_the_same_call() {
	let settled = ended(End::Settled(PREIMAGE));
	ExtBuilder.run(|| {
		ordered(order());
		assert_ok!(claim());
		assert_eq!((ToldOf::get(), held(&ferdie())), (settled.clone(), 0));
	});
	// Revealed by somebody else, and settled by the hook or by a call.
	ExtBuilder.run(|| {
		ordered(order());
		assert_ok!(reveal(PREIMAGE));
		assert_eq!(ToldOf::get(), vec![]);
		next_block();
		assert_eq!(ToldOf::get(), settled);
	});
	ExtBuilder.run(|| {
		ordered(order());
		assert_ok!(reveal(PREIMAGE));
		assert_ok!(Mpp::settle(origin(bob()), ID, Size::MOST));
		assert_eq!(ToldOf::get(), settled);
	});
	for cancel in [true, false] {
		ExtBuilder.run(|| {
			ordered(order());
			assert_ok!(match cancel {
				true => Mpp::cancel(origin(dave()), ID, Size::MOST),
				false => Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST),
			});
			assert_eq!((ToldOf::get(), held(&ferdie())), (ended(End::Released), 0));
			assert!(all_is_as_before());
		});
	}
	// Of other payments nobody is told.
	ExtBuilder.run(|| {
		complete();
		assert_eq!(Mpp::waiting(&dave(), &hash()), None);
		assert_ok!(claim());
		assert_eq!(ToldOf::get(), vec![]);
	});
}

#[test]
fn its_payer_cannot_change_it_nor_its_payee_if_that_is_bound() {
	ExtBuilder.run(|| {
		ordered(order());
		let cancel = |who| outcome(Mpp::cancel(origin(who), ID, Size::MOST));
		assert_noop!(cancel(alice()), Error::<Test>::PaymentComplete);
		assert_noop!(cancel(ferdie()), Error::<Test>::NotParty);
		let more = Mpp::add_parts(origin(alice()), ID, routes(&[via(2, 10)]));
		assert_noop!(outcome(more), Error::<Test>::PaymentComplete);
	});
	ExtBuilder.run(|| {
		ordered(bound());
		let binding = DispatchError::from(Error::<Test>::Binding);
		let cancel = || outcome(Mpp::cancel(origin(dave()), ID, Size::MOST));
		assert_noop!(cancel(), binding);
		let invoice = || outcome(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
		assert_noop!(invoice(), binding);
		// Nor does the payee claim it: it may have the preimage for something else.
		assert_noop!(claim(), binding);
		let wrong = Mpp::claim(origin(dave()), ID, Preimage([1; 32]), Size::MOST);
		assert_noop!(outcome(wrong), Error::<Test>::BadPreimage);
		let urgent = |who| {
			let claim =
				crate::Call::<Test>::claim { payment: ID, preimage: PREIMAGE, size: Size::MOST };
			bloc_primitives::urgent::Urgent::ensure_urgent(&claim, &who)
		};
		assert_eq!(urgent(dave()), Err(binding));
		assert!(urgent(ferdie()).is_ok());
		assert_ok!(outcome(Mpp::claim(origin(ferdie()), ID, PREIMAGE, Size::MOST)));
	});
}

#[test]
fn one_that_is_bound_pays_no_invoice() {
	ExtBuilder.run(|| {
		// It was made for an invoice, which is nobody's promise: one is paid by it.
		ordered(order());
		assert_ok!(claim());
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
	});
	ExtBuilder.run(|| {
		lend(Policy::FREE);
		events();
		assert_ok!(try_order(bound(), Target::Account(dave(), hash())));
		let told = |event: &Event<Test>| {
			matches!(
				event,
				Event::PaymentOpened { bound: true, .. }
					| Event::PaymentCompleted { bound: true, .. }
			)
		};
		assert_eq!(events().iter().filter(|event| told(event)).count(), 2);
		// No other one takes it for its own.
		let register = || Mpp::register_invoice(origin(dave()), invoice(1_500));
		assert_noop!(register(), Error::<Test>::AlreadyComplete);
		// As if it had been there all the same.
		crate::Complete::<Test>::remove(hash(), dave());
		assert_ok!(register());
		crate::Complete::<Test>::insert(hash(), dave(), ID);
		assert_ok!(outcome(Mpp::claim(origin(ferdie()), ID, PREIMAGE, Size::MOST)));
		let settled =
			|event: &Event<Test>| matches!(event, Event::PaymentSettled { bound: true, .. });
		assert!(events().iter().any(settled));
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Open);
	});
}

#[test]
fn what_others_have_a_payer_pay_leaves_by_its_policies() {
	ExtBuilder.run(|| {
		let pay = || try_order(order(), Target::Account(dave(), hash()));
		let refuses = refused("PolicyRefuses");
		assert_noop!(pay(), refuses);
		lend(Policy { enabled: false, ..Policy::FREE });
		assert_noop!(pay(), refuses);
		// 813 of 1,000 go over the first.
		lend(Policy { reserve: 188, ..Policy::FREE });
		assert_noop!(pay(), refuses);
		lend(Policy { max_locked: Some(812), ..Policy::FREE });
		assert_noop!(pay(), refuses);
		// It asks itself for nothing, neither for forwarding nor for waiting.
		let dear = Policy { base_fee: 500, hold_ppm: 1_000, ..Policy::FREE };
		lend(Policy { reserve: 187, max_locked: Some(813), ..dear });
		assert_ok!(pay());
		let part = crate::Parts::<Test>::get(ID, PartId(0)).unwrap();
		assert_eq!(part.hold_ppm[0], 0);
	});
	// Its own payment needs none.
	ExtBuilder.run(|| {
		let tie = Tie { owner: alice(), binding: true };
		assert_ok!(try_order(Order { tie, ..order() }, Target::Account(dave(), hash())));
	});
}

#[test]
fn whoever_had_it_made_has_it_released() {
	let release =
		|size| with_storage_layer(|| <Mpp as Pay<AccountId>>::release(&dave(), &hash(), &size));
	ExtBuilder.run(|| {
		assert_noop!(release(Size::MOST), DispatchError::from(Error::<Test>::NotFound));
		ordered(bound());
		let small = Size { parts: 2, hops: 3 };
		assert_noop!(release(small), DispatchError::from(Error::<Test>::ExceedsSize));
		let used = release(it(ID).size()).unwrap();
		let most = <Mpp as Pay<AccountId>>::release_weight(&Size { parts: 2, hops: 4 });
		assert_eq!(used, most.saturating_sub(TOLD.saturating_mul(4)));
		assert_eq!((ToldOf::get(), held(&ferdie())), (ended(End::Released), 0));
		let reason = ReleaseReason::HandedBack;
		let told = |event: &Event<Test>| {
			matches!(event, Event::PaymentReleased { reason: of, .. } if *of == reason)
		};
		assert!(events().iter().any(told));
		assert!(all_is_as_before());
	});
	ExtBuilder.run(|| {
		ordered(bound());
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(release(Size::MOST), DispatchError::from(Error::<Test>::AlreadyRevealed));
	});
}

#[test]
fn who_refuses_to_be_told_takes_the_end_back() {
	ExtBuilder.run(|| {
		ordered(order());
		RefusesTies::set(true);
		assert_noop!(claim(), DispatchError::Unavailable);
		let cancel = || outcome(Mpp::cancel(origin(dave()), ID, Size::MOST));
		assert_noop!(cancel(), DispatchError::Unavailable);
		assert_ok!(reveal(PREIMAGE));
		next_block();
		assert!(it(ID).is_complete());
		RefusesTies::set(false);
		// It was revealed in time: so that counts, however late.
		jump_to(START + 2 * MAX_HOLD);
		assert_eq!(ToldOf::get(), ended(End::Settled(PREIMAGE)));
	});
}

#[test]
fn an_account_is_paid_that_asks_for_nothing() {
	let account = || Target::Account(dave(), hash());
	ExtBuilder.run(|| {
		lend(Policy::FREE);
		assert_ok!(try_order(order(), account()));
		assert!(!it(ID).registered);
		assert_ok!(claim());
		assert_eq!(ToldOf::get(), ended(End::Settled(PREIMAGE)));
	});
	ExtBuilder.run(|| {
		lend(Policy::FREE);
		let refused = |order, target, error: Error<Test>| {
			assert_noop!(try_order(order, target), DispatchError::from(error));
		};
		let to = |who, hash: PaymentHash| Target::Account(who, hash);
		refused(order(), to(alice(), hash()), Error::<Test>::SameParty);
		refused(Order { total: 0, ..order() }, account(), Error::<Test>::ZeroAmount);
		refused(Order { total: 1_501, ..order() }, account(), Error::<Test>::PaymentIncomplete);
		refused(Order { total: 1_499, ..order() }, account(), Error::<Test>::ExceedsTotal);
		refused(Order { max_fee: 24, ..order() }, account(), Error::<Test>::FeeTooHigh);
		let routes = Routes::new();
		refused(Order { routes, ..order() }, account(), Error::<Test>::NoParts);
		let soon = START + MIN_CLAIM - 1;
		let late = START + MAX_HOLD + 1;
		let until = |deadline_ms| Order { deadline_ms, ..order() };
		refused(until(soon), account(), Error::<Test>::DeadlineTooSoon);
		refused(until(late), account(), Error::<Test>::DeadlineTooFar);
		let asked = registered(invoice(1_500));
		refused(order(), account(), Error::<Test>::AlreadyExists);
		let asset = OTHER;
		refused(Order { asset, ..order() }, Target::Invoice(asked), Error::<Test>::WrongAsset);
		assert_ok!(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
		assert_ok!(try_order(order(), account()));
		refused(order(), account(), Error::<Test>::AlreadyComplete);
		assert_ok!(claim());
		refused(order(), account(), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn what_it_weighs_is_said_beforehand() {
	ExtBuilder.run(|| {
		lend(Policy::FREE);
		let account = || Target::Account(dave(), hash());
		let most = <Mpp as Pay<_>>::weight(None, &order().routes);
		let Ordered { weight, .. } = try_order(order(), account()).unwrap();
		// Nobody has subscribed to the four channels.
		assert_eq!(weight, most.saturating_sub(TOLD.saturating_mul(4)));
		let declared = Mpp::with_ended(Weight::zero(), &Size::NONE);
		assert_eq!(declared, TIED);
		let payment = ID;
		let (preimage, size) = (PREIMAGE, it(ID).size());
		let claim = crate::Call::<Test>::claim { payment, preimage, size };
		use frame_support::dispatch::GetDispatchInfo;
		let declared = claim.get_dispatch_info().call_weight;
		let used = Mpp::claim(origin(dave()), payment, preimage, size).unwrap().actual_weight;
		assert_eq!(used, Some(declared.saturating_sub(TOLD.saturating_mul(4))));
	});
}

#[test]
fn the_invariants_know_of_ties() {
	ExtBuilder.build().execute_with(|| {
		ordered(order());
		assert_ok!(Mpp::do_try_state());
		crate::Payments::<Test>::mutate(ID, |record| {
			record.as_mut().unwrap().payment.extension_ms = 1
		});
		let error: &'static str = Mpp::do_try_state().unwrap_err().into();
		assert!(error.starts_with("M8"), "{error}");
	});
}
