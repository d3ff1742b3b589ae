//! What several tests need beside the mock.

use super::*;
use crate::{ChannelsOf, Closings, Credits, Pots};
use bloc_primitives::{
	channel::{Channel, Lock, Locked, Purpose},
	state::{payload, wrapped, CoSigned, Message},
	Moment,
};
use frame_support::{dispatch::DispatchResultWithPostInfo, traits::fungibles::Mutate};
use sp_core::{ecdsa, ed25519, sr25519, Pair as _, H256};
use sp_runtime::{
	traits::IdentifyAccount, ArithmeticError, DispatchError, DispatchResult, MultiSignature,
	MultiSigner,
};

/// What a call answers, whatever it weighed.
pub fn outcome(answer: DispatchResultWithPostInfo) -> DispatchResult {
	answer.map(|_| ()).map_err(|error| error.error)
}

/// What the opener of a channel pays as deposit: the SDK's price is per byte of each item.
pub fn storage_deposit() -> Balance {
	let footprint = Channels::channel_footprint();
	PER_ITEM + u128::from(footprint.count * footprint.size)
}

/// The same, out of the balance in `asset`: deposits are in the native coin.
pub fn storage_deposit_in(asset: &Asset) -> Balance {
	if *asset == NATIVE {
		storage_deposit()
	} else {
		0
	}
}

/// The most that the pot can have of an asset: what can be transferred at once.
pub fn room(asset: &Asset) -> Balance {
	use frame_support::traits::fungibles::Inspect;
	Balance::MAX - AllAssets::total_issuance(asset.clone())
}

/// What both assets say to a payment of more than there is.
pub const NO_SUCH_SUM: DispatchError = DispatchError::Arithmetic(ArithmeticError::Underflow);

/// Makes `who` as rich as the others.
pub fn enrich(who: &AccountId) {
	for asset in [NATIVE, TOKEN] {
		AllAssets::mint_into(asset, who, WEALTH).unwrap();
	}
}

/// Gives all that `who` has of `asset` to the issuer, so that the account is gone.
pub fn empty(asset: Asset, who: &AccountId) {
	use frame_support::traits::tokens::Preservation::Expendable;
	let all = balance(&asset, who);
	AllAssets::transfer(asset, who, &issuer(), all, Expendable).unwrap();
}

/// Nothing for either side.
pub const NOTHING: Pair<Balance> = Pair::new(0, 0);

/// The id of no channel.
pub const NO_CHANNEL: ChannelId = ChannelId(4_711);

/// Alice and Bob.
pub fn parties() -> Pair<AccountId> {
	Pair::new(alice(), bob())
}

/// A channel of Alice with Bob in which nothing has happened yet.
pub fn new_channel(asset: Asset, phase: Phase, amount: Balance) -> Channel<AccountId, Asset> {
	Channel {
		parties: parties(),
		asset,
		phase,
		ledger: free(amount, 0),
		committed: Pair::new(0, 0),
		base_version: 0,
		challenge_period_ms: PERIOD,
		policies: Pair::new(None, None),
		subscribed: Pair::new(false, false),
		guard: None,
	}
}

/// When the proposals of [`new_proposal`] end.
pub const EXPIRY: Moment = START + 20 * MINUTE;

/// Alice proposes a channel to Bob.
pub fn new_proposal(asset: Asset, amount: Balance, requested: Balance) -> ChannelId {
	let id = crate::NextChannelId::<Test>::get();
	let alice = origin(alice());
	Channels::propose(alice, bob(), asset, amount, requested, PERIOD, EXPIRY).unwrap();
	id
}

/// Locks ledger balance of `who`.
pub fn lock(id: ChannelId, who: &AccountId, amount: Balance) -> Locked {
	let asset = Channels::channel(id).unwrap().asset;
	<Channels as Lock<AccountId>>::lock(id, who, &asset, amount, Purpose::Own).unwrap().0
}

/// Makes a channel resolving in which nothing is committed and `amount` of Alice's is locked.
pub fn resolving_channel(asset: Asset, amount: Balance) -> (ChannelId, Locked) {
	let id = open_channel(asset, Pair::new(amount, 0));
	let locked = lock(id, &alice(), amount);
	Channels::force_close(origin(alice()), id, None).unwrap();
	assert_eq!(Channels::channel(id).unwrap().phase, Phase::Resolving);
	(id, locked)
}

/// Everybody has again what they had at first, and nothing is left in storage.
pub fn assert_nothing_is_left() {
	for who in [alice(), bob(), charlie()] {
		assert_eq!(balance(&NATIVE, &who), WEALTH);
		assert_eq!(balance(&TOKEN, &who), WEALTH);
		assert_eq!(held(&who), 0);
	}
	assert_eq!(crate::Channels::<Test>::iter().count(), 0);
	assert_eq!(ChannelsOf::<Test>::iter().count(), 0);
	assert_eq!(Closings::<Test>::iter().count(), 0);
	assert_eq!(Credits::<Test>::iter().count(), 0);
	assert_eq!(Pots::<Test>::iter().count(), 0);
}

/// A party's key, of any kind that a `MultiSignature` can be of.
#[derive(Clone)]
pub enum Key {
	Sr25519(sr25519::Pair),
	Ed25519(ed25519::Pair),
	Ecdsa(ecdsa::Pair),
	Eth(ecdsa::KeccakPair),
}

