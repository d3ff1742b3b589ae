use super::*;
use crate::core::{
	chain::Head,
	store::testing::{on_both, small},
	testing::{key, FakeChain, FakeTx, Recorder},
};

/// The hash of the last final block.
const FINAL: [u8; 32] = [0; 32];

struct Kit {
	sender: Sender,
	chain: FakeChain,
	account: Account,
	number: u64,
}

fn kit(store: &Store) -> Kit {
	let key = key("//Alice");
	let account = key.account();
	let sender = Sender {
		link: Link::new("fake"),
		store: store.clone(),
		roles: vec![Arc::new(Recorder::default())],
		keys: [(account, key)].into(),
		metrics: Metrics::default(),
		bell: Bell::default(),
		stop: Stop::default(),
	};
	Kit { sender, chain: FakeChain::new(0), account, number: 100 }
}

impl Kit {
	async fn want(&self, key: &str, urgent: bool) {
		self.want_by(key, urgent, NO_LIMIT).await;
	}

	async fn want_by(&self, key: &str, urgent: bool, sign_by_ms: u64) {
		self.put(&Intent { urgent, sign_by_ms, ..self.intent(key) }).await;
	}

	fn intent(&self, key: &str) -> Intent {
		let call = key.replace(':', "_");
		let plain = Intent::plain(step(key).into(), 1, "fake", self.account, "recorder", call);
		Intent { key: key.into(), first_tip: 100, most_tip: 1_600, ..plain }
	}

	async fn put(&self, intent: &Intent) {
		let mut tx = self.sender.store.begin().await.unwrap();
		want(&mut tx, intent, 0).await.unwrap();
		tx.commit().await.unwrap();
	}

	async fn put_off(&self, key: &str) {
		let mut tx = self.sender.store.begin().await.unwrap();
		put_off(&mut tx, key).await.unwrap();
		tx.commit().await.unwrap();
	}

	async fn state(&self, step: &str) -> (u64, Option<State>) {
		let mut tx = self.sender.store.begin().await.unwrap();
		let (count, last) = last_try(&mut tx, step).await.unwrap();
		(count, last.map(|last| last.state))
	}

	async fn was_sent(&self, step: &str) -> bool {
		let mut tx = self.sender.store.begin().await.unwrap();
		was_sent(&mut tx, step).await.unwrap()
	}

	fn status(&self) -> Status {
		let mark = |hash| {
			let head = Head { number: self.number, hash };
			Some(Mark { head, time_ms: self.number * 1_000 })
		};
		let node: Arc<dyn Node> = Arc::new(self.chain.clone());
		let (last, best) = (mark(FINAL), mark([1; 32]));
		Status { node: Some(node), last, best, ..Status::default() }
	}

	/// A round after so many blocks, all of them final. What was sent, by nonce, tip and call.
	async fn round(&mut self, blocks: u64) -> Vec<(u64, u128, String)> {
		let (sent, ended) = self.try_round(blocks).await;
		ended.unwrap();
		sent
	}

	async fn try_round(&mut self, blocks: u64) -> (Vec<(u64, u128, String)>, Result<()>) {
		self.number += blocks;
		let ended = self.sender.round(&self.status()).await;
		let sent = self.chain.sent().into_iter();
		let sent = sent.map(|FakeTx { nonce, tip, call, .. }| (nonce, tip, call)).collect();
		(sent, ended)
	}
}

/// What stands before the last colon.
fn step(key: &str) -> &str {
	key.rsplit_once(':').map_or(key, |(step, _)| step)
}

fn tx(nonce: u64, tip: u128, call: &str) -> (u64, u128, String) {
	(nonce, tip, call.to_owned())
}

