import { useEffect, useState, type ReactElement } from 'react';
import { expect, screen } from 'storybook/test';
import { BatchRetryDialog, type BatchRetryDialogProps } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { useWording } from '../../src/hooks/TaskRetryContext.ts';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import type { Wording } from '../../src/messages/wording.ts';
import { textsOf } from '../pages/texts.ts';

interface ToolbarProps extends BatchRetryDialogProps {
  /** How many ids a request carries. Default: that of the package. */
  chunkSize?: number;
  /** The selection once the table was read again, which happens a moment after the dialog opened. Default: it stays. */
  refetched?: BatchRetryDialogProps['tasks'];
}

/** A table's toolbar: its button opens the dialog on what is selected. */
export function Toolbar({ onOpenChange, chunkSize, refetched, ...props }: ToolbarProps): ReactElement {
  const { retrySelected } = textsOf(useWording().locale);
  const [open, setOpen] = useState(props.open);
  const [tasks, setTasks] = useState(props.tasks);
  const change = (next: boolean): void => {
    setOpen(next);
    onOpenChange?.(next);
  };
  useEffect(() => {
    if (!open || !refetched) return undefined;
    const timer = setTimeout(() => setTasks(refetched), 200);
    return () => clearTimeout(timer);
  }, [open, refetched]);
  return (
    <TaskRetryProvider {...(chunkSize !== undefined && { chunkSize })}>
      <button type="button" className="host-button" onClick={() => change(true)}>
        {retrySelected(tasks.length)}
      </button>
      <BatchRetryDialog {...props} tasks={tasks} open={open} onOpenChange={change} />
    </TaskRetryProvider>
  );
}

export interface User {
  readonly click: (element: Element) => Promise<void>;
}

/** The button of a toolbar, in either language. */
export const OPENER = { name: /^(?:Retry selected|重试所选)/ };

/** Opens the dialog from its toolbar. */
export async function openDialog(userEvent: User): Promise<void> {
  await userEvent.click(screen.getByRole('button', OPENER));
  await expect(await screen.findByRole('dialog')).toBeVisible();
}

/** Opens the dialog and confirms its plan. */
export async function confirmPlan(userEvent: User, words: Wording, count = 3): Promise<void> {
  await openDialog(userEvent);
  await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count }) }));
}
