//! `set_menu`.

use super::*;

fn set(items: &[Item]) -> DispatchResult {
	Lsp::set_menu(origin(bob()), TOKEN, menu(items))
}

#[test]
fn a_menu_grows_and_what_runs_stays() {
	ExtBuilder.run(|| {
		assert_noop!(set(&[item()]), Error::<Test>::NotProvider);
		provide_with(&bob(), &TOKEN, &[]);
		events();
		assert_ok!(set(&[item()]));
		let told =
			|items: &[Item]| Event::MenuSet { asset: TOKEN, provider: bob(), menu: menu(items) };
		assert_eq!(event(), told(&[item()]));
		let dear = Item { min_fee: 2_000, lifetime_ms: 300 * DAY, ..item() };
		assert_ok!(set(&[item(), dear]));
		assert_eq!(Lsp::menu(TOKEN, bob()), menu(&[item(), dear]));
		assert_noop!(set(&[dear]), Error::<Test>::MenuBinds);
		assert_noop!(set(&[dear, item()]), Error::<Test>::UnsortedMenu);
		let never = Item { ppm: 1_000_001, ..item() };
		assert_noop!(set(&[item(), dear, never]), Error::<Test>::UnsoundMenu);
		let late = Item { valid_until_ms: START + MAX_MENU + 1, ppm: 20_000, ..dear };
		assert_noop!(set(&[item(), dear, late]), Error::<Test>::DeadlineTooFar);
		set_time(item().valid_until_ms);
		assert_ok!(set(&[]));
		assert_eq!(Lsp::menu(TOKEN, bob()), menu(&[]));
	});
}
