use super::*;
use bloc_primitives::{channel::Graph, guard::Guard};

/// Alice pays with a limit to the fee and a deadline.
fn pay(
	total: Balance,
	parts: &[Route],
	max_fee: Balance,
	deadline_ms: u64,
) -> sp_runtime::DispatchResult {
	let invoice = named(&invoice(1_500));
	outcome(Mpp::pay(origin(alice()), invoice, total, routes(parts), max_fee, deadline_ms))
}

#[test]
fn locks_all_parts_and_is_complete() {
	ExtBuilder.run(|| {
		let invoice = registered(invoice(1_500));
		events();
		let parts = routes(&[via(0, 800), via(1, 700)]);
		let deadline_ms = START + HOUR;
		MaxExtension::set(MINUTE);
		assert_ok!(Mpp::pay(origin(alice()), invoice, 1_500, parts, 25, deadline_ms));

		let id = PaymentId(0);
		let lock = |channel, payer, amount| Locked { channel: ChannelId(channel), payer, amount };
		let locks = |first, sent, second, arrives| {
			Locks::truncate_from(vec![
				lock(first, Side::Opener, sent),
				lock(second, Side::Opener, arrives),
			])
		};
		let first = locks(0, 813, 1, 800);
		let second = locks(2, 712, 3, 700);
		assert_eq!(
			Mpp::parts_of(id),
			vec![(PartId(0), first.clone()), (PartId(1), second.clone())]
		);
		let payment = Payment {
			payer: alice(),
			payee: dave(),
			asset: TOKEN,
			payment_hash: hash(),
			registered: true,
			total: 1_500,
			max_fee: 25,
			received: 1_500,
			fees: 25,
			hold_fees: 0,
			parts: it(id).parts,
			hops: 4,
			complete_by_ms: START + MAX_GATHER,
			deadline_ms,
			extension_ms: MINUTE,
			made: Instant { ms: START, block: 1 },
			tie: None,
		};
		assert_eq!(it(id), payment);
		assert_eq!(it(id).parts.iter().collect::<Vec<_>>(), vec![PartId(0), PartId(1)]);
		assert_eq!(
			free(),
			[[187, 1_000, 200, 1_000], [288, 1_000, 300, 1_000], [1_000, 1_000, 1_000, 1_000]]
		);
		let payment = id;
		assert_eq!(
			events(),
			vec![
				Event::PaymentOpened {
					payment,
					payer: alice(),
					payee: dave(),
					asset: TOKEN,
					payment_hash: hash(),
					total: 1_500,
					max_fee: 25,
					complete_by_ms: START + MAX_GATHER,
					deadline_ms,
					extension_ms: MINUTE,
					bound: false,
				},
				Event::PartLocked {
					payment,
					part: PartId(0),
					locks: first,
					received: 800,
					fees: 13,
				},
				Event::PartLocked {
					payment,
					part: PartId(1),
					locks: second,
					received: 1_500,
					fees: 25,
				},
				Event::PaymentCompleted {
					payment,
					payee: dave(),
					payment_hash: hash(),
					total: 1_500,
					size: Size { parts: 2, hops: 4 },
					deadline_ms,
					bound: false,
				},
			]
		);
		assert_eq!(Mpp::complete(dave(), hash()), Some(id));
		assert_eq!(Mpp::by_payee(dave(), None, 10), vec![id]);
		assert_eq!(Mpp::by_payer(alice(), None, 10), vec![id]);
	});
}

#[test]
fn the_deposit_counts_each_part_and_each_hop() {
	ExtBuilder.run(|| {
		use frame_support::traits::Footprint;
		let id = incomplete();
		let one = Mpp::payment_footprint(&it(id));
		let price = |of: Footprint| of.count as Balance * PER_ITEM + of.size as Balance;
		// Six items for the payment, a part, two hops.
		assert_eq!(one.count, 9);
		assert_eq!(held(&alice()), price(one));
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(1, 100)])));
		let two = Mpp::payment_footprint(&it(id));
		assert_eq!(two.count, 12);
		assert_eq!(held(&alice()), price(two));
		assert!(two.size > one.size);
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(1), MAX_HOPS));
		assert_eq!(held(&alice()), price(one));
	});
}

