import { useState } from 'react';
import useSWR from 'swr';
import { createTaskApi, StageRetryButton, TaskRetryProvider } from '../../src/index.ts';
import { swrHooks } from './swrHooks.ts';

const api = createTaskApi();

/** A page that reads its task with SWR. No QueryClient is needed. */
export function SwrPage({ id }: { id: string }) {
  const [hooks] = useState(() => swrHooks(api));
  const { data: task } = useSWR(`/tasks/${id}`, () => api.getTask(id));
  return (
    <TaskRetryProvider api={api} hooks={hooks}>
      {task && (
        <p>
          {task.title} is <strong>{task.status}</strong>
        </p>
      )}
      {task?.stages?.map(
        // It stays while the stage is retried: what the button says would else be lost.
        (stage) =>
          (stage.status === 'failed' || stage.retry_count !== 0) && (
            <StageRetryButton key={stage.id} task={task} stage={stage} />
          ),
      )}
    </TaskRetryProvider>
  );
}
