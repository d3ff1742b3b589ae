//! Plans payments, off chain: which routes, and how much over each.

use crate::{
	types::{Hop, NoPlan, PaymentPlan, Route, Routes, Shortfall, MAX_HOPS},
	AssetIdOf, Config, Pallet,
};
use alloc::vec::Vec;
use bloc_math::flow::{self, Part, Plan, Request};
use bloc_primitives::{
	network::{direction_of, Network},
	Balance, ChannelId,
};

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

/// The route of a part, as calls take it.
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
		let network = Network::of_chain::<T::Channels>(asset);
		let network = network.map_err(|_| fails(Shortfall::TooLarge))?;
		if from == to || amount == 0 || max_parts == 0 {
			return Err(fails(Shortfall::Request));
		}
		let node = |who| network.node(who).ok_or_else(|| fails(Shortfall::NoRoute));
		let (from, to) = (node(from)?, node(to)?);
		let excluded = network.excluding([], exclude);
		let exclude = excluded.as_ref();
		let max_hops = MAX_HOPS;
		let request = Request { from, to, amount, max_parts, max_hops, max_fee, exclude };
		let Plan { parts, fee, exact } = flow::plan_payment(network.graph(), &request)?;
		let routes: Option<Vec<Route>> = parts.into_iter().map(route).collect();
		let routes: Option<Routes> = routes.and_then(|routes| routes.try_into().ok());
		let routes = routes.ok_or(fails(Shortfall::TooLarge))?;
		Ok(PaymentPlan { routes, fee, exact })
	}
}
