use super::*;
use crate::{
	core::{chain::Head, store::testing::on_both},
	roles::swap::{
		terms::{Asset, Bond, ChainId, Leg},
		MIGRATIONS,
	},
};

const SECRET: [u8; 32] = [5; 32];

/// A swap of two chains: 1 pays the first leg on chain `b`, 2 the second on chain `a`.
fn swap(base_ms: u64) -> Swap {
	let leg = |index: u8, owner: u8, receiver: u8| Leg {
		chain: ChainId { index, genesis: [index; 32] },
		owner: [owner; 32],
		receiver: [receiver; 32],
		asset: Asset::Native,
		amount: 100,
		into: None,
		bond: Some(Bond { asset: Asset::Native, amount: 1 }),
	};
	let terms = Terms {
		payment_hash: payment_hash(&SECRET),
		base_ms,
		gap_ms: 75_000,
		step_ms: 60_000,
		reveal_ms: 60_000,
		extension_ms: 0,
		legs: vec![leg(2, 1, 2), leg(1, 2, 1)],
	};
	Swap::new(&terms, Party { place: 0, of: 2 }, "http://127.0.0.1:1", 7)
}

async fn begun(store: &Store) -> Swap {
	let swap = swap(1_240_000);
	let mut tx = store.begin().await.unwrap();
	assert!(insert(&mut tx, &swap, &["b".into(), "a".into()]).await.unwrap());
	tx.commit().await.unwrap();
	swap
}

async fn tell(store: &Store, chain: &str, number: u64, told: Told) {
	let head = Head { number, hash: [number as u8; 32] };
	let block = Block { head, parent: [0; 32], time_ms: number * 6_000, events: vec![] };
	let mut tx = store.begin().await.unwrap();
	take_in(&mut tx, chain, &block, 0, &told).await.unwrap();
	tx.commit().await.unwrap();
}

async fn rows(store: &Store, id: &str) -> Vec<(LegSeen, BondSeen)> {
	let mut tx = store.begin().await.unwrap();
	legs(&mut tx, id).await.unwrap().iter().map(|row| (row.leg, row.bond)).collect()
}

#[tokio::test]
async fn a_swap_is_read_back_and_its_hash_used_once() {
	on_both(MIGRATIONS, |store| async move {
		let first = begun(&store).await;
		let mut tx = store.begin().await.unwrap();
		assert_eq!(load(&mut tx, &first.id).await.unwrap(), Some(first.clone()));
		assert!(!insert(&mut tx, &first, &[]).await.unwrap());
		// Other terms under the same hash: whoever claims the one opens the other.
		assert!(!insert(&mut tx, &swap(1_250_000), &[]).await.unwrap());
		drop(tx);
		assert_eq!(store.open_swaps().await.unwrap(), vec![first.id.clone()]);
		let page = store.swaps((8, ""), true, 10).await.unwrap();
		assert_eq!(page, std::slice::from_ref(&first));
		assert_eq!(store.swaps((7, &first.id), true, 10).await.unwrap(), []);
	})
	.await;
}

#[tokio::test]
async fn a_state_is_written_once_for_each_version() {
	on_both(MIGRATIONS, |store| async move {
		let swap = begun(&store).await;
		let mut tx = store.begin().await.unwrap();
		set_state(&mut tx, &swap, State::Locking, 8).await.unwrap();
		assert!(set_state(&mut tx, &swap, State::Locking, 8).await.is_err());
		let next = load(&mut tx, &swap.id).await.unwrap().unwrap();
		assert_eq!((next.state, next.version, next.changed_ms), (State::Locking, 2, 8));
		set_state(&mut tx, &next, State::Done, 9).await.unwrap();
		tx.commit().await.unwrap();
		assert!(store.open_swaps().await.unwrap().is_empty());
		assert!(store.swaps((u64::MAX, ""), true, 10).await.unwrap().is_empty());
		assert_eq!(store.swaps((u64::MAX, ""), false, 10).await.unwrap().len(), 1);
	})
	.await;
}

