//! Swaps between the chain and its channels: a leg, and a payment under the same hash, which end
//! together.

use crate::{
	consent::Agreement,
	custody::{Money, PayoutsOf},
	leg::{Ending, Leg, Submarine},
	quote::{Cost, Direction, Quote},
	types::{Due, Source, Taken, Way},
	AssetIdOf, Config, ConsentOf, Error, Event, InvoiceOf, Legs, Pallet, QuoteRecordOf, Quotes,
	RoutesOf, SizeOf, TakenOf, WayOf, WeightInfo,
};
use bloc_primitives::{
	payment::{End, Order, Ordered, Pay, Target, Tie},
	transfer, Balance, Moment, PaymentHash,
};
use bloc_timetable::{Owner, Timetable};
use frame_support::{
	ensure,
	traits::{tokens::Preservation, Get, Time},
	weights::Weight,
};
use sp_runtime::{DispatchError, DispatchResult};

/// The provider's half of a swap into channels: what the leg is for.
pub(crate) struct Paid<AccountId> {
	pub(crate) payment_hash: PaymentHash,
	/// Who is paid in channels, if anybody is here.
	pub(crate) payee: Option<AccountId>,
	/// What the taker pays at once.
	pub(crate) open_fee: Balance,
	pub(crate) extension_ms: Moment,
}

impl<T: Config> Pallet<T> {
	/// See [`Call::swap_in`](crate::Call::swap_in). Returns what the payment weighed, and what
	/// telling of the leg did.
	pub(crate) fn do_swap_in(
		taker: T::AccountId,
		taken: TakenOf<T>,
		way: WayOf<T>,
		source: Source,
	) -> Result<[Weight; 2], DispatchError> {
		let (record, cost) = Self::ensure_taken(&taker, &taken, Direction::In)?;
		let (paid, weight) = match way {
			Way::Invoice { invoice, routes, max_fee } => {
				Self::reserve(&taken, Direction::In, record, cost.to_send)?;
				Self::pay_invoice(&taker, &taken, &cost, (invoice, routes, max_fee))?
			},
			Way::External(payment_hash) => {
				(Self::external_leg(&taker, &taken, &record.quote, payment_hash)?, Weight::zero())
			},
		};
		let told = Self::lock_in(taker, taken, cost.to_send, paid, source)?;
		Ok([weight, told])
	}

	/// A quote stands for that. Returns it, and what it costs.
	pub(crate) fn ensure_taken(
		taker: &T::AccountId,
		taken: &TakenOf<T>,
		direction: Direction,
	) -> Result<(QuoteRecordOf<T>, Cost), DispatchError> {
		let Taken { provider, asset, rates, amount, deadline_ms } = taken;
		ensure!(taker != provider, Error::<T>::SameParty);
		let now = Self::instant();
		let record = Self::quote_record(provider, asset, direction)?;
		let cost = record.quote.taken(rates, *amount, *deadline_ms, &now);
		let cost = cost.map_err(Error::<T>::from)?;
		Self::ensure_deadline(*deadline_ms, now.ms)?;
		Ok((record, cost))
	}

	/// The leg of a swap will have `amount`; one out of channels has it out of the stock.
	pub(crate) fn reserve(
		taken: &TakenOf<T>,
		direction: Direction,
		mut record: QuoteRecordOf<T>,
		amount: Balance,
	) -> Result<(), Error<T>> {
		let quote = &mut record.quote;
		quote.reserve(amount)?;
		if direction == Direction::Out {
			quote.take_stock(amount)?;
		}
		Quotes::<T>::insert((&taken.asset, direction), &taken.provider, record);
		Ok(())
	}

