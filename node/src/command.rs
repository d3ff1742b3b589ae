//! Runs what the command line asks for.

use crate::{
	cli::{Cli, Subcommand},
	service::{self, Parts},
};
use lightning_bloc_node::{
	chain_spec, live, pool,
	sealing::{Development, Sealing},
};
use lightning_bloc_runtime::opaque::Block;
use sc_cli::{CliConfiguration, Cors, Error, Result, Runner, SubstrateCli};
use sc_service::{ChainSpec, ChainType, Configuration, Role, TaskManager};
use std::future::Future;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Lightning-Bloc Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		env!("CARGO_PKG_AUTHORS").into()
	}

	fn support_url() -> String {
		concat!(env!("CARGO_PKG_REPOSITORY"), "/issues").into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> std::result::Result<Box<dyn ChainSpec>, String> {
		Ok(Box::new(chain_spec::load(id)?))
	}
}

/// Reads the command line and runs it.
pub fn run() -> Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		None => run_node(cli),
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::BuildSpec(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.chain_spec, config.network))
		},
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::CheckBlock(cmd)) => on_parts(&cli, cmd, |_, parts| {
			(cmd.run(parts.client, parts.import_queue), parts.task_manager)
		}),
		Some(Subcommand::ExportBlocks(cmd)) => on_parts(&cli, cmd, |config, parts| {
			(cmd.run(parts.client, config.database), parts.task_manager)
		}),
		Some(Subcommand::ExportState(cmd)) => on_parts(&cli, cmd, |config, parts| {
			(cmd.run(parts.client, config.chain_spec), parts.task_manager)
		}),
		Some(Subcommand::ImportBlocks(cmd)) => on_parts(&cli, cmd, |_, parts| {
			(cmd.run(parts.client, parts.import_queue), parts.task_manager)
		}),
		Some(Subcommand::PurgeChain(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.database))
		},
		Some(Subcommand::Revert(cmd)) => on_parts(&cli, cmd, |config, parts| {
			let sealed = service::is_sealed(&config.chain_spec.chain_type());
			let revert_votes = Box::new(move |client, _, blocks| {
				if !sealed {
					sc_consensus_grandpa::revert(client, blocks)?;
				}
				Ok(())
			});
			let Parts { client, backend, task_manager, .. } = parts;
			(cmd.run(client, backend, Some(revert_votes)), task_manager)
		}),
		Some(Subcommand::ChainInfo(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run::<Block>(&config))
		},
		Some(Subcommand::Audit(cmd)) => {
			let runner = open(&cli, cmd)?;
			runner.sync_run(|config| cmd.run(&config))
		},
		Some(Subcommand::Invoice(cmd)) => {
			println!("{:#}", cmd.read().map_err(Error::Input)?);
			Ok(())
		},
	}
}

/// Sets out to work on a chain's database.
fn open<C: CliConfiguration>(cli: &Cli, cmd: &C) -> Result<Runner<Cli>> {
	let mut runner = cli.create_runner(cmd)?;
	let id = cmd.chain_id(cmd.is_dev()?)?;
	let spec = &mut *runner.config_mut().chain_spec;
	chain_spec::adopt_address_prefix(spec);
	chain_spec::build_genesis(&id, spec)?;
	Ok(runner)
}

/// Runs a command that works on the parts of a node that does not run.
fn on_parts<C: CliConfiguration, F: Future<Output = Result<()>>>(
	cli: &Cli,
	cmd: &C,
	work: impl FnOnce(Configuration, Parts) -> (F, TaskManager),
) -> Result<()> {
	open(cli, cmd)?.async_run(|config| {
		let parts = service::parts(&config)?;
		Ok(work(config, parts))
	})
}

fn run_node(mut cli: Cli) -> Result<()> {
	let spec = cli.load_spec(&cli.run.chain_id(cli.run.is_dev()?)?)?;
	let development = choose_development(&cli, &*spec)?;
	live::refuse(&*spec)?;
	if service::is_sealed(&spec.chain_type()) {
		pool::choose(&mut cli.run);
		cli.run.rpc_params.rpc_cors.get_or_insert(Cors::All);
	}
	if spec.chain_type() != ChainType::Live {
		// Validators of test networks come and go: they need not be given a network key by hand.
		cli.run.network_params.node_key_params.unsafe_force_node_key_generation = true;
	}
	let runner = open(&cli, &cli.run)?;
	runner.run_node_until_exit(|mut config| async move {
		if service::is_sealed(&config.chain_spec.chain_type()) {
			equip_for_development(&cli, &mut config)?;
		}
		service::start(config, development).map_err(Error::Service)
	})
}

/// How blocks are made, if the chain is one where that can be chosen.
fn choose_development(cli: &Cli, spec: &dyn ChainSpec) -> Result<Development> {
	if service::is_sealed(&spec.chain_type()) {
		return Ok(cli.sealing.development()?);
	}
	let given = cli.sealing.given().or(cli.run.shared_params.dev.then_some("--dev"));
	match given {
		None => Ok(Development { sealing: Sealing::Manual, ahead_ms: 0 }),
		Some(argument) => Err(Error::Input(format!(
			"{argument} is for development chains, and `{}` is not one: its validators seal its \
			 blocks by Aura and GRANDPA. Take `--chain dev` or `--chain <x>-pbc-dev`, or leave \
			 {argument} out",
			spec.id()
		))),
	}
}

/// Gives a development chain what `--dev` gives, but for the temporary database, also where it was
/// chosen by `--chain` alone.
fn equip_for_development(cli: &Cli, config: &mut Configuration) -> Result<()> {
	config.role = Role::Authority;
	config.offchain_worker = cli.run.offchain_worker(&config.role)?;
	config.dev_key_seed.get_or_insert_with(|| "//Alice".into());
	if cli.run.telemetry_params.telemetry_endpoints.is_empty() {
		config.telemetry_endpoints = None;
	}
	Ok(())
}
