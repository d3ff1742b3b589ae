//! Who gains by what, alone and together: over random states, covers, and whoever closes, presents
//! and sleeps. The settlement is that of the channels' own rules; the compensation that of this
//! pallet's.

use super::*;
use crate::{
	dispute::{Dispute, Known},
	types::Fault,
};
use bloc_primitives::{
	channel::Settlement,
	instant::Instant,
	state::{Htlc, NetTransfer, State},
	PaymentHash,
};
use pallet_bloc_channels::closing::{Closing, Terms as Penalties};
use proptest::prelude::*;
use sp_runtime::Permill;

/// The client, the other party, and the tower that the client has hired; somebody else.
const PEOPLE: [u8; 4] = [0, 1, 2, 3];
const CLIENT: usize = 0;
const CHEAT: usize = 1;
const TOWER: usize = 2;
const STRANGER: usize = 3;
/// When HTLCs are over, and everything is decided.
const DEADLINE: Moment = 1_000;

/// What the four have of what was committed, and what the tower pays of its bond.
type Wealth = [i128; 4];

fn penalties() -> Penalties {
	Penalties {
		max_penalty: Permill::from_percent(50),
		challenger_share: Permill::from_percent(25),
	}
}

/// A game: states of rising versions, of which the last is the newest.
#[derive(Clone, Debug)]
struct Game {
	committed: Pair<Balance>,
	states: Vec<State>,
	/// Which preimages become public in time.
	public: u8,
	/// Which of them the tower was given.
	given: u8,
	cover: Balance,
}

impl Game {
	fn revealed(&self, hash: &PaymentHash) -> Option<Moment> {
		(self.public >> hash.0[0] & 1 == 1).then_some(1)
	}

	/// What everybody has if `closer` closes with one state, and `presented` are presented after
	/// it.
	fn settle(
		&self,
		closer: Side,
		first: usize,
		presented: &[(u8, usize)],
	) -> (Wealth, Dispute<u8>) {
		let parties = Pair::new(PEOPLE[CLIENT], PEOPLE[CHEAT]);
		let revealed = |hash: &PaymentHash| self.revealed(hash);
		let state = self.states[first].clone();
		let mut closing =
			Closing::<u8, u64>::begin(closer, state.clone(), &self.committed, 0, 0, revealed)
				.unwrap();
		let mut dispute = Dispute::begin(closer, Instant::default(), state.version, 0);
		for (who, which) in presented {
			let state = self.states[*which].clone();
			if closing.ensure_later(state.version).is_ok() {
				dispute.present(*who, state.version, 0);
				let done = closing.challenge(who, &parties, state, &self.committed, revealed);
				done.unwrap();
			}
		}
		closing.begin_settlement(&parties, &self.committed).unwrap();
		let version = closing.state.version;
		let payout = closing.settle(&parties, &penalties(), DEADLINE, revealed);
		assert!(payout.pending.is_zero());
		let reward = payout.penalties.opener.reward + payout.penalties.counterparty.reward;
		let step = Settlement {
			version,
			base_version: 0,
			committed: self.committed,
			is_drawn: false,
			paid: payout.paid,
			penalties: payout.penalties.map(|penalty| penalty.amount),
			reward,
			is_decided: true,
		};
		assert!(dispute.settle(&step, Instant::default(), 0));
		let mut wealth = [payout.paid.opener as i128, payout.paid.counterparty as i128, 0, 0];
		if let Some(winner) = dispute.winner() {
			wealth[usize::from(winner.who)] += reward as i128;
		}
		assert_eq!(wealth.iter().sum::<i128>() as u128, self.committed.checked_sum().unwrap());
		(wealth, dispute)
	}

	/// What everybody has if all are honest and awake.
	fn honest(&self) -> Wealth {
		let last = self.states.len() - 1;
		self.settle(Side::Opener, last, &[]).0
	}

