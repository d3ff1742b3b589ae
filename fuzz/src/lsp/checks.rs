//! What has to hold after each step: books of leases that are kept by events alone, what stays in
//! channels, and that the best is the best.

use super::{runtime::*, Model, OfLsp};
use crate::common::{self, Change, DAY};
use bloc_primitives::{channel::Phase, ChannelId, Moment};
use bloc_testing::people::AccountId;
use pallet_bloc_lsp::{
	lease::{Ending, Payment},
	menu::opening_fee,
	quote::QuoteId,
	shelf::{Place, Region},
	Event, LeaseRecordOf, Leases, Menus, Providers, Reservations, UsedQuotes,
};
use std::collections::BTreeMap;

fn now() -> Moment {
	common::now::<OfLsp>()
}

/// A lease, as the events tell of it.
#[derive(Clone, Debug)]
struct Book {
	provider: AccountId,
	client: AccountId,
	asset: Asset,
	size: Balance,
	cover: Balance,
	over_ms: Moment,
	/// When what was paid was used up, after the last step; and for how long the lease went on
	/// without being paid for, in all.
	dry_ms: Moment,
	unpaid_ms: Moment,
	owes: bool,
	/// What the provider had in the channel after the last step.
	had: Balance,
	/// What the pot had for it then.
	pot: Balance,
	/// When its channel closed: the hook has not come yet.
	closed_ms: Option<Moment>,
}

/// All of them, how often each quote was used, and who has just done something in a channel.
pub struct Books {
	leases: BTreeMap<ChannelId, Book>,
	quotes: BTreeMap<QuoteId, u32>,
	acts: Option<AccountId>,
}

/// What the provider has on its side.
fn of_provider(id: ChannelId) -> Option<[Balance; 2]> {
	let channel = Channels::channel(id)?;
	let its = channel.ledger.counterparty;
	Some([its.free, its.free + its.locked])
}

impl Books {
	/// As storage has it.
	pub fn of_now() -> Self {
		let book = |(id, record): (ChannelId, LeaseRecordOf<Test>)| {
			let it = record.lease;
			let book = Book {
				closed_ms: record.end.map(|end| end.at_ms),
				pot: it.in_pot(),
				over_ms: it.over_ms(),
				dry_ms: it.dry_ms(),
				unpaid_ms: 0,
				provider: it.provider,
				client: it.client,
				asset: it.asset,
				size: it.size,
				cover: it.cover,
				owes: it.owed_until_ms.is_some(),
				had: of_provider(id).map_or(0, |[_, all]| all),
			};
			(id, book)
		};
		let leases = Leases::<Test>::iter().map(book).collect();
		let quotes = UsedQuotes::<Test>::iter().map(|(id, record)| (id, record.used)).collect();
		Self { leases, quotes, acts: None }
	}

	/// Follows what has happened.
	fn read(&mut self, caller: Option<&AccountId>, events: &[Event<Test>]) {
		for event in events {
			match event {
				Event::Leased { channel, .. } => {
					let book = Book::of(event).unwrap();
					assert!(self.leases.insert(*channel, book).is_none(), "leased twice");
				},
				Event::QuoteUsed { quote, used, uses, .. } => {
					// Forgotten or not: never once too often.
					let before = self.quotes.insert(*quote, *used).unwrap_or(0);
					assert!(*used == before + 1 && used <= uses, "{quote:?}: {used} of {uses}");
				},
				Event::FeePaid { channel, over_ms, .. } => {
					let book = self.leases.get_mut(channel).unwrap();
					assert!(now() < book.over_ms && *over_ms >= book.over_ms);
					book.over_ms = *over_ms;
				},
				Event::FeeReceived { channel, fee, deposit } => {
					let book = self.leases.get_mut(channel).unwrap();
					assert!(book.owes, "{book:?}: settled twice");
					// What has come is what goes back; the rest stays, and is the fee.
					assert_eq!(fee, deposit);
					book.owes = false;
					book.pot -= deposit;
				},
				Event::Renewed { channel, cover, .. } => {
					let book = self.leases.get_mut(channel).unwrap();
					assert!(now() < book.over_ms);
					book.go_unpaid();
					book.cover = *cover;
					book.over_ms = Leases::<Test>::get(channel).unwrap().lease.over_ms();
				},
				Event::LeaseEnded { channel, reason, refund, earned, compensation } => {
					let mut book = self.leases.remove(channel).expect("a lease ends once");
					assert!(*compensation <= book.cover, "more than stands for it");
					assert_eq!(refund + earned, book.pot, "{book:?}: made or lost");
					book.end(*reason, caller);
				},
				_ => {},
			}
		}
	}