#[test]
fn pays_an_invoice_that_was_signed_off_chain() {
	ExtBuilder.run(|| {
		let invoice = InvoiceRef::Signed(signed(invoice(None)));
		let id = paid(invoice.clone(), 800, &[via(0, 800)]);
		assert!(!it(id).registered);
		assert_eq!(it(id).total, 800);
		assert_eq!(happened(), ["opened", "locked", "completed"]);
		// Nothing is stored for the invoice itself.
		assert_eq!(Mpp::invoices_of(dave(), None, 10), vec![]);
		assert_eq!(held(&dave()), 0);
		assert_noop!(try_pay(invoice, 10, &[via(1, 10)]), Error::<Test>::AlreadyComplete);
	});
}

#[test]
fn a_signature_is_for_one_invoice_and_one_chain() {
	ExtBuilder.run(|| {
		let good = signed(invoice(500));
		let pay = |signed| try_pay(InvoiceRef::Signed(signed), 500, &[via(0, 500)]).map(|_| ());
		let mut changed = good.clone();
		changed.invoice.amount = Some(400);
		assert_noop!(pay(changed), Error::<Test>::BadSignature);
		let mut stolen = good.clone();
		stolen.invoice.payee = charlie();
		assert_noop!(pay(stolen), Error::<Test>::BadSignature);
		let key = sp_keyring::Sr25519Keyring::Dave;
		let elsewhere = key.sign(&good.invoice.payload(&[1u8; 32])).into();
		let sister =
			bloc_primitives::invoice::SignedInvoice { signature: elsewhere, ..good.clone() };
		assert_noop!(pay(sister), Error::<Test>::BadSignature);
		assert_ok!(pay(good));
	});
}

#[test]
fn a_signed_invoice_that_is_registered_too_is_one_invoice() {
	ExtBuilder.run(|| {
		let document = invoice(800);
		registered(document.clone());
		let id = paid(InvoiceRef::Signed(signed(document.clone())), 800, &[via(0, 800)]);
		assert!(it(id).registered);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
		assert_eq!(Mpp::invoice(dave(), hash()).unwrap().status, InvoiceStatus::Paid);
		let again = InvoiceRef::Signed(signed(document));
		assert_noop!(try_pay(again, 800, &[via(1, 800)]), Error::<Test>::AlreadyPaid);
	});
}

#[test]
fn fails_for_an_invoice_that_cannot_be_paid() {
	ExtBuilder.run(|| {
		let unknown = named(&invoice(500));
		assert_noop!(try_pay(unknown, 500, &[via(0, 500)]), Error::<Test>::InvoiceNotFound);
		let reference = registered(invoice(500));
		let read_another = InvoiceRef::Registered {
			payee: dave(),
			payment_hash: hash(),
			payment_secret: PaymentSecret([1; 32]),
		};
		assert_noop!(try_pay(read_another, 500, &[via(0, 500)]), Error::<Test>::BadSecret);
		let own = Mpp::pay(origin(dave()), reference.clone(), 500, routes(&[]), 0, START + 1);
		assert_noop!(own, Error::<Test>::SameParty);

		let signed_one = |change: fn(&mut crate::InvoiceOf<Test>)| {
			let mut document =
				Invoice { payment_hash: Preimage([1; 32]).payment_hash(), ..invoice(500) };
			change(&mut document);
			try_pay(InvoiceRef::Signed(signed(document)), 500, &[via(0, 500)])
		};
		assert_noop!(
			signed_one(|it| it.features = Features(1 << 30)),
			Error::<Test>::UnknownFeature
		);
		assert_noop!(signed_one(|it| it.amount = Some(0)), Error::<Test>::ZeroAmount);
		assert_noop!(
			signed_one(|it| it.payment_secret = PaymentSecret([0; 32])),
			Error::<Test>::ObviousSecret
		);
		assert_noop!(
			signed_one(|it| it.hints = vec![Default::default()].try_into().unwrap()),
			Error::<Test>::EmptyHint
		);
		assert_noop!(signed_one(|it| it.deadline_ms = START), Error::<Test>::Expired);
		assert_noop!(
			signed_one(|it| it.deadline_ms = START + MAX_INVOICE + 1),
			Error::<Test>::DeadlineTooFar
		);
		assert_ok!(signed_one(|it| it.deadline_ms = START + MAX_INVOICE));

		set_time(START + 2 * HOUR - 1);
		assert_noop!(
			try_pay(reference.clone(), 500, &[via(1, 500)]),
			// An hour is beyond the invoice's deadline.
			Error::<Test>::DeadlineTooFar
		);
		set_time(START + 2 * HOUR);
		assert_noop!(try_pay(reference, 500, &[via(1, 500)]), Error::<Test>::Expired);
	});
}

