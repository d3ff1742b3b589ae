use super::*;
use crate::{
	core::{keys::Account, peer::Peer, testing::key},
	roles::swap::{
		machine::State,
		route::Wanted,
		take::Wish,
		terms::{payment_hash, Asset, ChainId},
		testing::{claims, place, Party, TestChain, TOKEN},
	},
};
use codec::Encode;

/// Makes other terms of some, or of those and the account of another party.
type Change = fn(&mut Terms, Account);
type AskedOtherwise = fn(&mut Ask);

/// Alice leads; the others are asked, in this order.
async fn parties(count: usize, chains: &[TestChain]) -> (Party, Vec<Party>) {
	let mut makers = Vec::new();
	for number in 1..count {
		makers.push(Party::new(&format!("//Maker//{number}"), chains).await);
	}
	(Party::new("//Alice", chains).await, makers)
}

fn wish(chains: &[TestChain], amount: u128) -> Wish {
	let (give, get) = (place(&chains[0]), place(&chains[chains.len() - 1]));
	Wish { give, get, wanted: Wanted::Give { amount, least: 1 } }
}

fn peers(makers: &[Party]) -> Vec<Peer> {
	makers.iter().map(Party::peer).collect()
}

/// All have the same swap, each its place in it, and the signatures that it was told of.
async fn ensure_agreed(leader: &Party, makers: &[Party], id: &str) -> Terms {
	let parties = u8::try_from(makers.len() + 1).unwrap();
	let own = leader.swap().await.unwrap();
	assert_eq!((own.id.as_str(), own.party.place, own.party.of), (id, 0, parties));
	let urls: Vec<_> = makers.iter().map(|maker| maker.url.as_str()).collect();
	assert_eq!(own.peer, urls.join(" "));
	let signed = signed_bytes(&own.terms.hash());
	let signatures = async |party: &Party| {
		let kept = party.swapper.core.store.signatures(id).await.unwrap();
		assert!(kept.iter().all(|(who, signature)| is_signed(who, &signed, signature)));
		kept.len()
	};
	assert_eq!(signatures(leader).await, makers.len() + 1);
	// The first that is asked is paid the last leg, and pays the one before it.
	for (maker, place) in makers.iter().zip((1..parties).rev()) {
		let its = maker.swap().await.unwrap();
		assert_eq!((&its.terms, its.party.place, its.party.of), (&own.terms, place, parties));
		assert_eq!(own.terms.leg(place).unwrap().owner, maker.key.account());
		assert_eq!(signatures(maker).await, 2);
	}
	own.terms
}

#[tokio::test]
async fn two_come_to_terms() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let id = alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.unwrap();
	let terms = ensure_agreed(&alice, &makers, &id).await;
	let [first, second] = terms.legs.as_slice() else { panic!("{terms:?}") };
	assert_eq!((second.chain, first.chain), (chains[0].id(), chains[1].id()));
	assert_eq!((second.amount, first.amount), (TOKEN, TOKEN));
	// For its own time, and for both.
	let bond = |leg: &Leg| leg.bond.unwrap().amount;
	assert_eq!((bond(second), bond(first)), (TOKEN * 28 / 10_000, TOKEN * 56 / 10_000));
}

#[tokio::test]
async fn three_come_to_terms_on_three_chains() {
	let chains = TestChain::some(3);
	let (alice, makers) = parties(3, &chains).await;
	let id = alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.unwrap();
	let terms = ensure_agreed(&alice, &makers, &id).await;
	let of = |leg: &Leg| (leg.chain.index, leg.owner, leg.receiver, leg.bond.unwrap().amount);
	let [alice, first, second] = [&alice, &makers[0], &makers[1]].map(|it| it.key.account());
	let bond = TOKEN * 28 / 10_000;
	assert_eq!(
		terms.legs.iter().map(of).collect::<Vec<_>>(),
		[(3, second, alice, 3 * bond), (2, first, second, 2 * bond), (1, alice, first, bond),]
	);
}

