//! How an amount is shared out over columns so that it costs least, where each unit of a column takes
//! some of the room of some rows: a linear programme, with a proof.
//!
//! The simplex method finds the shares and what the room of each row is worth. These are near enough,
//! but rounded. What is *proven* does not depend on them: whatever prices of room there are, a cheaper
//! way to share out than their bound says cannot be ([`Programme::least`]), and that is computed with
//! each rounding to the safe side.

use super::fixed::{inverse, mul, ratio, signed, times, BITS, ONE};
use crate::paths::Steps;
use alloc::{vec, vec::Vec};

/// Less than this is nothing: a rounding.
const NOTHING: i128 = ONE >> 60;
/// After so many steps of the method it no longer takes the steepest, which could go round for ever.
const STEEPEST: u32 = 64;
/// The most steps of the method.
const MAX_PIVOTS: u32 = 512;
/// In which parts of a unit costs are summed up, as a number of binary digits.
pub(super) const PARTS: u32 = 8;

/// A way to deliver some of the amount.
#[derive(Clone, Debug)]
pub(super) struct Column {
	/// What a unit costs.
	pub cost: i128,
	/// The most that it delivers.
	pub most: u128,
	/// Whether that is for the method to keep, because no row sees to it.
	pub bounded: bool,
	/// What a unit takes of which rows.
	pub takes: Vec<(usize, i128)>,
}

/// What is to be shared out.
#[derive(Clone, Debug)]
pub(super) struct Programme {
	/// What all columns are to deliver together: at least a unit.
	pub amount: u128,
	pub columns: Vec<Column>,
	/// The room of each row.
	pub room: Vec<u128>,
}

/// How it is shared out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Answer {
	/// So much cannot be delivered: proven.
	Impossible,
	/// Near the cheapest.
	Shared {
		/// What each column delivers.
		amounts: Vec<u128>,
		/// No way costs less: proven. In parts of a unit, see [`PARTS`].
		least: i128,
	},
	/// Not found.
	Unknown,
}

impl Programme {
	pub fn solve(&self, steps: &mut Steps) -> Answer {
		self.shared(steps).unwrap_or(Answer::Unknown)
	}

	fn shared(&self, steps: &mut Steps) -> Option<Answer> {
		let rows = self.rows()?;
		let mut table = Table::new(self, &rows)?;
		table.raise(Aim::Much, steps)?;
		if table.missing() > NOTHING {
			let prices = self.prices(&table, &rows, Aim::Much);
			let most = self.worth(&prices, |_| Some(ONE))?;
			let asked = signed(self.amount)?.checked_mul(1 << PARTS)?;
			return Some(if most < asked { Answer::Impossible } else { Answer::Unknown });
		}
		table.settle()?;
		table.raise(Aim::Cheap, steps)?;
		let prices = self.prices(&table, &rows, Aim::Cheap);
		let least = self.least(&prices, table.price())?;
		Some(Answer::Shared { amounts: table.amounts(self)?, least })
	}

	/// The rows that can be short of room.
	fn rows(&self) -> Option<Vec<usize>> {
		let mut sums = vec![0i128; self.room.len()];
		for column in &self.columns {
			let most = signed(column.most.min(self.amount))?;
			for (row, take) in &column.takes {
				let sum = sums.get_mut(*row)?;
				*sum = sum.checked_add(times(*take, most, BITS, true)?)?;
			}
		}
		let short = |(row, (sum, room)): (usize, (&i128, &u128))| {
			(u128::try_from(*sum).unwrap_or_default() > *room).then_some(row)
		};
		Some(sums.iter().zip(&self.room).enumerate().filter_map(short).collect())
	}

	/// What room is worth, for each row.
	fn prices(&self, table: &Table, rows: &[usize], aim: Aim) -> Vec<i128> {
		let mut prices = vec![0; self.room.len()];
		for (place, row) in (1usize..).zip(rows) {
			if let Some(price) = prices.get_mut(*row) {
				*price = table.gain(aim, place).saturating_neg().max(0);
			}
		}
		prices
	}

