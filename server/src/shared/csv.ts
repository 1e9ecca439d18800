/**
 * Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it: text of a note
 * must not be carried out. Rows for a `database` are written as they are.
 */
export function csvText(
  rows: readonly (readonly (string | number | undefined)[])[],
  reader: 'spreadsheet' | 'database' = 'spreadsheet',
): string {
  return rows.map((row) => `${row.map((value) => cell(value, reader)).join(',')}\r\n`).join('');
}

function cell(value: string | number | undefined, reader: 'spreadsheet' | 'database'): string {
  const text = value === undefined ? '' : String(value);
  const safe =
    reader === 'spreadsheet' && typeof value === 'string' && /^(?:[=+@\t\r]|-(?!\d))/.test(text)
      ? `'${text}`
      : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