#[tokio::test]
async fn what_is_as_agreed_counts_and_nothing_else() {
	on_both(MIGRATIONS, |store| async move {
		let swap = begun(&store).await;
		let (hash, terms) = (swap.terms.payment_hash, swap.terms.hash());
		let absent = (LegSeen::Absent, BondSeen::Absent);
		let locked =
			|owner: u8, terms, position| Told::Locked { owner: [owner; 32], hash, terms, position };
		// Other terms, another position, another chain, another owner.
		tell(&store, "a", 1, locked(2, [0; 32], 2)).await;
		tell(&store, "a", 2, locked(2, terms, 1)).await;
		tell(&store, "b", 3, locked(2, terms, 2)).await;
		tell(&store, "a", 4, locked(9, terms, 2)).await;
		assert_eq!(rows(&store, &swap.id).await, [absent, absent]);
		let bond = Told::BondPosted { poster: [1; 32], hash, terms, position: 2 };
		tell(&store, "a", 5, bond).await;
		tell(&store, "a", 6, locked(2, terms, 2)).await;
		assert_eq!(rows(&store, &swap.id).await[1], (LegSeen::Open, BondSeen::Posted));
		let ended = Told::Claimed { owner: [2; 32], hash, preimage: SECRET };
		tell(&store, "a", 7, ended.clone()).await;
		let posted = Told::BondPosted { poster: [2; 32], hash, terms, position: 1 };
		tell(&store, "b", 7, posted).await;
		tell(&store, "b", 8, Told::BondReturned { poster: [2; 32], hash }).await;
		let seen = rows(&store, &swap.id).await;
		assert_eq!(seen[0], (LegSeen::Absent, BondSeen::Returned));
		assert_eq!(seen[1].0, LegSeen::Ended(How::Claimed));
		// A rescan finds the same.
		tell(&store, "a", 7, ended).await;
		let kinds: Vec<_> = store.swap_history(&swap.id).await.unwrap();
		let kinds: Vec<_> = kinds.iter().map(|it| it.kind.as_str()).collect();
		assert_eq!(kinds, ["bond-posted", "locked", "claimed", "bond-posted", "bond-returned"]);
	})
	.await;
}

#[tokio::test]
async fn what_ends_and_was_not_agreed_on_does_not_count() {
	on_both(MIGRATIONS, |store| async move {
		let swap = begun(&store).await;
		let (hash, terms) = (swap.terms.payment_hash, swap.terms.hash());
		// The other party locks something else under the same name, has it handed back and forgotten, and
		// locks what was agreed on then. Its bond comes back, too, that it had posted for something else.
		for how in ["handed-back", "refunded", "divided"] {
			tell(&store, "a", 1, Told::Ended { owner: [2; 32], hash, how: how.into() }).await;
		}
		tell(&store, "b", 2, Told::BondReturned { poster: [2; 32], hash }).await;
		let absent = (LegSeen::Absent, BondSeen::Absent);
		assert_eq!(rows(&store, &swap.id).await, [absent, absent]);
		assert_eq!(store.swap_history(&swap.id).await.unwrap(), []);
		tell(&store, "a", 3, Told::Locked { owner: [2; 32], hash, terms, position: 2 }).await;
		assert_eq!(rows(&store, &swap.id).await[1].0, LegSeen::Open);
		assert_eq!(store.swap_history(&swap.id).await.unwrap().len(), 1);
	})
	.await;
}

#[tokio::test]
async fn those_come_first_whose_secret_is_public_and_then_those_with_news() {
	on_both(MIGRATIONS, |store| async move {
		let with = |secret: u8, made_ms: u64| {
			let mut swap = swap(1_240_000);
			swap.terms.payment_hash = payment_hash(&[secret; 32]);
			swap.id = id_of(&swap.terms);
			swap.made_ms = made_ms;
			swap
		};
		let all = [with(5, 1), with(6, 2), with(7, 3)];
		let mut tx = store.begin().await.unwrap();
		for swap in &all {
			insert(&mut tx, swap, &["b".into(), "a".into()]).await.unwrap();
		}
		tx.commit().await.unwrap();
		let turns = async || {
			let turns = store.turns().await.unwrap().into_iter();
			let place = |id: &str| all.iter().position(|swap| swap.id == id).unwrap();
			turns.map(|turn| (place(&turn.id), turn.is_dirty)).collect::<Vec<_>>()
		};
		assert_eq!(turns().await, [(0, true), (1, true), (2, true)]);
		let mut tx = store.begin().await.unwrap();
		for swap in &all {
			look_at(&mut tx, &swap.id).await.unwrap();
		}
		tx.commit().await.unwrap();
		assert_eq!(turns().await, [(0, false), (1, false), (2, false)]);
		assert_eq!(store.claims_to_come().await.unwrap(), [("b".into(), 3)].into());
		let (hash, terms) = (all[1].terms.payment_hash, all[1].terms.hash());
		tell(&store, "a", 3, Told::Locked { owner: [2; 32], hash, terms, position: 2 }).await;
		tell(&store, "b", 4, Told::Revealed { preimage: [7; 32] }).await;
		assert_eq!(turns().await, [(2, true), (1, true), (0, false)]);
	})
	.await;
}

