use super::*;
use crate::{
	channels::{
		state::{CoSigned, NetTransfer, State},
		told::Who,
		MIGRATIONS,
	},
	core::{
		chain::Head,
		store::testing::{on_both, small},
	},
};
use codec::Encode;
use proptest::prelude::*;

const ROLE: &str = "watchtower";
const OWN: Account = [1; 32];

fn held(version: u64) -> Held {
	let net = NetTransfer { payer: Side::Opener, amount: 5 };
	let body = State { version, net, htlcs: vec![] };
	let state = CoSigned { body, signatures: Pair::default() }.encode();
	Held { version, state, sure: Pair { opener: 5, counterparty: 15 }, preimages: vec![] }
}

fn block(number: u64) -> Block {
	let head = Head { number, hash: [7; 32] };
	Block { head, parent: [6; 32], time_ms: number * 6_000, events: vec![] }
}

fn closing(version: u64) -> Told {
	Told::Closing { channel: 4, closer: 1, version, settles_ms: 660_000 }
}

fn means(number: u64) -> Means<'static> {
	let (first_tip, most_tip) = (10, 1_600);
	Means { role: ROLE, account: OWN, first_tip, most_tip, number, now_ms: number * 6_000 }
}

/// One who watches, and its store.
struct Watcher(Store);

impl Watcher {
	async fn tell(&self, number: u64, is_final: bool, told: &[Told]) {
		let mut tx = self.0.begin().await.unwrap();
		for told in told {
			note(&mut tx, ROLE, &OWN, ("c", &block(number), is_final), told).await.unwrap();
		}
		if is_final {
			settle_seen(&mut tx, ROLE, "c", number).await.unwrap();
		}
		tx.commit().await.unwrap();
	}

	/// Carries all on, and tells which of these versions is to be presented.
	async fn wanted(&self, number: u64, held: &Held) -> Option<u64> {
		for dispute in self.0.disputes(ROLE).await.unwrap() {
			let mut tx = self.0.begin().await.unwrap();
			dispute.carry_on(&mut tx, Some(held), &means(number)).await.unwrap();
			tx.commit().await.unwrap();
		}
		let mut tx = self.0.begin().await.unwrap();
		let step = format!("{ROLE}/c/4/closing/{:020}", held.version);
		let (_, last) = last_try(&mut tx, &step).await.unwrap();
		let is_wanted = last.is_some_and(|it| it.is_wanted && it.state == Try::Wanted);
		is_wanted.then_some(held.version)
	}
}

#[tokio::test]
async fn an_old_state_is_answered_as_soon_as_it_is_seen() {
	on_both(MIGRATIONS, |store| async move {
		let watcher = Watcher(store);
		watcher.tell(10, false, &[closing(3)]).await;
		assert_eq!(watcher.wanted(10, &held(9)).await, Some(9));
		// A state as new, or newer, is none to be answered.
		watcher.tell(11, true, &[closing(3)]).await;
		assert_eq!(watcher.wanted(11, &held(3)).await, None);
		assert_eq!(watcher.wanted(11, &held(9)).await, Some(9));
		watcher.tell(12, true, &[Told::Challenged { channel: 4, by: Who(OWN), version: 9 }]).await;
		assert_eq!(watcher.wanted(12, &held(9)).await, None);
		// Somebody has shown a newer one still, and so it is answered by that.
		assert_eq!(watcher.wanted(12, &held(10)).await, Some(10));
		watcher.tell(13, true, &[Told::Settled { channel: 4, version: Some(9) }]).await;
		assert_eq!(watcher.wanted(13, &held(10)).await, None);
		watcher.tell(14, true, &[Told::Settled { channel: 4, version: None }]).await;
		assert!(watcher.0.disputes(ROLE).await.unwrap().is_empty());
	})
	.await;
}

