import { buildStage, buildTask } from '../src/testing/builders.ts';
import type { Task } from '../src/types/task.ts';
import type { MessageKey } from '../src/messages/Messages.ts';
import type { Phrase } from './phrases.ts';

/**
 * What the platform does with the oldest request that waits: it answers, or the connection breaks. Or time passes, or the page
 * reads its task again.
 */
export type PlatformAct = PlatformAnswer | 'no answer' | TimePasses | PageReads;

export interface PlatformAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface TimePasses {
  readonly seconds: number;
}

/** The task as the page has it then, with one stage. */
export interface PageReads {
  readonly reads: Task;
}

/** The element that has the focus, as the accessibility tree has it. */
export interface Focused {
  readonly role: 'button' | 'heading' | 'listitem' | 'searchbox' | 'link' | 'DisclosureTriangle';
  readonly name: readonly Phrase[];
  /** What is read after the name; each of these is in it. */
  readonly described?: readonly Phrase[];
  /** The name of the dialog or region that it is in. */
  readonly within?: Phrase;
  /** `aria-disabled`: it keeps its place, and pressing it does nothing. */
  readonly disabled?: true;
  readonly expanded?: boolean;
}

/** One step: a person presses keys, or the platform acts. */
export interface FlowStep {
  /** Keys in the notation of Testing Library's `userEvent.keyboard`. */
  readonly keys?: string;
  readonly platform?: readonly PlatformAct[];
  readonly focus: Focused;
  /** All that is spoken because of it, in order. Left out: nothing. */
  readonly says?: readonly (readonly Phrase[])[];
}

export interface Flow {
  readonly name: string;
  readonly component: 'StageRetryButton' | 'BatchRetryDialog' | 'BatchRetryPanel' | 'BatchRetryResultList';
  /** The tasks of the page. Default: three failed ones; the button is for the first. */
  readonly tasks?: readonly Task[];
  /** The answer that a result alone shows. Default: for three tasks a mixed one, else all are taken. */
  readonly answer?: PlatformAnswer;
  /** Ids in one request. Default: all of them. */
  readonly chunkSize?: number;
  readonly steps: readonly FlowStep[];
}

/** The clock of all flows, which stands still: a quarter past two in the afternoon, wherever they run. */
export const NOW: number = new Date(2026, 10, 24, 14, 15).getTime();

const failed = (id: string): Task => buildTask({ id, title: `Title of ${id}` });
/** The tasks of a flow that names none. */
export const THREE: readonly Task[] = ['task_1', 'task_2', 'task_3'].map(failed);
const SIXTY: readonly Task[] = Array.from({ length: 60 }, (_, index) => failed(`task_${index + 1}`));

const READING = (status: string, stage: string, retries = 1): PlatformAct => ({
  status: 200,
  body: { id: 'task_1', status, stages: [buildStage({ status: stage, retry_count: retries })] },
});
const TAKEN = READING('pending', 'pending', 2);
const REFUSED: PlatformAct = { status: 400, body: { detail: 'Pipeline template is archived' } };
const itemsOf = (...items: readonly (readonly [id: string, reason?: string])[]): PlatformAnswer => ({
  status: 200,
  body: {
    total: items.length,
    succeeded: items.filter(([, reason]) => reason === undefined).length,
    failed: items.filter(([, reason]) => reason !== undefined).length,
    items: items.map(([task_id, reason]) => (reason === undefined ? { task_id, success: true } : { task_id, success: false, reason })),
  },
});
const ALL_TAKEN = itemsOf(['task_1'], ['task_2'], ['task_3']);
/** The answer of the flows that begin with a result. */
export const MIXED: PlatformAnswer = itemsOf(['task_1'], ['task_2', 'task status is running'], ['task_3']);

const TAB = '{Tab}';
const ENTER = '{Enter}';
const ESCAPE = '{Escape}';

