use super::*;
use bloc_primitives::{
	channel::Subscribe,
	preimage::{PreimageSink, Registry},
};
use frame_support::dispatch::{GetDispatchInfo, PostDispatchInfo};

fn claim(id: PaymentId) -> Result<PostDispatchInfo, DispatchError> {
	Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST).map_err(|error| error.error)
}

#[test]
fn settles_every_part_in_every_channel() {
	ExtBuilder.run(|| {
		let id = complete();
		events();
		assert_ok!(claim(id));
		assert_eq!(
			event(),
			Event::PaymentSettled {
				payment: id,
				payer: alice(),
				payee: dave(),
				asset: TOKEN,
				payment_hash: hash(),
				preimage: PREIMAGE,
				total: 1_500,
				fees: 25,
				bound: false,
			}
		);
		// Bob and Charlie have their fee, Dave the total.
		assert_eq!(
			free(),
			[[187, 1_813, 200, 1_800], [288, 1_712, 300, 1_700], [1_000, 1_000, 1_000, 1_000]]
		);
		assert!(is_gone(id));
		assert_eq!(held(&alice()), 0);
		assert_eq!(Mpp::by_payer(alice(), None, 10), vec![]);
		assert_eq!(Mpp::by_payee(dave(), None, 10), vec![]);
		assert_eq!(Mpp::complete(dave(), hash()), None);
		let known = <Channels as Registry<AccountId>>::revealed(&hash()).unwrap();
		assert_eq!((known.preimage, known.revealed_ms), (PREIMAGE, START));
		assert_noop!(claim(id), Error::<Test>::NotFound);
	});
}

#[test]
fn marks_the_invoice_as_paid_until_its_deadline() {
	ExtBuilder.run(|| {
		let id = complete();
		let deposit = held(&dave());
		assert_ok!(claim(id));
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
		let reference = named(&invoice(1_500));
		assert_noop!(try_pay(reference, 1_500, &[via(2, 500)]), Error::<Test>::AlreadyPaid);
		assert_noop!(
			Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST),
			Error::<Test>::AlreadyPaid
		);
		assert_eq!(held(&dave()), deposit);
		events();
		jump_to(START + 2 * HOUR);
		let reason = InvoiceEnd::Settled;
		assert_eq!(event(), Event::InvoiceEnded { payee: dave(), payment_hash: hash(), reason });
		assert_eq!(held(&dave()), 0);
	});
}

