//! What must hold after each step, and in the end.

use super::{
	books::{source_of, Books, Moved},
	runtime::*,
	Model, OfSwaps,
};
use crate::common::{now, person, ASSETS, PEOPLE};
use bloc_primitives::{channel::Inspect, preimage::Registry, Moment, PaymentHash, Side};
use bloc_testing::people::{issuer, AccountId};
use pallet_bloc_mpp::types::{Locks, PaymentId};
use pallet_bloc_swaps::{leg::Funds, Bonds, Call, Credits, Event, Legs, Pots, Quotes, RingTermsOf};
use std::collections::BTreeMap;

/// What each of the people could call its own of each asset: in its account and outside of
/// channels, in channels, in legs that it owns, stocks and bonds that it has put up, in credits,
/// and lent.
type Claims = [[Balance; ASSETS.len()]; PEOPLE];

fn claims() -> Claims {
	let mut claims = Claims::default();
	let mut add = |who: &AccountId, asset: &Asset, amount: Balance| {
		let index = (0..PEOPLE).find(|index| person(*index) == *who);
		let asset = ASSETS.iter().position(|known| known == asset);
		if let (Some(who), Some(asset)) = (index, asset) {
			claims[who][asset] += amount;
		}
	};
	for who in (0..PEOPLE).map(person) {
		for asset in &ASSETS {
			add(&who, asset, wealth(asset, &who) + Channels::balance(&who, asset));
		}
	}
	for (_, channel) in all_channels() {
		for side in Side::BOTH {
			// What is locked is its owner's, and counted once.
			let ledger = channel.ledger.of(side);
			add(channel.parties.of(side), &channel.asset, ledger.free + ledger.locked);
		}
	}
	for (owner, _, record) in Legs::<Test>::iter().filter(|(_, _, it)| it.leg.is_open()) {
		let leg = record.leg;
		if matches!(leg.funds, Funds::Pot) {
			add(&source_of(&owner, &leg), &leg.asset, leg.amount);
		}
		if let Some(bond) = leg.bond {
			add(&leg.receiver, &bond.asset, bond.amount);
		}
	}
	for ((asset, _), provider, record) in Quotes::<Test>::iter() {
		add(&provider, &asset, record.quote.stock);
	}
	for (poster, _, record) in Bonds::<Test>::iter() {
		add(&poster, &record.bond.asset, record.bond.amount);
	}
	for (owner, asset, credit) in Credits::<Test>::iter() {
		add(&owner, &asset, credit);
	}
	for (asset, pot) in Pots::<Test>::iter() {
		add(&pot.seeder, &asset, pot.seed);
	}
	claims
}

/// When each preimage was revealed.
fn revealed() -> BTreeMap<PaymentHash, Moment> {
	let known = |number| {
		let hash = secret(number).payment_hash();
		let known = <Channels as Registry<AccountId>>::revealed(&hash)?;
		Some((hash, known.revealed_ms))
	};
	(0..SECRETS).filter_map(known).collect()
}

/// How things were after the last step.
pub struct Memory {
	books: Books,
	claims: Claims,
	revealed: BTreeMap<PaymentHash, Moment>,
	/// The payments of swaps.
	ways: BTreeMap<PaymentId, Way>,
	/// Terms of rings that somebody has written, the newest last.
	pub terms: Vec<RingTermsOf<Test>>,
}

impl Memory {
	/// As storage has it.
	pub fn of_now() -> Self {
		let (books, claims, revealed, ways) = (Books::of_now(), claims(), revealed(), ways());
		Self { books, claims, revealed, ways, terms: Vec::new() }
	}

	/// Something happened beside the pallet.
	pub fn time_passed(&mut self) {
		(self.claims, self.revealed) = (claims(), revealed());
	}
}

/// A payment of a swap, under way.
struct Way {
	asset: Asset,
	/// Who forwards it, if anybody does.
	between: Option<AccountId>,
	/// What its payer has got from the taker, if it is a provider: at once, and with the preimage.
	got: Option<[Balance; 2]>,
}

/// Who is between payer and payee.
fn between(locks: &Locks) -> Option<AccountId> {
	let [first, _] = &locks[..] else { return None };
	let channel = <Channels as Inspect<AccountId>>::channel(first.channel)?;
	Some(channel.parties.of(first.payer.other()).clone())
}

/// The payments that there are at a start.
fn ways() -> BTreeMap<PaymentId, Way> {
	let way = |(id, record): (PaymentId, pallet_bloc_mpp::RecordOf<Test>)| {
		let payment = record.payment;
		let parts = pallet_bloc_mpp::Parts::<Test>::iter_prefix_values(id);
		let leg = Swaps::swap(payment.tie.unwrap().owner, payment.payment_hash).unwrap();
		let way = Way {
			asset: payment.asset,
			between: parts.last().and_then(|part| between(&part.locks)),
			// That much at the least.
			got: (!leg.is_stock()).then_some([payment.max_fee, leg.amount]),
		};
		(id, way)
	};
	pallet_bloc_mpp::Payments::<Test>::iter().map(way).collect()
}

/// So many of the legs with this hash have ended so.
fn count(events: &[Event<Test>], of: PaymentHash, claimed: bool) -> usize {
	let is = |event: &&Event<Test>| match event {
		Event::LegClaimed { payment_hash, .. } => claimed && *payment_hash == of,
		Event::LegRefunded { payment_hash, .. } => !claimed && *payment_hash == of,
		_ => false,
	};
	events.iter().filter(is).count()
}

