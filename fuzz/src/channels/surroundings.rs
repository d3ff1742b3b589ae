//! Steps that others take: time passes, issuers and accounts do what they like, clients look.

use super::{checks::Moves, model::Model, runtime::*};
use bloc_primitives::{
	channel::Phase,
	state::{Close, Message, NetTransfer},
	ChannelId, Moment, PaymentHash,
};
use bloc_testing::exports::{pallet_assets, pallet_balances, Owner};
use frame_support::{traits::Hooks, weights::Weight};
use pallet_bloc_channels::{Channels as ChannelMap, Closings, Pallet, Preimages, TimetableHead};
use sp_runtime::traits::Dispatchable;

impl Model<'_> {
	/// The instants at which something changes, or could.
	pub fn edges(&self) -> Vec<Moment> {
		let now_ms = now();
		let mut edges = vec![now_ms, now_ms + MINUTE, now_ms + HORIZON];
		for record in ChannelMap::<Test>::iter_values() {
			match record.channel.phase {
				Phase::Proposed { deadline_ms, .. } => edges.push(deadline_ms),
				Phase::Closing { settles_ms } => edges.push(settles_ms),
				Phase::Open | Phase::Resolving => {},
			}
			let requests = [record.requests.opener, record.requests.counterparty];
			edges.extend(requests.into_iter().flatten().map(|request| request.finishes_ms));
		}
		for closing in Closings::<Test>::iter_values() {
			edges.extend(closing.state.htlcs.iter().map(|htlc| htlc.deadline_ms));
		}
		edges.extend(Preimages::<Test>::iter_values().map(|known| known.retained_until_ms));
		edges
	}

	pub fn block(&mut self) {
		let now_ms = now();
		let at_ms = match self.reader.byte() % 8 {
			0 => now_ms,
			1 => now_ms + 1,
			2 => now_ms + Moment::from(self.reader.byte()) * MINUTE,
			3 => now_ms + Moment::from(self.reader.byte()) * DAY,
			kind => {
				let edges = self.edges();
				let edge = self.reader.pick(&edges).unwrap_or(now_ms);
				let edge = [edge - 1, edge, edge, edge + 1][usize::from(kind) - 4];
				edge.clamp(now_ms, now_ms + 100 * DAY)
			},
		};
		let blocks = [1, 6, 1_000][self.reader.below(3)];
		let idle = match self.reader.byte() % 4 {
			0 => Weight::zero(),
			1 => {
				let parts = u16::from_le_bytes(self.reader.array());
				Weight::from_parts(u64::from(parts) * 100_000, u64::from(parts) * 16)
			},
			_ => Weight::MAX / 2,
		};
		self.next_block(at_ms, blocks, idle);
	}

	/// A block at `at_ms`, so many after the last one, that leaves `idle` unused.
	pub fn next_block(&mut self, at_ms: Moment, blocks: u64, idle: Weight) {
		let number = System::block_number() + blocks;
		System::set_block_number(number);
		let next_ms = TimetableHead::<Test>::get().next_ms;
		let nothing_due = next_ms.is_none_or(|next_ms| next_ms > at_ms);
		let moves = if nothing_due { Moves::Nothing } else { Moves::BySignature };
		self.prepare(&moves);

		let budget = Pallet::<Test>::hook_budget();
		let spent = Channels::on_initialize(number);
		assert!(spent.all_lte(budget), "on_initialize spent {spent:?} of {budget:?}");
		Timestamp::set_timestamp(at_ms);
		let spent = Channels::on_idle(number, idle);
		assert!(spent.all_lte(idle), "on_idle spent {spent:?} of {idle:?}");
		self.check(moves);
	}

	/// Somebody's account, or the pot of an asset.
	fn target(&mut self, id: u32) -> AccountId {
		match self.reader.below(PEOPLE + 1) {
			PEOPLE => pot(&Asset::WithId(id)),
			index => person(index),
		}
	}

	/// What issuers and owners of accounts do beside channels.
	pub fn neighbours(&mut self) {
		if self.stirred {
			self.books.check(self.gifts);
		}
		let id = IDS[self.reader.below(IDS.len())];
		let kind = self.reader.below(10);
		let target = self.target(id);
		if kind < 6 {
			self.issuer_acts(kind, id, target);
		} else {
			self.gifts |= target == pot(&Asset::WithId(id));
			let from = self.who();
			let amount = self.reader.amount(ED);
			let call = match kind {
				6 => RuntimeCall::Assets(pallet_assets::Call::transfer { id, target, amount }),
				7 => RuntimeCall::Assets(pallet_assets::Call::transfer_all {
					id,
					dest: target,
					keep_alive: false,
				}),
				8 => RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
					dest: target,
					value: amount,
				}),
				_ => RuntimeCall::Balances(pallet_balances::Call::transfer_all {
					dest: target,
					keep_alive: false,
				}),
			};
			// It may well not work.
			let _ = call.dispatch(RuntimeOrigin::signed(from));
		}
		Pallet::<Test>::do_try_state().unwrap();
		self.remember();
	}

	fn issuer_acts(&mut self, kind: usize, id: u32, who: AccountId) {
		self.frozen = true;
		let call = match kind {
			0 => pallet_assets::Call::freeze { id, who },
			1 => pallet_assets::Call::thaw { id, who },
			2 => pallet_assets::Call::freeze_asset { id },
			3 => pallet_assets::Call::thaw_asset { id },
			4 => pallet_assets::Call::block { id, who },
			_ if self.reader.one_in(8) => {
				self.destroyed = true;
				pallet_assets::Call::start_destroy { id: TOKEN_ID }
			},
			_ => return,
		};
		let _ = RuntimeCall::Assets(call).dispatch(RuntimeOrigin::signed(issuer()));
	}

	/// Nothing stays frozen or blocked.
	pub fn thaw_all(&mut self) {
		for id in IDS {
			let accounts = (0..PEOPLE).map(person).chain([pot(&Asset::WithId(id))]);
			let mut calls = vec![pallet_assets::Call::thaw_asset { id }];
			calls.extend(accounts.map(|who| pallet_assets::Call::thaw { id, who }));
			for call in calls {
				// Fails where there is no such account.
				let _ = RuntimeCall::Assets(call).dispatch(RuntimeOrigin::signed(issuer()));
			}
		}
	}

	/// Clients ask, with any numbers.
	pub fn look(&mut self) {
		let ((id, channel), (other, _)) = (self.channel(), self.channel());
		let (who, asset) = (self.who(), self.asset());
		let amount = self.reader.amount(1_000_000);
		let node = channel.map_or(who.clone(), |channel| channel.parties.opener);
		type Views = Pallet<Test>;
		let _ = Views::forward_fee(node, id, other, amount);
		let after = self.reader.one_in(2).then_some(ChannelId(amount as u64));
		let limit = self.reader.amount(1_000) as u32;
		let page = Views::channels_of(who.clone(), after, limit);
		assert!(page.len() <= limit as usize);
		let _ = (Views::closing(id), Views::preimage(PaymentHash([0; 32])));
		let _ = (Views::credit(who, asset.clone()), Views::pot_account(asset));
		let (version, net) = (amount as u64, NetTransfer::ZERO);
		let close = Close { version, net, valid_until_ms: now() };
		assert!(!Views::payload(id, Message::Close(close)).is_empty());
	}
}
