import { expect, screen, waitFor, within } from 'storybook/test';
import { ALL, LONG, LONGEST, modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { fillLists } from '../fillLists.ts';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryDialogView } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import type { BatchRetryStep } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { followUp } from '../../src/retry/followUp.ts';
import { ledgerOfAnswer, ledgerOfFailure, openLedger, type Ledger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import {
  allRefused,
  allSubmitted,
  checkedThreeWays,
  chunkLost,
  FIVE_PAST_TWO,
  fourReasons,
  later,
  limitReached,
  nonsense,
  oneChunkSent,
  plan230,
  rateLimited,
  retriedTwice,
  stopped,
  tenThousand,
  tenThousandSent,
  tooLarge,
  twoLost,
} from './ledgers.ts';
import { leftOutText, manyFailed, mixedSelection, selectionWithOneFailed, specSelection } from './selection.ts';

const plan = planRetry(specSelection);
const planned: BatchRetryStep = { kind: 'plan', plan };
const running: Extract<BatchRetryStep, { kind: 'running' }> = {
  kind: 'running',
  plan: plan230,
  ledger: oneChunkSent,
  sent: 100,
  total: 230,
  more: true,
  stopping: false,
};
const resultOf = (ledger: Ledger, more: Partial<Extract<BatchRetryStep, { kind: 'result' }>> = {}): BatchRetryStep => {
  return { kind: 'result', ledger, ...more };
};
const offered = (): void => {};
const getTaskHref = (id: string): string => `#/tasks/${id}`;

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/States',
  tags: ['states'],
  component: BatchRetryDialogView,
  args: { open: true, step: planned, maxRetries: 5, getTaskHref },
  argTypes: { step: { control: 'object' } },
  // A modal makes its whole page inert, so on the Docs page each has a page of its own.
  parameters: { docs: { story: { inline: false, height: '480px' } } },
});

export const Plan = meta.story({
  parameters: { chromatic: { modes: modesOf(ALL) } },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.text('retryTasks', { count: 3 }) })).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('cancel') })).toHaveFocus();
  },
});

export const PlanOfOne = meta.story({
  name: 'Plan: one task',
  args: { step: { kind: 'plan', plan: planRetry(specSelection.slice(0, 1)) } },
});

export const PlanWithLeftOut = meta.story({
  name: 'Plan: some left out',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { step: { kind: 'plan', plan: planRetry(mixedSelection, { maxRetries: 5 }) } },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    const leftOut = screen.getByText(leftOutText(words));
    await expect(leftOut).toBeVisible();
    await userEvent.click(leftOut);
    await expect(screen.getByText('Archive old invoices')).toBeVisible();
    await userEvent.click(leftOut);
  },
});

export const PlanEmpty = meta.story({
  name: 'Plan: nothing to retry',
  args: { step: { kind: 'plan', plan: planRetry(mixedSelection.filter((task) => task.status !== 'failed')) } },
});

export const PlanNothingChosen = meta.story({
  name: 'Plan: nothing chosen',
  args: { step: { kind: 'plan', plan: planRetry([]) } },
});

export const PlanAfterUnknown = meta.story({
  name: 'Plan: again, after no answer',
  args: { step: { kind: 'plan', plan, unknownAgain: 3 }, onShowLastResult: () => {} },
});

export const Running = meta.story({ args: { step: { kind: 'running', plan, ledger: openLedger(plan), sent: 0, total: 3, more: false, stopping: false } } });

export const ResultMixed = meta.story({
  name: 'Result: 6.3 mixed',
  parameters: { chromatic: { modes: modesOf(ALL) } },
  args: {
    step: { kind: 'result', ledger: ledgerOfAnswer(plan, JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse) },
    onPlanAgain: () => {},
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) })).toBeVisible();
  },
});

export const ResultUnsent = meta.story({
  name: 'Result: whole request turned away',
  args: {
    step: { kind: 'result', ledger: ledgerOfFailure(plan, { kind: 'unauthenticated', detail: 'Token expired', body: {} }) },
    onPlanAgain: () => {},
  },
});

export const ResultUnknown = meta.story({
  name: 'Result: no answer',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: {
    step: { kind: 'result', ledger: ledgerOfFailure(plan, { kind: 'unknown-outcome', detail: '' }) },
    onPlanAgain: () => {},
  },
});

