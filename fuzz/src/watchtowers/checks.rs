//! The books that are kept by the events, and what has to hold in the end.

use super::{
	moves::{now, Signed},
	runtime::*,
	Model,
};
use crate::common::{person, DAY, HOUR};
use bloc_primitives::{Balance, ChannelId, Moment, Side};
use bloc_testing::people::AccountId;
use pallet_bloc_channels::Channels as AllChannels;
use pallet_bloc_watchtowers::{
	reputation::MOST, types::TowerId, Call, Credits, Event, Postings, Pots, Towers, Watches,
};
use std::collections::BTreeMap;

/// A hire, by what was told of it.
#[derive(Clone, Debug, PartialEq)]
struct HireBook {
	number: u64,
	deposit: Balance,
	/// Whether it is paid no more.
	stopped: bool,
	cover: Balance,
	/// What the client has put down for what it demands, and since when it does.
	asked: Option<(Balance, Moment)>,
	/// What the tower has paid for it.
	paid: Balance,
}

/// A miss that is being proved: of which tower, by which version, and who has signed for it when.
pub type Proving = (TowerId, u64, Option<(AccountId, Moment)>);

/// What is remembered of the steps before.
#[derive(Default)]
pub struct Memory {
	/// Bond and cover of each tower.
	towers: BTreeMap<TowerId, (Balance, Balance)>,
	hires: BTreeMap<(ChannelId, u8, TowerId), HireBook>,
	/// The last number that each tower gave.
	numbers: BTreeMap<TowerId, u64>,
	/// For which versions towers have signed, and with what.
	pub signed: Vec<Signed>,
	/// The newest version in each channel.
	pub versions: BTreeMap<ChannelId, u64>,
	/// The states that both parties have signed.
	pub states: Vec<(ChannelId, bloc_primitives::state::State)>,
	/// The bases that a channel has had, but for the first.
	pub bases: BTreeMap<ChannelId, Vec<u64>>,
	/// The version that each tower is said to have missed now, and who has signed for it when, by its
	/// receipt: what the next event has to be about.
	pub proving: Option<Proving>,
	/// The keys of each tower, with the instants from which on they count.
	keys: BTreeMap<TowerId, Vec<(Moment, AccountId)>>,
}

fn key(channel: ChannelId, side: Side, tower: TowerId) -> (ChannelId, u8, TowerId) {
	(channel, u8::from(side == Side::Counterparty), tower)
}

impl Memory {
	/// The books of what is in storage.
	pub fn of_now() -> Self {
		let mut books = Self::default();
		for (id, record) in Towers::<Test>::iter() {
			books.towers.insert(id, (record.tower.bond, record.tower.covered));
			books.numbers.insert(id, record.tower.hires);
			let first = record.tower.keys.of(now()).cloned();
			books.keys.insert(id, first.into_iter().map(|key| (now(), key)).collect());
		}
		for (channel, watched) in Watches::<Test>::iter() {
			for side in Side::BOTH {
				for hire in watched.watches.of(side).iter().flat_map(|watch| &watch.hires) {
					let book = HireBook {
						number: hire.number,
						deposit: hire.deposit,
						stopped: hire.stopped_ms.is_some(),
						cover: hire.cover,
						asked: hire.demand.map(|demand| (demand.deposit, demand.since.ms)),
						paid: 0,
					};
					books.hires.insert(key(channel, side, hire.tower), book);
				}
			}
		}
		books
	}

