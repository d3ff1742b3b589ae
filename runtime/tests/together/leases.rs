//! Liquidity that is let: who provides it, what others lease of it, and what becomes of that.

use super::{
	payments::forwarding,
	people::{asset, by, person, Asset, Calls, DAY, MINUTE, PERIOD},
	steps::Step,
};
use bloc_primitives::Policy;
use frame_support::BoundedVec;
use lightning_bloc_runtime::{
	configs::lsp::MinBond, AccountId, Balance, Lsp, Moment, Runtime, RuntimeCall, Signature, System,
};
use pallet_bloc_channels::Call as ChannelsCall;
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::{Limits, Terms},
	quote::Quote,
	shelf::{Place, Region},
	types::{Request, Selection, SignedQuote},
	Call, LeaseOf, Leases,
};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{traits::Convert, Permill};

type LspCall = Call<Runtime>;

/// The bond of a provider, beside the least and what a step brings.
const BOND: Balance = 1_000_000;

/// What a provider asks: the higher the number, the more.
fn item(number: u8, now_ms: Moment) -> Item {
	let number = number % 3;
	Item {
		min_fee: 10 + Balance::from(number),
		ppm: 1_000 + 500 * u32::from(number),
		min_size: 1,
		max_size: Balance::MAX,
		lifetime_ms: 7 * DAY,
		valid_until_ms: now_ms + 60 * MINUTE,
	}
}

fn terms(number: u8, region: Region) -> Terms {
	Terms {
		region,
		uptime: Permill::from_percent(99),
		// Nothing stays with it: what is listed has to be of use.
		policy: Policy { reserve: 0, ..forwarding(number) },
		hold_ppm: u32::from(number % 100),
		challenge_period_ms: PERIOD,
	}
}

/// A sign of life, by the newest block whose hash is known.
fn beat(asset: Asset) -> LspCall {
	let number = System::block_number() - 1;
	Call::beat { asset, number, hash: System::block_hash(number) }
}

/// What a provider does: mostly all that it takes to be found.
pub fn providing(step: &Step, now_ms: Moment) -> Calls {
	let Step::Provide { who, native, what, amount } = *step else { return vec![] };
	let (me, on) = (person(who), || asset(native));
	// Offered are channels of a quarter, of which there is twice as much at the least.
	let place = Place::of(amount / 4, DAY).unwrap();
	let list = || LspCall::list { asset: on(), item: 0, place };
	let known = Lsp::provider(on(), me.clone());
	let region = known.map_or(Region(u16::from(what % 2)), |known| known.terms.region);
	let menu = Menu::truncate_from(vec![item(what, now_ms)]);
	let calls: Vec<LspCall> = match what % 16 {
		0..=5 => vec![
			Call::register {
				asset: on(),
				bond: MinBond::convert(on()) + BOND + amount,
				terms: terms(what, region),
			},
			Call::stock { asset: on(), amount },
			Call::set_menu { asset: on(), menu },
			list(),
		],
		6 => vec![Call::set_terms { asset: on(), terms: terms(what / 16, region) }],
		7 => vec![Call::stock { asset: on(), amount }, list()],
		8 => vec![Call::unstock { asset: on(), amount: amount / 2 }],
		9 => vec![Call::add_bond { asset: on(), amount }],
		10 => vec![Call::withdraw_bond { asset: on(), amount: amount / 2 }],
		11 => vec![Call::delist { asset: on(), provider: me.clone(), place }],
		12 => vec![Call::reindex { asset: on(), provider: person(what / 16), place }],
		13 => vec![Call::leave { asset: on() }],
		_ => vec![beat(on())],
	};
	by(&me, calls)
}

/// What a provider has signed for whoever brings it, for two channels.
fn quoted(
	who: &AccountId,
	asset: &Asset,
	number: u8,
	now_ms: Moment,
) -> Selection<AccountId, Signature> {
	let quote = Quote {
		client: None,
		item: item(number, now_ms),
		terms: terms(number, Region(0)),
		uses: 2,
		number: u64::from(number % 2),
	};
	let payload = quote.payload(&System::block_hash(0), who, asset);
	let key = Sr25519Keyring::from_account_id(who).unwrap();
	let signature = Signature::Sr25519(key.sign(&payload));
	Selection::Quoted(who.clone(), Box::new(SignedQuote { quote, signature }))
}

