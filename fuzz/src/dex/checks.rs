//! What must hold after each step, and in the end.

use super::{
	list::{Entry, List},
	runtime::*,
	Model, OfDex,
};
use crate::common::{self, person, Change, ASSETS, PEOPLE};
use bloc_testing::people::{issuer, AccountId};
use bloc_timetable::Timetable;
use pallet_bloc_dex::{
	types::{Due, PairId, Reason, Status},
	Books, Call, Chunks, Credits, Event, Owners, Pages, PairCounts, Pairs, PairsOf, Pots,
	Statistics, Traders,
};
use std::collections::BTreeMap;

/// What everybody brought.
type Brought = BTreeMap<(AccountId, String), i128>;

/// What is known by events.
pub struct Memory {
	lists: BTreeMap<PairId, List>,
	/// What everybody brought, less what was taken out, as the events say; and before them, what
	/// nobody knows where it came from.
	brought: Brought,
	/// Who lent the seed of each pot, and how much.
	seeds: BTreeMap<String, (AccountId, Balance)>,
	/// Everybody has left.
	over: bool,
}

/// Assets have no order: their names do.
fn name(asset: &Asset) -> String {
	format!("{asset:?}")
}

fn seeds() -> BTreeMap<String, (AccountId, Balance)> {
	Pots::<Test>::iter().map(|(asset, pot)| (name(&asset), (pot.seeder, pot.seed))).collect()
}

/// All that somebody has of an asset in the pallet.
fn holds(who: &AccountId, asset: &Asset) -> i128 {
	let holding = Dex::balance(who.clone(), asset.clone());
	(holding.free + holding.locked + holding.unsettled) as i128
}

fn people() -> impl Iterator<Item = AccountId> {
	(0..PEOPLE).map(person).chain([issuer()])
}

impl Memory {
	/// As it is in storage now: of a start.
	pub fn of_now() -> Self {
		let mut lists = BTreeMap::new();
		for (pair, book) in Books::<Test>::iter() {
			let mut found = Vec::new();
			for who in people() {
				let orders = Dex::orders(who.clone()).into_iter();
				for view in orders.filter(|view| view.order.pair == pair) {
					let (order, open, filled) = (view.order, view.open, view.filled);
					let place = (order.chunk, order.index);
					let entry = Entry {
						who: who.clone(),
						id: order.id,
						side: order.side,
						tick: order.tick.0,
						open,
						filled,
						until_ms: order.until_ms,
						settled: order.paid,
					};
					found.push((place, entry));
				}
			}
			found.sort_by_key(|(place, _)| *place);
			let orders = found.into_iter().map(|(_, entry)| entry).collect();
			let (base, quote, terms) = (book.base, book.quote, book.terms);
			lists.insert(pair, List { base, quote, terms, orders, gains: BTreeMap::new() });
		}
		let mut memory = Self { lists, brought: BTreeMap::new(), seeds: seeds(), over: false };
		for who in people() {
			for asset in ASSETS {
				let rest = holds(&who, &asset) - memory.gains_of(&who, &asset);
				memory.brought.insert((who.clone(), name(&asset)), rest);
			}
		}
		memory
	}

	pub fn time_passed(&mut self) {
		self.seeds = seeds();
	}

	/// What trades brought somebody of an asset.
	fn gains_of(&self, who: &AccountId, asset: &Asset) -> i128 {
		let mut sum = 0;
		for list in self.lists.values() {
			let [base, quote] = list.gains_of(who);
			sum += if list.base == *asset { base } else { 0 };
			sum += if list.quote == *asset { quote } else { 0 };
		}
		sum
	}

