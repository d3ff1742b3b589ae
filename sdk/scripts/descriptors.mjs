// Writes descriptors/ anew, from the metadata in metadata/ or from that of a running node:
//
//   node scripts/descriptors.mjs
//   node --experimental-websocket scripts/descriptors.mjs ws://127.0.0.1:9944
//
// What is generated is committed: nobody who installs the package has to run anything.

import { execFileSync } from 'node:child_process';
import {
	copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const metadata = join(root, 'metadata/lightning-bloc.scale');
const target = join(root, 'descriptors');
const [url] = process.argv.slice(2);

/** What the library and its users call and read. The rest of the chain stays without types. */
const PALLETS = [
	'System', 'Timestamp', 'ChainIdentity', 'Balances', 'Utility', 'Proxy', 'Assets', 'Channels',
	'Mpp', 'Rebalancing', 'Swaps', 'Streaming', 'Recurring', 'Dex', 'Lsp', 'Watchtowers',
];
const APIS = [
	'ChannelsApi', 'MppApi', 'RebalancingApi', 'SwapsApi', 'StreamingApi', 'RecurringApi', 'DexApi',
	'LspApi', 'WatchtowersApi',
];

const work = mkdtempSync(join(tmpdir(), 'lightning-bloc-descriptors-'));
try {
	generate();
	publish();
} finally {
	rmSync(work, { recursive: true, force: true });
}

function generate() {
	const papi = (...args) => execFileSync(process.execPath,
		[...process.execArgv, join(root, 'node_modules/polkadot-api/bin/cli.js'), ...args],
		{ cwd: work, stdio: 'inherit' });
	symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'));
	writeFileSync(join(work, 'package.json'), '{ "type": "module" }');
	mkdirSync(join(work, '.papi'));
	const list = [...PALLETS.map((name) => `*.${name}`), ...APIS.map((name) => `api.${name}.*`)];
	writeFileSync(join(work, '.papi/whitelist.ts'),
		`export const whitelist = ${JSON.stringify(list)};\n`);
	if (url) {
		papi('add', 'chain', '--wsUrl', url, '--skip-codegen');
		copyFileSync(join(work, '.papi/metadata/chain.scale'), metadata);
	}
	writeFileSync(join(work, '.papi/polkadot-api.json'), JSON.stringify({
		version: 0,
		descriptorPath: '.papi/descriptors',
		entries: { bloc: { metadata } },
		options: { noDescriptorsPackage: true },
	}));
	papi('generate');
}

/** Takes what is generated over, under names that stay, without the metadata: nodes have it. */
function publish() {
	const from = join(work, '.papi/descriptors/dist');
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target);
	for (const name of readdirSync(from)) {
		if (name.includes('bloc_metadata')) continue;
		const text = readFileSync(join(from, name), 'utf8');
		writeFileSync(join(target, plain(name)), published(name, text));
	}
	const index = join(target, 'index.d.ts');
	const types = readFileSync(index, 'utf8');
	writeFileSync(index, types.replace(/^export declare const getMetadata.*\n/m, ''));
}

function published(name, text) {
	if (name === 'index.js') return withoutMetadata(text);
	// All of it would stand there once more, as a type.
	const one = 'declare const base64: string;\nexport default base64;\n';
	if (name === 'metadataTypes.d.ts') return one;
	return named(text);
}

/** A file's name without the hash of what is in it. */
function plain(name) {
	return name.replace(/-[\w-]{8}\.js$/, '.js');
}

/** Names what is imported with the ending that Node and TypeScript want. */
function named(text) {
	const imported = /(from\s+|import\()(["'])(\.\/[\w-]+?)(?:-[\w-]{8}\.js)?\2/g;
	return text.replace(imported, '$1$2$3.js$2');
}

/** Without the metadata. */
function withoutMetadata(text) {
	const missing = "() => Promise.reject(new Error('ask a node for the metadata'))";
	const cuts = [
		[/const getMetadata\$1 = [\s\S]*?\n\);\n/, `const getMetadata$1 = ${missing};\n`],
		[/const metadatas = [\s\S]*?\n};\n/, ''],
		[/,\s*getMetadata };/, ' };'],
	];
	return named(cuts.reduce((left, [pattern, by]) => {
		if (!pattern.test(left)) throw new Error(`the generated index has no ${pattern}`);
		return left.replace(pattern, () => by);
	}, text));
}
