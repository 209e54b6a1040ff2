import { expect, fn, screen, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import type { Task } from '../../src/types/task.ts';
import { StageReport } from './StageReport.tsx';

const meta = preview.meta({
  title: 'Components/StageRetryButton/Scenarios',
  component: StageRetryButton,
  args: { task: buildTask(), stage: buildStage(), maxRetries: 5, onSubmitted: fn(), onError: fn() },
  render: (args) => (
    <StageReport stage={args.stage}>
      <StageRetryButton {...args} />
    </StageReport>
  ),
  // Pictures come from the stories of states; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
});

/** A task whose id names what happens to its requests. */
const taskOf = (id: string): Task => buildTask({ id });

export const SpecSuccess = meta.story({
  name: '6.1 Submitted',
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button', { name: words.text('retryFromStage') });
    await userEvent.click(button);
    await expect(await canvas.findByText(new RegExp(words.text('stageSubmitted', { status: words.status('pending'), stage: 'Code' })))).toBeVisible();
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
    await expect(args.onSubmitted).toHaveBeenCalledWith(expect.objectContaining({ id: 'task_1001', status: 'pending' }));
  },
});

export const SpecMovedOn = meta.story({
  name: '6.2 Target stage status is not failed',
  args: { task: taskOf('task_1002') },
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(words.title('movedOn'))).toBeVisible();
    await expect(canvas.getByText('Target stage status is not failed')).toBeVisible();
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ kind: 'refused', status: 400 }));
    await expect(screen.getByText(new RegExp(`^${words.title('movedOn')}`), { selector: '[role=status] *' })).toBeInTheDocument();
  },
});

export const Pending = meta.story({
  args: { task: taskOf('task_pending') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button');
    await userEvent.dblClick(button);
    await expect(button).toHaveAccessibleName(words.text('retrying'));
    await expect(button).toHaveFocus();
  },
});

export const SlowAnswer = meta.story({
  args: { task: taskOf('task_slow') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(button).toHaveAccessibleName(words.text('retrying'));
    await expect(await canvas.findByText(words.title('submitted'))).toBeVisible();
  },
});

export const RetryLimit = meta.story({
  args: { task: taskOf('task_limit') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(new RegExp(words.text('refused.limit-reached')))).toBeVisible();
    await expect(canvas.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  },
});

export const ServerDown = meta.story({
  name: 'Server error, then checked: not taken',
  args: { task: taskOf('task_down') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(await canvas.findByText(words.title('unknown'))).toBeVisible();
    await expect(button).toHaveAccessibleName(words.text('check'));
    await userEvent.click(button);
    await expect(await canvas.findByText(new RegExp(words.text('notTakenAt', { time: '.+' })))).toBeVisible();
    await expect(button).toHaveAccessibleName(words.text('retryFromStage'));
    await expect(button).toHaveFocus();
  },
});

export const LostConnection = meta.story({
  name: 'Lost connection, then checked: confirmed',
  args: { task: taskOf('task_lost') },
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(await canvas.findByText(words.title('unknown'))).toBeVisible();
    await expect(canvas.getByRole('button', { name: words.text('retryAnyway') })).toBeVisible();
    await expect(args.onSubmitted).not.toHaveBeenCalled();
    await userEvent.click(button);
    await expect(await canvas.findByText(new RegExp(words.text('confirmedByReading')))).toBeVisible();
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
  },
});

export const Unauthorised = meta.story({
  args: { task: taskOf('task_unauthorised') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(words.title('turnedAway'))).toBeVisible();
    await expect(canvas.getByText(new RegExp(words.text('failure.unauthenticated')))).toBeVisible();
    await expect(canvas.getByRole('button', { name: words.text('retryFromStage') })).not.toHaveAttribute('aria-disabled');
  },
});

export const RateLimited = meta.story({
  args: { task: taskOf('task_busy') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(new RegExp(words.text('rateLimitedFor', { count: 30 })))).toBeVisible();
  },
});

export const InvalidRequest = meta.story({
  args: { task: taskOf('task_invalid') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(words.title('turnedAway'))).toBeVisible();
    await expect(canvas.getByText(/body\.stage_id: field required/)).toBeVisible();
  },
});

export const UnreadableAnswer = meta.story({
  args: { task: taskOf('task_unreadable') },
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(words.title('unclear'))).toBeVisible();
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ kind: 'unreadable' }));
  },
});

export const ByKeyboard = meta.story({
  name: 'By keyboard alone',
  args: { task: taskOf('task_slow_2') },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.tab();
    await expect(canvas.getByRole('button')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' ');
    await expect(await canvas.findByText(words.title('submitted'))).toBeVisible();
    await expect(canvas.getByRole('button')).toHaveFocus();
  },
});

export const TwoButtonsOneStage = meta.story({
  name: 'Report and action area agree',
  args: { task: taskOf('task_slow_3') },
  render: (args) => (
    <StageReport stage={args.stage}>
      <StageRetryButton {...args} aria-label="In the report" />
      <StageRetryButton {...args} aria-label="In the action area" size="small" />
    </StageReport>
  ),
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    const buttons = canvas.getAllByRole('button');
    await userEvent.click(within(canvas.getByRole('group', { name: 'In the report' })).getByRole('button'));
    for (const button of buttons) await expect(button).toHaveAccessibleName(words.text('retrying'));
    await expect(await canvas.findAllByText(words.title('submitted'))).toHaveLength(2);
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
  },
});
