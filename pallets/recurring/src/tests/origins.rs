//! Every call is signed by somebody.

use super::*;
use crate::Call;
use frame_support::traits::UnfilteredDispatchable;

#[test]
fn no_call_works_for_nobody_or_for_root() {
	ExtBuilder.run(|| {
		let subscription = subscribed(plan_details(TOKEN));
		let (plan, edition, limits) = (PlanId(0), 0, free());
		let details = plan_details(TOKEN);
		let terms = monthly();
		let calls: Vec<Call<Test>> = vec![
			Call::create_plan { details: details.clone() },
			Call::edit_plan { plan, details },
			Call::retire_plan { plan },
			Call::subscribe { plan, edition, limits },
			Call::authorise { payee: bob(), asset: TOKEN, terms, limits, start_ms: None },
			Call::cancel { subscription },
			Call::pause { subscription },
			Call::resume { subscription },
			Call::set_limits { subscription, limits },
			Call::propose_price { subscription, price: Some(1) },
			Call::accept_price { subscription, price: 1 },
			Call::change_plan { subscription, plan, edition },
			Call::charge { subscription, amount: 1, reference: H256::zero() },
			Call::settle { subscription },
			Call::prune_history { subscription, keep: 0 },
		];
		for call in calls {
			for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
				let refused = call.clone().dispatch_bypass_filter(origin);
				assert_eq!(refused.unwrap_err().error, DispatchError::BadOrigin, "{call:?}");
			}
		}
	});
}

#[test]
fn indices_are_as_published() {
	use codec::Encode;
	let call = |call: Call<Test>| call.encode()[0];
	let (plan, subscription) = (PlanId(0), SubscriptionId(0));
	assert_eq!(call(Call::create_plan { details: plan_details(TOKEN) }), 0);
	assert_eq!(call(Call::retire_plan { plan }), 2);
	assert_eq!(call(Call::cancel { subscription }), 5);
	assert_eq!(call(Call::settle { subscription }), 13);
	assert_eq!(call(Call::prune_history { subscription, keep: 0 }), 14);
}
