import { isTaskId } from '../types/isTaskId.ts';
import type { RetryLimits, RetryableTask, SkipReason } from './eligibility.ts';
import { attemptOf, earliestFailedStage, whySkipTask } from './eligibility.ts';

/** What is planned for one chosen task. */
export interface PlanRow {
  readonly id: string;
  readonly title?: string | undefined;
  /** The stage the task is forecast to resume from. Absent: the platform chooses. */
  readonly stage?: { readonly id: string; readonly name?: string | undefined } | undefined;
  /** Number of this retry, from 1, where known. */
  readonly attempt?: number | undefined;
  /** Why the task is left out. Absent: it is sent. */
  readonly skip?: SkipReason | undefined;
}

/** For each chosen task, before anything is sent: retry (which stage, which attempt) or skip (why). */
export interface RetryPlan {
  /** Every chosen task once, in the order of the selection. */
  readonly rows: readonly PlanRow[];
  /** Those that are sent, in the order of the selection. */
  readonly retry: readonly PlanRow[];
  /** Those that are left out. */
  readonly skip: readonly PlanRow[];
  /** How many chosen rows repeated an id. They are told, not sent twice. */
  readonly duplicates: number;
}

/**
 * Plans a batch for any selection: any status, repeated rows, stages loaded or not. Where an id is repeated its first row
 * counts. Total: a row that is no task at all is left out as `invalid-id`, never dropped.
 */
export function planRetry(selection: readonly RetryableTask[], limits: RetryLimits = {}): RetryPlan {
  const rows = new Map<unknown, PlanRow>();
  let duplicates = 0;
  for (const task of selection) {
    // Rows without a usable id cannot be told apart by it, so each stands for itself.
    const key: unknown = isTaskId(task?.id) ? task.id : Symbol('no id');
    if (rows.has(key)) duplicates += 1;
    else rows.set(key, planTask(task, limits));
  }
  return planOf([...rows.values()], duplicates);
}

/** The plan that these rows are. */
export function planOf(rows: readonly PlanRow[], duplicates: number): RetryPlan {
  return { rows, retry: rows.filter((row) => !row.skip), skip: rows.filter((row) => row.skip), duplicates };
}

function planTask(task: RetryableTask | null | undefined, limits: RetryLimits): PlanRow {
  if (!task) return { id: '', skip: { code: 'invalid-id' } };
  const stage = earliestFailedStage(task);
  return {
    id: nameOf(task.id),
    title: task.title ?? undefined,
    stage: stage && { id: stage.id, name: stage.stage_name ?? undefined },
    attempt: attemptOf(stage),
    skip: whySkipTask(task, limits),
  };
}

/** An id as far as it can be shown: untyped code may pass a number, or nothing of the kind. */
function nameOf(id: unknown): string {
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}
