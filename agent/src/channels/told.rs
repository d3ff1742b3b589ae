//! What chains tell of channels and of towers, as far as those have to do with it who watch.

use crate::{
	channels::{
		state::Side,
		view::{field, hash, number, short, side, variant},
	},
	core::{
		chain::{Decoder, Event, Hash},
		keys::Account,
	},
	error::{Error, Result},
};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use subxt::{
	events::Event as ChainEvent,
	ext::scale_value::{Composite, ValueDef},
	PolkadotConfig,
};

/// What an event tells.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Told {
	/// A channel is open.
	Opened {
		/// Which.
		channel: u64,
		/// Its parties, the opener first.
		parties: [Who; 2],
	},
	/// What is committed in a channel has changed, or its base.
	Changed {
		/// Which.
		channel: u64,
		/// The party that has withdrawn alone, if it is that.
		finished: Option<u8>,
	},
	/// A party closes alone.
	Closing {
		/// The channel.
		channel: u64,
		/// Which party.
		closer: u8,
		/// With which version.
		version: u64,
		/// When it is settled.
		settles_ms: u64,
	},
	/// A later state was presented.
	Challenged {
		/// The channel.
		channel: u64,
		/// By whom.
		by: Who,
		/// Its version.
		version: u64,
	},
	/// A party wants to withdraw alone.
	Requested {
		/// The channel.
		channel: u64,
		/// Which party.
		side: u8,
		/// What it says that it has, at least.
		#[serde(with = "crate::core::amount::as_text")]
		kept: u128,
		/// The version that it has shown.
		version: u64,
		/// When it has it.
		finishes_ms: u64,
	},
	/// That is over.
	RequestEnded {
		/// The channel.
		channel: u64,
		/// Which party.
		side: u8,
	},
	/// A channel is divided, or gone.
	Settled {
		/// Which.
		channel: u64,
		/// By which version, if it was settled.
		version: Option<u64>,
	},
	/// There is a tower.
	Registered {
		/// Which.
		tower: u64,
		/// Whose it is.
		owner: Who,
		/// The number of its asset; nothing for the chain's own token.
		asset: Option<u32>,
	},
	/// It has shown that it is there.
	Beaten {
		/// Which.
		tower: u64,
	},
	/// It has not.
	Silent {
		/// Which.
		tower: u64,
		/// How many hires it has.
		watches: u32,
	},
	/// What it has earned was paid out.
	Collected {
		/// Which.
		tower: u64,
	},
	/// A tower was hired.
	Hired {
		/// For which channel.
		channel: u64,
		/// By which party.
		side: u8,
		/// Which tower.
		tower: u64,
		/// The number of the hire.
		hire: u64,
	},
	/// A hire is over, or the order is another.
	HiresChanged {
		/// The channel.
		channel: u64,
		/// Which party's.
		side: u8,
		/// Of which tower the hire is over, if it is.
		ended: Option<u64>,
		/// Whether the client has sent it away: then nothing can come of it.
		is_dismissed: bool,
	},
	/// Nobody has anything to do with a side of a channel any more.
	WatchEnded {
		/// The channel.
		channel: u64,
		/// Which party's.
		side: u8,
	},
	/// A client demands its backup.
	Demanded {
		/// The channel.
		channel: u64,
		/// Which party does.
		side: u8,
		/// Of which tower.
		tower: u64,
		/// Which version it came with.
		version: u64,
		/// By what its receipt names it.
		#[serde(with = "hex")]
		backup: Hash,
		/// By when.
		due_ms: u64,
	},
	/// That is over.
	DemandEnded {
		/// The channel.
		channel: u64,
		/// Which party demanded.
		side: u8,
		/// Of which tower.
		tower: u64,
		/// How: `Delivered`, `DemandEnded`, `Withheld`.
		how: String,
	},
	/// A tower has paid for what it missed.
	Missed {
		/// The channel.
		channel: u64,
		/// Whose loss it was.
		side: u8,
		/// Which tower.
		tower: u64,
	},
}

/// An account, in hex where it is written.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Who(#[serde(with = "hex")] pub Account);

impl Told {
	/// What an event of this role's tells.
	pub fn read(event: &Event) -> Result<Self> {
		Ok(serde_json::from_value(event.told.clone())?)
	}

