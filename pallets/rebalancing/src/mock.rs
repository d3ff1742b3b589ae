//! A runtime with what rebalancing needs: channels without a pallet, and people with money in them.
#![allow(clippy::arithmetic_side_effects, clippy::unwrap_used)]

use crate::{
	self as pallet_bloc_rebalancing,
	types::{Band, Cycle, Hop, RebalancePolicy},
	CyclesOf,
};
#[cfg(feature = "runtime-benchmarks")]
use bloc_primitives::Pair;
use bloc_primitives::{ChannelId, Moment, Policy};
use bloc_testing::channels;
use codec::Encode;
use frame_support::traits::{ConstU32, ConstU64};
use sp_runtime::{generic, MultiSignature, MultiSigner, Permill};

pub use bloc_testing::people::*;

/// A day.
pub const DAY: Moment = 24 * HOUR;
/// An hour.
pub const HOUR: Moment = 60 * MINUTE;
/// A minute.
pub const MINUTE: Moment = 60_000;
/// What each person has in native coins.
pub const WEALTH: Balance = 1_000_000;

bloc_testing::test_runtime! {
	Rebalancing: pallet_bloc_rebalancing,
	with_assets: false,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	// Eve has nothing at all.
	genesis: with_money(&[alice(), bob(), charlie(), dave()], WEALTH),
	set_up: || (),
	check: || Rebalancing::do_try_state().unwrap(),
}

/// Names an asset.
pub type Asset = u32;
/// The one that most tests are about.
pub const GOLD: Asset = 1;
/// Another one.
pub const TIN: Asset = 2;

impl channels::Config for Test {
	type AccountId = AccountId;
	type AssetId = Asset;
	type Clock = Timestamp;
	type Hooks = Rebalancing;
	type PreimageSink = ();
}

/// The channels.
pub type Channels = channels::Channels<Test>;

/// What the worker submits: a call, signed together with the nonce.
pub type Extrinsic = generic::UncheckedExtrinsic<AccountId, RuntimeCall, MultiSignature, ()>;

impl frame_system::offchain::SigningTypes for Test {
	type Public = MultiSigner;
	type Signature = MultiSignature;
}

