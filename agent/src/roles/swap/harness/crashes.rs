//! Killed at each point that it comes by, on each of its ways.

use super::*;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// What the other party does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Way {
	/// All that it is to do.
	Fair,
	/// It posts its bond, and no more.
	NeverLocks,
	/// It locks, and no more.
	Vanishes,
	/// Nothing at all.
	NeverComes,
}

const WAYS: [Way; 4] = [Way::Fair, Way::NeverLocks, Way::Vanishes, Way::NeverComes];

impl Way {
	/// In which state the other party goes away.
	fn leaves(self, state: State) -> bool {
		match self {
			Self::Fair => false,
			Self::NeverComes => true,
			Self::NeverLocks => state == State::Bonded,
			Self::Vanishes => state == State::Locked,
		}
	}
}

/// Lets `party` be killed at a label, or nowhere; what it has come by, and the outcome. It is the next
/// one that does otherwise.
async fn play(
	parties: usize,
	party: usize,
	way: Way,
	dies_at: &str,
) -> (Vec<String>, Vec<Outcome>) {
	let mut play = Play::of(parties).await;
	let plan = Plan::dying_at(dies_at);
	play.agents[party].plan = plan.clone();
	play.agents[party].returns = true;
	let outcomes = play
		.finish(async |play, _| {
			let other = &mut play.agents[(party + 1) % parties];
			if way.leaves(other.state) {
				other.vanish();
			}
		})
		.await;
	let labels = plan.labels.lock().unwrap().clone();
	(labels, outcomes)
}

/// In which states it is written to be, by the labels.
fn states(labels: &[String]) -> BTreeSet<State> {
	let words = labels.iter().filter_map(|label| label.strip_prefix("stored "));
	words.flat_map(|words| words.split(' ').filter_map(|word| word.parse().ok())).collect()
}

/// What one has come by that is killed wherever it comes by.
#[derive(Default)]
struct Seen {
	count: u32,
	points: BTreeSet<String>,
	states: BTreeSet<State>,
}

impl Seen {
	/// Kills a party at each point of its way.
	async fn kill(&mut self, parties: usize, party: usize, way: Way) {
		let name = NAMES[party];
		let (labels, whole) = play(parties, party, way, "").await;
		show(&format!("{name} never killed, the next {way:?}"), &whole);
		if way == Way::Fair {
			assert!(whole.iter().all(|it| it.state == State::Done), "{whole:?}");
		}
		self.states.extend(states(&labels));
		for label in &labels {
			let (came_by, ended) = play(parties, party, way, label).await;
			self.count += 1;
			self.points.insert(label.split(' ').next().unwrap().to_owned());
			assert!(came_by.contains(label), "{name} at {label}");
			let its = ended[party];
			let case = format!("{name} killed: {label}, the next {way:?}");
			show(&case, &ended);
			assert!(its.state.is_over() && its.state != State::Lost, "{case}: {its:?}");
			assert!(its.is_fair(party), "{case}: {its:?}");
			if way == Way::Fair {
				// One that is there again at once does not even lose time.
				assert_eq!(ended, whole, "{case}");
			}
		}
	}
}

#[tokio::test]
async fn killed_at_any_point_it_goes_on_and_loses_nothing() {
	let mut seen = Seen::default();
	show_head();
	for party in [ALICE, BOB] {
		for way in WAYS {
			seen.kill(2, party, way).await;
		}
	}
	println!("killed {} times", seen.count);
	let all: BTreeSet<_> = crate::core::crash::POINTS.map(String::from).into();
	assert_eq!(seen.points, all);
	// Every state of the machine but those that need more than a party that keeps to it.
	let rare = [State::Divided, State::Gained, State::Lost];
	let missed: Vec<_> = State::iter()
		.filter(|state| !seen.states.contains(state) && !rare.contains(state))
		.collect();
	assert_eq!(missed, []);
}

#[tokio::test]
async fn so_is_each_of_a_ring_of_three() {
	let mut seen = Seen::default();
	show_head();
	for party in 0..3 {
		for way in [Way::Fair, Way::Vanishes] {
			seen.kill(3, party, way).await;
		}
	}
	println!("killed {} times", seen.count);
}
