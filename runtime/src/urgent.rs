//! Which calls of this runtime go before others, and for whom.

use crate::{AccountId, Proxy, Runtime, RuntimeCall};
use bloc_primitives::urgent::{Answer, Urgent};
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	ensure,
	weights::Weight,
};
use sp_runtime::{traits::StaticLookup, DispatchError};

/// The calls that one wraps, and who makes them then; `None` if it wraps none.
///
/// Batches and deputies: a watchtower answers several disputes at once, and a hot key for a cold one.
fn wrapped<'a>(
	call: &'a RuntimeCall,
	who: &AccountId,
) -> Option<Result<(&'a [RuntimeCall], AccountId), DispatchError>> {
	use pallet_proxy::Call::proxy;
	use pallet_utility::Call::{batch, batch_all, force_batch};
	match call {
		RuntimeCall::Utility(batch { calls } | batch_all { calls } | force_batch { calls }) => {
			Some(Ok((calls.as_slice(), who.clone())))
		},
		RuntimeCall::Proxy(proxy { real, force_proxy_type, call }) => Some(
			deputy(real, who, force_proxy_type).map(|real| (core::slice::from_ref(&**call), real)),
		),
		_ => None,
	}
}

/// For whom `who` may act.
fn deputy(
	real: &crate::Address,
	who: &AccountId,
	kind: &Option<<Runtime as pallet_proxy::Config>::ProxyType>,
) -> Result<AccountId, DispatchError> {
	let real = <Runtime as frame_system::Config>::Lookup::lookup(real.clone())?;
	Proxy::find_proxy(&real, who, *kind)?;
	Ok(real)
}

impl Urgent<AccountId> for RuntimeCall {
	/// Those of the channels, of payments and of swaps that do something now. All else of that class is the
	/// sudo key's: it takes the place of urgent calls from nobody else. Of what is sent together only
	/// one can be the first answer, since each is asked as if the others were not there.
	fn ensure_urgent(&self, who: &AccountId) -> Result<Answer, DispatchError> {
		if let Some(inner) = wrapped(self, who) {
			let (calls, who) = inner?;
			let mut answer = Answer::First;
			for call in calls {
				answer = call.ensure_urgent(&who)?;
			}
			return Ok(if calls.len() > 1 { Answer::Further } else { answer });
		}
		match self {
			Self::Channels(call) => call.ensure_urgent(who),
			Self::Mpp(call) => call.ensure_urgent(who),
			Self::Swaps(call) => call.ensure_urgent(who),
			_ => {
				let key = pallet_sudo::Key::<Runtime>::get();
				ensure!(key.as_ref() == Some(who), DispatchError::BadOrigin);
				Ok(Answer::First)
			},
		}
	}

	fn urgent_weight(&self) -> Weight {
		if self.get_dispatch_info().class != DispatchClass::Operational {
			return Weight::zero();
		}
		let reads = |count| <Runtime as frame_system::Config>::DbWeight::get().reads(count);
		match self {
			Self::Channels(call) => call.urgent_weight(),
			Self::Mpp(call) => call.urgent_weight(),
			Self::Swaps(call) => call.urgent_weight(),
			Self::Utility(
				pallet_utility::Call::batch { calls }
				| pallet_utility::Call::batch_all { calls }
				| pallet_utility::Call::force_batch { calls },
			) => calls
				.iter()
				.fold(Weight::zero(), |sum, call| sum.saturating_add(call.urgent_weight())),
			Self::Proxy(pallet_proxy::Call::proxy { call, .. }) => {
				call.urgent_weight().saturating_add(reads(1))
			},
			_ => reads(1),
		}
	}
}