const button = (name: Phrase, more: Partial<Focused> = {}): Focused => ({ role: 'button', name: [name], ...more });
const heading = (name: Phrase): Focused => ({ role: 'heading', name: [name] });
const retry = (more: Partial<Focused> = {}): Focused => button('retryFromStage', { described: [{ words: 'Code' }], ...more });
const RETRYING = button('retrying', { disabled: true });
const OPEN = button({ words: 'Retry selected' });
const START: readonly Phrase[] = [{ key: 'announceStart', values: { stage: 'Code' } }];
const SUBMITTED: readonly Phrase[] = [{ title: 'submitted' }, { key: 'stageSubmitted', values: { status: 'pending', stage: 'Code' } }];
const ARCHIVED: readonly Phrase[] = [{ title: 'refused' }, 'reasonGiven', { words: 'Pipeline template is archived' }];
const LOST: readonly Phrase[] = [{ title: 'unknown' }, 'failure.unknown-outcome', 'retryAnywayRisk'];
const batchStart = (count: number): readonly Phrase[] => [{ key: 'running', values: { count } }];
const retryTasks = (count: number): Phrase => ({ key: 'retryTasks', values: { count } });
const mixedSummary: Phrase = { counts: [[2, 'count.submitted'], [1, 'count.refused']] };
const group = (count: number, title: Phrase, expanded: boolean): Focused => ({ role: 'button', name: [{ words: String(count) }, title], expanded });

/** How the line of a plan names one task that is left out, since it is running. */
export const ONE_LEFT_OUT: Phrase = { key: 'leftOut', values: { count: 1, reasons: { key: 'leftOut.task-not-failed', values: { count: 1, status: 'running' } } } };
const leftOut = (expanded: boolean): Focused => ({ role: 'DisclosureTriangle', name: [ONE_LEFT_OUT], expanded });

const PRESS_RETRY: readonly FlowStep[] = [
  { keys: TAB, focus: retry({ described: [{ words: 'Code' }, { key: 'attemptOf', values: { attempt: 2, limit: 5 } }] }) },
  { keys: ENTER, focus: RETRYING, says: [START] },
];
const LOSE_IT: readonly FlowStep[] = [
  ...PRESS_RETRY,
  { platform: ['no answer'], focus: button('check', { described: LOST }), says: [LOST] },
];
const CHECK_IT: readonly FlowStep[] = [...LOSE_IT, { keys: ENTER, focus: button('checking', { disabled: true }), says: [['checking']] }];

