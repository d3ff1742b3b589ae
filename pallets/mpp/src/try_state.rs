//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	schedule::Schedule,
	types::{Carried, Due, PaymentId},
	ByPayee, ByPayer, Complete, Config, InvoiceNames, Invoices, NextInvoiceId, NextPaymentId,
	Pallet, Parts, PaymentOf, Payments,
};
use alloc::collections::{BTreeMap, BTreeSet};
use bloc_primitives::{channel::Inspect, Balance, ChannelId, Moment, Pair, Side};
use bloc_timetable::{Entry, Timetable};
use frame_support::{ensure, traits::Get};
use sp_runtime::{DispatchError, DispatchResult};

/// What is locked in each channel, out of whose balance.
type Sums = BTreeMap<ChannelId, Pair<Balance>>;

/// Is it on the timetable at its time, or for one more try after it?
fn is_looked_at(looks: &BTreeSet<(Due, Moment)>, (due, at_ms): &(Due, Moment)) -> bool {
	looks.range((*due, *at_ms)..=(*due, Moment::MAX)).next().is_some()
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: BTreeSet<(Due, Moment)> = Timetable::<Schedule<T>>::iter()
			.map(|Entry { due_ms, payload }| (payload, due_ms))
			.collect();
		let mut sums = Sums::new();
		let mut parts = 0_usize;
		for (id, record) in Payments::<T>::iter() {
			parts = parts.saturating_add(Self::check_payment(id, &record.payment, &mut sums)?);
			let look = (Due::Payment(id), record.payment.look_ms());
			ensure!(is_looked_at(&looks, &look), "M5: a payment that nobody ends");
		}
		ensure!(Parts::<T>::iter_keys().count() == parts, "M2: a part of no payment");
		Self::check_locks(&sums)?;
		Self::check_indices()?;
		Self::check_invoices(&looks)?;
		Timetable::<Schedule<T>>::try_state()
	}

	/// M1, M2 and M3, for one payment. How many parts it has.
	fn check_payment(
		id: PaymentId,
		payment: &PaymentOf<T>,
		sums: &mut Sums,
	) -> Result<usize, DispatchError> {
		ensure!(id < NextPaymentId::<T>::get(), "M1: an id that was not given yet");
		ensure!(payment.payer != payment.payee, "M1: a payer who is the payee");
		ensure!(payment.received <= payment.total, "M3: more than the total");
		ensure!(payment.fees <= payment.max_fee, "M3: more fees than the payer allows");
		let claimable_ms = payment.complete_by_ms.saturating_add(T::MinClaimMs::get());
		ensure!(claimable_ms <= payment.deadline_ms, "M1: too little time to claim");

		let mut all = Carried::default();
		let mut fees: Balance = 0;
		let mut parts = 0_usize;
		for part in payment.parts.iter() {
			let locks = Parts::<T>::get(id, part).ok_or("M2: a part that has locked nothing")?;
			ensure!(!locks.is_empty(), "M2: a part without a channel");
			let falls = locks.is_sorted_by(|before, after| before.amount >= after.amount);
			ensure!(falls, "M2: a party in between that pays for others");
			let carried = Carried::by(&locks);
			all.received = all.received.saturating_add(carried.received);
			all.hops = all.hops.saturating_add(carried.hops);
			fees = fees.saturating_add(carried.fee());
			parts = parts.saturating_add(1);
			for lock in locks {
				let sum = sums.entry(lock.channel).or_default().of_mut(lock.payer);
				*sum = sum.saturating_add(lock.amount);
			}
		}
		ensure!(Parts::<T>::iter_key_prefix(id).count() == parts, "M2: a part that is not counted");
		ensure!(all.received == payment.received, "M3: a wrong sum of what arrives");
		ensure!(fees == payment.fees, "M3: a wrong sum of fees");
		ensure!(all.hops == payment.hops, "M3: a wrong number of hops");
		Ok(parts)
	}

	/// M4: what parts have locked is locked in the channels.
	fn check_locks(sums: &Sums) -> DispatchResult {
		for (id, sum) in sums {
			let channel = T::Channels::channel(*id).ok_or("M4: a lock in no channel")?;
			for side in Side::BOTH {
				let locked = channel.ledger.of(side).locked;
				ensure!(*sum.of(side) <= locked, "M4: more than a channel has locked");
			}
		}
		Ok(())
	}

	/// M6: the indices name each payment, and nothing else.
	fn check_indices() -> DispatchResult {
		let payment = |id| {
			let record = Payments::<T>::get(id).ok_or("M6: an index of no payment");
			record.map(|record| record.payment)
		};
		let (mut payers, mut payees, mut waiting) = (0_usize, 0_usize, 0_usize);
		for (who, id) in ByPayer::<T>::iter_keys() {
			ensure!(payment(id)?.payer == who, "M6: an index of another payer");
			payers = payers.saturating_add(1);
		}
		for (who, id) in ByPayee::<T>::iter_keys() {
			ensure!(payment(id)?.payee == who, "M6: an index of another payee");
			payees = payees.saturating_add(1);
		}
		for (hash, who, id) in Complete::<T>::iter() {
			let payment = payment(id)?;
			let its = payment.payment_hash == hash && payment.payee == who;
			ensure!(its, "M6: an index of another invoice");
			ensure!(payment.is_complete(), "M6: complete and not so");
			waiting = waiting.saturating_add(1);
		}
		let all = Payments::<T>::iter_keys().count();
		let complete = Payments::<T>::iter_values().filter(|it| it.payment.is_complete()).count();
		ensure!(payers == all, "M6: a payment that its payer does not find");
		ensure!(payees == complete, "M6: a payment that its payee does not find");
		ensure!(waiting == complete, "M6: a payment that no preimage finds");
		Ok(())
	}

	/// M7: invoices are filed under what they say, and go in time.
	fn check_invoices(looks: &BTreeSet<(Due, Moment)>) -> DispatchResult {
		let mut invoices = 0_usize;
		for (payee, hash, record) in Invoices::<T>::iter() {
			let (id, document) = (record.invoice.id, record.invoice.document);
			ensure!(id < NextInvoiceId::<T>::get(), "M7: an id that was not given yet");
			let its = document.payee == payee && document.payment_hash == hash;
			ensure!(its, "M7: filed under another name");
			ensure!(InvoiceNames::<T>::get(id) == Some((payee, hash)), "M7: a wrong short name");
			let look = (Due::Invoice(id), document.deadline_ms);
			ensure!(is_looked_at(looks, &look), "M7: an invoice that nobody removes");
			invoices = invoices.saturating_add(1);
		}
		ensure!(InvoiceNames::<T>::iter_keys().count() == invoices, "M7: a name of no invoice");
		Ok(())
	}
}