#[tokio::test]
async fn fourteen_come_to_terms_on_fourteen_chains() {
	let chains = TestChain::some(14);
	let (alice, makers) = parties(14, &chains).await;
	let id = alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.unwrap();
	let terms = ensure_agreed(&alice, &makers, &id).await;
	let indices: std::collections::BTreeSet<_> =
		terms.legs.iter().map(|leg| leg.chain.index).collect();
	assert_eq!(indices.len(), 14);
	// One more than there are places for.
	let more: Vec<_> = (0..14).map(|_| makers[0].peer()).collect();
	assert!(alice.swapper.take(&wish(&chains, TOKEN), &more).await.is_err());
}

#[tokio::test]
async fn just_what_was_asked_for_arrives() {
	let chains = TestChain::some(3);
	let (alice, makers) = parties(3, &chains).await;
	let wanted = Wanted::Get { amount: TOKEN / 3, most: TOKEN };
	let id =
		alice.swapper.take(&Wish { wanted, ..wish(&chains, 0) }, &peers(&makers)).await.unwrap();
	let terms = ensure_agreed(&alice, &makers, &id).await;
	assert_eq!(terms.leg(1).unwrap().amount, TOKEN / 3);
	let wanted = Wanted::Get { amount: TOKEN / 3, most: TOKEN / 3 - 1 };
	let refused = alice.swapper.take(&Wish { wanted, ..wish(&chains, 0) }, &peers(&makers)).await;
	assert!(refused.is_err());
}

/// What Alice would have agreed on with two makers, and what she says of it.
async fn document(alice: &Party, makers: &[Party], chains: &[TestChain], secret: u8) -> Terms {
	let hash = payment_hash(&[secret; 32]);
	let peers = peers(makers);
	let wish = wish(chains, TOKEN);
	let way = alice.swapper.find_way(&wish, &peers).await.unwrap();
	let answers = alice.swapper.ask_all(&way, wish.wanted, &peers, &hash).await.unwrap();
	alice.swapper.write(&way, &answers, hash).await.unwrap()
}

fn said(by: &Party, terms: &Terms) -> Agreed {
	Agreed { terms: terms.encode(), signature: by.key.sign(&signed_bytes(&terms.hash())) }
}

async fn refusal(maker: &Party, said: &Agreed) -> String {
	let error = maker.swapper.agree(said).await.expect_err("it agrees");
	assert!(maker.swapper.open().await.unwrap().is_empty());
	error.what
}

#[tokio::test]
async fn a_maker_looks_at_the_whole_document() {
	let chains = TestChain::some(3);
	let (alice, makers) = parties(3, &chains).await;
	let terms = document(&alice, &makers, &chains, 1).await;
	// The first of them pays leg 2 and receives leg 3.
	let maker = &makers[0];
	let other: Account = makers[1].key.account();
	let changes: [(&str, Change); 20] = [
		("arrives in a channel", |it, _| it.legs[0].into = Some(1)),
		("other amounts", |it, _| it.legs[1].amount += 1),
		("other amounts", |it, _| it.legs[2].amount -= 1),
		("other assets", |it, _| it.legs[1].asset = Asset::WithId(7)),
		("other assets", |it, _| it.legs.swap_chains()),
		("another number", |it, _| it.legs[0].chain.index = 9),
		("not one of this agent's", |it, _| {
			it.legs[0].chain = ChainId { index: 9, genesis: [9; 32] };
		}),
		("does not pay one leg", |it, other| it.legs[1].owner = other),
		("does not pay one leg", |it, _| it.legs.swap(0, 1)),
		("too little time", |it, _| it.gap_ms = 47_999),
		("too little time", |it, _| it.step_ms = 47_999),
		("too little time", |it, _| it.reveal_ms = 47_999),
		("put deadlines off", |it, _| it.extension_ms = 1),
		("no time to begin", |it, _| it.base_ms -= 91_000),
		("longer than they need", |it, _| it.base_ms += 3_600_000),
		("longer than they need", |it, _| it.gap_ms += 3_600_000),
		("larger bond", |it, _| it.legs[2].bond.as_mut().unwrap().amount *= 5),
		("too small", |it, _| it.legs[1].bond.as_mut().unwrap().amount /= 2),
		("too small", |it, _| it.legs[1].bond = None),
		("another asset than its leg", |it, _| {
			it.legs[1].bond.as_mut().unwrap().asset = Asset::WithId(7);
		}),
	];
	for (why, change) in changes {
		let mut changed = terms.clone();
		change(&mut changed, other);
		let told = refusal(maker, &said(&alice, &changed)).await;
		assert!(told.contains(why), "{told}, not {why}");
	}
	// Not signed by who pays the last leg.
	assert!(refusal(maker, &said(&makers[1], &terms)).await.contains("signature"));
	// Not asked for, or for too long ago.
	let mut unasked = terms.clone();
	unasked.payment_hash = payment_hash(&[2; 32]);
	assert!(refusal(maker, &said(&alice, &unasked)).await.contains("no quote"));
	// A party that is asked does not lead.
	let leads = said(maker, &{
		let mut leads = terms.clone();
		leads.legs.rotate_left(2);
		leads
	});
	assert!(refusal(maker, &leads).await.contains("would draw the secret"));
	// The secret is public, on a chain that is not even one of its own.
	chains[2].reveal(&terms.payment_hash);
	assert!(refusal(maker, &said(&alice, &terms)).await.contains("public on c3"));
}

