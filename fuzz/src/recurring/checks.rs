//! What must hold for plans and subscriptions after each step, and in the end.

use super::{runtime::*, Model, OfRecurring};
use crate::common::{now, person, Change, ASSETS, HOOK_PRICE, PEOPLE};
use bloc_testing::people::{issuer, AccountId};
use frame_support::{
	storage::{with_storage_layer, with_transaction, TransactionOutcome},
	traits::tokens::Preservation,
};
use pallet_bloc_recurring::{
	types::{CatchUp, SubscriptionId},
	ByPayee, ByPayer, ByPlan, Call, Event, Plans, PlansOf, RecordOf, SubscriptionOf, Subscriptions,
};
use std::collections::BTreeMap;

/// How many periods are settled in the end of a run for each subscription.
const MOST_SETTLED: usize = 200;

/// What the events say of a subscription.
#[derive(Clone, Debug)]
struct Book {
	payer: AccountId,
	payee: AccountId,
	asset: Asset,
	catch_up: CatchUp,
	/// The period that has to be paid or forgiven next.
	next: u64,
	/// What was paid last was due then.
	last_due_ms: Option<u64>,
	paid: Balance,
	payments: u32,
}

/// The subscriptions that there are, by what the events say.
pub struct Books {
	books: BTreeMap<SubscriptionId, Book>,
	/// Everybody has left: nothing happens any more.
	over: bool,
}

/// What the payer of a subscription has paid.
struct Payment {
	payer: AccountId,
	payee: AccountId,
	asset: Asset,
	amount: Balance,
}

impl Book {
	fn pay(&mut self, amount: Balance) -> Payment {
		self.paid += amount;
		let (payer, payee) = (self.payer.clone(), self.payee.clone());
		Payment { payer, payee, asset: self.asset.clone(), amount }
	}

	fn pay_period(&mut self, period: u64, due_ms: u64, amount: Balance) -> Payment {
		assert_eq!(period, self.next, "paid out of order");
		assert!(due_ms <= now::<OfRecurring>(), "paid too early");
		// A change of plan at the very instant of a payment credits all of it.
		assert!(self.last_due_ms.is_none_or(|last_ms| last_ms <= due_ms), "paid again");
		self.next += 1;
		self.last_due_ms = Some(due_ms);
		self.payments += 1;
		self.pay(amount)
	}

	/// Periods are forgiven, of which `reason` is told next.
	fn skip(&mut self, first: u64, count: u64, reason: Option<&Event<Test>>) {
		assert_eq!(first, self.next, "forgiven out of order");
		// After a break, or where nothing was paid by itself until now.
		let begun =
			matches!(reason, Some(Event::Resumed { .. } | Event::PriceChanged { old: 0, .. }));
		assert!(begun || self.catch_up == CatchUp::Latest, "lost");
		self.next += count;
	}
}

impl Books {
	/// As the subscriptions themselves have it: of those that there are at a start.
	pub fn of_now() -> Self {
		let book = |(id, record): (SubscriptionId, RecordOf<Test>)| {
			let it = record.subscription;
			let book = Book {
				payer: it.payer,
				payee: it.payee,
				asset: it.asset,
				catch_up: it.terms.catch_up,
				next: it.next_period,
				last_due_ms: None,
				paid: it.paid,
				payments: it.payments,
			};
			(id, book)
		};
		Self { books: Subscriptions::<Test>::iter().map(book).collect(), over: false }
	}

	fn of(&mut self, id: SubscriptionId) -> &mut Book {
		self.books.get_mut(&id).unwrap()
	}

	/// Reads what happened. Returns what was paid.
	fn read(&mut self, events: &[Event<Test>]) -> Vec<Payment> {
		let mut payments = Vec::new();
		for (n, event) in events.iter().enumerate() {
			match event.clone() {
				Event::Subscribed { subscription, payer, payee, asset, terms, .. } => {
					let (catch_up, next, last_due_ms) = (terms.catch_up, 0, None);
					let (paid, payments) = (0, 0);
					let book =
						Book { payer, payee, asset, catch_up, next, last_due_ms, paid, payments };
					assert!(self.books.insert(subscription, book).is_none(), "an id twice");
				},
				Event::PeriodsSkipped { subscription, first, count } => {
					self.of(subscription).skip(first, count, events.get(n + 1));
				},
				Event::Paid {
					subscription, period, due_ms, amount, paid, payments: made, ..
				} => {
					let book = self.of(subscription);
					payments.push(book.pay_period(period, due_ms, amount));
					assert_eq!((paid, made), (book.paid, book.payments));
				},
				Event::Charged { subscription, amount, paid, .. } => {
					let book = self.of(subscription);
					payments.push(book.pay(amount));
					assert_eq!(paid, book.paid);
				},
				Event::HookFeePaid { subscription, fee } => {
					assert_eq!(fee, HOOK_PRICE);
					let payer = self.of(subscription).payer.clone();
					payments.push(Payment { payer, payee: issuer(), asset: NATIVE, amount: fee });
				},
				Event::PlanChanged { subscription, terms, anchor_ms, .. } => {
					let book = self.of(subscription);
					book.catch_up = terms.catch_up;
					if anchor_ms > now::<OfRecurring>() {
						assert_eq!(book.next, 0, "paid for before it began");
					}
					book.next = 0;
				},
				Event::Ended { subscription, paid, payments, .. } => {
					let book = self.books.remove(&subscription).unwrap();
					assert_eq!((paid, payments), (book.paid, book.payments));
				},
				_ => {},
			}
		}
		payments
	}

