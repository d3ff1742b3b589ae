//! Both halves of a swap between the chain and its channels are over together, and in the same way,
//! wherever it stops and whoever goes away: the book calls it *no partial failure*.

use super::*;
use crate::quote::Direction;
use bloc_primitives::channel::Graph;
use bloc_timetable::RETRY_MS;
use pallet_bloc_mpp::types::{PaymentId, Size};

const ID: PaymentId = PaymentId(0);

/// How a swap is over for all four.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Over {
	/// Both halves are paid.
	Paid,
	/// Both went back.
	Back,
}

/// What people do after a swap was opened, until they all go away.
type Deed = (&'static str, fn(), Over);

fn claim() {
	assert_ok!(outcome(Mpp::claim(origin(dave()), ID, PREIMAGE, Size::MOST)));
}

fn shown() {
	assert_ok!(reveal(PREIMAGE));
}

fn deadline() -> Moment {
	START + 30 * MINUTE
}

/// A channel closes, and is paid out but for what is locked.
fn close(id: u64) {
	let id = ChannelId(id);
	let closer = Channels::get(id).parties.opener;
	assert_ok!(Channels::force_close(id, &closer));
	assert_ok!(Channels::pay_out(id));
}

fn standstill() {
	MaxExtension::set(10 * MINUTE);
	run_block_at(deadline() + 5 * MINUTE);
}

/// What can happen to either.
const DEEDS: [Deed; 12] = [
	("the preimage is shown with a claim", claim, Over::Paid),
	("somebody shows it elsewhere, and nobody claims", shown, Over::Paid),
	(
		"somebody shows it, and anybody has it settled",
		|| {
			shown();
			assert_ok!(outcome(Mpp::settle(origin(charlie()), ID, Size::MOST)));
		},
		Over::Paid,
	),
	(
		"it is shown in the last instant",
		|| {
			set_time(deadline() - 1);
			shown();
		},
		Over::Paid,
	),
	(
		"it is claimed in the last instant",
		|| {
			set_time(deadline() - 1);
			claim();
		},
		Over::Paid,
	),
	(
		"it is shown in time, and the chain stands still over the deadline",
		|| {
			shown();
			standstill();
		},
		Over::Paid,
	),
	(
		"channels close under way, and then it is claimed",
		|| {
			let _ = Channels::walk().map(|(id, _)| close(id.0)).collect::<Vec<_>>();
			claim();
		},
		Over::Paid,
	),
	(
		"who is told refuses, and the claim is tried in vain; but it was shown",
		|| {
			shown();
			Refuses::set(true);
			let _ = frame_support::storage::with_storage_layer(|| {
				outcome(Mpp::settle(origin(dave()), ID, Size::MOST))
			});
			run_block_at(now() + BLOCK_MS);
			Refuses::set(false);
		},
		Over::Paid,
	),
	("nobody does anything", || (), Over::Back),
	(
		"it is shown at the deadline",
		|| {
			set_time(deadline());
			shown();
		},
		Over::Back,
	),
	("the chain stands still over the deadline", standstill, Over::Back),
	(
		"channels close under way, and nobody does anything",
		|| {
			let _ = Channels::walk().map(|(id, _)| close(id.0)).collect::<Vec<_>>();
		},
		Over::Back,
	),
];

/// What happens to a swap into channels alone: its payee has not promised anything.
const GIVEN_UP: [Deed; 4] = [
	(
		"the payee gives it up",
		|| {
			assert_ok!(outcome(Mpp::cancel(origin(dave()), ID, Size::MOST)));
		},
		Over::Back,
	),
	(
		"the payee takes its invoice back",
		|| {
			assert_ok!(outcome(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST)));
		},
		Over::Back,
	),
	(
		"it is shown, and then the payee gives it up",
		|| {
			shown();
			let public = DispatchError::from(pallet_bloc_mpp::Error::<Test>::AlreadyRevealed);
			let cancel = || outcome(Mpp::cancel(origin(dave()), ID, Size::MOST));
			assert_noop!(cancel(), public);
			let invoice = || outcome(Mpp::cancel_invoice(origin(dave()), hash(), Size::MOST));
			assert_noop!(invoice(), public);
		},
		Over::Paid,
	),
	(
		"it is shown in the last instant, and given up at the deadline",
		|| {
			set_time(deadline() - 1);
			shown();
			set_time(deadline());
			let cancel = || outcome(Mpp::cancel(origin(dave()), ID, Size::MOST));
			assert_noop!(cancel(), pallet_bloc_mpp::Error::<Test>::AlreadyRevealed);
		},
		Over::Paid,
	),
];

