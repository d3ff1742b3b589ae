//! What clients see, now and later: nothing of it comes true by looking.

use super::{runtime::*, Model};
use crate::common::{person, ASSETS, MINUTE, PEOPLE};
use bloc_math::accrual::Exact;
use bloc_primitives::Moment;
use bloc_testing::people::issuer;
use frame_support::storage::{with_storage_layer, with_transaction, TransactionOutcome};
use pallet_bloc_streaming::{
	stream::Meter,
	types::{Funding, Status, StreamId},
	Credits, Streams, Vaults,
};
use sp_runtime::DispatchResult;

/// The time up to which two futures are compared.
const FAR: Moment = 800 * crate::common::DAY;

/// What has become of a stream, and what everybody has of each asset by then, credits included.
#[derive(Debug, PartialEq)]
struct Future {
	stream: Option<Rest>,
	wealth: [[Balance; ASSETS.len()]; PEOPLE],
}

#[derive(Debug, PartialEq)]
struct Rest {
	paid: Balance,
	accrued: Exact,
	funds: Option<Balance>,
	meter: Option<Meter>,
	dry_ms: Option<Moment>,
	status: Status,
}

/// The future of a stream that is claimed at these instants, and in which nobody does anything
/// else.
fn future(id: StreamId, instants: &[Moment]) -> Future {
	for at_ms in instants {
		set_time(*at_ms);
		// Nothing may be owed, or the asset refuses.
		let _ = with_storage_layer(|| Streaming::claim(origin(issuer()), id));
	}
	let rest = |state: pallet_bloc_streaming::StreamStateOf<Test>| Rest {
		paid: state.stream.paid,
		accrued: state.stream.accrued,
		funds: state.stream.own_funds(),
		meter: state.stream.meter().copied(),
		dry_ms: state.stream.dry_ms,
		status: state.status,
	};
	let wealth = core::array::from_fn(|index| {
		let who = person(index);
		ASSETS.map(|asset| wealth(&asset, &who) + Credits::<Test>::get(&who, asset))
	});
	Future { stream: Streaming::stream_state(id).map(rest), wealth }
}

impl Model<'_> {
	/// The instants at which something changes, or could.
	pub fn edges() -> Vec<Moment> {
		let now_ms = now();
		let mut edges = vec![now_ms + MINUTE];
		for (id, record) in Streams::<Test>::iter() {
			let stream = record.stream;
			edges.push(stream.start_ms);
			let over_ms = stream.dry_ms.map(|dry_ms| dry_ms.saturating_add(stream.grace_ms));
			edges.extend([stream.end_ms, stream.cliff_ms, stream.due_ms, over_ms].iter().flatten());
			edges.extend(Streaming::runs_out_at(id));
			let pending = stream.meter().and_then(|meter| meter.pending);
			edges.extend(pending.map(|report| report.counts_ms));
		}
		for (id, record) in Vaults::<Test>::iter() {
			let vault = record.vault;
			let over_ms = vault.dry_ms.map(|dry_ms| dry_ms.saturating_add(vault.grace_ms));
			edges.extend([vault.due_ms, over_ms].iter().flatten());
			edges.extend(Streaming::vault_runs_out_at(id));
		}
		edges
	}

	/// Clients ask, with any numbers.
	pub fn look(&mut self) {
		let (id, stream) = self.stream();
		let (who, asset, now_ms) = (self.who(), self.asset(), now());
		let edges = Self::edges();
		let instants = [self.reader.moment(&edges), self.reader.moment(&edges)];
		let owed = |at_ms: Moment| Streaming::owed_at(id, at_ms.max(now_ms));
		let (first, last) = (instants[0].min(instants[1]), instants[0].max(instants[1]));
		if let (Some(now_owed), Some(before), Some(after)) =
			(Streaming::owed(id), owed(first), owed(last))
		{
			assert!(now_owed <= before && before <= after, "{before} owed, and then {after}");
		}
		if let Some(Funding::Own(funds)) = stream.map(|stream| stream.funding) {
			let most: Balance = owed(Moment::MAX).unwrap();
			assert!(most <= funds, "{most} owed of {funds}");
			assert!(Streaming::owed_at(id, first).is_some(), "nothing is known");
		}
		if let Some(state) = Streaming::stream_state(id) {
			let stored = Streaming::stream(id).unwrap();
			assert_eq!((Some(state.owed), stored.paid), (Streaming::owed(id), state.stream.paid));
			let pending = state.status == Status::Pending;
			assert!(!pending || (state.owed == 0 && now_ms < stored.start_ms), "{state:?}");
		}
		let _ = (Streaming::runs_out_at(id), Streaming::proposal(id));
		let _ = Streaming::vault_of(who.clone(), asset.clone());
		let _ = Streaming::credit(who.clone(), asset);
		let limit = u32::from(self.reader.byte());
		let after = self.reader.one_in(2).then_some(id);
		assert!(Streaming::streams_of(who, after, limit).len() <= limit as usize);
	}

	/// However often a stream is settled up to an instant, it comes to the same, to the unit.
	pub fn settle_often_or_seldom(&mut self) {
		let (id, _) = self.stream();
		let (edges, now_ms) = (Self::edges(), now());
		let mut instants = [(); 4].map(|()| {
			let instant = self.reader.moment(&edges);
			instant.clamp(now_ms, now_ms + FAR)
		});
		instants.sort();
		let in_the_end = |instants: &[Moment]| {
			let mut seen = None;
			let look = || {
				seen = Some(future(id, instants));
				TransactionOutcome::Rollback(DispatchResult::Ok(()))
			};
			with_transaction(look).unwrap();
			seen
		};
		let (often, seldom) = (in_the_end(&instants), in_the_end(&instants[3..]));
		System::reset_events();
		// What somebody gave to a pot can be part of its last payout, whosever that is.
		assert!(often == seldom || self.gifts, "{often:?} is not {seldom:?}");
	}
}
