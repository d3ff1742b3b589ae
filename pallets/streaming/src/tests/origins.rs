//! No call is for nobody, nor for root: each acts for the account that signed.

use super::*;
use sp_runtime::DispatchError::BadOrigin;

#[test]
fn every_call_takes_a_signature() {
	ExtBuilder.run(|| {
		let (id, vault) = (StreamId(0), VaultId(0));
		for o in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			let o = || o.clone();
			let rate = per_second(1);
			assert_noop!(Streaming::create(o(), bob(), TOKEN, 100, spec(rate)), BadOrigin);
			assert_noop!(Streaming::create_from_vault(o(), bob(), TOKEN, rate, MINUTE), BadOrigin);
			assert_noop!(Streaming::top_up(o(), id, 1), BadOrigin);
			assert_noop!(Streaming::refund(o(), id, 1), BadOrigin);
			assert_noop!(Streaming::pause(o(), id), BadOrigin);
			assert_noop!(Streaming::resume(o(), id), BadOrigin);
			assert_noop!(Streaming::set_rate(o(), id, rate), BadOrigin);
			assert_noop!(Streaming::claim(o(), id), BadOrigin);
			assert_noop!(Streaming::withdraw(o(), id, bob()), BadOrigin);
			assert_noop!(Streaming::cancel(o(), id, None), BadOrigin);
			assert_noop!(Streaming::transfer(o(), id, bob()), BadOrigin);
			assert_noop!(Streaming::propose(o(), id, None), BadOrigin);
			assert_noop!(Streaming::accept(o(), id, Change::Cancel { report: None }), BadOrigin);
			assert_noop!(Streaming::report(o(), id, 1), BadOrigin);
			assert_noop!(Streaming::dispute(o(), id), BadOrigin);
			assert_noop!(Streaming::open_vault(o(), TOKEN, 100, 0), BadOrigin);
			assert_noop!(Streaming::fund_vault(o(), vault, 1), BadOrigin);
			assert_noop!(Streaming::withdraw_vault(o(), vault, 1), BadOrigin);
			assert_noop!(Streaming::close_vault(o(), vault), BadOrigin);
			assert_noop!(Streaming::claim_credit(o(), TOKEN, bob()), BadOrigin);
		}
	});
}

#[test]
fn what_is_gone_is_not_found() {
	ExtBuilder.run(|| {
		let id = StreamId(7);
		let a = || origin(alice());
		let gone = sp_runtime::DispatchError::from(Error::<Test>::NotFound);
		assert_noop!(Streaming::refund(a(), id, 1), gone);
		assert_noop!(Streaming::pause(a(), id), gone);
		assert_noop!(Streaming::resume(a(), id), gone);
		assert_noop!(Streaming::set_rate(a(), id, per_second(1)), gone);
		assert_noop!(Streaming::withdraw(a(), id, bob()), gone);
		assert_noop!(Streaming::propose(a(), id, None), gone);
		assert_noop!(Streaming::accept(a(), id, Change::Cancel { report: None }), gone);
		assert_noop!(Streaming::report(a(), id, 1), gone);
		assert_noop!(Streaming::dispute(a(), id), gone);
	});
}
