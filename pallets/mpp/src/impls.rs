//! The traits that the pallet implements for others: it makes payments that are tied to something,
//! and is told of preimages.

use crate::{
	payment::{Asked, Means},
	types::{Due, ReleaseReason, Routes, Size},
	AskedOf, AssetIdOf, Complete, Config, Error, InvoiceRefOf, Invoices, Pallet, Payments,
	WeightInfo,
};
use bloc_primitives::{
	channel::Purpose,
	payment::{Order, Ordered, Pay, Target, Waiting},
	preimage::PreimageSink,
	Moment, PaymentHash, Preimage,
};
use bloc_timetable::Owner;
use frame_support::{ensure, traits::Get, weights::Weight};
use sp_runtime::{DispatchError, DispatchResult};

/// The number of payments that one preimage has settled soon. There is rarely more than one with a
/// hash; any further ones are settled by a call, or at their deadline.
pub const PROMPT: usize = 4;

impl<T: Config> PreimageSink for Pallet<T> {
	/// The payments that wait for it are settled by the hook, soon. If anything should go amiss
	/// with that, they are at their deadline: that it was revealed before counts.
	fn revealed(hash: &PaymentHash, _: &Preimage, now_ms: Moment) -> DispatchResult {
		for (_, payment) in Complete::<T>::iter_prefix(hash).take(PROMPT) {
			Self::push(now_ms, Due::Payment(payment));
		}
		Ok(())
	}

	fn weight() -> Weight {
		T::WeightInfo::revealed()
	}
}

impl<T: Config> Pallet<T> {
	/// What an account that asks for nothing itself is to be paid.
	fn asked_for(
		payer: &T::AccountId,
		payee: T::AccountId,
		asset: AssetIdOf<T>,
		payment_hash: PaymentHash,
	) -> Result<AskedOf<T>, DispatchError> {
		ensure!(*payer != payee, Error::<T>::SameParty);
		// Those are for whoever has been handed the invoice.
		ensure!(!Invoices::<T>::contains_key(&payee, payment_hash), Error::<T>::AlreadyExists);
		let waits = Complete::<T>::contains_key(payment_hash, &payee);
		ensure!(!waits, Error::<T>::AlreadyComplete);
		let deadline_ms = Moment::MAX;
		Ok(Asked { payee, asset, payment_hash, registered: false, in_parts: true, deadline_ms })
	}
}

impl<T: Config> Pay<T::AccountId> for Pallet<T> {
	type AssetId = AssetIdOf<T>;
	type Invoice = InvoiceRefOf<T>;
	type Routes = Routes;
	type Size = Size;

	fn pay(
		order: Order<T::AccountId, AssetIdOf<T>, Routes>,
		target: Target<T::AccountId, InvoiceRefOf<T>>,
	) -> Result<Ordered<T::AccountId>, DispatchError> {
		let Order { payer, asset, total, routes, max_fee, deadline_ms, tie } = order;
		ensure!(total > 0, Error::<T>::ZeroAmount);
		let (asked, work) = match target {
			Target::Invoice(invoice) => {
				let work = Self::pay_weight(Some(&invoice), &routes);
				(Self::asked_by(&payer, invoice, total)?, work)
			},
			Target::Account(payee, hash) => {
				let work = Self::pay_weight(None, &routes);
				(Self::asked_for(&payer, payee, asset.clone(), hash)?, work)
			},
		};
		ensure!(asked.asset == asset, Error::<T>::WrongAsset);
		// Whoever has it made disposes of its own channels, and of no one else's beyond their
		// policies.
		let purpose = if payer == tie.owner { Purpose::Own } else { Purpose::Forward };
		// No extension: what it is tied to ends by the clock alone, at the same instant.
		let (extension_ms, tie) = (0, Some(tie));
		let means = Means { payer, total, max_fee, deadline_ms, extension_ms, tie, purpose };
		let (payment, told) = Self::open(asked, means, routes)?;
		ensure!(payment.is_complete(), Error::<T>::PaymentIncomplete);
		let (payee, payment_hash) = (payment.payee, payment.payment_hash);
		Ok(Ordered { payee, payment_hash, weight: work.saturating_add(told) })
	}

	fn weight(invoice: Option<&InvoiceRefOf<T>>, routes: &Routes) -> Weight {
		let work = Self::pay_weight(invoice, routes);
		Self::with_told(work, Self::size(routes).hops)
	}

	fn waiting(
		payee: &T::AccountId,
		hash: &PaymentHash,
	) -> Option<Waiting<T::AccountId, AssetIdOf<T>>> {
		let payment = Payments::<T>::get(Complete::<T>::get(hash, payee)?)?.payment;
		let (tie, asset) = (payment.tie?, payment.asset);
		Some(Waiting { tie, asset, total: payment.total, deadline_ms: payment.deadline_ms })
	}

	fn release(
		payee: &T::AccountId,
		hash: &PaymentHash,
		size: &Size,
	) -> Result<Weight, DispatchError> {
		let id = Complete::<T>::get(hash, payee).ok_or(Error::<T>::NotFound)?;
		let record = Self::record(id, size)?;
		Self::ensure_secret(&record.payment)?;
		let used = Self::release_parts(id, record, ReleaseReason::HandedBack)?;
		Ok(used.saturating_add(T::DbWeight::get().reads(2)))
	}

	fn release_weight(size: &Size) -> Weight {
		let releasing = Self::with_ended(Self::release_weight(size), size);
		releasing.saturating_add(T::DbWeight::get().reads(2))
	}
}
