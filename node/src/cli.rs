//! The command line.

use crate::audit::AuditCmd;
use lightning_bloc_node::{invoice::InvoiceCmd, sealing::SealingParams};
use sc_cli::RunCmd;

/// The node's arguments: those that run it, or a subcommand.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// What to do instead of running the node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// The SDK's arguments for running a node.
	#[clap(flatten)]
	pub run: RunCmd,

	/// How a development chain seals its blocks.
	#[clap(flatten)]
	pub sealing: SealingParams,
}

/// What the node can do beside running.
#[derive(Debug, clap::Subcommand)]
pub enum Subcommand {
	/// Key management utilities
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Build a chain specification (`export-chain-spec` is its successor)
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Export the chain specification
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Validate blocks
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Export blocks
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Export the state of a given block into a chain spec
	ExportState(sc_cli::ExportStateCmd),

	/// Import blocks
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the whole chain
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Revert the chain to a previous state
	Revert(sc_cli::RevertCmd),

	/// Print the best, the finalized and the genesis block of the database as JSON
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Check the books: that in every pallet what is owed equals what is held
	Audit(AuditCmd),

	/// Read an invoice (`bloc1…`, or BOLT-11's `lnbc…`), check its signature and print it as JSON
	Invoice(InvoiceCmd),
}
