use super::*;
use bloc_primitives::Policy;
use sp_runtime::DispatchError;

pub const POLICY: Policy = Policy {
	base_fee: 7,
	fee_ppm: 1_000,
	inbound_base_fee: -3,
	inbound_fee_ppm: -500,
	min_amount: 10,
	max_amount: 400,
	reserve: 50,
	..Policy::FREE
};

fn policies(id: ChannelId) -> Pair<Option<Policy>> {
	Channels::channel(id).unwrap().policies
}

#[test]
fn sets_replaces_and_withdraws_the_callers_own_terms() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let before = Channels::channel(id).unwrap();
		let balances = parties().map(|who| balance(&asset, who));
		events();

		assert_ok!(Channels::set_policy(origin(alice()), id, Some(POLICY)));
		let policy = Some(POLICY);
		assert_eq!(event(), Event::PolicySet { channel: id, side: Side::Opener, policy });
		assert_eq!(policies(id), Pair::new(Some(POLICY), None));

		let other = Some(Policy { enabled: false, ..POLICY });
		assert_ok!(Channels::set_policy(origin(bob()), id, other));
		let side = Side::Counterparty;
		assert_eq!(event(), Event::PolicySet { channel: id, side, policy: other });
		assert_eq!(policies(id), Pair::new(Some(POLICY), other));

		assert_ok!(Channels::set_policy(origin(alice()), id, other));
		assert_eq!(policies(id), Pair::new(other, other));
		events();
		assert_ok!(Channels::set_policy(origin(alice()), id, None));
		assert_eq!(event(), Event::PolicySet { channel: id, side: Side::Opener, policy: None });
		assert_ok!(Channels::set_policy(origin(bob()), id, None));

		// Terms move no money and cost no deposit.
		assert_eq!(Channels::channel(id), Some(before));
		assert_eq!(parties().map(|who| balance(&asset, who)), balances);
		assert_eq!(held(&alice()), storage_deposit());
		assert_eq!(held(&bob()), 0);
	});
}

#[test]
fn rates_and_amounts_have_bounds() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let set = |policy| Channels::set_policy(origin(alice()), id, Some(policy));
		for unsound in [
			Policy { fee_ppm: 1_000_001, ..POLICY },
			Policy { fee_ppm: u32::MAX, ..POLICY },
			Policy { inbound_fee_ppm: 1_000_001, ..POLICY },
			Policy { inbound_fee_ppm: -1_000_001, ..POLICY },
			Policy { inbound_fee_ppm: i32::MIN, ..POLICY },
			Policy { min_amount: POLICY.max_amount + 1, ..POLICY },
		] {
			assert_noop!(set(unsound), Error::<Test>::UnsoundPolicy);
		}
		for sound in [
			Policy { fee_ppm: 1_000_000, ..POLICY },
			Policy { inbound_fee_ppm: 1_000_000, ..POLICY },
			Policy { inbound_fee_ppm: -1_000_000, ..POLICY },
			Policy { min_amount: POLICY.max_amount, ..POLICY },
			Policy { min_amount: 0, max_amount: 0, ..POLICY },
			Policy { base_fee: u128::MAX, reserve: u128::MAX, ..POLICY },
			Policy { inbound_base_fee: i128::MIN, max_amount: u128::MAX, ..POLICY },
		] {
			assert_ok!(set(sound));
			assert_eq!(policies(id).opener, Some(sound));
		}
	});
}

#[test]
fn refuses_strangers_unknown_channels_and_other_origins() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let set = |who, id| Channels::set_policy(who, id, Some(POLICY));
		assert_noop!(set(origin(charlie()), id), Error::<Test>::NotParty);
		assert_noop!(set(origin(alice()), NO_CHANNEL), Error::<Test>::NotFound);
		assert_noop!(set(RuntimeOrigin::root(), id), DispatchError::BadOrigin);
		assert_noop!(set(RuntimeOrigin::none(), id), DispatchError::BadOrigin);
	});
}

#[test]
fn needs_an_open_channel() {
	ExtBuilder.run(|| {
		let set = |who, id, policy| Channels::set_policy(origin(who), id, policy);
		let id = new_proposal(NATIVE, 500, 300);
		for policy in [Some(POLICY), None] {
			assert_noop!(set(alice(), id, policy), Error::<Test>::NotOpen);
			assert_noop!(set(bob(), id, policy), Error::<Test>::NotOpen);
		}
		let id = committed_channel(NATIVE, Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_noop!(set(alice(), id, Some(POLICY)), Error::<Test>::NotOpen);
		let (id, _) = resolving_channel(NATIVE, 100);
		assert_noop!(set(alice(), id, Some(POLICY)), Error::<Test>::NotOpen);
	});
}
