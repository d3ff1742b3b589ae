//! Opening streams, reading and writing them, and ending them.

use super::LoadedVault;
use crate::{
	custody::{Money, PayoutsOf},
	stream::{Meter, Source, Stream, StreamRecord},
	types::{
		Consent, Due, EndReason, Flow, Funding, Proposal, Rate, StreamId, StreamSpec, Terms,
		MAX_AHEAD_MS,
	},
	AssetIdOf, Config, Error, Event, NextStreamId, Pallet, Proposals, StreamOf, StreamRecordOf,
	Streams, StreamsOf, VaultIds, VaultOf,
};
use bloc_primitives::{id::next_id, Balance, Moment};
use bloc_timetable::Owner;
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// A stream that was read to be changed, brought up to now.
pub(crate) struct Loaded<T: Config> {
	pub id: StreamId,
	pub record: StreamRecordOf<T>,
	/// The vault that pays it, brought up to now, too.
	pub vault: Option<LoadedVault<T>>,
	pub now_ms: Moment,
	/// Whether it had run dry when it was written last.
	was_dry: bool,
	/// Before then the hook does not look at it.
	pub rests_until_ms: Moment,
}

impl<T: Config> Loaded<T> {
	/// The vault alone.
	pub fn vault(&self) -> Option<&VaultOf<T>> {
		self.vault.as_ref().map(|loaded| &loaded.record.vault)
	}

	/// Why the stream's time is over, if it is.
	pub fn ended(&self) -> Option<EndReason> {
		self.record.stream.ended(self.now_ms, self.vault())
	}

	/// What the stream's clock shows.
	pub fn clock_ms(&self) -> Moment {
		self.vault().map_or(self.now_ms, |vault| vault.clock_ms)
	}
}

/// What is to be paid when a stream ends.
pub(crate) struct Shares<T: Config> {
	asset: AssetIdOf<T>,
	/// Who gets the payee's share.
	to: T::AccountId,
	amount: Balance,
	/// Gets the rest, of its vault too if that has ended.
	payer: T::AccountId,
	rest: Balance,
}

impl<T: Config> Shares<T> {
	/// Returns how many more transfers it takes.
	pub fn add_to(&self, payouts: &mut PayoutsOf<T>) -> u32 {
		let paid = payouts.add(&self.asset, &self.to, self.amount);
		let refunded = payouts.add(&self.asset, &self.payer, self.rest);
		u32::from(paid).saturating_add(refunded.into())
	}
}

/// Reading and writing.
impl<T: Config> Pallet<T> {
	/// Reads a stream and brings it up to now. Two reads at most.
	pub(crate) fn load(id: StreamId) -> Result<Loaded<T>, DispatchError> {
		let record = Streams::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		Self::bring_up(id, record, T::Clock::now())
	}

	/// Brings a stream that was read up to `now_ms`, and the vault that pays it. One read at most.
	pub(crate) fn bring_up(
		id: StreamId,
		mut record: StreamRecordOf<T>,
		now_ms: Moment,
	) -> Result<Loaded<T>, DispatchError> {
		let stream = &mut record.stream;
		let was_dry = stream.dry_ms.is_some();
		let vault = match stream.funding {
			Funding::Own(_) => None,
			Funding::Vault(vault) => Some(Self::load_vault(vault, now_ms)?),
		};
		let paying = vault.as_ref().map(|loaded| &loaded.record.vault);
		stream.advance(now_ms, paying).map_err(Error::<T>::from)?;
		Ok(Loaded { id, record, vault, now_ms, was_dry, rests_until_ms: 0 })
	}

