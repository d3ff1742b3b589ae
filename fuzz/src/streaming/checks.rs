//! What must hold for streams and vaults after each step, and in the end.

use super::{reports::Reports, runtime::*, Model};
use crate::common::{person, Change, ASSETS, PEOPLE};
use bloc_math::accrual::Exact;
use bloc_testing::people::{issuer, AccountId};
use pallet_bloc_streaming::{
	types::{Funding, StreamId, VaultId},
	Call, Credits, Event, Pots, Proposals, StreamRecordOf, Streams, StreamsOf, VaultIds, Vaults,
};
use std::collections::BTreeMap;

/// What each of the people could call its own of each asset now: in its account, its vaults, its
/// streams (what is owed is the payee's, what is reported nobody's yet), its credits, and lent.
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
			add(&who, asset, wealth(asset, &who));
		}
	}
	// What a vault's streams have accrued and do not owe is part of what is left to its owner.
	let mut left: BTreeMap<VaultId, Exact> = BTreeMap::new();
	for id in Streams::<Test>::iter_keys() {
		let state = Streaming::stream_state(id).unwrap();
		let (stream, owed) = (state.stream, state.owed);
		add(&stream.payee, &stream.asset, owed);
		match stream.funding {
			Funding::Own(funds) => {
				let pending = stream.meter().and_then(|meter| meter.pending);
				let reported = pending.map_or(0, |report| report.amount);
				assert!(owed + reported <= funds, "{id:?} owes {owed} of {funds}");
				add(&stream.payer, &stream.asset, funds - owed - reported);
			},
			Funding::Vault(vault) => {
				let left = left.entry(vault).or_default();
				let rest = stream.accrued.checked_sub(Exact::whole(owed)).unwrap();
				*left = left.checked_add(rest).unwrap();
			},
		}
	}
	for id in Vaults::<Test>::iter_keys() {
		let vault = Streaming::vault(id).unwrap();
		let rest = left.remove(&id).unwrap_or_default();
		add(&vault.owner, &vault.asset, vault.funds.checked_add(rest).unwrap().units);
	}
	for (owner, asset, credit) in Credits::<Test>::iter() {
		add(&owner, &asset, credit);
	}
	for (asset, pot) in Pots::<Test>::iter() {
		add(&pot.seeder, &asset, pot.seed);
	}
	claims
}

/// How things were after the last step.
pub struct Memory {
	/// What was deposited for each stream that has a deposit of its own, less what was taken back.
	deposits: BTreeMap<StreamId, Balance>,
	claims: Claims,
	pub reports: Reports,
}

fn deposits() -> BTreeMap<StreamId, Balance> {
	let deposited = |(id, record): (StreamId, StreamRecordOf<Test>)| {
		let funds = record.stream.own_funds()?;
		Some((id, record.stream.paid + funds))
	};
	Streams::<Test>::iter().filter_map(deposited).collect()
}

impl Memory {
	/// As the streams themselves have it.
	pub fn of_now() -> Self {
		Self { deposits: deposits(), claims: claims(), reports: Reports::of_now() }
	}

	/// Something happened beside the pallet.
	pub fn time_passed(&mut self) {
		(self.deposits, self.claims) = (deposits(), claims());
	}

	/// As the events have it.
	fn read(&mut self, events: &[Event<Test>]) {
		for event in events {
			match event {
				Event::Created { stream, funding: Funding::Own(deposit), .. } => {
					assert_eq!(self.deposits.insert(*stream, *deposit), None, "an id twice");
				},
				Event::ToppedUp { stream, amount, .. } => {
					*self.deposits.get_mut(stream).unwrap() += amount;
				},
				Event::Refunded { stream, amount, .. } => {
					*self.deposits.get_mut(stream).unwrap() -= amount;
				},
				Event::Ended { stream, total, refunded, .. } => {
					if let Some(deposited) = self.deposits.remove(stream) {
						assert_eq!(total + refunded, deposited, "{stream:?}");
					}
				},
				_ => {},
			}
		}
	}
}

