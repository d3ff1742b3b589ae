//! Who gains by what, played through on the pallets themselves: from the hire to the day on which
//! everybody has left, for random divisions and covers, and whoever takes something out, closes,
//! presents, demands and sleeps. `economy.rs` asks the same with HTLCs, of the arithmetic alone.

use super::*;
use crate::{demand::Answer, receipt::Receipt};
use bloc_primitives::{channel::Phase, state::State};
use proptest::prelude::*;
use sp_io::hashing::blake2_256;

/// The client.
const CLIENT: usize = 0;
/// The other party.
const CHEAT: usize = 1;
/// Whose tower the client has hired.
const TOWER: usize = 2;
/// A friend of whoever gains by it.
const FRIEND: usize = 3;
/// What a demand costs that is answered.
const DEPOSIT: i128 = 20;
/// What ten points cost at least, but for what the tower has paid by then.
const LEAST_LEVY: i128 = 600;

fn people() -> [AccountId; 4] {
	[alice(), bob(), charlie(), eve()]
}

/// What is sealed.
fn sealed() -> Vec<u8> {
	vec![7; 100]
}

/// Whoever presents which state: the tower's owner, or a friend.
type Shown = Vec<(usize, usize)>;

/// How much is taken out, by which state, and who contests that by which.
type Draw = (Balance, usize, Option<(usize, usize)>);

#[derive(Clone, Debug)]
struct Game {
	committed: Pair<Balance>,
	/// Of rising versions: the last is the newest, for which the tower has signed.
	states: Vec<State>,
	cover: Balance,
	/// Whether the client demands its backup before, and whether the tower answers.
	demands: Option<bool>,
	/// What the cheat takes out before by which state, and who contests that by which.
	draws: Option<Draw>,
	closer: Side,
	first: usize,
	shown: Shown,
	/// Whether the other party presents the newest state, if it would lose otherwise.
	is_awake: bool,
}

/// What became of it.
#[derive(Clone, Copy, Debug)]
struct End {
	/// What each of the people has more than if all had been honest.
	gains: [i128; 4],
	/// What went to the treasury.
	levy: i128,
	/// What the client has less by the settlement, before anybody pays for it.
	loss: i128,
	/// How many wins count for the tower's score.
	wins: u32,
}

fn signed_number(amount: Balance) -> i128 {
	i128::try_from(amount).unwrap()
}

fn wealth_of(who: &AccountId) -> i128 {
	signed_number(balance(&TOKEN, who) + balance(&NATIVE, who))
}

/// Time passes, in which blocks come.
fn skip(time: Moment) {
	System::set_block_number(System::block_number() + time / BLOCK_MS);
	jump_to(now() + time);
	next_block();
}

impl Game {
	fn newest(&self) -> &State {
		self.states.last().unwrap()
	}

	fn balances(&self, which: usize) -> Pair<Balance> {
		self.states[which].balances(&self.committed).unwrap()
	}

	fn play(&self) -> End {
		let mut end = None;
		ExtBuilder.run(|| end = Some(self.run()));
		end.unwrap()
	}

	fn run(&self) -> End {
		let before = people().map(|who| wealth_of(&who));
		let treasury = wealth_of(&ferdie());
		let terms = Terms { rate: Rate(0), cover: self.cover, response_ms: 15 * MINUTE };
		let tower = tower_of(charlie(), &TOKEN, terms);
		let id = channel(&TOKEN, self.committed);
		hire(alice(), id, tower, 1);
		let receipt = receipt(id, tower, self.newest(), now());
		let receipt = Receipt { backup: blake2_256(&sealed()).into(), ..receipt };
		self.demand(receipt);
		let paid = self.draw(id);
		let paid = if self.dispute(id) { paid_by_settlement(id) } else { paid };
		// It may be that there is nothing to prove; or both, what was taken out and the closing.
		for _ in 0..2 {
			let state = signed(id, self.newest().clone());
			let proof = evidence(receipt, &[]);
			let _ = Watchtowers::prove_miss(origin(eve()), id, Side::Opener, proof, state);
		}
		skip(2 * WINDOW + HOUR);
		let wins = self::tower(tower).reputation.counted_wins;
		assert_ok!(Watchtowers::leave(origin(charlie()), tower));
		skip(NOTICE);
		assert_ok!(Watchtowers::retire(origin(charlie()), tower));
		assert_only_towers_are_left(0);

		let due = self.balances(self.states.len() - 1);
		let honest =
			|side: Side| signed_number(*due.of(side)) - signed_number(*self.committed.of(side));
		let honest = [honest(Side::Opener), honest(Side::Counterparty), 0, 0];
		let after = people().map(|who| wealth_of(&who));
		let gains = core::array::from_fn(|n| after[n] - before[n] - honest[n]);
		let loss = signed_number(due.opener.saturating_sub(paid));
		End { gains, levy: wealth_of(&ferdie()) - treasury, loss, wins }
	}

