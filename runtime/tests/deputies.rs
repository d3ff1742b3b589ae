//! What a stolen deputy can do: its job, and nothing that brings money to the thief.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use bloc_primitives::{
	invoice::{Features, Invoice, PaymentSecret},
	state::{payload, Close, CoSigned, Message, NetTransfer, State, Withdrawal},
	ChannelId, Pair, Policy, Preimage, Side,
};
use frame_support::{
	assert_ok,
	instances::Instance1,
	traits::{
		fungible::{Inspect, NativeOrWithId},
		GetCallName,
	},
	BoundedVec,
};
use lightning_bloc_runtime::{
	audit,
	configs::{lsp::MinBond, proxy::ProxyType},
	genesis_config_presets::{storage, TEST_DOLLAR},
	AccountId, Assets, Balance, Balances, Channels, Lsp, Moment, Multisig, Proxy, Runtime,
	RuntimeCall, RuntimeEvent, RuntimeOrigin, Signature, Streaming, System,
};
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms as PairTerms},
	types::{
		Action, Amount, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade,
		Side as OrderSide, Status,
	},
};
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits as Asked, Terms as LspTerms},
	shelf::{Place, Region},
	types::{Collected, Request, Selection},
};
use pallet_bloc_mpp::types::{InvoiceRef, Size};
use pallet_bloc_recurring::types::{CatchUp, Frequency, Limits, SubscriptionId, Terms as Price};
use pallet_bloc_streaming::types::{Flow, Rate, Report, StreamId, StreamSpec, Terms, VaultId};
use pallet_bloc_swaps::{
	quote::{Direction, QuoteTerms, Rates},
	ring::{RingLeg, RingTerms},
	types::{Consents, LegSpec, Source, Taken, Way},
};
use pallet_bloc_watchtowers::{
	receipt::{Receipt, SignedReceipt},
	types::{Profile, Rate as TowerRate, Record, Terms as TowerTerms, TowerId},
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie, Dave};
use sp_runtime::{
	traits::{Convert, Hash},
	DispatchError, DispatchResult, Permill,
};

type AssetsCall = pallet_assets::Call<Runtime, Instance1>;
type BalancesCall = pallet_balances::Call<Runtime>;
type ChannelsCall = pallet_bloc_channels::Call<Runtime>;
type DexCall = pallet_bloc_dex::Call<Runtime>;
type LspCall = pallet_bloc_lsp::Call<Runtime>;
type MppCall = pallet_bloc_mpp::Call<Runtime>;
type MultisigCall = pallet_multisig::Call<Runtime>;
type ProxyCall = pallet_proxy::Call<Runtime>;
type RebalancingCall = pallet_bloc_rebalancing::Call<Runtime>;
type RecurringCall = pallet_bloc_recurring::Call<Runtime>;
type StreamingCall = pallet_bloc_streaming::Call<Runtime>;
type SwapsCall = pallet_bloc_swaps::Call<Runtime>;
type TowersCall = pallet_bloc_watchtowers::Call<Runtime>;
type UtilityCall = pallet_utility::Call<Runtime>;

const START_MS: Moment = 1_800_000_000_000;
const HOUR: Moment = 3_600_000;
const AMOUNT: Balance = 1_000_000;
const NATIVE: NativeOrWithId<u32> = NativeOrWithId::Native;
const DOLLAR: NativeOrWithId<u32> = NativeOrWithId::WithId(TEST_DOLLAR);

const REPORT: Report = Report { number: 1, units: 1, amount: AMOUNT, counts_ms: START_MS };

const ALL_BUT_ANY: [ProxyType; 7] = [
	ProxyType::NonTransfer,
	ProxyType::Channels,
	ProxyType::Streams,
	ProxyType::Rebalance,
	ProxyType::Receive,
	ProxyType::Keep,
	ProxyType::Provide,
];

fn owner() -> AccountId {
	Alice.to_account_id()
}

fn thief() -> AccountId {
	Dave.to_account_id()
}

