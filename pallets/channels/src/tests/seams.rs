//! What other pallets do with channels: `Inspect`, `Open`, `Transfer`, `Dispute`, `Registry`.
//! `Lock` has a file of its own.

use super::*;
use crate::{types::Pot, Channels as Records, ChannelsOf, Pots, Preimages};
use bloc_primitives::{
	channel::{Dispute, Graph, HopTerms, Inspect, Open, Purpose, Transfer},
	guard::{Bind, Guard},
	preimage::{Registry, Revealed},
	state::{NetTransfer, Withdrawal},
	Balance, Policy,
};
use frame_support::storage::with_storage_layer;
use sp_runtime::{DispatchError, DispatchResult, TokenError};

/// Opens a channel of Alice with Bob as a call of another pallet does: in a transaction.
fn open(asset: &Asset, amounts: Pair<Balance>) -> Result<ChannelId, DispatchError> {
	with_storage_layer(|| {
		<Channels as Open<AccountId>>::open(&parties(), asset.clone(), &amounts, PERIOD)
	})
}

fn close(id: ChannelId) -> DispatchResult {
	<Channels as Open<AccountId>>::close(id)
}

fn transfer(id: ChannelId, payer: AccountId, asset: &Asset, amount: Balance) -> DispatchResult {
	<Channels as Transfer<AccountId>>::transfer(id, &payer, asset, amount).map(|_| ())
}

fn page(who: &AccountId, after: Option<ChannelId>, limit: u32) -> Vec<ChannelId> {
	let page = <Channels as Inspect<AccountId>>::channels_of(who, after, limit);
	assert_eq!(page, Channels::channels_of(who.clone(), after, limit));
	page
}

#[test]
fn a_channel_is_seen_while_it_exists() {
	in_each_asset(|asset| {
		let look = <Channels as Inspect<AccountId>>::channel;
		assert_eq!(look(ChannelId(0)), None);
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		assert_eq!(look(id), Some(new_channel(asset, Phase::Open, 500)));
		assert_ok!(close(id));
		assert_eq!(look(id), None);
	});
}

#[test]
fn an_accounts_channels_are_listed_page_by_page() {
	ExtBuilder.run(|| {
		assert_eq!(page(&alice(), None, 10), vec![]);
		for _ in 0..3 {
			open_channel(NATIVE, Pair::new(500, 0));
			new_proposal(TOKEN, 500, 300);
		}
		assert_ok!(Channels::open(origin(bob()), charlie(), NATIVE, 500, PERIOD));

		for (who, count) in [(alice(), 6), (bob(), 7), (charlie(), 1), (dave(), 0)] {
			let all = page(&who, None, 10);
			assert_eq!(all.len(), count);
			let mut paged = Vec::new();
			loop {
				let next = page(&who, paged.last().copied(), 2);
				assert!(next.len() <= 2);
				if next.is_empty() {
					break;
				}
				paged.extend(next);
			}
			assert_eq!(paged, all);
			let mut ids: Vec<u64> = all.iter().map(|id| id.0).collect();
			ids.sort_unstable();
			ids.dedup();
			assert_eq!(ids.len(), count);
		}
		assert_eq!(page(&bob(), None, 0), vec![]);
		assert_eq!(page(&charlie(), None, 1), vec![ChannelId(6)]);
		assert_eq!(page(&charlie(), Some(ChannelId(6)), 1), vec![]);
	});
}

#[test]
fn a_page_has_at_most_a_thousand() {
	ExtBuilder.run(|| {
		for id in 0..1_001 {
			ChannelsOf::<Test>::insert(alice(), ChannelId(id), ());
		}
		let first = page(&alice(), None, u32::MAX);
		assert_eq!(first.len(), 1_000);
		assert_eq!(page(&alice(), first.last().copied(), u32::MAX).len(), 1);
		assert_eq!(page(&alice(), None, 999).len(), 999);
		// They are not channels.
		for id in 0..1_001 {
			ChannelsOf::<Test>::remove(alice(), ChannelId(id));
		}
	});
}