	/// What the pot has for each, for how long that is enough, and whether its channel has closed.
	fn note_pots(&mut self) {
		for (id, book) in &mut self.leases {
			let record = Leases::<Test>::get(id).unwrap();
			(book.pot, book.dry_ms) = (record.lease.in_pot(), record.lease.dry_ms());
			let closed_ms = record.end.map(|end| end.at_ms);
			assert!(book.closed_ms.is_none() || book.closed_ms == closed_ms, "noted anew");
			book.closed_ms = closed_ms;
		}
	}

	/// What stands for leases is what providers have set aside, and no more than they have.
	fn check_covers(&self) {
		for (asset, who, record) in Providers::<Test>::iter() {
			let its = self.leases.values().filter(|it| it.provider == who && it.asset == asset);
			let leases: Balance = its.map(|it| it.cover).sum();
			let kept: Balance = Reservations::<Test>::iter()
				.filter(|((of, provider, _), _)| *of == asset && *provider == who)
				.map(|(_, record)| record.reservation.cover)
				.sum();
			let provider = record.provider;
			assert_eq!(provider.covered, leases + kept);
			assert!(provider.covered <= provider.bond, "a bond that is used twice");
		}
	}

	/// While a lease runs nothing has left the provider's side below what it has let, but to the
	/// client.
	fn check_channels(&mut self, clients: &BTreeMap<ChannelId, Balance>) {
		for (id, book) in &mut self.leases {
			if book.over_ms <= now() || book.closed_ms.is_some() {
				continue;
			}
			let Some([free, all]) = of_provider(*id) else {
				panic!("{book:?}: a channel that went without its lease");
			};
			let open = Channels::channel(*id).is_some_and(|it| it.phase == Phase::Open);
			assert!(open, "{book:?}: a channel that closes with its lease");
			let lost = book.had.saturating_sub(all);
			let given = clients.get(id).copied().unwrap_or(0);
			assert!(lost <= given || free >= book.size, "{book:?}: {lost} have left");
			book.had = all;
		}
	}
}

impl Book {
	/// As it begins.
	fn of(event: &Event<Test>) -> Option<Self> {
		let Event::Leased { asset, provider, client, size, payment, cover, over_ms, fee, .. } =
			event
		else {
			return None;
		};
		assert!(fee < size, "a fee of the whole");
		Some(Self {
			provider: provider.clone(),
			client: client.clone(),
			asset: asset.clone(),
			size: *size,
			cover: *cover,
			over_ms: *over_ms,
			dry_ms: *over_ms,
			unpaid_ms: 0,
			owes: *payment == Payment::FirstReceived && *fee > 0,
			had: *size,
			pot: 0,
			closed_ms: None,
		})
	}

	/// This instant, or that at which its channel closed: what happened later does not count.
	fn now(&self) -> Moment {
		self.closed_ms.unwrap_or(now())
	}

	/// What it went on for up to now without being paid for nobody pays any more: in all of its life
	/// that is no more than one time of grace.
	fn go_unpaid(&mut self) {
		self.unpaid_ms += self.now().min(self.over_ms).saturating_sub(self.dry_ms);
		assert!(self.unpaid_ms <= GRACE, "{self:?}: the grace was had twice");
	}

