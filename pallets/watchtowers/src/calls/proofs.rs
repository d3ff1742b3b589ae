//! What is proved against towers: all from receipts, states, and what was noted of settlements.

use crate::{
	custody::Money,
	dispute::{ensure_servable, Dispute, Duty, Known, Settled, Span},
	drawing::{Drawing, Had},
	receipt::{hash_of, Evidence, Named, Receipt, SignedReceipt},
	types::{Content, Mark, TowerId},
	watch::{longest_ms, Hire},
	CoSignedOf, Config, Error, Event, EvidenceOf, Pallet, Postings, SignedReceiptOf, TowerRecordOf,
	Towers, WatchedOf, Watches, WeightInfo,
};
use alloc::collections::BTreeMap;
use bloc_primitives::{
	channel::{Inspect, ToldResult},
	preimage::Registry,
	state::{is_signed_by, State},
	watch::{Missed, Misses},
	Balance, ChannelId, Moment, Pair, PaymentHash, Side,
};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{Get, Time},
};
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// What a tower is held to.
pub(super) struct Bound {
	tower: TowerId,
	/// Which hire the receipt is for, if it is one.
	hire: Option<u64>,
	version: u64,
	base_version: u64,
	state: H256,
	accepted_ms: Moment,
	named: Named,
}

impl Bound {
	fn by(receipt: &Receipt, named: Named) -> Self {
		let Receipt { tower, hire, base_version, version, state, accepted_ms, .. } = *receipt;
		Self { tower, hire: Some(hire), version, base_version, state, accepted_ms, named }
	}
}

/// Looking at evidence.
impl<T: Config> Pallet<T> {
	/// The tower has signed this.
	fn ensure_receipt(
		tower: &TowerRecordOf<T>,
		signed: &SignedReceiptOf<T>,
	) -> Result<(), Error<T>> {
		let SignedReceipt { receipt, signature } = signed;
		let key = tower.tower.keys.of(receipt.accepted_ms).ok_or(Error::BadReceipt)?;
		let bytes = receipt.payload(&Self::genesis());
		ensure!(is_signed_by(signature, key, &bytes), Error::BadSignature);
		Ok(())
	}

	/// What the tower is held to by `evidence`, and the tower, brought up to now.
	fn bound_by(
		channel: ChannelId,
		side: Side,
		evidence: EvidenceOf<T>,
	) -> Result<(Bound, TowerRecordOf<T>), DispatchError> {
		let now = Self::instant();
		match evidence {
			Evidence::Receipt { signed, named } => {
				let receipt = signed.receipt;
				ensure!(receipt.channel == channel && receipt.side == side, Error::<T>::BadReceipt);
				let (record, _) = Self::load_tower(receipt.tower, &now)?;
				Self::ensure_receipt(&record, &signed)?;
				ensure!(hash_of(&named) == receipt.preimages, Error::<T>::BadReceipt);
				Ok((Bound::by(&receipt, named), record))
			},
			Evidence::Posted { tower } => {
				let posting = Postings::<T>::get(channel, side).ok_or(Error::<T>::NotPosted)?;
				let Content::Clear { hash, base_version } = posting.content else {
					return Err(Error::<T>::NotPosted.into());
				};
				let (record, _) = Self::load_tower(tower, &now)?;
				let (version, accepted_ms) = (posting.version, posting.at_ms);
				let (hire, named) = (None, Named::new());
				let state = hash;
				let bound = Bound { tower, hire, version, base_version, state, accepted_ms, named };
				Ok((bound, record))
			},
		}
	}

	/// The hire that this is about: the tower was hired when it accepted the state.
	pub(super) fn hire_of(
		watched: &WatchedOf<T>,
		side: Side,
		bound: &Bound,
	) -> Result<Hire, Error<T>> {
		let hire = *watched.watch(side)?.hire_of(bound.tower)?;
		let is_it = bound.hire.is_none_or(|number| number == hire.number);
		ensure!(is_it && hire.from_ms <= bound.accepted_ms, Error::BadReceipt);
		Ok(hire)
	}

