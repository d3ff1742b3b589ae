//! The run of a model: its calls and blocks, and what came of them.

use super::{
	checks::{check, wealth, Wealth},
	moves,
	runtime::*,
};
use bloc_primitives::{
	channel::{Graph, Phase},
	ChannelId, Moment,
};
use bloc_testing::{corpus::Answers, dispatch, Reader};
use codec::Encode;
use pallet_bloc_mpp::types::PaymentId;
use pallet_bloc_mpp::{ByPayee, ByPayer, Call, Complete, InvoiceNames, Invoices, Parts, Payments};
use std::collections::{BTreeMap, BTreeSet};

/// Of so many calls, one is looked at whether it changes nothing when it is refused.
const LOOKS: usize = 8;

/// What came of a run.
#[derive(Default)]
pub struct Trace {
	/// The events, by the index of the variant.
	pub events: BTreeSet<u8>,
	/// What became of the calls.
	pub answers: Answers,
}

/// A run.
pub struct Model<'a> {
	pub reader: Reader<'a>,
	pub(super) trace: Trace,
	pub(super) wealth: Wealth,
	/// Who opened each payment.
	pub(super) payers: BTreeMap<PaymentId, AccountId>,
	calls: usize,
}

/// Does what `data` says. Returns what came of it.
pub fn trace_of(data: &[u8]) -> Trace {
	ExtBuilder.build().execute_with(|| {
		let mut reader = Reader::new(data);
		moves::set_up(&mut reader);
		let total = Channels::total(&TOKEN);
		let mut model = Model {
			reader,
			trace: Trace::default(),
			wealth: wealth(),
			payers: BTreeMap::new(),
			calls: 0,
		};
		while !model.reader.is_empty() {
			model.step();
			assert_eq!(Channels::total(&TOKEN), total, "units were made or lost");
			check();
		}
		model.wind_up();
		assert_eq!(Channels::total(&TOKEN), total, "units were made or lost");
		model.trace
	})
}

impl Model<'_> {
	/// `who` calls. Returns whether it worked.
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		let index = call.encode()[0];
		let call = RuntimeCall::Mpp(call);
		self.calls += 1;
		let result = dispatch(call, RuntimeOrigin::signed(who), self.calls % LOOKS == 0);
		let works = result.is_ok();
		self.trace.answers.insert((index, result.err().map(|refused| refused.error.into())));
		self.check_wealth();
		works
	}

	/// A block.
	pub fn block(&mut self, instant: Moment) {
		run_block_at(instant.max(now()));
		self.check_wealth();
	}

	/// Time passes, and nobody does anything any more.
	fn wind_up(&mut self) {
		self.block(now() + MAX_INVOICE);
		for _ in 0..3 {
			self.block(now() + SLOT_MS);
			check();
		}
		assert_eq!(Payments::<Test>::iter_keys().count(), 0, "a payment stays");
		assert_eq!(Parts::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayer::<Test>::iter_keys().count(), 0);
		assert_eq!(ByPayee::<Test>::iter_keys().count(), 0);
		assert_eq!(Complete::<Test>::iter_keys().count(), 0);
		assert_eq!(Invoices::<Test>::iter_keys().count(), 0, "an invoice stays");
		assert_eq!(InvoiceNames::<Test>::iter_keys().count(), 0);
		for who in people() {
			assert_eq!(held(&who), 0, "{who:?} has a deposit left");
		}
		let ids: Vec<(ChannelId, Phase)> = <Channels as Graph<AccountId>>::walk()
			.map(|(id, channel)| {
				assert!(channel.ledger.map(|side| side.locked).is_zero(), "a lock stays");
				(id, channel.phase)
			})
			.collect();
		for (id, phase) in ids {
			if matches!(phase, Phase::Closing { .. } | Phase::Resolving) {
				Channels::pay_out(id).unwrap();
			}
		}
	}
}
