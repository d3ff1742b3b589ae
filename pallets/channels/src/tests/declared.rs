//! What each call, each seam and each piece of the hook's work declares, beside what it does at its
//! worst. The table is `declared.md`.

use super::{dispute_kit::*, *};
use crate::{
	custody::Money, weights::SubstrateWeight, Approvals, Call, Credits, Pots, TimetableHead,
	TimetablePages, WeightInfo,
};
use bloc_primitives::{
	channel::{Lock, Purpose},
	state::{Close, Message, NetTransfer, State, Withdrawal, MAX_HTLCS},
};
use bloc_testing::{
	counts::{prefix, Drawers},
	declared::{table, AtWorst},
};
use frame_support::{
	dispatch::GetDispatchInfo,
	traits::{GetCallName, UnfilteredDispatchable},
	weights::Weight,
};
use sp_runtime::Permill;
use Side::{Counterparty, Opener};

type Weights = SubstrateWeight<Test>;

/// The clock aside: each block reads it before its transactions, so that weights leave it out. And
/// what the mock's neighbours note.
fn drawers() -> Drawers {
	Drawers::of("Channels").without(&prefix("Timestamp", "Now")).without(EventLog::KEY)
}

/// A call that works.
fn call(who: AccountId, call: Call<Test>) -> AtWorst {
	let (name, again) = (call.get_call_name(), call.clone());
	let (done, touched) = drawers().count(|| call.dispatch_bypass_filter(origin(who)));
	assert!(done.is_ok(), "{name}: {done:?}");
	AtWorst::new(name, || again.get_dispatch_info().call_weight, touched.all)
}

/// Something else than a call.
fn work<R>(name: &'static str, weight: impl Fn() -> Weight, work: impl FnOnce() -> R) -> AtWorst {
	let (_, touched) = drawers().count(work);
	AtWorst::new(name, weight, touched.all)
}

/// The timetable is empty: whatever is pushed is the first.
fn forget() {
	let _ = TimetablePages::<Test>::clear(u32::MAX, None);
	TimetableHead::<Test>::kill();
}

/// These people have nothing of the token, not even an account: whoever pays them makes it.
fn leave(people: &[AccountId]) {
	for who in people {
		empty(TOKEN, who);
	}
}

/// A channel in an asset that the pot has no longer.
fn emptied() -> ChannelId {
	let id = open_channel(TOKEN, Pair::new(500, 300));
	assert_ok!(Channels::withdraw(origin(alice()), id, 500));
	assert_ok!(Channels::withdraw(origin(bob()), id, 300));
	assert!(!Pots::<Test>::contains_key(TOKEN));
	id
}

fn committed() -> ChannelId {
	committed_channel(TOKEN, Pair::new(1_000, 1_000))
}

/// A state in which `payer` has paid this much, with as many HTLCs as can be, of `each`.
fn full(version: u64, payer: Side, amount: Balance, each: Balance) -> State {
	let payer_of = |n| if n % 2 == 0 { Opener } else { Counterparty };
	let htlc = |n: u32| htlc(payer_of(n), each, n as u8, START + 59 * MINUTE);
	state_with(version, payer, amount, (0..MAX_HTLCS).map(htlc).collect())
}

/// All preimages of such states are public.
fn reveal_all() {
	for n in 0..MAX_HTLCS {
		assert_ok!(reveal(charlie(), n as u8));
	}
}

/// Both have requested a part.
fn both_request(id: ChannelId) {
	for who in [alice(), bob()] {
		assert_ok!(Channels::request_withdrawal(origin(who), id, 500, None));
	}
}

/// Alice closes with much, Bob presents what gives him much, and Charlie the last: both have claimed
/// too much, also by what they have requested.
fn disputed() -> ChannelId {
	let id = committed();
	both_request(id);
	assert_ok!(force_close(alice(), id, full(1, Counterparty, 500, 1)));
	assert_ok!(challenge(bob(), id, full(2, Opener, 500, 2)));
	assert_ok!(challenge(charlie(), id, full(3, Opener, 1, 40)));
	id
}

fn close_of(version: u64) -> Close {
	Close { version, net: NetTransfer { payer: Opener, amount: 1 }, valid_until_ms: VALID_UNTIL }
}

