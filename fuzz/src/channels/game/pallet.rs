//! A dispute before the real pallet, in the mock runtime: its calls, its hook, its clock.

use super::super::{off_chain::Instant, runtime::*};
use super::{
	deal::{purse_of, Deal},
	script::{Act, Outcome, Player, Purse},
	Court,
};
use bloc_primitives::Side;
use frame_support::{traits::Hooks, weights::Weight};
use pallet_bloc_channels::{Call, Channels as ChannelMap};
use sp_runtime::traits::Dispatchable;

/// `who` calls. Returns whether that worked.
pub fn call(who: AccountId, call: Call<Test>) -> bool {
	RuntimeCall::Channels(call).dispatch(RuntimeOrigin::signed(who)).is_ok()
}

/// Goes on to an instant: one block, however many there may have been.
pub fn jump(to: Instant) {
	if to.at_ms <= now() {
		return;
	}
	let number = to.block.max(System::block_number() + 1);
	System::set_block_number(number);
	System::reset_events();
	Channels::on_initialize(number);
	Timestamp::set_timestamp(to.at_ms);
	Channels::on_idle(number, Weight::MAX / 2);
}

/// A dispute, and what it brings.
pub struct Real<'a> {
	deal: &'a Deal,
	had: [Purse; 5],
}

fn purses(deal: &Deal) -> [Purse; 5] {
	Player::ALL.map(|who| {
		let accounts = [Some(deal.account(who)), deal.side_of(who).map(purse_of)];
		let of = |asset| {
			let of = accounts.iter().flatten().map(|account| wealth(&asset, account));
			i128::try_from(of.sum::<Balance>()).unwrap()
		};
		Purse { asset: of(TOKEN), native: of(NATIVE) }
	})
}

impl<'a> Real<'a> {
	/// Where the parties of a deal are when one closes.
	pub fn new(deal: &'a Deal) -> Self {
		Self { deal, had: purses(deal) }
	}
}

impl Court for Real<'_> {
	fn advance(&mut self, to: Instant) {
		jump(to);
	}

	fn act(&mut self, who: Player, act: &Act) -> bool {
		let (deal, channel) = (self.deal, self.deal.id);
		let state = |rank: usize| rank.checked_sub(1).map(|at| deal.presented(&deal.states[at]));
		let wanted = match *act {
			Act::Close(rank) => Call::force_close { channel, state: state(rank) },
			Act::CloseAfterLoss(claim) => Call::close_after_loss { channel, claim },
			Act::Present(rank) => {
				let Some(state) = state(rank) else { return false };
				Call::challenge { channel, state }
			},
			Act::TopUp(amount) => Call::top_up { channel, amount },
			Act::Request { amount, rank } => {
				Call::request_withdrawal { channel, amount, state: state(rank) }
			},
			Act::Contest(of, rank) => {
				let (Some(state), Some(side)) = (state(rank), deal.side_of(of)) else {
					return false;
				};
				Call::contest_withdrawal { channel, side, state }
			},
			// There is no such call.
			Act::Cancel => return false,
			Act::Withdraw(place) => {
				let withdrawal = deal.presented(&deal.withdrawals[place]);
				Call::withdraw_committed { channel, withdrawal }
			},
			Act::EndBy(place) => {
				Call::close { channel, close: deal.presented(&deal.endings[place]) }
			},
			Act::EndTogether(rank) => Call::close { channel, close: deal.ending_by(rank, now()) },
			Act::Reveal(preimage) => {
				// Where an HTLC waits for it, that goes before others.
				if call(deal.account(who), Call::reveal_for { channel, preimage }) {
					return true;
				}
				Call::reveal_preimage { preimage }
			},
			Act::Settle => {
				for side in Side::BOTH {
					call(deal.account(who), Call::finish_withdrawal { channel, side });
				}
				Call::settle { channel }
			},
		};
		call(deal.account(who), wanted) || *act == Act::Settle
	}

	fn finish(self) -> Result<Outcome, String> {
		if let Some(record) = ChannelMap::<Test>::get(self.deal.id) {
			return Err(format!("still going on: {record:?}"));
		}
		let mut purses = purses(self.deal);
		for (purse, had) in purses.iter_mut().zip(self.had) {
			*purse = Purse { asset: purse.asset - had.asset, native: purse.native - had.native };
		}
		Ok(Outcome { purses, worked: Vec::new() })
	}
}
