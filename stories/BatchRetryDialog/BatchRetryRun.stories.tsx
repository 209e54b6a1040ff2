import { expect, fn, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { platform } from '../scenarios.ts';
import { selectionOfIds } from './selection.ts';
import { confirmPlan, openDialog, Toolbar } from './Toolbar.tsx';

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/Scenarios of a run',
  component: BatchRetryDialog,
  args: { open: false, tasks: [], maxRetries: 5, getTaskHref: (id: string) => `#/tasks/${id}`, onOpenChange: fn(), onSettled: fn() },
  // Two tasks in each request: the first id of each pair names what happens to it.
  render: (args) => <Toolbar {...args} chunkSize={2} />,
  // Pictures come from the stories of states; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
});

export const StoppedAndContinued = meta.story({
  args: { tasks: selectionOfIds('task_slow_21', 'task_taken_21_a', 'task_taken_21', 'task_taken_21_b', 'task_taken_22', 'task_taken_21_c') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    const stop = screen.getByRole('button', { name: words.text('stop') });
    await userEvent.click(stop);
    await expect(stop).toHaveAccessibleName(words.text('stopping'));
    const heading = await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [4, 'count.unsent']) });
    await waitFor(() => expect(heading).toHaveFocus());
    await expect(screen.getByText(words.text('advice.stopped'))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('continueRun', { count: 4 }) }));
    await expect(await screen.findByRole('heading', { name: words.summary([6, 'count.submitted']) })).toBeVisible();
    await expect(screen.queryByRole('button', { name: words.text('continueRun', { count: 4 }) })).toBeNull();
    await expect(args.onSettled).toHaveBeenCalledTimes(2);
  },
});

export const ReopenedMidRun = meta.story({
  name: 'Closed and reopened mid-run',
  args: { tasks: selectionOfIds('task_taken_23', 'task_taken_23_a', 'task_slow_23', 'task_taken_23_b', 'task_slow_24', 'task_taken_23_c') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await openDialog(userEvent);
    await expect(screen.getByRole('heading', { name: words.text('running', { count: 6 }) })).toBeVisible();
    await expect(await screen.findByText(words.text('progress', { sent: 2, total: 6 }), { exact: false })).toBeVisible();
    await expect(
      await screen.findByRole('heading', { name: words.summary([6, 'count.submitted']) }, { timeout: 3000 }),
    ).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});

export const ChunkLost = meta.story({
  name: 'One request lost, then checked',
  args: { tasks: selectionOfIds('task_taken_25', 'task_taken_25_a', 'task_lost_25', 'task_lost_26', 'task_taken_26', 'task_taken_25_b') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    await expect(
      await screen.findByRole('heading', { name: words.summary([4, 'count.submitted'], [2, 'count.unknown']) }),
    ).toBeVisible();
    // The run went on after it, and nothing is left that could be sent without a risk.
    await expect(screen.queryByRole('button', { name: words.text('retryRemainder', { count: 2 }) })).toBeNull();
    const group = within(screen.getByRole('group', { name: `2 ${words.text('unknown')}` }));
    await userEvent.click(group.getByRole('button', { name: words.text('check') }));
    await expect(await screen.findByRole('heading', { name: words.summary([6, 'count.submitted']) })).toBeVisible();
    await expect(screen.getByText(words.text('confirmedByReading'))).toBeVisible();
  },
});

export const TwoLost = meta.story({
  name: 'Two requests in a row lost',
  args: {
    tasks: selectionOfIds('task_lost_27', 'task_lost_28', 'task_lost_29', 'task_lost_30', 'task_taken_27', 'task_taken_27_a'),
  },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    await expect(
      await screen.findByRole('heading', { name: words.summary([4, 'count.unknown'], [2, 'count.unsent']) }),
    ).toBeVisible();
    await expect(screen.getByText(words.text('advice.lost'))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('continueRun', { count: 2 }) }));
    // What has no answer is not sent again by this.
    await expect(
      await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [4, 'count.unknown']) }),
    ).toBeVisible();
  },
});

export const CheckedMovedOn = meta.story({
  name: 'No answer, checked: it went on',
  args: { tasks: selectionOfIds('task_lost_31', 'task_lost_32') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 2);
    await userEvent.click(await screen.findByRole('button', { name: words.text('check') }));
    const heading = await screen.findByRole('heading', { name: words.summary([2, 'count.submitted']) });
    await expect(heading).toBeVisible();
    await expect(screen.getByText(words.text('confirmedByReading'))).toBeVisible();
    await expect(screen.getByRole('dialog')).toContainElement(document.activeElement as HTMLElement);
  },
});

