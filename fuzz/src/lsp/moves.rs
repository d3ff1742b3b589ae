//! Steps that move providers, offers and leases through their lives.

use super::{runtime::*, Model, OfLsp};
use crate::common::{self, person, DAY, HOUR, MINUTE};
use bloc_primitives::{
	channel::{Channel, Purpose, Transfer},
	state::{payload, Close, CoSigned, Htlc, Message, NetTransfer, State},
	ChannelId, Moment, Policy, Preimage, Side,
};
use bloc_testing::people::AccountId;
use frame_support::storage::with_storage_layer;
use pallet_bloc_lsp::{
	lease::Payment,
	menu::{Item, Menu},
	provider::Limits,
	quote::Quote,
	shelf::{Place, Region},
	types::{Collected, Request, Selection, SignedQuote},
	Call, LeaseOf, Leases, Menus, Providers, Reservations, UsedQuotes,
};

fn now() -> Moment {
	common::now::<OfLsp>()
}

/// How many kinds of starts there are.
pub const START_KINDS: usize = 4;

/// What there is at a start already: the first person provides, and the second and the third; and
/// what the start adds: leases of the fourth.
pub fn set_up(start: usize, model: &mut Model) {
	let asset = if start % 2 == 0 { TOKEN } else { NATIVE };
	let on = || asset.clone();
	for (index, ppm) in [(0, 10_000), (1, 20_000), (2, 10_000)] {
		let who = person(index);
		let terms = terms(index as u16 % 2);
		let mut call = |call| assert!(model.call(who.clone(), call));
		call(Call::register { asset: on(), bond: 5_000, terms });
		call(Call::stock { asset: on(), amount: 100_000 });
		let menu: Menu = vec![item(10, ppm, now())].try_into().unwrap();
		call(Call::set_menu { asset: on(), menu });
		call(Call::list { asset: on(), item: 0, place: Place { class: 13, term: 0 } });
	}
	if start < 2 {
		return;
	}
	for payment in [Payment::UpFront, Payment::Streamed(50), Payment::FirstReceived] {
		let (size, limits) = (10_000, Limits::NONE);
		let request = Request { size, own: 100, lifetime_ms: DAY, payment, max_fee: 1_000, limits };
		let selection = Selection::Provider(person(0));
		let call = Call::request_channel { asset: on(), request, selection };
		assert!(model.call(person(3), call));
	}
}

/// What a party does in a channel.
fn in_channel(call: pallet_bloc_channels::Call<Test>, who: &AccountId) -> bool {
	use sp_runtime::traits::Dispatchable;
	RuntimeCall::from(call).dispatch(RuntimeOrigin::signed(who.clone())).is_ok()
}

/// A message that both parties of a channel have signed.
fn signed<Body: Clone>(
	id: ChannelId,
	channel: &Channel<AccountId, Asset>,
	body: Body,
	message: fn(Body) -> Message,
) -> CoSigned<Body, Seal> {
	let genesis = System::block_hash(0);
	let bytes = payload(&genesis, id, channel.base_version, &message(body.clone()));
	CoSigned::by_both(body, channel.parties.map(|who| Seal::of(who, &bytes)))
}

/// Both parties close a channel.
fn close_together(id: ChannelId, channel: &Channel<AccountId, Asset>) {
	let (version, valid_until_ms) = (channel.base_version + 1, now() + MINUTE);
	let close = Close { version, net: NetTransfer::ZERO, valid_until_ms };
	let signed = signed(id, channel, close, Message::Close);
	let call = pallet_bloc_channels::Call::close { channel: id, close: signed };
	in_channel(call, &channel.parties.opener);
}

/// The provider closes a channel with an HTLC in its favour, for which the client commits
/// something.
fn close_with_htlc(id: ChannelId, channel: &Channel<AccountId, Asset>) {
	use pallet_bloc_channels::Call;
	in_channel(Call::commit { channel: id, amount: 20 }, &channel.parties.opener);
	let htlc = Htlc {
		payer: Side::Opener,
		amount: 10,
		payment_hash: Preimage([1; 32]).payment_hash(),
		deadline_ms: now() + HOUR,
	};
	let version = channel.base_version + 1;
	let state = State { version, net: NetTransfer::ZERO, htlcs: vec![htlc].try_into().unwrap() };
	let signed = Some(signed(id, channel, state, Message::State));
	in_channel(Call::force_close { channel: id, state: signed }, &channel.parties.counterparty);
}