const STAGE: readonly Flow[] = [
  {
    name: 'Submitted',
    component: 'StageRetryButton',
    steps: [
      ...PRESS_RETRY,
      { platform: [TAKEN], focus: retry({ disabled: true, described: SUBMITTED }), says: [SUBMITTED] },
      { keys: ENTER, focus: retry({ disabled: true }) },
      { keys: TAB, focus: button({ words: 'After' }) },
    ],
  },
  {
    name: 'Refused twice with the same words',
    component: 'StageRetryButton',
    steps: [
      ...PRESS_RETRY,
      { platform: [REFUSED], focus: retry({ described: ARCHIVED }), says: [ARCHIVED] },
      { keys: '[Space]', focus: RETRYING, says: [START] },
      { platform: [REFUSED], focus: retry({ described: ARCHIVED }), says: [ARCHIVED] },
    ],
  },
  {
    name: 'Somebody else retried it first',
    component: 'StageRetryButton',
    steps: [
      ...PRESS_RETRY,
      {
        platform: [{ status: 400, body: { detail: 'Target stage status is not failed' } }],
        focus: retry(),
        says: [[{ title: 'movedOn' }, 'noLongerFailed', { words: 'Target stage status is not failed' }]],
      },
    ],
  },
  {
    name: 'Its retries are used up',
    component: 'StageRetryButton',
    steps: [
      ...PRESS_RETRY,
      {
        platform: [{ status: 400, body: { detail: 'Stage retry limit reached' } }],
        focus: retry({ disabled: true }),
        says: [[{ title: 'refused' }, { title: 'refused.limit-reached' }, { words: 'Stage retry limit reached' }]],
      },
    ],
  },
  {
    name: 'Not accepted: signed out',
    component: 'StageRetryButton',
    steps: [
      ...PRESS_RETRY,
      { platform: [{ status: 401 }], focus: retry(), says: [[{ title: 'turnedAway' }, 'failure.unauthenticated']] },
    ],
  },
  {
    name: 'No answer, and the page itself reads that it was taken',
    component: 'StageRetryButton',
    steps: [
      ...LOSE_IT,
      {
        platform: [{ reads: buildTask({ id: 'task_1', status: 'running', stages: [buildStage({ status: 'running', retry_count: 2 })] }) }],
        focus: retry({ disabled: true, described: [{ title: 'submitted' }, 'confirmedByReading'] }),
        says: [[{ title: 'submitted' }, { key: 'stageSubmitted', values: { status: 'running', stage: 'Code' } }, 'confirmedByReading']],
      },
    ],
  },
  {
    name: 'No answer, checked: it was taken',
    component: 'StageRetryButton',
    steps: [
      ...CHECK_IT,
      { platform: [READING('running', 'running', 2)], focus: retry({ disabled: true }), says: [
        [{ title: 'submitted' }, { key: 'stageSubmitted', values: { status: 'running', stage: 'Code' } }, 'confirmedByReading'],
      ] },
    ],
  },
  {
    name: 'No answer, checked: it was not taken',
    component: 'StageRetryButton',
    steps: [
      ...CHECK_IT,
      { platform: [READING('failed', 'failed')], focus: retry(), says: [[{ title: 'notTaken' }, { key: 'notTakenAt', values: { time: NOW } }]] },
    ],
  },
  {
    name: 'No answer, checked without a result, retried anyway',
    component: 'StageRetryButton',
    steps: [
      ...CHECK_IT,
      { platform: ['no answer'], focus: button('check'), says: [[{ title: 'unknown' }, 'failure.unknown-outcome', 'checkUnreadable']] },
      { keys: TAB, focus: button('retryAnyway', { described: ['checkUnreadable'] }) },
      { keys: ENTER, focus: RETRYING, says: [START] },
      { platform: [TAKEN], focus: retry({ disabled: true }), says: [SUBMITTED] },
    ],
  },
  {
    name: 'Not offered: the task is running',
    component: 'StageRetryButton',
    tasks: [buildTask({ id: 'task_1', status: 'running' })],
    steps: [
      { keys: TAB, focus: retry({ disabled: true, described: [{ key: 'skip.task-not-failed', values: { status: 'running' } }] }) },
      { keys: ENTER, focus: retry({ disabled: true }) },
    ],
  },
];

const PLAN: readonly FlowStep[] = [
  { keys: TAB, focus: OPEN },
  { keys: ENTER, focus: button('cancel', { within: retryTasks(3) }) },
];
const CONFIRM: readonly FlowStep[] = [
  ...PLAN,
  { keys: TAB, focus: button(retryTasks(3)) },
  { keys: ENTER, focus: RETRYING, says: [batchStart(3)] },
];
const SUM_OF_THREE: Phrase = { counts: [[3, 'count.submitted']] };
const ALL_UNKNOWN: Phrase = { counts: [[3, 'count.unknown']] };
const FORBIDDEN: PlatformAct = { status: 403 };
const FORBIDDEN_SAID: readonly Phrase[] = ['failure.forbidden', { counts: [[3, 'count.unsent']] }];

