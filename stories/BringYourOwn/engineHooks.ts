import { TaskApiError, toTaskApiError, type TaskApiFetch, type TaskBatchRetryItem, type TaskRetryHooks } from '../../src/index.ts';

/** What your backend tells of a job. */
interface Job {
  state: 'running' | 'done' | 'failed';
  /** Of the tasks that the engine has dealt with so far. */
  items: TaskBatchRetryItem[];
}

interface EngineOptions {
  /** Where your backend starts jobs and tells of them. */
  url: string;
  fetch?: TaskApiFetch;
  /** Milliseconds between two looks at a job. */
  lookEveryMs?: number;
}

const bodyOf = <Body,>(response: Response): Promise<Body | undefined> => response.json().catch(() => undefined) as Promise<Body | undefined>;

/** How many looks in a row may fail until it is given up. */
const LOOKS = 5;

/** Hands the whole batch to an engine, waits for its job, and answers with the job's items. */
export function engineHooks({ url, fetch = globalThis.fetch, lookEveryMs = 2000 }: EngineOptions): TaskRetryHooks {
  const start = async (taskIds: readonly string[]): Promise<string> => {
    const body = JSON.stringify({ task_ids: taskIds });
    const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    // A job that was turned away was not started: 401, 413 or 429 is told as for the platform itself.
    if (!response.ok) throw toTaskApiError({ status: response.status, headers: response.headers, data: await bodyOf(response) });
    return ((await response.json()) as { job_id: string }).job_id;
  };
  const look = async (id: string): Promise<Job | undefined> => {
    // To look once more does no harm, so a lost look is none.
    const response = await fetch(`${url}/${encodeURIComponent(id)}`, {}).catch(() => undefined);
    return response?.ok ? await bodyOf<Job>(response) : undefined;
  };
  const finish = async (id: string): Promise<Job> => {
    for (let missed = 0; missed < LOOKS; ) {
      const job = await look(id);
      if (job && job.state !== 'running') return job;
      missed = job ? 0 : missed + 1;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    throw new TaskApiError('unknown-outcome', { detail: `Job ${id} was started, but it could not be read how it ended.` });
  };
  return {
    useBatchRetryTasks: () => ({
      async mutateAsync({ task_ids }) {
        const { items } = await finish(await start(task_ids));
        // Counts come from the items. Tasks of which a failed job tells nothing are unknown, and can be checked.
        const succeeded = items.filter(({ success }) => success).length;
        return { total: items.length, succeeded, failed: items.length - succeeded, items };
      },
    }),
  };
}