	/// The provider pays an invoice in channels. Whatever those in between can keep, of that or for
	/// having waited in vain, the taker pays beforehand: so the provider loses nothing by it.
	fn pay_invoice(
		taker: &T::AccountId,
		taken: &TakenOf<T>,
		cost: &Cost,
		(invoice, routes, max_fee): (InvoiceOf<T>, RoutesOf<T>, Balance),
	) -> Result<(Paid<T::AccountId>, Weight), DispatchError> {
		let Taken { provider, asset, amount, deadline_ms, .. } = taken;
		let order = Order {
			payer: provider.clone(),
			asset: asset.clone(),
			total: *amount,
			routes,
			max_fee,
			deadline_ms: *deadline_ms,
			tie: Tie { owner: taker.clone(), binding: false },
		};
		let Ordered { payee, payment_hash, weight } =
			T::Payments::pay(order, Target::Invoice(invoice))?;
		Self::ensure_unnamed(taker, payment_hash)?;
		let open_fee = cost.open_fee.checked_add(max_fee).ok_or(Error::<T>::Overflow)?;
		Ok((Paid { payment_hash, payee: Some(payee), open_fee, extension_ms: 0 }, weight))
	}

	/// The provider is to pay in another network. Nothing of it is locked here, and whether it pays
	/// no chain can see: so nothing is paid for opening it.
	pub(crate) fn external_leg(
		taker: &T::AccountId,
		taken: &TakenOf<T>,
		quote: &Quote,
		payment_hash: PaymentHash,
	) -> Result<Paid<T::AccountId>, DispatchError> {
		quote.ensure_external(taken.deadline_ms, T::Clock::now()).map_err(Error::<T>::from)?;
		Self::ensure_new(taker, payment_hash)?;
		let extension_ms = T::MaxExtensionMs::get();
		Ok(Paid { payment_hash, payee: None, open_fee: 0, extension_ms })
	}

	/// The taker locks what it owes the provider for the preimage. Returns what telling of it
	/// weighed.
	pub(crate) fn lock_in(
		taker: T::AccountId,
		taken: TakenOf<T>,
		to_send: Balance,
		paid: Paid<T::AccountId>,
		source: Source,
	) -> Result<Weight, DispatchError> {
		let Taken { provider, asset, amount, deadline_ms, .. } = taken;
		let Paid { payment_hash, payee, open_fee, extension_ms } = paid;
		Self::pay_open_fee(&taker, &provider, &asset, open_fee)?;
		let direction = Direction::In;
		let leg = Leg {
			extension_ms,
			submarine: Some(Submarine { direction, provider: provider.clone(), payee }),
			..Leg::new(provider.clone(), asset.clone(), to_send, deadline_ms, Self::instant())
		};
		let told = Self::put_leg(taker.clone(), payment_hash, leg, source)?;
		Self::deposit_event(Event::SwappedIn {
			taker,
			provider,
			asset,
			payment_hash,
			amount,
			to_send,
			open_fee,
			deadline_ms,
		});
		Ok(told)
	}

	/// See [`Call::swap_out`](crate::Call::swap_out). Returns what the payment weighed.
	pub(crate) fn do_swap_out(
		taker: T::AccountId,
		taken: TakenOf<T>,
		payment_hash: PaymentHash,
		to: T::AccountId,
		routes: RoutesOf<T>,
		max_fee: Balance,
	) -> Result<Weight, DispatchError> {
		let (record, cost) = Self::ensure_taken(&taker, &taken, Direction::Out)?;
		let Taken { provider, asset, deadline_ms, .. } = &taken;
		let order = Order {
			payer: taker.clone(),
			asset: asset.clone(),
			total: cost.to_send,
			routes,
			max_fee,
			deadline_ms: *deadline_ms,
			tie: Tie { owner: taker.clone(), binding: true },
		};
		let target = Target::Account(provider.clone(), payment_hash);
		let Ordered { weight, .. } = T::Payments::pay(order, target)?;
		Self::lock_out(taker, taken, record, cost, payment_hash, to)?;
		Ok(weight)
	}

