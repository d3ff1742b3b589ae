//! Steps that move a channel through its life, or money through a channel.

use super::{checks::Moves, model::Model, runtime::*};
use bloc_primitives::{
	channel::{Lock, Open, Purpose, Transfer},
	preimage::Registry,
	ChannelId, Moment, Pair, PaymentHash, Policy, Preimage, Side,
};
use pallet_bloc_channels::{
	Call, ChannelOf, Channels as ChannelMap, Credits, NextChannelId, Pallet, Preimages,
};

type Seam = Pallet<Test>;

impl Model<'_> {
	pub fn who(&mut self) -> AccountId {
		person(self.reader.below(PEOPLE))
	}

	pub fn asset(&mut self) -> Asset {
		match self.reader.below(16) {
			15 => Asset::WithId(UNKNOWN),
			index => ASSETS[index % ASSETS.len()].clone(),
		}
	}

	/// A channel: nearly always one that there is or was; by the protocol, nearly always one that
	/// there is.
	pub fn channel(&mut self) -> (ChannelId, Option<ChannelOf<Test>>) {
		if self.protocol.is_some() {
			return self.channel_of_the_protocol();
		}
		let next = NextChannelId::<Test>::get().0;
		let id = match self.reader.byte() {
			255 => u64::from_le_bytes(self.reader.array()),
			254 => next,
			// From the newest on.
			back => next.wrapping_sub(1).wrapping_sub(u64::from(back % 8)),
		};
		let id = ChannelId(id);
		(id, ChannelMap::<Test>::get(id).map(|record| record.channel))
	}

	/// Who acts in a channel: nearly always a party, on this side.
	fn actor(&mut self, channel: &Option<ChannelOf<Test>>) -> (AccountId, Side) {
		let side = self.reader.side();
		let who = match channel {
			Some(channel) if !self.reader.one_in(16) => channel.parties.of(side).clone(),
			_ => self.who(),
		};
		(who, side)
	}

	/// A channel, somebody to act in it, and what that one has free in its ledger.
	fn place(&mut self) -> (ChannelId, AccountId, Balance, Asset) {
		let (id, channel) = self.channel();
		let (who, side) = self.actor(&channel);
		let free = channel.as_ref().map_or(0, |channel| channel.ledger.of(side).free);
		let asset = match channel {
			Some(channel) if !self.reader.one_in(32) => channel.asset,
			_ => self.asset(),
		};
		(id, who, free, asset)
	}

	/// An amount that `who` may just have.
	fn own_amount(&mut self, who: &AccountId, asset: &Asset) -> Balance {
		self.reader.amount(balance(asset, who))
	}

	fn period(&mut self) -> Moment {
		match self.reader.below(8) {
			0 => self.reader.moment(&[MIN_PERIOD, MAX_PERIOD]),
			1 => MAX_PERIOD,
			_ => MIN_PERIOD,
		}
	}

	pub fn open(&mut self) {
		let (who, counterparty, asset) = (self.who(), self.who(), self.asset());
		let (amount, challenge_period_ms) = (self.own_amount(&who, &asset), self.period());
		self.call(who, Call::open { counterparty, asset, amount, challenge_period_ms });
	}

	/// A channel of the first two people in which both have something free and something committed.
	pub fn open_to_start_with(&mut self, asset: Asset) {
		let (who, other) = (person(0), person(1));
		let channel = NextChannelId::<Test>::get();
		let open = Call::open {
			counterparty: other.clone(),
			asset,
			amount: 300,
			challenge_period_ms: MIN_PERIOD,
		};
		assert!(self.call(who.clone(), open));
		assert!(self.call(other.clone(), Call::deposit { channel, amount: 200 }));
		assert!(self.call(other, Call::commit { channel, amount: 100 }));
		assert!(self.call(who, Call::commit { channel, amount: 100 }));
	}

	pub fn propose(&mut self) {
		let (who, counterparty, asset) = (self.who(), self.who(), self.asset());
		let amount = self.own_amount(&who, &asset);
		let requested = self.own_amount(&counterparty, &asset);
		let challenge_period_ms = self.period();
		let now_ms = now();
		let deadline_ms = self.reader.moment(&[now_ms, now_ms + MINUTE, now_ms + MAX_PROPOSAL]);
		let call = Call::propose {
			counterparty,
			asset,
			amount,
			requested,
			challenge_period_ms,
			deadline_ms,
		};
		self.call(who, call);
	}

	pub fn answer(&mut self) {
		let (channel, _) = self.channel();
		let parties = ChannelMap::<Test>::get(channel).map(|record| record.channel.parties);
		let parties = parties.unwrap_or(Pair::new(person(0), person(1)));
		let (who, call) = match self.reader.below(8) {
			0 => (parties.counterparty, Call::decline { channel }),
			1 => (parties.opener, Call::withdraw_proposal { channel }),
			2 => (parties.opener, Call::accept { channel }),
			_ => (parties.counterparty, Call::accept { channel }),
		};
		self.call(who, call);
	}

	pub fn deposit(&mut self) {
		let (channel, who, _, asset) = self.place();
		let amount = self.own_amount(&who, &asset);
		self.call(who, Call::deposit { channel, amount });
	}

	pub fn top_up(&mut self) {
		let (channel, who, _, asset) = self.place();
		let amount = self.own_amount(&who, &asset);
		self.call(who, Call::top_up { channel, amount });
	}

	pub fn withdraw(&mut self) {
		let (channel, who, free, _) = self.place();
		let amount = self.reader.amount(free);
		self.call(who, Call::withdraw { channel, amount });
	}

	pub fn pay(&mut self) {
		let (channel, who, free, asset) = self.place();
		let amount = self.reader.amount(free);
		if self.reader.one_in(4) {
			let pay = || <Seam as Transfer<_>>::transfer(channel, &who, &asset, amount);
			let _ = self.act(Moves::From(who.clone()), pay);
		} else {
			self.call(who, Call::pay { channel, amount });
		}
	}

	pub fn commit(&mut self) {
		let (channel, who, free, _) = self.place();
		let amount = self.reader.amount(free);
		self.call(who, Call::commit { channel, amount });
	}

	pub fn set_policy(&mut self) {
		let (channel, who, free, _) = self.place();
		let policy = (!self.reader.one_in(4)).then(|| Policy {
			base_fee: self.reader.amount(1),
			fee_ppm: u32::from_le_bytes(self.reader.array()) % 1_000_002,
			inbound_base_fee: self.reader.amount(1).cast_signed(),
			inbound_fee_ppm: i32::from_le_bytes(self.reader.array()) % 1_000_002,
			min_amount: self.reader.amount(1),
			max_amount: self.reader.amount(free).max(1_000),
			reserve: self.reader.amount(free / 2),
			enabled: !self.reader.one_in(8),
			..Policy::FREE
		});
		self.call(who, Call::set_policy { channel, policy });
	}

	pub fn settle(&mut self) {
		let ((channel, _), who) = (self.channel(), self.who());
		self.call(who, Call::settle { channel });
	}

	/// One of the secrets that everybody uses.
	pub fn secret(&mut self) -> Preimage {
		Preimage([self.reader.byte() % SECRETS; 32])
	}

	pub fn reveal(&mut self) {
		let (who, preimage) = (self.who(), self.secret());
		if self.reader.one_in(4) {
			let _ = self.act(Moves::Nothing, || <Seam as Registry<_>>::reveal(&who, preimage));
		} else {
			self.call(who, Call::reveal_preimage { preimage });
		}
	}

	pub fn forget(&mut self) {
		let who = self.who();
		let known: Vec<PaymentHash> = Preimages::<Test>::iter_keys().collect();
		let payment_hash = self.reader.pick(&known).unwrap_or(PaymentHash([0; 32]));
		self.call(who, Call::forget_preimage { payment_hash });
	}

	pub fn claim_credit(&mut self) {
		let credits: Vec<_> = Credits::<Test>::iter_keys().collect();
		let (who, asset) = self.reader.pick(&credits).unwrap_or((person(0), NATIVE));
		let to = match self.reader.below(4) {
			0 => self.who(),
			1 => pot(&asset),
			_ => who.clone(),
		};
		let lost = to == pot(&asset);
		assert!(!self.call(who, Call::claim_credit { asset, to }) || !lost, "paid to the pot");
	}

	pub fn lock(&mut self) {
		let (channel, who, free, asset) = self.place();
		let amount = self.reader.amount(free);
		let purpose = if self.reader.one_in(2) { Purpose::Forward } else { Purpose::Own };
		let lock = || Seam::lock(channel, &who, &asset, amount, purpose);
		if let Ok((lock, _)) = self.act(Moves::Nothing, lock) {
			self.locks.push(lock);
		}
	}

	pub fn unlock(&mut self) {
		if self.locks.is_empty() {
			return;
		}
		let lock = self.locks.swap_remove(self.reader.byte() as usize % self.locks.len());
		let ended = if self.reader.one_in(2) {
			let parties = ChannelMap::<Test>::get(lock.channel).unwrap().channel.parties;
			let payer = parties.of(lock.payer).clone();
			let settle = || <Seam as Lock<_>>::settle(lock.clone());
			self.act(Moves::From(payer), settle).map(|_| lock.payer.other())
		} else {
			let release = || <Seam as Lock<_>>::release(lock.clone());
			self.act(Moves::Nothing, release).map(|_| lock.payer)
		};
		match ended {
			Ok(winner) => self.unlocked(&lock, winner),
			Err(error) => {
				assert!(Refusals::get() != 0, "a lock that cannot be ended: {error:?}");
				self.locks.push(lock);
			},
		}
	}

	/// As another pallet does on behalf of both parties.
	pub fn open_or_close_for_both(&mut self) {
		if self.reader.one_in(4) {
			let (channel, _) = self.channel();
			let _ = self.act(Moves::Nothing, || <Seam as Open<_>>::close(channel));
			return;
		}
		let (parties, asset) = (Pair::new(self.who(), self.who()), self.asset());
		let opener = self.own_amount(&parties.opener, &asset);
		let counterparty = self.own_amount(&parties.counterparty, &asset);
		let (amounts, period_ms) = (Pair::new(opener, counterparty), self.period());
		let open = || <Seam as Open<_>>::open(&parties, asset, &amounts, period_ms);
		let _ = self.act(Moves::Nothing, open);
	}
}
