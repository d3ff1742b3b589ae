//! A quote by itself, without storage.

use super::*;
use crate::quote::{Cost, Direction, Fault, Quote, QuoteTerms, Rates};

const NOW: Instant = Instant { ms: 1_000, block: 10 };
/// In the next block.
const NEXT: Instant = Instant { ms: 1_006, block: 11 };

const TERMS: QuoteTerms = QuoteTerms {
	rates: RATES,
	min_amount: 10,
	max_amount: 1_000,
	most_ms: 600,
	limit: 2_000,
	valid_until_ms: 2_000,
	external_ms: None,
};

fn quote() -> Quote {
	Quote::new(TERMS)
}

#[test]
fn terms_have_two_sided_bounds() {
	let sound = |terms: QuoteTerms| terms.ensure_sound(Direction::In, NOW.ms);
	let rates = |rates| sound(QuoteTerms { rates, ..TERMS });
	assert_eq!(sound(TERMS), Ok(()));
	assert_eq!(rates(Rates { ppm: 1_000_000, hold_ppm: 1_000, ..RATES }), Ok(()));
	assert_eq!(rates(Rates { ppm: 1_000_001, ..RATES }), Err(Fault::UnsoundQuote));
	assert_eq!(rates(Rates { hold_ppm: 1_001, ..RATES }), Err(Fault::UnsoundQuote));
	assert_eq!(sound(QuoteTerms { min_amount: 1_000, ..TERMS }), Ok(()));
	for wrong in [
		QuoteTerms { min_amount: 0, ..TERMS },
		QuoteTerms { min_amount: 1_001, ..TERMS },
		QuoteTerms { most_ms: 0, ..TERMS },
		QuoteTerms { external_ms: Some(601), ..TERMS },
	] {
		assert_eq!(sound(wrong), Err(Fault::UnsoundQuote));
	}
	let external = QuoteTerms { external_ms: Some(600), ..TERMS };
	assert_eq!(sound(external), Ok(()));
	// Who swaps out of channels pays on this chain alone.
	assert_eq!(external.ensure_sound(Direction::Out, NOW.ms), Err(Fault::UnsoundQuote));
	assert_eq!(TERMS.ensure_sound(Direction::Out, NOW.ms), Ok(()));
	assert_eq!(sound(QuoteTerms { valid_until_ms: 1_001, ..TERMS }), Ok(()));
	assert_eq!(sound(QuoteTerms { valid_until_ms: 1_000, ..TERMS }), Err(Fault::Expired));
}

#[test]
fn what_is_taken_holds_or_is_refused() {
	let taken =
		|rates, amount, deadline_ms, now: &Instant| quote().taken(&rates, amount, deadline_ms, now);
	// 5, and 0.25 % of 600; 2, and a unit for having waited.
	let cost = Cost { to_send: 607, open_fee: 3 };
	assert_eq!(taken(RATES, 600, 1_600, &NOW), Ok(cost));
	for rates in [
		Rates { base: 6, ..RATES },
		Rates { ppm: 2_499, ..RATES },
		Rates { open_base: 1, ..RATES },
		Rates { hold_ppm: 99, ..RATES },
	] {
		assert_eq!(taken(rates, 600, 1_600, &NOW), Err(Fault::QuoteChanged));
	}
	for (amount, refused) in [(9, true), (10, false), (1_000, false), (1_001, true)] {
		let out = taken(RATES, amount, 1_600, &NOW) == Err(Fault::AmountOutOfRange);
		assert_eq!(out, refused, "{amount}");
	}
	assert_eq!(taken(RATES, 600, 1_601, &NOW), Err(Fault::DeadlineTooFar));
	let at = |ms| Instant { ms, block: 20 };
	assert!(taken(RATES, 600, 2_100, &at(1_999)).is_ok());
	assert_eq!(taken(RATES, 600, 2_100, &at(2_000)), Err(Fault::Expired));
	let dear = Quote::new(QuoteTerms { rates: Rates { base: Balance::MAX, ..RATES }, ..TERMS });
	let rates = dear.terms.rates;
	assert_eq!(dear.taken(&rates, 600, 1_600, &NOW), Err(Fault::Overflow));
}

#[test]
fn waiting_is_paid_by_the_started_minute_of_a_million() {
	let rates = Rates { open_base: 0, hold_ppm: 100, ..RATES };
	let open = |amount, ms| rates.cost(amount, ms).unwrap().open_fee;
	assert_eq!((open(10_000, 60_000), open(10_000, 60_001)), (1, 2));
	assert_eq!((open(1, 1), open(1, 0)), (1, 0));
	assert_eq!(open(1_000_000, 30 * MINUTE), 3_000);
}

