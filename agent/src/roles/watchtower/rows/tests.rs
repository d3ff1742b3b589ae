use super::*;
use crate::{core::store::testing::on_both, roles::watchtower::MIGRATIONS};

fn name(channel: u64) -> Name {
	Name { chain: "c".into(), channel, side: Side::Opener }
}

fn kept(version: u64, hire: u64) -> Kept {
	let byte = u8::try_from(version).unwrap();
	Kept {
		version,
		record: vec![byte; 512],
		backup: vec![byte; 512],
		receipt: vec![byte; 8],
		receipt_hire: hire,
	}
}

fn facts() -> Facts {
	Facts {
		tower: 1,
		hire: 7,
		from_ms: 5,
		is_paid: true,
		parties: Pair { opener: [1; 32], counterparty: [2; 32] },
		committed: Pair { opener: 3, counterparty: u128::MAX },
		base_version: 2,
		version: 0,
	}
}

#[tokio::test]
async fn versions_only_rise_in_one_row() {
	on_both(MIGRATIONS, |store| async move {
		let mut tx = store.begin().await.unwrap();
		hire(&mut tx, &name(4), 1, 7).await.unwrap();
		set_facts(&mut tx, &name(4), &facts()).await.unwrap();
		// The version, the hire, and whether it is kept.
		for (version, number, is_kept) in
			[(3, 7, true), (3, 7, false), (2, 7, false), (9, 6, false), (9, 7, true)]
		{
			let done = keep(&mut tx, &name(4), &kept(version, number)).await.unwrap();
			assert_eq!(done, is_kept, "{version} {number}");
		}
		// Another hire needs a receipt of its own, for what there is or newer.
		hire(&mut tx, &name(4), 1, 8).await.unwrap();
		for (version, is_kept) in [(8, false), (9, true), (9, false), (10, true)] {
			assert_eq!(keep(&mut tx, &name(4), &kept(version, 8)).await.unwrap(), is_kept);
		}
		assert!(!keep(&mut tx, &name(5), &kept(1, 8)).await.unwrap());
		tx.commit().await.unwrap();
		let count: i64 = sqlx::query_scalar("SELECT count(*) FROM tower_watches")
			.fetch_one(store.pool())
			.await
			.unwrap();
		assert_eq!(count, 1);
		let mut tx = store.begin().await.unwrap();
		assert_eq!(super::kept(&mut tx, &name(4)).await.unwrap(), Some(kept(10, 8)));
		end_hire(&mut tx, &name(4), 1, false).await.unwrap();
		assert!(!keep(&mut tx, &name(4), &kept(11, 8)).await.unwrap());
		end_hire(&mut tx, &name(4), 1, true).await.unwrap();
		assert_eq!(super::kept(&mut tx, &name(4)).await.unwrap(), None);
	})
	.await;
}

#[tokio::test]
async fn what_is_known_comes_out_as_it_went_in() {
	on_both(MIGRATIONS, |store| async move {
		let mut tx = store.begin().await.unwrap();
		add_tower(&mut tx, "c", None, 1, 40).await.unwrap();
		add_tower(&mut tx, "c", Some(7), 2, 50).await.unwrap();
		set_tower(&mut tx, "c", 1, Of::BeatNumber, 9).await.unwrap();
		assert!(is_own(&mut tx, "c", 2).await.unwrap() && !is_own(&mut tx, "d", 2).await.unwrap());
		assert_eq!(asset_of(&mut tx, "c", 2).await.unwrap(), Some(7));
		hire(&mut tx, &name(4), 1, 7).await.unwrap();
		tx.commit().await.unwrap();
		let towers = store.towers().await.unwrap();
		assert_eq!((towers[0].asset, towers[0].beat_number, towers[1].asset), (None, 9, Some(7)));
		assert_eq!(store.dirty_watches().await.unwrap(), [(name(4), 1)]);
		assert_eq!(store.watch(&name(4)).await.unwrap(), None);
		let mut tx = store.begin().await.unwrap();
		set_facts(&mut tx, &name(4), &facts()).await.unwrap();
		set_demand(&mut tx, &name(4), Some((&[3; 32], 9, 77))).await.unwrap();
		tx.commit().await.unwrap();
		assert_eq!(store.watches().await.unwrap(), [(name(4), facts())]);
		assert!(store.dirty_watches().await.unwrap().is_empty());
		let demand = Demand { name: name(4), tower: 1, version: 9, backup: [3; 32] };
		assert_eq!(store.demands().await.unwrap(), [demand]);
		let mut tx = store.begin().await.unwrap();
		set_demand(&mut tx, &name(4), None).await.unwrap();
		assert!(soil(&mut tx, "c", 4).await.unwrap() && !soil(&mut tx, "c", 5).await.unwrap());
		tx.commit().await.unwrap();
		assert!(store.demands().await.unwrap().is_empty());
	})
	.await;
}