fn signed(who: AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

/// A chain on which the owner has made the thief a deputy of this type.
fn with_deputy(deputy: ProxyType, test: impl FnOnce()) {
	sp_io::TestExternalities::new(storage("development").unwrap()).execute_with(|| {
		System::set_block_number(1);
		pallet_timestamp::Now::<Runtime>::put(START_MS);
		assert_ok!(Proxy::add_proxy(signed(owner()), thief().into(), deputy, 0));
		test();
		assert_ok!(audit());
	});
}

/// What comes of a call that the thief makes in the owner's name.
fn as_owner(call: impl Into<RuntimeCall>) -> DispatchResult {
	let call = Box::new(call.into());
	assert_ok!(Proxy::proxy(signed(thief()), owner().into(), None, call));
	let mut results = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Proxy(pallet_proxy::Event::ProxyExecuted { result }) => Some(result),
		_ => None,
	});
	results.next_back().unwrap()
}

fn filtered() -> DispatchResult {
	Err(frame_system::Error::<Runtime>::CallFiltered.into())
}

fn transfer(dest: AccountId) -> RuntimeCall {
	BalancesCall::transfer_allow_death { dest: dest.into(), value: AMOUNT }.into()
}

fn spec() -> StreamSpec {
	StreamSpec {
		flow: Flow::Rate(Rate(1_000_000_000_000_000)),
		start_ms: None,
		end_ms: None,
		cliff_ms: None,
		max_total: None,
		interval_ms: HOUR,
		grace_ms: 0,
		terms: Terms::FREE,
	}
}

/// The ways to money that a thief would try.
fn thefts() -> Vec<RuntimeCall> {
	let of_flows = [of_payments(), of_swaps(), of_streams(), of_subscriptions()].concat();
	[of_accounts(), of_channels(), of_flows, of_trust(), of_traders()].concat()
}

fn of_accounts() -> Vec<RuntimeCall> {
	let (id, amount) = (TEST_DOLLAR.into(), AMOUNT);
	vec![
		transfer(thief()),
		BalancesCall::transfer_all { dest: thief().into(), keep_alive: false }.into(),
		AssetsCall::transfer { id, target: thief().into(), amount }.into(),
		AssetsCall::approve_transfer { id, delegate: thief().into(), amount }.into(),
		ProxyCall::add_proxy { delegate: thief().into(), proxy_type: ProxyType::Any, delay: 0 }
			.into(),
	]
}

/// All that was ever committed is the thief's, who is the other party of the first channel.
const ALL_TO_THE_THIEF: NetTransfer = NetTransfer { payer: Side::Opener, amount: AMOUNT };

fn state() -> State {
	State { version: 1, net: ALL_TO_THE_THIEF, htlcs: BoundedVec::default() }
}

fn close() -> Close {
	Close { version: 1, net: ALL_TO_THE_THIEF, valid_until_ms: START_MS + HOUR }
}

fn withdrawal() -> Withdrawal {
	let amounts = Pair::new(0, AMOUNT);
	Withdrawal { version: 1, net: ALL_TO_THE_THIEF, amounts, valid_until_ms: START_MS + HOUR }
}

/// What the thief has signed, and the owner has not; and the same without any signature.
fn partly<Body: Clone>(body: Body, message: Message) -> [CoSigned<Body, Signature>; 2] {
	let genesis = System::block_hash(0);
	let signature = Signature::Sr25519(Dave.sign(&payload(&genesis, ChannelId(0), 0, &message)));
	let nobodys = CoSigned { body: body.clone(), signatures: Pair::new(None, None) };
	[CoSigned::by(Side::Counterparty, body, signature), nobodys]
}

