import type { ReactElement, ReactNode } from 'react';
import type { PlanRow } from '../../retry/retryPlan.ts';
import { TaskName } from './TaskName.tsx';

interface TaskRowProps {
  row: Pick<PlanRow, 'id' | 'title' | 'stage'>;
  href: string | undefined;
  /** What stands beside its stage, such as the attempt. */
  children?: ReactNode;
  /** What is to be said about it, below. Left out, or empty: nothing is. */
  reason?: ReactNode;
}

/** What stands in a row about a task. Its id only where its name is another. */
export function TaskRow({ row, href, children, reason }: TaskRowProps): ReactElement {
  return (
    <>
      <TaskName id={row.id} title={row.title} href={href} />
      {row.stage && (
        <bdi className="task-retry-chip" data-part="stage">
          {row.stage.name ?? row.stage.id}
        </bdi>
      )}
      {children}
      {row.title && (
        <bdi className="task-retry-id" data-part="id">
          {row.id}
        </bdi>
      )}
      {reason && (
        <div className="task-retry-row__reason" data-part="reason">
          {reason}
        </div>
      )}
    </>
  );
}
