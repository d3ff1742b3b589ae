//! Money on a clock: streams, vaults and subscriptions.

use super::{
	people::{asset, nth, person},
	steps::Step,
};
use lightning_bloc_runtime::{Balance, Moment, Runtime, RuntimeCall};
use pallet_bloc_recurring::types::{CatchUp, Frequency, Limits, SubscriptionId, Terms as Price};
use pallet_bloc_streaming::types::{
	Change, Consent, Flow, Rate, StreamId, StreamSpec, Terms, VaultId,
};

fn stream_spec(deposit: Balance, lasts_ms: Moment, bound: bool, now_ms: Moment) -> StreamSpec {
	let rate = deposit * 1_000_000_000_000_000 / Balance::from(lasts_ms);
	let (terms, end_ms) = if bound {
		let both = Consent::Both;
		(Terms { cancel: both, pause: both, lower: both }, Some(now_ms + lasts_ms / 2 + 1))
	} else {
		(Terms::FREE, None)
	};
	StreamSpec {
		flow: Flow::Rate(Rate(rate.max(1))),
		start_ms: None,
		end_ms,
		cliff_ms: lasts_ms.is_multiple_of(3).then_some(now_ms + lasts_ms / 4),
		max_total: lasts_ms.is_multiple_of(5).then_some(deposit / 2 + 1),
		interval_ms: 12_000 + lasts_ms / 7,
		grace_ms: lasts_ms / 2,
		terms,
	}
}

/// What is done with streams and vaults.
pub fn streaming(step: &Step, now_ms: Moment) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_streaming::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Stream { from, to, native, deposit, lasts_ms, bound } => {
			let spec = stream_spec(deposit, lasts_ms, bound, now_ms);
			let (payee, asset) = (person(to), asset(native));
			(from, Call::create { payee, asset, deposit, spec })
		},
		Step::OfStream { which, who, what, amount } => {
			let next = pallet_bloc_streaming::NextStreamId::<Runtime>::get().0;
			let stream = StreamId(nth(which, next)?);
			let rate = Rate(amount * 1_000_000_000);
			let call = match what % 10 {
				0 => Call::top_up { stream, amount },
				1 => Call::refund { stream, amount: amount / 10 },
				2 => Call::pause { stream },
				3 => Call::resume { stream },
				4 => Call::set_rate { stream, rate },
				5 => Call::withdraw { stream, to: person(which) },
				6 => Call::cancel { stream, accepts: None },
				7 => Call::transfer { stream, new: person(what / 10) },
				8 => Call::accept { stream, change: Change::Pause },
				_ => Call::claim { stream },
			};
			(who, call)
		},
		Step::Vault { who, native, what, amount } => {
			let asset = asset(native);
			let vault = pallet_bloc_streaming::VaultIds::<Runtime>::get(person(who), &asset);
			let vault = vault.unwrap_or(VaultId(0));
			let call = match what % 5 {
				0 | 1 => Call::open_vault { asset, amount, grace_ms: amount as Moment / 100 },
				2 => Call::fund_vault { vault, amount },
				3 => Call::withdraw_vault { vault, amount: amount / 3 },
				_ => Call::close_vault { vault },
			};
			(who, call)
		},
		Step::FromVault { from, to, native, rate } => {
			let rate = Rate(Balance::from(rate) * 1_000_000_000_007);
			let (payee, asset) = (person(to), asset(native));
			(from, Call::create_from_vault { payee, asset, rate, interval_ms: 12_000 })
		},
		_ => return None,
	};
	Some((who, call.into()))
}

/// What is done with subscriptions.
pub fn recurring(step: &Step) -> Option<(u8, RuntimeCall)> {
	use pallet_bloc_recurring::Call;
	let (who, call): (u8, Call<Runtime>) = match *step {
		Step::Subscribe { from, to, native, price, period_ms, each } => {
			let catch_up = if each { CatchUp::Each } else { CatchUp::Latest };
			let terms = Price { price, frequency: Frequency::Custom(period_ms), catch_up };
			let limits = Limits { charges: price, ..Default::default() };
			let (payee, asset) = (person(to), asset(native));
			(from, Call::authorise { payee, asset, terms, limits, start_ms: None })
		},
		Step::OfSubscription { which, who, what, amount } => {
			let next = pallet_bloc_recurring::NextSubscriptionId::<Runtime>::get().0;
			let subscription = SubscriptionId(nth(which, next)?);
			let call = match what % 7 {
				0 => Call::pause { subscription },
				1 => Call::resume { subscription },
				2 => Call::cancel { subscription },
				3 => Call::propose_price { subscription, price: Some(amount) },
				4 => Call::accept_price { subscription, price: amount },
				5 => Call::charge { subscription, amount, reference: Default::default() },
				_ => Call::settle { subscription },
			};
			(who, call)
		},
		_ => return None,
	};
	Some((who, call.into()))
}
