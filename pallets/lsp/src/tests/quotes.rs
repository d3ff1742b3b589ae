//! Quotes that a provider signs off chain.

use super::*;
use crate::{
	provider::Terms,
	quote::{name, Quote, DOMAIN},
	types::SignedQuote,
	SelectionOf, SignedQuoteOf, UsedQuotes,
};
use bloc_primitives::state::wrapped;
use codec::Encode;
use sp_keyring::Sr25519Keyring;

/// At half of what the menu asks, for Alice, once.
pub fn quote() -> Quote<AccountId> {
	let item = Item { min_fee: 500, ppm: 5_000, valid_until_ms: START + DAY, ..item() };
	Quote { client: Some(alice()), item, terms: terms(), uses: 1, number: 7 }
}

fn sealed(key: Sr25519Keyring, payload: &[u8]) -> MultiSignature {
	key.sign(payload).into()
}

/// With Bob's signature, for an asset.
pub fn signed(asset: &Asset, quote: Quote<AccountId>) -> SignedQuoteOf<Test> {
	let payload = Lsp::quote_payload(asset.clone(), bob(), quote.clone());
	let signature = sealed(Sr25519Keyring::Bob, &payload);
	SignedQuote { quote, signature }
}

fn quoted(asset: &Asset, quote: Quote<AccountId>) -> SelectionOf<Test> {
	Selection::Quoted(bob(), Box::new(signed(asset, quote)))
}

fn ask(who: &AccountId, selection: SelectionOf<Test>) -> DispatchResult {
	try_request(who, &TOKEN, request(Payment::UpFront), selection)
}

/// A provider without a menu.
pub fn stocked(asset: &Asset) {
	provide_with(&bob(), asset, &[]);
}

#[test]
fn a_channel_is_had_at_the_price_that_is_signed() {
	in_each_asset(|asset| {
		stocked(&asset);
		let selection = quoted(&asset, quote());
		let (id, payload) = (next_channel(), Lsp::quote_payload(asset.clone(), bob(), quote()));
		assert_eq!(Lsp::quote_used(asset.clone(), bob(), quote()), 0);
		events();
		let call = || try_request(&alice(), &asset, request(Payment::UpFront), selection.clone());
		assert_ok!(call());
		let (provider, client, id_of) = (bob(), alice(), name(&payload));
		let told = Event::QuoteUsed {
			asset: asset.clone(),
			provider,
			client,
			quote: id_of,
			used: 1,
			uses: 1,
		};
		assert_eq!(events()[0], told);
		assert_eq!((lease(id).fee, lease(id).paid), (1_000, 1_000));
		assert_eq!(Lsp::quote_used(asset.clone(), bob(), quote()), 1);
		// Once.
		assert_noop!(call(), Error::<Test>::QuoteUsed);
		assert_ok!(Lsp::give_up(origin(alice()), id));
		assert_noop!(call(), Error::<Test>::QuoteUsed);
	});
}

/// What is signed names the chain, the pallet, the provider and the asset; by whomever it is
/// brought, it says the same.
#[test]
fn what_is_signed_is_for_that_and_nothing_else() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		provide_with(&bob(), &NATIVE, &[]);
		provide_with(&charlie(), &TOKEN, &[]);
		let payload = (DOMAIN, genesis(), bob(), TOKEN, quote()).encode();
		assert_eq!(Lsp::quote_payload(TOKEN, bob(), quote()), payload);
		let by = |who: AccountId, quote, signature| {
			ask(&alice(), Selection::Quoted(who, Box::new(SignedQuote { quote, signature })))
		};
		let good = || sealed(Sr25519Keyring::Bob, &payload);
		let bad = Error::<Test>::BadSignature;
		assert_noop!(by(bob(), quote(), sealed(Sr25519Keyring::Charlie, &payload)), bad);
		let bad = || Error::<Test>::BadSignature;
		assert_noop!(by(charlie(), quote(), good()), bad());
		assert_noop!(by(bob(), Quote { number: 8, ..quote() }, good()), bad());
		assert_noop!(by(bob(), Quote { uses: 2, ..quote() }, good()), bad());
		assert_noop!(by(bob(), Quote { client: None, ..quote() }, good()), bad());
		let cheap = Item { ppm: 1, min_fee: 1, ..quote().item };
		assert_noop!(by(bob(), Quote { item: cheap, ..quote() }, good()), bad());
		let other = (DOMAIN, sp_core::H256::zero(), bob(), TOKEN, quote()).encode();
		assert_noop!(by(bob(), quote(), sealed(Sr25519Keyring::Bob, &other)), bad());
		let asset =
			Selection::Quoted(bob(), Box::new(SignedQuote { quote: quote(), signature: good() }));
		let call = try_request(&alice(), &NATIVE, request(Payment::UpFront), asset);
		assert_noop!(call, bad());
		// As a browser wallet signs it.
		assert_ok!(by(bob(), quote(), sealed(Sr25519Keyring::Bob, &wrapped(&payload))));
	});
}