/// Exchanges the chains of two legs.
trait SwapChains {
	fn swap_chains(&mut self);
}

impl SwapChains for Vec<Leg> {
	fn swap_chains(&mut self) {
		let (first, second) = (self[1].chain, self[2].chain);
		(self[1].chain, self[2].chain) = (second, first);
	}
}

#[tokio::test]
async fn terms_as_they_were_quoted_are_agreed_to_once() {
	let chains = TestChain::some(3);
	let (alice, makers) = parties(3, &chains).await;
	let terms = document(&alice, &makers, &chains, 1).await;
	let maker = &makers[0];
	let first = maker.swapper.agree(&said(&alice, &terms)).await.unwrap();
	let again = maker.swapper.agree(&said(&alice, &terms)).await.unwrap();
	for answer in [first, again] {
		assert_eq!(answer.terms, terms.encode());
		assert!(is_signed(&maker.key.account(), &signed_bytes(&terms.hash()), &answer.signature));
	}
	assert_eq!(maker.swap().await.unwrap().terms, terms);
	// Other terms for the same hash are none that were quoted.
	let mut other = terms;
	other.base_ms += 1;
	let refused = maker.swapper.agree(&said(&alice, &other)).await.err().unwrap();
	assert!(refused.what.contains("no quote"), "{refused}");
}

#[tokio::test]
async fn those_who_agreed_are_told_if_another_does_not() {
	let chains = TestChain::some(3);
	let first = Party::new("//Maker//1", &chains).await;
	// It knows nothing of the chain of the last leg, of which it is told only in the end.
	let second = Party::new("//Maker//2", &chains[1..]).await;
	let alice = Party::new("//Alice", &chains).await;
	let makers = [first, second];
	let failed = alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.err().unwrap();
	assert!(failed.what.contains("not one of this agent's"), "{failed}");
	for party in [&alice, &makers[0], &makers[1]] {
		assert!(party.swapper.open().await.unwrap().is_empty());
	}
	let past = makers[0].swapper.core.store.swaps((u64::MAX, ""), false, 10).await.unwrap();
	assert_eq!(past.iter().map(|swap| swap.state).collect::<Vec<_>>(), [State::Aborted]);
}

#[tokio::test]
async fn only_the_leader_withdraws_and_only_what_has_not_begun() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let id = alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.unwrap();
	let maker = &makers[0];
	let terms_hash = maker.swap().await.unwrap().terms.hash();
	let withdrawn = |by: &Party| Withdrawn {
		terms_hash,
		signature: by.key.sign(&withdrawn_bytes(&terms_hash)),
	};
	assert!(maker.swapper.withdraw(&withdrawn(maker)).await.is_err());
	let swap = maker.swap().await.unwrap();
	let mut tx = maker.swapper.core.store.begin().await.unwrap();
	rows::set_state(&mut tx, &swap, State::Bonding, 0).await.unwrap();
	tx.commit().await.unwrap();
	maker.swapper.withdraw(&withdrawn(&alice)).await.unwrap();
	assert_eq!(maker.swapper.find(&id).await.unwrap().state, State::Bonding);
	// Nor does the leader hear its own word from somebody else.
	alice.swapper.withdraw(&withdrawn(&alice)).await.unwrap();
	assert_eq!(alice.swapper.find(&id).await.unwrap().state, State::Agreed);
}

