import { useSWRConfig } from 'swr';
import type { TaskApi, TaskRetryHooks } from '../../src/index.ts';

const showsTasks = (key: unknown): boolean => typeof key === 'string' && key.startsWith('/tasks');

/** Has SWR read again whatever shows tasks. */
function useReload(): () => void {
  const { mutate } = useSWRConfig();
  return () => void mutate(showsTasks);
}

/** Sends through `api`, then reads again: also after a failure, since then the page may be out of date. */
export function swrHooks(api: TaskApi): TaskRetryHooks {
  return {
    useRetryTaskFromStage() {
      const reload = useReload();
      return { mutateAsync: ({ id, req }) => api.retryTaskFromStage(id, req).finally(reload) };
    },
    useBatchRetryTasks() {
      const reload = useReload();
      return { mutateAsync: (req) => api.retryTasksBatch(req).finally(reload) };
    },
  };
}
