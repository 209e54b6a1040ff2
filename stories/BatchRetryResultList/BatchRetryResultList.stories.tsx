import { useState, type ReactElement } from 'react';
import { expect, fn, spyOn, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryResultList, type BatchRetryResultListProps } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { useBatchRetryTasks } from '../../src/hooks/useTasks.ts';
import { RETRY_BATCH_REQUEST, RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryRequest, TaskBatchRetryResponse } from '../../src/types/task.ts';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import { allSubmitted, answerOf, later } from '../BatchRetryDialog/ledgers.ts';
import { specSelection } from '../BatchRetryDialog/selection.ts';

/** A team's own button around the package's hook: the list takes the answer as it came. */
function OwnBatch({ request }: { request: TaskBatchRetryRequest }): ReactElement {
  const batch = useBatchRetryTasks();
  const [response, setResponse] = useState<TaskBatchRetryResponse>();
  return (
    <>
      <button type="button" className="host-button" onClick={() => batch.mutate(request, { onSuccess: setResponse })}>
        Send
      </button>
      {response && <BatchRetryResultList response={response} tasks={specSelection} />}
      {batch.error && <p>{batch.error.detail}</p>}
    </>
  );
}

/** A page that reads its tasks again on demand, and gets the next of `pages` each time. */
function Refreshed({ pages, ...props }: BatchRetryResultListProps & { pages: readonly (readonly RetryableTask[])[] }): ReactElement {
  const [page, setPage] = useState(0);
  return (
    <>
      <button type="button" className="host-button" onClick={() => setPage(page + 1)}>
        Refresh
      </button>
      <BatchRetryResultList {...props} tasks={pages[page]} />
    </>
  );
}

const meta = preview.meta({
  title: 'Components/BatchRetryResultList/Scenarios',
  component: BatchRetryResultList,
  // Pictures come from the stories of states; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
  args: { response: JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse },
});

export const RawResponse = meta.story({
  name: '6.3 as it stands',
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) })).toBeVisible();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3);
  },
});

export const OverTheNetwork = meta.story({
  name: '6.3 over the network, with titles',
  args: { tasks: specSelection },
  render: () => <OwnBatch request={JSON.parse(RETRY_BATCH_REQUEST) as TaskBatchRetryRequest} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }));
    await expect(await canvas.findByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) })).toBeVisible();
    await expect(canvas.getByText('Add rate limits to the public API')).toBeVisible();
  },
});

export const FollowedUp = meta.story({
  name: 'Followed up as the tasks change',
  render: () => (
    <Refreshed
      ledger={allSubmitted}
      pages={[specSelection, specSelection.map((task) => ({ ...task, status: 'running' })), later]}
    />
  ),
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const rows = canvas.getAllByRole('listitem');
    // Not read again yet: the same failure at the same attempt tells nothing.
    for (const row of rows) await expect(row).not.toHaveTextContent(words.text('failedAgain'));
    await userEvent.click(canvas.getByRole('button', { name: 'Refresh' }));
    for (const row of rows) await expect(row).toHaveTextContent(words.status('running'));
    await userEvent.click(canvas.getByRole('button', { name: 'Refresh' }));
    await expect(rows[0]).toHaveTextContent(words.status('running'));
    await expect(rows[1]).toHaveTextContent(words.status('completed'));
    await expect(rows[2]).toHaveTextContent(words.text('failedAgainAt', { stage: 'Review' }));
  },
});

const twoRefused = answerOf([
  { task_id: 'task_1', success: true },
  { task_id: 'task_2', success: false, reason: '=HYPERLINK("http://x")' },
  { task_id: 'task_3', success: false, reason: '=HYPERLINK("http://x")' },
]);

export const Remainder = meta.story({
  name: 'Remainder, planned from the current tasks',
  args: {
    response: twoRefused,
    // One of the two refused has gone on since, so it is not sent again.
    tasks: specSelection.map((task) => (task.id === 'task_2' ? { ...task, status: 'running' } : task)),
    onRetryRemainder: fn(),
  },
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button', { name: words.text('retryRemainder', { count: 1 }) }));
    await expect(args.onRetryRemainder).toHaveBeenCalledOnce();
    await expect(args.onRetryRemainder).toHaveBeenCalledWith(
      expect.objectContaining({ retry: [expect.objectContaining({ id: 'task_3', attempt: 2 })] }),
    );
  },
});

export const CopyIds = meta.story({
  args: { response: twoRefused, tasks: specSelection },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const write = spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const group = within(canvas.getByRole('group', { name: `2 ${words.text('refused')}` }));
    await userEvent.click(group.getByRole('button', { name: words.text('copyIds') }));
    await expect(write).toHaveBeenCalledOnce();
    await expect(write).toHaveBeenCalledWith('task_2\ntask_3');
    await expect(await canvas.findByText(words.text('copied', { count: 2 }))).toBeVisible();
  },
});

export const CopyNotAllowed = meta.story({
  args: { response: twoRefused, tasks: specSelection },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('', 'NotAllowedError'));
    const group = within(canvas.getByRole('group', { name: `2 ${words.text('refused')}` }));
    await userEvent.click(group.getByRole('button', { name: words.text('copyIds') }));
    await expect(await canvas.findByText(words.text('copyFailed'))).toBeVisible();
  },
});

export const DownloadCsv = meta.story({
  name: 'Download CSV',
  args: { response: twoRefused, tasks: specSelection },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const created = spyOn(URL, 'createObjectURL').mockReturnValue('blob:story');
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    await userEvent.click(canvas.getByRole('button', { name: words.text('downloadCsv') }));
    await expect(click).toHaveBeenCalledOnce();
    await expect(created).toHaveBeenCalledOnce();
    const [file] = created.mock.calls[0] ?? [];
    const lines = file instanceof Blob ? (await file.text()).split('\r\n') : [];
    await expect(lines[1]).toMatch(/^task_1,Migrate billing webhooks to v2,.*,submitted,/);
    // A cell that a spreadsheet would run is text in it.
    await expect(lines[2]).toContain(`"'=HYPERLINK(""http://x"")"`);
    await expect(lines).toHaveLength(5);
  },
});