#[tokio::test]
async fn a_secret_is_noted_if_a_swap_waits_for_it() {
	on_both(MIGRATIONS, |store| async move {
		let swap = begun(&store).await;
		tell(&store, "b", 1, Told::Revealed { preimage: [6; 32] }).await;
		let mut tx = store.begin().await.unwrap();
		assert_eq!(preimage(&mut tx, &swap.terms.payment_hash).await.unwrap(), None);
		drop(tx);
		for _ in 0..2 {
			tell(&store, "b", 2, Told::Revealed { preimage: SECRET }).await;
		}
		let mut tx = store.begin().await.unwrap();
		assert_eq!(preimage(&mut tx, &swap.terms.payment_hash).await.unwrap(), Some(SECRET));
		assert_eq!(preimage(&mut tx, &payment_hash(&[6; 32])).await.unwrap(), None);
	})
	.await;
}

#[tokio::test]
async fn signatures_are_kept_once() {
	use crate::roles::swap::signatures::keep;
	on_both(MIGRATIONS, |store| async move {
		let swap = begun(&store).await;
		let mut tx = store.begin().await.unwrap();
		for (account, signature) in [(2, 7), (1, 8), (2, 9)] {
			keep(&mut tx, &swap.id, &[account; 32], &[signature; 64]).await.unwrap();
		}
		tx.commit().await.unwrap();
		let kept = store.signatures(&swap.id).await.unwrap();
		assert_eq!(kept, [([1; 32], [8; 64]), ([2; 32], [7; 64])]);
		assert_eq!(store.signatures("another").await.unwrap(), []);
	})
	.await;
}

#[tokio::test]
async fn pages_leave_nothing_out() {
	on_both(MIGRATIONS, |store| async move {
		// Five of one instant.
		let mut tx = store.begin().await.unwrap();
		for number in 0..5_u8 {
			let mut swap = swap(1_240_000);
			swap.terms.payment_hash = [number; 32];
			swap.id = id_of(&swap.terms);
			assert!(insert(&mut tx, &swap, &["b".into(), "a".into()]).await.unwrap());
		}
		tx.commit().await.unwrap();
		let mut all = Vec::new();
		let mut behind = (u64::MAX, String::new());
		loop {
			let page = store.swaps((behind.0, &behind.1), true, 2).await.unwrap();
			let Some(last) = page.last() else { break };
			behind = (last.made_ms, last.id.clone());
			all.extend(page.into_iter().map(|swap| swap.id));
		}
		let once: std::collections::BTreeSet<_> = all.iter().collect();
		assert_eq!((all.len(), once.len()), (5, 5));
	})
	.await;
}

#[tokio::test]
async fn secrets_are_kept_under_their_hash() {
	on_both(MIGRATIONS, |store| async move {
		let mut tx = store.begin().await.unwrap();
		keep_secret(&mut tx, &[1; 32], vec![2; 72]).await.unwrap();
		assert_eq!(secret(&mut tx, &[1; 32]).await.unwrap(), Some(vec![2; 72]));
		assert_eq!(secret(&mut tx, &[3; 32]).await.unwrap(), None);
		// Never another one for the same hash.
		assert!(keep_secret(&mut tx, &[1; 32], vec![]).await.is_err());
	})
	.await;
}

#[test]
fn names_are_made_of_what_they_name() {
	let swap = swap(1_240_000);
	assert_eq!(swap.id.len(), 28);
	let id = event_id("a", &[1; 32], 0, "locked");
	assert_eq!(id.len(), 44);
	assert_ne!(id, event_id("a", &[1; 32], 1, "locked"));
	assert_ne!(id, event_id("b", &[1; 32], 0, "locked"));
}
