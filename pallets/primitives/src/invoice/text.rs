//! Invoices as text: to be shown as a QR code, pasted and typed.
//!
//! `bloc1…`, in bech32m ([BIP-350](https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki)),
//! all lower or all upper case. The data are these bytes:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | [`VERSION`] |
//! | 2 | how many bytes follow, little-endian |
//! | 4 | the first of the chain's genesis hash, to know the chain by |
//! | … | the SCALE encoding of the [`SignedInvoice`] |
//!
//! bech32m's checksum finds each error of up to three characters in texts of up to 1,023 characters,
//! the length of its code. Nothing longer is an invoice.

use super::{InvoiceError, SignedInvoice};
use alloc::{string::String, vec::Vec};
use bech32::{
	primitives::decode::{
		CharError, CheckedHrpstring, UncheckedHrpstring, UncheckedHrpstringError,
	},
	Bech32, Bech32m, Fe32, Hrp,
};
use codec::{Decode, Encode};
use frame_support::ensure;
use sp_runtime::traits::{IdentifyAccount, Verify};

/// The human-readable part: of the suite, and so of all chains that run it.
pub const PREFIX: &str = "bloc";

/// The version of what the data are.
pub const VERSION: u8 = 1;

/// The most characters of a text.
pub const MAX_CHARS: usize = 1_023;

/// How many characters the checksum has.
const CHECKSUM_CHARS: usize = 6;

/// The first bytes of a genesis hash: they name a chain among others, and prove nothing. What
/// proves it is the signature.
pub type ChainTag = [u8; 4];

/// Why a text is not an invoice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TextError {
	/// More than [`MAX_CHARS`] characters.
	TooLong,
	/// Lower and upper case side by side.
	MixedCase,
	/// No `1` between prefix and data.
	NoSeparator,
	/// A character that bech32 does not have.
	BadCharacter,
	/// It does not begin with [`PREFIX`].
	UnknownPrefix,
	/// The end is missing.
	Truncated,
	/// It was made with the checksum of bech32, the older kind.
	NotBech32m,
	/// Something in it is wrong.
	BadChecksum,
	/// It is of another version of this format.
	UnknownVersion(u8),
	/// The last character has bits that belong to no byte.
	BadPadding,
	/// The bytes are no signed invoice.
	Malformed,
	/// There is more than an invoice.
	TrailingBytes,
	/// It is for another chain.
	WrongChain(ChainTag),
	/// The invoice is not one that can be paid.
	Invoice(InvoiceError),
}

impl From<InvoiceError> for TextError {
	fn from(error: InvoiceError) -> Self {
		Self::Invoice(error)
	}
}

/// What comes before the signed invoice.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
struct Header {
	version: u8,
	length: u16,
	chain: ChainTag,
}

impl Header {
	/// How many bytes of a header are not counted by its length.
	const UNCOUNTED: usize = 3;
}

/// Names the chain with this genesis hash.
fn tag(genesis: &impl Encode) -> ChainTag {
	let mut tag = ChainTag::default();
	tag.iter_mut().zip(genesis.encode()).for_each(|(byte, of_genesis)| *byte = of_genesis);
	tag
}

/// Which chain the invoice in `text` is for.
///
/// # Errors
/// All that are about the text and not about the invoice in it.
pub fn chain_of(text: &str) -> Result<ChainTag, TextError> {
	open(text).map(|(chain, _)| chain)
}

impl<AccountId, AssetId, Signature> SignedInvoice<AccountId, AssetId, Signature>
where
	AccountId: Decode + Encode,
	AssetId: Decode + Encode,
	Signature: Decode + Encode + Verify<Signer: IdentifyAccount<AccountId = AccountId>>,
{
	/// The invoice as text, in lower case; in upper case it makes a smaller QR code.
	///
	/// # Errors
	/// [`TextError::TooLong`], and what is wrong with the invoice itself.
	pub fn to_text(&self, genesis: &impl Encode) -> Result<String, TextError> {
		self.invoice.ensure_sound()?;
		self.ensure_signed(genesis)?;
		let chain = tag(genesis);
		let bytes = self.encode();
		let length = bytes.len().saturating_add(chain.len());
		let length = u16::try_from(length).map_err(|_| TextError::TooLong)?;
		let header = Header { version: VERSION, length, chain };
		seal(&(header, self).encode())
	}

	/// Reads an invoice for the chain with this genesis hash. Whether its deadline has come is left
	/// to who has a clock.
	///
	/// # Errors
	/// See [`TextError`]: in the order in which they are found out.
	pub fn from_text(text: &str, genesis: &impl Encode) -> Result<Self, TextError> {
		let (chain, bytes) = open(text)?;
		ensure!(chain == tag(genesis), TextError::WrongChain(chain));
		let mut input = bytes.as_slice();
		let signed = Self::decode(&mut input).map_err(|_| TextError::Malformed)?;
		ensure!(input.is_empty(), TextError::TrailingBytes);
		signed.invoice.ensure_sound()?;
		signed.ensure_signed(genesis)?;
		Ok(signed)
	}
}

