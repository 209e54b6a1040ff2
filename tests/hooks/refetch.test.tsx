import { QueryClient, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { createTaskApi } from '../../src/services/taskApi.ts';
import { buildStage, buildTask, createPlatform } from '../../src/testing/index.ts';
import { settle, SOON } from '../support/platform.tsx';
import { render } from '../support/render.tsx';

const COUNT = 250;
const tasks = Array.from({ length: COUNT }, (_, index) => buildTask({ id: `task_${index + 1}` }));

/** The queries of a page, and what each of them reads. The last one is of another key, which nothing here may touch. */
const QUERIES: readonly (readonly [queryKey: readonly unknown[], path: string])[] = [
  [['task', 'task_1'], '/tasks/task_1'],
  [['task', 'task_150'], '/tasks/task_150'],
  [['task', 'task_250'], '/tasks/task_250'],
  [['tasks', { page: 1 }], '/tasks?page=1'],
  [['tasks', { page: 2, status: 'failed' }], '/tasks?page=2&status=failed'],
  [['cockpit'], '/cockpit'],
  [['template', 'of', 'task_1'], '/tasks/task_1?fields=template_name'],
];

/** A page with real queries on a platform: its log says what was read, and when. */
async function renderPage(ui: ReactElement): Promise<() => string[]> {
  const platform = createPlatform({ tasks });
  const api = createTaskApi({ fetch: platform.fetch });
  const read = async (path: string): Promise<unknown> => await (await platform.fetch(platform.basePath + path)).json();
  function Query({ queryKey, path }: { queryKey: readonly unknown[]; path: string }): null {
    useQuery({ queryKey, queryFn: () => read(path) });
    return null;
  }
  const client = new QueryClient();
  // Read before, and on no page now.
  for (const key of [['task', 'task_2'], ['tasks', { page: 9 }]]) {
    await client.prefetchQuery({ queryKey: key, queryFn: () => read('/tasks/task_2') });
  }
  render(
    <TaskRetryProvider api={api}>
      {QUERIES.map(([queryKey, path]) => (
        <Query key={path} queryKey={queryKey} path={path} />
      ))}
      {ui}
    </TaskRetryProvider>,
    { client },
  );
  await vi.waitUntil(() => platform.requests.length === QUERIES.length + 2 && platform.requests.every(({ status }) => status === 200), SOON);
  await settle();
  return () => platform.requests.slice(QUERIES.length + 2).map(({ method, path }) => `${method} ${path}`);
}

test('a stage retry is followed by one read of each active query under the three keys, and by nothing else', async () => {
  const requests = await renderPage(<StageRetryButton data-testid="button" task={tasks[0] ?? buildTask()} stage={buildStage()} />);
  (page.getByRole('button').element() as HTMLElement).click();
  await expect.element(page.getByTestId('button'), SOON).toHaveAttribute('data-state', 'submitted');
  await settle();
  const [retry, ...reads] = requests();
  expect(retry).toBe('POST /tasks/task_1/retry-from-stage');
  expect(reads.toSorted()).toEqual(['GET /cockpit', 'GET /tasks/task_1', 'GET /tasks?page=1', 'GET /tasks?page=2&status=failed']);
});

test('a batch of three requests is followed by one read of each of them at its end, and by nothing else', async () => {
  const requests = await renderPage(<BatchRetryDialog open tasks={tasks} />);
  document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await vi.waitUntil(() => document.querySelector('dialog[data-state=result]'), SOON);
  await settle();
  const batch = 'POST /tasks/retry-batch';
  const all = requests();
  expect(all.slice(0, 3)).toEqual([batch, batch, batch]);
  expect(all.slice(3).toSorted()).toEqual([
    'GET /cockpit',
    'GET /tasks/task_1',
    'GET /tasks/task_150',
    'GET /tasks/task_250',
    'GET /tasks?page=1',
    'GET /tasks?page=2&status=failed',
  ]);
});
