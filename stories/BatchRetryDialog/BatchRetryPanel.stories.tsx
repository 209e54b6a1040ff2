import { useId, useState, type ReactElement } from 'react';
import { expect, fn, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryPanel, type BatchRetryPanelProps } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { useWording } from '../../src/hooks/TaskRetryContext.ts';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { textsOf } from '../pages/texts.ts';
import './Drawer.css';
import { selectionOf, selectionOfIds } from './selection.ts';
import { OPENER } from './Toolbar.tsx';

/** A team's own drawer: the panel is mounted while it is open, and names it. */
function Drawer(props: BatchRetryPanelProps): ReactElement {
  const { retrySelected } = textsOf(useWording().locale);
  const [open, setOpen] = useState(false);
  const titleId = useId();
  return (
    <>
      <button type="button" className="host-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {retrySelected(props.tasks.length)}
      </button>
      {open && (
        <div className="drawer">
          <div role="dialog" aria-labelledby={titleId}>
            <BatchRetryPanel {...props} titleId={titleId} onDismiss={() => setOpen(false)} />
          </div>
        </div>
      )}
    </>
  );
}

const meta = preview.meta({
  title: 'Components/BatchRetryPanel/Scenarios',
  component: BatchRetryPanel,
  args: { tasks: selectionOf('task_taken_51'), maxRetries: 5, getTaskHref: (id: string) => `#/tasks/${id}`, onSettled: fn() },
  render: (args) => <Drawer {...args} />,
  // Pictures come from the stories of states; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
});

export const InADrawer = meta.story({
  name: 'In a team’s own drawer',
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    const opener = canvas.getByRole('button', OPENER);
    await userEvent.click(opener);
    const drawer = within(canvas.getByRole('dialog', { name: words.text('retryTasks', { count: 3 }) }));
    await userEvent.click(drawer.getByRole('button', { name: words.text('retryTasks', { count: 3 }) }));
    await expect(await drawer.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toHaveFocus();
    await expect(args.onSettled).toHaveBeenCalledOnce();
    await userEvent.click(drawer.getByRole('button', { name: words.text('close') }));
    await expect(canvas.queryByRole('dialog')).toBeNull();
    // The same selection again: its result.
    await userEvent.click(opener);
    await expect(canvas.getByRole('dialog', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
  },
});

export const ClosedMidRun = meta.story({
  name: 'Drawer closed and reopened mid-run',
  args: { tasks: selectionOfIds('task_slow_51', 'task_taken_51_a', 'task_slow_52', 'task_taken_51_b') },
  render: (args) => (
    <TaskRetryProvider chunkSize={2}>
      <Drawer {...args} />
    </TaskRetryProvider>
  ),
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    const opener = canvas.getByRole('button', OPENER);
    await userEvent.click(opener);
    await userEvent.click(canvas.getByRole('button', { name: words.text('retryTasks', { count: 4 }) }));
    await userEvent.click(canvas.getByRole('button', { name: words.text('close') }));
    await userEvent.click(opener);
    await expect(canvas.getByRole('dialog', { name: words.text('running', { count: 4 }) })).toBeVisible();
    await userEvent.click(canvas.getByRole('button', { name: words.text('stop') }));
    await expect(
      await canvas.findByRole('heading', { name: words.summary([2, 'count.submitted'], [2, 'count.unsent']) }),
    ).toBeVisible();
    await expect(args.onSettled).toHaveBeenCalledOnce();
  },
});
