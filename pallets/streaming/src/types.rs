//! What is stored, asked for and told beside streams and vaults themselves.

pub use bloc_custody::Pot;
use bloc_primitives::{faults, id_type, Balance, Moment};

faults! {
	/// Why a change to a stream or vault is refused.
	pub enum Fault {
		ZeroAmount,
		ZeroRate,
		SameRate,
		Paused,
		NotPaused,
		RanDry,
		NotStarted,
		Metered,
		NotMetered,
		PaidFromVault,
		ReportPending,
		NoReport,
		ExceedsCap,
		ExceedsMaximum,
		InsufficientFunds,
		Overflow,
	}
}

/// How far ahead the hook's next look can be, and the start of a stream: about a year. An entry of
/// the timetable cannot be taken out, so none must stay for ever; a look that comes too early does
/// no harm.
pub const MAX_AHEAD_MS: Moment = 366 * DAY_MS;
/// A day.
pub(crate) const DAY_MS: Moment = 86_400_000;

/// `due_ms`, but after `now_ms` and not too far ahead.
pub(crate) fn within_reach(due_ms: Moment, now_ms: Moment) -> Moment {
	due_ms.clamp(now_ms.saturating_add(1), now_ms.saturating_add(MAX_AHEAD_MS))
}

id_type! {
	/// Names one stream. Never used twice.
	pub struct StreamId
}

id_type! {
	/// Names one vault. Never used twice.
	pub struct VaultId
}

/// How fast money streams: in 10^-12 units of the asset a second
/// ([`RATE_SCALE`](bloc_math::accrual::RATE_SCALE)).
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct Rate(pub u128);

/// Whose consent something takes that is to the payee's disadvantage.
#[frame_support::stored]
#[derive(Copy)]
pub enum Consent {
	/// The payer does it alone.
	Payer,
	/// It takes the payee, too.
	Both,
}

/// What the payer may do alone.
#[frame_support::stored]
#[derive(Copy)]
pub struct Terms {
	/// To end the stream early, and to take back what is not owed.
	pub cancel: Consent,
	/// To pause it.
	pub pause: Consent,
	/// To lower its rate.
	pub lower: Consent,
}

impl Terms {
	/// The payer may do all of it alone.
	pub const FREE: Self =
		Self { cancel: Consent::Payer, pause: Consent::Payer, lower: Consent::Payer };
}

/// What metered use costs.
#[frame_support::stored]
#[derive(Copy)]
pub struct Price {
	/// A metered unit, in units of the asset.
	pub per_unit: Balance,
	/// How many metered units the payee can report in a period.
	pub cap_units: u64,
	/// How long a period is; the first begins with the stream.
	pub period_ms: Moment,
	/// For how long the payer can dispute a report. Zero: not at all.
	pub window_ms: Moment,
}

/// A report of use that the payer can still dispute. Whoever accepts one names all of it: so
/// nobody pays for what it has not seen, whatever comes in between.
#[frame_support::stored]
#[derive(Copy)]
pub struct Report {
	/// Which one it is of the stream's reports, counted from 1.
	pub number: u64,
	/// Metered units.
	pub units: u64,
	/// What they cost.
	pub amount: Balance,
	/// From when on it counts.
	pub counts_ms: Moment,
}

/// What makes a stream flow, as its payer asks for it.
#[frame_support::stored]
#[derive(Copy)]
pub enum Flow {
	/// Time.
	Rate(Rate),
	/// Use, which the payee reports.
	Metered(Price),
}

/// The stream that a payer asks for. Instants are in Unix milliseconds.
#[frame_support::stored]
#[derive(Copy)]
pub struct StreamSpec {
	/// What makes it flow.
	pub flow: Flow,
	/// When it starts: at once if none is named.
	pub start_ms: Option<Moment>,
	/// When it ends at the latest.
	pub end_ms: Option<Moment>,
	/// Until then nothing is owed; from then on all since the start.
	pub cliff_ms: Option<Moment>,
	/// What it pays at most.
	pub max_total: Option<Balance>,
	/// How often it pays out by itself.
	pub interval_ms: Moment,
	/// For how long it waits for more money after it has run dry.
	pub grace_ms: Moment,
	/// What the payer may do alone.
	pub terms: Terms,
}

/// Where a stream's money comes from.
#[frame_support::stored]
#[derive(Copy)]
pub enum Funding {
	/// Its own deposit: what is left of it, owed or not.
	Own(Balance),
	/// The payer's vault.
	Vault(VaultId),
}

/// Why a stream ended.
#[frame_support::stored]
#[derive(Copy)]
pub enum EndReason {
	/// Its end has come, or it has paid all that it was to pay.
	Completed,
	/// Its money ended, and nobody brought more in time.
	RanDry,
	/// The payer ended it.
	CancelledByPayer,
	/// The payee ended it.
	CancelledByPayee,
	/// Both agreed on it.
	Agreed,
}

/// How a stream is doing. Never stored: it follows from the stream, its vault and the time.
#[frame_support::stored]
#[derive(Copy)]
pub enum Status {
	/// It has not started yet.
	Pending,
	/// It accrues, or takes reports of use.
	Streaming,
	/// The payer has paused it.
	Paused,
	/// Its money, or that of its vault, is used up: it waits for more.
	Dry,
	/// Its time is over, for this reason: the hook or a claim ends it.
	Ended(EndReason),
}

/// One of the two parties.
#[frame_support::stored]
#[derive(Copy)]
pub enum Party {
	/// Who pays.
	Payer,
	/// Who is paid.
	Payee,
}

/// What the parties can agree on, whatever the terms are.
#[frame_support::stored]
#[derive(Copy)]
pub enum Change {
	/// Another rate.
	Rate(Rate),
	/// To pause.
	Pause,
	/// To end the stream.
	Cancel {
		/// The report that is paid with it: the one that can still be disputed then, if there is
		/// one.
		report: Option<Report>,
	},
}

impl Change {
	/// Whether it can be made where this report can still be disputed.
	pub(crate) fn fits(&self, pending: Option<Report>) -> bool {
		match self {
			Self::Cancel { report } => *report == pending,
			Self::Rate(_) | Self::Pause => true,
		}
	}
}

/// A change that one party has proposed to the other.
#[frame_support::stored]
#[derive(Copy)]
pub struct Proposal {
	/// Who proposed it.
	pub by: Party,
	/// What.
	pub change: Change,
	/// The stream's rate then, unless it is metered.
	pub rate: Option<Rate>,
	/// Since when the stream was paused then.
	pub paused_ms: Option<Moment>,
}

/// Why a proposal is gone, although the stream is not.
#[frame_support::stored]
#[derive(Copy)]
pub enum ProposalEnd {
	/// Whoever made it took it back.
	Withdrawn,
	/// The payee's side has another owner: what one payee proposed or was proposed says nothing to
	/// another.
	Transferred,
}

/// What the timetable brings up.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub enum Due {
	/// A stream pays out, runs dry or ends.
	#[codec(index = 0)]
	Stream(StreamId),
	/// A vault runs dry or is over.
	#[codec(index = 1)]
	Vault(VaultId),
}