#[test]
fn fails_for_a_preimage_that_is_public() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		assert_ok!(reveal(PREIMAGE));
		assert_noop!(try_pay(reference, 500, &[via(0, 500)]), Error::<Test>::AlreadyRevealed);
	});
}

#[test]
fn the_total_is_what_is_asked_for_up_to_twice_that() {
	for (total, fits) in [(399, false), (400, true), (800, true), (801, false)] {
		ExtBuilder.run(|| {
			let pay = try_pay(registered(invoice(400)), total, &[via(0, 100)]);
			assert_eq!(pay.is_ok(), fits, "{total}");
			if !fits {
				assert_eq!(pay, Err(Error::<Test>::WrongTotal.into()));
			}
		});
	}
	ExtBuilder.run(|| {
		let any = registered(invoice(None));
		assert_noop!(try_pay(any.clone(), 0, &[via(0, 10)]), Error::<Test>::WrongTotal);
		assert_ok!(try_pay(any, Balance::MAX, &[via(0, 10)]));
	});
	assert!(admits(Some(Balance::MAX), Balance::MAX));
}

#[test]
fn the_deadline_leaves_time_to_claim_and_is_not_too_far() {
	ExtBuilder.run(|| {
		registered(invoice(1_500));
		let pay = |deadline_ms| pay(1_500, &[via(0, 10)], 100, deadline_ms);
		for too_soon in [0, START, START + 1, START + MIN_CLAIM - 1] {
			assert_noop!(pay(too_soon), Error::<Test>::DeadlineTooSoon);
		}
		assert_noop!(pay(START + MAX_HOLD + 1), Error::<Test>::DeadlineTooFar);
		// The time to gather ends when the time to claim begins, if not before.
		let latest = START + MAX_HOLD;
		for (deadline_ms, complete_by_ms) in [
			(latest, START + MAX_GATHER),
			(START + MIN_CLAIM + MAX_GATHER, START + MAX_GATHER),
			(START + MIN_CLAIM + MAX_GATHER - 1, START + MAX_GATHER - 1),
			(START + MIN_CLAIM, START),
		] {
			let id = crate::NextPaymentId::<Test>::get();
			assert_ok!(pay(deadline_ms));
			assert_eq!(it(id).complete_by_ms, complete_by_ms);
		}
	});
}

#[test]
fn all_at_once_with_the_earliest_deadline_can_be_claimed_for_as_long() {
	ExtBuilder.run(|| {
		registered(invoice(800));
		assert_ok!(pay(800, &[via(0, 800)], 100, START + MIN_CLAIM));
		set_time(START + MIN_CLAIM - 1);
		assert_ok!(Mpp::claim(origin(dave()), PaymentId(0), PREIMAGE, Size::MOST));
	});
}

#[test]
fn an_invoice_is_paid_while_its_payee_could_still_claim() {
	ExtBuilder.run(|| {
		let deadline_ms = START + HOUR;
		registered(Invoice { deadline_ms, ..invoice(800) });
		let pay = || pay(800, &[via(0, 800)], 100, deadline_ms);
		set_time(deadline_ms - MIN_CLAIM + 1);
		assert_noop!(pay(), Error::<Test>::DeadlineTooSoon);
		set_time(deadline_ms - MIN_CLAIM);
		assert_ok!(pay());
	});
}

#[test]
fn an_invoice_without_parts_is_paid_by_one() {
	ExtBuilder.run(|| {
		let whole = registered(Invoice { features: Features::NONE, ..invoice(600) });
		let two = [via(0, 300), via(1, 300)];
		assert_noop!(try_pay(whole.clone(), 600, &two), Error::<Test>::SinglePartOnly);
		assert_noop!(try_pay(whole.clone(), 600, &two[..1]), Error::<Test>::SinglePartOnly);
		assert_ok!(try_pay(whole, 600, &[via(0, 600)]));
	});
}

