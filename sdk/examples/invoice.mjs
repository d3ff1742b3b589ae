// Invoices without a node: made, written as text, read and checked; and one of the Lightning
// Network.
import { Currency, parseRate } from '@lightning-bloc/sdk/amounts';
import { invoiceFromText, lightningInvoice, makeInvoice } from '@lightning-bloc/sdk/invoice';
import { seedSigner } from '@lightning-bloc/sdk/signers';

const genesis = `0x${'11'.repeat(32)}`; // the hash of the chain's first block
const payee = seedSigner(crypto.getRandomValues(new Uint8Array(32)));
const bloc = new Currency('BLOC', 12);

const made = await makeInvoice(genesis, (payload) => payee.sign(payload), {
	payee: payee.account,
	amount: bloc.parse('1.5 BLOC'),
	deadlineMs: BigInt(Date.now()) + 600_000n,
	memo: 'a bicycle bell',
});
const { invoice } = invoiceFromText(genesis, made.text);
console.log(`asks for ${bloc.format(invoice.amount)}`);
console.log(`a month's rate: ${parseRate('25 BLOC a month', bloc, 'down')}`);

const lightning = lightningInvoice('lnbc2500u1pvjluezsp5zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zyg3zygspp5qqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqqqsyqcyq5rqwzqfqypqdq5xysxxatsyp3k7enxv4jsxqzpu9qrsgquk0rl77nj30yxdy8j9vdx85fkpmdla2087ne0xh8nhedh8w27kyke0lp53ut353s06fv3qfegext0eh0ymjpf39tuven09sam30g4vgpfna3rh');
console.log(`Lightning asks for ${lightning.amountMsat} msat: ${lightning.memo}`);
