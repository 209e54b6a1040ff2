// The views with a data layer of the team's own: no query library is installed.
import { StrictMode, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createTaskApi, ledgerOfAnswer, planRetry, toTaskApiError, type Task } from 'task-retry-ui/client';
import 'task-retry-ui/styles.unlayered.css';
import {
  BatchRetryDialogView,
  BatchRetryResultListView,
  StageRetryButtonView,
  TaskRetryProvider,
  type BatchRetryStep,
  type StageRetryState,
} from 'task-retry-ui/views';

const api = createTaskApi();

function Stage({ task, stageId }: { task: Task; stageId: string }): ReactElement {
  const [state, setState] = useState<StageRetryState>({ kind: 'ready' });
  const retry = async (): Promise<void> => {
    setState({ kind: 'pending' });
    try {
      const { status } = await api.retryTaskFromStage(task.id, { stage_id: stageId });
      setState({ kind: 'submitted', confirmed: false, taskStatus: status });
    } catch (error) {
      setState({ kind: 'unknown', failure: toTaskApiError(error), check: 'none' });
    }
  };
  return <StageRetryButtonView state={state} stageName="Coding" onRetry={() => void retry()} />;
}

function TasksPage({ tasks }: { tasks: Task[] }): ReactElement {
  const [open, setOpen] = useState(false);
  const plan = planRetry(tasks);
  const [step, setStep] = useState<BatchRetryStep>({ kind: 'plan', plan });
  const confirm = async (): Promise<void> => {
    const answer = await api.retryTasksBatch({ task_ids: plan.retry.map(({ id }) => id) });
    setStep({ kind: 'result', ledger: ledgerOfAnswer(plan, answer) });
  };
  return (
    <>
      <Stage task={tasks[0]!} stageId="stg_code" />
      <button type="button" onClick={() => setOpen(true)}>
        Retry the selection
      </button>
      <BatchRetryDialogView open={open} onOpenChange={setOpen} step={step} onConfirm={() => void confirm()} />
      {step.kind === 'result' && <BatchRetryResultListView ledger={step.ledger} />}
    </>
  );
}

const { items } = (await (await fetch('/api/v1/tasks')).json()) as { items: Task[] };
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <TaskRetryProvider>
      <TasksPage tasks={items} />
    </TaskRetryProvider>
  </StrictMode>,
);
