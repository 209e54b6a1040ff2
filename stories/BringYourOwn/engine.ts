import { fn } from 'storybook/test';
import type { TaskApiFetch, TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/index.ts';
import { platform } from '../scenarios.ts';

/** How many tasks the engine retries between two looks at a job. */
const AT_A_TIME = 2;

const json = (status: number, body: unknown): Response => Response.json(body, { status });

/** A team's backend with an engine behind it: it takes any number of tasks and retries them on the platform, a few at a time. */
export function createEngine() {
  const jobs = new Map<string, { readonly taskIds: readonly string[]; readonly items: TaskBatchRetryItem[] }>();
  return fn<TaskApiFetch>(async (url, init) => {
    if (init.method === 'POST') {
      const id = `job_${jobs.size + 1}`;
      const { task_ids: taskIds } = JSON.parse(init.body as string) as { task_ids: string[] };
      jobs.set(id, { taskIds, items: [] });
      return json(202, { job_id: id });
    }
    const job = jobs.get(url.split('/').at(-1) ?? '');
    if (!job) return json(404, { detail: 'No such job' });
    const { taskIds, items } = job;
    const next = taskIds.slice(items.length, items.length + AT_A_TIME);
    if (next.length > 0) {
      const answer = await platform.fetch('/api/v1/tasks/retry-batch', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ task_ids: next }),
      });
      items.push(...((await answer.json()) as TaskBatchRetryResponse).items);
    }
    return json(200, { state: items.length < taskIds.length ? 'running' : 'done', items });
  });
}
