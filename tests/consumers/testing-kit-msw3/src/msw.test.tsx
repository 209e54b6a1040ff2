import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTaskApi } from 'task-retry-ui';
import { buildTask, createPlatform } from 'task-retry-ui/testing';
import { platformHandlers } from 'task-retry-ui/testing/msw';
import { TaskPage } from './TaskPage';

const platform = createPlatform({ tasks: [buildTask({ id: 'task_7' })] });
const server = setupServer(...platformHandlers(platform));
beforeAll(() => server.listen());
afterAll(() => server.close());

test('a page whose own client goes through MSW', async () => {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TaskPage id="task_7" api={createTaskApi({ baseUrl: 'https://pipelines.example/api/v1' })} />
    </QueryClientProvider>,
  );
  fireEvent.click(await screen.findByRole('button', { name: /^Retry from this stage/ }));
  await screen.findByText('Status: pending');
  expect(platform.requests.filter(({ method }) => method === 'POST')).toMatchObject([
    { path: '/tasks/task_7/retry-from-stage', status: 200, applied: true },
  ]);
});
