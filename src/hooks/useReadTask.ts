'use client';
import { getTaskByDefault } from '../services/taskApi.ts';
import type { Task } from '../types/task.ts';
import { useTaskRetryConfig } from './TaskRetryContext.ts';

/** How long a reading may take, in ms. After that a check ends without a result, whatever `readTask` does. */
const TIMEOUT_MS = 30_000;

/** Reads one task through the provider's `readTask`, else `GET /tasks/{id}` of its `api`. Always settles, also when it is cancelled. */
export function useReadTask(): (id: string, cancel?: AbortSignal) => Promise<Task> {
  const config = useTaskRetryConfig();
  const readTask = config.readTask ?? config.api?.getTask ?? getTaskByDefault;
  return (id, cancel) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = cancel ? AbortSignal.any([cancel, timeout]) : timeout;
    return new Promise((resolve, reject) => {
      const end = (): void => reject(signal.reason);
      // A reading that has settled would else be kept until the time-out.
      const settled = (): void => signal.removeEventListener('abort', end);
      signal.addEventListener('abort', end, { once: true });
      readTask(id, { signal }).then(resolve, reject).finally(settled);
    });
  };
}
