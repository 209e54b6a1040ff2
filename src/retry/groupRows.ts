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
  const groups = new Map<string, LedgerRow[]>();
  // Rows that were told alike mostly share one outcome, and a key is not made for each of ten thousand.
  const rowsOf = new Map<Outcome, LedgerRow[]>();
  for (const row of ledger.rows) {
    let rows = rowsOf.get(row.outcome);
    if (!rows) {
      const key = keyOf(row.outcome);
      rows = groups.get(key) ?? [];
      groups.set(key, rows);
      rowsOf.set(row.outcome, rows);
    }
    rows.push(row);
  }
  return [...groups]
    .flatMap(([key, rows]) => (rows[0] ? [{ key, outcome: rows[0].outcome, rows }] : []))
    .toSorted((a, b) => rankOf(a.outcome) - rankOf(b.outcome));
}

function keyOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'submitted':
      return outcome.confirmed === true ? 'submitted confirmed' : 'submitted';
    case 'refused': {
      const { code, verdict, message, text } = outcome.reason;
      return joined('refused', code, verdict, message, code === 'other' ? text : '');
    }
    case 'skipped': {
      const { reason } = outcome;
      return joined('skipped', reason.code, 'status' in reason ? reason.status : '', 'text' in reason ? reason.text : '');
    }
    case 'unsent':
      if ('halt' in outcome) return joined('unsent', outcome.halt);
      return 'failure' in outcome ? joined('unsent', outcome.failure.kind, outcome.failure.detail) : 'unsent not-taken';
    case 'unknown': {
      // Whatever a check came to: its control must not move from group to group while it is under way.
      const { reason } = outcome;
      return joined('unknown', reason.code, reason.code === 'failure' ? reason.failure.kind : '');
    }
  }
}

/** Words as one key. Each comes with its length, so that no two lists of words can make the same key. */
function joined(...words: readonly (string | undefined)[]): string {
  let key = '';
  for (const word of words) key += word === undefined ? '-' : `${word.length}:${word}`;
  return key;
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
