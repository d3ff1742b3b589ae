//! What the events say of legs and bonds, held to rules that are written down once more.

use super::{runtime::*, OfSwaps};
use crate::common::now;
use bloc_primitives::{preimage::Registry, Moment, PaymentHash};
use bloc_testing::people::AccountId;
use pallet_bloc_swaps::{
	leg::{Funds, Submarine},
	quote::Direction,
	BondOf, Bonds, Event, LegOf, Legs,
};
use std::collections::BTreeMap;

/// An owner, or a poster, and a payment hash.
type Name = (AccountId, PaymentHash);

/// What is known of an open leg.
#[derive(Clone, Debug)]
struct Book {
	/// Whose money it is: the owner's, or of a stock its provider's.
	from: AccountId,
	receiver: AccountId,
	asset: Asset,
	amount: Balance,
	deadline_ms: Moment,
	extension_ms: Moment,
	made_ms: Moment,
	made_block: u64,
	bond: Option<BondOf<Test>>,
	/// Ends with its payment.
	tied: bool,
}

impl Book {
	/// When it closes, as it looks now: later by what blocks are missing.
	fn closes_ms(&self) -> Moment {
		let blocks = System::block_number() - self.made_block;
		let missing = (now::<OfSwaps>() - self.made_ms).saturating_sub(blocks * BLOCK_MS);
		self.deadline_ms.saturating_add(missing.min(self.extension_ms))
	}

	fn is(&self, receiver: &AccountId, asset: &Asset, bond: &Option<BondOf<Test>>) -> bool {
		(&self.receiver, &self.asset, &self.bond) == (receiver, asset, bond)
	}
}

/// What went over from one to another, if both are people.
pub struct Moved {
	pub from: AccountId,
	pub to: AccountId,
	pub asset: Asset,
	pub amount: Balance,
}

/// The open legs and the bonds that wait, by what the events say.
pub struct Books {
	legs: BTreeMap<Name, Book>,
	bonds: BTreeMap<Name, (Asset, Balance, Moment)>,
	/// When those that have ended did so.
	ended: BTreeMap<Name, Moment>,
	/// What has just been paid out of stocks to where takers wanted it, and may be theirs as
	/// credit.
	sent: Vec<Moved>,
}

/// Whose money a leg has.
pub fn source_of(owner: &AccountId, leg: &LegOf<Test>) -> AccountId {
	let submarine = leg.submarine.as_ref().filter(|_| leg.is_stock());
	submarine.map_or(owner, |it| &it.provider).clone()
}

impl Books {
	/// As storage has it: of those that there are at a start.
	pub fn of_now() -> Self {
		let book = |owner: &AccountId, leg: LegOf<Test>| Book {
			from: source_of(owner, &leg),
			tied: leg.is_tied(),
			receiver: leg.receiver,
			asset: leg.asset,
			amount: leg.amount,
			deadline_ms: leg.deadline_ms,
			extension_ms: leg.extension_ms,
			made_ms: leg.made.ms,
			made_block: leg.made.block,
			bond: leg.bond,
		};
		let legs = Legs::<Test>::iter().filter(|(_, _, record)| record.leg.is_open());
		let legs = legs.map(|(owner, hash, record)| {
			let book = book(&owner, record.leg);
			((owner, hash), book)
		});
		let bonds = Bonds::<Test>::iter().map(|(poster, hash, record)| {
			let bond = record.bond;
			((poster, hash), (bond.asset, bond.amount, bond.lock_by_ms))
		});
		let (legs, bonds) = (legs.collect(), bonds.collect());
		Self { legs, bonds, ended: BTreeMap::new(), sent: Vec::new() }
	}

	/// A leg ends, once.
	fn end(&mut self, owner: &AccountId, hash: PaymentHash) -> Book {
		let name = (owner.clone(), hash);
		let book = self.legs.remove(&name).expect("a leg that was not open ends");
		self.ended.insert(name, now::<OfSwaps>());
		book
	}

	fn lock(&mut self, event: &Event<Test>) {
		let Event::LegLocked {
			owner,
			payment_hash,
			receiver,
			asset,
			amount,
			deadline_ms,
			extension_ms,
			bond,
			ring,
			funds,
			submarine,
			..
		} = event.clone()
		else {
			return;
		};
		let revealed = <Channels as Registry<AccountId>>::revealed(&payment_hash);
		assert_eq!(revealed, None, "locked for a preimage that is public");
		assert!(deadline_ms > now::<OfSwaps>(), "nobody could claim it");
		let stock = |it: &Submarine<AccountId>| it.direction == Direction::Out;
		let of_stock = submarine.as_ref().is_some_and(stock);
		assert!(of_stock || receiver != owner);
		assert!(!of_stock || matches!(funds, Funds::Pot));
		if let Some(bond) = &bond {
			let posted = self.bonds.remove(&(receiver.clone(), payment_hash)).unwrap();
			assert_eq!((&posted.0, posted.1), (&bond.asset, bond.amount));
			assert!(ring.is_some() && now::<OfSwaps>() < posted.2, "a bond whose time was over");
		}
		let stock = submarine.as_ref().filter(|it| it.direction == Direction::Out);
		let book = Book {
			from: stock.map_or(&owner, |it| &it.provider).clone(),
			receiver,
			asset,
			amount,
			deadline_ms,
			extension_ms,
			made_ms: now::<OfSwaps>(),
			made_block: System::block_number(),
			bond,
			tied: submarine.is_some_and(|it| it.payee.is_some()),
		};
		assert!(self.legs.insert((owner, payment_hash), book).is_none(), "locked twice");
	}