impl<C> frame_system::offchain::CreateTransactionBase<C> for Test
where
	RuntimeCall: From<C>,
{
	type Extrinsic = Extrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> frame_system::offchain::CreateSignedTransaction<C> for Test
where
	RuntimeCall: From<C>,
{
	fn create_signed_transaction<
		A: frame_system::offchain::AppCrypto<Self::Public, Self::Signature>,
	>(
		call: RuntimeCall,
		public: MultiSigner,
		account: AccountId,
		nonce: u32,
	) -> Option<Extrinsic> {
		let signature = A::sign(&(&call, nonce).encode(), public)?;
		Some(Extrinsic::new_signed(call, account, signature, ()))
	}
}

impl pallet_bloc_rebalancing::Config for Test {
	type AssetId = Asset;
	type AuthorityId = keys::TestKey;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type MaxBackoffMs = ConstU64<DAY>;
	type MaxCycles = ConstU32<4>;
	type MaxProposalMs = ConstU64<DAY>;
	type MinIntervalMs = ConstU64<MINUTE>;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = crate::weights::SubstrateWeight<Test>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

#[cfg(feature = "runtime-benchmarks")]
/// Makes what the benchmarks need of this runtime.
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl crate::BenchmarkHelper<Test> for Helper {
	fn asset() -> Asset {
		GOLD
	}

	fn set_time(now_ms: Moment) {
		Timestamp::set_timestamp(now_ms);
	}

	fn open(parties: &Pair<AccountId>, asset: Asset, amounts: &Pair<Balance>) -> ChannelId {
		let Pair { opener, counterparty } = parties.clone();
		Channels::establish(opener, counterparty, asset, [amounts.opener, amounts.counterparty])
	}

	fn set_policy(id: ChannelId, who: &AccountId, policy: Policy) {
		Channels::set_policy(id, who, policy);
	}
}

/// Keys as a node's keystore has them, without the keystore: real ones, signing for real.
pub mod keys {
	use frame_system::offchain::AppCrypto;
	use sp_core::{
		crypto::{ByteArray, KeyTypeId},
		sr25519, Pair,
	};
	use sp_keyring::Sr25519Keyring;
	use sp_runtime::{app_crypto::RuntimeAppPublic, MultiSignature, MultiSigner};
	use std::cell::RefCell;

	thread_local! {
		static KEYS: RefCell<Vec<Sr25519Keyring>> = const { RefCell::new(Vec::new()) };
	}

	/// From now on the node has the keys of these.
	pub fn set(people: &[Sr25519Keyring]) {
		KEYS.set(people.to_vec());
	}

	/// A public key.
	#[derive(Clone, Debug, PartialEq, Eq)]
	pub struct TestPublic(sr25519::Public);

	impl From<TestPublic> for sr25519::Public {
		fn from(key: TestPublic) -> Self {
			key.0
		}
	}

	impl From<sr25519::Public> for TestPublic {
		fn from(key: sr25519::Public) -> Self {
			Self(key)
		}
	}

	impl RuntimeAppPublic for TestPublic {
		const ID: KeyTypeId = crate::crypto::KEY_TYPE;
		type Signature = sr25519::Signature;
		type ProofOfPossession = sr25519::Signature;

		fn all() -> Vec<Self> {
			KEYS.with_borrow(|keys| keys.iter().map(|key| Self(key.public())).collect())
		}

		fn generate_pair(_: Option<Vec<u8>>) -> Self {
			unimplemented!("nobody makes keys here")
		}

		fn sign<M: AsRef<[u8]>>(&self, message: &M) -> Option<sr25519::Signature> {
			let key =
				KEYS.with_borrow(|keys| keys.iter().find(|key| key.public() == self.0).copied())?;
			Some(key.pair().sign(message.as_ref()))
		}

		fn verify<M: AsRef<[u8]>>(&self, message: &M, signature: &sr25519::Signature) -> bool {
			sr25519::Pair::verify(signature, message.as_ref(), &self.0)
		}

		fn to_raw_vec(&self) -> Vec<u8> {
			self.0.to_raw_vec()
		}

		fn generate_proof_of_possession(&mut self, _: &[u8]) -> Option<sr25519::Signature> {
			None
		}

		fn verify_proof_of_possession(&self, _: &[u8], _: &sr25519::Signature) -> bool {
			false
		}
	}

	/// Such keys, as the worker uses them.
	pub struct TestKey;

	impl AppCrypto<MultiSigner, MultiSignature> for TestKey {
		type RuntimeAppPublic = TestPublic;
		type GenericPublic = sr25519::Public;
		type GenericSignature = sr25519::Signature;
	}
}

/// The usual band, up to 1 % in fees and 1,000 units of them a day, a run every ten minutes.
pub fn policy() -> RebalancePolicy {
	RebalancePolicy {
		band: Band::default(),
		fee_limit: Permill::from_percent(1),
		fee_budget: 1_000,
		budget_period_ms: DAY,
		min_interval_ms: 10 * MINUTE,
		min_amount: 0,
		automatic: true,
	}
}

/// The same, left to manual runs.
pub fn manual() -> RebalancePolicy {
	RebalancePolicy { automatic: false, ..policy() }
}

/// Sets a policy for Alice's channels in [`GOLD`].
pub fn set_policy(policy: RebalancePolicy) {
	Rebalancing::set_policy(origin(alice()), GOLD, Some(policy)).unwrap();
}

/// Forwards all, for `base` and `ppm`.
pub fn terms(base: Balance, ppm: u32) -> Policy {
	Policy { base_fee: base, fee_ppm: ppm, min_amount: 1, ..Policy::FREE }
}

/// A channel of these two in [`GOLD`] in which both forward on these terms.
pub fn channel(
	opener: AccountId,
	counterparty: AccountId,
	amounts: [Balance; 2],
	terms: Policy,
) -> ChannelId {
	let id = Channels::establish(opener.clone(), counterparty.clone(), GOLD, amounts);
	for who in [opener, counterparty] {
		Channels::set_policy(id, &who, terms);
	}
	id
}

/// Alice, Bob and Charlie in a ring of channels of 1,000 each, without fees: Alice has 900 with Bob
/// and 100 with Charlie.
pub fn ring() -> [ChannelId; 3] {
	ring_of(terms(0, 0))
}

/// The same, on these terms.
pub fn ring_of(terms: Policy) -> [ChannelId; 3] {
	[
		channel(alice(), bob(), [900, 100], terms),
		channel(bob(), charlie(), [500, 500], terms),
		channel(charlie(), alice(), [900, 100], terms),
	]
}

/// A cycle over these channels with these amounts.
pub fn cycle(hops: &[(ChannelId, Balance)]) -> Cycle {
	let hop = |(channel, amount): &(ChannelId, Balance)| Hop { channel: *channel, amount: *amount };
	Cycle::truncate_from(hops.iter().map(hop).collect())
}

/// The same amount over all of these channels.
pub fn round(channels: &[ChannelId], amount: Balance) -> Cycle {
	let hops: Vec<_> = channels.iter().map(|channel| (*channel, amount)).collect();
	cycle(&hops)
}

/// One run of these cycles.
pub fn cycles(all: &[Cycle]) -> CyclesOf<Test> {
	all.to_vec().try_into().unwrap()
}

/// What `who` has free in a channel.
pub fn local(id: ChannelId, who: &AccountId) -> Balance {
	let channel = Channels::get(id);
	channel.ledger.of(channel.side_of(who).unwrap()).free
}
