//! The invariants of a chain on which all nine pallets have a million items together: how long it takes
//! to look at all of them.
//!
//! `cargo nextest run --workspace -E 'binary(million)' --run-ignored all --no-capture` prints it, for
//! a tenth and for all, and takes some minutes.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	state::{Close, Message, NetTransfer},
	ChannelId, Policy, Preimage, Side,
};
use codec::Encode;
use common::{invoice, leg, registered, route};
use frame_support::{
	assert_ok,
	traits::{
		fungible::NativeOrWithId::{Native, WithId},
		StorageInfoTrait,
	},
	BoundedVec,
};
use lightning_bloc_runtime::{
	audit,
	configs::{lsp::MinBond as LeaseBond, watchtowers::MinBond},
	genesis_config_presets::{storage, TEST_DOLLAR},
	AccountId, Balance, Channels, Dex, Lsp, Moment, Mpp, Rebalancing, Recurring, Runtime,
	RuntimeOrigin, Streaming, Swaps, System, Watchtowers,
};
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms as PairTerms},
	types::{Amount, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side as OrderSide},
};
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits as LeaseLimits, Terms as LeaseTerms},
	shelf::Region,
	types::{Request, Selection},
};
use pallet_bloc_rebalancing::{
	policy::{ChannelPolicy, Mode},
	types::{Band, RebalancePolicy},
};
use pallet_bloc_recurring::{
	plan::PlanDetails,
	types::{CatchUp, Frequency, Limits, Terms as Price},
};
use pallet_bloc_streaming::types::{Flow, Rate, StreamSpec, Terms};
use pallet_bloc_swaps::{
	quote::{Direction, QuoteTerms, Rates},
	types::Source,
};
use pallet_bloc_watchtowers::types::{
	Profile, Rate as TowerRate, Record as WatchRecord, Terms as TowerTerms,
};
use sp_io::{hashing::blake2_256, TestExternalities};
use sp_runtime::{traits::Convert, Permill};
use std::time::{Duration, Instant};

const NOW_MS: Moment = 1_800_000_000_000;
const HOUR: Moment = 3_600_000;
const DAY: Moment = 24 * HOUR;
const AMOUNT: Balance = 1_000_000;
/// More than anybody needs for deposits.
const WEALTH: Balance = 10_u128.pow(24);
/// How many people are put into the trie at once.
const BATCH: u32 = 1_000;

fn person(n: u32) -> AccountId {
	AccountId::new(blake2_256(&n.to_le_bytes()))
}

fn origin(n: u32) -> RuntimeOrigin {
	RuntimeOrigin::signed(person(n))
}

/// A secret that nobody else has.
fn preimage(n: u32, of: u8) -> Preimage {
	Preimage(blake2_256(&(n, of).using_encoded(<[u8]>::to_vec)))
}

/// The people from `first` on exist, and are rich.
fn make_rich(first: u32, count: u32) {
	for n in first..first + count {
		frame_system::Account::<Runtime>::mutate(person(n), |account| {
			account.providers = 1;
			account.data.free = WEALTH;
		});
	}
	pallet_balances::TotalIssuance::<Runtime>::mutate(|all| *all += WEALTH * Balance::from(count));
}

/// A channel with the next person, what is paid over it, and how it is to be kept in balance; another
/// that is closing, and one that is about to be closed together.
fn channels_of(n: u32) {
	let ids = || pallet_bloc_channels::NextChannelId::<Runtime>::get();
	let open = |with| {
		let id = ids();
		assert_ok!(Channels::open(origin(n), person(n + with), Native, AMOUNT, HOUR));
		id
	};
	let channel = open(1);
	let (amount, hash) = (AMOUNT / 2, preimage(n, 0).payment_hash());
	let invoice = registered(invoice(person(n + 1), amount, hash, NOW_MS + HOUR));
	assert_ok!(Mpp::pay(
		origin(n),
		invoice,
		amount,
		route([channel], amount),
		0,
		NOW_MS + HOUR / 2
	));
	balance(n, channel);

	let closing = open(2);
	assert_ok!(Channels::commit(origin(n), closing, AMOUNT));
	assert_ok!(Channels::force_close(origin(n), closing, None));
	let approving = open(3);
	let net = NetTransfer { payer: Side::Opener, amount: 1 };
	let close = Close { version: 1, net, valid_until_ms: NOW_MS + HOUR };
	assert_ok!(Channels::approve(origin(n), approving, Message::Close(close)));
	assert_ok!(Channels::reveal_preimage(origin(n), preimage(n, 1)));
}

