//! How streams come to be, are looked up, and go.

use crate::{
	custody::{Money, PayoutsOf},
	due::MAX_AHEAD_MS,
	types::{
		Consent, Due, EndReason, Flow, Funding, Meter, Plan, Proposal, Rate, Record, Source,
		Stream, StreamId, Terms,
	},
	vault::VaultRecord,
	AssetIdOf, Config, Error, Event, NextStreamId, Pallet, Proposals, RecordOf, StreamOf, Streams,
	StreamsOf, VaultOf, VaultRecordOf,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	storage::{unhashed, with_storage_layer},
	traits::{Consideration, Footprint, Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// A stream as it is stored, and where: hashing the key takes as long as reading what is there, so
/// that it is done once.
pub(crate) struct Found<T: Config> {
	key: Vec<u8>,
	/// The stream with its ticket.
	pub record: RecordOf<T>,
}

/// A stream, brought up to now, as it is read for a change.
pub(crate) struct Loaded<T: Config> {
	/// Its name.
	pub id: StreamId,
	/// Where it is stored.
	key: Vec<u8>,
	/// The stream with its ticket.
	pub record: RecordOf<T>,
	/// The vault that pays it, brought up to now, too.
	pub vault: Option<VaultRecordOf<T>>,
	/// When it is.
	pub now_ms: Moment,
	/// Had it run dry when it was written last?
	was_dry: bool,
	/// The same for the vault.
	vault_was_dry: bool,
}

impl<T: Config> Loaded<T> {
	/// The vault without its ticket.
	pub fn vault(&self) -> Option<&VaultOf<T>> {
		self.vault.as_ref().map(|record| &record.vault)
	}

	/// Why the stream has ended, if it has.
	pub fn over(&self) -> Option<EndReason> {
		self.record.stream.over(self.now_ms, self.vault())
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
	/// Answers with how many more transfers it takes.
	pub fn add_to(&self, payouts: &mut PayoutsOf<T>) -> u32 {
		let paid = payouts.add(&self.asset, &self.to, self.amount);
		let refunded = payouts.add(&self.asset, &self.payer, self.rest);
		u32::from(paid).saturating_add(refunded.into())
	}
}

impl<T: Config> Pallet<T> {
	/// What the payer of a stream pays a storage deposit for: the stream, an index entry for each
	/// party, a proposal, and an entry of the timetable.
	pub fn stream_footprint() -> Footprint {
		let index = <(T::AccountId, StreamId)>::max_encoded_len().saturating_mul(2);
		let size = RecordOf::<T>::max_encoded_len()
			.saturating_add(Proposal::max_encoded_len())
			.saturating_add(<(Moment, Due)>::max_encoded_len())
			.saturating_add(index);
		Footprint::from_parts(5, size)
	}

	/// Reads a stream and brings it up to now. Two reads at most.
	pub(crate) fn load(id: StreamId) -> Result<Loaded<T>, DispatchError> {
		let found = Self::find(id).ok_or(Error::<T>::NotFound)?;
		Self::bring_up(id, found, T::Clock::now())
	}

	/// Reads a stream.
	pub(crate) fn find(id: StreamId) -> Option<Found<T>> {
		let key = Streams::<T>::hashed_key_for(id);
		unhashed::get(&key).map(|record| Found { key, record })
	}

	/// Brings a stream that was read up to now, and the vault that pays it. One read at most.
	pub(crate) fn bring_up(
		id: StreamId,
		Found { key, mut record }: Found<T>,
		now_ms: Moment,
	) -> Result<Loaded<T>, DispatchError> {
		let was_dry = record.stream.dry_ms.is_some();
		let (vault, vault_was_dry) = match record.stream.funding {
			Funding::Own(_) => (None, false),
			Funding::Vault(vault) => {
				let mut record = Self::vault_record(vault)?;
				let was_dry = record.vault.dry_ms.is_some();
				record.vault.advance(now_ms).map_err(Error::<T>::from)?;
				(Some(record), was_dry)
			},
		};
		let known = vault.as_ref().map(|record: &VaultRecordOf<T>| &record.vault);
		record.stream.advance(now_ms, known).map_err(Error::<T>::from)?;
		Ok(Loaded { id, key, record, vault, now_ms, was_dry, vault_was_dry })
	}

	/// Reads a stream to change it: one that is over can only end.
	pub(crate) fn load_live(id: StreamId) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load(id)?;
		ensure!(loaded.over().is_none(), Error::<T>::Over);
		Ok(loaded)
	}

	/// The same for its payer.
	pub(crate) fn load_of_payer(
		id: StreamId,
		who: &T::AccountId,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load_live(id)?;
		ensure!(loaded.record.stream.payer == *who, Error::<T>::NotPayer);
		Ok(loaded)
	}

	/// The same for its payee.
	pub(crate) fn load_of_payee(
		id: StreamId,
		who: &T::AccountId,
	) -> Result<Loaded<T>, DispatchError> {
		let loaded = Self::load_live(id)?;
		ensure!(loaded.record.stream.payee == *who, Error::<T>::NotPayee);
		Ok(loaded)
	}

	/// Writes a stream that stays, tells if it ran dry, and sees to it that the hook looks at it in
	/// time. The vault is not written: see [`put_with_vault`](Self::put_with_vault).
	pub(crate) fn put(mut loaded: Loaded<T>) {
		Self::write(&mut loaded);
	}

	fn write(loaded: &mut Loaded<T>) {
		let due_ms = loaded.record.stream.next_due_ms(loaded.now_ms, loaded.vault());
		let stream = &mut loaded.record.stream;
		if let Some((stopped_ms, over_ms)) =
			stream.dry_ms.zip(stream.dries_up_ms()).filter(|_| !loaded.was_dry)
		{
			Self::deposit_event(Event::RanDry { stream: loaded.id, stopped_ms, over_ms });
		}
		if Self::is_sooner(due_ms, stream.due_ms) {
			stream.due_ms = due_ms;
			due_ms.into_iter().for_each(|at_ms| Self::push(at_ms, Due::Stream(loaded.id)));
		}
		unhashed::put(&loaded.key, &loaded.record);
	}

	/// Writes a stream and its vault, if it has one.
	pub(crate) fn put_with_vault(mut loaded: Loaded<T>) {
		Self::write(&mut loaded);
		if let (Some(record), Funding::Vault(id)) = (loaded.vault, loaded.record.stream.funding) {
			Self::put_vault(id, record, loaded.vault_was_dry, loaded.now_ms);
		}
	}

	/// Is `due_ms` not in the timetable yet? An entry that comes too early does no harm: it is looked
	/// at, and put in again.
	pub(crate) fn is_sooner(due_ms: Option<Moment>, known_ms: Option<Moment>) -> bool {
		due_ms.is_some_and(|due_ms| known_ms.is_none_or(|known_ms| due_ms < known_ms))
	}

	/// See [`Call::create`](crate::Call::create).
	pub(crate) fn do_create(
		payer: T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		deposit: Balance,
		plan: Plan,
	) -> DispatchResult {
		let now_ms = T::Clock::now();
		let start_ms = plan.start_ms.unwrap_or(now_ms);
		Self::ensure_sound(&plan, start_ms, now_ms)?;
		Money::<T>::ensure_worthwhile(&asset, deposit)?;
		let source = match plan.flow {
			Flow::Rate(rate) => Source::Rate(rate),
			Flow::Metered(price) => {
				Source::Metered(Meter { price, period: 0, used_units: 0, pending: None })
			},
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
			end_ms: plan.end_ms,
			cliff_ms: plan.cliff_ms,
			max_total: plan.max_total,
			interval_ms: plan.interval_ms,
			grace_ms: plan.grace_ms,
			terms: plan.terms,
			paused_ms: None,
			dry_ms: None,
			due_ms: None,
		};
		if plan.terms.cancel != Consent::Payer {
			let ends = [stream.end_ms, stream.stops_ms()].into_iter().flatten().min();
			let bound_ms = ends.map(|ends_ms| ends_ms.max(plan.cliff_ms.unwrap_or(0)));
			let latest_ms = now_ms.saturating_add(T::MaxBoundMs::get());
			ensure!(bound_ms.is_some_and(|ms| ms <= latest_ms), Error::<T>::BoundTooLong);
			// Whoever tops it up binds the payer no longer than that.
			stream.end_ms = Some(stream.end_ms.map_or(latest_ms, |ms| ms.min(latest_ms)));
		}
		Money::<T>::take(&stream.asset, &stream.payer, deposit)?;
		Self::add(stream, plan.flow, None, now_ms)
	}

	/// Can there be such a stream?
	fn ensure_sound(plan: &Plan, start_ms: Moment, now_ms: Moment) -> DispatchResult {
		Self::ensure_interval(plan.interval_ms)?;
		ensure!(plan.grace_ms <= T::MaxGraceMs::get(), Error::<T>::GraceTooLong);
		ensure!(start_ms >= now_ms, Error::<T>::StartsTooEarly);
		let latest_ms = now_ms.saturating_add(MAX_AHEAD_MS);
		ensure!(start_ms <= latest_ms, Error::<T>::StartsTooLate);
		ensure!(plan.end_ms.is_none_or(|end_ms| end_ms > start_ms), Error::<T>::EndsTooEarly);
		if let Some(cliff_ms) = plan.cliff_ms {
			let within = plan.end_ms.is_none_or(|end_ms| cliff_ms <= end_ms);
			ensure!(cliff_ms >= start_ms && within, Error::<T>::UnsoundCliff);
		}
		ensure!(plan.max_total != Some(0), Error::<T>::ZeroAmount);
		match plan.flow {
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
		let sound = T::MinIntervalMs::get()..=T::MaxIntervalMs::get();
		ensure!(sound.contains(&interval_ms), Error::<T>::UnsoundInterval);
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
		let vault = crate::VaultIds::<T>::get(&payer, &asset).ok_or(Error::<T>::VaultNotFound)?;
		let now_ms = T::Clock::now();
		let (mut record, _) = Self::load_vault(vault, now_ms)?;
		ensure!(record.vault.dry_ms.is_none(), Error::<T>::VaultRanDry);
		record.vault.change_rate(Rate(0), rate).map_err(Error::<T>::from)?;
		record.vault.streams = record.vault.streams.saturating_add(1);
		let stream = Stream {
			payer,
			payee,
			asset,
			funding: Funding::Vault(vault),
			source: Source::Rate(rate),
			accrued: Default::default(),
			from_ms: record.vault.clock_ms,
			paid: 0,
			start_ms: now_ms,
			end_ms: None,
			cliff_ms: None,
			max_total: None,
			interval_ms,
			grace_ms: record.vault.grace_ms,
			terms: Terms::FREE,
			paused_ms: None,
			dry_ms: None,
			due_ms: None,
		};
		Self::add(stream, Flow::Rate(rate), Some(record), now_ms)
	}

	/// Stores a new stream under a name of its own.
	fn add(
		stream: StreamOf<T>,
		flow: Flow,
		vault: Option<VaultRecordOf<T>>,
		now_ms: Moment,
	) -> DispatchResult {
		ensure!(stream.payer != stream.payee, Error::<T>::SameParty);
		Self::ensure_not_pot(&stream.asset, &stream.payee)?;
		let id = NextStreamId::<T>::get();
		let next = id.0.checked_add(1).ok_or(Error::<T>::Overflow)?;
		let ticket = T::Consideration::new(&stream.payer, Self::stream_footprint())?;
		for who in [&stream.payer, &stream.payee] {
			StreamsOf::<T>::insert(who, id, ());
		}
		NextStreamId::<T>::put(StreamId(next));
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
		let record = Record { stream, ticket };
		let (was_dry, vault_was_dry) = (false, false);
		let key = Streams::<T>::hashed_key_for(id);
		Self::put_with_vault(Loaded { id, key, record, vault, now_ms, was_dry, vault_was_dry });
		Ok(())
	}

	/// Ends a stream: removes all that is stored for it, and answers with what is to be paid, the
	/// payee's share to `to` or the payee. That is for the caller to do, now that nothing can fail any
	/// more.
	pub(crate) fn end(
		mut loaded: Loaded<T>,
		reason: EndReason,
		to: Option<&T::AccountId>,
	) -> Result<Shares<T>, DispatchError> {
		let (id, now_ms) = (loaded.id, loaded.now_ms);
		let stream = &mut loaded.record.stream;
		let amount = stream.take_owed(now_ms).map_err(Error::<T>::from)?;
		let mut vault = loaded.vault;
		if let Some(VaultRecord { vault, .. }) = &mut vault {
			if stream.paused_ms.is_none() {
				let rate = stream.rate().map_err(Error::<T>::from)?;
				vault.change_rate(rate, Rate(0)).map_err(Error::<T>::from)?;
			}
			vault.give_back(stream.accrued.parts).map_err(Error::<T>::from)?;
			vault.streams = vault.streams.saturating_sub(1);
		}
		// Nothing fails from here on.
		let Record { stream, ticket } = loaded.record;
		let refunded = stream.own_funds().unwrap_or(0);
		let (to, total) = (to.unwrap_or(&stream.payee).clone(), stream.paid);
		let ended = Event::Ended { stream: id, reason, to: to.clone(), amount, total, refunded };
		Self::deposit_event(ended);
		let mut rest = refunded;
		if let (Some(record), Funding::Vault(vault_id)) = (vault, stream.funding) {
			if record.vault.streams == 0 && record.vault.is_over(now_ms) {
				// Its owner is the payer.
				rest = Self::end_vault(vault_id, record);
			} else {
				Self::put_vault(vault_id, record, loaded.vault_was_dry, now_ms);
			}
		}
		Streams::<T>::remove(id);
		Proposals::<T>::remove(id);
		for who in [&stream.payer, &stream.payee] {
			StreamsOf::<T>::remove(who, id);
		}
		Self::give_deposit_back(ticket, &stream.payer);
		Ok(Shares { asset: stream.asset, to, amount, payer: stream.payer, rest })
	}

	/// Gives a storage deposit back. If that fails, it stays where it is: what others have to get
	/// does not depend on it.
	pub(crate) fn give_deposit_back(ticket: T::Consideration, who: &T::AccountId) {
		if let Err(error) = with_storage_layer(|| ticket.drop(who)) {
			Self::deposit_event(Event::DepositKept { who: who.clone(), error });
		}
	}

	/// Ends a stream in a call. Where the payee names an account, the asset must not refuse to pay it.
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