	/// When the tower had what to do.
	fn duty_of(watched: &WatchedOf<T>, hire: &Hire, bound: &Bound) -> Duty {
		Duty {
			turn_ms: hire.turn_ms,
			accepted_ms: bound.accepted_ms,
			period_ms: watched.period_ms,
			block_ms: T::SlowestBlockMs::get(),
		}
	}

	/// A dispute that is decided, as long as something can be proved.
	fn decided(watched: &WatchedOf<T>) -> Result<(&Dispute<T::AccountId>, Settled), Error<T>> {
		let dispute = watched.dispute.as_ref().ok_or(Error::NotSettled)?;
		let settled = dispute.settled.ok_or(Error::NotSettled)?;
		let ends_ms = watched.window_ends_ms(T::ClaimWindowMs::get()).ok_or(Error::NotSettled)?;
		ensure!(T::Clock::now() < ends_ms, Error::WindowClosed);
		Ok((dispute, settled))
	}

	/// The tower had the time to contradict what was done in `span`, and was hired and there.
	fn ensure_had_time(
		hire: &Hire,
		duty: &Duty,
		span: &Span,
		record: &TowerRecordOf<T>,
	) -> Result<(), Error<T>> {
		duty.ensure_possible(hire, span)?;
		let ends_ms = duty.ends_ms(hire, &span.since);
		let was_there = record.tower.leaves_ms.is_none_or(|leaves_ms| leaves_ms >= ends_ms);
		ensure!(was_there, Error::NotMissed);
		Ok(())
	}

	/// When the preimages of a state became public, each looked up once.
	fn revealed(state: &State) -> BTreeMap<PaymentHash, Moment> {
		let hashes = state.htlcs.iter().map(|htlc| htlc.payment_hash);
		let known = |hash| Some((hash, T::Preimages::revealed(&hash)?.revealed_ms));
		hashes.filter_map(known).collect()
	}

	/// What is known of preimages, of which these are `revealed`, for a tower that would have presented
	/// what binds it by `presents_ms`.
	fn known<'a>(
		bound: &'a Bound,
		revealed: &'a BTreeMap<PaymentHash, Moment>,
		presents_ms: Moment,
	) -> Known<'a, impl Fn(&PaymentHash) -> Option<Moment> + 'a> {
		Known {
			named: bound.named.as_slice(),
			presents_ms,
			forgets_ms: bound.accepted_ms.saturating_add(T::Preimages::retention_ms()),
			revealed_ms: move |hash: &PaymentHash| revealed.get(hash).copied(),
			now_ms: T::Clock::now(),
		}
	}

	/// Changes the hire of a tower, and writes it.
	pub(super) fn put_hire(
		channel: ChannelId,
		side: Side,
		mut watched: WatchedOf<T>,
		hire: Hire,
	) -> DispatchResult {
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		*watch.hire_of_mut(hire.tower).map_err(Error::<T>::from)? = hire;
		Watches::<T>::insert(channel, watched);
		Ok(())
	}

	/// The same, with the tower.
	fn put_marked(
		channel: ChannelId,
		side: Side,
		watched: WatchedOf<T>,
		hire: Hire,
		record: TowerRecordOf<T>,
	) -> DispatchResult {
		let tower = hire.tower;
		Self::put_hire(channel, side, watched, hire)?;
		Towers::<T>::insert(tower, record);
		Ok(())
	}

	/// Notes something against a tower.
	fn mark(id: TowerId, record: &mut TowerRecordOf<T>, mark: Mark) {
		let reputation = &mut record.tower.reputation;
		reputation.mark(mark, true, T::Clock::now());
		let points = reputation.points;
		Self::deposit_event(Event::Marked { tower: id, mark, points, levy: 0 });
	}
}

/// How something was missed.
enum Kind {
	/// The other party took something out, by an older state: first what is at this place.
	Drawn(usize, Had),
	/// An older state counts.
	Settled,
}

/// What a client has lost since something was missed.
struct Loss {
	kind: Kind,
	/// All of it.
	whole: Balance,
	/// What of it somebody has paid for.
	paid: Balance,
}

