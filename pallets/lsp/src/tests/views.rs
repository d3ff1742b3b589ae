//! What clients are told.

use super::*;
use crate::{provider::Terms, types::Pool, views::Sums};
use sp_runtime::Permill;

#[test]
fn sums_are_told_by_region_and_of_all() {
	ExtBuilder.run(|| {
		assert_eq!(Lsp::statistics(TOKEN), Default::default());
		provide(&TOKEN);
		let far = Terms { region: Region(0), ..terms() };
		assert_ok!(Lsp::register(origin(charlie()), TOKEN, BOND, far));
		assert_ok!(Lsp::stock(origin(charlie()), TOKEN, 500));
		leased(&TOKEN, Payment::UpFront);
		let until_ms = now() + HOUR;
		let reserve = Lsp::reserve(origin(dave()), TOKEN, bob(), 100_000, DAY, until_ms, 1_000);
		assert_ok!(outcome(reserve));
		let pool = Pool {
			providers: 1,
			free: STOCK - SIZE - 100_000,
			reserved: 100_000,
			leased: SIZE,
			fees: 60,
		};
		let of_bob = Sums { pool, utilisation: Permill::from_percent(20) };
		let pool = Pool { providers: 1, free: 500, ..Pool::default() };
		let of_charlie = Sums { pool, utilisation: Permill::zero() };
		let told = Lsp::statistics(TOKEN);
		assert_eq!(told.regions, [(Region(0), of_charlie), (Region(1), of_bob)]);
		assert_eq!((told.all.pool.providers, told.all.pool.free), (2, 700_500));
		assert_eq!(told.all.utilisation, Permill::from_rational(200_000u32, 1_000_500));
		assert_eq!(Lsp::statistics(NATIVE), Default::default());
	});
}

/// Whoever names regions and leaves them leaves nothing but one sum.
#[test]
fn what_was_earned_where_nobody_is_any_more_stays_in_the_sum_of_all() {
	ExtBuilder.run(|| {
		for region in 0..3 {
			let there = Terms { region: Region(region), ..terms() };
			assert_ok!(Lsp::register(origin(bob()), TOKEN, BOND, there));
			assert_ok!(Lsp::stock(origin(bob()), TOKEN, STOCK));
			assert_ok!(Lsp::set_menu(origin(bob()), TOKEN, menu(&[item()])));
			let id = leased(&TOKEN, Payment::UpFront);
			assert_ok!(Lsp::give_up(origin(alice()), id));
			assert_eq!(Lsp::statistics(TOKEN).regions.len(), 1);
			assert_ok!(outcome(Lsp::leave(origin(bob()), TOKEN)));
			let told = Lsp::statistics(TOKEN);
			let fees = FEE * Balance::from(region + 1);
			assert_eq!((told.regions.len(), told.all.pool.fees), (0, fees));
		}
		assert_eq!(crate::Pools::<Test>::iter().count(), 0);
		assert_eq!(Lsp::statistics(NATIVE).all.pool.fees, 0);
	});
}

#[test]
fn a_lease_is_told_as_it_is_now() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::Streamed(500));
		pass(3 * DAY);
		let it = Lsp::lease(id).unwrap();
		assert_eq!((it.earned, it.lease), (200, lease(id)));
		assert_eq!(it.dry_ms, START + LIFETIME / 4);
		assert_eq!(it.over_ms, START + LIFETIME / 4 + GRACE);
		assert_eq!(it.excess_ms, 3 * DAY - BEAT - 3 * DAY / 1_000);
		assert_eq!(Lsp::lease(ChannelId(99)), None);
	});
}

#[test]
fn providers_are_told_page_by_page() {
	ExtBuilder.run(|| {
		for who in [alice(), bob(), charlie()] {
			provide_with(&who, &TOKEN, &[item()]);
		}
		let all = Lsp::providers(TOKEN, None, 9);
		assert_eq!(all.len(), 3);
		let first = Lsp::providers(TOKEN, None, 2);
		let rest = Lsp::providers(TOKEN, Some(first[1].0.clone()), 9);
		assert_eq!([first, rest].concat(), all);
		assert_eq!(Lsp::providers(NATIVE, None, 9), []);
		assert_eq!(Lsp::opening_fee(TOKEN, bob(), SIZE, LIFETIME), Some(FEE));
		assert_eq!(Lsp::opening_fee(TOKEN, dave(), SIZE, LIFETIME), None);
		assert_eq!(Lsp::provider(TOKEN, dave()), None);
		assert_eq!(Lsp::reservation(TOKEN, bob(), dave()), None);
		assert!(Lsp::owes(&TOKEN) && !Lsp::owes(&NATIVE));
	});
}
