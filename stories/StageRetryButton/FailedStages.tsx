import { StageRetryButton, type Task } from '../../src/index.ts';

/** The failed stages of a task, each with its way back. */
export function FailedStages({ task }: { task: Task }) {
  const failed = (task.stages ?? []).filter((stage) => stage.status === 'failed');
  return (
    <ul className="action-area">
      {failed.map((stage) => (
        <li key={stage.id}>
          <strong>{stage.stage_name}</strong>
          <StageRetryButton task={task} stage={stage} size="small" maxRetries={5} />
        </li>
      ))}
    </ul>
  );
}
