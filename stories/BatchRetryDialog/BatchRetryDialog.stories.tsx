import { useState, type ReactElement } from 'react';
import { expect, fn, screen, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryDialog, type BatchRetryDialogProps } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { mixedSelection, selectionOf, specSelection } from './selection.ts';

/** A table's toolbar: its button opens the dialog on what is selected. */
function Toolbar({ onOpenChange, ...props }: BatchRetryDialogProps): ReactElement {
  const [open, setOpen] = useState(props.open);
  const change = (next: boolean): void => {
    setOpen(next);
    onOpenChange?.(next);
  };
  return (
    <>
      <button type="button" onClick={() => change(true)}>
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

async function confirmPlan(userEvent: User): Promise<void> {
  await openDialog(userEvent);
  await userEvent.click(screen.getByRole('button', { name: /^Retry \d+ tasks?$/ }));
}

export const SpecMixedResult = meta.story({
  name: '6.3 Mixed result',
  async play({ userEvent, args }) {
    await openDialog(userEvent);
    await expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Retry 3 tasks' }));
    const heading = await screen.findByRole('heading', { name: '2 submitted, 1 refused' });
    await waitFor(() => expect(heading).toHaveFocus());
    const rows = within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem');
    await expect(rows).toHaveLength(3);
    await expect(rows[0]).toHaveTextContent('Already moved on');
    await expect(rows[0]).toHaveTextContent('task status is running');
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});

export const OnlyFailedAreSent = meta.story({
  args: { tasks: mixedSelection },
  async play({ userEvent }) {
    await openDialog(userEvent);
    await expect(screen.getByText(/^4 left out: 2 running, 1 completed, 1 at its retry limit/)).toBeVisible();
    await expect(screen.getByText('stage chosen by the platform')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry 4 tasks' }));
    // The answer of 6.3 names three tasks; the fourth was sent too, so what became of it is not known.
    await expect(
      await screen.findByRole('heading', { name: '2 submitted, 1 refused, 1 unknown, 4 left out' }),
    ).toBeVisible();
    await expect(screen.getByText(/totals do not match/)).toBeVisible();
  },
});

export const Pending = meta.story({
  args: { tasks: selectionOf('task_pending') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    const button = screen.getByRole('button', { name: 'Retrying…' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveFocus();
    await expect(screen.getByText('You can close this; the retry goes on.')).toBeVisible();
  },
});

export const SlowAnswer = meta.story({
  args: { tasks: selectionOf('task_slow') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(screen.getByRole('heading', { name: 'Retrying 3 tasks' })).toBeVisible();
    await expect(await screen.findByRole('heading', { name: '3 submitted' })).toBeVisible();
  },
});

export const ClosedAndReopened = meta.story({
  args: { tasks: selectionOf('task_slow_2') },
  async play({ userEvent, args }) {
    await confirmPlan(userEvent);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(screen.getByRole('button', { name: /^Retry selected/ })).toHaveFocus();
    await waitFor(() => expect(args.onSettled).toHaveBeenCalledOnce());
    await openDialog(userEvent);
    const heading = screen.getByRole('heading', { name: '3 submitted' });
    await waitFor(() => expect(heading).toHaveFocus());
  },
});

export const EscapeCancels = meta.story({
  name: 'Escape cancels the plan',
  args: { tasks: selectionOf('task_unheard') },
  async play({ userEvent, args }) {
    await openDialog(userEvent);
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(args.onOpenChange).toHaveBeenLastCalledWith(false);
    await expect(args.onSettled).not.toHaveBeenCalled();
  },
});

export const RequestRefused = meta.story({
  name: 'Whole request refused',
  args: { tasks: selectionOf('task_refused') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '3 refused' })).toBeVisible();
    await expect(screen.getAllByText('Pipeline template is archived')).toHaveLength(3);
  },
});

export const ServerDown = meta.story({
  name: 'Whole request failed',
  args: { tasks: selectionOf('task_down') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '3 unknown' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    await expect(screen.getByText(/^3 tasks had no answer last time/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show last result' }));
    await expect(screen.getByRole('heading', { name: '3 unknown' })).toBeVisible();
  },
});

export const LostConnection = meta.story({
  args: { tasks: selectionOf('task_lost') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '3 unknown' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await expect(screen.queryByRole('dialog')).toBeNull();
  },
});

export const Unauthorised = meta.story({
  args: { tasks: selectionOf('task_unauthorised') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '3 unsent' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Plan again' }));
    await expect(screen.getByRole('button', { name: 'Retry 3 tasks' })).toBeVisible();
  },
});

export const UnreadableAnswer = meta.story({
  args: { tasks: selectionOf('task_unreadable') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '3 unknown' })).toBeVisible();
    await expect(screen.getAllByText(/answer cannot be read/, { selector: '[data-part=reason]' })).toHaveLength(3);
  },
});

export const MissingItem = meta.story({
  name: 'Answer leaves a task out',
  args: { tasks: selectionOf('task_short') },
  async play({ userEvent }) {
    await confirmPlan(userEvent);
    await expect(await screen.findByRole('heading', { name: '2 submitted, 1 unknown' })).toBeVisible();
  },
});