#[tokio::test]
async fn what_is_wanted_is_sent_until_its_nonce_is_final() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.chain.set_nonce(kit.account, 5);
		kit.want("a", false).await;
		kit.want("a", false).await;
		kit.want("b", true).await;
		assert_eq!(kit.round(0).await, [tx(5, 0, "b"), tx(6, 0, "a")]);
		assert_eq!(kit.state("a").await, (1, Some(State::Signed)));
		// The same bytes again: who has them already does not mind.
		assert_eq!(kit.round(1).await, [tx(5, 0, "b"), tx(6, 0, "a")]);
		kit.chain.set_nonce(kit.account, 6);
		assert_eq!(kit.round(1).await, [tx(6, 0, "a")]);
		assert_eq!(kit.state("b").await, (1, Some(State::Used(102))));
		kit.chain.set_nonce(kit.account, 7);
		assert_eq!(kit.round(1).await, []);
		assert_eq!(kit.state("a").await, (1, Some(State::Used(103))));
	})
	.await;
}

#[tokio::test]
async fn who_waits_bids_more_with_the_same_nonce() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("claim", true).await;
		kit.want("lock", false).await;
		kit.round(0).await;
		assert_eq!(kit.round(2).await, [tx(0, 100, "claim"), tx(1, 0, "lock")]);
		assert_eq!(kit.round(1).await, [tx(0, 100, "claim"), tx(1, 0, "lock")]);
		assert_eq!(kit.round(1).await, [tx(0, 150, "claim"), tx(1, 0, "lock")]);
		assert_eq!(kit.round(4).await, [tx(0, 225, "claim"), tx(1, 100, "lock")]);
		for _ in 0..10 {
			kit.round(2).await;
		}
		assert_eq!(kit.round(2).await[0], tx(0, 1_600, "claim"));
	})
	.await;
}

#[tokio::test]
async fn what_is_over_is_signed_anew() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a", false).await;
		kit.round(0).await;
		kit.number += 63;
		kit.round(0).await;
		let key = kit.sender.keys[&kit.account].clone();
		let flying = store.in_flight("fake", &key.account()).await.unwrap();
		// Its bid rose, and so it was signed anew already.
		assert_eq!(flying[0].era_end, 163 + 64);
		assert_eq!(kit.round(64).await.len(), 1);
		let flying = store.in_flight("fake", &key.account()).await.unwrap();
		assert_eq!((flying[0].era_end, flying[0].nonce), (227 + 64, 0));
	})
	.await;
}

#[tokio::test]
async fn what_is_refused_is_signed_anew_in_the_next_round() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a", false).await;
		kit.chain.set_refusal(Some("1010: Invalid Transaction"));
		assert_eq!(kit.round(0).await, []);
		kit.chain.set_refusal(None);
		assert_eq!(kit.round(1).await, [tx(0, 0, "a")]);
		let flying = store.in_flight("fake", &kit.account).await.unwrap();
		assert_eq!(flying[0].era_end, 101 + 64);
	})
	.await;
}

#[tokio::test]
async fn a_process_that_is_killed_sends_the_same_again() {
	on_both(&[], |store| async move {
		let mut first = kit(&store);
		first.want("a", false).await;
		first.chain.set_off(true);
		assert!(first.sender.round(&first.status()).await.is_err());
		first.chain.set_off(false);
		let sent = first.round(0).await;
		let mut second = kit(&store);
		assert_eq!(second.round(1).await, sent);
	})
	.await;
}

#[tokio::test]
async fn what_is_not_wanted_any_more_leaves_no_gap() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		for key in ["swap:1", "swap:2", "other:1"] {
			kit.want(key, false).await;
		}
		assert_eq!(kit.round(0).await.len(), 3);
		kit.want("swap:3", false).await;
		kit.put_off("swap").await;
		assert_eq!(kit.state("swap").await, (3, Some(State::Dropped)));
		// Nothing of it is sent again. What waits behind it does not wait for it.
		let sent = kit.round(1).await;
		assert_eq!(sent, [tx(0, 0, "other_1")]);
	})
	.await;
}

#[tokio::test]
async fn what_nothing_waits_behind_is_dropped_and_its_nonce_is_the_next_one_s() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("swap:1", false).await;
		kit.want("swap:2", false).await;
		assert_eq!(kit.round(0).await.len(), 2);
		kit.put_off("swap").await;
		assert_eq!(kit.round(1).await, []);
		assert_eq!(kit.state("swap").await.1, Some(State::Signed));
		// Once it cannot come about any more, in the round in which something else is wanted.
		kit.want("other:1", false).await;
		kit.want("other:2", true).await;
		assert_eq!(kit.round(70).await, [tx(0, 0, "other_2"), tx(1, 0, "other_1")]);
		assert_eq!(kit.state("swap").await.1, Some(State::Dropped));
	})
	.await;
}