	/// The channel that it is about.
	pub const fn channel(&self) -> Option<u64> {
		match self {
			Self::Opened { channel, .. }
			| Self::Changed { channel, .. }
			| Self::Closing { channel, .. }
			| Self::Challenged { channel, .. }
			| Self::Requested { channel, .. }
			| Self::RequestEnded { channel, .. }
			| Self::Settled { channel, .. }
			| Self::Hired { channel, .. }
			| Self::HiresChanged { channel, .. }
			| Self::WatchEnded { channel, .. }
			| Self::Demanded { channel, .. }
			| Self::DemandEnded { channel, .. }
			| Self::Missed { channel, .. } => Some(*channel),
			Self::Registered { .. }
			| Self::Beaten { .. }
			| Self::Silent { .. }
			| Self::Collected { .. } => None,
		}
	}
}

/// What such a role reads of blocks.
pub fn decoders(role: &'static str) -> Vec<Decoder> {
	vec![
		Decoder { role, pallet: "Channels", read: channels },
		Decoder { role, pallet: "Watchtowers", read: watchtowers },
	]
}

type Fields = Composite<()>;

fn fields(event: &ChainEvent<'_, PolkadotConfig>) -> Result<Fields> {
	event.decode_fields_unchecked_as().map_err(|error| {
		Error::chain(
			format_args!("{}.{} cannot be read ({error})", event.pallet_name(), event.event_name()),
			"the chain's runtime is of another version: run the agent that fits it",
		)
	})
}

fn channels(event: &ChainEvent<'_, PolkadotConfig>) -> Result<Option<Json>> {
	let name = event.event_name();
	if !OF_CHANNELS.contains(&name) {
		return Ok(None);
	}
	Ok(Some(serde_json::to_value(of_channels(name, &fields(event)?)?)?))
}

fn watchtowers(event: &ChainEvent<'_, PolkadotConfig>) -> Result<Option<Json>> {
	let name = event.event_name();
	if !OF_TOWERS.contains(&name) {
		return Ok(None);
	}
	Ok(Some(serde_json::to_value(of_towers(name, &fields(event)?)?)?))
}

const OF_CHANNELS: [&str; 10] = [
	"Opened",
	"Committed",
	"CommittedWithdrawn",
	"WithdrawalFinished",
	"ForceClosed",
	"Challenged",
	"WithdrawalRequested",
	"WithdrawalEnded",
	"Settled",
	"Closed",
];

fn of_channels(name: &str, fields: &Fields) -> Result<Told> {
	let short = |name| short(field(fields, name)?);
	let side = |name| Ok::<_, Error>(side(field(fields, name)?)?.number());
	let channel = short("channel")?;
	Ok(match name {
		"Opened" => {
			let parties = crate::channels::view::pair(field(fields, "parties")?, hash)?;
			Told::Opened { channel, parties: [Who(parties.opener), Who(parties.counterparty)] }
		},
		"ForceClosed" => Told::Closing {
			channel,
			closer: side("closer")?,
			version: short("version")?,
			settles_ms: short("settles_ms")?,
		},
		"Challenged" => Told::Challenged {
			channel,
			by: Who(hash(field(fields, "challenger")?)?),
			version: short("version")?,
		},
		"WithdrawalRequested" => {
			let number = |name| number(field(fields, name)?);
			Told::Requested {
				channel,
				side: side("side")?,
				kept: number("amount")?.saturating_add(number("reserve")?),
				version: short("version")?,
				finishes_ms: short("finishes_ms")?,
			}
		},
		"WithdrawalEnded" => Told::RequestEnded { channel, side: side("side")? },
		"Settled" => Told::Settled { channel, version: Some(short("version")?) },
		"Closed" => Told::Settled { channel, version: None },
		"WithdrawalFinished" => Told::Changed { channel, finished: Some(side("side")?) },
		_ => Told::Changed { channel, finished: None },
	})
}

const OF_TOWERS: [&str; 13] = [
	"Registered",
	"Beaten",
	"Silent",
	"Collected",
	"Hired",
	"Reordered",
	"HireEnded",
	"WatchEnded",
	"Demanded",
	"Delivered",
	"DemandEnded",
	"Withheld",
	"Missed",
];

