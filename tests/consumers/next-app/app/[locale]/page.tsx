// A server page: it reads the tasks, and renders the components from the package's own entry.
import { BatchRetryResultList, StageRetryButton } from 'task-retry-ui';
import { createTaskApi, type TaskBatchRetryResponse } from 'task-retry-ui/client';
import { BatchRetry } from './BatchRetry';

export const dynamic = 'force-dynamic';

const lastNight: TaskBatchRetryResponse = {
  total: 3,
  succeeded: 1,
  failed: 2,
  items: [
    { task_id: 'task_90', success: true },
    { task_id: 'task_91', success: false, reason: 'task status is running' },
    { task_id: 'task_92', success: false, reason: 'Stage retry limit reached' },
  ],
};

export default async function Page() {
  const api = createTaskApi({ baseUrl: `${process.env['PLATFORM']}/api/v1` });
  const tasks = await Promise.all(['task_1', 'task_2', 'task_3'].map((id) => api.getTask(id)));
  return (
    <main>
      {tasks.map((task) => {
        const stage = task.stages?.find(({ status }) => status === 'failed');
        return stage && <StageRetryButton key={task.id} task={task} stage={stage} data-testid={task.id} />;
      })}
      <BatchRetry tasks={tasks} />
      <BatchRetryResultList response={lastNight} />
    </main>
  );
}
