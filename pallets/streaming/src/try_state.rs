//! What always holds between two calls. The numbers are the ones in the docs and the tests.

use crate::{
	custody::Money,
	stream::Meter,
	types::{Due, Funding, StreamId, VaultId, MAX_AHEAD_MS},
	AssetIdOf, Config, NextStreamId, NextVaultId, Pallet, Proposals, StreamOf, Streams, StreamsOf,
	VaultIds, VaultOf, Vaults,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
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

/// All that is in the timetable.
type Looks = BTreeSet<(Due, Moment)>;
/// Payer and payee of each stream.
type Parties<T> = BTreeMap<StreamId, [<T as frame_system::Config>::AccountId; 2]>;

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage, each item once (a vault once more
	/// for each of its streams), and keeps what it has to look up: for tests and tools, not for
	/// blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let now_ms = T::Clock::now();
		let looks: Looks =
			Timetable::<Self>::iter().map(|entry| (entry.payload, entry.due_ms)).collect();
		let latest_ms = now_ms.saturating_add(MAX_AHEAD_MS);
		ensure!(looks.iter().all(|(_, due_ms)| *due_ms <= latest_ms), "S6: a look too far ahead");
		let mut owed: Vec<(AssetIdOf<T>, Balance)> = Vec::new();
		let mut sums: BTreeMap<VaultId, Sum> = BTreeMap::new();
		let mut parties: Parties<T> = BTreeMap::new();
		let next_id = NextStreamId::<T>::get();
		for id in Streams::<T>::iter_keys() {
			let record = Streams::<T>::get(id).ok_or("S1: a stream that cannot be read")?;
			ensure!(id < next_id, "S5: an id that was not given yet");
			Self::check_sums(&record.stream)?;
			if let Funding::Vault(vault) = record.stream.funding {
				ensure!(Vaults::<T>::contains_key(vault), "S3: a stream of no vault");
			}
			let loaded = Self::bring_up(id, record, now_ms)?;
			let stream = &loaded.record.stream;
			parties.insert(id, [stream.payer.clone(), stream.payee.clone()]);
			Self::check_stream(id, stream, loaded.vault(), now_ms, &looks)?;
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
			let held = Self::check_vault(id, &vault, &sum, now_ms, &looks)?;
			owed.push((vault.asset.clone(), held));
		}
		Self::check_indices(&parties)?;
		Money::<T>::try_state(owed)?;
		Timetable::<Self>::try_state()
	}

	/// S2, S5 and S6, for one stream that was brought up to now.
	fn check_stream(
		id: StreamId,
		stream: &StreamOf<T>,
		vault: Option<&VaultOf<T>>,
		now_ms: Moment,
		looks: &Looks,
	) -> DispatchResult {
		ensure!(stream.payer != stream.payee, "S5: a party with itself");
		Self::check_sums(stream)?;
		stream.meter().map_or(Ok(()), Self::check_meter)?;
		if let Some(vault) = vault {
			let its = vault.owner == stream.payer && vault.asset == stream.asset;
			ensure!(its, "S3: a stream of another's vault");
		}
		if let Some(due_ms) = stream.due_ms {
			ensure!(looks.contains(&(Due::Stream(id), due_ms)), "S6: a look that never comes");
		}
		let waits =
			stream.ended(now_ms, vault).is_some() || stream.next_due_ms(now_ms, vault).is_some();
		ensure!(!waits || stream.due_ms.is_some(), "S6: a stream that nobody looks at");
		Ok(())
	}

	/// S2: no more has accrued than there is, nor than the stream pays in all.
	fn check_sums(stream: &StreamOf<T>) -> DispatchResult {
		let pending = stream.pending().map_or(0, |report| report.amount);
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

	/// S2: what is reported is within the cap, and at the price.
	fn check_meter(meter: &Meter) -> DispatchResult {
		ensure!(meter.used_units <= meter.price.cap_units, "S2: above the cap");
		if let Some(report) = meter.pending {
			let cost = meter.price.per_unit.checked_mul(report.units.into());
			ensure!(cost == Some(report.amount), "S2: a report at another price");
			ensure!(report.units <= meter.used_units, "S2: a report of what was not used");
			ensure!(report.number == meter.reports, "S2: not the last report");
		}
		Ok(())
	}

	/// S3 to S6, for one vault that was brought up to now. Returns what is held for it.
	fn check_vault(
		id: VaultId,
		vault: &VaultOf<T>,
		sum: &Sum,
		now_ms: Moment,
		looks: &Looks,
	) -> Result<Balance, DispatchError> {
		ensure!(id < NextVaultId::<T>::get(), "S5: an id that was not given yet");
		let index = VaultIds::<T>::get(&vault.owner, &vault.asset);
		ensure!(index == Some(id), "S1: a vault without its index");
		ensure!(vault.rate.0 == sum.rate, "S3: a vault's rate is not that of its streams");
		ensure!(vault.streams == sum.streams, "S3: a vault's streams are miscounted");
		let held = vault.funds.checked_add(sum.accrued).ok_or("S4: a sum")?;
		ensure!(held.parts == 0, "S4: parts of a unit are lost or made");
		if let Some(due_ms) = vault.due_ms {
			ensure!(looks.contains(&(Due::Vault(id), due_ms)), "S6: a look that never comes");
		}
		let waits = vault.next_due_ms(now_ms).is_some();
		ensure!(!waits || vault.due_ms.is_some(), "S6: a vault that nobody looks at");
		Ok(held.units)
	}

	/// S1: the indices name each party's streams and vaults, and nothing else.
	fn check_indices(parties: &Parties<T>) -> DispatchResult {
		let mut entries = 0usize;
		for (who, id) in StreamsOf::<T>::iter_keys() {
			let of = parties.get(&id).ok_or("S1: an index of no stream")?;
			ensure!(of.contains(&who), "S1: an index of another's stream");
			entries = entries.saturating_add(1);
		}
		ensure!(entries == parties.len().saturating_mul(2), "S1: a stream without its indices");
		for id in Proposals::<T>::iter_keys() {
			ensure!(parties.contains_key(&id), "S1: a proposal to no stream");
		}
		let vaults = Vaults::<T>::iter_keys().count();
		ensure!(VaultIds::<T>::iter_keys().count() == vaults, "S1: an index of no vault");
		Ok(())
	}
}