	/// Reads a stream to change it: one whose time is over can only end.
	pub(crate) fn load_live(id: StreamId) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load(id)?;
		ensure!(loaded.ended().is_none(), Error::<T>::StreamEnded);
		Ok(loaded)
	}

	/// The same for its payer.
	pub(crate) fn load_of_payer(
		who: &T::AccountId,
		id: StreamId,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load_live(id)?;
		ensure!(loaded.record.stream.payer == *who, Error::<T>::NotPayer);
		Ok(loaded)
	}

	/// The same for its payee.
	pub(crate) fn load_of_payee(
		who: &T::AccountId,
		id: StreamId,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load_live(id)?;
		ensure!(loaded.record.stream.payee == *who, Error::<T>::NotPayee);
		Ok(loaded)
	}

	/// Writes a stream that stays, tells if it ran dry, and sees to it that the hook looks at it in
	/// time. Returns its vault, which is not written.
	pub(crate) fn put(loaded: Loaded<T>) -> Option<LoadedVault<T>> {
		let due_ms = loaded.record.stream.next_due_ms(loaded.now_ms, loaded.vault());
		let due_ms = due_ms.map(|due_ms| due_ms.max(loaded.rests_until_ms));
		let Loaded { id, mut record, vault, was_dry, .. } = loaded;
		let stream = &mut record.stream;
		let dries_up = stream.dry_ms.zip(stream.dries_up_ms());
		if let Some((stopped_ms, over_ms)) = dries_up.filter(|_| !was_dry) {
			Self::deposit_event(Event::RanDry { stream: id, stopped_ms, over_ms });
		}
		if Self::is_sooner(due_ms, stream.due_ms) {
			stream.due_ms = due_ms;
			due_ms.into_iter().for_each(|at_ms| Self::push(at_ms, Due::Stream(id)));
		}
		Streams::<T>::insert(id, record);
		vault
	}

	/// Writes a stream and its vault, if it has one.
	pub(crate) fn put_with_vault(loaded: Loaded<T>) {
		let now_ms = loaded.now_ms;
		if let Some(vault) = Self::put(loaded) {
			Self::put_vault(vault, now_ms);
		}
	}
}

/// Opening.
impl<T: Config> Pallet<T> {
	/// What the payer of a stream pays a storage deposit for: the stream, an index entry for each
	/// party, a proposal, and an entry of the timetable.
	pub fn stream_footprint() -> Footprint {
		let index = <(T::AccountId, StreamId)>::max_encoded_len().saturating_mul(2);
		let size = StreamRecordOf::<T>::max_encoded_len()
			.saturating_add(Proposal::max_encoded_len())
			.saturating_add(<(Moment, Due)>::max_encoded_len())
			.saturating_add(index);
		Footprint::from_parts(5, size)
	}

	/// See [`Call::create`](crate::Call::create).
	pub(crate) fn do_create(
		payer: T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		deposit: Balance,
		spec: StreamSpec,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let start_ms = spec.start_ms.unwrap_or(now_ms);
		Self::ensure_sound(&spec, start_ms, now_ms)?;
		Money::<T>::ensure_worthwhile(&asset, deposit)?;
		let source = match spec.flow {
			Flow::Rate(rate) => Source::Rate(rate),
			Flow::Metered(price) => Source::Metered(Meter {
				price,
				period: 0,
				used_units: 0,
				reports: 0,
				pending: None,
			}),
		};
		let mut stream = Stream {
			payer,
			payee,
			asset,
			funding: Funding::Own(deposit),
			source,
			accrued: Default::default(),
			from_ms: start_ms,
			paid: 0,
			start_ms,
			end_ms: spec.end_ms,
			cliff_ms: spec.cliff_ms,
			max_total: spec.max_total,
			interval_ms: spec.interval_ms,
			grace_ms: spec.grace_ms,
			terms: spec.terms,
			paused_ms: None,
			dry_ms: None,
			due_ms: None,
		};
		if spec.terms.cancel != Consent::Payer {
			Self::bound(&mut stream, now_ms)?;
		}
		Money::<T>::take(&stream.asset, &stream.payer, deposit)?;
		Self::add(stream, spec.flow, None, now_ms)
	}

