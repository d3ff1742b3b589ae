// A watchtower: hired for a channel, given what is sealed to it, and held to what it signs.
import { payload } from '@lightning-bloc/sdk/channel';
import { Chain, openChannel, topUp } from '@lightning-bloc/sdk/chain';
import { devSigner } from '@lightning-bloc/sdk/signers';
import {
	answerDemand, checkReceipt, deliveredBackup, demandBackup, expectedOf, findTowers, handedOf,
	hireTower, openBackup, postRecord, receiptOf, registerTower, sealingKey, signReceipt,
	towerOfOwner, turnsOf, unsealRecord, uploadOf,
} from '@lightning-bloc/sdk/towers';
import WebSocket from 'ws';

const url = process.env.LIGHTNING_BLOC_URL ?? 'ws://127.0.0.1:9944';
const chain = await Chain.connect(url, { WebSocket });
const [owner, alice, bob] = ['//Dave', '//Alice', '//Bob'].map((path) => devSigner(chain, path));
const coin = chain.currency.one;
const terms = { rate: 10n ** 21n, cover: 20n * coin, responseMs: 20_000n };

// The tower, once. Its secrets are its own: in a program of yours, draw them.
const towersSecret = new Uint8Array(32).fill(7);
if (await towerOfOwner(chain, owner.account) === null) {
	await registerTower(chain, owner, {
		bond: 100n * coin, key: owner.account, terms,
		profile: {
			region: 1, sealingKey: sealingKey(towersSecret), contact: 'https://tower.example',
			uptimePpm: 999_000,
		},
	});
}

// The client: a channel, and the best tower that it can have for it.
const channel = await openChannel(chain, alice, {
	counterparty: bob.account, amount: coin, challengePeriodMs: 120_000n,
});
await topUp(chain, alice, channel, 10n * coin);
const [tower] = await findTowers(chain, { accepts: terms });
const hired = await hireTower(chain, alice, {
	channel, tower: tower.id, deposit: coin, accepts: tower.terms,
});
console.log(`hired: ${(await turnsOf(chain, channel, hired.side)).length}`);

// Each new state goes to the tower, sealed. An app has it of `party.machine.closeAloneWith()`.
const body = { version: 1n, net: { payer: 'Opener', amount: coin }, htlcs: [] };
const bytes = payload(chain.genesis, channel, 0n, { type: 'State', ...body });
const signatures = { opener: await alice.sign(bytes), counterparty: await bob.sign(bytes) };
const ownSecret = crypto.getRandomValues(new Uint8Array(32));
const record = { state: { body, signatures }, baseVersion: 0n, preimages: [] };
const upload = await uploadOf(chain, alice, {
	...hired, record, to: tower.profile.sealingKey, own: sealingKey(ownSecret),
});

// A tower that is run by the agent is given it by `new TowerClient(contact).give(chain, upload)`,
// which does all that comes next. This one is in the same program: it keeps it, and signs for it.
async function accept({ sealed, backup }) {
	const of = { genesis: chain.genesis, channel, side: hired.side, kind: 'State', version: 1n };
	const handed = handedOf(unsealRecord(of, towersSecret, sealed), backup);
	const receipt = receiptOf(hired, handed, await chain.now());
	return signReceipt(chain.genesis, (payload) => owner.sign(payload), receipt);
}

// The client relies on nothing that it has not checked; without a receipt it posts.
const signed = await accept(upload);
const expected = await expectedOf(chain, hired);
try {
	checkReceipt(chain.genesis, signed, upload.handed, expected, await chain.now());
} catch {
	await postRecord(chain, alice, channel, body.version, upload.sealed);
}
console.log(`signed for version ${signed.receipt.version}`);

// It has lost everything but the receipt: the tower has to publish the backup.
await demandBackup(chain, alice, signed);
const answer = { type: 'Backup', sealed: upload.backup };
const { block } = await answerDemand(chain, owner, hired, answer);
const found = await deliveredBackup(chain, block, signed.receipt);
const { state } = await openBackup(chain, ownSecret, signed.receipt, found);
console.log(`given back: version ${state.body.version}`);
chain.destroy();
