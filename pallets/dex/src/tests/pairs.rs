//! Pairs: opened and closed, and their fees.

use super::*;
use crate::{Books, PairCounts, Pairs, PairsOf, Statistics};
use frame_support::storage::with_storage_layer;

#[test]
fn anybody_opens_a_pair_for_a_deposit() {
	ExtBuilder.run(|| {
		let before = held(&charlie());
		assert_ok!(Dex::open_pair(origin(charlie()), TOKEN, NATIVE, terms()));
		let told = Event::PairOpened {
			pair: PAIR,
			owner: charlie(),
			base: TOKEN,
			quote: NATIVE,
			terms: terms(),
		};
		assert_eq!(event(), told);
		assert!(held(&charlie()) > before);
		assert_ok!(Dex::open_pair(origin(bob()), TOKEN, NATIVE, rebate()));
		let mut pairs = Dex::pairs_of(TOKEN, NATIVE, None, 9);
		pairs.sort();
		assert_eq!(pairs, [PairId(0), PairId(1)]);
		assert_eq!(Dex::pairs_of(NATIVE, TOKEN, None, 9), []);
		events();
		assert_ok!(Dex::close_pair(origin(charlie()), PAIR));
		assert_eq!(event(), Event::PairClosed { pair: PAIR });
		assert_eq!(held(&charlie()), before);
		assert_eq!(Pairs::<Test>::iter_keys().collect::<Vec<_>>(), [PairId(1)]);
		assert_eq!(Books::<Test>::iter().count() + PairsOf::<Test>::iter().count(), 2);
	});
}

#[test]
fn terms_make_sense() {
	ExtBuilder.run(|| {
		let open = |base, quote, terms| Dex::open_pair(origin(charlie()), base, quote, terms);
		assert_noop!(open(TOKEN, TOKEN, terms()), Error::<Test>::SameAsset);
		let none = Asset::WithId(99);
		assert_noop!(open(none.clone(), TOKEN, terms()), Error::<Test>::UnknownAsset);
		assert_noop!(open(TOKEN, none, terms()), Error::<Test>::UnknownAsset);
		let most = Permill::from_percent(1);
		let more = Permill::from_parts(10_001);
		let over = Permill::from_parts(2_501);
		for unsound in [
			Terms { lot: 0, ..terms() },
			Terms { tick_value: 0, ..terms() },
			Terms { min_lots: 0, ..terms() },
			Terms { lot: MAX_VALUE / 2 + 1, ..terms() },
			Terms { tick_value: MAX_VALUE / 2 + 1, ..terms() },
			Terms { min_quote: MAX_VALUE + 1, ..terms() },
			Terms { taker: more, ..terms() },
			Terms { maker: MakerFee::Pays(more), ..terms() },
			Terms { maker: MakerFee::Gets(over), ..terms() },
		] {
			assert_noop!(open(TOKEN, NATIVE, unsound), Error::<Test>::UnsoundTerms);
		}
		let edge = Terms { taker: most, maker: MakerFee::Gets(most), ..terms() };
		assert_ok!(open(TOKEN, NATIVE, edge));
		assert_ok!(open(TOKEN, NATIVE, Terms { maker: MakerFee::Pays(most), ..terms() }));
		crate::PairCounts::<Test>::insert(NATIVE, u64::MAX);
		let open_one = || with_storage_layer(|| open(TOKEN, NATIVE, edge));
		assert_noop!(open_one(), Error::<Test>::Overflow);
		crate::PairCounts::<Test>::insert(NATIVE, 2);
		crate::NextPairId::<Test>::put(PairId(u64::MAX));
		assert_noop!(open(TOKEN, NATIVE, terms()), Error::<Test>::Overflow);
	});
}

/// Its name would be another asset's, which is traded at the prices of the former.
#[test]
fn an_asset_is_owed_as_long_as_a_pair_names_it() {
	ExtBuilder.run(|| {
		let open = |base, quote| Dex::open_pair(origin(charlie()), base, quote, terms());
		let owes = || [TOKEN, NATIVE].map(|asset| Dex::owes(&asset));
		let counts = || [TOKEN, NATIVE].map(PairCounts::<Test>::get);
		assert_eq!(owes(), [false, false]);
		assert_ok!(open(TOKEN, NATIVE));
		assert_ok!(open(NATIVE, TOKEN));
		assert_eq!((owes(), counts()), ([true, true], [2, 2]));
		let other = Asset::WithId(50);
		assert_ok!(Assets::force_create(RuntimeOrigin::root(), 50, issuer(), true, 1));
		assert_ok!(open(other.clone(), TOKEN));
		assert_eq!((counts(), Dex::owes(&other)), ([3, 2], true));
		assert_ok!(Dex::close_pair(origin(charlie()), PairId(1)));
		assert_ok!(Dex::close_pair(origin(charlie()), PAIR));
		assert_eq!(owes(), [true, false]);
		assert_ok!(Dex::close_pair(origin(charlie()), PairId(2)));
		assert_eq!((owes(), Dex::owes(&other)), ([false, false], false));
		assert_eq!(PairCounts::<Test>::iter().count(), 0);
	});
}

#[test]
fn a_pair_in_use_stays() {
	run(|| {
		let close = |who| Dex::close_pair(origin(who), PAIR);
		assert_noop!(close(alice()), Error::<Test>::NotOwner);
		assert_noop!(Dex::close_pair(origin(charlie()), PairId(7)), Error::<Test>::PairNotFound);
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		assert_noop!(close(charlie()), Error::<Test>::PairInUse);
		place(bob(), limit(1, Side::Buy, 1_000, 10));
		// Nothing rests, but Alice is to be settled.
		assert_eq!(depth(Side::Sell), []);
		assert_noop!(close(charlie()), Error::<Test>::PairInUse);
		assert_ok!(Dex::settle(origin(dave()), alice(), names(&[1])));
		events();
		assert_ok!(Dex::close_pair(RuntimeOrigin::root(), PAIR));
		let fees = up(30_000, 2_500) + up(30_000, 700);
		let told = events();
		assert_eq!(told[0], Event::FeesCollected { pair: PAIR, owner: charlie(), amount: fees });
		assert_eq!(wealth(&NATIVE, &charlie()), WEALTH + fees);
		assert_eq!(Statistics::<Test>::iter().count(), 0);
	});
}

pub fn names(ids: &[u64]) -> crate::NamesOf<Test> {
	frame_support::BoundedVec::truncate_from(ids.iter().map(|id| OrderId(*id)).collect())
}

#[test]
fn fees_are_collected() {
	run(|| {
		let collect = |pair| Dex::collect_fees(origin(dave()), pair);
		assert_noop!(collect(PairId(9)), Error::<Test>::PairNotFound);
		assert_noop!(collect(PAIR), Error::<Test>::NoFees);
		place(alice(), limit(1, Side::Sell, 1_000, 10));
		place(bob(), limit(1, Side::Buy, 1_000, 4));
		events();
		assert_ok!(collect(PAIR));
		let fee = up(12_000, 2_500);
		let told = Event::FeesCollected { pair: PAIR, owner: charlie(), amount: fee };
		assert_eq!(event(), told);
		assert_eq!(balance(&NATIVE, &charlie()) + held(&charlie()), WEALTH + fee);
		assert_noop!(collect(PAIR), Error::<Test>::NoFees);
	});
}
