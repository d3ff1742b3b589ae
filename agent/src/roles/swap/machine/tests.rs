use super::{
	model::{play, Dice, Faults, World},
	*,
};
use crate::roles::swap::terms::{Asset, Bond, ChainId, Leg};
use proptest::prelude::*;
use strum::IntoEnumIterator;

const TIMING: Timing = Timing::DEVELOPMENT;

/// Two parties, with bonds: leg 1 is locked by 180 s and claimed by 240 s, leg 2 by 120 s and 315 s;
/// their bonds are posted by 0 s and 60 s.
fn terms(bonds: bool) -> Terms {
	let leg = |index: u8| Leg {
		chain: ChainId { index, genesis: [index; 32] },
		owner: [index % 2; 32],
		receiver: [index - 1; 32],
		asset: Asset::Native,
		amount: 100,
		into: None,
		bond: bonds.then_some(Bond { asset: Asset::Native, amount: 1 }),
	};
	Terms {
		payment_hash: [0; 32],
		base_ms: 1_240_000,
		gap_ms: 75_000,
		step_ms: 60_000,
		reveal_ms: 60_000,
		extension_ms: 0,
		legs: vec![leg(1), leg(2)],
	}
}

const LEADER: Party = Party { place: 0, of: 2 };
const FOLLOWER: Party = Party { place: 1, of: 2 };

/// A view in which all chains go on, at that instant.
fn view(at_ms: u64) -> View {
	let chain = ChainSeen { last_ms: at_ms, best_ms: at_ms, is_alive: true };
	let legs = vec![Seen { chain, ..Seen::default() }; 2];
	View { legs, can_claim: true, ..View::default() }
}

fn with(mut view: View, change: impl FnOnce(&mut View)) -> View {
	change(&mut view);
	view
}

fn go(state: State, party: Party, terms: &Terms, view: &View) -> (State, Wants) {
	let (next, wants) = step(state, party, terms, &TIMING, view);
	// What is asked twice is answered alike.
	assert_eq!(step(next, party, terms, &TIMING, view), (next, wants), "from {state}");
	(next, wants)
}

#[test]
fn a_leader_without_bonds_locks_at_once() {
	let (state, wants) = go(State::Agreed, LEADER, &terms(false), &view(1_000_000));
	assert_eq!(state, State::Locking);
	assert_eq!(wants, Wants { lock: true, ..Wants::default() });
}

#[test]
fn a_leader_with_bonds_posts_its_own_and_waits_for_all() {
	let terms = terms(true);
	let (state, wants) = go(State::Agreed, LEADER, &terms, &view(900_000));
	assert_eq!((state, wants), (State::Bonding, Wants { bond: true, ..Wants::default() }));
	let own = with(view(960_000), |view| view.legs[0].bond = BondSeen::Posted);
	assert_eq!(go(state, LEADER, &terms, &own), (State::Bonded, Wants::default()));
	let all = with(own, |view| view.legs[1].bond = BondSeen::Posted);
	assert_eq!(go(State::Bonded, LEADER, &terms, &all).0, State::Locking);
}

#[test]
fn a_follower_posts_its_bond_after_the_one_in_its_favour() {
	let terms = terms(true);
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &view(900_000)).0, State::Agreed);
	let secured = with(view(960_000), |view| view.legs[0].bond = BondSeen::Posted);
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &secured).0, State::Bonding);
}

#[test]
fn a_follower_locks_when_the_leg_that_it_receives_is_there() {
	let terms = terms(false);
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &view(1_000_000)).0, State::Bonded);
	let there = with(view(1_000_000), |view| view.legs[1].leg = LegSeen::Open);
	assert_eq!(go(State::Bonded, FOLLOWER, &terms, &there).0, State::Locking);
	let late = with(there.clone(), |view| view.legs[0].chain.best_ms = 1_180_000 - 12_000);
	assert_eq!(go(State::Bonded, FOLLOWER, &terms, &late).0, State::Bonded);
	let dead = with(there, |view| view.legs[1].chain.is_alive = false);
	assert_eq!(go(State::Bonded, FOLLOWER, &terms, &dead).0, State::Bonded);
}

#[test]
fn a_leader_reveals_only_with_time_left_and_all_chains_alive() {
	let terms = terms(false);
	let both = |at_ms| {
		with(view(at_ms), |view| view.legs.iter_mut().for_each(|it| it.leg = LegSeen::Open))
	};
	let margin_ms = TIMING.reveal_margin_ms();
	let (state, wants) = go(State::Locked, LEADER, &terms, &both(1_240_000 - margin_ms - 1));
	assert_eq!((state, wants), (State::Revealing, Wants { claim: true, ..Wants::default() }));
	assert_eq!(go(State::Locked, LEADER, &terms, &both(1_240_000 - margin_ms)).0, State::Locked);
	let dead = with(both(1_000_000), |view| view.legs[1].chain.is_alive = false);
	assert_eq!(go(State::Locked, LEADER, &terms, &dead).0, State::Locked);
}

