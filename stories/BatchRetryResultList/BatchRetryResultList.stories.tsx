import { useState, type ReactElement } from 'react';
import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { useBatchRetryTasks } from '../../src/hooks/useTasks.ts';
import { RETRY_BATCH_REQUEST, RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryRequest, TaskBatchRetryResponse } from '../../src/types/task.ts';
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
    await expect(canvas.getByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused']) })).toBeVisible();
    await expect(canvas.getAllByRole('listitem')).toHaveLength(3);
  },
});

export const OverTheNetwork = meta.story({
  name: '6.3 over the network, with titles',
  render: () => <OwnBatch request={JSON.parse(RETRY_BATCH_REQUEST) as TaskBatchRetryRequest} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }));
    await expect(await canvas.findByRole('heading', { name: words.summary([2, 'countSubmitted'], [1, 'countRefused']) })).toBeVisible();
    await expect(canvas.getByText('Add rate limits to the public API')).toBeVisible();
  },
});
