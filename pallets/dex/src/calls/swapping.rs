//! Swaps: of one asset for another, over one hop or several, each in the book of a pair and in a pool
//! at once, whichever is better.

use super::orders::note_hour;
use crate::{
	book::Hour,
	custody::Money,
	desk::Work,
	matching::{Incoming, Match},
	order::Order,
	pools::Pools,
	price::{Tick, TICKS},
	router::{Ladder, Plan, Quotes},
	terms::Amounts,
	types::{Amount, End, PairId, SelfTrade, Side, SwapSpec, Want},
	AssetIdOf, Config, DeskOf, Error, Event, HopOf, HopsOf, Pallet, Traders,
};
use alloc::vec::Vec;
use bloc_primitives::{Balance, Moment};
use frame_support::{
	dispatch::DispatchResultWithPostInfo,
	ensure,
	traits::{
		fungibles::Inspect,
		tokens::{Fortitude::Polite, Preservation::Preserve},
		Get, Time,
	},
	weights::Weight,
};
use sp_runtime::DispatchError;

/// How often a book is taken of to find out what it gives.
const TRIES: u32 = 2;

/// A pool of the runtime, as it was read.
struct Asked<T: Config>(PoolOf<T>);

type PoolOf<T> = <<T as Config>::Pools as Pools<
	<T as frame_system::Config>::AccountId,
	<T as Config>::Assets,
>>::Pool;

impl<T: Config> Quotes for Asked<T> {
	fn out_of(&self, amount: Balance) -> Option<Balance> {
		T::Pools::out_of(&self.0, amount)
	}

	fn needed_for(&self, amount: Balance) -> Option<Balance> {
		T::Pools::needed_for(&self.0, amount)
	}
}

/// The best way to do a hop.
pub(crate) struct Leg<T: Config> {
	/// What goes.
	pub from: AssetIdOf<T>,
	/// What comes.
	pub to: AssetIdOf<T>,
	/// How it is divided.
	pub plan: Plan,
	/// The book, when it has given its part, if it has one.
	pub part: Option<Part<T>>,
	/// How much it took to find it.
	looked: Work,
	/// The pool that was asked.
	pool: Option<Asked<T>>,
}

/// What is taken out of a book.
pub(crate) struct Part<T: Config> {
	desk: DeskOf<T>,
	side: Side,
	made: Match,
}

/// What was taken, as money.
#[derive(Default)]
pub(crate) struct Accounts {
	/// What the taker pays.
	pub costs: Amounts,
	/// What the taker gets.
	pub brings: Amounts,
	/// The fee, part of either.
	pub fee: Balance,
	/// The hour that is over.
	pub over: Option<Hour>,
}

/// A book of which a hop may take.
struct Shop<'a, T: Config> {
	desk: DeskOf<T>,
	side: Side,
	/// Orders of who swaps: he stops there.
	own: &'a [Order],
	max_steps: u32,
	/// The most of what comes that the pot can give.
	gives: Balance,
}

impl<T: Config> Shop<'_, T> {
	/// Takes of the book as it was read, at any price.
	fn take(&self, amount: Amount) -> Result<(DeskOf<T>, Match), DispatchError> {
		let limit = match self.side {
			Side::Buy => Tick(TICKS.saturating_sub(1)),
			Side::Sell => Tick(1),
		};
		let (side, max_steps) = (self.side, self.max_steps);
		let self_trade = SelfTrade::CancelNewest;
		let taker = Incoming { side, amount, limit, self_trade, max_steps };
		let (mut desk, mut own) = (self.desk.clone(), self.own.to_vec());
		let made = desk.take(&mut own, &taker).map_err(Error::<T>::from)?;
		Ok((desk, made))
	}

	/// What the book has that can be of use, and how much it takes to see that.
	fn ladder(&self, want: Want) -> Result<(Ladder, Work), DispatchError> {
		let terms = self.desk.book().terms;
		let amount = match (self.side, want) {
			(Side::Sell, Want::ExactIn(amount)) => Amount::Lots(lots_of(amount, terms.lot, false)),
			(Side::Buy, Want::ExactIn(amount)) => Amount::Quote(amount),
			(Side::Buy, Want::ExactOut(amount)) => Amount::Lots(lots_of(amount, terms.lot, true)),
			(Side::Sell, Want::ExactOut(_)) => Amount::Lots(u64::MAX),
		};
		let (desk, made) = self.take(amount)?;
		Ok((Ladder::new(terms, self.side, &made.trades, made.taken.end), desk.work()))
	}
}

