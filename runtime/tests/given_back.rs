//! What a call declares and does not use, it gives back: each call of the suite that can end early is
//! made where it has the least to do. The few others are listed, each with its reason.

#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	invoice::{Feature, Features, Invoice},
	state::{Close, Message, NetTransfer, State, Withdrawal},
	ChannelId, Moment, Pair, Policy, Preimage, Side,
};
use common::{account, by_both, registered, route, Chain, START_MS};
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{
		fungible::NativeOrWithId::{self, Native},
		GetCallMetadata, GetCallName, UnfilteredDispatchable,
	},
	BoundedVec,
};
use lightning_bloc_runtime::{
	configs::lsp::MinBond, genesis_config_presets::TEST_DOLLAR, AccountId, Channels, Dex, Lsp,
	Rebalancing, Recurring, Runtime, RuntimeCall, RuntimeOrigin, Swaps, System,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms as PairTerms},
	types::{
		Action, Amount, Hop, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade,
		Side as OrderSide, Status, SwapSpec, Want,
	},
	Call as DexCall, NOTICE_MS,
};
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits as Asked, Terms as Lending},
	shelf::Region,
	types::{Request, Selection},
	Call as LspCall,
};
use pallet_bloc_mpp::{
	types::{PartId, PaymentId, Size},
	Call as MppCall, InvoiceRefOf,
};
use pallet_bloc_rebalancing::{types::ProposalId, Call as RebalancingCall};
use pallet_bloc_recurring::{
	types::{CatchUp, Frequency, Limits, SubscriptionId, Terms},
	Call as RecurringCall,
};
use pallet_bloc_swaps::{
	quote::{Direction, QuoteTerms, Rates},
	ring::{RingLeg, RingTerms},
	types::{Consents, LegSpec, Source, Taken, Way},
	Call as SwapsCall,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie};
use sp_runtime::{traits::Convert, Permill};
use std::collections::BTreeSet;

const PALLETS: [&str; 9] = [
	"Channels",
	"Mpp",
	"Rebalancing",
	"Lsp",
	"Watchtowers",
	"Swaps",
	"Streaming",
	"Recurring",
	"Dex",
];

/// It does the same each time, or what its arguments say: declared is what it does.
const SAME: &str = "does the same each time";
/// Which of its cases it is it finds out on the way: they differ by little, and the dearest is declared.
const ONE: &str = "is declared as the dearest of cases that differ by little";
/// The hook does the rest later, for which nobody is there to pay.
const LATER: &str = "pays beforehand for what the hook does later";
/// A run that is refused was made, and taken back.
const MADE: &str = "is made, also where it is refused";