/// What a tower is said to have missed.
struct Charge<'a, T: Config> {
	channel: ChannelId,
	side: Side,
	watched: &'a WatchedOf<T>,
	hire: &'a Hire,
	record: &'a TowerRecordOf<T>,
	bound: &'a Bound,
	/// What binds it.
	state: &'a State,
	/// When its preimages became public.
	revealed: BTreeMap<PaymentHash, Moment>,
	duty: Duty,
}

/// Looking at what was missed.
impl<T: Config> Pallet<T> {
	/// What the client has lost since the tower did not present a state, and how. What the other party
	/// took out comes first, unless the client was paid for that, and this tower is marked.
	fn missed(charge: &Charge<T>) -> Result<Loss, Error<T>> {
		match Self::lost_by_drawing(charge) {
			Ok(loss) if loss.whole > loss.paid || !charge.hire.is_missed => Ok(loss),
			drawn => match Self::lost_by_settlement(charge) {
				Ok(loss) => Ok(loss),
				Err(Error::NotSettled) => Err(drawn.err().unwrap_or(Error::NoLoss)),
				Err(error) => Err(error),
			},
		}
	}

	/// What the client has lost since an older state counts. What it was paid for drawings is taken off
	/// as far as that was brought back, and is lost again.
	fn lost_by_settlement(charge: &Charge<T>) -> Result<Loss, Error<T>> {
		let Charge { side, watched, hire, record, bound, state, ref duty, .. } = *charge;
		let (dispute, settled) = Self::decided(watched)?;
		ensure!(bound.base_version == settled.base_version, Error::NotServable);
		ensure!(settled.version < bound.version, Error::NotMissed);
		// Whatever a tower had presented, it would have had no more than by what it began with.
		ensure!(dispute.closer != side, Error::NoLoss);
		ensure_servable(state, dispute.since.ms, T::MaxHtlcHorizonMs::get())?;
		Self::ensure_had_time(hire, duty, &dispute.span(&settled), record)?;
		let presents_ms = duty.ends_ms(hire, &dispute.since);
		let known = Self::known(bound, &charge.revealed, presents_ms);
		let whole = known.loss(state, side, &settled)?;
		let drawings = &watched.drawings;
		let had = known.had(drawings, state, side, &settled.committed)?;
		let brought_back = drawings.paid_since(drawings.done.len(), side, &had);
		let paid = dispute.compensated.of(side).saturating_add(brought_back).min(whole);
		Ok(Loss { kind: Kind::Settled, whole, paid })
	}

	/// What the client has lost since the other party took something out by an older state: then, and
	/// since, which it could not have if the tower had contested that.
	fn lost_by_drawing(charge: &Charge<T>) -> Result<Loss, Error<T>> {
		let drawings = &charge.watched.drawings;
		let left = Self::left_committed(charge)?;
		let mut refusal = Error::NotSettled;
		for (place, drawing) in drawings.done.iter().enumerate() {
			// What the client takes out is its own.
			if drawing.drawn.side == charge.side {
				continue;
			}
			match Self::lost_since(charge, (place, drawing), &left) {
				Ok(loss) => return Ok(loss),
				Err(error) => refusal = error,
			}
		}
		Err(refusal)
	}

	/// What is committed in the channel, on the base of the state; or was when it was settled.
	fn left_committed(charge: &Charge<T>) -> Result<Pair<Balance>, Error<T>> {
		let Charge { channel, watched, bound, .. } = *charge;
		ensure!(!watched.drawings.done.is_empty(), Error::NotSettled);
		let settled = watched.dispute.as_ref().and_then(|dispute| dispute.settled);
		let (committed, base_version) = match settled {
			Some(settled) => (settled.committed, settled.base_version),
			// One that is gone without had nothing committed any more.
			None => T::Channels::channel(channel)
				.map_or((Pair::new(0, 0), bound.base_version), |it| {
					(it.committed, it.base_version)
				}),
		};
		// On a new base both have agreed to what was taken out.
		ensure!(bound.base_version == base_version, Error::NotServable);
		Ok(committed)
	}