/// Whoever presents what lacks its signature consents to it: the owner would.
fn of_channels() -> Vec<RuntimeCall> {
	let (channel, side, amount) = (ChannelId(0), Side::Opener, AMOUNT);
	let mut thefts: Vec<ChannelsCall> = vec![
		ChannelsCall::pay { channel, amount },
		ChannelsCall::force_close { channel, state: None },
		ChannelsCall::close_after_loss { channel, claim: 0 },
		ChannelsCall::request_withdrawal { channel, amount, state: None },
		ChannelsCall::approve { channel, message: Message::Close(close()) },
		ChannelsCall::approve { channel, message: Message::State(state()) },
		ChannelsCall::set_payout { channel, to: Some(thief()) },
		ChannelsCall::claim_credit { asset: NATIVE, to: thief() },
	];
	for close in partly(close(), Message::Close(close())) {
		thefts.push(ChannelsCall::close { channel, close });
	}
	for withdrawal in partly(withdrawal(), Message::Withdrawal(withdrawal())) {
		thefts.push(ChannelsCall::withdraw_committed { channel, withdrawal });
	}
	for state in partly(state(), Message::State(state())) {
		let some = Some(state.clone());
		thefts.extend([
			ChannelsCall::force_close { channel, state: some.clone() },
			ChannelsCall::request_withdrawal { channel, amount, state: some },
			ChannelsCall::challenge { channel, state: state.clone() },
			ChannelsCall::contest_withdrawal { channel, side, state: state.clone() },
			ChannelsCall::contest_withdrawal { channel, side: Side::Counterparty, state },
		]);
	}
	thefts.into_iter().map(Into::into).collect()
}

fn of_payments() -> Vec<RuntimeCall> {
	let amount = AMOUNT;
	let invoice = InvoiceRef::Registered {
		payee: thief(),
		payment_hash: Preimage([1; 32]).payment_hash(),
		payment_secret: PaymentSecret([9; 32]),
	};
	let (routes, deadline_ms) = (BoundedVec::default, START_MS + HOUR);
	let pay = MppCall::pay {
		invoice: invoice.clone(),
		total: amount,
		routes: routes(),
		max_fee: amount,
		deadline_ms,
	};
	let cycles = BoundedVec::default();
	vec![
		pay.into(),
		MppCall::pay_instant { invoice, total: amount, routes: routes(), max_fee: amount }.into(),
		RebalancingCall::rebalance { asset: NATIVE, cycles, max_fee: amount }.into(),
		RebalancingCall::set_policy { asset: NATIVE, policy: None }.into(),
	]
}

fn of_swaps() -> Vec<RuntimeCall> {
	let (asset, amount, deadline_ms) = (NATIVE, AMOUNT, START_MS + HOUR);
	let payment_hash = Preimage([1; 32]).payment_hash();
	let spec = LegSpec {
		payment_hash,
		receiver: thief(),
		asset: NATIVE,
		amount,
		deadline_ms,
		extension_ms: 0,
		into: None,
		counterpart: None,
	};
	let (rates, direction) =
		(Rates { base: 0, ppm: 0, open_base: AMOUNT, hold_ppm: 0 }, Direction::In);
	let terms = QuoteTerms {
		rates,
		min_amount: 1,
		max_amount: amount,
		most_ms: HOUR,
		limit: amount,
		valid_until_ms: deadline_ms,
		external_ms: Some(0),
	};
	let taken = Taken { provider: thief(), asset: NATIVE, rates, amount, deadline_ms };
	let consents = Consents { by_owner: None, by_receiver: None };
	let (owner, source, to) = (thief(), Source::Account, thief());
	let (routes, max_fee, size) = (BoundedVec::default(), amount, Size::MOST);
	let thefts: [SwapsCall; 15] = [
		SwapsCall::lock { spec: spec.clone(), source },
		SwapsCall::lock { spec, source: Source::Channel(ChannelId(0)) },
		SwapsCall::lock_ring { terms: ring(), position: 1, source },
		SwapsCall::post_bond { terms: ring(), position: 1 },
		SwapsCall::hand_back { owner: owner.clone(), payment_hash, consent: None },
		SwapsCall::divide { owner: owner.clone(), payment_hash, to_receiver: 0, consents },
		SwapsCall::cancel_swap { owner, payment_hash, size, consent: None },
		SwapsCall::claim_credit { asset: asset.clone(), to: to.clone() },
		SwapsCall::set_quote { asset: asset.clone(), direction, terms },
		SwapsCall::pause_quote { asset: asset.clone(), direction, paused: false },
		SwapsCall::close_quote { asset: asset.clone(), direction },
		SwapsCall::add_stock { asset: asset.clone(), amount },
		SwapsCall::take_stock { asset, amount },
		SwapsCall::swap_in { taken: taken.clone(), way: Way::External(payment_hash), source },
		SwapsCall::swap_out { taken, payment_hash, to, routes, max_fee },
	];
	thefts.into_iter().map(Into::into).collect()
}

