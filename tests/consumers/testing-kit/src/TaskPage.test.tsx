import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createTaskApi } from 'task-retry-ui';
import { buildTask, createPlatform } from 'task-retry-ui/testing';
import { TaskPage } from './TaskPage';

function open(platform: ReturnType<typeof createPlatform>): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TaskPage id="task_7" api={createTaskApi({ fetch: platform.fetch })} />
    </QueryClientProvider>,
  );
}

test('a retried stage runs, fails again, and can be retried again', async () => {
  let now = Date.now();
  const platform = createPlatform({
    tasks: [buildTask({ id: 'task_7' })],
    script: { task_7: ['failed', 'completed'] },
    now: () => now,
  });
  open(platform);
  fireEvent.click(await screen.findByRole('button', { name: /^Retry from this stage/ }));
  await screen.findByText('Status: pending');
  now += 60_000;
  await screen.findByText('Status: failed', {}, { timeout: 3000 });
  expect(platform.requests.filter(({ applied }) => applied)).toMatchObject([
    { method: 'POST', path: '/tasks/task_7/retry-from-stage', body: { stage_id: 'stg_code' }, status: 200 },
  ]);
});

test('a lost answer is unknown, and reading the task settles it', async () => {
  const platform = createPlatform({ tasks: [buildTask({ id: 'task_7' })] });
  platform.fault({ when: ({ endpoint }) => endpoint === 'retry-from-stage', drop: 'after' });
  open(platform);
  fireEvent.click(await screen.findByRole('button', { name: /^Retry from this stage/ }));
  await screen.findByText('Status: pending', {}, { timeout: 3000 });
  // Lost, and not sent again.
  expect(platform.requests.filter(({ method }) => method === 'POST')).toMatchObject([{ status: 'lost', applied: true }]);
});
