//! The ways in which a development chain seals its blocks, and how they are chosen.

use crate::clock::parse_span;
use std::{fmt, str::FromStr, time::Duration};

/// Where the log of sealing goes.
pub const LOG_TARGET: &str = "sealing";

/// How often an empty block is sealed for the pallets' hooks, unless told otherwise.
const DEFAULT_HEARTBEAT_MS: u64 = 6_000;

/// When a block is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealing {
	/// As soon as there is a transaction, and when there was no block for that long.
	Instant {
		/// How long there may be no block.
		heartbeat: Option<Duration>,
	},
	/// At this interval, with or without transactions.
	Every(Duration),
	/// When told to.
	Manual,
}

impl Sealing {
	/// How long after a block the next is due, transactions or not.
	pub fn period(self) -> Option<Duration> {
		match self {
			Self::Instant { heartbeat } => heartbeat,
			Self::Every(interval) => Some(interval),
			Self::Manual => None,
		}
	}
}

impl fmt::Display for Sealing {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Self::Instant { heartbeat: None } => {
				write!(f, "a block as soon as there is a transaction")
			},
			Self::Instant { heartbeat: Some(period) } => {
				write!(f, "a block as soon as there is a transaction, or after {period:?} without")
			},
			Self::Every(interval) => write!(f, "a block every {interval:?}"),
			Self::Manual => write!(f, "a block when engine_createBlock is called"),
		}
	}
}

/// How a development chain makes its blocks: when, and of what time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Development {
	/// When a block is sealed.
	pub sealing: Sealing,
	/// How far the chain's clock is ahead of the machine's at least.
	pub ahead_ms: u64,
}

/// A way of sealing, as it is named on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
	/// As soon as there is a transaction.
	Instant,
	/// When told to by `engine_createBlock`.
	Manual,
	/// At a fixed interval, in milliseconds.
	EveryMs(u64),
}

impl FromStr for Mode {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		match text {
			"instant" => Ok(Self::Instant),
			"manual" => Ok(Self::Manual),
			ms => parse_interval(ms).map(Self::EveryMs),
		}
	}
}

fn parse_interval(text: &str) -> Result<u64, String> {
	match text.parse() {
		Ok(0) => Err("blocks cannot be 0 ms apart".into()),
		Ok(ms) => Ok(ms),
		Err(_) => Err("neither a number of milliseconds nor `instant` nor `manual`".into()),
	}
}

/// How a development chain seals its blocks. Each is final at once, unless `engine_createBlock` is told
/// otherwise.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct SealingParams {
	/// When a development chain seals a block: `instant` (as soon as there is a transaction),
	/// `manual` (when told to by the RPC method `engine_createBlock`), or every so many
	/// milliseconds
	#[arg(long, value_name = "instant|manual|MS")]
	pub sealing: Option<Mode>,

	/// Same as `--sealing instant`, which is the default
	#[arg(long, conflicts_with_all = ["sealing", "dev_block_time"])]
	pub instant_seal: bool,

	/// Same as `--sealing MS`
	#[arg(long, value_name = "MS", value_parser = parse_interval, conflicts_with = "sealing")]
	pub dev_block_time: Option<u64>,

	/// With `--sealing instant`: milliseconds without a block after which an empty one is sealed, so
	/// that time goes on for streams, subscriptions and deadlines; 0 for never [default: 6000]
	#[arg(long, value_name = "MS")]
	pub heartbeat: Option<u64>,

	/// How far a development chain's clock is ahead of the machine's: milliseconds, or a number with
	/// one of the units `ms`, `s`, `m`, `h`, `d`. It can be put forward later by the RPC method
	/// `dev_advanceTime`, and never goes back
	#[arg(long, value_name = "TIME", value_parser = parse_span)]
	pub time_offset: Option<u64>,
}

