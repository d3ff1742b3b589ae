//! Reads numbers out of bytes, so that few bytes say something that makes sense.

use bloc_primitives::{Balance, Moment, Side};

/// The bytes that are left. Beyond their end, all is zero.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
	/// Reads `bytes`.
	pub const fn new(bytes: &'a [u8]) -> Self {
		Self(bytes)
	}

	/// Whether nothing is left.
	pub const fn is_empty(&self) -> bool {
		self.0.is_empty()
	}

	/// All that is left, for somebody who takes some off its front.
	pub fn rest(&mut self) -> &mut &'a [u8] {
		&mut self.0
	}

	/// The next byte.
	pub fn byte(&mut self) -> u8 {
		let [byte] = self.array();
		byte
	}

	/// The next bytes.
	pub fn array<const N: usize>(&mut self) -> [u8; N] {
		let mut array = [0; N];
		let (taken, rest) = self.0.split_at(N.min(self.0.len()));
		array[..taken.len()].copy_from_slice(taken);
		self.0 = rest;
		array
	}

	/// A number below `bound`, which is at most 256.
	pub fn below(&mut self, bound: usize) -> usize {
		usize::from(self.byte()) % bound
	}

	/// True once in `times`.
	pub fn one_in(&mut self, times: u8) -> bool {
		self.byte() % times == 1
	}

	/// One of these, if there are any.
	pub fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
		let index = usize::from(self.byte()).checked_rem(of.len())?;
		of.get(index).cloned()
	}

	/// One of the two sides.
	pub fn side(&mut self) -> Side {
		Side::BOTH[self.below(2)]
	}

	/// An amount where `edge` is one up to which something works.
	pub fn amount(&mut self, edge: Balance) -> Balance {
		match self.byte() % 10 {
			0 | 1 => self.byte().into(),
			2 => u16::from_le_bytes(self.array()).into(),
			3 => edge,
			4 => edge.saturating_sub(1),
			5 => edge.saturating_add(1),
			6 | 7 => edge / 256 * Balance::from(self.byte()),
			8 => Balance::MAX - Balance::from(self.byte()),
			_ => Balance::from_le_bytes(self.array()),
		}
	}

	/// An instant where `edges` are ones at which something changes.
	pub fn moment(&mut self, edges: &[Moment]) -> Moment {
		match self.byte() % 8 {
			0 => Moment::MAX - Moment::from(self.byte()),
			1 => Moment::from_le_bytes(self.array()),
			kind => {
				let edge = self.pick(edges).unwrap_or(0);
				match kind {
					2 => edge.saturating_add(1),
					3 => edge.saturating_sub(1),
					4 => edge.saturating_sub(Moment::from(self.byte()) * 1_000),
					_ => edge,
				}
			},
		}
	}

	/// A version where `edge` is one above which something works.
	pub fn version(&mut self, edge: u64) -> u64 {
		match self.byte() % 8 {
			0 => edge,
			1 => u64::MAX - u64::from(self.byte() % 4),
			2 => u64::from_le_bytes(self.array()),
			step => edge.saturating_add(u64::from(step) - 2),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn reads_in_order_and_then_zeroes() {
		let mut reader = Reader::new(&[1, 2, 3, 4, 5]);
		assert_eq!((reader.byte(), reader.array()), (1, [2, 3]));
		assert_eq!(reader.array(), [4, 5, 0, 0]);
		assert!(reader.is_empty());
		assert_eq!((reader.byte(), reader.below(7), reader.one_in(3)), (0, 0, false));
	}

	#[test]
	fn finds_the_edges() {
		let amount = |bytes: &[u8]| Reader::new(bytes).amount(1_000);
		assert_eq!([3, 4, 5].map(|kind| amount(&[kind])), [1_000, 999, 1_001]);
		assert_eq!((amount(&[6, 128]), amount(&[8, 2])), (384, Balance::MAX - 2));
		let moment = |bytes: &[u8]| Reader::new(bytes).moment(&[10, 20]);
		assert_eq!([5, 2, 3].map(|kind| moment(&[kind, 1])), [20, 21, 19]);
		let version = |bytes: &[u8]| Reader::new(bytes).version(7);
		assert_eq!([0, 3, 4, 5].map(|kind| version(&[kind])), [7, 8, 9, 10]);
		assert_eq!(version(&[1, 0]), u64::MAX);
	}

	#[test]
	fn picks_of_what_there_is() {
		assert_eq!(Reader::new(&[4]).pick(&[7, 8, 9]), Some(8));
		assert_eq!(Reader::new(&[4]).pick::<u8>(&[]), None);
	}
}
