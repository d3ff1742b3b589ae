//! Custody over real FRAME storage and real assets.
#![allow(clippy::arithmetic_side_effects, clippy::manual_is_multiple_of)]

use crate::*;
use bloc_testing::watch;
use frame_support::{
	assert_noop, assert_ok, derive_impl,
	pallet_prelude::ValueQuery,
	parameter_types, storage_alias,
	traits::{
		fungible::{self, NativeFromLeft, NativeOrWithId},
		AsEnsureOriginWithArg, ConstU128,
	},
	Blake2_128Concat,
};
use frame_system::{EnsureRoot, EnsureSigned};
use proptest::prelude::*;
use sp_runtime::{BuildStorage, TokenError};

pub type AccountId = u64;
pub type Asset = NativeOrWithId<u32>;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test { System: frame_system, Balances: pallet_balances, Assets: pallet_assets }
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountData = pallet_balances::AccountData<Balance>;
	type Block = Block;
}

const ED: Balance = 10;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
}

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type CreateOrigin = AsEnsureOriginWithArg<EnsureSigned<AccountId>>;
	type Currency = Balances;
	type ForceOrigin = EnsureRoot<AccountId>;
	type Freezer = ();
	type Holder = ();
}

/// Stands for the pallet that keeps money.
pub struct Keeper;

#[storage_alias]
pub type KeptPots = StorageMap<Keeper, Blake2_128Concat, Asset, Pot<AccountId>>;
#[storage_alias]
pub type KeptCredits = StorageDoubleMap<
	Keeper,
	Blake2_128Concat,
	AccountId,
	Blake2_128Concat,
	Asset,
	Balance,
	ValueQuery,
>;
/// What was told of credits.
#[storage_alias]
pub type Told = StorageValue<Keeper, Vec<(AccountId, Balance, DispatchError)>, ValueQuery>;
/// What was told of claims.
#[storage_alias]
pub type Claimed = StorageValue<Keeper, Vec<(AccountId, Balance, AccountId)>, ValueQuery>;

parameter_types! {
	pub const KeeperId: PalletId = PalletId(*b"bloc/tst");
}

/// A fault, by its name.
const fn refusal(fault: Fault) -> DispatchError {
	DispatchError::Other(fault.name())
}

const OVERFLOW: DispatchError = refusal(Fault::Overflow);
const NO_CREDIT: DispatchError = refusal(Fault::NoCredit);
const UNKNOWN_ASSET: DispatchError = refusal(Fault::UnknownAsset);
const ZERO_AMOUNT: DispatchError = refusal(Fault::ZeroAmount);
const BELOW_MINIMUM: DispatchError = refusal(Fault::BelowMinimum);
const POT_SHORT: DispatchError = refusal(Fault::PotShort);
const POT_ACCOUNT: DispatchError = refusal(Fault::PotAccount);

/// Stands for the errors of that pallet.
pub struct Refusal(Fault);

impl From<Fault> for Refusal {
	fn from(fault: Fault) -> Self {
		Self(fault)
	}
}

impl From<Refusal> for DispatchError {
	fn from(refused: Refusal) -> Self {
		refusal(refused.0)
	}
}

impl Store for Keeper {
	type Runtime = Test;
	type Assets = fungible::UnionOf<Balances, Assets, NativeFromLeft, Asset, AccountId>;
	type PalletId = KeeperId;
	type Pots = KeptPots;
	type Credits = KeptCredits;

	type Error = Refusal;

	fn credited(owner: AccountId, _: Asset, amount: Balance, reason: DispatchError) {
		Told::append((owner, amount, reason));
	}

	fn claimed(owner: AccountId, _: Asset, amount: Balance, to: AccountId) {
		Claimed::append((owner, amount, to));
	}
}

type Safe = Custody<Keeper>;
type Money = <Keeper as Store>::Assets;

const ALICE: AccountId = 1;
const BOB: AccountId = 2;
const CHARLIE: AccountId = 3;
const ISSUER: AccountId = 9;
const WEALTH: Balance = 1_000;
const NATIVE: Asset = NativeOrWithId::Native;
const TOKEN: Asset = NativeOrWithId::WithId(7);
const TOKEN_MIN: Balance = 5;

