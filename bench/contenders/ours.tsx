import { BatchRetryDialog, StageRetryButton, TaskRetryProvider } from 'task-retry-ui';
import 'task-retry-ui/styles.css';
import { createContext, useContext } from 'react';
import { failedStageOf, type BatchProps, type Contender } from './contender.ts';

const never = new Promise<never>(() => {});
const Send = createContext<BatchProps['send']>(() => never);

// Injected, as a team's own data layer would be: no contender pays for a network.
const hooks = {
  useRetryTaskFromStage: () => ({ mutateAsync: () => never }),
  useBatchRetryTasks: () => {
    const send = useContext(Send);
    return { mutateAsync: ({ task_ids: ids }: { task_ids: string[] }) => send(ids) };
  },
};

export const contender: Contender = {
  StageButton({ task }) {
    const stage = failedStageOf(task);
    return stage ? <StageRetryButton task={task} stage={stage} /> : <></>;
  },
  Batch({ tasks, open, send }) {
    return (
      <Send.Provider value={send}>
        <BatchRetryDialog tasks={tasks} open={open} />
      </Send.Provider>
    );
  },
  Page: ({ children }) => <TaskRetryProvider hooks={hooks}>{children}</TaskRetryProvider>,
};
