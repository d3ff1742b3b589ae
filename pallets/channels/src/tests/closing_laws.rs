//! What holds in every dispute, whatever is presented and however HTLCs are decided.

use super::*;
use crate::closing::{Closing, Payout, Terms};
use bloc_primitives::{
	state::{Htlc, State, MAX_HTLCS},
	Balance, Moment, PaymentHash,
};
use proptest::prelude::*;
use sp_runtime::Permill;

type TestClosing = Closing<AccountId, u64>;

const TERMS: Terms =
	Terms { max_penalty: Permill::from_percent(50), challenger_share: Permill::from_percent(25) };
/// What both have committed.
const COMMITTED: Pair<Balance> = Pair::new(1_000, 700);
/// How many secrets there are. Their HTLCs are decided one after the other.
const SECRETS: u8 = 6;

/// When HTLCs with this secret are decided, if nobody reveals it.
fn deadline(secret: u8) -> Moment {
	100 + 10 * Moment::from(secret)
}

/// One step of the parties: what it is, for which side, of how much, and with which secret.
type Step = (u8, bool, u16, u8);

fn side(is_opener: bool) -> Side {
	if is_opener {
		Side::Opener
	} else {
		Side::Counterparty
	}
}

/// A state, and whom it made better off: who proposed it, and may lack it. Nobody, at first.
type Signed = (State, Option<Side>);

/// The states that these steps lead to. Each makes one side only better off: it is paid, has an HTLC
/// added or fulfilled for it, or gets one back.
fn history(steps: &[Step]) -> Vec<Signed> {
	let mut all = vec![(state(1, Side::Opener, 0), None)];
	for (kind, is_opener, amount, secret) in steps {
		let gainer = side(*is_opener);
		let (last, _) = all.last().unwrap();
		let mut next = State { version: last.version + 1, ..last.clone() };
		let amount = Balance::from(*amount % 400) + 1;
		match kind % 5 {
			0 | 1 => pay(&mut next, gainer, amount),
			2 => {
				let new =
					htlc(gainer.other(), amount, *secret % SECRETS, deadline(*secret % SECRETS));
				if next.htlcs.try_push(new).is_err() {
					continue;
				}
			},
			3 => match take(&mut next, *secret, |htlc| htlc.payer == gainer.other()) {
				Some(fulfilled) => pay(&mut next, gainer, fulfilled.amount),
				None => continue,
			},
			_ => {
				if take(&mut next, *secret, |htlc| htlc.payer == gainer).is_none() {
					continue;
				}
			},
		}
		if next.balances(&COMMITTED).is_some() {
			all.push((next, Some(gainer)));
		}
	}
	all
}

/// The other side pays `gainer`.
fn pay(state: &mut State, gainer: Side, amount: Balance) {
	let net = &mut state.net;
	if net.payer == gainer.other() {
		net.amount += amount;
	} else if net.amount >= amount {
		net.amount -= amount;
	} else {
		*net = bloc_primitives::state::NetTransfer {
			payer: gainer.other(),
			amount: amount - net.amount,
		};
	}
}

/// Takes one of the HTLCs out that are `wanted`.
fn take(state: &mut State, which: u8, wanted: impl Fn(&Htlc) -> bool) -> Option<Htlc> {
	let places: Vec<_> =
		(0..state.htlcs.len()).filter(|place| wanted(&state.htlcs[*place])).collect();
	let place = *places.get(usize::from(which) % places.len().max(1))?;
	Some(state.htlcs.remove(place))
}

/// When each secret became public: at once, or never.
fn revealed(secrets: u8) -> impl Fn(&PaymentHash) -> Option<Moment> + Copy {
	move |wanted| {
		let secret = (0..SECRETS).find(|secret| hash(*secret) == *wanted)?;
		(secrets >> secret & 1 == 1).then_some(0)
	}
}

/// What `side` has in the end if a state counts.
fn worth(state: &State, side: Side, secrets: u8) -> Balance {
	let known = revealed(secrets);
	let balance = *state.balances(&COMMITTED).unwrap().of(side);
	let won = state.htlcs.iter().filter(|htlc| {
		let winner =
			if known(&htlc.payment_hash).is_some() { htlc.payer.other() } else { htlc.payer };
		winner == side
	});
	balance + won.map(|htlc| htlc.amount).sum::<Balance>()
}