fn on_a_chain(test: impl FnOnce()) {
	let people = [ALICE, BOB, CHARLIE];
	let storage = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: people.iter().chain([&ISSUER]).map(|who| (*who, WEALTH)).collect(),
			..Default::default()
		},
		assets: pallet_assets::GenesisConfig {
			assets: vec![(7, ISSUER, true, TOKEN_MIN)],
			accounts: people.iter().map(|who| (7, *who, WEALTH)).collect(),
			..Default::default()
		},
		..Default::default()
	};
	sp_io::TestExternalities::new(storage.build_storage().unwrap()).execute_with(|| {
		System::set_block_number(1);
		test();
	});
}

fn in_each_asset(test: impl Fn(Asset, Balance)) {
	for (asset, minimum) in [(NATIVE, ED), (TOKEN, TOKEN_MIN)] {
		on_a_chain(|| test(asset.clone(), minimum));
	}
}

fn purse(asset: &Asset, who: AccountId) -> Balance {
	Money::balance(asset.clone(), &who)
}

/// As a call does it: what fails leaves no trace.
fn take(asset: &Asset, who: AccountId, amount: Balance) -> DispatchResult {
	with_storage_layer(|| Safe::take(asset, &who, amount))
}

fn block(who: AccountId) {
	assert_ok!(Assets::block(RuntimeOrigin::signed(ISSUER), 7, who));
}

/// Does the pallet's debt of `owed` agree with what is held?
fn owes(asset: &Asset, owed: Balance) {
	assert_ok!(Safe::try_state([(asset.clone(), owed)]));
}

#[test]
fn the_first_lends_the_seed_and_has_it_back_with_the_last_payout() {
	in_each_asset(|asset, minimum| {
		assert_ok!(take(&asset, ALICE, 300));
		assert_ok!(take(&asset, BOB, 200));
		assert_eq!(purse(&asset, ALICE), WEALTH - 300 - minimum);
		assert_eq!(purse(&asset, BOB), WEALTH - 200);
		owes(&asset, 500);

		assert_ok!(Safe::pay_out(&asset, &ALICE, 300));
		owes(&asset, 200);
		// The last payout goes to another: the seed goes its own way.
		assert_ok!(Safe::pay_out(&asset, &BOB, 200));
		assert_eq!((purse(&asset, ALICE), purse(&asset, BOB)), (WEALTH, WEALTH));
		assert_eq!(KeptPots::get(&asset), None);
		assert_ok!(Safe::try_state([]));
	});
}

#[test]
fn what_is_worth_keeping_exists_and_is_no_dust() {
	in_each_asset(|asset, minimum| {
		assert_eq!(Safe::ensure_worthwhile(&asset, 0), Err(ZERO_AMOUNT));
		assert_eq!(Safe::ensure_worthwhile(&asset, 1), Err(BELOW_MINIMUM));
		assert_eq!(Safe::ensure_worthwhile(&asset, minimum - 1), Err(BELOW_MINIMUM));
		assert_ok!(Safe::ensure_worthwhile(&asset, minimum));
		assert_ok!(Safe::ensure_worthwhile(&asset, Balance::MAX));
	});
	on_a_chain(|| {
		let unknown = NativeOrWithId::WithId(8);
		for amount in [0, 1, WEALTH] {
			assert_eq!(Safe::ensure_worthwhile(&unknown, amount), Err(UNKNOWN_ASSET));
		}
	});
}

#[test]
fn no_more_leaves_than_is_held() {
	in_each_asset(|asset, _| {
		assert_noop!(Safe::pay_out(&asset, &ALICE, 1), OVERFLOW);
		assert_ok!(take(&asset, ALICE, 300));
		assert_noop!(Safe::pay_out(&asset, &ALICE, 301), OVERFLOW);
		owes(&asset, 300);
	});
}

