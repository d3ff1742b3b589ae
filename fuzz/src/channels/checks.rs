//! What must hold after each step, and in the end.

use super::{books::held_back, model::Model, runtime::*};
use bloc_primitives::{
	channel::{Lock, Phase},
	Side,
};
use bloc_testing::exports::pallet_balances;
use codec::Encode;
use frame_support::{traits::fungibles::Inspect, weights::Weight};
use frame_system::ensure_signed;
use pallet_bloc_channels::{
	Approvals, Call, Channels as ChannelMap, ChannelsOf, Closings, Credits, Event, Pallet, Pots,
	Preimages, Shown, TimetablePages,
};
use sp_runtime::traits::Dispatchable;

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
	pub fn of(call: &Call<Test>, origin: RuntimeOrigin) -> Self {
		match call {
			// A deposit may go to whoever contests, and to the other party.
			Call::withdraw_committed { .. }
			| Call::close { .. }
			| Call::settle { .. }
			| Call::contest_withdrawal { .. } => Self::BySignature,
			Call::pay { .. } | Call::claim_credit { .. } => {
				ensure_signed(origin).map_or(Self::Nothing, Self::From)
			},
			_ => Self::Nothing,
		}
	}
}

pub fn index_of(who: &AccountId) -> Option<usize> {
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
			add(&who, asset, wealth(asset, &who));
		}
	}
	for (id, record) in ChannelMap::<Test>::iter() {
		let (channel, held) = (record.channel, held_back(id));
		for side in Side::BOTH {
			let ledger = channel.ledger.of(side);
			let committed = channel.committed.of(side) + held.of(side);
			let amount = ledger.free + ledger.locked + committed;
			add(channel.parties.of(side), &channel.asset, amount);
		}
	}
	for (owner, asset, credit) in Credits::<Test>::iter() {
		add(&owner, &asset, credit);
	}
	for (asset, pot) in Pots::<Test>::iter() {
		add(&pot.seeder, &asset, pot.seed);
	}
	claims
}

/// Whether `who` has what a closer puts down.
pub fn has_deposit(who: &AccountId) -> bool {
	balance(&NATIVE, who) >= CLOSING_DEPOSIT + ED
}

pub fn issuance() -> Issuance {
	ASSETS.map(AllAssets::total_issuance)
}