impl SealingParams {
	/// The first of these arguments that was given, by its name.
	pub fn given(&self) -> Option<&'static str> {
		let Self { sealing, instant_seal, dev_block_time, heartbeat, time_offset } = self;
		[
			("--sealing", sealing.is_some()),
			("--instant-seal", *instant_seal),
			("--dev-block-time", dev_block_time.is_some()),
			("--heartbeat", heartbeat.is_some()),
			("--time-offset", time_offset.is_some()),
		]
		.into_iter()
		.find_map(|(name, given)| given.then_some(name))
	}

	/// What the arguments say together.
	pub fn development(&self) -> Result<Development, String> {
		Ok(Development { sealing: self.sealing()?, ahead_ms: self.time_offset.unwrap_or_default() })
	}

	fn sealing(&self) -> Result<Sealing, String> {
		let mode = self.dev_block_time.map(Mode::EveryMs).or(self.sealing).unwrap_or(Mode::Instant);
		if self.heartbeat.is_some() && mode != Mode::Instant {
			return Err(
				"--heartbeat goes with `--sealing instant` only: the other ways of sealing say \
				 themselves when an empty block is due"
					.into(),
			);
		}
		Ok(match mode {
			Mode::Manual => Sealing::Manual,
			Mode::EveryMs(ms) => Sealing::Every(Duration::from_millis(ms)),
			Mode::Instant => {
				let heartbeat = self.heartbeat.unwrap_or(DEFAULT_HEARTBEAT_MS);
				Sealing::Instant {
					heartbeat: (heartbeat != 0).then(|| Duration::from_millis(heartbeat)),
				}
			},
		})
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use clap::Parser;

	#[derive(Parser)]
	struct Args {
		#[clap(flatten)]
		sealing: SealingParams,
	}

	fn parse(args: &[&str]) -> Result<SealingParams, clap::Error> {
		Args::try_parse_from(["node"].iter().chain(args)).map(|args| args.sealing)
	}

	fn sealing(args: &[&str]) -> Sealing {
		parse(args).unwrap().sealing().unwrap()
	}

	#[test]
	fn the_arguments_are_consistent() {
		use clap::CommandFactory;
		Args::command().debug_assert();
	}

	#[test]
	fn seals_instantly_with_a_heartbeat_by_default() {
		let default = Sealing::Instant { heartbeat: Some(Duration::from_secs(6)) };
		assert_eq!(sealing(&[]), default);
		assert_eq!(sealing(&["--sealing", "instant"]), default);
		assert_eq!(sealing(&["--instant-seal"]), default);
	}

	#[test]
	fn heartbeat_can_be_set_and_turned_off() {
		let with = |heartbeat| Sealing::Instant { heartbeat };
		assert_eq!(sealing(&["--heartbeat", "250"]), with(Some(Duration::from_millis(250))));
		assert_eq!(sealing(&["--heartbeat", "0"]), with(None));
	}

	#[test]
	fn seals_at_an_interval() {
		let every = Sealing::Every(Duration::from_millis(1_500));
		assert_eq!(sealing(&["--sealing", "1500"]), every);
		assert_eq!(sealing(&["--dev-block-time", "1500"]), every);
	}

	#[test]
	fn seals_by_hand() {
		assert_eq!(sealing(&["--sealing", "manual"]), Sealing::Manual);
	}

	#[test]
	fn fails_with_what_is_no_way_of_sealing() {
		for wrong in ["", "0", "-1", "6s", "Instant", "1.5"] {
			assert!(parse(&[&format!("--sealing={wrong}")]).is_err(), "{wrong} was taken");
		}
		assert!(parse(&["--dev-block-time", "0"]).is_err());
	}

	#[test]
	fn fails_with_two_ways_of_sealing_at_once() {
		assert!(parse(&["--sealing", "manual", "--instant-seal"]).is_err());
		assert!(parse(&["--sealing", "manual", "--dev-block-time", "1"]).is_err());
		assert!(parse(&["--instant-seal", "--dev-block-time", "1"]).is_err());
	}

	#[test]
	fn fails_with_a_heartbeat_where_none_beats() {
		for mode in ["manual", "1000"] {
			let params = parse(&["--sealing", mode, "--heartbeat", "1000"]).unwrap();
			assert!(params.sealing().unwrap_err().contains("--heartbeat"));
		}
	}

	#[test]
	fn names_the_argument_that_was_given() {
		assert_eq!(parse(&[]).unwrap().given(), None);
		assert_eq!(parse(&["--sealing", "manual"]).unwrap().given(), Some("--sealing"));
		assert_eq!(parse(&["--instant-seal"]).unwrap().given(), Some("--instant-seal"));
		assert_eq!(parse(&["--dev-block-time", "9"]).unwrap().given(), Some("--dev-block-time"));
		assert_eq!(parse(&["--heartbeat", "0"]).unwrap().given(), Some("--heartbeat"));
		assert_eq!(parse(&["--time-offset", "0"]).unwrap().given(), Some("--time-offset"));
	}

	#[test]
	fn the_clock_is_ahead_if_it_is_to_be() {
		let ahead_ms = |args| parse(args).unwrap().development().unwrap().ahead_ms;
		assert_eq!(ahead_ms(&[]), 0);
		assert_eq!(ahead_ms(&["--time-offset", "1500"]), 1_500);
		assert_eq!(ahead_ms(&["--time-offset", "30d", "--sealing", "manual"]), 2_592_000_000);
		assert!(parse(&["--time-offset", "soon"]).is_err());
	}

	#[test]
	fn periods_are_those_of_the_mode() {
		let ms = Duration::from_millis;
		assert_eq!(Sealing::Every(ms(5)).period(), Some(ms(5)));
		assert_eq!(Sealing::Instant { heartbeat: Some(ms(7)) }.period(), Some(ms(7)));
		assert_eq!(Sealing::Instant { heartbeat: None }.period(), None);
		assert_eq!(Sealing::Manual.period(), None);
	}
}