#[test]
fn all_channels_are_walked_page_by_page() {
	ExtBuilder.run(|| {
		let channels = <Channels as Graph<AccountId>>::channels;
		assert_eq!(channels(None, 10), vec![]);
		let ids = [
			open_channel(NATIVE, Pair::new(500, 0)),
			new_proposal(TOKEN, 500, 300),
			open_channel(TOKEN, Pair::new(500, 200)),
			resolving_channel(NATIVE, 100).0,
		];
		assert_ok!(Channels::open(origin(bob()), charlie(), NATIVE, 500, PERIOD));

		let all = channels(None, 10);
		assert_eq!(all.len(), 5);
		for (id, channel) in &all {
			assert_eq!(Channels::channel(*id).as_ref(), Some(channel));
		}
		for id in ids {
			assert!(all.iter().any(|(one, _)| *one == id));
		}
		let mut paged = Vec::new();
		loop {
			let next = channels(paged.last().map(|(id, _)| *id), 2);
			assert!(next.len() <= 2);
			if next.is_empty() {
				break;
			}
			paged.extend(next);
		}
		assert_eq!(paged, all);
		assert_eq!(<Channels as Graph<AccountId>>::walk().collect::<Vec<_>>(), all);
		assert_eq!(channels(None, 0), vec![]);

		// The walk goes on where it was, though the channel it had come to is gone.
		let position = all.iter().position(|(id, _)| *id == ids[0]).unwrap();
		assert_ok!(close(ids[0]));
		assert_eq!(channels(Some(ids[0]), 10), all[position + 1..]);
	});
}

#[test]
fn the_walk_goes_on_after_a_page_of_a_thousand() {
	ExtBuilder.run(|| {
		let id = open_channel(NATIVE, Pair::new(500, 0));
		let record = Records::<Test>::get(id).unwrap();
		for id in 1..=2_000 {
			Records::<Test>::insert(ChannelId(id), record.clone());
		}
		let first = <Channels as Graph<AccountId>>::channels(None, u32::MAX);
		assert_eq!(first.len(), 1_000);
		let mut ids: Vec<u64> =
			<Channels as Graph<AccountId>>::walk().map(|(id, _)| id.0).collect();
		ids.sort_unstable();
		assert_eq!(ids, (0..=2_000).collect::<Vec<_>>());
		// They are not channels of anybody.
		for id in 1..=2_000 {
			Records::<Test>::remove(ChannelId(id));
		}
	});
}

#[test]
fn a_pallet_opens_with_both_parties_money() {
	in_each_asset(|asset| {
		let id = open(&asset, Pair::new(500, 300)).unwrap();
		let ledger = free(500, 300);
		let opened = Event::Opened {
			channel: id,
			parties: parties(),
			asset: asset.clone(),
			ledger,
			challenge_period_ms: PERIOD,
		};
		assert_eq!(event(), opened);
		let mut channel = new_channel(asset.clone(), Phase::Open, 0);
		channel.ledger = ledger;
		assert_eq!(Channels::channel(id), Some(channel));
		let seed = minimum(&asset);
		assert_eq!(balance(&asset, &alice()), WEALTH - 500 - seed - storage_deposit_in(&asset));
		assert_eq!(balance(&asset, &bob()), WEALTH - 300);
		assert_eq!(parties().map(held), Pair::new(storage_deposit(), 0));
	});
}

#[test]
fn one_party_alone_may_fund_it() {
	in_each_asset(|asset| {
		let seed = minimum(&asset);
		let id = open(&asset, Pair::new(0, 300)).unwrap();
		assert_eq!(Channels::channel(id).unwrap().ledger, free(0, 300));
		assert_eq!(balance(&asset, &alice()), WEALTH - storage_deposit_in(&asset));
		assert_eq!(balance(&asset, &bob()), WEALTH - 300 - seed);
		assert_eq!(
			Pots::<Test>::get(&asset),
			Some(Pot { held: 300, credits: 0, seed, seeder: bob() })
		);
		assert_ok!(close(id));

		let id = open(&asset, Pair::new(500, 0)).unwrap();
		assert_eq!(Channels::channel(id).unwrap().ledger, free(500, 0));
		assert_ok!(close(id));
		assert_nothing_is_left();
	});
}

#[test]
fn what_both_pay_in_is_worth_its_while() {
	in_each_asset(|asset| {
		let most = minimum(&asset) - 1;
		assert_noop!(open(&asset, Pair::new(0, 0)), Error::<Test>::ZeroAmount);
		assert_noop!(open(&asset, Pair::new(most - 1, 1)), Error::<Test>::BelowMinimum);
		assert_ok!(open(&asset, Pair::new(most, 1)));
		assert_noop!(open(&asset, Pair::new(u128::MAX, 1)), Error::<Test>::Overflow);
	});
}