#[test]
fn nobody_puts_anything_up_who_could_not_claim() {
	let ready = |leader: bool, bonds: bool| {
		with(view(900_000), |view| {
			view.can_claim = false;
			view.legs[1].leg = if leader { LegSeen::Absent } else { LegSeen::Open };
			view.legs[0].bond = if bonds && leader { BondSeen::Absent } else { BondSeen::Posted };
		})
	};
	// Not a bond, not a lock, not the secret.
	assert_eq!(go(State::Agreed, LEADER, &terms(true), &ready(true, true)).0, State::Agreed);
	assert_eq!(go(State::Agreed, LEADER, &terms(false), &ready(true, false)).0, State::Bonded);
	assert_eq!(go(State::Bonded, FOLLOWER, &terms(false), &ready(false, false)).0, State::Bonded);
	let both = with(ready(false, false), |view| view.legs[0].leg = LegSeen::Open);
	assert_eq!(go(State::Locked, LEADER, &terms(false), &both).0, State::Locked);
	// Once the secret is public, it is tried all the same.
	let public = with(both, |view| view.is_public = true);
	assert!(go(State::Locked, FOLLOWER, &terms(false), &public).1.claim);
}

#[test]
fn what_is_out_is_claimed_whatever_was_decided_meanwhile() {
	let terms = terms(false);
	let out = with(view(1_239_000), |view| {
		view.legs.iter_mut().for_each(|it| it.leg = LegSeen::Open);
		view.is_out = true;
	});
	let (state, wants) = go(State::Locked, LEADER, &terms, &out);
	assert!(state == State::Revealing && wants.claim);
}

#[test]
fn a_leader_whose_claim_was_never_sent_decides_anew() {
	let terms = terms(false);
	let late =
		with(view(1_230_000), |view| view.legs.iter_mut().for_each(|it| it.leg = LegSeen::Open));
	assert_eq!(go(State::Revealing, LEADER, &terms, &late), (State::Locked, Wants::default()));
	let out = with(late, |view| view.is_out = true);
	let (state, wants) = go(State::Revealing, LEADER, &terms, &out);
	assert!(state == State::Revealing && wants.claim);
}

#[test]
fn once_the_secret_is_public_nobody_looks_at_margins() {
	let terms = terms(false);
	let public = with(view(1_999_000), |view| {
		view.is_public = true;
		view.legs[1].leg = LegSeen::Open;
		view.legs[1].chain.is_alive = false;
	});
	let (state, wants) = go(State::Locked, FOLLOWER, &terms, &public);
	assert!(state == State::SecretSeen && wants.claim);
	// Also who has not locked takes what is open, and locks no more.
	let (state, wants) = go(State::Bonded, FOLLOWER, &terms, &public);
	assert!(state == State::SecretSeen && wants.claim && !wants.lock);
}

#[test]
fn every_end_has_its_name() {
	use How::{Claimed, Divided, HandedBack, Refunded};
	let terms = terms(false);
	let end = |received, paid| {
		let ended = with(view(2_000_000), |view| {
			(view.legs[0].leg, view.legs[1].leg) = (received, paid);
		});
		go(State::Locked, LEADER, &terms, &ended).0
	};
	let gone = LegSeen::Ended;
	assert_eq!(end(gone(Claimed), gone(Claimed)), State::Done);
	assert_eq!(end(gone(Claimed), gone(Refunded)), State::Gained);
	assert_eq!(end(gone(Refunded), gone(Claimed)), State::Lost);
	assert_eq!(end(gone(Refunded), gone(Refunded)), State::Refunded);
	assert_eq!(end(LegSeen::Absent, gone(HandedBack)), State::Refunded);
	assert_eq!(end(gone(Divided), gone(Refunded)), State::Divided);
	assert_eq!(end(LegSeen::Absent, LegSeen::Absent), State::Aborted);
}

#[test]
fn what_hooks_leave_is_done_by_calls() {
	let terms = terms(true);
	let grace_ms = TIMING.grace_ms();
	let waits = |at_ms| {
		with(view(at_ms), |view| {
			view.legs[1].leg = LegSeen::Open;
			view.legs[0].bond = BondSeen::Posted;
		})
	};
	let wants = |at_ms| go(State::Locked, LEADER, &terms, &waits(at_ms)).1;
	assert!(!wants(1_315_000 + grace_ms - 1).settle && wants(1_315_000 + grace_ms).settle);
	assert!(
		!wants(1_180_000 + grace_ms - 1).return_bond && wants(1_180_000 + grace_ms).return_bond
	);
}

