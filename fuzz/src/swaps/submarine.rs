//! Steps of providers and takers: quotes, and swaps between the chain and channels; and what
//! becomes of the payments that these are tied to.

use super::{runtime::*, Model, OfSwaps};
use crate::common::{self, person, HOUR, MINUTE, PEOPLE};
use bloc_primitives::{
	channel::Phase,
	invoice::{Feature, Features, Invoice, PaymentSecret, SignedInvoice},
	preimage::Registry,
	ChannelId, Moment,
};
use bloc_testing::people::AccountId;
use frame_support::storage::with_storage_layer;
use pallet_bloc_mpp::types::{Hop, InvoiceRef, Routes, Size};
use pallet_bloc_swaps::{
	quote::{Direction, Quote, QuoteTerms, Rates},
	types::{Source, Taken, Way},
	Call, InvoiceOf, Quotes,
};

fn now() -> Moment {
	common::now::<OfSwaps>()
}

fn direction(byte: u8) -> Direction {
	match byte & 1 {
		0 => Direction::In,
		_ => Direction::Out,
	}
}

/// A route over these channels, by which `amount` arrives.
fn route(channels: &[ChannelId], amount: Balance) -> Routes {
	let fee = |place| if place + 1 < channels.len() { POLICY.base_fee } else { 0 };
	let hop = |(place, channel): (usize, &ChannelId)| Hop {
		channel: *channel,
		amount: amount.saturating_add(fee(place)),
	};
	let hops: Vec<_> = channels.iter().enumerate().map(hop).collect();
	vec![hops.try_into().unwrap()].try_into().unwrap()
}

/// Quotes of the first person for swaps into channels, and of the second for swaps out, with a
/// stock; and the fourth swaps in, for the third, over the second.
pub fn set_up(model: &mut Model, asset: &Asset) {
	let rates = Rates { base: 5, ppm: 2_500, open_base: 2, hold_ppm: 100 };
	let terms = |external_ms| QuoteTerms {
		rates,
		min_amount: 1,
		max_amount: 1_000,
		most_ms: HOUR,
		limit: 2_000,
		valid_until_ms: now() + 9 * HOUR,
		external_ms,
	};
	let mut call = |who, call| assert!(model.call(person(who), call));
	let quote = |direction, terms| Call::set_quote { asset: asset.clone(), direction, terms };
	call(0, quote(Direction::In, terms(Some(10 * MINUTE))));
	call(1, quote(Direction::Out, terms(None)));
	call(1, Call::add_stock { asset: asset.clone(), amount: 1_500 });
	let (provider, amount, deadline_ms) = (person(0), 300, now() + 30 * MINUTE);
	let taken = Taken { provider, asset: asset.clone(), rates, amount, deadline_ms };
	let invoice = invoice(person(2), asset.clone(), amount, 0);
	let routes = route(&[ChannelId(0), ChannelId(1)], amount);
	let way = Way::Invoice { invoice, routes, max_fee: 4 };
	call(3, Call::swap_in { taken, way, source: Source::Account });
}

/// An invoice of `payee` for so much, which it has signed.
fn invoice(payee: AccountId, asset: Asset, amount: Balance, secret_of: u8) -> InvoiceOf<Test> {
	let payment_hash = secret(secret_of).payment_hash();
	let invoice = Invoice {
		payee: payee.clone(),
		asset,
		amount: Some(amount.max(1)),
		payment_hash,
		payment_secret: PaymentSecret([9; 32]),
		deadline_ms: now() + 3 * HOUR,
		memo_hash: [3; 32],
		features: Features::NONE.allowing(Feature::Mpp),
		hints: Default::default(),
	};
	let signature = Seal::of(&payee, &invoice.payload(&System::block_hash(0)));
	InvoiceRef::Signed(SignedInvoice { invoice, signature })
}

/// Quotes that there are.
fn quotes() -> Vec<(Asset, Direction, AccountId, Quote)> {
	Quotes::<Test>::iter()
		.map(|((asset, direction), provider, record)| (asset, direction, provider, record.quote))
		.collect()
}

