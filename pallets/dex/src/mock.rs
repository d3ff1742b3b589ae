//! A runtime with an exchange, and people with money in it: Alice and Bob trade, Charlie owns the
//! pair.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate as pallet_bloc_dex;
use crate::{
	pools::Pools,
	price::Tick,
	terms::{MakerFee, Terms},
	types::{Amount, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side},
};
use bloc_primitives::Moment;
use frame_support::{
	parameter_types,
	traits::{
		fungibles::{Balanced, Credit, Inspect},
		tokens::{Fortitude::Polite, Precision::Exact, Preservation::Preserve},
		ConstU32, ConstU64,
	},
	weights::Weight,
	Blake2_256, PalletId, StorageHasher,
};
use sp_runtime::{DispatchError, Permill};

pub use bloc_testing::{people::*, HookPrice};

bloc_testing::test_runtime! {
	Dex: pallet_bloc_dex,
	with_assets: true,
	start_ms: 1_700_000_000_000,
	genesis: with_money(&people(), WEALTH),
	set_up: || (),
	check: || Dex::do_try_state().unwrap(),
}

/// What each person has of each asset at first. Eve has nothing, not even an account.
pub const WEALTH: Balance = 1_000_000_000_000;
/// What traders bring of each asset.
pub const STAKE: Balance = 10_000_000_000;
/// The orders that a trader can have.
pub const ORDERS: u32 = 32;
/// The most things that one call does.
pub const ACTIONS: u32 = 20;
/// The most steps.
pub const STEPS: u32 = 100;
/// The most hops.
pub const HOPS: u32 = 3;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// The longest stop.
pub const STOP: Moment = HOUR;
/// How late the hook may be.
pub const LATE: Moment = MINUTE;
/// The pair of most tests.
pub const PAIR: PairId = PairId(0);

/// Those who have something.
pub fn people() -> [AccountId; 4] {
	[alice(), bob(), charlie(), dave()]
}

parameter_types! {
	pub const DexPalletId: PalletId = PalletId(*b"bloc/dex");
	pub const MaxFee: Permill = Permill::from_percent(1);
	/// What pools keep of what goes in, in thousandths.
	pub static PoolFee: Balance = 3;
}

impl pallet_bloc_dex::Config for Test {
	type Assets = AllAssets;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookFee = bloc_testing::TestHookFee<Balances>;
	type HookShare = HookShare;
	type ManageOrigin = frame_system::EnsureRoot<AccountId>;
	type MaxActions = ConstU32<ACTIONS>;
	type MaxAssets = ConstU32<4>;
	type MaxFee = MaxFee;
	type MaxHops = ConstU32<HOPS>;
	type MaxLateMs = ConstU64<LATE>;
	type MaxOrders = ConstU32<ORDERS>;
	type MaxSteps = ConstU32<STEPS>;
	type MaxStopMs = ConstU64<STOP>;
	type OpenOrigin = frame_system::EnsureSigned<AccountId>;
	type PalletId = DexPalletId;
	type Pools = ProductPools;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
/// Assets and the clock, for benchmarks.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn assets() -> [Asset; 2] {
		[TOKEN, NATIVE]
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}
}

/// Pools of any two assets, of a constant product, that keep [`PoolFee`] of what goes in.
pub struct ProductPools;

impl ProductPools {
	/// The account that has what is in the pool of these two.
	pub fn account(from: &Asset, to: &Asset) -> AccountId {
		let mut names = [codec::Encode::encode(from), codec::Encode::encode(to)];
		names.sort();
		AccountId::new(<Blake2_256 as StorageHasher>::hash(&names.concat()))
	}

	/// Puts so much of the token and of the native coin into theirs.
	pub fn fill(token: Balance, native: Balance) {
		Self::fill_with((TOKEN, token), (NATIVE, native));
	}

	/// Puts so much of two assets into theirs.
	pub fn fill_with(one: (Asset, Balance), other: (Asset, Balance)) {
		let account = Self::account(&one.0, &other.0);
		set_balance(&one.0, &account, one.1);
		set_balance(&other.0, &account, other.1);
	}
}

impl Pools<AccountId, AllAssets> for ProductPools {
	/// What it has of both, and the most that it gives.
	type Pool = [Balance; 3];

	fn pool(from: &Asset, to: &Asset) -> Option<[Balance; 3]> {
		let account = Self::account(from, to);
		let [has, gives] = [from, to].map(|asset| balance(asset, &account));
		let most = AllAssets::reducible_balance(to.clone(), &account, Preserve, Polite);
		Some([has, gives, most]).filter(|_| has > 0 && gives > 0)
	}

