//! Whether there is enough: for what is paid, for bonds, for deposits and fees; beside all that was
//! agreed on before.

use crate::{
	core::{keys::Account, sender::CLAIMS_A_BLOCK},
	error::{Error, Result},
	roles::swap::{
		agree::Offering,
		known::Known,
		machine::{BondSeen, LegSeen, Timing},
		rows::{LegRow, Open},
		terms::{Asset, Party, Terms},
		Swapper,
	},
};

/// In fee units, with room for a dearer block: what is held for a leg until it is pruned (some 25) and
/// the fees of its lock and its end.
const LOCK: u128 = 40;
/// The same for a bond.
const BOND: u128 = 36;
/// The same for a claim: the deposit for the secret (some 12), which is held for a month, and the fee.
pub(super) const CLAIM: u128 = 20;
/// How many swaps are open at a time.
const MOST_OPEN: usize = 10_000;

/// What an account needs of an asset on a chain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Need {
	/// The chain, by its name here.
	pub chain: String,
	/// The asset.
	pub asset: Asset,
	/// Whose.
	pub account: Account,
	/// How much of it.
	pub amount: u128,
	/// And so many fee units of the chain's own token.
	pub units: u128,
}

/// Who pays, and who claims.
#[derive(Clone, Copy, Debug)]
pub struct Own {
	/// Pays, posts bonds and receives.
	pub account: Account,
	/// Claims.
	pub claimer: Account,
}

/// What a swap still takes of its party, with legs and bonds as they are. What is on a chain already
/// is not in a balance any more.
pub fn needs(own: Own, terms: &Terms, party: Party, legs: &[LegRow]) -> Vec<Need> {
	let row = |position: u8| legs.get(usize::from(position).saturating_sub(1));
	let mut all = Vec::new();
	let mut need = |row: &LegRow, asset: Asset, account: Account, amount: u128, units: u128| {
		all.push(Need { chain: row.chain.clone(), asset, account, amount, units });
	};
	let (pays, receives) = (party.pays(), party.receives());
	if let Some((paid, row)) = terms.leg(pays).zip(row(pays)) {
		if row.leg == LegSeen::Absent {
			need(row, paid.asset, own.account, paid.amount, LOCK);
		}
	}
	if let Some((received, row)) = terms.leg(receives).zip(row(receives)) {
		if let Some(bond) = received.bond.filter(|_| row.bond == BondSeen::Absent) {
			need(row, bond.asset, own.account, bond.amount, BOND);
		}
		if !matches!(row.leg, LegSeen::Ended(_)) {
			need(row, Asset::Native, own.claimer, 0, CLAIM);
		}
	}
	all
}

/// What an account has to have of an asset for all of these, if a fee unit of that chain is so much.
pub fn total(needs: &[Need], chain: &str, asset: Asset, account: &Account, unit: u128) -> u128 {
	let its = needs.iter().filter(|need| need.chain == chain && need.account == *account);
	let of = |need: &Need| {
		let amount = if need.asset == asset { need.amount } else { 0 };
		let units = if asset == Asset::Native { need.units } else { 0 };
		amount.saturating_add(units.saturating_mul(unit))
	};
	its.map(of).fold(0, u128::saturating_add)
}

/// How many swaps may be open whose leg arrives on a chain: if all secrets come out at once, as many
/// claims go out as the gap has blocks for.
pub fn most_open(known: &Known) -> u64 {
	let timing = if known.is_development() { Timing::DEVELOPMENT } else { Timing::LIVE };
	CLAIMS_A_BLOCK.saturating_mul(timing.blocks)
}

/// What was there when the chains were asked; the store was not, yet.
pub struct Asked {
	needs: Vec<Need>,
	has: Vec<Has>,
	/// On which chain it receives, and how many swaps may do so.
	receives: (String, u64),
	/// Who pays it, if that is known.
	payer: Option<Payer>,
}

/// A balance.
struct Has {
	chain: String,
	asset: Asset,
	account: Account,
	balance: u128,
	unit: u128,
}

/// Who is to pay this agent.
struct Payer {
	account: Account,
	chain: String,
	asset: Asset,
	amount: u128,
	balance: u128,
}

fn refuse(what: impl std::fmt::Display) -> Error {
	Error::usage(what, "ask for less, or later")
}

impl Swapper {
	/// The accounts of this agent.
	pub(super) fn own(&self) -> Own {
		Own { account: self.key.account(), claimer: self.claimer.account() }
	}

