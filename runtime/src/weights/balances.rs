//! What the calls of this pallet weigh: as the SDK has it, on its reference hardware.

pub use pallet_balances::weights::SubstrateWeight as Weights;
