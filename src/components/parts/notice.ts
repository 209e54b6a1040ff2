import type { SkipReason } from '../../retry/eligibility.ts';
import { wordsOf, type RetryFailure } from '../../retry/outcome.ts';
import type { Reason } from '../../retry/reasons.ts';
import { isMessageKey } from '../../messages/formatMessage.ts';
import type { MessageKey } from '../../messages/Messages.ts';
import type { Wording } from '../../messages/wording.ts';
import { OUTCOME_OF_KIND } from '../../types/TaskApiError.ts';
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
export function sentences(parts: readonly (string | false | undefined)[], { text }: Wording): string {
  return parts.filter(Boolean).join(text('betweenSentences'));
}

/** Why a task or stage is not offered, in words. */
export function skipText(reason: SkipReason, { text, status }: Wording): string {
  if (reason.code === 'not-allowed' && reason.text) return reason.text;
  return text(`skip.${reason.code}`, { ...reason, ...('status' in reason && { status: status(reason.status) }) });
}

/** What the reason of a refusal is called, where it is one that we know. */
export function reasonTitle({ code }: Reason, { text }: Wording): string | undefined {
  const key = `refused.${code}`;
  return isMessageKey(key) ? text(key) : undefined;
}

/** A refusal in words. */
export function refusedNotice(reason: Reason, wording: Wording): Notice {
  const { text } = wording;
  const raw = reason.text || undefined;
  if (reason.verdict === 'moved-on') {
    const words = reason.message ?? text('noLongerFailed');
    return { tone: 'neutral', icon: 'moved-on', title: text('movedOn'), text: words, raw };
  }
  const title = reasonTitle(reason, wording);
  const words = title ? text('titleBefore', { title }) : text(raw ? 'reasonGiven' : 'noReason');
  return { tone: 'refused', icon: 'refused', title: text('refused'), text: reason.message ?? words, raw };
}

/** A whole request that failed, in words. */
export function failureText({ kind, retryAfterMs }: RetryFailure, { text }: Wording): string {
  if (kind === 'rate-limited' && retryAfterMs) return text('rateLimitedFor', { count: Math.ceil(retryAfterMs / 1000) });
  return text(`failure.${kind}`);
}

/** What a whole request that failed leaves its tasks in: it never left, was turned away, or may have been taken. */
export function failureNotice(failure: RetryFailure, wording: Wording): Notice {
  const { kind, detail, body } = failure;
  const unknown = OUTCOME_OF_KIND[kind] === 'unknown';
  let title: MessageKey = kind === 'unreadable' ? 'unclear' : 'unknown';
  if (!unknown) title = kind === 'bad-input' || kind === 'offline' ? 'unsent' : 'turnedAway';
  // What we say ourselves is shown only where it names a mistake in the call.
  const raw = kind === 'bad-input' ? detail : body !== undefined && wordsOf(failure);
  return {
    tone: unknown ? 'unknown' : 'neutral',
    icon: unknown ? 'unknown' : 'unsent',
    title: wording.text(title),
    text: failureText(failure, wording),
    raw: raw || undefined,
  };
}

/** A retry that reading showed not to have been taken, in words. */
export function notTakenNotice(notTakenAt: number, { text, time }: Wording): Notice {
  return { tone: 'neutral', icon: 'unsent', title: text('notTaken'), text: text('notTakenAt', { time: time(notTakenAt) }) };
}
