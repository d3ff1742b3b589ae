//! Reads what chains store and tell, by the names that their metadata have: so what gets more fields
//! one day is read as before.

use crate::{
	channels::state::{Pair, Side},
	core::{
		chain::{Hash, Node},
		keys::Account,
	},
	error::{Error, Result},
};
use subxt::{
	dynamic::Value,
	ext::scale_value::{Composite, Primitive, ValueDef},
};

fn other(what: &str) -> Error {
	Error::chain(
		format_args!("{what} is not as this agent knows it"),
		"the chain's runtime is of another version: run the agent that fits it",
	)
}

/// A field.
pub fn field<'a>(of: &'a Composite<()>, name: &str) -> Result<&'a Value> {
	let found = match of {
		Composite::Named(fields) => fields.iter().find(|(known, _)| known == name),
		Composite::Unnamed(_) => None,
	};
	found.map(|(_, value)| value).ok_or_else(|| other(name))
}

/// What is inside of one value that holds just another.
fn inside(value: &Value) -> &Value {
	match &value.value {
		ValueDef::Composite(Composite::Unnamed(values)) => match values.as_slice() {
			[one] => inside(one),
			_ => value,
		},
		_ => value,
	}
}

/// A value with fields.
pub fn fields(value: &Value) -> Result<&Composite<()>> {
	match &inside(value).value {
		ValueDef::Composite(composite) => Ok(composite),
		_ => Err(other("a record")),
	}
}

/// A number.
pub fn number(value: &Value) -> Result<u128> {
	match &inside(value).value {
		ValueDef::Primitive(Primitive::U128(number)) => Ok(*number),
		_ => Err(other("a number")),
	}
}

/// A number of 64 bits.
pub fn short(value: &Value) -> Result<u64> {
	number(value)?.try_into().map_err(|_| other("a number"))
}

/// The name of a variant, and what it has.
pub fn variant(value: &Value) -> Result<(&str, &Composite<()>)> {
	match &value.value {
		ValueDef::Variant(variant) => Ok((&variant.name, &variant.values)),
		_ => Err(other("a kind")),
	}
}

/// What may be there or not.
pub fn option(value: &Value) -> Result<Option<&Value>> {
	match variant(value)? {
		("Some", Composite::Unnamed(values)) => Ok(values.first()),
		_ => Ok(None),
	}
}

/// A side.
pub fn side(value: &Value) -> Result<Side> {
	Side::named(variant(value)?.0).ok_or_else(|| other("a side"))
}

/// Bytes.
pub fn bytes(value: &Value) -> Result<Vec<u8>> {
	fn gather(value: &Value, into: &mut Vec<u8>) -> Option<()> {
		match &value.value {
			ValueDef::Primitive(Primitive::U128(byte)) => into.push(u8::try_from(*byte).ok()?),
			ValueDef::Composite(Composite::Unnamed(values)) => {
				for value in values {
					gather(value, into)?;
				}
			},
			_ => return None,
		}
		Some(())
	}
	let mut all = Vec::new();
	gather(value, &mut all).ok_or_else(|| other("a text"))?;
	Ok(all)
}

/// A hash, or an account.
pub fn hash(value: &Value) -> Result<Hash> {
	bytes(value)?.try_into().map_err(|_| other("a hash"))
}

/// The records of a list.
pub fn list(value: &Value) -> Result<&[Value]> {
	match &value.value {
		ValueDef::Composite(Composite::Unnamed(values)) => match values.as_slice() {
			[Value { value: ValueDef::Composite(Composite::Unnamed(_)), .. }] => {
				values.first().map_or(Ok(&[]), list)
			},
			_ => Ok(values),
		},
		_ => Err(other("a list")),
	}
}

/// A value for each side.
pub fn pair<T>(value: &Value, read: impl Fn(&Value) -> Result<T>) -> Result<Pair<T>> {
	let fields = fields(value)?;
	Ok(Pair {
		opener: read(field(fields, "opener")?)?,
		counterparty: read(field(fields, "counterparty")?)?,
	})
}

/// A channel, as far as disputes have to do with it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Channel {
	/// Who the parties are.
	pub parties: Pair<Account>,
	/// What they have committed.
	pub committed: Pair<u128>,
	/// Its base.
	pub base_version: u64,
	/// How long a party that closes alone can be contradicted.
	pub period_ms: u64,
	/// When it is settled, if it is closing.
	pub settles_ms: Option<u64>,
	/// Whether it is open.
	pub is_open: bool,
}

/// The channel, while it exists.
pub async fn channel(node: &dyn Node, id: u64) -> Result<Option<Channel>> {
	let found = node.value("Channels", "Channels", vec![key(id)]).await?;
	found.as_ref().map(read_channel).transpose()
}

fn read_channel(record: &Value) -> Result<Channel> {
	let channel = fields(field(fields(record)?, "channel")?)?;
	let (phase, inside) = variant(field(channel, "phase")?)?;
	let settles_ms = match phase {
		"Closing" => Some(short(field(inside, "settles_ms")?)?),
		_ => None,
	};
	Ok(Channel {
		parties: pair(field(channel, "parties")?, hash)?,
		committed: pair(field(channel, "committed")?, number)?,
		base_version: short(field(channel, "base_version")?)?,
		period_ms: short(field(channel, "challenge_period_ms")?)?,
		settles_ms,
		is_open: phase == "Open",
	})
}