#[test]
fn a_signed_invoice_is_not_paid_twice() {
	ExtBuilder.run(|| {
		let reference = InvoiceRef::Signed(signed(invoice(800)));
		let id = paid(reference.clone(), 800, &[via(0, 800)]);
		assert_ok!(claim(id));
		assert_noop!(try_pay(reference, 800, &[via(1, 800)]), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn one_that_is_registered_while_it_waits_is_paid_with_it() {
	ExtBuilder.run(|| {
		let document = instant_invoice(800);
		let id = paid(InvoiceRef::Signed(signed(document.clone())), 800, &[via(0, 800)]);
		let reference = registered(document);
		assert_ok!(claim(id));
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
		let again = Mpp::pay_instant(origin(alice()), reference, 800, routes(&[via(1, 800)]), 99);
		assert_noop!(again, Error::<Test>::AlreadyPaid);
	});
}

#[test]
fn anybody_who_knows_the_preimage_claims_for_the_payee() {
	ExtBuilder.run(|| {
		let id = complete();
		assert_ok!(Mpp::claim(origin(ferdie()), id, PREIMAGE, Size::MOST));
		assert_eq!(free()[0], [187, 1_813, 200, 1_800]);
	});
}

#[test]
fn fails_with_another_preimage() {
	ExtBuilder.run(|| {
		let id = complete();
		let wrong = Mpp::claim(origin(dave()), id, Preimage([8; 32]), Size::MOST);
		assert_noop!(wrong, Error::<Test>::BadPreimage);
		assert_noop!(claim(PaymentId(1)), Error::<Test>::NotFound);
	});
}

#[test]
fn fails_while_a_part_is_missing_and_tells_nobody_the_preimage() {
	ExtBuilder.run(|| {
		let id = incomplete();
		assert_noop!(claim(id), Error::<Test>::PaymentIncomplete);
		assert_eq!(<Channels as Registry<AccountId>>::revealed(&hash()), None);
		let almost = routes(&[via(1, 699)]);
		assert_ok!(Mpp::add_parts(origin(alice()), id, almost));
		assert_noop!(claim(id), Error::<Test>::PaymentIncomplete);
		assert_ok!(Mpp::replace_part(
			origin(alice()),
			id,
			PartId(1),
			MAX_HOPS,
			routes(&[via(1, 700)])
		));
		assert_ok!(claim(id));
	});
}

#[test]
fn an_instant_belongs_to_one_side() {
	ExtBuilder.run(|| {
		let id = complete();
		set_time(START + MAX_HOLD);
		assert_noop!(claim(id), Error::<Test>::Expired);
		set_time(START + MAX_HOLD - 1);
		assert_noop!(Mpp::settle(origin(ferdie()), id, Size::MOST), Error::<Test>::NotDue);
		assert_ok!(claim(id));
	});
}

#[test]
fn a_public_preimage_is_as_good_as_a_secret_one() {
	ExtBuilder.run(|| {
		let id = complete();
		assert_ok!(reveal(PREIMAGE));
		set_time(START + 10);
		assert_ok!(claim(id));
		let known = <Channels as Registry<AccountId>>::revealed(&hash()).unwrap();
		assert_eq!(known.revealed_ms, START);
		// What the reveal has put on the timetable finds nothing.
		jump_to(START + MINUTE);
	});
}

#[test]
fn gives_back_the_weight_of_parts_that_are_not_there() {
	ExtBuilder.run(|| {
		let id = complete();
		let used = claim(id).unwrap().actual_weight.unwrap();
		let registry = <Channels as Registry<AccountId>>::weight();
		assert_eq!(used, Mpp::settle_weight(&Size { parts: 2, hops: 4 }) + registry);
	});
}

#[test]
fn is_urgent_while_it_would_be_paid() {
	use bloc_primitives::urgent::{Answer, Urgent};
	use frame_support::dispatch::DispatchClass;
	let claim = |id, preimage, size| crate::Call::<Test>::claim { payment: id, preimage, size };
	ExtBuilder.run(|| {
		let (id, size) = (incomplete(), Size { parts: 2, hops: 4 });
		let asked = |call: crate::Call<Test>| call.ensure_urgent(&ferdie());
		let refused = |error: Error<Test>| Result::<Answer, DispatchError>::Err(error.into());
		let its = claim(id, PREIMAGE, size);
		assert_eq!(its.get_dispatch_info().class, DispatchClass::Operational);
		assert_eq!(asked(its.clone()), refused(Error::PaymentIncomplete));
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(1, 700)])));
		assert_eq!(asked(its.clone()), Ok(Answer::First));
		// It is asked, and no more.
		assert!(!is_gone(id));
		assert_eq!(asked(claim(id, Preimage([8; 32]), size)), refused(Error::BadPreimage));
		assert_eq!(asked(claim(id, PREIMAGE, Size::NONE)), refused(Error::ExceedsSize));
		assert_eq!(asked(claim(PaymentId(1), PREIMAGE, size)), refused(Error::NotFound));
		set_time(START + MAX_HOLD);
		assert_eq!(asked(its.clone()), refused(Error::Expired));
		// Who takes money back has time, and is asked nothing.
		let cancel = crate::Call::<Test>::cancel { payment: id, size };
		assert_eq!(cancel.get_dispatch_info().class, DispatchClass::Normal);
		assert_eq!(cancel.urgent_weight(), Default::default());
		assert!(its.urgent_weight().any_gt(cancel.urgent_weight()));
	});
}

#[test]
fn is_declared_for_the_size_that_the_caller_says() {
	let declared = |size| {
		let (payment, preimage) = (PaymentId(0), PREIMAGE);
		crate::Call::<Test>::claim { payment, preimage, size }.get_dispatch_info().call_weight
	};
	let registry = <Channels as Registry<AccountId>>::weight();
	for size in [Size { parts: 1, hops: 1 }, Size { parts: 2, hops: 4 }, Size::MOST] {
		let told = TOLD * u64::from(size.hops);
		assert_eq!(declared(size), Mpp::settle_weight(&size) + told + TIED + registry);
	}
	let (small, large) = (declared(Size { parts: 1, hops: 1 }), declared(Size::MOST));
	assert!(small.ref_time() * 8 < large.ref_time());
}

#[test]
fn fails_if_the_caller_pays_for_less() {
	ExtBuilder.run(|| {
		let id = complete();
		for size in [Size { parts: 1, hops: 4 }, Size { parts: 2, hops: 3 }, Size::NONE] {
			let exceeds = || Error::<Test>::ExceedsSize;
			assert_noop!(Mpp::claim(origin(dave()), id, PREIMAGE, size), exceeds());
			assert_noop!(Mpp::cancel(origin(dave()), id, size), exceeds());
			assert_noop!(Mpp::settle(origin(dave()), id, size), exceeds());
			assert_noop!(Mpp::cancel_invoice(origin(dave()), hash(), size), exceeds());
		}
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size { parts: 2, hops: 4 }));
	});
}