fn of_towers(name: &str, fields: &Fields) -> Result<Told> {
	let short = |name| short(field(fields, name)?);
	let side = || Ok::<_, Error>(side(field(fields, "side")?)?.number());
	Ok(match name {
		"Registered" => Told::Registered {
			tower: short("tower")?,
			owner: Who(hash(field(fields, "owner")?)?),
			asset: asset(field(fields, "asset")?)?,
		},
		"Beaten" => Told::Beaten { tower: short("tower")? },
		"Silent" => {
			let watches = u32::try_from(short("watches")?).unwrap_or(u32::MAX);
			Told::Silent { tower: short("tower")?, watches }
		},
		"Collected" => Told::Collected { tower: short("tower")? },
		"Hired" => Told::Hired {
			channel: short("channel")?,
			side: side()?,
			tower: short("tower")?,
			hire: short("hire")?,
		},
		"HireEnded" => Told::HiresChanged {
			channel: short("channel")?,
			side: side()?,
			ended: Some(short("tower")?),
			is_dismissed: variant(field(fields, "reason")?)?.0 == "Dismissed",
		},
		"WatchEnded" => Told::WatchEnded { channel: short("channel")?, side: side()? },
		"Demanded" => Told::Demanded {
			channel: short("channel")?,
			side: side()?,
			tower: short("tower")?,
			version: short("version")?,
			backup: hash(field(fields, "backup")?)?,
			due_ms: short("due_ms")?,
		},
		"Delivered" | "DemandEnded" | "Withheld" => Told::DemandEnded {
			channel: short("channel")?,
			side: side()?,
			tower: short("tower")?,
			how: name.to_owned(),
		},
		"Missed" => {
			Told::Missed { channel: short("channel")?, side: side()?, tower: short("tower")? }
		},
		_ => Told::HiresChanged {
			channel: short("channel")?,
			side: side()?,
			ended: None,
			is_dismissed: false,
		},
	})
}

fn asset(value: &subxt::dynamic::Value) -> Result<Option<u32>> {
	let (name, inside) = variant(value)?;
	let number = match (name, inside) {
		("Native", _) => None,
		(_, Composite::Unnamed(values)) => values.first().and_then(|value| match &value.value {
			ValueDef::Primitive(_) | ValueDef::Composite(_) => number(value).ok(),
			_ => None,
		}),
		_ => None,
	};
	Ok(number.and_then(|number| u32::try_from(number).ok()))
}

/// The side with that number.
pub fn side_of(number: u8) -> Side {
	Side::of(number.into())
}

#[cfg(test)]
mod tests {
	use super::*;
	use subxt::dynamic::Value;

	fn id(number: u128) -> Value {
		Value::unnamed_composite([Value::u128(number)])
	}

	fn of(fields: Vec<(&str, Value)>) -> Fields {
		Composite::named(fields.into_iter().map(|(name, value)| (name.to_owned(), value)))
	}

	#[test]
	fn events_are_read_by_the_names_of_their_fields() {
		let closed = of(vec![
			("channel", id(4)),
			("more", id(9)),
			("closer", Side::Counterparty.value()),
			("version", Value::u128(3)),
			("settles_ms", Value::u128(77)),
		]);
		let told = of_channels("ForceClosed", &closed).unwrap();
		let closing = Told::Closing { channel: 4, closer: 1, version: 3, settles_ms: 77 };
		assert_eq!(told, closing);
		let json = serde_json::to_value(&told).unwrap();
		assert_eq!(Told::read(&Event { role: "r", index: 0, told: json }).unwrap(), told);
		let changed = of_channels("Committed", &closed).unwrap();
		assert_eq!(changed, Told::Changed { channel: 4, finished: None });
		let registered = |asset| {
			let owner = Value::unnamed_composite([Value::from_bytes([5; 32])]);
			let fields = of(vec![("tower", id(1)), ("owner", owner), ("asset", asset)]);
			of_towers("Registered", &fields).unwrap()
		};
		let of = |asset| Told::Registered { tower: 1, owner: Who([5; 32]), asset };
		assert_eq!(registered(Value::unnamed_variant("Native", [])), of(None));
		assert_eq!(registered(Value::unnamed_variant("WithId", [Value::u128(7)])), of(Some(7)));
	}
}
