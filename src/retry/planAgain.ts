import { groupRows } from './groupRows.ts';
import { byId } from './byId.ts';
import type { BatchRetry, SettledBatch } from './batchRun.ts';
import { isLater } from './eligibility.ts';
import type { LedgerRow } from './ledger.ts';
import { isDone, isMovedOn } from './outcome.ts';
import { planOf, type PlanRow, type RetryPlan } from './retryPlan.ts';

/**
 * Whether a selection is that of an earlier batch: the same tasks, none of which has failed anew since. Where all that can be
 * retried was done then, and attempts are not known, a new failure looks like the old one: it would never be planned again.
 */
export function sameTasks(earlier: BatchRetry, selection: RetryPlan): boolean {
  // Those of the ledger, which know for which attempt a task was sent last, also where that was after the plan.
  const { rows } = earlier.ledger;
  const rowOf = byId(rows);
  // Whether a row tells how its task stands now.
  let isTold = selection.retry.length === 0;
  return (
    rows.length === selection.rows.length &&
    selection.rows.every((row) => {
      const before = rowOf(row.id);
      if (!before || failedAnew(before, row, earlier)) return false;
      isTold ||= !row.skip && (row.attempt !== undefined || !isDone(before.outcome));
      return true;
    }) &&
    isTold
  );
}

/**
 * Whether a row tells of a later failure than the one that a batch retried: of another stage, of a later attempt at the
 * same one, of one that counts anew since its task was reset, or, where attempts are not known or it had moved on, of a task
 * that was seen in another status in between. A row that merely was not read again since tells of none.
 */
function failedAnew(before: LedgerRow, now: PlanRow, batch: BatchRetry): boolean {
  if (now.skip) return false;
  if (before.stage && now.stage && before.stage.id !== now.stage.id) return true;
  if (batch.left.has(now.id)) {
    // Of what had moved on no retry of ours is on its way, which could look like a new failure in a row that was not read again.
    if (isMovedOn(before.outcome)) return true;
    // Fewer, once it has left, are those of a task that was reset; else those of a row that was not read again.
    return now.attempt === undefined || now.attempt !== before.attempt;
  }
  return isLater(now.attempt, before.attempt);
}

/** The selection without what needs no retry any more: submitted or moved on in the last batch, and not failed anew. */
export function withoutDone(selection: RetryPlan, last: SettledBatch): RetryPlan {
  return planOf(selection.rows.filter(isOpenAfter(last)), selection.duplicates);
}

/** Whether that leaves anything to retry. */
export function hasOpen(selection: RetryPlan, last: SettledBatch): boolean {
  // In the very rows that were sent nothing has failed anew, so the groups of the result tell.
  if (selection === last.plan && !last.left.size) return groupRows(last.ledger).some(({ outcome }) => outcome.kind !== 'skipped' && !isDone(outcome));
  const isOpen = isOpenAfter(last);
  return selection.rows.some((row) => isOpen(row) && !row.skip);
}

function isOpenAfter(last: SettledBatch): (row: PlanRow) => boolean {
  const rowOf = byId(last.ledger.rows);
  return (row) => {
    const before = rowOf(row.id);
    return !before || !isDone(before.outcome) || failedAnew(before, row, last);
  };
}

/** How many of the tasks to retry were unknown in the last batch, so that sending them is a risk to be named. */
export function countUnknown(plan: RetryPlan, last: SettledBatch): number {
  const rowOf = byId(last.ledger.rows);
  const unknown = plan.rows.filter((row) => {
    const before = rowOf(row.id);
    return !row.skip && before?.outcome.kind === 'unknown' && !failedAnew(before, row, last);
  });
  return unknown.length;
}
