//! The pallet beside a plain list of orders that are filled one by one, under random calls of all
//! kinds. The list knows nothing of ticks, levels, chunks and settling; it has money as what each
//! order ever did.

use super::*;
use frame_support::{storage::with_transaction, storage::TransactionOutcome, BoundedVec};
use proptest::{collection::vec, prelude::*};

/// An order of the list, from when it came.
#[derive(Clone, Debug)]
struct Plain {
	owner: usize,
	id: u64,
	side: Side,
	tick: u32,
	/// What is open.
	open: u64,
	/// What others took.
	filled: u64,
	until_ms: Option<u64>,
}

/// What an order took.
#[derive(Clone, Debug, Default)]
struct Took {
	lots: u64,
	quote: i128,
	rest: u64,
	whole: bool,
	by_self: bool,
}

#[derive(Clone, Default)]
struct List {
	orders: Vec<Plain>,
	/// What takers gained, of base and quote.
	gains: [[i128; 2]; 3],
	maker: i128,
	rebate: i128,
}

fn who(nth: usize) -> AccountId {
	[alice(), bob(), dave()][nth].clone()
}

/// A part in millionths, rounded up.
fn part_up(quote: i128, ppm: i128) -> i128 {
	(quote * ppm + 999_999) / 1_000_000
}

impl List {
	/// What somebody gained in all.
	fn gains_of(&self, owner: usize) -> [i128; 2] {
		let [mut base, mut quote] = self.gains[owner];
		for order in self.orders.iter().filter(|it| it.owner == owner) {
			let lots = i128::from(order.filled);
			let price = lots * i128::from(order.tick) * 3;
			let fee = part_up(price, self.maker) - price * self.rebate / 1_000_000;
			let sign = if order.side == Side::Buy { 1 } else { -1 };
			base += sign * lots * 10;
			quote -= sign * price + fee;
		}
		[base, quote]
	}

	fn takes(side: Side, limit: u32, tick: u32) -> bool {
		if side == Side::Buy {
			tick <= limit
		} else {
			tick >= limit
		}
	}

	/// The next order that somebody who wants this side would meet.
	fn next(&self, side: Side, limit: u32) -> Option<usize> {
		let open =
			self.orders.iter().enumerate().filter(|(_, it)| {
				it.side != side && it.open > 0 && Self::takes(side, limit, it.tick)
			});
		// The list is in the order of time.
		open.min_by_key(|(at, it)| {
			let price = i64::from(it.tick);
			(if side == Side::Buy { price } else { -price }, *at)
		})
		.map(|(at, _)| at)
	}

	fn take(&mut self, owner: usize, spec: &OrderSpec) -> Took {
		let mut took = Took::default();
		let (mut lots, mut budget) = match spec.amount {
			Amount::Lots(lots) => (lots, i128::MAX),
			Amount::Quote(budget) => (u64::MAX, budget as i128),
		};
		let is_quote = budget < i128::MAX;
		let cost = |quote: i128| match spec.side {
			Side::Buy => quote + part_up(quote, 2_500),
			Side::Sell => quote,
		};
		// What was decremented counts as if it were spent.
		let mut spent = 0;
		while let Some(at) = self.next(spec.side, spec.tick.0) {
			let price = i128::from(self.orders[at].tick) * 3;
			// By trying: one lot more is too much.
			let mut wanted = lots.min(self.orders[at].open);
			if is_quote {
				let fits =
					|count: u64| cost(took.quote + spent + i128::from(count) * price) <= budget;
				while wanted > 0 && !fits(wanted) {
					wanted -= 1;
				}
			}
			if wanted == 0 {
				took.whole = true;
				break;
			}
			let order = &mut self.orders[at];
			if order.owner == owner {
				match spec.self_trade {
					SelfTrade::CancelNewest => {
						took.by_self = true;
						break;
					},
					SelfTrade::CancelOldest => order.open = 0,
					SelfTrade::CancelBoth => {
						order.open = 0;
						took.by_self = true;
						break;
					},
					SelfTrade::Decrement => {
						order.open -= wanted;
						if is_quote {
							spent += i128::from(wanted) * price
						} else {
							lots -= wanted
						}
					},
				}
				continue;
			}
			order.open -= wanted;
			order.filled += wanted;
			took.lots += wanted;
			took.quote += i128::from(wanted) * price;
			if is_quote {
				// No more than the budget, whatever is left of it.
				budget = budget.min(i128::MAX - 1);
			} else {
				lots -= wanted;
			}
		}
		took.whole |= lots == 0;
		took.rest = if is_quote { 0 } else { lots };
		let fee = part_up(took.quote, 2_500);
		let (base, sign) =
			(i128::from(took.lots) * 10, if spec.side == Side::Buy { 1 } else { -1 });
		self.gains[owner][0] += sign * base;
		self.gains[owner][1] -= sign * took.quote + fee;
		took
	}

