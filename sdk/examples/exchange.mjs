// The exchange: an order rests, another takes it, and its owner hears of that.
import { Budget } from '@lightning-bloc/sdk';
import { Chain } from '@lightning-bloc/sdk/chain';
import {
	bestOf, cancelAll, deposit, followOrders, holdingOf, openPair, pairOf, pairsOf, placeOrder,
	quoteOrder, setSlots, withdraw, worseBy,
} from '@lightning-bloc/sdk/dex';
import { devSigner } from '@lightning-bloc/sdk/signers';
import WebSocket from 'ws';

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const chain = await Chain.connect(url, { WebSocket });
const [maker, taker] = [devSigner(chain, '//Eve'), devSigner(chain, '//Ferdie')];
const [bloc, dollar] = [{ type: 'Native' }, { type: 'WithId', id: 1 }];

// Once: a pair, by whoever wants its fees. A lot is a hundredth of a coin.
const terms = {
	lot: chain.currency.one / 100n, tickValue: 1n, minLots: 1n, minQuote: 100n,
	maker: { type: 'Pays', ppm: 500 }, takerPpm: 2_000,
};
const [known] = await pairsOf(chain, bloc, dollar);
const pair = known ?? await pairOf(chain, await openPair(chain, maker, bloc, dollar, terms));

// Who rests orders brings money first, and pays a deposit for the room of each.
await deposit(chain, maker, bloc, 10n * chain.currency.one);
await setSlots(chain, maker, 4);

const leaving = new AbortController();
const heard = (async () => {
	for await (const news of followOrders(chain, maker.account, leaving.signal)) {
		if (news.type !== 'Filled') continue;
		return `sold ${pair.formatLots(news.lots)} at ${pair.formatPrice(news.tick)}`;
	}
})();
await placeOrder(chain, maker, pair, {
	side: 'Sell', amount: { lots: pair.parseLots('3 BLOC') }, tick: pair.parsePrice('0.25', 'up'),
});

// Who takes pays out of its account, for no more than a hundredth above the best price.
await setSlots(chain, taker, 1);
const budget = new Budget('my app', { asset: dollar, payment: pair.quoteCurrency.parse('1') });
const { sell } = await bestOf(chain, pair.id);
const order = {
	side: 'Buy', amount: { lots: pair.parseLots('1.5 BLOC') }, tick: worseBy(sell, 'Buy', 10_000),
	kind: { type: 'ImmediateOrCancel' }, purse: 'Wallet',
};
const quoted = await quoteOrder(chain, pair.id, order);
const { taken } = await placeOrder(chain, taker, pair, order, { budget });
const isSame = taken.fee === quoted.fee;
console.log(`for ${pair.quoteCurrency.format(taken.quote)}, as quoted: ${isSame}`);

console.log(await heard);
leaving.abort();
// What others have filled of an order is settled when it is touched.
await cancelAll(chain, maker, pair.id);
const { free } = await holdingOf(chain, maker.account, dollar);
console.log(`${pair.quoteCurrency.format(free)} to be withdrawn`);
await withdraw(chain, maker, dollar, free);
chain.destroy();
