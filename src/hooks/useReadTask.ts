'use client';
import { getTaskByDefault } from '../services/taskApi.ts';
import type { Task } from '../types/task.ts';
import { useTaskRetryConfig } from './TaskRetryContext.ts';

/** How long a reading may take, in ms. After that a check ends without a result, whatever `readTask` does. */
const TIMEOUT_MS = 30_000;

/** Reads one task through the provider's `readTask`, else `GET /tasks/{id}` of its `api`. Always settles, also when it is cancelled. */
export function useReadTask(): (id: string, cancel?: AbortSignal) => Promise<Task> {
  const { api = { getTask: getTaskByDefault }, readTask = api.getTask } = useTaskRetryConfig();
  return (id, cancel) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = cancel ? AbortSignal.any([cancel, timeout]) : timeout;
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      readTask(id, { signal }).then(resolve, reject);
    });
  };
}
