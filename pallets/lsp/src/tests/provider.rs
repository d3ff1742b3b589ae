//! Providers: what they have, and what is on record of them.

use super::*;
use crate::provider::{Facts, Fault, Listing, Presence, Provider, BEST, MAX_LISTINGS};
use crate::{
	provider::Terms,
	shelf::{Kind, Rank, Shelf},
};
use bloc_primitives::instant::Instant;

fn at(ms: Moment, block: u64) -> Instant {
	Instant { ms, block }
}

fn new() -> Provider {
	let mut it = Provider::new(3, terms(), 1_000, at(0, 0));
	it.stock(500).unwrap();
	it
}

#[test]
fn a_unit_of_bond_stands_for_one_lease() {
	let mut it = new();
	assert_eq!(it.lease(100, 600), Ok(()));
	assert_eq!(it.reserve(100, 401), Err(Fault::BondExhausted));
	let mut it = new();
	it.lease(100, 600).unwrap();
	assert_eq!(it.reserve(100, 400), Ok(()));
	assert_eq!((it.covered, it.bond, it.obligations), (1_000, 1_000, 2));
	assert_eq!(it.clone().lease(1, 1), Err(Fault::BondExhausted));
	assert_eq!(it.withdraw_bond(1, 0), Err(Fault::BondExhausted));
	assert_eq!(it.ensure_free(), Err(Fault::StillLeased));
	assert_eq!(it.end_lease(100, 600, 250), Ok(()));
	assert_eq!((it.covered, it.bond), (400, 750));
	assert_eq!(it.clone().withdraw_bond(351, 0), Err(Fault::BondExhausted));
	assert_eq!(it.clone().withdraw_bond(251, 500), Err(Fault::BondExhausted));
	assert_eq!(it.withdraw_bond(350, 0), Ok(()));
	assert_eq!(it.unreserve(100, 400), Ok(()));
	assert_eq!((it.free, it.reserved, it.leased, it.obligations), (400, 0, 0, 0));
	assert_eq!(it.ensure_free(), Ok(()));
}

#[test]
fn stock_is_free_reserved_or_leased() {
	let mut it = new();
	it.lease(200, 0).unwrap();
	it.reserve(300, 0).unwrap();
	assert_eq!((it.free, it.reserved, it.leased), (0, 300, 200));
	assert_eq!(it.clone().lease(1, 0), Err(Fault::StockShort));
	assert_eq!(it.clone().reserve(1, 0), Err(Fault::StockShort));
	assert_eq!(it.unstock(1), Err(Fault::StockShort));
	// What is in channels is not in the pot.
	it.earn(9).unwrap();
	assert_eq!(it.owed(), Some(1_000 + 300 + 9));
	assert_eq!(it.clone().end_lease(201, 0, 0), Err(Fault::Overflow));
	assert_eq!(it.clone().unreserve(301, 0), Err(Fault::Overflow));
	assert_eq!(it.stock(u128::MAX), Ok(()));
	assert_eq!(it.stock(1), Err(Fault::Overflow));
}

#[test]
fn who_gives_no_sign_of_life_is_away() {
	let beat_ms = 100;
	let mut it = Presence::new(at(1_000, 0));
	let away = |it: &Presence, ms, block| it.away_ms(&at(ms, block), beat_ms, 10);
	assert_eq!((away(&it, 1_100, 10), away(&it, 1_101, 11), away(&it, 1_250, 25)), (0, 1, 150));
	it.beat(at(1_250, 25), beat_ms, 10);
	assert_eq!((it.away_ms, away(&it, 1_350, 35), away(&it, 1_351, 36)), (150, 150, 151));
	// While the chain stands still nobody can beat.
	assert_eq!(away(&it, 2_250, 35), 150);
	assert_eq!(away(&it, 2_250, 45), 250);
}

#[test]
fn the_standing_rises_slowly_and_falls_fast() {
	let mut facts = Facts::NONE;
	facts.honour(DAY);
	facts.honour(DAY);
	facts.honour(2 * DAY - 1);
	assert_eq!((facts.honoured, facts.standing), (3, 101));
	facts.honour(2 * DAY);
	assert_eq!(facts.standing, 102);
	facts.fail();
	assert_eq!((facts.failed, facts.standing), (1, 92));
	facts.breach();
	facts.breach();
	assert_eq!((facts.broken, facts.standing), (2, 0));
	facts.standing = BEST;
	facts.honour(9 * DAY);
	assert_eq!(facts.standing, BEST);
}

#[test]
fn the_rank_is_by_bands() {
	let mut it = new();
	let rank = |it: &Provider, ms: Moment| it.rank(7, &at(ms, ms.div_ceil(10)), 100, 10);
	let first = rank(&it, 50);
	let expected = Rank { price: 7, standing: 18, region: Region(1), away: 0, provider: 3 };
	assert_eq!(first, expected);
	// Away for a part of ten thousand counts as one of a thousand.
	assert_eq!(rank(&it, 101).away, 10);
	assert_eq!(rank(&it, 1_000).away, 900);
	for (standing, band) in [(0, 20), (49, 19), (50, 19), (51, 18), (999, 0), (1_000, 0)] {
		it.facts.standing = standing;
		assert_eq!(rank(&it, 50).standing, band, "{standing}");
	}
}

#[test]
fn listings_are_few_and_one_for_a_place() {
	let mut it = new();
	let listing = |class| {
		let shelf = Shelf { place: Place { class, term: 0 }, kind: Kind::Flat };
		Listing { shelf, rank: it.rank(1, &at(0, 0), 100, 10), valid_until_ms: 9 }
	};
	let all: Vec<_> = (0..=MAX_LISTINGS as u8).map(listing).collect();
	for listing in &all[..MAX_LISTINGS as usize] {
		assert_eq!(it.note_listing(*listing), Ok(()));
	}
	assert_eq!(it.note_listing(all[8]), Err(Fault::TooManyListings));
	// 500 are enough for sizes up to 255, and 1,000 for twice their fee.
	assert_eq!(it.unbacked(), None);
	it.unstock(246).unwrap();
	assert_eq!(it.unbacked(), Some(all[7]));
	assert_eq!(it.drop_listing(all[7].shelf.place), Ok(all[7]));
	assert_eq!(it.drop_listing(all[7].shelf.place), Err(Fault::NotListed));
	assert_eq!((it.unbacked(), it.listing(all[3].shelf.place)), (None, Some(all[3])));
}

#[test]
fn terms_have_to_let_somebody_be_paid() {
	assert_eq!(terms().ensure_sound(), Ok(()));
	let policy = |policy| Terms { policy, ..terms() }.ensure_sound();
	assert_eq!(policy(Policy { enabled: false, ..POLICY }), Err(Fault::UnsoundTerms));
	assert_eq!(policy(Policy { fee_ppm: 1_000_001, ..POLICY }), Err(Fault::UnsoundTerms));
	let dear = Terms { hold_ppm: 1_001, ..terms() };
	assert_eq!(dear.ensure_sound(), Err(Fault::UnsoundTerms));
}
