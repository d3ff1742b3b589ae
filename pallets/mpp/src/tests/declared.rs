//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! table is `declared.md`.

use super::*;
use crate::{weights::SubstrateWeight, Call, TimetableHead, TimetablePages, WeightInfo};
use bloc_testing::{
	counts::{prefix, Drawers},
	declared::{table, AtWorst},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
};

type Weights = SubstrateWeight<Test>;

/// Two parts of two hops each.
const SIZE: Size = Size { parts: 2, hops: 4 };

/// The clock aside: each block reads it before its transactions, so that weights leave it out.
fn drawers() -> Drawers {
	Drawers::of("Mpp").without(&prefix("Timestamp", "Now"))
}

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = drawers().count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// Work of the hook.
fn hook(name: &'static str, weight: impl Fn() -> Weight, work: impl FnOnce()) -> AtWorst {
	let ((), touched) = drawers().count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty: whatever is pushed is the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// Two routes that bring 1,500 together.
fn two() -> Routes {
	routes(&[via(0, 800), via(1, 700)])
}

/// All channels of a payment are closing: what is unlocked wakes their parties up.
fn close_all() {
	for id in 0..6 {
		assert_ok!(Channels::force_close(
			ChannelId(id),
			&people()[[0, 1, 0, 2, 0, 4][id as usize]]
		));
	}
}

/// Calls about invoices, and those by which payers pay.
fn of_payer(name: &str) -> Option<AtWorst> {
	let (max_fee, deadline_ms) = (Balance::MAX, now() + MAX_HOLD);
	Some(match name {
		"register_invoice" => {
			// It is being paid already.
			paid(InvoiceRef::Signed(signed(invoice(1_500))), 1_500, &two());
			forget();
			call(dave(), Call::register_invoice { invoice: invoice(1_500) })
		},
		"cancel_invoice" => {
			complete();
			call(dave(), Call::cancel_invoice { payment_hash: hash(), size: SIZE })
		},
		"expire_invoice" => {
			registered(invoice(1_500));
			set_time(START + 2 * HOUR);
			call(ferdie(), Call::expire_invoice { payee: dave(), payment_hash: hash() })
		},
		"pay" => {
			let invoice = InvoiceRef::Signed(signed(invoice(1_500)));
			let routes = two();
			call(alice(), Call::pay { invoice, total: 1_500, routes, max_fee, deadline_ms })
		},
		"add_parts" => {
			let invoice = registered(invoice(2_000));
			let payment = paid(invoice, 2_000, &[via(2, 500)]);
			forget();
			call(alice(), Call::add_parts { payment, routes: two() })
		},
		"drop_part" => {
			let payment = incomplete();
			call(alice(), Call::drop_part { payment, part: PartId(0), hops: 2 })
		},
		"replace_part" => {
			let payment = incomplete();
			forget();
			let (part, hops) = (PartId(0), 2);
			call(alice(), Call::replace_part { payment, part, hops, routes: two() })
		},
		"pay_instant" => {
			let invoice = InvoiceRef::Signed(signed(instant_invoice(1_500)));
			let routes = two();
			call(alice(), Call::pay_instant { invoice, total: 1_500, routes, max_fee })
		},
		_ => return None,
	})
}

/// What ends a payment.
fn of_end(name: &'static str) -> AtWorst {
	let payment = complete();
	match name {
		"claim" => {
			forget();
			call(dave(), Call::claim { payment, preimage: PREIMAGE, size: SIZE })
		},
		"cancel" => call(dave(), Call::cancel { payment, size: SIZE }),
		"settle" => {
			set_time(START + MAX_HOLD);
			call(ferdie(), Call::settle { payment, size: SIZE })
		},
		"settle, for the preimage" => {
			assert_ok!(reveal(PREIMAGE));
			let it = call(ferdie(), Call::settle { payment, size: SIZE });
			AtWorst { name, ..it }
		},
		"release, in channels that close" => {
			close_all();
			set_time(START + MAX_HOLD);
			let it = call(ferdie(), Call::settle { payment, size: SIZE });
			AtWorst { name, ..it }
		},
		"look" => {
			hook(name, Weights::look, || Mpp::look_at_payment(payment, now()).map(drop).unwrap())
		},
		"the hook, for a payment" => {
			let weight = || Mpp::ending_weight(&SIZE);
			set_time(START + MAX_HOLD);
			hook(name, weight, || Mpp::look_at_payment(payment, now()).map(drop).unwrap())
		},
		_ => {
			forget();
			hook(name, Weights::revealed, || {
				<Mpp as bloc_primitives::preimage::PreimageSink>::revealed(
					&hash(),
					&PREIMAGE,
					now(),
				)
				.unwrap();
			})
		},
	}
}

/// Each operation at its worst, on a chain of its own.
fn at_worst() -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let others = [
		"settle, for the preimage",
		"release, in channels that close",
		"look",
		"the hook, for a payment",
		"revealed",
	];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| of_payer(name).unwrap_or_else(|| of_end(name)))
	};
	calls.chain(others).map(one).map(reasoned).collect()
}

/// Why some declare more than half as much again.
fn reasoned(it: AtWorst) -> AtWorst {
	let why = match it.name {
		"drop_part"
		| "replace_part"
		| "cancel"
		| "settle"
		| "settle, for the preimage"
		| "release, in channels that close"
		| "the hook, for a payment" => {
			"what comes back in a channel that is settled takes real channels a transfer"
		},
		"claim" => "the same, and the registry of preimages tells others",
		"revealed" => "for as many payments under one hash as are settled soon",
		_ => "",
	};
	it.because(why)
}

#[test]
fn nothing_does_more_than_it_declares() {
	let text = String::from(
		"What each call and each piece of the hook's work does to storage at its worst, and what its \
		 weight\ndeclares: keys read / written, each counted once. Of two parts and four hops. The \
		 channels here take\na read and a write for a hop, and nothing more: not what real ones do \
		 for money that comes back\nwhen a channel is closed. A test compares this table with what it \
		 counts.\n\n",
	) + &table(&at_worst());
	println!("{text}");
	let stated = include_str!("declared.md");
	assert_eq!(text, stated, "if that is as it should be, write what is printed to declared.md");
}
