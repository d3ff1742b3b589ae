//! Prices: whole numbers of a pair's price step, on a grid that widens as they grow.

/// Ticks are below this. Tick 0 is no price.
pub const TICKS: u32 = 1 << 17;
/// Below this a tick is its own price.
const LINEAR: u32 = 1 << 13;
/// Above it there are so many ticks in each doubling of the price.
const STEPS: u32 = 1 << 12;

/// A price of the grid, by its number: a higher tick is a higher price.
#[frame_support::stored]
#[derive(Copy, Ord, PartialOrd)]
pub struct Tick(#[codec(compact)] pub u32);

impl Tick {
	/// The price, in steps of the pair. None for a number that is no tick.
	///
	/// Up to 8,192 each whole number is a price; above it 4,096 prices in each doubling, so that
	/// one is 0.012 % to 0.024 % above the other. The highest is 8.8·10^12.
	pub const fn price(self) -> Option<u64> {
		if self.0 == 0 || self.0 >= TICKS {
			return None;
		}
		// The casts lose nothing: all is below 2^44.
		let above = self.0.saturating_sub(LINEAR);
		if self.0 < LINEAR {
			return Some(self.0 as u64);
		}
		let doublings = (above / STEPS).saturating_add(1);
		let mantissa = STEPS.saturating_add(above % STEPS) as u64;
		mantissa.checked_shl(doublings)
	}

	/// The highest tick whose price is at most `price`. None if there is none.
	pub fn at_most(price: u64) -> Option<Self> {
		// The least tick whose price is above it, by halving what is left.
		let (mut low, mut high) = (1_u32, TICKS);
		while low < high {
			let middle = low.midpoint(high);
			match Self(middle).price() {
				Some(found) if found <= price => low = middle.saturating_add(1),
				_ => high = middle,
			}
		}
		Some(Self(low.saturating_sub(1))).filter(|tick| tick.0 > 0)
	}

	/// The number of the page that the tick is in.
	pub const fn page(self) -> u16 {
		// The cast loses nothing of a tick.
		(self.0 / 64) as u16
	}

	/// The place in its page.
	pub const fn place(self) -> u32 {
		self.0 % 64
	}

	/// The tick at a place of a page.
	pub const fn of(page: u16, place: u32) -> Self {
		Self((page as u32).saturating_mul(64).saturating_add(place))
	}
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
	use super::*;

	#[test]
	fn rise_with_each_tick_and_are_found_again() {
		assert_eq!(Tick(0).price(), None);
		assert_eq!(Tick(TICKS).price(), None);
		assert_eq!(Tick(u32::MAX).price(), None);
		let mut last = 0;
		for number in 1..TICKS {
			let tick = Tick(number);
			let price = tick.price().unwrap();
			assert!(price > last, "{number}");
			assert_eq!(Tick::at_most(price), Some(tick));
			assert_eq!(Tick::at_most(price - 1), Some(Tick(number - 1)).filter(|it| it.0 > 0));
			assert_eq!(Tick::of(tick.page(), tick.place()), tick);
			if number >= LINEAR {
				assert!((price - last) * 4_096 <= 2 * last && (price - last) * 8_192 >= last - 1);
			} else {
				assert_eq!(price, u64::from(number));
			}
			last = price;
		}
		assert_eq!(last, 8_191 << 30);
		assert_eq!(Tick::at_most(0), None);
		assert_eq!(Tick::at_most(u64::MAX), Some(Tick(TICKS - 1)));
	}
}