#[test]
fn fails_for_what_is_no_route() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		let pay = |parts: &[Route]| try_pay(reference.clone(), 500, parts);
		assert_noop!(pay(&[]), Error::<Test>::NoParts);
		assert_noop!(pay(&[route(&[])]), Error::<Test>::EmptyRoute);
		// Ends at Bob, goes on where Bob is not, begins where Alice is not, is nowhere.
		assert_noop!(pay(&[route(&[(0, 500)])]), Error::<Test>::WrongPayee);
		assert_noop!(pay(&[route(&[(0, 520), (3, 500)])]), refused("NotParty"));
		assert_noop!(pay(&[route(&[(1, 500)])]), refused("NotParty"));
		assert_noop!(pay(&[route(&[(99, 500)])]), refused("NotFound"));
		assert_noop!(pay(&[route(&[(0, 0), (1, 0)])]), refused("ZeroAmount"));
		// One that is good does not save one that is not.
		assert_noop!(pay(&[via(0, 100), route(&[(1, 400)])]), refused("NotParty"));
		let other = Channels::establish(alice(), dave(), OTHER, [900, 0]);
		assert_noop!(pay(&[route(&[(other.0, 500)])]), refused("WrongAsset"));
		assert!(all_is_as_before());
	});
}

#[test]
fn a_channel_from_payer_to_payee_is_a_route() {
	ExtBuilder.run(|| {
		let direct = channel(&dave(), &alice());
		let id = paid(registered(invoice(1_000)), 1_000, &[route(&[(direct.0, 1_000)])]);
		assert_eq!(it(id).fees, 0);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
		assert_eq!(Channels::free(direct), Pair::new(2_000, 0));
	});
}

#[test]
fn each_party_in_between_keeps_its_fee_to_the_unit() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		let pay = |sent| try_pay(reference.clone(), 500, &[route(&[(0, sent), (1, 500)])]);
		assert_noop!(pay(500 + fee(500) - 1), Error::<Test>::FeeTooLow);
		assert_noop!(pay(499), Error::<Test>::FeeTooLow);
		let id = pay(500 + fee(500)).unwrap();
		assert_eq!(it(id).fees, 10);
		assert_ok!(Mpp::cancel(origin(dave()), id, Size::MOST));
		// More is a gift.
		let id = pay(600).unwrap();
		assert_eq!(it(id).fees, 100);
	});
}

#[test]
fn whoever_asks_for_more_than_there_can_be_forwards_nothing() {
	ExtBuilder.run(|| {
		Channels::set_policy(ChannelId(1), &bob(), Policy { base_fee: Balance::MAX, ..POLICY });
		let reference = registered(instant_invoice(500));
		let parts = [route(&[(0, 1_000), (1, 500)])];
		assert_noop!(try_pay(reference.clone(), 500, &parts), Error::<Test>::Overflow);
		let limit = Balance::MAX;
		let at_once = Mpp::pay_instant(origin(alice()), reference, 500, routes(&parts), limit);
		assert_noop!(at_once, Error::<Test>::Overflow);
	});
}

#[test]
fn what_arrives_counts_too() {
	// On 510 that leave for 500: 3 and 2% more for arriving, or that much less, or nothing at all.
	for (base, ppm, asked) in [(3, 20_000, 23u128), (-3, -10_000, 2), (-99, -1_000_000, 0)] {
		ExtBuilder.run(|| {
			let inbound = Policy { inbound_base_fee: base, inbound_fee_ppm: ppm, ..POLICY };
			Channels::set_policy(ChannelId(0), &bob(), inbound);
			// Alice's own terms and Dave's do not count.
			Channels::set_policy(ChannelId(0), &alice(), Policy { base_fee: 999, ..POLICY });
			Channels::set_policy(ChannelId(1), &dave(), Policy { inbound_base_fee: 999, ..POLICY });
			let reference = registered(invoice(500));
			let pay =
				|kept| try_pay(reference.clone(), 500, &[route(&[(0, 500 + kept), (1, 500)])]);
			if asked > 0 {
				assert_noop!(pay(asked - 1), Error::<Test>::FeeTooLow);
			}
			assert_ok!(pay(asked));
		});
	}
}

