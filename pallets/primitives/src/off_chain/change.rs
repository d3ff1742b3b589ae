//! What can be changed, who gains by it, and what comes of it: pure.

use super::Refusal;
use crate::{
	state::{Close, Htlc, Htlcs, Message, NetTransfer, State, Withdrawal},
	Balance, Moment, Pair, Preimage, Side,
};

/// One change of the latest state.
#[frame_support::stored]
#[derive(Copy)]
pub enum Change {
	/// None: a version is used up, because something else that was signed for it came to nothing.
	Nothing,
	/// A payment.
	Pay {
		/// Who pays.
		payer: Side,
		/// How much.
		amount: Balance,
	},
	/// A payment that waits for its preimage.
	Add(Htlc),
	/// A payment that waited has its preimage.
	Settle {
		/// The payment.
		htlc: Htlc,
		/// Its preimage.
		preimage: Preimage,
	},
	/// A payment that waited goes back to its payer.
	Fail(Htlc),
	/// Committed balance is taken out, and a new base begins.
	Withdraw {
		/// How much each side takes out, after the net transfer.
		amounts: Pair<Balance>,
		/// It can be carried out while `now < valid_until_ms`.
		valid_until_ms: Moment,
	},
	/// The channel ends.
	Close {
		/// It can be carried out while `now < valid_until_ms`.
		valid_until_ms: Moment,
	},
}

impl Change {
	/// The side that is better off, and signs first. None of them by `Nothing` and the endings.
	pub const fn gainer(&self) -> Option<Side> {
		match self {
			Self::Pay { payer, .. } => Some(payer.other()),
			Self::Add(htlc) | Self::Settle { htlc, .. } => Some(htlc.payer.other()),
			Self::Fail(htlc) => Some(htlc.payer),
			Self::Nothing | Self::Withdraw { .. } | Self::Close { .. } => None,
		}
	}

	/// Whether it ends the base.
	pub const fn is_ending(&self) -> bool {
		self.valid_until_ms().is_some()
	}

	/// Until when it can be carried out on chain, if it ends the base.
	pub const fn valid_until_ms(&self) -> Option<Moment> {
		match self {
			Self::Withdraw { valid_until_ms, .. } | Self::Close { valid_until_ms } => {
				Some(*valid_until_ms)
			},
			_ => None,
		}
	}

	/// Whether it leaves both with the balances that they have.
	pub const fn is_harmless(&self) -> bool {
		self.gainer().is_none()
	}

	/// What there is to sign when `last` is changed, if the chain would take it.
	pub fn outcome(&self, last: &State, committed: &Pair<Balance>) -> Result<Message, Refusal> {
		let version = last.version.checked_add(1).ok_or(Refusal::VersionsExhausted)?;
		let (mut net, mut htlcs) = (last.net, last.htlcs.clone());
		match self {
			Self::Nothing => {},
			Self::Pay { payer, amount } => net = paid(net, *payer, *amount)?,
			Self::Add(htlc) => {
				nonzero(htlc.amount)?;
				htlcs.try_push(*htlc).map_err(|_| Refusal::TooManyHtlcs)?;
			},
			Self::Settle { htlc, .. } => {
				remove(&mut htlcs, htlc)?;
				net = paid(net, htlc.payer, htlc.amount)?;
			},
			Self::Fail(htlc) => remove(&mut htlcs, htlc)?,
			Self::Withdraw { amounts, valid_until_ms } => {
				none_pending(&htlcs)?;
				nonzero(amounts.opener.max(amounts.counterparty))?;
				let withdrawal =
					Withdrawal { version, net, amounts: *amounts, valid_until_ms: *valid_until_ms };
				withdrawal.remaining(committed).ok_or(Refusal::ExceedsCommitted)?;
				return Ok(Message::Withdrawal(withdrawal));
			},
			Self::Close { valid_until_ms } => {
				none_pending(&htlcs)?;
				net.apply(committed).ok_or(Refusal::ExceedsCommitted)?;
				return Ok(Message::Close(Close { version, net, valid_until_ms: *valid_until_ms }));
			},
		}
		let state = State { version, net, htlcs };
		state.balances(committed).ok_or(Refusal::ExceedsCommitted)?;
		Ok(Message::State(state))
	}
}

/// The net transfer after `payer` has paid `amount` more. Zero has one form only.
fn paid(net: NetTransfer, payer: Side, amount: Balance) -> Result<NetTransfer, Refusal> {
	nonzero(amount)?;
	if net.payer == payer {
		let amount = net.amount.checked_add(amount).ok_or(Refusal::ExceedsCommitted)?;
		return Ok(NetTransfer { payer, amount });
	}
	Ok(match amount.checked_sub(net.amount) {
		Some(0) => NetTransfer::ZERO,
		Some(amount) => NetTransfer { payer, amount },
		None => NetTransfer { payer: net.payer, amount: net.amount.saturating_sub(amount) },
	})
}

/// Takes one HTLC out. Equal ones are worth the same: it does not matter which.
fn remove(htlcs: &mut Htlcs, htlc: &Htlc) -> Result<(), Refusal> {
	let place = htlcs.iter().position(|waits| waits == htlc).ok_or(Refusal::NoSuchHtlc)?;
	htlcs.remove(place);
	Ok(())
}

fn nonzero(amount: Balance) -> Result<(), Refusal> {
	if amount == 0 {
		return Err(Refusal::ZeroAmount);
	}
	Ok(())
}

fn none_pending(htlcs: &Htlcs) -> Result<(), Refusal> {
	if !htlcs.is_empty() {
		return Err(Refusal::HtlcsPending);
	}
	Ok(())
}
