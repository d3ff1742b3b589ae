//! What clients demand back of towers.

use crate::{
	demand::{Answer, Demand},
	receipt::Receipt,
	tower::Rules,
	types::{DemandEnd, Mark, TowerId},
	watch::Hire,
	AnswerOf, Config, Error, Event, HoldReason, Pallet, SignedReceiptOf, TowerOf, WatchedOf,
	Watches,
};
use bloc_primitives::{instant::Instant, Balance, ChannelId, Side};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		tokens::{Fortitude, Precision, Restriction},
		Get,
	},
};
use sp_core::H256;
use sp_io::hashing::blake2_256;
use sp_runtime::{DispatchError, DispatchResult};

/// Deposits.
impl<T: Config> Pallet<T> {
	/// Has `client` put down what a demand takes.
	fn put_down(client: &T::AccountId, amount: Balance) -> DispatchResult {
		match amount {
			0 => Ok(()),
			_ => T::Native::hold(&HoldReason::DemandDeposit.into(), client, amount),
		}
	}

	/// Returns to `client` what it has put down. If that fails it stays held: nothing else waits for
	/// that.
	fn release_deposit(client: &T::AccountId, amount: Balance) {
		if amount == 0 {
			return;
		}
		let reason = HoldReason::DemandDeposit.into();
		let release = || T::Native::release(&reason, client, amount, Precision::BestEffort);
		if let Err(error) = with_storage_layer(release) {
			Self::deposit_event(Event::DepositKept { who: client.clone(), error });
		}
	}

	/// Hands over to a tower's `owner` what `client` has put down; to the client where that fails.
	/// Returns what the owner has got.
	fn hand_over_deposit(client: &T::AccountId, owner: &T::AccountId, amount: Balance) -> Balance {
		if client == owner || amount == 0 {
			Self::release_deposit(client, amount);
			return amount;
		}
		let reason = HoldReason::DemandDeposit.into();
		let (exact, free, force) = (Precision::Exact, Restriction::Free, Fortitude::Force);
		let hand_over =
			|| T::Native::transfer_on_hold(&reason, client, owner, amount, exact, free, force);
		match with_storage_layer(hand_over) {
			Ok(_) => amount,
			Err(_) => {
				Self::release_deposit(client, amount);
				0
			},
		}
	}
}

impl<T: Config> Pallet<T> {
	/// See [`Call::demand`](crate::Call::demand).
	pub(crate) fn do_demand(client: &T::AccountId, signed: SignedReceiptOf<T>) -> DispatchResult {
		let Receipt { channel, side, tower, version, backup, .. } = signed.receipt;
		let (mut watched, own) = Self::watched_by(client, channel)?;
		ensure!(own == side, Error::<T>::BadReceipt);
		ensure!(backup != H256::zero(), Error::<T>::NoBackup);
		let (bound, record) = Self::signed_bound(&signed)?;
		let mut hire = Self::hire_of(&watched, side, &bound)?;
		let (now, rules) = (Self::instant(), Self::rules(&watched.asset));
		let leaves_ms = record.tower.leaves_ms;
		let seen = hire.seen(record.tower.income.clock_ms, now.ms);
		let window_ms = T::ClaimWindowMs::get();
		let kept_ms = watched.proves_until_ms(side, &seen, leaves_ms, window_ms);
		ensure!(watched.over_ms.is_none() || kept_ms.is_some(), Error::<T>::NotOpen);
		let (deposit, crowded) = (T::DemandDeposit::get(), T::Crowding::get());
		let demand = Demand { backup, version, since: now, crowded, deposit };
		let due_ms = demand.due_ms(&now, &rules);
		hire.ask(demand, due_ms, kept_ms, leaves_ms).map_err(Error::<T>::from)?;
		Self::put_down(client, deposit)?;
		let watch = watched.watch_mut(side).map_err(Error::<T>::from)?;
		*watch.hire_of_mut(tower).map_err(Error::<T>::from)? = hire;
		Self::look_at(channel, side, watch, due_ms, now.ms);
		Watches::<T>::insert(channel, watched);
		Self::deposit_event(Event::Demanded {
			channel,
			side,
			tower,
			version,
			backup,
			due_ms,
			deposit,
		});
		Ok(())
	}

