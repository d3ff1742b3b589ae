//! What payments in channels are charged beside a transfer, and what is done around them and in the
//! exchange: for weight and for length. What every transaction pays beside that (its base, its
//! signature) is the same for all.
//!
//! A transfer weighs what the SDK has measured on its reference hardware, unless `scripts/weights
//! balances` has weighed it where payments were.
//!
//! `cargo nextest run --workspace -E 'binary(fees)' --no-capture` prints all ratios.

#![allow(clippy::arithmetic_side_effects, clippy::panic, clippy::unwrap_used)]

mod common;

use bloc_primitives::{
	channel::Subscribe,
	invoice::{Feature, Features, Invoice},
	state::{CoSigned, Htlc, NetTransfer, State, MAX_HTLCS},
	urgent::{Urgent, SURCHARGE},
	ChannelId, Pair, Policy, Preimage, Side,
};
use codec::Encode;
use common::{account, invoice, leg, registered, route, Chain};
use frame_support::{
	dispatch::{extract_actual_weight, GetDispatchInfo},
	traits::{
		fungible::NativeOrWithId::{self, Native},
		Get, UnfilteredDispatchable,
	},
	weights::{constants::ExtrinsicBaseWeight, Weight, WeightToFee},
	BoundedVec,
};
use lightning_bloc_runtime::{
	configs::{lsp::MinBond as LeaseBond, watchtowers::MinBond},
	constants::{FeeOfLength, FeeOfWeight},
	genesis_config_presets::TEST_DOLLAR,
	AccountId, Channels, Dex, Lsp, Runtime, RuntimeCall, RuntimeOrigin, System, Timestamp,
	Watchtowers,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_dex::{
	price::Tick,
	terms::{MakerFee, Terms as PairTerms},
	types::{Amount, Kind, OrderId, OrderSpec, PairId, Purse, Rest, SelfTrade, Side as OrderSide},
	Call as DexCall,
};
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits as Asked, Terms as Lending},
	shelf::{Place, Region},
	types::{Request, Selection},
	Call as LspCall,
};
use pallet_bloc_mpp::{
	types::{PaymentId, Routes, Size},
	Call as MppCall, InvoiceRefOf,
};
use pallet_bloc_swaps::{types::Source, Call as SwapsCall};
use pallet_bloc_watchtowers::{
	demand::Answer,
	types::{Profile, Rate as TowerRate, Terms as TowerTerms, TowerId, MAX_BACKUP},
	Call as TowersCall,
};
use sp_keyring::Sr25519Keyring::{self, Alice, Bob, Charlie, Dave};
use sp_runtime::{traits::Convert, MultiSignature, Permill};

const HOUR: u64 = 3_600_000;

/// Alice to Bob to Charlie to Dave: three channels, in which those in between forward for nothing.
fn chain_of_three() -> Chain {
	let mut chain = Chain::of("development");
	chain.block(6_000, vec![]);
	chain.look(|| {
		for (opener, counterparty) in [(Alice, Bob), (Bob, Charlie), (Charlie, Dave)] {
			let (counterparty, amount) = (account(counterparty), 1_000_000_000);
			let of = RuntimeOrigin::signed(account(opener));
			Channels::open(of, counterparty, Native, amount, HOUR).unwrap();
		}
		for (who, channel) in [(Bob, 1), (Charlie, 2)] {
			let policy = Policy { min_amount: 1, ..Policy::FREE };
			let of = RuntimeOrigin::signed(account(who));
			Channels::set_policy(of, ChannelId(channel), Some(policy)).unwrap();
		}
	});
	chain
}

/// What a call took that was made, and what is charged for it.
#[derive(Clone, Copy)]
struct Charge {
	/// What it weighed in the end.
	weight: Weight,
	/// The bytes of the transaction.
	bytes: u64,
	/// For its own work alone.
	by_weight: u128,
	/// For its own work and its own bytes: what differs from call to call.
	by_itself: u128,
	/// For its own work, and all bytes.
	with_length: u128,
	/// All of it: the fee.
	fee: u128,
}

impl Charge {
	/// Of a call that weighed so much, and so much `around` it, with `own` of so many bytes.
	fn of(weight: Weight, around: Weight, own: u64, bytes: u64) -> Self {
		let of = |weight: Weight, length: u64| {
			FeeOfWeight::weight_to_fee(&weight)
				+ FeeOfLength::weight_to_fee(&Weight::from_parts(length, 0))
		};
		let fee = of(weight + around + ExtrinsicBaseWeight::get(), bytes);
		let (by_weight, by_itself) = (of(weight, 0), of(weight, own));
		Self { weight, bytes, by_weight, by_itself, with_length: of(weight, bytes), fee }
	}