/// A ring in which the owner locks for the thief.
fn ring() -> RingTerms<AccountId, NativeOrWithId<u32>> {
	let chain = pallet_bloc_swaps::Pallet::<Runtime>::this_chain().unwrap();
	let leg = |owner: AccountId, receiver: AccountId| RingLeg {
		chain,
		owner,
		receiver,
		asset: NATIVE,
		amount: AMOUNT,
		into: None,
		bond: None,
	};
	RingTerms {
		payment_hash: Preimage([1; 32]).payment_hash(),
		base_ms: START_MS + HOUR,
		gap_ms: HOUR,
		step_ms: HOUR,
		reveal_ms: HOUR,
		extension_ms: 0,
		legs: BoundedVec::truncate_from(vec![leg(owner(), thief()), leg(thief(), owner())]),
	}
}

fn of_streams() -> Vec<RuntimeCall> {
	let (stream, amount) = (StreamId(0), AMOUNT);
	let thefts: [StreamingCall; 8] = [
		StreamingCall::create { payee: thief(), asset: NATIVE, deposit: amount, spec: spec() },
		StreamingCall::top_up { stream, amount },
		StreamingCall::set_rate { stream, rate: Rate(u128::MAX) },
		StreamingCall::withdraw { stream, to: thief() },
		StreamingCall::transfer { stream, new: thief() },
		StreamingCall::cancel { stream, accepts: Some(REPORT) },
		StreamingCall::fund_vault { vault: VaultId(0), amount },
		StreamingCall::claim_credit { asset: NATIVE, to: thief() },
	];
	thefts.into_iter().map(Into::into).collect()
}

fn of_subscriptions() -> Vec<RuntimeCall> {
	let frequency = Frequency::Custom(HOUR);
	let terms = Price { price: AMOUNT, frequency, catch_up: CatchUp::Each };
	let (subscription, limits) = (SubscriptionId(0), Limits::default());
	let thefts: [RecurringCall; 3] = [
		RecurringCall::authorise { payee: thief(), asset: NATIVE, terms, limits, start_ms: None },
		RecurringCall::set_limits { subscription, limits },
		RecurringCall::accept_price { subscription, price: AMOUNT },
	];
	thefts.into_iter().map(Into::into).collect()
}

/// What providers of liquidity and watchtowers, and their clients, pay each other.
fn of_trust() -> Vec<RuntimeCall> {
	let mut thefts: Vec<RuntimeCall> = of_leases().into_iter().map(Into::into).collect();
	thefts.extend(of_towers().into_iter().map(Into::into));
	thefts
}

/// How the owner lends.
fn lending() -> LspTerms {
	LspTerms {
		region: Region(0),
		uptime: Permill::zero(),
		policy: Policy::FREE,
		hold_ppm: 0,
		challenge_period_ms: HOUR,
	}
}

/// For a thousand, whatever the size.
fn item() -> Item {
	Item {
		min_fee: 1_000,
		ppm: 0,
		min_size: 1,
		max_size: AMOUNT,
		lifetime_ms: 24 * HOUR,
		valid_until_ms: START_MS + 24 * HOUR,
	}
}

const LEASED: Balance = AMOUNT / 2;

fn place() -> Place {
	Place::of(LEASED, 2 * HOUR).unwrap()
}

fn request() -> Request {
	let payment = Payment::UpFront;
	let (lifetime_ms, limits) = (2 * HOUR, Asked::NONE);
	Request { size: LEASED, own: 0, lifetime_ms, payment, max_fee: AMOUNT, limits }
}

