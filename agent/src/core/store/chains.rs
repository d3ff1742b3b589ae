//! How far each chain was read.

use super::{bytes32, loaded, stored, Store, Tx};
use crate::{
	core::chain::{Hash, Head},
	error::{Error, Result},
};
use sqlx::Row;

/// The last final block of a chain that roles were told of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Cursor {
	/// The first block of the chain, which says which chain it is.
	pub genesis: Hash,
	/// The block.
	pub head: Head,
	/// Its time.
	pub time_ms: u64,
}

impl Store {
	/// How far the chain of that name was read, if it ever was.
	pub async fn cursor(&self, chain: &str) -> Result<Option<Cursor>> {
		let row = sqlx::query("SELECT genesis, number, hash, time_ms FROM chains WHERE name = $1")
			.bind(chain)
			.fetch_optional(self.pool())
			.await?;
		let Some(row) = row else { return Ok(None) };
		let head = Head {
			number: loaded(row.try_get("number")?),
			hash: bytes32(row.try_get::<Vec<u8>, _>("hash")?.as_slice())?,
		};
		let genesis = bytes32(row.try_get::<Vec<u8>, _>("genesis")?.as_slice())?;
		Ok(Some(Cursor { genesis, head, time_ms: loaded(row.try_get("time_ms")?) }))
	}
}

/// Puts the cursor of a chain forward, from where it is supposed to be.
pub async fn advance(tx: &mut Tx, chain: &str, from: Option<&Cursor>, to: &Cursor) -> Result<()> {
	let changed = match from {
		None => {
			let insert = "INSERT INTO chains (name, genesis, number, hash, time_ms) \
				VALUES ($1, $2, $3, $4, $5)";
			sqlx::query(insert)
				.bind(chain)
				.bind(to.genesis.to_vec())
				.bind(stored(to.head.number))
				.bind(to.head.hash.to_vec())
				.bind(stored(to.time_ms))
				.execute(&mut **tx)
				.await?
		},
		Some(from) => {
			let update = "UPDATE chains SET number = $1, hash = $2, time_ms = $3 \
				WHERE name = $4 AND genesis = $5 AND hash = $6";
			sqlx::query(update)
				.bind(stored(to.head.number))
				.bind(to.head.hash.to_vec())
				.bind(stored(to.time_ms))
				.bind(chain)
				.bind(to.genesis.to_vec())
				.bind(from.head.hash.to_vec())
				.execute(&mut **tx)
				.await?
		},
	};
	match changed.rows_affected() {
		1 => Ok(()),
		_ => Err(Error::store(
			format_args!("the place in {chain} was changed by somebody else"),
			"see that only one agent works on the database, and start it again",
		)),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::core::store::testing::on_both;

	#[tokio::test]
	async fn a_cursor_goes_on_from_where_it_is() {
		on_both(&[], |store| async move {
			let at = |number: u64| Cursor {
				genesis: [9; 32],
				head: Head { number, hash: [number as u8; 32] },
				time_ms: number * 6_000,
			};
			assert_eq!(store.cursor("a").await.unwrap(), None);
			let mut tx = store.begin().await.unwrap();
			advance(&mut tx, "a", None, &at(1)).await.unwrap();
			advance(&mut tx, "a", Some(&at(1)), &at(2)).await.unwrap();
			tx.commit().await.unwrap();
			assert_eq!(store.cursor("a").await.unwrap(), Some(at(2)));

			let mut tx = store.begin().await.unwrap();
			assert!(advance(&mut tx, "a", Some(&at(1)), &at(2)).await.is_err());
			drop(tx);
			// The same chain cannot be there under two names.
			let mut tx = store.begin().await.unwrap();
			assert!(advance(&mut tx, "b", None, &at(3)).await.is_err());
		})
		.await;
	}
}