	fn demand(&self, receipt: Receipt) {
		let Some(answers) = self.demands else { return };
		assert_ok!(Watchtowers::demand(origin(alice()), by_tower(receipt)));
		if answers {
			let answer = Answer::Backup(sealed().try_into().unwrap());
			let Receipt { channel, side, tower, .. } = receipt;
			assert_ok!(Watchtowers::answer(origin(charlie()), channel, side, tower, answer));
		}
		skip(MIN_HIRE + MINUTE);
	}

	/// The cheat takes something out, if nobody contests that. Returns what the client was paid, if the
	/// channel is closed by that.
	fn draw(&self, id: ChannelId) -> Balance {
		let Some((amount, by, contested)) = self.draws else { return 0 };
		let state = |which: usize| signed(id, self.states[which].clone());
		let requested = Channels::request_withdrawal(origin(bob()), id, amount, Some(state(by)));
		if requested.is_err() {
			return 0;
		}
		next_block();
		if let Some((who, which)) = contested {
			let (who, side) = (people()[who].clone(), Side::Counterparty);
			let _ = Channels::contest_withdrawal(origin(who), id, side, state(which));
		}
		let is_open = || Channels::channel(id).unwrap().phase == Phase::Open;
		let newest = self.states.len() - 1;
		// Who is awake does not let the other contest less than the newest.
		if !is_open() && self.is_awake {
			let _ = Channels::challenge(origin(bob()), id, state(newest));
		}
		let was_open = is_open();
		skip(PERIOD + 2 * MINUTE);
		if was_open {
			0
		} else {
			paid_by_settlement(id)
		}
	}

	/// Returns whether anybody could close the channel.
	fn dispute(&self, id: ChannelId) -> bool {
		if Channels::channel(id).is_none() {
			return false;
		}
		let closer = [alice(), bob()][usize::from(self.closer == Side::Counterparty)].clone();
		let state = |which: usize| signed(id, self.states[which].clone());
		// What was shown before makes older ones worthless.
		let least = self.draws.map_or(0, |(_, by, _)| by);
		let first = self.first.max(least);
		assert_ok!(Channels::force_close(origin(closer), id, Some(state(first))));
		next_block();
		let mut counts = first;
		for (who, which) in &self.shown {
			let who = people()[*who].clone();
			let shown = Channels::challenge(origin(who), id, state(*which));
			assert_eq!(shown.is_ok(), *which > counts);
			counts = counts.max(*which);
		}
		let newest = self.states.len() - 1;
		let of_cheat = |which| self.balances(which).counterparty;
		if self.is_awake && of_cheat(counts) < of_cheat(newest) {
			assert_ok!(Channels::challenge(origin(bob()), id, state(newest)));
		}
		skip(PERIOD + 2 * MINUTE);
		true
	}
}

/// What the client was paid by a settlement, with what it has paid as a penalty itself.
fn paid_by_settlement(id: ChannelId) -> Balance {
	let dispute = Watchtowers::watched(id).and_then(|watched| watched.dispute);
	// Without a dispute there was nothing.
	let settled = dispute.and_then(|dispute| dispute.settled);
	settled.map_or(0, |settled| settled.paid.opener + settled.penalties.opener)
}

prop_compose! {
	fn draws()(
		amount in 1..200_000u128,
		by in 0..4usize,
		contested in prop::option::of((TOWER..=FRIEND, 0..4usize)),
	) -> (Balance, usize, Option<(usize, usize)>) {
		(amount, by, contested)
	}
}

prop_compose! {
	fn games()(
		committed in (100..200_000u128, 100..200_000u128),
		moves in prop::collection::vec((any::<bool>(), 0..200_000u128), 2..5),
		cover in 1..40_000u128,
		draws in prop::option::of(draws()),
		demands in prop::option::weighted(0.3, any::<bool>()),
		by_client: bool, is_awake: bool, first in 0..4usize,
		shown in prop::collection::vec((TOWER..=FRIEND, 0..4usize), 0..3),
	) -> Game {
		let committed = Pair::new(committed.0, committed.1);
		let states: Vec<_> = (1..).zip(moves).map(|(version, (by_client, amount))| {
			let payer = if by_client { Side::Opener } else { Side::Counterparty };
			state(version, payer, amount.min(*committed.of(payer)))
		}).collect();
		let shown = shown.into_iter().map(|(who, which)| (who, which % states.len())).collect();
		let closer = if by_client { Side::Opener } else { Side::Counterparty };
		let first = first % states.len();
		let draws = draws.map(|(amount, by, contested)| {
			let contested = contested.map(|(who, which)| (who, which % states.len()));
			(1 + amount % committed.counterparty, by % states.len(), contested)
		});
		Game { committed, states, cover, demands, draws, closer, first, shown, is_awake }
	}
}