#[test]
fn a_pause_holds_from_the_next_block_on() {
	let mut it = quote();
	it.pause(true, &NOW);
	assert!(!it.is_paused(&NOW) && it.is_binding(&NOW));
	assert!(it.taken(&RATES, 600, 1_600, &NOW).is_ok());
	// Nor does pausing again put it off.
	it.pause(true, &NEXT);
	assert!(it.is_paused(&NEXT) && !it.is_binding(&NEXT));
	assert_eq!(it.taken(&RATES, 600, 1_600, &NEXT), Err(Fault::QuotePaused));
	it.pause(false, &NEXT);
	assert!(it.taken(&RATES, 600, 1_600, &NEXT).is_ok());
}

#[test]
fn while_it_stands_it_only_gives_more_room() {
	let change = |terms, now: &Instant| quote().change(terms, now);
	for more in [
		TERMS,
		QuoteTerms { min_amount: 9, ..TERMS },
		QuoteTerms { max_amount: 1_001, ..TERMS },
		QuoteTerms { most_ms: 601, ..TERMS },
		QuoteTerms { limit: 2_001, ..TERMS },
		QuoteTerms { valid_until_ms: 2_001, ..TERMS },
		QuoteTerms { external_ms: Some(500), ..TERMS },
	] {
		assert_eq!(change(more, &NOW), Ok(()), "{more:?}");
	}
	let less = [
		QuoteTerms { rates: Rates { base: 4, ..RATES }, ..TERMS },
		QuoteTerms { rates: Rates { hold_ppm: 0, ..RATES }, ..TERMS },
		QuoteTerms { min_amount: 11, ..TERMS },
		QuoteTerms { max_amount: 999, ..TERMS },
		QuoteTerms { most_ms: 599, ..TERMS },
		QuoteTerms { limit: 1_999, ..TERMS },
		QuoteTerms { valid_until_ms: 1_999, ..TERMS },
	];
	for terms in less {
		assert_eq!(change(terms, &NOW), Err(Fault::QuoteBinding), "{terms:?}");
		// Once it has expired, or is paused, it can say anything, and stands.
		assert_eq!(change(terms, &Instant { ms: 2_000, block: 11 }), Ok(()));
		let mut it = quote();
		it.pause(true, &NOW);
		assert_eq!(it.change(terms, &NOW), Err(Fault::QuoteBinding));
		assert_eq!(it.change(terms, &NEXT), Ok(()));
		assert!(!it.is_paused(&NEXT) && it.terms == terms);
	}
	let external = QuoteTerms { external_ms: Some(500), ..TERMS };
	for external_ms in [None, Some(501)] {
		let terms = QuoteTerms { external_ms, ..TERMS };
		assert_eq!(Quote::new(external).change(terms, &NOW), Err(Fault::QuoteBinding));
	}
	let more = QuoteTerms { limit: 2_001, valid_until_ms: 3_000, ..TERMS };
	// More room does not end a pause that is to come.
	let mut it = quote();
	it.pause(true, &NOW);
	assert_eq!(it.change(more, &NOW), Ok(()));
	assert!(it.is_paused(&NEXT));
	// Whatever is set when it does not stand, stands: also what would only give more room.
	let mut it = quote();
	it.pause(true, &NOW);
	assert_eq!(it.change(more, &NEXT), Ok(()));
	assert!(it.is_binding(&NEXT));
	let mut it = quote();
	it.pause(true, &NOW);
	let over = Instant { ms: 2_000, block: 10 };
	assert_eq!(it.change(more, &over), Ok(()));
	assert!(it.is_binding(&Instant { ms: 2_500, block: 99 }));
}

#[test]
fn what_is_under_way_has_a_limit_and_stock_an_end() {
	let mut it = quote();
	assert_eq!(it.reserve(2_000), Ok(()));
	assert_eq!(it.reserve(1), Err(Fault::LimitReached));
	assert_eq!(it.reserve(Balance::MAX), Err(Fault::Overflow));
	assert_eq!(it.ensure_closable(&NOW), Err(Fault::QuoteBinding));
	let over = Instant { ms: 2_000, block: 11 };
	assert_eq!(it.ensure_closable(&over), Err(Fault::QuoteInUse));
	assert_eq!((it.release(1_999), it.reserve(1)), (Ok(()), Ok(())));
	assert_eq!((it.release(2), it.release(1)), (Ok(()), Err(Fault::Overflow)));
	assert_eq!(it.ensure_closable(&over), Ok(()));
	assert_eq!((it.add_stock(7), it.take_stock(8)), (Ok(()), Err(Fault::StockShort)));
	assert_eq!((it.take_stock(7), it.stock), (Ok(()), 0));
	it.stock = Balance::MAX;
	assert_eq!(it.add_stock(1), Err(Fault::Overflow));
}

#[test]
fn what_is_paid_in_another_network_needs_time() {
	assert_eq!(quote().ensure_external(9_000, NOW.ms), Err(Fault::InvoiceOnly));
	let it = Quote::new(QuoteTerms { external_ms: Some(500), ..TERMS });
	assert_eq!(it.ensure_external(1_500, NOW.ms), Ok(()));
	assert_eq!(it.ensure_external(1_499, NOW.ms), Err(Fault::DeadlineTooSoon));
}
