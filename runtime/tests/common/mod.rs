//! A chain in memory: blocks as a node makes them, transactions as a wallet signs them.

#![allow(dead_code, missing_docs, clippy::arithmetic_side_effects)]

use bloc_primitives::{
	invoice::{Features, Invoice, PaymentSecret},
	state::{payload, CoSigned, Message},
	ChannelId, Pair, PaymentHash,
};
use codec::Encode;
use frame_support::{
	traits::fungible::NativeOrWithId::{self, Native},
	BoundedVec,
};
use lightning_bloc_runtime::{
	genesis_config_presets::storage, tx_extension, AccountId, Address, AssetId, Balance,
	BlockNumber, Executive, Hash, Header, Moment, Mpp, Nonce, Runtime, RuntimeCall, RuntimeOrigin,
	Signature, SignedPayload, System, UncheckedExtrinsic,
};
use pallet_bloc_mpp::{
	types::{Hop, InvoiceRef, Routes},
	InvoiceRefOf,
};
use pallet_bloc_swaps::types::LegSpec;
use sp_consensus_aura::AURA_ENGINE_ID;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Era,
	traits::{BlakeTwo256, Hash as _, Header as _},
	ApplyExtrinsicResult, Digest, DigestItem,
};

/// When the first block is made.
pub const START_MS: u64 = 1_800_000_000_000;

/// A chain of one of the presets, in memory.
pub struct Chain {
	ext: sp_io::TestExternalities,
	/// The hash that its transactions are signed for.
	pub genesis: Hash,
	parent: Hash,
	height: BlockNumber,
	/// The time of the last block.
	pub now_ms: u64,
}

impl Chain {
	/// The chain before its first block.
	pub fn of(preset: &str) -> Self {
		let storage = storage(preset).expect("the preset exists");
		// Stands for the genesis header's hash: it covers the whole genesis state, as that one does.
		let genesis = BlakeTwo256::hash_of(&storage.top.iter().collect::<Vec<_>>());
		let ext = sp_io::TestExternalities::new(storage);
		Self { ext, genesis, parent: genesis, height: 0, now_ms: START_MS - 6_000 }
	}

	/// Looks at the state.
	pub fn look<T>(&mut self, look: impl FnOnce() -> T) -> T {
		self.ext.execute_with(look)
	}

	/// The next block, `after_ms` after the last, with these transactions. Their results, in order.
	pub fn block(
		&mut self,
		after_ms: u64,
		txs: Vec<UncheckedExtrinsic>,
	) -> Vec<ApplyExtrinsicResult> {
		self.now_ms += after_ms;
		self.height += 1;
		let slot = self.now_ms / 6_000;
		let digest = Digest { logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, slot.encode())] };
		let header = Header::new(self.height, Hash::zero(), Hash::zero(), self.parent, digest);
		let now_ms = self.now_ms;
		let (results, header) = self.ext.execute_with(|| {
			Executive::initialize_block(&header);
			let set = pallet_timestamp::Call::set { now: now_ms };
			let set = UncheckedExtrinsic::new_bare(RuntimeCall::Timestamp(set));
			Executive::apply_extrinsic(set).unwrap().unwrap();
			let results = txs.into_iter().map(Executive::apply_extrinsic).collect();
			(results, Executive::finalize_block())
		});
		self.parent = header.hash();
		results
	}

	/// What `who` sends to do `call`, with the next nonce.
	pub fn signed(
		&mut self,
		who: Sr25519Keyring,
		call: impl Into<RuntimeCall>,
	) -> UncheckedExtrinsic {
		let nonce = self.look(|| System::account_nonce(who.to_account_id()));
		self.signed_with(who, call, nonce, self.genesis)
	}

	/// What `who` sends, signed for the chain with this genesis.
	pub fn signed_with(
		&mut self,
		who: Sr25519Keyring,
		call: impl Into<RuntimeCall>,
		nonce: Nonce,
		genesis: Hash,
	) -> UncheckedExtrinsic {
		let call = call.into();
		let extension = tx_extension(Era::Immortal, nonce);
		let version = lightning_bloc_runtime::VERSION;
		let implicit = (
			(),
			(),
			version.spec_version,
			version.transaction_version,
			genesis,
			genesis,
			(),
			(),
			(),
			(),
			(),
		);
		let payload = SignedPayload::from_raw(call, extension, implicit);
		let signature = payload.using_encoded(|bytes| who.sign(bytes));
		let (call, extension, _) = payload.deconstruct();
		UncheckedExtrinsic::new_signed(
			call,
			Address::Id(who.to_account_id()),
			Signature::Sr25519(signature),
			extension,
		)
	}
}

/// The account of a well-known key.
pub fn account(who: Sr25519Keyring) -> AccountId {
	who.to_account_id()
}

/// `body`, as a `message` of a channel that has had one base, signed by both.
pub fn by_both<Body>(
	genesis: Hash,
	channel: ChannelId,
	body: Body,
	message: &Message,
	parties: Pair<Sr25519Keyring>,
) -> CoSigned<Body, Signature> {
	let bytes = payload(&genesis, channel, 0, message);
	let signature = |who: Sr25519Keyring| Signature::Sr25519(who.sign(&bytes));
	let Pair { opener, counterparty } = parties;
	CoSigned::by_both(body, Pair::new(signature(opener), signature(counterparty)))
}

/// `payee` asks for so much of the native coin, for the preimage of this hash.
pub fn invoice(
	payee: AccountId,
	amount: Balance,
	payment_hash: PaymentHash,
	deadline_ms: Moment,
) -> Invoice<AccountId, NativeOrWithId<AssetId>> {
	Invoice {
		payee,
		asset: Native,
		amount: Some(amount),
		payment_hash,
		payment_secret: PaymentSecret([9; 32]),
		deadline_ms,
		memo_hash: [0; 32],
		features: Features::NONE,
		hints: Default::default(),
	}
}

/// Registers an invoice, and says how it is named from then on.
pub fn registered(invoice: Invoice<AccountId, NativeOrWithId<AssetId>>) -> InvoiceRefOf<Runtime> {
	let Invoice { payee, payment_hash, payment_secret, .. } = invoice.clone();
	Mpp::register_invoice(RuntimeOrigin::signed(payee.clone()), invoice).unwrap();
	InvoiceRef::Registered { payee, payment_hash, payment_secret }
}

/// One route for all of it, over these channels, in which nobody in between keeps anything.
pub fn route(channels: impl IntoIterator<Item = ChannelId>, amount: Balance) -> Routes {
	let hops = channels.into_iter().map(|channel| Hop { channel, amount });
	let route = BoundedVec::truncate_from(hops.collect());
	BoundedVec::truncate_from(vec![route])
}

/// A leg of so much of the native coin, that nothing puts off.
pub fn leg(
	receiver: AccountId,
	amount: Balance,
	payment_hash: PaymentHash,
	deadline_ms: Moment,
) -> LegSpec<AccountId, NativeOrWithId<AssetId>> {
	LegSpec {
		payment_hash,
		receiver,
		asset: Native,
		amount,
		deadline_ms,
		extension_ms: 0,
		into: None,
		counterpart: None,
	}
}
