//! What becomes of each party when something is not as it should be: the table of the book.

use super::*;
use crate::{
	core::chain::Submitted,
	roles::swap::told::{Deed, Told},
};
use strum::IntoEnumIterator;

/// States in which something of a party's can be under way.
fn open_states() -> impl Iterator<Item = State> {
	State::iter().filter(|state| !state.is_over())
}

/// Shows what became of all, and sees that the honest ones have what they gave or were to get.
fn judge(case: &str, honest: &[usize], outcomes: &[Outcome]) {
	show(case, outcomes);
	for party in honest {
		let it = outcomes[*party];
		assert!(it.state.is_over() && it.state != State::Lost, "{case}: {it:?}");
		assert!(it.is_fair(*party), "{case}: {it:?}");
	}
}

fn is_done(outcomes: &[Outcome]) -> bool {
	outcomes.iter().all(|it| it.state == State::Done)
}

#[tokio::test]
async fn each_has_what_it_gave_or_what_it_was_to_get() {
	show_head();
	let fair = Play::begin().await.finish(async |_, _| {}).await;
	judge("both keep to the machine", &[ALICE, BOB], &fair);
	assert!(is_done(&fair));
	let amounts = AMOUNTS.map(|amount| amount as i128);
	assert_eq!((fair[ALICE].paid, fair[ALICE].received), (-amounts[1], amounts[0]));
	assert_eq!((fair[BOB].paid, fair[BOB].received), (-amounts[0], amounts[1]));

	for (way, at) in [("posts no bond", State::Agreed), ("never locks", State::Bonded)] {
		for party in [ALICE, BOB] {
			let ended = gone(2, party, at).await;
			judge(&format!("{} {way}", NAMES[party]), &[1 - party], &ended);
		}
	}
	for party in [ALICE, BOB] {
		let ended = gone(2, party, State::Locked).await;
		judge(&format!("{} vanishes after locking", NAMES[party]), &[1 - party], &ended);
	}
	late().await;
	for party in [ALICE, BOB] {
		for state in open_states() {
			for ticks in [5, 50] {
				read_only(party, state, ticks).await;
			}
		}
	}
	for chain in [0, 1] {
		for state in open_states() {
			stopped(2, chain, state).await;
		}
	}
	wrong_preimage().await;
	replayed().await;
	foreign_leg().await;
	poor_claimer().await;
	refused().await;
	for party in [ALICE, BOB] {
		for state in open_states() {
			off(party, state).await;
		}
	}
}

#[tokio::test]
async fn in_a_ring_of_three_it_is_the_same() {
	show_head();
	let fair = Play::of(3).await.finish(async |_, _| {}).await;
	judge("three keep to the machine", &[0, 1, 2], &fair);
	assert!(is_done(&fair));
	for (party, it) in fair.iter().enumerate() {
		let (gives, gets) = (AMOUNTS[(party + 2) % 3] as i128, AMOUNTS[party] as i128);
		assert_eq!((it.paid, it.received), (-gives, gets));
	}
	let ways = [
		("posts no bond", State::Agreed),
		("never locks", State::Bonded),
		("vanishes after locking", State::Locked),
	];
	for (way, at) in ways {
		for (party, name) in NAMES.iter().enumerate() {
			let honest: Vec<_> = (0..3).filter(|other| *other != party).collect();
			let ended = gone(3, party, at).await;
			judge(&format!("{name} {way}"), &honest, &ended);
		}
	}
	for chain in 0..3 {
		for state in open_states() {
			stopped(3, chain, state).await;
		}
	}
}

/// A party goes away for good once it is in a state.
async fn gone(parties: usize, party: usize, at: State) -> Vec<Outcome> {
	let play = Play::of(parties).await;
	play.finish(async |play, _| {
		let agent = &mut play.agents[party];
		if agent.state == at {
			agent.vanish();
		}
	})
	.await
}

