//! Random lives of streams and vaults: whatever happens, every unit is somewhere, and settling often
//! or seldom comes to the same.

use super::*;
use crate::{types::Price, Streams};
use frame_support::{
	storage::with_storage_layer,
	traits::fungibles::{Inspect, Mutate},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Money = <Test as crate::Config>::Assets;

/// What happens next. Numbers choose who, which and how much.
#[derive(Clone, Debug)]
struct Step {
	kind: u8,
	who: u8,
	which: u8,
	amount: u32,
	pass_ms: u32,
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
	let step = (0u8..26, 0u8..4, 0u8..6, 0u32..20_000, 0u32..400_000)
		.prop_map(|(kind, who, which, amount, pass_ms)| Step { kind, who, which, amount, pass_ms });
	prop::collection::vec(step, 1..most)
}

fn person(n: u8) -> AccountId {
	[alice(), bob(), charlie(), dave()][usize::from(n % 4)].clone()
}

fn some_rate(amount: u32) -> Rate {
	Rate(u128::from(amount) * per_second(1).0 / 997 + 1)
}

/// A plan of one of many kinds.
fn some_plan(step: &Step) -> Plan {
	let mut made = if step.which == 5 {
		metered(Price { window_ms: u64::from(step.amount % 3) * MINUTE, ..PRICE })
	} else {
		plan(some_rate(step.amount))
	};
	let at = |n: u64| now() + n * MINUTE + u64::from(step.amount);
	made.start_ms = (step.which == 1).then(|| at(1));
	made.end_ms = (step.amount % 3 == 0).then(|| at(20));
	made.cliff_ms = (step.amount % 5 == 0).then(|| at(3));
	made.max_total = (step.amount % 7 == 0).then(|| u128::from(step.amount) + 1);
	made.terms = if step.amount % 2 == 0 { Terms::FREE } else { FIRM };
	made
}

/// Does one step as a call; whether it works is the pallet's business.
fn act(step: &Step) -> sp_runtime::DispatchResult {
	let who = || origin(person(step.who));
	let id = StreamId(step.which.into());
	let vault = VaultId(u64::from(step.which) % 3);
	let amount = u128::from(step.amount);
	let asset = if step.which % 2 == 0 { TOKEN } else { NATIVE };
	let other = person(step.who + 1 + step.which % 2);
	match step.kind {
		0..=2 => Streaming::create(who(), other, asset, amount, some_plan(step)),
		3 => Streaming::open_vault(who(), asset, amount, GRACE),
		4 | 5 => Streaming::create_from_vault(who(), other, asset, some_rate(step.amount), MINUTE),
		6 => Streaming::fund_vault(who(), vault, amount),
		7 => Streaming::withdraw_vault(who(), vault, amount / 4),
		8 => Streaming::close_vault(who(), vault),
		9 => Streaming::top_up(who(), id, amount),
		10 => Streaming::refund(who(), id, amount / 4),
		11 => Streaming::pause(who(), id),
		12 => Streaming::resume(who(), id),
		13 => Streaming::set_rate(who(), id, some_rate(step.amount)),
		14 | 15 => Streaming::claim(who(), id),
		16 => Streaming::withdraw(who(), id, other),
		17 => Streaming::cancel(who(), id),
		18 => Streaming::transfer(who(), id, other),
		19 => Streaming::propose(who(), id, Some(Change::Rate(some_rate(step.amount)))),
		20 => Streaming::agree(who(), id, Change::Rate(some_rate(step.amount))),
		21 | 22 => Streaming::report(who(), id, u64::from(step.amount % 101)),
		23 => Streaming::dispute(who(), id),
		24 => Streaming::claim_credit(who(), asset, other),
		// Accounts that can no longer be paid, and those that can again.
		_ if step.amount % 2 == 0 => Assets::block(origin(issuer()), TOKEN_ID, person(step.who)),
		_ => Assets::thaw(origin(issuer()), TOKEN_ID, person(step.who)),
	}
}

/// Paid + owed + refundable = deposited, for each stream with a deposit of its own, as events tell.
#[derive(Default)]
struct Books(BTreeMap<StreamId, u128>);

impl Books {
	fn read(&mut self) {
		for event in events() {
			match event {
				Event::Created { stream, funding: Funding::Own(deposit), .. } => {
					self.0.insert(stream, deposit);
				},
				Event::ToppedUp { stream, amount, .. } => {
					*self.0.get_mut(&stream).unwrap() += amount;
				},
				Event::Refunded { stream, amount, .. } => {
					*self.0.get_mut(&stream).unwrap() -= amount;
				},
				Event::Ended { stream, total, refunded, .. } => {
					if let Some(deposited) = self.0.remove(&stream) {
						assert_eq!(total + refunded, deposited, "{stream:?}");
					}
				},
				_ => {},
			}
		}
		let mut found = 0;
		for (id, record) in Streams::<Test>::iter() {
			if let Funding::Own(funds) = record.stream.funding {
				assert_eq!(record.stream.paid + funds, self.0[&id], "{id:?}");
				let owed = Streaming::owed(id).unwrap();
				assert!(owed <= funds);
				found += 1;
			}
		}
		assert_eq!(found, self.0.len());
	}
}

fn all_the_money() -> [u128; 2] {
	[NATIVE, TOKEN].map(Money::total_issuance)
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(200))]

	#[test]
	fn no_unit_is_made_or_lost(steps in steps(60)) {
		ExtBuilder.run(|| {
			let before = all_the_money();
			let mut books = Books::default();
			for step in &steps {
				let _ = with_storage_layer(|| act(step));
				books.read();
				Streaming::do_try_state().unwrap();
				// Now and then the chain stands still for long.
				let halt = if step.pass_ms % 13 == 0 { 20 * MINUTE } else { 0 };
				run_block_at(now() + BLOCK_MS + u64::from(step.pass_ms) + halt);
				books.read();
				assert_eq!(all_the_money(), before);
			}
			leave(&mut books);
		});
	}
}

