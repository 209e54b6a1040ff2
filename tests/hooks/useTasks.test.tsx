import { QueryClient, useMutationState } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryPanel } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { useBatchRetryTasks, useRetryTaskFromStage } from '../../src/hooks/useTasks.ts';
import { en } from '../../src/messages/en.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { request, sent, sentLines, settle, type SentRequest, SOON } from '../support/platform.tsx';
import { logQueries } from '../support/queries.tsx';
import { render, spoken, type View } from '../support/render.tsx';

const KEYS = [
  ['task', 'task_1'],
  ['task', 'task_1', 'logs'],
  ['task', 'task_2'],
  ['task', 'task_3'],
  ['task', 'other'],
  ['tasks'],
  ['tasks', 'failed'],
  ['cockpit'],
  ['cockpit', 'today'],
  ['projects'],
  ['tasksOfOthers'],
];
const OF_TASK_1 = [
  '["cockpit","today"]',
  '["cockpit"]',
  '["task","task_1","logs"]',
  '["task","task_1"]',
  '["tasks","failed"]',
  '["tasks"]',
];
const OF_BATCH = [...OF_TASK_1, '["task","task_3"]'].toSorted();

const one = buildTask({ id: 'task_1' });
// One of them is not failed, so it is chosen but not sent.
const chosen = [one, buildTask({ id: 'task_2', status: 'running' }), buildTask({ id: 'task_3' })];

const STALE: readonly (readonly [string, (call: SentRequest) => void])[] = [
  ['refused', (call) => call.answer(400, { detail: 'Target stage status is not failed' })],
  ['in conflict', (call) => call.answer(409, { detail: 'Already retried' })],
  ['not found', (call) => call.answer(404, { detail: 'Task not found' })],
  ['lost', (call) => call.lose()],
  ['met by a server error', (call) => call.answer(502, 'Bad gateway')],
  ['unreadable', (call) => call.answer(200, '<title>Sign in</title>')],
];
const FRESH: readonly (readonly [string, (call: SentRequest) => void])[] = [
  ['signed out', (call) => call.answer(401, { detail: 'Token expired' })],
  ['forbidden', (call) => call.answer(403, { detail: 'No' })],
  ['invalid', (call) => call.answer(422, { detail: [{ loc: ['body'], msg: 'field required' }] })],
  ['rate limited', (call) => call.answer(429, { detail: 'Too many requests' })],
  ['offline', (call) => call.lose()],
];
/** Offline counts only where the browser said so before the request and after it failed. */
const goOffline = (name: string): void => {
  if (name === 'offline') vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
};

/** Renders with queries beside it, once they are loaded. */
async function renderWithQueries(
  ui: ReactElement,
  keys = KEYS,
): Promise<{ view: View; log: ReturnType<typeof logQueries>; show: (ui: ReactElement | null) => void }> {
  const log = logQueries(keys);
  const withQueries = (next: ReactElement | null): ReactElement => (
    <>
      <log.Queries />
      {next}
    </>
  );
  const view = render(withQueries(ui));
  await settle();
  expect(log.takeFetched()).toHaveLength(keys.length);
  return { view, log, show: (next) => view.rerender(withQueries(next)) };
}

const button = (): HTMLElement => page.getByTestId('a').element().querySelector('button') as HTMLElement;
const retry = <StageRetryButton data-testid="a" task={one} stage={buildStage()} />;
const stageEnds = async (): Promise<void> => {
  const state = (): string => page.getByTestId('a').element().getAttribute('data-state') ?? '';
  await vi.waitUntil(() => !['ready', 'pending'].includes(state()), SOON);
  await settle();
};

