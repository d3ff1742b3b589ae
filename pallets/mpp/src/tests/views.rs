//! View functions.

use super::*;

#[test]
fn lists_go_page_by_page() {
	ExtBuilder.run(|| {
		let reference = registered(invoice(None));
		let ids: Vec<_> = (0..5).map(|_| paid(reference.clone(), 900, &[via(0, 10)])).collect();
		let mut all = Mpp::by_payer(alice(), None, 10);
		let mut paged = Vec::new();
		loop {
			let next = Mpp::by_payer(alice(), paged.last().copied(), 2);
			assert!(next.len() <= 2);
			if next.is_empty() {
				break;
			}
			paged.extend(next);
		}
		assert_eq!(paged, all);
		all.sort();
		assert_eq!(all, ids);
		assert_eq!(Mpp::by_payer(bob(), None, 10), vec![]);
		// Nobody crowds a payee's list by payments that are not complete.
		assert_eq!(Mpp::by_payee(dave(), None, 10), vec![]);
	});
}

#[test]
fn invoices_go_page_by_page() {
	ExtBuilder.run(|| {
		for n in 0..5 {
			let payment_hash = Preimage([n; 32]).payment_hash();
			registered(Invoice { payment_hash, ..invoice(500) });
		}
		let all = Mpp::invoices_of(dave(), None, 10);
		assert_eq!(all.len(), 5);
		let mut paged = Vec::new();
		loop {
			let next = Mpp::invoices_of(dave(), paged.last().copied(), 2);
			assert!(next.len() <= 2);
			if next.is_empty() {
				break;
			}
			paged.extend(next);
		}
		assert_eq!(paged, all);
		assert!(all.iter().all(|hash| Mpp::invoice(dave(), *hash).is_some()));
		assert_eq!(Mpp::invoices_of(bob(), None, 10), vec![]);
		assert_eq!(Mpp::invoices_of(dave(), None, 0), vec![]);
	});
}

#[test]
fn what_is_not_there_is_not_seen() {
	ExtBuilder.run(|| {
		assert_eq!(Mpp::payment(PaymentId(0)), None);
		assert_eq!(Mpp::parts_of(PaymentId(0)), vec![]);
		assert_eq!(Mpp::invoice(dave(), hash()), None);
		assert_eq!(Mpp::complete(dave(), hash()), None);
	});
}
