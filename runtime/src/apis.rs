//! The runtime APIs: what a node needs of the runtime, and what clients ask it.

use crate::{
	AccountId, AssetConversion, AssetId, Aura, Balance, Block, Channels, Dex, Executive, Grandpa,
	InherentDataExt, Lsp, Moment, Mpp, Nonce, Rebalancing, Recurring, Runtime, RuntimeCall,
	RuntimeGenesisConfig, SessionKeys, Streaming, Swaps, System, TransactionPayment, Watchtowers,
	VERSION,
};
use alloc::vec::Vec;
use bloc_primitives::{state::Message, ChannelId, PaymentHash, Side};
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	traits::fungible::NativeOrWithId,
	weights::Weight,
};
use pallet_bloc_dex::{
	price::Tick,
	types::{Amount, Hop, PairId, Side as OrderSide, SwapSpec},
	views::{Day, Depth, Holding, OrderView, Quote as OrderQuote, SwapQuote},
};
use pallet_bloc_lsp::{
	provider::Provider,
	shelf::{Offer, Region},
	views::{LeaseState, Statistics},
};
use pallet_bloc_mpp::types::{Locks, NoPlan, PartId, PaymentId, PaymentPlan};
use pallet_bloc_rebalancing::{
	advice::{NoAdvice, RebalancePlan, Recommendation},
	types::Status,
};
use pallet_bloc_recurring::types::{PlanId, State, SubscriptionId};
use pallet_bloc_streaming::{
	stream::StreamState,
	types::{Proposal, StreamId, VaultId},
	vault::Vault,
};
use pallet_bloc_swaps::{
	consent::Agreement,
	leg::Leg,
	quote::{Cost, Direction, Quote},
	ring::{Bond, LegTimes, RingTerms},
	types::ChainId,
};
use pallet_bloc_watchtowers::{
	types::TowerId,
	views::{TowerState, Turn},
};
use pallet_grandpa::AuthorityId as GrandpaId;
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(
			header: &<Block as BlockT>::Header,
		) -> sp_runtime::ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(
			data: sp_inherents::InherentData,
		) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: sp_inherents::InherentData,
		) -> sp_inherents::CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		fn submit_report_equivocation_unsigned_extrinsic(
			_equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			_key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			// Without sessions a report has nobody to act on it.
			None
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			_authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			None
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance>
		for Runtime
	{
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment_rpc_runtime_api::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<
		Block,
		Balance,
		RuntimeCall,
	> for Runtime
	{
		fn query_call_info(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(
			call: RuntimeCall,
			len: u32,
		) -> pallet_transaction_payment::FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_asset_conversion::AssetConversionApi<Block, Balance, NativeOrWithId<AssetId>>
		for Runtime
	{
		fn quote_price_exact_tokens_for_tokens(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
			amount: Balance,
			include_fee: bool,
		) -> Option<Balance> {
			AssetConversion::quote_price_exact_tokens_for_tokens(
				asset1,
				asset2,
				amount,
				include_fee,
			)
		}

		fn quote_price_tokens_for_exact_tokens(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
			amount: Balance,
			include_fee: bool,
		) -> Option<Balance> {
			AssetConversion::quote_price_tokens_for_exact_tokens(
				asset1,
				asset2,
				amount,
				include_fee,
			)
		}

		fn get_reserves(
			asset1: NativeOrWithId<AssetId>,
			asset2: NativeOrWithId<AssetId>,
		) -> Option<(Balance, Balance)> {
			AssetConversion::get_reserves(asset1, asset2).ok()
		}
	}

	impl pallet_asset_rewards::AssetRewards<Block, Balance> for Runtime {
		fn pool_creation_cost() -> Balance {
			crate::configs::assets::reward_pool_cost()
		}
	}

	// ANCHOR: channels_api
	impl pallet_bloc_channels::runtime_api::ChannelsApi<Block, AccountId, NativeOrWithId<AssetId>>
		for Runtime
	{
		fn channels_of(who: AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId> {
			Channels::channels_of(who, after, limit)
		}

		fn payload(id: ChannelId, message: Message) -> Vec<u8> {
			Channels::payload(id, message)
		}

		fn forward_fee(
			node: AccountId,
			incoming: ChannelId,
			outgoing: ChannelId,
			amount: Balance,
		) -> Option<Balance> {
			Channels::forward_fee(node, incoming, outgoing, amount)
		}

		fn pot_account(asset: NativeOrWithId<AssetId>) -> AccountId {
			Channels::pot_account(asset)
		}
	}
	// ANCHOR_END: channels_api

	impl pallet_bloc_mpp::runtime_api::MppApi<Block, AccountId, NativeOrWithId<AssetId>> for Runtime {
		fn parts_of(id: PaymentId) -> Vec<(PartId, Locks)> {
			Mpp::parts_of(id)
		}

		fn invoices_of(
			payee: AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<PaymentHash> {
			Mpp::invoices_of(payee, after, limit)
		}

		fn by_payer(payer: AccountId, after: Option<PaymentId>, limit: u32) -> Vec<PaymentId> {
			Mpp::by_payer(payer, after, limit)
		}

		fn by_payee(payee: AccountId, after: Option<PaymentId>, limit: u32) -> Vec<PaymentId> {
			Mpp::by_payee(payee, after, limit)
		}

		fn plan_payment(
			from: AccountId,
			to: AccountId,
			asset: NativeOrWithId<AssetId>,
			amount: Balance,
			max_parts: u32,
			max_fee: Balance,
			exclude: Vec<ChannelId>,
		) -> Result<PaymentPlan, NoPlan> {
			Mpp::plan_payment(from, to, asset, amount, max_parts, max_fee, exclude)
		}
	}

	impl pallet_bloc_rebalancing::runtime_api::RebalancingApi<
		Block,
		AccountId,
		NativeOrWithId<AssetId>,
	> for Runtime
	{
		fn status(account: AccountId, asset: NativeOrWithId<AssetId>) -> Option<Status> {
			Rebalancing::status(account, asset)
		}

		fn recommendations(
			account: AccountId,
			asset: NativeOrWithId<AssetId>,
			limit: u32,
		) -> Result<Vec<Recommendation>, NoAdvice> {
			Rebalancing::recommendations(account, asset, limit)
		}

		fn plan_rebalance(
			account: AccountId,
			asset: NativeOrWithId<AssetId>,
			max_fee: Balance,
		) -> RebalancePlan {
			Rebalancing::plan_rebalance(account, asset, max_fee)
		}

	}

	impl pallet_bloc_lsp::runtime_api::LspApi<Block, AccountId, NativeOrWithId<AssetId>> for Runtime {
		fn statistics(asset: NativeOrWithId<AssetId>) -> Statistics {
			Lsp::statistics(asset)
		}

		fn providers(
			asset: NativeOrWithId<AssetId>,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, Provider)> {
			Lsp::providers(asset, after, limit)
		}

		fn opening_fee(
			asset: NativeOrWithId<AssetId>,
			who: AccountId,
			size: Balance,
			lifetime_ms: Moment,
		) -> Option<Balance> {
			Lsp::opening_fee(asset, who, size, lifetime_ms)
		}

		fn best(
			asset: NativeOrWithId<AssetId>,
			size: Balance,
			lifetime_ms: Moment,
			region: Option<Region>,
		) -> Option<Offer<AccountId>> {
			Lsp::best(asset, size, lifetime_ms, region)
		}

		fn lease(channel: ChannelId) -> Option<LeaseState<AccountId, NativeOrWithId<AssetId>>> {
			Lsp::lease(channel)
		}

		fn min_bond(asset: NativeOrWithId<AssetId>) -> Balance {
			Lsp::min_bond(asset)
		}

		fn pot_account(asset: NativeOrWithId<AssetId>) -> AccountId {
			Lsp::pot_account(asset)
		}
	}

	impl pallet_bloc_watchtowers::runtime_api::WatchtowersApi<
		Block,
		AccountId,
		NativeOrWithId<AssetId>,
	> for Runtime
	{
		fn tower(id: TowerId) -> Option<TowerState<AccountId, NativeOrWithId<AssetId>>> {
			Watchtowers::tower(id)
		}

		fn towers(after: Option<TowerId>, limit: u32) -> Vec<TowerId> {
			Watchtowers::towers(after, limit)
		}

		fn turns(channel: ChannelId, side: Side) -> Vec<Turn> {
			Watchtowers::turns(channel, side)
		}

		fn runs_out_at(channel: ChannelId, side: Side, tower: TowerId) -> Option<Moment> {
			Watchtowers::runs_out_at(channel, side, tower)
		}

		fn pot_account(asset: NativeOrWithId<AssetId>) -> AccountId {
			Watchtowers::pot_account(asset)
		}
	}

	impl pallet_bloc_dex::runtime_api::DexApi<Block, AccountId, NativeOrWithId<AssetId>> for Runtime {
		fn pairs_of(
			base: NativeOrWithId<AssetId>,
			quote: NativeOrWithId<AssetId>,
			after: Option<PairId>,
			limit: u32,
		) -> Vec<PairId> {
			Dex::pairs_of(base, quote, after, limit)
		}

		fn best(pair: PairId) -> Option<[Option<Tick>; 2]> {
			Dex::best(pair)
		}

		fn depth(pair: PairId, side: OrderSide, behind: Option<Tick>, limit: u32) -> Vec<Depth> {
			Dex::depth(pair, side, behind, limit)
		}

		fn quote(
			pair: PairId,
			side: OrderSide,
			amount: Amount,
			limit: Tick,
			max_steps: u32,
		) -> Option<OrderQuote> {
			Dex::quote(pair, side, amount, limit, max_steps)
		}

		fn quote_swap(
			from: NativeOrWithId<AssetId>,
			hops: Vec<Hop<NativeOrWithId<AssetId>>>,
			swap: SwapSpec,
		) -> Option<SwapQuote> {
			Dex::quote_swap(from, hops.try_into().ok()?, swap)
		}

		fn orders(who: AccountId) -> Vec<OrderView> {
			Dex::orders(who)
		}

		fn balance(who: AccountId, asset: NativeOrWithId<AssetId>) -> Holding {
			Dex::balance(who, asset)
		}

		fn day(pair: PairId) -> Option<Day> {
			Dex::day(pair)
		}

		fn price_sum(pair: PairId) -> Option<(u128, Moment)> {
			Dex::price_sum(pair)
		}

		fn price_of(pair: PairId, tick: Tick) -> Option<Balance> {
			Dex::price_of(pair, tick)
		}
	}

	impl pallet_bloc_swaps::runtime_api::SwapsApi<
		Block,
		AccountId,
		NativeOrWithId<AssetId>,
	> for Runtime
	{
		fn swap(
			owner: AccountId,
			payment_hash: PaymentHash,
		) -> Option<Leg<AccountId, NativeOrWithId<AssetId>>> {
			Swaps::swap(owner, payment_hash)
		}

		fn swaps_of(
			owner: AccountId,
			after: Option<PaymentHash>,
			limit: u32,
		) -> Vec<(PaymentHash, Leg<AccountId, NativeOrWithId<AssetId>>)> {
			Swaps::swaps_of(owner, after, limit)
		}

		fn closes_ms(owner: AccountId, payment_hash: PaymentHash) -> Option<Moment> {
			Swaps::closes_ms(owner, payment_hash)
		}

		fn bond(
			poster: AccountId,
			payment_hash: PaymentHash,
		) -> Option<Bond<AccountId, NativeOrWithId<AssetId>>> {
			Swaps::bond(poster, payment_hash)
		}

		fn safe_deadlines(legs: u8, gap_ms: Moment, extension_ms: Moment) -> Vec<LegTimes> {
			Swaps::safe_deadlines(legs, gap_ms, extension_ms)
		}

		fn terms_hash(terms: RingTerms<AccountId, NativeOrWithId<AssetId>>) -> [u8; 32] {
			Swaps::terms_hash(terms)
		}

		fn consent_payload(
			owner: AccountId,
			payment_hash: PaymentHash,
			agreement: Agreement,
			valid_until_ms: Moment,
		) -> Option<Vec<u8>> {
			Swaps::consent_payload(owner, payment_hash, agreement, valid_until_ms)
		}

		fn quote(
			provider: AccountId,
			asset: NativeOrWithId<AssetId>,
			direction: Direction,
		) -> Option<Quote> {
			Swaps::quote(provider, asset, direction)
		}

		fn quotes_of(
			provider: AccountId,
			after: Option<(NativeOrWithId<AssetId>, Direction)>,
			limit: u32,
		) -> Vec<(NativeOrWithId<AssetId>, Direction)> {
			Swaps::quotes_of(provider, after, limit)
		}

		fn providers(
			asset: NativeOrWithId<AssetId>,
			direction: Direction,
			after: Option<AccountId>,
			limit: u32,
		) -> Vec<(AccountId, Quote)> {
			Swaps::providers(asset, direction, after, limit)
		}

		fn swap_cost(
			provider: AccountId,
			asset: NativeOrWithId<AssetId>,
			direction: Direction,
			amount: Balance,
			lasts_ms: Moment,
		) -> Option<Cost> {
			Swaps::swap_cost(provider, asset, direction, amount, lasts_ms)
		}

		fn swap_amount(
			provider: AccountId,
			asset: NativeOrWithId<AssetId>,
			direction: Direction,
			to_send: Balance,
		) -> Option<Balance> {
			Swaps::swap_amount(provider, asset, direction, to_send)
		}

		fn this_chain() -> Option<ChainId> {
			Swaps::this_chain()
		}

		fn pot_account(asset: NativeOrWithId<AssetId>) -> AccountId {
			Swaps::pot_account(asset)
		}
	}

	impl pallet_bloc_streaming::runtime_api::StreamingApi<
		Block,
		AccountId,
		NativeOrWithId<AssetId>,
	> for Runtime
	{
		fn stream_state(id: StreamId) -> Option<StreamState<AccountId, NativeOrWithId<AssetId>>> {
			Streaming::stream_state(id)
		}

		fn streams_of(who: AccountId, after: Option<StreamId>, limit: u32) -> Vec<StreamId> {
			Streaming::streams_of(who, after, limit)
		}

		fn owed(id: StreamId) -> Option<Balance> {
			Streaming::owed(id)
		}

		fn owed_at(id: StreamId, instant_ms: Moment) -> Option<Balance> {
			Streaming::owed_at(id, instant_ms)
		}

		fn look_fee() -> Balance {
			Streaming::look_fee()
		}

		fn runs_out_at(id: StreamId) -> Option<Moment> {
			Streaming::runs_out_at(id)
		}

		fn proposal(id: StreamId) -> Option<Proposal> {
			Streaming::proposal(id)
		}

		fn vault(id: VaultId) -> Option<Vault<AccountId, NativeOrWithId<AssetId>>> {
			Streaming::vault(id)
		}

		fn vault_runs_out_at(id: VaultId) -> Option<Moment> {
			Streaming::vault_runs_out_at(id)
		}

		fn pot_account(asset: NativeOrWithId<AssetId>) -> AccountId {
			Streaming::pot_account(asset)
		}
	}

	impl pallet_bloc_recurring::runtime_api::RecurringApi<Block, AccountId> for Runtime {
		fn state(id: SubscriptionId) -> Option<State> {
			Recurring::state(id)
		}

		fn next_due(id: SubscriptionId, limit: u32) -> Vec<Moment> {
			Recurring::next_due(id, limit)
		}

		fn run_fee() -> Balance {
			Recurring::run_fee()
		}

		fn credit_now(id: SubscriptionId) -> Option<Balance> {
			Recurring::credit_now(id)
		}

		fn plans_of(payee: AccountId, after: Option<PlanId>, limit: u32) -> Vec<PlanId> {
			Recurring::plans_of(payee, after, limit)
		}

		fn by_payer(
			payer: AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			Recurring::by_payer(payer, after, limit)
		}

		fn by_payee(
			payee: AccountId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			Recurring::by_payee(payee, after, limit)
		}

		fn by_plan(
			plan: PlanId,
			after: Option<SubscriptionId>,
			limit: u32,
		) -> Vec<SubscriptionId> {
			Recurring::by_plan(plan, after, limit)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<sp_genesis_builder::PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, crate::genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<sp_genesis_builder::PresetId> {
			crate::genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(
			extra: bool,
		) -> (Vec<frame_benchmarking::BenchmarkList>, Vec<frame_support::traits::StorageInfo>) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let spent = Executive::try_runtime_upgrade(checks);
			let spent = spent.expect("a failed check of an upgrade must stop the tool that runs it");
			(spent, crate::constants::MAXIMUM_BLOCK_WEIGHT)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			let spent =
				Executive::try_execute_block(block, state_root_check, signature_check, select);
			spent.expect("a failed check of a block must stop the tool that runs it")
		}
	}
}

#[cfg(all(test, feature = "try-runtime"))]
mod tests {
	use super::*;
	use frame_support::assert_ok;
	use frame_try_runtime::UpgradeCheckSelect;

	/// What `try-runtime-cli` did, which is not kept up any more.
	#[test]
	fn try_runtime_finds_nothing_wrong_with_an_upgrade() {
		let storage = crate::genesis_config_presets::storage("development").unwrap();
		sp_io::TestExternalities::new(storage).execute_with(|| {
			assert_ok!(Executive::try_runtime_upgrade(UpgradeCheckSelect::All));
		});
	}
}
