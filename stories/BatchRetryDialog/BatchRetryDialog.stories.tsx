import { expect, fn, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { platform } from '../scenarios.ts';
import { leftOutText, mixedSelection, selectionOf, selectionOfIds, selectionWithOneFailed, specSelection } from './selection.ts';
import { confirmPlan, openDialog, OPENER, Toolbar } from './Toolbar.tsx';

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/Scenarios',
  component: BatchRetryDialog,
  args: {
    open: false,
    tasks: specSelection,
    maxRetries: 5,
    getTaskHref: (id: string) => `#/tasks/${id}`,
    onOpenChange: fn(),
    onSettled: fn(),
  },
  render: (args) => <Toolbar {...args} />,
  // Pictures come from the stories of states; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
});

export const SpecMixedResult = meta.story({
  name: '6.3 Mixed result',
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByRole('button', { name: words.text('cancel') })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) }));
    const heading = await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) });
    await waitFor(() => expect(heading).toHaveFocus());
    const rows = within(screen.getByRole('dialog')).getAllByRole('listitem');
    await expect(rows).toHaveLength(3);
    await expect(screen.getByRole('group', { name: `1 ${words.text('movedOn')}` })).toBeVisible();
    await expect(screen.getByText('task status is running')).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});

export const OnlyFailedAreSent = meta.story({
  args: { tasks: mixedSelection },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByText(leftOutText(words))).toBeVisible();
    await expect(screen.getByText(words.text('stageByPlatform'))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 4 }) }));
    await expect(
      await screen.findByRole('heading', { name: words.summary([3, 'count.submitted'], [1, 'count.refused'], [4, 'count.skipped']) }),
    ).toBeVisible();
    const batch = platform.requests.findLast(({ taskIds }) => taskIds.includes('task_bare'));
    await expect(batch?.taskIds).toEqual(['task_taken_6', 'task_moved_6', 'task_taken_7', 'task_bare']);
  },
});

export const Pending = meta.story({
  args: { tasks: selectionOf('task_pending') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    const button = screen.getByRole('button', { name: words.text('retrying') });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveFocus();
    await expect(screen.getByText(words.text('runningNote'))).toBeVisible();
  },
});

export const SlowAnswer = meta.story({
  args: { tasks: selectionOf('task_slow') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(screen.getByRole('heading', { name: words.text('running', { count: 3 }) })).toBeVisible();
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
  },
});

export const ClosedAndReopened = meta.story({
  args: { tasks: selectionOf('task_slow_2') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(screen.getByRole('button', OPENER)).toHaveFocus();
    await waitFor(() => expect(args.onSettled).toHaveBeenCalledOnce());
    await openDialog(userEvent);
    const heading = screen.getByRole('heading', { name: words.summary([3, 'count.submitted']) });
    await waitFor(() => expect(heading).toHaveFocus());
  },
});

export const CancelSendsNothing = meta.story({
  args: { tasks: selectionOf('task_unheard') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await userEvent.click(screen.getByRole('button', { name: words.text('cancel') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(args.onOpenChange).toHaveBeenLastCalledWith(false);
    await expect(args.onSettled).not.toHaveBeenCalled();
  },
});

export const RequestRefused = meta.story({
  name: 'Whole request refused',
  args: { tasks: selectionOf('task_refused') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.refused']) })).toBeVisible();
    await expect(screen.getByText('Pipeline template is archived')).toBeVisible();
    await expect(screen.getByRole('button', { name: words.text('retryRemainder', { count: 3 }) })).toBeVisible();
  },
});

export const ServerDown = meta.story({
  name: 'Whole request failed',
  args: { tasks: selectionOf('task_down') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('planAgain') }));
    await expect(screen.getByText(words.text('unknownAgain', { count: 3 }))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('showLastResult') }));
    await expect(screen.getByRole('heading', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
  },
});

export const LostConnection = meta.story({
  args: { tasks: selectionOf('task_lost') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
  },
});

export const Unauthorised = meta.story({
  args: { tasks: selectionOf('task_unauthorised') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.unsent']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('planAgain') }));
    await expect(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) })).toBeVisible();
  },
});