export const CheckedNotTaken = meta.story({
  name: 'No answer, checked: not taken',
  args: { tasks: selectionOfIds('task_down_31', 'task_down_32') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 2);
    await userEvent.click(await screen.findByRole('button', { name: words.text('check') }));
    await expect(await screen.findByRole('heading', { name: words.summary([2, 'count.unsent']) })).toBeVisible();
    await expect(screen.getByText(new RegExp(words.text('notTakenAt', { time: '.+' })))).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('retryRemainder', { count: 2 }) })).toBeVisible();
  },
});

export const CheckedUnreadable = meta.story({
  name: 'No answer, checked: cannot be read',
  args: { tasks: selectionOfIds('task_unreadable_31', 'task_unreadable_32') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 2);
    await userEvent.click(await screen.findByRole('button', { name: words.text('check') }));
    await expect(await screen.findByText(words.text('checkUnreadable'))).toBeVisible();
    await expect(screen.getByRole('heading', { name: words.summary([2, 'count.unknown']) })).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('check') })).toBeVisible();
    await expect(screen.queryByRole('button', { name: words.text('retryRemainder', { count: 2 }) })).toBeNull();
  },
});

export const CheckedThreeWays = meta.story({
  name: 'No answer, checked: one of each',
  args: { tasks: selectionOfIds('task_lost_33', 'task_locked_33', 'task_unreadable_33') },
  render: (args) => <Toolbar {...args} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    const group = within(await screen.findByRole('group', { name: `3 ${words.text('unknown')}` }));
    await userEvent.click(group.getByRole('button', { name: words.text('check') }));
    await expect(
      await screen.findByRole('heading', {
        name: words.summary([1, 'count.submitted'], [1, 'count.unknown'], [1, 'count.unsent']),
      }),
    ).toBeVisible();
    await expect(screen.getByText(words.text('confirmedByReading'))).toBeVisible();
    // Said once the last of the three readings is in.
    await expect(await screen.findByText(words.text('checkUnreadable'))).toBeVisible();
    await expect(screen.getByRole('group', { name: `1 ${words.text('notTaken')}` })).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('retryRemainder', { count: 1 }) })).toBeVisible();
  },
});

export const RateLimited = meta.story({
  args: { tasks: selectionOfIds('task_taken_34', 'task_taken_34_a', 'task_busy_34', 'task_taken_34_b', 'task_taken_35', 'task_taken_34_c') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    const summary = words.summary([2, 'count.submitted'], [4, 'count.unsent']);
    await expect(await screen.findByRole('heading', { name: summary })).toBeVisible();
    const button = screen.getByRole('button', { name: words.text('continueRun', { count: 4 }) });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(new RegExp(`^${words.text('waitUntil', { time: '.+' })}$`));
    await userEvent.click(button);
    await expect(screen.getByRole('heading', { name: summary })).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});

export const TooLarge = meta.story({
  name: 'Too large, continued with half as many',
  args: { tasks: selectionOfIds('task_bulky_1', 'task_taken_1_a', 'task_bulky_2', 'task_taken_1_b', 'task_bulky_3', 'task_taken_1_c') },
  render: (args) => <Toolbar {...args} chunkSize={4} />,
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 6);
    await expect(await screen.findByRole('heading', { name: words.summary([6, 'count.unsent']) })).toBeVisible();
    await expect(screen.getByText(words.text('advice.turned-away'))).toBeVisible();
    // The platform takes two at a time: were it asked for four again, it would say no again.
    await userEvent.click(screen.getByRole('button', { name: words.text('continueRun', { count: 6 }) }));
    await expect(await screen.findByRole('heading', { name: words.summary([6, 'count.submitted']) })).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledTimes(2);
  },
});

export const RemainderRetriedTwice = meta.story({
  args: { tasks: selectionOfIds('task_turn_1', 'task_turn_2', 'task_turn_3') },
  render: (args) => <Toolbar {...args} />,
  beforeEach() {
    // At first two of them are locked, then one.
    const ends = [['task_turn_3'], ['task_turn_2', 'task_turn_3']].map((locked) =>
      platform.fault({
        times: 1,
        when: ({ endpoint, taskIds }) => endpoint === 'retry-batch' && taskIds.includes('task_turn_3'),
        refuse: (id) => (locked.includes(id) ? 'Task is locked by another run, try again' : undefined),
      }),
    );
    return () => ends.forEach((end) => end());
  },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    const before = (times: number): string =>
      words.text('before', { outcomes: Array.from({ length: times }, () => words.text('refused')).join(words.text('listSeparator')) });
    await confirmPlan(userEvent, words);
    await userEvent.click(await screen.findByRole('button', { name: words.text('retryRemainder', { count: 2 }) }));
    await expect(
      await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) }),
    ).toBeVisible();
    await expect(screen.getAllByText(before(1), { exact: false })).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: words.text('retryRemainder', { count: 1 }) }));
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
    await expect(screen.getByText(before(1))).toBeVisible();
    await expect(screen.getByText(before(2))).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledTimes(3);
  },
});