	/// Asks the chains for all balances that count for a swap of these terms; with that of who pays this
	/// agent, if `with_payer`. Nothing is held meanwhile.
	pub(super) async fn ask_funds(
		&self,
		terms: &Terms,
		party: Party,
		with_payer: bool,
	) -> Result<Asked> {
		let chains = self.chains_of(terms)?;
		let (leg, bond) = (LegSeen::Absent, BondSeen::Absent);
		let legs: Vec<_> = chains.into_iter().map(|chain| LegRow { chain, leg, bond }).collect();
		let needs = needs(self.own(), terms, party, &legs);
		let mut has: Vec<Has> = Vec::new();
		for need in &needs {
			let unit = self.learn(&need.chain).await?.fee_unit;
			for asset in [need.asset, Asset::Native] {
				let is_known = |it: &Has| {
					it.chain == need.chain && it.asset == asset && it.account == need.account
				};
				if has.iter().any(is_known) {
					continue;
				}
				let balance = self.balance(&need.chain, asset, &need.account).await?;
				let (chain, account) = (need.chain.clone(), need.account);
				has.push(Has { chain, asset, account, balance, unit });
			}
		}
		let position = party.receives();
		let row = legs.into_iter().nth(usize::from(position).saturating_sub(1));
		let (received, LegRow { chain, .. }) =
			terms.leg(position).zip(row).ok_or_else(|| refuse("there is no such leg"))?;
		let most = most_open(&*self.learn(&chain).await?);
		let payer = match with_payer {
			true => Some(Payer {
				account: received.owner,
				asset: received.asset,
				amount: received.amount,
				balance: self.balance(&chain, received.asset, &received.owner).await?,
				chain: chain.clone(),
			}),
			false => None,
		};
		Ok(Asked { needs, has, receives: (chain, most), payer })
	}

	/// Whether there is enough for a swap beside those that are open.
	pub(super) fn ensure_funds(&self, open: &[Open], asked: &Asked) -> Result<()> {
		if open.len() >= MOST_OPEN {
			return Err(refuse("too many swaps are open"));
		}
		let mut all = asked.needs.clone();
		let mut arriving = 0_u64;
		let mut owed = 0_u128;
		for (swap, legs) in open {
			all.extend(needs(self.own(), &swap.terms, swap.party, legs));
			let position = swap.party.receives();
			let row = legs.get(usize::from(position).saturating_sub(1));
			let (Some(row), Some(leg)) = (row, swap.terms.leg(position)) else { continue };
			if row.chain == asked.receives.0 && !matches!(row.leg, LegSeen::Ended(_)) {
				arriving = arriving.saturating_add(1);
			}
			let is_the_payer_s = |payer: &Payer| {
				row.leg == LegSeen::Absent
					&& row.chain == payer.chain
					&& leg.owner == payer.account
					&& leg.asset == payer.asset
			};
			if asked.payer.as_ref().is_some_and(is_the_payer_s) {
				owed = owed.saturating_add(leg.amount);
			}
		}
		if arriving >= asked.receives.1 {
			return Err(refuse(format_args!("too many swaps into {} are open", asked.receives.0)));
		}
		for has in &asked.has {
			let needed = total(&all, &has.chain, has.asset, &has.account, has.unit);
			if needed > has.balance {
				return Err(self.lacks(has, needed));
			}
		}
		match &asked.payer {
			Some(payer) if owed.saturating_add(payer.amount) > payer.balance => {
				Err(refuse(format_args!(
					"the account 0x{} has less on {} than it is to pay there",
					hex::encode(payer.account),
					payer.chain
				)))
			},
			_ => Ok(()),
		}
	}

	fn lacks(&self, has: &Has, needed: u128) -> Error {
		let own = self.own();
		let of = match has.asset {
			Asset::Native => has.chain.clone(),
			Asset::WithId(id) => format!("{}/{id}", has.chain),
		};
		let what = match has.account == own.claimer && own.claimer != own.account {
			true => "there is not enough for claims",
			false => "there is not enough",
		};
		// Whoever asks from outside is not told what there is: the log tells the owner.
		tracing::warn!(
			account = hex::encode(has.account),
			of,
			needed,
			has = has.balance,
			"a swap is not agreed on for want of money"
		);
		Error::usage(
			format_args!("{what} on {of} now, with deposits and fees"),
			"take less, or later; its owner puts more into the account",
		)
	}
}

