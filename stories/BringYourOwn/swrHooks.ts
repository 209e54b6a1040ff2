import { useSWRConfig } from 'swr';
import type { TaskApi, TaskRetryHooks } from '../../src/index.ts';

const showsTasks = (key: unknown): boolean => typeof key === 'string' && key.startsWith('/tasks');

/** Sends through `api`, then has SWR read again whatever shows tasks. */
export function swrHooks(api: TaskApi): TaskRetryHooks {
  return {
    useRetryTaskFromStage() {
      const { mutate } = useSWRConfig();
      return { mutateAsync: ({ id, req }) => api.retryTaskFromStage(id, req).finally(() => void mutate(showsTasks)) };
    },
    useBatchRetryTasks() {
      const { mutate } = useSWRConfig();
      return { mutateAsync: (req) => api.retryTasksBatch(req).finally(() => void mutate(showsTasks)) };
    },
  };
}