/// How channels begin, and money goes in and out of them.
fn of_ledger(name: &str) -> Option<AtWorst> {
	let (counterparty, asset, challenge_period_ms) = (bob(), TOKEN, PERIOD);
	let (amount, deadline_ms) = (500, EXPIRY);
	Some(match name {
		"open" => call(alice(), Call::open { counterparty, asset, amount, challenge_period_ms }),
		"propose" => {
			let requested = 300;
			call(
				alice(),
				Call::propose {
					counterparty,
					asset,
					amount,
					requested,
					challenge_period_ms,
					deadline_ms,
				},
			)
		},
		"accept" => {
			let channel = new_proposal(TOKEN, 500, 300);
			call(bob(), Call::accept { channel })
		},
		"decline" => {
			let channel = new_proposal(TOKEN, 500, 300);
			leave(&[alice()]);
			call(bob(), Call::decline { channel })
		},
		"withdraw_proposal" => {
			let channel = new_proposal(TOKEN, 500, 300);
			leave(&[alice()]);
			call(alice(), Call::withdraw_proposal { channel })
		},
		"deposit" => call(bob(), Call::deposit { channel: emptied(), amount }),
		"top_up" => call(bob(), Call::top_up { channel: emptied(), amount }),
		"withdraw" => {
			// The last of all that the pot has, by another than the one who lent it its seed.
			let channel = open_channel(TOKEN, Pair::new(500, 300));
			assert_ok!(Channels::withdraw(origin(alice()), channel, 500));
			leave(&[alice(), bob()]);
			call(bob(), Call::withdraw { channel, amount: 300 })
		},
		"claim_credit" => {
			assert_ok!(Money::<Test>::take(&TOKEN, &alice(), 500));
			Credits::<Test>::insert(bob(), TOKEN, 500);
			Pots::<Test>::mutate(TOKEN, |pot| pot.as_mut().unwrap().credits = 500);
			leave(&[alice(), charlie()]);
			call(bob(), Call::claim_credit { asset, to: charlie() })
		},
		_ => return None,
	})
}

/// What is done in an open channel.
fn of_channel(name: &str) -> Option<AtWorst> {
	let id = committed();
	assert_ok!(Channels::deposit(origin(alice()), id, 500));
	let (channel, amount) = (id, 500);
	Some(match name {
		"pay" => call(alice(), Call::pay { channel, amount }),
		"commit" => call(alice(), Call::commit { channel, amount }),
		"set_policy" => {
			let policy = Some(set_policy::POLICY);
			call(alice(), Call::set_policy { channel, policy })
		},
		"set_payout" => call(alice(), Call::set_payout { channel, to: Some(charlie()) }),
		"approve" => {
			assert_ok!(Channels::force_close(origin(alice()), id, None));
			let message = Message::State(full(1, Opener, 1, 1));
			call(bob(), Call::approve { channel, message })
		},
		"forget_approval" => {
			assert_ok!(Channels::approve(origin(bob()), id, Message::Close(close_of(1))));
			assert_ok!(force_close(alice(), id, full(1, Opener, 1, 1)));
			let (_, (side, payload_hash)) = Approvals::<Test>::iter_keys().next().unwrap();
			call(charlie(), Call::forget_approval { channel, side, payload_hash })
		},
		"withdraw_committed" => {
			both_request(id);
			let (net, amounts) = (NetTransfer { payer: Opener, amount: 1 }, Pair::new(1, 1));
			let body = Withdrawal { version: 1, net, amounts, valid_until_ms: VALID_UNTIL };
			let withdrawal = signed_withdrawal(id, body);
			call(charlie(), Call::withdraw_committed { channel, withdrawal })
		},
		"request_withdrawal" => {
			forget();
			let state = Some(signed(id, full(1, Opener, 1, 1)));
			call(alice(), Call::request_withdrawal { channel, amount, state })
		},
		"contest_withdrawal" => {
			let state = Some(signed(id, full(1, Opener, 1, 1)));
			assert_ok!(Channels::request_withdrawal(origin(alice()), id, amount, state));
			forget();
			let state = signed(id, full(2, Opener, 900, 5));
			call(charlie(), Call::contest_withdrawal { channel, side: Opener, state })
		},
		"finish_withdrawal" => {
			both_request(id);
			request_withdrawal::let_it_pass(id, Opener);
			call(charlie(), Call::finish_withdrawal { channel, side: Opener })
		},
		_ => return None,
	})
}

