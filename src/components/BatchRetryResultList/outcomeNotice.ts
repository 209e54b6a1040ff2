import type { Wording } from '../../messages/wording.ts';
import { OUTCOME_KINDS, type Outcome, type OutcomeKind, type UnknownReason } from '../../retry/outcome.ts';
import { failureNotice, notTakenNotice, refusedNotice, skipText, type Notice } from '../parts/notice.ts';

/** What became of one task of a batch, in words. */
export function outcomeNotice(outcome: Outcome, wording: Wording): Notice {
  const { text } = wording;
  switch (outcome.kind) {
    case 'submitted':
      return { tone: 'submitted', icon: 'submitted', title: text('submitted'), text: '' };
    case 'refused':
      return refusedNotice(outcome.reason, wording);
    case 'skipped':
      return { tone: 'neutral', icon: 'skipped', title: text('skipped'), text: skipText(outcome.reason, wording) };
    case 'unsent':
      // How long to wait is told beside the action, and in time it would be wrong here.
      if ('failure' in outcome) return failureNotice({ ...outcome.failure, retryAfterMs: undefined }, wording);
      return 'notTakenAt' in outcome
        ? notTakenNotice(outcome.notTakenAt, wording)
        : { tone: 'neutral', icon: 'unsent', title: text('unsent'), text: '' };
    case 'unknown':
      return unknownNotice(outcome.reason, wording);
  }
}

function unknownNotice(reason: UnknownReason, wording: Wording): Notice {
  if (reason.code === 'failure') return failureNotice(reason.failure, wording);
  const title = wording.text(reason.code === 'missing' ? 'unknown' : 'unclear');
  return { tone: 'unknown', icon: 'unknown', title, text: wording.text(`unknown.${reason.code}`) };
}

/** One sentence that adds up to the selection, in the order that people ask: what was done, then what was not. */
export function summaryText(counts: Readonly<Record<OutcomeKind, number>>, { text }: Wording): string {
  const parts = OUTCOME_KINDS.filter((kind) => counts[kind] > 0).map((kind) => text(`count.${kind}`, { count: counts[kind] }));
  return parts.length > 0 ? parts.join(text('listSeparator')) : text('resultEmpty');
}