	/// An order comes. What it is refused for, if it is.
	fn place(&mut self, owner: usize, spec: &OrderSpec) -> Result<(), Error<Test>> {
		let mut tick = spec.tick.0;
		let (rest, lots) = match spec.kind {
			Kind::PostOnly { rest, slide } => {
				if let Some(at) = self.next(spec.side, tick) {
					if !slide {
						return Err(Error::WouldTake);
					}
					let best = self.orders[at].tick;
					tick = if spec.side == Side::Buy { best - 1 } else { best + 1 };
				}
				let Amount::Lots(lots) = spec.amount else { return Err(Error::NotResting) };
				(Some(rest), lots)
			},
			kind => {
				let took = self.take(owner, spec);
				let none = matches!(spec.amount, Amount::Quote(_)) && took.lots == 0;
				if kind == Kind::FillOrKill && (none || !took.whole) {
					return Err(Error::NotFilled);
				}
				match kind {
					Kind::Limit(rest) if !took.by_self => (Some(rest), took.rest),
					_ => (None, 0),
				}
			},
		};
		if let Some(rest) = rest.filter(|_| lots > 0) {
			let (id, side, until_ms) = (spec.id.0, spec.side, rest.until_ms);
			self.orders.push(Plain { owner, id, side, tick, open: lots, filled: 0, until_ms });
		}
		Ok(())
	}

	fn cut(&mut self, owner: usize, id: u64, keep: u64) -> Result<(), Error<Test>> {
		let mine = |it: &&mut Plain| it.owner == owner && it.id == id;
		let order = self.orders.iter_mut().rev().find(mine).ok_or(Error::OrderNotFound)?;
		if order.open < keep {
			return Err(Error::NothingOpen);
		}
		order.open = keep;
		Ok(())
	}
}

#[derive(Clone, Debug)]
enum Step {
	Place(usize, OrderSpec),
	Cancel(usize, usize),
	Reduce(usize, usize, u64),
	Replace(usize, usize, OrderSpec),
	CancelAll(usize, u32),
	Act(usize, Vec<(u8, OrderSpec, usize)>),
	Settle(usize, usize),
	Wait(u64),
	Status(bool),
	Withdraw(usize, bool, u128),
}

fn spec() -> impl Strategy<Value = OrderSpec> {
	let side = prop_oneof![Just(Side::Buy), Just(Side::Sell)];
	let rest = || {
		(prop_oneof![4 => Just(None), 1 => (1..60_u64).prop_map(Some)], any::<bool>())
			.prop_map(|(after, settled)| Rest { until_ms: after.map(|it| it * 1_000), settled })
	};
	let kind = prop_oneof![
		5 => rest().prop_map(Kind::Limit),
		1 => (rest(), any::<bool>()).prop_map(|(rest, slide)| Kind::PostOnly { rest, slide }),
		1 => Just(Kind::ImmediateOrCancel),
		1 => Just(Kind::FillOrKill),
	];
	let self_trade = prop_oneof![
		Just(SelfTrade::CancelNewest),
		Just(SelfTrade::CancelOldest),
		Just(SelfTrade::CancelBoth),
		Just(SelfTrade::Decrement),
	];
	// About a border of pages.
	let tick = 1_084..1_092_u32;
	let purse = prop_oneof![2 => Just(Purse::Balance), 1 => Just(Purse::Wallet)];
	(side, 2..30_u64, any::<bool>(), tick, kind, self_trade, purse).prop_map(
		|(side, lots, in_quote, tick, kind, self_trade, purse)| {
			let takes = matches!(kind, Kind::ImmediateOrCancel | Kind::FillOrKill);
			let amount = match in_quote && takes {
				true => Amount::Quote(u128::from(lots) * 3_333),
				false => Amount::Lots(lots),
			};
			OrderSpec {
				id: OrderId(0),
				side,
				amount,
				tick: Tick(tick),
				kind,
				purse,
				deadline_ms: u64::MAX,
				self_trade,
				max_steps: STEPS,
			}
		},
	)
}

