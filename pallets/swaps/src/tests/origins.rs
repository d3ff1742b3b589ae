//! Every call is by somebody.

use super::*;
use crate::quote::Direction;

#[test]
fn nobody_and_root_can_call_nothing() {
	ExtBuilder.run(|| {
		let terms = || ring(2, 2, &TOKEN);
		let owners = || Owners::<AccountId>::truncate_from(vec![alice()]);
		let none = || Consents { by_owner: None, by_receiver: None };
		let calls: [&dyn Fn(RuntimeOrigin) -> DispatchResult; 18] = [
			&|who| outcome(Swaps::lock(who, spec(&TOKEN), Source::Account)),
			&|who| outcome(Swaps::lock_ring(who, terms(), 2, Source::Account)),
			&|who| Swaps::post_bond(who, terms(), 2),
			&|who| outcome(Swaps::claim(who, owners(), PREIMAGE)),
			&|who| outcome(Swaps::settle(who, alice(), hash())),
			&|who| outcome(Swaps::hand_back(who, alice(), hash(), None)),
			&|who| outcome(Swaps::divide(who, alice(), hash(), 1, none())),
			&|who| Swaps::return_bond(who, bob(), hash()),
			&|who| Swaps::prune(who, alice(), hash()),
			&|who| Swaps::claim_credit(who, TOKEN, alice()),
			&|who| Swaps::set_quote(who, TOKEN, Direction::In, quote_terms()),
			&|who| Swaps::pause_quote(who, TOKEN, Direction::In, true),
			&|who| Swaps::close_quote(who, TOKEN, Direction::In),
			&|who| Swaps::add_stock(who, TOKEN, 100),
			&|who| Swaps::take_stock(who, TOKEN, 100),
			&|who| {
				let way = Way::External(hash());
				outcome(Swaps::swap_in(who, taken(&TOKEN), way, Source::Account))
			},
			&|who| {
				let routes = Default::default();
				outcome(Swaps::swap_out(who, taken(&TOKEN), hash(), bob(), routes, 0))
			},
			&|who| {
				let size = pallet_bloc_mpp::types::Size::MOST;
				outcome(Swaps::cancel_swap(who, alice(), hash(), size, None))
			},
		];
		for call in calls {
			assert_noop!(call(RuntimeOrigin::none()), DispatchError::BadOrigin);
			assert_noop!(call(RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
	});
}

#[test]
fn what_is_not_there_is_not_found() {
	ExtBuilder.run(|| {
		let gone = DispatchError::from(Error::<Test>::NotFound);
		assert_noop!(claim(), gone);
		assert_noop!(settle(), gone);
		assert_noop!(outcome(Swaps::hand_back(origin(bob()), alice(), hash(), None)), gone);
		let none = Consents { by_owner: None, by_receiver: None };
		assert_noop!(outcome(Swaps::divide(origin(bob()), alice(), hash(), 1, none)), gone);
		assert_noop!(Swaps::return_bond(origin(bob()), bob(), hash()), gone);
		assert_noop!(Swaps::prune(origin(alice()), alice(), hash()), gone);
	});
}