/// What became of a dispute.
struct End {
	payouts: Vec<Payout>,
	/// What was held after each payout.
	held: Vec<Pair<Balance>>,
	/// What each got in all, and a stranger.
	paid: Pair<Balance>,
	reward: Balance,
}

impl End {
	fn last(&self) -> &Payout {
		self.payouts.last().unwrap()
	}

	/// What `side` got less than what is `due` to it and penalties give it.
	fn given(&self, side: Side, due: Balance) -> Balance {
		let penalties = self.last().penalties;
		let (own, others) = (penalties.of(side), penalties.of(side.other()));
		let all = due - own.amount + others.amount - others.reward;
		all.saturating_sub(*self.paid.of(side))
	}
}

/// Settles, and again after each deadline. The pinned HTLCs are decided first.
fn settled(mut closing: TestClosing, secrets: u8) -> End {
	closing.begin_settlement(&parties(), &COMMITTED).unwrap();
	let mut end = End { payouts: vec![], held: vec![], paid: NOTHING, reward: 0 };
	for now_ms in (0..=u64::from(SECRETS)).map(|n| 90 + 10 * n) {
		let payout = closing.settle(&parties(), &TERMS, now_ms, revealed(secrets));
		end.paid = end.paid.checked_add(&payout.paid).unwrap();
		end.reward += payout.penalties.opener.reward + payout.penalties.counterparty.reward;
		end.held.push(closing.held());
		let done = closing.waiting() == 0;
		end.payouts.push(payout);
		if done {
			return end;
		}
	}
	panic!("all deadlines are over");
}

/// A move in a dispute: who presents, 0 to 2 for Alice, Bob and a stranger, and how much later a
/// state.
type Turn = (u8, u8);

fn presenter(who: u8) -> AccountId {
	[alice(), bob(), charlie()][usize::from(who % 3)].clone()
}

/// A dispute as it was played, and what each party has answered for.
struct Played {
	closing: TestClosing,
	answered: Pair<Vec<State>>,
	/// How many of the states that a party answered for were not the last.
	at: usize,
}

/// The closer begins with the state at `first`, and whoever's turn it is presents later ones.
fn play(all: &[Signed], closer: Side, first: usize, turns: &[Turn], secrets: u8) -> Played {
	let known = revealed(secrets);
	let begun = all[first].0.clone();
	let closing = TestClosing::begin(closer, begun.clone(), &COMMITTED, 0, 0, known).unwrap();
	let mut played = Played { closing, answered: Pair::new(vec![], vec![]), at: first };
	played.answered.of_mut(closer).push(begun);
	for (who, by) in turns {
		let at = played.at + usize::from(*by % 4) + 1;
		if at < all.len() {
			present(&mut played, all, &presenter(*who), at, secrets);
		}
	}
	played
}

