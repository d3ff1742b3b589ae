//! `reserve`, `end_reservation`, and channels out of what is reserved.

use super::*;
use crate::types::Reservation;

const RESERVED: Selection<AccountId, MultiSignature> = Selection::Reserved(BOB);
const BOB: AccountId = AccountId::new([
	0x8e, 0xaf, 0x04, 0x15, 0x16, 0x87, 0x73, 0x63, 0x26, 0xc9, 0xfe, 0xa1, 0x7e, 0x25, 0xfc, 0x52,
	0x87, 0x61, 0x36, 0x93, 0xc9, 0x12, 0x90, 0x9c, 0xb2, 0x26, 0xaa, 0x47, 0x94, 0xf2, 0x6a, 0x48,
]);

fn reserve(size: Balance, lifetime_ms: Moment, until_ms: Moment, max: Balance) -> DispatchResult {
	let call = Lsp::reserve(origin(alice()), TOKEN, bob(), size, lifetime_ms, until_ms, max);
	outcome(call)
}

fn end(who: AccountId) -> DispatchResult {
	Lsp::end_reservation(origin(who), TOKEN, bob(), alice())
}

fn take(request: Request) -> DispatchResult {
	try_request(&alice(), &TOKEN, request, RESERVED)
}

/// For an hour: 200,000 at 10 ppm a minute are 120.
const PRICE: Balance = 120;

fn reserved() {
	assert_ok!(reserve(SIZE, LIFETIME, now() + HOUR, PRICE));
}

#[test]
fn stock_is_kept_at_a_price_that_holds() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let before = fortunes(&TOKEN);
		events();
		reserved();
		let until_ms = START + HOUR;
		let reservation =
			Reservation { size: SIZE, lifetime_ms: LIFETIME, fee: FEE, cover: 2 * FEE, until_ms };
		let (asset, provider, client) = (TOKEN, bob(), alice());
		let told = Event::Reserved { asset, provider, client, reservation, paid: PRICE };
		assert_eq!(event(), told);
		assert_eq!(Lsp::reservation(TOKEN, bob(), alice()), Some(reservation));
		let it = super::provider(&TOKEN);
		assert_eq!((it.free, it.reserved, it.covered), (STOCK - SIZE, SIZE, 2 * FEE));
		assert_eq!((it.earned, changes(&TOKEN, before)), (PRICE, [-120, 0, 0, 0]));
		assert!(held(&alice()) > 0);
		// Others can have the rest, and the bond for it.
		let more = Request { size: STOCK - SIZE + 1, max_fee: STOCK, ..request(Payment::UpFront) };
		let call = try_request(&dave(), &TOKEN, more, Selection::Provider(bob()));
		assert_noop!(call, Error::<Test>::StockShort);
		// The item has expired, the provider has become dear: it holds.
		crate::Menus::<Test>::remove(TOKEN, bob());
		let id = next_channel();
		assert_noop!(
			take(Request { max_fee: FEE - 1, ..request(Payment::UpFront) }),
			Error::<Test>::FeeTooHigh
		);
		events();
		assert_ok!(take(request(Payment::FirstReceived)));
		let (provider, client, reason) = (bob(), alice(), ReservationEnd::Taken);
		let ended = Event::ReservationEnded { asset: TOKEN, provider, client, reason };
		assert_eq!(events()[0], ended);
		assert_eq!(lease(id).fee, FEE);
		let it = super::provider(&TOKEN);
		assert_eq!((it.reserved, it.leased, it.obligations), (0, SIZE, 1));
		assert_noop!(take(request(Payment::UpFront)), Error::<Test>::NotReserved);
	});
}

#[test]
fn it_is_taken_in_time_and_within_its_bounds() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		reserved();
		let usual = request(Payment::UpFront);
		assert_noop!(take(Request { size: SIZE + 1, ..usual }), Error::<Test>::ExceedsReserved);
		let longer = Request { lifetime_ms: LIFETIME + 1, ..usual };
		assert_noop!(take(longer), Error::<Test>::ExceedsReserved);
		let other = try_request(&dave(), &TOKEN, usual, RESERVED);
		assert_noop!(other, Error::<Test>::NotReserved);
		set_time(START + HOUR);
		assert_noop!(take(usual), Error::<Test>::Expired);
		set_time(START + HOUR - 1);
		// Less for the same.
		let id = next_channel();
		assert_ok!(take(Request { size: SIZE - 1, ..usual }));
		assert_eq!(lease(id).fee, FEE);
	});
}

#[test]
fn what_can_be_reserved() {
	ExtBuilder.run(|| {
		let usual = |until_ms| reserve(SIZE, LIFETIME, until_ms, PRICE);
		assert_noop!(usual(START + HOUR), Error::<Test>::NotProvider);
		provide(&TOKEN);
		assert_noop!(usual(START), Error::<Test>::Expired);
		assert_noop!(usual(START + MAX_RESERVE + 1), Error::<Test>::DeadlineTooFar);
		let until = START + HOUR;
		assert_noop!(reserve(0, LIFETIME, until, PRICE), Error::<Test>::ZeroAmount);
		assert_noop!(reserve(SIZE, LIFETIME, until, PRICE - 1), Error::<Test>::FeeTooHigh);
		assert_noop!(reserve(SIZE, 90 * DAY + 1, until, PRICE), Error::<Test>::LifetimeTooLong);
		assert_noop!(reserve(SIZE, DAY - 1, until, PRICE), Error::<Test>::LifetimeTooShort);
		assert_noop!(reserve(STOCK + 1, DAY, until, PRICE), Error::<Test>::StockShort);
		let own = Lsp::reserve(origin(bob()), TOKEN, bob(), SIZE, DAY, until, PRICE);
		assert_noop!(outcome(own), Error::<Test>::SameParty);
		assert_ok!(outcome(Lsp::withdraw_bond(origin(bob()), TOKEN, BOND - 2 * FEE + 1)));
		assert_noop!(usual(until), Error::<Test>::BondExhausted);
		assert_ok!(Lsp::add_bond(origin(bob()), TOKEN, 1));
		assert_ok!(usual(until));
		assert_noop!(usual(until), Error::<Test>::AlreadyReserved);
	});
}

#[test]
fn it_ends_by_the_client_or_by_its_time() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		assert_noop!(end(alice()), Error::<Test>::NotReserved);
		reserved();
		assert_noop!(end(bob()), Error::<Test>::NotExpired);
		events();
		assert_ok!(end(alice()));
		let told = |reason| Event::ReservationEnded {
			asset: TOKEN,
			provider: bob(),
			client: alice(),
			reason,
		};
		assert_eq!(event(), told(ReservationEnd::GivenUp));
		let it = provider(&TOKEN);
		assert_eq!((it.free, it.reserved, it.covered), (STOCK, 0, 0));
		assert_eq!(held(&alice()), 0);
		reserved();
		set_time(START + HOUR - 1);
		assert_noop!(end(dave()), Error::<Test>::NotExpired);
		set_time(START + HOUR);
		events();
		assert_ok!(end(dave()));
		assert_eq!(event(), told(ReservationEnd::Expired));
	});
}

#[test]
fn bob_is_bob() {
	assert_eq!(bob(), BOB);
}
