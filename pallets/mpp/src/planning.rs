//! Planning payments, off chain: which routes, and how much over each.

use crate::{
	types::{Hop, NoPlan, Part as LockedPart, PaymentPlan, Route, Routes, Shortfall, MAX_HOPS},
	AssetIdOf, Config, Pallet,
};
use alloc::vec::Vec;
use bloc_math::flow::{self, Part, Plan, Request};
use bloc_primitives::{
	channel::{Inspect, Locked},
	network::{direction_of, Network},
	Balance, ChannelId, Moment,
};
use frame_support::{traits::Time, weights::Weight};

const MINUTE_MS: Moment = 60_000;

impl From<flow::NoPlan> for NoPlan {
	fn from(no: flow::NoPlan) -> Self {
		let shortfall = match no.reason {
			flow::Shortfall::Request => Shortfall::Request,
			flow::Shortfall::NoRoute => Shortfall::NoRoute,
			flow::Shortfall::Amount { most } => Shortfall::Amount { most },
			flow::Shortfall::Parts { needed } => Shortfall::Parts { needed },
			flow::Shortfall::Fee { cheapest } => Shortfall::Fee { cheapest },
		};
		Self { shortfall, exact: no.exact }
	}
}

/// Returns the route of a part, as calls take it.
fn route(part: Part) -> Option<Route> {
	let hops = part.edges.into_iter().zip(part.amounts);
	let hops = hops.map(|(edge, amount)| Hop { channel: direction_of(edge).0, amount });
	hops.collect::<Vec<_>>().try_into().ok()
}

impl<T: Config> Pallet<T> {
	/// See [`Pallet::plan_payment`].
	pub(crate) fn plan(
		[from, to]: [&T::AccountId; 2],
		asset: &AssetIdOf<T>,
		amount: Balance,
		max_parts: u32,
		max_fee: Balance,
		exclude: Vec<ChannelId>,
	) -> Result<PaymentPlan, NoPlan> {
		let fails = |shortfall| NoPlan { shortfall, exact: true };
		let network = Network::of_chain::<T::Channels>(asset, T::Clock::now());
		let network = network.map_err(|_| fails(Shortfall::TooLarge))?;
		if from == to || amount == 0 || max_parts == 0 {
			return Err(fails(Shortfall::Request));
		}
		let payer = from;
		let node = |who| network.node(who).ok_or_else(|| fails(Shortfall::NoRoute));
		let (from, to) = (node(from)?, node(to)?);
		let excluded = network.excluding([], exclude);
		let exclude = excluded.as_ref();
		let max_hops = MAX_HOPS;
		let request = Request { from, to, amount, max_parts, max_hops, max_fee, exclude };
		let Plan { parts, fee, least: least_fee } = flow::plan_payment(network.graph(), &request)?;
		let routes: Option<Vec<Route>> = parts.into_iter().map(route).collect();
		let routes: Option<Routes> = routes.and_then(|routes| routes.try_into().ok());
		let routes = routes.ok_or(fails(Shortfall::TooLarge))?;
		let held = |route| Self::asked_for_a_minute(payer, route).unwrap_or(Balance::MAX);
		let hold_fee = routes.iter().map(held).fold(0, Balance::saturating_add);
		Ok(PaymentPlan { routes, fee, hold_fee, least_fee })
	}

	/// What a part over `route` costs `payer` for a minute of waiting, if it is not made. Each
	/// started part of a unit counts as one, so that several minutes cost no more than as many
	/// times that.
	fn asked_for_a_minute(payer: &T::AccountId, route: &Route) -> Option<Balance> {
		let mut part = LockedPart::default();
		let mut from = payer.clone();
		for (place, Hop { channel: id, amount }) in route.iter().enumerate() {
			let channel = T::Channels::channel(*id)?;
			let side = channel.side_of(&from)?;
			let terms = channel.hop_terms(side, Weight::zero());
			let hold_ppm = if place == 0 { 0 } else { terms.hold_ppm() };
			part.hold_ppm.try_push(hold_ppm).ok()?;
			part.locks.try_push(Locked { channel: *id, payer: side, amount: *amount }).ok()?;
			from = terms.payee;
		}
		Some(part.hold_fee(MINUTE_MS))
	}
}
