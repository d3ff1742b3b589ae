// Inbound liquidity: a provider offers it, a client that nobody could pay rents a channel, is paid
// over it, and has the lease go on for longer.
import { Budget } from '@lightning-bloc/sdk';
import { Chain } from '@lightning-bloc/sdk/chain';
import {
	bestOffer, FREE, followLease, giveUp, listItem, NO_LIMITS, placeOf, providerOf, quoteFromBytes,
	quoteToBytes, registerProvider, renewLease, requestChannel, setMenu, signQuote, stock,
} from '@lightning-bloc/sdk/lsp';
import { devSigner } from '@lightning-bloc/sdk/signers';
import WebSocket from 'ws';

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const chain = await Chain.connect(url, { WebSocket });
const [provider, client] = [devSigner(chain, '//Eve'), devSigner(chain, '//Ferdie')];
const coin = chain.currency.one;
const [size, lifetimeMs, dayMs] = [10n * coin, 3_600_000n, 86_400_000n];
const terms = {
	region: 1, uptime: 999_000, policy: { ...FREE, feePpm: 100 }, holdPpm: 0,
	challengePeriodMs: await chain.api.constants.Channels.MinChallengePeriodMs(),
};
const item = {
	minFee: 1n, ppm: 10_000, minSize: coin, maxSize: 100n * coin, lifetimeMs: dayMs,
	validUntilMs: (await chain.latest()) + dayMs,
};

// Once, as a provider: a bond, liquidity, and what it costs.
if (!await providerOf(chain, provider.account)) {
	await registerProvider(chain, provider, 10n * coin, terms);
	await stock(chain, provider, 100n * coin);
	await setMenu(chain, provider, [item]);
	await listItem(chain, provider, 0, placeOf(size, lifetimeMs));
}

const offer = await bestOffer(chain, size, lifetimeMs);
const budget = new Budget('my app', { payment: coin });
const limits = { ...NO_LIMITS, uptime: 990_000, policy: terms.policy };
const { channel, fee } = await requestChannel(chain, client, {
	size, lifetimeMs, maxFee: offer.fee, limits,
}, { budget });
console.log(`the fee: ${chain.currency.format(fee)}`);

const { added } = await renewLease(chain, client, channel, { lifetimeMs, maxFee: fee }, { budget });
console.log(`an hour more: ${chain.currency.format(added)}`);
for await (const { lease, ended } of followLease(chain, channel)) {
	if (lease) await giveUp(chain, client, channel);
	else console.log(`over: ${ended.reason}`);
}

// A provider signs a price for one client, off chain; the client checks it, and takes it.
const quote = {
	client: client.account, item: { ...item, ppm: 5_000 }, terms, uses: 1,
	number: BigInt(Date.now()),
};
const offered = { provider: provider.account, asset: { type: 'Native' }, quote };
const text = quoteToBytes(await signQuote(chain.genesis, (bytes) => provider.sign(bytes), offered));
const signed = quoteFromBytes(text);
const quoted = await requestChannel(chain, client, {
	size, lifetimeMs, maxFee: coin, limits, from: { type: 'Quoted', signed },
});
console.log(`as quoted: ${chain.currency.format(quoted.fee)}`);
await giveUp(chain, client, quoted.channel);
chain.destroy();