/// A pallet, and for each reason the calls.
type OfPallet = (&'static str, &'static [(&'static str, &'static [&'static str])]);

/// The calls that use what they declare.
const EXACT: &[OfPallet] = &[
	(
		"Channels",
		&[
			(SAME, &["propose", "decline", "withdraw_proposal", "set_policy", "top_up"]),
			(SAME, &["reveal_preimage", "forget_preimage", "claim_credit", "reveal_for"]),
			(SAME, &["approve", "forget_approval", "set_payout", "contest_withdrawal"]),
			(LATER, &["request_withdrawal"]),
		],
	),
	("Mpp", &[(SAME, &["register_invoice", "expire_invoice"])]),
	(
		"Rebalancing",
		&[
			(SAME, &["report", "propose", "decline", "track", "set_operator", "operate"]),
			(ONE, &["set_policy", "set_channel_policy"]),
			(MADE, &["rebalance", "run"]),
		],
	),
	(
		"Lsp",
		&[
			(SAME, &["register", "set_terms", "set_menu", "stock", "add_bond", "beat"]),
			(SAME, &["end_reservation", "propose_end", "collect", "claim_credit"]),
			(ONE, &["list", "delist", "reindex", "accept_end", "give_up", "settle"]),
			(LATER, &["pay_fee"]),
		],
	),
	(
		"Watchtowers",
		&[
			(SAME, &["set_terms", "set_profile", "set_key", "add_bond", "withdraw_bond", "leave"]),
			(SAME, &["retire", "collect", "reorder", "post", "post_state", "claim_credit"]),
			(SAME, &["prove_miss", "prove_late", "prove_false"]),
			(ONE, &["dismiss", "end", "answer"]),
			(LATER, &["register", "beat", "hire", "top_up", "demand"]),
		],
	),
	(
		"Swaps",
		&[
			(SAME, &["post_bond", "return_bond", "prune", "claim_credit", "pause_quote"]),
			(SAME, &["add_stock", "take_stock"]),
			(ONE, &["set_quote", "close_quote"]),
		],
	),
	(
		"Streaming",
		&[
			(SAME, &["create", "create_from_vault", "propose", "report", "dispute"]),
			(SAME, &["open_vault", "claim_credit", "accept"]),
			(ONE, &["top_up", "refund", "pause", "resume", "set_rate", "claim", "withdraw"]),
			(ONE, &["cancel", "transfer", "fund_vault", "withdraw_vault", "close_vault"]),
		],
	),
	(
		"Recurring",
		&[
			(SAME, &["create_plan", "edit_plan", "subscribe", "authorise", "set_limits"]),
			(SAME, &["propose_price", "charge", "prune_history"]),
			(ONE, &["retire_plan", "cancel", "pause", "resume", "accept_price", "change_plan"]),
		],
	),
	(
		"Dex",
		&[
			(SAME, &["open_pair", "close_pair", "set_status", "collect_fees", "deposit"]),
			(SAME, &["withdraw", "set_slots", "claim_credit"]),
		],
	),
];

const AMOUNT: u128 = 1_000_000;
const HOUR: Moment = 3_600_000;

/// A chain, and which of its calls have given something back.
struct Test {
	chain: Chain,
	gave: BTreeSet<String>,
}

fn origin(who: Sr25519Keyring) -> RuntimeOrigin {
	RuntimeOrigin::signed(account(who))
}

impl Test {
	fn new() -> Self {
		let mut chain = Chain::of("development");
		chain.block(6_000, vec![]);
		Self { chain, gave: BTreeSet::new() }
	}

	/// `who` makes the call, which works, and gives something back.
	fn gives_back(&mut self, who: Sr25519Keyring, call: impl Into<RuntimeCall>) {
		let call = call.into();
		let names = call.get_call_metadata();
		let name = format!("{}.{}", names.pallet_name, names.function_name);
		self.chain.look(|| {
			let info = call.get_dispatch_info();
			let done = call.dispatch_bypass_filter(origin(who));
			assert!(done.is_ok(), "{name}: {done:?}");
			let used = extract_actual_weight(&done, &info);
			let declared = info.call_weight;
			assert!(used.all_lte(declared), "{name}: {used:?} of {declared:?}");
			assert!(used.ref_time() < declared.ref_time(), "{name} gives nothing back");
		});
		self.gave.insert(name);
	}

	/// `who` opens a channel, and has this much in it.
	fn open(&mut self, who: Sr25519Keyring, with: Sr25519Keyring) -> ChannelId {
		self.chain.look(|| {
			let id = pallet_bloc_channels::NextChannelId::<Runtime>::get();
			Channels::open(origin(who), account(with), Native, AMOUNT, HOUR).unwrap();
			id
		})
	}

	/// The same, all of it committed.
	fn committed(&mut self) -> ChannelId {
		let id = self.open(Alice, Bob);
		self.chain.look(|| Channels::commit(origin(Alice), id, AMOUNT).unwrap());
		id
	}

	/// So much later.
	fn pass(&mut self, ms: Moment) {
		self.chain.look(|| {
			let now = pallet_timestamp::Now::<Runtime>::get();
			pallet_timestamp::Now::<Runtime>::put(now + ms);
			let blocks = u32::try_from(ms / 6_000).unwrap();
			System::set_block_number(System::block_number() + blocks);
		});
	}
}

#[test]
fn channels_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let (counterparty, asset, amount) = (account(Bob), Native, AMOUNT);
	let open = ChannelsCall::<Runtime>::open {
		counterparty: counterparty.clone(),
		asset,
		amount,
		challenge_period_ms: HOUR,
	};
	test.gives_back(Alice, open);
	test.chain.look(|| {
		let deadline_ms = START_MS + HOUR;
		Channels::propose(origin(Alice), counterparty, Native, AMOUNT, 1_000, HOUR, deadline_ms)
			.unwrap();
	});
	test.gives_back(Bob, ChannelsCall::<Runtime>::accept { channel: ChannelId(1) });
	let (channel, amount) = (ChannelId(0), 1_000);
	test.gives_back(Alice, ChannelsCall::<Runtime>::deposit { channel, amount });
	test.gives_back(Alice, ChannelsCall::<Runtime>::withdraw { channel, amount });
	test.gives_back(Alice, ChannelsCall::<Runtime>::pay { channel, amount });
	test.gives_back(Alice, ChannelsCall::<Runtime>::commit { channel, amount });

	let net = NetTransfer { payer: Side::Opener, amount: 10 };
	let valid_until_ms = START_MS + HOUR;
	let (genesis, parties) = (test.chain.genesis, Pair::new(Alice, Bob));
	let withdrawal = Withdrawal { version: 1, net, amounts: Pair::new(10, 0), valid_until_ms };
	let message = Message::Withdrawal(withdrawal);
	let channel = test.committed();
	let withdrawal = by_both(genesis, channel, withdrawal, &message, parties);
	test.gives_back(Alice, ChannelsCall::<Runtime>::withdraw_committed { channel, withdrawal });
	let close = Close { version: 1, net, valid_until_ms };
	let message = Message::Close(close);
	let channel = test.committed();
	let close = by_both(genesis, channel, close, &message, parties);
	test.gives_back(Alice, ChannelsCall::<Runtime>::close { channel, close });

	let channel = test.committed();
	let state = |version| {
		let state = State { version, net, htlcs: BoundedVec::default() };
		let message = Message::State(state.clone());
		by_both(genesis, channel, state, &message, parties)
	};
	let first = Some(state(1));
	test.gives_back(Alice, ChannelsCall::<Runtime>::force_close { channel, state: first });
	// Nobody has leased it or has it watched.
	test.gives_back(Bob, ChannelsCall::<Runtime>::challenge { channel, state: state(2) });
	let lost = test.committed();
	test.gives_back(Alice, ChannelsCall::<Runtime>::close_after_loss { channel: lost, claim: 1 });
	let requested = test.committed();
	test.chain.look(|| {
		Channels::request_withdrawal(origin(Alice), requested, 1_000, None).unwrap();
	});
	test.pass(HOUR);
	test.gives_back(Bob, ChannelsCall::<Runtime>::settle { channel });
	let (channel, side) = (requested, Side::Opener);
	test.gives_back(Bob, ChannelsCall::<Runtime>::finish_withdrawal { channel, side });
	nothing_is_left(&test, "Channels");
}

fn preimage(number: u8) -> Preimage {
	Preimage([number; 32])
}

/// Somebody asks for as much, in several parts or at once.
fn invoice(
	test: &mut Test,
	number: u8,
	payee: Sr25519Keyring,
	amount: u128,
) -> InvoiceRefOf<Runtime> {
	let hash = preimage(number).payment_hash();
	let invoice = common::invoice(account(payee), amount, hash, START_MS + 4 * HOUR);
	let features = Features::NONE.allowing(Feature::Mpp).allowing(Feature::Instant);
	let invoice = Invoice { features, ..invoice };
	test.chain.look(|| registered(invoice))
}

#[test]
fn payments_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let channel = test.open(Alice, Bob);
	// Never paid.
	invoice(&mut test, 1, Bob, 1_000);
	let (payment_hash, size) = (preimage(1).payment_hash(), Size::MOST);
	test.gives_back(Bob, MppCall::<Runtime>::cancel_invoice { payment_hash, size });

	let deadline_ms = START_MS + HOUR / 2;
	let pay = |invoice, total, amount| MppCall::<Runtime>::pay {
		invoice,
		total,
		routes: route([channel], amount),
		max_fee: 0,
		deadline_ms,
	};
	let asked = invoice(&mut test, 2, Bob, 1_000);
	test.gives_back(Alice, pay(asked, 1_000, 400));
	let (payment, part, hops) = (PaymentId(0), PartId(0), 8);
	let routes = route([channel], 300);
	test.gives_back(
		Alice,
		MppCall::<Runtime>::replace_part { payment, part, hops, routes: routes.clone() },
	);
	test.gives_back(Alice, MppCall::<Runtime>::add_parts { payment, routes });
	test.gives_back(Alice, MppCall::<Runtime>::drop_part { payment, part, hops });
	test.gives_back(Alice, MppCall::<Runtime>::cancel { payment, size });

	let asked = invoice(&mut test, 3, Bob, 1_000);
	test.gives_back(Alice, pay(asked, 1_000, 1_000));
	let (payment, preimage) = (PaymentId(1), preimage(3));
	test.gives_back(Bob, MppCall::<Runtime>::claim { payment, preimage, size });
	let asked = invoice(&mut test, 4, Bob, 1_000);
	let (total, routes) = (1_000, route([channel], 1_000));
	test.gives_back(
		Alice,
		MppCall::<Runtime>::pay_instant { invoice: asked, total, routes, max_fee: 0 },
	);
	let asked = invoice(&mut test, 5, Bob, 1_000);
	test.gives_back(Alice, pay(asked, 1_000, 1_000));
	test.pass(HOUR);
	test.gives_back(Charlie, MppCall::<Runtime>::settle { payment: PaymentId(2), size });
	nothing_is_left(&test, "Mpp");
}

#[test]
fn rebalancing_gives_back_what_it_did_not_use() {
	let mut test = Test::new();
	let people = [Alice, Bob, Charlie];
	let ring = [(Alice, Bob), (Bob, Charlie), (Charlie, Alice)];
	let channels: Vec<_> = ring.into_iter().map(|(who, with)| test.open(who, with)).collect();
	let channels = BoundedVec::truncate_from(channels);
	test.chain.look(|| {
		let deadline_ms = START_MS + HOUR;
		Rebalancing::propose(origin(people[0]), Native, channels, 1_000, deadline_ms).unwrap();
	});
	// There is one more to accept.
	test.gives_back(Bob, RebalancingCall::<Runtime>::accept { proposal: ProposalId(0) });
	nothing_is_left(&test, "Rebalancing");
}

/// What providers take off their shelves where they have to: here nothing is on them.
#[test]
fn providers_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let asset = || Native;
	let terms = Lending {
		region: Region(0),
		uptime: Permill::zero(),
		policy: Policy::FREE,
		hold_ppm: 0,
		challenge_period_ms: HOUR,
	};
	let item = Item {
		min_fee: 1_000,
		ppm: 0,
		min_size: 1,
		max_size: AMOUNT,
		lifetime_ms: 4 * HOUR,
		valid_until_ms: START_MS + 4 * HOUR,
	};
	test.chain.look(|| {
		Lsp::register(origin(Bob), Native, MinBond::convert(Native) + AMOUNT, terms).unwrap();
		Lsp::stock(origin(Bob), Native, AMOUNT).unwrap();
		Lsp::set_menu(origin(Bob), Native, Menu::truncate_from(vec![item])).unwrap();
	});
	test.gives_back(Bob, LspCall::<Runtime>::unstock { asset: asset(), amount: 1_000 });
	test.gives_back(Bob, LspCall::<Runtime>::withdraw_bond { asset: asset(), amount: 1_000 });
	let reserve = LspCall::<Runtime>::reserve {
		asset: asset(),
		provider: account(Bob),
		size: 10_000,
		lifetime_ms: HOUR,
		until_ms: START_MS + HOUR,
		max_price: 0,
	};
	test.gives_back(Alice, reserve);
	let channel = test.chain.look(pallet_bloc_channels::NextChannelId::<Runtime>::get);
	let request = Request {
		size: 10_000,
		own: 0,
		lifetime_ms: HOUR,
		payment: Payment::UpFront,
		max_fee: 1_000,
		limits: Asked::NONE,
	};
	let selection = Selection::Reserved(account(Bob));
	test.gives_back(
		Alice,
		LspCall::<Runtime>::request_channel { asset: asset(), request, selection },
	);
	let renew = LspCall::<Runtime>::renew { channel, lifetime_ms: HOUR, max_fee: 1_000 };
	test.gives_back(Alice, renew);
	test.chain.look(|| Lsp::give_up(origin(Alice), channel).unwrap());
	test.gives_back(Bob, LspCall::<Runtime>::leave { asset: asset() });
	nothing_is_left(&test, "Lsp");
}

/// A tower's work is the same each time.
#[test]
fn watchtowers_have_nothing_to_give_back() {
	nothing_is_left(&Test::new(), "Watchtowers");
}

/// Of two lots at the lowest price, for up to so many steps.
fn order(id: u64, side: OrderSide, kind: Kind) -> OrderSpec {
	OrderSpec {
		id: OrderId(id),
		side,
		amount: Amount::Lots(2),
		tick: Tick(1),
		kind,
		purse: Purse::Balance,
		deadline_ms: START_MS + 24 * HOUR,
		self_trade: SelfTrade::CancelNewest,
		max_steps: 8,
	}
}

fn rests(until_ms: Option<Moment>) -> Kind {
	Kind::Limit(Rest { until_ms, settled: false })
}

/// Orders take fewer steps than they may, and move nothing to accounts.
#[test]
fn traders_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let (pair, dollar) = (PairId(0), NativeOrWithId::WithId(TEST_DOLLAR));
	let terms = PairTerms {
		lot: 1_000,
		tick_value: 1_000,
		min_lots: 1,
		min_quote: 1,
		maker: MakerFee::Pays(Permill::zero()),
		taker: Permill::zero(),
	};
	test.chain.look(|| {
		Dex::open_pair(origin(Charlie), Native, dollar.clone(), terms).unwrap();
		for who in [Alice, Bob] {
			Dex::set_slots(origin(who), 8).unwrap();
			Dex::deposit(origin(who), Native, AMOUNT).unwrap();
			Dex::deposit(origin(who), dollar.clone(), AMOUNT).unwrap();
		}
	});
	let place = |id, side, kind| DexCall::<Runtime>::place { pair, order: order(id, side, kind) };
	for id in 0..4 {
		test.gives_back(Alice, place(id, OrderSide::Sell, rests(None)));
	}
	test.gives_back(Alice, place(4, OrderSide::Sell, rests(Some(START_MS + HOUR))));
	test.gives_back(Alice, DexCall::<Runtime>::reduce { id: OrderId(0), keep: 1 });
	test.gives_back(Alice, DexCall::<Runtime>::cancel { id: OrderId(0) });
	let order = |id| order(id, OrderSide::Sell, rests(None));
	test.gives_back(Alice, DexCall::<Runtime>::replace { id: OrderId(1), order: order(1) });
	let actions = BoundedVec::truncate_from(vec![Action::Place(order(0))]);
	test.gives_back(Alice, DexCall::<Runtime>::act { pair, actions });

	// The first two in the queue are filled: the third and the fourth that came.
	test.gives_back(Bob, place(0, OrderSide::Buy, Kind::ImmediateOrCancel));
	test.gives_back(Bob, place(0, OrderSide::Buy, Kind::FillOrKill));
	let orders = BoundedVec::truncate_from(vec![OrderId(2)]);
	test.gives_back(Bob, DexCall::<Runtime>::settle { who: account(Alice), orders });
	let hops = BoundedVec::truncate_from(vec![Hop { to: Native, pair: Some(pair) }]);
	let swap = SwapSpec {
		id: OrderId(0),
		want: Want::ExactOut(1_000),
		limit: AMOUNT,
		deadline_ms: START_MS + HOUR,
		max_steps: 8,
	};
	test.gives_back(Bob, DexCall::<Runtime>::swap { from: dollar, hops, swap });
	test.pass(2 * HOUR);
	test.gives_back(Bob, DexCall::<Runtime>::expire { who: account(Alice) });
	test.gives_back(Alice, DexCall::<Runtime>::cancel_all { pair, limit: 8 });
	cleared(&mut test, pair);
	nothing_is_left(&test, "Dex");
}

