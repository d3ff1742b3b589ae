//! What always holds between two calls. The numbers are the ones in the docs and the tests.

use crate::{
	custody::Money,
	schedule::Schedule,
	types::{Due, Funding, StreamId, VaultId},
	AssetIdOf, Config, NextStreamId, NextVaultId, Pallet, Proposals, StreamOf, Streams, StreamsOf,
	VaultIds, VaultOf, Vaults,
};
use alloc::{collections::BTreeMap, vec::Vec};
use bloc_math::accrual::Exact;
use bloc_primitives::{Balance, Moment};
use bloc_timetable::Timetable;
use frame_support::{ensure, traits::Time};
use sp_runtime::{DispatchError, DispatchResult};

/// What a vault's streams come to.
#[derive(Default)]
struct Sum {
	rate: u128,
	streams: u64,
	accrued: Exact,
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let now_ms = T::Clock::now();
		let due: Vec<(Moment, Due)> =
			Timetable::<Schedule<T>>::iter().map(|entry| (entry.due_ms, entry.payload)).collect();
		let mut owed: Vec<(AssetIdOf<T>, Balance)> = Vec::new();
		let mut sums: BTreeMap<VaultId, Sum> = BTreeMap::new();
		for id in Streams::<T>::iter_keys() {
			let found = Self::find(id).ok_or("S1: a stream that cannot be read")?;
			Self::check_sums(&found.record.stream)?;
			if let Funding::Vault(vault) = found.record.stream.funding {
				ensure!(Vaults::<T>::contains_key(vault), "S3: a stream of no vault");
			}
			let loaded = Self::bring_up(id, found, now_ms)?;
			let stream = &loaded.record.stream;
			Self::check_stream(id, stream, loaded.vault(), now_ms, &due)?;
			match stream.funding {
				Funding::Own(funds) => owed.push((stream.asset.clone(), funds)),
				Funding::Vault(vault) => {
					let sum = sums.entry(vault).or_default();
					if stream.paused_ms.is_none() {
						let rate = stream.rate().map_err(|_| "S3: a metered stream of a vault")?.0;
						sum.rate = sum.rate.checked_add(rate).ok_or("S3: a sum of rates")?;
					}
					sum.streams = sum.streams.saturating_add(1);
					sum.accrued =
						sum.accrued.checked_add(stream.accrued).ok_or("S4: a sum of accruals")?;
				},
			}
		}
		for (id, record) in Vaults::<T>::iter() {
			let mut vault = record.vault;
			vault.advance(now_ms).map_err(|_| "S4: a vault's clock does not run")?;
			let sum = sums.remove(&id).unwrap_or_default();
			let held = Self::check_vault(id, &vault, &sum, now_ms, &due)?;
			owed.push((vault.asset.clone(), held));
		}
		Self::check_indices()?;
		Money::<T>::try_state(owed)?;
		Timetable::<Schedule<T>>::try_state()
	}

	/// S2, S5 and S6, for one stream that was brought up to now.
	fn check_stream(
		id: StreamId,
		stream: &StreamOf<T>,
		vault: Option<&VaultOf<T>>,
		now_ms: Moment,
		due: &[(Moment, Due)],
	) -> DispatchResult {
		ensure!(id < NextStreamId::<T>::get(), "S5: an id that was not given yet");
		ensure!(stream.payer != stream.payee, "S5: a party with itself");
		Self::check_sums(stream)?;
		if let Some(due_ms) = stream.due_ms {
			ensure!(due.contains(&(due_ms, Due::Stream(id))), "S6: a look that never comes");
		}
		let waits =
			stream.over(now_ms, vault).is_some() || stream.next_due_ms(now_ms, vault).is_some();
		ensure!(!waits || stream.due_ms.is_some(), "S6: a stream that nobody looks at");
		Ok(())
	}

	/// S2: no more has accrued than there is, nor than the stream pays in all.
	fn check_sums(stream: &StreamOf<T>) -> DispatchResult {
		let pending =
			stream.meter().and_then(|meter| meter.pending).map_or(0, |report| report.amount);
		if let Funding::Own(funds) = stream.funding {
			let bound = stream.accrued.ceil().checked_add(pending).ok_or("S2: a sum")?;
			ensure!(bound <= funds, "S2: more has accrued than there is");
		}
		if let Some(most) = stream.max_total {
			let all = stream.paid.checked_add(stream.accrued.units).ok_or("S2: a sum")?;
			ensure!(
				all.checked_add(pending).is_some_and(|all| all <= most),
				"S2: above the maximum"
			);
		}
		Ok(())
	}

	/// S3 to S6, for one vault that was brought up to now. Answers with what is held for it.
	fn check_vault(
		id: VaultId,
		vault: &VaultOf<T>,
		sum: &Sum,
		now_ms: Moment,
		due: &[(Moment, Due)],
	) -> Result<Balance, DispatchError> {
		ensure!(id < NextVaultId::<T>::get(), "S5: an id that was not given yet");
		let index = VaultIds::<T>::get(&vault.owner, &vault.asset);
		ensure!(index == Some(id), "S1: a vault without its index");
		ensure!(vault.rate.0 == sum.rate, "S3: a vault's rate is not that of its streams");
		ensure!(vault.streams == sum.streams, "S3: a vault's streams are miscounted");
		let held = vault.funds.checked_add(sum.accrued).ok_or("S4: a sum")?;
		ensure!(held.parts == 0, "S4: parts of a unit are lost or made");
		if let Some(due_ms) = vault.due_ms {
			ensure!(due.contains(&(due_ms, Due::Vault(id))), "S6: a look that never comes");
		}
		let waits = vault.next_due_ms(now_ms).is_some();
		ensure!(!waits || vault.due_ms.is_some(), "S6: a vault that nobody looks at");
		Ok(held.units)
	}

	/// S1: the indices name each party's streams and vaults, and nothing else.
	fn check_indices() -> DispatchResult {
		let mut entries = 0usize;
		for (who, id) in StreamsOf::<T>::iter_keys() {
			let stream = Streams::<T>::get(id).ok_or("S1: an index of no stream")?.stream;
			ensure!(stream.payer == who || stream.payee == who, "S1: an index of another's stream");
			entries = entries.saturating_add(1);
		}
		let streams = Streams::<T>::iter_keys().count();
		ensure!(entries == streams.saturating_mul(2), "S1: a stream without its indices");
		for id in Proposals::<T>::iter_keys() {
			ensure!(Streams::<T>::contains_key(id), "S1: a proposal to no stream");
		}
		let vaults = Vaults::<T>::iter_keys().count();
		ensure!(VaultIds::<T>::iter_keys().count() == vaults, "S1: an index of no vault");
		Ok(())
	}
}
