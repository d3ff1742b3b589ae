//! What the pallet tells: all that a watcher needs, so that nobody has to decode calls. A section of
//! the pallet module.

use frame_support::pallet_macros::pallet_section;

#[pallet_section]
mod events {
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// There is a new stream.
		Created {
			/// Its name.
			stream: StreamId,
			/// Who pays.
			payer: T::AccountId,
			/// Who is paid.
			payee: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// Out of what.
			funding: Funding,
			/// What makes it flow.
			flow: Flow,
			/// When it starts.
			start_ms: Moment,
			/// When it ends at the latest.
			end_ms: Option<Moment>,
			/// Until when nothing is owed.
			cliff_ms: Option<Moment>,
			/// What it pays at most, in all.
			max_total: Option<Balance>,
			/// How often it pays out by itself.
			interval_ms: Moment,
			/// For how long it waits for more money after it has run dry.
			grace_ms: Moment,
			/// What the payer may do alone.
			terms: Terms,
		},
		/// Somebody added to a stream's deposit. If it had run dry, it goes on from now.
		ToppedUp {
			/// To this stream.
			stream: StreamId,
			/// Who.
			by: T::AccountId,
			/// How much.
			amount: Balance,
			/// What the stream holds now, owed or not.
			funds: Balance,
		},
		/// The payer took something back that is not owed.
		Refunded {
			/// From this stream.
			stream: StreamId,
			/// How much.
			amount: Balance,
			/// What the stream holds now, owed or not.
			funds: Balance,
		},
		/// A stream stands still.
		Paused {
			/// Which one.
			stream: StreamId,
			/// What had accrued and is not paid yet.
			accrued: Balance,
		},
		/// A stream flows again, from now on.
		Resumed {
			/// Which one.
			stream: StreamId,
		},
		/// A stream flows at another rate from now on.
		RateChanged {
			/// Which one.
			stream: StreamId,
			/// Its rate before.
			old: Rate,
			/// Its rate now.
			new: Rate,
		},
		/// What was owed is paid.
		Paid {
			/// By this stream.
			stream: StreamId,
			/// To whom.
			to: T::AccountId,
			/// How much.
			amount: Balance,
			/// What the stream has paid, in all.
			total: Balance,
		},
		/// A stream's money is used up, all of it owed or paid. It goes on if somebody tops it up in
		/// time, and ends if not.
		RanDry {
			/// Which one.
			stream: StreamId,
			/// At which instant it stopped.
			stopped_ms: Moment,
			/// From when on it is over, if nobody tops it up.
			over_ms: Moment,
		},
		/// A stream is gone, and what was proposed to it. The storage deposit is back.
		Ended {
			/// Which one.
			stream: StreamId,
			/// Why.
			reason: EndReason,
			/// To whom the last amount went: the payee, or whom it named.
			to: T::AccountId,
			/// What the payee got last.
			amount: Balance,
			/// What the stream has paid, in all.
			total: Balance,
			/// What came back to the payer; for a stream from a vault that is in the vault.
			refunded: Balance,
		},
		/// The payee's side has another owner.
		Transferred {
			/// Of this stream.
			stream: StreamId,
			/// Who was paid before.
			old: T::AccountId,
			/// Who is paid now.
			new: T::AccountId,
		},
		/// A party proposed a change.
		Proposed {
			/// To this stream.
			stream: StreamId,
			/// Which party.
			by: Party,
			/// What.
			change: Change,
		},
		/// A proposal was taken back, or is void since the payee's side has another owner.
		ProposalWithdrawn {
			/// To this stream.
			stream: StreamId,
		},
		/// The payee reported use.
		Reported {
			/// On this stream.
			stream: StreamId,
			/// Metered units.
			units: u64,
			/// What they cost.
			amount: Balance,
			/// From when on it counts, if the payer does not dispute it.
			counts_ms: Moment,
		},
		/// The payer disputed the last report: it does not count.
		Disputed {
			/// On this stream.
			stream: StreamId,
			/// Metered units.
			units: u64,
			/// What they would have cost.
			amount: Balance,
		},
		/// The payee ended the stream, and gave up the last report, which the payer could still dispute.
		ReportDropped {
			/// On this stream.
			stream: StreamId,
			/// Metered units.
			units: u64,
			/// What they would have cost.
			amount: Balance,
		},
		/// There is a new vault.
		VaultOpened {
			/// Its name.
			vault: VaultId,
			/// Whose it is.
			owner: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// With how much in it.
			amount: Balance,
			/// For how long its streams wait for more money after it has run dry.
			grace_ms: Moment,
		},
		/// Somebody put money in a vault. If it had run dry, its streams go on from now.
		VaultFunded {
			/// Which one.
			vault: VaultId,
			/// Who.
			by: T::AccountId,
			/// How much.
			amount: Balance,
			/// What it has that no stream has accrued, in whole units.
			funds: Balance,
			/// When it runs dry, as things stand.
			runs_out_ms: Option<Moment>,
		},
		/// The owner took money out of a vault.
		VaultWithdrawn {
			/// Which one.
			vault: VaultId,
			/// How much.
			amount: Balance,
			/// What it has that no stream has accrued, in whole units.
			funds: Balance,
			/// When it runs dry, as things stand.
			runs_out_ms: Option<Moment>,
		},
		/// A vault can no longer pay all of its streams: they stand still. They go on if somebody
		/// brings money in time, and end if not.
		VaultRanDry {
			/// Which one.
			vault: VaultId,
			/// At which instant they stopped.
			stopped_ms: Moment,
			/// From when on it is over.
			over_ms: Moment,
		},
		/// A vault is gone. The storage deposit is back.
		VaultClosed {
			/// Which one.
			vault: VaultId,
			/// What came back to its owner.
			refunded: Balance,
		},
		/// An asset refused a payout: it can be claimed later.
		Credited {
			/// Whose it is.
			owner: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// How much.
			amount: Balance,
			/// Why it was refused.
			reason: DispatchError,
		},
		/// A credit was paid out.
		CreditClaimed {
			/// Whose it was.
			owner: T::AccountId,
			/// In which asset.
			asset: AssetIdOf<T>,
			/// How much.
			amount: Balance,
			/// To whom.
			to: T::AccountId,
		},
		/// A deposit could not be returned and stays held. What it was for is gone all the same.
		DepositKept {
			/// Whose deposit.
			who: T::AccountId,
			/// Why.
			error: DispatchError,
		},
		/// The hook could not do what was due. It tries again later.
		ServiceFailed {
			/// What was due.
			due: Due,
			/// Why it failed.
			error: DispatchError,
		},
	}
}