/// The pair is to be closed, and somebody takes out what is left in it.
fn cleared(test: &mut Test, pair: PairId) {
	test.gives_back(
		Alice,
		DexCall::<Runtime>::place { pair, order: order(0, OrderSide::Sell, rests(None)) },
	);
	test.chain.look(|| {
		let from_ms = pallet_timestamp::Now::<Runtime>::get() + NOTICE_MS;
		Dex::set_status(origin(Charlie), pair, Status::Closing { from_ms }).unwrap();
	});
	test.pass(NOTICE_MS);
	let orders = BoundedVec::truncate_from(vec![OrderId(0)]);
	test.gives_back(Bob, DexCall::<Runtime>::clear { pair, who: account(Alice), orders });
}

fn leg(number: u8) -> LegSpec<AccountId, NativeOrWithId<u32>> {
	common::leg(account(Bob), 1_000, preimage(number).payment_hash(), START_MS + HOUR)
}

/// A ring on this chain alone: Alice to Bob, and back.
fn ring_of_two() -> RingTerms<AccountId, NativeOrWithId<u32>> {
	let chain = Swaps::this_chain().unwrap();
	let leg = |owner, receiver| RingLeg {
		chain,
		owner: account(owner),
		receiver: account(receiver),
		asset: Native,
		amount: 1_000,
		into: None,
		bond: None,
	};
	RingTerms {
		payment_hash: preimage(20).payment_hash(),
		base_ms: START_MS + 10 * HOUR,
		gap_ms: HOUR,
		step_ms: HOUR,
		reveal_ms: HOUR,
		extension_ms: 0,
		legs: BoundedVec::truncate_from(vec![leg(Alice, Bob), leg(Bob, Alice)]),
	}
}

