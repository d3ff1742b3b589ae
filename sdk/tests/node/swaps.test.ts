// Legs on a live node: the chain says the same bytes and hashes, takes the signatures, and pays for
// the preimage.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Enum } from 'polkadot-api';
import { NATIVE } from '../../src/core/assets.js';
import { random, toHex } from '../../src/core/bytes.js';
import { paymentHash } from '../../src/channel/index.js';
import { eventsOf, type Chain } from '../../src/chain/index.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import * as swaps from '../../src/swaps/index.js';
import { startChain } from '../kit/node.js';

const COIN = 10n ** 12n;

let chain: Chain;
let alice: Signer;
let bob: Signer;

before(async () => {
	({ chain } = await startChain());
	[alice, bob] = [devSigner(chain, '//Alice'), devSigner(chain, '//Bob')];
});

async function lock(preimage: Uint8Array): Promise<swaps.LegName> {
	const hash = paymentHash(preimage);
	const leastMs = await chain.api.constants.Swaps.MinLegMs();
	const deadlineMs = (await chain.latest()) + 2n * leastMs + 60_000n;
	await swaps.lockLeg(chain, alice, {
		paymentHash: hash, receiver: bob.account, asset: NATIVE, amount: COIN, deadlineMs,
	});
	return swaps.nameOf(chain, alice.account, hash);
}

test('a leg is claimed by its preimage', async () => {
	const preimage = random(32);
	const { paymentHash: hash } = await lock(preimage);
	const claimed = await swaps.claimLegs(chain, bob, [alice.account], preimage);
	assert.equal(claimed.amount, COIN);
	const known = await chain.api.view.Channels.preimage(hash);
	assert.equal(known?.preimage, toHex(preimage));
});

test('a leg goes back with the signature of its receiver', async () => {
	const leg = await lock(random(32));
	const validUntilMs = (await chain.latest()) + 600_000n;
	const agreement = { type: 'HandBack' } as const;
	const payload = swaps.consentPayload(chain.genesis, leg, agreement, validUntilMs);
	const asked = await chain.api.view.Swaps.consent_payload(
		chain.address(leg.owner), leg.paymentHash, Enum('HandBack'), validUntilMs);
	assert.deepEqual(asked, payload, 'the chain says the same bytes');
	const divide = { type: 'Divide', toReceiver: 7n } as const;
	assert.deepEqual(
		await chain.api.view.Swaps.consent_payload(
			chain.address(leg.owner), leg.paymentHash, Enum('Divide', { to_receiver: 7n }),
			validUntilMs),
		swaps.consentPayload(chain.genesis, leg, divide, validUntilMs));
	const signature = await bob.sign(payload);
	const forged = { validUntilMs: validUntilMs + 1n, signature };
	await assert.rejects(swaps.handBack(chain, alice, leg, forged), /Swaps\.BadSignature/);
	const { events } = await swaps.handBack(chain, alice, leg, { validUntilMs, signature });
	assert.equal(eventsOf(events, 'Swaps', 'LegHandedBack').length, 1);
});

test('the terms of a ring have the hash that the chain says', async () => {
	const here = { index: chain.info.id === 'bloc-dev' ? 0 : 1, genesis: chain.genesis };
	const leg = { chain: here, asset: NATIVE, amount: 5n, into: null, bond: null };
	const terms: swaps.RingTerms = {
		paymentHash: paymentHash(random(32)), baseMs: 10n ** 13n, gapMs: 1_800_000n,
		stepMs: 480_000n, revealMs: 480_000n, extensionMs: 0n,
		legs: [
			{ ...leg, owner: alice.account, receiver: bob.account },
			{ ...leg, owner: bob.account, receiver: alice.account, bond: { asset: NATIVE, amount: 1n } },
		],
	};
	const asked = await chain.api.view.Swaps.terms_hash({
		payment_hash: terms.paymentHash, base_ms: terms.baseMs, gap_ms: terms.gapMs,
		step_ms: terms.stepMs, reveal_ms: terms.revealMs, extension_ms: 0n,
		legs: terms.legs.map((one) => ({
			chain: { ...one.chain },
			owner: chain.address(one.owner),
			receiver: chain.address(one.receiver),
			asset: Enum('Native'),
			amount: one.amount,
			into: undefined,
			bond: one.bond ? { asset: Enum('Native'), amount: one.bond.amount } : undefined,
		})),
	});
	assert.equal(asked, swaps.ringHash(terms));
});