describe('after the retry of a stage', () => {
  test.each([
    ['taken', (call: SentRequest) => call.answer(200, { id: 'task_1', status: 'pending' })] as const,
    ...STALE,
  ])('what shows the task is fetched again once, and nothing else, where it was %s', async (_, end) => {
    const { log } = await renderWithQueries(retry);
    button().click();
    const call = await request();
    await settle();
    expect(log.takeFetched()).toEqual([]);
    end(call);
    await stageEnds();
    expect(log.takeFetched()).toEqual(OF_TASK_1);
  });

  test.each(FRESH)('nothing is fetched again where it was %s, since nothing changed', async (name, end) => {
    const { log } = await renderWithQueries(retry);
    goOffline(name);
    button().click();
    end(await request());
    await stageEnds();
    expect(log.takeFetched()).toEqual([]);
  });

  test('what no page shows at the moment is fetched again where it is shown next', async () => {
    const client = new QueryClient();
    const keys = [['tasks', 'failed'], ['task', 'task_1'], ['cockpit'], ['projects']];
    for (const key of keys) client.setQueryData(key, 'data');
    render(retry, { client });
    button().click();
    (await request()).answer(200, { id: 'task_1', status: 'pending' });
    await stageEnds();
    expect(keys.map((key) => client.getQueryState(key)?.isInvalidated)).toEqual([true, true, true, false]);
  });

  test('what was just being fetched is fetched again, since that may be what was before', async () => {
    const client = new QueryClient();
    const log = logQueries([['tasks']]);
    render(
      <>
        <log.Queries />
        {retry}
      </>,
      { client },
    );
    await settle();
    log.hang();
    void client.refetchQueries();
    await settle();
    log.takeFetched();
    button().click();
    (await request()).answer(200, { id: 'task_1', status: 'pending' });
    await stageEnds();
    expect(log.takeFetched()).toEqual(['["tasks"]']);
  });

  test('it is fetched again once also after the button is gone', async () => {
    const { log, show } = await renderWithQueries(retry);
    button().click();
    const call = await request();
    show(null);
    call.answer(200, { id: 'task_1', status: 'pending' });
    await settle();
    expect(log.takeFetched()).toEqual(OF_TASK_1);
  });

  test('a fetch that hangs does not keep the button pending', async () => {
    const { log } = await renderWithQueries(retry);
    log.hang();
    button().click();
    (await request()).answer(200, { id: 'task_1', status: 'pending' });
    await stageEnds();
    expect(log.takeFetched()).toEqual(OF_TASK_1);
    await expect.element(page.getByTestId('a'), SOON).toHaveAttribute('data-state', 'submitted');
  });

  test('two buttons for one stage fetch it again once', async () => {
    const { log } = await renderWithQueries(
      <>
        {retry}
        <StageRetryButton task={one} stage={buildStage()} />
      </>,
    );
    button().click();
    (await request()).answer(200, { id: 'task_1', status: 'pending' });
    await stageEnds();
    expect(log.takeFetched()).toEqual(OF_TASK_1);
  });

  test.each([
    ['finds that a lost one was taken', { id: 'task_1', status: 'running' }, OF_TASK_1],
    ['finds its task ended by somebody else', { ...one, status: 'cancelled' }, OF_TASK_1],
    ['cannot be read', {}, []],
  ])('a check that %s fetches again what shows the task, where it has read anything', async (_, answer, fetched) => {
    const { log } = await renderWithQueries(retry);
    button().click();
    (await request()).lose();
    await stageEnds();
    log.takeFetched();
    button().click();
    await vi.waitUntil(() => spoken().at(-1) === en.checking, SOON);
    (await request()).answer(200, answer);
    await vi.waitUntil(() => spoken().at(-1) !== en.checking, SOON);
    await settle();
    expect(log.takeFetched()).toEqual(fetched);
  });
});

describe('after a batch', () => {
  const dialog = <BatchRetryDialog open tasks={chosen} />;
  const confirm = (): void => (page.getByRole('button', { name: 'Retry 2 tasks' }).element() as HTMLElement).click();
  const batchEnds = async (): Promise<void> => {
    await vi.waitUntil(() => document.querySelector('dialog[data-state=result]'), { ...SOON, interval: 1 });
    await settle();
  };
  const mixed = {
    total: 2,
    succeeded: 1,
    failed: 1,
    items: [
      { task_id: 'task_1', success: true },
      { task_id: 'task_3', success: false, reason: 'task status is running' },
    ],
  };

  test.each([['answered', (call: SentRequest) => call.answer(200, mixed)] as const, ...STALE])(
    'what shows the tasks that were sent is fetched again once, and nothing else, where it was %s',
    async (_, end) => {
      const { log } = await renderWithQueries(dialog);
      confirm();
      const call = await request();
      await settle();
      expect(log.takeFetched()).toEqual([]);
      end(call);
      await batchEnds();
      expect(log.takeFetched()).toEqual(OF_BATCH);
    },
  );

  test.each(FRESH)('nothing is fetched again where it was %s, since nothing changed', async (name, end) => {
    const { log } = await renderWithQueries(dialog);
    goOffline(name);
    confirm();
    end(await request());
    await batchEnds();
    expect(log.takeFetched()).toEqual([]);
  });

  test('it is fetched again once also after the dialog is gone', async () => {
    const { log, show } = await renderWithQueries(dialog);
    confirm();
    const call = await request();
    show(null);
    call.answer(200, mixed);
    await settle();
    expect(log.takeFetched()).toEqual(OF_BATCH);
  });

  test('a fetch that hangs does not keep the result back', async () => {
    const { log } = await renderWithQueries(dialog);
    log.hang();
    confirm();
    (await request()).answer(200, mixed);
    await batchEnds();
    expect(log.takeFetched()).toEqual(OF_BATCH);
  });

  test('many tasks are fetched again in one pass over the cache', async () => {
    const ids = Array.from({ length: 90 }, (_, index) => `task_${index}`);
    const tasks = ids.map((id) => buildTask({ id }));
    const { log, view } = await renderWithQueries(<BatchRetryDialog open tasks={tasks} />);
    const invalidate = vi.spyOn(view.client as QueryClient, 'invalidateQueries');
    document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    const items = ids.map((id) => ({ task_id: id, success: true }));
    (await request()).answer(200, { total: 90, succeeded: 90, failed: 0, items });
    await batchEnds();
    expect(log.takeFetched()).toEqual([...OF_BATCH, '["task","task_2"]'].toSorted());
    expect(invalidate).toHaveBeenCalledOnce();
  });
});

