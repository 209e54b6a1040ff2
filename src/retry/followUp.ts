import { attemptOf, earliestFailedStage, type RetryableStage, type RetryableTask } from './eligibility.ts';
import { byId } from './byId.ts';
import type { Ledger, LedgerRow } from './ledger.ts';
import { isDone } from './outcome.ts';

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
  for (const row of ledger.rows) {
    const task = taskOf(row.id);
    if (!task || !isDone(row.outcome)) continue;
    const stage = earliestFailedStage(task);
    if (task.status !== 'failed') followed.set(row.id, { status: task.status });
    else if (stage && failedAgain(row, stage)) followed.set(row.id, { status: 'failed', stage: stage.stage_name ?? undefined });
  }
  return followed;
}

function failedAgain(row: LedgerRow, stage: RetryableStage): boolean {
  if (row.stage && row.stage.id !== stage.id) return true;
  // An attempt that is not known is no later one, nor is one later than it.
  return (attemptOf(stage) ?? 0) > (row.attempt ?? Number.POSITIVE_INFINITY);
}
