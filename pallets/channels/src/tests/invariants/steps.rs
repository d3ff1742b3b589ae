//! What can happen. Numbers pick among what there is.

use super::*;

#[derive(Clone, Debug)]
pub enum Step {
	Open {
		who: u8,
		with: u8,
		token: bool,
		amount: u16,
		period: u8,
	},
	Offer {
		who: u8,
		with: u8,
		token: bool,
		amounts: (u16, u16),
		minutes: u8,
	},
	Answer {
		channel: u8,
		who: u8,
		how: u8,
	},
	Deposit {
		channel: u8,
		side: bool,
		amount: u16,
	},
	Withdraw {
		channel: u8,
		side: bool,
		amount: u16,
	},
	Pay {
		channel: u8,
		side: bool,
		amount: u16,
	},
	Commit {
		channel: u8,
		side: bool,
		amount: u16,
	},
	TopUp {
		channel: u8,
		side: bool,
		amount: u16,
	},
	SetPolicy {
		channel: u8,
		side: bool,
		some: bool,
	},
	Lock {
		channel: u8,
		side: bool,
		amount: u16,
		forward: bool,
	},
	Unlock {
		lock: u8,
		won: bool,
	},
	/// Both sign a state. Who holds it in the end: only one, or, mostly, both. Amounts are 255ths of
	/// what their payer has.
	Sign {
		channel: u8,
		payer: bool,
		amount: u8,
		htlcs: Vec<Offered>,
		holder: u8,
	},
	/// Whoever kept its signature to itself hands it over.
	Deliver {
		channel: u8,
	},
	WithdrawCommitted {
		channel: u8,
		amounts: (u16, u16),
	},
	Close {
		channel: u8,
	},
	/// Whoever is not honest takes any state that it has.
	ForceClose {
		channel: u8,
		side: bool,
		which: u8,
	},
	Challenge {
		channel: u8,
		who: u8,
		which: u8,
	},
	/// A state that one of them alone signed, or that is for something else.
	Forge {
		channel: u8,
		side: bool,
		how: u8,
	},
	/// The preimage of an HTLC that waits, and then a call to have it paid out.
	Claim {
		channel: u8,
		which: u8,
	},
	Settle {
		channel: u8,
		who: u8,
	},
	Reveal {
		who: u8,
		secret: u8,
	},
	Forget {
		secret: u8,
	},
	ClaimCredit {
		who: u8,
		token: bool,
		to: u8,
	},
	/// What the owner of the token does to an account, or to all.
	Issuer {
		who: u8,
		how: u8,
	},
	/// A neighbour refuses to be told anything for a block.
	Refusal,
	Time(Pass),
}

/// An HTLC of a state to be signed.
#[derive(Clone, Debug)]
pub struct Offered {
	pub payer: bool,
	pub amount: u8,
	pub secret: u8,
	pub minutes: u8,
}

/// How time passes.
#[derive(Clone, Debug)]
pub enum Pass {
	/// The next block, at the usual pace; its hook may have no time on top of `on_initialize`.
	Block { idle: bool },
	/// Many of them.
	Blocks(u8),
	/// A millisecond.
	Instant,
	/// To just before, at or just after something is due.
	Edge { which: u8, off: i8 },
	/// The chain stands still.
	Halt { minutes: u16 },
}

/// How many secrets there are.
pub const SECRETS: u8 = 4;

fn time() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => prop::bool::weighted(0.8).prop_map(|idle| Pass::Block { idle }),
		4 => (1..60_u8).prop_map(Pass::Blocks),
		1 => Just(Pass::Instant),
		8 => (0..8_u8, -1..=1_i8).prop_map(|(which, off)| Pass::Edge { which, off }),
		1 => (1..5_000_u16).prop_map(|minutes| Pass::Halt { minutes }),
	]
	.prop_map(Step::Time)
}

fn sign() -> impl Strategy<Value = Step> {
	let offered = (any::<bool>(), 1..=255_u8, 0..SECRETS, 0..=60_u8)
		.prop_map(|(payer, amount, secret, minutes)| Offered { payer, amount, secret, minutes });
	let htlcs = prop_oneof![2 => Just(vec![]), 3 => prop::collection::vec(offered, 1..5)];
	(0..6_u8, any::<bool>(), any::<u8>(), htlcs, 0..10_u8).prop_map(
		|(channel, payer, amount, htlcs, holder)| Step::Sign {
			channel,
			payer,
			amount,
			htlcs,
			holder,
		},
	)
}

