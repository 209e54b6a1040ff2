import { attemptOf, isLater, stagesOf, type RetryableStage, type RetryableTask } from './eligibility.ts';

/** What a reading settles: the retry was taken, or it was not. */
export type ReadOutcome =
  | { readonly kind: 'submitted'; readonly confirmed: true; readonly taskStatus: string }
  | { readonly kind: 'unsent'; readonly notTakenAt: number };

/**
 * What reading the task again says about an unknown retry. Submitted: the stage left `failed`, or its `retry_count` rose, or the
 * task left `failed`. Unsent: both are failed with the same count. Else it settles nothing: the stage is not in the reading, or its
 * count is not known, or lower, as in a reading from before. A retry `of` a `stage` named it, as one of a batch does not: while
 * that is failed still, its task may have left from another one, by somebody else. `now` is in ms since the epoch.
 */
export function outcomeOfReading(
  task: RetryableTask,
  stageId: string | undefined,
  attempt: number | undefined,
  now: number,
  of?: 'stage',
): ReadOutcome | undefined {
  const stage = stagesOf(task).find(({ id }) => id === stageId);
  const left = task.status !== 'failed';
  if (stage ? hasLeft(stage, attempt) || (left && !of) : left) return { kind: 'submitted', confirmed: true, taskStatus: task.status };
  return !left && attempt !== undefined && attemptOf(stage) === attempt ? { kind: 'unsent', notTakenAt: now } : undefined;
}

/** Whether a stage has left `failed` since this attempt was asked for, or failed again. */
export function hasLeft(stage: RetryableStage, attempt: number | undefined): boolean {
  return stage.status !== 'failed' || isLater(attemptOf(stage), attempt);
}
