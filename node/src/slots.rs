//! One block a slot, on networks.
//!
//! The runtime lets several blocks share a slot, because a development chain seals them faster than
//! slots pass. On a network that would let an authority fill its slot with a chain of blocks of its
//! own, so there a block whose slot is not after its parent's is refused, whoever made it.

use lightning_bloc_runtime::opaque::Block;
use sc_consensus::{BlockCheckParams, BlockImport, BlockImportParams, ImportResult};
use sc_consensus_aura::{find_pre_digest, standalone::PreDigestLookupError};
use sp_blockchain::HeaderBackend;
use sp_consensus_aura::sr25519::AuthoritySignature;
use sp_runtime::traits::{Block as BlockT, Header as HeaderT};
use std::sync::Arc;

type Header = <Block as BlockT>::Header;

/// A block import that lets one block a slot through to the one inside.
pub struct OneBlockASlot<I, C> {
	inner: I,
	client: Arc<C>,
}

// Not derived: the client itself cannot be cloned.
impl<I: Clone, C> Clone for OneBlockASlot<I, C> {
	fn clone(&self) -> Self {
		Self { inner: self.inner.clone(), client: self.client.clone() }
	}
}

impl<I, C> OneBlockASlot<I, C> {
	/// Guards `inner`, finding parents with `client`.
	pub fn new(inner: I, client: Arc<C>) -> Self {
		Self { inner, client }
	}
}

/// Whether `block` is of a later slot than `parent`.
fn follows(parent: &Header, block: &Header) -> Result<bool, PreDigestLookupError> {
	// The first block of the chain is of slot 0, which is long past.
	let slot = |header| find_pre_digest::<Block, AuthoritySignature>(header);
	Ok(slot(block)? > slot(parent)?)
}

#[async_trait::async_trait]
impl<I, C> BlockImport<Block> for OneBlockASlot<I, C>
where
	I: BlockImport<Block, Error = sp_consensus::Error> + Send + Sync,
	C: HeaderBackend<Block> + Send + Sync,
{
	type Error = sp_consensus::Error;

	async fn check_block(
		&self,
		block: BlockCheckParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		self.inner.check_block(block).await
	}

	async fn import_block(
		&self,
		block: BlockImportParams<Block>,
	) -> Result<ImportResult, Self::Error> {
		let parent = self
			.client
			.header(*block.header.parent_hash())
			.map_err(|error| sp_consensus::Error::ClientImport(error.to_string()))?;
		// A warp sync starts from a block without a parent, which finality vouches for.
		if let Some(parent) = parent {
			if !matches!(follows(&parent, &block.header), Ok(true)) {
				log::warn!(
					target: "aura",
					"Block {} refused: its slot is not after its parent's",
					block.header.number(),
				);
				return Ok(ImportResult::KnownBad);
			}
		}
		self.inner.import_block(block).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_consensus_aura::{digests::CompatibleDigestItem, Slot};
	use sp_runtime::{Digest, DigestItem};

	fn header(number: u32, slots: &[u64]) -> Header {
		let logs = slots
			.iter()
			.map(|slot| {
				let slot = Slot::from(*slot);
				<DigestItem as CompatibleDigestItem<AuthoritySignature>>::aura_pre_digest(slot)
			})
			.collect();
		let zero = Default::default();
		Header::new(number, zero, zero, zero, Digest { logs })
	}

	#[test]
	fn a_block_is_of_a_later_slot_than_its_parent() {
		assert_eq!(follows(&header(1, &[10]), &header(2, &[11])).ok(), Some(true));
		assert_eq!(follows(&header(1, &[10]), &header(2, &[10])).ok(), Some(false));
		assert_eq!(follows(&header(1, &[10]), &header(2, &[9])).ok(), Some(false));
	}

	#[test]
	fn the_first_block_follows_the_genesis() {
		assert_eq!(follows(&header(0, &[]), &header(1, &[10])).ok(), Some(true));
	}

	#[test]
	fn a_block_without_its_slot_is_not_taken() {
		assert!(follows(&header(1, &[10]), &header(2, &[])).is_err());
		assert!(follows(&header(1, &[10]), &header(2, &[11, 12])).is_err());
	}
}