	/// The most that all columns can be worth together, if a unit of each is worth so much: what room
	/// there is at these prices, and what the columns are worth beyond that.
	fn worth(&self, prices: &[i128], value: impl Fn(&Column) -> Option<i128>) -> Option<i128> {
		let digits = BITS.saturating_sub(PARTS);
		let mut sum = 0i128;
		for (price, room) in prices.iter().zip(&self.room).filter(|(price, _)| **price > 0) {
			sum = sum.checked_add(times(*price, signed(*room)?, digits, true)?)?;
		}
		for column in &self.columns {
			let mut beyond = value(column)?;
			for (row, take) in &column.takes {
				beyond = beyond.checked_sub(mul(*prices.get(*row)?, *take)?)?;
			}
			let most = signed(column.most.min(self.amount))?;
			sum = sum.checked_add(times(beyond.max(0), most, digits, true)?)?;
		}
		Some(sum)
	}

	/// What it costs at the least, with these prices of room and this one of a unit delivered.
	fn least(&self, prices: &[i128], price: i128) -> Option<i128> {
		let all = times(price, signed(self.amount)?, BITS.saturating_sub(PARTS), false)?;
		all.checked_sub(self.worth(prices, |column| price.checked_sub(column.cost))?)
	}
}

/// What is to be raised.
#[derive(Clone, Copy, PartialEq)]
enum Aim {
	/// What is delivered.
	Much,
	/// What is saved.
	Cheap,
}

/// The simplex method's table: some unknowns are zero, the others follow from them. Unknowns are the
/// columns' shares of the amount, and then what is left in each row, of which the first is what is not
/// delivered.
struct Table {
	columns: usize,
	/// For each unknown that follows: by how much it falls with each that is zero.
	rows: Vec<Vec<i128>>,
	/// What it is.
	values: Vec<i128>,
	/// Which it is.
	follows: Vec<usize>,
	/// Which are zero.
	zero: Vec<usize>,
	/// What is won with each of these: of what is delivered, and of what is saved.
	much: Vec<i128>,
	cheap: Vec<i128>,
}

impl Table {
	fn new(programme: &Programme, rows: &[usize]) -> Option<Self> {
		let columns = programme.columns.len();
		let mut table = Self {
			columns,
			rows: vec![vec![ONE; columns]],
			values: vec![ONE],
			follows: Vec::new(),
			zero: (0..columns).collect(),
			much: vec![ONE; columns],
			cheap: Vec::with_capacity(columns),
		};
		for row in rows {
			let takes = |column: &Column| -> i128 {
				let of = column.takes.iter().filter(|(other, _)| other == row);
				of.fold(0, |sum, (_, take)| sum.saturating_add(*take))
			};
			table.rows.push(programme.columns.iter().map(takes).collect());
			table.values.push(ratio(*programme.room.get(*row)?, programme.amount)?);
		}
		for (place, column) in programme.columns.iter().enumerate() {
			table.cheap.push(column.cost.checked_neg()?);
			if column.bounded && column.most < programme.amount {
				let of = |other| if other == place { ONE } else { 0 };
				table.rows.push((0..columns).map(of).collect());
				table.values.push(ratio(column.most, programme.amount)?);
			}
		}
		let all = columns.saturating_add(table.rows.len());
		table.follows = (columns..all).collect();
		Some(table)
	}

	/// The share that is not delivered.
	fn missing(&self) -> i128 {
		let at = self.follows.iter().position(|unknown| *unknown == self.columns);
		at.and_then(|at| self.values.get(at)).copied().unwrap_or_default()
	}

	/// What is won if what is left in a row were more.
	fn gain(&self, aim: Aim, row: usize) -> i128 {
		let unknown = self.columns.saturating_add(row);
		let gains = if aim == Aim::Much { &self.much } else { &self.cheap };
		let at = self.zero.iter().position(|zero| *zero == unknown);
		at.and_then(|at| gains.get(at)).copied().unwrap_or_default()
	}

	/// What a unit less to deliver saves.
	fn price(&self) -> i128 {
		self.gain(Aim::Cheap, 0)
	}

	/// Raises what is aimed at as far as it goes. `None` if steps or digits do not suffice.
	fn raise(&mut self, aim: Aim, steps: &mut Steps) -> Option<()> {
		for turn in 0..MAX_PIVOTS {
			let cells = self.rows.len().saturating_add(2).saturating_mul(self.zero.len());
			// A product of two such numbers takes some ten times as long as a look at an arc.
			if !steps.take(u64::try_from(cells.saturating_mul(8)).unwrap_or(u64::MAX)) {
				return None;
			}
			let Some(column) = self.entering(aim, turn < STEEPEST) else { break };
			let row = self.leaving(column)?;
			self.pivot(row, column)?;
		}
		Some(())
	}

