//! Who does what in a dispute, and when.

use super::super::runtime::Balance;
use bloc_primitives::{Moment, Preimage};

/// Who takes part.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Player {
	/// The party that may cheat.
	Cheat,
	/// The other party.
	Other,
	/// In league with the cheat: what one has is the other's.
	Friend,
	/// A bystander who lives on rewards.
	Tower,
	/// Another one, who keeps states of its own and is awake at other times.
	Second,
}

impl Player {
	/// All of them.
	pub const ALL: [Self; 5] = [Self::Cheat, Self::Other, Self::Friend, Self::Tower, Self::Second];
	/// Those who live on rewards.
	pub const TOWERS: [Self; 2] = [Self::Tower, Self::Second];

	/// Whether it is a party of the channel.
	pub const fn is_party(self) -> bool {
		matches!(self, Self::Cheat | Self::Other)
	}
}

/// What a player can do. States are named by their *rank*: 0 is the base, and n the n-th state that
/// both signed since.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Act {
	/// Closes alone.
	Close(usize),
	/// Closes alone, having lost its states, and claims so much.
	CloseAfterLoss(Balance),
	/// Presents a later state.
	Present(usize),
	/// Carries out the n-th of the closes that both signed on the way.
	EndBy(usize),
	/// Both sign now that it ends, divided as by the state of this rank, and carry that out.
	EndTogether(usize),
	/// Commits so much more.
	TopUp(Balance),
	/// Requests to withdraw so much alone, and shows the state of this rank.
	Request { amount: Balance, rank: usize },
	/// Contests what this party has requested, with the state of this rank.
	Contest(Player, usize),
	/// Takes its request back. Nobody can: it is here for the rule to be missed.
	Cancel,
	/// Carries out the n-th of the withdrawals that both signed on the way.
	Withdraw(usize),
	/// Reveals a preimage.
	Reveal(Preimage),
	/// Has what was requested finished, and paid out what can be, if that is due.
	Settle,
}

/// One of the things that happen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Step {
	/// How long after the game began.
	pub after_ms: Moment,
	pub who: Player,
	pub act: Act,
}

impl Step {
	/// At `after_ms`, `who` does this.
	pub const fn new(after_ms: Moment, who: Player, act: Act) -> Self {
		Self { after_ms, who, act }
	}
}

/// What a dispute has brought somebody, in the channel's asset and in the native coin.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Purse {
	pub asset: i128,
	pub native: i128,
}

/// What came of a script: for each player, and whether each step worked.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Outcome {
	pub purses: [Purse; 5],
	pub worked: Vec<bool>,
}

impl Outcome {
	/// What it brought `who`.
	pub const fn of(&self, who: Player) -> Purse {
		self.purses[who as usize]
	}

	/// What it brought the cheat and its friend.
	pub const fn coalition(&self) -> Purse {
		let (cheat, friend) = (self.of(Player::Cheat), self.of(Player::Friend));
		Purse { asset: cheat.asset + friend.asset, native: cheat.native + friend.native }
	}
}
