//! Books kept by somebody who only reads the pallet's events (and knows of locks, which have none).

use super::{
	checks::{index_of, Issuance},
	off_chain::Instant,
	runtime::*,
};
use bloc_primitives::{ChannelId, Pair, PaymentHash, Side};
use frame_support::traits::fungibles::Inspect;
use pallet_bloc_channels::{Channels as ChannelMap, Closings, Credits, Event, Pots};
use std::collections::BTreeMap;

/// A channel by the books.
#[derive(Clone, Debug)]
pub struct Account {
	pub parties: Pair<AccountId>,
	pub asset: Asset,
	/// All that is in it.
	pub capacity: Balance,
	/// When and in which block it began to close.
	pub closing: Option<Instant>,
	/// What each got since then.
	pub got: Pair<Balance>,
	pub gone: bool,
	/// Both agreed how it ends.
	pub agreed: bool,
	/// Where each has its money go at the end, if not to itself.
	pub payouts: Pair<Option<AccountId>>,
}

/// What each of the people has of each asset outside of channels.
pub type Wallets = [[Balance; ASSETS.len()]; PEOPLE];

/// Everybody's money outside of channels, and what is in channels.
#[derive(Clone, Default)]
pub struct Books {
	wallets: Wallets,
	pub accounts: BTreeMap<ChannelId, Account>,
	/// What has become public, and when.
	pub reveals: Vec<(PaymentHash, Instant)>,
	/// The money of a `Committed` event comes from outside and not from the ledger.
	pub topping_up: bool,
	/// What others have lost of each asset: `transfer_all` of `pallet-assets` loses what it moves, if
	/// that is more than could still be issued.
	lost: Issuance,
	/// Somebody else than the people, the issuer and the pots may have money.
	pub strangers: bool,
	/// The credits that were told of right before this event.
	credits: Vec<(AccountId, Balance)>,
}

/// What is somebody's outside of channels: spendable, in deposits, as credit and lent to pots.
fn wallets() -> Wallets {
	let mut wallets = Wallets::default();
	for (index, wallet) in wallets.iter_mut().enumerate() {
		for (asset, sum) in ASSETS.iter().zip(wallet) {
			*sum = wealth(asset, &person(index));
		}
	}
	let mut add = |who: &AccountId, asset: &Asset, amount: Balance| {
		if let (Some(who), Some(asset)) = (index_of(who), place(asset)) {
			wallets[who][asset] = wallets[who][asset].wrapping_add(amount);
		}
	};
	for (owner, asset, credit) in Credits::<Test>::iter() {
		add(&owner, &asset, credit);
	}
	for (asset, pot) in Pots::<Test>::iter() {
		add(&pot.seeder, &asset, pot.seed);
	}
	wallets
}

/// What was issued of each asset and is neither with the people, nor the issuer, nor the pots.
fn missing() -> Issuance {
	let of = |asset: Asset| {
		let pots = ASSETS.iter().map(pot);
		let accounts = (0..PEOPLE).map(person).chain([issuer()]).chain(pots);
		let sum: Balance = accounts.map(|who| wealth(&asset, &who)).sum();
		AllAssets::total_issuance(asset).checked_sub(sum).expect("no more than was issued")
	};
	ASSETS.map(of)
}

/// What a channel that settles holds back of each side's.
pub fn held_back(id: ChannelId) -> Pair<Balance> {
	Closings::<Test>::get(id).map(|closing| closing.held()).unwrap_or_default()
}

fn place(asset: &Asset) -> Option<usize> {
	ASSETS.iter().position(|known| known == asset)
}

fn is_known(who: &AccountId) -> bool {
	index_of(who).is_some() || *who == issuer() || ASSETS.iter().any(|asset| pot(asset) == *who)
}

