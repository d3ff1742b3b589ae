// Channels between two parties of the SDK on a live node: a thousand payments over a lossy wire,
// then a cheat that is challenged, and a closing that both sign.

import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ofSide, otherSide, SIDES, type Side } from '../../src/core/sides.js';
import {
	carryOut, challenge, channelMachine, eventOf, followChannel, openChannel, settleChannel, topUp,
	coSignedState, ChainError, toChainMessage, type Chain, type Defence,
} from '../../src/chain/index.js';
import { Machine, Party } from '../../src/channel/index.js';
import { devSigner, type Signer } from '../../src/signers/index.js';
import { payEachOther } from '../kit/lossy.js';
import { startChain } from '../kit/node.js';
import { Random } from '../kit/random.js';
import { Wire } from '../kit/wire.js';

const COIN = 10n ** 12n;
const PAYMENTS = 1_000;

let chain: Chain;
let signers: Record<Side, Signer>;

before(async () => {
	({ chain } = await startChain());
	// Ed25519 is verified by Node itself: a thousand payments take seconds.
	signers = {
		Opener: devSigner(chain, '//Alice', 'Ed25519'),
		Counterparty: devSigner(chain, '//Bob', 'Ed25519'),
	};
	const bank = devSigner(chain, '//Alice');
	for (const side of SIDES) {
		const dest = { type: 'Id', value: signers[side].address() } as const;
		const value = 1_000n * COIN;
		await chain.submit(bank, chain.api.tx.Balances.transfer_keep_alive({ dest, value }));
	}
});

/** A channel in which both have committed 100 coins, and a party at each end of a lossy wire. */
async function open(): Promise<{ id: bigint; parties: Record<Side, Party>; wire: Wire }> {
	const { Opener, Counterparty } = signers;
	const counterparty = Counterparty.account;
	const id = await openChannel(chain, Opener, { counterparty, amount: COIN });
	for (const side of SIDES) await topUp(chain, signers[side], id, 100n * COIN);
	const wire = new Wire(new Random(id), { lost: 10, repeated: 10 });
	const party = async (side: Side) => new Party({
		machine: await channelMachine(chain, id, signers[side].account),
		transport: wire.end(side),
		sign: (payload) => signers[side].sign(payload),
		resendMs: 0,
	});
	const parties = { Opener: await party('Opener'), Counterparty: await party('Counterparty') };
	return { id, parties, wire };
}

const pays = (wire: Wire, parties: Record<Side, Party>, count: number) =>
	payEachOther(wire, parties, count, 100n * COIN, [new Random(1n), new Random(2n)]);

test(`after ${PAYMENTS} payments the last state settles, and a cheat loses`, async () => {
	const { id, parties, wire } = await open();
	await pays(wire, parties, 10);
	const old = Machine.resume(parties.Opener.backup());
	await pays(wire, parties, PAYMENTS);
	const { balances, state } = parties.Counterparty.machine;
	assert.ok(balances && state.version > BigInt(PAYMENTS));

	// The bytes are those that the chain says are to be signed.
	const message = { type: 'State', ...state } as const;
	const asked = await chain.api.view.Channels.payload(id, toChainMessage(message));
	assert.deepEqual(asked, parties.Opener.machine.payload(message));

	// The counterparty follows; the opener closes with a state of long ago.
	let tell = (_: Defence) => {};
	const defended = new Promise<Defence>((resolve) => { tell = resolve; });
	const followed = followChannel(chain, parties.Counterparty, {
		signer: signers.Counterparty, onDefence: (defence) => tell(defence),
	});
	const stale = old.closeAloneWith();
	assert.ok(stale);
	const closed = await chain.submit(signers.Opener, chain.api.tx.Channels.force_close({
		channel: id, state: coSignedState(stale),
	}));
	const { settles_ms: settlesMs, version } = eventOf<{ settles_ms: bigint; version: bigint }>(
		closed.events, 'Channels', 'ForceClosed');
	assert.equal(version, stale.body.version);
	const defence = await defended;
	assert.equal(defence.type, 'Challenged');
	const closing = await chain.api.query.Channels.Closings.getValue(id);
	assert.equal(closing?.state.version, state.version, 'the last state counts');
	await chain.reaches(settlesMs);
	await settleChannel(chain, signers.Counterparty, id).catch((error) => {
		// The hook may have been first.
		assert.ok(error instanceof ChainError && error.error === 'NotFound', `${error}`);
	});
	await followed;
	assert.equal(parties.Counterparty.machine.stage.type, 'Over');
	assert.equal(await chain.api.view.Channels.channel(id), undefined);
});

test('both close together, and each has what the last state says', async () => {
	const { id, parties, wire } = await open();
	await pays(wire, parties, 20);
	const { balances } = parties.Opener.machine;
	assert.ok(balances);
	const had = Object.fromEntries(await Promise.all(SIDES.map(async (side) =>
		[side, await chain.balance(signers[side].account)] as const)));
	const validUntilMs = (await chain.latest()) + 600_000n;
	const closing = parties.Counterparty.close(validUntilMs);
	for (let next = wire.take(); !parties.Opener.machine.ending; next = wire.take()) {
		if (next) await parties[next.to].deliver(next.bytes);
		else await new Promise((resolve) => setTimeout(resolve, 1));
		if (wire.flying.length === 0) for (const side of SIDES) parties[side].resend();
	}
	const { ending } = parties.Opener.machine;
	assert.ok(ending);
	const done = await carryOut(chain, signers.Opener, id, ending);
	const { paid } = eventOf<{ paid: { opener: bigint; counterparty: bigint } }>(
		done.events, 'Channels', 'Settled');
	// The opener has its coin of ledger balance, too.
	assert.deepEqual(paid, { ...balances, opener: balances.opener + COIN });
	const has = await chain.balance(signers.Counterparty.account);
	assert.equal(has - (had.Counterparty as bigint), balances.counterparty);
	for (const side of SIDES) await parties[side].onChain({ type: 'Over' });
	await closing.catch(() => {});
	assert.ok(ofSide(balances, otherSide('Opener')) > 0n);
});

test('an error has its name and the words of its documentation', async () => {
	const call = chain.api.tx.Channels.pay({ channel: 999n, amount: 1n });
	await assert.rejects(chain.submit(signers.Opener, call), (error) => {
		assert.ok(error instanceof ChainError);
		assert.deepEqual([error.pallet, error.error], ['Channels', 'NotFound']);
		assert.match(error.docs, /\w+ \w+/);
		return true;
	});
	const refused = challenge(chain, signers.Opener, 999n, UNSIGNED);
	await assert.rejects(refused, /Channels.NotFound/);
});

/** A state that nobody has signed. */
const UNSIGNED = {
	body: { version: 1n, net: { payer: 'Opener', amount: 0n }, htlcs: [] },
	signatures: { opener: null, counterparty: null },
} as const;
