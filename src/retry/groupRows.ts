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
  for (const row of ledger.rows) {
    const key = keyOf(row.outcome);
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .flatMap(([key, rows]) => (rows[0] ? [{ key, outcome: rows[0].outcome, rows }] : []))
    .toSorted((a, b) => rankOf(a.outcome) - rankOf(b.outcome));
}

function keyOf(outcome: Outcome): string {
  return JSON.stringify([outcome.kind, ...reasonOf(outcome)]);
}

function reasonOf(outcome: Outcome): readonly unknown[] {
  switch (outcome.kind) {
    case 'submitted':
      return [outcome.confirmed === true];
    case 'refused': {
      const { code, verdict, message, text } = outcome.reason;
      return [code, verdict, message, code === 'other' ? text : ''];
    }
    case 'skipped': {
      const { reason } = outcome;
      return [reason.code, 'status' in reason ? reason.status : '', 'text' in reason ? reason.text : ''];
    }
    case 'unsent':
      if ('halt' in outcome) return [outcome.halt];
      return 'failure' in outcome ? [outcome.failure.kind, outcome.failure.detail] : ['not-taken'];
    case 'unknown': {
      const { reason, check } = outcome;
      return [reason.code, reason.code === 'failure' ? reason.failure.kind : '', check];
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
