'use client';
import { useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { MessageValues } from '../../messages/formatMessage.ts';
import type { MessageKey } from '../../messages/Messages.ts';
import { AttemptText } from '../parts/AttemptText.tsx';
import { FindField } from '../parts/FindField.tsx';
import { Icon } from '../parts/Icon.tsx';
import { matchRows } from '../parts/matchRows.ts';
import { skipText } from '../parts/notice.ts';
import { PAGE_SIZE, PagedRows } from '../parts/PagedRows.tsx';
import { TaskId } from '../parts/TaskId.tsx';
import { TaskName } from '../parts/TaskName.tsx';
import type { BatchRetryStep } from './BatchRetryPanelView.tsx';
import { leftOutText } from './leftOutText.ts';

interface PlanStepProps {
  step: Extract<BatchRetryStep, { kind: 'plan' }>;
  maxRetries: number | undefined;
  getTaskHref: ((id: string) => string | undefined) | undefined;
}

/** What will be sent, row by row, and what is left out and why. */
export function PlanStep({ step, maxRetries, getTaskHref }: PlanStepProps): ReactElement {
  const wording = useWording();
  const { text } = wording;
  const { plan } = step;
  const [query, setQuery] = useState('');
  const [leftOutOpen, setLeftOutOpen] = useState(plan.retry.length === 0);
  const retry = matchRows(plan.retry, query);
  const notes = notesOf(step);
  return (
    <>
      {notes.length > 0 && (
        <ul className="task-retry-notes" data-part="notes">
          {notes.map(([key, values]) => (
            <li key={key}>
              <Icon name="notice" />
              {text(key, values)}
            </li>
          ))}
        </ul>
      )}
      {plan.rows.length > PAGE_SIZE && (
        <div className="task-retry-toolbar">
          <FindField query={query} onQueryChange={setQuery} found={retry.length} />
        </div>
      )}
      {retry.length > 0 && (
        <PagedRows rows={retry} label={text('planList')} part="plan">
          {(row) => (
            <>
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
              {row.attempt !== undefined && <AttemptText attempt={row.attempt} limit={maxRetries} wording={wording} />}
              <TaskId row={row} />
            </>
          )}
        </PagedRows>
      )}
      {plan.skip.length > 0 && (
        <details
          className="task-retry-left-out"
          data-part="left-out"
          open={leftOutOpen}
          onToggle={(event) => setLeftOutOpen(event.currentTarget.open)}
        >
          <summary>
            <Icon name="disclosure" />
            {leftOutText(plan.skip, wording)}
          </summary>
          {leftOutOpen && (
            <PagedRows rows={plan.skip} label={text('skipped')} part="left-out-rows">
              {(row) => (
                <>
                  <TaskName id={row.id} title={row.title} href={getTaskHref?.(row.id)} />
                  <TaskId row={row} />
                  {row.skip && (
                    <div className="task-retry-row__reason" data-part="reason">
                      {skipText(row.skip, wording)}
                    </div>
                  )}
                </>
              )}
            </PagedRows>
          )}
        </details>
      )}
    </>
  );
}

/** What people should know before they confirm, in a line each. */
function notesOf({ plan, unknownAgain = 0, changedFrom }: PlanStepProps['step']): [MessageKey, MessageValues][] {
  const notes: [MessageKey, MessageValues][] = [];
  if (changedFrom !== undefined) notes.push(['planChanged', { count: plan.retry.length, before: changedFrom }]);
  if (unknownAgain > 0) notes.push(['unknownAgain', { count: unknownAgain }]);
  if (plan.duplicates > 0) notes.push(['duplicates', { count: plan.duplicates }]);
  return notes;
}
