// Tables for spreadsheets, as RFC 4180 has them.

/** What a spreadsheet would take for a formula, if a text began with it. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A table as text. */
export const csv = (rows: readonly (readonly string[])[]): string =>
	rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