impl<T: Config> Pallet<T> {
	/// The book that a hop names, if it names one. Nothing is taken of one that is not to be traded
	/// in now, as the hook is late or money is missing: then the pool does it alone.
	fn shop<'a>(
		hop: &HopOf<T>,
		from: &AssetIdOf<T>,
		own: &'a [Order],
		max_steps: u32,
		first: bool,
	) -> Result<Option<Shop<'a, T>>, DispatchError> {
		let Some(pair) = hop.pair else { return Ok(None) };
		let desk = Self::desk(pair)?;
		let book = desk.book();
		let side = match () {
			() if book.base == *from && book.quote == hop.to => Side::Sell,
			() if book.quote == *from && book.base == hop.to => Side::Buy,
			() => return Err(Error::<T>::OtherAssets.into()),
		};
		ensure!(book.status.takes_orders(), Error::<T>::NotTrading);
		// What comes from a pool goes only to a pot that is there: nobody lends a seed for it.
		let kept = first || Money::<T>::owes(from);
		let late = Self::is_late(T::Clock::now());
		if !kept || late || Self::ensure_whole(&desk).is_err() {
			return Ok(None);
		}
		// It may be frozen.
		let pot = Money::<T>::account(&hop.to);
		let gives = T::Assets::reducible_balance(hop.to.clone(), &pot, Preserve, Polite);
		Ok(Some(Shop { desk, side, own, max_steps, gives }))
	}

	/// The best way to do a hop.
	fn leg(
		from: AssetIdOf<T>,
		hop: &HopOf<T>,
		shop: Option<&Shop<'_, T>>,
		want: Want,
	) -> Result<Leg<T>, DispatchError> {
		let (ladder, mut looked) = match shop {
			Some(shop) => shop.ladder(want)?,
			None => (Ladder::default(), Work::default()),
		};
		let to = hop.to.clone();
		let pool = T::Pools::pool(&from, &to).map(Asked::<T>);
		let mut best = ladder.best(want, pool.as_ref());
		for _ in 0..TRIES {
			let plan = best.ok_or(Error::<T>::NotFilled)?;
			let Some(shop) = shop.filter(|it| plan.lots > 0 && plan.brings() <= it.gives) else {
				break;
			};
			let (desk, made) = shop.take(Amount::Lots(plan.lots))?;
			if made.taken.lots == plan.lots {
				let part = Some(Part { desk, side: shop.side, made });
				return Ok(Leg { from, to, plan, part, looked, pool });
			}
			looked = looked.plus(desk.work());
			// A part of a long queue is more steps than the whole of it: it ends before. So many lots
			// are to be had with these steps, or all of them, and no other number is sure to be.
			best = ladder.among(want, pool.as_ref(), &[0, made.taken.lots, ladder.lots()]);
		}
		// The pool alone.
		let plan = ladder.among(want, pool.as_ref(), &[0]).ok_or(Error::<T>::NotFilled)?;
		Ok(Leg { from, to, plan, part: None, looked, pool })
	}

	/// What a hop brings beyond what the next one costs goes into the pool of that one, if it pays it
	/// anyway: so no account has to be able to have it, and no pot to be there.
	fn pass_on(legs: &mut [Leg<T>]) -> Result<(), Error<T>> {
		let mut brought = 0;
		for leg in legs {
			let left = Balance::saturating_sub(brought, leg.plan.spent);
			if left > 0 && leg.plan.pool_in > 0 {
				match leg.pool.as_ref().and_then(|pool| leg.plan.with_more(left, pool)) {
					Some(plan) => leg.plan = plan,
					// Who takes of the book as well has a pot that it goes over.
					None => ensure!(leg.plan.lots > 0, Error::<T>::NotFilled),
				}
			}
			brought = leg.plan.got;
		}
		Ok(())
	}

	/// A path has hops, and comes to no asset twice: so no hop changes what another was planned with.
	fn ensure_path(from: &AssetIdOf<T>, hops: &HopsOf<T>) -> Result<(), Error<T>> {
		ensure!(!hops.is_empty(), Error::<T>::EmptyPath);
		for (at, hop) in hops.iter().enumerate() {
			let before = hops.iter().take(at).map(|hop| &hop.to);
			let twice = core::iter::once(from).chain(before).any(|asset| *asset == hop.to);
			ensure!(!twice, Error::<T>::AssetTwice);
		}
		Ok(())
	}

	/// The best way to do a swap: the best of each hop, since a hop brings no less for more. An exact
	/// input is followed from its begin, an exact output from its end.
	pub(crate) fn legs(
		own: &[Order],
		from: &AssetIdOf<T>,
		hops: &HopsOf<T>,
		spec: &SwapSpec,
	) -> Result<Vec<Leg<T>>, DispatchError> {
		Self::ensure_path(from, hops)?;
		let starts = core::iter::once(from).chain(hops.iter().map(|hop| &hop.to));
		let mut ways: Vec<_> = starts.zip(hops.iter()).enumerate().collect();
		let backward = matches!(spec.want, Want::ExactOut(_));
		if backward {
			ways.reverse();
		}
		let (mut want, mut legs) = (spec.want, Vec::new());
		for (at, (from, hop)) in ways {
			let shop = Self::shop(hop, from, own, spec.max_steps, at == 0)?;
			let leg = Self::leg(from.clone(), hop, shop.as_ref(), want)?;
			want = match want {
				Want::ExactIn(_) => Want::ExactIn(leg.plan.got),
				Want::ExactOut(_) => Want::ExactOut(leg.plan.spent),
			};
			legs.push(leg);
		}
		if backward {
			legs.reverse();
		}
		Self::pass_on(&mut legs)?;
		Ok(legs)
	}

	/// See [`Call::swap`](crate::Call::swap).
	pub(crate) fn do_swap(
		who: T::AccountId,
		from: AssetIdOf<T>,
		hops: &HopsOf<T>,
		spec: &SwapSpec,
	) -> DispatchResultWithPostInfo {
		let now_ms = T::Clock::now();
		ensure!(now_ms < spec.deadline_ms, Error::<T>::Expired);
		ensure!(spec.max_steps <= T::MaxSteps::get(), Error::<T>::TooManySteps);
		let own = Traders::<T>::get(&who).map(|it| it.orders.into_inner()).unwrap_or_default();
		let legs = Self::legs(&own, &from, hops, spec)?;
		let spent = legs.first().map_or(0, |leg| leg.plan.spent);
		let got = legs.last().map_or(0, |leg| leg.plan.got);
		let holds = match spec.want {
			Want::ExactIn(_) => got >= spec.limit,
			Want::ExactOut(_) => spent <= spec.limit,
		};
		ensure!(holds, Error::<T>::LimitNotMet);
		let mut weight = Weight::zero();
		let mut flow = super::flow::Flow::<T>::begin(who.clone(), from.clone());
		for leg in legs {
			weight = weight.saturating_add(Self::follow(&mut flow, leg, spec, now_ms)?);
		}
		let to = flow.asset().clone();
		weight = weight.saturating_add(flow.end()?);
		Self::deposit_event(Event::Swapped { who, id: spec.id, from, to, spent, got });
		Ok(Some(weight).into())
	}

	/// The money goes over a hop. What that weighs, but for its transfers.
	fn follow(
		flow: &mut super::flow::Flow<T>,
		leg: Leg<T>,
		spec: &SwapSpec,
		now_ms: Moment,
	) -> Result<Weight, DispatchError> {
		let Leg { from, to, plan, part, looked, pool } = leg;
		flow.pay(&plan)?;
		let (mut took, mut pair) = (Work::default(), None);
		if let Some(Part { mut desk, side, made }) = part {
			took = desk.work();
			pair = Some(desk.pair);
			let accounts = Self::account_for(&mut desk, side, &made, now_ms)?;
			if let Some(over) = accounts.over {
				note_hour::<T>(desk.pair, over);
			}
			Self::tell_taken(desk.pair, flow.who(), spec, side, &made, accounts.fee);
			Self::put_desk(desk);
		}
		flow.become_other(to.clone(), &plan)?;
		let Plan { lots, pool_in, pool_out, spent, got } = plan;
		let (who, id) = (flow.who().clone(), spec.id);
		Self::deposit_event(Event::Hopped {
			who,
			id,
			from,
			to,
			pair,
			spent,
			got,
			lots,
			pool_in,
			pool_out,
		});
		Ok(Self::hopped_weight(looked, took, pool.is_some()))
	}

	/// What was taken costs and brings. Notes it in the book.
	pub(crate) fn account_for(
		desk: &mut DeskOf<T>,
		side: Side,
		made: &Match,
		now_ms: Moment,
	) -> Result<Accounts, Error<T>> {
		let Some(last) = made.trades.last() else { return Ok(Accounts::default()) };
		let (lots, quote) = (made.taken.lots, made.taken.quote);
		let book = desk.book_mut();
		let fee = book.terms.taker_fee(quote)?;
		let base = book.terms.base_of(lots)?;
		let over = book.note(lots, quote, last.tick, now_ms)?;
		let (costs, brings) = match side {
			Side::Buy => {
				let price = quote.checked_add(fee).ok_or(Error::<T>::Overflow)?;
				(Amounts { base: 0, quote: price }, Amounts { base, quote: 0 })
			},
			Side::Sell => {
				let gain = quote.checked_sub(fee).ok_or(Error::<T>::Inconsistent)?;
				(Amounts { base, quote: 0 }, Amounts { base: 0, quote: gain })
			},
		};
		Ok(Accounts { costs, brings, fee, over })
	}

	fn tell_taken(
		pair: PairId,
		who: &T::AccountId,
		spec: &SwapSpec,
		side: Side,
		made: &Match,
		fee: Balance,
	) {
		let (id, lots, quote) = (spec.id, made.taken.lots, made.taken.quote);
		for trade in made.trades.iter().copied() {
			let taker = who.clone();
			Self::deposit_event(Event::Traded { pair, taker, id, side, trade });
		}
		let (who, end) = (who.clone(), End::Done);
		Self::deposit_event(Event::Taken { pair, who, id, side, lots, quote, fee, end });
	}
}

/// How many lots so much base is.
fn lots_of(amount: Balance, lot: Balance, up: bool) -> u64 {
	let lots = match up {
		true => amount.div_ceil(lot.max(1)),
		false => amount.checked_div(lot).unwrap_or(0),
	};
	u64::try_from(lots).unwrap_or(u64::MAX)
}