/// Whether there is room in an offer for so much more beside what is given by it in open swaps.
pub fn ensure_float(open: &[Open], offering: &Offering, amount: u128, float: u128) -> Result<()> {
	let given = |(swap, legs): &Open| {
		let position = swap.party.pays();
		let row = legs.get(usize::from(position).saturating_sub(1));
		let paid = swap.terms.leg(position).zip(row).filter(|(leg, row)| {
			leg.asset == offering.gives.asset && row.chain == offering.gives.chain
		});
		paid.map_or(0, |(leg, _)| leg.amount)
	};
	let promised = open.iter().map(given).fold(0, u128::saturating_add);
	match promised.saturating_add(amount) > float {
		true => Err(refuse(format_args!("there is not enough of {} now", offering.gives))),
		false => Ok(()),
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::roles::swap::terms::{Bond, ChainId, Leg};

	const OWN: Own = Own { account: [1; 32], claimer: [7; 32] };

	/// Party 1 pays 100 on chain `a` and receives 50 of an asset on chain `b`, with a bond of 3 there.
	fn terms() -> Terms {
		let leg = |index, owner, receiver, asset, amount, bond| Leg {
			chain: ChainId { index, genesis: [index; 32] },
			owner: [owner; 32],
			receiver: [receiver; 32],
			asset,
			amount,
			into: None,
			bond,
		};
		let asset = Asset::WithId(7);
		Terms {
			payment_hash: [0; 32],
			base_ms: 2_400_000,
			gap_ms: 1_800_000,
			step_ms: 480_000,
			reveal_ms: 480_000,
			extension_ms: 0,
			legs: vec![
				leg(1, 1, 0, Asset::Native, 100, Some(Bond { asset: Asset::Native, amount: 5 })),
				leg(2, 0, 1, asset, 50, Some(Bond { asset, amount: 3 })),
			],
		}
	}

	const PARTY: Party = Party { place: 1, of: 2 };

	fn seen(paid: LegSeen, received: LegSeen, bond: BondSeen) -> Vec<LegRow> {
		let row = |chain: &str, leg, bond| LegRow { chain: chain.into(), leg, bond };
		vec![row("a", paid, BondSeen::Posted), row("b", received, bond)]
	}

	#[test]
	fn a_swap_takes_its_amount_a_bond_deposits_and_fees() {
		let all = |seen: &[LegRow]| needs(OWN, &terms(), PARTY, seen);
		let of = |needs: &[Need], chain, asset, account| total(needs, chain, asset, account, 2);
		let begins = all(&seen(LegSeen::Absent, LegSeen::Absent, BondSeen::Absent));
		assert_eq!(of(&begins, "a", Asset::Native, &OWN.account), 100 + LOCK * 2);
		assert_eq!(of(&begins, "b", Asset::WithId(7), &OWN.account), 3);
		assert_eq!(of(&begins, "b", Asset::Native, &OWN.account), BOND * 2);
		assert_eq!(of(&begins, "b", Asset::Native, &OWN.claimer), CLAIM * 2);
		assert_eq!(of(&begins, "a", Asset::Native, &OWN.claimer), 0);
		assert_eq!(of(&begins, "a", Asset::WithId(7), &OWN.account), 0);
		// Two take twice as much.
		let twice: Vec<_> = begins.iter().chain(&begins).cloned().collect();
		assert_eq!(of(&twice, "b", Asset::Native, &OWN.claimer), 2 * CLAIM * 2);
		// What is there is not in the balance any more; the claim is still to come.
		let open = all(&seen(LegSeen::Open, LegSeen::Open, BondSeen::Posted));
		assert_eq!(of(&open, "a", Asset::Native, &OWN.account), 0);
		assert_eq!(of(&open, "b", Asset::WithId(7), &OWN.account), 0);
		assert_eq!(of(&open, "b", Asset::Native, &OWN.claimer), CLAIM * 2);
		let ended = LegSeen::Ended(crate::roles::swap::machine::How::Claimed);
		assert_eq!(all(&seen(LegSeen::Open, ended, BondSeen::Posted)), vec![]);
	}

	#[test]
	fn whoever_claims_with_the_key_that_pays_needs_all_of_it_there() {
		let own = Own { account: [1; 32], claimer: [1; 32] };
		let begins = seen(LegSeen::Absent, LegSeen::Absent, BondSeen::Absent);
		let all = needs(own, &terms(), PARTY, &begins);
		assert_eq!(total(&all, "b", Asset::Native, &[1; 32], 2), (BOND + CLAIM) * 2);
	}
}