	/// Some of the provider's stock is locked for whoever gets it for the preimage. The leg has the
	/// name of the taker, who has chosen the hash: a provider can need its own for something else.
	pub(crate) fn lock_out(
		taker: T::AccountId,
		taken: TakenOf<T>,
		record: QuoteRecordOf<T>,
		cost: Cost,
		payment_hash: PaymentHash,
		to: T::AccountId,
	) -> DispatchResult {
		let Taken { provider, asset, amount, deadline_ms, .. } = &taken;
		ensure!(to != *provider, Error::<T>::SameParty);
		Money::<T>::ensure_worthwhile(asset, *amount)?;
		Self::ensure_not_pot(asset, &to)?;
		// Nothing is taken in here. But if the asset's issuer has taken some of the stock, the
		// taker would pay in channels for what may not be there.
		Money::<T>::ensure_whole(asset)?;
		Self::ensure_unnamed(&taker, payment_hash)?;
		Self::reserve(&taken, Direction::Out, record, *amount)?;
		let Cost { to_send, open_fee } = cost;
		Self::pay_open_fee(&taker, provider, asset, open_fee)?;
		let (direction, payee) = (Direction::Out, Some(provider.clone()));
		let leg = Leg {
			submarine: Some(Submarine { direction, provider: provider.clone(), payee }),
			..Leg::new(to.clone(), asset.clone(), *amount, *deadline_ms, Self::instant())
		};
		Self::store_leg(taker.clone(), payment_hash, leg)?;
		let Taken { provider, asset, amount, deadline_ms, .. } = taken;
		Self::deposit_event(Event::SwappedOut {
			taker,
			provider,
			asset,
			payment_hash,
			to,
			amount,
			to_send,
			open_fee,
			deadline_ms,
		});
		Ok(())
	}

	/// What a taker pays for having a swap opened goes straight to the provider, who keeps it.
	fn pay_open_fee(
		taker: &T::AccountId,
		provider: &T::AccountId,
		asset: &AssetIdOf<T>,
		amount: Balance,
	) -> DispatchResult {
		transfer::<T::Assets, _>(asset, taker, provider, amount, Preservation::Preserve)
	}

	/// See [`Call::cancel_swap`](crate::Call::cancel_swap). Returns what it weighed, but for the
	/// signature.
	pub(crate) fn do_cancel_swap(
		who: &T::AccountId,
		owner: T::AccountId,
		hash: PaymentHash,
		size: &SizeOf<T>,
		consent: Option<ConsentOf<T>>,
	) -> Result<Weight, DispatchError> {
		let leg = Self::record(&owner, hash)?.leg;
		let (provider, direction) = leg.quote_of().ok_or(Error::<T>::NotTied)?;
		// Of a swap into channels the payee has been promised something, and gives it up itself.
		ensure!(direction == Direction::Out, Error::<T>::EndsWithPayment);
		let now = Self::instant();
		leg.ensure_undecided(&now, T::BlockMs::get()).map_err(Error::<T>::from)?;
		let name = Self::name_of(&owner, hash, &leg);
		let receiver = (&leg.receiver, Error::<T>::NotReceiver);
		Self::ensure_agreed(who, receiver, consent, &name, &Agreement::HandBack)?;
		let used = T::Payments::release(provider, &hash, size)?;
		Ok(used.saturating_add(T::WeightInfo::look()))
	}

	/// Ends a leg as its payment has ended. Returns what that weighed. Where there is none, the
	/// payment ends all the same: other people's money is in it.
	pub(crate) fn end_tied(
		owner: &T::AccountId,
		hash: PaymentHash,
		end: End,
	) -> Result<Weight, DispatchError> {
		let found = Legs::<T>::get(owner, hash);
		let Some(record) = found.filter(|it| it.leg.is_tied() && it.leg.is_open()) else {
			return Ok(T::DbWeight::get().reads(1));
		};
		let (leg, now_ms) = (record.leg.clone(), T::Clock::now());
		let mut payouts = PayoutsOf::<T>::default();
		let how = match end {
			End::Settled(_) => Ending::Claimed,
			End::Released => Ending::Refunded,
		};
		let used = Self::end_leg(owner, hash, record, how, now_ms, &mut payouts)?;
		Self::free_quote(&leg, how)?;
		match end {
			End::Settled(preimage) => Self::tell_claimed(owner, hash, preimage, leg),
			End::Released => Self::tell_refunded(owner, hash, leg),
		}
		// From now on it is kept for a while.
		Self::push(now_ms.saturating_add(T::KeepMs::get()), Due::Leg(owner.clone(), hash));
		payouts.pay();
		Ok(used.saturating_add(Self::free_weight()))
	}

	/// What a leg that is tied weighs more than others to end: its quote, and the timetable.
	pub(crate) fn free_weight() -> Weight {
		T::DbWeight::get().reads_writes(1, 1).saturating_add(Timetable::<Self>::push_weight())
	}
}
