import type { RetryLimits, RetryableTask } from './eligibility.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import { planRetry, type PlanRow, type RetryPlan } from './retryPlan.ts';

/** Whether a task may be sent again without a risk: it was not taken, or was refused in a way that may pass. */
export function maySendAgain(outcome: Outcome): boolean {
  return outcome.kind === 'unsent' || (outcome.kind === 'refused' && outcome.reason.verdict === 'may-pass');
}

/**
 * What may be sent again, planned afresh from the current tasks: never a submitted one, one that has moved on or that will
 * not pass, nor an unknown one before it is checked. A task that is not among the current ones is planned as it was.
 * `which` narrows it further, such as to what is unsent.
 */
export function planRemainder(
  ledger: Ledger,
  tasks: readonly RetryableTask[],
  limits: RetryLimits = {},
  which: (outcome: Outcome) => boolean = maySendAgain,
): RetryPlan {
  const rows = ledger.rows.filter((row) => maySendAgain(row.outcome) && which(row.outcome));
  const ids = new Set(rows.map((row) => row.id));
  const chosen = ids.size === 0 ? [] : tasks.filter((task) => ids.has(task?.id));
  const current = new Map(planRetry(chosen, limits).rows.map((row) => [row.id, row]));
  const planned = rows.map((row): PlanRow => current.get(row.id) ?? asPlanned(row));
  return { rows: planned, retry: planned.filter((row) => !row.skip), skip: planned.filter((row) => row.skip), duplicates: 0 };
}

function asPlanned({ id, title, stage, attempt }: LedgerRow): PlanRow {
  return { id, title, stage, attempt };
}