#[test]
fn opening_is_refused_as_in_the_call() {
	ExtBuilder.run(|| {
		let open = |parties, asset, period| {
			with_storage_layer(|| {
				let amounts = Pair::new(500, 300);
				<Channels as Open<AccountId>>::open(&parties, asset, &amounts, period)
			})
		};
		let oneself = Pair::new(bob(), bob());
		let unknown = Asset::WithId(TOKEN_ID + 1);
		assert_noop!(open(oneself, NATIVE, PERIOD), Error::<Test>::SameParty);
		assert_noop!(open(parties(), unknown, PERIOD), Error::<Test>::UnknownAsset);
		assert_noop!(open(parties(), NATIVE, MINUTE - 1), Error::<Test>::ChallengePeriodTooShort);
		assert_noop!(
			open(parties(), NATIVE, 30 * MINUTE + 1),
			Error::<Test>::ChallengePeriodTooLong
		);
	});
}

#[test]
fn if_one_cannot_pay_the_other_does_not() {
	in_each_asset(|asset| {
		let most = WEALTH - minimum(&asset);
		assert_noop!(open(&asset, Pair::new(500, most + 1)), TokenError::NotExpendable);
		assert_ok!(open(&asset, Pair::new(500, most)));
	});
}

#[test]
fn a_pallet_closes_and_both_are_paid() {
	in_each_asset(|asset| {
		let id = open_channel(asset, Pair::new(500, 300));
		events();
		assert_ok!(close(id));
		let (paid, pending) = (Pair::new(500, 300), Pair::new(0, 0));
		let settled = Event::Settled { channel: id, version: 0, paid, pending, held: NOTHING };
		assert_eq!(events(), vec![settled, Event::Closed { channel: id }]);
		assert_nothing_is_left();
		assert_noop!(close(id), Error::<Test>::NotFound);
	});
}

#[test]
fn a_pallet_cannot_close_over_signed_states_or_payments_under_way() {
	in_each_asset(|asset| {
		let id = committed_channel(asset, Pair::new(500, 300));
		assert_noop!(close(id), Error::<Test>::HasCommitted);
		let take = |version, opener, counterparty| {
			let (net, amounts) = (NetTransfer::ZERO, Pair::new(opener, counterparty));
			let signed = signed_withdrawal(
				id,
				Withdrawal { version, net, amounts, valid_until_ms: VALID_UNTIL },
			);
			Channels::withdraw_committed(origin(alice()), id, signed)
		};
		assert_ok!(take(3, 500, 299));
		assert_noop!(close(id), Error::<Test>::HasCommitted);
		assert_ok!(take(4, 0, 1));
		for who in [alice(), bob()] {
			let locked = lock(id, &who, 1);
			assert_noop!(close(id), Error::<Test>::HasLocks);
			assert_ok!(<Channels as bloc_primitives::channel::Lock<AccountId>>::release(locked));
		}
		events();
		assert_ok!(close(id));
		let (paid, pending) = (Pair::new(500, 300), Pair::new(0, 0));
		assert_eq!(
			events()[0],
			Event::Settled { channel: id, version: 4, paid, pending, held: NOTHING }
		);
		assert_nothing_is_left();
	});
}

#[test]
fn a_pallet_closes_open_channels_only() {
	in_each_asset(|asset| {
		let proposed = new_proposal(asset.clone(), 500, 300);
		let closing = committed_channel(asset.clone(), Pair::new(500, 0));
		assert_ok!(Channels::force_close(origin(alice()), closing, None));
		let (resolving, _) = resolving_channel(asset, 100);
		for id in [proposed, closing, resolving] {
			assert_noop!(close(id), Error::<Test>::NotOpen);
		}
		assert_noop!(close(NO_CHANNEL), Error::<Test>::NotFound);
	});
}

#[test]
fn a_pallet_moves_ledger_balance() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		events();
		assert_ok!(transfer(id, bob(), &asset, 300));
		let (payer, ledger) = (Side::Counterparty, free(800, 0));
		assert_eq!(event(), Event::Paid { channel: id, payer, amount: 300, ledger });
		assert_ok!(transfer(id, alice(), &asset, 1));
		let (payer, ledger) = (Side::Opener, free(799, 1));
		assert_eq!(event(), Event::Paid { channel: id, payer, amount: 1, ledger });
		assert_eq!(Channels::channel(id).unwrap().ledger, ledger);
	});
}

