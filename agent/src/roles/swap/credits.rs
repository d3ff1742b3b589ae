//! Payouts that an asset has refused, as of an account that it has blocked: the chain keeps them for
//! their owner. Those of this agent are claimed, again and again until it has them.

use crate::{
	core::{
		backoff::after_failures,
		jobs::{put, Job},
		keys::Account,
		sender::{last_try, want, Intent, Last, State as Try},
		store::Tx,
	},
	error::Result,
	roles::swap::{
		terms::Asset,
		told::{Deed, Told},
		Swapper, NAME,
	},
};
use serde::{Deserialize, Serialize};
use tracing::{info, warn};

/// What the names of its jobs begin with.
pub(super) const JOBS: &str = "swap/credit/";
/// When it is tried again, and the longest that it waits between two tries.
const AGAIN_MS: u64 = 60_000;
const LONGEST_MS: u64 = 86_400_000;

/// What waits, and how often it was claimed before.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Credit {
	chain: String,
	#[serde(with = "hex")]
	owner: Account,
	asset: Asset,
	tries: u32,
}

impl Credit {
	fn name(&self) -> String {
		let asset = match self.asset {
			Asset::Native => "native".to_owned(),
			Asset::WithId(id) => id.to_string(),
		};
		format!("{}/{}/{asset}", self.chain, hex::encode(self.owner))
	}

	async fn put(&self, tx: &mut Tx, due_ms: u64) -> Result<()> {
		let key = format!("{JOBS}{}/{:06}", self.name(), self.tries);
		put(tx, NAME, &key, &serde_json::to_string(self)?, due_ms).await
	}
}

impl Swapper {
	/// Takes in what a final block tells of such payouts.
	pub(super) async fn note_credit(&self, tx: &mut Tx, chain: &str, told: &Told) -> Result<()> {
		match told {
			Told::Credited { owner, asset } => self.has_credit(tx, chain, owner, *asset).await,
			Told::CreditClaimed { owner, asset } => {
				let credit = self.credit(chain, owner, *asset);
				sqlx::query("DELETE FROM swap_credits WHERE name = $1")
					.bind(credit.name())
					.execute(&mut **tx)
					.await?;
				Ok(())
			},
			_ => Ok(()),
		}
	}

	fn credit(&self, chain: &str, owner: &Account, asset: Asset) -> Credit {
		Credit { chain: chain.to_owned(), owner: *owner, asset, tries: 0 }
	}

	/// Something waits for that account. Only what is this agent's counts.
	pub(super) async fn has_credit(
		&self,
		tx: &mut Tx,
		chain: &str,
		owner: &Account,
		asset: Asset,
	) -> Result<()> {
		if !self.accounts().contains(owner) {
			return Ok(());
		}
		let credit = self.credit(chain, owner, asset);
		let insert = "INSERT INTO swap_credits (name, tries) VALUES ($1, 0) ON CONFLICT DO NOTHING";
		let inserted = sqlx::query(insert).bind(credit.name()).execute(&mut **tx).await?;
		if inserted.rows_affected() == 0 {
			return Ok(()); // it is claimed already, with all that there is
		}
		warn!(chain, account = hex::encode(owner), ?asset, "a payout was refused, and is claimed");
		credit.put(tx, self.core.clock.now_ms()).await
	}

	/// The job: claims what waits, if it still does, and looks again later.
	pub(super) async fn claim_credit(&self, tx: &mut Tx, job: &Job) -> Result<()> {
		let credit: Credit = serde_json::from_str(&job.payload)?;
		let (name, next) = (credit.name(), credit.tries.saturating_add(1));
		// Whoever claims counts: a job that was left over from an earlier one ends here.
		let update = "UPDATE swap_credits SET tries = $1 WHERE name = $2 AND tries = $3";
		let updated = sqlx::query(update)
			.bind(i64::from(next))
			.bind(&name)
			.bind(i64::from(credit.tries))
			.execute(&mut **tx)
			.await?;
		if updated.rows_affected() == 0 {
			info!(credit = name, "a payout has come in");
			return Ok(());
		}
		let step = format!("credit/{name}");
		let (tries, last) = last_try(tx, &step).await?;
		let is_under_way =
			matches!(last, Some(Last { state: Try::Wanted | Try::Signed, is_wanted: true, .. }));
		let now_ms = self.core.clock.now_ms();
		if !is_under_way {
			let deed = Deed::Credit { asset: credit.asset, to: credit.owner };
			let (number, call) = (tries.saturating_add(1), serde_json::to_string(&deed)?);
			let intent = Intent::plain(step, number, &credit.chain, credit.owner, NAME, call);
			want(tx, &intent, now_ms).await?;
		}
		let wait_ms = after_failures(next, AGAIN_MS, LONGEST_MS);
		Credit { tries: next, ..credit }.put(tx, now_ms.saturating_add(wait_ms)).await
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::{
		core::{jobs::do_one, role::Role},
		roles::swap::testing::{Party, TestChain},
	};
	use std::sync::Arc;

	#[tokio::test]
	async fn what_waits_is_claimed_until_it_is_there_and_nothing_of_others() {
		let chains = TestChain::some(2);
		let party = Party::new("//Alice", &chains).await;
		let (store, chain) = (&party.swapper.core.store, chains[0].name());
		let (owner, asset) = (party.key.account(), Asset::WithId(7));
		let tell = async |told: Told| {
			let mut tx = store.begin().await.unwrap();
			party.swapper.note_credit(&mut tx, &chain, &told).await.unwrap();
			tx.commit().await.unwrap();
		};
		let roles: [Arc<dyn Role>; 1] = [party.swapper.clone()];
		let since_ms = party.swapper.core.clock.now_ms();
		let works = async |after_ms: u64| do_one(store, &roles, since_ms + after_ms).await.unwrap();
		let tries = async || {
			let mut tx = store.begin().await.unwrap();
			let step = format!("credit/{chain}/{}/7", hex::encode(owner));
			last_try(&mut tx, &step).await.unwrap().0
		};
		tell(Told::Credited { owner: [9; 32], asset }).await;
		assert!(!works(1_000_000).await);
		tell(Told::Credited { owner, asset }).await;
		tell(Told::Credited { owner, asset }).await;
		assert!(works(10_000).await);
		assert_eq!(tries().await, 1);
		// It is under way; then it has failed.
		assert!(!works(30_000).await && works(100_000).await);
		assert_eq!(tries().await, 1);
		let failed = "UPDATE intents SET state = 'dropped'";
		sqlx::query(failed).execute(store.pool()).await.unwrap();
		assert!(works(300_000).await);
		assert_eq!(tries().await, 2);
		tell(Told::CreditClaimed { owner, asset }).await;
		// What was left over ends, also beside what waits now.
		sqlx::query(failed).execute(store.pool()).await.unwrap();
		tell(Told::Credited { owner, asset }).await;
		assert!(works(10_000).await);
		assert_eq!(tries().await, 3);
		tell(Told::CreditClaimed { owner, asset }).await;
		assert!(works(86_400_000).await && works(86_400_000).await);
		assert!(!works(86_400_000).await);
		assert_eq!(tries().await, 3);
	}
}