const BATCH: readonly Flow[] = [
  {
    name: 'Plan, then cancel',
    component: 'BatchRetryDialog',
    steps: [
      ...PLAN,
      { keys: TAB, focus: button(retryTasks(3)) },
      { keys: '{Shift>}{Tab}{/Shift}', focus: button('cancel') },
      { keys: ENTER, focus: OPEN },
      { keys: ENTER, focus: button('cancel') },
      { keys: ESCAPE, focus: OPEN },
    ],
  },
  {
    name: 'Confirm, and read the result',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { platform: [MIXED], focus: { ...heading(mixedSummary), within: mixedSummary }, says: [[mixedSummary]] },
      { keys: TAB, focus: group(1, 'movedOn', true) },
      { keys: ENTER, focus: group(1, 'movedOn', false) },
      { keys: ESCAPE, focus: OPEN },
    ],
  },
  {
    name: 'Stop after this request, then continue',
    component: 'BatchRetryDialog',
    chunkSize: 1,
    steps: [
      ...PLAN,
      { keys: TAB, focus: button(retryTasks(3)) },
      { keys: ENTER, focus: button('stop'), says: [batchStart(3)] },
      { keys: ENTER, focus: button('stopping', { disabled: true }) },
      {
        platform: [itemsOf(['task_1'])],
        focus: heading({ counts: [[1, 'count.submitted'], [2, 'count.unsent']] }),
        says: [[{ counts: [[1, 'count.submitted'], [2, 'count.unsent']] }]],
      },
      { keys: TAB.repeat(8), focus: button({ key: 'continueRun', values: { count: 2 } }) },
      { keys: ENTER, focus: button('close'), says: [batchStart(2)] },
      { platform: [itemsOf(['task_2']), itemsOf(['task_3'])], focus: heading(SUM_OF_THREE), says: [[SUM_OF_THREE]] },
    ],
  },
  {
    name: 'The plan changes before it is confirmed',
    component: 'BatchRetryDialog',
    steps: [
      ...PLAN,
      {
        platform: [{ reads: buildTask({ id: 'task_1', status: 'running' }) }],
        focus: button('cancel'),
        says: [[{ key: 'planChanged', values: { count: 2, before: 3 } }]],
      },
      { keys: TAB, focus: button(retryTasks(2)) },
    ],
  },
  {
    name: 'A long run says how far it is',
    component: 'BatchRetryDialog',
    chunkSize: 1,
    steps: [
      ...PLAN,
      { keys: TAB, focus: button(retryTasks(3)) },
      { keys: ENTER, focus: button('stop'), says: [batchStart(3)] },
      {
        platform: [{ seconds: 6 }, itemsOf(['task_1'])],
        focus: button('stop'),
        says: [[{ key: 'progress', values: { sent: 1, total: 3 } }]],
      },
      // Not after each request: a person would hear nothing else.
      { platform: [{ seconds: 1 }, itemsOf(['task_2'])], focus: RETRYING },
      { platform: [itemsOf(['task_3'])], focus: heading(SUM_OF_THREE), says: [[SUM_OF_THREE]] },
    ],
  },
  {
    name: 'Close a run, open it again, and hear its end inside',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { keys: ESCAPE, focus: OPEN },
      { keys: ENTER, focus: button('close') },
      { platform: [ALL_TAKEN], focus: heading(SUM_OF_THREE), says: [[SUM_OF_THREE]] },
    ],
  },
  {
    name: 'Close a run, hear its end on the page, and open the result',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { keys: ESCAPE, focus: OPEN },
      { platform: [ALL_TAKEN], focus: OPEN, says: [[SUM_OF_THREE]] },
      { keys: ENTER, focus: heading(SUM_OF_THREE) },
    ],
  },
  {
    name: 'No answer, checked',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { platform: ['no answer'], focus: heading(ALL_UNKNOWN), says: [['failure.unknown-outcome', ALL_UNKNOWN]] },
      { keys: TAB.repeat(2), focus: button('check') },
      { keys: ENTER, focus: button('cancelCheck'), says: [['checking']] },
      {
        platform: ['task_1', 'task_2', 'task_3'].map((id) => ({ status: 200, body: { id, status: 'running' } })),
        focus: heading(SUM_OF_THREE),
        says: [[SUM_OF_THREE]],
      },
    ],
  },
  {
    name: 'No answer, a check is stopped',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { platform: ['no answer'], focus: heading(ALL_UNKNOWN), says: [['failure.unknown-outcome', ALL_UNKNOWN]] },
      { keys: TAB.repeat(2), focus: button('check') },
      { keys: ENTER, focus: button('cancelCheck'), says: [['checking']] },
      { keys: ENTER, focus: button('check'), says: [[ALL_UNKNOWN]] },
    ],
  },
  {
    name: 'Turned away twice with the same words, planned again in between',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      { platform: [FORBIDDEN], focus: heading({ counts: [[3, 'count.unsent']] }), says: [FORBIDDEN_SAID] },
      { keys: TAB.repeat(4), focus: button('planAgain') },
      { keys: ENTER, focus: button('cancel') },
      { keys: TAB, focus: button(retryTasks(3)) },
      { keys: ENTER, focus: RETRYING, says: [batchStart(3)] },
      { platform: [FORBIDDEN], focus: heading({ counts: [[3, 'count.unsent']] }), says: [FORBIDDEN_SAID] },
    ],
  },
  {
    name: 'The remainder of a mixed result',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      {
        platform: [itemsOf(['task_1'], ['task_2', 'Task is locked by another run, try again'], ['task_3'])],
        focus: heading(mixedSummary),
        says: [[mixedSummary]],
      },
      { keys: TAB.repeat(8), focus: button({ key: 'retryRemainder', values: { count: 1 } }) },
      { keys: ENTER, focus: button('close'), says: [batchStart(1)] },
      { platform: [itemsOf(['task_2'])], focus: heading(SUM_OF_THREE), says: [[SUM_OF_THREE]] },
    ],
  },
  {
    name: 'Told to wait',
    component: 'BatchRetryDialog',
    steps: [
      ...CONFIRM,
      {
        platform: [{ status: 429, headers: { 'Retry-After': '60' } }],
        focus: heading({ counts: [[3, 'count.unsent']] }),
        says: [[{ key: 'rateLimitedFor', values: { count: 60 } }, { counts: [[3, 'count.unsent']] }]],
      },
      {
        keys: TAB.repeat(6),
        focus: button({ key: 'retryRemainder', values: { count: 3 } }, {
          disabled: true,
          described: [{ key: 'waitUntil', values: { time: NOW + 60_000 }, seconds: true }],
        }),
      },
      { keys: ENTER, focus: button({ key: 'retryRemainder', values: { count: 3 } }, { disabled: true }) },
    ],
  },
  {
    name: 'Nothing can be retried',
    component: 'BatchRetryDialog',
    tasks: [buildTask({ id: 'task_1', status: 'running' })],
    steps: [
      { keys: TAB, focus: OPEN },
      { keys: ENTER, focus: button('close') },
      { keys: ENTER, focus: OPEN },
    ],
  },
  {
    name: 'See which ones are left out',
    component: 'BatchRetryDialog',
    tasks: [failed('task_1'), buildTask({ id: 'task_2', status: 'running' })],
    steps: [
      { keys: TAB, focus: OPEN },
      { keys: ENTER, focus: button('cancel') },
      { keys: '{Shift>}{Tab}{/Shift}', focus: leftOut(false) },
      { keys: ENTER, focus: leftOut(true) },
      { keys: '[Space]', focus: leftOut(false) },
    ],
  },
  {
    name: 'A plan of sixty: show more',
    component: 'BatchRetryDialog',
    tasks: SIXTY,
    steps: [
      { keys: TAB, focus: OPEN },
      { keys: ENTER, focus: button('cancel') },
      { keys: '{Shift>}{Tab}{/Shift}', focus: button({ key: 'showMore', values: { count: 10 } }) },
      { keys: ENTER, focus: { role: 'listitem', name: [{ words: 'Title of task_51' }, { words: 'Code' }, { key: 'attempt', values: { attempt: 2 } }, { words: 'task_51' }] } },
    ],
  },
];

