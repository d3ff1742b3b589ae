//! Which calls of this runtime go before others, and for whom.

use crate::{
	configs::{channels::StorageDepositReason, proxy::ProxyType},
	constants::StorageDeposit,
	AccountId, Balances, Channels, Multisig, Proxy, Runtime, RuntimeCall,
};
use bloc_primitives::{
	preimage::Registry,
	urgent::{Answer, Urgent},
	Preimage,
};
use core::slice;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	ensure,
	traits::{fungible::InspectHold, Get, InstanceFilter},
	weights::Weight,
};
use sp_runtime::{
	traits::{Convert, StaticLookup},
	DispatchError, DispatchResult,
};

/// In whose name a call is made.
struct Maker {
	account: AccountId,
	/// What the deputy who makes it may: everything, where it is the account itself.
	may: ProxyType,
}

/// The calls that one wraps, and who makes them then; `None` if it wraps none.
///
/// Batches, deputies and joint accounts that any of its owners acts for: a watchtower answers several
/// disputes at once, and a hot key for a cold one. What else holds a call is not urgent.
fn wrapped<'a>(
	call: &'a RuntimeCall,
	maker: &Maker,
) -> Option<Result<(&'a [RuntimeCall], Maker), DispatchError>> {
	use pallet_multisig::Call::as_multi_threshold_1;
	use pallet_proxy::Call::proxy;
	use pallet_utility::Call::{batch, batch_all, force_batch};
	let who = &maker.account;
	let one = |call: &'a RuntimeCall, maker| (slice::from_ref(call), maker);
	match call {
		RuntimeCall::Utility(batch { calls } | batch_all { calls } | force_batch { calls }) => {
			let maker = Maker { account: who.clone(), may: maker.may };
			Some(Ok((calls.as_slice(), maker)))
		},
		RuntimeCall::Proxy(proxy { real, force_proxy_type, call }) => {
			Some(as_deputy(real, who, *force_proxy_type).map(|maker| one(call, maker)))
		},
		RuntimeCall::Multisig(as_multi_threshold_1 { other_signatories, call }) => {
			Some(as_joint(other_signatories, who).map(|maker| one(call, maker)))
		},
		_ => None,
	}
}

/// For whom `who` may act as a deputy, and what: as the call that does so asks it. One that has to be
/// announced is refused by that call, which gives back what asking cost beside.
fn as_deputy(
	real: &crate::Address,
	who: &AccountId,
	kind: Option<ProxyType>,
) -> Result<Maker, DispatchError> {
	let account = <Runtime as frame_system::Config>::Lookup::lookup(real.clone())?;
	let found = Proxy::find_proxy(&account, who, kind)?;
	ensure!(found.delay == 0, pallet_proxy::Error::<Runtime>::Unannounced);
	Ok(Maker { account, may: found.proxy_type })
}

/// The account of `who` and these others for which any one of them acts: as the call asks it.
fn as_joint(others: &[AccountId], who: &AccountId) -> Result<Maker, DispatchError> {
	use pallet_multisig::Error;
	let most: u32 = <<Runtime as pallet_multisig::Config>::MaxSignatories>::get();
	let number = u32::try_from(others.len()).unwrap_or(u32::MAX);
	ensure!(number > 0, Error::<Runtime>::TooFewSignatories);
	ensure!(number < most, Error::<Runtime>::TooManySignatories);
	ensure!(others.is_sorted_by(|a, b| a < b), Error::<Runtime>::SignatoriesOutOfOrder);
	let place = match others.binary_search(who) {
		Ok(_) => return Err(Error::<Runtime>::SenderInSignatories.into()),
		Err(place) => place,
	};
	let mut signatories = others.to_vec();
	signatories.insert(place, who.clone());
	let account = Multisig::multi_account_id(&signatories, 1);
	Ok(Maker { account, may: ProxyType::Any })
}

/// Whoever claims has the deposit for a preimage that is not public yet. Who has not would be refused
/// by the claim itself, and could send it again and again for one payment.
fn ensure_reveals(who: &AccountId, preimage: &Preimage) -> DispatchResult {
	let hash = preimage.payment_hash();
	if <Channels as Registry<AccountId>>::revealed(&hash).is_some() {
		return Ok(());
	}
	let deposit = StorageDeposit::convert(Channels::preimage_footprint());
	Balances::ensure_can_hold(&StorageDepositReason::get(), who, deposit)
}

/// Whether the call would do now what it is for, if `maker` makes it.
///
/// What a deputy may not do fails inside a call that works, and so costs no more than one: it has to be
/// refused here.
fn answer(call: &RuntimeCall, maker: &Maker) -> Result<Answer, DispatchError> {
	ensure!(maker.may.filter(call), frame_system::Error::<Runtime>::CallFiltered);
	if let Some(inner) = wrapped(call, maker) {
		let (calls, maker) = inner?;
		let mut last = Answer::First;
		for call in calls {
			last = answer(call, &maker)?;
		}
		return Ok(if calls.len() > 1 { Answer::Further } else { last });
	}
	let who = &maker.account;
	match call {
		RuntimeCall::Channels(call) => call.ensure_urgent(who),
		RuntimeCall::Mpp(call) => {
			let answer = call.ensure_urgent(who)?;
			if let pallet_bloc_mpp::Call::claim { preimage, .. } = call {
				ensure_reveals(who, preimage)?;
			}
			Ok(answer)
		},
		RuntimeCall::Swaps(call) => {
			let answer = call.ensure_urgent(who)?;
			if let pallet_bloc_swaps::Call::claim { preimage, .. } = call {
				ensure_reveals(who, preimage)?;
			}
			Ok(answer)
		},
		_ => {
			let key = pallet_sudo::Key::<Runtime>::get();
			ensure!(key.as_ref() == Some(who), DispatchError::BadOrigin);
			Ok(Answer::First)
		},
	}
}

impl Urgent<AccountId> for RuntimeCall {
	/// Those of the channels, of payments and of swaps that do something now. All else of that class is the
	/// sudo key's: it takes the place of urgent calls from nobody else. Of what is sent together only
	/// one can be the first answer, since each is asked as if the others were not there.
	fn ensure_urgent(&self, who: &AccountId) -> Result<Answer, DispatchError> {
		answer(self, &Maker { account: who.clone(), may: ProxyType::Any })
	}

	fn urgent_weight(&self) -> Weight {
		if self.get_dispatch_info().class != DispatchClass::Operational {
			return Weight::zero();
		}
		let reads = |count| <Runtime as frame_system::Config>::DbWeight::get().reads(count);
		match self {
			Self::Channels(call) => call.urgent_weight(),
			// And the preimage, and who pays for it.
			Self::Mpp(call) => call.urgent_weight().saturating_add(reads(2)),
			Self::Swaps(call) => call.urgent_weight().saturating_add(reads(2)),
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
			Self::Multisig(pallet_multisig::Call::as_multi_threshold_1 { call, .. }) => {
				call.urgent_weight()
			},
			_ => reads(1),
		}
	}
}
