import { createContext, useCallback, useContext, useEffect, useState } from 'react';
import { BatchRetryDialog, createTaskApi, TaskRetryProvider } from '../../src/index.ts';
import type { Task, TaskRetryHooks } from '../../src/index.ts';

const api = createTaskApi();

/** Reads the tasks of the page again. */
const Reload = createContext(() => {});

/** Without any library: sends through `api`, then has the page read its tasks again. */
const stateHooks: TaskRetryHooks = {
  useRetryTaskFromStage() {
    const reload = useContext(Reload);
    return { mutateAsync: ({ id, req }) => api.retryTaskFromStage(id, req).finally(reload) };
  },
  useBatchRetryTasks() {
    const reload = useContext(Reload);
    return { mutateAsync: (req) => api.retryTasksBatch(req).finally(reload) };
  },
};

/** A page that keeps its tasks in plain state. No QueryClient is needed. */
export function StatePage({ ids }: { ids: readonly string[] }) {
  const [tasks, setTasks] = useState<readonly Task[]>([]);
  const [open, setOpen] = useState(false);
  const reload = useCallback(() => {
    void Promise.all(ids.map((id) => api.getTask(id))).then(setTasks);
  }, [ids]);
  useEffect(reload, [reload]);
  return (
    <Reload.Provider value={reload}>
      <TaskRetryProvider api={api} hooks={stateHooks}>
        <ul>
          {tasks.map(({ id, title, status }) => (
            <li key={id}>
              {title} is <strong>{status}</strong>
            </li>
          ))}
        </ul>
        <button type="button" className="host-button" onClick={() => setOpen(true)}>
          Retry selected ({tasks.length})
        </button>
        <BatchRetryDialog tasks={tasks} open={open} onOpenChange={setOpen} />
      </TaskRetryProvider>
    </Reload.Provider>
  );
}