const PANEL: readonly Flow[] = [
  {
    name: 'Confirm, and read the result, in a drawer of the page’s own',
    component: 'BatchRetryPanel',
    steps: [
      { keys: TAB, focus: button(retryTasks(3)) },
      { keys: ENTER, focus: RETRYING, says: [batchStart(3)] },
      { platform: [MIXED], focus: heading(mixedSummary), says: [[mixedSummary]] },
    ],
  },
];

const RESULT_LIST: readonly Flow[] = [
  {
    name: 'Fold a group, and copy its ids twice',
    component: 'BatchRetryResultList',
    steps: [
      { keys: TAB, focus: { ...group(1, 'movedOn', true), within: mixedSummary } },
      { keys: ENTER, focus: group(1, 'movedOn', false) },
      { keys: '[Space]', focus: group(1, 'movedOn', true) },
      { keys: TAB, focus: button('copyIds') },
      { keys: ENTER, focus: button('copyIds'), says: [[{ key: 'copied', values: { count: 1 } }]] },
      { keys: ENTER, focus: button('copyIds'), says: [[{ key: 'copied', values: { count: 1 } }]] },
    ],
  },
  {
    name: 'Find a task among sixty',
    component: 'BatchRetryResultList',
    tasks: SIXTY,
    steps: [
      { keys: TAB, focus: { role: 'searchbox', name: ['find'] } },
      {
        keys: '9',
        focus: { role: 'searchbox', name: ['find'], described: [{ key: 'found', values: { count: 6 } }] },
        says: [[{ key: 'found', values: { count: 6 } }]],
      },
    ],
  },
  {
    name: 'Show more tasks of a group',
    component: 'BatchRetryResultList',
    tasks: SIXTY,
    steps: [
      { keys: TAB.repeat(2), focus: group(60, 'submitted', true) },
      { keys: TAB.repeat(2), focus: button({ key: 'showMore', values: { count: 10 } }) },
      { keys: ENTER, focus: { role: 'listitem', name: [{ words: 'Title of task_51' }, { words: 'task_51' }] } },
    ],
  },
  {
    name: 'Show more reasons',
    component: 'BatchRetryResultList',
    tasks: SIXTY.slice(0, 31),
    answer: itemsOf(...SIXTY.slice(0, 31).map(({ id }) => [id, `Quota of ${id} is used`] as const)),
    steps: [
      { keys: TAB.repeat(61), focus: button({ key: 'showMoreReasons', values: { count: 1 } }) },
      { keys: ENTER, focus: group(1, 'refused', true) },
    ],
  },
];