/// The owner provides, for nothing, to the thief; or the thief does, and is paid.
fn of_leases() -> Vec<LspCall> {
	let (channel, amount, provider, client) = (ChannelId(0), AMOUNT, thief(), owner());
	let (size, lifetime_ms, until_ms) = (LEASED, 2 * HOUR, START_MS + HOUR);
	let (asset, selection) = (|| NATIVE, Selection::Provider(thief()));
	vec![
		LspCall::register { asset: asset(), bond: amount, terms: lending() },
		LspCall::set_terms { asset: asset(), terms: lending() },
		LspCall::set_menu { asset: asset(), menu: Menu::truncate_from(vec![item()]) },
		LspCall::stock { asset: asset(), amount },
		LspCall::unstock { asset: asset(), amount },
		LspCall::add_bond { asset: asset(), amount },
		LspCall::withdraw_bond { asset: asset(), amount },
		LspCall::leave { asset: asset() },
		LspCall::list { asset: asset(), item: 0, place: place() },
		LspCall::reserve {
			asset: asset(),
			provider: provider.clone(),
			size,
			lifetime_ms,
			until_ms,
			max_price: amount,
		},
		LspCall::end_reservation { asset: asset(), provider, client },
		LspCall::request_channel { asset: asset(), request: request(), selection },
		LspCall::pay_fee { channel, amount },
		LspCall::renew { channel, lifetime_ms, max_fee: amount },
		LspCall::propose_end { channel, refund: Some(amount), until_ms },
		LspCall::accept_end { channel, refund: amount },
		LspCall::give_up { channel },
		LspCall::claim_credit { asset: asset(), to: thief() },
	]
}

/// The owner keeps a tower that pays the thief for what it misses; or hires the thief's, and pays.
fn of_towers() -> Vec<TowersCall> {
	let (channel, side, tower, amount) = (ChannelId(0), Side::Opener, TowerId(0), AMOUNT);
	let terms = TowerTerms { rate: TowerRate(0), cover: amount, response_ms: 1 };
	let profile = || Profile {
		region: 0,
		sealing_key: [0; 32],
		contact: BoundedVec::default(),
		uptime_ppm: 0,
	};
	let [posted, _] = partly(state(), Message::State(state()));
	let (number, hash) = (0, System::block_hash(0));
	let receipt = Receipt {
		channel,
		side,
		tower,
		hire: 1,
		base_version: 0,
		version: 1,
		state: Default::default(),
		preimages: Default::default(),
		backup: hash,
		accepted_ms: START_MS,
	};
	let signature = Signature::Sr25519(Dave.sign(b"anything"));
	let (asset, key) = (|| NATIVE, thief());
	vec![
		TowersCall::register { asset: asset(), bond: amount, key, terms, profile: profile() },
		TowersCall::set_terms { tower, terms },
		TowersCall::set_profile { tower, profile: profile() },
		TowersCall::set_key { tower, key: thief() },
		TowersCall::add_bond { tower, amount },
		TowersCall::withdraw_bond { tower, amount },
		TowersCall::beat { tower, number, hash },
		TowersCall::leave { tower },
		TowersCall::retire { tower },
		TowersCall::hire { channel, tower, deposit: amount, accepts: terms },
		TowersCall::top_up { channel, side, tower, amount },
		TowersCall::reorder { channel, order: BoundedVec::truncate_from(vec![tower]) },
		TowersCall::dismiss { channel, tower },
		TowersCall::post { channel, version: 1, record: Record::Whole(BoundedVec::default()) },
		TowersCall::post_state { channel, state: posted },
		TowersCall::demand { signed: SignedReceipt { receipt, signature } },
		TowersCall::claim_credit { asset: asset(), to: thief() },
	]
}

