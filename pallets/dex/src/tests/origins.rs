//! Every call is somebody's to make.

use super::*;
use crate::Call;
use frame_support::{traits::UnfilteredDispatchable, BoundedVec};

fn signed_only() -> Vec<Call<Test>> {
	let (pair, id, order) = (PAIR, OrderId(1), limit(1, Side::Buy, 1_000, 10));
	vec![
		Call::open_pair { base: TOKEN, quote: NATIVE, terms: terms() },
		Call::collect_fees { pair },
		Call::deposit { asset: TOKEN, amount: 100 },
		Call::withdraw { asset: TOKEN, amount: 100 },
		Call::set_slots { slots: 1 },
		Call::place { pair, order },
		Call::cancel { id },
		Call::reduce { id, keep: 5 },
		Call::replace { id, order },
		Call::cancel_all { pair, limit: 9 },
		Call::act { pair, actions: BoundedVec::new() },
		Call::settle { who: alice(), orders: BoundedVec::new() },
		Call::expire { who: alice() },
		Call::claim_credit { asset: TOKEN, to: alice() },
		Call::clear { pair, who: alice(), orders: BoundedVec::new() },
		swap::call(swap::sell(100)),
	]
}

#[test]
fn no_call_works_for_nobody_or_for_root() {
	run(|| {
		let by = |call: Call<Test>, origin: RuntimeOrigin| {
			let refused = call.clone().dispatch_bypass_filter(origin);
			assert_eq!(refused.unwrap_err().error, DispatchError::BadOrigin, "{call:?}");
		};
		for call in signed_only() {
			by(call.clone(), RuntimeOrigin::none());
			by(call, RuntimeOrigin::root());
		}
		by(Call::close_pair { pair: PAIR }, RuntimeOrigin::none());
		let status = Status::CancelOnly;
		by(Call::set_status { pair: PAIR, status }, RuntimeOrigin::none());
	});
}

#[test]
fn indices_are_as_published() {
	use codec::Encode;
	let call = |call: Call<Test>| call.encode()[0];
	ExtBuilder.run(|| {
		assert_eq!(call(Call::close_pair { pair: PAIR }), 1);
		let mut indices: Vec<_> = signed_only().into_iter().map(call).collect();
		indices.dedup();
		assert_eq!(indices, [0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
	});
}