	/// Reads what happened. What came to whom out of the pallet, or went.
	fn read(&mut self, events: &[Event<Test>]) -> Vec<(AccountId, Asset, i128)> {
		let mut moved = Vec::new();
		let mut settle = |who: &AccountId, asset: &Asset, amount: i128, brought: &mut Brought| {
			*brought.entry((who.clone(), name(asset))).or_default() += amount;
			moved.push((who.clone(), asset.clone(), -amount));
		};
		let mut others = Vec::new();
		for event in events.iter().cloned() {
			match event {
				Event::Deposited { who, asset, amount } => {
					settle(&who, &asset, amount as i128, &mut self.brought);
				},
				Event::Withdrawn { who, asset, amount } => {
					settle(&who, &asset, -(amount as i128), &mut self.brought);
				},
				Event::FeesCollected { pair, owner, amount } => {
					others.push((owner, self.lists[&pair].quote.clone(), amount as i128));
				},
				Event::Credited { owner, asset, amount, .. } => {
					others.push((owner, asset, -(amount as i128)));
				},
				Event::CreditClaimed { asset, amount, to, .. } => {
					others.push((to, asset, amount as i128));
				},
				Event::HookFeePaid { who, amount } => {
					others.push((who, NATIVE, -(amount as i128)));
					others.push((issuer(), NATIVE, amount as i128));
				},
				event => self.read_book(event),
			}
		}
		moved.extend(others);
		moved
	}

	/// Reads what happened in a book.
	fn read_book(&mut self, event: Event<Test>) {
		match event {
			Event::PairOpened { pair, base, quote, terms, .. } => {
				let list = List { base, quote, terms, orders: Vec::new(), gains: BTreeMap::new() };
				assert!(self.lists.insert(pair, list).is_none(), "an id twice");
			},
			Event::Placed { pair, who, id, side, tick, lots, rest, .. } => {
				let (until_ms, tick) = (rest.until_ms, tick.0);
				let (open, filled, settled) = (lots, 0, 0);
				let list = self.lists.get_mut(&pair).unwrap();
				list.orders.push(Entry { who, id, side, tick, open, filled, until_ms, settled });
			},
			Event::Cut { pair, who, id, lots, reason } => {
				let order = self.lists.get_mut(&pair).unwrap().order(&who, id);
				order.open = order.open.checked_sub(lots).expect("more was cut than was open");
				if reason == Reason::Expired {
					let over = order.until_ms.is_some_and(|it| it <= common::now::<OfDex>());
					assert!(over, "too early: {order:?}");
				}
			},
			Event::Traded { pair, taker, side, trade, .. } => {
				self.lists.get_mut(&pair).unwrap().trade(&taker, side, &trade);
			},
			Event::Taken { pair, who, side, lots, quote, fee, .. } => {
				self.lists.get_mut(&pair).unwrap().take(&who, side, lots, quote, fee);
			},
			Event::Settled { pair, who, id, lots, .. } => {
				let order = self.lists.get_mut(&pair).unwrap().order(&who, id);
				order.settled += lots;
			},
			_ => {},
		}
	}

	/// The lists are what the pallet says.
	fn check(&self) {
		for (pair, list) in &self.lists {
			list.check(*pair);
		}
		for who in people() {
			let views = Dex::orders(who.clone());
			let mut known = 0;
			for list in self.lists.values() {
				for order in list.orders.iter().filter(|order| order.who == who) {
					if order.open == 0 && order.settled == order.filled {
						continue;
					}
					let view = views.iter().find(|view| view.order.id == order.id).unwrap();
					assert_eq!((view.open, view.filled), (order.open, order.filled));
					assert_eq!(view.order.paid, order.settled, "{order:?}");
					known += 1;
				}
			}
			assert_eq!(known, views.len(), "an order that is over is there");
			for asset in ASSETS {
				let brought = self.brought.get(&(who.clone(), name(&asset))).copied();
				let has = brought.unwrap_or(0) + self.gains_of(&who, &asset);
				assert_eq!(holds(&who, &asset), has, "{who:?} of {asset:?}");
			}
		}
	}
}

