import { attemptOf, isLater, stagesOf, type RetryableTask } from './eligibility.ts';

/** What a reading settles: the retry was taken, or it was not. */
export type ReadOutcome =
  | { readonly kind: 'submitted'; readonly confirmed: true; readonly taskStatus: string }
  | { readonly kind: 'unsent'; readonly notTakenAt: number };

/**
 * What reading the task again says about an unknown retry: it left `failed` or its `retry_count` rose, or that is the same
 * still. `undefined` where a task that is failed still does not settle it: the stage is not in the reading, or its count is not
 * known, or lower, as in a reading from before. `now` is in ms since the epoch.
 */
export function outcomeOfReading(
  task: RetryableTask,
  stageId: string | undefined,
  attempt: number | undefined,
  now: number,
): ReadOutcome | undefined {
  const stage = stagesOf(task).find((each) => each.id === stageId);
  const submitted: ReadOutcome = { kind: 'submitted', confirmed: true, taskStatus: task.status };
  if (task.status !== 'failed' || (stage && stage.status !== 'failed')) return submitted;
  const next = attemptOf(stage);
  if (isLater(next, attempt)) return submitted;
  return next !== undefined && next === attempt ? { kind: 'unsent', notTakenAt: now } : undefined;
}