#[test]
fn it_is_for_whom_it_names_until_it_expires() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		let once = || quoted(&TOKEN, quote());
		assert_noop!(ask(&dave(), once()), Error::<Test>::NotClient);
		let late = Item { valid_until_ms: START + MAX_MENU + 1, ..quote().item };
		let far = quoted(&TOKEN, Quote { item: late, ..quote() });
		assert_noop!(ask(&alice(), far), Error::<Test>::DeadlineTooFar);
		let never = quoted(&TOKEN, Quote { uses: 0, ..quote() });
		assert_noop!(ask(&alice(), never), Error::<Test>::QuoteUsed);
		let small = Item { max_size: SIZE - 1, ..quote().item };
		let small = quoted(&TOKEN, Quote { item: small, ..quote() });
		assert_noop!(ask(&alice(), small), Error::<Test>::SizeTooLarge);
		let short = Item { lifetime_ms: LIFETIME - 1, ..quote().item };
		let short = quoted(&TOKEN, Quote { item: short, ..quote() });
		assert_noop!(ask(&alice(), short), Error::<Test>::LifetimeTooLong);
		let poor = Terms { policy: Policy { enabled: false, ..POLICY }, ..terms() };
		let poor = quoted(&TOKEN, Quote { terms: poor, ..quote() });
		assert_noop!(ask(&alice(), poor), Error::<Test>::UnsoundTerms);
		set_time(START + DAY);
		assert_noop!(ask(&alice(), once()), Error::<Test>::MenuExpired);
		set_time(START + DAY - 1);
		assert_ok!(ask(&alice(), once()));
		let of_dave = Selection::Quoted(dave(), Box::new(signed(&TOKEN, quote())));
		assert_noop!(ask(&alice(), of_dave), Error::<Test>::NotProvider);
	});
}

/// Its terms hold, whatever the provider's are by then; its stock and bond may be gone.
#[test]
fn it_binds_the_provider_at_its_terms() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		let selection = || quoted(&TOKEN, quote());
		let worse = Terms {
			uptime: Default::default(),
			policy: Policy { fee_ppm: 1_000_000, ..POLICY },
			challenge_period_ms: 2 * PERIOD,
			..terms()
		};
		assert_ok!(Lsp::set_terms(origin(bob()), TOKEN, worse));
		assert_ok!(outcome(Lsp::unstock(origin(bob()), TOKEN, STOCK)));
		assert_noop!(ask(&alice(), selection()), Error::<Test>::StockShort);
		assert_ok!(Lsp::stock(origin(bob()), TOKEN, STOCK));
		let id = next_channel();
		assert_ok!(ask(&alice(), selection()));
		let it = channel(id);
		assert_eq!((it.policies.counterparty, it.challenge_period_ms), (Some(POLICY), PERIOD));
		assert_eq!((it.guard.unwrap().worst, lease(id).uptime), (POLICY, terms().uptime));
	});
}

#[test]
fn whoever_brings_it_has_a_part_of_a_bounded_number() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		let selection = || quoted(&TOKEN, Quote { client: None, uses: 2, ..quote() });
		let before = held(&dave());
		assert_ok!(ask(&alice(), selection()));
		assert_ok!(ask(&dave(), selection()));
		assert_noop!(ask(&charlie(), selection()), Error::<Test>::QuoteUsed);
		// The first has paid for the item, and only for that.
		let footprint = Lsp::quote_footprint();
		let deposit = PER_ITEM + Balance::from(footprint.count * footprint.size);
		assert_eq!(held(&alice()) - (held(&dave()) - before), deposit);
	});
}

/// It is remembered for as long as it could be used, and no longer.
#[test]
fn it_is_forgotten_when_it_has_expired() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		let id = next_channel();
		assert_ok!(ask(&alice(), quoted(&TOKEN, quote())));
		let with_lease = held(&alice());
		run_block_at(START + DAY - 1);
		assert_eq!(UsedQuotes::<Test>::iter().count(), 1);
		assert_noop!(ask(&alice(), quoted(&TOKEN, quote())), Error::<Test>::QuoteUsed);
		jump_to(START + DAY);
		assert_eq!(UsedQuotes::<Test>::iter().count(), 0);
		assert!(held(&alice()) < with_lease);
		assert_noop!(ask(&alice(), quoted(&TOKEN, quote())), Error::<Test>::MenuExpired);
		assert!(crate::Leases::<Test>::contains_key(id));
	});
}

/// What is refused has used nothing.
#[test]
fn a_request_that_fails_uses_no_quote() {
	ExtBuilder.run(|| {
		stocked(&TOKEN);
		let wanted = Request { own: WEALTH, ..request(Payment::UpFront) };
		assert!(try_request(&alice(), &TOKEN, wanted, quoted(&TOKEN, quote())).is_err());
		assert_eq!(UsedQuotes::<Test>::iter().count(), 0);
		assert_ok!(ask(&alice(), quoted(&TOKEN, quote())));
	});
}
