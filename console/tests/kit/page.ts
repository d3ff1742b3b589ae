// Chromium on the page, from a server of its own: any error, any foreign request and any report of
// the policy fails the test.

import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { bundle, root } from '../../scripts/bundle.mjs';
import { serve } from '../../scripts/server.mjs';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
	'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Whether there is a browser here. */
export const hasBrowser = existsSync(CHROMIUM);

/** A test that needs a browser: without one it says so, and is skipped. */
export const browserTest = (name: string, body: () => Promise<void>) => test(name, {
	skip: hasBrowser ? false : `there is no ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`,
	timeout: 600_000,
}, async () => {
	try {
		await body();
	} catch (error) {
		for (const { page, wrong } of open) {
			await picture(page, `failed-${name.replace(/\W+/g, '-')}-${page.url().split('#/')[1] ?? ''}`);
			console.error(wrong);
		}
		throw error;
	} finally {
		for (const one of [...open]) await one.close();
	}
});

/** The pages that are open in the test that runs. */
const open = new Set<Watched>();

const endings: (() => Promise<unknown>)[] = [];
after(async () => {
	for (const end of endings.reverse()) await end();
});

let browser: Promise<Browser> | null = null;

function launched(): Promise<Browser> {
	browser ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS }).then((one) => {
		endings.push(() => one.close());
		return one;
	});
	return browser;
}

/** Builds the page into a folder under build/ and serves it; answers with its address. */
export async function served(entry: string, name: string): Promise<string> {
	const outdir = join(root, 'build', name);
	await bundle({ entry, outdir });
	const { url, close } = await serve(outdir);
	endings.push(close);
	return url;
}

let madeUp: Promise<string> | null = null;

/** The page on the chain that is made up. */
export function mock(): Promise<string> {
	madeUp ??= served('tests/browser/mock/main.tsx', 'mock');
	return madeUp;
}

/** How a page is looked at. */
export interface Look {
	readonly width?: number;
	readonly height?: number;
	readonly dark?: boolean;
	readonly calm?: boolean;
}

/** A page with what went wrong on it. */
export interface Watched {
	readonly page: Page;
	readonly context: BrowserContext;
	/** What must stay empty. */
	readonly wrong: string[];
	close(): Promise<void>;
}

/** What a lost connection puts into the console, by the browser itself. */
const EXPECTED = /WebSocket connection to|WebSocket is already in|net::ERR_CONNECTION_REFUSED/;

/** The machine may be busy; a page that has not answered by then does not answer. */
const WAIT_MS = 20_000;

/** Opens an address. */
export async function opened(url: string, look: Look = {}): Promise<Watched> {
	const { width = 1320, height = 900, dark = false, calm = true } = look;
	const context = await (await launched()).newContext({
		viewport: { width, height }, colorScheme: dark ? 'dark' : 'light',
		reducedMotion: calm ? 'reduce' : 'no-preference',
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const wrong: string[] = [];
	await context.route(({ hostname }) => hostname !== '127.0.0.1', (route) => {
		wrong.push(`foreign request: ${route.request().url()}`);
		return route.abort();
	});
	await context.addInitScript(() => {
		addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
			console.error(`policy: ${violatedDirective} ${blockedURI}`));
	});
	const page = await context.newPage();
	watch(page, wrong);
	page.setDefaultTimeout(WAIT_MS);
	await page.goto(url);
	const watched: Watched = {
		page, context, wrong,
		close: async () => {
			open.delete(watched);
			await context.close();
		},
	};
	open.add(watched);
	return watched;
}

/** Notes what goes wrong on a page. */
export function watch(page: Page, wrong: string[]): void {
	page.on('pageerror', (error) => wrong.push(`error: ${error.stack ?? error.message}`));
	page.on('console', (message) => {
		if (message.type() === 'error' && !EXPECTED.test(message.text())) wrong.push(message.text());
	});
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
	readonly id: string;
	readonly help: string;
	readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong with the page. */
export async function accessible(page: Page, what: string): Promise<string[]> {
	await page.evaluate(axe);
	const violations = await page.evaluate(async () => {
		const { axe: run } = globalThis as unknown as {
			axe: { run(): Promise<{ violations: Violation[] }> };
		};
		return (await run.run()).violations;
	});
	return violations.map(({ id, help, nodes }) =>
		`${what}: ${id}: ${help}\n${nodes.slice(0, 3).map(({ html, failureSummary }) =>
			`    ${html.slice(0, 200)}\n    ${failureSummary ?? ''}`).join('\n')}`);
}

/** What sticks out to the right. */
export async function fits(page: Page, what: string): Promise<string[]> {
	const [has, seen] = await page.evaluate(() =>
		[document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
	return has <= seen ? [] : [`${what}: ${has} px in ${seen} px`];
}

/** Keeps a picture of the page, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
	const folder = join(root, 'build/pictures');
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
