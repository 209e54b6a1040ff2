import { attemptOf, whySkipStage } from './eligibility.ts';
import type { RetryLimits, RetryableStage, RetryableTask, SkipReason } from './eligibility.ts';
import type { RetryFailure } from './outcome.ts';
import { hasLeft } from './outcomeOfReading.ts';
import type { Reason } from './reasons.ts';

/** What became of the last retry of a stage. */
export type StageOutcome =
  | { readonly kind: 'submitted'; readonly confirmed: boolean; readonly taskStatus: string }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'unsent'; readonly failure: RetryFailure }
  | { readonly kind: 'unsent'; readonly notTakenAt: number }
  | { readonly kind: 'unknown'; readonly failure: RetryFailure; readonly check: 'none' | 'checking' | 'unreadable' };

/** The last retry of one stage of one task, as the store keeps it. */
export interface StageRetry {
  /** Which retry of the stage this was; `undefined` where `retry_count` was not known. */
  readonly attempt: number | undefined;
  /** `undefined` while it is in flight. */
  readonly outcome: StageOutcome | undefined;
  /** Whether the stage was seen in another status than failed since: tells a new failure where attempts do not. */
  readonly left: boolean;
}

/** Everything a stage's retry button can say. Closed: a view answers each of them. */
export type StageRetryState =
  | { readonly kind: 'unavailable'; readonly reason: SkipReason }
  | { readonly kind: 'ready' }
  | { readonly kind: 'pending' }
  | Extract<StageOutcome, { kind: 'submitted' }>
  | (Extract<StageOutcome, { kind: 'refused' }> & Blockable)
  | (Extract<StageOutcome, { kind: 'unsent' }> & Blockable)
  | (Extract<StageOutcome, { kind: 'unknown' }> & Blockable);

interface Blockable {
  /** Why the stage may not be retried now, although its last outcome is still told. */
  readonly blocked?: SkipReason | undefined;
}

/**
 * What a button for this stage says, from the row as it stands and the last retry that the store knows.
 * An outcome stays visible until the stage fails anew, ends in another way, or is retried again; reading that the stage of
 * an unknown one has left `failed` settles it as submitted.
 */
export function stageRetryState(
  task: RetryableTask,
  stage: RetryableStage,
  limits: RetryLimits,
  last: StageRetry | undefined,
): StageRetryState {
  const skip = whySkipStage(task, stage, limits);
  const failed = task.status === 'failed' && stage.status === 'failed';
  if (last && !last.outcome) return { kind: 'pending' };
  const outcome = last && stillTold(last, stage, failed) ? last.outcome : undefined;
  // Where either ended in another way since, what the row says now counts more than what was asked before.
  const goingOn = outcome && goesOn(task.status) && goesOn(stage.status);
  if (skip && !goingOn) return { kind: 'unavailable', reason: skip };
  if (!outcome) return { kind: 'ready' };

  // The row may not have been read again yet: until then the status is that of the answer.
  if (outcome.kind === 'submitted') return failed ? outcome : { ...outcome, taskStatus: task.status };
  if (outcome.kind === 'unknown' && hasLeft(stage, last?.attempt)) {
    return { kind: 'submitted', confirmed: true, taskStatus: task.status };
  }
  return { ...outcome, blocked: skip };
}

/** Whether a status may still lead on from a retry. A row may be read half-way: the task goes on, its stage still failed. */
function goesOn(status: string): boolean {
  return status === 'failed' || isUnderWay(status);
}

/** Whether a task or stage of this status runs, or will without anybody's doing. */
export function isUnderWay(status: string): boolean {
  return ['pending', 'planning', 'running'].includes(status);
}

function stillTold(last: StageRetry, stage: RetryableStage, failed: boolean): boolean {
  if (!failed) return true;
  // A new failure answers what was said of the old one. Only a retry that may be on its way can look like one in a row
  // that was not read again, so there the attempt decides.
  if (last.left && (last.outcome?.kind === 'refused' || last.outcome?.kind === 'unsent')) return false;
  const attempt = attemptOf(stage);
  if (attempt === undefined || last.attempt === undefined) return !last.left;
  // Whatever resets a task may begin to count anew.
  return last.left ? last.attempt === attempt : last.attempt >= attempt;
}
