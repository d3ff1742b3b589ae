//! An invariant that does not hold is found. That all of them hold, the model in `fuzz/` shows.

use super::*;
use crate::{
	quote::{Direction, Quote},
	Bonds, Credits, Legs, Pots, Quotes, QuotesOf, TimetablePages,
};
use bloc_primitives::Side;
use frame_support::traits::{fungibles::Mutate, tokens::Preservation};

/// What `spoil` does to a leg in the pot, one in a channel, one of a ring with its bond, and a bond
/// that waits, is found under this number.
fn finds(number: &str, spoil: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		locked(&TOKEN);
		let in_channel = LegSpec { payment_hash: secret(1).1, ..spec(&TOKEN) };
		let id = channel(&TOKEN);
		assert_ok!(try_lock(in_channel, Source::Channel(id)));
		for number in [2, 3] {
			let payment_hash = secret(number).1;
			let terms = crate::RingTermsOf::<Test> { payment_hash, ..ring(1, 2, &TOKEN) };
			assert_ok!(try_bond(&terms, 1));
			if number == 2 {
				assert_ok!(try_ring(&terms, 1));
			}
		}
		check();
		spoil();
		let error: &'static str = Swaps::do_try_state().unwrap_err().into();
		assert!(error.starts_with(number), "{error}");
	});
}

/// Changes the leg of this secret.
fn change(number: u8, by: impl FnOnce(&mut crate::LegOf<Test>)) {
	Legs::<Test>::mutate(alice(), secret(number).1, |record| by(&mut record.as_mut().unwrap().leg));
}

/// Changes the bond that waits.
fn change_bond(by: impl FnOnce(&mut crate::WaitingBondOf<Test>)) {
	Bonds::<Test>::mutate(bob(), secret(3).1, |record| by(&mut record.as_mut().unwrap().bond));
}

#[test]
fn money_that_is_not_there_is_found() {
	finds("C1", || Credits::<Test>::insert(bob(), TOKEN, 1));
	finds("C1", || change(7, |leg| leg.amount += 1));
	finds("C1", || change(7, |leg| leg.asset = NATIVE));
	finds("C1", || change(2, |leg| leg.bond = None));
	finds("C1", || change_bond(|bond| bond.amount += 1));
	finds("C1", || Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += 1));
	// What has ended owes nothing.
	finds("C1", || change(7, |leg| leg.state = ended(Ending::Claimed)));
	finds("C2", || {
		let pot = Swaps::pot_account(TOKEN);
		AllAssets::transfer(TOKEN, &pot, &bob(), 1, Preservation::Preserve).unwrap();
	});
}

#[test]
fn locks_that_are_not_there_are_found() {
	let id = ChannelId(0);
	finds("S2", || Channels::mutate(id, |channel| channel.ledger.opener.locked -= 1));
	finds("S2", || change(1, |leg| leg.amount += 1));
	let funds = |channel, payer| Funds::Channel { channel, payer };
	finds("S2", || change(1, |leg| leg.funds = funds(id, Side::Counterparty)));
	finds("S2", || change(1, |leg| leg.funds = funds(ChannelId(9), Side::Opener)));
}

#[test]
fn legs_and_bonds_that_make_no_sense_are_found() {
	finds("S3", || change(7, |leg| leg.receiver = alice()));
	finds("S3", || change(7, |leg| leg.amount = 0));
	finds("S3", || change(7, |leg| leg.deadline_ms = START));
	finds("S3", || change(1, |leg| leg.into = Some(ChannelId(0))));
	let bond = |amount| Some(BondAmount { asset: TOKEN, amount });
	finds("S3", || change(2, |leg| leg.bond = bond(0)));
	finds("S4", || change(7, |leg| leg.bond = bond(1)));
	finds("S4", || change(7, |leg| leg.extension_ms = 1));
	finds("S4", || change(2, |leg| leg.extension_ms = Moment::MAX));
	finds("S4", || change(2, |leg| leg.counterpart = None));
	let place = |by: fn(&mut Place)| change(2, |leg| by(leg.ring.as_mut().unwrap()));
	finds("S4", || place(|place| place.position = 0));
	finds("S4", || place(|place| place.position = 3));
	finds("S4", || place(|place| place.legs = 1));
	finds("S4", || place(|place| place.legs = 15));
	finds("S6", || change_bond(|bond| bond.owner = bob()));
	finds("S6", || change_bond(|bond| bond.amount = 0));
	finds("S6", || change_bond(|bond| bond.position = 0));
	finds("S6", || change_bond(|bond| bond.position = 15));
}