#[test]
fn swaps_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let source = Source::Channel(test.open(Alice, Bob));
	for number in 1..=4 {
		test.gives_back(Alice, SwapsCall::<Runtime>::lock { spec: leg(number), source });
	}
	let terms = test.chain.look(ring_of_two);
	test.gives_back(Alice, SwapsCall::<Runtime>::lock_ring { terms, position: 1, source });

	// In a channel that nobody listens to, and without a bond.
	let (owner, owners) = (account(Alice), BoundedVec::truncate_from(vec![account(Alice)]));
	test.gives_back(Bob, SwapsCall::<Runtime>::claim { owners, preimage: preimage(1) });
	let payment_hash = preimage(2).payment_hash();
	let back =
		SwapsCall::<Runtime>::hand_back { owner: owner.clone(), payment_hash, consent: None };
	test.gives_back(Bob, back);
	submarine_swaps(&mut test);
	divided(&mut test, owner.clone());
	test.pass(2 * HOUR);
	let payment_hash = preimage(4).payment_hash();
	test.gives_back(Charlie, SwapsCall::<Runtime>::settle { owner, payment_hash });
	nothing_is_left(&test, "Swaps");
}

/// As both agree: Alice makes the call, and Bob has signed.
fn divided(test: &mut Test, owner: AccountId) {
	let payment_hash = preimage(3).payment_hash();
	let valid_until_ms = START_MS + HOUR;
	let agreement = pallet_bloc_swaps::consent::Agreement::Divide { to_receiver: 10 };
	let bytes = test.chain.look(|| {
		Swaps::consent_payload(owner.clone(), payment_hash, agreement, valid_until_ms).unwrap()
	});
	let signature = sp_runtime::MultiSignature::Sr25519(Bob.sign(&bytes));
	let by_receiver = Some(pallet_bloc_swaps::consent::Consent { signature, valid_until_ms });
	let consents = Consents { by_owner: None, by_receiver };
	let call = SwapsCall::<Runtime>::divide { owner, payment_hash, to_receiver: 10, consents };
	test.gives_back(Alice, call);
}

