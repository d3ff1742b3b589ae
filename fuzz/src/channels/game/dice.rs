//! Chance, the same for the same seed.

/// Splitmix64.
pub struct Dice(u64);

impl Dice {
	/// The dice of one game.
	pub const fn new(seed: u64) -> Self {
		Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x6c69_6768_746e_696e))
	}

	/// Other dice, for what is thrown beside: these go on as if nothing had been.
	pub const fn fork(&self) -> Self {
		Self::new(self.0)
	}

	fn word(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		mixed ^ (mixed >> 31)
	}

	/// A number below `bound`.
	pub fn below(&mut self, bound: u64) -> u64 {
		self.word() % bound.max(1)
	}

	/// The same, as an index.
	pub fn index(&mut self, length: usize) -> usize {
		usize::try_from(self.below(length as u64)).unwrap()
	}

	/// True once in `times`.
	pub fn one_in(&mut self, times: u64) -> bool {
		self.below(times) == 0
	}

	/// One of these.
	pub fn pick<T: Copy>(&mut self, of: &[T]) -> Option<T> {
		(!of.is_empty()).then(|| of[self.index(of.len())])
	}

	/// From one up to `most`, small ones more often.
	pub fn amount(&mut self, most: u128) -> u128 {
		let most = u64::try_from(most).unwrap();
		let bound = if self.one_in(4) { most.min(8) } else { most };
		u128::from(self.below(bound) + 1).min(u128::from(most))
	}
}