	/// Of two transactions.
	fn and(self, other: Self) -> Self {
		Self {
			weight: self.weight + other.weight,
			bytes: self.bytes + other.bytes,
			by_weight: self.by_weight + other.by_weight,
			by_itself: self.by_itself + other.by_itself,
			with_length: self.with_length + other.with_length,
			fee: self.fee + other.fee,
		}
	}
}

/// What a call that is made takes, by what it weighed in the end.
fn made(chain: &mut Chain, who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> Charge {
	let call = call.into();
	let tx = chain.signed(who, call.clone());
	chain.look(|| {
		let (info, whole) = (tx.get_dispatch_info(), tx.encoded_size() as u64);
		let answered = call.urgent_weight() * (SURCHARGE - 1);
		let own = call.encoded_size() as u64;
		let done = call.dispatch_bypass_filter(RuntimeOrigin::signed(account(who)));
		assert!(done.is_ok(), "{done:?}");
		let weight = extract_actual_weight(&done, &info);
		Charge::of(weight, info.extension_weight - answered, own, whole)
	})
}

/// What a call is charged that is made, by what it weighed, and for its length.
fn charged(chain: &mut Chain, who: Sr25519Keyring, call: impl Into<RuntimeCall>) -> u128 {
	made(chain, who, call).with_length
}

fn transferred(chain: &mut Chain) -> Charge {
	let dest = account(Bob).into();
	let call = pallet_balances::Call::transfer_keep_alive { dest, value: 1_000_000 };
	made(chain, Alice, RuntimeCall::Balances(call))
}

fn transfer(chain: &mut Chain) -> u128 {
	transferred(chain).with_length
}

/// Dave is to be paid over all three channels: by which invoice, and how.
fn invoice_over_three(number: u8) -> (InvoiceRefOf<Runtime>, Routes) {
	let (amount, hash) = (1_000_000, Preimage([number; 32]).payment_hash());
	let invoice = invoice(account(Dave), amount, hash, Timestamp::get() + HOUR);
	let features = Features::NONE.allowing(Feature::Instant);
	(registered(Invoice { features, ..invoice }), route((0..3).map(ChannelId), amount))
}

/// Dave is paid over all three channels at once.
fn over_three(number: u8) -> MppCall<Runtime> {
	let (invoice, routes) = invoice_over_three(number);
	MppCall::pay_instant { invoice, total: 1_000_000, routes, max_fee: 0 }
}

fn paid(chain: &mut Chain) -> Charge {
	let pay = ChannelsCall::<Runtime>::pay { channel: ChannelId(0), amount: 1_000_000 };
	made(chain, Alice, pay)
}

#[test]
fn a_payment_is_charged_no_more_than_a_transfer() {
	let mut chain = chain_of_three();
	let (transfer, pay) = (transfer(&mut chain), paid(&mut chain).with_length);
	assert!(pay <= transfer, "{pay} beside {transfer}");
}

#[test]
fn a_payment_over_three_channels_is_charged_no_more_than_three_transfers() {
	let mut chain = chain_of_three();
	let transfer = transfer(&mut chain);
	let call = chain.look(|| over_three(1));
	let instant = charged(&mut chain, Alice, call);
	assert!(instant <= 3 * transfer, "{instant} beside {transfer}");
}

/// What is promised, for the calls themselves: all bytes that are the same for all aside.
#[test]
fn a_payment_is_charged_half_a_transfer_and_one_over_three_channels_two() {
	let mut chain = chain_of_three();
	let (transfer, pay) = (transferred(&mut chain), paid(&mut chain));
	assert!(2 * pay.by_itself < transfer.by_itself);
	let call = chain.look(|| over_three(1));
	let instant = made(&mut chain, Alice, call);
	assert!(instant.by_weight < 2 * transfer.by_weight);
	assert!(instant.with_length < 2 * transfer.with_length);
}

/// A challenge with the largest state, declared: that it would work takes a dispute.
fn challenged(chain: &mut Chain) -> Charge {
	let call = largest_challenge();
	let tx = chain.signed(Charlie, call.clone());
	chain.look(|| {
		let info = tx.get_dispatch_info();
		let answered = call.urgent_weight() * (SURCHARGE - 1);
		let around = info.extension_weight - answered;
		let own = call.encoded_size() as u64;
		Charge::of(info.call_weight, around, own, tx.encoded_size() as u64)
	})
}

/// A payment over three channels that waits, and its claim.
fn paid_and_claimed(chain: &mut Chain) -> [Charge; 2] {
	let (invoice, routes) = chain.look(|| invoice_over_three(7));
	let deadline_ms = chain.now_ms + HOUR / 2;
	let pay =
		MppCall::<Runtime>::pay { invoice, total: 1_000_000, routes, max_fee: 0, deadline_ms };
	let pay = made(chain, Alice, pay);
	let (payment, preimage) = (PaymentId(0), Preimage([7; 32]));
	let claim = MppCall::<Runtime>::claim { payment, preimage, size: Size { parts: 1, hops: 3 } };
	[pay, made(chain, Dave, claim)]
}

/// A leg of a swap out of an account, and its claim.
fn locked_and_claimed(chain: &mut Chain) -> [Charge; 2] {
	let preimage = Preimage([8; 32]);
	let spec = leg(account(Bob), 1_000_000, preimage.payment_hash(), chain.now_ms + HOUR);
	let lock = SwapsCall::<Runtime>::lock { spec, source: Source::Account };
	let lock = made(chain, Alice, lock);
	let owners = vec![account(Alice)].try_into().unwrap();
	[lock, made(chain, Bob, SwapsCall::<Runtime>::claim { owners, preimage })]
}

/// What everybody in the exchange does: an order that rests, one that is taken out, and one that takes
/// all that rests at a price.
struct Trades {
	place: Charge,
	cancel: Charge,
	take: Charge,
}

/// Lots of a thousandth of what is brought.
fn traded(chain: &mut Chain) -> Trades {
	let (pair, dollar) = (PairId(0), NativeOrWithId::WithId(TEST_DOLLAR));
	let terms = PairTerms {
		lot: 1_000,
		tick_value: 1_000,
		min_lots: 1,
		min_quote: 1,
		maker: MakerFee::Pays(Permill::from_percent(0)),
		taker: Permill::from_parts(2_000),
	};
	chain.look(|| {
		let by = |who| RuntimeOrigin::signed(account(who));
		Dex::open_pair(by(Alice), Native, dollar.clone(), terms).unwrap();
		for who in [Alice, Bob] {
			Dex::set_slots(by(who), 8).unwrap();
			Dex::deposit(by(who), Native, 1_000_000).unwrap();
			Dex::deposit(by(who), dollar.clone(), 1_000_000).unwrap();
		}
	});
	let deadline_ms = chain.now_ms + HOUR;
	let place = |id, side, kind| {
		let (id, amount, tick) = (OrderId(id), Amount::Lots(10), Tick(1));
		let (purse, self_trade) = (Purse::Balance, SelfTrade::CancelNewest);
		let order = OrderSpec {
			id,
			side,
			amount,
			tick,
			kind,
			purse,
			deadline_ms,
			self_trade,
			max_steps: 4,
		};
		DexCall::<Runtime>::place { pair, order }
	};
	let rests = Kind::Limit(Rest::default());
	let first = made(chain, Alice, place(0, OrderSide::Sell, rests));
	made(chain, Alice, place(1, OrderSide::Sell, rests));
	let cancel = made(chain, Alice, DexCall::<Runtime>::cancel { id: OrderId(1) });
	let take = made(chain, Bob, place(0, OrderSide::Buy, Kind::FillOrKill));
	Trades { place: first, cancel, take }
}

/// What a channel costs that is leased, and one that is watched; and the signs of life of those who
/// do that.
struct Trust {
	lease: Charge,
	lends: Charge,
	hire: Charge,
	watches: Charge,
}

fn trusted(chain: &mut Chain) -> Trust {
	let now_ms = chain.now_ms;
	let (tower, channel) = (TowerId(0), ChannelId(0));
	let terms = TowerTerms { rate: TowerRate(1_000_000_000_000), cover: 1, response_ms: 1 };
	chain.look(|| provide_and_watch(now_ms, terms));
	let (number, hash) = chain.look(|| {
		let number = System::block_number() - 1;
		(number, System::block_hash(number))
	});
	let lends = LspCall::<Runtime>::beat { asset: Native, number, hash };
	let lends = made(chain, Bob, lends);
	let watches = made(chain, Bob, TowersCall::<Runtime>::beat { tower, number, hash });
	let request = Request {
		size: 100_000,
		own: 0,
		lifetime_ms: HOUR,
		payment: Payment::UpFront,
		max_fee: 1_000,
		limits: Asked::NONE,
	};
	let selection = Selection::Best(None);
	let lease = LspCall::<Runtime>::request_channel { asset: Native, request, selection };
	let lease = made(chain, Alice, lease);
	let (deposit, accepts) = (1_000_000, terms);
	let hire = TowersCall::<Runtime>::hire { channel, tower, deposit, accepts };
	Trust { lease, lends, hire: made(chain, Alice, hire), watches }
}

/// Bob provides, is found, and has a tower.
fn provide_and_watch(now_ms: u64, terms: TowerTerms) {
	let bob = || RuntimeOrigin::signed(account(Bob));
	let lending = Lending {
		region: Region(0),
		uptime: Permill::from_percent(0),
		policy: Policy::FREE,
		hold_ppm: 0,
		challenge_period_ms: HOUR,
	};
	let item = Item {
		min_fee: 1_000,
		ppm: 0,
		min_size: 1,
		max_size: 1_000_000,
		lifetime_ms: 24 * HOUR,
		valid_until_ms: now_ms + HOUR,
	};
	Lsp::register(bob(), Native, LeaseBond::convert(Native), lending).unwrap();
	Lsp::stock(bob(), Native, 1_000_000).unwrap();
	Lsp::set_menu(bob(), Native, Menu::truncate_from(vec![item])).unwrap();
	Lsp::list(bob(), Native, 0, Place::of(100_000, HOUR).unwrap()).unwrap();
	let profile =
		Profile { region: 0, sealing_key: [0; 32], contact: BoundedVec::default(), uptime_ppm: 0 };
	let bond = MinBond::convert(Native);
	Watchtowers::register(bob(), Native, bond, account(Bob), terms, profile).unwrap();
}

/// A maker moves its prices all day, and pays for each.
#[test]
fn an_order_is_charged_a_few_transfers_however_it_ends() {
	let mut chain = chain_of_three();
	let transfer = transferred(&mut chain).with_length;
	let Trades { place, cancel, take } = traded(&mut chain);
	assert!(place.with_length <= 4 * transfer, "{} beside {transfer}", place.with_length);
	assert!(take.with_length <= 4 * transfer, "{} beside {transfer}", take.with_length);
	assert!(cancel.with_length <= 2 * transfer, "{} beside {transfer}", cancel.with_length);
	assert!(cancel.by_weight < place.by_weight);
}

/// Each of them is asked for all the time, however many channels there are.
#[test]
fn a_sign_of_life_is_charged_a_transfer_or_two() {
	let mut chain = chain_of_three();
	let transfer = transferred(&mut chain).with_length;
	let Trust { lends, watches, lease, hire } = trusted(&mut chain);
	assert!(4 * lends.with_length <= 5 * transfer, "{} beside {transfer}", lends.with_length);
	assert!(2 * watches.with_length <= 5 * transfer, "{} beside {transfer}", watches.with_length);
	// With what the hook does for them in the end.
	for once in [lease, hire] {
		assert!(once.with_length <= 15 * transfer, "{} beside {transfer}", once.with_length);
	}
}

/// The table of the book. What is charged for the weight alone; with the call's own bytes; with all of
/// the transaction's; and the whole fee, of which the base and the signature are the same for all.
#[test]
fn all_ratios_are_printed() {
	let mut chain = chain_of_three();
	let transfer = transferred(&mut chain);
	let pay = paid(&mut chain);
	let call = chain.look(|| over_three(1));
	let instant = made(&mut chain, Alice, call);
	let challenge = challenged(&mut chain);
	let [lock, settle] = paid_and_claimed(&mut chain);
	let [swap, claim] = locked_and_claimed(&mut chain);
	let both = swap.and(claim);
	let Trades { place, cancel, take } = traded(&mut chain);
	let Trust { lease, lends, hire, watches } = trusted(&mut chain);
	println!("beside a transfer:             µs  bytes  weight  + own  + all  whole fee");
	for (name, it) in [
		("balances.transferKeepAlive", transfer),
		("channels.pay", pay),
		("mpp.payInstant, 3 channels", instant),
		("channels.challenge, 32 HTLCs", challenge),
		("mpp.pay, 3 channels", lock),
		("mpp.claim, 3 channels", settle),
		("swaps.lock", swap),
		("swaps.claim", claim),
		("swaps.lock and claim", both),
		("dex.place, that rests", place),
		("dex.place, that takes", take),
		("dex.cancel", cancel),
		("lsp.requestChannel, the best", lease),
		("lsp.beat", lends),
		("watchtowers.hire", hire),
		("watchtowers.beat", watches),
	] {
		let ratio = |of: fn(&Charge) -> u128| {
			let thousandths = of(&it) * 1_000 / of(&transfer);
			format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000)
		};
		let (micros, bytes) = (it.weight.ref_time() / 1_000_000, it.bytes);
		let weight = ratio(|it| it.by_weight);
		let (own, all) = (ratio(|it| it.by_itself), ratio(|it| it.with_length));
		let fee = ratio(|it| it.fee);
		println!("{name:28} {micros:>4} {bytes:>6} {weight:>7} {own:>6} {all:>6} {fee:>10}");
		assert!(it.fee > it.with_length);
	}
}

