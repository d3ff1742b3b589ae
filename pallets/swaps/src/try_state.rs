//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	custody::Money,
	leg::{Funds, Place},
	ring::MAX_LEGS,
	types::Due,
	AssetIdOf, Bonds, Config, DueOf, LegOf, Legs, Pallet,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{channel::Inspect, Balance, ChannelId, Moment, Pair, PaymentHash};
use bloc_timetable::{Entry, Timetable};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

/// What is owed of each asset.
type Owed<T> = Vec<(AssetIdOf<T>, Balance)>;
/// The sums of the locks in each channel, by whose balance they are out of.
type Sums = BTreeMap<ChannelId, Pair<Balance>>;
/// All that is on the timetable.
type Looks<T> = BTreeSet<(DueOf<T>, Moment)>;

/// Whether it is on the timetable at its time, or for one more try after it.
fn is_looked_at<T: Config>(looks: &Looks<T>, due: DueOf<T>, from_ms: Moment) -> bool {
	looks.range((due.clone(), from_ms)..=(due, Moment::MAX)).next().is_some()
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage, each item once, and each channel in
	/// which something is locked: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: Looks<T> =
			Timetable::<Self>::iter().map(|Entry { due_ms, payload }| (payload, due_ms)).collect();
		let mut owed: Owed<T> = Vec::new();
		let mut sums = Sums::new();
		for (owner, hash) in Legs::<T>::iter_keys() {
			let record = Legs::<T>::get(&owner, hash).ok_or("S3: a leg that cannot be read")?;
			let leg = record.leg;
			Self::check_leg(&owner, &leg)?;
			let from_ms = if leg.is_open() { leg.deadline_ms } else { 0 };
			let looked_at = is_looked_at::<T>(&looks, Due::Leg(owner, hash), from_ms);
			ensure!(looked_at, "S5: a leg that nobody ends or forgets");
			if leg.is_open() {
				Self::add_owed(leg, &mut owed, &mut sums)?;
			}
		}
		for (poster, hash) in Bonds::<T>::iter_keys() {
			owed.push(Self::check_bond(poster, hash, &looks)?);
		}
		Self::check_locks(sums)?;
		Money::<T>::try_state(owed)?;
		Timetable::<Self>::try_state()
	}

	/// What open legs have locked in each channel, on each side. Reads all legs: for tests and tools.
	pub fn locked_in_channels() -> BTreeMap<ChannelId, Pair<Balance>> {
		let (mut owed, mut sums) = (Vec::new(), Sums::new());
		for record in Legs::<T>::iter_values().filter(|record| record.leg.is_open()) {
			// A sum that does not fit is found by the invariants.
			let _ = Self::add_owed(record.leg, &mut owed, &mut sums);
		}
		sums
	}

	/// S1 and S2: adds what an open leg owes, where it lies.
	fn add_owed(leg: LegOf<T>, owed: &mut Owed<T>, sums: &mut Sums) -> DispatchResult {
		match leg.funds {
			Funds::Pot => owed.push((leg.asset, leg.amount)),
			Funds::Channel { channel, payer } => {
				let sum = sums.entry(channel).or_default().of_mut(payer);
				*sum = sum.checked_add(leg.amount).ok_or("S2: a sum of locks")?;
			},
		}
		owed.extend(leg.bond.map(|bond| (bond.asset, bond.amount)));
		Ok(())
	}

	/// S3 and S4, for one leg.
	fn check_leg(owner: &T::AccountId, leg: &LegOf<T>) -> DispatchResult {
		ensure!(*owner != leg.receiver, "S3: an owner who is the receiver");
		ensure!(leg.amount > 0, "S3: a leg of nothing");
		ensure!(leg.made.ms < leg.deadline_ms, "S3: a leg that nobody could claim");
		ensure!(leg.bond.as_ref().is_none_or(|bond| bond.amount > 0), "S3: a bond of nothing");
		ensure!(leg.bond.is_none() || leg.ring.is_some(), "S4: a bond without a ring");
		let last = leg.ring.is_some_and(|place| place.position == place.legs);
		let bounded = leg.extension_ms <= T::MaxExtensionMs::get();
		ensure!(bounded || last, "S4: an extension without a bound");
		if let Some(Place { position, legs, .. }) = leg.ring {
			let there = (1..=legs).contains(&position);
			ensure!(there && legs >= 2 && u32::from(legs) <= MAX_LEGS, "S4: a place in no ring");
			ensure!(leg.counterpart.is_some(), "S4: a ring that leads nowhere");
		}
		Ok(())
	}

	/// S5 and S6, for one bond. Returns what is owed for it.
	fn check_bond(
		poster: T::AccountId,
		hash: PaymentHash,
		looks: &Looks<T>,
	) -> Result<(AssetIdOf<T>, Balance), DispatchError> {
		let record = Bonds::<T>::get(&poster, hash).ok_or("S6: a bond that cannot be read")?;
		let bond = record.bond;
		ensure!(bond.owner != poster, "S6: a bond for oneself");
		ensure!(bond.amount > 0, "S6: a bond of nothing");
		ensure!((1..=MAX_LEGS).contains(&bond.position.into()), "S6: a bond for no leg");
		let looked_at = is_looked_at::<T>(looks, Due::Bond(poster, hash), bond.lock_by_ms);
		ensure!(looked_at, "S5: a bond that nobody returns");
		Ok((bond.asset, bond.amount))
	}

	/// S2: what open legs have in channels is locked there. Others may lock there, too.
	fn check_locks(sums: Sums) -> DispatchResult {
		for (id, sum) in sums {
			let channel = T::Channels::channel(id).ok_or("S2: a leg in no channel")?;
			let locked = channel.ledger.map(|side| side.locked);
			let there = sum.opener <= locked.opener && sum.counterparty <= locked.counterparty;
			ensure!(there, "S2: a channel has locked less than legs have");
		}
		Ok(())
	}
}
