//! Random histories against a model: a sorted list.

use super::*;
use proptest::prelude::*;
use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

/// What an entry's handler will do.
#[derive(Clone, Debug)]
enum Will {
	Do,
	FindStale,
	/// Push these, due so long before or after now.
	Push(Vec<i64>),
	/// Push, and then fail: the pushes are undone.
	PushAndFail(Vec<i64>),
	/// Fail, and be pushed again once.
	FailAndRetry(i64),
}

#[derive(Clone, Debug)]
enum Step {
	/// Push an entry, due so long before or after now.
	Push(i64, Will),
	/// Push many for one instant.
	Crowd(i64, u32),
	/// Time passes.
	Wait(u64),
	/// Serve, with a budget for so many pages and entries.
	Serve(u64, u64),
	/// Serve with a budget of so many percent of what one entry takes.
	Starve(u64),
	/// The length of a slot changes.
	SlotMs(u64),
}

fn around_now() -> impl Strategy<Value = i64> {
	prop_oneof![
		4 => -5_000..20_000_i64,
		2 => -3..4_i64,
		1 => -100_000_000..1_000_000_000_i64,
		1 => Just(i64::MAX),
	]
}

fn will() -> impl Strategy<Value = Will> {
	let some = || prop::collection::vec(around_now(), 0..4);
	prop_oneof![
		4 => Just(Will::Do),
		1 => Just(Will::FindStale),
		2 => some().prop_map(Will::Push),
		1 => some().prop_map(Will::PushAndFail),
		1 => around_now().prop_map(Will::FailAndRetry),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		8 => (around_now(), will()).prop_map(|(due, will)| Step::Push(due, will)),
		1 => (around_now(), 1..150_u32).prop_map(|(due, many)| Step::Crowd(due, many)),
		3 => prop_oneof![Just(0), 1..10_u64, 100..8_000_u64].prop_map(Step::Wait),
		1 => (10_000..1_000_000_000_u64).prop_map(Step::Wait),
		5 => (0..5_u64, 0..100_u64).prop_map(|(pages, entries)| Step::Serve(pages, entries)),
		1 => Just(Step::Serve(100_000, 100_000)),
		1 => (0..110_u64).prop_map(Step::Starve),
		1 => prop::sample::select(vec![0, 1, 7, 1_000, 6_000]).prop_map(Step::SlotMs),
	]
}

/// The timetable as a sorted list: by slot, then by push.
#[derive(Default)]
struct Model {
	now_ms: u64,
	open_ms: u64,
	pushes: u32,
	waiting: BTreeMap<(u64, u32), u64>,
	wills: BTreeMap<u32, Will>,
}

impl Model {
	fn at(&self, due: i64) -> u64 {
		// Near the end of time too: the greatest offset is the last instant.
		if due == i64::MAX {
			u64::MAX
		} else {
			self.now_ms.saturating_add_signed(due)
		}
	}

	/// By the words of the promise, not by the code: the first end of a slot at or after.
	fn slot_end(instant_ms: u64) -> u64 {
		let slot_ms = u128::from(SlotMs::get().max(1));
		let end = u128::from(instant_ms).div_ceil(slot_ms) * slot_ms;
		u64::try_from(end).unwrap_or(u64::MAX)
	}

	/// Push to both, with a payload that is told apart from all others.
	fn push(&mut self, due: i64, will: Will) {
		let due_ms = self.at(due);
		let payload = self.expect_push(due_ms, will);
		Table::push(due_ms, payload);
	}

	fn expect_push(&mut self, due_ms: u64, will: Will) -> u32 {
		let payload = self.pushes;
		self.pushes += 1;
		self.wills.insert(payload, will);
		self.waiting.insert((Self::slot_end(due_ms).max(self.open_ms), payload), due_ms);
		payload
	}

	fn first_due(&self) -> Option<((u64, u32), u64)> {
		let (key, due_ms) = self.waiting.first_key_value()?;
		(key.0 <= self.now_ms).then_some((*key, *due_ms))
	}
}

/// Checks each entry against the model as it comes, and does what it will.
struct Checking {
	model: Rc<RefCell<Model>>,
	bound: Weight,
	/// What was due when the call began, in order.
	expected: std::vec::IntoIter<((u64, u32), u64)>,
	handled: u32,
}

impl Checking {
	fn new(model: &Rc<RefCell<Model>>, bound: Weight) -> Self {
		let inner = model.borrow();
		let now_ms = inner.now_ms;
		let due = inner.waiting.iter().take_while(|(key, _)| key.0 <= now_ms);
		let expected = due.map(|(key, due)| (*key, *due)).collect::<Vec<_>>().into_iter();
		drop(inner);
		Self { model: model.clone(), bound, expected, handled: 0 }
	}
}

impl Handler<u32> for Checking {
	fn weight(&self, _: &Entry<u32>) -> Weight {
		self.bound
	}

