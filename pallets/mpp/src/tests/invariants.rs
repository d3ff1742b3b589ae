//! An invariant that does not hold is found. That all of them hold, the model in `fuzz/` shows.

use super::*;
use crate::{
	ByPayee, ByPayer, Complete, InvoiceNames, Invoices, NextInvoiceId, NextPaymentId, Parts,
	Payments, TimetablePages,
};

/// The number of the invariant that is broken when this is done to a complete payment and an
/// incomplete one.
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
	let hurried = |_, id| change(id, |it| it.complete_by_ms = it.deadline_ms);
	assert_eq!(broken(hurried), "M1");

	assert_eq!(broken(|id, _| Parts::<Test>::remove(id, PartId(0))), "M2");
	assert_eq!(broken(|id, _| Parts::<Test>::insert(id, PartId(0), Part::default())), "M2");
	let rising = |id, _| {
		Parts::<Test>::mutate(id, PartId(0), |locks| locks.as_mut().unwrap().locks[0].amount = 1)
	};
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
	let dear = |_, id| {
		change(id, |it| {
			it.max_fee = it.fees;
			it.hold_fees = it.fees + 1;
		});
	};
	assert_eq!(broken(dear), "M3");
	let unpaid = |id, _| {
		Parts::<Test>::mutate(id, PartId(0), |part| part.as_mut().unwrap().hold_ppm[1] = 1_000);
	};
	assert_eq!(broken(unpaid), "M3");
	let without = |id, _| {
		Parts::<Test>::mutate(id, PartId(0), |part| {
			part.as_mut().unwrap().hold_ppm.pop();
		});
	};
	assert_eq!(broken(without), "M2");

	let unlocked = |_, _| {
		Channels::mutate(ChannelId(2), |channel| channel.ledger.opener.locked -= 1);
	};
	assert_eq!(broken(unlocked), "M4");
	let elsewhere = |_, _| {
		Channels::mutate(ChannelId(0), |channel| {
			channel.ledger.counterparty.locked = channel.ledger.opener.locked;
			channel.ledger.opener.locked = 0;
		});
	};
	assert_eq!(broken(elsewhere), "M4");

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