fn balance(n: u32, channel: ChannelId) {
	let policy = RebalancePolicy {
		band: Band::default(),
		fee_limit: Permill::from_percent(2),
		fee_budget: 1,
		budget_period_ms: HOUR,
		min_interval_ms: HOUR,
		min_amount: 1,
		automatic: true,
	};
	assert_ok!(Rebalancing::set_policy(origin(n), Native, Some(policy)));
	let policy = ChannelPolicy { band: None, mode: Mode::Automatic };
	assert_ok!(Rebalancing::set_channel_policy(origin(n), channel, Some(policy)));
	assert_ok!(Rebalancing::set_operator(origin(n), Native, Some(person(n + 1))));
}

/// A leg in an account, one in a channel, and a quote.
fn swaps_of(n: u32) {
	let spec = |of| leg(person(n + 1), AMOUNT / 4, preimage(n, of).payment_hash(), NOW_MS + HOUR);
	assert_ok!(Swaps::lock(origin(n), spec(2), Source::Account));
	let channel = Channels::channels_of(person(n), None, 10).into_iter();
	let mut with_next =
		channel.filter(|id| Channels::channel(*id).unwrap().parties.counterparty == person(n + 1));
	let source = Source::Channel(with_next.next().unwrap());
	assert_ok!(Swaps::lock(origin(n), spec(3), source));
	let terms = QuoteTerms {
		rates: Rates { base: 1, ppm: 1, open_base: 1, hold_ppm: 1 },
		min_amount: 1,
		max_amount: AMOUNT,
		most_ms: HOUR,
		limit: AMOUNT,
		valid_until_ms: NOW_MS + HOUR,
		external_ms: None,
	};
	assert_ok!(Swaps::set_quote(origin(n), Native, Direction::Out, terms));
	assert_ok!(Swaps::add_stock(origin(n), Native, AMOUNT));
}

/// A stream, a vault with another one, a plan with a subscriber, and a subscription to none.
fn clocks_of(n: u32) {
	let spec = StreamSpec {
		flow: Flow::Rate(Rate(1_000_000_000_000)),
		start_ms: None,
		end_ms: None,
		cliff_ms: None,
		max_total: None,
		interval_ms: HOUR,
		grace_ms: 0,
		terms: Terms::FREE,
	};
	assert_ok!(Streaming::create(origin(n), person(n + 1), Native, AMOUNT, spec));
	assert_ok!(Streaming::open_vault(origin(n), Native, AMOUNT, HOUR));
	let rate = Rate(1_000_000_000_000);
	assert_ok!(Streaming::create_from_vault(origin(n), person(n + 1), Native, rate, HOUR));

	let frequency = Frequency::Custom(HOUR);
	let terms = Price { price: AMOUNT, frequency, catch_up: CatchUp::Each };
	let limits = Limits::default();
	assert_ok!(Recurring::authorise(origin(n), person(n + 1), Native, terms, limits, None));
	let details = PlanDetails {
		asset: Native,
		terms,
		trial_ms: 0,
		max_subscribers: None,
		max_payments: None,
		terms_hash: Default::default(),
	};
	let plan = pallet_bloc_recurring::NextPlanId::<Runtime>::get();
	assert_ok!(Recurring::create_plan(origin(n), details));
	assert_ok!(Recurring::subscribe(origin(n + 1), plan, 0, limits));
}

/// Liquidity to let, and a channel that the next person leases.
fn lease_of(n: u32) {
	let policy = Policy { reserve: 0, ..Policy::FREE };
	let terms = LeaseTerms {
		region: Region(1),
		uptime: Permill::from_percent(99),
		policy,
		hold_ppm: 1,
		challenge_period_ms: HOUR,
	};
	let item = Item {
		min_fee: 10,
		ppm: 1_000,
		min_size: 1,
		max_size: Balance::MAX,
		lifetime_ms: 30 * DAY,
		valid_until_ms: NOW_MS + HOUR,
	};
	assert_ok!(Lsp::register(origin(n), Native, LeaseBond::convert(Native), terms));
	assert_ok!(Lsp::stock(origin(n), Native, AMOUNT));
	assert_ok!(Lsp::set_menu(origin(n), Native, Menu::truncate_from(vec![item])));
	let request = Request {
		size: AMOUNT,
		own: AMOUNT / 16,
		lifetime_ms: 2 * DAY,
		payment: Payment::UpFront,
		max_fee: AMOUNT,
		limits: LeaseLimits::NONE,
	};
	let selection = Selection::Provider(person(n));
	assert_ok!(Lsp::request_channel(origin(n + 1), Native, request, selection));
}

/// A tower, which watches the first channel of the one who keeps it.
fn tower_of(n: u32) {
	let terms = TowerTerms { rate: TowerRate(1_000_000_000_000), cover: 20_000, response_ms: HOUR };
	let profile = Profile {
		region: 1,
		sealing_key: [1; 32],
		contact: BoundedVec::truncate_from(b"tower.example".to_vec()),
		uptime_ppm: 999_000,
	};
	let tower = pallet_bloc_watchtowers::NextTowerId::<Runtime>::get();
	let bond = MinBond::convert(Native);
	assert_ok!(Watchtowers::register(origin(n), Native, bond, person(n), terms, profile));
	let channel = Channels::channels_of(person(n), None, 1).remove(0);
	assert_ok!(Watchtowers::hire(origin(n), channel, tower, 100 * AMOUNT, terms));
	let record = WatchRecord::Whole(BoundedVec::truncate_from(vec![1; 500]));
	assert_ok!(Watchtowers::post(origin(n), channel, 1, record));
}

