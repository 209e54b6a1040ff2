import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { StageRetryButton, TaskRetryProvider, type TaskApi } from 'task-retry-ui';
import 'task-retry-ui/styles.css';

/** A page of a product: one task, its stages, and a retry for each failed one. */
export function TaskPage({ id, api }: { id: string; api: TaskApi }): ReactElement {
  const { data: task } = useQuery({
    queryKey: ['task', id],
    queryFn: ({ signal }) => api.getTask(id, { signal }),
    refetchInterval: 1000,
  });
  if (!task) return <p>Loading…</p>;
  return (
    <TaskRetryProvider api={api}>
      <h1>{task.title}</h1>
      <p>Status: {task.status}</p>
      <ul>
        {task.stages?.map((stage) => (
          <li key={stage.id}>
            {stage.stage_name} ({stage.status})
            {/* It stays while the stage is retried: what the button says would else be lost. */}
            {(stage.status === 'failed' || (stage.retry_count ?? 0) > 0) && <StageRetryButton task={task} stage={stage} />}
          </li>
        ))}
      </ul>
    </TaskRetryProvider>
  );
}