#[tokio::test]
async fn a_nonce_that_nobody_has_is_filled() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		// Another program's transaction with this key had nonce 0, and is gone with its block.
		kit.chain.set_nonce(kit.account, 1);
		kit.want("a", false).await;
		assert_eq!(kit.round(0).await, [tx(1, 0, "a")]);
		kit.chain.set_nonce(kit.account, 0);
		assert_eq!(kit.round(1).await, [tx(1, 0, "a"), tx(0, 0, "remark")]);
		// What is wanted then takes it.
		kit.chain.set_nonce(kit.account, 3);
		assert_eq!(kit.round(1).await, []);
		kit.want("b", false).await;
		kit.want("c", false).await;
		assert_eq!(kit.round(0).await.len(), 2);
		kit.chain.set_nonce(kit.account, 2);
		kit.want("d", false).await;
		assert!(kit.round(1).await.contains(&tx(2, 0, "d")));
	})
	.await;
}

#[tokio::test]
async fn the_last_claim_takes_the_place_of_one_that_a_stranger_has_made() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		for key in ["a:1", "b:1", "c:1"] {
			kit.want(key, true).await;
		}
		assert_eq!(kit.round(0).await, [tx(0, 0, "a_1"), tx(1, 0, "b_1"), tx(2, 0, "c_1")]);
		kit.put_off("a").await;
		assert_eq!(kit.round(1).await, [tx(0, 0, "c_1"), tx(1, 0, "b_1")]);
		assert_eq!(kit.state("a").await.1, Some(State::Dropped));
		kit.want("d:1", true).await;
		assert!(kit.round(0).await.contains(&tx(2, 0, "d_1")));
	})
	.await;
}

#[tokio::test]
async fn those_without_a_nonce_take_the_places_of_what_is_not_wanted_any_more() {
	let (store, _folder) = small(&[]).await;
	let mut kit = kit(&store);
	for number in 0..2 * IN_FLIGHT {
		kit.want(&format!("a{number:03}:1"), true).await;
	}
	assert_eq!(kit.round(0).await.len(), IN_FLIGHT);
	for number in 0..IN_FLIGHT {
		kit.put_off(&format!("a{number:03}")).await;
	}
	let sent = kit.round(1).await;
	assert_eq!((sent.len(), &sent[0]), (IN_FLIGHT, &tx(0, 0, "a064_1")));
	assert_eq!(kit.state("a000").await.1, Some(State::Dropped));
	// One that cannot be signed keeps no place from the next.
	for number in IN_FLIGHT..2 * IN_FLIGHT {
		kit.put_off(&format!("a{number:03}")).await;
	}
	kit.want("bad:1", true).await;
	kit.want("c:1", true).await;
	kit.want("d:1", false).await;
	let (sent, ended) = kit.try_round(1).await;
	assert_eq!(sent, [tx(0, 0, "c_1")]);
	assert!(ended.is_err());
}

#[tokio::test]
async fn a_place_is_taken_for_no_more_than_a_claim_may_bid() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a:1", true).await;
		for _ in 0..20 {
			kit.round(2).await;
		}
		assert_eq!(kit.round(0).await, [tx(0, 1_600, "a_1")]);
		let small = Intent { urgent: true, most_tip: 300, ..kit.intent("b:1") };
		kit.put(&small).await;
		kit.round(0).await;
		kit.put_off("a").await;
		assert_eq!(kit.round(0).await, [tx(0, 300, "b_1")]);
	})
	.await;
}

#[tokio::test]
async fn what_is_put_off_meanwhile_takes_no_place() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a:1", true).await;
		kit.round(0).await;
		kit.want("b:1", true).await;
		kit.put_off("a").await;
		kit.put_off("b").await;
		let (status, key) = (kit.status(), &kit.sender.keys[&kit.account]);
		let (last, best) = (status.last.unwrap(), status.best.unwrap());
		let round = Round { node: &kit.chain, last, best };
		let freed = &store.in_flight("fake", &kit.account).await.unwrap()[0];
		let claim = kit.intent("b:1");
		assert!(!kit.sender.take_place(&round, key, freed, &claim, 0).await.unwrap());
		assert_eq!(kit.state("a").await.1, Some(State::Signed));
	})
	.await;
}

