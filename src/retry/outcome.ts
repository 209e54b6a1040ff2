import { meaningOf } from '../types/ownError.ts';
import { OUTCOME_OF_KIND, type TaskApiErrorKind } from '../types/TaskApiError.ts';
import type { SkipReason } from './eligibility.ts';
import { classifyReason, type ClassifyReason, type Reason } from './reasons.ts';

/** The part of a `TaskApiError` that people are told. Plain data, so that views can be shown without an error at hand. */
export interface RetryFailure {
  readonly kind: TaskApiErrorKind;
  readonly detail: string;
  readonly status?: number | undefined;
  /** How long the platform asks us to wait, in ms. */
  readonly retryAfterMs?: number | undefined;
  /** What the platform answered, where that could be read. `detail` then holds its words rather than ours. */
  readonly body?: unknown;
}

/** Why an outcome is unknown: the request failed in a way that leaves it open, or its answer leaves the task open. */
export type UnknownReason =
  | { readonly code: 'failure'; readonly failure: RetryFailure }
  | { readonly code: 'missing' }
  | { readonly code: 'contradicted' }
  | { readonly code: 'malformed' };

/** What became of a chosen task. Exactly one. */
export type Outcome =
  | { readonly kind: 'submitted'; readonly confirmed?: boolean }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'unsent'; readonly failure: RetryFailure }
  | { readonly kind: 'unsent'; readonly halt: Halt }
  | { readonly kind: 'unsent'; readonly notTakenAt: number }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly check?: 'unreadable' };

/**
 * Why a task was not sent although it was to be: its turn has not come, a person stopped the run, or the run stopped
 * itself because a request before it was turned away, or because two in a row were lost.
 */
export type Halt = 'waiting' | 'stopped' | 'turned-away' | 'lost';

/** The name of an outcome. */
export type OutcomeKind = Outcome['kind'];

/** All outcomes in the order in which people ask: what was done, then what was not. Sums and bars follow it. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = ['submitted', 'refused', 'unknown', 'unsent', 'skipped'];

/** The outcome that a failed request leaves for each task it carried. */
export function outcomeOfFailure(
  failure: RetryFailure,
  classify?: ClassifyReason,
): { kind: 'refused'; reason: Reason } | { kind: 'unsent'; failure: RetryFailure } | { kind: 'unknown'; reason: UnknownReason } {
  const kind = OUTCOME_OF_KIND[failure.kind];
  if (kind === 'refused') return { kind, reason: classifyReason(wordsOf(failure) ?? '', classify) };
  if (kind === 'unsent') return { kind, failure };
  return { kind, reason: { code: 'failure', failure } };
}

/** The words that a failure brought from elsewhere; `undefined` where its detail is what this package says of its kind. */
export function wordsOf({ kind, detail }: RetryFailure): string | undefined {
  // It says first what happened: a status, or that an answer is no JSON.
  return detail === '' || detail.endsWith(meaningOf(kind)) ? undefined : detail;
}

/** Whether an outcome is told in a neutral tone: the platform said no because somebody already did it. */
export function isMovedOn(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.reason.verdict === 'moved-on';
}

/** Whether a task needs no retry any more. */
export function isDone(outcome: Outcome): boolean {
  return outcome.kind === 'submitted' || isMovedOn(outcome);
}

/** Why it ended so: a stable code, and the words that came with it. */
export function reasonOf(outcome: Outcome): readonly [code: string, text: string] {
  if (outcome.kind === 'submitted') return [outcome.confirmed ? 'confirmed-by-reading' : '', ''];
  if ('halt' in outcome) return [outcome.halt, ''];
  if ('notTakenAt' in outcome) return ['not-taken', ''];
  const cause = 'failure' in outcome ? outcome : outcome.reason;
  if ('failure' in cause) return [cause.failure.kind, cause.failure.detail];
  return [cause.code, 'text' in cause ? cause.text : 'status' in cause ? cause.status : ''];
}
