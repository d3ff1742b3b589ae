//! Every call is by somebody.

use super::*;
use frame_support::dispatch::DispatchResult;

#[test]
fn nobody_and_root_can_call_nothing() {
	ExtBuilder.run(|| {
		let id = incomplete();
		let reference = named(&invoice(1_500));
		let one = || routes(&[via(1, 700)]);
		let ended =
			|result: frame_support::dispatch::DispatchResultWithPostInfo| -> DispatchResult {
				result.map(|_| ()).map_err(|error| error.error)
			};
		let calls: [&dyn Fn(RuntimeOrigin) -> DispatchResult; 11] = [
			&|who| Mpp::register_invoice(who, invoice(1)),
			&|who| ended(Mpp::cancel_invoice(who, hash())),
			&|who| Mpp::expire_invoice(who, dave(), hash()),
			&|who| Mpp::pay(who, reference.clone(), 1_500, one(), 99, START + HOUR),
			&|who| Mpp::add_parts(who, id, one()),
			&|who| Mpp::drop_part(who, id, PartId(0)),
			&|who| Mpp::replace_part(who, id, PartId(0), one()),
			&|who| ended(Mpp::claim(who, id, PREIMAGE)),
			&|who| ended(Mpp::cancel(who, id)),
			&|who| ended(Mpp::poke(who, id)),
			&|who| Mpp::pay_instant(who, reference.clone(), 1_500, one(), 99),
		];
		for call in calls {
			assert_noop!(call(RuntimeOrigin::none()), DispatchError::BadOrigin);
			assert_noop!(call(RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
	});
}