	fn note(&mut self, event: &Event<Test>) {
		match event.clone() {
			Event::Registered { tower, bond, .. } => {
				assert_eq!(self.towers.insert(tower, (bond, 0)), None, "an id twice");
				let keys = Towers::<Test>::get(tower).expect("registered").tower.keys;
				let first = keys.of(now()).cloned().expect("it has one");
				self.keys.insert(tower, vec![(now(), first)]);
			},
			Event::KeySet { tower, key, since_ms } => {
				assert!(since_ms > now(), "a key for what is accepted already");
				self.keys.get_mut(&tower).expect("registered").push((since_ms, key));
			},
			Event::BondChanged { tower, bond, .. } => {
				self.towers.get_mut(&tower).expect("registered").0 = bond;
			},
			Event::Retired { tower, .. } => {
				let (_, covered) = self.towers.remove(&tower).expect("registered");
				assert_eq!(covered, 0, "somebody counted on it");
			},
			Event::Hired { channel, side, tower, hire, deposit, cover, .. } => {
				let last = self.numbers.insert(tower, hire).unwrap_or(0);
				assert_eq!(hire, last + 1, "a number twice, or none");
				let (number, stopped, asked, paid) = (hire, false, None, 0);
				let book = HireBook { number, deposit, stopped, cover, asked, paid };
				let former = self.hires.insert(key(channel, side, tower), book);
				assert_eq!(former, None, "hired twice");
			},
			Event::ToppedUp { channel, side, tower, amount, deposit, .. } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				hire.deposit += amount;
				assert_eq!(hire.deposit, deposit);
			},
			Event::HireEnded { channel, side, tower, back, .. } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				assert!(!hire.stopped && back <= hire.deposit, "{hire:?}");
				(hire.stopped, hire.deposit) = (true, 0);
			},
			Event::Missed { channel, side, tower, loss, compensation, compensated, bond } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				hire.cover -= compensation;
				hire.paid += compensation;
				assert!(loss > 0 && compensated <= loss, "more than was lost");
				self.towers.get_mut(&tower).expect("registered").0 = bond;
				let (proved, version, by) = self.proving.take().expect("nobody proves anything");
				assert_eq!(proved, tower);
				if let Some((signer, accepted_ms)) = by {
					let keys = self.keys[&tower].iter().rev();
					let of_then = keys.clone().find(|(since_ms, _)| *since_ms <= accepted_ms);
					assert_eq!(of_then.map(|(_, key)| key), Some(&signer), "by another key");
				}
				let watched = Watchtowers::watched(channel).expect("it is kept");
				let settled = watched.dispute.and_then(|dispute| dispute.settled);
				let by_settlement = settled.is_some_and(|settled| settled.version < version);
				let drawn = watched.drawings.done.iter().map(|drawing| drawing.drawn);
				let by_drawing =
					drawn.filter(|drawn| drawn.side != side).any(|drawn| drawn.version < version);
				assert!(by_settlement || by_drawing, "not missed");
			},
			Event::Demanded { channel, side, tower, due_ms, deposit, .. } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				let former = hire.asked.replace((deposit, due_ms - ANSWER));
				assert!(former.is_none() && hire.cover > 0, "{hire:?}");
			},
			Event::Delivered { channel, side, tower, deposit, .. }
			| Event::DemandEnded { channel, side, tower, deposit, .. } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				let (asked, _) = hire.asked.take().expect("nothing was demanded");
				assert_eq!(asked, deposit);
			},
			Event::Withheld { channel, side, tower, compensation, bond, .. } => {
				let hire = self.hires.get_mut(&key(channel, side, tower)).expect("hired");
				let (_, since_ms) = hire.asked.take().expect("nothing was demanded");
				assert!(now() >= since_ms + ANSWER, "it still had time");
				// What could not be lost any more is free, without a word.
				assert!(compensation == hire.cover || hire.stopped && compensation < hire.cover);
				hire.cover = 0;
				hire.paid += compensation;
				self.towers.get_mut(&tower).expect("registered").0 = bond;
			},
			Event::Marked { tower, points, levy, .. } => {
				assert!(points <= MOST);
				self.towers.get_mut(&tower).expect("registered").0 -= levy;
			},
			_ => {},
		}
	}

	/// What is in storage is what was told.
	fn compare(&mut self) {
		let now = Self::of_now();
		// What is over is let go without a word of each: with its watch.
		self.hires.retain(|name, hire| {
			let is_there = now.hires.contains_key(name);
			assert!(is_there || hire.stopped, "a hire went without a word");
			assert!(is_there || hire.asked.is_none(), "a demand that nobody has ended");
			is_there
		});
		assert_eq!(self.hires.len(), now.hires.len());
		for (name, hire) in &now.hires {
			let known = self.hires.get_mut(name).expect("hired");
			if hire.stopped {
				// What could not be lost any more is free, without a word.
				assert!(hire.cover <= known.cover, "a cover that grows");
				known.cover = hire.cover;
			}
			let told = HireBook { paid: 0, ..known.clone() };
			assert_eq!(told, *hire, "{name:?}");
		}
		for (id, (bond, covered)) in &now.towers {
			assert_eq!(self.towers[id].0, *bond, "{id:?}");
			self.towers.get_mut(id).expect("told").1 = *covered;
		}
		assert_eq!(self.towers.len(), now.towers.len());
	}
}

