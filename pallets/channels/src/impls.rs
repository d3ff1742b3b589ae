//! The seam traits of `bloc-primitives`, for other pallets.

use crate::{AssetIdOf, Channels, CoSignedOf, Config, Pallet, Preimages, WeightInfo};
use alloc::vec::Vec;
use bloc_primitives::{
	channel::{
		Channel, Dispute, Fund, Graph, Hooks, HopTerms, Inspect, Lock, Locked, Open, Purpose,
		Subscribe, Told, ToldResult, Transfer,
	},
	guard::{Bind, Guard, Opening},
	paging::page_of_map,
	preimage::{PreimageSink, Registry, Revealed},
	state::State,
	Balance, ChannelId, Moment, Pair, PaymentHash, Preimage, Side,
};
use frame_support::{traits::Get, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> Inspect<T::AccountId> for Pallet<T> {
	type AssetId = AssetIdOf<T>;

	fn channel(id: ChannelId) -> Option<Channel<T::AccountId, AssetIdOf<T>>> {
		Channels::<T>::get(id).map(|record| record.channel)
	}

	fn channels_of(who: &T::AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId> {
		Self::page_of_channels(who, after, limit)
	}

	fn told_weight() -> Weight {
		T::Hooks::weight(Told::LedgerChanged)
	}
}

impl<T: Config> Graph<T::AccountId> for Pallet<T> {
	fn channels(
		after: Option<ChannelId>,
		limit: u32,
	) -> Vec<(ChannelId, Channel<T::AccountId, AssetIdOf<T>>)> {
		let page = page_of_map::<Channels<T>, _, _>(after, limit);
		page.into_iter().map(|(id, record)| (id, record.channel)).collect()
	}
}

impl<T: Config> Open<T::AccountId> for Pallet<T> {
	fn open(
		parties: &Pair<T::AccountId>,
		asset: AssetIdOf<T>,
		amounts: &Pair<Balance>,
		challenge_period_ms: Moment,
	) -> Result<ChannelId, DispatchError> {
		let (id, _) = Self::do_open(parties.clone(), asset, *amounts, challenge_period_ms)?;
		Ok(id)
	}

	fn close(id: ChannelId) -> DispatchResult {
		Self::do_close_ledger(id)
	}
}

impl<T: Config> Bind<T::AccountId> for Pallet<T> {
	fn open_bound(
		opening: Opening<T::AccountId, AssetIdOf<T>>,
	) -> Result<(ChannelId, Weight), DispatchError> {
		Self::do_open_bound(opening)
	}

	fn rebind(id: ChannelId, guard: Option<Guard>) -> DispatchResult {
		Self::do_rebind(id, guard)
	}

	fn is_period(period_ms: Moment) -> bool {
		(T::MinChallengePeriodMs::get()..=T::MaxChallengePeriodMs::get()).contains(&period_ms)
	}

	/// One that is opened, and a transfer from another account.
	fn open_weight() -> Weight {
		Self::with_told(T::WeightInfo::open(), Told::Opened)
			.saturating_add(T::WeightInfo::deposit())
	}

	fn rebind_weight() -> Weight {
		T::WeightInfo::set_policy()
	}
}

impl<T: Config> Transfer<T::AccountId> for Pallet<T> {
	fn transfer(
		id: ChannelId,
		payer: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> ToldResult {
		Self::do_transfer(payer, id, asset, amount)
	}

	fn forward(
		id: ChannelId,
		payer: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<HopTerms<T::AccountId>, DispatchError> {
		Self::do_forward(payer, id, asset, amount, purpose)
	}
}

impl<T: Config> Fund<T::AccountId, AssetIdOf<T>> for Pallet<T> {
	fn fund(
		id: ChannelId,
		from: &T::AccountId,
		party: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> ToldResult {
		Self::do_fund(id, from, party, asset, amount)
	}

	fn weight() -> Weight {
		Self::with_told(T::WeightInfo::deposit(), Told::LedgerChanged)
	}
}

impl<T: Config> Lock<T::AccountId> for Pallet<T> {
	fn lock(
		id: ChannelId,
		payer: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
		purpose: Purpose,
	) -> Result<(Locked, HopTerms<T::AccountId>), DispatchError> {
		Self::do_lock(payer, id, asset, amount, purpose)
	}

	fn settle(lock: Locked) -> ToldResult {
		let amount = lock.amount;
		Self::do_unlock(lock, amount)
	}

	fn release_for(lock: Locked, fee: Balance) -> ToldResult {
		Self::do_unlock(lock, fee)
	}
}

impl<T: Config> Subscribe<T::AccountId> for Pallet<T> {
	fn subscribe(id: ChannelId, who: &T::AccountId, on: bool) -> DispatchResult {
		Self::do_subscribe(who, id, on)
	}
}

impl<T: Config> Dispute<T::AccountId> for Pallet<T> {
	type Signature = T::Signature;

	fn challenge(
		id: ChannelId,
		challenger: &T::AccountId,
		state: CoSignedOf<T, State>,
	) -> DispatchResult {
		Self::do_challenge(challenger, id, state).map(|_| ())
	}

	fn contest(
		id: ChannelId,
		contester: &T::AccountId,
		side: Side,
		state: CoSignedOf<T, State>,
	) -> DispatchResult {
		Self::do_contest_withdrawal(contester, id, side, state).map(|_| ())
	}
}

impl<T: Config> Registry<T::AccountId> for Pallet<T> {
	fn revealed(hash: &PaymentHash) -> Option<Revealed> {
		Preimages::<T>::get(hash)
			.map(|known| Revealed { preimage: known.preimage, revealed_ms: known.revealed_ms })
	}

	fn reveal(who: &T::AccountId, preimage: Preimage) -> DispatchResult {
		Self::do_reveal(who, preimage).map(|_| ())
	}

	fn weight() -> Weight {
		T::WeightInfo::reveal_preimage().saturating_add(T::PreimageSink::weight())
	}

	fn retention_ms() -> Moment {
		T::PreimageRetentionMs::get()
	}
}
