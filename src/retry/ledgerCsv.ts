import type { Ledger } from './ledger.ts';
import { reasonOf } from './outcome.ts';

const COLUMNS = ['id', 'title', 'stage', 'attempt', 'outcome', 'reason', 'text'] as const;

/**
 * A ledger as CSV (RFC 4180, UTF-8 with a mark that spreadsheets look for). What a spreadsheet would run as a
 * formula gets an apostrophe before it, be it separated by commas, semicolons or tabs, since ids, titles and reasons come from elsewhere.
 */
export function ledgerCsv(ledger: Ledger): string {
  const rows = ledger.rows.map(({ id, title, stage, attempt, outcome }) => [
    id,
    title ?? '',
    stage?.name ?? stage?.id ?? '',
    attempt === undefined ? '' : String(attempt),
    outcome.kind,
    ...reasonOf(outcome),
  ]);
  return `\ufeff${[COLUMNS, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

// Characters that are not seen hide a formula from people, not from programs. Where a comma stands within numbers, spreadsheets
// take a semicolon or a tab for the separator, and quotes within a line for text: there a cell may begin anywhere.
const FORMULA = /(?<=^|[;\t\r\n])(?=(?:(?![\t\r\n])[\p{C}\p{Z}"])*[=+\-@\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;

function csvCell(text: string): string {
  const safe = text.replace(FORMULA, "'");
  return /[",;'\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
