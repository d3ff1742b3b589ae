//! What must hold after each step, and in the end.

use super::{runtime::*, World};
use crate::{
	Call, Channels, ChannelsOf, Closings, Credits, Event, Pallet, Pots, Preimages, TimetablePages,
};
use bloc_primitives::{
	channel::{Lock, Phase},
	Balance, Side,
};
use codec::Encode;
use frame_support::{
	traits::{fungible::hold::Inspect as _, fungibles::Inspect},
	weights::Weight,
};
use frame_system::ensure_signed;

type All = <Fuzzed as crate::Config>::Assets;

/// What each of the people could call its own of each asset, in its account or in channels.
pub type Claims = [[Balance; ASSETS.len()]; PEOPLE];

/// How much there is of each asset.
pub type Issuance = [Balance; ASSETS.len()];

/// Whose money a step may move.
pub enum Moves {
	/// Nobody's: each keeps what it has, wherever it is.
	Nothing,
	/// That of the one who acts.
	From(AccountId),
	/// That of both parties, by their own signatures or by time.
	BySignature,
}

impl Moves {
	pub fn of(call: &Call<Fuzzed>, origin: RuntimeOrigin) -> Self {
		match call {
			Call::withdraw_committed { .. } | Call::close { .. } | Call::settle { .. } => {
				Self::BySignature
			},
			Call::pay { .. } | Call::claim_credit { .. } => {
				ensure_signed(origin).map_or(Self::Nothing, Self::From)
			},
			_ => Self::Nothing,
		}
	}
}

fn index_of(who: &AccountId) -> Option<usize> {
	(0..PEOPLE).find(|index| person(*index) == *who)
}

pub fn claims() -> Claims {
	let mut claims = Claims::default();
	let mut add = |who: &AccountId, asset: &Asset, amount: Balance| {
		let asset = ASSETS.iter().position(|known| known == asset);
		if let (Some(who), Some(asset)) = (index_of(who), asset) {
			claims[who][asset] += amount;
		}
	};
	for asset in &ASSETS {
		for who in (0..PEOPLE).map(person) {
			add(&who, asset, All::total_balance(asset.clone(), &who));
		}
	}
	for record in Channels::<Fuzzed>::iter_values() {
		let channel = record.channel;
		for side in Side::BOTH {
			let ledger = channel.ledger.of(side);
			let amount = ledger.free + ledger.locked + channel.committed.of(side);
			add(channel.parties.of(side), &channel.asset, amount);
		}
	}
	for (owner, asset, credit) in Credits::<Fuzzed>::iter() {
		add(&owner, &asset, credit);
	}
	for (asset, pot) in Pots::<Fuzzed>::iter() {
		add(&pot.seeder, &asset, pot.seed);
	}
	claims
}

pub fn issuance() -> Issuance {
	ASSETS.map(All::total_issuance)
}

