//! A pallet that keeps one timetable and serves it in its hooks.

use crate::{Handler, Share, Store, Timetable};
use frame_support::{traits::Time, weights::Weight};
use sp_runtime::DispatchError;

/// After which time something that failed is tried again.
pub const RETRY_MS: u64 = 3_600_000;

/// A pallet with a timetable: what is the same for each of them.
///
/// The pallet's `on_initialize` is `Self::serve_share()`, its `on_idle` `Self::serve_left(left)`, and
/// its `integrity_test` calls [`assert_fits`](Self::assert_fits).
pub trait Owner: Store + Sized {
	/// What share of a block the hooks may spend: a `Get<Perbill>`, or one that they have
	/// [together](crate::Shared) with others.
	type HookShare: Share;

	/// The chain's time.
	type Clock: Time<Moment = u64>;

	/// Does what is due. A new one for each call of [`serve`](Self::serve).
	type Handler: Handler<Self::Payload> + Default;

	/// The most that a block may weigh.
	fn max_block() -> Weight;

	/// The most that any entry weighs: see [`Handler::weight`].
	fn heaviest() -> Weight;

	/// Tells of an entry that failed, in an event: `ServiceFailed { due, error }`.
	fn service_failed(due: Self::Payload, error: DispatchError);

	/// Has `due` looked at from `at_ms` on. Two reads, at most two writes.
	fn push(at_ms: u64, due: Self::Payload) {
		Timetable::<Self>::push(at_ms, due);
	}

	/// Serves what is due for as long as `limit` allows. Returns what that weighed.
	fn serve(limit: Weight) -> Weight {
		let mut handler = Self::Handler::default();
		let weight = Timetable::<Self>::serve(limit, Self::Clock::now, &mut handler);
		handler.finish();
		weight
	}

	/// For `on_initialize`: serves what is due for as long as the owner's share of the block allows.
	/// Returns what that weighed.
	fn serve_share() -> Weight {
		Self::HookShare::spend::<Self>(Self::serve)
	}

	/// For `on_idle`: goes on with what the block has left. Returns what that weighed.
	fn serve_left(left: Weight) -> Weight {
		Self::HookShare::spend_left::<Self>(left, Self::serve)
	}

	/// Whether anything is due. Two reads.
	fn is_due() -> bool {
		Timetable::<Self>::next_due_ms().is_some_and(|next_ms| next_ms <= Self::Clock::now())
	}

	/// What `on_initialize` may spend at the least.
	fn hook_budget() -> Weight {
		Self::HookShare::least(Self::max_block())
	}

	/// What becomes of an entry that failed, for [`Handler::failed`]. Nothing that is owed is given
	/// up: the entry is tried again after [`RETRY_MS`], an event says so, and meanwhile anybody can
	/// do it by a call. Returns when it is due. Weighs what a push does.
	fn retry(due: Self::Payload, now_ms: u64, error: DispatchError) -> u64 {
		let at_ms = now_ms.saturating_add(RETRY_MS);
		Self::push(at_ms, due.clone());
		Self::service_failed(due, error);
		at_ms
	}

	/// For `integrity_test`: panics unless the hook's budget serves the heaviest entry. Then the
	/// timetable always moves on.
	fn assert_fits() {
		Timetable::<Self>::assert_fits(Self::hook_budget(), Self::heaviest());
	}
}