impl Model<'_> {
	/// Follows the events of a step, and compares with storage.
	pub fn check_books(&mut self, events: &[Event<Test>]) {
		events.iter().for_each(|event| self.memory.note(event));
		self.memory.compare();
	}

	/// All instants at which something changes, or could.
	pub fn edges() -> Vec<Moment> {
		let mut edges = vec![START];
		for record in Towers::<Test>::iter_values() {
			edges.extend(record.tower.due_ms);
			edges.extend(record.tower.leaves_ms);
		}
		for (channel, watched) in Watches::<Test>::iter() {
			edges.extend(watched.over_ms.map(|over_ms| over_ms + 5 * HOUR));
			for side in Side::BOTH {
				if let Some(watch) = watched.watches.of(side) {
					edges.extend(watch.due_ms);
					let demands = watch.hires.iter().filter_map(|hire| hire.demand);
					edges.extend(demands.map(|demand| demand.since.ms + ANSWER));
					let tower = watch.hires.first().map(|hire| hire.tower);
					edges.extend(
						tower.and_then(|tower| Watchtowers::runs_out_at(channel, side, tower)),
					);
				}
			}
			let done = &watched.drawings.done;
			edges.extend(done.iter().map(|drawing| drawing.span.until.ms + 5 * HOUR));
			for asked in Side::BOTH.iter().filter_map(|side| *watched.drawings.asked.of(*side)) {
				edges.push(asked.since.ms + PERIOD);
			}
			if let Some(dispute) = &watched.dispute {
				edges.push(dispute.since.ms + PERIOD);
				edges.push(dispute.since.ms + TERMS.response_ms);
			}
		}
		edges
	}

	/// Everybody leaves, whatever has happened.
	pub fn wind_up(&mut self) {
		// Channels close; what towers do not answer counts.
		let open: Vec<_> = AllChannels::<Test>::iter_keys().collect();
		for channel in open {
			let Some(who) = Channels::channel(channel).map(|it| it.parties.opener) else {
				continue;
			};
			let close = pallet_bloc_channels::Call::force_close { channel, state: None };
			let _ = self.channels(&who, close);
		}
		let owners: Vec<(TowerId, AccountId)> =
			Towers::<Test>::iter().map(|(id, record)| (id, record.tower.owner)).collect();
		for (tower, owner) in &owners {
			self.call(owner.clone(), Call::leave { tower: *tower });
		}
		self.days(16);
		if self.destroyed {
			return;
		}
		let ended: Vec<_> = Watches::<Test>::iter_keys().collect();
		for channel in ended {
			for side in Side::BOTH {
				self.call(person(0), Call::end { channel, side });
			}
		}
		for (tower, owner) in owners {
			assert!(self.call(owner, Call::retire { tower }), "a tower cannot leave");
		}
		self.claim_all();
		assert_eq!(Watches::<Test>::iter().count(), 0, "a watch that never ends");
		assert_eq!(Postings::<Test>::iter().count(), 0);
		assert_eq!(Towers::<Test>::iter().count(), 0);
		assert_eq!(Credits::<Test>::iter().count(), 0);
		assert_eq!(Pots::<Test>::iter().count(), 0, "something is left");
		self.check_that_all_is_gone();
	}

	/// Days pass, in which there are blocks for as long that nothing can be said of a standstill.
	fn days(&mut self, count: usize) {
		let budget = <Watchtowers as bloc_timetable::Owner>::hook_budget();
		for _ in 0..count {
			System::set_block_number(System::block_number() + 10_000);
			let at_ms = crate::common::now::<super::OfWatchtowers>() + DAY;
			self.next_block(at_ms, budget);
		}
	}

	/// Everybody takes out what could not be paid.
	fn claim_all(&mut self) {
		let credits: Vec<_> = Credits::<Test>::iter_keys().collect();
		for (owner, asset) in credits {
			let to = owner.clone();
			// An account that is too poor to live takes it elsewhere.
			let again = Call::claim_credit { asset: asset.clone(), to: person(0) };
			if !self.call(owner.clone(), Call::claim_credit { asset, to }) {
				assert!(self.call(owner, again), "a credit that cannot be claimed");
			}
		}
	}
}
