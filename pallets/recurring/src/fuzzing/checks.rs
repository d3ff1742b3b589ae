//! What must hold for plans and subscriptions after each step, and in the end.

use super::world::*;
use crate::{
	mock::*, types::SubscriptionId, ByPayee, ByPayer, ByPlan, Call, Event, Plans, PlansOf,
	Subscriptions,
};
use bloc_primitives::Balance;
use std::collections::BTreeMap;

/// The pallet holds no money: there is no account of its own.
pub fn account_of(_: &Asset) -> Option<AccountId> {
	None
}

/// What a payer pays, and what has been paid.
#[derive(Clone, Debug, PartialEq)]
struct Book {
	payer: AccountId,
	asset: Asset,
	paid: Balance,
	payments: u32,
}

/// The subscriptions that there are.
pub struct Memory(BTreeMap<SubscriptionId, Book>);

impl Memory {
	/// As the subscriptions themselves have it.
	pub fn of_now() -> Self {
		let book = |(id, record): (SubscriptionId, crate::RecordOf<Test>)| {
			let it = record.subscription;
			let (payer, asset, paid, payments) = (it.payer, it.asset, it.paid, it.payments);
			(id, Book { payer, asset, paid, payments })
		};
		Self(Subscriptions::<Test>::iter().map(book).collect())
	}

	/// As the events have it. Answers with what each has paid now.
	fn read(&mut self, events: &[Event<Test>]) -> Vec<(AccountId, Asset, Balance)> {
		let mut paid_now = Vec::new();
		for event in events {
			match event {
				Event::Subscribed { subscription, payer, asset, .. } => {
					let (payer, asset) = (payer.clone(), asset.clone());
					let book = Book { payer, asset, paid: 0, payments: 0 };
					assert_eq!(self.0.insert(*subscription, book), None, "an id twice");
				},
				Event::Paid { subscription, amount, due_ms, .. } => {
					assert!(*due_ms <= now(), "paid too early");
					let book = self.0.get_mut(subscription).unwrap();
					book.payments += 1;
					book.paid += amount;
					paid_now.push((book.payer.clone(), book.asset.clone(), *amount));
				},
				Event::Charged { subscription, amount, .. } => {
					let book = self.0.get_mut(subscription).unwrap();
					book.paid += amount;
					paid_now.push((book.payer.clone(), book.asset.clone(), *amount));
				},
				Event::Ended { subscription, paid, payments, .. } => {
					let book = self.0.remove(subscription).unwrap();
					assert_eq!((*paid, *payments), (book.paid, book.payments));
				},
				_ => {},
			}
		}
		paid_now
	}
}

impl World<'_> {
	/// The books are right, and nobody has lost what the events do not say.
	pub fn check_step(
		&mut self,
		_: Option<AccountId>,
		losses: &[(AccountId, Asset, Balance)],
		events: &[Event<Test>],
	) {
		let paid_now = self.memory.read(events);
		assert_eq!(self.memory.0, Memory::of_now().0);
		for (who, asset, lost) in losses {
			let of = paid_now.iter().filter(|(payer, paid, _)| payer == who && paid == asset);
			let paid = of.fold(0, |sum: Balance, (_, _, amount)| sum.saturating_add(*amount));
			assert!(*lost <= paid, "lost {lost} of {asset:?} and paid {paid}");
		}
	}

	/// Everybody leaves, whatever has happened.
	pub fn wind_up(&mut self) {
		let payers: Vec<_> =
			self.memory.0.iter().map(|(id, book)| (*id, book.payer.clone())).collect();
		for (subscription, payer) in payers {
			// Does what is owed, if anything is and the payer can.
			self.call(issuer(), Call::poke { subscription });
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
		self.check_that_all_is_gone();
	}
}
