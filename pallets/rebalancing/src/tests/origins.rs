//! Every call is signed by somebody.

use super::*;
use crate::Call;
use codec::Encode;
use frame_support::{traits::UnfilteredDispatchable, BoundedVec};

fn all() -> Vec<Call<Test>> {
	let channels = BoundedVec::truncate_from(vec![ChannelId(0)]);
	let tracked = BoundedVec::truncate_from(vec![ChannelId(0)]);
	let (asset, cycles, proposal) = (GOLD, cycles(&[]), ProposalId(0));
	vec![
		Call::set_policy { asset, policy: None },
		Call::set_channel_policy { channel: ChannelId(0), policy: None },
		Call::rebalance { asset, cycles: cycles.clone(), max_fee: 1 },
		Call::run { account: alice(), asset, cycles },
		Call::report { account: alice(), asset, report: Report::NoPlan },
		Call::propose { asset, channels, amount: 1, deadline_ms: 1 },
		Call::accept { proposal },
		Call::decline { proposal },
		Call::track { channels: tracked, on: true },
		Call::set_operator { asset, operator: None },
		Call::operate { account: alice(), asset, on: true },
	]
}

#[test]
fn no_call_works_for_nobody_or_for_root() {
	ExtBuilder.run(|| {
		for call in all() {
			for origin in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
				let refused = call.clone().dispatch_bypass_filter(origin);
				assert_eq!(refused.unwrap_err().error, DispatchError::BadOrigin, "{call:?}");
			}
		}
	});
}

#[test]
fn indices_are_as_published() {
	let indices: Vec<u8> = all().iter().map(|call| call.encode()[0]).collect();
	assert_eq!(indices, (0..11).collect::<Vec<u8>>());
}

#[test]
fn a_run_weighs_by_its_hops() {
	use frame_support::{dispatch::GetDispatchInfo, weights::RuntimeDbWeight};
	let weight = |hops: usize| {
		let cycle = round(&vec![ChannelId(0); hops], 1);
		let call = Call::<Test>::rebalance {
			asset: GOLD,
			cycles: cycles(&[cycle.clone(), cycle]),
			max_fee: 0,
		};
		call.get_dispatch_info().call_weight
	};
	let measured = <() as crate::WeightInfo>::rebalance(16);
	let db = <bloc_testing::DbWeight as frame_support::traits::Get<RuntimeDbWeight>>::get();
	assert_eq!(weight(8), measured + db.writes(1));
	assert!(weight(8).ref_time() > weight(3).ref_time());
}

#[test]
fn to_track_weighs_by_the_channels() {
	use frame_support::dispatch::GetDispatchInfo;
	let weight = |channels: usize| {
		let channels = vec![ChannelId(0); channels].try_into().unwrap();
		Call::<Test>::track { channels, on: true }.get_dispatch_info().call_weight
	};
	assert_eq!(weight(64), <() as crate::WeightInfo>::track(MAX_TRACKED));
	assert!(weight(64).ref_time() > weight(63).ref_time());
}