/// An order that rests at one of a thousand prices, in one pair for all.
fn order_of(n: u32) {
	if n == 0 {
		let terms = PairTerms {
			lot: 10_000,
			tick_value: 10,
			min_lots: 1,
			min_quote: 1,
			maker: MakerFee::Pays(Permill::from_percent(1)),
			taker: Permill::from_percent(1),
		};
		assert_ok!(Dex::open_pair(origin(n), Native, WithId(TEST_DOLLAR), terms));
	}
	let order = OrderSpec {
		id: OrderId(0),
		side: OrderSide::Sell,
		amount: Amount::Lots(1),
		tick: Tick(1_000 + n % 1_000),
		kind: Kind::Limit(Rest { until_ms: Some(NOW_MS + HOUR), settled: false }),
		purse: Purse::Balance,
		deadline_ms: NOW_MS + HOUR,
		self_trade: SelfTrade::CancelNewest,
		max_steps: 1,
	};
	assert_ok!(Dex::set_slots(origin(n), 1));
	assert_ok!(Dex::deposit(origin(n), Native, AMOUNT));
	assert_ok!(Dex::place(origin(n), PairId(0), order));
}

/// How many items the nine pallets have.
fn items() -> u64 {
	let all = [
		Channels::storage_info(),
		Mpp::storage_info(),
		Rebalancing::storage_info(),
		Swaps::storage_info(),
		Lsp::storage_info(),
		Watchtowers::storage_info(),
		Dex::storage_info(),
		Streaming::storage_info(),
		Recurring::storage_info(),
	];
	let mut items = 0;
	for info in all.into_iter().flatten() {
		let prefix = info.prefix;
		let mut at = prefix.clone();
		items += u64::from(sp_io::storage::exists(&prefix));
		while let Some(key) = sp_io::storage::next_key(&at).filter(|key| key.starts_with(&prefix)) {
			items += 1;
			at = key;
		}
	}
	items
}

struct Chain {
	ext: TestExternalities,
	people: u32,
}

impl Chain {
	fn new() -> Self {
		let mut ext = TestExternalities::new(storage("development").unwrap());
		ext.execute_with(|| {
			System::set_block_number(1);
			pallet_timestamp::Now::<Runtime>::put(NOW_MS);
			// The last have somebody after them.
			make_rich(0, 3);
		});
		Self { ext, people: 0 }
	}

	/// Adds people.
	fn grow(&mut self) {
		let first = self.people;
		self.ext.execute_with(|| {
			make_rich(first + 3, BATCH);
			for n in first..first + BATCH {
				channels_of(n);
				swaps_of(n);
				clocks_of(n);
				lease_of(n);
				tower_of(n);
				order_of(n);
			}
			System::reset_events();
		});
		self.ext.commit_all().unwrap();
		self.people += BATCH;
	}

	/// Adds people until there are at least so many items, if each batch brings as many as the first.
	/// Returns how many there are.
	fn grow_to(&mut self, least: u64) -> u64 {
		if self.people == 0 {
			self.grow();
		}
		let each = self.ext.execute_with(items) / u64::from(self.people);
		while each * u64::from(self.people) < least {
			self.grow();
		}
		self.ext.execute_with(items)
	}

	/// Looks at all of it, out of the trie. Returns how long that took.
	fn audited(&mut self) -> Duration {
		let began = Instant::now();
		self.ext.execute_with(|| {
			assert_ok!(audit());
		});
		began.elapsed()
	}
}

#[test]
#[ignore = "takes minutes: for the figure in the book"]
fn a_million_items_are_looked_at_in_a_minute() {
	let mut chain = Chain::new();
	for least in [100_000, 1_000_000] {
		let items = chain.grow_to(least);
		let took = chain.audited();
		assert!(items >= least, "{items}");
		println!("{items} items of {} people: audited in {took:.1?}", chain.people);
		assert!(took < Duration::from_secs(60), "{took:?}");
	}
}

/// The same on a small chain, so that what makes the large one is known to work.
#[test]
fn what_is_audited_there_is_in_order() {
	let mut ext = Chain::new();
	ext.ext.execute_with(|| {
		make_rich(3, 2);
		for n in 0..2 {
			channels_of(n);
			swaps_of(n);
			clocks_of(n);
		}
		assert_ok!(audit());
		assert!(items() > 60, "{}", items());
	});
}
