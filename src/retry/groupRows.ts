import type { Ledger, LedgerRow } from './ledger.ts';
import type { Outcome } from './outcome.ts';

/** Rows that ended in the same way for the same reason. */
export interface LedgerGroup {
  /** Tells groups apart, and stays the same while the ledger changes. */
  readonly key: string;
  /** The outcome of its first row: the others differ from it at most in raw words. */
  readonly outcome: Outcome;
  /** In the order of the selection. */
  readonly rows: readonly LedgerRow[];
}

/** The rows by outcome and reason, what needs a person first, what was submitted last. Words that are not recognised keep a group of their own. */
export function groupRows(ledger: Ledger): readonly LedgerGroup[] {
  const known = groupsOf.get(ledger.rows);
  if (known) return known;
  const groups = grouped(ledger);
  groupsOf.set(ledger.rows, groups);
  return groups;
}

// Rows never change. Whoever asks what a result holds asks its few groups rather than ten thousand rows.
const groupsOf = new WeakMap<readonly LedgerRow[], readonly LedgerGroup[]>();

function grouped(ledger: Ledger): readonly LedgerGroup[] {
  const groups = new Map<string, LedgerGroup & { readonly rows: LedgerRow[] }>();
  // Rows that were told alike mostly share one outcome, and a key is not made for each of ten thousand.
  const rowsOf = new Map<Outcome, LedgerRow[]>();
  for (const row of ledger.rows) {
    let rows = rowsOf.get(row.outcome);
    if (!rows) {
      const key = keyOf(row.outcome);
      const group = groups.get(key) ?? { key, outcome: row.outcome, rows: [] };
      groups.set(key, group);
      rows = group.rows;
      rowsOf.set(row.outcome, rows);
    }
    rows.push(row);
  }
  return [...groups.values()].toSorted((a, b) => rankOf(a.outcome) - rankOf(b.outcome));
}

/** Words as one key. Each comes with its length, so that no two lists of words can make the same key. */
function keyOf(outcome: Outcome): string {
  let key: string = outcome.kind;
  for (const word of wordsOf(outcome)) key += ` ${word?.length}:${word}`;
  return key;
}

/** What tells outcomes of one kind apart. */
function wordsOf(outcome: Outcome): readonly (string | undefined)[] {
  switch (outcome.kind) {
    case 'submitted':
      return [String(Boolean(outcome.confirmed))];
    case 'refused': {
      const { code, verdict, message, text } = outcome.reason;
      return [code, verdict, message, code === 'other' ? text : undefined];
    }
    case 'skipped': {
      const { reason } = outcome;
      return [reason.code, 'status' in reason ? reason.status : undefined, 'text' in reason ? reason.text : undefined];
    }
    case 'unsent': {
      const failure = 'failure' in outcome ? outcome.failure : undefined;
      return ['halt' in outcome ? outcome.halt : undefined, failure?.kind, failure?.detail];
    }
    case 'unknown': {
      // Whatever a check came to: its control must not move from group to group while it is under way.
      const { reason } = outcome;
      return [reason.code, reason.code === 'failure' ? reason.failure.kind : undefined];
    }
  }
}

function rankOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case 'unknown':
      return 0;
    case 'refused':
      return outcome.reason.verdict === 'moved-on' ? 3 : 1;
    case 'unsent':
      return 2;
    case 'skipped':
      return 4;
    case 'submitted':
      return 5;
  }
}