/// A thief trades with itself, at its own price.
fn of_traders() -> Vec<RuntimeCall> {
	let (pair, id, amount) = (PairId(0), OrderId(0), AMOUNT);
	let order = OrderSpec {
		id,
		side: OrderSide::Sell,
		amount: Amount::Lots(1),
		tick: Tick(1),
		kind: Kind::Limit(Rest::default()),
		purse: Purse::Wallet,
		deadline_ms: START_MS + HOUR,
		self_trade: SelfTrade::CancelNewest,
		max_steps: 1,
	};
	let terms = PairTerms {
		lot: 1,
		tick_value: 1,
		min_lots: 1,
		min_quote: 0,
		maker: MakerFee::Pays(Permill::zero()),
		taker: Permill::from_percent(1),
	};
	let actions = BoundedVec::truncate_from(vec![Action::Place(order), Action::Cancel(id)]);
	let thefts: [DexCall; 14] = [
		DexCall::place { pair, order },
		DexCall::replace { id, order },
		DexCall::reduce { id, keep: 1 },
		DexCall::cancel { id },
		DexCall::cancel_all { pair, limit: 1 },
		DexCall::act { pair, actions },
		DexCall::deposit { asset: NATIVE, amount },
		DexCall::withdraw { asset: NATIVE, amount },
		DexCall::set_slots { slots: 1 },
		DexCall::open_pair { base: NATIVE, quote: DOLLAR, terms },
		DexCall::close_pair { pair },
		DexCall::set_status { pair, status: Status::CancelOnly },
		DexCall::collect_fees { pair },
		DexCall::claim_credit { asset: NATIVE, to: thief() },
	];
	thefts.into_iter().map(Into::into).collect()
}

#[test]
fn a_thief_gets_no_money_with_any_type_but_any() {
	for deputy in ALL_BUT_ANY {
		with_deputy(deputy, || {
			let had = (Balances::balance(&thief()), Assets::balance(TEST_DOLLAR, thief()));
			let owned = Balances::total_balance(&owner());
			for theft in thefts() {
				assert_eq!(as_owner(theft.clone()), filtered(), "{deputy:?}: {theft:?}");
				let calls = vec![theft.clone()];
				let batch = UtilityCall::batch_all { calls };
				assert_eq!(as_owner(batch), filtered(), "{deputy:?}: a batch of {theft:?}");
			}
			let has = (Balances::balance(&thief()), Assets::balance(TEST_DOLLAR, thief()));
			assert_eq!(had, has, "{deputy:?}");
			assert_eq!(owned, Balances::total_balance(&owner()), "{deputy:?}");
		});
	}
}

#[test]
fn a_thief_does_not_get_at_other_accounts_of_the_owner_either() {
	for deputy in ALL_BUT_ANY {
		with_deputy(deputy, || {
			// An account of which the owner is a deputy, and a joint one that either signs for alone.
			let charlie = Charlie.to_account_id();
			assert_ok!(Proxy::add_proxy(
				signed(charlie.clone()),
				owner().into(),
				ProxyType::Any,
				0
			));
			let others = vec![Bob.to_account_id()];
			let mut signatories = vec![owner(), Bob.to_account_id()];
			signatories.sort();
			let joint = Multisig::multi_account_id(&signatories, 1);
			assert_ok!(Balances::transfer_allow_death(
				signed(charlie.clone()),
				joint.into(),
				2 * AMOUNT
			));

			let had = Balances::balance(&thief());
			let steal = Box::new(transfer(thief()));
			let call_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&steal);
			let ways: [RuntimeCall; 3] = [
				ProxyCall::proxy {
					real: charlie.clone().into(),
					force_proxy_type: None,
					call: steal.clone(),
				}
				.into(),
				ProxyCall::announce { real: charlie.into(), call_hash }.into(),
				MultisigCall::as_multi_threshold_1 { other_signatories: others, call: steal }
					.into(),
			];
			for way in ways {
				assert_eq!(as_owner(way.clone()), filtered(), "{deputy:?}: {way:?}");
			}
			assert_eq!(Balances::balance(&thief()), had);
		});
	}
}

#[test]
fn any_is_the_account() {
	with_deputy(ProxyType::Any, || {
		let had = Balances::balance(&thief());
		assert_ok!(as_owner(transfer(thief())));
		assert_eq!(Balances::balance(&thief()), had + AMOUNT);
	});
}

