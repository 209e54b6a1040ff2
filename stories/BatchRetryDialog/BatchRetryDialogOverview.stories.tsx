import { expect, fn, screen } from 'storybook/test';
import { modesOf } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryDialogView } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import { BatchRetryPanelView, type BatchRetryStep } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { ledgerOfAnswer, ledgerOfFailure, openLedger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { buildTask } from '../../src/testing/builders.ts';
import type { Task } from '../../src/types/task.ts';
import { Anatomy } from '../docs/Anatomy.tsx';
import { StateMatrix } from '../docs/StateMatrix.tsx';
import { putTasks } from '../scenarios.ts';
import { wordsOf } from '../wordsOf.ts';
import { batchRetryPanel } from './BatchRetryDialog.contract.ts';
import { RetrySelected } from './RetrySelected.tsx';
import { answerOf } from './ledgers.ts';
import { mixedSelection, selectionOfIds, specSelection } from './selection.ts';
import { confirmPlan, openDialog } from './Toolbar.tsx';

/** Each step of a batch of these tasks. */
function stepsOf(tasks: readonly Task[]): Record<string, BatchRetryStep> {
  const plan = planRetry(tasks);
  const running = { kind: 'running', plan, ledger: openLedger(plan), sent: 0, total: plan.retry.length, stopping: false } as const;
  const answer = answerOf(plan.retry.map(({ id }, index) => (index === 0 ? { task_id: id, success: false, reason: 'task status is running' } : { task_id: id, success: true })));
  return {
    plan: { kind: 'plan', plan },
    'plan: some left out': { kind: 'plan', plan: planRetry([...tasks, buildTask({ id: 'task_9', status: 'running' })]) },
    'plan: changed while open': { kind: 'plan', plan, changedFrom: 5 },
    'plan: nothing to retry': { kind: 'plan', plan: planRetry([]) },
    running: { ...running, more: false },
    'running: can be stopped': { ...running, more: true },
    'running: stopping': { ...running, more: true, stopping: true },
    result: { kind: 'result', ledger: ledgerOfAnswer(plan, answer) },
    'result: no answer': { kind: 'result', ledger: ledgerOfFailure(plan, { kind: 'unknown-outcome', detail: '' }) },
    'result: to be continued': {
      kind: 'result',
      ledger: ledgerOfFailure(plan, { kind: 'unauthenticated', detail: '', body: {} }),
      continues: true,
      remainder: plan.retry.length,
    },
  };
}

/** The columns have a task more or less, since no two results on a page may have the same name. */
const STEPS = { default: stepsOf(specSelection), compact: stepsOf(specSelection.slice(0, 2)) };

const selection = selectionOfIds('task_taken_70', 'task_moved_70', 'task_taken_71');
const coded = selectionOfIds('task_taken_72', 'task_taken_73');

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/Overview',
  tags: ['!autodocs'],
  component: BatchRetryDialogView,
  args: {
    open: true,
    step: STEPS.default['plan'] as BatchRetryStep,
    maxRetries: 5,
    onOpenChange: fn(),
    onConfirm: fn(),
    onStop: fn(),
    onCheck: fn(),
    onRetryRemainder: fn(),
    onPlanAgain: fn(),
  },
  argTypes: {
    step: { control: 'select', options: Object.keys(STEPS.default), mapping: STEPS.default },
    maxRetries: { control: { type: 'number', min: 1 } },
  },
  parameters: { controls: { include: ['open', 'step', 'maxRetries'] }, chromatic: { disableSnapshot: true } },
});

export const Default = meta.story({
  beforeEach: () => putTasks(selection),
  render: () => <RetrySelected selection={selection} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await userEvent.click(screen.getByRole('button', { name: words.text('cancel') }));
  },
});

export const Playground = meta.story({
  // A modal makes its whole page inert.
  parameters: { docs: { story: { inline: false, height: '420px' } } },
  async play({ userEvent, args, globals }) {
    await userEvent.click(screen.getByRole('button', { name: wordsOf(globals).text('retryTasks', { count: 3 }) }));
    await expect(args.onConfirm).toHaveBeenCalledOnce();
  },
});

export const AllStates = meta.story({
  name: 'All states',
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(['light en', 'dark zh'], 3000) } },
  render: ({ onConfirm, onStop, onCheck, onRetryRemainder, onPlanAgain, onOpenChange, maxRetries }) => (
    <StateMatrix states={Object.keys(STEPS.default)}>
      {(state, size) => (
        <div className="matrix__frame">
          <BatchRetryPanelView
            {...{ onConfirm, onStop, onCheck, onRetryRemainder, onPlanAgain, maxRetries }}
            step={STEPS[size][state] as BatchRetryStep}
            onDismiss={() => onOpenChange?.(false)}
          />
        </div>
      )}
    </StateMatrix>
  ),
});

export const Parts = meta.story({
  render: ({ onConfirm, onOpenChange }) => (
    <Anatomy parts={batchRetryPanel.parts}>
      <div className="matrix__frame">
        <BatchRetryPanelView
          step={{ kind: 'plan', plan: planRetry(mixedSelection, { maxRetries: 5 }) }}
          maxRetries={5}
          getTaskHref={(id) => `#/tasks/${id}`}
          onConfirm={onConfirm}
          onShowLastResult={() => {}}
          onDismiss={() => onOpenChange?.(false)}
        />
      </div>
    </Anatomy>
  ),
});

export const RightToLeft = meta.story({
  name: 'Right to left',
  globals: { direction: 'rtl' },
  args: { step: STEPS.default['plan: some left out'] as BatchRetryStep },
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(['light en']) }, docs: { story: { inline: false, height: '420px' } } },
  async play({ globals }) {
    const words = wordsOf(globals);
    const left = (name: string): number => screen.getByRole('button', { name }).getBoundingClientRect().left;
    await expect(left(words.text('cancel'))).toBeGreaterThan(left(words.text('retryTasks', { count: 3 })));
  },
});

export const LongTexts = meta.story({
  name: 'Pseudo-locale: long texts',
  globals: { locale: 'pseudo' },
  args: { step: STEPS.default['result: to be continued'] as BatchRetryStep },
  parameters: { docs: { story: { inline: false, height: '420px' } } },
  async play() {
    const dialog = screen.getByRole('dialog');
    await expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
  },
});

export const InATable = meta.story({
  name: 'Code: what is selected in a table',
  beforeEach: () => putTasks(coded),
  render: () => <RetrySelected selection={coded} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 2);
    await expect(await screen.findByRole('heading', { name: words.summary([2, 'count.submitted']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
  },
});