/** Every flow of every component. */
export const FLOWS: readonly Flow[] = [...STAGE, ...BATCH, ...PANEL, ...RESULT_LIST];

/** What a part is to assistive technology. Parts that are not listed have no role of their own: they are text, or a place for it. */
export interface AccessiblePart {
  /** `data-part` */
  readonly part: string;
  readonly role: string;
  /** It is named by one of these messages, after a number where `counted`. None: it has no name, or that of a task. */
  readonly names: readonly MessageKey[];
  readonly counted?: true;
  /** States that it can be in besides. */
  readonly states?: readonly ('disabled' | 'expanded' | 'collapsed')[];
}

const GROUPS: readonly MessageKey[] = [
  'submitted', 'refused', 'movedOn', 'refused.limit-reached', 'refused.not-found', 'refused.busy', 'unsent', 'turnedAway', 'notTaken', 'unknown', 'unclear', 'skipped',
];

/** Every part that has a role. */
export const PARTS: readonly AccessiblePart[] = [
  { part: 'button', role: 'button', names: ['retryFromStage', 'retrying', 'check', 'checking', 'retryAnyway'], states: ['disabled'] },
  { part: 'retry-anyway', role: 'button', names: ['retryAnyway'], states: ['disabled'] },
  { part: 'raw', role: 'code', names: [] },
  { part: 'show-all', role: 'button', names: ['showAll', 'showLess'] },
  { part: 'announcer', role: 'status', names: [] },
  { part: 'notes', role: 'list', names: [] },
  { part: 'plan', role: 'list', names: ['planList'] },
  { part: 'row', role: 'listitem', names: [] },
  { part: 'task', role: 'link', names: [] },
  { part: 'left-out', role: 'group', names: [] },
  { part: 'left-out-rows', role: 'list', names: ['skipped'] },
  { part: 'show-more', role: 'button', names: ['showMore'] },
  { part: 'dismiss', role: 'button', names: ['cancel', 'close'] },
  { part: 'confirm', role: 'button', names: ['retryTasks', 'retrying'], states: ['disabled'] },
  { part: 'stop', role: 'button', names: ['stop', 'stopping'], states: ['disabled'] },
  { part: 'wait', role: 'paragraph', names: [] },
  { part: 'plan-again', role: 'button', names: ['planAgain'] },
  { part: 'show-last-result', role: 'button', names: ['showLastResult'] },
  { part: 'retry-remainder', role: 'button', names: ['retryRemainder', 'continueRun'], states: ['disabled'] },
  { part: 'group', role: 'group', names: GROUPS, counted: true },
  { part: 'group-toggle', role: 'button', names: GROUPS, counted: true, states: ['expanded', 'collapsed'] },
  { part: 'rows', role: 'list', names: GROUPS },
  { part: 'check', role: 'button', names: ['check'] },
  { part: 'cancel-check', role: 'button', names: ['cancelCheck'] },
  { part: 'copy-ids', role: 'button', names: ['copyIds'] },
  { part: 'download-csv', role: 'button', names: ['downloadCsv'] },
  { part: 'show-more-reasons', role: 'button', names: ['showMoreReasons'] },
];
