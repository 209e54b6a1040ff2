import { StageRetryButton, type Task } from '../../src/index.ts';

/** The stages of a task that have failed, each with its way back. It stays while one is retried, with what it says. */
export function FailedStages({ task }: { task: Task }) {
  const failed = (task.stages ?? []).filter(({ status, retry_count: retries = 0 }) => status === 'failed' || retries > 0);
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