/// In and out of channels, by Bob's quotes.
fn submarine_swaps(test: &mut Test) {
	let (with_bob, of_bob) = (test.open(Alice, Bob), test.open(Bob, Alice));
	let deadline_ms = START_MS + HOUR / 2;
	let rates = Rates::default();
	test.chain.look(|| {
		for direction in [Direction::In, Direction::Out] {
			let terms = QuoteTerms {
				rates,
				min_amount: 1,
				max_amount: AMOUNT,
				most_ms: HOUR,
				limit: AMOUNT,
				valid_until_ms: START_MS + HOUR,
				external_ms: None,
			};
			Swaps::set_quote(origin(Bob), Native, direction, terms).unwrap();
		}
		Swaps::add_stock(origin(Bob), Native, AMOUNT).unwrap();
		// Bob pays for others, who have chosen the route.
		let policy = Policy { min_amount: 1, ..Policy::FREE };
		Channels::set_policy(origin(Bob), of_bob, Some(policy)).unwrap();
	});
	let taken =
		|| Taken { provider: account(Bob), asset: Native, rates, amount: 1_000, deadline_ms };
	let invoice = invoice(test, 30, Alice, 1_000);
	let way = Way::Invoice { invoice, routes: route([of_bob], 1_000), max_fee: 0 };
	let source = Source::Account;
	test.gives_back(Alice, SwapsCall::<Runtime>::swap_in { taken: taken(), way, source });
	let swap_out = SwapsCall::<Runtime>::swap_out {
		taken: taken(),
		payment_hash: preimage(31).payment_hash(),
		to: account(Alice),
		routes: route([with_bob], 1_000),
		max_fee: 0,
	};
	test.gives_back(Alice, swap_out);
	let (owner, payment_hash) = (account(Alice), preimage(31).payment_hash());
	let (size, consent) = (Size::MOST, None);
	let cancel = SwapsCall::<Runtime>::cancel_swap { owner, payment_hash, size, consent };
	test.gives_back(Alice, cancel);
}

