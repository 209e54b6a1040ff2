import { summaryText } from '../../src/components/BatchRetryResultList/outcomeNotice.ts';
import type { Wording } from '../../src/messages/wording.ts';
import { NOW, ONE_LEFT_OUT } from '../accessibility.ts';
import type { ComponentContract } from '../ComponentContract.ts';
import type { Phrase } from '../phrases.ts';

const mixed = (wording: Wording): string => summaryText({ submitted: 2, refused: 1, unknown: 0, unsent: 0, skipped: 0 }, wording);

const SUM_OF_THREE: Phrase = { counts: [[3, 'count.submitted']] };
const MIXED: Phrase = { counts: [[2, 'count.submitted'], [1, 'count.refused']] };

const states: ComponentContract['states'] = [
  { name: 'plan', when: 'Nothing is sent yet', offers: 'Retry n tasks, Cancel' },
  { name: 'running', when: 'Requests go out, one after the other', offers: 'Stop after this request, where others follow; Close' },
  { name: 'result', when: 'Nothing is under way', offers: 'Check, Continue or Retry the remainder, Plan again, Close' },
];

/** The `<dialog>` itself. What is in it is the panel. */
export const batchRetryDialog: ComponentContract = {
  component: 'BatchRetryDialog',
  root: 'dialog',
  states,
  parts: [],
  tokens: [
    'backdrop', 'border', 'dialog-width', 'duration', 'radius-dialog', 'shadow', 'surface', 'text',
  ],
  keys: [
    { keys: 'Tab, Shift+Tab', does: 'Moves among what is in the dialog; the page behind it is inert', focus: 'The next control of the dialog', flow: 'Plan, then cancel', on: { key: 'retryTasks', values: { count: 3 } } },
    {
      keys: 'Escape',
      does: 'Closes it. A run goes on, and is shown when it is opened again',
      focus: 'What opened it, else what is nearest to that',
      flow: 'Close a run, open it again, and hear its end inside',
      on: { words: 'Retry selected' },
    },
  ],
  spoken: [
    { when: 'It opens on a plan', how: 'place', says: ({ text }) => text('retryTasks', { count: 3 }), flow: 'Plan, then cancel' },
    { when: 'Its result comes', how: 'place', says: mixed, flow: 'Confirm, and read the result' },
  ],
  texts: [
    { where: 'Title of a plan', says: ({ text }) => text('retryTasks', { count: 3 }), rule: 'What will happen and how often, in the words of the button that does it.' },
    { where: 'Its first line', says: ({ text }) => text('planDescription'), rule: 'From where each task goes on, and what is kept.' },
    { where: 'Left out', says: ({ text, status }) => text('leftOut', { count: 2, reasons: text('leftOut.task-not-failed', { count: 2, status: status('running') }) }), rule: 'Always a number and a reason. “Skipped” is a status of stages, so people read “left out”.' },
    { where: 'While it runs', says: ({ text }) => text('runningNote'), rule: 'Says that leaving is safe, before anybody has to wonder.' },
    { where: 'To stop', says: ({ text }) => text('stop'), rule: 'Promises no more than it does: the request under way ends first.' },
    { where: 'Title of a result', says: mixed, rule: 'Adds up to the selection. What was done comes first, then what was not.' },
  ],
};