	/// The books say what is in storage.
	fn check(&self) {
		assert_eq!(self.books.len(), Subscriptions::<Test>::iter_keys().count());
		for (id, book) in &self.books {
			let it = Recurring::subscription(*id).unwrap();
			assert_eq!((it.paid, it.payments), (book.paid, book.payments));
			assert_eq!((it.next_period, it.terms.catch_up), (book.next, book.catch_up));
			assert_eq!((&it.payer, &it.payee, &it.asset), (&book.payer, &book.payee, &book.asset));
		}
	}
}

/// Whether the payer can pay the next period.
fn can_pay(it: &SubscriptionOf<Test>) -> bool {
	with_transaction(|| {
		let done = bloc_primitives::transfer::<AllAssets, _>(
			&it.asset,
			&it.payer,
			&it.payee,
			it.pull(),
			Preservation::Preserve,
		);
		TransactionOutcome::Rollback(Ok::<_, sp_runtime::DispatchError>(done.is_ok()))
	})
	.unwrap()
}

impl Model<'_> {
	/// The books are right, and everybody has what they say. Only the hook takes its fee.
	pub fn check_books(&mut self, called: bool, changes: &[Change], events: &[Event<Test>]) {
		let is_fee = |event: &Event<Test>| matches!(event, Event::HookFeePaid { .. });
		assert!(!called || !events.iter().any(is_fee), "a call has taken the hook's fee");
		assert!(!self.memory.over || events.is_empty(), "{events:?} after the end");
		let payments = self.memory.read(events);
		self.memory.check();
		for who in (0..PEOPLE).map(person) {
			for asset in ASSETS {
				let sum = |of: &dyn Fn(&Payment) -> &AccountId| {
					let paid = payments.iter().filter(|paid| *of(paid) == who);
					let paid = paid.filter(|paid| paid.asset == asset);
					paid.fold(0, |sum: Balance, paid| sum.saturating_add(paid.amount))
				};
				let (out, into) = (sum(&|paid| &paid.payer), sum(&|paid| &paid.payee));
				let change = changes.iter().find(|it| it.who == who && it.asset == asset);
				let (before, after) = change.map_or((0, 0), |it| (it.before, it.after));
				let same = before.checked_add(into) == after.checked_add(out);
				assert!(
					same,
					"{who:?} had {before} of {asset:?}, has {after}, paid {out}, got {into}"
				);
			}
		}
	}

	/// Everybody has money, and what is owed is paid if it can be.
	fn settle_all(&mut self) {
		for who in (0..PEOPLE).map(person) {
			for asset in ASSETS {
				Self::give(&asset, issuer(), who.clone(), 50 * PRICE);
			}
		}
		self.after_accident();
		let ids: Vec<_> = Subscriptions::<Test>::iter_keys().collect();
		for subscription in ids {
			let settle = || Recurring::settle(RuntimeOrigin::signed(issuer()), subscription);
			let refused = (0..MOST_SETTLED)
				.any(|_| with_storage_layer(|| settle().map_err(|failed| failed.error)).is_err());
			// All that was settled, at once.
			let events = self.take_events();
			self.memory.read(&events);
			let Some(it) = Recurring::subscription(subscription).filter(|_| refused) else {
				continue;
			};
			let owed = Recurring::state(subscription).unwrap().owed_periods;
			assert!(owed == 0 || !can_pay(&it), "{it:?} owes {owed} periods");
		}
		self.memory.check();
		self.after_accident();
	}

	/// Everybody leaves, whatever has happened.
	pub fn wind_up(&mut self) {
		self.settle_all();
		let payers: Vec<_> =
			self.memory.books.iter().map(|(id, book)| (*id, book.payer.clone())).collect();
		for (subscription, payer) in payers {
			// Does what is owed, if anything is and the payer can.
			self.call(issuer(), Call::settle { subscription });
			if Subscriptions::<Test>::contains_key(subscription) {
				assert!(self.call(payer, Call::cancel { subscription }), "{subscription:?}");
			}
		}
		let plans: Vec<_> = Plans::<Test>::iter().collect();
		for (plan, record) in plans {
			// A retired one went with its last subscription.
			assert!(self.call(record.plan.payee, Call::retire_plan { plan }), "{plan:?} stays");
		}
		assert_eq!(Subscriptions::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayer::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayee::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPlan::<Test>::iter_keys().count(), 0);
		assert_eq!(Plans::<Test>::iter_keys().count(), 0);
		assert_eq!(PlansOf::<Test>::iter_keys().count(), 0);
		self.memory.over = true;
		self.check_that_all_is_gone();
	}
}
