//! Whatever people do and however time passes: the invariants hold after each step, no period is paid
//! twice and none is lost, the books are what the events say, and in the end everything comes back.

use super::*;
use proptest::{prelude::*, test_runner::Config as ProptestConfig};
use std::collections::BTreeMap;

/// As many cases as `PROPTEST_CASES` says, or enough for each run of the tests.
fn config() -> ProptestConfig {
	let wanted = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
	let cases = wanted.unwrap_or(150);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What happens. Numbers choose among what there is.
#[derive(Clone, Debug)]
enum Step {
	CreatePlan {
		payee: u8,
		offered: PlanTerms<Asset>,
	},
	EditPlan {
		plan: u8,
		offered: PlanTerms<Asset>,
	},
	RetirePlan {
		plan: u8,
	},
	Subscribe {
		payer: u8,
		plan: u8,
		limits: Limits,
	},
	Authorise {
		payer: u8,
		payee: u8,
		asset: Asset,
		terms: Terms,
		limits: Limits,
		wait: Moment,
	},
	Cancel {
		who: u8,
		id: u8,
	},
	Pause {
		who: u8,
		id: u8,
	},
	Resume {
		who: u8,
		id: u8,
	},
	SetLimits {
		id: u8,
		limits: Limits,
	},
	Offer {
		id: u8,
		price: Balance,
	},
	Accept {
		id: u8,
	},
	ChangePlan {
		id: u8,
		plan: u8,
	},
	Charge {
		id: u8,
		amount: Balance,
	},
	Poke {
		id: u8,
	},
	Prune {
		id: u8,
		keep: u32,
	},
	/// All but so much goes to the bank; zero kills the account if it can die. Never so little that the
	/// asset destroys it as dust.
	Ruin {
		who: u8,
		asset: Asset,
		left: Balance,
	},
	/// The bank gives.
	Enrich {
		who: u8,
		asset: Asset,
		amount: Balance,
	},
	Freeze,
	Thaw,
	/// So much time passes, and then a few blocks come.
	Pass {
		ms: Moment,
	},
}

fn asset() -> impl Strategy<Value = Asset> {
	prop_oneof![Just(TOKEN), Just(NATIVE)]
}

fn terms() -> impl Strategy<Value = Terms> {
	let frequency = prop_oneof![
		(1..4_u16).prop_map(Frequency::Daily),
		(1..2_u16).prop_map(Frequency::Weekly),
		(1..3_u16).prop_map(Frequency::Monthly),
		Just(Frequency::Yearly(1)),
		(4 * HOUR..9 * DAY).prop_map(Frequency::Custom),
	];
	let catch_up = prop_oneof![Just(CatchUp::Each), Just(CatchUp::Latest)];
	(1..2_000_u128, frequency, catch_up).prop_map(|(price, frequency, catch_up)| Terms {
		price,
		frequency,
		catch_up,
	})
}

fn offered() -> impl Strategy<Value = PlanTerms<Asset>> {
	let trial = prop_oneof![3 => Just(0), 1 => 0..20 * DAY];
	let few = prop::option::weighted(0.2, 1..6_u32);
	(asset(), terms(), trial, few.clone(), few).prop_map(
		|(asset, terms, trial_ms, max_subscribers, max_payments)| PlanTerms {
			asset,
			terms,
			trial_ms,
			max_subscribers,
			max_payments,
			terms_hash: H256::zero(),
		},
	)
}

fn limits() -> impl Strategy<Value = Limits> {
	(
		prop::option::weighted(0.3, 0..20_000_u128),
		prop::option::weighted(0.3, 0..12_u32),
		prop::option::weighted(0.3, START..START + 200 * DAY),
		prop_oneof![Just(0), 0..500_u128],
	)
		.prop_map(|(total, payments, end_ms, charges)| Limits {
			total,
			payments,
			end_ms,
			charges,
		})
}

fn step() -> impl Strategy<Value = Step> {
	let (n, who) = (0..8_u8, 0..3_u8);
	let pass = prop_oneof![
		0..2 * SECOND,
		0..2 * HOUR,
		0..2 * DAY,
		Just(DAY),
		10 * DAY..40 * DAY,
		Just(29 * DAY)
	];
	prop_oneof![
		2 => (who.clone(), offered()).prop_map(|(payee, offered)| Step::CreatePlan { payee, offered }),
		1 => (n.clone(), offered()).prop_map(|(plan, offered)| Step::EditPlan { plan, offered }),
		1 => n.clone().prop_map(|plan| Step::RetirePlan { plan }),
		5 => (who.clone(), n.clone(), limits())
			.prop_map(|(payer, plan, limits)| Step::Subscribe { payer, plan, limits }),
		4 => (who.clone(), who.clone(), asset(), terms(), limits(), 0..3 * DAY).prop_map(
			|(payer, payee, asset, terms, limits, wait)| {
				Step::Authorise { payer, payee, asset, terms, limits, wait }
			}
		),
		1 => (who.clone(), n.clone()).prop_map(|(who, id)| Step::Cancel { who, id }),
		2 => (who.clone(), n.clone()).prop_map(|(who, id)| Step::Pause { who, id }),
		3 => (who.clone(), n.clone()).prop_map(|(who, id)| Step::Resume { who, id }),
		2 => (n.clone(), limits()).prop_map(|(id, limits)| Step::SetLimits { id, limits }),
		1 => (n.clone(), 1..2_000_u128).prop_map(|(id, price)| Step::Offer { id, price }),
		1 => n.clone().prop_map(|id| Step::Accept { id }),
		3 => (n.clone(), n.clone()).prop_map(|(id, plan)| Step::ChangePlan { id, plan }),
		2 => (n.clone(), 1..300_u128).prop_map(|(id, amount)| Step::Charge { id, amount }),
		3 => n.clone().prop_map(|id| Step::Poke { id }),
		1 => (n, 0..4_u32).prop_map(|(id, keep)| Step::Prune { id, keep }),
		2 => (who.clone(), asset(), prop_oneof![Just(0), ED..3_000])
			.prop_map(|(who, asset, left)| Step::Ruin { who, asset, left }),
		2 => (who, asset(), 1..50_000_u128)
			.prop_map(|(who, asset, amount)| Step::Enrich { who, asset, amount }),
		1 => Just(Step::Freeze),
		1 => Just(Step::Thaw),
		12 => pass.prop_map(|ms| Step::Pass { ms }),
	]
}

/// What the events say of a subscription.
struct Book {
	payer: AccountId,
	payee: AccountId,
	asset: Asset,
	terms: Terms,
	/// The period that has to be paid or forgiven next.
	next: u64,
	/// What was paid last was due then.
	last_due_ms: Option<Moment>,
	paid: Balance,
	payments: u32,
}

/// What everybody has, and what became of each subscription, by what the events say.
struct World {
	purses: BTreeMap<(AccountId, Vec<u8>), Balance>,
	books: BTreeMap<u64, Book>,
	issued: [Balance; 2],
}

fn person(n: u8) -> AccountId {
	[alice(), bob(), charlie()][usize::from(n % 3)].clone()
}

/// Keeps what the others do not have.
fn bank() -> AccountId {
	issuer()
}

fn key(asset: &Asset) -> Vec<u8> {
	use codec::Encode;
	asset.encode()
}

fn has(asset: Asset, who: &AccountId) -> Balance {
	let deposits = if asset == NATIVE { held(who) } else { 0 };
	balance(asset, who) + deposits
}

fn issued() -> [Balance; 2] {
	[Balances::total_issuance(), Assets::total_supply(TOKEN_ID)]
}

impl World {
	fn new() -> Self {
		set_balance(TOKEN, &bank(), WEALTH);
		let mut purses = BTreeMap::new();
		for who in [alice(), bob(), charlie(), bank()] {
			for asset in [NATIVE, TOKEN] {
				purses.insert((who.clone(), key(&asset)), has(asset, &who));
			}
		}
		Self { purses, books: BTreeMap::new(), issued: issued() }
	}

	/// Money goes from one to the other.
	fn moved(&mut self, asset: &Asset, from: &AccountId, to: &AccountId, amount: Balance) {
		*self.purses.get_mut(&(from.clone(), key(asset))).unwrap() -= amount;
		*self.purses.get_mut(&(to.clone(), key(asset))).unwrap() += amount;
	}

	/// Somebody moves money; what really went is what counts.
	fn transfer(&mut self, asset: Asset, from: AccountId, to: AccountId, amount: Balance) {
		use frame_support::traits::{fungibles::Mutate, tokens::Preservation};
		type All = <Test as crate::Config>::Assets;
		let before = has(asset.clone(), &from);
		let expendable = Preservation::Expendable;
		let done = frame_support::storage::with_storage_layer(|| {
			All::transfer(asset.clone(), &from, &to, amount, expendable)
		});
		if done.is_ok() {
			let went = before - has(asset.clone(), &from);
			self.moved(&asset, &from, &to, went);
		}
	}

	fn ids(&self) -> Vec<SubscriptionId> {
		self.books.keys().map(|id| SubscriptionId(*id)).collect()
	}

	fn pick(&self, n: u8) -> SubscriptionId {
		let ids = self.ids();
		ids.get(usize::from(n) % ids.len().max(1)).copied().unwrap_or(SubscriptionId(999))
	}

	fn plan(n: u8) -> PlanId {
		let mut plans: Vec<_> = crate::Plans::<Test>::iter_keys().collect();
		plans.sort();
		plans.get(usize::from(n) % plans.len().max(1)).copied().unwrap_or(PlanId(999))
	}

	fn step(&mut self, step: Step) {
		let edition = |plan| Recurring::plan(plan).map_or(0, |plan| plan.edition);
		let payer = |id| Recurring::subscription(id).map_or(alice(), |it| it.payer);
		let payee = |id| Recurring::subscription(id).map_or(bob(), |it| it.payee);
		let owner = |plan| Recurring::plan(plan).map_or(bob(), |plan| plan.payee);
		match step {
			Step::CreatePlan { payee, offered } => {
				let _ = Recurring::create_plan(origin(person(payee)), offered);
			},
			Step::EditPlan { plan, offered } => {
				let plan = Self::plan(plan);
				let _ = Recurring::edit_plan(origin(owner(plan)), plan, offered);
			},
			Step::RetirePlan { plan } => {
				let plan = Self::plan(plan);
				let _ = Recurring::retire_plan(origin(owner(plan)), plan);
			},
			Step::Subscribe { payer, plan, limits } => {
				let plan = Self::plan(plan);
				let payer = origin(person(payer));
				let _ = transactional(|| Recurring::subscribe(payer, plan, edition(plan), limits));
			},
			Step::Authorise { payer, payee, asset, terms, limits, wait } => {
				let start = Some(now() + wait).filter(|start_ms| *start_ms > now());
				let (payer, payee) = (origin(person(payer)), person(payee));
				let _ = transactional(|| {
					Recurring::authorise(payer, payee, asset, terms, limits, start)
				});
			},
			Step::Cancel { who, id } => {
				let _ = Recurring::cancel(origin(person(who)), self.pick(id));
			},
			Step::Pause { who, id } => {
				let _ = Recurring::pause(origin(person(who)), self.pick(id));
			},
			Step::Resume { who, id } => {
				let _ = Recurring::resume(origin(person(who)), self.pick(id));
			},
			Step::SetLimits { id, limits } => {
				let id = self.pick(id);
				let _ = Recurring::set_limits(origin(payer(id)), id, limits);
			},
			Step::Offer { id, price } => {
				let id = self.pick(id);
				let _ = Recurring::offer_price(origin(payee(id)), id, Some(price));
			},
			Step::Accept { id } => {
				let id = self.pick(id);
				let price = Recurring::subscription(id).and_then(|it| it.offered_price);
				let _ = Recurring::accept_price(origin(payer(id)), id, price.unwrap_or(0));
			},
			Step::ChangePlan { id, plan } => {
				let (id, plan) = (self.pick(id), Self::plan(plan));
				let payer = origin(payer(id));
				let _ = transactional(|| Recurring::change_plan(payer, id, plan, edition(plan)));
			},
			Step::Charge { id, amount } => {
				let id = self.pick(id);
				let payee = origin(payee(id));
				let _ = transactional(|| Recurring::charge(payee, id, amount, H256::zero()));
			},
			Step::Poke { id } => {
				let id = self.pick(id);
				let _ = transactional(|| {
					Recurring::poke(origin(charlie()), id).map_err(|error| error.error)
				});
			},
			Step::Prune { id, keep } => {
				let id = self.pick(id);
				let _ = Recurring::prune_history(origin(payer(id)), id, keep);
			},
			Step::Ruin { who, asset, left } => {
				let who = person(who);
				let amount = balance(asset.clone(), &who).saturating_sub(left);
				self.transfer(asset, who, bank(), amount);
			},
			Step::Enrich { who, asset, amount } => {
				self.transfer(asset, bank(), person(who), amount);
			},
			Step::Freeze => {
				let _ = Assets::freeze_asset(origin(issuer()), TOKEN_ID);
			},
			Step::Thaw => {
				let _ = Assets::thaw_asset(origin(issuer()), TOKEN_ID);
			},
			Step::Pass { ms } => {
				run_block_at(now() + ms);
				run_block_at(now() + BLOCK_MS);
			},
		}
		self.read();
		self.check();
	}

	/// Reads what happened into the books.
	fn read(&mut self) {
		let events = events();
		for (n, event) in events.iter().enumerate() {
			match event.clone() {
				Event::Subscribed { subscription, payer, payee, asset, terms, .. } => {
					let (next, last_due_ms, paid, payments) = (0, None, 0, 0);
					let book =
						Book { payer, payee, asset, terms, next, last_due_ms, paid, payments };
					assert!(self.books.insert(subscription.0, book).is_none(), "an id twice");
				},
				Event::PeriodsSkipped { subscription, first, count } => {
					let book = self.books.get_mut(&subscription.0).unwrap();
					assert_eq!(first, book.next, "forgiven out of order");
					let resumed = matches!(events.get(n + 1), Some(Event::Resumed { .. }));
					assert!(resumed || book.terms.catch_up == CatchUp::Latest, "lost");
					book.next += count;
				},
				Event::Paid { subscription, period, due_ms, amount, paid, payments, .. } => {
					let book = self.books.get_mut(&subscription.0).unwrap();
					assert_eq!(period, book.next, "paid out of order");
					assert!(due_ms <= now(), "paid too early");
					// A change of plan at the very instant of a payment credits all of it.
					let again = book.last_due_ms.is_some_and(|last_ms| due_ms < last_ms);
					assert!(!again, "paid again");
					book.next += 1;
					book.last_due_ms = Some(due_ms);
					book.paid += amount;
					book.payments += 1;
					assert_eq!((paid, payments), (book.paid, book.payments));
					let (asset, from, to) =
						(book.asset.clone(), book.payer.clone(), book.payee.clone());
					self.moved(&asset, &from, &to, amount);
				},
				Event::Charged { subscription, amount, paid, .. } => {
					let book = self.books.get_mut(&subscription.0).unwrap();
					book.paid += amount;
					assert_eq!(paid, book.paid);
					let (asset, from, to) =
						(book.asset.clone(), book.payer.clone(), book.payee.clone());
					self.moved(&asset, &from, &to, amount);
				},
				Event::PlanChanged { subscription, terms, anchor_ms, .. } => {
					let book = self.books.get_mut(&subscription.0).unwrap();
					book.terms = terms;
					if anchor_ms > now() {
						assert_eq!(book.next, 0, "paid for before it began");
					}
					book.next = 0;
				},
				Event::Ended { subscription, paid, payments, .. } => {
					let book = self.books.remove(&subscription.0).unwrap();
					assert_eq!((paid, payments), (book.paid, book.payments));
				},
				Event::ServiceFailed { error, .. } => panic!("{error:?}"),
				_ => {},
			}
		}
	}

	/// The books are right.
	fn check(&self) {
		Recurring::do_try_state().unwrap();
		assert_eq!(issued(), self.issued, "money was made or lost");
		for ((who, asset), amount) in &self.purses {
			let asset = if *asset == key(&NATIVE) { NATIVE } else { TOKEN };
			assert_eq!(has(asset, who), *amount, "something else than the events say");
		}
		assert_eq!(self.books.len(), crate::Subscriptions::<Test>::iter().count());
		for (id, book) in &self.books {
			let it = it(SubscriptionId(*id));
			assert_eq!((it.paid, it.payments), (book.paid, book.payments));
			assert_eq!((it.next_period, it.terms.catch_up), (book.next, book.terms.catch_up));
		}
	}

	/// In the end everybody has money again and nothing is frozen: all that is owed is paid, and then
	/// everything comes back.
	fn end(mut self) {
		self.step(Step::Thaw);
		for who in 0..3 {
			for asset in [NATIVE, TOKEN] {
				self.step(Step::Enrich { who, asset, amount: 50_000 });
			}
		}
		for id in self.ids() {
			for _ in 0..2_000 {
				let poke = || Recurring::poke(origin(bank()), id).map_err(|error| error.error);
				if transactional(poke).is_err() {
					break;
				}
				self.read();
			}
			// If the payer could pay, nothing is owed any more.
			let Some(it) = Recurring::subscription(id) else { continue };
			let state = Recurring::state(id).unwrap();
			let poor = balance(it.asset.clone(), &it.payer) < it.pull() + ED;
			assert!(state.owed_periods == 0 || poor, "{it:?} owes {state:?}");
		}
		self.check();
		for id in self.ids() {
			assert_ok!(Recurring::cancel(origin(it(id).payer), id));
		}
		let plans: Vec<_> = crate::Plans::<Test>::iter().collect();
		for (plan, record) in plans {
			assert_ok!(Recurring::retire_plan(origin(record.plan.payee), plan));
		}
		self.read();
		self.check();
		for who in [alice(), bob(), charlie()] {
			assert_eq!(held(&who), 0, "a deposit did not come back");
		}
		run_to(now() + 2_000 * DAY);
		assert_eq!(events(), vec![]);
	}
}

/// As calls are dispatched: all or nothing.
fn transactional<R>(call: impl FnOnce() -> Result<R, DispatchError>) -> Result<R, DispatchError> {
	frame_support::storage::with_storage_layer(call)
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn hold_after_each_step_and_all_ends_well(
		steps in prop::collection::vec(step(), 1..100),
	) {
		ExtBuilder.run(|| {
			let mut world = World::new();
			for step in steps {
				world.step(step);
			}
			world.end();
		});
	}
}
