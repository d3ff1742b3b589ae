use super::*;

#[test]
fn gives_back_what_the_part_has_locked() {
	ExtBuilder.run(|| {
		let id = paid(registered(invoice(1_500)), 1_500, &[via(0, 800), via(1, 600)]);
		events();
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(0), MAX_HOPS));
		let (received, fees) = (600, fee(600));
		let part = PartId(0);
		assert_eq!(event(), Event::PartDropped { payment: id, part, received, fees, hold_fee: 0 });
		assert_eq!(free()[0], [CHANNEL; 4]);
		assert_eq!((it(id).received, it(id).fees, it(id).hops), (600, fee(600), 2));
		assert_noop!(
			Mpp::drop_part(origin(alice()), id, PartId(0), MAX_HOPS),
			Error::<Test>::PartNotFound
		);
		// A payment without a part waits for others, until its time is over.
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(1), MAX_HOPS));
		assert!(it(id).parts.is_empty());
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(2, 700), via(0, 800)])));
		assert!(it(id).is_complete());
	});
}

#[test]
fn is_the_payers_and_only_while_incomplete() {
	ExtBuilder.run(|| {
		let id = incomplete();
		let drop = |who, id, part| Mpp::drop_part(origin(who), id, PartId(part), MAX_HOPS);
		assert_noop!(drop(dave(), id, 0), Error::<Test>::NotPayer);
		assert_noop!(drop(bob(), id, 0), Error::<Test>::NotPayer);
		assert_noop!(drop(alice(), PaymentId(1), 0), Error::<Test>::NotFound);
		assert_noop!(drop(alice(), id, 16), Error::<Test>::PartNotFound);
		let too_small = Mpp::drop_part(origin(alice()), id, PartId(0), 1);
		assert_noop!(too_small, Error::<Test>::ExceedsSize);
		let too_small = Mpp::replace_part(origin(alice()), id, PartId(0), 1, routes(&[via(1, 10)]));
		assert_noop!(too_small, Error::<Test>::ExceedsSize);
		assert_ok!(Mpp::add_parts(origin(alice()), id, routes(&[via(1, 700)])));
		assert_noop!(drop(alice(), id, 0), Error::<Test>::PaymentComplete);
		assert_noop!(drop(alice(), id, 5), Error::<Test>::PaymentComplete);
	});
}

#[test]
fn works_when_the_time_to_gather_is_over() {
	ExtBuilder.run(|| {
		let id = incomplete();
		set_time(START + MAX_GATHER);
		assert_ok!(Mpp::drop_part(origin(alice()), id, PartId(0), MAX_HOPS));
		assert_eq!(free(), [[CHANNEL; 4]; 3]);
	});
}
