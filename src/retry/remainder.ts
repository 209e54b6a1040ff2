import { byId } from './byId.ts';
import type { RetryLimits, RetryableTask } from './eligibility.ts';
import { groupRows } from './groupRows.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import type { Outcome } from './outcome.ts';
import { planOf, planRetry, type PlanRow, type RetryPlan } from './retryPlan.ts';

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
  return remainderIn(ledger, planRetry(tasks, limits), which);
}

/** The same from a plan of the current tasks, where one is at hand: ten thousand need not be planned twice. */
export function remainderIn(ledger: Ledger, current: RetryPlan, which: (outcome: Outcome) => boolean = maySendAgain): RetryPlan {
  const currentOf = byId(current.rows);
  const rows: PlanRow[] = [];
  const any = groupRows(ledger).some((group) => maySendAgain(group.outcome));
  for (const row of any ? ledger.rows : []) {
    const planned = currentOf(row.id);
    if (maySendAgain(row.outcome) && which(row.outcome)) rows.push(planned ?? asPlanned(row));
  }
  return planOf(rows, 0);
}

function asPlanned({ id, title, stage, attempt }: LedgerRow): PlanRow {
  return { id, title, stage, attempt };
}
