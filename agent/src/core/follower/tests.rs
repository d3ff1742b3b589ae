use super::*;
use crate::core::{
	store::testing::on_both,
	testing::{FakeChain, Recorder},
};

struct Running {
	chain: FakeChain,
	role: Arc<Recorder>,
	link: Link,
	stop: Stop,
	task: tokio::task::JoinHandle<()>,
}

fn follower(store: &Store, chain: &FakeChain, genesis: Option<Hash>) -> (Follower, Arc<Recorder>) {
	let role = Arc::new(Recorder::default());
	let follower = Follower {
		link: Link::new("fake"),
		genesis,
		connector: Arc::new(chain.clone()),
		store: store.clone(),
		roles: vec![role.clone()],
		metrics: Metrics::default(),
		clock: Clock::default(),
		stop: Stop::default(),
	};
	(follower, role)
}

fn start(store: &Store, chain: &FakeChain) -> Running {
	let (follower, role) = follower(store, chain, None);
	let (link, stop) = (follower.link.clone(), follower.stop.clone());
	Running { chain: chain.clone(), role, link, stop, task: tokio::spawn(follower.run()) }
}

impl Running {
	/// Waits until roles know of that final block.
	async fn until(&self, number: u64) {
		let mut changes = self.link.changes();
		let there = changes.wait_for(|it| {
			it.behind == 0 && it.last.is_some_and(|last| last.head.number >= number)
		});
		timeout(Duration::from_secs(20), there).await.expect("it follows").unwrap();
	}

	async fn until_status(&self, is: impl FnMut(&Status) -> bool) -> Status {
		let mut changes = self.link.changes();
		let there = changes.wait_for(is);
		let status =
			timeout(Duration::from_secs(20), there).await.expect("it changes").unwrap().clone();
		status
	}

	async fn end(self) {
		self.stop.stop();
		self.task.await.unwrap();
	}
}

#[tokio::test]
async fn begins_with_what_comes_and_catches_up_after_a_stop() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		chain.grow_final(5);
		let first = start(&store, &chain);
		first.until(5).await;
		chain.grow_final(3);
		first.until(8).await;
		assert_eq!(first.role.last(), ["6", "7", "8"]);
		first.end().await;

		chain.grow_final(40);
		let second = start(&store, &chain);
		second.until(48).await;
		let expected: Vec<_> = (9..=48).map(|number| number.to_string()).collect();
		assert_eq!(second.role.last(), expected);
		second.end().await;
	})
	.await;
}

#[tokio::test]
async fn a_way_that_is_lost_is_found_again_and_no_block_with_it() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		for round in 1..=3 {
			chain.set_off(true);
			let status = running.until_status(|status| status.node.is_none()).await;
			assert!(status.trouble.unwrap().contains("cut off") && running.link.node().is_err());
			chain.grow_final(2);
			chain.set_off(false);
			running.until(2 * round).await;
		}
		assert_eq!(running.role.last(), ["1", "2", "3", "4", "5", "6"]);
		assert_eq!(running.chain.connections(), 4);
		running.end().await;
	})
	.await;
}

#[tokio::test]
async fn a_block_that_a_role_cannot_take_in_comes_again() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		*running.role.fail_at.lock().unwrap() = Some(2);
		chain.grow_final(3);
		running.until(3).await;
		// Those before it, if they were read at once with it, too.
		let mut told = running.role.last();
		told.dedup();
		assert_eq!(told, ["1", "2", "3"]);
		running.end().await;
	})
	.await;
}

#[tokio::test]
async fn blocks_whose_state_is_gone_are_surveyed_at_the_last_one() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let first = start(&store, &chain);
		chain.grow_final(3);
		first.until(3).await;
		first.end().await;
		chain.grow_final(500);
		chain.prune(300); // also that at which it was
		let second = start(&store, &chain);
		second.until(503).await;
		chain.grow_final(2);
		second.until(505).await;
		assert_eq!(second.role.last(), ["survey at 503", "504", "505"]);
		second.end().await;
	})
	.await;
}

#[tokio::test]
async fn a_node_that_cannot_be_asked_for_anything_is_not_surveyed() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		chain.prune(u64::MAX);
		chain.grow_final(4);
		running.until_status(|status| status.node.is_none()).await;
		tokio::time::sleep(Duration::from_secs(4)).await;
		assert_eq!(store.cursor("fake").await.unwrap().unwrap().head.number, 0);
		chain.prune(0);
		running.until(4).await;
		assert_eq!(running.role.last(), ["1", "2", "3", "4"]);
		running.end().await;
	})
	.await;
}