#[tokio::test]
async fn what_there_is_goes_to_who_agrees_first() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let bob = Party::new("//Bob", &chains).await;
	let maker = &makers[0];
	// Quotes for three times five of a float of ten: they promise nothing.
	let mut documents = Vec::new();
	for (party, secret) in [(&alice, 1), (&alice, 2), (&bob, 3)] {
		let hash = payment_hash(&[secret; 32]);
		let wish = wish(&chains, 5 * TOKEN);
		let way = party.swapper.find_way(&wish, &peers(&makers)).await.unwrap();
		let answers =
			party.swapper.ask_all(&way, wish.wanted, &peers(&makers), &hash).await.unwrap();
		let terms = party.swapper.write(&way, &answers, hash).await.unwrap();
		documents.push(said(party, &terms));
	}
	let [first, second, third] = documents.as_slice() else { panic!() };
	let both = tokio::join!(maker.swapper.agree(first), maker.swapper.agree(second));
	assert!(both.0.is_ok() && both.1.is_ok());
	let refused = maker.swapper.agree(third).await.err().unwrap();
	assert!(refused.what.contains("not enough of c2"), "{refused}");
	let refused = bob.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.err().unwrap();
	assert!(refused.what.contains("not enough"), "{refused}");
}

#[tokio::test]
async fn nobody_begins_without_the_money_for_its_end() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let ask = |what: &'static str| {
		let (alice, makers, chains) = (&alice, &makers, &chains);
		async move {
			let taken = alice.swapper.take(&wish(chains, TOKEN), &peers(makers)).await;
			let told = taken.expect_err(what).what;
			assert!(told.contains("not enough"), "{what}: {told}");
		}
	};
	let (maker, its_claims) = (makers[0].key.account(), key(&claims("//Maker//1")).account());
	let (leader, own_claims) = (alice.key.account(), key(&claims("//Alice")).account());
	// A claim takes a fee and a deposit, of who claims, where it claims.
	chains[0].set_balance(its_claims, 19_999);
	ask("the maker's claims").await;
	chains[0].set_balance(its_claims, 20_000);
	chains[1].set_balance(own_claims, 19_999);
	ask("the leader's claims").await;
	chains[1].set_balance(own_claims, 20_000);
	// A lock takes deposits and fees beside the amount.
	chains[1].set_balance(maker, TOKEN + 39_999);
	ask("the maker's lock").await;
	chains[1].set_balance(maker, TOKEN + 40_000);
	chains[0].set_balance(leader, TOKEN + 39_999);
	ask("the leader's lock").await;
	chains[0].set_balance(leader, TOKEN + 40_000);
	// And a bond, where it receives.
	chains[0].set_balance(maker, 0);
	ask("the maker's bond").await;
	chains[0].set_balance(maker, TOKEN * 28 / 10_000 + 36_000);
	chains[1].set_balance(leader, TOKEN * 56 / 10_000 + 35_999);
	ask("the leader's bond").await;
	chains[1].set_balance(leader, TOKEN * 56 / 10_000 + 36_000);
	alice.swapper.take(&wish(&chains, TOKEN), &peers(&makers)).await.unwrap();
	// With that all is spoken for.
	ask("a second one").await;
}

#[tokio::test]
async fn whoever_is_to_pay_has_what_it_is_to_pay() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let terms = document(&alice, &makers, &chains, 1).await;
	chains[0].set_balance(alice.key.account(), TOKEN - 1);
	let told = refusal(&makers[0], &said(&alice, &terms)).await;
	assert!(told.contains("has less on c1"), "{told}");
	chains[0].set_balance(alice.key.account(), TOKEN);
	makers[0].swapper.agree(&said(&alice, &terms)).await.unwrap();
	// What it owes already is not there a second time.
	let terms = document(&alice, &makers, &chains, 2).await;
	let error = makers[0].swapper.agree(&said(&alice, &terms)).await.err().unwrap();
	assert!(error.what.contains("has less on c1"), "{error}");
}

