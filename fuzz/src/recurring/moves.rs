//! Steps that move a plan or a subscription through its life.

use super::{runtime::*, Model, OfRecurring};
use crate::common::{self, person, DAY, HOUR, MINUTE};
use bloc_primitives::Moment;
use bloc_testing::{
	exports::pallet_assets,
	people::{issuer, AccountId},
};
use pallet_bloc_recurring::{
	plan::PlanDetails,
	subscription::Subscription,
	types::{CatchUp, Frequency, Limits, PlanId, Status, SubscriptionId, Terms},
	Call, NextPlanId, NextSubscriptionId, PlanOf, SubscriptionOf, Subscriptions,
};
use sp_core::H256;
use sp_runtime::traits::Dispatchable;

fn now() -> Moment {
	common::now::<OfRecurring>()
}

/// How many kinds of starts there are.
pub const START_KINDS: usize = 8;

/// What there is at a start already: the first person pays the second.
pub fn set_up(start: usize, model: &mut Model) {
	let asset = if start % 2 == 0 { TOKEN } else { NATIVE };
	let details = plan_details(asset.clone());
	let daily = Terms { frequency: Frequency::Daily(1), ..monthly() };
	let few = Limits { payments: Some(3), charges: 50, ..Limits::default() };
	let mut call = |who, call| assert!(model.call(person(who), call));
	let authorise = |terms, limits, start_ms| {
		let (payee, asset) = (person(1), asset.clone());
		Call::authorise { payee, asset, terms, limits, start_ms }
	};
	match start {
		0 => {},
		1 | 2 => {
			call(1, Call::create_plan { details: details.clone() });
			let other = PlanDetails { terms: Terms { price: 33, ..daily }, ..details };
			call(1, Call::create_plan { details: other });
			call(0, Call::subscribe { plan: PlanId(0), edition: 0, limits: few });
		},
		3 => call(0, authorise(daily, few, None)),
		4 => {
			// Fails for want of nothing but the issuer's consent.
			call(0, authorise(Terms { catch_up: CatchUp::Latest, ..daily }, few, None));
			call(2, authorise(daily, Limits::default(), None));
			let freeze = pallet_assets::Call::freeze_asset { id: TOKEN_ID };
			RuntimeCall::Assets(freeze).dispatch(RuntimeOrigin::signed(issuer())).unwrap();
		},
		5 => {
			let trial = PlanDetails { trial_ms: DAY, max_subscribers: Some(1), ..details };
			call(1, Call::create_plan { details: PlanDetails { max_payments: Some(2), ..trial } });
			call(0, Call::subscribe { plan: PlanId(0), edition: 0, limits: few });
		},
		6 => {
			call(0, authorise(Terms { price: 0, ..daily }, few, None));
			call(0, authorise(Terms { frequency: Frequency::Yearly(1), ..daily }, few, None));
		},
		_ => {
			NextPlanId::<Test>::put(PlanId(u64::MAX - 2));
			NextSubscriptionId::<Test>::put(SubscriptionId(u64::MAX - 2));
		},
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		let kind = self.reader.byte();
		if kind >= 254 {
			return self.fortune(kind == 255);
		}
		match kind % 32 {
			0 => self.any_call(),
			1 | 2 => self.create_plan(),
			3 => self.edit_plan(),
			4 => self.retire_plan(),
			5 | 6 => self.subscribe(),
			7 | 8 => self.authorise(),
			9 => self.cancel(),
			10 | 11 => self.pause_or_resume(),
			12 => self.set_limits(),
			13 | 14 => self.price(),
			15 | 16 => self.change_plan(),
			17 | 18 => self.charge(),
			19 | 20 => self.settle(),
			21 => self.prune(),
			22..=27 => self.block(),
			28..=30 => self.neighbours(),
			_ => self.look(),
		}
	}

	fn terms(&mut self) -> Terms {
		let every = match self.reader.byte() % 4 {
			0 => u16::from_le_bytes(self.reader.array()),
			1 => 0,
			_ => u16::from(self.reader.byte() % 4) + 1,
		};
		let frequency = match self.reader.byte() % 8 {
			0 => Frequency::Weekly(every),
			1 | 2 => Frequency::Monthly(every),
			3 => Frequency::Yearly(every),
			4 => Frequency::Custom(self.reader.moment(&[MINUTE, HOUR])),
			_ => Frequency::Daily(every),
		};
		let catch_up = if self.reader.one_in(2) { CatchUp::Latest } else { CatchUp::Each };
		let price = self.reader.amount(PRICE);
		Terms { price, frequency, catch_up }
	}

	/// Little in a few, nothing in most.
	fn few(&mut self, options: u8, bit: u8) -> Option<u32> {
		(options & (1 << bit) != 0).then(|| u32::from(self.reader.byte() % 4))
	}

	fn details(&mut self) -> PlanDetails<Asset> {
		let (asset, terms, options) = (self.asset(), self.terms(), self.reader.byte());
		let trial_ms = if options & 1 == 0 { 0 } else { self.reader.moment(&[DAY]) };
		let (max_subscribers, max_payments) = (self.few(options, 1), self.few(options, 2));
		let terms_hash = H256::zero();
		PlanDetails { asset, terms, trial_ms, max_subscribers, max_payments, terms_hash }
	}

	fn limits(&mut self, known: Option<&SubscriptionOf<Test>>) -> Limits {
		let options = self.reader.byte();
		let (paid, pull) = known.map_or((0, PRICE), |known| (known.paid, known.pull()));
		let total = (options & 2 != 0).then(|| self.reader.amount(paid.saturating_add(pull)));
		let edges = Self::edges();
		let end_ms = (options & 4 != 0).then(|| self.reader.moment(&edges));
		let payments = self.few(options, 3);
		let charges = if options & 16 == 0 { 0 } else { self.reader.amount(PRICE) };
		Limits { total, payments, end_ms, charges }
	}

	/// A plan: nearly always one that there is or was.
	fn plan(&mut self) -> (PlanId, AccountId, Option<PlanOf<Test>>) {
		let id = PlanId(self.id(NextPlanId::<Test>::get().0));
		let plan = Recurring::plan(id);
		let who = match &plan {
			Some(plan) if !self.reader.one_in(8) => plan.payee.clone(),
			_ => self.who(),
		};
		(id, who, plan)
	}

	/// A plan, and the edition of it that somebody may have read.
	fn plan_as_read(&mut self) -> (PlanId, u32) {
		let (id, _, plan) = self.plan();
		let edition = plan.map_or(0, |plan| plan.edition);
		(id, if self.reader.one_in(16) { edition.wrapping_sub(1) } else { edition })
	}

	/// A subscription, and its payer or payee, or somebody else.
	fn place(&mut self, payer: bool) -> (SubscriptionId, AccountId, Option<SubscriptionOf<Test>>) {
		let id = SubscriptionId(self.id(NextSubscriptionId::<Test>::get().0));
		let known = Recurring::subscription(id);
		let who = match &known {
			Some(known) if !self.reader.one_in(8) => {
				if payer { &known.payer } else { &known.payee }.clone()
			},
			_ => self.who(),
		};
		(id, who, known)
	}

	fn create_plan(&mut self) {
		let (who, details) = (self.who(), self.details());
		self.call(who, Call::create_plan { details });
	}

	fn edit_plan(&mut self) {
		let ((plan, who, _), details) = (self.plan(), self.details());
		self.call(who, Call::edit_plan { plan, details });
	}

	fn retire_plan(&mut self) {
		let (plan, who, _) = self.plan();
		self.call(who, Call::retire_plan { plan });
	}

	fn subscribe(&mut self) {
		let (who, (plan, edition), limits) = (self.who(), self.plan_as_read(), self.limits(None));
		self.call(who, Call::subscribe { plan, edition, limits });
	}

	fn authorise(&mut self) {
		let (who, payee, asset) = (self.who(), self.who(), self.asset());
		let (mut terms, limits) = (self.terms(), self.limits(None));
		if self.reader.one_in(4) {
			terms.price = self.own_amount(&who, &asset);
		}
		let edges = Self::edges();
		let start_ms = self.reader.one_in(4).then(|| self.reader.moment(&edges));
		self.call(who, Call::authorise { payee, asset, terms, limits, start_ms });
	}

	fn cancel(&mut self) {
		let payer = self.reader.one_in(2);
		let (subscription, who, _) = self.place(payer);
		self.call(who, Call::cancel { subscription });
	}

	fn pause_or_resume(&mut self) {
		let payer = self.reader.one_in(2);
		let (subscription, who, known) = self.place(payer);
		let paused = known.is_some_and(|known| matches!(known.status, Status::Paused { .. }));
		let pause = paused == self.reader.one_in(8);
		let call = if pause { Call::pause { subscription } } else { Call::resume { subscription } };
		self.call(who, call);
	}

	fn set_limits(&mut self) {
		let (subscription, who, known) = self.place(true);
		let limits = self.limits(known.as_ref());
		self.call(who, Call::set_limits { subscription, limits });
	}

	fn price(&mut self) {
		let accept = self.reader.one_in(2);
		let (subscription, who, known) = self.place(accept);
		let call = if accept {
			let proposed = known.and_then(|known| known.proposed_price).unwrap_or(0);
			let price = if self.reader.one_in(8) { proposed.saturating_add(1) } else { proposed };
			Call::accept_price { subscription, price }
		} else {
			let price = (!self.reader.one_in(8)).then(|| self.reader.amount(PRICE));
			Call::propose_price { subscription, price }
		};
		self.call(who, call);
	}

	fn change_plan(&mut self) {
		let ((subscription, who, _), (plan, edition)) = (self.place(true), self.plan_as_read());
		self.call(who, Call::change_plan { subscription, plan, edition });
	}

	fn charge(&mut self) {
		let (subscription, who, known) = self.place(false);
		let charged = known.as_ref().map_or(0, |known| known.charged_at(now()));
		let most = known.map_or(0, |known| known.limits.charges).saturating_sub(charged);
		let (amount, reference) = (self.reader.amount(most), H256::zero());
		self.call(who, Call::charge { subscription, amount, reference });
	}

	/// Settles: before its time that costs no retries.
	fn settle(&mut self) {
		let (subscription, who, before) = self.place(true);
		let early = |it: &Subscription<_, _>| it.look().is_none_or(|look_ms| look_ms > now());
		self.call(who, Call::settle { subscription });
		let Some(before) = before.filter(early) else { return };
		if let Some(after) = Recurring::subscription(subscription) {
			let paid = after.payments > before.payments;
			assert!(paid || after == before, "{before:?} became {after:?}");
		}
	}

	fn prune(&mut self) {
		let (subscription, who, _) = self.place(true);
		let keep = match self.reader.byte() {
			255 => u32::from_le_bytes(self.reader.array()),
			few => u32::from(few) % (NOTES + 2),
		};
		self.call(who, Call::prune_history { subscription, keep });
	}

	/// The instants at which something changes, or could.
	pub fn edges() -> Vec<Moment> {
		let now_ms = now();
		let mut edges = vec![now_ms, now_ms + MINUTE, now_ms + DAY];
		for record in Subscriptions::<Test>::iter_values() {
			let it = record.subscription;
			edges.extend([it.anchor_ms, it.paid_until_ms]);
			edges.extend(
				[it.due_ms(it.next_period), it.look_ms, it.look(), it.limits.end_ms]
					.into_iter()
					.flatten(),
			);
		}
		edges
	}

	/// Clients ask, with any numbers.
	fn look(&mut self) {
		let (id, who, known) = self.place(true);
		let (plan, _, _) = self.plan();
		let limit = u32::from(self.reader.byte());
		let dues = Recurring::next_due(id, limit);
		assert!(dues.len() <= limit as usize && dues.is_sorted(), "{dues:?}");
		if let (Some(state), Some(known)) = (Recurring::state(id), known) {
			assert_eq!(state.paid_until_ms, known.paid_until_ms);
			let all = state.owed == 0 || state.owed_periods > 0;
			assert!(all, "{state:?} owes nothing and something");
			let credit: Balance = Recurring::credit_now(id).unwrap();
			assert!(credit >= known.credit, "credit got lost");
			assert!(Recurring::history(id).len() <= NOTES as usize);
		}
		let after = self.reader.one_in(2).then_some(id);
		assert!(Recurring::by_payer(who.clone(), after, limit).len() <= limit as usize);
		assert!(Recurring::by_payee(who.clone(), after, limit).len() <= limit as usize);
		assert!(Recurring::by_plan(plan, after, limit).len() <= limit as usize);
		let after = self.reader.one_in(2).then_some(plan);
		assert!(Recurring::plans_of(who, after, limit).len() <= limit as usize);
	}
}
