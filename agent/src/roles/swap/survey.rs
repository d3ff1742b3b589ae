//! What a chain has of open swaps, when blocks that told of it cannot be read any more: it keeps the
//! record of a leg for a day after its end, and a secret for a month.

use crate::{
	core::{
		chain::{Block, Hash, Node},
		keys::Account,
		store::Tx,
	},
	error::{Error, Result},
	roles::swap::{
		machine::{BondSeen, How, LegSeen},
		rows::{self, note, LegRow, Open, Swap, What},
		terms::{wrapped, Asset, Bond, ChainId, Leg},
		Swapper,
	},
};
use codec::{Decode, DecodeAll, Encode};
use futures::future::try_join_all;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeSet;
use subxt::dynamic::Value;

/// So many swaps are asked for at once.
const AT_ONCE: usize = 32;

/// Where the money of a leg lies, as the chain has it.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) enum Funds {
	/// In the pallet's pot.
	Pot,
	/// In a channel, on a side of it.
	Channel(u64, bool),
}

/// The place of a leg in a ring.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) struct Place {
	pub terms: Hash,
	pub position: u8,
	pub legs: u8,
}

/// How a leg ended.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) enum Ending {
	Claimed,
	Refunded,
	HandedBack,
	Divided(u128),
}

/// Where a leg is in its life.
#[derive(Clone, Copy, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) enum Life {
	Open,
	Ended(Ending, u64),
}

/// A leg, as the chain has it.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) struct Record {
	pub receiver: Account,
	pub asset: Asset,
	pub amount: u128,
	pub deadline_ms: u64,
	pub extension_ms: u64,
	pub made: (u64, u64),
	pub funds: Funds,
	pub into: Option<u64>,
	pub bond: Option<Bond>,
	pub counterpart: Option<ChainId>,
	pub ring: Option<Place>,
	pub submarine: Option<(bool, Account, Option<Account>)>,
	pub life: Life,
}

/// A bond that waits for its leg.
#[derive(Clone, Debug, Decode, Encode, Eq, PartialEq)]
pub(super) struct Waiting {
	pub owner: Account,
	pub bond: Bond,
	pub terms: Hash,
	pub position: u8,
	pub lock_by_ms: u64,
}

fn read<T: Decode>(what: &str, bytes: &[u8]) -> Result<T> {
	T::decode_all(&mut &*bytes).map_err(|_| {
		Error::chain(
			format_args!("the chain's {what} are not as this agent knows them"),
			"the chain's runtime is of another version: run the agent that fits it",
		)
	})
}

impl Record {
	/// As the party sees it, if it is the one that was agreed on.
	fn seen(&self, terms: &Hash, position: u8) -> Option<LegSeen> {
		let place = self.ring.filter(|place| place.terms == *terms && place.position == position);
		place.filter(|_| self.funds == Funds::Pot)?;
		Some(match self.life {
			Life::Open => LegSeen::Open,
			Life::Ended(Ending::Claimed, _) => LegSeen::Ended(How::Claimed),
			Life::Ended(Ending::Refunded, _) => LegSeen::Ended(How::Refunded),
			Life::Ended(Ending::HandedBack, _) => LegSeen::Ended(How::HandedBack),
			Life::Ended(Ending::Divided(_), _) => LegSeen::Ended(How::Divided),
		})
	}
}

