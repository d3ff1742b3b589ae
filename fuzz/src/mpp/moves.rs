//! Steps: calls that make sense, and nearly do; and what happens to channels meanwhile.

use super::{model::Model, runtime::*};
use bloc_math::fees::forward_fee;
use bloc_primitives::{
	channel::{Graph, Phase},
	invoice::{Feature, Features, Invoice, PaymentSecret},
	preimage::Registry,
	ChannelId, Moment, Policy, Preimage,
};
use bloc_testing::Reader;
use codec::DecodeLimit;
use frame_support::storage::with_storage_layer;
use pallet_bloc_mpp::{
	types::{Hop, InvoiceRef, PartId, PaymentId, Route, Routes, Size, MAX_HOPS, MAX_PARTS},
	Call, InvoiceOf, InvoiceRefOf, Invoices, NextPaymentId, PaymentOf, Payments,
};

/// How deep a call that is decoded may be nested.
const DEPTH: u32 = 64;
/// The number of the pallet before such a call.
const PALLET: u8 = 3;

fn person(number: usize) -> AccountId {
	let people = people();
	people[number % people.len()].clone()
}

/// How large a payment is that there is; of some nobody says it.
fn size(id: PaymentId, known: Option<&PaymentOf<Test>>) -> Size {
	let known = known.filter(|_| id.0 % 8 != 5);
	known.map_or(Size::NONE, PaymentOf::<Test>::size)
}

/// How many hops a part has at the most; of some too few.
const fn hops(part: PartId) -> u32 {
	match part.0 {
		3 => 1,
		_ => MAX_HOPS,
	}
}

fn policy(reader: &mut Reader) -> Policy {
	let (base, ppm) = (reader.byte(), reader.byte());
	Policy {
		base_fee: Balance::from(base % 16),
		fee_ppm: u32::from(ppm) * 500,
		inbound_base_fee: i128::from(reader.byte() % 8) - 4,
		inbound_fee_ppm: (i32::from(reader.byte()) - 128) * 100,
		min_amount: Balance::from(reader.byte() % 8),
		max_amount: 700 + Balance::from(reader.byte()) * 2,
		reserve: Balance::from(reader.byte() % 64),
		max_locked: (base >= 128).then(|| 300 + 8 * Balance::from(ppm)),
		hold_ppm: u32::from(base) * 3,
		enabled: !reader.one_in(16),
	}
}

/// More channels, with policies: beside the three ways from Alice to Dave, which are always there.
pub fn set_up(reader: &mut Reader) {
	for _ in 0..reader.below(8) {
		let (opener, counterparty) = (reader.byte(), reader.byte() % 5);
		let opener = usize::from(opener) % 6;
		let counterparty = (opener + 1 + usize::from(counterparty)) % 6;
		let id = channel(&person(opener), &person(counterparty));
		for party in [opener, counterparty] {
			Channels::set_policy(id, &person(party), policy(reader));
		}
	}
	if reader.one_in(16) {
		NextPaymentId::<Test>::put(PaymentId(u64::MAX - 2));
	}
}