export const PlanOneEligible = meta.story({
  name: 'Plan: only one eligible',
  args: { step: { kind: 'plan', plan: planRetry(selectionWithOneFailed('task_1'), { maxRetries: 5 }) } },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.text('retryTasks', { count: 1 }) })).toBeVisible();
    await expect(screen.getAllByRole('listitem')).toHaveLength(1);
  },
});

export const PlanDuplicates = meta.story({
  name: 'Plan: chosen twice',
  args: { step: { kind: 'plan', plan: planRetry([...specSelection, ...specSelection]) } },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.text('duplicates', { count: 3 }))).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) })).toBeVisible();
  },
});

export const PlanChanged = meta.story({
  name: 'Plan: changed while open',
  args: { step: { kind: 'plan', plan, changedFrom: 5 } },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.text('planChanged', { count: 3, before: 5 }))).toBeVisible();
  },
});

export const PlanOfFifty = meta.story({
  name: 'Plan: 50 tasks',
  parameters: { chromatic: { modes: LONG } },
  args: { step: { kind: 'plan', plan: planRetry(manyFailed(50)) } },
  async play({ globals }) {
    const words = wordsOf(globals);
    await fillLists();
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(50));
    await expect(screen.queryByRole('button', { name: words.text('showMore', { count: 50 }) })).toBeNull();
    await expect(screen.queryByRole('searchbox')).toBeNull();
  },
});

export const PlanOfTenThousand = meta.story({
  // Once is enough for what is about size.
  tags: ['!states'],
  name: 'Plan: 10,000 tasks',
  // Not as an arg: Storybook would send all of them through its channel.
  parameters: { chromatic: { modes: LONGEST } },
  render: (args) => <BatchRetryDialogView {...args} step={{ kind: 'plan', plan: tenThousand }} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.text('retryTasks', { count: 10_000 }) })).toBeVisible();
    await fillLists();
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(50));
    await expect(elementsIn(screen.getByRole('dialog'))).toBeLessThanOrEqual(1500);
    await userEvent.click(screen.getByRole('button', { name: words.text('showMore', { count: 50 }) }));
    await expect(screen.getAllByRole('listitem')).toHaveLength(100);
    await expect(screen.getAllByRole('listitem')[50]).toHaveFocus();
    const find = screen.getByRole('searchbox', { name: words.text('find') });
    for (const query of ['#4711', 'TASK_04711']) {
      await userEvent.type(find, query);
      await expect(screen.getAllByRole('listitem')).toHaveLength(1);
      await expect(screen.getByRole('listitem')).toHaveTextContent('task_04711');
      await expect(find).toHaveAccessibleDescription(words.text('found', { count: 1 }));
      await userEvent.clear(find);
    }
    await userEvent.type(find, 'nowhere');
    await expect(screen.getByText(words.text('found', { count: 0 }))).toBeVisible();
    // Finding changes what is shown, not what is sent.
    await expect(screen.getByRole('button', { name: words.text('retryTasks', { count: 10_000 }) })).toBeVisible();
    await userEvent.clear(find);
  },
});

export const RunningHalfway = meta.story({
  name: 'Running: 100 of 230 handled',
  parameters: { chromatic: { modes: LONG } },
  args: { step: running, onStop: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.text('running', { count: 230 }) })).toBeVisible();
    await expect(screen.getByText(words.text('progress', { sent: 100, total: 230 }), { exact: false })).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('stop') })).not.toHaveAttribute('aria-disabled');
  },
});

export const RunningStopping = meta.story({
  name: 'Running: stopping',
  parameters: { chromatic: { modes: LONG } },
  args: { step: { ...running, stopping: true }, onStop: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('button', { name: words.text('stopping') })).toHaveAttribute('aria-disabled', 'true');
  },
});

export const ResultAllSubmitted = meta.story({
  name: 'Result: all submitted',
  args: { step: resultOf(allSubmitted) },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
  },
});

export const ResultOfOne = meta.story({
  name: 'Result: one task',
  args: {
    step: resultOf(ledgerOfAnswer(planRetry(specSelection.slice(0, 1)), { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_1', success: true }] })),
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([1, 'count.submitted']) })).toBeVisible();
  },
});