#[test]
fn who_has_let_its_balance_adds_nothing_for_where_it_comes_from() {
	// The same; but Bob is bound in the channel over which it leaves, until that is over.
	for (base, ppm, bound, over) in [(3, 20_000, 10, 23), (-3, -10_000, 2, 2), (-3, 20_000, 7, 17)]
	{
		for (until_ms, asked) in [(START + 1, bound), (START, over)] {
			ExtBuilder.run(|| {
				let inbound = Policy { inbound_base_fee: base, inbound_fee_ppm: ppm, ..POLICY };
				Channels::set_policy(ChannelId(0), &bob(), inbound);
				Channels::mutate(ChannelId(1), |channel| {
					let side = channel.side_of(&bob()).unwrap();
					let worst = channel.policies.of(side).unwrap();
					channel.guard = Some(Guard { side, floor: 0, until_ms, worst, lien: 0 });
				});
				let reference = registered(invoice(500));
				let pay =
					|kept| try_pay(reference.clone(), 500, &[route(&[(0, 500 + kept), (1, 500)])]);
				assert_noop!(pay(asked - 1), Error::<Test>::FeeTooLow);
				let exclude = (2..6).map(ChannelId).collect();
				let plan = Mpp::plan_payment(alice(), dave(), TOKEN, 500, 1, Balance::MAX, exclude);
				assert_eq!(plan.unwrap().fee, asked);
				assert_ok!(pay(asked));
			});
		}
	}
}

#[test]
fn policies_of_those_in_between_are_kept() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(None));
		let pay = |arrives| try_pay(reference.clone(), 1_000, &[via(0, arrives)]);
		assert_noop!(pay(9), refused("PolicyRefuses"));
		assert_noop!(pay(901), refused("PolicyRefuses"));
		let onwards = ChannelId(1);
		Channels::set_policy(onwards, &bob(), Policy { reserve: 501, ..POLICY });
		assert_noop!(pay(500), refused("PolicyRefuses"));
		assert_ok!(pay(499));
		Channels::set_policy(onwards, &bob(), Policy { enabled: false, ..POLICY });
		assert_noop!(pay(10), refused("PolicyRefuses"));
		Channels::set_policy(onwards, &bob(), None);
		assert_noop!(pay(10), refused("PolicyRefuses"));
		// The payer's own first hop needs none, and takes its last unit.
		assert_noop!(
			try_pay(reference.clone(), 1_000, &[route(&[(2, 1_001), (3, 800)])]),
			refused("InsufficientLedger")
		);
		assert_ok!(try_pay(reference.clone(), 1_000, &[route(&[(2, 1_000), (3, 800)])]));
	});
}

#[test]
fn the_fee_limit_is_for_all_parts_together() {
	ExtBuilder.run(|| {
		registered(invoice(1_500));
		let parts = [via(0, 800), via(1, 700)];
		assert_noop!(pay(1_500, &parts, 24, START + HOUR), Error::<Test>::FeeTooHigh);
		assert_ok!(pay(1_500, &parts, 25, START + HOUR));
	});
}

#[test]
fn parts_bring_no_more_than_the_total() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		let parts = [via(0, 800), via(1, 701)];
		assert_noop!(try_pay(reference.clone(), 1_500, &parts), Error::<Test>::ExceedsTotal);
		// No part when it is complete already.
		let parts = [via(0, 800), via(1, 700), via(2, 10)];
		assert_noop!(try_pay(reference, 1_500, &parts), Error::<Test>::PaymentComplete);
	});
}

#[test]
fn only_open_channels_carry_payments() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		assert_ok!(Channels::force_close(ChannelId(1), &bob()));
		assert_noop!(try_pay(reference.clone(), 500, &[via(0, 500)]), refused("NotOpen"));
		assert_ok!(try_pay(reference, 500, &[via(1, 500)]));
	});
}

#[test]
fn leads_over_eight_channels_in_sixteen_parts() {
	ExtBuilder.run(|| {
		// Alice, seven in between, Dave; sixteen times.
		let mut parts = Vec::new();
		for _ in 0..MAX_PARTS {
			let mut from = alice();
			let first = channel(&from, &bob()).0;
			for hop in 1..8 {
				from = [bob(), charlie(), eve()][(hop - 1) % 3].clone();
				let to = if hop == 7 {
					dave()
				} else {
					[charlie(), eve(), bob()][(hop - 1) % 3].clone()
				};
				Channels::set_policy(channel(&from, &to), &from, POLICY);
			}
			let mut amounts = vec![100];
			for _ in 0..7 {
				let last = *amounts.last().unwrap();
				amounts.push(last + fee(last));
			}
			amounts.reverse();
			let hops: Vec<_> =
				amounts.into_iter().enumerate().map(|(n, of)| (first + n as u64, of)).collect();
			parts.push(route(&hops));
		}
		let id = paid(registered(invoice(1_600)), 1_600, &parts);
		assert_eq!((it(id).hops, it(id).parts.len()), (MAX_LOCKS, MAX_PARTS));
		assert_eq!(it(id).received, 1_600);
		assert_ok!(Mpp::claim(origin(dave()), id, PREIMAGE, Size::MOST));
		assert!(<Channels as Graph<AccountId>>::walk()
			.all(|(_, channel)| channel.ledger.map(|side| side.locked).is_zero()));
	});
}

