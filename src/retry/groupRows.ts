import type { Ledger, LedgerRow } from './ledger.ts';
import { isMovedOn, reasonOf, type Outcome } from './outcome.ts';

/** Rows that ended in the same way for the same reason. */
export interface LedgerGroup {
  /** Tells groups apart, and stays the same while the ledger changes. */
  readonly key: string;
  /** The outcome of its first row, or of the one that was read first: the others differ from it at most in raw words and that time. */
  readonly outcome: Outcome;
  /** In the order of the selection. */
  readonly rows: readonly LedgerRow[];
}

/** The rows by outcome and reason, what needs a person first, what was submitted last. Words that are not recognised keep a group of their own. */
export function groupRows({ rows: all }: Ledger): readonly LedgerGroup[] {
  let known = groupsOf.get(all);
  if (!known) groupsOf.set(all, (known = grouped(all)));
  return known;
}

// Rows never change. Whoever asks what a result holds asks its few groups rather than ten thousand rows.
const groupsOf = new WeakMap<readonly LedgerRow[], readonly LedgerGroup[]>();

function grouped(all: readonly LedgerRow[]): readonly LedgerGroup[] {
  const groups = new Map<string, { readonly key: string; outcome: Outcome; readonly rows: LedgerRow[] }>();
  // Rows that were told alike mostly share one outcome, and a key is not made for each of ten thousand.
  const rowsOf = new Map<Outcome, LedgerRow[]>();
  for (const row of all) {
    let rows = rowsOf.get(row.outcome);
    if (!rows) {
      const key = keyOf(row.outcome);
      const group = groups.get(key) ?? { key, outcome: row.outcome, rows: [] };
      groups.set(key, group);
      // True of all of them is only the earliest reading.
      if (notTakenAt(row.outcome) < notTakenAt(group.outcome)) group.outcome = row.outcome;
      rows = group.rows;
      rowsOf.set(row.outcome, rows);
    }
    rows.push(row);
  }
  return [...groups.values()].toSorted((a, b) => rankOf(a.outcome) - rankOf(b.outcome));
}

/** What tells outcomes apart, as one text. Of an unknown one not what a check came to: it must not change its group meanwhile. */
function keyOf(outcome: Outcome): string {
  const [code, text] = reasonOf(outcome);
  if (outcome.kind === 'unknown') return JSON.stringify([outcome.kind, code]);
  // Also how many attempts were used, which its words name.
  if (outcome.kind === 'skipped') return JSON.stringify([outcome.kind, outcome.reason]);
  if (outcome.kind !== 'refused') return JSON.stringify([outcome.kind, code, text]);
  const { verdict, message } = outcome.reason;
  return JSON.stringify([outcome.kind, code, code === 'other' && text, verdict, message]);
}

function notTakenAt(outcome: Outcome): number {
  return 'notTakenAt' in outcome ? outcome.notTakenAt : Number.NaN;
}

const RANKS = ['unknown', 'refused', 'unsent', 'moved-on', 'skipped', 'submitted'];

function rankOf(outcome: Outcome): number {
  return RANKS.indexOf(isMovedOn(outcome) ? 'moved-on' : outcome.kind);
}
