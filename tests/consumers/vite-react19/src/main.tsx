import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { StrictMode, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { BatchRetryDialog, BatchRetryResultList, createTaskApi, StageRetryButton, TaskRetryProvider, type Ledger } from 'task-retry-ui';
import { zhCN } from 'task-retry-ui/messages/zh-CN';
import 'task-retry-ui/styles.css';
import { readTasks } from './readTasks';

const api = createTaskApi({ credentials: 'omit' });
const chinese = location.search === '?zh';

/** A product's list of tasks, with the package's own hooks. */
function TasksPage(): ReactElement {
  const { data: tasks = [] } = useQuery({ queryKey: ['tasks'], queryFn: readTasks });
  const [open, setOpen] = useState(false);
  const [ledger, setLedger] = useState<Ledger>();
  return (
    <>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            {task.id} is {task.status}
            {task.stages?.map((stage) => stage.status === 'failed' && <StageRetryButton key={stage.id} task={task} stage={stage} />)}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setOpen(true)}>
        Retry the selection
      </button>
      <BatchRetryDialog tasks={tasks} open={open} onOpenChange={setOpen} onSettled={setLedger} />
      {ledger && <BatchRetryResultList ledger={ledger} tasks={tasks} />}
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <TaskRetryProvider api={api} {...(chinese ? { messages: zhCN } : {})}>
        <TasksPage />
      </TaskRetryProvider>
    </QueryClientProvider>
  </StrictMode>,
);