#[tokio::test]
async fn nothing_is_bid_for_nothing() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("claim:1", true).await;
		kit.want("lock:1", false).await;
		kit.round(0).await;
		kit.round(2).await;
		assert_eq!(kit.round(2).await[0], tx(0, 150, "claim_1"));
		kit.put_off("claim").await;
		assert_eq!(kit.round(1).await[0], tx(0, 0, "remark"));
		assert_eq!(kit.round(90).await[0], tx(0, 0, "remark"));
	})
	.await;
}

#[tokio::test]
async fn a_bid_that_cannot_be_paid_comes_down_again() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("claim", true).await;
		for _ in 0..20 {
			kit.round(2).await;
		}
		assert_eq!(kit.round(0).await, [tx(0, 1_600, "claim")]);
		kit.chain.set_refusal(Some("1010: Invalid Transaction Inability to pay some fees"));
		kit.round(1).await;
		kit.chain.set_refusal(None);
		assert_eq!(kit.round(1).await, [tx(0, 0, "claim")]);
		for _ in 0..20 {
			kit.round(2).await;
		}
		assert_eq!(kit.round(0).await, [tx(0, 800, "claim")]);
	})
	.await;
}

#[tokio::test]
async fn one_bad_intent_does_not_stop_the_others() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("bad:1", true).await;
		kit.want("good:1", false).await;
		let (sent, ended) = kit.try_round(0).await;
		assert_eq!(sent, [tx(0, 0, "good_1")]);
		assert!(ended.is_err());
		// An account whose key is gone does not stop the others, either.
		let lost = Intent { account: [0; 32], ..kit.intent("lost:1") };
		kit.put(&lost).await;
		let (sent, ended) = kit.try_round(1).await;
		assert_eq!(sent, [tx(0, 0, "good_1")]);
		assert!(ended.is_err());
	})
	.await;
}

#[tokio::test]
async fn what_cannot_be_signed_anew_gives_its_nonce_up() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a:1", false).await;
		kit.want("b:1", false).await;
		kit.round(0).await;
		let update = "UPDATE intents SET call = 'bad' WHERE key = 'a:1'";
		sqlx::query(update).execute(store.pool()).await.unwrap();
		// What is signed holds for its time.
		let (sent, _) = kit.try_round(10).await;
		assert_eq!(sent[0], tx(0, 0, "a_1"));
		let (sent, _) = kit.try_round(70).await;
		assert_eq!(sent[0], tx(0, 0, "remark"));
	})
	.await;
}

#[tokio::test]
async fn what_is_too_late_does_not_leave_the_process() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want_by("late:1", true, 100_000).await;
		assert_eq!(kit.round(0).await, []);
		assert!(!kit.was_sent("late").await);
		// Signed in time and killed before it was sent: nobody has it.
		kit.want_by("early:1", true, 102_000).await;
		kit.chain.set_off_after_signing(true);
		assert_eq!(kit.round(0).await, []);
		kit.chain.set_off_after_signing(false);
		sqlx::query("UPDATE intents SET sent = 0").execute(store.pool()).await.unwrap();
		assert_eq!(kit.round(2).await, []);
		assert!(!kit.was_sent("early").await);
		// One that has left it is sent for as long as it may come about.
		kit.want_by("out:1", true, 103_000).await;
		kit.round(0).await;
		assert!(kit.was_sent("out").await);
		assert!(kit.round(3).await.iter().any(|it| it.2 == "out_1"));
	})
	.await;
}

