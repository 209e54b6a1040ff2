import { isTaskId } from '../types/isTaskId.ts';

/** The least a stage must carry to be planned. Table rows and partial answers fit as they are. */
export interface RetryableStage {
  readonly id: string;
  readonly status: string;
  readonly stage_name?: string | null | undefined;
  readonly retry_count?: number | null | undefined;
}

/** The least a task must carry to be planned. `stages`, where loaded, are in template order. */
export interface RetryableTask {
  readonly id: string;
  readonly status: string;
  readonly title?: string | null | undefined;
  readonly stages?: readonly RetryableStage[] | null | undefined;
}

interface RetryRule {
  // A method, so that a rule may ask for the rows that the page has: it is given those, and not what we read of them.
  decide(task: RetryableTask, stage?: RetryableStage): true | string;
}

/** A team's own limits, beside the platform's. */
export interface RetryLimits {
  /** How many retries a stage may have in all. A stage at the limit is not offered. Without it: no limit known. */
  readonly maxRetries?: number | undefined;
  /**
   * Says `true`, or why not, in words that people read. Gets the task and stage as the page has them, and may ask for their
   * type: `(task: Task) => …`. Called while rendering: it must be pure, quick, and not throw.
   */
  readonly canRetry?: RetryRule['decide'] | undefined;
}

/** Why a task or stage is not offered for a retry. */
export type SkipReason =
  | { readonly code: 'task-not-failed'; readonly status: string }
  | { readonly code: 'stage-not-failed'; readonly status: string }
  | { readonly code: 'limit-reached'; readonly used: number; readonly limit: number }
  | { readonly code: 'not-allowed'; readonly text: string }
  | { readonly code: 'invalid-id' };

/** How often a stage was retried; `undefined` where the row does not say so in a way that can be counted on. */
function retryCount(stage: RetryableStage | undefined): number | undefined {
  const count = stage?.retry_count;
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** Number of the next retry of a stage, from 1; `undefined` where `retry_count` is not known. */
export function attemptOf(stage: RetryableStage | undefined): number | undefined {
  const count = retryCount(stage);
  return count === undefined ? undefined : count + 1;
}

/** Whether an attempt comes after another. One that is not known does not. */
export function isLater(attempt: number | undefined, than: number | undefined): boolean {
  return attempt !== undefined && than !== undefined && attempt > than;
}

/** The stage that the platform will choose: the earliest failed one in template order. A forecast, never sent. */
export function earliestFailedStage(task: RetryableTask): RetryableStage | undefined {
  // Without a list of its own: this is asked for each of ten thousand tasks.
  return Array.isArray(task.stages) ? task.stages.find((stage) => stage?.status === 'failed') : undefined;
}

/** The stages of a task; none where they are not loaded, or are nothing of the kind in an answer that nobody checked. */
export function stagesOf(task: RetryableTask): readonly RetryableStage[] {
  const { stages } = task;
  return Array.isArray(stages) ? stages.filter((stage) => typeof stage === 'object' && stage !== null) : [];
}

/**
 * The one predicate of a batch: why a task would be left out, or `undefined` where it is sent (SPEC.md, section 5.2).
 * A failed task is sent although its stages are not loaded: the platform chooses.
 */
export function whySkipTask(task: RetryableTask, limits: RetryLimits = {}): SkipReason | undefined {
  if (!isTaskId(task.id)) return { code: 'invalid-id' };
  if (task.status !== 'failed') return { code: 'task-not-failed', status: task.status };
  return whyLimited(task, earliestFailedStage(task), limits);
}

/** Why a stage's own retry is not offered, or `undefined` where it is: a failed stage of a failed task (SPEC.md, 5.1). */
export function whySkipStage(
  task: RetryableTask,
  stage: RetryableStage,
  limits: RetryLimits = {},
): SkipReason | undefined {
  if (!isTaskId(task.id) || !isTaskId(stage.id)) return { code: 'invalid-id' };
  if (task.status !== 'failed') return { code: 'task-not-failed', status: task.status };
  if (stage.status !== 'failed') return { code: 'stage-not-failed', status: stage.status };
  return whyLimited(task, stage, limits);
}

function whyLimited(
  task: RetryableTask,
  stage: RetryableStage | undefined,
  { maxRetries, canRetry }: RetryLimits,
): SkipReason | undefined {
  const used = retryCount(stage);
  if (used !== undefined && typeof maxRetries === 'number' && used >= maxRetries) {
    return { code: 'limit-reached', used, limit: maxRetries };
  }
  const verdict: unknown = canRetry ? canRetry(task, stage) : true;
  // Anything but `true` is a no, also from code without types: offering too little is the safe mistake.
  return verdict === true ? undefined : { code: 'not-allowed', text: typeof verdict === 'string' ? verdict : '' };
}