/// What a chain has, as far as it counts.
#[derive(Clone, Debug, Deserialize, Serialize)]
enum Found {
	/// A secret is public.
	Secret(#[serde(with = "hex")] Hash),
	/// Something of a leg of a swap.
	Leg(String, u8, What),
	/// A payout waits for its owner.
	Credit(#[serde(with = "hex")] Account, Asset),
}

impl Swapper {
	/// Looks at what the chain has of all open swaps with a leg on it, and at what waits for this agent.
	pub(super) async fn look_over(
		&self,
		chain: &str,
		node: &dyn Node,
		at: &Block,
	) -> Result<Vec<Json>> {
		let mut open = self.core.store.all_open().await?;
		open.retain(|(_, legs)| legs.iter().any(|row| row.chain == chain));
		let mut all = Vec::new();
		for some in open.chunks(AT_ONCE) {
			let looks = some.iter().map(|swap| look(chain, node, at, swap));
			all.extend(try_join_all(looks).await?.into_iter().flatten());
		}
		let legs = open.iter().flat_map(|(swap, rows)| swap.terms.legs.iter().zip(rows));
		let own = legs.filter(|(_, row)| row.chain == chain).map(|(leg, _)| leg.asset);
		let assets: BTreeSet<_> = own.chain([Asset::Native]).collect();
		for asset in assets {
			for account in self.accounts() {
				let keys = vec![Value::from_bytes(account), asset.value()];
				if node.stored("Swaps", "Credits", keys).await?.is_some() {
					all.push(Found::Credit(account, asset));
				}
			}
		}
		all.iter().map(|found| Ok(serde_json::to_value(found)?)).collect()
	}

	/// Takes it in.
	pub(super) async fn take_over(&self, tx: &mut Tx, chain: &str, found: &[Json]) -> Result<()> {
		for found in found {
			match serde_json::from_value(found.clone())? {
				Found::Secret(preimage) => rows::reveal(tx, &preimage).await?,
				Found::Leg(swap, position, what) => {
					note(tx, &swap, position, what).await?;
				},
				Found::Credit(owner, asset) => self.has_credit(tx, chain, &owner, asset).await?,
			}
		}
		Ok(())
	}
}

/// What a chain has of a swap.
async fn look(chain: &str, node: &dyn Node, at: &Block, (swap, rows): &Open) -> Result<Vec<Found>> {
	let keys = vec![wrapped(&swap.terms.payment_hash)];
	let found = node.stored("Channels", "Preimages", keys).await?;
	// The record begins with it.
	let preimage = found.as_deref().and_then(<[u8]>::first_chunk::<32>);
	let mut all: Vec<_> = preimage.map(|preimage| Found::Secret(*preimage)).into_iter().collect();
	for ((position, leg), row) in (1..).zip(&swap.terms.legs).zip(rows) {
		if row.chain == chain {
			let known = (position, leg, row);
			all.extend(look_at_leg(node, at, swap, known, preimage.is_some()).await?);
		}
	}
	Ok(all)
}

async fn look_at_leg(
	node: &dyn Node,
	at: &Block,
	swap: &Swap,
	(position, leg, row): (u8, &Leg, &LegRow),
	is_public: bool,
) -> Result<Vec<Found>> {
	let (hash, terms) = (swap.terms.payment_hash, swap.terms.hash());
	let record = node.ask("SwapsApi_swap", (leg.owner, hash).encode()).await?;
	let record: Option<Record> = read("legs", &record)?;
	let bond = node.ask("SwapsApi_bond", (leg.receiver, hash).encode()).await?;
	let bond: Option<Waiting> = read("bonds", &bond)?;
	let waits = bond.is_some_and(|bond| bond.terms == terms && bond.position == position);

	let is_over = swap.terms.times(position).is_some_and(|times| at.time_ms >= times.deadline_ms);
	let seen = match (record.and_then(|record| record.seen(&terms, position)), row.leg) {
		(Some(seen), _) => seen,
		// It was there, and is forgotten: so it has ended.
		(None, LegSeen::Open) if is_public => LegSeen::Ended(How::Claimed),
		(None, LegSeen::Open) if is_over => LegSeen::Ended(How::Refunded),
		(None, LegSeen::Open) => LegSeen::Ended(How::HandedBack),
		(None, before) => before,
	};
	// A leg that was locked has its bond, or had it.
	let was_locked = seen != LegSeen::Absent && leg.bond.is_some();
	let bond = match waits || was_locked {
		true => Some(BondSeen::Posted),
		false => (row.bond == BondSeen::Posted).then_some(BondSeen::Returned),
	};
	let mut all: Vec<_> = bond.map(What::Bond).into_iter().collect();
	if seen != LegSeen::Absent {
		all.extend([What::Leg(LegSeen::Open), What::Leg(seen)]);
	}
	Ok(all.into_iter().map(|what| Found::Leg(swap.id.clone(), position, what)).collect())
}