/// What payees have just reported to a payer: it is not the payer's any more.
fn reported(payer: usize, asset: &Asset, events: &[Event<Test>]) -> Balance {
	let amount = |event: &Event<Test>| match event {
		Event::Reported { stream, amount, .. } => {
			let stream = Streaming::stream(*stream)?;
			(stream.payer == person(payer) && stream.asset == *asset).then_some(*amount)
		},
		_ => None,
	};
	events.iter().filter_map(amount).sum()
}

/// What the hook's work has just cost a payer.
fn hook_fees(payer: &AccountId, asset: &Asset, events: &[Event<Test>]) -> Balance {
	let fee = |event: &Event<Test>| match event {
		Event::HookFeePaid { stream, fee } => {
			let stream = Streaming::stream(*stream)?;
			(stream.payer == *payer && *asset == NATIVE).then_some(*fee)
		},
		_ => None,
	};
	events.iter().filter_map(fee).sum()
}

impl Model<'_> {
	/// The books are right, only the caller can have less than before (and whoever paid for the
	/// hook's work, just that), and no pot keeps more than is owed.
	pub fn check_step(
		&mut self,
		caller: Option<AccountId>,
		changes: &[Change],
		events: &[Event<Test>],
	) {
		for Change { who, asset, before, after } in changes {
			let lost = after + hook_fees(who, asset, events) < *before;
			assert!(
				!lost || Some(who) == caller.as_ref(),
				"{before} of {asset:?}, and then {after}"
			);
		}
		self.memory.read(events);
		self.memory.reports.read(events);
		assert_eq!(self.memory.deposits, deposits());
		let claimed = core::mem::replace(&mut self.memory.claims, claims());
		for index in (0..PEOPLE).filter(|index| caller != Some(person(*index))) {
			for (asset, name) in ASSETS.iter().enumerate() {
				let had = claimed[index][asset];
				let gone = reported(index, name, events) + hook_fees(&person(index), name, events);
				let has = self.memory.claims[index][asset] + gone;
				// What somebody gave to a pot can be part of its last payout.
				let more = caller.is_some() || self.gifts;
				assert!(
					has == had || (more && has > had),
					"person {index} had {had} of {name:?} and has {has}"
				);
			}
		}
		for asset in &ASSETS {
			let kept = Pots::<Test>::get(asset).map_or(0, |pot| pot.held + pot.seed);
			let has = balance(asset, &Streaming::pot_account(asset.clone()));
			assert!(has == kept || self.gifts, "the pot of {asset:?} has {has} and owes {kept}");
		}
	}

	/// Everybody leaves, whatever has happened.
	pub fn wind_up(&mut self) {
		let streams: Vec<_> = Streams::<Test>::iter_keys().collect();
		for stream in streams {
			// Ends what is over; there may be nothing to pay.
			let payee = Streaming::stream(stream).unwrap().payee;
			self.call(issuer(), Call::claim { stream });
			if Streaming::stream(stream).is_some() {
				assert!(
					self.call(payee, Call::cancel { stream, accepts: None }),
					"{stream:?} cannot end"
				);
			}
		}
		let vaults: Vec<_> = Vaults::<Test>::iter().collect();
		for (vault, record) in vaults {
			assert!(self.call(record.vault.owner, Call::close_vault { vault }), "{vault:?}");
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
		assert_eq!(Streams::<Test>::iter_keys().count(), 0);
		assert_eq!(StreamsOf::<Test>::iter_keys().count(), 0);
		assert_eq!(Proposals::<Test>::iter_keys().count(), 0);
		assert_eq!(Vaults::<Test>::iter_keys().count(), 0);
		assert_eq!(VaultIds::<Test>::iter_keys().count(), 0);
		self.check_that_all_is_gone();
	}
}
