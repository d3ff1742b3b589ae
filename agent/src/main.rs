//! The agent: what needs a clock, a key or a memory beside a node. One program; what it does is
//! switched on role by role.

// A test that overflows fails, as it should.
#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

mod channels;
mod cli;
mod core;
mod error;
mod roles;

use clap::Parser;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
	match cli::go(cli::Cli::parse()).await {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			eprintln!("error: {}\n{}", error.what, error.advice);
			ExitCode::from(error.exit_code())
		},
	}
}
