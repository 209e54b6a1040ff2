import { attemptOf, isLater, stagesOf, type RetryableStage, type RetryableTask } from './eligibility.ts';

/** What a reading settles: the retry was taken, or it was not. */
export type ReadOutcome =
  | { readonly kind: 'submitted'; readonly confirmed: true; readonly taskStatus: string }
  | { readonly kind: 'unsent'; readonly notTakenAt: number };

/**
 * What reading the task again says about an unknown retry: it left `failed` or its `retry_count` rose, or that is the same
 * still. `undefined` where a task that is failed still does not settle it: the stage is not in the reading, or its count is not
 * known, or lower, as in a reading from before. Nor does one that goes on settle a retry `ofStage`, of a stage that has not left: it may
 * do so from another one, by somebody else. `now` is in ms since the epoch.
 */
export function outcomeOfReading(
  task: RetryableTask,
  stageId: string | undefined,
  attempt: number | undefined,
  now: number,
  ofStage = false,
): ReadOutcome | undefined {
  const stage = stagesOf(task).find(({ id }) => id === stageId);
  const goesOn = task.status !== 'failed';
  if (stage ? hasLeft(stage, attempt) || (goesOn && !ofStage) : goesOn) return { kind: 'submitted', confirmed: true, taskStatus: task.status };
  return !goesOn && attempt !== undefined && attemptOf(stage) === attempt ? { kind: 'unsent', notTakenAt: now } : undefined;
}

/** Whether a stage has left `failed` since this attempt was asked for, or failed again. */
export function hasLeft(stage: RetryableStage, attempt: number | undefined): boolean {
  return stage.status !== 'failed' || isLater(attemptOf(stage), attempt);
}
