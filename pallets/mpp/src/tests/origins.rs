//! Every call is by somebody.

use super::*;

#[test]
fn nobody_and_root_can_call_nothing() {
	ExtBuilder.run(|| {
		let id = incomplete();
		let reference = named(&invoice(1_500));
		let one = || routes(&[via(1, 700)]);
		let calls: [&dyn Fn(RuntimeOrigin) -> DispatchResult; 11] = [
			&|who| Mpp::register_invoice(who, invoice(1)),
			&|who| outcome(Mpp::cancel_invoice(who, hash(), Size::MOST)),
			&|who| Mpp::expire_invoice(who, dave(), hash()),
			&|who| outcome(Mpp::pay(who, reference.clone(), 1_500, one(), 99, START + HOUR)),
			&|who| outcome(Mpp::add_parts(who, id, one())),
			&|who| outcome(Mpp::drop_part(who, id, PartId(0), MAX_HOPS)),
			&|who| outcome(Mpp::replace_part(who, id, PartId(0), MAX_HOPS, one())),
			&|who| outcome(Mpp::claim(who, id, PREIMAGE, Size::MOST)),
			&|who| outcome(Mpp::cancel(who, id, Size::MOST)),
			&|who| outcome(Mpp::settle(who, id, Size::MOST)),
			&|who| outcome(Mpp::pay_instant(who, reference.clone(), 1_500, one(), 99)),
		];
		for call in calls {
			assert_noop!(call(RuntimeOrigin::none()), DispatchError::BadOrigin);
			assert_noop!(call(RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
	});
}
