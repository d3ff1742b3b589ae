//! # Models of the pallets
//!
//! One model a pallet: it reads any bytes as a start and then as steps (calls that make sense and
//! nearly do, calls decoded from the bytes, blocks at and around every instant at which something
//! changes, accidents), runs them on a small runtime, and checks after each step that nothing broke.
//! Each module says what it checks.
//!
//! The same model is fed by three: the tests in `tests/` (kept inputs and random ones), the kept
//! inputs in `corpus/`, and libFuzzer (`targets/`). `README.md` says how to run it for long.
// A tool that is there to fail loudly.
#![allow(
	clippy::arithmetic_side_effects,
	clippy::indexing_slicing,
	clippy::manual_is_multiple_of,
	clippy::panic,
	clippy::unwrap_used,
	missing_docs,
	unexpected_cfgs, // of FRAME's macros: there are no benchmarks here
)]

#[cfg(feature = "channels")]
pub mod channels;
#[cfg(any(
	feature = "dex",
	feature = "lsp",
	feature = "recurring",
	feature = "streaming",
	feature = "swaps",
	feature = "watchtowers",
))]
mod common;
#[cfg(feature = "dex")]
pub mod dex;
#[cfg(feature = "lsp")]
pub mod lsp;
#[cfg(feature = "mpp")]
pub mod mpp;
#[cfg(feature = "rebalancing")]
pub mod rebalancing;
#[cfg(feature = "recurring")]
pub mod recurring;
#[cfg(any(feature = "channels", feature = "lsp", feature = "swaps", feature = "watchtowers",))]
mod seal;
#[cfg(feature = "streaming")]
pub mod streaming;
#[cfg(feature = "swaps")]
pub mod swaps;
#[cfg(feature = "watchtowers")]
pub mod watchtowers;

/// The folder of the inputs that are kept for a pallet, seen from this package's folder, where its
/// tests run.
pub fn corpus(pallet: &str) -> std::path::PathBuf {
	std::path::Path::new("corpus").join(pallet)
}
