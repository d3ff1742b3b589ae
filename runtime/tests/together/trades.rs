//! The exchange: pairs of the native coin in dollars, orders, and what traders have there.

use super::{
	people::{asset, by, nth, person, Calls, MINUTE},
	steps::Step,
};
use frame_support::{assert_ok, BoundedVec};
use lightning_bloc_runtime::{
	AccountId, Balance, Dex, Moment, Runtime, RuntimeCall, RuntimeOrigin,
};
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms},
	types::{
		Action, Amount, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side, Status,
	},
	Call, Pairs, Traders, NOTICE_MS,
};
use sp_runtime::Permill;

type DexCall = Call<Runtime>;

/// What a trader brings of each asset, to begin with.
pub const STAKE: Balance = 2_000_000;
/// How many orders it can have.
const SLOTS: u32 = 8;

/// Lots of ten thousand, which cost about as many millionths of a dollar at tick 1,000. Who made the
/// price pays for it, or gets something.
fn terms(gets: bool) -> Terms {
	Terms {
		lot: 10_000,
		tick_value: 10,
		min_lots: 1,
		min_quote: 1,
		maker: match gets {
			true => MakerFee::Gets(Permill::from_parts(500)),
			false => MakerFee::Pays(Permill::from_parts(1_000)),
		},
		taker: Permill::from_parts(2_000),
	}
}

fn open_pair(gets: bool) -> DexCall {
	Call::open_pair { base: asset(true), quote: asset(false), terms: terms(gets) }
}

/// Somebody opens a pair of each kind.
pub fn open_pairs() {
	for gets in [false, true] {
		let (base, quote) = (asset(true), asset(false));
		assert_ok!(Dex::open_pair(RuntimeOrigin::signed(person(3)), base, quote, terms(gets)));
	}
}

/// Any kind of order, at one of a few prices.
fn order(what: u8, how: u8, lots: u8, now_ms: Moment) -> OrderSpec {
	let until_ms = (what >= 128).then_some(now_ms + 20_000);
	let rest = Rest { until_ms, settled: how >= 128 };
	let many = 1 + u64::from(lots / 16);
	let kind = match what / 2 % 8 {
		0..=3 => Kind::Limit(rest),
		4 => Kind::PostOnly { rest, slide: how.is_multiple_of(2) },
		5 | 6 => Kind::ImmediateOrCancel,
		_ => Kind::FillOrKill,
	};
	OrderSpec {
		id: OrderId(u64::from(how % 8)),
		side: if what.is_multiple_of(2) { Side::Buy } else { Side::Sell },
		amount: match kind {
			Kind::ImmediateOrCancel if how >= 128 => Amount::Quote(Balance::from(many) * 9_990),
			_ => Amount::Lots(many),
		},
		tick: Tick(995 + u32::from(lots % 11)),
		kind,
		purse: if how & 64 == 0 { Purse::Balance } else { Purse::Wallet },
		deadline_ms: now_ms + MINUTE,
		self_trade: match what / 16 % 4 {
			0 => SelfTrade::CancelNewest,
			1 => SelfTrade::CancelOldest,
			2 => SelfTrade::CancelBoth,
			_ => SelfTrade::Decrement,
		},
		max_steps: 1 + u32::from(how % 16),
	}
}

/// An order; before the first a trader brings money, and pays for room.
pub fn ordering(step: &Step, now_ms: Moment) -> Calls {
	let Step::Order { who, which, what, how, lots } = *step else { return vec![] };
	let next = pallet_bloc_dex::NextPairId::<Runtime>::get().0;
	let Some(pair) = nth(which, next).map(PairId) else { return vec![] };
	let me = person(who);
	let mut calls: Vec<DexCall> = vec![];
	if !Traders::<Runtime>::contains_key(&me) {
		let deposit = |native| DexCall::deposit { asset: asset(native), amount: STAKE };
		calls.extend([Call::set_slots { slots: SLOTS }, deposit(true), deposit(false)]);
	}
	let (order, old) = (order(what, how, lots, now_ms), OrderId(u64::from(lots % 8)));
	calls.push(match how / 8 % 8 {
		0 => Call::replace { id: old, order },
		1 => {
			let more = OrderSpec { id: OrderId(order.id.0 + 1), ..order };
			let actions = vec![
				Action::Place(order),
				Action::Cancel(old),
				Action::Reduce(order.id, 1),
				Action::Place(more),
			];
			Call::act { pair, actions: BoundedVec::truncate_from(actions) }
		},
		_ => Call::place { pair, order },
	});
	by(&me, calls)
}

/// The names of all orders that somebody has.
fn orders_of(who: &AccountId) -> Vec<OrderId> {
	let orders = Traders::<Runtime>::get(who).map(|trader| trader.orders).unwrap_or_default();
	orders.iter().map(|order| order.id).collect()
}

/// What else traders do, and owners of pairs.
pub fn of_market(step: &Step, now_ms: Moment) -> Option<(AccountId, RuntimeCall)> {
	let Step::Market { who, which, what, amount } = *step else { return None };
	let next = pallet_bloc_dex::NextPairId::<Runtime>::get().0;
	let pair = PairId(nth(which, next)?);
	let (me, on) = (person(who), asset(which.is_multiple_of(2)));
	let names = orders_of(&me);
	let id = usize::from(which).checked_rem(names.len()).map_or(OrderId(0), |at| names[at]);
	let call: DexCall = match what % 12 {
		0 | 1 => Call::deposit { asset: on, amount },
		2 => Call::withdraw { asset: on, amount: amount / 4 },
		3 => Call::set_slots { slots: u32::from(which % 16) },
		4 | 5 => Call::cancel { id },
		6 => Call::reduce { id, keep: 1 + u64::from(which % 4) },
		7 => Call::cancel_all { pair, limit: u32::from(which % 8) },
		8 => {
			let who = person(which);
			let orders = BoundedVec::truncate_from(orders_of(&who));
			Call::settle { who, orders }
		},
		9 => Call::expire { who: person(which) },
		10 => Call::collect_fees { pair },
		_ => return of_pair(pair, which, what / 12, now_ms),
	};
	Some((me, call.into()))
}

/// What becomes of a pair, by its owner or by who can stop it.
fn of_pair(pair: PairId, which: u8, what: u8, now_ms: Moment) -> Option<(AccountId, RuntimeCall)> {
	let owner = Pairs::<Runtime>::get(pair).map_or(person(3), |record| record.owner);
	let call = match what % 8 {
		0 => Call::close_pair { pair },
		1 => open_pair(what >= 12),
		2 => Call::set_status { pair, status: Status::CancelOnly },
		3 => {
			let status = Status::Stopped { until_ms: now_ms + MINUTE };
			return Some((person(0), by_root(Call::set_status { pair, status })));
		},
		4 => {
			let status = Status::Closing { from_ms: now_ms + NOTICE_MS };
			Call::set_status { pair, status }
		},
		5 => {
			let who = person(which);
			let orders = BoundedVec::truncate_from(orders_of(&who));
			Call::clear { pair, who, orders }
		},
		_ => Call::set_status { pair, status: Status::Trading },
	};
	Some((owner, call.into()))
}

/// A call that the holder of the sudo key makes as root.
pub fn by_root(call: DexCall) -> RuntimeCall {
	pallet_sudo::Call::<Runtime>::sudo { call: Box::new(call.into()) }.into()
}