#[test]
fn a_bond_that_waits_keeps_a_swap_open() {
	let terms = terms(true);
	let waits = with(view(2_000_000), |view| view.legs[0].bond = BondSeen::Posted);
	assert_eq!(go(State::Bonded, LEADER, &terms, &waits).0, State::Bonded);
	let back = with(waits, |view| view.legs[0].bond = BondSeen::Returned);
	assert_eq!(go(State::Bonded, LEADER, &terms, &back).0, State::Aborted);
}

#[test]
fn a_follower_that_is_left_alone_is_free_again() {
	let terms = terms(true);
	let late = terms.times(1).unwrap().bond_by_ms;
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &view(late - 1)).0, State::Agreed);
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &view(late)).0, State::Aborted);
	let secured = with(view(late), |view| view.legs[0].bond = BondSeen::Posted);
	assert_eq!(go(State::Agreed, FOLLOWER, &terms, &secured).0, State::Bonding);
}

#[test]
fn states_are_read_by_their_names() {
	for state in State::iter() {
		assert_eq!(state.name().parse(), Ok(state));
		assert_eq!(state.to_string(), state.name());
	}
	assert_eq!(State::SecretSeen.name(), "secret-seen");
	assert!("failed".parse::<State>().is_err());
}

fn run(seed: u64, bytes: Vec<u8>, faults: Faults) -> (State, bool, World) {
	let mut dice = Dice::new(seed, bytes);
	let parties = 2 + dice.roll(13) as u8;
	let place = dice.roll(parties.into()) as u8;
	let bonds = dice.roll(2) == 0;
	let mut world = World::new(parties, place, bonds, faults, &mut dice);
	let (state, lost) = play(&mut world, &mut dice);
	(state, lost, world)
}

/// How many worlds are played; `RING_RUNS` asks for more.
fn runs() -> u32 {
	std::env::var("RING_RUNS").ok().and_then(|runs| runs.parse().ok()).unwrap_or(10_000)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(runs()))]

	/// Whatever the others do, and whenever it is killed: it never gives without receiving, and it
	/// comes to an end.
	#[test]
	fn nobody_loses_who_goes_by_the_rules(
		seed: u64,
		bytes in proptest::collection::vec(any::<u8>(), 0..64),
	) {
		let (state, lost, world) = run(seed, bytes, Faults::default());
		prop_assert!(!lost, "{:?} of {:?}", world.party, world.terms);
		prop_assert!(state.is_over() && state != State::Lost, "{} {:?}", state, world.party);
	}
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

	/// All have what they wanted if all go by the rules and nothing stands still.
	#[test]
	fn all_is_done_if_all_go_by_the_rules(seed: u64, parties in 2_u8..=14, bonds: bool) {
		let mut dice = Dice::new(seed, vec![]);
		let mut world = World::new(parties, 0, bonds, Faults::default(), &mut dice).fair();
		for _ in 0..800 {
			world.tick(&mut dice);
		}
		let states = world.fair_states();
		prop_assert!(states.iter().all(|state| *state == State::Done), "{:?}", states);
	}

	/// The machine is total, and what it answers does not change when it is asked again.
	#[test]
	fn any_view_has_an_answer(
		state in proptest::sample::select(State::iter().collect::<Vec<_>>()),
		leads: bool,
		bonds: bool,
		legs in proptest::collection::vec((0..5_u8, 0..3_u8, 0..2_500_u64, 0..60_u64, any::<bool>()), 0..4),
		is_public: bool,
		is_out: bool,
		can_claim: bool,
	) {
		use How::{Claimed, Refunded};
		let kinds =
			[LegSeen::Absent, LegSeen::Open, LegSeen::Ended(Claimed), LegSeen::Ended(Refunded), LegSeen::Ended(How::Divided)];
		let bond = [BondSeen::Absent, BondSeen::Posted, BondSeen::Returned];
		let seen = |(leg, posted, last, ahead, is_alive): (u8, u8, u64, u64, bool)| Seen {
			leg: kinds[usize::from(leg)],
			bond: bond[usize::from(posted)],
			chain: ChainSeen { last_ms: last * 1_000, best_ms: (last + ahead) * 1_000, is_alive },
		};
		let view = View { legs: legs.into_iter().map(seen).collect(), is_public, is_out, can_claim };
		let party = if leads { LEADER } else { FOLLOWER };
		go(state, party, &terms(bonds), &view);
	}
}

/// Each rule is needed: without it the model finds a loss.
#[test]
fn a_loss_is_found_when_a_rule_is_left_out() {
	let losses = |faults: Faults| (1..20_000_u64).any(|seed| run(seed * 7_919, vec![], faults).1);
	assert!(losses(Faults { gap_ms: 60_000, ..Faults::default() }), "a gap that is too short");
	assert!(losses(Faults { no_margin: true, ..Faults::default() }), "a leader without a margin");
	assert!(losses(Faults { blind: true, ..Faults::default() }), "a lock without a look");
}
