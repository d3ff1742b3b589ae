//! Runs: money that goes round in cycles, verified hop by hop.

use crate::{
	types::{Band, Cycle, Holding, Hop, Mode, Place, Refusal, Report, Trigger},
	Config, CyclesOf, Error, Event, Pallet, Policies, PolicyRecordOf,
};
use alloc::vec::Vec;
use bloc_math::fees::InboundFeeRate;
use bloc_primitives::{
	channel::{Inspect, Purpose, Transfer},
	Balance, ChannelId, Side,
};
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{Get, Time},
};
use sp_runtime::{DispatchError, DispatchResult};

/// What one run moves: what goes out over the caller's channels and what comes back.
#[derive(Clone, Copy, Default)]
struct Sums {
	out: Balance,
	back: Balance,
}

impl Sums {
	/// The sums over all cycles. `None` if one does not fit.
	fn of(cycles: &[Cycle]) -> Option<Self> {
		cycles.iter().try_fold(Self::default(), |sums, cycle| {
			let (first, last) = (cycle.first()?, cycle.last()?);
			Some(Self {
				out: sums.out.checked_add(first.amount)?,
				back: sums.back.checked_add(last.amount)?,
			})
		})
	}

	/// What forwarders keep.
	const fn fee(self) -> Balance {
		self.out.saturating_sub(self.back)
	}
}

/// A channel of the caller, as it was before the run.
struct Touched {
	id: ChannelId,
	side: Side,
	band: Band,
	before: Holding,
}

/// The measure that a run has to lower: how far the caller's channels lie outside of their
/// thresholds, and then how far from their targets, both added up in units.
#[derive(Clone, Copy, Default, PartialEq, PartialOrd)]
struct Measure {
	outside: Balance,
	off_target: Balance,
}

impl Measure {
	/// Adds a channel.
	fn add(&mut self, band: &Band, holding: &Holding) {
		self.outside = self.outside.saturating_add(band.place(holding).distance());
		self.off_target = self.off_target.saturating_add(band.off_target(holding));
	}
}

/// A run under way.
struct Run<'a, T: Config> {
	account: &'a T::AccountId,
	asset: &'a T::AssetId,
	record: Option<&'a PolicyRecordOf<T>>,
	trigger: Trigger,
	/// The caller's channels, each once. Twice as many as there are cycles at most.
	touched: Vec<Touched>,
}

impl<T: Config> Pallet<T> {
	/// See [`Call::rebalance`](crate::Call::rebalance).
	pub(crate) fn do_rebalance(
		account: T::AccountId,
		asset: T::AssetId,
		cycles: CyclesOf<T>,
		max_fee: Balance,
	) -> DispatchResult {
		let record = Policies::<T>::get(&account, &asset);
		let sums = Self::sums(&cycles, record.as_ref())?;
		ensure!(sums.fee() <= max_fee, Error::<T>::FeeTooHigh);
		let outside = Self::execute(&account, &asset, record.as_ref(), &cycles, Trigger::Manual)?;
		Self::deposit_event(Event::Rebalanced {
			account,
			asset,
			trigger: Trigger::Manual,
			cycles,
			amount: sums.back,
			fee: sums.fee(),
			outside,
			spent: None,
		});
		Ok(())
	}

	/// See [`Call::run`](crate::Call::run).
	pub(crate) fn do_run(
		who: T::AccountId,
		account: T::AccountId,
		asset: T::AssetId,
		cycles: CyclesOf<T>,
	) -> DispatchResult {
		let record = Self::due_record(&who, &account, &asset)?;
		ensure!(!cycles.is_empty(), Error::<T>::NoCycle);
		let done =
			with_storage_layer(|| Self::run_within_budget(&account, &asset, record, &cycles));
		if let Err(error) = done {
			// Rolled back: the policy is as it was.
			let record = Policies::<T>::get(&account, &asset).ok_or(Error::<T>::PolicyNotFound)?;
			Self::refuse(account, asset, record, Refusal::Failed(error));
		}
		Ok(())
	}

	/// Charges the budget, writes that there was a run, and only then moves anything: whatever else
	/// happens in between finds the budget spent.
	fn run_within_budget(
		account: &T::AccountId,
		asset: &T::AssetId,
		mut record: PolicyRecordOf<T>,
		cycles: &CyclesOf<T>,
	) -> DispatchResult {
		let sums = Self::sums(cycles, Some(&record))?;
		let now_ms = T::Clock::now();
		ensure!(record.charge(sums.fee(), now_ms), Error::<T>::ExceedsFeeBudget);
		record.ran(now_ms);
		Self::schedule(account, asset, &mut record);
		Policies::<T>::insert(account, asset, &record);
		let outside = Self::execute(account, asset, Some(&record), cycles, Trigger::Automatic)?;
		Self::deposit_event(Event::Rebalanced {
			account: account.clone(),
			asset: asset.clone(),
			trigger: Trigger::Automatic,
			cycles: cycles.clone(),
			amount: sums.back,
			fee: sums.fee(),
			outside,
			spent: Some(record.spending.spent),
		});
		Ok(())
	}

	/// See [`Call::report`](crate::Call::report).
	pub(crate) fn do_report(
		who: T::AccountId,
		account: T::AccountId,
		asset: T::AssetId,
		report: Report,
	) -> DispatchResult {
		let mut record = Self::due_record(&who, &account, &asset)?;
		let reason = match report {
			Report::NoPlan => Refusal::NoPlan,
			Report::ExceedsFeeBudget => Refusal::ExceedsFeeBudget,
			Report::TooLarge => Refusal::TooLarge,
			Report::GaveUp => Refusal::GaveUp,
			Report::Balanced => {
				let due_ms = record.settle(T::Clock::now());
				Self::put(&account, &asset, record);
				Self::deposit_event(Event::FoundBalanced { account, asset, due_ms });
				return Ok(());
			},
		};
		Self::refuse(account, asset, record, reason);
		Ok(())
	}

