//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	custody::Money,
	leg::{Funds, Place},
	quote::{Direction, Quote},
	ring::MAX_LEGS,
	types::Due,
	AssetIdOf, Bonds, Config, DueOf, LegOf, Legs, Pallet, Quotes, QuotesOf,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use bloc_primitives::{
	channel::Inspect,
	payment::{Pay, Tie},
	Balance, ChannelId, Moment, Pair, PaymentHash,
};
use bloc_timetable::{Entry, Timetable};
use codec::Encode;
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

/// What is owed of each asset.
type Owed<T> = Vec<(AssetIdOf<T>, Balance)>;
/// The sums of the locks in each channel, by whose balance they are out of.
type Sums = BTreeMap<ChannelId, Pair<Balance>>;
/// What the legs of each quote have, by the encoding of its key.
type Pending = BTreeMap<Vec<u8>, Balance>;
/// All that is on the timetable.
type Looks<T> = BTreeSet<(DueOf<T>, Moment)>;

/// Whether it is on the timetable at its time, or for one more try after it.
fn is_looked_at<T: Config>(looks: &Looks<T>, due: DueOf<T>, from_ms: Moment) -> bool {
	looks.range((due.clone(), from_ms)..=(due, Moment::MAX)).next().is_some()
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage, each item once, and each channel
	/// in which something is locked: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: Looks<T> =
			Timetable::<Self>::iter().map(|Entry { due_ms, payload }| (payload, due_ms)).collect();
		let mut owed: Owed<T> = Vec::new();
		let (mut sums, mut pending) = (Sums::new(), Pending::new());
		for (owner, hash) in Legs::<T>::iter_keys() {
			let record = Legs::<T>::get(&owner, hash).ok_or("S3: a leg that cannot be read")?;
			let leg = record.leg;
			Self::check_leg(&owner, &leg)?;
			if leg.is_open() && leg.is_tied() {
				Self::check_tied(&owner, hash, &leg, &mut pending)?;
			} else {
				let from_ms = if leg.is_open() { leg.deadline_ms } else { 0 };
				let looked_at = is_looked_at::<T>(&looks, Due::Leg(owner, hash), from_ms);
				ensure!(looked_at, "S5: a leg that nobody ends or forgets");
			}
			if leg.is_open() {
				Self::add_owed(leg, &mut owed, &mut sums)?;
			}
		}
		for (poster, hash) in Bonds::<T>::iter_keys() {
			owed.push(Self::check_bond(poster, hash, &looks)?);
		}
		Self::check_quotes(pending, &mut owed)?;
		Self::check_locks(sums)?;
		Money::<T>::try_state(owed)?;
		Timetable::<Self>::try_state()
	}

	/// What open legs have locked in each channel, on each side. Reads all legs: for tests and
	/// tools.
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
		// Whoever takes of a stock may have it sent to itself.
		let two = *owner != leg.receiver || leg.is_stock();
		ensure!(two, "S3: an owner who is the receiver");
		ensure!(leg.amount > 0, "S3: a leg of nothing");
		let arrives = leg.into.is_none() || matches!(leg.funds, Funds::Pot);
		ensure!(arrives, "S3: what lies in one channel would arrive in another");
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

	/// S7 and S8, for a leg that waits for its payment. Adds it to what its quote has under way.
	fn check_tied(
		owner: &T::AccountId,
		hash: PaymentHash,
		leg: &LegOf<T>,
		pending: &mut Pending,
	) -> DispatchResult {
		let alone = leg.extension_ms == 0 && leg.bond.is_none() && leg.ring.is_none();
		ensure!(alone, "S8: a tied leg that can end by itself");
		let payee = leg.submarine.as_ref().and_then(|it| it.payee.as_ref());
		let (payee, (provider, direction)) =
			payee.zip(leg.quote_of()).ok_or("S8: a tied leg of no quote")?;
		let its = T::Payments::waiting(payee, &hash).ok_or("S8: a tied leg without its payment")?;
		let binding = direction == Direction::Out;
		let tie = Tie { owner: owner.clone(), binding };
		ensure!(its.tie == tie, "S8: a tied leg of another payment");
		ensure!(its.asset == leg.asset, "S8: a tied leg in another asset");
		ensure!(its.deadline_ms == leg.deadline_ms, "S8: a tied leg that ends at another time");
		let parties = match direction {
			Direction::In => *provider == leg.receiver,
			Direction::Out => provider == payee && *provider != leg.receiver,
		};
		ensure!(parties, "S8: a swap of somebody else's");
		let [sent, arrives] =
			if binding { [its.total, leg.amount] } else { [leg.amount, its.total] };
		ensure!(sent >= arrives, "S8: more arrives than is sent");
		let sum = pending.entry(((&leg.asset, direction), provider).encode()).or_default();
		*sum = sum.checked_add(leg.amount).ok_or("S7: a sum of legs")?;
		Ok(())
	}

	/// S1 and S7: what quotes have, and have under way.
	fn check_quotes(mut pending: Pending, owed: &mut Owed<T>) -> DispatchResult {
		let (mut quotes, now) = (0_usize, Self::instant());
		for ((asset, direction), provider) in Quotes::<T>::iter_keys() {
			let record = Quotes::<T>::get((&asset, direction), &provider);
			let Quote { terms, paused_in, stock, pending: said } =
				record.ok_or("S7: a quote that cannot be read")?.quote;
			let its = pending.remove(&((&asset, direction), &provider).encode());
			ensure!(its.unwrap_or(0) == said, "S7: a quote that counts other legs than it has");
			let sound = terms.ensure_sound(direction, 0).is_ok();
			ensure!(sound, "S7: a quote that makes no sense");
			let past = paused_in.is_none_or(|block| block <= now.block);
			ensure!(past, "S7: a pause that nobody has asked for yet");
			ensure!(stock == 0 || direction == Direction::Out, "S7: a stock that nobody can take");
			let listed = QuotesOf::<T>::contains_key(&provider, (&asset, direction));
			ensure!(listed, "S7: a quote that its provider does not find");
			owed.push((asset, stock));
			quotes = quotes.saturating_add(1);
		}
		ensure!(pending.is_empty(), "S7: legs of a quote that is not there");
		ensure!(QuotesOf::<T>::iter_keys().count() == quotes, "S7: an index of no quote");
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