impl Model<'_> {
	/// Before something that may move money: nothing has moved any since the last time. (To see
	/// that after each step would take most of the time.)
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
		self.read_events();
		Pallet::<Test>::do_try_state().unwrap();
		let there_was = core::mem::replace(&mut self.issuance, issuance());
		for (before, after) in there_was.into_iter().zip(self.issuance) {
			// What somebody gave to a pot can be dust when the pot is emptied.
			let dust = if self.gifts { ED } else { 0 };
			assert!(after <= before, "{} units were made", after - before);
			assert!(before - after <= dust, "{} units were burnt", before - after);
		}
		self.check_books(matches!(moves, Moves::Nothing));
		let payer = match moves {
			Moves::Nothing => return self.stirred = true,
			Moves::From(payer) => Some(payer),
			Moves::BySignature => None,
		};
		for asset in &ASSETS {
			// Nobody's money stays behind.
			let kept = Pots::<Test>::get(asset).map_or(0, |pot| pot.held + pot.seed);
			let has = balance(asset, &pot(asset));
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
		self.books.remember();
		self.stirred = false;
	}

	/// Enters into the books what happened since this was asked last.
	fn read_events(&mut self) {
		let events = System::read_events_for_pallet::<Event<Test>>();
		System::reset_events();
		for event in &events {
			if let Some(trace) = &mut self.trace {
				// The variant comes first.
				trace.insert(event.encode()[0]);
			}
			// With nobody refusing anything, nothing that was due can have failed.
			let failed = matches!(event, Event::ServiceFailed { .. });
			assert!(!failed || Refusals::get() != 0, "{event:?}");
			if let Some(protocol) = &mut self.protocol {
				protocol.tell(event);
			}
		}
		for id in self.books.enter(&events) {
			self.check_dues(id);
		}
	}

	/// The books are true. (To see that after each step would take most of the time: where no money
	/// moved, it is seen later. By the protocol, it is.)
	fn check_books(&mut self, nothing_moved: bool) {
		if self.protocol.is_some() {
			self.books.check(self.gifts);
			self.books.check_conserved();
			self.nobody_honest_is_exposed();
		} else if !nothing_moved {
			self.books.check(self.gifts);
		}
	}

	/// All that was begun comes to an end, and everybody to its money, whatever has happened.
	pub fn wind_up(&mut self) {
		Refusals::set(0);
		if self.frozen {
			self.thaw_all();
		}
		self.release_all();
		let channels: Vec<_> = ChannelMap::<Test>::iter().collect();
		for (channel, record) in channels {
			if record.channel.phase == Phase::Open {
				let closer = record.channel.parties.opener;
				self.give_deposit(&closer);
				assert!(self.call(closer, Call::force_close { channel, state: None }));
			}
		}
		// The first block settles all and forgets all; what failed before is tried again later.
		for _ in 0..3 {
			if TimetablePages::<Test>::iter_keys().next().is_some() {
				self.next_block(now() + 3 * HOUR, 1_000, Weight::MAX / 2);
			}
		}
		self.check_all_is_over();
	}

	/// Sees to it that `who` has what a closer puts down: a friend may have to lend it.
	pub fn give_deposit(&mut self, who: &AccountId) {
		if !has_deposit(who) {
			let value = CLOSING_DEPOSIT + ED;
			let call = pallet_balances::Call::transfer_allow_death { dest: who.clone(), value };
			let lent = RuntimeCall::Balances(call).dispatch(RuntimeOrigin::signed(issuer()));
			assert!(lent.is_ok());
			self.remember();
		}
	}

	/// A lock can always be ended.
	pub fn release_all(&mut self) {
		while let Some(lock) = self.locks.pop() {
			let release = || <Pallet<Test> as Lock<AccountId>>::release(lock.clone());
			self.act(Moves::Nothing, release).unwrap();
			self.unlocked(&lock, lock.payer);
		}
	}

	/// Nothing is left in storage, and everybody gets what is theirs.
	pub fn check_all_is_over(&mut self) {
		assert_eq!(ChannelMap::<Test>::iter_keys().count(), 0, "channels that never close");
		assert_eq!(ChannelsOf::<Test>::iter_keys().count(), 0);
		assert_eq!(Closings::<Test>::iter_keys().count(), 0);
		assert_eq!(Shown::<Test>::iter_keys().count(), 0, "shown of channels that are gone");
		let approvals: Vec<_> = Approvals::<Test>::iter_keys().collect();
		for (channel, (side, payload_hash)) in approvals {
			let forget = Call::forget_approval { channel, side, payload_hash };
			assert!(self.call(person(0), forget), "an approval that counts for ever");
		}
		assert_eq!(Preimages::<Test>::iter_keys().count(), 0, "preimages that are never forgotten");
		assert_eq!(TimetablePages::<Test>::iter_keys().count(), 0, "entries that are never served");
		for who in (0..PEOPLE).map(person) {
			assert_eq!(held(&who), 0, "a deposit that never comes back");
		}
		self.empty_the_pots();
	}

	/// Whoever has credit gets it out, and then the pots owe nothing.
	fn empty_the_pots(&mut self) {
		let stuck = |asset: &Asset, destroyed| destroyed && *asset == ASSETS[1];
		let credits: Vec<_> = Credits::<Test>::iter().collect();
		for (owner, asset, _) in credits {
			if !stuck(&asset, self.destroyed) {
				assert!(self.call(owner, Call::claim_credit { asset, to: issuer() }));
			}
		}
		for (asset, pot) in Pots::<Test>::iter() {
			assert!(pot.held == 0 || stuck(&asset, self.destroyed), "{pot:?} owes to nobody");
		}
		self.books.check(self.gifts);
		self.books.check_conserved();
	}
}