impl Model<'_> {
	/// What a provider does.
	pub fn provide(&mut self) {
		let (kind, options) = (self.reader.byte(), self.reader.byte());
		let (asset, direction, who) = match self.reader.pick(&quotes()) {
			Some((asset, direction, who, _)) if kind % 4 != 0 => (asset, direction, who),
			_ => (self.asset(), direction(options), self.who()),
		};
		let call = match kind % 8 {
			0..=2 => Call::set_quote { asset, direction, terms: self.quote_terms(direction) },
			3 => Call::pause_quote { asset, direction, paused: options & 2 != 0 },
			4 => Call::close_quote { asset, direction },
			5 | 6 => {
				let amount = self.own_amount(&who, &asset);
				Call::add_stock { asset, amount }
			},
			_ => Call::take_stock { asset, amount: self.reader.byte().into() },
		};
		self.call(who, call);
	}

	fn quote_terms(&mut self, direction: Direction) -> QuoteTerms {
		let (rates, room) = (self.reader.byte(), self.reader.byte());
		let valid_until_ms = match self.reader.byte() {
			255 => self.reader.moment(&[now()]),
			hours => now() + 1 + Moment::from(hours % 8) * HOUR,
		};
		QuoteTerms {
			rates: Rates {
				base: Balance::from(rates % 8),
				ppm: u32::from(rates) * 100,
				open_base: Balance::from(rates / 64),
				hold_ppm: u32::from(rates % 32) * 10,
			},
			min_amount: Balance::from(room % 8),
			max_amount: Balance::from(room) * 16,
			most_ms: HOUR,
			limit: Balance::from(room) * 32,
			valid_until_ms,
			external_ms: match direction {
				Direction::In => (rates % 2 == 0).then_some(10 * MINUTE),
				Direction::Out => (rates % 16 == 0).then_some(MINUTE),
			},
		}
	}

	/// A quote that there is, and an amount and a deadline for it, mostly; and what that costs.
	fn taken(&mut self, wanted: Direction) -> Option<(Taken<AccountId, Asset>, Balance)> {
		let mut all = quotes();
		all.retain(|(_, direction, ..)| *direction == wanted);
		let (asset, _, provider, quote) = self.reader.pick(&all)?;
		let mut rates = quote.terms.rates;
		let amount = match self.reader.byte() {
			255 => self.reader.amount(quote.terms.max_amount),
			byte => quote.terms.min_amount + Balance::from(byte),
		};
		if self.reader.one_in(16) {
			rates.base = rates.base.wrapping_add(1);
		}
		let deadline_ms = match self.reader.byte() {
			255 => self.reader.moment(&[now(), now() + HOUR]),
			minutes => now() + MIN_LEG + Moment::from(minutes % 60) * MINUTE,
		};
		let to_send = rates.cost(amount, 0)?.to_send;
		Some((Taken { provider, asset, rates, amount, deadline_ms }, to_send))
	}

	/// An open channel of this party in this asset, if there is one, and the other party.
	fn channel_of(&mut self, who: &AccountId, asset: &Asset) -> Option<(ChannelId, AccountId)> {
		let channels = all_channels().into_iter().filter_map(|(id, channel)| {
			let fits = channel.asset == *asset && channel.phase == Phase::Open;
			let side = channel.side_of(who).filter(|_| fits)?;
			Some((id, channel.parties.of(side.other()).clone()))
		});
		self.reader.pick(&channels.collect::<Vec<_>>())
	}

	/// Channels from this party on, one or two, and who is at the end.
	fn channels_from(
		&mut self,
		who: &AccountId,
		asset: &Asset,
	) -> Option<(Vec<ChannelId>, AccountId)> {
		let (first, next) = self.channel_of(who, asset)?;
		let further = self.reader.one_in(2).then(|| self.channel_of(&next, asset)).flatten();
		Some(match further {
			Some((second, end)) if second != first => (vec![first, second], end),
			_ => (vec![first], next),
		})
	}

	/// A taker swaps into channels.
	pub fn swap_in(&mut self) {
		let Some((taken, _)) = self.taken(Direction::In) else { return };
		let (who, options) = (self.who(), self.reader.byte());
		let secret_of = self.reader.byte();
		let paid = self.channels_from(&taken.provider, &taken.asset);
		let way = match paid {
			Some((channels, payee)) if options & 7 != 0 => {
				let invoice = invoice(payee, taken.asset.clone(), taken.amount, secret_of);
				let max_fee = Balance::from(options >> 5);
				Way::Invoice { invoice, routes: route(&channels, taken.amount), max_fee }
			},
			_ => Way::External(secret(secret_of).payment_hash()),
		};
		let source = match options & 24 {
			0 => Source::Channel(ChannelId(0)),
			_ => Source::Account,
		};
		self.call(who, Call::swap_in { taken, way, source });
	}

	/// A taker swaps out of channels.
	pub fn swap_out(&mut self) {
		let Some((taken, to_send)) = self.taken(Direction::Out) else { return };
		let found = self.channels_from(&taken.provider, &taken.asset);
		let (to, payment_hash) = (self.who(), self.secret().payment_hash());
		// To the provider: the other way round.
		let Some((mut channels, taker)) = found else { return };
		channels.reverse();
		let who = if self.reader.one_in(16) { self.who() } else { taker };
		let (routes, max_fee) = (route(&channels, to_send), self.reader.byte().into());
		self.call(who, Call::swap_out { taken, payment_hash, to, routes, max_fee });
	}

	/// Somebody does something to a payment that is tied.
	pub fn payment(&mut self) {
		let all: Vec<_> = pallet_bloc_mpp::Payments::<Test>::iter_keys().collect();
		let Some(id) = self.reader.pick(&all) else { return };
		let payment = Mpp::payment(id).unwrap();
		let (kind, who) = (self.reader.byte(), self.who());
		let preimage =
			(0..SECRETS).map(secret).find(|secret| secret.payment_hash() == payment.payment_hash);
		let public = preimage.is_some_and(|preimage| {
			<Channels as Registry<AccountId>>::revealed(&preimage.payment_hash()).is_some()
		});
		let by_payee = who == payment.payee;
		let signed = RuntimeOrigin::signed;
		let done = with_storage_layer(|| match (kind % 8, preimage) {
			(0..=3, Some(preimage)) => Mpp::claim(signed(who), id, preimage, Size::MOST),
			(4 | 5, _) => Mpp::settle(signed(who), id, Size::MOST),
			(6, _) => Mpp::cancel(signed(payment.payer.clone()), id, Size::MOST),
			_ => Mpp::cancel(signed(payment.payee.clone()), id, Size::MOST),
		});
		let bound = payment.tie.is_some_and(|tie| tie.binding);
		assert!(kind % 8 != 6 || done.is_err(), "a payer takes a complete payment back");
		assert!(kind % 8 != 7 || !bound || done.is_err(), "a payee takes its promise back");
		assert!(kind % 8 != 7 || !public || done.is_err(), "what is decided is given up");
		let claims = kind % 8 < 4 && preimage.is_some();
		assert!(!claims || !bound || !by_payee || done.is_err(), "a payee claims what it sold");
		self.after_neighbour();
	}

	/// All providers leave.
	pub fn close_quotes(&mut self) {
		for (asset, direction, who, _) in quotes() {
			let pause = Call::pause_quote { asset, direction, paused: true };
			assert!(self.call(who, pause));
		}
		System::set_block_number(System::block_number() + 1);
		for (asset, direction, who, _) in quotes() {
			assert!(self.call(who, Call::close_quote { asset, direction }));
		}
	}

	/// What clients ask of quotes.
	pub fn look_at_quotes(&mut self) {
		for (asset, direction, who, quote) in quotes() {
			assert_eq!(Swaps::quote(who.clone(), asset.clone(), direction), Some(quote));
			let amount = self.reader.amount(quote.terms.max_amount);
			let of = (who, asset, direction);
			let cost = Swaps::swap_cost(of.0.clone(), of.1.clone(), of.2, amount, MINUTE);
			let Some(cost) = cost else { continue };
			let buys = Swaps::swap_amount(of.0, of.1, of.2, cost.to_send);
			assert_eq!(buys, Some(amount), "what is asked buys something else");
		}
		let providers = |asset: &Asset, direction| {
			Swaps::providers(asset.clone(), direction, None, u32::MAX).len()
		};
		let listed: usize = common::ASSETS
			.iter()
			.flat_map(|asset| [Direction::In, Direction::Out].map(|of| providers(asset, of)))
			.sum();
		let of = |who| Swaps::quotes_of(person(who), None, u32::MAX).len();
		assert_eq!((0..PEOPLE).map(of).sum::<usize>(), listed);
	}
}