impl World<'_> {
	/// Before something that may move money: nothing has moved any since the last time. (To see that
	/// after each step would take most of the time.)
	pub fn prepare(&mut self, moves: &Moves) {
		if matches!(moves, Moves::Nothing) || !self.stirred {
			return;
		}
		self.stirred = false;
		let had = core::mem::replace(&mut self.claims, claims());
		// With what was given to a pot, its last payout can bring more than is owed.
		let kept = |before: &Balance, after| before == after || (self.gifts && before < after);
		for (index, (before, after)) in had.iter().zip(&self.claims).enumerate() {
			let same = before.iter().zip(after).all(|(before, after)| kept(before, after));
			assert!(same, "person {index} had {before:?} and has {after:?}");
		}
	}

	/// After something that the pallet did and that may have moved what `moves` says. It must have
	/// been [prepared](Self::prepare) for.
	pub fn check(&mut self, moves: Moves) {
		Pallet::<Fuzzed>::do_try_state().unwrap();
		let there_was = core::mem::replace(&mut self.issuance, issuance());
		for (before, after) in there_was.into_iter().zip(self.issuance) {
			// What somebody gave to a pot can be dust when the pot is emptied.
			let dust = if self.gifts { ED } else { 0 };
			assert!(after <= before, "{} units were made", after - before);
			assert!(before - after <= dust, "{} units were burnt", before - after);
		}
		let payer = match moves {
			Moves::Nothing => return self.stirred = true,
			Moves::From(payer) => Some(payer),
			Moves::BySignature => None,
		};
		for asset in &ASSETS {
			// Nobody's money stays behind.
			let kept = Pots::<Fuzzed>::get(asset).map_or(0, |pot| pot.held + pot.seed);
			let has = All::balance(asset.clone(), &pot(asset));
			assert!(has == kept || self.gifts, "the pot of {asset:?} has {has} and owes {kept}");
		}
		let had = core::mem::replace(&mut self.claims, claims());
		let Some(payer) = payer else { return };
		for (index, (before, after)) in had.iter().zip(&self.claims).enumerate() {
			let pays = payer == person(index);
			for (before, after) in before.iter().zip(after) {
				let right = if pays { after <= before } else { after >= before };
				assert!(right || self.gifts, "person {index} had {before} and has {after}");
			}
		}
	}

	/// After something that others did.
	pub fn remember(&mut self) {
		self.claims = claims();
		self.issuance = issuance();
		self.stirred = false;
	}

	/// Takes note of what happened since this was asked last, if somebody wants to know.
	pub fn note_events(&mut self) {
		let Some(notes) = &mut self.notes else { return };
		for event in System::read_events_for_pallet::<Event<Fuzzed>>() {
			// The variant comes first.
			notes.insert(event.encode()[0]);
		}
	}

	/// The hooks did what was due: with nobody refusing anything, nothing can have failed.
	pub fn check_service(&self) {
		if Refusals::get() != 0 {
			return;
		}
		for event in System::read_events_for_pallet::<Event<Fuzzed>>() {
			assert!(!matches!(event, Event::ServiceFailed { .. }), "{event:?}");
		}
	}

	/// All that was begun comes to an end, and everybody to its money, whatever has happened.
	pub fn wind_up(&mut self) {
		Refusals::set(0);
		if self.frozen {
			self.thaw_all();
		}
		while let Some(lock) = self.locks.pop() {
			let release = || <Pallet<Fuzzed> as Lock<AccountId>>::release(lock);
			self.act(Moves::Nothing, release).unwrap();
		}
		let channels: Vec<_> = Channels::<Fuzzed>::iter().collect();
		for (channel, record) in channels {
			if record.channel.phase == Phase::Open {
				let closer = record.channel.parties.opener;
				assert!(self.call(closer, Call::force_close { channel, state: None }));
			}
		}
		// The first block settles all and forgets all; what failed before is tried again later.
		for _ in 0..3 {
			if TimetablePages::<Fuzzed>::iter_keys().next().is_some() {
				self.next_block(now() + 3 * HOUR, 1_000, Weight::MAX / 2);
			}
		}
		assert_eq!(Channels::<Fuzzed>::iter_keys().count(), 0, "channels that never close");
		assert_eq!(ChannelsOf::<Fuzzed>::iter_keys().count(), 0);
		assert_eq!(Closings::<Fuzzed>::iter_keys().count(), 0);
		assert_eq!(
			Preimages::<Fuzzed>::iter_keys().count(),
			0,
			"preimages that are never forgotten"
		);
		assert_eq!(
			TimetablePages::<Fuzzed>::iter_keys().count(),
			0,
			"entries that are never served"
		);
		for who in (0..PEOPLE).map(person) {
			assert_eq!(Balances::total_balance_on_hold(&who), 0, "a deposit that never comes back");
		}
		self.empty_the_pots();
	}

	/// Whoever has credit gets it out, and then the pots owe nothing.
	fn empty_the_pots(&mut self) {
		let stuck = |asset: &Asset, destroyed| destroyed && *asset == ASSETS[1];
		let credits: Vec<_> = Credits::<Fuzzed>::iter().collect();
		for (owner, asset, _) in credits {
			if !stuck(&asset, self.destroyed) {
				assert!(self.call(owner, Call::claim_credit { asset, to: issuer() }));
			}
		}
		for (asset, pot) in Pots::<Fuzzed>::iter() {
			assert!(pot.held == 0 || stuck(&asset, self.destroyed), "{pot:?} owes to nobody");
		}
	}
}
