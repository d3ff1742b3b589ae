// Light or dark: as the system has it, or as is chosen.

import { effect } from '@preact/signals';
import { choice } from './memory.js';

export const THEMES = ['system', 'light', 'dark'] as const;
/** What is chosen. */
export const theme = choice('theme', THEMES, 'system');

/** Has the page look as is chosen. */
export function followTheme(root: HTMLElement): void {
	effect(() => {
		if (theme.value === 'system') delete root.dataset.theme;
		else root.dataset.theme = theme.value;
	});
}
