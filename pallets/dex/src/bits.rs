//! Sets of small numbers as bits.

/// Bits in a word.
pub const WORD: u32 = 64;

/// A word with the lowest `count` bits set.
const fn low(count: u32) -> u64 {
	match u64::MAX.checked_shl(count) {
		Some(high) => !high,
		None => u64::MAX,
	}
}

/// The word with just this bit; none if there is no such bit.
pub const fn bit(at: u32) -> u64 {
	match 1_u64.checked_shl(at) {
		Some(bit) => bit,
		None => 0,
	}
}

/// Whether the bit is set.
pub const fn has(word: u64, at: u32) -> bool {
	word & bit(at) != 0
}

/// How many bits below this one are set.
pub const fn rank(word: u64, at: u32) -> u32 {
	(word & low(at)).count_ones()
}

/// The lowest bit that is set, from this one on.
pub const fn lowest_from(word: u64, at: u32) -> Option<u32> {
	match word & !low(at) {
		0 => None,
		found => Some(found.trailing_zeros()),
	}
}

/// The highest bit that is set, up to this one.
pub const fn highest_to(word: u64, at: u32) -> Option<u32> {
	match word & low(at.saturating_add(1)) {
		0 => None,
		found => Some(WORD.saturating_sub(1).saturating_sub(found.leading_zeros())),
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;
	use proptest::prelude::*;

	proptest! {
		#[test]
		fn are_what_a_list_says(word: u64, at in 0..=64_u32) {
			let set: Vec<u32> = (0..64).filter(|bit| (word >> bit) & 1 == 1).collect();
			prop_assert_eq!(has(word, at), set.contains(&at));
			let below = set.iter().filter(|bit| **bit < at).count();
			prop_assert_eq!(rank(word, at), u32::try_from(below).unwrap());
			prop_assert_eq!(lowest_from(word, at), set.iter().copied().find(|bit| *bit >= at));
			let highest = set.iter().rev().copied().find(|bit| *bit <= at);
			prop_assert_eq!(highest_to(word, at), highest);
		}
	}
}
