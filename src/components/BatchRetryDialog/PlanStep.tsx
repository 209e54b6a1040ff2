'use client';
import { useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import { AttemptText } from '../parts/AttemptText.tsx';
import { FindField } from '../parts/FindField.tsx';
import { BatchIcon } from '../parts/BatchIcon.tsx';
import { matchRows } from '../parts/matchRows.ts';
import { Notes } from '../parts/Notes.tsx';
import { skipText } from '../parts/notice.ts';
import { PagedRows } from '../parts/PagedRows.tsx';
import { TaskRow } from '../parts/TaskRow.tsx';
import { useFind } from '../parts/useFind.ts';
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
  const { plan, unknownAgain = 0, changedFrom } = step;
  const { query, onQueryChange, isOffered } = useFind(plan.rows.length);
  const [leftOutOpen, setLeftOutOpen] = useState(plan.retry.length === 0);
  const [retry, skip] = [matchRows(plan.retry, query), matchRows(plan.skip, query)];
  const notes = [
    changedFrom !== undefined && text('planChanged', { count: plan.retry.length, before: changedFrom }),
    unknownAgain > 0 && text('unknownAgain', { count: unknownAgain }),
    plan.duplicates > 0 && text('duplicates', { count: plan.duplicates }),
  ];
  return (
    <>
      <Notes notes={notes} />
      {isOffered && (
        <div className="task-retry-toolbar">
          <FindField {...{ query, onQueryChange }} found={retry.length + skip.length} />
        </div>
      )}
      {retry.length > 0 && (
        <PagedRows rows={retry} label={text('planList')} part="plan">
          {(row) => (
            <TaskRow row={row} href={getTaskHref?.(row.id)}>
              {!row.stage && (
                <span className="task-retry-meta" data-part="stage">
                  {text('stageByPlatform')}
                </span>
              )}
              <AttemptText attempt={row.attempt} limit={maxRetries} wording={wording} />
            </TaskRow>
          )}
        </PagedRows>
      )}
      {skip.length > 0 && (
        <details
          className="task-retry-left-out"
          data-part="left-out"
          open={leftOutOpen}
          onToggle={(event) => setLeftOutOpen(event.currentTarget.open)}
        >
          <summary>
            <BatchIcon name="disclosure" />
            <span>{leftOutText(skip, wording)}</span>
          </summary>
          {leftOutOpen && (
            <PagedRows rows={skip} label={text('skipped')} part="left-out-rows">
              {(row) => (
                <TaskRow
                  row={{ ...row, stage: undefined }}
                  href={getTaskHref?.(row.id)}
                  reason={row.skip && skipText(row.skip, wording)}
                />
              )}
            </PagedRows>
          )}
        </details>
      )}
    </>
  );
}
