import { expect, screen } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryDialogView, type BatchRetryStep } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import { ledgerOfAnswer, ledgerOfFailure } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { leftOutText, mixedSelection, specSelection } from './selection.ts';

const plan = planRetry(specSelection);
const planned: BatchRetryStep = { kind: 'plan', plan };
const getTaskHref = (id: string): string => `#/tasks/${id}`;

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/States',
  component: BatchRetryDialogView,
  args: { open: true, step: planned, maxRetries: 5, getTaskHref },
  argTypes: { step: { control: 'object' } },
  // A modal makes its whole page inert, so on the Docs page each has a page of its own.
  parameters: { docs: { story: { inline: false, height: '480px' } } },
});

export const Plan = meta.story({
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

export const Running = meta.story({ args: { step: { kind: 'running', plan } } });

export const ResultMixed = meta.story({
  name: 'Result: 6.3 mixed',
  args: {
    step: { kind: 'result', ledger: ledgerOfAnswer(plan, JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse) },
    onPlanAgain: () => {},
  },
  async play({ globals }) {
    const words = wordsOf(globals);
    await expect(screen.getByRole('dialog', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused']) })).toBeVisible();
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
  args: {
    step: { kind: 'result', ledger: ledgerOfFailure(plan, { kind: 'unknown-outcome', detail: '' }) },
    onPlanAgain: () => {},
  },
});
