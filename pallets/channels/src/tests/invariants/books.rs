//! Books kept by somebody who only reads the pallet's events (and knows of locks, which have none).

use super::{
	super::dispute_kit::now,
	off_chain::{index, Instant},
	*,
};
use crate::{Credits, Pots};
use bloc_primitives::Balance;
use frame_support::traits::{fungible::hold::Inspect as _, fungibles::Inspect};
use std::collections::BTreeMap;

type AllAssets = <Test as crate::Config>::Assets;

pub fn people() -> [AccountId; 3] {
	[alice(), bob(), charlie()]
}

pub const BOTH: [Asset; 2] = [NATIVE, TOKEN];

/// A channel by the books.
#[derive(Clone, Debug)]
pub struct Account {
	pub parties: Pair<AccountId>,
	pub asset: Asset,
	/// All that is in it.
	pub capacity: Balance,
	/// When and in which block it began to close.
	pub closing: Option<Instant>,
	/// What each got since then, and what of it was the ledger's.
	pub got: [Balance; 2],
	pub gone: bool,
	/// Both agreed how it ends.
	pub agreed: bool,
}

/// Everybody's money outside of channels, and what is in channels.
#[derive(Default)]
pub struct Books {
	wallets: BTreeMap<(usize, usize), i128>,
	pub accounts: BTreeMap<ChannelId, Account>,
	/// The money of a `Committed` event comes from outside and not from the ledger.
	pub topping_up: bool,
}

fn person(who: &AccountId) -> usize {
	people().iter().position(|person| person == who).unwrap()
}

fn place(asset: &Asset) -> usize {
	BOTH.iter().position(|known| known == asset).unwrap()
}

impl Books {
	pub fn new() -> Self {
		let mut books = Self::default();
		for who in 0..3 {
			for asset in 0..2 {
				books.wallets.insert((who, asset), WEALTH as i128);
			}
		}
		books
	}

	fn book(&mut self, who: &AccountId, asset: &Asset, amount: i128) {
		*self.wallets.get_mut(&(person(who), place(asset))).unwrap() += amount;
	}

	/// A party pays into its channel.
	fn pay_in(&mut self, id: ChannelId, side: Side, amount: Balance) {
		let account = self.accounts.get_mut(&id).unwrap();
		account.capacity += amount;
		let (who, asset) = (account.parties.of(side).clone(), account.asset.clone());
		self.book(&who, &asset, -(amount as i128));
	}

	/// Something leaves a channel.
	fn pay_out(&mut self, id: ChannelId, who: &AccountId, amount: Balance) {
		let account = self.accounts.get_mut(&id).unwrap();
		account.capacity =
			account.capacity.checked_sub(amount).expect("paid out what is not in it");
		let asset = account.asset.clone();
		self.book(who, &asset, amount as i128);
	}

	fn pay_party(&mut self, id: ChannelId, side: Side, amount: Balance) {
		let who = self.accounts[&id].parties.of(side).clone();
		let account = self.accounts.get_mut(&id).unwrap();
		if account.closing.is_some() {
			account.got[index(side)] += amount;
		}
		self.pay_out(id, &who, amount);
	}

	fn new_account(&mut self, id: ChannelId, parties: &Pair<AccountId>, asset: &Asset) {
		let (parties, asset) = (parties.clone(), asset.clone());
		let (closing, got, gone, agreed) = (None, [0; 2], false, false);
		let account = Account { parties, asset, capacity: 0, closing, got, gone, agreed };
		assert!(self.accounts.insert(id, account).is_none(), "{id:?} twice");
	}