	/// Sees to it that a deposit is not bound for too long which the payer cannot take back alone.
	fn bound(stream: &mut StreamOf<T>, now_ms: Moment) -> DispatchResult {
		let ends = [stream.end_ms, stream.stops_ms()].into_iter().flatten().min();
		let bound_ms = ends.map(|ends_ms| ends_ms.max(stream.cliff_ms.unwrap_or(0)));
		let latest_ms = now_ms.saturating_add(T::MaxBoundMs::get());
		ensure!(bound_ms.is_some_and(|ms| ms <= latest_ms), Error::<T>::DepositBoundTooLong);
		// Whoever tops it up binds the payer no longer than that.
		stream.end_ms = Some(stream.end_ms.map_or(latest_ms, |ms| ms.min(latest_ms)));
		Ok(())
	}

	/// Refuses a stream that cannot be.
	fn ensure_sound(spec: &StreamSpec, start_ms: Moment, now_ms: Moment) -> DispatchResult {
		Self::ensure_interval(spec.interval_ms)?;
		ensure!(spec.grace_ms <= T::MaxGraceMs::get(), Error::<T>::GraceTooLong);
		ensure!(start_ms >= now_ms, Error::<T>::StartInPast);
		let latest_ms = now_ms.saturating_add(MAX_AHEAD_MS);
		ensure!(start_ms <= latest_ms, Error::<T>::StartTooFar);
		ensure!(spec.end_ms.is_none_or(|end_ms| end_ms > start_ms), Error::<T>::EndTooSoon);
		if let Some(cliff_ms) = spec.cliff_ms {
			let within = spec.end_ms.is_none_or(|end_ms| cliff_ms <= end_ms);
			ensure!(cliff_ms >= start_ms && within, Error::<T>::CliffOutOfRange);
		}
		ensure!(spec.max_total != Some(0), Error::<T>::ZeroAmount);
		match spec.flow {
			Flow::Rate(rate) => ensure!(rate.0 > 0, Error::<T>::ZeroRate),
			Flow::Metered(price) => {
				let counts = price.per_unit > 0 && price.cap_units > 0 && price.period_ms > 0;
				let in_time = price.window_ms <= T::MaxWindowMs::get();
				ensure!(counts && in_time, Error::<T>::UnsoundPrice);
			},
		}
		Ok(())
	}

	fn ensure_interval(interval_ms: Moment) -> DispatchResult {
		ensure!(interval_ms >= T::MinIntervalMs::get(), Error::<T>::IntervalTooShort);
		ensure!(interval_ms <= T::MaxIntervalMs::get(), Error::<T>::IntervalTooLong);
		Ok(())
	}

	/// See [`Call::create_from_vault`](crate::Call::create_from_vault).
	pub(crate) fn do_create_from_vault(
		payer: T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		rate: Rate,
		interval_ms: Moment,
	) -> DispatchResult {
		Self::ensure_interval(interval_ms)?;
		ensure!(rate.0 > 0, Error::<T>::ZeroRate);
		let vault_id = VaultIds::<T>::get(&payer, &asset).ok_or(Error::<T>::VaultNotFound)?;
		let now_ms = T::Clock::now();
		let mut loaded = Self::load_live_vault(vault_id, now_ms)?;
		let vault = &mut loaded.record.vault;
		ensure!(vault.dry_ms.is_none(), Error::<T>::VaultRanDry);
		vault.change_rate(Rate(0), rate).map_err(Error::<T>::from)?;
		vault.streams = vault.streams.saturating_add(1);
		let stream = Stream {
			payer,
			payee,
			asset,
			funding: Funding::Vault(vault_id),
			source: Source::Rate(rate),
			accrued: Default::default(),
			from_ms: vault.clock_ms,
			paid: 0,
			start_ms: now_ms,
			end_ms: None,
			cliff_ms: None,
			max_total: None,
			interval_ms,
			grace_ms: vault.grace_ms,
			terms: Terms::FREE,
			paused_ms: None,
			dry_ms: None,
			due_ms: None,
		};
		Self::add(stream, Flow::Rate(rate), Some(loaded), now_ms)
	}

