//! What always holds: found out where it does not, and under any calls.

use super::*;
use crate::{
	fuzzing::{answers_of, run},
	ByPayee, ByPayer, Complete, InvoiceNames, Invoices, NextInvoiceId, NextPaymentId, Parts,
	Payments, TimetablePages,
};
use proptest::prelude::*;
use std::{collections::BTreeSet, fs};

/// What is said when this is done to a complete payment, an incomplete one and their invoice.
fn broken(by: impl FnOnce(PaymentId, PaymentId)) -> &'static str {
	ExtBuilder.build().execute_with(|| {
		let complete = complete();
		let reference = registered(Invoice { payee: bob(), ..invoice(500) });
		// Alice pays Bob, over Charlie.
		let first = channel(&charlie(), &bob()).0;
		Channels::set_policy(ChannelId(first), &charlie(), POLICY);
		let hops = route(&[(2, 10 + fee(10)), (first, 10)]);
		let open = paid(reference, 500, &[hops]);
		assert_ok!(Mpp::do_try_state());
		by(complete, open);
		match Mpp::do_try_state() {
			Err(DispatchError::Other(what)) => &what[..2],
			other => panic!("{other:?}"),
		}
	})
}

fn change(id: PaymentId, by: impl FnOnce(&mut Payment<AccountId, Asset>)) {
	Payments::<Test>::mutate(id, |record| by(&mut record.as_mut().unwrap().payment));
}

#[test]
fn what_is_broken_is_found() {
	assert_eq!(broken(|_, _| NextPaymentId::<Test>::put(PaymentId(1))), "M1");
	assert_eq!(broken(|id, _| change(id, |it| it.payer = dave())), "M1");
	let hurried = |_, id| change(id, |it| it.complete_by_ms = it.deadline_ms - MIN_CLAIM + 1);
	assert_eq!(broken(hurried), "M1");

	assert_eq!(broken(|id, _| Parts::<Test>::remove(id, PartId(0))), "M2");
	assert_eq!(broken(|id, _| Parts::<Test>::insert(id, PartId(0), Locks::default())), "M2");
	let rising =
		|id, _| Parts::<Test>::mutate(id, PartId(0), |locks| locks.as_mut().unwrap()[0].amount = 1);
	assert_eq!(broken(rising), "M2");
	let stray = |id, _| {
		let locks = Parts::<Test>::get(id, PartId(0)).unwrap();
		Parts::<Test>::insert(id, PartId(9), locks);
	};
	assert_eq!(broken(stray), "M2");
	let of_none = |id, _| {
		let locks = Parts::<Test>::get(id, PartId(0)).unwrap();
		Parts::<Test>::insert(PaymentId(99), PartId(0), locks);
	};
	assert_eq!(broken(of_none), "M2");

	assert_eq!(broken(|_, id| change(id, |it| it.received = it.total + 1)), "M3");
	assert_eq!(broken(|_, id| change(id, |it| it.received += 1)), "M3");
	assert_eq!(broken(|_, id| change(id, |it| it.fees += 1)), "M3");
	assert_eq!(broken(|_, id| change(id, |it| it.max_fee = 1)), "M3");
	assert_eq!(broken(|_, id| change(id, |it| it.hops += 1)), "M3");

	let unlocked = |_, _| {
		Channels::mutate(ChannelId(2), |channel| channel.ledger.opener.locked -= 1);
	};
	assert_eq!(broken(unlocked), "M4");

	let forgotten = |_, _| {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	};
	assert_eq!(broken(forgotten), "M5");
	assert_eq!(broken(|id, _| change(id, |it| it.deadline_ms += 1)), "M5");

	assert_eq!(broken(|id, _| ByPayer::<Test>::remove(alice(), id)), "M6");
	assert_eq!(broken(|id, _| ByPayer::<Test>::insert(bob(), id, ())), "M6");
	assert_eq!(broken(|id, _| ByPayee::<Test>::remove(dave(), id)), "M6");
	assert_eq!(broken(|_, id| ByPayee::<Test>::insert(bob(), id, ())), "M6");
	assert_eq!(broken(|_, id| ByPayee::<Test>::insert(eve(), id, ())), "M6");
	assert_eq!(broken(|_, _| Complete::<Test>::remove(hash(), dave())), "M6");
	assert_eq!(broken(|_, id| Complete::<Test>::insert(hash(), bob(), id)), "M6");
	assert_eq!(broken(|id, _| Complete::<Test>::insert(hash(), eve(), id)), "M6");

	assert_eq!(broken(|_, _| NextInvoiceId::<Test>::put(InvoiceId(1))), "M7");
	assert_eq!(broken(|_, _| InvoiceNames::<Test>::remove(InvoiceId(0))), "M7");
	assert_eq!(broken(|_, _| InvoiceNames::<Test>::insert(InvoiceId(9), (eve(), hash()))), "M7");
	let refiled = |_, _| {
		let record = Invoices::<Test>::take(dave(), hash()).unwrap();
		Invoices::<Test>::insert(eve(), hash(), record);
	};
	assert_eq!(broken(refiled), "M7");
	let later = |_, _| {
		Invoices::<Test>::mutate(dave(), hash(), |record| {
			record.as_mut().unwrap().invoice.document.deadline_ms += 1;
		});
	};
	assert_eq!(broken(later), "M7");
}

#[test]
fn the_kept_inputs_try_every_call_both_ways() {
	let folder = "fuzz/corpus/calls";
	let mut answers = BTreeSet::new();
	for file in fs::read_dir(folder).unwrap() {
		answers.extend(answers_of(&fs::read(file.unwrap().path()).unwrap()));
	}
	for call in 0..=10 {
		assert!(answers.contains(&(call, None)), "call {call} never works");
		let refusals = answers.iter().filter(|(of, error)| *of == call && error.is_some()).count();
		assert!(refusals >= 2, "call {call} is refused for {refusals} reasons");
	}
	assert!(answers.len() >= 100, "only {} different answers", answers.len());
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

	/// Any network, any calls, any preimages, any times: see [`crate::fuzzing`].
	#[test]
	fn no_sequence_breaks_anything_or_leaves_a_lock(data in prop::collection::vec(any::<u8>(), 0..800)) {
		run(&data);
	}
}