	/// The unknown to make more than zero. What is not delivered stays zero once it is.
	fn entering(&self, aim: Aim, steepest: bool) -> Option<usize> {
		let gains = if aim == Aim::Much { &self.much } else { &self.cheap };
		let all = gains.iter().zip(&self.zero).enumerate();
		let all = all.filter(|(_, (gain, unknown))| {
			**gain > NOTHING && (aim == Aim::Much || **unknown != self.columns)
		});
		let best = if steepest {
			all.max_by_key(|(_, (gain, _))| **gain)
		} else {
			all.min_by_key(|(_, (_, unknown))| **unknown)
		};
		best.map(|(place, _)| place)
	}

	/// The unknown that becomes zero first when that of `column` rises.
	fn leaving(&self, column: usize) -> Option<usize> {
		let mut first: Option<(i128, usize, usize)> = None;
		for (at, (row, (value, unknown))) in
			self.rows.iter().zip(self.values.iter().zip(&self.follows)).enumerate()
		{
			let falls = *row.get(column)?;
			if falls <= NOTHING {
				continue;
			}
			let Some(far) = ratio(value.unsigned_abs(), falls.unsigned_abs()) else { continue };
			if first.is_none_or(|(least, other, _)| (far, *unknown) < (least, other)) {
				first = Some((far, *unknown, at));
			}
		}
		first.map(|(_, _, at)| at)
	}

	/// What is not delivered is nothing, and stays so: it does not follow from others any more.
	fn settle(&mut self) -> Option<()> {
		let Some(at) = self.follows.iter().position(|unknown| *unknown == self.columns) else {
			return Some(());
		};
		let row = self.rows.get(at)?.iter().map(|falls| falls.unsigned_abs()).enumerate();
		let (column, falls) = row.max_by_key(|(_, falls)| *falls)?;
		if falls <= NOTHING.unsigned_abs() {
			return Some(());
		}
		self.pivot(at, column)
	}

	/// Makes the unknown of `row` zero, and that of `column` follow.
	fn pivot(&mut self, row: usize, column: usize) -> Option<()> {
		let mut pivot = core::mem::take(self.rows.get_mut(row)?);
		let inverse = inverse(*pivot.get(column)?)?;
		for (place, falls) in pivot.iter_mut().enumerate() {
			*falls = if place == column { inverse } else { mul(*falls, inverse)? };
		}
		let value = mul(*self.values.get(row)?, inverse)?.max(0);
		*self.values.get_mut(row)? = value;
		for (at, (other, has)) in self.rows.iter_mut().zip(&mut self.values).enumerate() {
			if at != row {
				let factor = replace(other, &pivot, column)?;
				// A rounding takes nothing below zero.
				*has = has.checked_sub(mul(factor, value)?)?.max(0);
			}
		}
		replace(&mut self.much, &pivot, column)?;
		replace(&mut self.cheap, &pivot, column)?;
		*self.rows.get_mut(row)? = pivot;
		core::mem::swap(self.follows.get_mut(row)?, self.zero.get_mut(column)?);
		Some(())
	}

	/// What each column delivers.
	fn amounts(&self, programme: &Programme) -> Option<Vec<u128>> {
		let mut amounts = vec![0; self.columns];
		for (unknown, value) in self.follows.iter().zip(&self.values) {
			if let Some(amount) = amounts.get_mut(*unknown) {
				let units = times(*value, signed(programme.amount)?, BITS, false)?;
				*amount = u128::try_from(units).unwrap_or_default();
			}
		}
		Some(amounts)
	}
}

/// Puts what the pivot's row says in the place of the unknown of `column`; returns the factor.
fn replace(row: &mut [i128], pivot: &[i128], column: usize) -> Option<i128> {
	let factor = *row.get(column)?;
	if factor == 0 {
		return Some(0);
	}
	for (place, (cell, other)) in row.iter_mut().zip(pivot).enumerate() {
		let less = mul(factor, *other)?;
		*cell = if place == column { less.checked_neg()? } else { cell.checked_sub(less)? };
	}
	Some(factor)
}