	/// Refuses a run: the next is due later and later.
	pub(crate) fn refuse(
		account: T::AccountId,
		asset: T::AssetId,
		mut record: PolicyRecordOf<T>,
		reason: Refusal,
	) {
		let due_ms = record.back_off(T::Clock::now(), T::MaxBackoffMs::get());
		let failures = record.failures;
		Self::put(&account, &asset, record);
		Self::deposit_event(Event::RunRefused { account, asset, reason, failures, due_ms });
	}

	/// Returns an account's policy, if a run is due by it and `who` may do it.
	fn due_record(
		who: &T::AccountId,
		account: &T::AccountId,
		asset: &T::AssetId,
	) -> Result<PolicyRecordOf<T>, DispatchError> {
		let record = Policies::<T>::get(account, asset).ok_or(Error::<T>::PolicyNotFound)?;
		let may = who == account || record.operator.as_ref() == Some(who);
		ensure!(may, Error::<T>::NotOperator);
		ensure!(record.policy.automatic, Error::<T>::NotAutomatic);
		ensure!(record.is_due(T::Clock::now()), Error::<T>::NotDue);
		Ok(record)
	}

	/// Returns what cycles move, if they cost no more than the policy allows for what comes back.
	fn sums(
		cycles: &CyclesOf<T>,
		record: Option<&PolicyRecordOf<T>>,
	) -> Result<Sums, DispatchError> {
		ensure!(!cycles.is_empty(), Error::<T>::NoCycle);
		ensure!(cycles.iter().all(|cycle| cycle.len() > 1), Error::<T>::NotACycle);
		let sums = Sums::of(cycles).ok_or(Error::<T>::Overflow)?;
		ensure!(sums.back <= sums.out, Error::<T>::FeeTooLow);
		if let Some(record) = record {
			let limit = record.policy.fee_limit.mul_floor(sums.back);
			ensure!(sums.fee() <= limit, Error::<T>::FeeTooHigh);
		}
		Ok(sums)
	}

	/// Moves it all, and checks what came of it. Returns how far outside of their thresholds the
	/// caller's channels in it lie now.
	fn execute(
		account: &T::AccountId,
		asset: &T::AssetId,
		record: Option<&PolicyRecordOf<T>>,
		cycles: &CyclesOf<T>,
		trigger: Trigger,
	) -> Result<Balance, DispatchError> {
		let mut run = Run::<T> { account, asset, record, trigger, touched: Vec::new() };
		for cycle in cycles {
			run.go_round(cycle)?;
		}
		run.judge()
	}
}

impl<T: Config> Run<'_, T> {
	/// Moves one cycle.
	fn go_round(&mut self, cycle: &Cycle) -> DispatchResult {
		let mut node = self.account.clone();
		// The amount that arrived at `node`, and what it adds for that.
		let mut arrived: Option<(Balance, InboundFeeRate)> = None;
		let last = cycle.len().saturating_sub(1);
		for (at, Hop { channel, amount }) in cycle.iter().enumerate() {
			if at == 0 || at == last {
				self.touch(*channel)?;
			}
			let purpose = if at == 0 { Purpose::Own } else { Purpose::Forward };
			let terms = T::Channels::forward(*channel, &node, self.asset, *amount, purpose)?;
			ensure!((terms.payee == *self.account) == (at == last), Error::<T>::NotACycle);
			if let Some((got, inbound)) = arrived {
				let fee = terms.asked(&inbound, *amount);
				let kept = got.checked_sub(*amount).ok_or(Error::<T>::FeeTooLow)?;
				ensure!(kept >= fee.ok_or(Error::<T>::Overflow)?, Error::<T>::FeeTooLow);
			}
			arrived = Some((*amount, terms.inbound()));
			node = terms.payee;
		}
		Ok(())
	}

	/// Remembers how a channel of the caller's is before the run.
	fn touch(&mut self, id: ChannelId) -> DispatchResult {
		if self.touched.iter().any(|touched| touched.id == id) {
			return Ok(());
		}
		let (channel, side) = Pallet::<T>::channel_of_party(self.account, id)?;
		let own = Pallet::<T>::channel_policy_at(self.record, id, side);
		ensure!(own.mode != Mode::Excluded, Error::<T>::ChannelExcluded);
		let by_hand = own.mode == Mode::Manual && self.trigger == Trigger::Automatic;
		ensure!(!by_hand, Error::<T>::ManualOnly);
		let general = self.record.map(|record| record.policy.band).unwrap_or_default();
		let band = own.band.unwrap_or(general);
		let before = Holding::of(&channel.ledger, side);
		self.touched.push(Touched { id, side, band, before });
		Ok(())
	}

	/// Checks that the caller is better off, and none of its channels worse.
	fn judge(&self) -> Result<Balance, DispatchError> {
		let (mut before, mut after) = (Measure::default(), Measure::default());
		for touched in &self.touched {
			let channel = T::Channels::channel(touched.id).ok_or(Error::<T>::ChannelNotFound)?;
			let holding = Holding::of(&channel.ledger, touched.side);
			let was: Place = touched.band.place(&touched.before);
			ensure!(was.may_become(touched.band.place(&holding)), Error::<T>::WorsensBalance);
			before.add(&touched.band, &touched.before);
			after.add(&touched.band, &holding);
		}
		ensure!(after < before, Error::<T>::NoImprovement);
		Ok(after.outside)
	}
}
