import type { Wording } from '../../messages/wording.ts';
import { OUTCOME_KINDS, type Outcome, type OutcomeKind, type UnknownReason } from '../../retry/outcome.ts';
import { failureNotice, notTakenNotice, reasonTitle, refusedNotice, skipText, type Notice } from '../parts/notice.ts';

/** What became of one task of a batch, in words: `text` is what that means, or what to do about it. */
export function outcomeNotice(outcome: Outcome, wording: Wording): Notice {
  const { text } = wording;
  switch (outcome.kind) {
    case 'submitted':
      return {
        tone: 'submitted',
        icon: 'submitted',
        title: text('submitted'),
        text: outcome.confirmed ? text('confirmedByReading') : '',
      };
    case 'refused':
      return refusedNotice(outcome.reason, wording);
    case 'skipped':
      return { tone: 'neutral', icon: 'skipped', title: text('skipped'), text: skipText(outcome.reason, wording) };
    case 'unsent':
      // How long to wait is told beside the action, and in time it would be wrong here.
      if ('failure' in outcome) return failureNotice({ ...outcome.failure, retryAfterMs: undefined }, wording);
      if ('notTakenAt' in outcome) return notTakenNotice(outcome.notTakenAt, wording);
      return { tone: 'neutral', icon: 'unsent', title: text('unsent'), text: text(`advice.${outcome.halt}`) };
    case 'unknown': {
      const notice = unknownNotice(outcome.reason, wording);
      return outcome.check ? { ...notice, text: text('checkUnreadable') } : notice;
    }
  }
}

function unknownNotice(reason: UnknownReason, wording: Wording): Notice {
  const { text } = wording;
  if (reason.code !== 'failure') {
    const title = text(reason.code === 'missing' ? 'unknown' : 'unclear');
    return { tone: 'unknown', icon: 'unknown', title, text: text(`unknown.${reason.code}`) };
  }
  const notice = failureNotice(reason.failure, wording);
  return reason.failure.kind === 'unknown-outcome' ? { ...notice, text: text('adviceCheck') } : notice;
}

/** Rows that ended alike, in words: refusals are grouped by their reasons, so those are what the group is called. */
export function groupNotice(outcome: Outcome, wording: Wording): Notice {
  const notice = outcomeNotice(outcome, wording);
  if (outcome.kind !== 'refused') return notice;
  const { reason } = outcome;
  return {
    ...notice,
    title: reason.message ?? reasonTitle(reason, wording) ?? notice.title,
    text: wording.text(`advice.${reason.verdict}`),
    // Words that are known differ from row to row and stand there; unknown ones are what the group is about.
    raw: reason.code === 'other' ? notice.raw : undefined,
  };
}

/** One sentence that adds up to the selection, in the order that people ask: what was done, then what was not. */
export function summaryText(counts: Readonly<Record<OutcomeKind, number>>, { text }: Wording): string {
  const parts = OUTCOME_KINDS.filter((kind) => counts[kind] > 0).map((kind) => text(`count.${kind}`, { count: counts[kind] }));
  return parts.length > 0 ? parts.join(text('listSeparator')) : text('resultEmpty');
}