/// From wherever things are, everybody gets out, without the help of anybody else.
fn leave(books: &mut Books) {
	for who in [alice(), bob(), charlie(), dave()] {
		let _ = Assets::thaw(origin(issuer()), TOKEN_ID, who.clone());
		// So that every account can be paid.
		for asset in [NATIVE, TOKEN] {
			Money::mint_into(asset, &who, 1_000_000).unwrap();
		}
	}
	let ids: Vec<_> = Streams::<Test>::iter_keys().collect();
	for id in ids {
		let payee = Streaming::stream(id).unwrap().payee;
		let _ = with_storage_layer(|| Streaming::claim(origin(charlie()), id));
		if Streaming::stream(id).is_some() {
			assert_ok!(Streaming::cancel(origin(payee), id));
		}
		books.read();
	}
	let vaults: Vec<_> = crate::Vaults::<Test>::iter().collect();
	for (id, record) in vaults {
		assert_ok!(Streaming::close_vault(origin(record.vault.owner), id));
	}
	let credits: Vec<_> = crate::Credits::<Test>::iter().collect();
	for (who, asset, _) in credits {
		assert_ok!(Streaming::claim_credit(origin(who.clone()), asset, who));
	}
	assert_eq!(Streams::<Test>::iter().count() + crate::Vaults::<Test>::iter().count(), 0);
	assert_eq!(crate::Credits::<Test>::iter().count(), 0);
	// A seed that could not go back when it was free serves whoever is next.
	assert!(crate::Pots::<Test>::iter_values().all(|pot| pot.held == 0));
	for who in [alice(), bob(), charlie(), dave()] {
		assert_eq!(held(&who), 0);
	}
}

