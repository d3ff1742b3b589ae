//! The commands.

use crate::{
	core::{
		config::{Config, Problem},
		http,
		keys::Keys,
		log,
		peer::Peer,
		run::Core,
		stop::Tasks,
	},
	error::{Error, Kind, Result},
	roles::{
		self,
		swap::{machine::State, Begin, Begun, SwapShown, Swapper},
		Roles, Running,
	},
};
use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use std::{
	io::{stdout, IsTerminal, Write},
	path::PathBuf,
	sync::Arc,
	time::Duration,
};

/// Looks at a swap at least this often.
const PACE: Duration = Duration::from_secs(2);

/// Does what needs a clock, a key or a memory beside a node.
#[derive(Debug, Parser)]
#[command(name = "bloc-agent", version)]
pub struct Cli {
	/// The configuration.
	#[arg(long, global = true, env = "BLOC_AGENT_CONFIG", default_value = "bloc-agent.toml")]
	config: PathBuf,
	#[command(subcommand)]
	command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
	/// Says what is wrong in the configuration, by line.
	Check,
	/// Runs the roles that are on, until the end.
	Run,
	/// Swaps money of one chain for money of another, and waits for the end.
	Swap(SwapArgs),
	/// Describes the HTTP interface, as OpenAPI.
	Openapi,
}

#[derive(Args, Debug)]
struct SwapArgs {
	/// What to give: an amount, @ and a chain, as 1.5@eth-pbc; or @eth-pbc, for as much as it takes.
	#[arg(long, value_name = "[AMOUNT]@CHAIN", required_unless_present = "resume")]
	give: Option<String>,
	/// What to get: @btc-pbc, or at least so much of it, as 0.1@btc-pbc; just that, if what is given has
	/// no amount.
	#[arg(long, value_name = "[AMOUNT]@CHAIN", required_unless_present = "resume")]
	get: Option<String>,
	/// The most to give, where --give has no amount.
	#[arg(long, value_name = "AMOUNT")]
	most: Option<String>,
	/// The address of the agent that offers it. With several, a ring: the first is paid what is given,
	/// each pays the next one, and the last pays what is wanted.
	#[arg(long, value_name = "URL", required_unless_present = "resume")]
	from: Vec<String>,
	/// Goes on with what was begun and is not over.
	#[arg(long, conflicts_with_all = ["give", "get", "most", "from"])]
	resume: bool,
	/// Shows a JSON object for each step.
	#[arg(long)]
	json: bool,
}

/// Does what the command says.
pub async fn go(cli: Cli) -> Result<()> {
	match &cli.command {
		Command::Check => {
			let config = read(&cli)?;
			keys(&cli, &config)?;
			say(format_args!("{} is right.", cli.config.display()))
		},
		Command::Run => run(&cli).await,
		Command::Swap(args) => swap(&cli, args).await,
		Command::Openapi => {
			let described = roles::described();
			say(described.to_pretty_json()?)
		},
	}
}

/// Writes a line. A reader that has gone away is no fault.
fn say(line: impl std::fmt::Display) -> Result<()> {
	let _ = writeln!(stdout(), "{line}");
	Ok(())
}

fn read(cli: &Cli) -> Result<Config<Roles>> {
	Config::read(&cli.config).map_err(|problems| unusable(cli, &problems))
}

fn keys(cli: &Cli, config: &Config<Roles>) -> Result<Keys> {
	config.read_keys().map_err(|problems| unusable(cli, &problems))
}

fn unusable(cli: &Cli, problems: &[Problem]) -> Error {
	let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
	Error::usage(
		format_args!("{} cannot be used:\n  {}\n", cli.config.display(), lines.join("\n  ")),
		"mend these lines, and try `bloc-agent check`",
	)
}

async fn begin(cli: &Cli, config: &Config<Roles>) -> Result<(Core, Running, Tasks)> {
	let keys = keys(cli, config)?;
	let core = Core::open(config, keys, &roles::MIGRATIONS).await?;
	let running = roles::switch_on(&core, &config.roles)?;
	let tasks = core.start(config, &running.all);
	Ok((core, running, tasks))
}