/// And to one out of channels alone.
const HANDED_BACK: [Deed; 2] = [
	(
		"its receiver gives it up",
		|| {
			let cancel = Swaps::cancel_swap(origin(charlie()), alice(), hash(), Size::MOST, None);
			assert_ok!(outcome(cancel));
		},
		Over::Back,
	),
	(
		"it is shown, and then its receiver gives it up",
		|| {
			shown();
			let cancel = Swaps::cancel_swap(origin(charlie()), alice(), hash(), Size::MOST, None);
			let public = DispatchError::from(pallet_bloc_mpp::Error::<Test>::AlreadyRevealed);
			assert_noop!(outcome(cancel), public);
		},
		Over::Paid,
	),
];

/// The leg of the swap: that of the taker, in both directions.
fn half() -> LegState {
	leg().state
}

/// The state of both halves: one that waits has the other wait, too.
fn halves() -> Option<Over> {
	let waits = Mpp::payment(ID).is_some();
	let over = match half() {
		LegState::Open => None,
		LegState::Ended { how: Ending::Claimed, .. } => Some(Over::Paid),
		LegState::Ended { .. } => Some(Over::Back),
	};
	assert_eq!(over.is_none(), waits, "one half waits, and the other does not");
	over
}

fn open(direction: Direction, asset: &Asset) {
	quoted(asset, direction);
	let network = network(asset);
	let done = match direction {
		Direction::In => try_in(taken(asset), way(asset, network)),
		Direction::Out => try_out(taken(asset), network[0], 607),
	};
	assert_ok!(done);
}

/// Nobody does anything any more: blocks, at the times at which something is due.
fn time_alone() {
	for at_ms in [now() + BLOCK_MS, deadline(), deadline() + 10 * MINUTE, deadline() + RETRY_MS] {
		if at_ms > now() {
			run_block_at(at_ms);
			let _ = halves();
		}
		run_block_at(now() + 2 * SLOT_MS);
		let _ = halves();
	}
	run_block_at(now() + RETRY_MS + SLOT_MS);
}

/// Does it, lets time pass, and returns what each of the four has gained.
fn gains_after(direction: Direction, asset: &Asset, (name, deed, expected): &Deed) -> [i128; 4] {
	let before = fortunes(asset);
	open(direction, asset);
	// What the network brought is beside the point.
	let channels = [CHANNEL, 2 * CHANNEL, 2 * CHANNEL, CHANNEL];
	assert_eq!(halves(), None);
	deed();
	let _ = halves();
	check();
	time_alone();
	assert_eq!(halves(), Some(*expected), "{direction:?}: {name}");
	let quote = quote(asset, direction);
	assert_eq!(quote.pending, 0, "{name}");
	let after = fortunes(asset);
	let stock = quote.stock as i128;
	core::array::from_fn(|who| {
		let stock = if who == 1 { stock } else { 0 };
		after[who] + stock - before[who] - channels[who] as i128
	})
}

#[test]
fn a_swap_into_channels_is_made_or_not() {
	for asset in [NATIVE, TOKEN] {
		for deed in DEEDS.iter().chain(&GIVEN_UP) {
			ExtBuilder.run(|| {
				let [alice, bob, charlie, dave] = gains_after(Direction::In, &asset, deed);
				assert_eq!(alice + bob + charlie + dave, 0, "{}", deed.0);
				match deed.2 {
					// 607 and 7 from Alice; 600 to Dave, 3 to Charlie.
					Over::Paid => assert_eq!([alice, bob, charlie, dave], [-614, 11, 3, 600]),
					// What Alice has paid at once covers what Charlie gets for having waited.
					Over::Back => {
						assert_eq!((alice, dave), (-7, 0), "{}", deed.0);
						assert!(bob >= 4 && (0..=3).contains(&charlie), "{}: {bob}", deed.0);
					},
				}
			});
		}
	}
}

