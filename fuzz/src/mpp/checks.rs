//! What must hold after each step.

use super::{model::Model, runtime::*};
use bloc_primitives::{channel::Graph, Side};
use codec::Encode;
use pallet_bloc_mpp::{Event, Parts};
use std::collections::BTreeMap;

/// What each person has in channels and out of them.
pub type Wealth = BTreeMap<AccountId, Balance>;

/// The invariants, and that channels have locked what parts have, and nothing else.
pub fn check() {
	Mpp::do_try_state().unwrap();
	let in_channels: Balance = <Channels as Graph<AccountId>>::walk()
		.map(|(_, channel)| channel.ledger.opener.locked + channel.ledger.counterparty.locked)
		.sum();
	let in_parts: Balance =
		Parts::<Test>::iter_values().flat_map(|part| part.locks).map(|lock| lock.amount).sum();
	assert_eq!(in_channels, in_parts);
}

/// What everybody has now.
pub fn wealth() -> Wealth {
	let mut all: Wealth = people()
		.into_iter()
		.map(|who| {
			let balance = Channels::balance(&who, &TOKEN);
			(who, balance)
		})
		.collect();
	for (_, channel) in <Channels as Graph<AccountId>>::walk() {
		for side in Side::BOTH {
			let ledger = channel.ledger.of(side);
			*all.entry(channel.parties.of(side).clone()).or_default() +=
				ledger.free + ledger.locked;
		}
	}
	all
}

impl Model<'_> {
	/// Nobody has less but by the payments that the events tell of, and whoever is paid has more.
	pub fn check_wealth(&mut self) {
		let before = std::mem::replace(&mut self.wealth, wealth());
		let (mut spent, mut got) = (Wealth::new(), Wealth::new());
		let mut fees_in_all = 0;
		for event in events() {
			self.trace.events.insert(event.encode()[0]);
			match event {
				Event::PaymentSettled { payer, payee, total, fees, .. }
				| Event::PaidInstantly { payer, payee, total, fees, .. } => {
					*spent.entry(payer).or_default() += total + fees;
					*got.entry(payee).or_default() += total;
					fees_in_all += fees;
				},
				// What waiting costs is paid even if nothing else is, by the payer of the payment.
				Event::PaymentReleased { payer, hold_fee, .. } => {
					*spent.entry(payer).or_default() += hold_fee;
					fees_in_all += hold_fee;
				},
				Event::PartDropped { payment, hold_fee, .. } => {
					let payer = self.payers.get(&payment).expect("it was opened").clone();
					*spent.entry(payer).or_default() += hold_fee;
					fees_in_all += hold_fee;
				},
				Event::PaymentOpened { payment, payer, .. } => {
					self.payers.insert(payment, payer);
				},
				Event::PaymentCompleted { deadline_ms, .. } => {
					assert!(deadline_ms >= now() + MIN_CLAIM, "too little time to claim");
				},
				Event::ServiceFailed { due, error } => panic!("{due:?} failed with {error:?}"),
				_ => (),
			}
		}
		let mut gained = 0;
		for (who, now) in &self.wealth {
			let of = |all: &Wealth| all.get(who).copied().unwrap_or_default();
			let least = of(&before) + of(&got);
			assert!(now + of(&spent) >= least, "{who:?} has lost");
			gained += now + of(&spent) - least;
		}
		assert_eq!(gained, fees_in_all, "fees went elsewhere");
	}
}