	/// Enters what is told. Answers with the channels that are gone now.
	pub fn enter(&mut self, events: Vec<Event<Test>>) -> Vec<ChannelId> {
		let mut gone = vec![];
		for event in events {
			match event {
				Event::Offered { channel, parties, asset, amount, .. } => {
					self.new_account(channel, &parties, &asset);
					self.pay_in(channel, Side::Opener, amount);
				},
				Event::Opened { channel, parties, asset, ledger, .. } => {
					let offered = self.accounts.contains_key(&channel);
					if !offered {
						self.new_account(channel, &parties, &asset);
						self.pay_in(channel, Side::Opener, ledger.opener.free);
					}
					self.pay_in(channel, Side::Counterparty, ledger.counterparty.free);
				},
				Event::OfferEnded { channel, .. } => {
					let all = self.accounts[&channel].capacity;
					self.pay_party(channel, Side::Opener, all);
					gone.push(channel);
				},
				Event::Deposited { channel, side, amount, .. } => {
					self.pay_in(channel, side, amount);
				},
				Event::Withdrawn { channel, side, amount, .. } => {
					self.pay_party(channel, side, amount);
				},
				Event::Committed { channel, side, amount, .. } if self.topping_up => {
					self.pay_in(channel, side, amount);
				},
				Event::ForceClosed { channel, .. } => {
					let begun = Instant { at_ms: now(), block: System::block_number() };
					self.accounts.get_mut(&channel).unwrap().closing = Some(begun);
				},
				Event::Penalised { channel, challenger, reward, .. } => {
					self.pay_out(channel, &challenger, reward);
				},
				Event::Settled { channel, paid, .. } => {
					for side in Side::BOTH {
						self.pay_party(channel, side, *paid.of(side));
					}
				},
				Event::Closed { channel } => gone.push(channel),
				Event::CreditClaimed { owner, asset, amount, to } => {
					self.book(&owner, &asset, -(amount as i128));
					self.book(&to, &asset, amount as i128);
				},
				Event::Committed { .. }
				| Event::CommittedWithdrawn { .. }
				| Event::Paid { .. }
				| Event::PolicySet { .. }
				| Event::Challenged { .. }
				| Event::Credited { .. }
				| Event::PreimageRevealed { .. }
				| Event::PreimageForgotten { .. }
				| Event::ServiceFailed { .. }
				| Event::DepositKept { .. } => {},
				Event::__Ignore(..) => unreachable!(),
			}
		}
		for id in &gone {
			let account = self.accounts.get_mut(id).unwrap();
			assert_eq!(account.capacity, 0, "{id:?} is gone with money in it");
			account.gone = true;
		}
		gone
	}

	/// The books are true.
	pub fn check(&self) {
		for (id, account) in &self.accounts {
			let there = Channels::channel(*id).map(|channel| channel.capacity());
			let expected = (!account.gone).then_some(account.capacity);
			assert_eq!(there, expected, "{id:?}");
		}
		for who in people() {
			for asset in BOTH {
				let wallet = self.wallets[&(person(&who), place(&asset))];
				assert_eq!(wealth(&who, &asset) as i128, wallet, "{who:?} in {asset:?}");
			}
		}
		conserved();
	}
}

/// What is somebody's outside of channels: spendable, in deposits, as credit and lent to pots.
pub fn wealth(who: &AccountId, asset: &Asset) -> Balance {
	let deposits = if *asset == NATIVE { Balances::total_balance_on_hold(who) } else { 0 };
	let seeds: Balance = Pots::<Test>::iter()
		.filter(|(of, pot)| of == asset && pot.seeder == *who)
		.map(|(_, pot)| pot.seed)
		.sum();
	AllAssets::balance(asset.clone(), who) + deposits + Credits::<Test>::get(who, asset) + seeds
}

/// No unit of an asset is made or lost: all that was issued is with people and in the pot.
fn conserved() {
	for asset in BOTH {
		let accounts = people().into_iter().chain([issuer(), Channels::pot_account(asset.clone())]);
		let sum: Balance = accounts
			.map(|who| {
				let deposits = match asset == NATIVE {
					true => Balances::total_balance_on_hold(&who),
					false => 0,
				};
				AllAssets::balance(asset.clone(), &who) + deposits
			})
			.sum();
		assert_eq!(sum, AllAssets::total_issuance(asset));
	}
}
