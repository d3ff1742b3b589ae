//! The offchain worker: plans the runs that are due, and submits them. It signs with the keys that the
//! node has: those of the accounts, or of operators who act for them.

use crate::{
	types::{Report, Standing, Trigger},
	Call, Config, CyclesOf, Operated, Pallet, Policies, PolicyRecordOf,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use codec::{Decode, Encode};
use frame_support::traits::Time;
use frame_system::offchain::{ForAny, SendSignedTransaction, Signer};
use sp_runtime::offchain::storage::{StorageRetrievalError, StorageValueRef};

/// For how long the worker waits for what it submitted to come into a block before it does so
/// again. Doubled with each time that it has to.
pub const RESUBMIT_MS: Moment = 60_000;
/// The most doublings: 17 hours.
const MOST_DOUBLINGS: u32 = 10;
/// The most runs that it plans in one block: each reads all channels. The others come next.
pub const MOST_PLANS: usize = 8;

/// What the worker remembers of a run that it submitted something for, in the node's own storage.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
struct Attempt {
	/// Which run: that which is due since then.
	since_ms: Moment,
	/// How often.
	times: u32,
	/// Until when it waits.
	until_ms: Moment,
	/// Whether there was a plan, or a report. If not, planning has trapped, and the worker of that
	/// block with it.
	planned: bool,
}

impl Attempt {
	/// One more attempt for the run that is due since `since_ms`, if it is time for it.
	fn next(last: Option<Self>, since_ms: Moment, now_ms: Moment) -> Option<Self> {
		let last = last.filter(|last| last.since_ms == since_ms);
		let times = match last {
			Some(last) if now_ms < last.until_ms => return None,
			Some(last) => last.times.saturating_add(1),
			None => 1,
		};
		let doublings = times.saturating_sub(1).min(MOST_DOUBLINGS);
		let wait_ms = RESUBMIT_MS.saturating_mul(1u64.checked_shl(doublings).unwrap_or(u64::MAX));
		let until_ms = now_ms.saturating_add(wait_ms);
		Some(Self { since_ms, times, until_ms, planned: false })
	}
}

/// The place of an attempt in the node's storage.
fn memory_of<T: Config>(account: &T::AccountId, asset: &T::AssetId) -> Vec<u8> {
	(b"bloc-rebalancing", account, asset).encode()
}

impl<T: Config> Pallet<T> {
	/// Looks after all accounts whose keys the node has, and all that these act for. Only their
	/// policies are read, and only for what is due is anything planned.
	pub(crate) fn work() {
		let now_ms = T::Clock::now();
		let mut plans = 0usize;
		for signer in Signer::<T, T::AuthorityId, ForAny>::keystore_accounts() {
			for (account, asset, record) in Self::served_by(&signer.id) {
				let Standing::Due { since_ms, .. } = record.standing else { continue };
				if plans >= MOST_PLANS || !record.is_due(now_ms) {
					continue;
				}
				let Some(trapped) = Self::attempt(&account, &asset, since_ms, now_ms) else {
					continue;
				};
				plans = plans.saturating_add(1);
				let call = if trapped {
					Call::report { account, asset, report: Report::GaveUp }
				} else {
					let call = Self::call_for(account.clone(), asset.clone());
					Self::planned(&account, &asset);
					call
				};
				// Whether it gets into a block shows in the state; if it does not, it is tried
				// again.
				let _ = Signer::<T, T::AuthorityId, ForAny>::any_account()
					.send_single_signed_transaction(&signer, call);
			}
		}
	}

	/// The policies that `who` may run: its own, and those for which it acts.
	fn served_by(
		who: &T::AccountId,
	) -> impl Iterator<Item = (T::AccountId, T::AssetId, PolicyRecordOf<T>)> + '_ {
		let own =
			Policies::<T>::iter_prefix(who).map(|(asset, record)| (who.clone(), asset, record));
		let operated = Operated::<T>::iter_key_prefix(who).filter_map(|(account, asset)| {
			let record = Policies::<T>::get(&account, &asset)?;
			Some((account, asset, record))
		});
		own.chain(operated)
	}

	/// What to submit for a run that is due.
	fn call_for(account: T::AccountId, asset: T::AssetId) -> Call<T> {
		let plan = Self::plan_for(&account, &asset, Trigger::Automatic, Balance::MAX);
		match (plan.report, CyclesOf::<T>::try_from(plan.cycles)) {
			(None, Ok(cycles)) => Call::run { account, asset, cycles },
			(Some(report), _) => Call::report { account, asset, report },
			(None, Err(_)) => Call::report { account, asset, report: Report::NoPlan },
		}
	}

	/// Notes an attempt, if it is time for one, and tells whether planning has trapped before.
	/// Workers of several blocks may run at once: only one of them notes it. It is noted first, so
	/// that a plan that traps keeps neither this account nor others from the worker of the next block.
	pub(crate) fn attempt(
		account: &T::AccountId,
		asset: &T::AssetId,
		since_ms: Moment,
		now_ms: Moment,
	) -> Option<bool> {
		let memory = memory_of::<T>(account, asset);
		let mut trapped = false;
		let next = |last: Result<Option<Attempt>, StorageRetrievalError>| {
			// What cannot be read was written by another version.
			let last = last.unwrap_or_default();
			trapped = last.is_some_and(|last| last.since_ms == since_ms && !last.planned);
			Attempt::next(last, since_ms, now_ms).ok_or(())
		};
		StorageValueRef::persistent(&memory).mutate(next).ok()?;
		Some(trapped)
	}

	/// Notes that planning came to its end.
	fn planned(account: &T::AccountId, asset: &T::AssetId) {
		let memory = memory_of::<T>(account, asset);
		let done = |last: Result<Option<Attempt>, StorageRetrievalError>| {
			last.ok().flatten().map(|last| Attempt { planned: true, ..last }).ok_or(())
		};
		let _ = StorageValueRef::persistent(&memory).mutate(done);
	}
}