	/// What the tower owes the client, if it had signed for the newest state; and the loss.
	fn compensation(&self, dispute: &Dispute<u8>) -> (Balance, Balance) {
		let settled = dispute.settled.unwrap();
		let newest = self.states.last().unwrap();
		if settled.version >= newest.version || dispute.closer == Side::Opener {
			return (0, 0);
		}
		let named: Vec<_> = (0..8).filter(|n| self.given >> n & 1 == 1).map(payment_hash).collect();
		let revealed_ms = |hash: &PaymentHash| self.revealed(hash);
		let (presents_ms, forgets_ms, now_ms) = (0, Moment::MAX, DEADLINE);
		let known = Known { named: &named, presents_ms, forgets_ms, revealed_ms, now_ms };
		match known.loss(newest, Side::Opener, &settled) {
			Ok(loss) => (loss.min(self.cover), loss),
			Err(Fault::NoLoss) => (0, 0),
			Err(fault) => panic!("{fault:?}"),
		}
	}

	/// The same as [`settle`](Self::settle), with the claim made.
	fn play(
		&self,
		closer: Side,
		first: usize,
		presented: &[(u8, usize)],
	) -> (Wealth, Balance, Balance) {
		let (mut wealth, dispute) = self.settle(closer, first, presented);
		let (paid, loss) = self.compensation(&dispute);
		wealth[CLIENT] += paid as i128;
		wealth[TOWER] -= paid as i128;
		(wealth, paid, loss)
	}
}

fn payment_hash(n: u8) -> PaymentHash {
	let mut hash = [0; 32];
	hash[0] = n;
	PaymentHash(hash)
}

prop_compose! {
	fn htlcs(most: u128)(
		htlcs in prop::collection::vec((any::<bool>(), 1..=most.max(1), 0..8u8), 0..4),
	) -> Vec<Htlc> {
		let payer = |client| if client { Side::Opener } else { Side::Counterparty };
		let htlc = |(client, amount, n)| Htlc {
			payer: payer(client),
			amount,
			payment_hash: payment_hash(n),
			deadline_ms: DEADLINE,
		};
		htlcs.into_iter().map(htlc).collect()
	}
}

prop_compose! {
	/// States that divide what is committed, whoever gains by each.
	fn games()(
		committed in (0..2_000u128, 0..2_000u128),
		moves in prop::collection::vec((any::<bool>(), 0..2_000u128, htlcs(300)), 2..6),
		public: u8, given: u8, cover in 0..3_000u128,
	) -> Game {
		let committed = Pair::new(committed.0, committed.1);
		let mut states = Vec::new();
		for (n, (by_client, amount, htlcs)) in moves.into_iter().enumerate() {
			let payer = if by_client { Side::Opener } else { Side::Counterparty };
			let amount = amount.min(*committed.of(payer));
			let net = NetTransfer { payer, amount };
			let mut kept = Vec::new();
			for htlc in htlcs {
				kept.push(htlc);
				let htlcs = kept.clone().try_into().unwrap();
				if (State { version: 0, net, htlcs }).balances(&committed).is_none() {
					kept.pop();
				}
			}
			states.push(State { version: n as u64 + 1, net, htlcs: kept.try_into().unwrap() });
		}
		Game { committed, states, public, given, cover }
	}
}

/// Whoever presents what: any of the four, any of the states.
fn plays() -> impl Strategy<Value = Vec<(u8, usize)>> {
	prop::collection::vec((0..4u8, 0..6usize), 0..4)
}

