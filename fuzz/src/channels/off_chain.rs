//! What two parties of a channel sign and keep: both ends of it as the library has them, on a wire
//! that loses what it likes.

use super::runtime::*;
use bloc_primitives::{
	off_chain::{ChainEvent, Change, Envelope, Identity, Limits, Machine, Outside, Refusal},
	state::{CoSigned, Htlc, State, MAX_HTLCS},
	ChannelId, Moment, Pair, PaymentHash, Side,
};
use pallet_bloc_channels::{ChannelOf, Event};
use sp_runtime::Permill;
use std::collections::VecDeque;

/// A state with both signatures.
pub type SignedState = CoSigned<State, Seal>;

/// Both ends of a channel.
pub struct Ends {
	machines: Pair<Machine<AccountId, Seal>>,
	/// The states that both signed since the base, whoever holds them: of versions counting up.
	pub states: Vec<SignedState>,
}

impl Ends {
	/// The ends of a channel of which nothing has been signed since its base.
	pub fn new(channel: ChannelId, of: &ChannelOf<Test>) -> Self {
		// As little as can be is refused: what pays is for the game to find out.
		let limits = Limits {
			min_htlc_ms: 0,
			max_htlc_ms: HORIZON,
			max_htlcs: MAX_HTLCS,
			min_ending_ms: 0,
			max_ending_ms: MAX_ENDING,
			reserve: Permill::zero(),
			withdrawal_reserve: WithdrawalReserve::get(),
		};
		let machine = |side| {
			let parties = of.parties.clone();
			let identity = Identity { genesis: genesis(), channel, parties, side, limits };
			Machine::new(identity, of.base_version, of.committed)
		};
		let machines = Pair::new(machine(Side::Opener), machine(Side::Counterparty));
		Self { machines, states: Vec::new() }
	}

	pub fn of(&self, side: Side) -> &Machine<AccountId, Seal> {
		self.machines.of(side)
	}

	/// Whether both hold all that was signed, and nothing waits.
	pub fn in_step(&self) -> bool {
		Side::BOTH.into_iter().all(|side| {
			let newest = self.states.last().is_none_or(|last| self.of(side).state() == last.body);
			newest && self.of(side).pending().is_none() && self.of(side).ending().is_none()
		})
	}

	/// `side` wants a change.
	pub fn start(&mut self, side: Side, change: Change) -> Result<(), Refusal> {
		self.tell_time();
		let sign = signer(self.of(side), side);
		self.machines.of_mut(side).start(change, &outside(), sign)
	}

	/// Delivers so many messages; then the wire breaks.
	pub fn talk(&mut self, mut messages: usize) {
		self.tell_time();
		let mut queue = VecDeque::new();
		let mut before = Vec::new();
		for round in 0.. {
			assert!(round < 1_000, "they talk for ever: {before:#?} {:#?}", self.machines);
			let pending = |side| Some((Side::other(side), self.of(side).pending()?));
			let all: Vec<_> = Side::BOTH.into_iter().filter_map(pending).collect();
			// Whoever is not answered now waits for something else.
			if all.is_empty() || all == before {
				return;
			}
			queue.extend(all.iter().cloned());
			before = all;
			while let Some((to, envelope)) = queue.pop_front() {
				let Some(left) = messages.checked_sub(1) else { return };
				messages = left;
				queue.extend(self.receive(to, envelope).map(|reply| (to.other(), reply)));
			}
		}
	}

	fn receive(&mut self, to: Side, envelope: Envelope<Seal>) -> Option<Envelope<Seal>> {
		let sign = signer(self.of(to), to);
		let reaction = self.machines.of_mut(to).receive(envelope, &outside(), sign);
		let newest = self.states.last().map_or(0, |last| last.body.version);
		self.states.extend(self.of(to).to_present(newest).cloned());
		reaction.reply
	}

	/// `side` is about to request a withdrawal, by the newest state that it holds.
	pub fn request(&mut self, side: Side, amount: Balance) -> Result<Option<SignedState>, Refusal> {
		let machine = self.machines.of_mut(side);
		machine.request_withdrawal(amount).map(|state| state.cloned())
	}

	/// Both are told what happened on chain.
	pub fn on_chain(&mut self, event: ChainEvent) {
		if matches!(event, ChainEvent::CommittedWithdrawn { .. }) {
			self.states.clear();
		}
		for side in Side::BOTH {
			let sign = signer(self.of(side), side);
			self.machines.of_mut(side).on_chain(event, sign);
		}
	}

