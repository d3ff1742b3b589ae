//! A run: what is left to do, what somebody off chain remembers, and what is done next.

use super::{
	books::Books,
	checks::{Claims, Issuance, Moves},
	off_chain::SignedState,
	protocol::Protocol,
	runtime::*,
	Known,
};
use bloc_primitives::{
	channel::{Locked, Phase},
	state::Message,
	ChannelId,
};
use bloc_testing::Reader;
use codec::{DecodeLimit, Encode};
use frame_support::{
	dispatch::GetDispatchInfo,
	storage::with_storage_layer,
	traits::{Get, OriginTrait},
};
use frame_system::limits;
use pallet_bloc_channels::{Call, Channels as ChannelMap};
use sp_runtime::{traits::Dispatchable, DispatchError};
use std::collections::BTreeSet;

type BlockWeights = <Test as frame_system::Config>::BlockWeights;

/// How many steps a run has at most: longer ones find no more, and take longer.
const MAX_STEPS: usize = 64;
/// How deep a call may be nested, as for transactions.
const MAX_DEPTH: u32 = 256;

/// The events that there were, by the index of the variant, if anybody asks.
pub type Trace = Option<BTreeSet<u8>>;

pub struct Model<'a> {
	pub reader: Reader<'a>,
	/// States that were signed for some channel, to be presented (again).
	pub states: Vec<(ChannelId, SignedState)>,
	/// What parties have approved on chain.
	pub approved: Vec<(ChannelId, Message)>,
	/// Locks that wait for their end, as `mpp` keeps them.
	pub locks: Vec<Locked>,
	/// Whether anything has worked yet.
	pub begun: bool,
	/// What the people had when something was last moved.
	pub claims: Claims,
	/// Whether anything has worked since then.
	pub stirred: bool,
	/// How much there was of each asset after the last step.
	pub issuance: Issuance,
	pub books: Books,
	/// Somebody gave to a pot: then payouts can come with more than is owed.
	pub gifts: bool,
	/// Whether an issuer has frozen or blocked anything.
	pub frozen: bool,
	/// Whether [`TOKEN`] is being destroyed. What is in it stays where it is.
	pub destroyed: bool,
	/// The events, if anybody asks.
	pub trace: Trace,
	/// Who is honest and what they hold, in a run by the protocol.
	pub protocol: Option<Protocol>,
}

impl<'a> Model<'a> {
	pub fn new(data: &'a [u8], known: Known) -> Self {
		let Known { begun, claims, issuance, books } = known;
		Self {
			reader: Reader::new(data),
			states: Vec::new(),
			approved: Vec::new(),
			locks: Vec::new(),
			begun,
			claims,
			stirred: false,
			issuance,
			books,
			gifts: false,
			frozen: false,
			destroyed: false,
			trace: None,
			protocol: None,
		}
	}

	/// Does what `data` says, step by step.
	pub fn live(&mut self, data: &'a [u8]) {
		self.reader = Reader::new(data);
		for _ in 0..MAX_STEPS {
			if self.reader.is_empty() {
				break;
			}
			match self.protocol {
				None => match self.reader.byte() {
					255 => self.close_after_loss(),
					254 => self.approve(),
					253 => self.present_unsigned(),
					252 => self.forget_approval(),
					251 => self.set_payout(),
					250 => self.request_withdrawal(),
					249 => self.contest_withdrawal(),
					248 => self.end_withdrawal(),
					kind => self.step(kind % 32),
				},
				Some(_) => self.step_by_the_protocol(),
			}
		}
	}

	/// A step of one of 32 kinds.
	pub fn step(&mut self, kind: u8) {
		match kind {
			0 => self.any_call(),
			1 | 2 => self.open(),
			3 => self.propose(),
			4 => self.answer(),
			5 => self.deposit(),
			6 => self.withdraw(),
			7 => self.pay(),
			8 => self.set_policy(),
			9 | 10 => self.commit(),
			11 => self.top_up(),
			12 => self.withdraw_committed(),
			13 => self.close(),
			14 | 15 => self.force_close(),
			16..=18 => self.challenge(),
			19 => self.settle(),
			20 => self.reveal(),
			21 => self.forget(),
			22 => self.claim_credit(),
			23 | 24 => self.lock(),
			25 => self.unlock(),
			26..=28 => self.block(),
			29 => self.neighbours(),
			30 => self.open_or_close_for_both(),
			_ if self.reader.one_in(2) => self.look(),
			_ => Refusals::set(self.reader.byte()),
		}
	}