async fn run(cli: &Cli) -> Result<()> {
	let config = &read(cli)?;
	log::begin(config.agent.log.get_ref(), config.agent.log_format)?;
	let (core, running, mut tasks) = begin(cli, config).await?;
	tasks.spawn(core.stop.clone().on_signal());
	let served = core.serve(config, &running.all, &mut tasks).await;
	let started = match served {
		Ok(()) => running.start(true, &mut tasks).await,
		failed => failed,
	};
	if started.is_err() {
		core.stop.stop();
	}
	let ended = core.finish(tasks).await;
	started.and(ended)
}

async fn swap(cli: &Cli, args: &SwapArgs) -> Result<()> {
	let config = &read(cli)?;
	log::begin("warn", config.agent.log_format)?;
	if config.roles.swap.is_none() {
		return Err(Error::usage(
			"role swap is off",
			"add [roles.swap] with the name of a key to the configuration",
		));
	}
	let begun = begin(cli, config).await;
	if begun.as_ref().is_err_and(|error| error.kind == Kind::Taken) {
		return swap_elsewhere(config, args).await;
	}
	let (core, running, mut tasks) = begun?;
	tasks.spawn(core.stop.clone().on_signal());
	running.start(false, &mut tasks).await?;
	let Some(swapper) = &running.swap else { return Ok(()) };
	let here = Agent::Here(swapper.clone());
	let ended = tokio::select! {
		ended = swap_all(&here, args) => ended,
		() = core.stop.stopped() => Err(Error::outcome(
			"the swap was left alone",
			"`bloc-agent swap --resume` goes on with it; do so before its deadlines",
		)),
	};
	core.stop.stop();
	let finished = core.finish(tasks).await;
	ended.and(finished)
}

/// `bloc-agent run` has the folder: it is asked to swap, and looked at.
async fn swap_elsewhere(config: &Config<Roles>, args: &SwapArgs) -> Result<()> {
	let token = http::token(&config.agent.data)?;
	let peer = Peer::own(&format!("http://{}", config.listen()?), token)?;
	if let Err(error) = peer.look::<serde_json::Value>("/v1/status").await {
		return Err(Error::taken(
			format_args!(
				"another agent works on {}, and {}",
				config.agent.data.display(),
				error.what
			),
			"wait until it has ended; or let `bloc-agent run` run, and swap through it",
		));
	}
	swap_all(&Agent::Elsewhere(peer), args).await
}

/// The agent that carries swaps on.
enum Agent {
	/// This process.
	Here(Arc<Swapper>),
	/// Another one on this machine, by its HTTP interface.
	Elsewhere(Peer),
}

impl Agent {
	async fn begin(&self, wanted: &Begin) -> Result<String> {
		match self {
			Self::Here(swapper) => swapper.swap(wanted).await,
			Self::Elsewhere(peer) => {
				peer.say::<Begun>("/v1/swap/swaps", wanted).await.map(|begun| begun.id)
			},
		}
	}

	async fn open(&self) -> Result<Vec<String>> {
		match self {
			Self::Here(swapper) => swapper.open().await,
			Self::Elsewhere(peer) => {
				let open: Vec<SwapShown> = peer.look("/v1/swap/swaps?open=true&limit=1000").await?;
				Ok(open.into_iter().rev().map(|swap| swap.id).collect())
			},
		}
	}

	async fn look(&self, id: &str) -> Result<SwapShown> {
		match self {
			Self::Here(swapper) => swapper.shown(&swapper.find(id).await?).await,
			Self::Elsewhere(peer) => peer.look(&format!("/v1/swap/swaps/{id}")).await,
		}
	}

	/// Returns when something may have changed.
	async fn wait(&self) {
		match self {
			Self::Here(swapper) => {
				let mut changes = swapper.changes();
				let _ = tokio::time::timeout(PACE, changes.changed()).await;
			},
			Self::Elsewhere(_) => tokio::time::sleep(PACE).await,
		}
	}
}

async fn swap_all(agent: &Agent, args: &SwapArgs) -> Result<()> {
	let mut show = Show::new(args.json);
	let mut swaps = Vec::new();
	if let (Some(give), Some(get)) = (&args.give, &args.get) {
		show.doing("asking for terms");
		let (give, get) = (give.clone(), get.clone());
		let wanted = Begin { give, get, most: args.most.clone(), from: args.from.clone() };
		swaps.push(agent.begin(&wanted).await?);
	}
	// What else is open is not left alone: this process may be the only one that carries it on.
	let is_here = matches!(agent, Agent::Here(_));
	if is_here || args.resume {
		let others = agent.open().await?;
		let new: Vec<_> = others.into_iter().filter(|id| !swaps.contains(id)).collect();
		swaps.extend(new);
	}
	if swaps.is_empty() {
		return say("Nothing is open.");
	}
	// The first that goes wrong is told in the end, when all are over.
	let mut outcome = Ok(());
	for id in swaps {
		let ended = show.follow(agent, &id).await;
		if outcome.is_ok() {
			outcome = ended;
		} else if let Err(error) = ended {
			show.step(&format!("error: {error}"));
		}
	}
	outcome
}