#[tokio::test]
async fn what_was_seen_on_a_fork_has_not_happened() {
	on_both(MIGRATIONS, |store| async move {
		let watcher = Watcher(store);
		watcher.tell(10, false, &[closing(3)]).await;
		assert_eq!(watcher.wanted(10, &held(9)).await, Some(9));
		watcher.tell(9, true, &[]).await;
		assert_eq!(watcher.wanted(10, &held(9)).await, Some(9));
		watcher.tell(10, true, &[]).await;
		assert!(watcher.0.disputes(ROLE).await.unwrap().is_empty());
		assert_eq!(watcher.wanted(10, &held(9)).await, None);
		// It is closed on the other branch, a block later.
		watcher.tell(11, true, &[closing(3)]).await;
		assert_eq!(watcher.wanted(11, &held(9)).await, Some(9));
		// Somebody else's answer is seen, and is gone again.
		let answered = Told::Challenged { channel: 4, by: Who([2; 32]), version: 9 };
		watcher.tell(12, false, &[answered]).await;
		assert_eq!(watcher.wanted(12, &held(9)).await, None);
		watcher.tell(12, true, &[]).await;
		assert_eq!(watcher.wanted(13, &held(9)).await, Some(9));
		// One's own is not relied on before it is final.
		let own = Told::Challenged { channel: 4, by: Who(OWN), version: 9 };
		watcher.tell(14, false, &[own]).await;
		assert_eq!(watcher.wanted(14, &held(9)).await, Some(9));
	})
	.await;
}

#[tokio::test]
async fn a_request_is_contested_if_it_is_for_too_much() {
	let (store, _folder) = small(MIGRATIONS).await;
	let watcher = Watcher(store);
	for (kept, is_contested) in [(5, false), (6, true)] {
		let told = Told::Requested { channel: 4, side: 0, kept, version: 1, finishes_ms: 660_000 };
		watcher.tell(10, true, &[told]).await;
		watcher.wanted(10, &held(9)).await;
		let mut tx = watcher.0.begin().await.unwrap();
		let step = format!("{ROLE}/c/4/opener/{:020}", 9);
		let (_, last) = last_try(&mut tx, &step).await.unwrap();
		assert_eq!(last.is_some_and(|it| it.state == Try::Wanted), is_contested, "{kept}");
		tx.rollback().await.unwrap();
		watcher.tell(11, true, &[Told::RequestEnded { channel: 4, side: 0 }]).await;
	}
	assert!(watcher.0.disputes(ROLE).await.unwrap().is_empty());
}

#[tokio::test]
async fn preimages_are_revealed_once_the_state_stands() {
	let (store, _folder) = small(MIGRATIONS).await;
	let watcher = Watcher(store);
	let held = Held { preimages: vec![([8; 32], 100_000)], ..held(9) };
	let is_wanted = async || {
		let mut tx = watcher.0.begin().await.unwrap();
		let step = format!("{ROLE}/c/4/closing/reveal/{}", hex::encode([8; 32]));
		let (_, last) = last_try(&mut tx, &step).await.unwrap();
		last.is_some_and(|it| it.state == Try::Wanted)
	};
	watcher.tell(10, true, &[closing(3)]).await;
	watcher.wanted(10, &held).await;
	assert!(!is_wanted().await);
	watcher.tell(11, true, &[Told::Challenged { channel: 4, by: Who(OWN), version: 9 }]).await;
	watcher.wanted(11, &held).await;
	assert!(is_wanted().await);
	// From its deadline on it says nothing any more.
	watcher.wanted(17, &held).await;
	assert!(!is_wanted().await);
}

fn dispute(since_ms: u64, ends_ms: u64) -> Dispute {
	Dispute {
		chain: "c".into(),
		channel: 4,
		kind: Kind::Closing,
		closer: 0,
		version: 3,
		kept: 0,
		since_ms,
		ends_ms,
		is_final: true,
		is_settled: false,
		seen_version: 3,
		step: String::new(),
		bid: 0,
	}
}

#[test]
fn the_bid_doubles_with_each_half_of_what_is_left() {
	let dispute = dispute(1_000, 11_000);
	for (now_ms, most) in [
		(0, 0),
		(1_000, 0),
		(3_499, 0),
		(3_500, 100),
		(6_000, 200),
		(8_500, 400),
		(9_750, 800),
		(10_375, 1_600),
		(11_000, 1_600),
		(u64::MAX, 1_600),
	] {
		assert_eq!(most_at(dispute.stages(now_ms), 1_600), most, "{now_ms}");
	}
}

proptest! {
	/// Whatever the times are, the bid never falls, and is never above the most.
	#[test]
	fn the_bid_never_falls(since: u64, ends: u64, now: u64, later: u64, most: u128) {
		let dispute = dispute(since, ends);
		let (first, second) = (now.min(later), now.max(later));
		let at = |now_ms| most_at(dispute.stages(now_ms), most);
		prop_assert!(at(first) <= at(second) && at(second) <= most);
	}
}