#[test]
fn charges_for_telling_only_where_somebody_listens() {
	ExtBuilder.run(|| {
		let size = Size { parts: 2, hops: 4 };
		let listen = |channel, who| {
			assert_ok!(Channels::subscribe(ChannelId(channel), &who, true));
		};
		let reference = registered(invoice(1_500));
		let pay = || {
			let (parts, deadline_ms) = (routes(&[via(0, 800), via(1, 700)]), now() + MAX_HOLD);
			let id = crate::NextPaymentId::<Test>::get();
			let reference = reference.clone();
			let paid = Mpp::pay(origin(alice()), reference, 1_500, parts, 99, deadline_ms);
			(id, paid.unwrap().actual_weight.unwrap())
		};
		// One more of its four channels each time.
		let work = pay().1;
		assert_ok!(Mpp::cancel(origin(dave()), PaymentId(0), size));
		for (told, who) in [(1, bob()), (2, dave()), (3, charlie())] {
			listen(told - 1, who);
			let (id, used) = pay();
			assert_eq!(used, work + TOLD * told);
			let used = Mpp::cancel(origin(dave()), id, size).unwrap().actual_weight.unwrap();
			assert_eq!(used, Mpp::release_weight(&size) + TOLD * told + asked());
		}
		let (id, _) = pay();
		let used = claim(id).unwrap().actual_weight.unwrap();
		let registry = <Channels as Registry<AccountId>>::weight();
		assert_eq!(used, Mpp::settle_weight(&size) + TOLD * 3 + registry);
	});
}

#[test]
fn weighs_what_everybody_who_is_told_of_the_preimage_does() {
	let (payment, preimage, size) = (PaymentId(0), PREIMAGE, Size::MOST);
	let claim = crate::Call::<Test>::claim { payment, preimage, size };
	let own = Mpp::with_ended(Mpp::settle_weight(&size), &size);
	let told = <Mpp as PreimageSink>::weight() + <Neighbour as PreimageSink>::weight();
	let registry = claim.get_dispatch_info().call_weight - own;
	assert_eq!(registry, <Channels as Registry<AccountId>>::weight());
	assert!(registry.all_gte(told));
}

/// Channels close around a claim: `before` the payment, say, what happens to channel 1.
fn with_channel_closed(
	close: impl Fn(ChannelId),
	end: impl Fn(PaymentId),
	onwards: (Balance, Balance),
) {
	ExtBuilder.run(|| {
		let id = complete();
		let channel = ChannelId(1);
		let balance = |who| Channels::balance(&who, &TOKEN);
		let before = (balance(bob()), balance(dave()));
		close(channel);
		end(id);
		// Whatever is still in the channel is paid out, and it is gone.
		if matches!(Channels::get(channel).phase, Phase::Closing { .. } | Phase::Resolving) {
			assert_ok!(Channels::pay_out(channel));
		}
		let after = (balance(bob()), balance(dave()));
		assert_eq!((after.0 - before.0, after.1 - before.1), onwards);
		assert!(is_gone(id));
		assert_eq!(held(&alice()), 0);
	});
}

fn closing(channel: ChannelId) {
	assert_ok!(Channels::force_close(channel, &bob()));
}

fn resolving(channel: ChannelId) {
	closing(channel);
	assert_ok!(Channels::pay_out(channel));
	assert_eq!(Channels::get(channel).phase, Phase::Resolving);
}

#[test]
fn a_channel_that_closes_settles_its_lock_all_the_same() {
	let claim = |id| {
		claim(id).unwrap();
	};
	with_channel_closed(closing, claim, (200, 1_800));
	with_channel_closed(resolving, claim, (200, 1_800));
	let revealed = |id: PaymentId| {
		assert_ok!(reveal(PREIMAGE));
		assert_ok!(Mpp::settle(origin(ferdie()), id, Size::MOST));
	};
	with_channel_closed(closing, revealed, (200, 1_800));
	with_channel_closed(resolving, revealed, (200, 1_800));
}

#[test]
fn a_channel_that_closes_releases_its_lock_all_the_same() {
	let cancel = |id| {
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
	};
	with_channel_closed(closing, cancel, (1_000, 1_000));
	with_channel_closed(resolving, cancel, (1_000, 1_000));
	let expire = |_| jump_to(START + MAX_HOLD);
	with_channel_closed(closing, expire, (1_000, 1_000));
	with_channel_closed(resolving, expire, (1_000, 1_000));
}

#[test]
fn one_part_that_fails_keeps_all_from_being_settled() {
	ExtBuilder.run(|| {
		let id = complete();
		// The channel of the second part loses what the part has locked there: it cannot be.
		let stolen = ChannelId(3);
		Channels::mutate(stolen, |channel| channel.ledger.opener.locked = 0);
		assert_noop!(claim(id), refused("InsufficientLedger"));
		assert_eq!(<Channels as Registry<AccountId>>::revealed(&hash()), None);
		Channels::mutate(stolen, |channel| channel.ledger.opener.locked = 700);
		assert_ok!(claim(id));
	});
}