#[test]
fn what_nobody_looks_at_is_found() {
	finds("S5", || {
		let keys: Vec<_> = TimetablePages::<Test>::iter_keys().collect();
		keys.into_iter().for_each(TimetablePages::<Test>::remove);
	});
	finds("S5", || change(7, |leg| leg.deadline_ms += DAY));
	finds("S5", || change_bond(|bond| bond.lock_by_ms += DAY));
	finds("S5", || {
		let record = Legs::<Test>::take(alice(), secret(7).1).unwrap();
		Legs::<Test>::insert(charlie(), secret(7).1, record);
	});
}

/// The same where Alice has swapped in, and Bob has a stock, too.
fn finds_in_a_swap(number: &str, spoil: impl FnOnce()) {
	ExtBuilder.build().execute_with(|| {
		quoted(&TOKEN, Direction::In);
		quoted(&TOKEN, Direction::Out);
		let way = way(&TOKEN, network(&TOKEN));
		assert_ok!(try_in(taken(&TOKEN), way));
		check();
		spoil();
		let error: &'static str = Swaps::do_try_state().unwrap_err().into();
		assert!(error.starts_with(number), "{error}");
	});
}

fn change_quote(direction: Direction, by: impl FnOnce(&mut Quote)) {
	Quotes::<Test>::mutate((TOKEN, direction), bob(), |it| by(&mut it.as_mut().unwrap().quote));
}

#[test]
fn quotes_that_count_wrongly_are_found() {
	finds_in_a_swap("S7", || change_quote(Direction::In, |quote| quote.pending += 1));
	finds_in_a_swap("S7", || change_quote(Direction::Out, |quote| quote.pending = 1));
	finds_in_a_swap("S7", || change_quote(Direction::In, |quote| quote.stock = 1));
	finds_in_a_swap("S7", || change_quote(Direction::In, |quote| quote.terms.min_amount = 0));
	finds_in_a_swap("S7", || change_quote(Direction::Out, |quote| quote.paused_in = Some(2)));
	finds_in_a_swap("S7", || {
		change_quote(Direction::Out, |quote| quote.terms.external_ms = Some(1));
	});
	finds_in_a_swap("S7", || Quotes::<Test>::remove((TOKEN, Direction::In), bob()));
	finds_in_a_swap("S7", || QuotesOf::<Test>::remove(bob(), (TOKEN, Direction::In)));
	finds_in_a_swap("S7", || QuotesOf::<Test>::insert(dave(), (TOKEN, Direction::In), ()));
	finds_in_a_swap("C1", || change_quote(Direction::Out, |quote| quote.stock += 1));
}

#[test]
fn a_leg_whose_payment_is_not_there_is_found() {
	let submarine = |by: fn(&mut Submarine<AccountId>)| {
		finds_in_a_swap("S8", || change(7, |leg| by(leg.submarine.as_mut().unwrap())));
	};
	submarine(|it| it.payee = Some(charlie()));
	submarine(|it| it.provider = charlie());
	finds_in_a_swap("S8", || change(7, |leg| leg.deadline_ms += 1));
	finds_in_a_swap("S8", || change(7, |leg| leg.asset = NATIVE));
	finds_in_a_swap("S8", || change(7, |leg| leg.amount = AMOUNT - 1));
	submarine(|it| it.direction = Direction::Out);
	finds_in_a_swap("S8", || {
		MaxExtension::set(1);
		change(7, |leg| leg.extension_ms = 1);
	});
	finds_in_a_swap("S8", || {
		pallet_bloc_mpp::Complete::<Test>::remove(hash(), dave());
	});
	// One that ends by itself has somebody look at it.
	finds_in_a_swap("S5", || change(7, |leg| leg.submarine = None));
}

/// So many legs like one.
fn crowd(count: u64) {
	use bloc_timetable::Owner;
	locked(&TOKEN);
	let record = Legs::<Test>::get(alice(), hash()).unwrap();
	for number in 1..count {
		let mut hash = hash();
		hash.0[..8].copy_from_slice(&number.to_le_bytes());
		Swaps::push(record.leg.deadline_ms, Due::Leg(alice(), hash));
		Legs::<Test>::insert(alice(), hash, record.clone());
	}
	let more = AMOUNT * Balance::from(count - 1);
	Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().held += more);
	AllAssets::mint_into(TOKEN, &Swaps::pot_account(TOKEN), more).unwrap();
}

#[test]
fn each_leg_is_read_once() {
	let costs = |count| {
		ExtBuilder.build().execute_with(|| {
			crowd(count);
			let (result, counts) = bloc_testing::count(Swaps::do_try_state);
			assert_ok!(result);
			counts
		})
	};
	let more = costs(600) - costs(100);
	// A page of the timetable for each 64, twice.
	assert!(more.total_reads <= 500 + 2 * 8, "{more:?}");
	assert!(more.steps <= 500 + 2 * 8, "{more:?}");
}