/// What a client asks of providers, by any way to choose one and to pay.
pub fn leasing(step: &Step, now_ms: Moment) -> Calls {
	let Step::Lease { from, provider, native, what, amount } = *step else { return vec![] };
	let (client, who, on) = (person(from), person(provider), || asset(native));
	let (size, lifetime_ms) = (amount / 4, MINUTE + 10 * amount as Moment);
	let asked = Lsp::opening_fee(on(), who.clone(), size, lifetime_ms);
	let payment = match what / 8 % 3 {
		0 => Payment::UpFront,
		1 => Payment::Streamed(asked.unwrap_or(10) / 2),
		_ => Payment::FirstReceived,
	};
	let request = Request {
		size,
		own: amount / 16,
		lifetime_ms,
		payment,
		max_fee: amount,
		limits: Limits::NONE,
	};
	let ask = |selection| LspCall::request_channel { asset: on(), request, selection };
	let reserve = || LspCall::reserve {
		asset: on(),
		provider: who.clone(),
		size,
		lifetime_ms,
		until_ms: now_ms + 1 + amount as Moment,
		max_price: amount,
	};
	let calls: Vec<LspCall> = match what % 8 {
		0..=2 => vec![ask(Selection::Best(None))],
		3 => vec![ask(Selection::Best(Some(Region(u16::from(what / 8 % 2)))))],
		4 => vec![ask(Selection::Provider(who.clone()))],
		5 => vec![ask(quoted(&who, &on(), what / 8, now_ms))],
		6 => vec![reserve(), ask(Selection::Reserved(who.clone()))],
		_ if what < 128 => vec![reserve()],
		_ => {
			let (provider, client) = (who.clone(), client.clone());
			vec![Call::end_reservation { asset: on(), provider, client }]
		},
	};
	by(&client, calls)
}

/// One of the parties, or somebody.
fn someone(lease: &LeaseOf<Runtime>, who: u8) -> AccountId {
	match who % 8 {
		0 => person(who / 8),
		1..=4 => lease.client.clone(),
		_ => lease.provider.clone(),
	}
}

/// What becomes of a lease.
pub fn of_lease(step: &Step, now_ms: Moment) -> Option<(AccountId, RuntimeCall)> {
	let Step::OfLease { which, who, what, amount } = *step else { return None };
	let count = Leases::<Runtime>::iter_keys().count();
	let nth = usize::from(which).checked_rem(count)?;
	let (channel, record) = Leases::<Runtime>::iter().nth(nth)?;
	let lease = record.lease;
	let refund = amount % (lease.in_pot() + 1);
	// Some are over already.
	let until_ms = now_ms + amount as Moment % 16 * MINUTE;
	let call: LspCall = match what % 10 {
		0 | 1 => Call::pay_fee { channel, amount: 1 + amount % (lease.fee / 2 + 1) },
		2 => Call::renew { channel, lifetime_ms: MINUTE + amount as Moment, max_fee: amount },
		3 => Call::propose_end { channel, refund: Some(refund), until_ms },
		4 => Call::propose_end { channel, refund: None, until_ms },
		5 => {
			let refund = lease.proposal.map_or(refund, |proposal| proposal.refund);
			Call::accept_end { channel, refund }
		},
		6 => Call::give_up { channel },
		7 => Call::settle { channel },
		8 => {
			let all = Leases::<Runtime>::iter();
			let own = all.filter(|(_, it)| {
				it.lease.provider == lease.provider && it.lease.asset == lease.asset
			});
			let channels = BoundedVec::truncate_from(own.map(|(channel, _)| channel).collect());
			let collect = LspCall::collect { asset: lease.asset, channels };
			return Some((lease.provider, collect.into()));
		},
		_ => {
			let close = ChannelsCall::force_close { channel, state: None };
			return Some((someone(&lease, who), close.into()));
		},
	};
	Some((someone(&lease, who), call.into()))
}