export const ResultAllRefused = meta.story({
  name: 'Result: all refused',
  args: { step: resultOf(allRefused, { remainder: 1 }), onRetryRemainder: offered, onPlanAgain: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([3, 'count.refused']) })).toBeVisible();
    await expect(screen.getAllByRole('group')).toHaveLength(3);
  },
});

export const ResultLimitReached = meta.story({
  name: 'Result: limit reached',
  args: { step: resultOf(limitReached), onRetryRemainder: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    const group = within(screen.getByRole('group', { name: `2 ${words.text('refused.limit-reached')}` }));
    await expect(group.getByText(words.text('advice.will-not-pass'))).toBeVisible();
  },
});

export const ResultStopped = meta.story({
  name: 'Result: stopped, to be continued',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: {
    step: resultOf(stopped, { continues: true, remainder: 130 }),
    onRetryRemainder: offered,
    onPlanAgain: offered,
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(
      screen.getByRole('dialog', { name: words.summary([98, 'count.submitted'], [2, 'count.refused'], [130, 'count.unsent']) }),
    ).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('continueRun', { count: 130 }) })).toBeVisible();
  },
});

export const ResultChunkLost = meta.story({
  name: 'Result: one request lost',
  parameters: { chromatic: { modes: LONG } },
  args: { step: resultOf(chunkLost), onCheck: offered, onPlanAgain: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    const group = within(screen.getByRole('group', { name: `100 ${words.text('unknown')}` }));
    await expect(group.getByRole('button', { name: words.text('check') })).toBeVisible();
    await fillLists();
    await waitFor(() => expect(group.getAllByRole('listitem')).toHaveLength(50));
  },
});

export const ResultTwoLost = meta.story({
  name: 'Result: two requests in a row lost',
  parameters: { chromatic: { modes: LONG } },
  args: {
    step: resultOf(twoLost, { continues: true, remainder: 30 }),
    onCheck: offered,
    onRetryRemainder: offered,
    onPlanAgain: offered,
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([200, 'count.unknown'], [30, 'count.unsent']) })).toBeVisible();
    await expect(screen.getByText(words.text('advice.lost'))).toBeVisible();
  },
});

export const ResultChecking = meta.story({
  name: 'Result: being checked',
  parameters: { chromatic: { modes: LONG } },
  args: {
    step: resultOf(twoLost, { check: { done: 12, total: 200 }, continues: true, remainder: 30 }),
    onCheck: offered,
    onCancelCheck: offered,
    onRetryRemainder: offered,
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.text('adviceChecking', { done: 12, total: 200 }))).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('cancelCheck') })).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('continueRun', { count: 30 }) })).toHaveAttribute('aria-disabled', 'true');
  },
});

export const ResultChecked = meta.story({
  name: 'Result: checked, one of each',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { step: resultOf(checkedThreeWays, { remainder: 1 }), onCheck: offered, onRetryRemainder: offered, onPlanAgain: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.text('confirmedByReading'))).toBeVisible();
    await expect(screen.getByText(words.text('checkUnreadable'))).toBeVisible();
    await expect(screen.getByText(words.text('notTakenAt', { time: words.time(FIVE_PAST_TWO) }))).toBeVisible();
  },
});

export const ResultRateLimited = meta.story({
  name: 'Result: rate limited',
  parameters: { chromatic: { modes: LONG } },
  args: {
    step: resultOf(rateLimited, { continues: true, notBefore: FIVE_PAST_TWO, remainder: 130 }),
    onRetryRemainder: offered,
    onPlanAgain: offered,
  },
  beforeEach() {
    // Half a minute before, in every picture. By hand, since a spy asks for the time itself.
    const { now } = Date;
    Date.now = () => FIVE_PAST_TWO - 30_000;
    return () => {
      Date.now = now;
    };
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    const button = screen.getByRole('button', { name: words.text('continueRun', { count: 130 }) });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(words.text('waitUntil', { time: words.time(FIVE_PAST_TWO, 'medium') }));
  },
});