#[test]
fn clocks_give_back_what_they_did_not_use() {
	let mut test = Test::new();
	let frequency = Frequency::Custom(HOUR);
	let terms = Terms { price: 1_000, frequency, catch_up: CatchUp::Each };
	test.chain.look(|| {
		let limits = Limits::default();
		Recurring::authorise(origin(Alice), account(Bob), Native, terms, limits, None).unwrap();
	});
	test.pass(HOUR);
	let subscription = SubscriptionId(0);
	test.gives_back(Bob, RecurringCall::<Runtime>::settle { subscription });
	nothing_is_left(&test, "Recurring");
	nothing_is_left(&test, "Streaming");
}

/// Each call of the pallet has given something back, or is one of the others.
fn nothing_is_left(test: &Test, pallet: &str) {
	let (_, exact) = EXACT.iter().find(|(name, _)| *name == pallet).unwrap();
	let exact: BTreeSet<_> = exact.iter().flat_map(|(_, names)| *names).copied().collect();
	for name in RuntimeCall::get_call_names(pallet) {
		let gave = test.gave.contains(&format!("{pallet}.{name}"));
		let both = gave && exact.contains(name);
		assert!(!both, "{pallet}.{name} gives something back, and is said not to");
		assert!(gave || exact.contains(name), "{pallet}.{name}: does it use what it declares?");
	}
}

#[test]
fn all_pallets_of_the_suite_are_looked_at() {
	for pallet in PALLETS {
		assert!(EXACT.iter().any(|(name, _)| *name == pallet), "{pallet}");
		assert!(RuntimeCall::get_module_names().contains(&pallet), "{pallet}");
		assert!(!RuntimeCall::get_call_names(pallet).is_empty());
	}
	assert!(!ChannelsCall::<Runtime>::get_call_names().is_empty());
}