#[test]
fn channels_are_run_and_closed_by_nobody_alone() {
	with_deputy(ProxyType::Channels, || {
		let had = Balances::total_balance(&owner());
		let open = ChannelsCall::open {
			counterparty: thief(),
			asset: NATIVE,
			amount: AMOUNT,
			challenge_period_ms: HOUR,
		};
		assert_ok!(as_owner(open));
		let channel = ChannelId(0);
		assert_ok!(as_owner(ChannelsCall::deposit { channel, amount: AMOUNT }));
		assert_ok!(as_owner(ChannelsCall::withdraw { channel, amount: AMOUNT }));
		assert_ok!(as_owner(ChannelsCall::commit { channel, amount: AMOUNT }));
		// Even of a channel with the thief itself, the owner gets all back by itself.
		assert_ok!(Channels::force_close(signed(thief()), channel, None));
		System::set_block_number(1 + 300);
		pallet_timestamp::Now::<Runtime>::put(START_MS + HOUR);
		assert_ok!(as_owner(ChannelsCall::settle { channel }));
		assert_eq!(Balances::total_balance(&owner()), had);
	});
}

/// The thief opens a channel with itself, has all of the owner's money committed there, and wants to
/// have it by what it has signed alone.
#[test]
fn what_is_committed_with_the_thief_stays_the_owners() {
	with_deputy(ProxyType::Channels, || {
		let had = Balances::total_balance(&owner());
		let open = ChannelsCall::open {
			counterparty: thief(),
			asset: NATIVE,
			amount: AMOUNT,
			challenge_period_ms: HOUR,
		};
		let channel = ChannelId(0);
		assert_ok!(as_owner(open));
		assert_ok!(as_owner(ChannelsCall::top_up { channel, amount: AMOUNT }));
		type Error = pallet_bloc_channels::Error<Runtime>;
		for close in partly(close(), Message::Close(close())) {
			let call = ChannelsCall::close { channel, close: close.clone() };
			assert_eq!(as_owner(call.clone()), filtered());
			assert_eq!(as_owner(UtilityCall::force_batch { calls: vec![call.into()] }), Ok(()));
			let by_itself = Channels::close(signed(thief()), channel, close);
			assert_eq!(by_itself.unwrap_err().error, Error::NoOpenerConsent.into());
		}
		for withdrawal in partly(withdrawal(), Message::Withdrawal(withdrawal())) {
			let call = ChannelsCall::withdraw_committed { channel, withdrawal: withdrawal.clone() };
			assert_eq!(as_owner(call), filtered());
			let by_itself = Channels::withdraw_committed(signed(thief()), channel, withdrawal);
			assert_eq!(by_itself.unwrap_err().error, Error::NoOpenerConsent.into());
		}
		assert_ok!(Channels::force_close(signed(owner()), channel, None));
		System::set_block_number(1 + 300);
		pallet_timestamp::Now::<Runtime>::put(START_MS + HOUR);
		assert_ok!(as_owner(ChannelsCall::settle { channel }));
		assert_eq!(Balances::total_balance(&owner()), had);
	});
}

#[test]
fn streams_are_stopped_and_the_rest_comes_back() {
	with_deputy(ProxyType::Streams, || {
		let had = Balances::total_balance(&owner());
		let payee = Bob.to_account_id();
		assert_ok!(Streaming::create(signed(owner()), payee, NATIVE, AMOUNT, spec()));
		let stream = StreamId(0);
		assert_ok!(as_owner(StreamingCall::pause { stream }));
		assert_ok!(as_owner(StreamingCall::resume { stream }));
		assert_ok!(as_owner(StreamingCall::cancel { stream, accepts: None }));
		assert_eq!(Balances::total_balance(&owner()), had);
	});
}

