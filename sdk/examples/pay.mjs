// An invoice is made, handed over as text, paid, and waited for.
import { Budget, Wallet } from '@lightning-bloc/sdk';
import { openChannel } from '@lightning-bloc/sdk/chain';
import WebSocket from 'ws'; // browsers and Node 22 have their own

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const shop = await Wallet.connect(url, { signer: '//Bob', WebSocket });
const budget = new Budget('my app', { payment: 10n ** 13n, day: 10n ** 14n });
const customer = await Wallet.connect(url, { signer: '//Alice', budget, WebSocket });

// Once: a channel for payments between the two.
await openChannel(customer.chain, customer.signer, {
	counterparty: shop.address, amount: customer.chain.currency.parse('20'),
});

const asked = await shop.invoice('1.5 BLOC', { memo: 'a bicycle bell' });
await customer.pay(asked.text);
const { amount } = await asked.paid();

console.log(`paid: ${shop.chain.currency.format(amount)}`);
shop.destroy();
customer.destroy();