impl Model<'_> {
	pub fn step(&mut self) {
		let kind = self.reader.byte();
		match kind {
			254 | 255 => return self.fortune(kind == 255),
			253 => return self.pass(),
			252 => return self.quoted(),
			_ => {},
		}
		match kind % 40 {
			0 => self.any_call(),
			1 | 2 => self.register(),
			3 => self.set_terms(),
			4..=6 => self.set_menu(),
			7 | 8 => self.money(),
			9 => self.leave(),
			10..=12 => self.beat(),
			13..=15 => self.list(),
			16 => self.relist(),
			17..=19 => self.reserve(),
			20..=24 => self.request(),
			25 | 26 => self.pay(),
			27 => self.agree(),
			28 => self.end(),
			29 => self.collect(),
			30 => self.claim_credit(),
			31..=33 => self.block(),
			34..=37 => self.channel(),
			38 => self.neighbours(),
			_ => self.search(),
		}
	}

	/// Hours pass in which the chain makes all of its blocks: who gives no sign of life is away.
	fn pass(&mut self) {
		let hours = u64::from(self.reader.byte());
		System::set_block_number(System::block_number() + hours * HOUR / BLOCK_MS);
		self.next_block(now() + hours * HOUR, <Lsp as bloc_timetable::Owner>::hook_budget());
	}

	/// A provider: nearly always one that there is.
	fn provider(&mut self) -> (Asset, AccountId) {
		let there: Vec<_> = Providers::<Test>::iter_keys().collect();
		match self.reader.pick(&there) {
			Some(key) if !self.reader.one_in(8) => key,
			_ => (self.asset(), self.who()),
		}
	}

	/// A lease: nearly always one that there is.
	fn lease(&mut self) -> (ChannelId, Option<LeaseOf<Test>>) {
		let there: Vec<_> = Leases::<Test>::iter_keys().collect();
		let id = match self.reader.pick(&there) {
			Some(id) if !self.reader.one_in(8) => id,
			_ => ChannelId(self.reader.byte().into()),
		};
		(id, Leases::<Test>::get(id).map(|record| record.lease))
	}

	/// The client, the provider, or anybody.
	fn somebody(&mut self, lease: &Option<LeaseOf<Test>>) -> AccountId {
		match (self.reader.byte() % 4, lease) {
			(0 | 1, Some(lease)) => lease.client.clone(),
			(2, Some(lease)) => lease.provider.clone(),
			_ => self.who(),
		}
	}

	fn register(&mut self) {
		let (who, asset) = (self.who(), self.asset());
		let bond = match self.reader.one_in(4) {
			true => self.reader.amount(MIN_BOND),
			false => 2_000,
		};
		let mut terms = terms(u16::from(self.reader.byte() % 3));
		if self.reader.one_in(8) {
			terms.policy.enabled = false;
		}
		self.call(who, Call::register { asset, bond, terms });
	}

	fn set_terms(&mut self) {
		let (asset, who) = self.provider();
		let mut terms = terms(u16::from(self.reader.byte() % 3));
		terms.policy = Policy { base_fee: self.reader.byte().into(), ..POLICY };
		self.call(who, Call::set_terms { asset, terms });
	}

	fn set_menu(&mut self) {
		let (asset, who) = self.provider();
		let mut items: Vec<Item> = Menus::<Test>::get(&asset, &who).into_inner();
		if !self.reader.one_in(8) {
			items.retain(|item| item.runs(now()));
		}
		for _ in 0..self.reader.byte() % 3 {
			let (min_fee, ppm) = (self.reader.byte(), u16::from_le_bytes(self.reader.array()));
			let mut item = item(min_fee.into(), ppm.into(), now());
			if self.reader.one_in(4) {
				item.valid_until_ms = self.reader.moment(&[now() + MAX_MENU, now()]);
				item.max_size = self.reader.amount(1 << 20);
				item.lifetime_ms = self.reader.moment(&[DAY]);
			}
			items.push(item);
		}
		items.sort_by_key(|item| (item.min_fee, item.ppm));
		items.truncate(8);
		let Ok(menu) = items.try_into() else { return };
		self.call(who, Call::set_menu { asset, menu });
	}

	fn money(&mut self) {
		let (asset, who) = self.provider();
		let known = Lsp::provider(asset.clone(), who.clone());
		let (kind, edge) = (self.reader.byte() % 4, known.as_ref().map_or(0, |it| it.free));
		let call = match kind {
			0 => Call::stock { amount: self.own_amount(&who, &asset), asset },
			1 => Call::unstock { asset, amount: self.reader.amount(edge) },
			2 => Call::add_bond { amount: self.own_amount(&who, &asset), asset },
			_ => {
				let edge = known.map_or(0, |it| it.bond - it.covered.max(MIN_BOND).min(it.bond));
				Call::withdraw_bond { asset, amount: self.reader.amount(edge) }
			},
		};
		self.call(who, call);
	}

	fn leave(&mut self) {
		let (asset, who) = self.provider();
		self.call(who, Call::leave { asset });
	}

	fn beat(&mut self) {
		let (asset, who) = self.provider();
		let number = System::block_number() - u64::from(self.reader.byte() % 2);
		let hash = match self.reader.one_in(4) {
			true => Default::default(),
			false => sp_core::H256::repeat_byte(number as u8 | 1),
		};
		if self.reader.one_in(2) {
			frame_system::BlockHash::<Test>::insert(number, hash);
		}
		self.call(who, Call::beat { asset, number, hash });
	}

	fn place(&mut self) -> Place {
		Place { class: 8 + self.reader.byte() % 8, term: self.reader.byte() % 4 }
	}

	fn list(&mut self) {
		let (asset, who) = self.provider();
		let (item, place) = (self.reader.byte() % 3, self.place());
		self.call(who, Call::list { asset, item, place });
	}

	fn relist(&mut self) {
		let (asset, provider) = self.provider();
		let known = Lsp::provider(asset.clone(), provider.clone());
		let places: Vec<_> = known
			.map(|it| it.listings.iter().map(|listing| listing.shelf.place).collect())
			.unwrap_or_default();
		let place = self.reader.pick(&places).unwrap_or(Place { class: 1, term: 1 });
		let who = if self.reader.one_in(2) { provider.clone() } else { self.who() };
		let call = match self.reader.one_in(2) {
			true => Call::delist { asset, provider, place },
			false => Call::reindex { asset, provider, place },
		};
		self.call(who, call);
	}

	fn size(&mut self) -> Balance {
		match self.reader.byte() % 4 {
			0 => self.reader.amount(100_000),
			_ => u16::from_le_bytes(self.reader.array()).into(),
		}
	}

	fn lifetime(&mut self) -> Moment {
		match self.reader.byte() % 4 {
			0 => self.reader.moment(&[MIN_LEASE, MAX_LEASE, 30 * DAY]),
			1 => Moment::from(self.reader.byte()) * 6 * HOUR,
			_ => DAY,
		}
	}

	fn reserve(&mut self) {
		let there: Vec<_> = Reservations::<Test>::iter_keys().collect();
		if self.reader.one_in(4) {
			let Some((asset, provider, client)) = self.reader.pick(&there) else { return };
			let who = if self.reader.one_in(4) { self.who() } else { client.clone() };
			self.call(who, Call::end_reservation { asset, provider, client });
			return;
		}
		let ((asset, provider), who) = (self.provider(), self.who());
		let (size, lifetime_ms) = (self.size(), self.lifetime());
		let until_ms = match self.reader.one_in(4) {
			true => self.reader.moment(&[now(), now() + MAX_RESERVE]),
			false => now() + Moment::from(self.reader.byte()) * MINUTE,
		};
		let max_price = self.reader.amount(Balance::MAX);
		let call = Call::reserve { asset, provider, size, lifetime_ms, until_ms, max_price };
		self.call(who, call);
	}

	fn request(&mut self) {
		let (kind, who) = (self.reader.byte() % 4, self.who());
		let (size, own, lifetime_ms) = (self.size(), self.reader.byte().into(), self.lifetime());
		let payment = match self.reader.byte() % 3 {
			0 => Payment::UpFront,
			1 => Payment::Streamed(self.reader.byte().into()),
			_ => Payment::FirstReceived,
		};
		let max_fee = if self.reader.one_in(8) { 5 } else { Balance::MAX };
		// Some take no challenge period longer than none.
		let max_challenge_ms = if size % 16 == 1 { 0 } else { Moment::MAX };
		let limits = Limits { max_challenge_ms, ..Limits::NONE };
		let mut request = Request { size, own, lifetime_ms, payment, max_fee, limits };
		let there: Vec<_> = Reservations::<Test>::iter_keys().collect();
		let (who, asset, selection) = match (kind, self.reader.pick(&there)) {
			(0, Some((asset, provider, client))) => {
				let key = (&asset, &provider, &client);
				if let Some(record) = Reservations::<Test>::get(key) {
					let it = record.reservation;
					(request.size, request.lifetime_ms) = (it.size, it.lifetime_ms);
				}
				let who = if self.reader.one_in(8) { who } else { client };
				(who, asset, Selection::Reserved(provider))
			},
			(1, _) => {
				let asset = self.asset();
				let region = self.reader.one_in(2).then(|| Region(self.reader.byte().into()));
				(who, asset, Selection::Best(region))
			},
			_ => {
				let (asset, provider) = self.provider();
				(who, asset, Selection::Provider(provider))
			},
		};
		self.call(who, Call::request_channel { asset, request, selection });
	}

	/// A client comes with what a provider has signed, or somebody else, or for something else.
	fn quoted(&mut self) {
		let ((asset, provider), who) = (self.provider(), self.who());
		let kind = self.reader.byte();
		let mut item = item(Balance::from(kind % 8), 1_000, now());
		item.valid_until_ms = self.reader.moment(&[now(), now() + MAX_MENU, 1_700_001_000_000]);
		let client = (kind % 4 == 0).then(|| self.who());
		let (uses, number) = (u32::from(kind / 8 % 4), u64::from(kind / 32));
		let mut terms = terms(0);
		terms.challenge_period_ms = if kind == 99 { 0 } else { MINUTE };
		let mut quote = Quote { client, item, terms, uses, number };
		let payload = Lsp::quote_payload(asset.clone(), provider.clone(), quote.clone());
		let signer = if self.reader.one_in(16) { &who } else { &provider };
		let signature = Seal::of(signer, &payload);
		if self.reader.one_in(16) {
			quote.uses = u32::MAX;
		}
		let signed = Box::new(SignedQuote { quote, signature });
		let (size, lifetime_ms) = (self.size(), self.lifetime());
		let (max_fee, limits) = (Balance::MAX, Limits::NONE);
		let payment = Payment::UpFront;
		let request = Request { size, own: 0, lifetime_ms, payment, max_fee, limits };
		for _ in 0..self.reader.byte() % 3 {
			let selection = Selection::Quoted(provider.clone(), signed.clone());
			let call = Call::request_channel { asset: asset.clone(), request, selection };
			self.call(who.clone(), call);
		}
	}

	fn pay(&mut self) {
		let (channel, lease) = self.lease();
		let who = self.somebody(&lease);
		let call = match self.reader.one_in(2) {
			true => {
				let left = lease.map_or(0, |it| it.fee.saturating_sub(it.paid));
				Call::pay_fee { channel, amount: self.reader.amount(left) }
			},
			false => {
				let lifetime_ms = self.lifetime();
				Call::renew { channel, lifetime_ms, max_fee: Balance::MAX }
			},
		};
		self.call(who, call);
	}

	fn agree(&mut self) {
		let (channel, lease) = self.lease();
		let who = self.somebody(&lease);
		let proposed = lease.as_ref().and_then(|lease| lease.proposal).map(|it| it.refund);
		let paid = lease.as_ref().map_or(0, |lease| lease.in_pot());
		let call = match self.reader.byte() % 4 {
			0 => Call::propose_end { channel, refund: None, until_ms: 0 },
			1 => {
				let refund = Some(self.reader.amount(paid));
				// Some for too short.
				let until_ms = now() + if paid % 8 == 1 { 0 } else { HOUR };
				Call::propose_end { channel, refund, until_ms }
			},
			_ => Call::accept_end { channel, refund: proposed.unwrap_or(1) },
		};
		self.call(who, call);
	}

	fn end(&mut self) {
		let (channel, lease) = self.lease();
		let who = self.somebody(&lease);
		let call = match self.reader.one_in(2) {
			true => Call::give_up { channel },
			false => Call::settle { channel },
		};
		self.call(who, call);
	}

	fn collect(&mut self) {
		let (asset, who) = self.provider();
		let mut channels = vec![];
		for _ in 0..self.reader.byte() % 3 {
			channels.push(self.lease().0);
		}
		self.call(who, Call::collect { asset, channels: Collected::truncate_from(channels) });
	}

	fn claim_credit(&mut self) {
		let credits: Vec<_> = pallet_bloc_lsp::Credits::<Test>::iter_keys().collect();
		let (who, asset) = self.reader.pick(&credits).unwrap_or((person(0), TOKEN));
		let to = if self.reader.one_in(4) { self.who() } else { who.clone() };
		self.call(who, Call::claim_credit { asset, to });
	}

	/// A party does something in a channel that is leased, or was.
	fn channel(&mut self) {
		use pallet_bloc_channels::Call;
		let there: Vec<_> = pallet_bloc_channels::Channels::<Test>::iter_keys().collect();
		let Some(id) = self.reader.pick(&there) else { return };
		let Some(known) = Channels::channel(id) else { return };
		let side = self.reader.side();
		let who = known.parties.of(side).clone();
		let free = known.ledger.of(side).free;
		let amount = match self.reader.one_in(2) {
			true => self.reader.amount(free),
			false => self.reader.byte().into(),
		};
		let purpose = if self.reader.one_in(4) { Purpose::Own } else { Purpose::Forward };
		let channel = id;
		match self.reader.byte() % 12 {
			10 => close_together(id, &known),
			11 => close_with_htlc(id, &known),
			0 | 1 => {
				let move_ = || Channels::forward(id, &who, &known.asset, amount, purpose);
				let _ = with_storage_layer(move_);
			},
			2 => {
				let move_ = || Channels::transfer(id, &who, &known.asset, amount);
				let _ = with_storage_layer(move_);
			},
			3 => {
				in_channel(Call::pay { channel, amount }, &who);
			},
			4 | 5 => {
				in_channel(Call::withdraw { channel, amount }, &who);
			},
			6 => {
				in_channel(Call::deposit { channel, amount }, &who);
			},
			7 => {
				in_channel(Call::commit { channel, amount }, &who);
				let request = Call::request_withdrawal { channel, amount, state: None };
				let bound = known.binding(side).is_some_and(|guard| guard.until_ms > now());
				assert!(!(in_channel(request, &who) && bound), "a request of who is bound");
			},
			8 => {
				let base_fee = self.reader.byte() % 3;
				let policy = Some(Policy { base_fee: base_fee.into(), ..POLICY });
				let policy = policy.filter(|_| !self.reader.one_in(4));
				in_channel(Call::set_policy { channel, policy }, &who);
			},
			_ => {
				in_channel(Call::force_close { channel, state: None }, &who);
			},
		}
		self.after_channel(Some(who));
	}

	/// All that is to happen by itself happens, and everybody takes what is theirs.
	pub fn wind_up(&mut self) {
		let budget = <Lsp as bloc_timetable::Owner>::hook_budget();
		for _ in 0..4 {
			self.next_block(now() + MAX_LEASE + DAY, budget);
		}
		assert_eq!(Leases::<Test>::iter().count(), 0, "leases that time does not end");
		assert_eq!(Reservations::<Test>::iter().count(), 0);
		assert_eq!(UsedQuotes::<Test>::iter().count(), 0, "quotes that are not forgotten");
		let there: Vec<_> = Providers::<Test>::iter_keys().collect();
		for (asset, who) in there {
			assert!(self.call(who, Call::leave { asset }), "a provider that cannot leave");
		}
		for id in pallet_bloc_channels::Channels::<Test>::iter_keys().collect::<Vec<_>>() {
			use pallet_bloc_channels::Call;
			let Some(known) = Channels::channel(id) else { continue };
			let close = Call::force_close { channel: id, state: None };
			in_channel(close, &known.parties.counterparty);
		}
		self.after_channel(None);
		for _ in 0..16 {
			self.next_block(now() + 2 * DAY, budget);
		}
		for (who, asset) in pallet_bloc_lsp::Credits::<Test>::iter_keys().collect::<Vec<_>>() {
			// Of an asset that is destroyed nothing comes any more.
			self.call(who.clone(), Call::claim_credit { asset, to: who });
		}
		self.check_that_all_is_gone();
	}
}
