import { summaryText } from '../../src/components/BatchRetryResultList/outcomeNotice.ts';
import type { Wording } from '../../src/messages/wording.ts';
import type { ComponentContract } from '../ComponentContract.ts';

const mixed = (wording: Wording): string => summaryText({ submitted: 2, refused: 1, unknown: 0, unsent: 0, skipped: 0 }, wording);

export const batchRetryResultList: ComponentContract = {
  component: 'BatchRetryResultList',
  root: 'section',
  states: [
    { name: 'empty', when: 'The ledger has no rows', offers: 'Nothing' },
    { name: 'attention', when: 'Something was refused, unsent, or is unknown', offers: 'Check, copy ids, download, retry the remainder' },
    { name: 'clear', when: 'All the others', offers: 'Copy ids, download' },
  ],
  parts: [
    { name: 'summary', what: 'The sum in words, with what “submitted” means' },
    { name: 'bar', what: 'The sum as a stacked bar; hidden from screen readers, since the words say it' },
    { name: 'find', what: 'Search by title or id, above 50 rows' },
    { name: 'notes', what: 'Where the platform’s answer does not add up' },
    { name: 'group', what: 'Tasks that ended alike for the same reason' },
    { name: 'group-toggle', what: 'How many, and how they ended; shows or folds them' },
    { name: 'outcome', what: 'The number, in the tone of the outcome, with its icon' },
    { name: 'advice', what: 'What it means, or what to do about it' },
    { name: 'check', what: 'Reads the unknown tasks again' },
    { name: 'cancel-check', what: 'Ends that' },
    { name: 'copy-ids', what: 'Copies the ids of the group' },
    { name: 'raw', what: 'The platform’s own words, as they came' },
    { name: 'show-all', what: 'Unfolds words of more than 480 characters' },
    { name: 'rows', what: 'The tasks of the group' },
    { name: 'row', what: 'One task' },
    { name: 'task', what: 'Its name: the title, else the id' },
    { name: 'link', what: 'The text of a name that is a link' },
    { name: 'stage', what: 'Where it was to go on' },
    { name: 'attempt', what: 'Which retry this was' },
    { name: 'follow-up', what: 'What became of it since' },
    { name: 'id', what: 'Its id, where the title is its name' },
    { name: 'reason', what: 'What the platform said of this one, and how it ended before' },
    { name: 'show-more', what: 'Brings the next 50 rows' },
    { name: 'show-more-reasons', what: 'Brings the next 30 groups' },
    { name: 'tools', what: 'The bar at the foot' },
    { name: 'download-csv', what: 'Saves all rows as a CSV file' },
    { name: 'retry-remainder', what: 'Sends again what may be' },
  ],
  tokens: [
    'accent', 'accent-hover', 'border', 'border-strong', 'completed', 'completed-border', 'completed-tint',
    'control-medium', 'control-small', 'focus', 'font', 'font-mono', 'font-size', 'font-size-meta',
    'font-size-small', 'font-size-title', 'line-height', 'line-height-meta', 'line-height-title', 'link', 'neutral',
    'neutral-border', 'neutral-tint', 'on-accent', 'radius', 'refused', 'refused-border', 'refused-tint', 'space',
    'submitted', 'submitted-border', 'submitted-tint', 'surface', 'text', 'text-muted', 'unknown', 'unknown-border',
    'unknown-tint',
  ],
  keys: [
    { keys: 'Tab', does: 'Moves from group to group, and to what each of them offers', focus: 'The next control', flow: 'Fold a group, and copy its ids twice', on: 'copyIds' },
    { keys: 'Enter, Space on a group', does: 'Shows its tasks, or folds them', focus: 'Stays', flow: 'Fold a group, and copy its ids twice', on: 'movedOn' },
    { keys: 'Enter, Space on Check', does: 'Reads the unknown tasks; the same element becomes Stop checking', focus: 'Stays', flow: 'No answer, checked', on: 'cancelCheck' },
    { keys: 'Enter, Space on Copy ids', does: 'Copies the ids of the group, and says how many', focus: 'Stays', flow: 'Fold a group, and copy its ids twice', on: 'copyIds' },
    { keys: 'Enter, Space on Show 50 more', does: 'Brings the next rows', focus: 'The first row that it brought', flow: 'Show more tasks of a group', on: { words: 'Title of task_51' } },
    { keys: 'Enter, Space on More reasons (30)', does: 'Brings the next groups', focus: 'The first group that it brought', flow: 'Show more reasons', on: 'refused' },
  ],
  spoken: [
    { when: 'The list is reached', how: 'place', says: mixed, flow: 'Fold a group, and copy its ids twice' },
    { when: 'A group has the focus', how: 'name', says: ({ text, number }) => `${number(1)} ${text('movedOn')}`, flow: 'Fold a group, and copy its ids twice' },
    { when: 'The search has the focus', how: 'name', says: ({ text }) => text('find'), flow: 'Find a task among sixty' },
    { when: 'with it, once something is typed', how: 'description', says: ({ text }) => text('found', { count: 6 }), flow: 'Find a task among sixty' },
    { when: 'Ids are copied', how: 'announced', says: ({ text }) => text('copied', { count: 1 }), flow: 'Fold a group, and copy its ids twice' },
  ],
  texts: [
    { where: 'Summary', says: mixed, rule: 'Numbers always, and in one order: submitted, refused, unknown, unsent, left out.' },
    { where: 'Under it', says: ({ text }) => text('submittedMeaning'), rule: 'Wherever something was submitted, says that this is not yet a success.' },
    { where: 'Advice', says: ({ text }) => text('advice.may-pass'), rule: 'A few words in lower case, without a full stop: what to do, or what is known.' },
    { where: 'Unknown', says: ({ text }) => text('adviceCheck'), rule: 'What to do first. Never “failed”: it may have arrived.' },
    { where: 'Moved on', says: ({ text }) => text('movedOn'), rule: 'Neither red nor an error.' },
  ],
};