/// A request of a side to withdraw, or nothing: the version that it has shown, what it has to have,
/// and when it is finished.
pub async fn request(node: &dyn Node, id: u64, side: Side) -> Result<Option<(u64, u128, u64)>> {
	let Some(found) = node.value("Channels", "Channels", vec![key(id)]).await? else {
		return Ok(None);
	};
	let requests = fields(field(fields(&found)?, "requests")?)?;
	let name = if side == Side::Opener { "opener" } else { "counterparty" };
	let Some(request) = option(field(requests, name)?)? else { return Ok(None) };
	let request = fields(request)?;
	let kept =
		number(field(request, "amount")?)?.saturating_add(number(field(request, "reserve")?)?);
	Ok(Some((short(field(request, "version")?)?, kept, short(field(request, "finishes_ms")?)?)))
}

/// The version that stands in a dispute, and who closes.
pub async fn closing(node: &dyn Node, id: u64) -> Result<Option<(u64, Side)>> {
	let Some(found) = node.value("Channels", "Closings", vec![key(id)]).await? else {
		return Ok(None);
	};
	let closing = fields(&found)?;
	let state = fields(field(closing, "state")?)?;
	Ok(Some((short(field(state, "version")?)?, side(field(closing, "closer")?)?)))
}

/// A tower that was hired.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Hire {
	/// Which one.
	pub tower: u64,
	/// The number of the hire.
	pub number: u64,
	/// Since when.
	pub from_ms: u64,
	/// Whether it is paid still.
	pub is_paid: bool,
	/// What is demanded of it: the hash of the backup, and the version that it came with.
	pub demand: Option<(Hash, u64)>,
}

/// The towers of a side of a channel, in their order.
pub async fn hires(node: &dyn Node, channel: u64, side: Side) -> Result<Vec<Hire>> {
	let Some(found) = node.value("Watchtowers", "Watches", vec![key(channel)]).await? else {
		return Ok(vec![]);
	};
	let watches = fields(field(fields(&found)?, "watches")?)?;
	let name = if side == Side::Opener { "opener" } else { "counterparty" };
	let Some(watch) = option(field(watches, name)?)? else { return Ok(vec![]) };
	list(field(fields(watch)?, "hires")?)?.iter().map(hire).collect()
}

fn hire(value: &Value) -> Result<Hire> {
	let hire = fields(value)?;
	let demand = option(field(hire, "demand")?)?.map(|demand| {
		let demand = fields(demand)?;
		Ok::<_, Error>((hash(field(demand, "backup")?)?, short(field(demand, "version")?)?))
	});
	Ok(Hire {
		tower: short(field(hire, "tower")?)?,
		number: short(field(hire, "number")?)?,
		from_ms: short(field(hire, "from_ms")?)?,
		is_paid: option(field(hire, "stopped_ms")?)?.is_none(),
		demand: demand.transpose()?,
	})
}

/// A tower, as clients see it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tower {
	/// Whose it is.
	pub owner: Account,
	/// Its keys, and since when each of them signs: the last one counts of those that do.
	pub keys: Vec<(Account, u64)>,
	/// To what clients seal.
	pub sealing_key: [u8; 32],
	/// Where it is asked.
	pub contact: String,
	/// When it has shown that it is there.
	pub beaten_ms: u64,
}

/// A tower by its number.
pub async fn tower(node: &dyn Node, id: u64) -> Result<Option<Tower>> {
	let found = node.value("Watchtowers", "Towers", vec![key(id)]).await?;
	found.as_ref().map(read_tower).transpose()
}

fn read_tower(record: &Value) -> Result<Tower> {
	let tower = fields(field(fields(record)?, "tower")?)?;
	let profile = fields(field(tower, "profile")?)?;
	let key = |value: &Value| {
		let key = fields(value)?;
		Ok((hash(field(key, "signer")?)?, short(field(key, "since_ms")?)?))
	};
	let keys = list(field(tower, "keys")?)?.iter().map(key).collect::<Result<_>>()?;
	let last = fields(field(fields(field(tower, "presence")?)?, "last")?)?;
	let contact = String::from_utf8(bytes(field(profile, "contact")?)?);
	Ok(Tower {
		owner: hash(field(tower, "owner")?)?,
		keys,
		sealing_key: hash(field(profile, "sealing_key")?)?,
		contact: contact.map_err(|_| other("a contact"))?,
		beaten_ms: short(field(last, "ms")?)?,
	})
}

/// The key of a map by numbers.
pub fn key(id: u64) -> Value {
	Value::unnamed_composite([Value::u128(id.into())])
}

#[cfg(test)]
mod tests {
	use super::*;

	fn id(number: u128) -> Value {
		Value::unnamed_composite([Value::u128(number)])
	}

	#[test]
	fn values_are_read_by_their_names() {
		let hires = |count: u128| {
			let hire = |number| Value::named_composite([("tower", id(number)), ("more", id(0))]);
			let list = Value::unnamed_composite((0..count).map(hire));
			Value::unnamed_composite([list])
		};
		for count in [0, 1, 3] {
			let found = hires(count);
			let found = list(&found).unwrap();
			assert_eq!(found.len() as u128, count);
			for (number, hire) in (0..).zip(found) {
				assert_eq!(short(field(fields(hire).unwrap(), "tower").unwrap()).unwrap(), number);
				assert!(field(fields(hire).unwrap(), "missing").is_err());
			}
		}
		let account = Value::unnamed_composite([Value::from_bytes([7; 32])]);
		assert_eq!(hash(&account).unwrap(), [7; 32]);
		let some = Value::unnamed_variant("Some", [id(4)]);
		assert_eq!(short(option(&some).unwrap().unwrap()).unwrap(), 4);
		assert!(option(&Value::unnamed_variant("None", [])).unwrap().is_none());
		assert_eq!(side(&Side::Counterparty.value()).unwrap(), Side::Counterparty);
		assert!(number(&account).is_err() && bytes(&some).is_err());
	}
}