#[tokio::test]
async fn what_is_wanted_again_is_sent_again() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a:1", false).await;
		kit.want("b:1", false).await;
		kit.round(0).await;
		kit.put_off("a").await;
		assert_eq!(kit.round(0).await[0], tx(0, 0, "remark"));
		let mut tx_ = store.begin().await.unwrap();
		assert!(want_again(&mut tx_, "a", "a_1", NO_LIMIT).await.unwrap());
		tx_.commit().await.unwrap();
		assert_eq!(kit.round(0).await[0], tx(0, 100, "a_1"));
	})
	.await;
}

#[tokio::test]
async fn so_many_of_an_account_wait_for_a_block_and_no_more() {
	let (store, _folder) = small(&[]).await;
	let mut kit = kit(&store);
	for number in 0..150 {
		kit.want(&format!("a:{number:03}"), false).await;
	}
	assert_eq!(kit.round(0).await.len(), IN_FLIGHT);
	assert_eq!(kit.round(0).await.len(), IN_FLIGHT);
	// What is in a block makes room, final or not.
	kit.chain.set_nonce(kit.account, 3);
	kit.chain.set_nonce_at(FINAL, kit.account, 0);
	let sent = kit.round(0).await;
	assert_eq!((sent.len(), sent[0].0), (IN_FLIGHT, 3));
}

#[tokio::test]
async fn what_is_signed_is_sent_again_while_the_store_cannot_be_written() {
	let (store, _folder) = small(&[]).await;
	let mut kit = kit(&store);
	kit.want("a:1", true).await;
	kit.want("b:1", true).await;
	kit.round(0).await;
	kit.want("c:1", true).await;
	sqlx::query("PRAGMA query_only = 1").execute(store.pool()).await.unwrap();
	kit.chain.set_nonce(kit.account, 1);
	let (sent, ended) = kit.try_round(1).await;
	assert_eq!(sent, [tx(1, 0, "b_1")]);
	assert_eq!(ended.unwrap_err().kind, Kind::Store);
	let (sent, _) = kit.try_round(10).await; // it would bid more, and cannot write that
	assert_eq!(sent, [tx(1, 0, "b_1")]);
	sqlx::query("PRAGMA query_only = 0").execute(store.pool()).await.unwrap();
	assert_eq!(kit.round(0).await, [tx(1, 100, "b_1"), tx(2, 0, "c_1")]);
	assert_eq!(kit.state("a").await.1, Some(State::Used(111)));
}

#[tokio::test]
async fn a_bell_that_is_rung_while_nobody_waits_is_heard() {
	let bell = Bell::default();
	let mut rung = bell.listen();
	bell.ring();
	tokio::time::timeout(Duration::from_secs(10), rung.changed()).await.expect("heard").unwrap();
}

#[tokio::test]
async fn nothing_is_signed_before_all_that_is_final_was_read() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a:1", false).await;
		let behind = Status { behind: 1, ..kit.status() };
		kit.sender.round(&behind).await.unwrap();
		assert_eq!(kit.chain.sent(), []);
		let sent = kit.round(0).await;
		kit.want("b:1", false).await;
		// What has left the process is sent again.
		kit.sender.round(&behind).await.unwrap();
		assert_eq!(kit.chain.sent().len(), sent.len());
		kit.sender.round(&Status { halted: true, behind: 0, ..behind }).await.unwrap();
		assert_eq!(kit.chain.sent(), []);
	})
	.await;
}

#[tokio::test]
async fn a_key_that_is_gone_is_told() {
	on_both(&[], |store| async move {
		let mut kit = kit(&store);
		kit.want("a", false).await;
		kit.sender.keys.clear();
		let mark = Some(Mark::default());
		let node: Arc<dyn Node> = Arc::new(kit.chain.clone());
		let status = Status { node: Some(node), last: mark, best: mark, ..Status::default() };
		assert!(kit.sender.round(&status).await.unwrap_err().advice.contains("put it back"));
	})
	.await;
}

#[test]
fn bids_rise_up_to_the_most() {
	assert_eq!(higher(0, 100, 1_600), 100);
	assert_eq!(higher(100, 100, 1_600), 150);
	assert_eq!(higher(1_500, 100, 1_600), 1_600);
	assert_eq!(higher(1_600, 100, 1_600), 1_600);
	assert_eq!(higher(0, 100, 0), 0);
	assert_eq!(higher(1, 0, 5), 2);
}