impl Model<'_> {
	pub fn step(&mut self) {
		match self.reader.byte() % 32 {
			0 => self.any_call(),
			1..=3 => self.register(),
			4..=8 => self.pay(),
			9..=11 => self.add(),
			12 => self.drop_part(),
			13 | 14 => self.replace(),
			15..=17 => self.claim(),
			18 => self.cancel(),
			19 => self.cancel_invoice(),
			20 => self.settle(),
			21..=23 => self.pay_instant(),
			24..=27 => self.some_block(),
			28 => self.reveal(),
			29 => self.close(),
			30 => self.set_policy(),
			_ => self.look(),
		}
	}

	fn who(&mut self) -> AccountId {
		person(self.reader.byte().into())
	}

	/// One of few, so that hashes meet.
	fn preimage(&mut self) -> Preimage {
		Preimage([self.reader.byte() % 4 + 1; 32])
	}

	/// Whatever the bytes are as a call, if it is one of this pallet.
	fn any_call(&mut self) {
		let who = self.who();
		if self.reader.byte() != PALLET {
			return;
		}
		if let Ok(call) = Call::decode_with_depth_limit(DEPTH, self.reader.rest()) {
			self.call(who, call);
		}
	}

	fn document(&mut self) -> InvoiceOf<Test> {
		let amount = match self.reader.byte() % 4 {
			0 => None,
			1 => Some(self.reader.amount(800)),
			few => Some(Balance::from(self.reader.byte()) * Balance::from(few) + 1),
		};
		let deadline_ms = match self.reader.byte() % 4 {
			0 => self.reader.moment(&[now(), now() + MAX_INVOICE]),
			1 => now() + MINUTE,
			_ => now() + 2 * HOUR,
		};
		let features = Features::NONE.allowing(Feature::Mpp);
		let features = match self.reader.byte() % 8 {
			0 => Features(u64::from_le_bytes(self.reader.array())),
			1 => Features::NONE,
			2..=4 => features.allowing(Feature::Instant),
			_ => features,
		};
		let (payee, payment_hash) = (self.who(), self.preimage().payment_hash());
		let payment_secret = PaymentSecret([self.reader.byte() % 2 + 9; 32]);
		let amount_and_more = Invoice { payee, payment_hash, payment_secret, ..invoice(amount) };
		Invoice { features, deadline_ms, ..amount_and_more }
	}

	fn register(&mut self) {
		let invoice = self.document();
		let who = if self.reader.one_in(16) { self.who() } else { invoice.payee.clone() };
		self.call(who, Call::register_invoice { invoice });
	}

	/// An invoice that there is, mostly, or one that is signed now.
	fn some_invoice(&mut self) -> (InvoiceOf<Test>, InvoiceRefOf<Test>) {
		let all: Vec<_> =
			Invoices::<Test>::iter_values().map(|record| record.invoice.document).collect();
		match self.reader.pick(&all) {
			Some(known) if !self.reader.one_in(8) => (known.clone(), named(&known)),
			_ => {
				let document = self.document();
				let mut signed = signed(document.clone());
				if self.reader.one_in(16) {
					signed.invoice.amount = Some(1);
				}
				(document, InvoiceRef::Signed(signed))
			},
		}
	}

	/// A way from one to the other, and what goes over each channel so that `arrives` does.
	fn route(&mut self, from: &AccountId, to: &AccountId, arrives: Balance) -> Route {
		let channels: Vec<_> = <Channels as Graph<AccountId>>::walk().collect();
		let mut path = Vec::new();
		let mut at = from.clone();
		for _ in 0..MAX_HOPS {
			let next: Vec<_> = channels
				.iter()
				.filter_map(|(id, channel)| channel.side_of(&at).map(|side| (id, channel, side)))
				.collect();
			let ends =
				next.iter().find(|(_, channel, side)| channel.parties.of(side.other()) == to);
			let step = match ends {
				Some(end) if !self.reader.one_in(8) => Some(*end),
				_ => self.reader.pick(&next),
			};
			let Some((id, channel, side)) = step else { break };
			path.push((*id, channel.policies, side));
			at = channel.parties.of(side.other()).clone();
			if at == *to {
				break;
			}
		}
		let mut amount = arrives;
		let mut hops = Vec::new();
		let mut after: Option<Policy> = None;
		for (channel, policies, side) in path.iter().rev() {
			if let Some(outbound) = after.take() {
				let inbound = policies.of(side.other()).map(|it| it.inbound()).unwrap_or_default();
				let fee = forward_fee(&outbound.outbound(), &inbound, amount).unwrap_or(0);
				amount = amount.saturating_add(fee);
				match self.reader.byte() {
					255 => amount = amount.saturating_sub(1),
					250..=254 => amount = amount.saturating_add(7),
					_ => (),
				}
			}
			hops.push(Hop { channel: *channel, amount });
			after = Some(policies.of(*side).unwrap_or(POLICY));
		}
		hops.reverse();
		hops.try_into().unwrap()
	}

	/// Some routes that bring, mostly, what is missing.
	fn routes(&mut self, from: &AccountId, to: &AccountId, missing: Balance) -> Routes {
		let count = match self.reader.byte() {
			255 => MAX_PARTS,
			few => u32::from(few % 4),
		};
		let mut left = missing;
		let mut all = Vec::new();
		for number in 1..=count {
			let amount = match self.reader.byte() % 8 {
				0 => self.reader.amount(left),
				1 | 2 => left / 2,
				_ if number == count => left,
				_ => left / Balance::from(count),
			};
			left = left.saturating_sub(amount);
			all.push(self.route(from, to, amount));
		}
		all.try_into().unwrap()
	}

	fn max_fee(&mut self) -> Balance {
		match self.reader.byte() % 8 {
			0 => self.reader.byte().into(),
			_ => Balance::MAX,
		}
	}

	fn pay(&mut self) {
		let (document, invoice) = self.some_invoice();
		let payer = self.who();
		let total = match (self.reader.byte() % 4, document.amount) {
			(0, asked) => self.reader.amount(asked.unwrap_or(500)),
			(_, Some(asked)) => asked,
			_ => Balance::from(self.reader.byte()) * 8,
		};
		let routes = self.routes(&payer, &document.payee, total);
		let (max_fee, in_an_hour) = (self.max_fee(), now() + MAX_HOLD);
		let deadline_ms = match self.reader.byte() % 4 {
			0 => self.reader.moment(&[now() + MIN_CLAIM, in_an_hour, document.deadline_ms]),
			_ => in_an_hour.min(document.deadline_ms),
		};
		self.call(payer, Call::pay { invoice, total, routes, max_fee, deadline_ms });
	}

	fn pay_instant(&mut self) {
		let (document, invoice) = self.some_invoice();
		let payer = self.who();
		let total = document.amount.unwrap_or(100);
		let routes = self.routes(&payer, &document.payee, total);
		let max_fee = self.max_fee();
		self.call(payer, Call::pay_instant { invoice, total, routes, max_fee });
	}

	/// A payment that there is, mostly, and its payer; or somebody.
	fn payment(&mut self) -> (PaymentId, AccountId, Option<PaymentOf<Test>>) {
		let all: Vec<_> = Payments::<Test>::iter_keys().collect();
		let id = self.reader.pick(&all).unwrap_or(PaymentId(self.reader.byte().into()));
		let known = Mpp::payment(id);
		let who = match &known {
			Some(known) if !self.reader.one_in(16) => known.payer.clone(),
			_ => self.who(),
		};
		(id, who, known)
	}

	/// More parts for a payment.
	fn more(&mut self, known: Option<PaymentOf<Test>>, freed: Balance) -> Routes {
		let Some(known) = known else { return Routes::default() };
		let missing = known.total.saturating_sub(known.received).saturating_add(freed);
		self.routes(&known.payer, &known.payee, missing)
	}

	fn add(&mut self) {
		let (payment, who, known) = self.payment();
		let routes = self.more(known, 0);
		self.call(who, Call::add_parts { payment, routes });
	}

	/// A part of it.
	fn part(&mut self, known: Option<&PaymentOf<Test>>) -> PartId {
		let parts: Vec<_> = known.map(|it| it.parts.iter().collect()).unwrap_or_default();
		self.reader.pick(&parts).unwrap_or(PartId(self.reader.byte()))
	}

	fn drop_part(&mut self) {
		let (payment, who, known) = self.payment();
		let part = self.part(known.as_ref());
		self.call(who, Call::drop_part { payment, part, hops: hops(part) });
	}

	fn replace(&mut self) {
		let (payment, who, known) = self.payment();
		let part = self.part(known.as_ref());
		let locks = Mpp::parts_of(payment).into_iter().find(|(of, _)| *of == part);
		let freed = locks.and_then(|(_, locks)| locks.last().map(|lock| lock.amount));
		let routes = self.more(known, freed.unwrap_or(0));
		self.call(who, Call::replace_part { payment, part, hops: hops(part), routes });
	}

	fn claim(&mut self) {
		let (payment, who, known) = self.payment();
		let right = (1..=4).map(|n| Preimage([n; 32])).find(|preimage| {
			known.as_ref().is_some_and(|it| it.payment_hash == preimage.payment_hash())
		});
		let preimage = match right {
			Some(right) if !self.reader.one_in(16) => right,
			_ => self.preimage(),
		};
		self.call(who, Call::claim { payment, preimage, size: size(payment, known.as_ref()) });
	}

	fn cancel(&mut self) {
		let (payment, payer, known) = self.payment();
		let size = size(payment, known.as_ref());
		let payee = known.filter(|_| self.reader.one_in(2)).map(|it| it.payee);
		self.call(payee.unwrap_or(payer), Call::cancel { payment, size });
	}

	fn cancel_invoice(&mut self) {
		let (document, _) = self.some_invoice();
		let payment_hash = document.payment_hash;
		let call = match self.reader.one_in(3) {
			true => Call::expire_invoice { payee: document.payee.clone(), payment_hash },
			false => Call::cancel_invoice { payment_hash, size: Size::MOST },
		};
		self.call(document.payee, call);
	}

	fn settle(&mut self) {
		let (payment, who, known) = self.payment();
		self.call(who, Call::settle { payment, size: size(payment, known.as_ref()) });
	}

	/// The next block, soon or at an instant at which something changes.
	fn some_block(&mut self) {
		let mut edges = vec![now() + MAX_GATHER, now() + BLOCK_MS];
		for record in Payments::<Test>::iter_values() {
			let deadline_ms = record.payment.deadline_ms;
			edges.extend([record.payment.complete_by_ms, deadline_ms, deadline_ms + MAX_EXTENSION]);
		}
		for record in Invoices::<Test>::iter_values() {
			edges.push(record.invoice.document.deadline_ms);
		}
		let instant: Moment = match self.reader.byte() % 2 {
			0 => now() + BLOCK_MS,
			_ => self.reader.moment(&edges).min(now() + DAY),
		};
		self.block(instant);
	}

	fn reveal(&mut self) {
		let (who, preimage) = (self.who(), self.preimage());
		with_storage_layer(|| <Channels as Registry<AccountId>>::reveal(&who, preimage)).unwrap();
	}

	/// A channel closes, or is paid out.
	fn close(&mut self) {
		let all: Vec<(ChannelId, Phase)> = <Channels as Graph<AccountId>>::walk()
			.map(|(id, channel)| (id, channel.phase))
			.collect();
		let Some((id, phase)) = self.reader.pick(&all) else { return };
		let done = match phase {
			Phase::Open => {
				let side = self.reader.side();
				let closer = Channels::get(id).parties.of(side).clone();
				with_storage_layer(|| Channels::force_close(id, &closer))
			},
			_ => with_storage_layer(|| Channels::pay_out(id)),
		};
		done.unwrap();
		self.check_wealth();
	}

	fn set_policy(&mut self) {
		let ids: Vec<_> = <Channels as Graph<AccountId>>::walk().map(|(id, _)| id).collect();
		let Some(id) = self.reader.pick(&ids) else { return };
		let side = self.reader.side();
		let who = Channels::get(id).parties.of(side).clone();
		let policy = (!self.reader.one_in(8)).then(|| policy(&mut self.reader));
		Channels::set_policy(id, &who, policy);
	}

	/// Clients ask, with any numbers.
	fn look(&mut self) {
		let (id, who, known) = self.payment();
		let limit = u32::from(self.reader.byte());
		assert_eq!(Mpp::parts_of(id).len(), known.map_or(0, |it| it.parts.len() as usize));
		let after = self.reader.one_in(2).then_some(id);
		assert!(Mpp::by_payer(who.clone(), after, limit).len() <= limit as usize);
		assert!(Mpp::by_payee(who.clone(), after, limit).len() <= limit as usize);
		assert!(Mpp::invoices_of(who, None, limit).len() <= limit as usize);
	}
}