/// What ends a channel, or belongs to its dispute.
fn of_dispute(name: &str) -> Option<AtWorst> {
	let everybody = [alice(), bob(), charlie()];
	Some(match name {
		"close" => {
			let channel = disputed();
			leave(&everybody);
			let close = signed_close(channel, close_of(4));
			call(charlie(), Call::close { channel, close })
		},
		"force_close" => {
			let channel = committed();
			reveal_all();
			both_request(channel);
			request_withdrawal::let_it_pass(channel, Opener);
			forget();
			let state = Some(signed(channel, full(1, Opener, 1, 1)));
			call(alice(), Call::force_close { channel, state })
		},
		"close_after_loss" => {
			let channel = committed();
			both_request(channel);
			request_withdrawal::let_it_pass(channel, Opener);
			forget();
			call(alice(), Call::close_after_loss { channel, claim: 100 })
		},
		"challenge" => {
			let channel = committed();
			assert_ok!(force_close(alice(), channel, full(1, Opener, 1, 1)));
			reveal_all();
			let state = signed(channel, full(3, Opener, 1, 2));
			call(charlie(), Call::challenge { channel, state })
		},
		"settle" => {
			let channel = disputed();
			reveal_all();
			let_pass(channel);
			leave(&everybody);
			let it = call(charlie(), Call::settle { channel });
			assert!(is_gone(channel) && !Pots::<Test>::contains_key(TOKEN));
			it
		},
		"reveal_preimage" => call(charlie(), Call::reveal_preimage { preimage: preimage(9) }),
		"reveal_for" => {
			let channel = committed();
			assert_ok!(force_close(alice(), channel, full(1, Opener, 1, 1)));
			forget();
			call(charlie(), Call::reveal_for { channel, preimage: preimage(9) })
		},
		"forget_preimage" => {
			assert_ok!(reveal(charlie(), 9));
			set_time(START + RETENTION);
			System::set_block_number(1_000_000);
			call(bob(), Call::forget_preimage { payment_hash: hash(9) })
		},
		_ => return None,
	})
}

/// What is no call.
fn of_others(name: &'static str) -> AtWorst {
	match name {
		"judge_request" => {
			let id = committed();
			let htlcs = (0..MAX_HTLCS).map(|n| htlc(Opener, 1, n as u8, START + MINUTE)).collect();
			let shown = signed(id, state_with(3, Opener, 0, htlcs));
			assert_ok!(Channels::request_withdrawal(origin(alice()), id, 100, Some(shown)));
			forget();
			let mut record = crate::Channels::<Test>::get(id).unwrap();
			let (later, all) = (state(9, Opener, 1), record.channel.committed);
			let closing =
				crate::closing::Closing::begin(Opener.other(), later, &all, START, 9, |_| None);
			let mut closing = closing.unwrap();
			work(name, Weights::judge_request, || {
				Channels::dispute_requests(id, &mut record, &mut closing).is_ok()
			})
		},
		"lock" => {
			let id = open_channel(TOKEN, Pair::new(500, 300));
			work(name, Weights::lock, || {
				<Channels as Lock<AccountId>>::lock(id, &alice(), &TOKEN, 500, Purpose::Own).is_ok()
			})
		},
		_ => {
			let (_, locked) = resolving_channel(TOKEN, 500);
			forget();
			work(name, Weights::unlock, || <Channels as Lock<AccountId>>::settle(locked))
		},
	}
}

/// Each operation at its worst, on a chain of its own.
fn at_worst() -> Vec<AtWorst> {
	let calls = Call::<Test>::get_call_names().iter().copied();
	let others = ["judge_request", "lock", "unlock"];
	let one = |name: &'static str| {
		ExtBuilder.build().execute_with(|| {
			TellingWeighs::set(false);
			ClosingDeposit::set(50);
			WithdrawalReserve::set(Permill::zero());
			let ledger = of_ledger(name).or_else(|| of_dispute(name));
			ledger.or_else(|| of_channel(name)).unwrap_or_else(|| of_others(name))
		})
	};
	calls.chain(others).map(one).map(reasoned).collect()
}

/// Why some declare more than half as much again.
fn reasoned(it: AtWorst) -> AtWorst {
	let why = match it.name {
		"force_close" | "close_after_loss" => "the hook looks twice, at a state as large as can be",
		"request_withdrawal" => {
			"its place among urgent calls, at the price that a closer pays for one"
		},
		"contest_withdrawal" => "for HTLCs of other hashes, and requests of both that end with it",
		"withdraw_committed" | "close" => "for requests of both, each as if it were alone",
		"settle" => "for as many HTLCs again that the closer began with",
		"accept" | "reveal_preimage" => "measured where neighbours are told",
		_ => "",
	};
	it.because(why)
}

#[test]
fn nothing_does_more_than_it_declares() {
	let text = String::from(
		"What each call, each seam and each piece of the hook's work does to storage at its worst, and \
		 what its\nweight declares: keys read / written, each counted once. In an asset of \
		 `pallet-assets`; nobody is\ntold. A test compares this table with what it counts.\n\n",
	) + &table(&at_worst());
	println!("{text}");
	let stated = include_str!("declared.md");
	assert_eq!(text, stated, "if that is as it should be, write what is printed to declared.md");
}
