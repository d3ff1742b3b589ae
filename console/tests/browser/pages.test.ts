// Every page in light and dark, on a desk and on phones: nothing that axe-core knows is wrong,
// nothing sticks out, nothing is asked of another host, and the policy has nothing to report.

import assert from 'node:assert/strict';
import { PAGES } from '../../src/pages/list.js';
import { accessible, browserTest, fits, mock, opened, picture } from '../kit/page.js';

const LOOKS = [
	{ name: 'light', width: 1320, dark: false }, { name: 'dark', width: 1320, dark: true },
	{ name: 'phone', width: 390, dark: false }, { name: 'small', width: 320, dark: true },
];

const addresses = PAGES.map(({ name }) => (name === 'channel' ? 'channel/0' : name));

for (const look of LOOKS) {
	browserTest(`all pages, ${look.name}`, async () => {
		const url = await mock();
		const { page, wrong, close } = await opened(url, look);
		const found: string[] = [];
		await page.getByText('Made-up Chain').first().waitFor();
		for (const address of [...addresses, 'channel/1', 'channel/2', 'nowhere']) {
			await page.goto(`${url}/#/${address}`);
			await page.locator('main h1').waitFor();
			await page.waitForFunction(() => !/Reading…|Opening…/.test(
				document.querySelector('main')?.textContent ?? ''));
			await page.evaluate(() => {
				for (const one of document.querySelectorAll('main details')) one.setAttribute('open', '');
			});
			await page.waitForTimeout(150);
			const what = `${address || 'overview'}-${look.name}`;
			await picture(page, what.replace('/', '-'));
			const alerts = await page.locator('main .notice.bad[role=alert]').allTextContents();
			found.push(...alerts.map((text) => `${what}: ${text}`), ...await accessible(page, what),
				...await fits(page, what), ...wrong.splice(0));
		}
		await close();
		assert.deepEqual(found, [], found.join('\n'));
	});
}