fn step() -> impl Strategy<Value = Step> {
	let owner = || 0..3_usize;
	let nth = || 0..100_usize;
	prop_oneof![
		20 => (owner(), spec()).prop_map(|(a, b)| Step::Place(a, b)),
		4 => (owner(), nth()).prop_map(|(a, b)| Step::Cancel(a, b)),
		3 => (owner(), nth(), 2..20_u64).prop_map(|(a, b, c)| Step::Reduce(a, b, c)),
		3 => (owner(), nth(), spec()).prop_map(|(a, b, c)| Step::Replace(a, b, c)),
		1 => (owner(), 1..5_u32).prop_map(|(a, b)| Step::CancelAll(a, b)),
		2 => (owner(), vec((0..3_u8, spec(), nth()), 1..6)).prop_map(|(a, b)| Step::Act(a, b)),
		4 => (owner(), nth()).prop_map(|(a, b)| Step::Settle(a, b)),
		3 => (0..20_000_u64).prop_map(Step::Wait),
		1 => any::<bool>().prop_map(Step::Status),
		1 => (owner(), any::<bool>(), 1..99_u128).prop_map(|(a, b, c)| Step::Withdraw(a, b, c)),
	]
}

struct Model {
	list: List,
	next: u64,
	trading: bool,
	/// What each had at first.
	had: [[i128; 2]; 3],
}

/// All that somebody has, here and elsewhere.
fn has(owner: usize) -> [i128; 2] {
	[TOKEN, NATIVE].map(|asset| {
		let here = Dex::balance(who(owner), asset.clone());
		(here.free + here.locked + here.unsettled + wealth(&asset, &who(owner))) as i128
	})
}

impl Model {
	fn named(&mut self, mut spec: OrderSpec) -> OrderSpec {
		self.next += 1;
		spec.id = OrderId(self.next);
		let later = |rest: &mut Rest| {
			rest.until_ms = rest.until_ms.map(|after_ms| now() + after_ms);
		};
		match &mut spec.kind {
			Kind::Limit(rest) | Kind::PostOnly { rest, .. } => later(rest),
			_ => {},
		}
		spec
	}

	/// One of somebody's orders, or a name that none has.
	fn pick(&self, owner: usize, nth: usize) -> u64 {
		let orders = Dex::orders(who(owner));
		orders.get(nth % (orders.len() + 1)).map_or(9_999, |view| view.order.id.0)
	}