	/// Reads what happened, by whom if by a call. `revealed_before` says when each preimage was
	/// revealed, if before this.
	pub fn read(
		&mut self,
		events: &[Event<Test>],
		caller: Option<&AccountId>,
		revealed_before: impl Fn(PaymentHash) -> Option<Moment>,
	) -> Vec<Moved> {
		let mut moved = Vec::new();
		for event in events {
			self.read_one(event, &revealed_before, &mut moved);
			if let Event::LegPruned { owner, payment_hash } = event {
				let at_ms = self.ended.remove(&(owner.clone(), *payment_hash)).unwrap();
				let kept = now::<OfSwaps>() >= at_ms + KEEP;
				assert!(kept || caller == Some(owner), "forgotten too early");
			}
		}
		self.sent.clear();
		moved
	}

	/// A leg ends by consent.
	fn agree(&mut self, event: &Event<Test>, moved: &mut Vec<Moved>) {
		let now_ms = now::<OfSwaps>();
		match event.clone() {
			Event::LegHandedBack { owner, payment_hash, receiver, asset, amount, bond } => {
				let book = self.end(&owner, payment_hash);
				assert!(book.is(&receiver, &asset, &bond) && book.amount == amount);
				assert!(now_ms < book.closes_ms(), "handed back too late");
			},
			Event::LegDivided {
				owner,
				payment_hash,
				receiver,
				asset,
				to_owner,
				to_receiver,
				bond,
			} => {
				let book = self.end(&owner, payment_hash);
				assert!(book.is(&receiver, &asset, &bond) && book.amount == to_owner + to_receiver);
				assert!(now_ms < book.closes_ms(), "divided too late");
				moved.push(Moved { from: owner, to: receiver, asset, amount: to_receiver });
			},
			_ => {},
		}
	}

	fn read_one(
		&mut self,
		event: &Event<Test>,
		revealed_before: &impl Fn(PaymentHash) -> Option<Moment>,
		moved: &mut Vec<Moved>,
	) {
		let now_ms = now::<OfSwaps>();
		match event.clone() {
			Event::LegLocked { .. } => self.lock(event),
			Event::LegClaimed {
				owner,
				payment_hash: hash,
				preimage,
				receiver,
				asset,
				amount,
				bond,
			} => {
				let book = self.end(&owner, hash);
				assert!(book.is(&receiver, &asset, &bond) && book.amount == amount);
				assert_eq!(preimage.payment_hash(), hash);
				let known = <Channels as Registry<AccountId>>::revealed(&hash);
				assert!(known.is_some(), "claimed, and nobody can show why");
				let revealed_ms = revealed_before(hash).unwrap_or(now_ms);
				let in_time = revealed_ms < book.deadline_ms || now_ms < book.closes_ms();
				assert!(in_time, "claimed too late");
				if book.from != owner && receiver != owner {
					let (from, to, asset) = (receiver.clone(), owner, asset.clone());
					self.sent.push(Moved { from, to, asset, amount });
				}
				moved.push(Moved { from: book.from, to: receiver, asset, amount });
			},
			Event::LegRefunded { owner, payment_hash: hash, receiver, asset, amount, bond } => {
				let book = self.end(&owner, hash);
				assert!(book.is(&receiver, &asset, &bond) && book.amount == amount);
				// A payee who has promised nothing gives a payment up, and with it the leg.
				assert!(book.tied || now_ms >= book.closes_ms(), "refunded too early");
				let revealed_ms = revealed_before(hash);
				let in_time = revealed_ms.is_some_and(|ms| ms < book.deadline_ms);
				assert!(!in_time, "refunded though the preimage was there in time");
				if let Some(BondOf::<Test> { asset, amount }) = bond {
					moved.push(Moved { from: receiver, to: owner, asset, amount });
				}
			},
			Event::LegHandedBack { .. } | Event::LegDivided { .. } => self.agree(event, moved),
			Event::BondPosted { poster, payment_hash, asset, amount, lock_by_ms, .. } => {
				let known = self.bonds.insert((poster, payment_hash), (asset, amount, lock_by_ms));
				assert!(known.is_none(), "posted twice");
			},
			Event::BondReturned { poster, payment_hash, asset, amount, .. } => {
				let bond = self.bonds.remove(&(poster, payment_hash)).unwrap();
				assert_eq!((bond.0, bond.1), (asset, amount));
				assert!(now_ms >= bond.2, "returned too early");
			},
			Event::SwappedIn { taker, provider, asset, open_fee, .. }
			| Event::SwappedOut { taker, provider, asset, open_fee, .. } => {
				moved.push(Moved { from: taker, to: provider, asset, amount: open_fee });
			},
			// What a taker's account cannot get the taker has.
			Event::Credited { owner, asset, amount, .. } => {
				let is = |it: &Moved| (&it.to, &it.asset, it.amount) == (&owner, &asset, amount);
				if let Some(place) = self.sent.iter().position(is) {
					moved.push(self.sent.swap_remove(place));
				}
			},
			Event::CreditClaimed { owner, asset, amount, to } => {
				moved.push(Moved { from: owner, to, asset, amount });
			},
			_ => {},
		}
	}

	/// The books say what is in storage.
	pub fn check(&self) {
		let open = Legs::<Test>::iter().filter(|(_, _, record)| record.leg.is_open());
		assert_eq!(self.legs.len(), open.count());
		for ((owner, hash), book) in &self.legs {
			let leg = Swaps::swap(owner.clone(), *hash).unwrap();
			assert!(book.is(&leg.receiver, &leg.asset, &leg.bond) && leg.amount == book.amount);
			let closes_ms = Swaps::closes_ms(owner.clone(), *hash);
			assert_eq!(closes_ms, Some(book.closes_ms()), "{book:?}");
		}
		assert_eq!(self.bonds.len(), Bonds::<Test>::iter_keys().count());
	}
}