	fn out_of([from, to, most]: &[Balance; 3], amount: Balance) -> Option<Balance> {
		let with_fee = amount.checked_mul(1_000 - PoolFee::get())?;
		let out = with_fee.checked_mul(*to)? / from.checked_mul(1_000)?.checked_add(with_fee)?;
		Some(out).filter(|out| *out > 0 && out <= most)
	}

	fn needed_for([from, to, most]: &[Balance; 3], amount: Balance) -> Option<Balance> {
		let left = to.checked_sub(amount).filter(|left| *left > 0 && amount <= *most)?;
		let left = left.checked_mul(1_000 - PoolFee::get())?;
		Some(from.checked_mul(amount)?.checked_mul(1_000)? / left + 1)
	}

	fn swap(
		given: Credit<AccountId, AllAssets>,
		to: &Asset,
		least: Balance,
	) -> Result<Credit<AccountId, AllAssets>, DispatchError> {
		let (from, amount) = (given.asset(), given.peek());
		let pool = Self::pool(&from, to).ok_or(DispatchError::Unavailable)?;
		let out = Self::out_of(&pool, amount).filter(|out| *out >= least);
		let out = out.ok_or(DispatchError::Unavailable)?;
		let account = Self::account(&from, to);
		AllAssets::resolve(&account, given).map_err(|_| DispatchError::Unavailable)?;
		AllAssets::withdraw(to.clone(), &account, out, Exact, Preserve, Polite)
	}

	fn weight() -> Weight {
		Weight::from_parts(500_000_000, 10_000)
			.saturating_add(<Test as frame_system::Config>::DbWeight::get().reads_writes(8, 5))
	}
}

/// A lot is 10 units of the token, a step of its price 3 of the native coin; fees leave a rest.
pub fn terms() -> Terms {
	Terms {
		lot: 10,
		tick_value: 3,
		min_lots: 2,
		min_quote: 100,
		maker: MakerFee::Pays(Permill::from_parts(700)),
		taker: Permill::from_parts(2_500),
	}
}

/// The same, with a rebate for who rests.
pub fn rebate() -> Terms {
	Terms { maker: MakerFee::Gets(Permill::from_parts(1_300)), ..terms() }
}

/// A pair of Charlie's, in which these people trade: each with money and room for orders.
pub fn market(terms: Terms) {
	Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms).unwrap();
	for who in [alice(), bob(), dave()] {
		join(who);
	}
	events();
}

/// Somebody brings money, and takes room.
pub fn join(who: AccountId) {
	for asset in [NATIVE, TOKEN] {
		Dex::deposit(origin(who.clone()), asset, STAKE).unwrap();
	}
	Dex::set_slots(origin(who), ORDERS).unwrap();
}

/// An order that rests until it is cancelled.
pub fn limit(id: u64, side: Side, tick: u32, lots: u64) -> OrderSpec {
	OrderSpec {
		id: OrderId(id),
		side,
		amount: Amount::Lots(lots),
		tick: Tick(tick),
		kind: Kind::Limit(Rest::default()),
		purse: Purse::Balance,
		deadline_ms: now() + MINUTE,
		self_trade: SelfTrade::CancelNewest,
		max_steps: 8,
	}
}

/// The same, until an instant.
pub fn until(until_ms: Moment, spec: OrderSpec) -> OrderSpec {
	let rest = Rest { until_ms: Some(until_ms), settled: false };
	OrderSpec { kind: Kind::Limit(rest), ..spec }
}

/// The same, to be settled by the hook.
pub fn settled(spec: OrderSpec) -> OrderSpec {
	OrderSpec { kind: Kind::Limit(Rest { until_ms: None, settled: true }), ..spec }
}

/// The same, paid from the account.
pub fn from_wallet(spec: OrderSpec) -> OrderSpec {
	OrderSpec { purse: Purse::Wallet, ..spec }
}

/// The same, that takes and does not rest.
pub fn now_or_never(spec: OrderSpec) -> OrderSpec {
	OrderSpec { kind: Kind::ImmediateOrCancel, ..spec }
}

/// Places it.
pub fn place(who: AccountId, spec: OrderSpec) {
	Dex::place(origin(who), PAIR, spec).unwrap();
}

/// What somebody has that is free, of the token and of the native coin.
pub fn free(who: &AccountId) -> [Balance; 2] {
	[TOKEN, NATIVE].map(|asset| Dex::balance(who.clone(), asset).free)
}

/// What somebody has gained here, of the token and of the native coin, settled or not, and locked
/// or not.
pub fn gains(who: &AccountId) -> [i128; 2] {
	[TOKEN, NATIVE].map(|asset| {
		let has = Dex::balance(who.clone(), asset);
		(has.free + has.locked + has.unsettled) as i128 - STAKE as i128
	})
}