#[test]
fn a_swap_out_of_channels_is_made_or_not() {
	for asset in [NATIVE, TOKEN] {
		for deed in DEEDS.iter().chain(&HANDED_BACK) {
			ExtBuilder.run(|| {
				let gains = gains_after(Direction::Out, &asset, deed);
				match deed.2 {
					// 607 and 4 from Alice; 600 for Charlie.
					Over::Paid => assert_eq!(gains, [-611, 11, 600, 0], "{}", deed.0),
					Over::Back => assert_eq!(gains, [-4, 4, 0, 0], "{}", deed.0),
				}
			});
		}
	}
}

#[test]
fn a_swap_stops_before_it_is_open_or_not_at_all() {
	// Each thing that it takes is missing once: then nothing has happened.
	let missing: [(&str, fn()); 4] = [
		("money on the chain", || set_balance(&TOKEN, &alice(), 5)),
		("money for deposits", || set_balance(&NATIVE, &alice(), ED)),
		("a provider that can be paid", || block(bob())),
		("a channel that is open", || close(0)),
	];
	for (what, take) in missing {
		for direction in [Direction::In, Direction::Out] {
			ExtBuilder.run(|| {
				quoted(&TOKEN, direction);
				let network = network(&TOKEN);
				let way = way(&TOKEN, network);
				take();
				if what == "a channel that is open" && direction == Direction::In {
					close(1);
				}
				let root = sp_io::storage::root(sp_runtime::StateVersion::V1);
				let done = frame_support::storage::with_storage_layer(|| match direction {
					Direction::In => try_in(taken(&TOKEN), way),
					Direction::Out => try_out(taken(&TOKEN), network[0], 607),
				});
				assert!(done.is_err(), "{what}");
				assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), root, "{what}");
			});
		}
	}
}

#[test]
fn who_cannot_be_paid_has_a_credit_and_the_other_half_is_paid() {
	ExtBuilder.run(|| {
		open(Direction::In, &TOKEN);
		block(bob());
		claim();
		assert_eq!(halves(), Some(Over::Paid));
		assert_eq!(Swaps::credit(bob(), TOKEN), 607);
		unblock(bob());
		assert_ok!(Swaps::claim_credit(origin(bob()), TOKEN, bob()));
	});
	ExtBuilder.run(|| {
		open(Direction::Out, &TOKEN);
		block(charlie());
		claim();
		assert_eq!(halves(), Some(Over::Paid));
		// Charlie is but an address that Alice has named.
		assert_eq!(Swaps::credit(alice(), TOKEN), AMOUNT);
		unblock(charlie());
		assert_ok!(Swaps::claim_credit(origin(alice()), TOKEN, charlie()));
	});
}

/// One preimage opens whatever waits for it: a swap, and a leg of somebody else's beside it.
#[test]
fn a_claim_of_another_leg_opens_a_swap() {
	ExtBuilder.run(|| {
		open(Direction::Out, &TOKEN);
		lock_for(&dave(), &TOKEN);
		// What waits for its payment is left out.
		assert_ok!(try_claim(&[alice(), dave()], PREIMAGE));
		assert_eq!(halves(), None);
		next_block();
		assert_eq!(halves(), Some(Over::Paid));
	});
}

/// A stranger who takes the name of somebody's swap has paid for that, and has won nothing.
#[test]
fn a_hash_that_somebody_else_uses_is_no_use() {
	ExtBuilder.run(|| {
		quoted(&TOKEN, Direction::Out);
		let id = network(&TOKEN)[1];
		let routes = routes(&[(id, 607)]);
		let before = fortunes(&TOKEN);
		// Charlie, over his channel with Bob, under Alice's hash, for himself.
		let swap = Swaps::swap_out(origin(charlie()), taken(&TOKEN), hash(), charlie(), routes, 0);
		assert_ok!(outcome(swap));
		let hers = try_out(taken(&TOKEN), ChannelId(0), 607);
		assert_noop!(hers, pallet_bloc_mpp::Error::<Test>::AlreadyComplete);
		run_block_at(deadline());
		run_block_at(deadline() + 2 * SLOT_MS);
		let after = fortunes(&TOKEN);
		assert_eq!(after[2] - before[2], -4);
		assert_eq!(after[1] - before[1], 4);
	});
}
