import type { Wording } from '../../messages/wording.ts';
import type { Outcome } from '../../retry/outcome.ts';
import { reasonTitle, skipText, type Notice } from '../parts/notice.ts';
import { outcomeNotice } from './outcomeNotice.ts';

/** Rows that ended alike, in words: `text` is what they mean, or what to do about them. */
export function groupNotice(outcome: Outcome, wording: Wording): Notice {
  const { text } = wording;
  const notice = outcomeNotice(outcome, wording);
  switch (outcome.kind) {
    case 'submitted':
      return outcome.confirmed ? { ...notice, text: text('confirmedByReading') } : notice;
    case 'refused': {
      const title = outcome.reason.message ?? reasonTitle(outcome.reason, wording) ?? notice.title;
      // Words that are known differ from row to row and stand there; unknown ones are what the group is about.
      const raw = outcome.reason.code === 'other' ? notice.raw : undefined;
      return { ...notice, title, text: text(`advice.${outcome.reason.verdict}`), raw };
    }
    case 'skipped':
      return { ...notice, text: skipText(outcome.reason, wording) };
    case 'unsent':
      return 'halt' in outcome ? { ...notice, text: text(`advice.${outcome.halt}`) } : notice;
    case 'unknown': {
      if (outcome.check === 'unreadable') return { ...notice, text: text('checkUnreadable') };
      const lost = outcome.reason.code === 'failure' && outcome.reason.failure.kind === 'unknown-outcome';
      return lost ? { ...notice, text: text('adviceCheck') } : notice;
    }
  }
}