test('a stage that is retried while a batch runs does not wait for its end', async () => {
  const keys = [['task', 'other']];
  const { log } = await renderWithQueries(
    <TaskRetryProvider chunkSize={1}>
      <StageRetryButton data-testid="a" task={buildTask({ id: 'other' })} stage={buildStage()} />
      <BatchRetryPanel tasks={[one, buildTask({ id: 'task_3' })]} />
    </TaskRetryProvider>,
    keys,
  );
  document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await request();
  button().click();
  (await request(1)).answer(200, { id: 'other', status: 'pending' });
  await stageEnds();
  expect(log.takeFetched()).toEqual(keys.map((key) => JSON.stringify(key)));
});

describe('used without the components', () => {
  /** A team's own button, as it would write it with any mutation. */
  function OwnButtons(): ReactElement {
    const stage = useRetryTaskFromStage();
    const batch = useBatchRetryTasks();
    const variables = useMutationState({ select: ({ state }) => JSON.stringify(state.variables) });
    return (
      <>
        <button type="button" onClick={() => stage.mutate({ id: 'task_1', req: { stage_id: 'stg_code' } })}>
          stage
        </button>
        <button type="button" onClick={() => batch.mutate({ task_ids: ['task_1', 'task_3'] })}>
          batch
        </button>
        <p data-testid="stage">
          {stage.error ? `${stage.error.kind}: ${stage.error.detail}` : (stage.data?.status ?? stage.status)}
        </p>
        <p data-testid="batch">{batch.error ? batch.error.kind : (batch.data?.items.length ?? batch.status)}</p>
        <p data-testid="variables">{variables.join(' ')}</p>
      </>
    );
  }
  const press = (name: string): void => (page.getByRole('button', { name }).element() as HTMLElement).click();

  test('each hook sends its one request with its one body, and gives the answer as it came', async () => {
    render(<OwnButtons />);
    press('stage');
    (await request()).answer(200, { id: 'task_1', status: 'planning' });
    await expect.element(page.getByTestId('stage'), SOON).toHaveTextContent('planning');
    press('batch');
    (await request()).answer(200, { total: 0, succeeded: 0, failed: 0, items: [] });
    await expect.element(page.getByTestId('batch'), SOON).toHaveTextContent('0');
    expect(sentLines()).toEqual([
      'POST /api/v1/tasks/task_1/retry-from-stage {"stage_id":"stg_code"}',
      'POST /api/v1/tasks/retry-batch {"task_ids":["task_1","task_3"]}',
    ]);
  });

  test('a failure is an error of the mutation: not thrown at the page, not sent again', async () => {
    render(<OwnButtons />);
    press('stage');
    (await request()).answer(500, { detail: 'Internal server error' });
    await expect.element(page.getByTestId('stage'), SOON).toHaveTextContent('unknown-outcome: Internal server error');
    press('batch');
    (await request()).answer(400, { detail: 'Too late' });
    await expect.element(page.getByTestId('batch'), SOON).toHaveTextContent('refused');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toHaveLength(2);
  });

  test('no mutation waits for another one, whatever scope a team gives to all of them', async () => {
    render(<OwnButtons />);
    press('stage');
    press('batch');
    await settle();
    expect(sent).toHaveLength(2);
    expect(page.getByTestId('variables').element()).toHaveTextContent(
      '{"id":"task_1","req":{"stage_id":"stg_code"}} {"task_ids":["task_1","task_3"]}',
    );
  });
});
