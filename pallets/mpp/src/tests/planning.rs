//! Plans that can be paid.

use super::*;

fn plan(amount: Balance, max_parts: u32, max_fee: Balance) -> Result<PaymentPlan, NoPlan> {
	Mpp::plan_payment(alice(), dave(), TOKEN, amount, max_parts, max_fee, vec![])
}

fn lacks(plan: Result<PaymentPlan, NoPlan>) -> Shortfall {
	plan.unwrap_err().shortfall
}

#[test]
fn what_is_planned_can_be_paid() {
	ExtBuilder.run(|| {
		// More than any channel has, and more than one of the ways brings.
		let PaymentPlan { routes, fee: fees, .. } = plan(2_500, 16, Balance::MAX).unwrap();
		assert!(routes.len() >= 3);
		let reference = registered(invoice(2_500));
		let in_an_hour = START + MAX_HOLD;
		assert_ok!(Mpp::pay(origin(alice()), reference, 2_500, routes, fees, in_an_hour));
		assert!(it(PaymentId(0)).is_complete());
		assert_eq!(it(PaymentId(0)).fees, fees);
		assert_ok!(Mpp::claim(origin(dave()), PaymentId(0), PREIMAGE, Size::MOST));
	});
}

#[test]
fn small_plans_are_the_cheapest() {
	ExtBuilder.run(|| {
		Channels::set_policy(ChannelId(3), &charlie(), Policy { base_fee: 1, ..POLICY });
		let cheapest = plan(60, 16, Balance::MAX).unwrap();
		assert_eq!(
			cheapest,
			PaymentPlan {
				routes: routes(&[route(&[(2, 61), (3, 60)])]),
				fee: 1,
				hold_fee: 0,
				least_fee: 1
			}
		);
		// Without Charlie.
		let without = |channel| {
			let exclude = vec![ChannelId(channel)];
			Mpp::plan_payment(alice(), dave(), TOKEN, 60, 16, Balance::MAX, exclude).unwrap().fee
		};
		assert_eq!((without(3), without(2), without(1)), (5, 5, 1));
	});
}

#[test]
fn tell_what_waiting_costs() {
	ExtBuilder.run(|| {
		Channels::set_policy(ChannelId(1), &bob(), Policy { hold_ppm: 100, ..POLICY });
		let exclude = vec![ChannelId(3), ChannelId(5)];
		let plan = Mpp::plan_payment(alice(), dave(), TOKEN, 900, 1, Balance::MAX, exclude);
		let PaymentPlan { routes, fee, hold_fee, .. } = plan.unwrap();
		// Nine hundredths of a unit a minute, rounded up.
		assert_eq!(hold_fee, 1);
		let minutes = 10;
		let pay = |max_fee| {
			let (reference, routes) = (registered(invoice(900)), routes.clone());
			let deadline_ms = now() + minutes * 60_000;
			outcome(Mpp::pay(origin(alice()), reference, 900, routes, max_fee, deadline_ms))
		};
		let enough = fee.max(hold_fee * u128::from(minutes));
		assert_ok!(pay(enough));
		assert!(it(PaymentId(0)).hold_fees <= enough);
	});
}

#[test]
fn says_what_is_missing() {
	ExtBuilder.run(|| {
		let any = Balance::MAX;
		assert_eq!(lacks(plan(0, 16, any)), Shortfall::Request);
		assert_eq!(lacks(plan(10, 0, any)), Shortfall::Request);
		let own = Mpp::plan_payment(alice(), alice(), TOKEN, 10, 16, any, vec![]);
		assert_eq!(lacks(own), Shortfall::Request);
		let nowhere = Mpp::plan_payment(alice(), ferdie(), TOKEN, 10, 16, any, vec![]);
		assert_eq!(lacks(nowhere), Shortfall::NoRoute);
		let other = Mpp::plan_payment(alice(), dave(), OTHER, 10, 16, any, vec![]);
		assert_eq!(lacks(other), Shortfall::NoRoute);
		assert_eq!(lacks(plan(50, 16, 4)), Shortfall::Fee { cheapest: 5 });
		assert!(matches!(lacks(plan(1_500, 1, any)), Shortfall::Parts { needed: 2 }));
		let most = match lacks(plan(5_000, 16, any)) {
			Shortfall::Amount { most } => most,
			other => panic!("{other:?}"),
		};
		assert!(plan(most, 16, any).is_ok());
		assert!(most > 2_500 && most < 3_000, "{most}");
	});
}

#[test]
fn plans_only_over_channels_that_are_open() {
	ExtBuilder.run(|| {
		for channel in [1, 3, 5] {
			assert!(plan(10, 16, Balance::MAX).is_ok());
			let id = ChannelId(channel);
			assert_ok!(Channels::force_close(id, &dave()));
		}
		assert_eq!(lacks(plan(10, 16, Balance::MAX)), Shortfall::NoRoute);
	});
}
