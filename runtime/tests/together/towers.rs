//! Watchtowers: who keeps one, who hires one, and what there is to be seen.

use super::{
	people::{asset, by, nth, person, side, Calls},
	steps::Step,
};
use bloc_primitives::{
	state::{payload, CoSigned, Message, NetTransfer, State},
	ChannelId, Side,
};
use frame_support::BoundedVec;
use lightning_bloc_runtime::{
	configs::watchtowers::MinBond, AccountId, Balance, Runtime, RuntimeCall, Signature, System,
};
use pallet_bloc_channels::{Call as ChannelsCall, Channels};
use pallet_bloc_watchtowers::{
	types::{Profile, Rate, Record, Terms, TowerId},
	Call, TowerIds, Towers, Watches,
};
use sp_core::H256;
use sp_keyring::Sr25519Keyring;
use sp_runtime::traits::Convert;

type TowersCall = Call<Runtime>;

/// What a client accepts: anything.
const ANY: Terms = Terms { rate: Rate(u128::MAX), cover: 0, response_ms: u64::MAX };

/// 250 units a second, or a few times that. So quick are four of them in the shortest period.
fn terms(number: u8) -> Terms {
	let rate = Rate((1 + u128::from(number % 4)) * 250_000_000_000_000);
	Terms { rate, cover: 20_000, response_ms: 3_000 }
}

fn profile(number: u8) -> Profile {
	Profile {
		region: number.into(),
		sealing_key: [number; 32],
		contact: BoundedVec::truncate_from(b"tower.example".to_vec()),
		uptime_ppm: 999_000,
	}
}

/// What the owner of a tower does with it.
pub fn keeping(step: &Step) -> Calls {
	let Step::Tower { who, native, what, amount } = *step else { return vec![] };
	let (me, asset) = (person(who), asset(native));
	let tower = TowerIds::<Runtime>::get(&me, &asset).unwrap_or_default();
	let number = System::block_number() - 1;
	let beat = || TowersCall::beat { tower, number, hash: System::block_hash(number) };
	let calls: Vec<TowersCall> = match what % 16 {
		0..=4 => vec![Call::register {
			asset: asset.clone(),
			bond: MinBond::convert(asset) + amount,
			key: person(what),
			terms: terms(what),
			profile: profile(what),
		}],
		5 => vec![Call::set_terms { tower, terms: terms(what / 16) }],
		6 => vec![
			Call::set_profile { tower, profile: profile(what) },
			Call::set_key { tower, key: person(what / 16) },
		],
		7 => vec![Call::add_bond { tower, amount }],
		8 => vec![Call::withdraw_bond { tower, amount: amount / 2 }],
		9 | 10 => vec![Call::collect { tower }],
		11 if what > 128 => vec![Call::leave { tower }, Call::retire { tower }],
		_ => vec![beat()],
	};
	by(&me, calls)
}

/// A state of this version on the channel's base, as both parties sign it.
pub fn signed(
	channel: ChannelId,
	version: u64,
	net: NetTransfer,
) -> Option<CoSigned<State, Signature>> {
	let known = Channels::<Runtime>::get(channel)?.channel;
	let version = known.base_version + version;
	let state = State { version, net, htlcs: BoundedVec::default() };
	let message = Message::State(state.clone());
	let bytes = payload(&System::block_hash(0), channel, known.base_version, &message);
	let sign = |who: &AccountId| {
		let key = Sr25519Keyring::from_account_id(who).unwrap();
		Signature::Sr25519(key.sign(&bytes))
	};
	Some(CoSigned::by_both(state, known.parties.map(sign)))
}

/// The same, of some version, by which one of them has paid something.
fn some_state(channel: ChannelId, amount: Balance) -> Option<CoSigned<State, Signature>> {
	let committed = Channels::<Runtime>::get(channel)?.channel.committed;
	let payer = side((amount / 7 % 2) as u8);
	let net = NetTransfer { payer, amount: amount % (committed.of(payer) + 1) };
	signed(channel, 1 + (amount % 7) as u64, net)
}

/// Some tower that watches in the asset of a channel.
fn tower_for(channel: ChannelId, number: u8) -> Option<TowerId> {
	let asset = Channels::<Runtime>::get(channel)?.channel.asset;
	let mut fit: Vec<_> = Towers::<Runtime>::iter()
		.filter(|(_, record)| record.tower.asset == asset)
		.map(|(id, _)| id)
		.collect();
	fit.sort();
	fit.get(usize::from(number).checked_rem(fit.len())?).copied()
}

/// The towers that a side has hired, in their order.
fn hired(channel: ChannelId, side: Side) -> Vec<TowerId> {
	let watched = Watches::<Runtime>::get(channel);
	let watch = watched.and_then(|mut watched| watched.watches.of_mut(side).take());
	watch.map_or(vec![], |watch| watch.hires.iter().map(|hire| hire.tower).collect())
}

/// What a party of a channel does to have it watched.
pub fn watching(step: &Step) -> Option<(AccountId, RuntimeCall)> {
	let Step::Watch { which, who, what, amount } = *step else { return None };
	let next = pallet_bloc_channels::NextChannelId::<Runtime>::get().0;
	let (channel, side) = (ChannelId(nth(which, next)?), side(who));
	let Some(known) = Channels::<Runtime>::get(channel) else {
		// What is left of one that is gone.
		return Some((person(who), TowersCall::end { channel, side }.into()));
	};
	let client = known.channel.parties.of(side).clone();
	let mut order = hired(channel, side);
	let one = order.first().copied();
	let call: TowersCall = match what % 16 {
		0..=5 => {
			let tower = tower_for(channel, who / 2)?;
			Call::hire { channel, tower, deposit: amount, accepts: ANY }
		},
		6 => return Some((person(who / 2), top_up(channel, side, one?, amount))),
		7 => {
			order.reverse();
			Call::reorder { channel, order: BoundedVec::truncate_from(order) }
		},
		8 => Call::dismiss { channel, tower: one? },
		9 => Call::end { channel, side },
		10 => {
			let whole = BoundedVec::truncate_from(vec![what; usize::from(who)]);
			let hash = Record::Hash(H256::repeat_byte(what), who.into());
			let record = if what < 128 { Record::Whole(whole) } else { hash };
			Call::post { channel, version: 1 + (amount % 100) as u64, record }
		},
		11 => Call::post_state { channel, state: some_state(channel, amount)? },
		_ => return disputing(channel, &client, step),
	};
	Some((client, call.into()))
}

fn top_up(channel: ChannelId, side: Side, tower: TowerId, amount: Balance) -> RuntimeCall {
	TowersCall::top_up { channel, side, tower, amount }.into()
}

/// A party closes with any state, or whoever has a tower presents one.
fn disputing(
	channel: ChannelId,
	party: &AccountId,
	step: &Step,
) -> Option<(AccountId, RuntimeCall)> {
	let Step::Watch { who, what, amount, .. } = *step else { return None };
	let state = some_state(channel, amount)?;
	let call: ChannelsCall<Runtime> = match what % 2 {
		0 => ChannelsCall::force_close { channel, state: Some(state) },
		_ => {
			let watched = hired(channel, side(who)).first().copied();
			let record = watched.and_then(Towers::<Runtime>::get);
			let owner = record.map_or(person(who), |record| record.tower.owner);
			return Some((owner, ChannelsCall::challenge { channel, state }.into()));
		},
	};
	Some((party.clone(), call.into()))
}