	/// Does the same to both. Where the pallet has too little room for another order, neither.
	fn both(
		&mut self,
		what: &str,
		call: impl FnOnce() -> Result<(), DispatchError>,
		plain: impl FnOnce(&mut List) -> Result<(), Error<Test>>,
	) {
		let mut list = self.list.clone();
		let told = plain(&mut list);
		let done = with_transaction(|| match call() {
			Ok(()) => TransactionOutcome::Commit(Ok(())),
			Err(error) => TransactionOutcome::Rollback(Err(error)),
		});
		let is = |error: DispatchError, name: Error<Test>| error == name.into();
		match (done, told.map_err(DispatchError::from)) {
			(Ok(()), Ok(())) => self.list = list,
			(Err(error), told) => {
				let full = is(error, Error::TooManyOrders);
				let closed = is(error, Error::NotTrading) && !self.trading;
				// The list forgets nothing: what is gone has nothing open there.
				let open = |list: &List| list.orders.iter().map(|it| it.open).sum::<u64>();
				let same = told.is_ok_and(|()| open(&list) == open(&self.list));
				let gone = same || told.is_err_and(|told| is(told, Error::NothingOpen));
				let gone = gone && is(error, Error::OrderNotFound);
				let agreed = full || closed || gone || told == Err(error);
				assert!(agreed, "{what}: {error:?}, but {told:?}");
			},
			(Ok(()), Err(error)) => panic!("{what}: worked, but {error:?}"),
		}
	}

	fn act(&mut self, owner: usize, actions: &[(u8, OrderSpec, usize)]) {
		let mut done = Vec::new();
		for (kind, spec, nth) in actions {
			let id = OrderId(self.pick(owner, *nth));
			done.push(match kind {
				0 => Action::Cancel(id),
				1 => Action::Reduce(id, 3),
				_ => Action::Place(self.named(*spec)),
			});
		}
		events();
		let bounded = BoundedVec::truncate_from(done.clone());
		outcome(Dex::act(origin(who(owner)), PAIR, bounded)).unwrap();
		let failed = events().into_iter().filter_map(|event| match event {
			Event::ActionFailed { index, error, .. } => Some((index as usize, error)),
			_ => None,
		});
		let failed: std::collections::BTreeMap<_, _> = failed.collect();
		for (index, action) in done.into_iter().enumerate() {
			let error = failed.get(&index).copied();
			let call = || error.map_or(Ok(()), Err);
			match action {
				Action::Cancel(id) => self.cut(owner, id.0, 0, call),
				Action::Reduce(id, keep) => self.cut(owner, id.0, keep, call),
				Action::Place(spec) => {
					self.both("act: place", call, |list| list.place(owner, &spec));
				},
			}
		}
	}

	fn cut(
		&mut self,
		owner: usize,
		id: u64,
		keep: u64,
		call: impl FnOnce() -> Result<(), DispatchError>,
	) {
		self.both("cut", call, |list| list.cut(owner, id, keep));
	}

	fn step(&mut self, step: &Step) {
		match step {
			Step::Place(owner, spec) => {
				let spec = self.named(*spec);
				let call = || outcome(Dex::place(origin(who(*owner)), PAIR, spec));
				self.both("place", call, |list| list.place(*owner, &spec));
			},
			Step::Cancel(owner, nth) => {
				let id = self.pick(*owner, *nth);
				let call = || outcome(Dex::cancel(origin(who(*owner)), OrderId(id)));
				self.cut(*owner, id, 0, call);
			},
			Step::Reduce(owner, nth, keep) => {
				let id = self.pick(*owner, *nth);
				let call = || outcome(Dex::reduce(origin(who(*owner)), OrderId(id), *keep));
				self.cut(*owner, id, *keep, call);
			},
			Step::Replace(owner, nth, spec) => {
				let id = self.pick(*owner, *nth);
				let spec = self.named(*spec);
				let call = || outcome(Dex::replace(origin(who(*owner)), OrderId(id), spec));
				self.both("replace", call, |list| {
					let mine = |it: &&Plain| it.owner == *owner && it.id == id;
					if list.orders.iter().rev().find(mine).is_some_and(|it| it.open == 0) {
						return Err(Error::NothingOpen);
					}
					list.cut(*owner, id, 0)?;
					list.place(*owner, &spec)
				});
			},
			Step::CancelAll(owner, limit) => {
				let orders = Dex::orders(who(*owner));
				let names = orders.iter().take(*limit as usize).map(|view| view.order.id.0);
				let names: Vec<_> = names.collect();
				let call = || outcome(Dex::cancel_all(origin(who(*owner)), PAIR, *limit));
				self.both("cancel_all", call, |list| {
					if orders.is_empty() {
						return Err(Error::OrderNotFound);
					}
					for id in names {
						list.cut(*owner, id, 0)?;
					}
					Ok(())
				});
			},
			Step::Act(owner, actions) => self.act(*owner, actions),
			Step::Settle(owner, nth) => {
				let id = self.pick(*owner, *nth);
				let _ = Dex::settle(origin(charlie()), who(*owner), pairs::names(&[id]));
			},
			Step::Wait(passed_ms) => self.wait(*passed_ms),
			Step::Status(trading) => {
				let status = if *trading { Status::Trading } else { Status::CancelOnly };
				Dex::set_status(RuntimeOrigin::root(), PAIR, status).unwrap();
				self.trading = *trading;
			},
			Step::Withdraw(owner, token, amount) => {
				let asset = if *token { TOKEN } else { NATIVE };
				Dex::withdraw(origin(who(*owner)), asset, *amount).unwrap();
			},
		}
	}