/// `bytes` as text.
fn seal(bytes: &[u8]) -> Result<String, TextError> {
	let prefix = Hrp::parse(PREFIX).map_err(|_| TextError::UnknownPrefix)?;
	bech32::encode::<Bech32m>(prefix, bytes).map_err(|_| TextError::TooLong)
}

/// The chain's tag and what follows it.
fn open(text: &str) -> Result<(ChainTag, Vec<u8>), TextError> {
	ensure!(text.len() <= MAX_CHARS, TextError::TooLong);
	let has = |of: fn(&u8) -> bool| text.as_bytes().iter().any(of);
	let mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
	ensure!(!mixed, TextError::MixedCase);
	ensure!(text.contains('1'), TextError::NoSeparator);
	let parsed = UncheckedHrpstring::new(text).map_err(|error| match error {
		UncheckedHrpstringError::Char(CharError::NothingAfterSeparator) => TextError::Truncated,
		UncheckedHrpstringError::Hrp(_) => TextError::UnknownPrefix,
		_ => TextError::BadCharacter,
	})?;
	let prefixed = parsed.hrp().lowercase_char_iter().eq(PREFIX.chars());
	ensure!(prefixed, TextError::UnknownPrefix);
	if !parsed.has_valid_checksum::<Bech32m>() {
		return Err(if parsed.has_valid_checksum::<Bech32>() {
			TextError::NotBech32m
		} else if is_cut(&parsed) {
			TextError::Truncated
		} else {
			TextError::BadChecksum
		});
	}

	let checked = parsed.remove_checksum::<Bech32m>();
	let bytes: Vec<u8> = checked.byte_iter().collect();
	let version = *bytes.first().ok_or(TextError::Malformed)?;
	ensure!(version == VERSION, TextError::UnknownVersion(version));
	ensure!(is_padded_well(&checked), TextError::BadPadding);
	let mut input = bytes.as_slice();
	let header = Header::decode(&mut input).map_err(|_| TextError::Malformed)?;
	match bytes.len().saturating_sub(Header::UNCOUNTED).cmp(&header.length.into()) {
		core::cmp::Ordering::Less => Err(TextError::Malformed),
		core::cmp::Ordering::Equal => Ok((header.chain, input.to_vec())),
		core::cmp::Ordering::Greater => Err(TextError::TrailingBytes),
	}
}

/// Is the text, whose checksum is wrong, shorter than it says it is?
fn is_cut(parsed: &UncheckedHrpstring) -> bool {
	let chars = parsed.data_part_ascii();
	let Some([version, low, high]) = first_bytes(chars) else { return true };
	let length = usize::from(u16::from_le_bytes([low, high]));
	let bits = length.saturating_add(Header::UNCOUNTED).saturating_mul(8);
	let expected = bits.div_ceil(5).saturating_add(CHECKSUM_CHARS);
	version == VERSION && chars.len() < expected
}

/// The first three bytes of what has these characters: they are in the first five.
fn first_bytes(chars: &[u8]) -> Option<[u8; 3]> {
	let mut bits = 0u32;
	for char in chars.get(..5)? {
		let five = Fe32::from_char(char::from(*char)).ok()?.to_u8();
		bits = bits << 5 | u32::from(five);
	}
	let [_, first, second, third] = (bits >> 1).to_be_bytes();
	Some([first, second, third])
}

/// BIP-173: what the last character has beyond whole bytes is less than a character, and zero.
fn is_padded_well(checked: &CheckedHrpstring) -> bool {
	checked.validate_segwit_padding().is_ok()
}