	/// What can no longer be carried out in this block is let go of.
	fn tell_time(&mut self) {
		self.on_chain(ChainEvent::Time { now_ms: now() });
	}

	/// The states that a party holds.
	pub fn held_by(&self, side: Side) -> &[SignedState] {
		let newest = self.of(side).state().version;
		let held = self.states.partition_point(|signed| signed.body.version <= newest);
		&self.states[..held]
	}

	/// The newest state that a party holds; none if it holds none.
	pub fn latest(&self, side: Side) -> Option<&SignedState> {
		self.held_by(side).last()
	}

	/// Those that a party must be content with: the newest that it holds, and the later one that it
	/// has signed, if there is one.
	pub fn acceptable(&self, side: Side) -> Vec<State> {
		let later = &self.states[self.held_by(side).len()..];
		assert!(later.len() <= 1, "{side:?} is {} behind", later.len());
		let later = later.iter().map(|signed| signed.body.clone());
		std::iter::once(self.of(side).state()).chain(later).collect()
	}
}

/// What a machine asks while it decides. Nobody looks whether a preimage is public already: that
/// HTLCs are good all the same is for the chain to see to.
fn outside() -> impl Outside {
	(now(), |_: &PaymentHash| false)
}

/// Signs for one side.
fn signer(machine: &Machine<AccountId, Seal>, side: Side) -> impl Fn(&[u8]) -> Seal {
	let who = machine.identity().parties.of(side).clone();
	move |payload| Seal::of(&who, payload)
}

/// What an event is to the ends of its channel.
pub fn chain_event(event: &Event<Test>) -> Option<(ChannelId, ChainEvent)> {
	Some(match event {
		Event::Committed { channel, committed, .. } => {
			(*channel, ChainEvent::Committed { committed: *committed })
		},
		Event::CommittedWithdrawn { channel, base_version, committed, .. } => {
			let (base_version, committed) = (*base_version, *committed);
			(*channel, ChainEvent::CommittedWithdrawn { base_version, committed })
		},
		Event::WithdrawalRequested { channel, side, amount, version, reserve, .. } => {
			let (side, amount, version, reserve) = (*side, *amount, *version, *reserve);
			(*channel, ChainEvent::WithdrawalRequested { side, amount, version, reserve })
		},
		Event::WithdrawalEnded { channel, side, .. } => {
			(*channel, ChainEvent::WithdrawalEnded { side: *side })
		},
		Event::WithdrawalFinished { channel, side, committed, .. } => {
			let (side, committed) = (*side, *committed);
			(*channel, ChainEvent::WithdrawalFinished { side, committed })
		},
		Event::ForceClosed { channel, version, .. }
		| Event::Challenged { channel, version, .. } => {
			(*channel, ChainEvent::Closing { version: *version })
		},
		Event::Settled { channel, .. } | Event::Closed { channel } => (*channel, ChainEvent::Over),
		_ => return None,
	})
}

/// A point in time: what the clock says, and in which block.
#[derive(Clone, Copy, Debug)]
pub struct Instant {
	pub at_ms: Moment,
	pub block: u64,
}

impl Instant {
	pub fn now() -> Self {
		Self { at_ms: now(), block: System::block_number() }
	}
}

/// What `side` has for sure by `state`, HTLCs included, in a channel that began to close at
/// `begun`.
pub fn due_by(
	state: &State,
	side: Side,
	committed: &Pair<Balance>,
	begun: Instant,
	reveals: impl Fn(&Htlc) -> Vec<Instant>,
) -> Balance {
	let sure = *state.balances(committed).unwrap().of(side);
	let won = state.htlcs.iter().filter(|htlc| {
		let in_time = reveals(htlc).into_iter().filter(|reveal| reveal.at_ms < htlc.deadline_ms);
		match htlc.payer == side {
			true => in_time.count() == 0,
			// A preimage is not kept for ever: it counts if it is known when the state is presented,
			// as it is at once.
			false => in_time
				.into_iter()
				.any(|reveal| begun.at_ms.saturating_sub(reveal.at_ms) < RETENTION),
		}
	});
	sure + won.map(|htlc| htlc.amount).sum::<Balance>()
}