	fn handle(&mut self, entry: &Entry<u32>, now_ms: u64) -> Result<Outcome, DispatchError> {
		let (key, due_ms) = self.expected.next().expect("nothing is served that is not due");
		assert_eq!((entry.due_ms, entry.payload), (due_ms, key.1), "in order");
		let mut model = self.model.borrow_mut();
		assert_eq!(now_ms, model.now_ms);
		assert!(now_ms >= due_ms, "never early");
		assert_eq!(model.waiting.remove(&key), Some(due_ms), "once");
		self.handled += 1;

		match model.wills.remove(&entry.payload).expect("every entry has its will") {
			Will::Do => Ok(Outcome::Done(None)),
			Will::FindStale => Ok(Outcome::Stale(None)),
			Will::Push(dues) => {
				for due in dues {
					model.push(due, Will::Do);
				}
				Ok(Outcome::Done(None))
			},
			Will::PushAndFail(dues) => {
				for due in dues {
					Table::push(model.at(due), u32::MAX);
				}
				Err(DispatchError::Unavailable)
			},
			Will::FailAndRetry(due) => {
				model.wills.insert(entry.payload, Will::FailAndRetry(due));
				Err(DispatchError::CannotLookup)
			},
		}
	}

	fn failed(&mut self, entry: &Entry<u32>, _: u64, _: DispatchError) {
		let mut model = self.model.borrow_mut();
		if let Some(Will::FailAndRetry(due)) = model.wills.remove(&entry.payload) {
			model.push(due, Will::Do);
		}
	}
}

/// Serve within `budget` and check all that is promised of a call.
fn check_service(model: &Rc<RefCell<Model>>, budget: Weight, bound: Weight) {
	let costs = Queue::costs();
	let mut handler = Checking::new(model, bound);
	{
		let mut model = model.borrow_mut();
		if model.first_due().is_some() && (costs.check + costs.begin).all_lte(budget) {
			model.open_ms = model.open_ms.max(Model::slot_end(model.now_ms + 1));
		}
	}
	let now_ms = model.borrow().now_ms;
	let mut meter = WeightMeter::with_limit(budget);
	let report = Table::service(now_ms, &mut meter, &mut handler);

	assert!(meter.consumed().all_lte(budget), "within the budget");
	assert_eq!(report.served(), handler.handled);
	let left = handler.expected.len();
	if costs.check.all_lte(budget) {
		assert_eq!(report.more, left > 0);
	}
	if left > 0 {
		// It stopped only because the next entry did not fit.
		assert!(!meter.can_consume(costs.page + costs.begin + costs.entry + bound));
		assert!(handler.handled > 0 || !costs.least_budget(bound).all_lte(budget), "progress");
	}
}

fn check_state(model: &Model) {
	Table::try_state().unwrap();
	let expected = model.waiting.iter().map(|(key, due_ms)| (*due_ms, key.1));
	assert!(Table::iter().map(|entry| (entry.due_ms, entry.payload)).eq(expected));
	assert_eq!(Table::next_due_ms(), model.waiting.first_key_value().map(|(key, _)| key.0));
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(1_500))]

	/// All that is due is served once, in order, never early, never beyond the budget, and in the
	/// end nothing waits.
	#[test]
	fn everything_is_served_once_and_in_order(
		start_ms in prop_oneof![Just(0_u64), Just(1_750_000_000_000), Just(u64::MAX / 2)],
		steps in prop::collection::vec(step(), 1..80),
	) {
		let mut ext = sp_io::TestExternalities::default();
		SlotMs::set(1_000);
		let bound = Weight::from_parts(1_000_000_000, 1_000);
		let model = Rc::new(RefCell::new(Model { now_ms: start_ms, ..Default::default() }));
		for step in steps {
			if let Step::Wait(ms) = step {
				// A new block: what was changed is found in the database from here on.
				model.borrow_mut().now_ms += ms;
				ext.commit_all().unwrap();
			}
			ext.execute_with(|| {
				match step {
					Step::Push(due, will) => model.borrow_mut().push(due, will),
					Step::Crowd(due, many) => for _ in 0..many {
						model.borrow_mut().push(due, Will::Do);
					},
					Step::Wait(_) => {},
					Step::Serve(pages, entries) =>
						check_service(&model, budget_for(pages, entries, bound), bound),
					Step::Starve(percent) => {
						let least = Queue::costs().least_budget(bound);
						check_service(&model, least * percent / 100, bound)
					},
					Step::SlotMs(slot_ms) => SlotMs::set(slot_ms),
				}
				check_state(&model.borrow());
			});
		}

		// Blocks go on until nothing waits but what is due at the end of time.
		ext.execute_with(|| {
			SlotMs::set(1_000);
			for _ in 0..1_000 {
				let next_ms = model.borrow().waiting.first_key_value().map(|(key, _)| key.0);
				let Some(next_ms) = next_ms.filter(|next_ms| *next_ms < u64::MAX) else { break };
				let now_ms = model.borrow().now_ms.max(next_ms);
				model.borrow_mut().now_ms = now_ms;
				check_service(&model, budget_for(50, 500, bound), bound);
			}
			check_state(&model.borrow());
			assert!(model.borrow().waiting.keys().all(|key| key.0 == u64::MAX));
			let kept = QueuePages::iter_keys().all(|key| key.slot_ms() == u64::MAX);
			assert!(kept, "nothing is left behind");
		});
	}
}
