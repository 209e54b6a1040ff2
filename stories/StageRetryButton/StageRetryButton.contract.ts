import { spoken } from '../../src/components/parts/notice.ts';
import { stageNotice } from '../../src/components/StageRetryButton/stageNotice.ts';
import type { Wording } from '../../src/messages/wording.ts';
import type { StageOutcome } from '../../src/retry/stageRetryState.ts';
import type { ComponentContract } from '../ComponentContract.ts';

/** An outcome of the stage Code as it is announced. */
const announced = (outcome: StageOutcome) => (wording: Wording): string => {
  const notice = stageNotice(outcome, 'Code', wording);
  return notice ? spoken(notice, wording) : '';
};

export const stageRetryButton: ComponentContract = {
  component: 'StageRetryButton',
  root: 'div',
  states: [
    { name: 'ready', when: 'A failed stage of a failed task', offers: 'Retry' },
    { name: 'pending', when: 'The request is in flight', offers: 'Nothing; the button keeps the focus' },
    { name: 'submitted', when: 'The platform took the retry, or reading the task showed that it did', offers: 'Nothing, until the stage fails anew' },
    { name: 'refused', when: 'The platform said no', offers: 'Retry, unless it will not pass' },
    { name: 'unsent', when: 'The retry is known not to have been taken', offers: 'Retry, unless it may not be retried now' },
    { name: 'unknown', when: 'No answer that can be trusted', offers: 'Check, or retry anyway unless it may not be retried now' },
    { name: 'unavailable', when: 'Not failed, retries used up, not allowed, or an id that is not usable', offers: 'Nothing; the reason stands beside the button' },
  ],
  parts: [
    { name: 'actions', what: 'The buttons and the muted words beside them' },
    { name: 'button', what: 'The one button that stays through all states: retry, or check' },
    { name: 'retry-anyway', what: 'Beside Check, while the outcome is unknown' },
    { name: 'attempt', what: 'Which retry this would be, and of how many' },
    { name: 'reason', what: 'Why the button cannot be used' },
    { name: 'message', what: 'What became of the last retry: icon, title, meaning' },
    { name: 'raw', what: 'The platform’s own words, as they came' },
    { name: 'show-all', what: 'Unfolds words of more than 480 characters' },
  ],
  tokens: [
    'accent', 'accent-hover', 'border', 'border-strong', 'control-medium', 'control-small', 'focus',
    'font', 'font-mono', 'font-size', 'font-size-meta', 'font-size-small', 'line-height', 'line-height-meta',
    'neutral', 'neutral-border', 'neutral-tint', 'on-accent', 'radius', 'refused', 'refused-border', 'refused-tint',
    'space', 'submitted', 'submitted-border', 'submitted-tint', 'surface', 'text', 'text-muted', 'unknown',
    'unknown-border', 'unknown-tint',
  ],
  keys: [
    { keys: 'Tab', does: 'Moves to the button, also where it cannot be used: its reason is read', focus: 'The button', flow: 'Not offered: the task is running', on: 'retryFromStage' },
    { keys: 'Enter, Space', does: 'Retries, or checks. A held key counts once', focus: 'Stays, through every state', flow: 'Refused twice with the same words', on: 'retrying' },
    { keys: 'Tab, after no answer', does: 'Moves on from Check', focus: 'Retry anyway', flow: 'No answer, checked without a result, retried anyway', on: 'retryAnyway' },
    {
      keys: 'Enter, Space on Retry anyway',
      does: 'Retries, although the first retry may have arrived',
      focus: 'The button, since Retry anyway goes away',
      flow: 'No answer, checked without a result, retried anyway',
      on: 'retrying',
    },
  ],
  spoken: [
    { when: 'The button has the focus', how: 'name', says: ({ text }) => text('retryFromStage'), flow: 'Submitted' },
    { when: 'with it, where the attempt is known', how: 'description', says: ({ text }) => `Code ${text('attemptOf', { attempt: 2, limit: 5 })}`, flow: 'Submitted' },
    { when: 'Pressed', how: 'announced', says: ({ text }) => text('announceStart', { stage: 'Code' }), flow: 'Submitted' },
    { when: 'Taken', how: 'announced', says: announced({ kind: 'submitted', confirmed: false, taskStatus: 'pending' }), flow: 'Submitted' },
    {
      when: 'Refused, since it moved on',
      how: 'announced',
      says: announced({ kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: 'Target stage status is not failed' } }),
      flow: 'Somebody else retried it first',
    },
    {
      when: 'Signed out',
      how: 'announced',
      says: announced({ kind: 'unsent', failure: { kind: 'unauthenticated', detail: '', status: 401 } }),
      flow: 'Not accepted: signed out',
    },
    {
      when: 'No answer came',
      how: 'announced',
      says: announced({ kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '' }, check: 'none' }),
      flow: 'No answer, checked: it was taken',
    },
    {
      when: 'after that, once the page’s own row shows that it was taken',
      how: 'announced',
      says: announced({ kind: 'submitted', confirmed: true, taskStatus: 'running' }),
      flow: 'No answer, and the page itself reads that it was taken',
    },
  ],
  texts: [
    { where: 'Button', says: ({ text }) => text('retryFromStage'), rule: 'A verb first, and from where. Never “Retry” alone: a task can be retried as a whole elsewhere.' },
    { where: 'While it works', says: ({ text }) => text('retrying'), rule: 'The same verb, with an ellipsis. The button keeps the width of the longer text, so nothing beside it moves.' },
    { where: 'Taken', says: ({ text }) => text('submitted'), rule: 'Never “succeeded”: the platform only took it back to its failed stage.' },
    { where: 'Moved on', says: ({ text }) => text('noLongerFailed'), rule: 'A neutral tone. Somebody may already have done what was wanted.' },
    { where: 'Result unknown', says: ({ text }) => text('retryAnywayRisk'), rule: 'Says what it costs to be wrong, and what to do first.' },
  ],
};
