import { useState, type ReactElement } from 'react';
import { expect, fn, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryDialog, type BatchRetryDialogProps } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import type { Wording } from '../../src/messages/wording.ts';
import { leftOutText, mixedSelection, selectionOf, specSelection } from './selection.ts';

/** A table's toolbar: its button opens the dialog on what is selected. */
function Toolbar({ onOpenChange, ...props }: BatchRetryDialogProps): ReactElement {
  const [open, setOpen] = useState(props.open);
  const change = (next: boolean): void => {
    setOpen(next);
    onOpenChange?.(next);
  };
  return (
    <>
      <button type="button" className="host-button" onClick={() => change(true)}>
        Retry selected ({props.tasks.length})
      </button>
      <BatchRetryDialog {...props} open={open} onOpenChange={change} />
    </>
  );
}

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

type User = { readonly click: (element: Element) => Promise<void> };

async function openDialog(userEvent: User): Promise<void> {
  await userEvent.click(screen.getByRole('button', { name: /^Retry selected/ }));
  await expect(await screen.findByRole('dialog')).toBeVisible();
}

async function confirmPlan(userEvent: User, words: Wording, count = 3): Promise<void> {
  await openDialog(userEvent);
  await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count }) }));
}

export const SpecMixedResult = meta.story({
  name: '6.3 Mixed result',
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await openDialog(userEvent);
    await expect(screen.getByRole('button', { name: words.text('cancel') })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) }));
    const heading = await screen.findByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused']) });
    await waitFor(() => expect(heading).toHaveFocus());
    const rows = within(screen.getByRole('list', { name: words.text('resultList') })).getAllByRole('listitem');
    await expect(rows).toHaveLength(3);
    await expect(rows[0]).toHaveTextContent(words.text('movedOn'));
    await expect(rows[0]).toHaveTextContent('task status is running');
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
    // The answer of 6.3 names three tasks; the fourth was sent too, so what became of it is not known.
    await expect(
      await screen.findByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused'], [1, 'countUnknown'], [4, 'countSkipped']) }),
    ).toBeVisible();
    await expect(screen.getByText(words.text('noteTotals'))).toBeVisible();
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
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countSubmitted']) })).toBeVisible();
  },
});

export const ClosedAndReopened = meta.story({
  args: { tasks: selectionOf('task_slow_2') },
  async play({ userEvent, args, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(screen.getByRole('button', { name: /^Retry selected/ })).toHaveFocus();
    await waitFor(() => expect(args.onSettled).toHaveBeenCalledOnce());
    await openDialog(userEvent);
    const heading = screen.getByRole('heading', { name: words.summary([3, 'countSubmitted']) });
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
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countRefused']) })).toBeVisible();
    await expect(screen.getAllByText('Pipeline template is archived')).toHaveLength(3);
  },
});

export const ServerDown = meta.story({
  name: 'Whole request failed',
  args: { tasks: selectionOf('task_down') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countUnknown']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('planAgain') }));
    await expect(screen.getByText(words.text('unknownAgain', { count: 3 }))).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('showLastResult') }));
    await expect(screen.getByRole('heading', { name: words.summary([3, 'countUnknown']) })).toBeVisible();
  },
});

export const LostConnection = meta.story({
  args: { tasks: selectionOf('task_lost') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countUnknown']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
  },
});

export const Unauthorised = meta.story({
  args: { tasks: selectionOf('task_unauthorised') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countUnsent']) })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: words.text('planAgain') }));
    await expect(screen.getByRole('button', { name: words.text('retryTasks', { count: 3 }) })).toBeVisible();
  },
});

export const UnreadableAnswer = meta.story({
  args: { tasks: selectionOf('task_unreadable') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'countUnknown']) })).toBeVisible();
    await expect(screen.getAllByText(words.text('failureUnreadable'), { selector: '[data-part=reason]' })).toHaveLength(3);
  },
});

export const MissingItem = meta.story({
  name: 'Answer leaves a task out',
  args: { tasks: selectionOf('task_short') },
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countUnknown']) })).toBeVisible();
  },
});