	/// What the client has lost since the drawing at this `place`, if the tower missed that.
	fn lost_since(
		charge: &Charge<T>,
		(place, drawing): (usize, &Drawing),
		left: &Pair<Balance>,
	) -> Result<Loss, Error<T>> {
		let Charge { side, watched, hire, record, bound, state, .. } = *charge;
		let drawings = &watched.drawings;
		// While the channel is open towers come and go, and change places.
		let turn_ms = longest_ms(watched.period_ms).saturating_sub(hire.response_ms);
		let duty = &Duty { turn_ms, ..charge.duty };
		let Drawing { drawn, span, .. } = *drawing;
		let ends_ms = span.until.ms.saturating_add(T::ClaimWindowMs::get());
		ensure!(T::Clock::now() < ends_ms, Error::WindowClosed);
		ensure!(drawn.base_version == bound.base_version, Error::NotServable);
		ensure!(drawn.version < bound.version, Error::NotMissed);
		ensure!(drawings.is_divided_by(state, left), Error::NotServable);
		ensure_servable(state, span.since.ms, T::MaxHtlcHorizonMs::get())?;
		Self::ensure_had_time(hire, duty, &span, record)?;
		let presents_ms = duty.ends_ms(hire, &span.since);
		let known = Self::known(bound, &charge.revealed, presents_ms);
		let had = known.had(drawings, state, side, left)?;
		let whole = had.loss(place);
		// One that the state covers could not be contested.
		ensure!(had.cost(place) > 0 && whole > 0, Error::NoLoss);
		let paid = drawings.paid_since(place, side, &had).min(whole);
		Ok(Loss { kind: Kind::Drawn(place, had), whole, paid })
	}
}

/// Calls.
impl<T: Config> Pallet<T> {
	/// See [`Call::prove_miss`](crate::Call::prove_miss).
	pub(crate) fn do_prove_miss(
		channel: ChannelId,
		side: Side,
		evidence: EvidenceOf<T>,
		signed: CoSignedOf<T>,
	) -> DispatchResultWithPostInfo {
		let mut watched = Self::watched_of(channel)?;
		let (bound, mut record) = Self::bound_by(channel, side, evidence)?;
		let mut hire = Self::hire_of(&watched, side, &bound)?;
		ensure!(hash_of(&signed.body) == bound.state, Error::<T>::BadReceipt);
		ensure!(signed.body.version == bound.version, Error::<T>::BadReceipt);
		let htlcs = u32::try_from(signed.body.htlcs.len()).unwrap_or(u32::MAX);
		let missed = Self::missed(&Charge {
			channel,
			side,
			watched: &watched,
			hire: &hire,
			record: &record,
			bound: &bound,
			state: &signed.body,
			revealed: Self::revealed(&signed.body),
			duty: Self::duty_of(&watched, &hire, &bound),
		})?;
		Self::ensure_signed_by_both(channel, &watched.parties, bound.base_version, signed)?;
		let of = (channel, side);
		let told = Self::pay_for_miss(of, &mut watched, &mut hire, &mut record, missed)?;
		Self::put_marked(channel, side, watched, hire, record)?;
		let weight = T::WeightInfo::prove_miss(htlcs).saturating_add(told);
		Ok(Some(weight).into())
	}

