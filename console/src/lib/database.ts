// What has to outlive the page: channels' machines, the secrets of invoices, receipts of towers.
// Kept in this browser only; `durability: strict`, since a state that was signed and lost is money
// lost.

import type { CoSigned, State } from '@lightning-bloc/sdk/channel';

/** An invoice of one's own, with the secret that claims what is paid for it. */
export interface KeptInvoice {
	readonly key: string;
	/** Which chain, and which life of it: see `life.ts`. */
	readonly life: string;
	readonly payee: string;
	readonly text: string;
	readonly preimage: string;
	readonly paymentHash: string;
	readonly memo: string;
	/** In units; none if it is left to the payer. */
	readonly amount: bigint | null;
	readonly asset: number | null;
	readonly deadlineMs: bigint;
	readonly madeMs: number;
	/** What was received, once it was. */
	readonly received: bigint | null;
}

/** A channel's machine as it was stored last. */
export interface KeptMachine {
	readonly key: string;
	readonly life: string;
	readonly channel: bigint;
	readonly account: string;
	readonly snapshot: Uint8Array;
	readonly savedMs: number;
}

/** What a tower has signed for, by which it is held to its word. */
export interface KeptReceipt {
	readonly key: string;
	readonly life: string;
	readonly channel: bigint;
	readonly account: string;
	/** The signed receipt. */
	readonly receipt: Uint8Array;
	/** The state that it is for, if it was held here when the receipt was kept. */
	readonly state: CoSigned<State> | null;
	readonly savedMs: number;
}

interface Tables {
	invoices: KeptInvoice;
	machines: KeptMachine;
	receipts: KeptReceipt;
}

type Table = keyof Tables;

const NAME = 'lightning-bloc';
const VERSION = 2;
const TABLES: readonly Table[] = ['invoices', 'machines', 'receipts'];

let opened: Promise<IDBDatabase> | null = null;

const answered = <Value>(request: IDBRequest<Value>): Promise<Value> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the database does not answer'));
	});

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open(NAME, VERSION);
	request.onupgradeneeded = () => {
		const { objectStoreNames: there } = request.result;
		for (const table of TABLES.filter((name) => !there.contains(name))) {
			const store = request.result.createObjectStore(table, { keyPath: 'key' });
			store.createIndex('life', 'life');
		}
	};
	return answered(request).then((database) => {
		// Another tab with a later version of the page is not to be kept waiting.
		database.onversionchange = () => database.close();
		database.onclose = () => { opened = null; };
		return database;
	});
}

async function database(): Promise<IDBDatabase> {
	opened ??= open();
	try {
		return await opened;
	} catch (error) {
		opened = null;
		throw error;
	}
}

/** Stores a row, and answers when it is on the disk. */
export async function keep<Name extends Table>(table: Name, row: Tables[Name]): Promise<void> {
	const transaction = (await database()).transaction(table, 'readwrite', { durability: 'strict' });
	transaction.objectStore(table).put(row);
	await new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new Error('nothing was stored'));
	});
}

/** A row by its key. */
export async function kept<Name extends Table>(
	table: Name,
	key: string,
): Promise<Tables[Name] | undefined> {
	const store = (await database()).transaction(table).objectStore(table);
	return answered<Tables[Name] | undefined>(store.get(key));
}

/** All rows of a chain's life. */
export async function allKept<Name extends Table>(
	table: Name,
	life: string,
): Promise<Tables[Name][]> {
	const store = (await database()).transaction(table).objectStore(table);
	return answered<Tables[Name][]>(store.index('life').getAll(life));
}

/** Forgets a row. */
export async function drop(table: Table, key: string): Promise<void> {
	const transaction = (await database()).transaction(table, 'readwrite');
	await answered(transaction.objectStore(table).delete(key));
}