fn sum(gains: &[i128; 4], of: &[usize]) -> i128 {
	of.iter().map(|who| gains[*who]).sum()
}

/// There is no flat price for a miss of any size: a cheat that keeps others out of most blocks leaves
/// enough of them to an honest tower.
#[test]
fn crowding_half_of_the_blocks_does_not_free_a_bribed_tower() {
	let proves = |share: u64| {
		let mut proof = Ok(());
		ExtBuilder.run(|| {
			let terms = Terms { rate: Rate(0), cover: 40_000, response_ms: 15 * MINUTE };
			let tower = tower_of(charlie(), &TOKEN, terms);
			let id = channel(&TOKEN, Pair::new(50_000, 50_000));
			hire(alice(), id, tower, 1);
			let newest = state(9, Side::Counterparty, 40_000);
			let receipt = receipt(id, tower, &newest, now());
			let old = signed(id, state(1, Side::Opener, 0));
			assert_ok!(Channels::force_close(origin(bob()), id, Some(old)));
			Crowding::set(PERIOD / BLOCK_MS * share / 100);
			skip(PERIOD + 2 * MINUTE);
			let (newest, by) = (signed(id, newest), evidence(receipt, &[]));
			proof = outcome(Watchtowers::prove_miss(origin(eve()), id, Side::Opener, by, newest));
		});
		proof
	};
	assert_ok!(proves(53));
	assert_ok!(proves(90));
	assert_eq!(proves(104), Err(refusal(Error::RoomWasMissing)));
	let cases = [(590, 600, false), (591, 600, true), (5, 10, false), (6, 10, true), (0, 5, false)];
	for (crowded, blocks, excuses) in cases {
		assert_eq!(crate::dispute::had_no_room(crowded, blocks), excuses, "{crowded} of {blocks}");
	}
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(40) })]

	/// Client, cheat, tower and friend together: nothing is made, whatever they stage. A win that
	/// counts has cost them a levy.
	#[test]
	fn all_together_gain_nothing(game in games()) {
		let end = game.play();
		prop_assert_eq!(sum(&end.gains, &[CLIENT, CHEAT, TOWER, FRIEND]), -end.levy);
		prop_assert!(end.levy >= i128::from(end.wins) * LEAST_LEVY, "{end:?}");
	}

	/// Cheat, tower and friend: at most what the cover is too small for. A client that demands its
	/// backup for nothing has paid for the answer.
	#[test]
	fn cheat_and_tower_gain_at_most_what_the_cover_is_too_small_for(game in games()) {
		let game = Game { closer: Side::Counterparty, is_awake: false, ..game };
		let end = game.play();
		let missing = (end.loss - signed_number(game.cover)).max(0);
		let paid = if game.demands == Some(true) { DEPOSIT } else { 0 };
		prop_assert!(end.gains[CLIENT] >= -missing - paid, "{end:?}");
		prop_assert!(sum(&end.gains, &[CHEAT, TOWER, FRIEND]) <= missing + paid, "{end:?}");
	}

	/// Client, tower and friend, against a party that is awake: whether the client closes with what
	/// is old, and reports it, or has its tower miss it or withhold something.
	#[test]
	fn client_and_tower_gain_nothing_by_reporting_themselves(game in games()) {
		let game = Game { closer: Side::Opener, is_awake: true, draws: None, ..game };
		let end = game.play();
		prop_assert!(sum(&end.gains, &[CLIENT, TOWER, FRIEND]) <= 0, "{end:?}");
	}

	/// Both parties and a friend, against a tower that is down all the time: at most its cover,
	/// once, whether by a miss, a demand, or both.
	#[test]
	fn both_parties_gain_at_most_the_cover_of_a_tower_that_is_down(game in games()) {
		let shown = game.shown.iter().map(|(_, which)| (FRIEND, *which)).collect();
		let demands = game.demands.map(|_| false);
		let draws = game.draws.map(|(amount, by, contested)| {
			(amount, by, contested.map(|(_, which)| (FRIEND, which)))
		});
		let game = Game { shown, demands, draws, ..game };
		let end = game.play();
		let gain = sum(&end.gains, &[CLIENT, CHEAT, FRIEND]);
		prop_assert!(gain <= signed_number(game.cover), "{end:?}");
		prop_assert_eq!(end.gains[TOWER], -gain - end.levy);
	}
}