/// The leader claims at the last instant.
async fn late() {
	let play = Play::begin().await;
	let times = play.terms.times(1).unwrap();
	let (owner, hash) = (play.terms.legs[0].owner, play.terms.payment_hash);
	let key = &keys(ALICE)[0];
	let sealed = key.seal(&hash, &SECRET).unwrap();
	let call = Deed::Claim { owner, hash, sealed }.call(key).unwrap();
	let ended = play
		.finish(async |play, _| {
			if play.agents[ALICE].state == State::Locked {
				play.agents[ALICE].vanish();
			}
			// The next block is the last one before the deadline.
			if play.world.now_ms() + 2 * world::TICK_MS == times.deadline_ms {
				play.world.chains[0].send(key, &call).await;
			}
		})
		.await;
	judge("leader reveals at the last instant", &[BOB], &ended);
	assert_eq!(ended[BOB].state, State::Done);
	assert_eq!(ended[ALICE].received, AMOUNTS[0] as i128);
}

/// The store of a party cannot be written for a while, from a state on.
async fn read_only(party: usize, state: State, ticks: u32) {
	let play = Play::begin().await;
	let mut since = None;
	let ended = play
		.finish(async |play, number| {
			let agent = &play.agents[party];
			let Some(process) = &agent.process else { return };
			if since.is_none() && agent.state == state {
				since = Some(number);
				process.set_read_only(true).await;
			}
			if since.is_some_and(|since| number == since + ticks) {
				process.set_read_only(false).await;
			}
		})
		.await;
	if since.is_none() {
		return; // it is never there on this way
	}
	let case = format!(
		"store of the {} cannot be written for {} s from {state} on",
		NAMES[party],
		ticks * 6
	);
	// What is not signed yet cannot be: that is an agent that is off for longer than the gap allows.
	let is_off = ticks > 10 && party == BOB && matches!(state, State::Locking | State::Locked);
	let honest = if is_off { vec![1 - party] } else { vec![ALICE, BOB] };
	judge(&case, &honest, &ended);
}

/// A chain makes no blocks, past all deadlines, and then goes on.
async fn stopped(parties: usize, chain: usize, state: State) {
	let play = Play::of(parties).await;
	let mut is_stopped = false;
	let ended = play
		.finish(async |play, _| {
			if !is_stopped && play.agents[ALICE].state == state {
				is_stopped = true;
				play.world.chains[chain].stands_for = 120;
			}
		})
		.await;
	if !is_stopped {
		return;
	}
	let case = format!("chain {} stands for 720 s from the leader's {state} on", CHAINS[chain]);
	// The secret is out, and who receives there cannot claim: the one thing that no gap covers. Of the
	// last leg the deadline is put off for as long as that takes.
	let is_out = state == State::Revealing && chain + 1 < parties;
	let pending = is_out.then_some(chain);
	let honest: Vec<_> = (0..parties).filter(|party| Some(*party) != pending).collect();
	judge(&case, &honest, &ended);
}

/// Somebody claims with another preimage.
async fn wrong_preimage() {
	let play = Play::begin().await;
	let (owner, hash) = (play.terms.legs[1].owner, play.terms.payment_hash);
	let key = &keys(BOB)[0];
	let sealed = key.seal(&hash, &[6; 32]).unwrap();
	let call = Deed::Claim { owner, hash, sealed }.call(key).unwrap();
	let ended = play
		.finish(async |play, _| {
			// The own agent of the account does not mind: what is not included uses no nonce.
			if play.agents[BOB].state == State::Locked {
				play.world.chains[1].send(key, &call).await;
			}
		})
		.await;
	judge("follower claims with another preimage", &[ALICE], &ended);
	assert!(is_done(&ended));
}