	/// See [`Call::answer`](crate::Call::answer).
	pub(crate) fn do_answer(
		channel: ChannelId,
		side: Side,
		tower: TowerId,
		answer: AnswerOf<T>,
	) -> DispatchResult {
		let now = Self::instant();
		let watched = Self::watched_of(channel)?;
		let found = watched.watch(side).and_then(|watch| watch.hire_of(tower));
		let hire = *found.map_err(Error::<T>::from)?;
		let demand = hire.demand.ok_or(Error::<T>::NotDemanded)?;
		let (record, rules) = Self::load_tower(tower, &now)?;
		ensure!(!demand.is_over(&now, &rules), Error::<T>::TooLate);
		let version = Self::ensure_answers(channel, &watched, &demand, answer)?;
		let (client, owner) = (watched.parties.of(side), &record.tower.owner);
		let deposit = Self::hand_over_deposit(client, owner, demand.deposit);
		let answered = Hire { demand: None, ..hire };
		Self::put_hire(channel, side, watched, answered)?;
		Self::deposit_event(Event::Delivered { channel, side, tower, version, deposit });
		Ok(())
	}

	/// It is what was demanded, or a later state. Returns its version.
	fn ensure_answers(
		channel: ChannelId,
		watched: &WatchedOf<T>,
		demand: &Demand,
		answer: AnswerOf<T>,
	) -> Result<u64, Error<T>> {
		match answer {
			Answer::Backup(sealed) => {
				ensure!(blake2_256(&sealed) == demand.backup.0, Error::WrongAnswer);
				Ok(demand.version)
			},
			Answer::Later { state, base_version } => {
				ensure!(state.body.version > demand.version, Error::WrongAnswer);
				let parties = &watched.parties;
				let state = Self::ensure_signed_by_both(channel, parties, base_version, state)?;
				Ok(state.version)
			},
		}
	}

	/// Ends what is demanded in a hire, if anything is: for `reason`, unless the time for an answer
	/// is over. Returns what the tower pays the client.
	pub(crate) fn end_demand(
		(channel, side, client): (ChannelId, Side, &T::AccountId),
		hire: &mut Hire,
		tower: &mut TowerOf<T>,
		(now, rules): (&Instant, &Rules),
		reason: DemandEnd,
	) -> Result<Balance, DispatchError> {
		let Some(demand) = hire.demand.take() else { return Ok(0) };
		let deposit = demand.deposit;
		let is_over = demand.is_over(now, rules);
		if is_over && !demand.had_no_room(now, T::Crowding::get()) {
			Self::release_deposit(client, deposit);
			return Self::pay_for_withheld((channel, side), hire, tower, &demand, now);
		}
		let reason = if is_over { DemandEnd::Lapsed } else { reason };
		let id = hire.tower;
		match reason {
			DemandEnd::Lapsed => Self::release_deposit(client, deposit),
			DemandEnd::Withdrawn => {
				Self::hand_over_deposit(client, &tower.owner, deposit);
			},
		}
		Self::deposit_event(Event::DemandEnded { channel, side, tower: id, reason, deposit });
		Ok(0)
	}

	/// The tower did not give back what it had signed for: its cover is the client's.
	fn pay_for_withheld(
		(channel, side): (ChannelId, Side),
		hire: &mut Hire,
		tower: &mut TowerOf<T>,
		demand: &Demand,
		now: &Instant,
	) -> Result<Balance, DispatchError> {
		let (id, compensation) = (hire.tower, hire.cover);
		tower.pay_for(hire, compensation).map_err(Error::<T>::from)?;
		hire.is_withheld = true;
		tower.reputation.mark(Mark::Withheld, true, now.ms);
		let points = tower.reputation.points;
		Self::deposit_event(Event::Marked { tower: id, mark: Mark::Withheld, points, levy: 0 });
		let (version, bond) = (demand.version, tower.bond);
		Self::deposit_event(Event::Withheld {
			channel,
			side,
			tower: id,
			version,
			compensation,
			bond,
		});
		Ok(compensation)
	}
}