/// One party closes alone.
pub fn force_close() -> impl Strategy<Value = Step> {
	(0..6_u8, any::<bool>(), any::<u8>()).prop_map(|(channel, side, which)| Step::ForceClose {
		channel,
		side,
		which,
	})
}

/// What happens to channels that are closing.
pub fn of_disputes() -> impl Strategy<Value = Step> {
	let (channel, who, side, amount) = (0..6_u8, 0..3_u8, any::<bool>(), 0..1_200_u16);
	prop_oneof![
		8 => (channel.clone(), who.clone(), any::<u8>())
			.prop_map(|(channel, who, which)| Step::Challenge { channel, who, which }),
		1 => (channel.clone(), side, any::<u8>())
			.prop_map(|(channel, side, how)| Step::Forge { channel, side, how }),
		3 => (channel.clone(), who.clone())
			.prop_map(|(channel, who)| Step::Settle { channel, who }),
		4 => (who.clone(), 0..SECRETS).prop_map(|(who, secret)| Step::Reveal { who, secret }),
		4 => (channel.clone(), any::<u8>())
			.prop_map(|(channel, which)| Step::Claim { channel, which }),
		1 => (0..SECRETS).prop_map(|secret| Step::Forget { secret }),
		1 => (channel.clone(), side, amount)
			.prop_map(|(channel, side, amount)| Step::Withdraw { channel, side, amount }),
		2 => (any::<u8>(), any::<bool>()).prop_map(|(lock, won)| Step::Unlock { lock, won }),
		1 => (who, 0..6_u8).prop_map(|(who, how)| Step::Issuer { who, how }),
		1 => channel.prop_map(|channel| Step::Close { channel }),
		10 => time(),
	]
}

fn lock() -> impl Strategy<Value = Step> {
	(0..6_u8, any::<bool>(), 1..300_u16, any::<bool>())
		.prop_map(|(channel, side, amount, forward)| Step::Lock { channel, side, amount, forward })
}

/// What happens to a channel before it is closed.
pub fn of_life() -> impl Strategy<Value = Step> {
	let (channel, side, amount) = (0..6_u8, any::<bool>(), 0..1_200_u16);
	prop_oneof![
		12 => sign(),
		1 => channel.clone().prop_map(|channel| Step::Deliver { channel }),
		1 => (channel.clone(), (0..300_u16, 0..300_u16))
			.prop_map(|(channel, amounts)| Step::WithdrawCommitted { channel, amounts }),
		1 => (channel.clone(), side, amount.clone())
			.prop_map(|(channel, side, amount)| Step::TopUp { channel, side, amount }),
		2 => (channel.clone(), side, amount.clone())
			.prop_map(|(channel, side, amount)| Step::Deposit { channel, side, amount }),
		1 => (channel.clone(), side, amount.clone())
			.prop_map(|(channel, side, amount)| Step::Pay { channel, side, amount }),
		1 => (channel, side, any::<bool>())
			.prop_map(|(channel, side, some)| Step::SetPolicy { channel, side, some }),
		3 => lock(),
		1 => (any::<u8>(), any::<bool>()).prop_map(|(lock, won)| Step::Unlock { lock, won }),
		1 => (0..3_u8, 0..SECRETS).prop_map(|(who, secret)| Step::Reveal { who, secret }),
		1 => time(),
	]
}

/// Anything.
pub fn step() -> impl Strategy<Value = Step> {
	let (channel, who, side, amount) = (0..6_u8, 0..3_u8, any::<bool>(), 0..1_200_u16);
	prop_oneof![
		4 => (who.clone(), who.clone(), any::<bool>(), amount.clone(), any::<u8>()).prop_map(
			|(who, with, token, amount, period)| Step::Open { who, with, token, amount, period }
		),
		2 => (who.clone(), who.clone(), any::<bool>(), (amount.clone(), amount.clone()), 0..70_u8)
			.prop_map(|(who, with, token, amounts, minutes)| {
				Step::Offer { who, with, token, amounts, minutes }
			}),
		2 => (channel.clone(), who.clone(), any::<u8>())
			.prop_map(|(channel, who, how)| Step::Answer { channel, who, how }),
		4 => (channel, side, amount)
			.prop_map(|(channel, side, amount)| Step::Commit { channel, side, amount }),
		1 => (who.clone(), any::<bool>(), who)
			.prop_map(|(who, token, to)| Step::ClaimCredit { who, token, to }),
		1 => Just(Step::Refusal),
		2 => force_close(),
		20 => of_life(),
		16 => of_disputes(),
	]
}