/// Prints how fast final blocks are taken in: `cargo test -- --ignored --nocapture blocks_a_second`.
#[tokio::test]
#[ignore = "a figure for the book"]
async fn blocks_a_second() {
	on_both(&[], |store| async move {
		const BLOCKS: u64 = 10_000;
		let chain = FakeChain::new(0);
		let first = start(&store, &chain);
		first.until(0).await;
		first.end().await;
		chain.grow_final(BLOCKS);
		let since = std::time::Instant::now();
		let second = start(&store, &chain);
		second.until(BLOCKS).await;
		let rate = BLOCKS as u128 * 1_000 / since.elapsed().as_millis().max(1);
		println!("{BLOCKS} final blocks: {rate} a second");
		assert!(rate >= 200);
		second.end().await;
	})
	.await;
}

#[tokio::test]
async fn blocks_that_are_not_final_are_seen_on_every_branch() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		let genesis = Head { number: 0, hash: chain.genesis() };
		let one = chain.make(genesis, 1, vec!["a".into()], 0);
		running.until_status(|it| it.best.is_some_and(|best| best.head == one)).await;
		let other = chain.make(genesis, 1, vec!["b".into()], 1);
		let two = chain.make(other, 2, vec!["c".into()], 1);
		running.until_status(|it| it.best.is_some_and(|best| best.head == two)).await;
		assert!(running.role.last().is_empty());
		let seen = running.role.seen();
		assert_eq!(seen.iter().filter(|it| *it == "1a").count(), 1, "{seen:?}");
		assert!(seen.contains(&"1b".into()) && seen.contains(&"2c".into()), "{seen:?}");
		chain.finalise(two);
		running.until(2).await;
		assert_eq!(running.role.last(), ["1b", "2c"]);
		running.end().await;
	})
	.await;
}

#[tokio::test]
async fn blocks_that_were_seen_are_not_asked_for_again() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		let head = chain.grow("a");
		running.until_status(|it| it.best.is_some_and(|best| best.head == head)).await;
		chain.prune(u64::MAX);
		chain.finalise(head);
		running.until(1).await;
		assert_eq!(running.role.last(), ["1a"]);
		running.end().await;
	})
	.await;
}

#[tokio::test]
async fn others_are_woken_once_by_what_is_new_and_not_by_what_is_not() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let (follower, _) = follower(&store, &chain, None);
		let mut session = None;
		let mut changes = follower.link.changes();
		follower.tick(&mut session).await;
		for grown in [0, 3, 0] {
			changes.mark_unchanged();
			chain.grow_final(grown);
			let mut woken = 0;
			{
				let mut tick = std::pin::pin!(follower.tick(&mut session));
				loop {
					tokio::select! {
						biased;
						_ = changes.changed() => woken += 1,
						() = &mut tick => break,
					}
				}
			}
			woken += u32::from(changes.has_changed().unwrap());
			assert_eq!(woken, u32::from(grown > 0));
		}
	})
	.await;
}

#[tokio::test]
async fn a_chain_whose_final_blocks_change_is_left_alone() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		chain.grow_final(2);
		running.until(2).await;
		let genesis = Head { number: 0, hash: chain.genesis() };
		let mut head = genesis;
		for number in 1..=3 {
			head = chain.make(head, number, vec![], 7);
		}
		chain.finalise(head);
		let status = running.until_status(|status| status.halted).await;
		assert!(status.trouble.unwrap().contains("is another one now"));
		assert_eq!(running.role.last(), ["1", "2"]);
		running.task.await.unwrap();
		// And so it is at the next start.
		let again = start(&store, &chain);
		again.until_status(|status| status.halted).await;
		again.task.await.unwrap();
	})
	.await;
}

#[tokio::test]
async fn another_chain_is_refused() {
	on_both(&[], |store| async move {
		let chain = FakeChain::new(0);
		let running = start(&store, &chain);
		running.until(0).await;
		running.end().await;
		let other = start(&store, &FakeChain::new(1));
		let status = other.until_status(|status| status.halted).await;
		assert!(status.trouble.unwrap().contains("another chain"));
		other.task.await.unwrap();
	})
	.await;
}

#[tokio::test]
async fn a_chain_that_is_not_the_one_named_is_refused() {
	on_both(&[], |store| async move {
		let (follower, _) = follower(&store, &FakeChain::new(0), Some([7; 32]));
		let link = follower.link.clone();
		follower.run().await;
		assert!(link.status().halted);
		assert_eq!(store.cursor("fake").await.unwrap(), None);
	})
	.await;
}

#[tokio::test]
async fn freshness_is_the_machine_s_clock_against_the_best_block() {
	let mark = |time_ms| Some(Mark { time_ms, ..Mark::default() });
	let node = Some(Arc::new(FakeChain::new(0)) as Arc<dyn Node>);
	let status = Status { node, best: mark(100_000), ..Status::default() };
	assert!(status.is_fresh(130_000, 30_000) && status.is_fresh(70_000, 30_000));
	assert!(!status.is_fresh(130_001, 30_000) && !status.is_fresh(69_999, 30_000));
	assert!(!Status { behind: 1, ..status.clone() }.is_fresh(100_000, 30_000));
	assert!(!Status { halted: true, ..status.clone() }.is_fresh(100_000, 30_000));
	assert!(!Status { node: None, ..status }.is_fresh(100_000, 30_000));
}
