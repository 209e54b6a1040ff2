import { attemptOf, earliestFailedStage, type RetryableTask } from './eligibility.ts';
import { byId } from './byId.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import { isMovedOn } from './outcome.ts';

/** What became of a task after its retry was taken. */
export interface FollowUp {
  readonly status: string;
  /** Name of the stage at which it failed again. */
  readonly stage?: string | undefined;
}

/**
 * What became of the submitted tasks and of those that had moved on, from the current tasks. A row that may not have been
 * read again since, still failed at the same attempt, is not followed: it tells nothing new.
 */
export function followUp(ledger: Ledger, tasks: readonly RetryableTask[]): ReadonlyMap<string, FollowUp> {
  const taskOf = byId(tasks);
  const followed = new Map<string, FollowUp>();
  let place = -1;
  for (const row of ledger.rows) {
    place += 1;
    if (row.outcome.kind !== 'submitted' && !isMovedOn(row.outcome)) continue;
    const task = taskOf(row.id, place);
    if (!task) continue;
    if (task.status !== 'failed') followed.set(row.id, { status: task.status });
    else if (failedAgain(row, task)) followed.set(row.id, { status: 'failed', stage: earliestFailedStage(task)?.stage_name ?? undefined });
  }
  return followed;
}

function failedAgain(row: LedgerRow, task: RetryableTask): boolean {
  const stage = earliestFailedStage(task);
  if (!stage) return false;
  if (row.stage && row.stage.id !== stage.id) return true;
  const attempt = attemptOf(stage);
  return row.attempt !== undefined && attempt !== undefined && attempt > row.attempt;
}
