import type { ReactElement, ReactNode } from 'react';
import { useWording } from '../../src/hooks/TaskRetryContext.ts';
import type { TaskStage } from '../../src/types/task.ts';
import { textsOf } from '../pages/texts.ts';
import './StageReport.css';

interface StageReportProps {
  stage: Pick<TaskStage, 'failure_category' | 'error_message'> & { stage_name?: string | null | undefined };
  /** What the page puts under the report. */
  children: ReactNode;
}

/** A stage's execution report, as a product's task page would show it. */
export function StageReport({ stage, children }: StageReportProps): ReactElement {
  const { report } = textsOf(useWording().locale);
  return (
    <article className="report" aria-label={report}>
      <header>
        <strong>{stage.stage_name}</strong>
        <code>{stage.failure_category}</code>
        <span>{report}</span>
      </header>
      <pre>{stage.error_message}</pre>
      {children}
    </article>
  );
}