impl Books {
	/// `who` has more, or, modulo 2^128, less.
	fn book(&mut self, who: &AccountId, asset: &Asset, amount: Balance) {
		self.strangers |= !is_known(who);
		if let (Some(who), Some(asset)) = (index_of(who), place(asset)) {
			let wallet = &mut self.wallets[who][asset];
			*wallet = wallet.wrapping_add(amount);
		}
	}

	/// A party pays into its channel.
	fn pay_in(&mut self, id: ChannelId, side: Side, amount: Balance) {
		let account = self.accounts.get_mut(&id).unwrap();
		account.capacity += amount;
		let (who, asset) = (account.parties.of(side).clone(), account.asset.clone());
		self.book(&who, &asset, amount.wrapping_neg());
	}

	/// Something leaves a channel.
	fn pay_out(&mut self, id: ChannelId, who: &AccountId, amount: Balance) {
		let account = self.accounts.get_mut(&id).unwrap();
		account.capacity =
			account.capacity.checked_sub(amount).expect("paid out what is not in it");
		let asset = account.asset.clone();
		self.book(who, &asset, amount);
	}

	fn pay_party(&mut self, id: ChannelId, side: Side, amount: Balance) {
		let account = self.accounts.get_mut(&id).unwrap();
		if account.closing.is_some() {
			*account.got.of_mut(side) += amount;
		}
		let who = account.parties.of(side).clone();
		self.pay_out(id, &who, amount);
	}

	/// What a party gets when its channel ends, wherever it wants it. If it is refused there it is the
	/// party's credit, which is told of just before.
	fn pay_at_the_end(&mut self, id: ChannelId, side: Side, amount: Balance) {
		let account = &self.accounts[&id];
		let party = account.parties.of(side).clone();
		let credited = self.credits.iter().position(|of| *of == (party.clone(), amount));
		let to = match (account.payouts.of(side).clone(), credited) {
			(Some(to), None) => to,
			(_, Some(place)) => self.credits.swap_remove(place).0,
			(None, None) => return self.pay_party(id, side, amount),
		};
		let account = self.accounts.get_mut(&id).unwrap();
		if account.closing.is_some() {
			*account.got.of_mut(side) += amount;
		}
		self.pay_out(id, &to, amount);
	}

	fn new_account(&mut self, id: ChannelId, parties: &Pair<AccountId>, asset: &Asset) {
		let account = Account {
			parties: parties.clone(),
			asset: asset.clone(),
			capacity: 0,
			closing: None,
			got: Pair::new(0, 0),
			gone: false,
			agreed: false,
			payouts: Pair::new(None, None),
		};
		assert!(self.accounts.insert(id, account).is_none(), "{id:?} twice");
	}

	/// A channel is proposed, or open with `amounts` in it: the opener's may be known already.
	fn begin(
		&mut self,
		id: ChannelId,
		parties: &Pair<AccountId>,
		asset: &Asset,
		amounts: Pair<Balance>,
	) {
		if !self.accounts.contains_key(&id) {
			self.new_account(id, parties, asset);
			self.pay_in(id, Side::Opener, amounts.opener);
		}
		self.pay_in(id, Side::Counterparty, amounts.counterparty);
	}

	/// Enters what is told. Returns the channels that are gone now.
	pub fn enter(&mut self, events: &[Event<Test>]) -> Vec<ChannelId> {
		let gone: Vec<_> = events.iter().filter_map(|event| self.enter_event(event)).collect();
		for id in &gone {
			let account = self.accounts.get_mut(id).unwrap();
			assert_eq!(account.capacity, 0, "{id:?} is gone with money in it");
			account.gone = true;
		}
		gone
	}

	fn enter_event(&mut self, event: &Event<Test>) -> Option<ChannelId> {
		if let Event::Credited { owner, amount, .. } = event {
			self.credits.push((owner.clone(), *amount));
			return None;
		}
		let gone = self.enter_other(event);
		self.credits.clear();
		gone
	}