/// What a friend presents, if anything.
fn by_friend(which: Option<usize>, states: usize) -> Vec<(u8, usize)> {
	which.into_iter().map(|n| (PEOPLE[STRANGER], n % states)).collect()
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(20_000))]

	/// Whatever is done: nothing is made, the client is paid no more than it has lost, and what all
	/// three have together is what there was. So no story that they tell pays them.
	#[test]
	fn nothing_is_made(game in games(), plays in plays(), first in 0..6usize, by_client: bool) {
		let states = game.states.len();
		let plays: Vec<_> = plays.into_iter().map(|(who, n)| (who, n % states)).collect();
		let closer = if by_client { Side::Opener } else { Side::Counterparty };
		let (wealth, paid, loss) = game.play(closer, first % states, &plays);
		prop_assert!(paid <= loss && paid <= game.cover);
		let all: i128 = wealth.iter().sum();
		prop_assert_eq!(all as u128, game.committed.checked_sum().unwrap());
		// Client, cheat and tower, with a friend who presents for them.
		prop_assert_eq!(all, game.honest().iter().sum::<i128>());
		prop_assert!(wealth[STRANGER] >= 0);
	}

	/// The cheat and the tower: nobody answers, and the client sleeps until it can claim. What the
	/// two have together is more than honest only by what the cover is too small for.
	#[test]
	fn cheat_and_tower_gain_nothing_if_the_cover_is_enough(
		game in games(), first in 0..6usize, friend in prop::option::of(0..6usize),
	) {
		let states = game.states.len();
		let mut game = game;
		// The tower has what the client knew: the chain would not have heard of the rest in time.
		game.given = game.public;
		let presented = by_friend(friend, states);
		let (wealth, paid, loss) = game.play(Side::Counterparty, first % states, &presented);
		let honest = game.honest();
		// With the friend's reward.
		let both = |of: &Wealth| of[CHEAT] + of[TOWER] + of[STRANGER];
		let missing = loss.saturating_sub(paid) as i128;
		prop_assert!(both(&wealth) <= both(&honest) + missing, "{wealth:?} {honest:?}");
		if game.cover >= loss {
			prop_assert!(wealth[CLIENT] >= honest[CLIENT]);
			prop_assert!(both(&wealth) <= both(&honest));
		}
	}

	/// The client cheats itself: it closes with an old state of its own, the tower or a friend does
	/// or does not present, and it claims. The other party is honest: it answers if it would lose.
	#[test]
	fn nobody_gains_by_cheating_himself_and_reporting_it(
		game in games(), first in 0..6usize, present in prop::option::of(0..6usize), by_tower: bool,
	) {
		let mut game = game;
		game.given = game.public;
		let (states, last) = (game.states.len(), game.states.len() - 1);
		let who = if by_tower { TOWER } else { STRANGER };
		let mut presented: Vec<_> =
			present.into_iter().map(|n| (PEOPLE[who], n % states)).collect();
		let honest = game.honest();
		let (unanswered, ..) = game.play(Side::Opener, first % states, &presented);
		if unanswered[CHEAT] < honest[CHEAT] {
			presented.push((PEOPLE[CHEAT], last));
		}
		let (wealth, ..) = game.play(Side::Opener, first % states, &presented);
		let three = |of: &Wealth| of[CLIENT] + of[TOWER] + of[STRANGER];
		prop_assert!(three(&wealth) <= three(&honest), "{wealth:?} {honest:?}");
	}

	/// Both parties against a tower that is down: at most its cover.
	#[test]
	fn both_parties_gain_at_most_the_cover(
		game in games(), first in 0..6usize, by_client: bool, friend in prop::option::of(0..6usize),
	) {
		let states = game.states.len();
		let closer = if by_client { Side::Opener } else { Side::Counterparty };
		let presented = by_friend(friend, states);
		let (wealth, ..) = game.play(closer, first % states, &presented);
		let gain = wealth[CLIENT] + wealth[CHEAT] + wealth[STRANGER]
			- game.committed.checked_sum().unwrap() as i128;
		prop_assert!(gain <= game.cover as i128);
	}
}

/// Ten points cost a hundredth of the tower's own bond at least; they make it good for a tenth more
/// channels, for which a tenth more bond would do, however large it is.
#[test]
fn a_farmed_win_is_dearer_than_a_year_of_the_bond_that_it_stands_for() {
	for bond in [MIN_BOND, BOND, 1_000 * BOND] {
		let least = LeastLevy::get().mul_ceil(bond);
		// A tenth: whoever has the money for less than that a year takes the bond.
		assert!(least * 10 >= bond / 10);
		let channels = |points| u128::from(crate::reputation::capacity(bond, points, MIN_BOND));
		assert!(channels(110) <= (channels(100) * 11 / 10).max(10));
	}
	// And it does not last: half of it is gone in half a year.
	let mut of = crate::reputation::Reputation::new(0);
	of.mark(Mark::Win, true, 0);
	assert_eq!(of.points_at(crate::reputation::HALVED_EACH_MS), 105);
}
