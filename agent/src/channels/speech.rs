//! How clients and towers speak.

use crate::{
	channels::{
		receipt::SignedReceipt,
		state::{hash, CoSigned, Side, Signature},
	},
	core::{chain::Hash, http::Problem},
	error::{Error, Result},
};
use codec::{Decode, DecodeAll, Encode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Says what the signed bytes of an upload are.
const UPLOAD: [u8; 20] = *b"bloc-agent/upload/v1";
/// The same of a question for a backup.
const RESTORE: [u8; 21] = *b"bloc-agent/restore/v1";
/// The most uploads at a time.
pub const MOST_UPLOADS: usize = 32;
/// By how much the clocks of a client and a tower may differ.
pub const CLOCKS_MS: u64 = 60_000;

/// A party of a channel.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
	/// Who opened it.
	Opener,
	/// The other one.
	Counterparty,
}

impl From<Side> for Party {
	fn from(side: Side) -> Self {
		match side {
			Side::Opener => Self::Opener,
			Side::Counterparty => Self::Counterparty,
		}
	}
}

impl From<Party> for Side {
	fn from(party: Party) -> Self {
		match party {
			Party::Opener => Self::Opener,
			Party::Counterparty => Self::Counterparty,
		}
	}
}

/// What a client seals: to its tower, and to itself.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub struct Record {
	/// The base on which the state was signed.
	pub base_version: u64,
	/// The state.
	pub state: CoSigned,
	/// Preimages of its HTLCs that the client is to be paid for by.
	pub preimages: Vec<[u8; 32]>,
}

impl Record {
	/// Out of its bytes.
	pub fn read(bytes: &[u8]) -> Result<Self> {
		let record = Self::decode_all(&mut &*bytes).ok();
		let record = record.filter(|it| CoSigned::read(&it.state.encode()).is_some());
		record.ok_or_else(|| {
			Error::usage(
				"what is sealed is no record of a state",
				"seal the SCALE encoding of (base version, state, preimages)",
			)
		})
	}
}

/// Gives a tower the newest state of a channel.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Upload {
	/// The hash of the chain's first block, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub genesis: Hash,
	/// The channel.
	pub channel: u64,
	/// For which party of it.
	pub side: Party,
	/// The tower.
	pub tower: u64,
	/// The number of the hire.
	pub hire: u64,
	/// The version of the state.
	pub version: u64,
	/// The state, sealed to the tower, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub record: Vec<u8>,
	/// What the client has sealed to itself, in hex; nothing, if it wants none kept.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub backup: Vec<u8>,
	/// The party's signature over all of it, as chains take them, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub signature: Vec<u8>,
}

impl Upload {
	/// The bytes that the party signs.
	pub fn signed_bytes(&self) -> Vec<u8> {
		let said = (
			self.genesis,
			self.channel,
			Side::from(self.side),
			self.tower,
			self.hire,
			self.version,
			hash(&self.record),
			hash(&self.backup),
		);
		(UPLOAD, said).encode()
	}

	/// The signature.
	pub fn signature(&self) -> Result<Signature> {
		read_signature(&self.signature)
	}
}

/// Reads a signature as chains take them.
pub fn read_signature(bytes: &[u8]) -> Result<Signature> {
	Signature::decode_all(&mut &*bytes).map_err(|_| {
		Error::usage(
			"this is no signature",
			"write it as chains take them: the number of its kind (0 Ed25519, 1 sr25519), and its bytes",
		)
	})
}

/// Several at a time.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Uploads {
	/// Up to 32 of them.
	pub uploads: Vec<Upload>,
}

/// What a tower says to an upload: its receipt, or what is wrong.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
	/// It has it on its disk, and answers for it.
	Kept {
		/// The receipt with the tower's signature, as the chain takes it, in hex.
		#[serde(with = "hex")]
		#[schema(value_type = String)]
		receipt: Vec<u8>,
	},
	/// It has not.
	Refused(Problem),
}

impl Said {
	/// The receipt, or why there is none.
	pub fn receipt(self) -> Result<SignedReceipt> {
		match self {
			Self::Kept { receipt } => read_receipt(&receipt),
			Self::Refused(Problem { error, advice }) => Err(Error::peer(error, advice)),
		}
	}
}

/// What it says to all of them, in their order.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct SaidAll {
	/// To each.
	pub said: Vec<Said>,
}

/// Reads a receipt.
pub fn read_receipt(bytes: &[u8]) -> Result<SignedReceipt> {
	SignedReceipt::decode_all(&mut &*bytes).map_err(|_| {
		Error::peer("this is no receipt of a tower", "see that both agents are of the same version")
	})
}

/// Who asks for a backup.
#[derive(Clone, Debug, Deserialize, IntoParams, Serialize)]
pub struct Ask {
	/// When, in Unix milliseconds, by the client's clock.
	pub at_ms: u64,
	/// The signature of the channel's party, as chains take them, in hex.
	#[serde(with = "hex")]
	#[param(value_type = String)]
	pub signature: Vec<u8>,
}

/// The bytes that the party signs to have its backup.
pub fn restore_bytes(genesis: &Hash, channel: u64, side: Side, at_ms: u64) -> Vec<u8> {
	(RESTORE, genesis, channel, side, at_ms).encode()
}

/// What a tower keeps for a client.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, ToSchema)]
pub struct Backup {
	/// The version of the state that it came with.
	pub version: u64,
	/// What the client has sealed to itself, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub backup: Vec<u8>,
	/// The tower's receipt for that, in hex.
	#[serde(with = "hex")]
	#[schema(value_type = String)]
	pub receipt: Vec<u8>,
}