#[test]
fn money_is_taken_in_for_the_owner() {
	with_deputy(ProxyType::Receive, || {
		let invoice = |payee: AccountId| Invoice {
			payee,
			asset: DOLLAR,
			amount: Some(AMOUNT),
			payment_hash: Preimage([7; 32]).payment_hash(),
			payment_secret: PaymentSecret([9; 32]),
			deadline_ms: START_MS + HOUR,
			memo_hash: [0; 32],
			features: Features::NONE,
			hints: Default::default(),
		};
		assert_ok!(as_owner(MppCall::register_invoice { invoice: invoice(owner()) }));
		let not_the_owner = as_owner(MppCall::register_invoice { invoice: invoice(thief()) });
		assert_eq!(not_the_owner, Err(pallet_bloc_mpp::Error::<Runtime>::NotPayee.into()));
	});
}

#[test]
fn what_anybody_may_do_is_done_at_the_owners_deposit() {
	with_deputy(ProxyType::Keep, || {
		let free = Balances::balance(&owner());
		let preimage = Preimage([7; 32]);
		assert_ok!(as_owner(ChannelsCall::reveal_preimage { preimage }));
		assert!(Balances::balance(&owner()) < free);
		System::set_block_number(1_000_000);
		pallet_timestamp::Now::<Runtime>::put(START_MS + 31 * 24 * HOUR);
		let payment_hash = preimage.payment_hash();
		assert_ok!(as_owner(ChannelsCall::forget_preimage { payment_hash }));
		assert_eq!(Balances::balance(&owner()), free);
	});
}

#[test]
fn a_rebalancer_runs_by_the_owners_policy_only() {
	with_deputy(ProxyType::Rebalance, || {
		let run =
			RebalancingCall::run { account: owner(), asset: NATIVE, cycles: BoundedVec::default() };
		let error: DispatchError = pallet_bloc_rebalancing::Error::<Runtime>::PolicyNotFound.into();
		assert_eq!(as_owner(run), Err(error));
	});
}

#[test]
fn a_provider_is_kept_there_and_its_fees_are_its_own() {
	with_deputy(ProxyType::Provide, || {
		let me = || signed(owner());
		assert_ok!(Lsp::register(me(), NATIVE, MinBond::convert(NATIVE) + AMOUNT, lending()));
		assert_ok!(Lsp::stock(me(), NATIVE, 2 * AMOUNT));
		assert_ok!(Lsp::set_menu(me(), NATIVE, Menu::truncate_from(vec![item()])));
		assert_ok!(Lsp::list(me(), NATIVE, 0, place()));
		let bob = signed(Bob.to_account_id());
		assert_ok!(Lsp::request_channel(bob, NATIVE, request(), Selection::Best(None)));

		let had = Balances::balance(&owner());
		let (number, hash, channel) = (0, System::block_hash(0), ChannelId(0));
		assert_ok!(as_owner(LspCall::beat { asset: NATIVE, number, hash }));
		let (provider, place) = (owner(), place());
		assert_ok!(as_owner(LspCall::delist { asset: NATIVE, provider, place }));
		pallet_timestamp::Now::<Runtime>::put(START_MS + HOUR);
		let channels = Collected::truncate_from(vec![channel]);
		assert_ok!(as_owner(LspCall::collect { asset: NATIVE, channels }));
		assert_eq!(Balances::balance(&owner()), had + 500);
		pallet_timestamp::Now::<Runtime>::put(START_MS + 2 * HOUR);
		assert_ok!(as_owner(LspCall::settle { channel }));
	});
}

/// A call that joins later is neither by oversight.
#[test]
fn a_deputy_of_a_provider_does_four_things_and_no_other() {
	with_deputy(ProxyType::Provide, || {
		let reindex = LspCall::reindex { asset: NATIVE, provider: owner(), place: place() };
		let others: Vec<_> = of_leases().into_iter().chain([reindex]).collect();
		let mut left = LspCall::get_call_names().to_vec();
		for call in others {
			left.retain(|name| *name != call.get_call_name());
			assert_eq!(as_owner(call.clone()), filtered(), "{call:?}");
		}
		left.sort_unstable();
		assert_eq!(left, ["beat", "collect", "delist", "settle"]);
	});
}
