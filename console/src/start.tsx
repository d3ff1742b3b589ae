// Begins: follows the address, the node, its blocks and the clock, and draws the page.

import { render } from 'preact';
import { App } from './app.js';
import { followAccounts } from './chain/accounts.js';
import { followAssets } from './chain/assets.js';
import { followLive } from './chain/blocks.js';
import { startClock } from './chain/clock.js';
import { firstUrl, follow } from './chain/connection.js';
import { followLife } from './chain/life.js';
import { followInvoices } from './invoices/waiting.js';
import { followAddress } from './lib/router.js';
import { followTheme } from './lib/theme.js';

/** Begins. */
export function start(): void {
	const root = document.getElementById('app');
	if (!root) throw new Error('the page has no place for the app');
	followTheme(document.documentElement);
	followAddress();
	followLive();
	followAssets();
	followAccounts();
	followLife();
	followInvoices();
	startClock();
	follow(firstUrl(location.search));
	root.replaceChildren();
	render(<App />, root);
}
