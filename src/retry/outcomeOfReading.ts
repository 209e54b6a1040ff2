import { attemptOf, isLater, stagesOf, type RetryableStage, type RetryableTask } from './eligibility.ts';

/** What a reading settles: the retry was taken, or it was not. */
export type ReadOutcome =
  | { readonly kind: 'submitted'; readonly confirmed: true; readonly taskStatus: string }
  | { readonly kind: 'unsent'; readonly notTakenAt: number };

/**
 * What reading the task again says about an unknown retry: it left `failed` or its `retry_count` rose, or that is the same
 * still. `undefined` where a task that is failed still does not settle it: the stage is not in the reading, or its count is not
 * known, or lower, as in a reading from before; `ofStage`, also where the task goes on and its stage is as before. `now` is in ms
 * since the epoch.
 */
export function outcomeOfReading(
  task: RetryableTask,
  stageId: string | undefined,
  attempt: number | undefined,
  now: number,
  ofStage = false,
): ReadOutcome | undefined {
  const stage = stagesOf(task).find(({ id }) => id === stageId);
  const submitted: ReadOutcome = { kind: 'submitted', confirmed: true, taskStatus: task.status };
  const asBefore = isAsBefore(stage, attempt);
  if (task.status !== 'failed' || (stage && stage.status !== 'failed')) return ofStage && asBefore ? undefined : submitted;
  if (isLater(attemptOf(stage), attempt)) return submitted;
  return asBefore ? { kind: 'unsent', notTakenAt: now } : undefined;
}

/**
 * Whether a stage is failed as it was before this attempt. Its task may go on all the same: from another stage, by somebody else, or
 * it was read half-way. That tells nothing of a retry of the stage before the task has ended.
 */
export function isAsBefore(stage: RetryableStage | undefined, attempt: number | undefined): boolean {
  return stage?.status === 'failed' && attempt !== undefined && attemptOf(stage) === attempt;
}