/// `who` presents the state at this place.
fn present(played: &mut Played, all: &[Signed], who: &AccountId, at: usize, secrets: u8) {
	let state = all[at].0.clone();
	let closing = &mut played.closing;
	closing.challenge(who, &parties(), state.clone(), &COMMITTED, revealed(secrets)).unwrap();
	for side in Side::BOTH {
		if parties().side_of(who) == Some(side) {
			played.answered.of_mut(side).push(state.clone());
		}
	}
	played.at = at;
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	prop::collection::vec(any::<Step>(), 0..40)
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
	prop::collection::vec(any::<Turn>(), 0..6)
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 2_000, ..Default::default() })]

	#[test]
	fn an_honest_party_never_pays_and_never_waits(
		steps in steps(),
		turns in turns(),
		first: usize,
		closes: bool,
		is_opener: bool,
		by_stranger: bool,
		lacks: bool,
		secrets: u8,
	) {
		let (all, honest) = (history(&steps), side(is_opener));
		let last = all.len() - 1;
		// It holds the last state, or lacks it if that is one that it proposed.
		let has = last - usize::from(lacks && all[last].1 == Some(honest));
		let me = parties().of(honest).clone();
		let friend = if by_stranger { charlie() } else { parties().of(honest.other()).clone() };
		let mut played = if closes {
			play(&all, honest, has, &[], secrets)
		} else {
			// The others do what they like; none of it is its own.
			let others: Vec<_> = turns
				.into_iter()
				.filter(|(who, _)| presenter(*who) != me)
				.collect();
			let mut played = play(&all, honest.other(), first % all.len(), &others, secrets);
			if played.at < has {
				present(&mut played, &all, &me, has, secrets);
			}
			played
		};
		let others_last = played.at < last && by_stranger != lacks;
		if others_last {
			present(&mut played, &all, &friend, last, secrets);
		}
		// Above what it closed with it has only what the other party grants it.
		let is_capped = closes && others_last && by_stranger;
		let counts = all[played.at].0.clone();
		let end = settled(played.closing, secrets);
		for (payout, held) in end.payouts.iter().zip(&end.held) {
			prop_assert_eq!(payout.penalties.of(honest).amount, 0);
			prop_assert!(is_capped || *held.of(honest) == 0);
			prop_assert!(!(closes && payout.is_closer_caught));
		}
		let gets = *end.paid.of(honest);
		prop_assert!(is_capped || gets >= worth(&counts, honest, secrets));
		// And that is no less than by the last state that it holds.
		prop_assert!(gets >= worth_of_last(&all[has].0, honest, &counts, secrets));
	}

	#[test]
	fn nothing_is_made_or_lost_and_each_pays_out_of_its_own(
		steps in steps(), turns in turns(), first: usize, is_opener: bool, secrets: u8,
	) {
		let all = history(&steps);
		let played = play(&all, side(is_opener), first % all.len(), &turns, secrets);
		let counts = all[played.at].0.clone();
		let (closer, presenter) = (played.closing.closer, played.closing.presenter.clone());
		let end = settled(played.closing, secrets);
		let due = worth(&counts, closer, secrets);
		let given = end.given(closer, due);
		let is_capped = presenter.is_some_and(|who| who != *parties().of(closer.other()));
		prop_assert!(is_capped || given == 0);
		let began_with = worth(&all[first % all.len()].0, closer, secrets);
		prop_assert!(due - given >= due.min(began_with));
		let whole = COMMITTED.checked_sum().unwrap();
		prop_assert_eq!(end.paid.checked_sum().unwrap() + end.reward, whole);
		let mut out = 0;
		for (payout, held) in end.payouts.iter().zip(&end.held) {
			let penalties = payout.penalties;
			out += payout.paid.checked_sum().unwrap();
			out += penalties.opener.reward + penalties.counterparty.reward;
			let waits = held.checked_sum().unwrap() + payout.pending.checked_sum().unwrap();
			prop_assert_eq!(out + waits, whole);
		}
		for side in Side::BOTH {
			let (own, others) =
				(end.last().penalties.of(side), end.last().penalties.of(side.other()));
			let due = worth(&counts, side, secrets);
			let due = if side == closer { due - given } else { due + given };
			prop_assert!(own.amount <= due.div_ceil(2));
			prop_assert!(own.reward <= own.amount / 4);
			let expected = due - own.amount + others.amount - others.reward;
			prop_assert_eq!(*end.paid.of(side), expected);
		}
	}

	#[test]
	fn no_gain_goes_without_its_penalty(
		steps in steps(), turns in turns(), first: usize, is_opener: bool, secrets: u8,
	) {
		let all = history(&steps);
		let played = play(&all, side(is_opener), first % all.len(), &turns, secrets);
		let counts = all[played.at].0.clone();
		let answered = played.answered.clone();
		let closer = played.closing.closer;
		let end = settled(played.closing, secrets);
		for side in Side::BOTH {
			let due = worth(&counts, side, secrets);
			let most = answered.of(side).iter().map(|state| worth(state, side, secrets)).max();
			let gain = most.unwrap_or(0).saturating_sub(due);
			let penalty = end.last().penalties.of(side).amount;
			let given = if side == closer { end.given(side, due) } else { 0 };
			let least = TERMS.penalty(gain, due - given);
			prop_assert!(penalty >= least, "{} of {}", penalty, gain);
			if side == closer && gain > 0 {
				prop_assert!(end.last().is_closer_caught);
			}
			if answered.of(side).is_empty() {
				prop_assert_eq!(penalty, 0);
			}
		}
	}

	#[test]
	fn against_the_state_of_an_hour_ago_the_penalty_is_the_gain_to_the_unit(
		steps in steps(), first: usize, is_opener: bool, secrets: u8,
	) {
		// One state against another, none of whose HTLCs have been taken out since.
		let all = history(&steps);
		let (first, closer) = (first % all.len(), side(is_opener));
		let old = &all[first].0;
		for (at, (new, _)) in all.iter().enumerate().skip(first + 1) {
			let places = crate::closing::Places::of(&old.htlcs, &new.htlcs);
			if (0..old.htlcs.len()).any(|place| places.moved(1 << place) == 0) {
				break;
			}
			let mut played = play(&all, closer, first, &[], secrets);
			present(&mut played, &all, &charlie(), at, secrets);
			let end = settled(played.closing, secrets);
			let due = worth(new, closer, secrets);
			let began_with = worth(old, closer, secrets);
			let gain = began_with.saturating_sub(due);
			let penalty = end.last().penalties.of(closer).amount;
			prop_assert_eq!(penalty, TERMS.penalty(gain, due));
			prop_assert_eq!(end.last().is_closer_caught, gain > 0);
			prop_assert_eq!(*end.paid.of(closer), due.min(began_with) - penalty);
		}
	}

	#[test]
	fn what_a_presenter_can_count_on_it_gets(
		steps in steps(), turns in turns(), first: usize, is_opener: bool, secrets: u8,
	) {
		let all = history(&steps);
		let played = play(&all, side(is_opener), first % all.len(), &turns, secrets);
		let closing = played.closing;
		let least = closing.least_penalties(&parties(), &TERMS, &COMMITTED).unwrap();
		let surely = closing.is_closer_surely_caught(&COMMITTED);
		let end = settled(closing, secrets);
		for side in Side::BOTH {
			prop_assert!(least.of(side).amount <= end.last().penalties.of(side).amount);
			prop_assert!(least.of(side).reward <= end.last().penalties.of(side).reward);
		}
		prop_assert!(!surely || end.last().is_closer_caught);
	}

	#[test]
	fn a_claim_after_a_loss_is_judged_by_nothing_but_itself(
		steps in steps(), claim in 0u16..=1_000, turns in turns(), secrets: u8,
	) {
		let all = history(&steps);
		let claim = Balance::from(claim);
		let mut closing =
			TestClosing::begin_after_loss(Side::Opener, claim, 0, &COMMITTED, 0, 0).unwrap();
		let mut at = None;
		for (_, by) in turns {
			let next = at.map_or(0, |at| at + usize::from(by % 4) + 1);
			if let Some((state, _)) = all.get(next) {
				let known = revealed(secrets);
				closing.challenge(&bob(), &parties(), state.clone(), &COMMITTED, known).unwrap();
				at = Some(next);
			}
		}
		let end = settled(closing, secrets);
		let due = at.map_or(claim, |at| worth(&all[at].0, Side::Opener, secrets));
		let penalty = end.last().penalties.opener.amount;
		prop_assert_eq!(penalty, TERMS.penalty(claim.saturating_sub(due), due));
	}
}