#[test]
fn there_are_no_more_than_sixteen_parts() {
	ExtBuilder.run(|| {
		let id = paid(registered(invoice(1_500)), 1_500, &vec![via(0, 10); 16]);
		let more = Mpp::add_parts(origin(alice()), id, routes(&[via(1, 10)]));
		assert_noop!(more, Error::<Test>::TooManyParts);
		// A place that is free again can be taken.
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(3), MAX_HOPS));
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(1, 10)])));
		assert_eq!(it(id).parts.len(), 16);
	});
}

#[test]
fn several_may_try_and_the_first_to_be_complete_has_it() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(1_500));
		let slow = paid(reference.clone(), 1_500, &[via(0, 800)]);
		let quick = paid(reference.clone(), 1_500, &[via(1, 800), via(2, 700)]);
		let rest = || Mpp::add_parts(origin(alice()), slow, routes(&[via(0, 10)]));
		assert_noop!(rest(), Error::<Test>::AlreadyComplete);
		assert_noop!(try_pay(reference, 1_500, &[via(0, 10)]), Error::<Test>::AlreadyComplete);
		// If the payee does not take it, the other can go on.
		assert_ok!(Mpp::cancel(origin(dave()), quick, Size::MOST));
		assert_ok!(rest());
	});
}

#[test]
fn fails_without_the_deposit() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(500));
		use frame_support::traits::fungible::Mutate;
		Balances::set_balance(&alice(), ED);
		let refused = TokenError::FundsUnavailable;
		assert_noop!(try_pay(reference, 500, &[via(0, 500)]), refused);
		// What was taken away is given back: the test's balance is as it was.
		Balances::set_balance(&alice(), WEALTH);
	});
}

/// The numbers of the README.
#[test]
fn the_example_of_the_documentation() {
	ExtBuilder.run(|| {
		let channel = |opener: AccountId, counterparty: AccountId| {
			Brought::mutate(|brought| *brought += 120_000);
			Channels::establish(opener, counterparty, TOKEN, [120_000, 0])
		};
		let ids = [channel(alice(), bob()), channel(bob(), charlie()), channel(charlie(), dave())];
		let direct = channel(alice(), dave());
		let free = Policy { base_fee: 0, fee_ppm: 0, max_amount: Balance::MAX, ..POLICY };
		Channels::set_policy(ids[1], &bob(), Policy { base_fee: 10, fee_ppm: 200, ..free });
		Channels::set_policy(ids[2], &charlie(), Policy { base_fee: 5, fee_ppm: 100, ..free });
		let discount = Policy { inbound_base_fee: -3, inbound_fee_ppm: -50, ..free };
		Channels::set_policy(ids[1], &charlie(), discount);

		registered(invoice(150_000));
		let pay = |[first, second, third]: [Balance; 3], max_fee| {
			let long = route(&[(ids[0].0, first), (ids[1].0, second), (ids[2].0, third)]);
			let parts = routes(&[long, route(&[(direct.0, 50_000)])]);
			let invoice = named(&invoice(150_000));
			Mpp::pay(origin(alice()), invoice, 150_000, parts, max_fee, START + HOUR)
		};
		assert_noop!(pay([100_036, 100_007, 100_000], 37), Error::<Test>::FeeTooLow);
		assert_noop!(pay([100_037, 100_006, 100_000], 37), Error::<Test>::FeeTooLow);
		assert_noop!(pay([100_037, 100_007, 100_000], 36), Error::<Test>::FeeTooHigh);
		assert_ok!(pay([100_037, 100_007, 100_000], 37));
		assert!(it(PaymentId(0)).is_complete());
	});
}