	/// Pays the client what it has lost and was not paid for, up to the tower's cover. A tower that is
	/// the second to miss it is marked, too, where there is nothing to pay any more.
	fn pay_for_miss(
		(channel, side): (ChannelId, Side),
		watched: &mut WatchedOf<T>,
		hire: &mut Hire,
		record: &mut TowerRecordOf<T>,
		Loss { kind, whole: loss, paid }: Loss,
	) -> ToldResult {
		let asset = watched.asset.clone();
		let client = watched.parties.of(side).clone();
		let compensation = loss.saturating_sub(paid).min(hire.cover);
		ensure!(compensation > 0 || !hire.is_missed, Error::<T>::NoLoss);
		match kind {
			Kind::Drawn(place, had) => watched.drawings.pay(place, side, &had, compensation),
			Kind::Settled => {
				let dispute = watched.dispute.as_mut().ok_or(Error::<T>::NotSettled)?;
				let sum = dispute.compensated.of_mut(side);
				*sum = sum.saturating_add(compensation);
			},
		}
		let compensated = paid.saturating_add(compensation);
		record.tower.pay_for(hire, compensation).map_err(Error::<T>::from)?;
		if !hire.is_missed {
			hire.is_missed = true;
			Self::mark(hire.tower, record, Mark::Miss);
		}
		Money::<T>::pay_or_credit(&asset, &client, compensation);
		Self::deposit_event(Event::Missed {
			channel,
			side,
			tower: hire.tower,
			loss,
			compensation,
			compensated,
			bond: record.tower.bond,
		});
		let owner = record.tower.owner.clone();
		T::Misses::missed(&Missed {
			channel,
			side,
			client,
			owner,
			asset,
			loss,
			compensation,
			compensated,
		})
	}

	/// See [`Call::prove_late`](crate::Call::prove_late).
	pub(crate) fn do_prove_late(signed: SignedReceiptOf<T>) -> DispatchResult {
		let Receipt { channel, side, .. } = signed.receipt;
		let watched = Self::watched_of(channel)?;
		let (bound, mut record) = Self::signed_bound(&signed)?;
		let (dispute, settled) = Self::decided(&watched)?;
		let mut hire = Self::hire_of(&watched, side, &bound)?;
		ensure!(bound.base_version == settled.base_version, Error::<T>::NotServable);
		let duty = Self::duty_of(&watched, &hire, &bound);
		let span = dispute.span(&settled);
		duty.ensure_possible(&hire, &span).map_err(|_| Error::<T>::NotLate)?;
		let ends_ms = duty.ends_ms(&hire, &span.since);
		let first = dispute.presented.iter().find(|other| other.version >= bound.version);
		let is_late =
			first.is_some_and(|first| first.at_ms >= ends_ms && first.who != record.tower.owner);
		let counts = is_late && dispute.was_cheated(side) && !dispute.is_cut && !hire.is_late;
		ensure!(counts && dispute.first < bound.version, Error::<T>::NotLate);
		hire.is_late = true;
		Self::mark(bound.tower, &mut record, Mark::Late);
		Self::put_marked(channel, side, watched, hire, record)
	}

	/// See [`Call::prove_false`](crate::Call::prove_false).
	pub(crate) fn do_prove_false(signed: SignedReceiptOf<T>) -> DispatchResult {
		let Receipt { channel, side, .. } = signed.receipt;
		let watched = Self::watched_of(channel)?;
		let (bound, mut record) = Self::signed_bound(&signed)?;
		let dispute = watched.dispute.as_ref().ok_or(Error::<T>::NotFalse)?;
		let mut hire = Self::hire_of(&watched, side, &bound)?;
		// What it has to present is what it had a response time before.
		let known_ms = bound.accepted_ms.saturating_add(hire.response_ms);
		let is_older = |shown: &&crate::dispute::Presented<T::AccountId>| {
			shown.who == record.tower.owner
				&& shown.version < bound.version
				&& known_ms < shown.at_ms
		};
		let is_false = dispute.presented.iter().any(|shown| is_older(&shown));
		ensure!(is_false && !hire.is_false, Error::<T>::NotFalse);
		hire.is_false = true;
		Self::mark(bound.tower, &mut record, Mark::FalseReport);
		Self::put_marked(channel, side, watched, hire, record)
	}

	/// What a receipt binds a tower to, whatever preimages it names.
	pub(super) fn signed_bound(
		signed: &SignedReceiptOf<T>,
	) -> Result<(Bound, TowerRecordOf<T>), DispatchError> {
		let (record, _) = Self::load_tower(signed.receipt.tower, &Self::instant())?;
		Self::ensure_receipt(&record, signed)?;
		Ok((Bound::by(&signed.receipt, Named::new()), record))
	}
}