export const UnreadableAnswer = meta.story({
  args: { tasks: selectionOf('task_unreadable') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
    await expect(screen.getByText(words.text('failure.unreadable'), { selector: '[data-part=advice]' })).toBeVisible();
  },
});

export const MissingItem = meta.story({
  name: 'Answer leaves a task out',
  args: { tasks: selectionOf('task_short') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.unknown']) })).toBeVisible();
  },
});

export const AllSubmitted = meta.story({
  args: { tasks: selectionOf('task_taken_1') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
    await expect(screen.getByText(words.text('submittedMeaning'))).toBeVisible();
    await expect(screen.queryByRole('button', { name: words.text('planAgain') })).toBeNull();
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});

export const AllRefused = meta.story({
  name: 'All refused, each for its own reason',
  args: { tasks: selectionOfIds('task_none_1', 'task_limit_1', 'task_moved_1') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.refused']) })).toBeVisible();
    const groups = screen.getAllByRole('group').map((group) => group.textContent);
    await expect(groups[0]).toContain('Pipeline template is archived');
    await expect(groups[1]).toContain(words.text('refused.limit-reached'));
    await expect(groups[2]).toContain(words.text('movedOn'));
    // Two of them will not pass: one is out of attempts, one has moved on.
    await expect(screen.getByRole('button', { name: words.text('retryRemainder', { count: 1 }) })).toBeVisible();
  },
});

export const OnlyOneEligible = meta.story({
  args: { tasks: selectionWithOneFailed('task_taken_2') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByRole('dialog', { name: words.text('retryTasks', { count: 1 }) })).toBeVisible();
    await expect(within(screen.getByRole('list', { name: words.text('planList') })).getAllByRole('listitem')).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 1 }) }));
    await expect(
      await screen.findByRole('heading', { name: words.summary([1, 'count.submitted'], [3, 'count.skipped']) }),
    ).toBeVisible();
  },
});

export const Duplicates = meta.story({
  name: 'Chosen twice, sent once',
  args: { tasks: [...selectionOf('task_taken_3'), ...selectionOf('task_taken_3').slice(0, 2)] },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByText(words.text('duplicates', { count: 2 }))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) }));
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
    // An id that was sent twice would have been answered twice, and that would be noted.
    await expect(args.onSettled).toHaveBeenCalledWith(expect.objectContaining({ notes: [] }));
  },
});

export const LimitReached = meta.story({
  name: 'Retry limit reached',
  args: { tasks: selectionOfIds('task_taken_5', 'task_limit_2', 'task_limit_3') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(
      await screen.findByRole('heading', { name: words.summary([1, 'count.submitted'], [2, 'count.refused']) }),
    ).toBeVisible();
    const group = within(screen.getByRole('group', { name: `2 ${words.text('refused.limit-reached')}` }));
    await expect(group.getByText(words.text('advice.will-not-pass'))).toBeVisible();
    await expect(group.getByText('Stage retry limit reached')).toBeVisible();
    await expect(screen.queryByRole('button', { name: words.text('retryRemainder', { count: 2 }) })).toBeNull();
  },
});

export const Nonsense = meta.story({
  name: 'Answer makes no sense',
  args: { tasks: selectionOf('task_nonsense') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.unknown']) })).toBeVisible();
    await expect(screen.getByText(words.text('note.totals-differ'))).toBeVisible();
    await expect(screen.getByText(words.text('note.extra-items', { count: 3 }))).toBeVisible();
    await expect(screen.getByText(words.text('note.repeated-items', { count: 1 }))).toBeVisible();
    for (const key of ['unknown.malformed', 'unknown.contradicted', 'unknown.missing'] as const) {
      await expect(screen.getByText(words.text(key))).toBeVisible();
    }
  },
});

export const ChangedWhileOpen = meta.story({
  args: { tasks: selectionOf('task_taken_4') },
  render: (args) => (
    <Toolbar {...args} refetched={args.tasks.map((task) => (task.id === 'task_taken_4_b' ? { ...task, status: 'running' } : task))} />
  ),
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByRole('heading', { name: words.text('retryTasks', { count: 3 }) })).toBeVisible();
    await expect(await screen.findByText(words.text('planChanged', { count: 2, before: 3 }))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 2 }) }));
    await expect(
      await screen.findByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.skipped']) }),
    ).toBeVisible();
  },
});
