import { attemptOf, isLater, stagesOf, type RetryableStage, type RetryableTask } from './eligibility.ts';

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
  const stage = stageOf(task, stageId);
  const submitted: ReadOutcome = { kind: 'submitted', confirmed: true, taskStatus: task.status };
  if (task.status !== 'failed' || (stage && stage.status !== 'failed')) return submitted;
  const next = attemptOf(stage);
  if (isLater(next, attempt)) return submitted;
  return next !== undefined && next === attempt ? { kind: 'unsent', notTakenAt: now } : undefined;
}

/** The same of a retry of one stage, which a task that goes on does not settle where that stage is failed as it was. */
export function outcomeOfStageReading(
  task: RetryableTask,
  stageId: string,
  attempt: number | undefined,
  now: number,
): ReadOutcome | undefined {
  return isElsewhere(task, stageOf(task, stageId), attempt) ? undefined : outcomeOfReading(task, stageId, attempt, now);
}

/**
 * Whether a task goes on while a stage of it is failed as it was before this attempt: from another stage, by somebody else, or
 * it was read half-way. That tells nothing of a retry of the stage before the task has ended.
 */
export function isElsewhere({ status }: RetryableTask, stage: RetryableStage | undefined, attempt: number | undefined): boolean {
  return status !== 'failed' && stage?.status === 'failed' && attempt !== undefined && attemptOf(stage) === attempt;
}

function stageOf(task: RetryableTask, stageId: string | undefined): RetryableStage | undefined {
  return stagesOf(task).find(({ id }) => id === stageId);
}
