// Whose money it is: accounts of a browser extension, or on development chains the keys that
// everybody knows. The page never asks for a seed.

import { batch, computed, effect, signal } from '@preact/signals';
import { accountOf, type Chain } from '@lightning-bloc/sdk/chain';
import type { Signer } from '@lightning-bloc/sdk/signers';
import { remember, remembered } from '../lib/memory.js';
import { foreignText, shortAddress } from '../lib/text.js';
import { chain, live } from './connection.js';

type AccountId = ReturnType<typeof accountOf>;

/** An account that this page can sign for, with its owner's consent. */
export interface Account {
	readonly id: AccountId;
	readonly name: string;
	readonly signer: Signer;
	/** Where the key is: the name of an extension, or none for a key that everybody knows. */
	readonly wallet: string | null;
}

const APP = 'Lightning-Bloc console';
const DEV = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'];
const MOST_NAME = 24;

const loadSigners = () => import('@lightning-bloc/sdk/signers');

/** The accounts that can be chosen. */
export const accounts = signal<readonly Account[]>([]);
const chosen = signal<AccountId | null>(remembered('account') as AccountId | null);
/** The account in whose name everything is done and shown. */
export const current = computed<Account | null>(() =>
	accounts.value.find(({ id }) => id === chosen.value) ?? accounts.value[0] ?? null);

/** Chooses an account, for the next time, too. */
export function chooseAccount(id: AccountId): void {
	chosen.value = id;
	remember('account', id);
}

/** An account of this page by its id. */
export const ownAccount = (id: AccountId): Account | null =>
	accounts.value.find((account) => account.id === id) ?? null;

/** Its address on the chain that is connected. */
export const addressOf = (id: AccountId): string => chain.value?.address(id) ?? id;

/** What an account is called here: its name if there is one, else its address, shortened. */
export function nameOf(account: string): string {
	const id = accountOf(account);
	return ownAccount(id)?.name ?? shortAddress(addressOf(id));
}

/** The names of the extensions that are there. */
export async function walletNames(): Promise<string[]> {
	return (await loadSigners()).extensions();
}

/** Connects to an extension: it asks its owner. Answers with how many accounts it shows. */
export async function connectWallet(name: string): Promise<number> {
	const { extensionSigners } = await loadSigners();
	const signers = await extensionSigners(name, APP);
	const shown = signers.map((signer) => ({
		id: signer.account,
		name: foreignText(signer.name ?? '', MOST_NAME) || shortAddress(addressOf(signer.account)),
		signer,
		wallet: name,
	}));
	const others = accounts.peek().filter(({ wallet }) => wallet !== name);
	batch(() => {
		accounts.value = [...shown, ...others];
		if (shown[0]) chooseAccount(shown[0].id);
	});
	remember('wallet', shown.length > 0 ? name : null);
	return shown.length;
}

async function devAccounts(of: Chain): Promise<Account[]> {
	if (!of.info.development) return [];
	const { devSigner } = await loadSigners();
	return DEV.map((name) => {
		const signer = devSigner(of, `//${name}`);
		return { id: signer.account, name, signer, wallet: null };
	});
}

/** Keeps the accounts that everybody knows: there on development chains, gone on others. */
export function followAccounts(): void {
	effect(() => {
		const connected = live.value;
		if (!connected) return;
		void devAccounts(connected).then((known) => {
			if (live.peek() !== connected) return;
			accounts.value = [...accounts.peek().filter(({ wallet }) => wallet !== null), ...known];
		});
	});
	const before = remembered('wallet');
	// An extension may come a moment after the page.
	if (before !== null) setTimeout(() => void reconnect(before), 500);
}

async function reconnect(name: string): Promise<void> {
	const wanted = chosen.peek();
	if (!(await walletNames()).includes(name)) return;
	await connectWallet(name).catch(() => 0);
	if (wanted !== null) chooseAccount(wanted);
}
