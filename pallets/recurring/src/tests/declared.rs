//! What each call and each piece of the hook's work declares, beside what it does at its worst. The
//! table is `declared.md`.

use super::*;
use crate::{
	weights::SubstrateWeight, Call, Subscriptions, TimetableHead, TimetablePages, WeightInfo,
};
use bloc_testing::{
	counts::Drawers,
	declared::{table, AtWorst},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::with_storage_layer,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
};

type Weights = SubstrateWeight<Test>;

/// When everything is due that is made here.
const LATER: Moment = START + 100 * DAY;

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) =
		Drawers::of("Recurring").count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// What the hook does with a subscription, as the timetable has it done.
fn hook(name: &'static str, weight: fn() -> Weight, id: SubscriptionId) -> AtWorst {
	HookPrice::set(1);
	let look_ms = it(id).look_ms.unwrap();
	set_time(LATER);
	let work = || {
		if let Err(error) = with_storage_layer(|| Recurring::look_at(id, look_ms, LATER)) {
			Recurring::look_failed(id, LATER, error);
		}
	};
	let ((), touched) = Drawers::of("Recurring").count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty, and nothing waits in it: whatever is to be done is pushed, as the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
	for id in Subscriptions::<Test>::iter_keys() {
		Subscriptions::<Test>::mutate_extant(id, |record| record.subscription.look_ms = None);
	}
}

fn change(id: SubscriptionId, change: impl FnOnce(&mut Subscription<AccountId, Asset>)) {
	Subscriptions::<Test>::mutate_extant(id, |record| change(&mut record.subscription));
}

/// Alice on a plan of Bob's, in a short trial.
fn in_trial(asset: &Asset) -> SubscriptionId {
	subscribed(PlanDetails { trial_ms: 1_000, ..plan_details(asset.clone()) })
}

/// The same on a retired plan, which goes with it.
fn last_of_retired(asset: &Asset) -> SubscriptionId {
	let id = in_trial(asset);
	assert_ok!(Recurring::retire_plan(origin(bob()), PlanId(0)));
	id
}

/// Alice has nothing to pay with, however often it was tried.
fn worn_out(asset: &Asset) -> SubscriptionId {
	let id = last_of_retired(asset);
	let least = if *asset == NATIVE { ED + 1 } else { TOKEN_MIN };
	set_balance(asset, &alice(), least);
	let lacks = DELAYS.len() as u8;
	let status = Status::PastDue { since_ms: START, lacks, faults: 0, retry_ms: START + 1 };
	change(id, |it| it.status = status);
	id
}

/// Plans, and how subscriptions begin and end.
fn of_life(name: &str, asset: &Asset) -> Option<AtWorst> {
	let details = plan_details(asset.clone());
	Some(match name {
		"create_plan" => call(bob(), Call::create_plan { details }),
		"edit_plan" => {
			let plan = new_plan(details.clone());
			call(bob(), Call::edit_plan { plan, details })
		},
		"retire_plan" => {
			let plan = new_plan(details);
			call(bob(), Call::retire_plan { plan })
		},
		"subscribe" => {
			let plan = new_plan(details);
			call(alice(), Call::subscribe { plan, edition: 0, limits: free() })
		},
		"authorise" => {
			let (payee, asset, terms, limits) = (bob(), asset.clone(), monthly(), free());
			call(alice(), Call::authorise { payee, asset, terms, limits, start_ms: None })
		},
		"cancel" => {
			let subscription = last_of_retired(asset);
			call(alice(), Call::cancel { subscription })
		},
		"settle" => {
			let subscription = worn_out(asset);
			set_time(LATER);
			call(charlie(), Call::settle { subscription })
		},
		_ => return None,
	})
}

