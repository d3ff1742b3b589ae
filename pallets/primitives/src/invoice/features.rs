//! What an invoice allows, and what its payer has to understand: bits after
//! [BOLT-9](https://github.com/lightning/bolts/blob/master/09-features.md).
//!
//! Each feature has two bits. The even one says that the payer has to understand it: who does not
//! know the bit cannot pay. The odd one says that it may: who does not know the bit goes on without.

/// A feature that is known here, by its even bit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u32)]
pub enum Feature {
	/// It can be paid in several parts. The bits are those of `basic_mpp` in BOLT-9.
	Mpp = 16,
	/// It can be paid at once, without locks and so without the preimage being revealed. The bits
	/// are of our own.
	Instant = 48,
}

impl Feature {
	/// All that are known.
	pub const ALL: [Self; 2] = [Self::Mpp, Self::Instant];

	/// The bit that says that the payer has to understand it.
	pub const fn required(self) -> u32 {
		self as u32
	}

	/// The bit that says that the payer may.
	pub const fn optional(self) -> u32 {
		self.required().saturating_add(1)
	}
}

/// A set of feature bits.
#[frame_support::stored]
#[derive(Copy, Default)]
pub struct Features(pub u64);

impl Features {
	/// No feature: paid in one part, in two steps.
	pub const NONE: Self = Self(0);

	/// The bits of all that are known here.
	const KNOWN: Self = Self::NONE
		.with_bit(Feature::Mpp.required())
		.with_bit(Feature::Mpp.optional())
		.with_bit(Feature::Instant.required())
		.with_bit(Feature::Instant.optional());

	/// All bits that the payer has to understand.
	const REQUIRED: u64 = 0x5555_5555_5555_5555;

	/// The set with this bit.
	const fn with_bit(self, bit: u32) -> Self {
		match 1u64.checked_shl(bit) {
			Some(mask) => Self(self.0 | mask),
			None => self,
		}
	}

	/// The set with a feature that the payer may use.
	#[must_use]
	pub const fn allowing(self, feature: Feature) -> Self {
		self.with_bit(feature.optional())
	}

	/// The set with a feature that the payer has to understand.
	#[must_use]
	pub const fn requiring(self, feature: Feature) -> Self {
		self.with_bit(feature.required())
	}

	/// Is the feature allowed or required?
	pub const fn has(self, feature: Feature) -> bool {
		let both = Self::NONE.allowing(feature).requiring(feature);
		self.0 & both.0 != 0
	}

	/// The first bit that the payer has to understand and that is not known here.
	pub const fn unknown_required(self) -> Option<u32> {
		match self.0 & Self::REQUIRED & !Self::KNOWN.0 {
			0 => None,
			unknown => Some(unknown.trailing_zeros()),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn the_bits_are_those_of_the_format() {
		assert_eq!(Features::NONE.requiring(Feature::Mpp), Features(0x1_0000));
		assert_eq!(Features::NONE.allowing(Feature::Mpp), Features(0x2_0000));
		assert_eq!(Features::NONE.requiring(Feature::Instant), Features(0x1_0000_0000_0000));
		assert_eq!(Features::NONE.allowing(Feature::Instant), Features(0x2_0000_0000_0000));
	}

	#[test]
	fn a_feature_is_had_by_either_bit() {
		for feature in Feature::ALL {
			assert!(!Features::NONE.has(feature));
			for features in [Features::NONE.allowing(feature), Features::NONE.requiring(feature)] {
				assert!(features.has(feature));
				assert_eq!(Feature::ALL.iter().filter(|one| features.has(**one)).count(), 1);
				assert_eq!(features.unknown_required(), None);
			}
		}
	}

	#[test]
	fn unknown_even_bits_matter_and_odd_ones_do_not() {
		let known = Feature::ALL.map(|feature| [feature.required(), feature.optional()]).concat();
		for bit in 0..u64::BITS {
			let unknown = Features(1 << bit).unknown_required();
			let expected = (bit % 2 == 0 && !known.contains(&bit)).then_some(bit);
			assert_eq!(unknown, expected, "bit {bit}");
		}
		assert_eq!(Features(u64::MAX).unknown_required(), Some(0));
		assert_eq!(Features(Features::KNOWN.0 | 1 << 62).unknown_required(), Some(62));
	}
}