#[test]
fn no_more_enters_than_the_payer_has_beside_the_seed() {
	in_each_asset(|asset, minimum| {
		// An account that gives its all would be gone.
		let most = WEALTH - 2 * minimum;
		assert!(take(&asset, ALICE, most + 1).is_err());
		assert_eq!(KeptPots::get(&asset), None);
		assert_ok!(take(&asset, ALICE, most));
		assert!(take(&asset, BOB, Balance::MAX).is_err());
		owes(&asset, most);
	});
}

#[test]
fn what_is_refused_is_credit_and_can_be_claimed() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(BOB);
		Safe::pay_or_credit(&TOKEN, &BOB, 100);
		Safe::pay_or_credit(&TOKEN, &BOB, 50);
		Safe::pay_or_credit(&TOKEN, &BOB, 0);
		let blocked = DispatchError::Token(TokenError::Blocked);
		assert_eq!(Told::take(), vec![(BOB, 100, blocked), (BOB, 50, blocked)]);
		assert_eq!(KeptCredits::get(BOB, TOKEN), 150);
		owes(&TOKEN, 150);

		let claim = |to| with_storage_layer(|| Safe::claim(&BOB, &TOKEN, &to));
		assert_noop!(claim(BOB), TokenError::Blocked);
		// It would be nobody's there.
		assert_noop!(claim(Safe::account(&TOKEN)), POT_ACCOUNT);
		assert_eq!(claim(CHARLIE), Ok(()));
		assert_eq!(Claimed::take(), [(BOB, 150, CHARLIE)]);
		assert_noop!(claim(CHARLIE), NO_CREDIT);
		assert_eq!(purse(&TOKEN, CHARLIE), WEALTH + 150);
		owes(&TOKEN, 150);
	});
}

#[test]
fn payouts_to_one_payee_are_one_transfer() {
	in_each_asset(|asset, _| {
		assert_ok!(take(&asset, ALICE, 300));
		System::reset_events();
		let ((), touched) = watch(|| {
			let mut payouts = Payouts::<Keeper>::default();
			assert!(payouts.add(&asset, &BOB, 10));
			assert!(payouts.add(&asset, &CHARLIE, 20));
			assert!(!payouts.add(&asset, &BOB, 30));
			assert!(!payouts.add(&asset, &CHARLIE, 0));
			payouts.pay();
		});
		let pots = touched.under(&KeptPots::hashed_key_for(&asset));
		assert_eq!((pots.reads, pots.writes, pots.total_writes), (1, 1, 2));
		assert_eq!((purse(&asset, BOB), purse(&asset, CHARLIE)), (WEALTH + 40, WEALTH + 20));
		let transfers = System::events().into_iter().filter(|record| {
			matches!(
				record.event,
				RuntimeEvent::Balances(
					pallet_balances::Event::Transfer { .. }
						| pallet_balances::Event::Deposit { .. },
				) | RuntimeEvent::Assets(
					pallet_assets::Event::Transferred { .. }
						| pallet_assets::Event::Deposited { .. }
				)
			)
		});
		assert_eq!(transfers.count(), 2);
		owes(&asset, 240);
	});
}

#[test]
fn one_payees_trouble_is_not_anothers() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		assert_ok!(take(&NATIVE, ALICE, 300));
		block(BOB);
		let mut payouts = Payouts::<Keeper>::default();
		for asset in [TOKEN, NATIVE] {
			assert!(payouts.add(&asset, &BOB, 100));
			assert!(payouts.add(&asset, &CHARLIE, 200));
		}
		payouts.pay();
		assert_eq!((KeptCredits::get(BOB, TOKEN), KeptCredits::get(BOB, NATIVE)), (100, 0));
		assert_eq!(purse(&TOKEN, CHARLIE), WEALTH + 200);
		assert_eq!(purse(&NATIVE, BOB), WEALTH + 100);
		assert_ok!(Safe::try_state([]));
	});
}