impl Model<'_> {
	/// The books are right, and everybody has what they say.
	pub fn check_books(&mut self, changes: &[Change], events: &[Event<Test>]) {
		assert!(!self.memory.over || events.is_empty(), "{events:?} after the end");
		let moved = self.memory.read(events);
		self.memory.check();
		let lent = core::mem::replace(&mut self.memory.seeds, seeds());
		for who in (0..PEOPLE).map(person) {
			for asset in ASSETS {
				let change = changes.iter().find(|it| it.who == who && it.asset == asset);
				let change = change.map_or(0, |it| it.after.wrapping_sub(it.before) as i128);
				let of = |it: &&(AccountId, Asset, i128)| it.0 == who && it.1 == asset;
				let told: i128 = moved.iter().filter(of).map(|it| it.2).sum();
				let seed = |seeds: &BTreeMap<String, (AccountId, Balance)>| {
					let found = seeds.get(&name(&asset)).filter(|(seeder, _)| *seeder == who);
					found.map_or(0, |(_, seed)| *seed as i128)
				};
				let back = seed(&lent) - seed(&self.memory.seeds);
				assert_eq!(change, told + back, "{who:?} of {asset:?}");
			}
		}
	}

	/// Everybody leaves, whatever has happened.
	pub fn wind_up(&mut self) {
		let edge = common::now::<OfDex>() + 2 * STOP + 1;
		self.next_block(edge, frame_support::weights::Weight::MAX / 2);
		// Nobody has so little that a part of it cannot be paid out.
		for who in (0..PEOPLE).map(person) {
			for asset in ASSETS {
				Self::give(&asset, issuer(), who.clone(), 50);
			}
		}
		self.after_accident();
		let traders: Vec<_> = Traders::<Test>::iter_keys().collect();
		for who in &traders {
			for view in Dex::orders(who.clone()) {
				assert!(self.call(who.clone(), Call::cancel { id: view.order.id }), "{view:?}");
			}
			let there = Traders::<Test>::get(who).is_some_and(|it| it.slots > 0);
			let changed = self.call(who.clone(), Call::set_slots { slots: 0 });
			assert!(changed || !there, "{who:?} keeps his room");
			for asset in ASSETS {
				let amount = Dex::balance(who.clone(), asset.clone()).free;
				if amount > 0 {
					let left =
						self.call(who.clone(), Call::withdraw { asset: asset.clone(), amount });
					assert!(left, "{who:?} {asset:?} {amount}");
				}
			}
		}
		let pairs: Vec<_> = Pairs::<Test>::iter_keys().collect();
		for pair in pairs {
			let status = Status::CancelOnly;
			assert!(self.call(issuer(), Call::set_status { pair, status }));
			assert!(self.call(issuer(), Call::close_pair { pair }), "{pair:?}");
		}
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
		let left: Vec<_> = Traders::<Test>::iter().collect();
		assert!(left.is_empty(), "{left:?}");
		if self.destroyed {
			return;
		}
		// What the hook does in several turns it does before the end of time, after which it has none.
		while Timetable::<Dex>::iter().any(|entry| matches!(entry.payload, Due::Filled(..))) {
			let next_ms = common::now::<OfDex>() + 6_000;
			self.next_block(next_ms, frame_support::weights::Weight::MAX / 2);
		}
		self.memory.over = true;
		self.check_that_all_is_gone();
		assert_eq!(Books::<Test>::iter_keys().count() + PairsOf::<Test>::iter_keys().count(), 0);
		assert_eq!(Pages::<Test>::iter_keys().count() + Chunks::<Test>::iter_keys().count(), 0);
		assert_eq!(Owners::<Test>::iter_keys().count(), 0);
		assert_eq!(
			Statistics::<Test>::iter_keys().count() + PairCounts::<Test>::iter_keys().count(),
			0
		);
	}
}

impl Memory {
	/// What trades of a pair brought somebody, of base.
	pub fn base_gains(&self, pair: PairId, who: &AccountId) -> i128 {
		self.lists.get(&pair).map_or(0, |list| list.gains_of(who)[0])
	}
}
