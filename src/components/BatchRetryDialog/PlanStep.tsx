'use client';
import type { ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { RetryPlan } from '../../retry/retryPlan.ts';
import { AttemptText } from '../parts/AttemptText.tsx';
import { Icon } from '../parts/Icon.tsx';
import { skipText } from '../parts/notice.ts';
import { TaskId } from '../parts/TaskId.tsx';
import { TaskName } from '../parts/TaskName.tsx';
import { withKeys } from '../parts/withKeys.ts';
import { leftOutText } from './leftOutText.ts';

export interface PlanStepProps {
  plan: RetryPlan;
  /** How many of the tasks to retry had no answer last time. */
  unknownAgain?: number | undefined;
  maxRetries?: number | undefined;
  getTaskHref?: ((id: string) => string | undefined) | undefined;
}

/** What will be sent, row by row, and what is left out and why. */
export function PlanStep({ plan, unknownAgain = 0, maxRetries, getTaskHref }: PlanStepProps): ReactElement {
  const wording = useWording();
  const { text } = wording;
  const notes = [
    ...(unknownAgain > 0 ? [text('unknownAgain', { count: unknownAgain })] : []),
    ...(plan.duplicates > 0 ? [text('duplicates', { count: plan.duplicates })] : []),
  ];
  return (
    <>
      {plan.retry.length > 0 && (
        <ul className="task-retry-rows" data-part="plan" aria-label={text('planList')}>
          {plan.retry.map((row) => (
            <li key={row.id} className="task-retry-row" data-part="row">
              <div className="task-retry-row__line">
                <TaskName id={row.id} title={row.title} href={getTaskHref?.(row.id)} />
                {row.stage === undefined ? (
                  <span className="task-retry-meta" data-part="stage">
                    {text('stageByPlatform')}
                  </span>
                ) : (
                  <bdi className="task-retry-chip" data-part="stage">
                    {row.stage.name ?? row.stage.id}
                  </bdi>
                )}
                {row.attempt !== undefined && <AttemptText attempt={row.attempt} limit={maxRetries} />}
                <TaskId row={row} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {notes.length > 0 && (
        <ul className="task-retry-notes" data-part="notes">
          {notes.map((note) => (
            <li key={note}>
              <Icon name="notice" />
              {note}
            </li>
          ))}
        </ul>
      )}
      {plan.skip.length > 0 && (
        <details className="task-retry-left-out" data-part="left-out" open={plan.retry.length === 0 ? true : undefined}>
          <summary>
            <Icon name="disclosure" />
            {leftOutText(plan.skip, wording)}
          </summary>
          <ul className="task-retry-rows">
            {withKeys(plan.skip).map(([key, row]) => (
              <li key={key} className="task-retry-row" data-part="row">
                <div className="task-retry-row__line">
                  <TaskName id={row.id} title={row.title} href={getTaskHref?.(row.id)} />
                  <TaskId row={row} />
                </div>
                {row.skip && (
                  <div className="task-retry-row__reason" data-part="reason">
                    {skipText(row.skip, wording)}
                  </div>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