#[test]
fn what_a_named_account_cannot_get_is_its_owners_credit() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(BOB);
		let mut payouts = Payouts::<Keeper>::default();
		// Alice has some sent to Bob, who has some of his own, and Charlie has some sent to him,
		// too.
		assert!(payouts.add_for(&TOKEN, &ALICE, &BOB, 10));
		assert!(payouts.add(&TOKEN, &BOB, 20));
		assert!(!payouts.add_for(&TOKEN, &ALICE, &BOB, 30));
		assert!(payouts.add_for(&TOKEN, &CHARLIE, &BOB, 40));
		assert!(payouts.add_for(&TOKEN, &BOB, &CHARLIE, 50));
		payouts.pay();
		let credits = [ALICE, BOB, CHARLIE].map(|who| KeptCredits::get(who, TOKEN));
		assert_eq!(credits, [40, 20, 40]);
		assert_eq!(purse(&TOKEN, CHARLIE), WEALTH + 50);
		owes(&TOKEN, 150);
	});
}

#[test]
fn nothing_is_promised_out_of_a_pot_that_is_short() {
	in_each_asset(|asset, _| {
		assert_ok!(Safe::ensure_whole(&asset));
		assert_ok!(take(&asset, ALICE, 300));
		assert_ok!(Safe::ensure_whole(&asset));
		let pot = Safe::account(&asset);
		let move_ = |from, to| {
			<Keeper as Store>::Assets::transfer(
				asset.clone(),
				&from,
				&to,
				1,
				Preservation::Preserve,
			)
		};
		assert_ok!(move_(pot, BOB));
		let (result, touched) = watch(|| Safe::ensure_whole(&asset));
		assert_eq!(result, Err(POT_SHORT));
		assert_eq!(touched.under(&[]).writes, 0);
		assert_ok!(move_(BOB, pot));
		assert_ok!(Safe::ensure_whole(&asset));
	});
}

#[test]
fn a_wrong_debt_is_found() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		for owed in [299, 301] {
			assert!(Safe::try_state([(TOKEN, owed)]).is_err());
		}
		assert!(Safe::try_state([]).is_err());
		KeptCredits::insert(BOB, TOKEN, 0);
		assert!(Safe::try_state([(TOKEN, 300)]).is_err());
		KeptCredits::insert(BOB, TOKEN, 1);
		assert_eq!(
			Safe::try_state([(TOKEN, 299)]),
			Err(DispatchError::Other("C1: a wrong sum of credits"))
		);
		KeptPots::mutate(TOKEN, |pot| pot.as_mut().unwrap().credits = 1);
		owes(&TOKEN, 299);
		let pot = Safe::account(&TOKEN);
		assert_ok!(Money::transfer(TOKEN, &pot, &BOB, 1, Preservation::Preserve));
		assert_eq!(
			Safe::try_state([(TOKEN, 299)]),
			Err(DispatchError::Other("C2: the pot's account has less than it should"))
		);
	});
}

/// The issuer has the token removed, and makes another under its name, of which Bob has as much.
fn make_anew() {
	let issuer = || RuntimeOrigin::signed(ISSUER);
	assert_ok!(Assets::start_destroy(issuer(), 7));
	assert_ok!(Assets::destroy_accounts(issuer(), 7));
	assert_ok!(Assets::finish_destroy(issuer(), 7));
	assert_ok!(Assets::create(issuer(), 7, ISSUER, 1));
	assert_ok!(Assets::mint(issuer(), 7, BOB, WEALTH));
}

#[test]
fn nothing_is_taken_into_a_pot_that_is_short() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		let pot = Safe::account(&TOKEN);
		assert_ok!(Assets::burn(RuntimeOrigin::signed(ISSUER), 7, pot, 1));
		assert_noop!(take(&TOKEN, BOB, 100), POT_SHORT);
		// Until somebody gives it the difference.
		assert_ok!(Assets::mint(RuntimeOrigin::signed(ISSUER), 7, pot, 1));
		assert_ok!(take(&TOKEN, BOB, 100));
		owes(&TOKEN, 400);
	});
}

#[test]
fn an_asset_made_anew_does_not_pay_the_debts_of_the_former() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		make_anew();
		assert!(Safe::owes(&TOKEN));
		assert_noop!(take(&TOKEN, BOB, 500), POT_SHORT);
		Safe::pay_or_credit(&TOKEN, &ALICE, 300);
		assert_eq!(KeptCredits::get(ALICE, TOKEN), 300);
		assert_eq!(purse(&TOKEN, BOB), WEALTH);
	});
}