/** What is in the dialog, or in a team's own drawer. */
export const batchRetryPanel: ComponentContract = {
  component: 'BatchRetryPanel',
  root: 'div',
  states,
  parts: [
    { name: 'body', what: 'What scrolls: the plan, the progress, or the result list' },
    { name: 'header', what: 'Title and first line of a plan or a run' },
    { name: 'bar', what: 'What became of the tasks so far, as a stacked bar; hidden from screen readers' },
    { name: 'notes', what: 'What people should know before they confirm' },
    { name: 'find', what: 'Search by title or id, above 50 rows' },
    { name: 'plan', what: 'The tasks that will be sent' },
    { name: 'row', what: 'One task' },
    { name: 'task', what: 'Its name: the title, else the id' },
    { name: 'link', what: 'The text of a name that is a link' },
    { name: 'stage', what: 'Where it goes on' },
    { name: 'attempt', what: 'Which retry this is, and of how many' },
    { name: 'id', what: 'Its id, where the title is its name' },
    { name: 'show-more', what: 'Brings the next 50 rows' },
    { name: 'left-out', what: 'How many are left out, and why; unfolds' },
    { name: 'left-out-rows', what: 'Which ones' },
    { name: 'reason', what: 'Why this one is left out' },
    { name: 'actions', what: 'The bar at the foot; always in sight' },
    { name: 'show-last-result', what: 'Back from a plan to the last result' },
    { name: 'plan-again', what: 'From a result to a new plan' },
    { name: 'wait', what: 'Until when the platform asks to wait' },
    { name: 'dismiss', what: 'Cancel, or Close' },
    { name: 'stop', what: 'Ends a run after the request under way' },
    { name: 'confirm', what: 'Sends the plan' },
    { name: 'retry-remainder', what: 'Sends again what may be' },
    { name: 'announcer', what: 'The live region; empty until it speaks' },
  ],
  tokens: [
    'accent', 'accent-hover', 'border', 'border-strong', 'control-medium', 'control-small', 'focus', 'font', 'font-mono',
    'font-size', 'font-size-meta', 'font-size-small', 'font-size-title', 'line-height', 'line-height-meta',
    'line-height-title', 'link', 'neutral', 'neutral-border', 'neutral-tint', 'on-accent', 'radius', 'refused',
    'space', 'submitted', 'surface', 'surface-sunken', 'text', 'text-muted',
  ],
  keys: [
    { keys: 'It opens on a plan or a run', does: '', focus: 'Cancel, or Close: the safe action', flow: 'Close a run, open it again, and hear its end inside', on: 'close' },
    { keys: 'It opens on a result', does: '', focus: 'The heading of the result', flow: 'Close a run, hear its end on the page, and open the result', on: SUM_OF_THREE },
    {
      keys: 'Enter, Space on Retry n tasks',
      does: 'Sends the plan',
      focus: 'Stays: the button becomes Stop, or says Retrying…',
      flow: 'Stop after this request, then continue',
      on: 'stop',
    },
    { keys: 'The run ends', does: '', focus: 'The heading of the result', flow: 'Confirm, and read the result', on: MIXED },
    { keys: 'Enter, Space on Plan again', does: 'Shows a new plan', focus: 'Cancel, or Close', flow: 'Turned away twice with the same words, planned again in between', on: 'cancel' },
    { keys: 'Enter, Space on Show 50 more', does: 'Brings the next rows', focus: 'The first row that it brought', flow: 'A plan of sixty: show more', on: { words: 'Title of task_51' } },
    { keys: 'Enter, Space on the line of those left out', does: 'Shows which ones, or folds them', focus: 'Stays', flow: 'See which ones are left out', on: ONE_LEFT_OUT },
  ],
  spoken: [
    { when: 'The plan changes before it is confirmed', how: 'announced', says: ({ text }) => text('planChanged', { count: 2, before: 3 }), flow: 'The plan changes before it is confirmed' },
    { when: 'Confirmed', how: 'announced', says: ({ text }) => text('running', { count: 3 }), flow: 'Confirm, and read the result' },
    { when: 'Under way, at most every 5 seconds', how: 'announced', says: ({ text }) => text('progress', { sent: 1, total: 3 }), flow: 'A long run says how far it is' },
    {
      when: 'The platform asks to wait: on the button',
      how: 'description',
      says: ({ text, time }) => text('waitUntil', { time: time(NOW + 60_000, 'medium') }),
      flow: 'Told to wait',
    },
    { when: 'The run ended', how: 'announced', says: mixed, flow: 'Confirm, and read the result' },
  ],
  texts: [],
};
