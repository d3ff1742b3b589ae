// The pages: each in a file of its own, fetched when it is first opened.

import type { ComponentType } from 'preact';

export interface PageProps {
	/** What follows the page's name in the address. */
	readonly rest: readonly string[];
}

export interface PageEntry {
	readonly name: string;
	readonly title: string;
	/** Whether it is in the menu. */
	readonly listed: boolean;
	readonly load: () => Promise<{ default: ComponentType<PageProps> }>;
}

export const PAGES: readonly PageEntry[] = [
	{ name: '', title: 'Overview', listed: true, load: () => import('./overview.js') },
	{ name: 'channels', title: 'Channels', listed: true, load: () => import('./channels.js') },
	{ name: 'channel', title: 'Channel', listed: false, load: () => import('./channel.js') },
	{ name: 'invoices', title: 'Invoices', listed: true, load: () => import('./invoices.js') },
	{ name: 'streams', title: 'Streams', listed: true, load: () => import('./streams.js') },
	{
		name: 'subscriptions', title: 'Subscriptions', listed: true,
		load: () => import('./subscriptions.js'),
	},
	{ name: 'routes', title: 'Routes', listed: true, load: () => import('./routes.js') },
	{ name: 'swaps', title: 'Swaps', listed: true, load: () => import('./swaps.js') },
	{ name: 'exchange', title: 'Exchange', listed: true, load: () => import('./exchange.js') },
	{ name: 'liquidity', title: 'Liquidity', listed: true, load: () => import('./liquidity.js') },
	{
		name: 'watchtowers', title: 'Watchtowers', listed: true,
		load: () => import('./watchtowers.js'),
	},
	{ name: 'story', title: 'Try it', listed: true, load: () => import('./story.js') },
	{ name: 'settings', title: 'Settings', listed: true, load: () => import('./settings.js') },
];

/** The page of a name; none if there is no such page. */
export const pageOf = (name: string): PageEntry | undefined =>
	PAGES.find((page) => page.name === name);