/// What `honest` has by `state` if the HTLCs of it that the parties have ended since count as they
/// ended them: whoever is paid for that is `honest`, or has let it be.
fn worth_of_last(state: &State, honest: Side, counts: &State, secrets: u8) -> Balance {
	if state.version == counts.version {
		return worth(state, honest, secrets);
	}
	// Version n + 1 was proposed by it: for sure it has no less, HTLCs aside.
	*state.balances(&COMMITTED).unwrap().of(honest)
}

#[test]
fn as_many_htlcs_as_can_be_are_folded_and_settled() {
	let full = |secret| {
		let one = htlc(Side::Opener, 10, secret, deadline(secret));
		vec![one; MAX_HTLCS as usize]
	};
	let known = revealed(0);
	let first = state_with(1, Side::Opener, 0, full(1));
	let mut closing = TestClosing::begin(Side::Opener, first, &COMMITTED, 0, 0, known).unwrap();
	for version in 2..20 {
		let secret = version as u8 / 2 % SECRETS;
		let next = state_with(version, Side::Opener, 0, full(secret));
		closing.challenge(&charlie(), &parties(), next, &COMMITTED, known).unwrap();
		// Never more than there is, however often HTLCs come and go.
		assert!(closing.claims.opener.sure <= 1_700);
	}
	let end = settled(closing, 0);
	assert_eq!(end.paid.checked_sum().unwrap() + end.reward, 1_700);
}