/// Shows how a swap goes on.
struct Show {
	bar: Option<ProgressBar>,
	json: bool,
	said: String,
}

impl Show {
	fn new(json: bool) -> Self {
		let bar = (!json && stdout().is_terminal()).then(|| {
			let bar = ProgressBar::new_spinner();
			if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
				bar.set_style(style);
			}
			bar.enable_steady_tick(Duration::from_millis(120));
			bar
		});
		Self { bar, json, said: String::new() }
	}

	fn doing(&mut self, what: &str) {
		match &self.bar {
			Some(bar) => bar.set_message(what.to_owned()),
			None if !self.json && self.said != what => drop(say(what)),
			None => {},
		}
		what.clone_into(&mut self.said);
	}

	fn step(&self, line: &str) {
		match &self.bar {
			Some(bar) => bar.println(line),
			None => drop(say(line)),
		}
	}

	/// Follows a swap to its end.
	async fn follow(&mut self, agent: &Agent, id: &str) -> Result<()> {
		let mut last = None;
		loop {
			let swap = agent.look(id).await?;
			let state = swap.state.parse::<State>().map_err(|_| {
				Error::peer(
					format_args!("{id} is in a state that is unknown here: {}", swap.state),
					"the agent that runs is of another version: use its program",
				)
			})?;
			if last != Some(state) {
				last = Some(state);
				match self.json {
					true => self.step(&serde_json::to_string(&swap)?),
					false => self.step(&format!("{id} {state}: {}", meaning(state))),
				}
			}
			if state.is_over() {
				return outcome(id, state);
			}
			self.doing(waiting(state));
			agent.wait().await;
		}
	}
}

/// What a state means, for people.
const fn meaning(state: State) -> &'static str {
	match state {
		State::Agreed => "all have signed the terms",
		State::Bonding => "the bond is on its way",
		State::Bonded => "the bond is there",
		State::Locking => "the money that is given is being locked",
		State::Locked => "it is locked; nothing can be lost but time",
		State::Revealing => "the money that is wanted is there, and is being claimed",
		State::SecretSeen => "the secret is public, and the money is being claimed",
		State::Claimed => "the money has arrived",
		State::RefundDue => "the time is over: the money comes back",
		State::Done => "done",
		State::Gained => "done; what was given was not taken",
		State::Refunded => "refunded",
		State::Aborted => "nothing came about",
		State::Divided => "the money was divided",
		State::Lost => "lost",
	}
}

/// What is waited for.
const fn waiting(state: State) -> &'static str {
	match state {
		State::Agreed | State::Bonding => "waiting for the bonds to be final",
		State::Bonded => "waiting for the others' bonds",
		State::Locking => "waiting for the lock to be final",
		State::Locked => "waiting for the others to lock",
		State::Revealing | State::SecretSeen => "waiting for the claim to be final",
		State::Claimed => "waiting for what was given to be claimed",
		_ => "waiting for the money to come back",
	}
}

/// What a swap that is over means for who began it.
fn outcome(id: &str, state: State) -> Result<()> {
	match state {
		State::Done | State::Gained => Ok(()),
		State::Refunded => Err(Error::outcome(
			format_args!("{id} was not carried out, and the money is back"),
			"try again; if the other agent lets go again and again, ask another one",
		)),
		State::Aborted => Err(Error::outcome(
			format_args!("{id} did not come about, and nothing was given"),
			"see that the account has enough for the amount, the bond, deposits and fees on both chains, \
			 and try again",
		)),
		State::Divided => Err(Error::outcome(
			format_args!("{id} ended by an agreement on something else"),
			"see its history",
		)),
		_ => Err(Error::outcome(
			format_args!("{id}: what was given was taken, and nothing was received"),
			"a chain stood still, or this agent was off, for longer than the terms allow: see its history \
			 and the threats in the book",
		)),
	}
}