/// What changes while a subscription lasts.
fn of_change(name: &str, asset: &Asset) -> Option<AtWorst> {
	let subscription = in_trial(asset);
	let limits = Limits { end_ms: Some(LATER), charges: PRICE, ..free() };
	assert_ok!(Recurring::set_limits(origin(alice()), subscription, limits));
	if name == "resume" {
		assert_ok!(Recurring::pause(origin(alice()), subscription));
	}
	forget();
	Some(match name {
		"pause" => call(alice(), Call::pause { subscription }),
		"resume" => call(alice(), Call::resume { subscription }),
		"set_limits" => call(alice(), Call::set_limits { subscription, limits }),
		"propose_price" => call(bob(), Call::propose_price { subscription, price: Some(1) }),
		"accept_price" => {
			assert_ok!(Recurring::propose_price(origin(bob()), subscription, Some(1)));
			change(subscription, |it| it.terms.price = 0);
			call(alice(), Call::accept_price { subscription, price: 1 })
		},
		"change_plan" => {
			assert_ok!(Recurring::retire_plan(origin(bob()), PlanId(0)));
			let plan = new_plan(plan_details(asset.clone()));
			set_time(START + 1_000);
			assert_ok!(Recurring::settle(origin(charlie()), subscription));
			// The payee has spent it all, and gets a new account.
			set_balance(&TOKEN, &bob(), 0);
			set_time(START + 10 * DAY);
			forget();
			call(alice(), Call::change_plan { subscription, plan, edition: 0 })
		},
		"charge" => {
			set_time(START + 1_000);
			let reference = H256::zero();
			call(bob(), Call::charge { subscription, amount: PRICE, reference })
		},
		"prune_history" => call(alice(), Call::prune_history { subscription, keep: 0 }),
		_ => return None,
	})
}

/// What the hook does for one entry.
fn of_hook(name: &'static str, asset: &Asset) -> AtWorst {
	match name {
		"pay" => hook(name, Weights::pay, in_trial(asset)),
		"fail" => {
			let id = in_trial(asset);
			set_balance(asset, &alice(), if *asset == NATIVE { ED + 1 } else { TOKEN_MIN });
			hook(name, Weights::fail, id)
		},
		"fail_and_end" => hook(name, Weights::fail_and_end, worn_out(asset)),
		"end" => {
			let id = last_of_retired(asset);
			change(id, |it| it.limits.end_ms = Some(START + 1));
			hook(name, Weights::end, id)
		},
		_ => {
			let id = in_trial(asset);
			change(id, |it| it.limits.end_ms = Some(Moment::MAX));
			assert_ok!(Recurring::pause(origin(alice()), id));
			hook("look", Weights::look, id)
		},
	}
}

/// Each operation at its worst, on a chain of its own on which Bob has nothing of the asset.
fn at_worst(asset: &Asset) -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let hooks = ["pay", "fail", "fail_and_end", "end", "look"];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			set_balance(&TOKEN, &bob(), 0);
			let found = of_life(name, asset).or_else(|| match hooks.contains(&name) {
				true => Some(of_hook(name, asset)),
				false => of_change(name, asset),
			});
			assert_eq!(found.as_ref().map(|it| it.name), Some(name), "a call without a worst case");
			found.unwrap()
		})
	};
	calls.chain(hooks).map(one).collect()
}

#[test]
fn nothing_does_more_than_it_declares() {
	for asset in [NATIVE, TOKEN] {
		for it in at_worst(&asset) {
			let covered = it.counted.0 <= it.declared.0 && it.counted.1 <= it.declared.1;
			assert!(covered, "{asset:?}: {it:?}");
		}
	}
}

#[test]
fn are_those_of_the_table() {
	let text = String::from(
		"What each call and each piece of the hook's work does to storage at its worst, in an asset \
		 of\n`pallet-assets`, and what its weight declares: keys read / written, each counted \
		 once. A test\ncompares this table with what it counts.\n\n",
	) + &table(&at_worst(&TOKEN));
	println!("{text}");
	let stated = include_str!("declared.md");
	assert_eq!(text, stated, "if that is as it should be, write what is printed to declared.md");
}
