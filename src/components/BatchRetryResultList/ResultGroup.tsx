'use client';
import { useId, useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { Wording } from '../../messages/wording.ts';
import type { FollowUp } from '../../retry/followUp.ts';
import type { LedgerGroup } from '../../retry/groupRows.ts';
import type { LedgerRow } from '../../retry/ledger.ts';
import { AttemptText } from '../parts/AttemptText.tsx';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { PagedRows } from '../parts/PagedRows.tsx';
import { RawText } from '../parts/RawText.tsx';
import { TaskId } from '../parts/TaskId.tsx';
import { TaskName } from '../parts/TaskName.tsx';
import { groupNotice } from './groupNotice.ts';
import { outcomeNotice } from './outcomeNotice.ts';

interface ResultGroupProps {
  group: LedgerGroup;
  /** Whether its rows are shown at first. */
  opened: boolean;
  headingLevel: 3 | 4 | 5 | 6;
  followUp: ReadonlyMap<string, FollowUp>;
  getTaskHref: ((id: string) => string | undefined) | undefined;
  check: { readonly done: number; readonly total: number } | undefined;
  onCheck: (() => void) | undefined;
  onCancelCheck: (() => void) | undefined;
  onCopy: (ids: readonly string[]) => void;
}

/** Rows that ended alike: how many, why, what to do, and on demand which. Renders a `<div>`. */
export function ResultGroup(props: ResultGroupProps): ReactElement {
  const { group, opened, headingLevel, followUp, getTaskHref, check, onCheck, onCancelCheck, onCopy } = props;
  const wording = useWording();
  const { text } = wording;
  const id = useId();
  const [toggled, setToggled] = useState(false);
  const open = opened !== toggled;
  const notice = groupNotice(group.outcome, wording);
  const Heading = `h${headingLevel}` as const;
  const checks = group.outcome.kind === 'unknown';
  const advice = checks && check ? text('adviceChecking', check) : notice.text;
  return (
    <div role="group" className="task-retry-group" data-part="group" data-outcome={group.outcome.kind} aria-labelledby={id}>
      <div className="task-retry-group__header">
        <Heading className="task-retry-group__heading" id={id}>
          <button
            type="button"
            className="task-retry-group__toggle"
            data-part="group-toggle"
            aria-expanded={open}
            onClick={() => setToggled(!toggled)}
          >
            <Icon name="disclosure" />
            <span className="task-retry-badge" data-part="outcome" data-tone={notice.tone}>
              <Icon name={notice.icon} />
              {wording.number(group.rows.length)}
            </span>
            <span className="task-retry-group__title">{notice.title}</span>
          </button>
        </Heading>
        <span className="task-retry-meta task-retry-group__advice" data-part="advice">
          {[advice, statusesNow(group.rows, followUp, wording)].filter(Boolean).join(text('progressSeparator'))}
        </span>
        {checks && onCheck && !check && <Button part="check" size="small" label={text('check')} onPress={onCheck} />}
        {checks && check && onCancelCheck && (
          <Button part="cancel-check" size="small" label={text('cancelCheck')} onPress={onCancelCheck} />
        )}
        {open && (
          <Button
            part="copy-ids"
            size="small"
            look="quiet"
            label={text('copyIds')}
            onPress={() => onCopy(group.rows.map((row) => row.id))}
          />
        )}
      </div>
      {notice.raw !== undefined && (
        <div className="task-retry-group__raw">
          <RawText>{notice.raw}</RawText>
        </div>
      )}
      {open && (
        <PagedRows rows={group.rows} label={notice.title} part="rows">
          {(row) => <ResultRow row={row} followUp={followUp.get(row.id)} href={getTaskHref?.(row.id)} wording={wording} />}
        </PagedRows>
      )}
    </div>
  );
}

interface ResultRowProps {
  row: LedgerRow;
  followUp: FollowUp | undefined;
  href: string | undefined;
  wording: Wording;
}

function ResultRow({ row, followUp, href, wording }: ResultRowProps): ReactElement {
  const { outcome, earlier = [] } = row;
  const raw = outcome.kind === 'refused' && outcome.reason.code !== 'other' ? outcome.reason.text : '';
  return (
    <>
      <div className="task-retry-row__line">
        <TaskName id={row.id} title={row.title} href={href} />
        {row.stage && (
          <bdi className="task-retry-chip" data-part="stage">
            {row.stage.name ?? row.stage.id}
          </bdi>
        )}
        {followUp ? (
          <span className="task-retry-chip" data-part="follow-up" data-status={followUp.status}>
            {followUpText(followUp, wording)}
          </span>
        ) : (
          row.attempt !== undefined && <AttemptText attempt={row.attempt} />
        )}
        <TaskId row={row} />
      </div>
      {(raw !== '' || earlier.length > 0) && (
        <div className="task-retry-row__reason" data-part="reason">
          {raw !== '' && <RawText>{raw}</RawText>}
          {earlier.length > 0 &&
            wording.text('before', {
              outcomes: earlier.map((each) => outcomeNotice(each, wording).title).join(wording.text('listSeparator')),
            })}
        </div>
      )}
    </>
  );
}

function followUpText({ status, stage }: FollowUp, { text, status: statusText }: Wording): string {
  if (status !== 'failed') return statusText(status);
  return stage === undefined ? text('failedAgain') : text('failedAgainAt', { stage });
}

/** How many of a group's tasks are where by now. */
function statusesNow(rows: readonly LedgerRow[], followUp: ReadonlyMap<string, FollowUp>, wording: Wording): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const status = followUp.get(row.id)?.status;
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts]
    .map(([status, count]) => wording.text('statusNow', { count, status: wording.status(status) }))
    .join(wording.text('listSeparator'));
}
