//! What is asked of a chain once, since it does not change while the chain runs.

use crate::{
	core::chain::Node,
	error::{Error, Result},
};
use codec::{Decode, Encode};

/// A chain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Costs {
	/// The fee for a thousand bytes.
	pub fee_unit: u128,
	/// The decimals of its own token.
	pub decimals: u8,
}

/// Asks for it.
pub async fn costs(node: &dyn Node) -> Result<Costs> {
	let fee = node.ask("TransactionPaymentApi_query_length_to_fee", 1_000_u32.encode()).await?;
	Ok(Costs { fee_unit: read("fee", &fee)?, decimals: node.decimals().await? })
}

/// A constant that is a number.
pub async fn constant(node: &dyn Node, pallet: &'static str, name: &'static str) -> Result<u64> {
	read(name, &node.constant(pallet, name).await?)
}

fn read<T: Decode>(what: &str, bytes: &[u8]) -> Result<T> {
	T::decode(&mut &*bytes).map_err(|_| {
		Error::chain(
			format_args!("the chain's {what} is not as this agent knows it"),
			"the chain's runtime is of another version: run the agent that fits it",
		)
	})
}
