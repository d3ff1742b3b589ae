//! What the parties of a swap have signed: the proof that they agreed. No chain asks for it.

use crate::{
	core::{
		keys::Account,
		store::{bytes32, Store, Tx},
	},
	error::{Error, Result},
};
use sqlx::Row;

/// Keeps a signature over the terms of a swap.
pub async fn keep(tx: &mut Tx, swap: &str, account: &Account, signature: &[u8; 64]) -> Result<()> {
	let insert = "INSERT INTO swap_signatures (swap, account, signature) VALUES ($1, $2, $3) \
		ON CONFLICT DO NOTHING";
	sqlx::query(insert)
		.bind(swap)
		.bind(account.to_vec())
		.bind(signature.to_vec())
		.execute(&mut **tx)
		.await?;
	Ok(())
}

impl Store {
	/// The signatures over the terms of a swap that are known, by account.
	pub async fn signatures(&self, swap: &str) -> Result<Vec<(Account, [u8; 64])>> {
		let select =
			"SELECT account, signature FROM swap_signatures WHERE swap = $1 ORDER BY account";
		let rows = sqlx::query(select).bind(swap).fetch_all(self.pool()).await?;
		let read = |row: &sqlx::any::AnyRow| {
			let signature = row.try_get::<Vec<u8>, _>("signature")?.try_into().map_err(|_| {
				Error::store(
					"a signature in the store has not 64 bytes",
					"restore the database from a backup",
				)
			})?;
			Ok((bytes32(&row.try_get::<Vec<u8>, _>("account")?)?, signature))
		};
		rows.iter().map(read).collect()
	}
}
