import { expect, fn, screen, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
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
  async play({ canvas, userEvent, args }) {
    const button = canvas.getByRole('button', { name: 'Retry from this stage' });
    await userEvent.click(button);
    await expect(await canvas.findByText(/The task is pending and continues from Code/)).toBeVisible();
    await expect(button).toHaveFocus();
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
    await expect(args.onSubmitted).toHaveBeenCalledWith(expect.objectContaining({ id: 'task_1001', status: 'pending' }));
  },
});

export const SpecMovedOn = meta.story({
  name: '6.2 Target stage status is not failed',
  args: { task: taskOf('task_1002') },
  async play({ canvas, userEvent, args }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText('Already moved on')).toBeVisible();
    await expect(canvas.getByText('Target stage status is not failed')).toBeVisible();
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ kind: 'refused', status: 400 }));
    await expect(screen.getByText(/^Already moved on/, { selector: '[role=status] *' })).toBeInTheDocument();
  },
});

export const Pending = meta.story({
  args: { task: taskOf('task_pending') },
  async play({ canvas, userEvent }) {
    const button = canvas.getByRole('button');
    await userEvent.dblClick(button);
    await expect(button).toHaveAccessibleName('Retrying…');
    await expect(button).toHaveFocus();
  },
});

export const SlowAnswer = meta.story({
  args: { task: taskOf('task_slow') },
  async play({ canvas, userEvent }) {
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(button).toHaveAccessibleName('Retrying…');
    await expect(await canvas.findByText('Submitted')).toBeVisible();
  },
});

export const RetryLimit = meta.story({
  args: { task: taskOf('task_limit') },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(/Retry limit reached/)).toBeVisible();
    await expect(canvas.getByRole('button')).toHaveAttribute('aria-disabled', 'true');
  },
});

export const ServerDown = meta.story({
  name: 'Server error, then checked: not taken',
  args: { task: taskOf('task_down') },
  async play({ canvas, userEvent }) {
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(await canvas.findByText('No answer')).toBeVisible();
    await expect(button).toHaveAccessibleName('Check');
    await userEvent.click(button);
    await expect(await canvas.findByText(/had not been taken as of/)).toBeVisible();
    await expect(button).toHaveAccessibleName('Retry from this stage');
    await expect(button).toHaveFocus();
  },
});

export const LostConnection = meta.story({
  name: 'Lost connection, then checked: confirmed',
  args: { task: taskOf('task_lost') },
  async play({ canvas, userEvent, args }) {
    const button = canvas.getByRole('button');
    await userEvent.click(button);
    await expect(await canvas.findByText('No answer')).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Retry anyway' })).toBeVisible();
    await expect(args.onSubmitted).not.toHaveBeenCalled();
    await userEvent.click(button);
    await expect(await canvas.findByText(/Confirmed by reading the task again/)).toBeVisible();
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
  },
});

export const Unauthorised = meta.story({
  args: { task: taskOf('task_unauthorised') },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText('Not sent')).toBeVisible();
    await expect(canvas.getByText(/sign in, then try again/)).toBeVisible();
    await expect(canvas.getByRole('button', { name: 'Retry from this stage' })).not.toHaveAttribute('aria-disabled');
  },
});

export const RateLimited = meta.story({
  args: { task: taskOf('task_busy') },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText(/try again in 30 seconds/)).toBeVisible();
  },
});

export const InvalidRequest = meta.story({
  args: { task: taskOf('task_invalid') },
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText('Not sent')).toBeVisible();
    await expect(canvas.getByText(/body\.stage_id: field required/)).toBeVisible();
  },
});

export const UnreadableAnswer = meta.story({
  args: { task: taskOf('task_unreadable') },
  async play({ canvas, userEvent, args }) {
    await userEvent.click(canvas.getByRole('button'));
    await expect(await canvas.findByText('No answer')).toBeVisible();
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ kind: 'unreadable' }));
  },
});

export const ByKeyboard = meta.story({
  name: 'By keyboard alone',
  args: { task: taskOf('task_slow_2') },
  async play({ canvas, userEvent }) {
    await userEvent.tab();
    await expect(canvas.getByRole('button')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await userEvent.keyboard(' ');
    await expect(await canvas.findByText('Submitted')).toBeVisible();
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
  async play({ canvas, userEvent, args }) {
    const buttons = canvas.getAllByRole('button');
    await userEvent.click(within(canvas.getByRole('group', { name: 'In the report' })).getByRole('button'));
    for (const button of buttons) await expect(button).toHaveAccessibleName('Retrying…');
    await expect(await canvas.findAllByText('Submitted')).toHaveLength(2);
    await expect(args.onSubmitted).toHaveBeenCalledOnce();
  },
});
