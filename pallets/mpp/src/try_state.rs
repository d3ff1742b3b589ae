//! The invariants, under the numbers that the pallet's documentation gives them.

use crate::{
	payment::Carried,
	types::{Due, Part, PaymentId},
	ByPayee, ByPayer, Complete, Config, InvoiceNames, Invoices, NextInvoiceId, NextPaymentId,
	Pallet, Parts, PaymentOf, Payments,
};
use alloc::collections::{BTreeMap, BTreeSet};
use bloc_primitives::{channel::Graph, Balance, ChannelId, Moment, Pair};
use bloc_timetable::{Entry, Timetable};
use frame_support::ensure;
use sp_runtime::{DispatchError, DispatchResult};

/// The sums of the locks in each channel, by whose balance they are out of.
pub type Sums = BTreeMap<ChannelId, Pair<Balance>>;

/// Whether it is on the timetable at its time, or for one more try after it.
fn is_looked_at(looks: &BTreeSet<(Due, Moment)>, (due, at_ms): &(Due, Moment)) -> bool {
	looks.range((*due, *at_ms)..=(*due, Moment::MAX)).next().is_some()
}

impl<T: Config> Pallet<T> {
	/// Checks all invariants. Reads all of the pallet's storage: for tests and tools, not for
	/// blocks.
	///
	/// # Errors
	/// The first invariant that does not hold, by its number.
	pub fn do_try_state() -> Result<(), DispatchError> {
		let looks: BTreeSet<(Due, Moment)> =
			Timetable::<Self>::iter().map(|Entry { due_ms, payload }| (payload, due_ms)).collect();
		let mut sums = Sums::new();
		let mut parts = 0_usize;
		for (id, record) in Payments::<T>::iter() {
			parts = parts.saturating_add(Self::check_payment(id, &record.payment, &mut sums)?);
			let look = (Due::Payment(id), record.payment.look_ms());
			ensure!(is_looked_at(&looks, &look), "M5: a payment that nobody ends");
		}
		ensure!(Parts::<T>::iter_keys().count() == parts, "M2: a part of no payment");
		Self::check_locks(sums)?;
		Self::check_indices()?;
		Self::check_invoices(&looks)?;
		Timetable::<Self>::try_state()
	}

	/// M1, M2, M3 and M8, for one payment. Returns the number of its parts.
	fn check_payment(
		id: PaymentId,
		payment: &PaymentOf<T>,
		sums: &mut Sums,
	) -> Result<usize, DispatchError> {
		ensure!(id < NextPaymentId::<T>::get(), "M1: an id that was not given yet");
		ensure!(payment.payer != payment.payee, "M1: a payer who is the payee");
		ensure!(payment.received <= payment.total, "M3: more than the total");
		ensure!(payment.fees <= payment.max_fee, "M3: more fees than the payer allows");
		ensure!(payment.complete_by_ms < payment.deadline_ms, "M1: too little time to claim");
		let whole = payment.is_complete() && payment.extension_ms == 0;
		ensure!(payment.tie.is_none() || whole, "M8: a tied payment that does not end as it was");

		let mut all = Carried::default();
		let mut fees: Balance = 0;
		let mut parts = 0_usize;
		let mut hold_fees: Balance = 0;
		for part in payment.parts.iter() {
			let part = Parts::<T>::get(id, part).ok_or("M2: a part that has locked nothing")?;
			hold_fees = hold_fees.saturating_add(part.hold_fee(payment.latest_ms()));
			let Part { locks, hold_ppm, .. } = part;
			ensure!(hold_ppm.len() == locks.len(), "M2: a lock without its terms");
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
		let waits = (hold_fees..=payment.max_fee).contains(&payment.hold_fees);
		ensure!(waits, "M3: more for waiting than the payer allows");
		Ok(parts)
	}

	/// What parts have locked in each channel, on each side: for whoever adds up what all pallets
	/// have locked. Reads all parts: for tests and tools.
	pub fn locked_in_channels() -> Sums {
		let mut sums = Sums::new();
		for lock in Parts::<T>::iter_values().flat_map(|part| part.locks) {
			let sum = sums.entry(lock.channel).or_default().of_mut(lock.payer);
			*sum = sum.saturating_add(lock.amount);
		}
		sums
	}

	/// M4: what parts have locked in channels is locked there. Others may lock there, too.
	fn check_locks(mut sums: Sums) -> DispatchResult {
		for (id, channel) in T::Channels::walk() {
			let sum = sums.remove(&id).unwrap_or_default();
			let locked = channel.ledger.map(|side| side.locked);
			let there = sum.opener <= locked.opener && sum.counterparty <= locked.counterparty;
			ensure!(there, "M4: a channel has locked less than parts have");
		}
		ensure!(sums.is_empty(), "M4: a lock in no channel");
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