#[test]
fn a_pallet_moves_only_what_it_means_to() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 0));
		let other = if asset == NATIVE { TOKEN } else { NATIVE };
		assert_noop!(transfer(id, alice(), &other, 1), Error::<Test>::WrongAsset);
		assert_noop!(transfer(id, charlie(), &asset, 1), Error::<Test>::NotParty);
		assert_noop!(transfer(NO_CHANNEL, alice(), &asset, 1), Error::<Test>::NotFound);
		assert_noop!(transfer(id, alice(), &asset, 0), Error::<Test>::ZeroAmount);
		assert_noop!(transfer(id, alice(), &asset, 501), Error::<Test>::InsufficientLedger);
		assert_noop!(transfer(id, bob(), &asset, u128::MAX), Error::<Test>::InsufficientLedger);
		assert_ok!(transfer(id, alice(), &asset, 500));

		let proposed = new_proposal(asset.clone(), 500, 300);
		assert_noop!(transfer(proposed, alice(), &asset, 1), Error::<Test>::NotOpen);
		assert_ok!(Channels::commit(origin(bob()), id, 100));
		assert_ok!(Channels::force_close(origin(bob()), id, None));
		assert_noop!(transfer(id, bob(), &asset, 1), Error::<Test>::NotOpen);
	});
}

#[test]
fn a_pallet_challenges_for_somebody() {
	ExtBuilder.run(|| {
		let id = committed_channel(NATIVE, Pair::new(500, 300));
		let challenge = |version| {
			let state = signed(id, state(version, Side::Opener, 100));
			<Channels as Dispute<AccountId>>::challenge(id, &charlie(), state)
		};
		assert_noop!(challenge(1), Error::<Test>::NotClosing);
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_noop!(challenge(0), Error::<Test>::StaleVersion);
		events();
		assert_ok!(challenge(5));
		let excess = Pair::new(100, 0);
		let challenger = charlie();
		assert_eq!(event(), Event::Challenged { channel: id, challenger, version: 5, excess });
		assert_eq!(Channels::closing(id).unwrap().presenter, Some(charlie()));
	});
}

#[test]
fn a_pallet_reveals_preimages_once() {
	ExtBuilder.run(|| {
		let reveal = |who| <Channels as Registry<AccountId>>::reveal(&who, preimage(9));
		let look = || <Channels as Registry<AccountId>>::revealed(&hash(9));
		assert_eq!(look(), None);
		assert_ok!(reveal(alice()));
		let revealed = Event::PreimageRevealed {
			payment_hash: hash(9),
			preimage: preimage(9),
			revealed_ms: START,
			retained_until_ms: START + RETENTION,
			retained_until: 1 + RETENTION / BLOCK_MS,
		};
		assert_eq!(event(), revealed);
		let known = Some(Revealed { preimage: preimage(9), revealed_ms: START });
		assert_eq!(look(), known);
		let paid = held(&alice());
		assert!(paid > 0);

		// Again, by whomever: that is no error, changes nothing and costs nothing.
		set_time(START + 1);
		for who in [alice(), bob()] {
			assert_ok!(reveal(who));
		}
		assert_eq!(events(), vec![]);
		assert_eq!(look(), known);
		assert_eq!(parties().map(held), Pair::new(paid, 0));
		assert_eq!(Preimages::<Test>::iter().count(), 1);
		assert_eq!(<Channels as Registry<AccountId>>::revealed(&hash(8)), None);
	});
}

#[test]
fn a_revealer_pays_the_deposit() {
	ExtBuilder.run(|| {
		let reveal = || {
			with_storage_layer(|| <Channels as Registry<AccountId>>::reveal(&dave(), preimage(9)))
		};
		assert_noop!(reveal(), TokenError::FundsUnavailable);
		enrich(&dave());
		assert_ok!(reveal());
		assert!(held(&dave()) > 0);
	});
}

#[test]
fn a_forward_costs_what_both_policies_say() {
	in_each_asset(|asset| {
		// Bob forwards from Alice to Charlie.
		let incoming = open_channel(asset.clone(), Pair::new(500, 0));
		let outgoing = ChannelId(incoming.0 + 1);
		assert_ok!(Channels::open(origin(bob()), charlie(), asset, 500, PERIOD));
		let fee = |amount| Channels::forward_fee(bob(), incoming, outgoing, amount);
		assert_eq!(fee(100_000), None);

		let set = |who, id, policy| Channels::set_policy(origin(who), id, Some(policy)).unwrap();
		set(bob(), outgoing, set_policy::POLICY);
		// 7 and a thousandth.
		assert_eq!(fee(100_000), Some(107));
		assert_eq!(fee(0), Some(7));
		set(bob(), incoming, set_policy::POLICY);
		// Less 3 and 500 millionths of 100,107: 50.
		assert_eq!(fee(100_000), Some(54));
		// Alice's and Charlie's terms are not Bob's.
		set(alice(), incoming, Policy { base_fee: 99, ..set_policy::POLICY });
		set(charlie(), outgoing, Policy { base_fee: 99, ..set_policy::POLICY });
		assert_eq!(fee(100_000), Some(54));

		// Where Bob is bound he adds nothing for where it comes from.
		set(bob(), incoming, Policy { inbound_base_fee: 9, ..set_policy::POLICY });
		assert_eq!(fee(100_000), Some(107 + 9 - 50));
		let guard = |until_ms| {
			let (side, worst) = (Side::Opener, set_policy::POLICY);
			let guard = Guard { side, floor: 0, until_ms, worst, lien: 0 };
			Channels::rebind(outgoing, Some(guard)).unwrap();
		};
		guard(START + 1);
		assert_eq!(fee(100_000), Some(107 - 50));
		guard(START);
		assert_eq!(fee(100_000), Some(107 + 9 - 50));

		let dear = Policy { base_fee: u128::MAX, ..set_policy::POLICY };
		set(bob(), outgoing, dear);
		assert_eq!(fee(100_000), None);
	});
}