impl Key {
	/// A key of each kind.
	pub fn of_each_kind(seed: u8) -> [Self; 4] {
		[
			Self::Sr25519(sr25519::Pair::from_seed(&[seed; 32])),
			Self::Ed25519(ed25519::Pair::from_seed(&[seed; 32])),
			Self::Ecdsa(ecdsa::Pair::from_seed(&[seed; 32])),
			Self::Eth(ecdsa::KeccakPair::from_seed(&[seed; 32])),
		]
	}

	pub fn account(&self) -> AccountId {
		match self {
			Self::Sr25519(key) => MultiSigner::from(key.public()),
			Self::Ed25519(key) => MultiSigner::from(key.public()),
			Self::Ecdsa(key) => MultiSigner::from(key.public()),
			Self::Eth(key) => MultiSigner::Eth(key.public()),
		}
		.into_account()
	}

	pub fn sign(&self, bytes: &[u8]) -> MultiSignature {
		match self {
			Self::Sr25519(key) => key.sign(bytes).into(),
			Self::Ed25519(key) => key.sign(bytes).into(),
			Self::Ecdsa(key) => key.sign(bytes).into(),
			Self::Eth(key) => MultiSignature::Eth(key.sign(bytes)),
		}
	}
}

/// Has `call` succeed for parties with every kind of key, with what they sign raw or wrapped.
/// `call` gets the parties' accounts and what makes their signatures.
pub fn with_each_kind_of_key(
	call: impl Fn(Pair<AccountId>, &dyn Fn(ChannelId, Message) -> Pair<MultiSignature>),
) {
	for opener in Key::of_each_kind(1) {
		for counterparty in Key::of_each_kind(2) {
			for (wrap_opener, wrap_counterparty) in [(false, true), (true, false)] {
				let keys = Pair::new(opener.clone(), counterparty.clone());
				let wraps = Pair::new(wrap_opener, wrap_counterparty);
				let sign = |id, message| {
					let bytes = payload(&genesis(), id, base(id), &message);
					let of = |side| match wraps.of(side) {
						true => keys.of(side).sign(&wrapped(&bytes)),
						false => keys.of(side).sign(&bytes),
					};
					Pair::new(of(Side::Opener), of(Side::Counterparty))
				};
				ExtBuilder.run(|| {
					let accounts = keys.map(Key::account);
					enrich(&accounts.opener);
					enrich(&accounts.counterparty);
					call(accounts, &sign);
				});
			}
		}
	}
}

/// Has `call` refuse every signature of Alice and Bob that is not over `message`, on this channel
/// and this chain, and then accept those that are. `others` are messages that say something else.
pub fn refuses_bad_signatures<Body: Clone>(
	id: ChannelId,
	body: Body,
	message: Message,
	others: &[Message],
	call: impl Fn(CoSigned<Body, MultiSignature>) -> DispatchResult,
) {
	let charlie = sp_keyring::Sr25519Keyring::Charlie.pair();
	let sign = |key: &sr25519::Pair, bytes: &[u8]| MultiSignature::from(key.sign(bytes));
	let raw = payload(&genesis(), id, base(id), &message);
	let good = keys().map(|key| sign(key, &raw));

	for side in Side::BOTH {
		let keys = keys();
		let (own, other) = (keys.of(side), keys.of(side.other()));
		let sister_chain = H256::repeat_byte(0xb2);
		let mut bad = vec![
			("the other party's", sign(other, &raw)),
			("a stranger's", sign(&charlie, &raw)),
			("another kind", MultiSignature::Ed25519(ed25519::Signature::from([1; 64]))),
			("no recoverable one", MultiSignature::Ecdsa(ecdsa::Signature::from([0xff; 65]))),
			("another chain", sign(own, &payload(&sister_chain, id, base(id), &message))),
			(
				"another channel",
				sign(own, &payload(&genesis(), ChannelId(id.0 + 1), base(id), &message)),
			),
			("another base", sign(own, &payload(&genesis(), id, base(id) + 1, &message))),
			("no domain", sign(own, &raw[bloc_primitives::state::DOMAIN.len()..])),
			("half wrapped", sign(own, &[b"<Bytes>".as_slice(), &raw].concat())),
			("wrapped twice", sign(own, &wrapped(&wrapped(&raw)))),
			("nothing", sign(own, &[])),
		];
		for other in others {
			bad.push(("another message", sign(own, &payload(&genesis(), id, base(id), other))));
		}
		let error: DispatchError = match side {
			Side::Opener => Error::<Test>::BadOpenerSignature.into(),
			Side::Counterparty => Error::<Test>::BadCounterpartySignature.into(),
		};
		for (why, signature) in bad {
			let mut signatures = good.clone();
			*signatures.of_mut(side) = signature;
			let before = sp_io::storage::root(sp_runtime::StateVersion::V1);
			let result = call(CoSigned::by_both(body.clone(), signatures));
			assert_eq!(result, Err(error), "{side:?}: {why}");
			assert_eq!(sp_io::storage::root(sp_runtime::StateVersion::V1), before, "{why}");
		}
	}
	assert_ok!(call(CoSigned::by_both(body, good)));
}
