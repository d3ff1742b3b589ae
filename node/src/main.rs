//! `lightning-bloc`, the node of the PBC chains: one binary that runs a one-person development
//! chain, a validator or a full node of any of them.
//!
//! The business logic is all in the runtime and its pallets; the node only makes, checks and serves
//! blocks. [`command`] reads the command line, [`service`] puts the node together, [`voting`]
//! makes blocks on a network (Aura and GRANDPA) and [`sealer`] on a development chain; what they decide by is in the library.

#![allow(clippy::result_large_err, reason = "the SDK's errors are what they are")]

mod audit;
mod cli;
mod client;
mod command;
mod node;
mod rpc;
mod sealer;
mod service;
mod voting;

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