/// One life of a stream, claimed at `claims` besides what the hook pays. What everybody has after it.
fn life(
	asset: &Asset,
	rate: Rate,
	interval_ms: u64,
	claims: &[u32],
	changes: &[(u32, u8)],
	in_vault: bool,
) -> [u128; 3] {
	let mut result = [0; 3];
	ExtBuilder.run(|| {
		let id = if in_vault {
			open_vault(asset, 5_000);
			let create = Streaming::create_from_vault(
				origin(alice()),
				bob(),
				asset.clone(),
				rate,
				interval_ms,
			);
			assert_ok!(create);
			StreamId(0)
		} else {
			open(asset, 5_000, Plan { interval_ms, ..plan(rate) })
		};
		let mut at: Vec<(u32, Option<u8>)> = claims.iter().map(|at| (*at, None)).collect();
		at.extend(changes.iter().map(|(at, kind)| (*at, Some(*kind))));
		at.sort();
		for (at, change) in at {
			set_time(now().max(START + u64::from(at)));
			let _ = with_storage_layer(|| match change {
				None => Streaming::claim(origin(charlie()), id),
				Some(0) => Streaming::pause(origin(alice()), id),
				Some(1) => Streaming::resume(origin(alice()), id),
				Some(2) => Streaming::set_rate(origin(alice()), id, Rate(rate.0 / 3 + 7)),
				Some(_) => Streaming::set_rate(origin(alice()), id, rate),
			});
			if interval_ms == MIN_INTERVAL {
				run_block_at(now());
			}
		}
		set_time(now().max(START + 1_000_000));
		// Pays the last, and ends what is over.
		let _ = with_storage_layer(|| Streaming::claim(origin(charlie()), id));
		if Streaming::stream(id).is_some() {
			assert_ok!(Streaming::cancel(origin(bob()), id));
		}
		if let Some(vault) = Streaming::vault_of(alice(), asset.clone()) {
			assert_ok!(Streaming::close_vault(origin(alice()), vault));
		}
		result = [alice(), bob(), charlie()].map(|who| wealth(asset, &who));
	});
	result
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(64))]

	#[test]
	fn settling_often_or_seldom_comes_to_the_same(
		rate in 1u128..20_000_000_000_000,
		claims in prop::collection::vec(0u32..1_000_000, 0..30),
		changes in prop::collection::vec((0u32..1_000_000, 0u8..4), 0..6),
		in_vault: bool,
	) {
		let rate = Rate(rate);
		let seldom = life(&TOKEN, rate, MAX_INTERVAL, &[], &changes, in_vault);
		let often = life(&TOKEN, rate, MIN_INTERVAL, &claims, &changes, in_vault);
		prop_assert_eq!(seldom, often);
	}
}

/// Anything else in the pallet's storage is found by its invariant's number.
fn finds(number: &str, spoil: impl FnOnce(StreamId, VaultId)) {
	ExtBuilder.build().execute_with(|| {
		let id = open(&TOKEN, 600, Plan { max_total: Some(500), ..plan(per_second(1)) });
		let vault = open_vault(&TOKEN, 600);
		from_vault(&TOKEN, bob(), per_second(1));
		set_time(START + 5_500);
		Streaming::do_try_state().unwrap();
		spoil(id, vault);
		let error: &'static str = Streaming::do_try_state().unwrap_err().into();
		assert!(error.starts_with(number), "{error}");
	});
}

#[test]
fn what_is_wrong_is_found() {
	use crate::{Credits, NextStreamId, StreamsOf, VaultIds, Vaults};
	finds("C1", |_, _| Credits::<Test>::insert(bob(), TOKEN, 1));
	finds("C2", |_, _| {
		let pot = Streaming::pot_account(TOKEN);
		let all = frame_support::traits::tokens::Preservation::Preserve;
		Money::transfer(TOKEN, &pot, &bob(), 1, all).unwrap();
	});
	finds("S1", |id, _| StreamsOf::<Test>::remove(bob(), id));
	finds("S1", |id, _| StreamsOf::<Test>::insert(charlie(), id, ()));
	finds("S1", |_, _| VaultIds::<Test>::remove(alice(), TOKEN));
	let stream = |id, change: fn(&mut crate::StreamOf<Test>)| {
		Streams::<Test>::mutate(id, |record| change(&mut record.as_mut().unwrap().stream));
	};
	finds("S2", |id, _| stream(id, |stream| stream.accrued.units = 601));
	finds("S2", |id, _| stream(id, |stream| stream.paid = 501));
	finds("S5", |id, _| stream(id, |stream| stream.payee = alice()));
	finds("S5", |_, _| NextStreamId::<Test>::put(StreamId(0)));
	finds("S6", |id, _| stream(id, |stream| stream.due_ms = None));
	finds("S6", |id, _| stream(id, |stream| stream.due_ms = Some(1)));
	let vault = |id, change: fn(&mut crate::VaultOf<Test>)| {
		Vaults::<Test>::mutate(id, |record| change(&mut record.as_mut().unwrap().vault));
	};
	finds("S3", |_, id| vault(id, |vault| vault.rate.0 += 1));
	finds("S3", |_, id| vault(id, |vault| vault.streams += 1));
	finds("S3", |_, id| Vaults::<Test>::remove(id));
	finds("S4", |_, id| vault(id, |vault| vault.funds.parts += 1));
	finds("S6", |_, id| vault(id, |vault| vault.due_ms = None));
}
