//! The offchain worker: plans the runs that are due for the accounts whose keys the node has, and
//! submits them, signed by the accounts themselves.

use crate::{
	types::{Report, Standing, Trigger},
	Call, Config, CyclesOf, Pallet, Policies,
};
use bloc_primitives::{Balance, Moment};
use codec::{Decode, Encode};
use frame_support::traits::Time;
use frame_system::offchain::{ForAny, SendSignedTransaction, Signer};
use sp_runtime::offchain::storage::{StorageRetrievalError, StorageValueRef};

/// For how long the worker waits for what it submitted to come into a block before it does so again.
/// Doubled with each time that it has to.
pub const RESUBMIT_MS: Moment = 60_000;
/// The most doublings: 17 hours.
const MOST_DOUBLINGS: u32 = 10;

/// What the worker remembers of a run that it submitted something for, in the node's own storage.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
struct Attempt {
	/// Which run: that which is due since then.
	since_ms: Moment,
	/// How often.
	times: u32,
	/// Until when it waits.
	until_ms: Moment,
}

impl Attempt {
	/// One more attempt for the run that is due since `since_ms`, if it is time for it.
	fn next(last: Option<Self>, since_ms: Moment, now_ms: Moment) -> Option<Self> {
		let times = match last.filter(|last| last.since_ms == since_ms) {
			Some(last) if now_ms < last.until_ms => return None,
			Some(last) => last.times.saturating_add(1),
			None => 1,
		};
		let doublings = times.saturating_sub(1).min(MOST_DOUBLINGS);
		let wait_ms = RESUBMIT_MS.saturating_mul(1u64.checked_shl(doublings).unwrap_or(u64::MAX));
		Some(Self { since_ms, times, until_ms: now_ms.saturating_add(wait_ms) })
	}
}

impl<T: Config> Pallet<T> {
	/// Looks after all accounts whose keys the node has. Only their own policies are read, and only
	/// for what is due is anything planned.
	pub(crate) fn work() {
		let now_ms = T::Clock::now();
		for account in Signer::<T, T::AuthorityId, ForAny>::keystore_accounts() {
			for (asset, record) in Policies::<T>::iter_prefix(&account.id) {
				let Standing::Due { since_ms, .. } = record.standing else { continue };
				if !record.is_due(now_ms) || !Self::attempt(&account.id, &asset, since_ms, now_ms) {
					continue;
				}
				let call = Self::call_for(&account.id, asset);
				// Whether it gets into a block shows in the state; if it does not, it is tried again.
				let _ = Signer::<T, T::AuthorityId, ForAny>::any_account()
					.send_single_signed_transaction(&account, call);
			}
		}
	}

	/// What to submit for a run that is due.
	fn call_for(account: &T::AccountId, asset: T::AssetId) -> Call<T> {
		let plan = Self::plan_for(account, &asset, Trigger::Automatic, Balance::MAX);
		match (plan.report, CyclesOf::<T>::try_from(plan.cycles)) {
			(None, Ok(cycles)) => Call::run { asset, cycles },
			(Some(report), _) => Call::report { asset, report },
			(None, Err(_)) => Call::report { asset, report: Report::NoPlan },
		}
	}

	/// Notes an attempt, if it is time for one. Workers of several blocks may run at once: only one of
	/// them notes it.
	fn attempt(
		account: &T::AccountId,
		asset: &T::AssetId,
		since_ms: Moment,
		now_ms: Moment,
	) -> bool {
		let key = (b"bloc-rebalancing", account, asset).encode();
		let memory = StorageValueRef::persistent(&key);
		let next = |last: Result<Option<Attempt>, StorageRetrievalError>| {
			// What cannot be read was written by another version.
			Attempt::next(last.unwrap_or_default(), since_ms, now_ms).ok_or(())
		};
		memory.mutate(next).is_ok()
	}
}
