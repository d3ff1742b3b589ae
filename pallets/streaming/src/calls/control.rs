//! What the parties change about a stream: its money, its pace, its end.

use super::{streams::Loaded, LoadedVault};
use crate::{
	custody::Money,
	types::{Change, Consent, EndReason, Party, Proposal, ProposalEnd, Rate, Report, StreamId},
	Config, Error, Event, Pallet, Proposals, StreamOf,
};
use bloc_primitives::Balance;
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Pallet<T> {
	/// See [`Call::top_up`](crate::Call::top_up).
	pub(crate) fn do_top_up(who: T::AccountId, id: StreamId, amount: Balance) -> DispatchResult {
		let mut loaded = Self::load_live(id)?;
		let stream = &mut loaded.record.stream;
		let funds = stream.top_up(amount, loaded.now_ms).map_err(Error::<T>::from)?;
		Money::<T>::take(&stream.asset, &who, amount)?;
		Self::deposit_event(Event::ToppedUp { stream: id, by: who, amount, funds });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::refund`](crate::Call::refund).
	pub(crate) fn do_refund(who: &T::AccountId, id: StreamId, amount: Balance) -> DispatchResult {
		let mut loaded = Self::load_of_payer(who, id)?;
		let stream = &mut loaded.record.stream;
		ensure!(stream.terms.cancel == Consent::Payer, Error::<T>::NeedsConsent);
		let funds = stream.refund(amount).map_err(Error::<T>::from)?;
		Money::<T>::pay_out(&stream.asset, who, amount)?;
		Self::deposit_event(Event::Refunded { stream: id, amount, funds });
		Self::put(loaded);
		Ok(())
	}

	/// See [`Call::pause`](crate::Call::pause).
	pub(crate) fn do_pause(who: &T::AccountId, id: StreamId) -> DispatchResult {
		let loaded = Self::load_of_payer(who, id)?;
		let terms = loaded.record.stream.terms;
		ensure!(terms.pause == Consent::Payer, Error::<T>::NeedsConsent);
		Self::pause_it(loaded)
	}

	fn pause_it(mut loaded: Loaded<T>) -> DispatchResult {
		Self::ensure_flows(&loaded)?;
		let stream = &mut loaded.record.stream;
		stream.pause(loaded.now_ms).map_err(Error::<T>::from)?;
		if let Some(LoadedVault { record, .. }) = &mut loaded.vault {
			let rate = stream.rate().map_err(Error::<T>::from)?;
			record.vault.change_rate(rate, Rate(0)).map_err(Error::<T>::from)?;
		}
		let accrued = stream.accrued.units;
		Self::deposit_event(Event::Paused { stream: loaded.id, accrued });
		Self::put_with_vault(loaded);
		Ok(())
	}

	/// See [`Call::resume`](crate::Call::resume).
	pub(crate) fn do_resume(who: &T::AccountId, id: StreamId) -> DispatchResult {
		let mut loaded = Self::load_of_payer(who, id)?;
		Self::ensure_flows(&loaded)?;
		let clock_ms = loaded.clock_ms();
		let stream = &mut loaded.record.stream;
		stream.resume(clock_ms).map_err(Error::<T>::from)?;
		if let Some(LoadedVault { record, .. }) = &mut loaded.vault {
			let rate = stream.rate().map_err(Error::<T>::from)?;
			record.vault.change_rate(Rate(0), rate).map_err(Error::<T>::from)?;
		}
		Self::deposit_event(Event::Resumed { stream: id });
		Self::put_with_vault(loaded);
		Ok(())
	}

	/// See [`Call::set_rate`](crate::Call::set_rate).
	pub(crate) fn do_set_rate(who: &T::AccountId, id: StreamId, rate: Rate) -> DispatchResult {
		let loaded = Self::load_of_payer(who, id)?;
		let stream = &loaded.record.stream;
		let lower = rate < stream.rate().map_err(Error::<T>::from)?;
		ensure!(!lower || stream.terms.lower == Consent::Payer, Error::<T>::NeedsConsent);
		Self::set_its_rate(loaded, rate)
	}

	fn set_its_rate(mut loaded: Loaded<T>, new: Rate) -> DispatchResult {
		Self::ensure_flows(&loaded)?;
		let stream = &mut loaded.record.stream;
		let old = stream.set_rate(new).map_err(Error::<T>::from)?;
		if let Some(vault) = loaded.vault.as_mut().filter(|_| stream.paused_ms.is_none()) {
			vault.record.vault.change_rate(old, new).map_err(Error::<T>::from)?;
		}
		Self::deposit_event(Event::RateChanged { stream: loaded.id, old, new });
		Self::put_with_vault(loaded);
		Ok(())
	}

	/// Refuses a stream whose vault stands still: that can only be ended, or the vault funded.
	fn ensure_flows(loaded: &Loaded<T>) -> DispatchResult {
		let dry = loaded.vault().is_some_and(|vault| vault.dry_ms.is_some());
		ensure!(!dry, Error::<T>::VaultRanDry);
		Ok(())
	}

	/// See [`Call::cancel`](crate::Call::cancel).
	pub(crate) fn do_cancel(
		who: &T::AccountId,
		id: StreamId,
		accepts: Option<Report>,
	) -> DispatchResult {
		let mut loaded = Self::load_live(id)?;
		let now_ms = loaded.now_ms;
		let stream = &mut loaded.record.stream;
		let reason = match Self::party_of(stream, who)? {
			Party::Payer => {
				ensure!(stream.terms.cancel == Consent::Payer, Error::<T>::NeedsConsent);
				// Before the cliff nothing is owed, reported or not.
				let pays = stream.pending().is_some() && !stream.is_before_cliff(now_ms);
				if pays && stream.pending() != accepts {
					return Self::stop_reports(loaded);
				}
				stream.accept_report().map_err(Error::<T>::from)?;
				EndReason::CancelledByPayer
			},
			Party::Payee => {
				// Gives up what the payer could still dispute.
				if let Ok(report) = stream.strike() {
					let (units, amount) = (report.units, report.amount);
					Self::deposit_event(Event::ReportDropped { stream: id, units, amount });
				}
				EndReason::CancelledByPayee
			},
		};
		Self::end_now(loaded, reason, None)
	}

	/// Ends a stream as soon as its last report can no longer be disputed: the payer may not have
	/// seen it, and the payee may have served for it.
	fn stop_reports(mut loaded: Loaded<T>) -> DispatchResult {
		let report = loaded.record.stream.stop_reports(loaded.now_ms).map_err(Error::<T>::from)?;
		let over_ms = report.counts_ms;
		Self::deposit_event(Event::Ending { stream: loaded.id, over_ms });
		Self::put(loaded);
		Ok(())
	}

	/// Which party `who` is.
	fn party_of(stream: &StreamOf<T>, who: &T::AccountId) -> Result<Party, DispatchError> {
		match who {
			who if *who == stream.payer => Ok(Party::Payer),
			who if *who == stream.payee => Ok(Party::Payee),
			_ => Err(Error::<T>::NotParty.into()),
		}
	}

	/// See [`Call::propose`](crate::Call::propose).
	pub(crate) fn do_propose(
		who: &T::AccountId,
		id: StreamId,
		change: Option<Change>,
	) -> DispatchResult {
		let loaded = Self::load_live(id)?;
		let by = Self::party_of(&loaded.record.stream, who)?;
		let Some(change) = change else {
			let proposal = Proposals::<T>::take(id).filter(|known| known.by == by);
			ensure!(proposal.is_some(), Error::<T>::NotProposed);
			let reason = ProposalEnd::Withdrawn;
			Self::deposit_event(Event::ProposalEnded { stream: id, reason });
			return Ok(());
		};
		let stream = &loaded.record.stream;
		ensure!(change.fits(stream.pending()), Error::<T>::WrongReport);
		let proposal = Proposal::new(by, change, stream);
		Proposals::<T>::insert(id, proposal);
		Self::deposit_event(Event::Proposed { stream: id, by, change });
		Ok(())
	}

	/// See [`Call::accept`](crate::Call::accept).
	pub(crate) fn do_accept(who: &T::AccountId, id: StreamId, change: Change) -> DispatchResult {
		let mut loaded = Self::load_live(id)?;
		let party = Self::party_of(&loaded.record.stream, who)?;
		let proposal = Proposals::<T>::take(id).ok_or(Error::<T>::NotProposed)?;
		let is_so = proposal.by != party && proposal.change == change;
		let stands = proposal.stands(&loaded.record.stream);
		ensure!(is_so && stands, Error::<T>::NotProposed);
		match change {
			Change::Rate(rate) => Self::set_its_rate(loaded, rate),
			Change::Pause => Self::pause_it(loaded),
			Change::Cancel { .. } => {
				loaded.record.stream.accept_report().map_err(Error::<T>::from)?;
				Self::end_now(loaded, EndReason::Agreed, None)
			},
		}
	}
}
