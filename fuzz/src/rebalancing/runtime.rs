//! A runtime to throw bytes at: rebalancing over channels without a pallet.

use bloc_primitives::{ChannelId, Moment, Policy};
use bloc_testing::{channels, people::*};
use frame_support::traits::{ConstU32, ConstU64};
use frame_system::offchain::{
	AppCrypto, CreateSignedTransaction, CreateTransactionBase, SigningTypes,
};
use sp_runtime::{generic, MultiSignature, MultiSigner};

bloc_testing::test_runtime! {
	Rebalancing: pallet_bloc_rebalancing,
	with_assets: false,
	// 31 January 2024, noon.
	start_ms: 1_706_702_400_000,
	// The last of the people cannot pay for a deposit.
	genesis: with_money(&[alice(), bob(), charlie(), dave()], WEALTH),
	set_up: || (),
	check: || Rebalancing::do_try_state().unwrap(),
}

/// What each person has in native coins.
const WEALTH: Balance = 1_000_000;
pub const MINUTE: Moment = 60_000;
pub const DAY: Moment = 24 * 60 * MINUTE;

/// Names an asset.
pub type Asset = u32;
/// The one that most is about.
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

/// Nobody submits any: there is no worker here.
type Extrinsic = generic::UncheckedExtrinsic<AccountId, RuntimeCall, MultiSignature, ()>;

impl SigningTypes for Test {
	type Public = MultiSigner;
	type Signature = MultiSignature;
}

impl<C> CreateTransactionBase<C> for Test
where
	RuntimeCall: From<C>,
{
	type Extrinsic = Extrinsic;
	type RuntimeCall = RuntimeCall;
}

impl<C> CreateSignedTransaction<C> for Test
where
	RuntimeCall: From<C>,
{
	fn create_signed_transaction<A: AppCrypto<Self::Public, Self::Signature>>(
		_: RuntimeCall,
		_: MultiSigner,
		_: AccountId,
		_: u32,
	) -> Option<Extrinsic> {
		None
	}
}

impl pallet_bloc_rebalancing::Config for Test {
	type AssetId = Asset;
	type AuthorityId = pallet_bloc_rebalancing::crypto::Key;
	type Channels = Channels;
	type Clock = Timestamp;
	type Consideration = Ticket;
	type HookShare = HookShare;
	type MaxBackoffMs = ConstU64<DAY>;
	type MaxCycles = ConstU32<4>;
	type MaxProposalMs = ConstU64<DAY>;
	type MinIntervalMs = ConstU64<MINUTE>;
	type SlotMs = ConstU64<SLOT_MS>;
	type WeightInfo = ();
}

/// Forwards all, for `base` and `ppm`.
fn terms(base: Balance, ppm: u32) -> Policy {
	Policy { base_fee: base, fee_ppm: ppm, min_amount: 1, ..Policy::FREE }
}

/// A channel of these two in [`GOLD`] in which both forward for one unit and 1,000 millionths.
pub fn channel(opener: AccountId, counterparty: AccountId, amounts: [Balance; 2]) -> ChannelId {
	let id = Channels::establish(opener.clone(), counterparty.clone(), GOLD, amounts);
	for who in [opener, counterparty] {
		Channels::set_policy(id, &who, terms(1, 1_000));
	}
	id
}
