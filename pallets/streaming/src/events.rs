//! Events: all that a client needs to follow every stream, so that nobody has to decode calls. A
//! section of the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	#[allow(missing_docs)]
	pub enum Event<T: Config> {
		/// There is a new stream.
		Created {
			stream: StreamId,
			payer: T::AccountId,
			payee: T::AccountId,
			asset: AssetIdOf<T>,
			funding: Funding,
			flow: Flow,
			start_ms: Moment,
			/// When it ends at the latest.
			end_ms: Option<Moment>,
			/// Until when nothing is owed.
			cliff_ms: Option<Moment>,
			max_total: Option<Balance>,
			interval_ms: Moment,
			grace_ms: Moment,
			terms: Terms,
		},
		/// Somebody added to a stream's deposit. If it had run dry, it goes on from now.
		ToppedUp {
			stream: StreamId,
			by: T::AccountId,
			amount: Balance,
			/// After the change, owed or not.
			funds: Balance,
		},
		/// The payer took something back that is not owed.
		Refunded {
			stream: StreamId,
			amount: Balance,
			/// After the change, owed or not.
			funds: Balance,
		},
		/// A stream stands still.
		Paused {
			stream: StreamId,
			/// In whole units, not paid yet.
			accrued: Balance,
		},
		/// A stream flows again, from now on.
		Resumed { stream: StreamId },
		/// A stream flows at another rate from now on.
		RateChanged { stream: StreamId, old: Rate, new: Rate },
		/// What was owed is paid.
		Paid {
			stream: StreamId,
			to: T::AccountId,
			amount: Balance,
			/// What the stream has paid, in all.
			total: Balance,
		},
		/// A stream's money is used up, all of it owed or paid. It goes on if somebody tops it up
		/// in time, and ends if not.
		RanDry {
			stream: StreamId,
			stopped_ms: Moment,
			/// From when on it is over, if nobody tops it up.
			over_ms: Moment,
		},
		/// A stream is gone, and what was proposed to it. The storage deposit is back.
		Ended {
			stream: StreamId,
			reason: EndReason,
			/// The payee, or whom it named.
			to: T::AccountId,
			/// What the payee got last.
			amount: Balance,
			/// What the stream has paid, in all.
			total: Balance,
			/// What came back to the payer; for a stream from a vault that is in the vault.
			refunded: Balance,
		},
		/// The payee's side has another owner.
		Transferred { stream: StreamId, old: T::AccountId, new: T::AccountId },
		/// A party proposed a change.
		Proposed { stream: StreamId, by: Party, change: Change },
		/// A proposal is gone, although the stream is not.
		ProposalEnded { stream: StreamId, reason: ProposalEnd },
		/// The payee reported use.
		Reported {
			stream: StreamId,
			/// Which one it is of the stream's reports.
			number: u64,
			/// Metered units.
			units: u64,
			/// What they cost.
			amount: Balance,
			/// From when on it counts, if the payer does not dispute it.
			counts_ms: Moment,
		},
		/// The payer disputed the last report: it does not count.
		Disputed {
			stream: StreamId,
			/// Metered units.
			units: u64,
			/// What they would have cost.
			amount: Balance,
		},
		/// The payee ended the stream, and gave up the last report, which the payer could still
		/// dispute.
		ReportDropped {
			stream: StreamId,
			/// Metered units.
			units: u64,
			/// What they would have cost.
			amount: Balance,
		},
		/// There is a new vault.
		VaultOpened {
			vault: VaultId,
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			grace_ms: Moment,
		},
		/// Somebody put money in a vault. If it had run dry, its streams go on from now.
		VaultFunded {
			vault: VaultId,
			by: T::AccountId,
			amount: Balance,
			/// After the change: what no stream has accrued, in whole units.
			funds: Balance,
			/// When it runs dry, as things stand.
			runs_out_ms: Option<Moment>,
		},
		/// The owner took money out of a vault.
		VaultWithdrawn {
			vault: VaultId,
			amount: Balance,
			/// After the change: what no stream has accrued, in whole units.
			funds: Balance,
			/// When it runs dry, as things stand.
			runs_out_ms: Option<Moment>,
		},
		/// A vault can no longer pay all of its streams: they stand still. They go on if somebody
		/// brings money in time, and end if not.
		VaultRanDry {
			vault: VaultId,
			stopped_ms: Moment,
			/// From when on it is over.
			over_ms: Moment,
		},
		/// A vault is gone. The storage deposit is back.
		VaultClosed {
			vault: VaultId,
			/// What came back to its owner.
			refunded: Balance,
		},
		/// An asset refused a payout: it can be claimed later.
		Credited {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			reason: DispatchError,
		},
		/// A credit was paid out.
		CreditClaimed {
			owner: T::AccountId,
			asset: AssetIdOf<T>,
			amount: Balance,
			to: T::AccountId,
		},
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept { who: T::AccountId, error: DispatchError },
		/// The hook could not do what was due. It tries again later.
		ServiceFailed { due: Due, error: DispatchError },
		/// The payer ended a stream whose last report it had not accepted: nothing more can be
		/// reported, and the stream is over when that one counts or is disputed.
		Ending {
			stream: StreamId,
			/// When the report counts.
			over_ms: Moment,
		},
		/// The payer paid for a look of the hook.
		HookFeePaid {
			stream: StreamId,
			/// In the native coin.
			fee: Balance,
		},
		/// The payer could not pay for a look of the hook: the stream is not paid out, but by
		/// [`Call::claim`], until the next look. What it owes stays owed.
		HookFeeUnpaid {
			stream: StreamId,
			/// When the hook tries again; it may be sooner after a call.
			retry_ms: Moment,
		},
	}
}
