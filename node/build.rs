//! Says what `--version` answers.

use std::env;
use substrate_build_script_utils::{generate_cargo_keys, rerun_if_git_head_changed};

fn main() {
	if env::var("PROFILE").is_ok_and(|profile| profile == "release") {
		generate_cargo_keys();
		rerun_if_git_head_changed();
		return;
	}
	// Without the commit: it would have the node compiled again, for minutes, after each.
	let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
	println!("cargo:rustc-env=SUBSTRATE_CLI_IMPL_VERSION={version}-dev");
	println!("cargo:rerun-if-changed=build.rs");
}
