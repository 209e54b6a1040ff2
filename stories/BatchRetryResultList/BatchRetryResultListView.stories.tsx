import { expect, waitFor, within } from 'storybook/test';
import { ALL, modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { fillLists } from '../fillLists.ts';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { followUp } from '../../src/retry/followUp.ts';
import { ledgerOfAnswer, ledgerOfFailure, type Ledger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import {
  allSubmitted,
  answerOf,
  checkedThreeWays,
  fortyReasons,
  fourReasons,
  later,
  nonsense,
  oneChunkSent,
  rateLimited,
  retriedTwice,
  tenThousandSent,
} from '../BatchRetryDialog/ledgers.ts';
import { mixedSelection, specSelection } from '../BatchRetryDialog/selection.ts';

const plan = planRetry(specSelection);

const ledgerOf = (items: TaskBatchRetryItem[], total?: number): Ledger => ledgerOfAnswer(plan, answerOf(items, total));

const meta = preview.meta({
  title: 'Components/BatchRetryResultList/States',
  tags: ['states'],
  component: BatchRetryResultListView,
  args: {
    ledger: ledgerOfAnswer(plan, JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse),
    getTaskHref: (id: string) => `#/tasks/${id}`,
  },
  argTypes: { ledger: { control: 'object' } },
});

export const Mixed = meta.story({
  name: '6.3 Mixed result',
  parameters: { chromatic: { modes: modesOf(ALL) } },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) })).toBeVisible();
  },
});

export const AllSubmitted = meta.story({
  args: { ledger: ledgerOf(specSelection.map(({ id }) => ({ task_id: id, success: true }))) },
});

export const AllRefused = meta.story({
  args: {
    ledger: ledgerOf([
      { task_id: 'task_1', success: false, reason: 'Stage retry limit reached' },
      { task_id: 'task_2', success: false, reason: 'task status is running' },
      { task_id: 'task_3', success: false, reason: 'Pipeline template is archived' },
    ]),
  },
});

export const EveryOutcome = meta.story({
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: {
    ledger: {
      notes: [],
      rows: [
        { id: 'task_1', title: 'Migrate billing webhooks to v2', outcome: { kind: 'submitted' } },
        { id: 'task_2', title: 'Add rate limits to the public API', outcome: { kind: 'submitted' } },
        ...ledgerOfFailure(planRetry(specSelection.slice(2)), { kind: 'unknown-outcome', detail: '' }).rows,
        {
          id: 'task_4',
          title: 'Split user service schema',
          outcome: { kind: 'refused', reason: { code: 'limit-reached', verdict: 'will-not-pass', text: 'Stage retry limit reached' } },
        },
        {
          id: 'task_5',
          title: 'Rotate signing keys',
          outcome: { kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: 'task status is running' } },
        },
        {
          id: 'task_6',
          title: 'Upgrade the search cluster',
          outcome: { kind: 'unsent', failure: { kind: 'offline', detail: '' } },
        },
        {
          id: 'task_7',
          title: 'Archive old invoices',
          outcome: { kind: 'skipped', reason: { code: 'task-not-failed', status: 'completed' } },
        },
      ],
    },
  },
});

export const WithLeftOut = meta.story({
  args: { ledger: ledgerOfFailure(planRetry(mixedSelection, { maxRetries: 5 }), { kind: 'forbidden', detail: '' }) },
});

export const AnswerDoesNotAddUp = meta.story({
  args: {
    ledger: ledgerOf(
      [
        { task_id: 'task_1', success: true },
        { task_id: 'task_1', success: false, reason: 'task status is pending' },
        { task_id: 'task_2', success: true },
        { task_id: 'task_99', success: true },
      ],
      7,
    ),
  },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { name: words.summary([1, 'count.submitted'], [2, 'count.unknown']) })).toBeVisible();
    await expect(canvas.getByText(words.text('note.extra-items', { count: 1 }))).toBeVisible();
  },
});

export const Empty = meta.story({ args: { ledger: { rows: [], notes: [] } } });

export const WithoutTitles = meta.story({
  args: {
    ledger: { notes: [], rows: ['task_1', 'task_2'].map((id) => ({ id, outcome: { kind: 'submitted' as const } })) },
  },
});

export const HostileReasons = meta.story({
  args: {
    ledger: ledgerOf([
      { task_id: 'task_1', success: false, reason: '<img src=x onerror=alert(1)> \u202edetrevni\u2069' },
      { task_id: 'task_2', success: false, reason: 'traceback '.repeat(600) },
      { task_id: 'task_3', success: false, reason: '=HYPERLINK("http://x")' },
    ]),
    getTaskHref: () => ' java\nscript:alert(1)',
  },
  async play({ canvasElement }) {
    await expect(canvasElement.querySelector('img, a')).toBeNull();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
});

export const FollowedUp = meta.story({
  args: { ledger: allSubmitted, followUp: followUp(allSubmitted, later) },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByText(words.status('running'))).toBeVisible();
    await expect(canvas.getByText(words.status('completed'))).toBeVisible();
    await expect(canvas.getByText(words.text('failedAgainAt', { stage: 'Review' }))).toBeVisible();
  },
});