	/// It ends for that reason: by whom, and when.
	fn end(&mut self, reason: Ending, caller: Option<&AccountId>) {
		self.go_unpaid();
		let in_time = self.now() < self.over_ms;
		// Whoever settles a lease whose channel has closed.
		let caller = caller.filter(|_| self.closed_ms.is_none());
		let by = |who: &AccountId| caller.is_none_or(|caller| caller == who);
		match reason {
			Ending::Completed | Ending::RanDry => assert!(!in_time, "{self:?}: too early"),
			Ending::GivenUp => assert!(in_time && by(&self.client), "{self:?}: by {caller:?}"),
			Ending::Agreed(_) => {
				assert!(in_time && (by(&self.client) || by(&self.provider)));
			},
			// What was put down goes back then, however late the hook is.
			Ending::ClosedTogether => assert!((in_time || self.owes) && caller.is_none()),
			Ending::Breached => assert!(in_time && caller.is_none()),
		}
	}
}

/// What is in the client's side of all leased channels, and has gone out of it.
fn clients() -> BTreeMap<ChannelId, Balance> {
	let of = |id| Channels::channel(id).map(|it| it.ledger.opener.free + it.committed.opener);
	Leases::<Test>::iter_keys().filter_map(|id| Some((id, of(id)?))).collect()
}

impl Model<'_> {
	pub fn edges() -> Vec<Moment> {
		let leases = Leases::<Test>::iter_values()
			.flat_map(|record| [record.lease.dry_ms(), record.lease.over_ms()]);
		let owed = Leases::<Test>::iter_values().filter_map(|record| record.lease.owed_until_ms);
		let kept = Reservations::<Test>::iter_values().map(|record| record.reservation.until_ms);
		let items = Menus::<Test>::iter_values().flatten().map(|item| item.valid_until_ms);
		leases.chain(owed).chain(kept).chain(items).collect()
	}

	pub fn check_books(
		&mut self,
		caller: Option<AccountId>,
		changes: &[Change],
		events: &[Event<Test>],
	) {
		self.memory.read(caller.as_ref(), events);
		self.memory.note_pots();
		self.memory.check_covers();
		self.memory.check_channels(&clients());
		let acts = self.memory.acts.take().or(caller);
		for Change { who, asset, before, after } in changes {
			let own = acts.as_ref() == Some(who);
			assert!(own || after >= before, "{who:?} has lost {asset:?} by somebody else's call");
		}
	}

	/// A party has done something in a channel, if any: by the hooks of that leases may have ended.
	pub fn after_channel(&mut self, who: Option<AccountId>) {
		self.memory.acts = who;
		self.after_neighbour();
	}

	/// The best that is found is the best of all.
	pub fn search(&mut self) {
		let asset = self.asset();
		let size = Balance::from(u16::from_le_bytes(self.reader.array()));
		let region = self.reader.one_in(2).then(|| Region(u16::from(self.reader.byte() % 3)));
		let lifetime_ms = Moment::from(self.reader.byte()) * DAY / 8;
		let found = Lsp::best(asset.clone(), size, lifetime_ms, region);
		let Ok(place) = Place::of(size, lifetime_ms) else { return assert_eq!(found, None) };
		let mut best = None;
		for (who, provider) in Lsp::providers(asset, None, 1_000) {
			let Some(listing) = provider.listing(place) else { continue };
			let fits = now() < listing.valid_until_ms
				&& region.is_none_or(|region| region == listing.rank.region);
			let flat = listing.shelf.kind == pallet_bloc_lsp::shelf::Kind::Flat;
			let price = listing.rank.price;
			let asked = if flat { price * 1_000_000 } else { price * size };
			let fee = match flat {
				true => Some(price),
				false => opening_fee(size, 0, u32::try_from(price).unwrap()),
			};
			let rank = listing.rank;
			let key = (asked, rank.standing, rank.region, rank.away, rank.provider);
			if fits && best.as_ref().is_none_or(|(other, _, _)| key < *other) {
				best = Some((key, who, fee.unwrap()));
			}
			assert!(provider.free >= size, "an offer of more than there is");
		}
		let expected = best.map(|(_, who, fee)| (who, fee));
		assert_eq!(found.map(|it| (it.provider, it.fee)), expected);
	}
}