	/// Whatever the bytes are as a call, from any origin.
	fn any_call(&mut self) {
		let origin = match self.reader.byte() % 8 {
			0 => RuntimeOrigin::root(),
			1 => RuntimeOrigin::none(),
			index => RuntimeOrigin::signed(person(index.into())),
		};
		let Ok(call) = Call::<Test>::decode_with_depth_limit(MAX_DEPTH, self.reader.rest()) else {
			return;
		};
		let again = Call::<Test>::decode_with_depth_limit(MAX_DEPTH, &mut &call.encode()[..]);
		assert_eq!(again.as_ref(), Ok(&call), "a call that does not encode to itself");
		let disputes = matches!(
			call,
			Call::force_close { .. }
				| Call::challenge { .. }
				| Call::close_after_loss { .. }
				| Call::approve { .. }
				| Call::set_payout { .. }
				| Call::request_withdrawal { .. }
		);
		let honest = origin.as_signer().is_some_and(|who| self.is_honest(who));
		// Whoever is honest presents nothing but the latest state, signs nothing by chance, and has its
		// money go to itself.
		if !(disputes && honest) {
			self.dispatch(origin, call);
		}
	}

	/// `who` calls. Returns whether that worked.
	pub fn call(&mut self, who: AccountId, call: Call<Test>) -> bool {
		self.dispatch(RuntimeOrigin::signed(who), call)
	}

	fn dispatch(&mut self, origin: RuntimeOrigin, call: Call<Test>) -> bool {
		let moves = Moves::of(&call, origin.clone());
		self.books.topping_up = matches!(call, Call::top_up { .. });
		let ends = match &call {
			Call::force_close { channel, .. }
			| Call::close { channel, .. }
			| Call::close_after_loss { channel, .. }
			| Call::contest_withdrawal { channel, .. } => Some(*channel),
			_ => None,
		};
		let agreed = matches!(call, Call::close { .. });
		if let Some(id) = ends {
			self.expect_end(id, agreed);
		}
		let call = RuntimeCall::Channels(call);
		let weight = call.get_dispatch_info().call_weight;
		let most = <BlockWeights as Get<limits::BlockWeights>>::get().max_block;
		assert!(weight.all_lte(most), "{call:?} weighs {weight:?}");
		let dispatched = self.act(moves, || call.dispatch(origin).map_err(|error| error.error));
		self.books.topping_up = false;
		if let (Some(id), Err(_)) = (ends, &dispatched) {
			self.expect_no_end(id, agreed);
		}
		dispatched.is_ok()
	}

	/// Before a channel is perhaps closed, alone or as both agreed.
	fn expect_end(&mut self, id: ChannelId, agreed: bool) {
		if let Some(account) = self.books.accounts.get_mut(&id) {
			account.agreed |= agreed;
		}
		let record = ChannelMap::<Test>::get(id);
		if let (false, Some(protocol), Some(record)) = (agreed, &mut self.protocol, record) {
			if record.channel.phase == Phase::Open {
				protocol.begin_closing(id, &record.channel);
			}
		}
	}

	/// It was not.
	fn expect_no_end(&mut self, id: ChannelId, agreed: bool) {
		if let Some(account) = self.books.accounts.get_mut(&id) {
			account.agreed &= !agreed;
		}
		let open = ChannelMap::<Test>::get(id).is_some_and(|of| of.channel.phase == Phase::Open);
		if let (false, true, Some(protocol)) = (agreed, open, &mut self.protocol) {
			protocol.stay_open(id);
		}
	}

	/// The pallet does something that may move what `moves` says.
	pub fn act<R>(
		&mut self,
		moves: Moves,
		action: impl FnOnce() -> Result<R, DispatchError>,
	) -> Result<R, DispatchError> {
		self.prepare(&moves);
		let done = with_storage_layer(action);
		if done.is_ok() {
			self.begun = true;
			self.check(moves);
		}
		done
	}
}