/// What was signed for a chain is sent to its sister.
async fn replayed() {
	let play = Play::begin().await;
	let mut refused = 0;
	let ended = play
		.finish(async |play, _| {
			use crate::core::chain::Node;
			for (from, to) in [(0, 1), (1, 0)] {
				for bytes in play.world.chains[from].waiting() {
					let said = play.world.chains[to].chain.submit(bytes).await.unwrap();
					assert!(matches!(said, Submitted::Refused(_)));
					refused += 1;
				}
			}
			// Also signed anew: the terms say which chain each leg is for.
			if play.agents[ALICE].state == State::Bonded {
				let terms = codec::Encode::encode(&play.terms);
				let key = &keys(ALICE)[0];
				let call = Deed::Lock { terms, position: 2 }.call(key).unwrap();
				play.world.chains[0].send(key, &call).await;
			}
		})
		.await;
	judge("what is signed for a chain is sent to its sister", &[BOB], &ended);
	assert!(refused > 5);
}

/// The leader locks something else under the same name, and has it back.
async fn foreign_leg() {
	let play = Play::begin().await;
	let (owner, hash) = (play.terms.legs[1].owner, play.terms.payment_hash);
	let ended = play
		.finish(async |play, _| {
			let sim = &play.world.chains[1];
			// One at a time has that name.
			let is_free = !sim.state.lock().unwrap().legs.contains_key(&(owner, hash));
			if is_free && play.agents[BOB].state == State::Bonded {
				let how = String::from("handed-back");
				sim.tell(Told::Ended { owner, hash, how });
			}
		})
		.await;
	judge("leader has another leg of the same name handed back", &[BOB], &ended);
	assert!(is_done(&ended));
}

/// The account that claims is emptied at the worst instant: the own one claims.
async fn poor_claimer() {
	for (party, at) in [(ALICE, State::Locked), (BOB, State::Locked), (BOB, State::SecretSeen)] {
		let play = Play::begin().await;
		let chain = if party == ALICE { 0 } else { 1 };
		let mut is_poor = false;
		let ended = play
			.finish(async |play, _| {
				if !is_poor && play.agents[party].state == at {
					is_poor = true;
					play.world.chains[chain].empty(accounts(party)[1]);
				}
			})
			.await;
		judge(&format!("claimer of the {} is empty from {at} on", NAMES[party]), &[], &ended);
		let its = ended[party];
		assert!(is_poor && its.state == State::Done, "{its:?}");
	}
}

/// What a party is to get is refused for five minutes, as by an issuer that has blocked it.
async fn refused() {
	for party in [ALICE, BOB] {
		let (chain, account) = (if party == ALICE { 0 } else { 1 }, accounts(party)[0]);
		let play = Play::begin().await;
		play.world.chains[chain].state.lock().unwrap().refused.insert(account);
		let mut since = None;
		let ended = play
			.finish(async |play, number| {
				let mut state = play.world.chains[chain].state.lock().unwrap();
				if since.is_none() && state.credits.contains_key(&account) {
					since = Some(number);
				}
				if since.is_some_and(|since| number == since + 50) {
					state.refused.remove(&account);
				}
			})
			.await;
		judge(
			&format!("what the {} gets is refused for 300 s", NAMES[party]),
			&[ALICE, BOB],
			&ended,
		);
		assert!(since.is_some() && is_done(&ended), "{ended:?}");
	}
}

/// An agent is off for so long that its node has no state of what it has missed.
async fn off(party: usize, state: State) {
	let play = Play::begin().await;
	let mut since = None;
	let ended = play
		.finish(async |play, number| {
			let agent = &mut play.agents[party];
			if since.is_none() && agent.state == state {
				since = Some(number);
				agent.process = None;
				(agent.returns, agent.off_for) = (true, 6);
			}
			if since.is_some_and(|since| number == since + 6) {
				for sim in &play.world.chains {
					sim.chain.prune(sim.chain.best().number.saturating_sub(2));
				}
			}
		})
		.await;
	if since.is_none() {
		return;
	}
	let case = format!("{} is off for 36 s from {state} on, without the state", NAMES[party]);
	judge(&case, &[ALICE, BOB], &ended);
}
