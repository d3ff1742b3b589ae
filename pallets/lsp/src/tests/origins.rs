//! Every call is by somebody.

use super::*;
use crate::types::Collected;

#[test]
fn nobody_and_root_can_call_nothing() {
	ExtBuilder.run(|| {
		let (id, size) = (ChannelId(0), SIZE);
		let select = || Selection::Best(None);
		let wanted = request(Payment::UpFront);
		let calls: [&dyn Fn(RuntimeOrigin) -> DispatchResult; 23] = [
			&|who| Lsp::register(who, TOKEN, BOND, terms()),
			&|who| Lsp::set_terms(who, TOKEN, terms()),
			&|who| Lsp::set_menu(who, TOKEN, menu(&[])),
			&|who| Lsp::stock(who, TOKEN, 1),
			&|who| outcome(Lsp::unstock(who, TOKEN, 1)),
			&|who| Lsp::add_bond(who, TOKEN, 1),
			&|who| outcome(Lsp::withdraw_bond(who, TOKEN, 1)),
			&|who| outcome(Lsp::leave(who, TOKEN)),
			&|who| Lsp::beat(who, TOKEN, 1, Default::default()),
			&|who| Lsp::list(who, TOKEN, 0, place()),
			&|who| Lsp::delist(who, TOKEN, bob(), place()),
			&|who| Lsp::reindex(who, TOKEN, bob(), place()),
			&|who| outcome(Lsp::reserve(who, TOKEN, bob(), size, DAY, START + HOUR, 1)),
			&|who| Lsp::end_reservation(who, TOKEN, bob(), alice()),
			&|who| outcome(Lsp::request_channel(who, TOKEN, wanted, select())),
			&|who| Lsp::pay_fee(who, id, 1),
			&|who| outcome(Lsp::renew(who, id, DAY, 1)),
			&|who| Lsp::propose_end(who, id, None, 0),
			&|who| Lsp::accept_end(who, id, 1),
			&|who| Lsp::give_up(who, id),
			&|who| Lsp::settle(who, id),
			&|who| Lsp::collect(who, TOKEN, Collected::default()),
			&|who| Lsp::claim_credit(who, TOKEN, alice()),
		];
		for call in calls {
			assert_noop!(call(RuntimeOrigin::none()), DispatchError::BadOrigin);
			assert_noop!(call(RuntimeOrigin::root()), DispatchError::BadOrigin);
		}
		assert_noop!(Lsp::settle(origin(bob()), id), Error::<Test>::NotFound);
		assert_noop!(Lsp::give_up(origin(bob()), id), Error::<Test>::NotFound);
		assert_noop!(Lsp::accept_end(origin(bob()), id, 1), Error::<Test>::NotFound);
	});
}