#[test]
fn nobody_forwards_over_channels_of_others() {
	ExtBuilder.run(|| {
		let incoming = open_channel(NATIVE, Pair::new(500, 0));
		let outgoing = ChannelId(incoming.0 + 1);
		assert_ok!(Channels::open(origin(bob()), charlie(), NATIVE, 500, PERIOD));
		for (who, id) in [(alice(), incoming), (bob(), outgoing), (charlie(), outgoing)] {
			assert_ok!(Channels::set_policy(origin(who), id, Some(set_policy::POLICY)));
		}
		let fee = |node, incoming, outgoing| Channels::forward_fee(node, incoming, outgoing, 100);
		assert_eq!(fee(bob(), incoming, outgoing), Some(7));
		assert_eq!(fee(alice(), incoming, outgoing), None);
		assert_eq!(fee(charlie(), incoming, outgoing), None);
		assert_eq!(fee(bob(), NO_CHANNEL, outgoing), None);
		assert_eq!(fee(bob(), incoming, NO_CHANNEL), None);
		assert_ok!(Channels::set_policy(origin(bob()), outgoing, None));
		assert_eq!(fee(bob(), incoming, outgoing), None);
	});
}

#[test]
fn a_hop_of_a_payment_is_moved_at_once() {
	in_each_asset(|asset| {
		let id = open_channel(asset.clone(), Pair::new(500, 300));
		let forward = |who: &AccountId, asset: &Asset, amount, purpose| {
			<Channels as Transfer<AccountId>>::forward(id, who, asset, amount, purpose)
		};
		let free = || Channels::channel(id).unwrap().ledger.map(|side| side.free);
		let (own, others) = (Purpose::Own, Purpose::Forward);
		let other = if asset == NATIVE { TOKEN } else { NATIVE };
		assert_noop!(forward(&alice(), &other, 1, own), Error::<Test>::WrongAsset);
		assert_noop!(forward(&charlie(), &asset, 1, own), Error::<Test>::NotParty);
		assert_noop!(forward(&alice(), &asset, 0, own), Error::<Test>::ZeroAmount);
		assert_noop!(forward(&alice(), &asset, 501, own), Error::<Test>::InsufficientLedger);
		// Nobody forwards without a policy, but one's own payment needs none.
		assert_noop!(forward(&alice(), &asset, 10, others), Error::<Test>::PolicyRefuses);
		assert_ok!(Channels::set_policy(origin(alice()), id, Some(set_policy::POLICY)));
		events();
		assert_noop!(forward(&alice(), &asset, 401, others), Error::<Test>::PolicyRefuses);
		let (policies, told) = (Pair::new(Some(set_policy::POLICY), None), Default::default());
		let passage = HopTerms { payer: Side::Opener, payee: bob(), policies, bound: false, told };
		assert_eq!(forward(&alice(), &asset, 400, others), Ok(passage));
		assert_eq!(free(), Pair::new(100, 700));
		let passage =
			HopTerms { payer: Side::Counterparty, payee: alice(), policies, bound: false, told };
		assert_eq!(forward(&bob(), &asset, 700, own), Ok(passage));
		assert_eq!(free(), Pair::new(800, 0));
		// Who leads the payment tells of it.
		assert_eq!(events(), vec![]);
		assert_ok!(Channels::commit(origin(alice()), id, 10));
		assert_ok!(Channels::force_close(origin(alice()), id, None));
		assert_noop!(forward(&alice(), &asset, 1, own), Error::<Test>::NotOpen);
		// Whatever the policy says: Bob has none.
		assert_noop!(forward(&bob(), &asset, 10, others), Error::<Test>::NotOpen);
	});
}