export const ResultTooLarge = meta.story({
  name: 'Result: too large',
  parameters: { chromatic: { modes: LONG } },
  args: {
    step: resultOf(tooLarge, { continues: true, remainder: 230 }),
    onRetryRemainder: offered,
    onPlanAgain: offered,
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.text('failure.too-large'))).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('continueRun', { count: 230 }) })).toBeVisible();
  },
});

export const ResultNonsense = meta.story({
  name: 'Result: answer makes no sense',
  args: { step: resultOf(nonsense), onCheck: offered, onPlanAgain: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
    await expect(screen.getByText(words.text('note.totals-differ'))).toBeVisible();
  },
});

export const ResultRetriedTwice = meta.story({
  name: 'Result: remainder retried twice',
  args: { step: resultOf(retriedTwice), onRetryRemainder: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    const twice = [words.text('refused'), words.text('refused')].join(words.text('listSeparator'));
    await expect(screen.getByText(words.text('before', { outcomes: twice }))).toBeVisible();
    await expect(screen.getByText(words.text('before', { outcomes: words.text('refused') }))).toBeVisible();
  },
});

export const ResultFollowedUp = meta.story({
  name: 'Result: followed up',
  args: { step: resultOf(allSubmitted, { followUp: followUp(allSubmitted, later) }) },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByText(words.status('running'))).toBeVisible();
    await expect(screen.getByText(words.status('completed'))).toBeVisible();
    await expect(screen.getByText(words.text('failedAgainAt', { stage: 'Review' }))).toBeVisible();
  },
});

export const ResultFourReasons = meta.story({
  name: 'Result: 200 refused for 4 reasons',
  parameters: { chromatic: { modes: LONGEST } },
  args: { step: resultOf(fourReasons, { remainder: 100 }), onRetryRemainder: offered, onPlanAgain: offered },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getAllByRole('group')).toHaveLength(4);
    await expect(screen.getAllByRole('group', { name: `50 ${words.text('refused')}` })).toHaveLength(2);
    await expect(screen.getByText('GPU quota of team data is used up')).toBeVisible();
    await expect(elementsIn(screen.getByRole('dialog'))).toBeLessThanOrEqual(1500);
  },
});

export const ResultOfFifty = meta.story({
  name: 'Result: 50 tasks',
  parameters: { chromatic: { modes: LONG } },
  args: {
    step: resultOf(ledgerOfFailure(planRetry(manyFailed(50)), { kind: 'unknown-outcome', detail: '' })),
    onCheck: offered,
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([50, 'count.unknown']) })).toBeVisible();
    await fillLists();
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(50));
    await expect(screen.queryByRole('searchbox')).toBeNull();
  },
});

export const ResultOfTenThousand = meta.story({
  // Once is enough for what is about size.
  tags: ['!states'],
  name: 'Result: 10,000 tasks',
  parameters: { chromatic: { modes: LONGEST } },
  args: { onCheck: offered, onRetryRemainder: offered, onPlanAgain: offered },
  // Not as an arg: Storybook would send all of them through its channel.
  render: (args) => <BatchRetryDialogView {...args} step={resultOf(tenThousandSent, { remainder: 150 })} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    const dialog = screen.getByRole('dialog', { name: words.summary([9600, 'count.submitted'], [300, 'count.refused'], [100, 'count.unknown']) });
    await fillLists();
    for (const list of screen.getAllByRole('list')) {
      await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(50));
    }
    await expect(elementsIn(dialog)).toBeLessThanOrEqual(1500);
    const unknown = within(screen.getByRole('group', { name: `100 ${words.text('unknown')}` }));
    await userEvent.click(unknown.getByRole('button', { name: words.text('showMore', { count: 50 }) }));
    await expect(unknown.getAllByRole('listitem')).toHaveLength(100);
    await expect(unknown.getAllByRole('listitem')[50]).toHaveFocus();
    const find = screen.getByRole('searchbox', { name: words.text('find') });
    for (const query of ['#4711', 'TASK_04711']) {
      await userEvent.type(find, query);
      await expect(screen.getAllByRole('listitem')).toHaveLength(1);
      await expect(screen.getByRole('listitem')).toHaveTextContent('task_04711');
      await expect(find).toHaveAccessibleDescription(words.text('found', { count: 1 }));
      await userEvent.clear(find);
    }
  },
});

function elementsIn(element: Element): number {
  return element.querySelectorAll('*').length;
}