export const FollowedUpMovedOn = meta.story({
  name: 'Followed up: one had moved on',
  args: { followUp: new Map([['task_2', { status: 'completed' }]]) },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    const group = within(canvas.getByRole('group', { name: `1 ${words.text('movedOn')}` }));
    await expect(group.getByText(words.status('completed'))).toBeVisible();
  },
});

export const Checked = meta.story({
  name: 'Checked: went on, not taken, cannot be read',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { ledger: checkedThreeWays, onCheck: () => {}, remainder: 1, onRetryRemainder: () => {} },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByText(words.text('confirmedByReading'))).toBeVisible();
    await expect(canvas.getByText(words.text('checkUnreadable'))).toBeVisible();
    await expect(canvas.getByRole('group', { name: `1 ${words.text('notTaken')}` })).toBeVisible();
  },
});

export const StillSending = meta.story({
  name: 'A run that is under way',
  args: { ledger: oneChunkSent },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByText(words.text('advice.waiting'))).toBeVisible();
  },
});

export const RateLimited = meta.story({
  args: { ledger: rateLimited, remainder: 130, onRetryRemainder: () => {} },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByText(words.text('failure.rate-limited'))).toBeVisible();
    await expect(canvas.getByText(words.text('advice.turned-away'))).toBeVisible();
  },
});

export const Nonsense = meta.story({
  name: 'Answer makes no sense',
  args: { ledger: nonsense },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    for (const key of ['unknown.malformed', 'unknown.contradicted', 'unknown.missing'] as const) {
      await expect(canvas.getByText(words.text(key))).toBeVisible();
    }
  },
});

export const RetriedTwice = meta.story({
  name: 'Remainder retried twice',
  args: { ledger: retriedTwice },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByText(words.text('before', { outcomes: words.text('refused') }))).toBeVisible();
  },
});

export const FourReasons = meta.story({
  name: '200 refused for 4 reasons',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { ledger: fourReasons, remainder: 100, onRetryRemainder: () => {} },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const groups = canvas.getAllByRole('group');
    await expect(groups).toHaveLength(4);
    // The first two are open, and two pages of rows are enough to begin with.
    await fillLists();
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(100));
    const toggle = canvas.getByRole('button', { name: `50 ${words.text('refused.limit-reached')}` });
    await userEvent.click(toggle);
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await expect(canvas.getAllByRole('listitem')).toHaveLength(50);
    await userEvent.click(toggle);
  },
});

export const TenThousand = meta.story({
  // Once is enough for what is about size.
  tags: ['!states'],
  name: '10,000 tasks',
  // Not as an arg: Storybook would send all of them through its channel.
  render: (args) => <BatchRetryResultListView {...args} ledger={tenThousandSent} />,
  async play({ canvas, canvasElement, userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(canvasElement.querySelectorAll('*').length).toBeLessThanOrEqual(1500);
    // Opened by hand or not, a group shows what is found in it.
    await userEvent.click(canvas.getByRole('button', { name: `${words.number(9600)} ${words.text('submitted')}` }));
    const find = canvas.getByRole('searchbox', { name: words.text('find') });
    await userEvent.type(find, 'task_0999');
    await expect(canvas.getAllByRole('listitem')).toHaveLength(10);
    await userEvent.clear(find);
  },
});

export const HostileEverywhere = meta.story({
  name: 'Hostile names, stages, ids and reasons',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: {
    ledger: {
      notes: [],
      rows: [
        {
          id: '__proto__',
          title: '<b onclick=alert(1)>bold</b>',
          stage: { id: 'stg_1', name: '\u202estage\u2069<script>' },
          attempt: 1,
          outcome: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: '\u2067\u2069\u2069 unmatched \u202e' } },
        },
        {
          id: `task_${'x'.repeat(200)}`,
          title: '\u0645\u0631\u062d\u0628\u0627 (right to left)',
          attempt: 2,
          outcome: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: `e${'\u0301'.repeat(60)}` } },
        },
        {
          id: 'task_long',
          title: 'long'.repeat(60),
          stage: { id: 'stg_2', name: 'verylongstagename'.repeat(8) },
          attempt: 3,
          outcome: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: 'x'.repeat(100_000) } },
        },
      ],
    },
  },
  async play({ canvas, canvasElement, userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(canvasElement.querySelector('b, script')).toBeNull();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
    const showAll = canvas.getByRole('button', { name: words.text('showAll', { count: 100_000 }) });
    await userEvent.click(showAll);
    await expect(canvas.getByText('x'.repeat(100_000))).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: words.text('showLess') }));
  },
});

export const ManyReasons = meta.story({
  name: '40 reasons',
  parameters: { chromatic: { modes: modesOf(['light en'], 3000) } },
  args: { ledger: fortyReasons },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getAllByRole('group')).toHaveLength(30);
    await userEvent.click(canvas.getByRole('button', { name: words.text('showMoreReasons', { count: 10 }) }));
    await expect(canvas.getAllByRole('group')).toHaveLength(40);
    await expect(within(canvas.getAllByRole('group')[30] as HTMLElement).getAllByRole('button')[0]).toHaveFocus();
  },
});
