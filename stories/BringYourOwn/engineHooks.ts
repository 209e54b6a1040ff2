import {
  TaskApiError,
  toTaskApiError,
  type TaskApiFetch,
  type TaskBatchRetryItem,
  type TaskRetryHooks,
} from '../../src/index.ts';

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

/** How many looks in a row may fail until it is given up. */
const LOOKS = 5;

/** Hands the whole batch to an engine, waits for its job, and answers with the job's items. */
export function engineHooks({
  url,
  fetch = globalThis.fetch,
  lookEveryMs = 2000,
}: EngineOptions): TaskRetryHooks {
  async function start(taskIds: readonly string[]): Promise<string> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ task_ids: taskIds }),
    });
    const data: unknown = await response.json().catch(() => undefined);
    // One that was turned away started no job: 401, 413 and 429 are told as for the platform itself.
    const { status, headers } = response;
    if (!response.ok) throw toTaskApiError({ status, headers, data });
    return (data as { job_id: string }).job_id;
  }

  /** To look again does no harm, so a lost look counts as none. */
  async function look(id: string): Promise<Job | undefined> {
    try {
      const response = await fetch(`${url}/${encodeURIComponent(id)}`, {});
      return response.ok ? ((await response.json()) as Job) : undefined;
    } catch {
      return undefined;
    }
  }

  async function finish(id: string): Promise<Job> {
    for (let missed = 0; missed < LOOKS; ) {
      const job = await look(id);
      if (job && job.state !== 'running') return job;
      missed = job ? 0 : missed + 1;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    throw new TaskApiError('unknown-outcome', {
      detail: `Job ${id} was started, but how it ended could not be read.`,
    });
  }

  return {
    useBatchRetryTasks: () => ({
      async mutateAsync({ task_ids }) {
        const { items } = await finish(await start(task_ids));
        // Tasks of which a failed job tells nothing are unknown, and can be checked.
        const succeeded = items.filter(({ success }) => success).length;
        return { total: items.length, succeeded, failed: items.length - succeeded, items };
      },
    }),
  };
}