/// One with as many HTLCs as there can be.
fn largest_challenge() -> RuntimeCall {
	let htlc = |n: u8| Htlc {
		payer: Side::Opener,
		amount: u128::MAX,
		payment_hash: Preimage([n; 32]).payment_hash(),
		deadline_ms: u64::MAX,
	};
	let htlcs: Vec<_> = (0..MAX_HTLCS as u8).map(htlc).collect();
	let net = NetTransfer { payer: Side::Opener, amount: u128::MAX };
	let body = State { version: u64::MAX, net, htlcs: htlcs.try_into().unwrap() };
	let signature = |who: Sr25519Keyring| MultiSignature::Sr25519(who.sign(b"anything"));
	let state = CoSigned::by_both(body, Pair::new(signature(Alice), signature(Bob)));
	ChannelsCall::<Runtime>::challenge { channel: ChannelId(0), state }.into()
}

/// A state with as many HTLCs, against a request to withdraw.
fn largest_contest() -> RuntimeCall {
	let RuntimeCall::Channels(ChannelsCall::challenge { channel, state }) = largest_challenge()
	else {
		panic!("a challenge")
	};
	ChannelsCall::<Runtime>::contest_withdrawal { channel, side: Side::Opener, state }.into()
}

/// Whoever shows that a closer claimed too much, or a requester, is not out of pocket.
#[test]
fn a_closing_deposit_pays_for_the_largest_answer() {
	let mut chain = chain_of_three();
	let fees = [largest_challenge(), largest_contest()].map(|call| {
		let length = chain.signed(Charlie, call.clone()).encoded_size() as u64;
		chain.look(|| {
			// Asked first whether it would work, and what every transaction pays.
			let weight = call.get_dispatch_info().call_weight + call.urgent_weight();
			FeeOfWeight::weight_to_fee(&(weight + ExtrinsicBaseWeight::get()))
				+ FeeOfLength::weight_to_fee(&Weight::from_parts(length, 0))
		})
	});
	let fee = fees.into_iter().max().unwrap();
	let deposit = chain.look(<<Runtime as pallet_bloc_channels::Config>::ClosingDeposit>::get);
	assert!((fee..3 * fee).contains(&deposit), "{deposit} for {fee}");
}

