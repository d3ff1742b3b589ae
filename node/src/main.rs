//! `lightning-bloc`, the node of the PBC chains: one binary that runs a one-person development
//! chain, a validator or a full node of any of them.
//!
//! The business logic is all in the runtime and its pallets; the node only makes, checks and serves
//! blocks. [`command`] reads the command line, [`chain_spec`] knows the chains, [`service`] runs a
//! network (Aura and GRANDPA) and [`sealing`] a development chain.

mod audit;
mod chain_spec;
mod cli;
mod command;
mod dev_keys;
mod rpc;
mod sealing;
mod service;
mod slots;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			// Not by `Result`'s own way out, which would print the error's inside.
			eprintln!("Error: {error}");
			ExitCode::FAILURE
		},
	}
}