	/// Stores a new stream under a name of its own.
	fn add(
		stream: StreamOf<T>,
		flow: Flow,
		vault: Option<LoadedVault<T>>,
		now_ms: Moment,
	) -> DispatchResult {
		ensure!(stream.payer != stream.payee, Error::<T>::SameParty);
		Self::ensure_not_pot(&stream.asset, &stream.payee)?;
		let id = next_id::<NextStreamId<T>, _>().ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&stream.payer, Self::stream_footprint())?;
		for who in [&stream.payer, &stream.payee] {
			StreamsOf::<T>::insert(who, id, ());
		}
		Self::deposit_event(Event::Created {
			stream: id,
			payer: stream.payer.clone(),
			payee: stream.payee.clone(),
			asset: stream.asset.clone(),
			funding: stream.funding,
			flow,
			start_ms: stream.start_ms,
			end_ms: stream.end_ms,
			cliff_ms: stream.cliff_ms,
			max_total: stream.max_total,
			interval_ms: stream.interval_ms,
			grace_ms: stream.grace_ms,
			terms: stream.terms,
		});
		let record = StreamRecord { stream, ticket };
		let loaded = Loaded { id, record, vault, now_ms, was_dry: false, rests_until_ms: 0 };
		Self::put_with_vault(loaded);
		Ok(())
	}
}

/// Ending.
impl<T: Config> Pallet<T> {
	/// Ends a stream: removes all that is stored for it, and returns what is to be paid, the
	/// payee's share to `to` or the payee. That is for the caller to do, now that nothing can fail
	/// any more.
	pub(crate) fn end(
		mut loaded: Loaded<T>,
		reason: EndReason,
		to: Option<&T::AccountId>,
	) -> Result<Shares<T>, DispatchError> {
		let (id, now_ms) = (loaded.id, loaded.now_ms);
		let stream = &mut loaded.record.stream;
		let amount = stream.take_owed(now_ms).map_err(Error::<T>::from)?;
		if let Some(loaded) = &mut loaded.vault {
			let vault = &mut loaded.record.vault;
			if stream.paused_ms.is_none() {
				let rate = stream.rate().map_err(Error::<T>::from)?;
				vault.change_rate(rate, Rate(0)).map_err(Error::<T>::from)?;
			}
			vault.give_back(stream.accrued.parts).map_err(Error::<T>::from)?;
			vault.streams = vault.streams.saturating_sub(1);
		}
		// Nothing fails from here on.
		let StreamRecord { stream, ticket } = loaded.record;
		let refunded = stream.own_funds().unwrap_or(0);
		let (to, total) = (to.unwrap_or(&stream.payee).clone(), stream.paid);
		let ended = Event::Ended { stream: id, reason, to: to.clone(), amount, total, refunded };
		Self::deposit_event(ended);
		let mut rest = refunded;
		if let Some(loaded) = loaded.vault {
			let vault = &loaded.record.vault;
			if vault.streams == 0 && vault.has_ended(now_ms) {
				// Its owner is the payer.
				rest = Self::end_vault(loaded.id, loaded.record);
			} else {
				Self::put_vault(loaded, now_ms);
			}
		}
		Streams::<T>::remove(id);
		Proposals::<T>::remove(id);
		for who in [&stream.payer, &stream.payee] {
			StreamsOf::<T>::remove(who, id);
		}
		Self::give_back(&stream.payer, ticket);
		Ok(Shares { asset: stream.asset, to, amount, payer: stream.payer, rest })
	}

	/// Ends a stream in a call. Where the payee names an account, the asset must not refuse to pay
	/// it.
	pub(crate) fn end_now(
		loaded: Loaded<T>,
		reason: EndReason,
		to: Option<&T::AccountId>,
	) -> DispatchResult {
		let mut shares = Self::end(loaded, reason, to)?;
		if to.is_some() && shares.amount > 0 {
			Money::<T>::pay_out(&shares.asset, &shares.to, shares.amount)?;
			shares.amount = 0;
		}
		let mut payouts = PayoutsOf::<T>::default();
		shares.add_to(&mut payouts);
		payouts.pay();
		Ok(())
	}
}
