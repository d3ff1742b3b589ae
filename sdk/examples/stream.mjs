// Money that streams by the second.
import { Wallet } from '@lightning-bloc/sdk';
import WebSocket from 'ws';

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const wallet = await Wallet.connect(url, { signer: '//Charlie', WebSocket });
const payee = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty';

const flow = await wallet.stream(payee, '0.001 BLOC a second', '10 BLOC');
await new Promise((resolve) => setTimeout(resolve, 2_000));
console.log(`streaming: ${flow.owed() > 0n}`);

await flow.stop();
console.log('stopped');
wallet.destroy();