	/// The hook takes out what is over, and nothing else.
	fn wait(&mut self, passed_ms: u64) {
		run_block_at(now() + passed_ms);
		for order in self.list.orders.iter_mut().filter(|it| it.open > 0) {
			let views = Dex::orders(who(order.owner));
			let gone = !views.iter().any(|view| view.order.id.0 == order.id && view.open > 0);
			if gone {
				assert!(order.until_ms.is_some_and(|until_ms| until_ms <= now()), "{order:?}");
				order.open = 0;
			}
		}
	}

	fn check(&self) {
		for owner in 0..3 {
			let (has, had) = (has(owner), self.had[owner]);
			let gained = [has[0] - had[0], has[1] - had[1]];
			assert_eq!(gained, self.list.gains_of(owner), "{owner}");
			let views = Dex::orders(who(owner));
			for order in self.list.orders.iter().filter(|it| it.owner == owner) {
				let view = views.iter().find(|view| view.order.id.0 == order.id);
				let view = view.map(|view| (view.filled, view.open));
				// What is settled in full is gone.
				let told = view.unwrap_or((order.filled, 0));
				assert_eq!(told, (order.filled, order.open), "{order:?}");
			}
		}
		for side in [Side::Buy, Side::Sell] {
			let mut levels = std::collections::BTreeMap::new();
			for order in self.list.orders.iter().filter(|it| it.side == side && it.open > 0) {
				*levels.entry(order.tick).or_default() += order.open;
			}
			let mut levels: Vec<(u32, u64)> = levels.into_iter().collect();
			if side == Side::Buy {
				levels.reverse();
			}
			assert_eq!(depth(side), levels);
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn the_pallet_is_like_a_list(gives in any::<bool>(), steps in vec(step(), 1..80)) {
		ExtBuilder.run(|| {
			market(if gives { rebate() } else { terms() });
			let (maker, rebate) = if gives { (0, 1_300) } else { (700, 0) };
			let list = List { maker, rebate, ..List::default() };
			let had = core::array::from_fn(has);
			let mut model = Model { list, next: 0, trading: true, had };
			for step in steps {
				model.step(&step);
				model.check();
				Dex::do_try_state().unwrap();
			}
			// Everybody leaves, with all that is his.
			for owner in 0..3 {
				for view in Dex::orders(who(owner)) {
					Dex::cancel(origin(who(owner)), view.order.id).unwrap();
				}
				Dex::set_slots(origin(who(owner)), 0).unwrap();
				for asset in [NATIVE, TOKEN] {
					let here = Dex::balance(who(owner), asset.clone());
					assert_eq!((here.locked, here.unsettled), (0, 0));
					if here.free > 0 {
						Dex::withdraw(origin(who(owner)), asset, here.free).unwrap();
					}
				}
				assert_eq!(held(&who(owner)), 0);
			}
			Dex::close_pair(origin(charlie()), PAIR).unwrap();
			assert_eq!(crate::Pots::<Test>::iter().count(), 0);
			assert_eq!(crate::Pages::<Test>::iter().count(), 0);
		});
	}
}