#[tokio::test]
async fn questions_are_signed_and_offers_have_limits() {
	let chains = TestChain::some(2);
	let (alice, makers) = parties(2, &chains).await;
	let spot = |chain: &TestChain, asset| Spot::new(chain.id().genesis, asset);
	let mut ask = Ask {
		pays: spot(&chains[0], Asset::Native),
		wants: spot(&chains[1], Asset::Native),
		named: Named::Paid,
		amount: TOKEN,
		payment_hash: payment_hash(&[1; 32]),
		account: alice.key.account(),
		signature: [0; 64],
	};
	let quote = async |ask: &Ask| makers[0].swapper.quote(ask).await.map_err(|error| error.what);
	assert!(quote(&ask).await.unwrap_err().contains("not signed"));
	let signed = |mut ask: Ask| {
		ask.signature = alice.key.sign(&ask.signed_bytes());
		ask
	};
	let quoted = quote(&signed(ask.clone())).await.unwrap();
	assert_eq!((quoted.paid, quoted.given, quoted.bond_ppm), (TOKEN, TOKEN, 2_800));
	let changes: [(&str, AskedOtherwise); 6] = [
		("0.05 of c2", |it| it.amount = TOKEN / 20),
		("5.1 of c2", |it| it.amount = TOKEN * 51 / 10),
		("does not fit", |it| it.amount = 0),
		("that would be", |it| {
			it.named = Named::Given;
			it.amount = u128::MAX;
		}),
		("is not offered", |it| it.wants.asset = Some(7)),
		("not one of this agent's", |it| it.wants.genesis = [9; 32]),
	];
	for (why, change) in changes {
		let mut changed = ask.clone();
		change(&mut changed);
		let told = quote(&signed(changed)).await.unwrap_err();
		assert!(told.contains(why), "{told}, not {why}");
	}
	chains[0].reveal(&ask.payment_hash);
	assert!(quote(&signed(ask.clone())).await.unwrap_err().contains("is public"));
	ask.payment_hash = payment_hash(&[2; 32]);
	quote(&signed(ask)).await.unwrap();
}

#[test]
fn a_bond_pays_for_what_is_put_up_and_for_the_waiting() {
	let leg = |amount, bond: Option<u128>| Leg {
		chain: ChainId { index: 1, genesis: [1; 32] },
		owner: [1; 32],
		receiver: [2; 32],
		asset: Asset::Native,
		amount,
		into: None,
		bond: bond.map(|amount| Bond { asset: Asset::Native, amount }),
	};
	let fits = |paid, received, ppm| ensure_bonds(&paid, &received, ppm, 1, 1).is_ok();
	assert!(fits(leg(1_000_000, Some(5_600)), leg(1_000_000, Some(2_800)), 2_800));
	assert!(!fits(leg(1_000_000, Some(5_599)), leg(1_000_000, Some(2_801)), 2_800));
	// Shares count, not amounts.
	assert!(fits(leg(1_000, Some(6)), leg(1_000_000_000, Some(2_800_000)), 2_800));
	assert!(!fits(leg(1_000_000, Some(2_799)), leg(1_000, None), 2_800));
	assert!(fits(leg(1_000_000, None), leg(1_000, None), 0));
	assert!(!fits(leg(1_000_000, Some(50_000)), leg(1_000_000, Some(5_601)), 2_800));
	// A unit is a large share of ten: rounding up is nobody's fault.
	assert!(fits(leg(10, Some(1)), leg(10, Some(1)), 2_800));
}

#[test]
fn a_schedule_has_a_quarter_more_than_the_least() {
	let known = |least_gap_ms, most_extension_ms| {
		Arc::new(Known {
			id: ChainId { index: 1, genesis: [1; 32] },
			least_gap_ms,
			most_extension_ms,
			most_leg_ms: 604_800_000,
			least_balance: 1,
			fee_unit: 1,
			decimals: 12,
		})
	};
	let schedule = |known: &[Arc<Known>]| {
		let terms = Schedule::nearest(known, 1_000_000).terms([0; 32], vec![]);
		(terms.step_ms, terms.gap_ms, terms.extension_ms)
	};
	// The slowest chain counts, and the one that grants least.
	let (live, development) = (known(480_000, 1_200_000), known(48_000, 0));
	assert_eq!(schedule(&[live.clone(), live.clone()]), (600_000, 1_800_000, 1_200_000));
	assert_eq!(schedule(&[development.clone(), live]), (600_000, 600_000, 0));
	assert_eq!(schedule(&[development]), (60_000, 60_000, 0));
}
