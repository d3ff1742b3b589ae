//! No call is for root, nor for nobody.

use super::*;
use crate::{demand::Answer, Call};
use bloc_primitives::state::CoSigned;
use frame_support::traits::UnfilteredDispatchable;
use sp_runtime::DispatchError;

#[test]
fn each_call_is_signed() {
	ExtBuilder.run(|| {
		let (tower, channel, side) = (TowerId(0), ChannelId(0), Side::Opener);
		let terms = TERMS;
		let state = || CoSigned::<_, sp_runtime::MultiSignature> {
			body: state(1, side, 0),
			signatures: Pair::new(None, None),
		};
		let of_no_tower = receipt_of_nobody();
		let evidence = evidence(of_no_tower, &[]);
		let signed = by_tower(of_no_tower);
		let calls: [Call<Test>; 23] = [
			Call::register { asset: NATIVE, bond: 1, key: bob(), terms, profile: profile() },
			Call::set_terms { tower, terms },
			Call::set_profile { tower, profile: profile() },
			Call::set_key { tower, key: bob() },
			Call::add_bond { tower, amount: 1 },
			Call::withdraw_bond { tower, amount: 1 },
			Call::beat { tower, number: 1, hash: Default::default() },
			Call::leave { tower },
			Call::retire { tower },
			Call::collect { tower },
			Call::hire { channel, tower, deposit: 1, accepts: terms },
			Call::top_up { channel, side, tower, amount: 1 },
			Call::reorder { channel, order: Default::default() },
			Call::dismiss { channel, tower },
			Call::end { channel, side },
			Call::post { channel, version: 1, record: Record::Whole(Default::default()) },
			Call::post_state { channel, state: state() },
			Call::prove_miss { channel, side, evidence, state: state() },
			Call::prove_late { signed: signed.clone() },
			Call::prove_false { signed: signed.clone() },
			Call::claim_credit { asset: NATIVE, to: bob() },
			Call::demand { signed },
			Call::answer { channel, side, tower, answer: Answer::Backup(Default::default()) },
		];
		for call in calls {
			for origin in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
				let result = call.clone().dispatch_bypass_filter(origin);
				assert_eq!(result.unwrap_err().error, DispatchError::BadOrigin, "{call:?}");
			}
		}
	});
}

fn receipt_of_nobody() -> crate::receipt::Receipt {
	crate::receipt::Receipt {
		channel: ChannelId(0),
		side: Side::Opener,
		tower: TowerId(0),
		hire: 1,
		base_version: 0,
		version: 1,
		state: Default::default(),
		preimages: Default::default(),
		backup: Default::default(),
		accepted_ms: 0,
	}
}
