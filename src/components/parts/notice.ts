import type { SkipReason } from '../../retry/eligibility.ts';
import { wordsOf, type RetryFailure } from '../../retry/outcome.ts';
import type { Reason } from '../../retry/reasons.ts';
import type { MessageKey } from '../../messages/Messages.ts';
import type { Wording } from '../../messages/wording.ts';
import type { TaskApiErrorKind } from '../../types/TaskApiError.ts';
import { clamped } from './clamped.ts';
import type { IconName } from './Icon.tsx';

/** Which colours an outcome is told in. Each also has its own icon and word. */
export type Tone = 'submitted' | 'refused' | 'unknown' | 'neutral';

/** One outcome, put into words. */
export interface Notice {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** The platform's own words, where they add something. */
  readonly raw?: string | undefined;
}

/** The words of a notice as one sentence to be spoken. Like what is shown, a stack trace is not said to its end. */
export function spoken({ title, text, raw }: Notice, wording: Wording): string {
  return sentences([wording.text('titleBefore', { title }), text, raw && clamped(raw)], wording);
}

/** Sentences one after the other, as the language sets them apart. Those that have nothing to say are left out. */
export function sentences(parts: readonly (string | undefined)[], { text }: Wording): string {
  return parts.filter(Boolean).join(text('betweenSentences'));
}

/** Why a task or stage is not offered, in words. */
export function skipText(reason: SkipReason, { text, status }: Wording): string {
  switch (reason.code) {
    case 'task-not-failed':
      return text('taskNotFailed', { status: status(reason.status) });
    case 'stage-not-failed':
      return text('stageNotFailed', { status: status(reason.status) });
    case 'limit-reached':
      return text('limitReached', { limit: reason.limit });
    case 'not-allowed':
      return reason.text || text('notAllowed');
    case 'invalid-id':
      return text('invalidId');
  }
}

/** A refusal in words. */
export function refusedNotice(reason: Reason, target: 'stage' | 'task', { text }: Wording): Notice {
  const raw = reason.text || undefined;
  if (reason.verdict === 'moved-on') {
    const words = reason.message ?? text(target === 'stage' ? 'stageMovedOn' : 'taskMovedOn');
    return { tone: 'neutral', icon: 'moved-on', title: text('movedOn'), text: words, raw };
  }
  switch (reason.code) {
    case 'limit-reached':
      return { tone: 'refused', icon: 'refused', title: text('refused'), text: reason.message ?? text('refusedLimit'), raw };
    case 'not-found':
      return { tone: 'refused', icon: 'refused', title: text('refused'), text: reason.message ?? text('refusedNotFound'), raw };
    case 'busy':
    case 'moved-on':
    case 'other':
    default: {
      if (reason.message !== undefined) return { tone: 'refused', icon: 'refused', title: text('refused'), text: reason.message, raw };
      const words = text(raw === undefined ? 'refusedSilently' : 'refusedOther');
      return { tone: 'refused', icon: 'refused', title: text('refused'), text: words, raw };
    }
  }
}

const FAILURE_KEYS: Record<TaskApiErrorKind, MessageKey> = {
  'bad-input': 'failureBadInput',
  offline: 'failureOffline',
  'unknown-outcome': 'failureUnknownOutcome',
  refused: 'failureRefused',
  'not-found': 'failureNotFound',
  unauthenticated: 'failureUnauthenticated',
  forbidden: 'failureForbidden',
  invalid: 'failureInvalid',
  'too-large': 'failureTooLarge',
  'rate-limited': 'failureRateLimited',
  unreadable: 'failureUnreadable',
};

/** A whole request that failed, in words. */
export function failureText(failure: RetryFailure, { text }: Wording): string {
  if (failure.kind === 'rate-limited' && failure.retryAfterMs) {
    return text('failureRateLimitedFor', { count: Math.ceil(failure.retryAfterMs / 1000) });
  }
  return text(FAILURE_KEYS[failure.kind]);
}

/** A request that was not taken, in words: it never left, or it was turned away as a whole. */
export function unsentNotice(failure: RetryFailure, wording: Wording): Notice {
  const left = failure.kind !== 'bad-input' && failure.kind !== 'offline';
  return {
    tone: 'neutral',
    icon: 'unsent',
    title: wording.text(left ? 'turnedAway' : 'unsent'),
    text: failureText(failure, wording),
    raw: failureRaw(failure),
  };
}

/** What an unknown outcome is called: no answer came, or one that says nothing clear. */
export function unknownTitle({ kind }: RetryFailure, { text }: Wording): string {
  return text(kind === 'unreadable' ? 'unclear' : 'unknown');
}

/** The details of a failure that somebody other than this package wrote, or that name a mistake in the call. */
export function failureRaw(failure: RetryFailure): string | undefined {
  return failure.kind === 'bad-input' || failure.body !== undefined ? wordsOf(failure) : undefined;
}
