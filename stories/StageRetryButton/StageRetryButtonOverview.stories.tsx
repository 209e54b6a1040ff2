import { expect, fn } from 'storybook/test';
import { modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import type { StageRetryState } from '../../src/retry/stageRetryState.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { Anatomy } from '../docs/Anatomy.tsx';
import { StateMatrix } from '../docs/StateMatrix.tsx';
import { putTasks } from '../scenarios.ts';
import { wordsOf } from '../wordsOf.ts';
import { FailedStages } from './FailedStages.tsx';
import { stageRetryButton } from './StageRetryButton.contract.ts';
import './StageReport.css';

/** One of each state; what is left out of the view's props is the same for all. */
const STATES: Record<StageRetryState['kind'], StageRetryState> = {
  ready: { kind: 'ready' },
  pending: { kind: 'pending' },
  submitted: { kind: 'submitted', confirmed: false, taskStatus: 'pending' },
  refused: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: 'Pipeline template is archived' } },
  unsent: { kind: 'unsent', failure: { kind: 'offline', detail: '' } },
  unknown: { kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '' }, check: 'none' },
  unavailable: { kind: 'unavailable', reason: { code: 'task-not-failed', status: 'running' } },
};

const shown = buildTask({ id: 'task_overview' });
const coded = buildTask({ id: 'task_overview_code' });

const meta = preview.meta({
  title: 'Components/StageRetryButton/Overview',
  tags: ['!autodocs'],
  component: StageRetryButtonView,
  args: { state: STATES.ready, stageName: 'Code', attempt: 3, maxRetries: 5, onRetry: fn(), onCheck: fn() },
  argTypes: {
    state: { control: 'select', options: Object.keys(STATES), mapping: STATES },
    stageName: { control: 'text' },
    attempt: { control: { type: 'number', min: 1 } },
    maxRetries: { control: { type: 'number', min: 1 } },
    size: { control: 'inline-radio', options: ['medium', 'small'] },
  },
  parameters: { controls: { include: ['state', 'stageName', 'attempt', 'maxRetries', 'size'] }, chromatic: { disableSnapshot: true } },
});

export const Default = meta.story({
  beforeEach: () => putTasks([shown]),
  render: () => <StageRetryButton task={shown} stage={buildStage()} maxRetries={5} />,
  async play({ canvas, globals }) {
    await expect(canvas.getByRole('button', { name: wordsOf(globals).text('retryFromStage') })).toBeVisible();
  },
});

export const Playground = meta.story({
  async play({ canvas, userEvent, args }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(args.onRetry).toHaveBeenCalledOnce();
  },
});

export const AllStates = meta.story({
  name: 'All states',
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(WITH_NARROW, 1400) } },
  render: (args) => (
    <StateMatrix states={Object.keys(STATES)}>
      {(state) => <StageRetryButtonView {...args} state={STATES[state as keyof typeof STATES]} />}
    </StateMatrix>
  ),
});

export const Parts = meta.story({
  render: (args) => (
    <Anatomy parts={stageRetryButton.parts}>
      <StageRetryButtonView
        {...args}
        state={{ kind: 'unknown', failure: { kind: 'unreadable', detail: `Bad gateway. ${'at upstream '.repeat(45)}`, body: {} }, check: 'none' }}
      />
    </Anatomy>
  ),
});

export const RightToLeft = meta.story({
  name: 'Right to left',
  globals: { direction: 'rtl' },
  args: { state: STATES.unknown },
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(['light en']) } },
  async play({ canvas }) {
    const [check, anyway] = canvas.getAllByRole('button').map((button) => button.getBoundingClientRect().left) as [number, number];
    await expect(check).toBeGreaterThan(anyway);
  },
});

export const LongTexts = meta.story({
  name: 'Pseudo-locale: long texts',
  globals: { locale: 'pseudo' },
  args: { state: STATES.unknown },
  async play({ canvas, canvasElement, globals }) {
    await expect(canvas.getByRole('button', { name: wordsOf(globals).text('check') })).toBeVisible();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
});

export const InATaskPage = meta.story({
  name: 'Code: the failed stages of a task',
  beforeEach: () => putTasks([coded]),
  render: () => <FailedStages task={coded} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button', { name: words.text('retryFromStage') }));
    await expect(await canvas.findByText(words.title('submitted'))).toBeVisible();
  },
});

export const OneForEachStage = meta.story({
  name: 'Do: one for each failed stage',
  tags: ['!dev'],
  render: (args) => (
    <ul className="action-area">
      <li>
        <strong>Code</strong>
        <StageRetryButtonView {...args} size="small" />
      </li>
      <li>
        <strong>Test</strong>
        <StageRetryButtonView {...args} stageName="Test" attempt={1} size="small" />
      </li>
    </ul>
  ),
});

export const WithoutItsStage = meta.story({
  name: 'Don’t: away from its stage',
  tags: ['!dev'],
  args: { stageName: undefined, attempt: undefined },
  render: (args) => (
    <div className="report">
      <p>2 stages failed.</p>
      <StageRetryButtonView {...args} />
    </div>
  ),
});

export const SaysWhyNot = meta.story({
  name: 'Do: say why not',
  tags: ['!dev'],
  args: { state: { kind: 'unavailable', reason: { code: 'not-allowed', text: 'Deployments are frozen until Monday, 09:00.' } } },
});

export const NoReason = meta.story({
  name: 'Don’t: a no without a reason',
  tags: ['!dev'],
  args: { state: { kind: 'unavailable', reason: { code: 'not-allowed', text: '' } } },
});