	fn enter_other(&mut self, event: &Event<Test>) -> Option<ChannelId> {
		match event {
			Event::Proposed { channel, parties, asset, amount, .. } => {
				self.begin(*channel, parties, asset, Pair::new(*amount, 0));
			},
			Event::Opened { channel, parties, asset, ledger, .. } => {
				self.begin(*channel, parties, asset, ledger.map(|side| side.free));
			},
			Event::ProposalEnded { channel, .. } => {
				let all = self.accounts[channel].capacity;
				self.pay_party(*channel, Side::Opener, all);
				return Some(*channel);
			},
			Event::Deposited { channel, side, amount, .. } => self.pay_in(*channel, *side, *amount),
			Event::Withdrawn { channel, side, amount, .. } => {
				self.pay_party(*channel, *side, *amount);
			},
			Event::Committed { channel, side, amount, .. } if self.topping_up => {
				self.pay_in(*channel, *side, *amount);
			},
			Event::ForceClosed { channel, .. } => {
				self.accounts.get_mut(channel).unwrap().closing = Some(Instant::now());
			},
			Event::Penalised { channel, challenger, reward, .. } => {
				self.pay_out(*channel, challenger, *reward);
			},
			Event::ClosingDepositLost { closer, challenger, amount, .. } => {
				self.book(closer, &NATIVE, amount.wrapping_neg());
				self.book(challenger, &NATIVE, *amount);
			},
			Event::Settled { channel, paid, .. } => {
				for side in Side::BOTH {
					self.pay_at_the_end(*channel, side, *paid.of(side));
				}
			},
			Event::PayoutSet { channel, side, to } => {
				let account = self.accounts.get_mut(channel).unwrap();
				*account.payouts.of_mut(*side) = to.clone();
			},
			Event::Closed { channel } => return Some(*channel),
			Event::CreditClaimed { owner, asset, amount, to } => {
				self.book(owner, asset, amount.wrapping_neg());
				self.book(to, asset, *amount);
			},
			Event::PreimageRevealed { payment_hash, .. } => {
				self.reveals.push((*payment_hash, Instant::now()));
			},
			// The money stays where it is.
			Event::Committed { .. } | Event::CommittedWithdrawn { .. } | Event::Paid { .. } => {},
			Event::PolicySet { .. } | Event::GuardSet { .. } => {},
			Event::Challenged { .. } | Event::Credited { .. } => {},
			Event::PreimageForgotten { .. } | Event::DepositKept { .. } => {},
			Event::Approved { .. } | Event::ApprovalForgotten { .. } => {},
			Event::WithdrawalRequested { .. } | Event::WithdrawalEnded { .. } => {},
			// From what is committed to the ledger of the same party.
			Event::WithdrawalFinished { .. } => {},
			Event::ServiceFailed { .. } => {},
			Event::__Ignore(..) => unreachable!(),
		}
		None
	}

	/// The books are true. With what was given to a pot, its last payout can bring more than is
	/// owed.
	pub fn check(&mut self, gifts: bool) {
		for (id, account) in &self.accounts {
			let there = ChannelMap::<Test>::get(id).map(|record| {
				let held = held_back(*id).checked_sum().unwrap();
				record.channel.capacity() + held
			});
			let expected = (!account.gone).then_some(account.capacity);
			assert_eq!(there, expected, "{id:?}");
		}
		let has = wallets();
		for (index, (booked, has)) in self.wallets.iter().zip(&has).enumerate() {
			for (asset, (booked, has)) in ASSETS.iter().zip(booked.iter().zip(has)) {
				let right = booked == has || (gifts && booked < has);
				assert!(right, "person {index} has {has} of {asset:?}, by the books {booked}");
			}
		}
		self.wallets = has;
	}

	/// No unit of an asset is made or lost: all that was issued is with the people, the issuer and
	/// the pots, but for what others had lost before.
	pub fn check_conserved(&self) {
		if !self.strangers {
			assert_eq!(missing(), self.lost);
		}
	}

	/// Others moved money.
	pub fn remember(&mut self) {
		self.wallets = wallets();
		self.lost = missing();
	}
}
