// Every entry, as a strict team writes it.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRef, useState, type ReactElement } from 'react';
import {
  BatchRetryDialog,
  BatchRetryPanel,
  BatchRetryResultList,
  createTaskApi,
  StageRetryButton,
  TaskRetryProvider,
  useRetryTaskFromStage,
  type ClassifyReason,
  type Ledger,
  type Messages,
  type Task,
  type TaskBatchRetryResponse,
  type TaskRetryHooks,
} from 'task-retry-ui';
import { ledgerOfResponse, type TaskApi } from 'task-retry-ui/client';
import { en } from 'task-retry-ui/messages/en';
import { zhCN } from 'task-retry-ui/messages/zh-CN';
import 'task-retry-ui/styles.css';
import 'task-retry-ui/styles.unlayered.css';
import { buildTask, createPlatform } from 'task-retry-ui/testing';
import { platformHandlers } from 'task-retry-ui/testing/msw';
import { withQueryClient } from 'task-retry-ui/testing/react';
import tokens from 'task-retry-ui/tokens.json' with { type: 'json' };
import { StageRetryButtonView, type StageRetryState } from 'task-retry-ui/views';

const platform = createPlatform({ tasks: [buildTask({ id: 'task_1' })] });
const api: TaskApi = createTaskApi({ fetch: platform.fetch, headers: async () => ({ 'X-Team': undefined }) });
const messages: Messages = { ...zhCN, check: 'Prüfen', retryTasks: { one: '{count}', other: '{count}' } };
const hooks: TaskRetryHooks = {
  useRetryTaskFromStage,
  useBatchRetryTasks: () => ({ mutateAsync: (req) => api.retryTasksBatch(req) }),
};
const classifyReason: ClassifyReason = (text) => (/quota/.test(text) ? { code: 'quota', verdict: 'may-pass' } : undefined);
const answer: TaskBatchRetryResponse = { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_1', success: true }] };
const state: StageRetryState = { kind: 'ready' };
// @ts-expect-error there is no such state
const wrong: StageRetryState = { kind: 'failed' };

export function Everything({ tasks }: { tasks: readonly Task[] }): ReactElement {
  const [open, setOpen] = useState(false);
  const [ledger, setLedger] = useState<Ledger>(ledgerOfResponse(answer));
  const button = useRef<HTMLDivElement>(null);
  const dialog = useRef<HTMLDialogElement>(null);
  const [task = buildTask()] = tasks;
  const [stage = { id: 'stg_code', status: 'failed' }] = task.stages ?? [];
  return (
    <QueryClientProvider client={new QueryClient()}>
      <TaskRetryProvider
        api={api}
        hooks={hooks}
        messages={messages}
        classifyReason={classifyReason}
        canRetry={({ project_id: project }: Task) => project !== 'x' || 'frozen'}
        renderLink={(link) => <a {...link} />}
      >
        <StageRetryButton ref={button} task={task} stage={stage} data-testid="stage" onSubmitted={({ id }) => id} />
        <BatchRetryDialog ref={dialog} tasks={tasks} open={open} onOpenChange={setOpen} onSettled={setLedger} />
        <BatchRetryPanel tasks={tasks} onDismiss={() => setOpen(false)} />
        <BatchRetryResultList ledger={ledger} tasks={tasks} />
        {/* @ts-expect-error a list shows a ledger or an answer, not both */}
        <BatchRetryResultList ledger={ledger} response={answer} />
        <StageRetryButtonView state={state} {...(wrong ? { attempt: 1 } : {})} />
      </TaskRetryProvider>
    </QueryClientProvider>
  );
}

export const unused: unknown = [platformHandlers(platform), withQueryClient(), tokens, en.locale];