#[test]
fn a_seed_that_is_gone_is_lent_again() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(ALICE);
		assert_ok!(Safe::pay_out(&TOKEN, &BOB, 300));
		assert_eq!(KeptPots::get(TOKEN).map(|pot| (pot.held, pot.seed)), Some((0, TOKEN_MIN)));
		make_anew();
		assert!(!Safe::owes(&TOKEN));
		assert_ok!(take(&TOKEN, BOB, 500));
		assert_eq!(KeptPots::get(TOKEN), Some(Pot { held: 500, credits: 0, seed: 1, seeder: BOB }));
		owes(&TOKEN, 500);
	});
}

#[test]
fn a_credit_that_nobody_claims_does_not_keep_the_seed() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(CHARLIE);
		Safe::pay_or_credit(&TOKEN, &CHARLIE, 1);
		assert_ok!(Safe::pay_out(&TOKEN, &ALICE, 299));
		assert_eq!(purse(&TOKEN, ALICE), WEALTH - 1 - TOKEN_MIN);
		// The lender itself changes nothing.
		assert_ok!(take(&TOKEN, ALICE, 10));
		assert_ok!(Safe::pay_out(&TOKEN, &ALICE, 10));
		// Whoever else comes next lends the seed instead.
		assert_ok!(take(&TOKEN, BOB, 100));
		assert_eq!(purse(&TOKEN, ALICE), WEALTH - 1);
		assert_eq!(purse(&TOKEN, BOB), WEALTH - 100 - TOKEN_MIN);
		let pot = Pot { held: 101, credits: 1, seed: TOKEN_MIN, seeder: BOB };
		assert_eq!(KeptPots::get(TOKEN), Some(pot));
		owes(&TOKEN, 100);
		// And no longer than others use the pot: then nobody is bothered.
		assert_ok!(take(&TOKEN, ALICE, 50));
		assert_eq!(purse(&TOKEN, ALICE), WEALTH - 1 - 50);
		assert_eq!(KeptPots::get(TOKEN).map(|pot| pot.seeder), Some(BOB));
		owes(&TOKEN, 150);
	});
}

#[test]
fn a_seed_that_its_lender_cannot_take_back_is_its_credit() {
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(CHARLIE);
		block(ALICE);
		Safe::pay_or_credit(&TOKEN, &CHARLIE, 300);
		Told::kill();
		assert_ok!(take(&TOKEN, BOB, 100));
		assert_eq!(Told::get(), [(ALICE, TOKEN_MIN, DispatchError::Token(TokenError::Blocked))]);
		let credits = 300 + TOKEN_MIN;
		let pot = Pot { held: 100 + credits, credits, seed: TOKEN_MIN, seeder: BOB };
		assert_eq!(KeptPots::get(TOKEN), Some(pot));
		owes(&TOKEN, 100);
		assert_ok!(Safe::claim(&ALICE, &TOKEN, &BOB));
		assert_ok!(Safe::claim(&CHARLIE, &TOKEN, &BOB));
		assert_ok!(Safe::pay_out(&TOKEN, &BOB, 100));
		assert_eq!(KeptPots::get(TOKEN), None);
		assert_eq!(purse(&TOKEN, BOB), WEALTH + 300 + TOKEN_MIN);
	});
}

#[test]
fn an_account_goes_with_its_pot() {
	in_each_asset(|asset, _| {
		let account = Safe::account(&asset);
		assert_ok!(take(&asset, ALICE, 300));
		assert!(System::account_exists(&account));
		assert_ok!(Safe::pay_out(&asset, &BOB, 300));
		assert!(!System::account_exists(&account));
		// As often as there is one.
		assert_ok!(take(&asset, BOB, 300));
		assert_ok!(Safe::pay_out(&asset, &BOB, 300));
		assert_eq!((System::providers(&account), System::consumers(&account)), (0, 0));
	});
}