/// Nor is whoever publishes what is demanded of a watchtower.
#[test]
fn a_demands_deposit_pays_for_the_longest_answer() {
	let mut chain = chain_of_three();
	let backup = BoundedVec::truncate_from(vec![7; MAX_BACKUP as usize]);
	let call = RuntimeCall::from(TowersCall::<Runtime>::answer {
		channel: ChannelId(u64::MAX),
		side: Side::Opener,
		tower: TowerId(u64::MAX),
		answer: Answer::Backup(backup),
	});
	let length = chain.signed(Charlie, call.clone()).encoded_size() as u64;
	let fee = chain.look(|| {
		let weight = call.get_dispatch_info().call_weight;
		FeeOfWeight::weight_to_fee(&(weight + ExtrinsicBaseWeight::get()))
			+ FeeOfLength::weight_to_fee(&Weight::from_parts(length, 0))
	});
	let deposit = chain.look(<<Runtime as pallet_bloc_watchtowers::Config>::DemandDeposit>::get);
	assert!((fee..3 * fee).contains(&deposit), "{deposit} for {fee}");
}

#[test]
fn who_listens_makes_it_dearer_and_who_does_not_does_not() {
	let mut chain = chain_of_three();
	let pay = || ChannelsCall::<Runtime>::pay { channel: ChannelId(0), amount: 1_000_000 };
	let alone = charged(&mut chain, Alice, pay());
	let over = chain.look(|| over_three(1));
	let over_alone = charged(&mut chain, Alice, over);
	chain.look(|| {
		for (id, who) in [(0, Bob), (1, Bob), (2, Dave)] {
			<Channels as Subscribe<AccountId>>::subscribe(ChannelId(id), &account(who), true)
				.unwrap();
		}
	});
	// Nobody has a policy: the first to look finds that, and listens no more.
	let watched = charged(&mut chain, Alice, pay());
	assert!(watched > alone);
	let over = chain.look(|| over_three(2));
	assert!(charged(&mut chain, Alice, over) > over_alone);
	assert_eq!(charged(&mut chain, Alice, pay()), alone);
	let over = chain.look(|| over_three(3));
	assert_eq!(charged(&mut chain, Alice, over), over_alone);
}
