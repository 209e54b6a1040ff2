import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { ledgerOfAnswer, ledgerOfFailure, type Ledger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { mixedSelection, specSelection } from '../BatchRetryDialog/selection.ts';

const plan = planRetry(specSelection);

function answerOf(items: TaskBatchRetryItem[], total = items.length): TaskBatchRetryResponse {
  const succeeded = items.filter((item) => item.success).length;
  return { total, succeeded, failed: items.length - succeeded, items };
}

const ledgerOf = (items: TaskBatchRetryItem[], total?: number): Ledger => ledgerOfAnswer(plan, answerOf(items, total));

const meta = preview.meta({
  title: 'Components/BatchRetryResultList/States',
  component: BatchRetryResultListView,
  args: {
    ledger: ledgerOfAnswer(plan, JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse),
    getTaskHref: (id: string) => `#/tasks/${id}`,
  },
  argTypes: { ledger: { control: 'object' } },
});

export const Mixed = meta.story({
  name: '6.3 Mixed result',
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused']) })).toBeVisible();
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
          outcome: { kind: 'refused', reason: { code: 'limit-reached', text: 'Stage retry limit reached' } },
        },
        {
          id: 'task_5',
          title: 'Rotate signing keys',
          outcome: { kind: 'refused', reason: { code: 'moved-on', text: 'task status is running' } },
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
    await expect(canvas.getByRole('heading', { name: words.summary([1, 'countSubmitted'], [2, 'countUnknown']) })).toBeVisible();
    await expect(canvas.getByText(words.text('noteExtraItems', { count: 1 }))).toBeVisible();
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