#[test]
fn an_account_that_was_given_something_stays_and_lives_on_that() {
	in_each_asset(|asset, _| {
		let account = Safe::account(&asset);
		let give = |asset, amount| {
			let preserve = Preservation::Preserve;
			assert_ok!(Money::transfer(asset, &CHARLIE, &account, amount, preserve));
		};
		// Before there is a pot, and while there is one.
		give(NATIVE, ED);
		assert_ok!(take(&asset, ALICE, 300));
		give(TOKEN, TOKEN_MIN);
		assert_ok!(Safe::pay_out(&asset, &ALICE, 300));
		assert_eq!(KeptPots::get(&asset), None);
		assert_eq!((purse(&NATIVE, account), purse(&TOKEN, account)), (ED, TOKEN_MIN));
		assert!(System::account_exists(&account));
	});
}

proptest! {
	// Whatever comes and goes, nothing is made or lost.
	#[test]
	fn conserves_every_unit(
		steps in prop::collection::vec((0u8..4, 0u64..3, 0u128..120), 1..60),
	) {
		on_a_chain(|| {
			let mut owed = 0;
			for (kind, person, amount) in steps {
				let who = ALICE + person;
				match kind {
					0 | 1 if take(&TOKEN, who, amount).is_ok() => owed += amount,
					2 if amount <= owed => {
						Safe::pay_or_credit(&TOKEN, &who, amount);
						owed -= amount;
					},
					3 if amount % 7 == 0 => block(who),
					3 => {
						let _ = with_storage_layer(|| Safe::claim(&who, &TOKEN, &CHARLIE));
					},
					_ => {},
				}
				owes(&TOKEN, owed);
				assert_eq!(Money::total_issuance(TOKEN), 3 * WEALTH);
			}
		});
	}
}

#[test]
fn between_two_pots_just_the_amount_moves() {
	in_each_asset(|asset, minimum| {
		assert_ok!(take(&asset, ALICE, 300));
		// As another pallet takes it out of the pot's account.
		let pay = |amount| {
			with_storage_layer(|| {
				Safe::pay_by(&asset, amount, |account| {
					let keep = Preservation::Preserve;
					transfer::<Money, _>(&asset, account, &BOB, amount, keep).map(|()| 7)
				})
			})
		};
		assert_noop!(pay(301), OVERFLOW);
		assert_eq!((pay(100), purse(&asset, BOB)), (Ok(7), WEALTH + 100));
		owes(&asset, 200);
		assert_ok!(with_storage_layer(|| Safe::add(&asset, &BOB, 50)));
		owes(&asset, 250);
		// With the last of it goes the seed.
		assert_ok!(pay(250));
		assert_eq!(KeptPots::get(&asset), None);
		assert_eq!(purse(&asset, ALICE), WEALTH - 300);
		// Nobody lends one for what is brought so.
		assert_noop!(Safe::add(&asset, &BOB, 50), POT_SHORT);
		assert_eq!(purse(&asset, BOB), WEALTH + 300);
		assert!(minimum > 0);
	});
	// What is refused stays where it is.
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		let refused = DispatchError::Unavailable;
		let pay = || with_storage_layer(|| Safe::pay_by(&TOKEN, 300, |_| Err::<(), _>(refused)));
		assert_noop!(pay(), refused);
		owes(&TOKEN, 300);
		assert_noop!(Safe::add(&TOKEN, &BOB, Balance::MAX), OVERFLOW);
		// Nor does anything come into a pot that is short.
		let burnt = Assets::burn(RuntimeOrigin::signed(ISSUER), 7, Safe::account(&TOKEN), 1);
		assert_ok!(burnt);
		assert_noop!(Safe::add(&TOKEN, &BOB, 10), POT_SHORT);
	});
	// A seed that cannot go back now serves the next.
	on_a_chain(|| {
		assert_ok!(take(&TOKEN, ALICE, 300));
		block(ALICE);
		let pay = Safe::pay_by(&TOKEN, 300, |account| {
			transfer::<Money, _>(&TOKEN, account, &BOB, 300, Preservation::Preserve)
		});
		assert_ok!(pay);
		assert_eq!(KeptPots::get(TOKEN).map(|pot| (pot.held, pot.seed)), Some((0, TOKEN_MIN)));
		assert_ok!(Safe::add(&TOKEN, &BOB, 10));
		owes(&TOKEN, 10);
	});
}
