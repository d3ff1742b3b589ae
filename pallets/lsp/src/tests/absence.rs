//! `beat`, and what it costs not to.

use super::*;

fn beat_at(who: AccountId, number: u64, hash: sp_core::H256) -> DispatchResult {
	Lsp::beat(origin(who), TOKEN, number, hash)
}

#[test]
fn a_sign_of_life_names_a_block_of_late() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		System::set_block_number(500);
		let hash = sp_core::H256::repeat_byte(9);
		let oldest = 500 - u64::from(BEAT_BLOCKS);
		for number in [oldest - 1, oldest, 499] {
			frame_system::BlockHash::<Test>::insert(number, hash);
		}
		assert_noop!(beat_at(dave(), 499, hash), Error::<Test>::NotProvider);
		assert_noop!(beat_at(bob(), oldest - 1, hash), Error::<Test>::StaleBeat);
		assert_noop!(beat_at(bob(), 498, hash), Error::<Test>::StaleBeat);
		assert_noop!(beat_at(bob(), 498, Default::default()), Error::<Test>::StaleBeat);
		let other = sp_core::H256::repeat_byte(8);
		assert_noop!(beat_at(bob(), 499, other), Error::<Test>::StaleBeat);
		events();
		assert_ok!(beat_at(bob(), oldest, hash));
		assert_eq!(event(), Event::Beaten { asset: TOKEN, provider: bob(), away_ms: 0 });
		assert_ok!(beat_at(bob(), 499, hash));
	});
}

#[test]
fn what_passes_without_a_sign_counts_as_away() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		pass(BEAT);
		assert_ok!(beat(&TOKEN));
		assert_eq!(provider(&TOKEN).presence.away_ms, 0);
		pass(BEAT + MINUTE);
		events();
		assert_ok!(beat(&TOKEN));
		assert_eq!(event(), Event::Beaten { asset: TOKEN, provider: bob(), away_ms: MINUTE });
		// No block, nobody away.
		set_time(now() + DAY);
		assert_ok!(beat(&TOKEN));
		assert_eq!(provider(&TOKEN).presence.away_ms, MINUTE);
	});
}

#[test]
fn a_lease_in_which_it_was_there_is_honoured() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let wanted = Request { lifetime_ms: DAY, ..request(Payment::UpFront) };
		let id = next_channel();
		assert_ok!(try_request(&alice(), &TOKEN, wanted, Selection::Provider(bob())));
		while now() + BEAT < START + DAY {
			pass(BEAT);
			assert_ok!(beat(&TOKEN));
		}
		pass(BEAT);
		assert_ok!(Lsp::settle(origin(dave()), id));
		let facts = provider(&TOKEN).facts;
		assert_eq!((facts.honoured, facts.failed), (1, 0));
		assert_eq!(Neighbour::read(), []);
	});
}

#[test]
fn absence_is_paid_for_out_of_the_bond_by_itself() {
	in_each_asset(|asset| {
		provide(&asset);
		let id = leased(&asset, Payment::UpFront);
		let before = fortunes(&asset);
		// Away for three days of thirty, less ten minutes; one in a thousand is promised.
		pass(3 * DAY);
		assert_ok!(beat(&asset));
		set_time(START + LIFETIME);
		let away_ms = provider(&asset).presence.away_ms;
		assert_eq!(away_ms, 3 * DAY - BEAT);
		let excess_ms = away_ms - LIFETIME / 1_000;
		let twice = 2 * FEE * u128::from(excess_ms);
		let compensation = twice.div_ceil(LIFETIME.into());
		assert_eq!(compensation, 396);
		let lost = (FEE * u128::from(excess_ms)).div_ceil(LIFETIME.into());
		events();
		assert_ok!(Lsp::settle(origin(dave()), id));
		let (provider, client) = (bob(), alice());
		let missed = Event::Missed { channel: id, provider, client, excess_ms, compensation };
		assert_eq!(events()[1], missed);
		let told = ToldOf::Missed { channel: id, excess_ms, lost, compensation };
		assert_eq!(Neighbour::read(), [told]);
		assert_eq!(changes(&asset, before), [compensation as i128, 0, 0, 0]);
		let it = super::provider(&asset);
		assert_eq!((it.bond, it.covered), (BOND - compensation, 0));
		assert_eq!((it.facts.honoured, it.facts.failed, it.facts.standing), (0, 1, 90));
	});
}

#[test]
fn no_more_is_paid_than_stands_for_the_lease() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		let id = leased(&TOKEN, Payment::UpFront);
		let other = leased(&TOKEN, Payment::UpFront);
		pass(LIFETIME);
		assert_ok!(Lsp::settle(origin(dave()), id));
		assert_eq!((provider(&TOKEN).bond, provider(&TOKEN).covered), (BOND - FEE, FEE));
		assert_ok!(Lsp::settle(origin(dave()), other));
		assert_eq!((provider(&TOKEN).bond, provider(&TOKEN).covered), (BOND - 2 * FEE, 0));
	});
}

#[test]
fn what_was_before_the_lease_does_not_count() {
	ExtBuilder.run(|| {
		provide(&TOKEN);
		pass(5 * DAY);
		// While it is still away.
		let id = leased(&TOKEN, Payment::UpFront);
		assert_ok!(beat(&TOKEN));
		set_time(now() + LIFETIME);
		assert_ok!(Lsp::settle(origin(dave()), id));
		assert_eq!(provider(&TOKEN).facts.honoured, 1);
	});
}