impl Memory {
	/// What payments have moved; each is over as its leg is. And no provider has less by a swap
	/// into channels, whether that is made or let go.
	fn paid(&mut self, events: &[Event<Test>]) -> Vec<Moved> {
		use pallet_bloc_mpp::Event as Paid;
		let mut moved = Vec::new();
		for event in payments() {
			match event {
				Paid::PaymentOpened { payment, payer, asset, payment_hash: hash, .. } => {
					let got = events.iter().find_map(|event| match event {
						Event::SwappedIn { provider, payment_hash, to_send, open_fee, .. } => {
							let its = *provider == payer && *payment_hash == hash;
							its.then_some([*open_fee, *to_send])
						},
						_ => None,
					});
					self.ways.insert(payment, Way { asset, between: None, got });
				},
				Paid::PartLocked { payment, locks, .. } => {
					self.ways.get_mut(&payment).unwrap().between = between(&locks);
				},
				Paid::PaymentSettled {
					payment, payer, payee, payment_hash, total, fees, ..
				} => {
					assert!(count(events, payment_hash, true) > 0, "paid, and the leg is not");
					let Way { asset, between, got } = self.ways.remove(&payment).unwrap();
					let less = |[open_fee, leg]: [Balance; 2]| open_fee + leg < total + fees;
					assert!(!got.is_some_and(less), "a provider has less by a swap that was made");
					moved.extend(fee(&payer, between, &asset, fees));
					moved.push(Moved { from: payer, to: payee, asset, amount: total });
				},
				Paid::PaymentReleased { payment, payer, payment_hash, hold_fee, .. } => {
					assert!(count(events, payment_hash, false) > 0, "released, the leg is not");
					let Way { asset, between, got } = self.ways.remove(&payment).unwrap();
					let less = |[open_fee, _]: [Balance; 2]| open_fee < hold_fee;
					assert!(
						!got.is_some_and(less),
						"a provider has less by a swap that was let go"
					);
					moved.extend(fee(&payer, between, &asset, hold_fee));
				},
				Paid::ServiceFailed { .. } => panic!("{event:?}"),
				_ => {},
			}
		}
		moved
	}
}

/// What whoever is in between gets.
fn fee(
	payer: &AccountId,
	between: Option<AccountId>,
	asset: &Asset,
	amount: Balance,
) -> Option<Moved> {
	assert!(between.is_some() || amount == 0, "nobody is in between");
	between.map(|to| Moved { from: payer.clone(), to, asset: asset.clone(), amount })
}

impl Model<'_> {
	/// The books are right, and everybody has what they say.
	pub fn check_step(&mut self, caller: Option<&AccountId>, events: &[Event<Test>]) {
		let before = core::mem::replace(&mut self.memory.revealed, revealed());
		let mut moved = self.memory.books.read(events, caller, |hash| before.get(&hash).copied());
		moved.extend(self.memory.paid(events));
		self.memory.books.check();
		let claimed = core::mem::replace(&mut self.memory.claims, claims());
		for (index, claimed) in claimed.iter().enumerate() {
			for (number, asset) in ASSETS.iter().enumerate() {
				let who = person(index);
				let sum = |of: &dyn Fn(&Moved) -> &AccountId| {
					let its = moved.iter().filter(|it| *of(it) == who && it.asset == *asset);
					its.map(|it| it.amount).sum::<Balance>()
				};
				let (out, into) = (sum(&|it| &it.from), sum(&|it| &it.to));
				let had = claimed[number] + into;
				let has = self.memory.claims[index][number] + out;
				// What somebody gave to a pot can be part of its last payout.
				assert!(
					has == had || (self.gifts && has > had),
					"person {index} had {had} of {asset:?} and has {has}"
				);
			}
		}
		for asset in &ASSETS {
			let kept = Pots::<Test>::get(asset).map_or(0, |pot| pot.held + pot.seed);
			let has = balance(asset, &Swaps::pot_account(asset.clone()));
			assert!(has == kept || self.gifts, "the pot of {asset:?} has {has} and owes {kept}");
		}
	}

	/// Blocks, at the usual pace, until so much later; only the last one is looked at.
	fn let_pass(&mut self, ms: Moment) {
		System::set_block_number(System::block_number() + ms / BLOCK_MS);
		let at_ms = now::<OfSwaps>() + ms;
		for later in 0..4 {
			self.next_block(
				at_ms + later * SLOT_MS,
				<Swaps as bloc_timetable::Owner>::hook_budget(),
			);
		}
	}

	/// Time passes, and nobody does anything any more.
	pub fn wind_up(&mut self) {
		self.let_pass(MAX_LEG + MAX_EXTENSION);
		let open = Legs::<Test>::iter().filter(|(_, _, record)| record.leg.is_open());
		assert_eq!(open.count(), 0, "a leg that nobody ends");
		assert_eq!(Bonds::<Test>::iter_keys().count(), 0, "a bond that nobody returns");
		self.close_quotes();
		self.let_pass(2 * KEEP);
		assert_eq!(pallet_bloc_mpp::Payments::<Test>::iter_keys().count(), 0);
		assert_eq!(Legs::<Test>::iter_keys().count(), 0, "a leg that nobody forgets");
		let stuck = |asset: &Asset, destroyed| destroyed && *asset == TOKEN;
		let credits: Vec<_> = Credits::<Test>::iter_keys().collect();
		for (owner, asset) in credits {
			if !stuck(&asset, self.destroyed) {
				assert!(self.call(owner, Call::claim_credit { asset, to: issuer() }));
			}
		}
		for (asset, pot) in Pots::<Test>::iter() {
			assert!(pot.held == 0 || stuck(&asset, self.destroyed), "{pot:?} owes to nobody");
		}
		for (id, channel) in all_channels() {
			assert!(channel.ledger.map(|side| side.locked).is_zero(), "{id:?} has a lock");
		}
		self.check_that_all_is_gone();
	}
}
