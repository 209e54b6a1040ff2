'use client';
import { useId, useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { Wording } from '../../messages/wording.ts';
import type { FollowUp } from '../../retry/followUp.ts';
import type { LedgerGroup } from '../../retry/groupRows.ts';
import type { LedgerRow } from '../../retry/ledger.ts';
import { AttemptText } from '../parts/AttemptText.tsx';
import { Button } from '../parts/Button.tsx';
import { BatchIcon } from '../parts/BatchIcon.tsx';
import type { IconName } from '../parts/Icon.tsx';
import { PagedRows } from '../parts/PagedRows.tsx';
import { RawText } from '../parts/RawText.tsx';
import { TaskRow } from '../parts/TaskRow.tsx';
import { groupNotice, outcomeNotice } from './outcomeNotice.ts';

interface ResultGroupProps {
  group: LedgerGroup;
  /** Whether its rows are shown at first. */
  opened: boolean;
  /** That of the list, whose heading is one above. */
  headingLevel: 2 | 3 | 4 | 5;
  followUp: ReadonlyMap<string, FollowUp>;
  getTaskHref: ((id: string) => string | undefined) | undefined;
  check?: { readonly done: number; readonly total: number } | undefined;
  onCheck?: (() => void) | undefined;
  onCancelCheck?: (() => void) | undefined;
  onCopy: (ids: readonly string[]) => void;
}

const HEADING_BELOW = { 2: 'h3', 3: 'h4', 4: 'h5', 5: 'h6' } as const;

/** Rows that ended alike: how many, why, what to do, and on demand which. Renders a `<div>`. */
export function ResultGroup(props: ResultGroupProps): ReactElement {
  const { group, opened, headingLevel, followUp, getTaskHref, check, onCheck, onCancelCheck, onCopy } = props;
  const wording = useWording();
  const { text } = wording;
  const id = useId();
  const [choice, setChoice] = useState<boolean>();
  const open = choice ?? opened;
  // One that could not be read tells more about the group than one that was not read yet.
  const unread = group.outcome.kind === 'unknown' ? group.rows.find(({ outcome }) => 'check' in outcome && outcome.check) : undefined;
  const notice = groupNotice(unread?.outcome ?? group.outcome, wording);
  const Heading = HEADING_BELOW[headingLevel];
  const advice = check ? text('adviceChecking', check) : notice.text;
  const shared = sharedRaw(group);
  const raw = shared ?? notice.raw;
  return (
    <div role="group" className="task-retry-group" data-part="group" data-outcome={group.outcome.kind} aria-labelledby={id}>
      <div className="task-retry-group__header">
        <Heading className="task-retry-group__heading" id={id}>
          <button
            type="button"
            className="task-retry-group__toggle"
            data-part="group-toggle"
            aria-expanded={open}
            onClick={() => setChoice(!open)}
          >
            <BatchIcon name="disclosure" />
            <span key={group.rows.length} className="task-retry-badge" data-part="outcome" data-tone={notice.tone}>
              <BatchIcon name={notice.icon} />
              {wording.number(group.rows.length)}
            </span>
            <span className="task-retry-group__title">{notice.title}</span>
          </button>
        </Heading>
        <span className="task-retry-meta task-retry-group__advice" data-part="advice">
          {[advice, statusesNow(group.rows, followUp, wording)].filter(Boolean).join(text('progressSeparator'))}
        </span>
        {/* One element while a check begins and ends, so that the focus stays. */}
        {check
          ? onCancelCheck && (
              <Button key="check" part="cancel-check" size="small" label={text('cancelCheck')} onPress={onCancelCheck} />
            )
          : onCheck && <Button key="check" part="check" size="small" label={text('check')} onPress={onCheck} />}
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
      {raw && (
        <div className="task-retry-group__raw">
          <RawText>{raw}</RawText>
        </div>
      )}
      {open && (
        <PagedRows rows={group.rows} label={notice.title} part="rows">
          {(row) => (
            <ResultRow
              row={row}
              raw={shared === undefined ? rawOf(row) : ''}
              followUp={followUp.get(row.id)}
              href={getTaskHref?.(row.id)}
              wording={wording}
            />
          )}
        </PagedRows>
      )}
    </div>
  );
}

interface ResultRowProps {
  row: LedgerRow;
  /** The platform's words for this row, where the group does not say them for all. */
  raw: string;
  followUp: FollowUp | undefined;
  href: string | undefined;
  wording: Wording;
}

function ResultRow({ row, raw, followUp, href, wording }: ResultRowProps): ReactElement {
  const { earlier = [] } = row;
  const told = followUp && followUpText(followUp, wording);
  const outcomes = earlier.map((each) => outcomeNotice(each, wording).title).join(wording.text('listSeparator'));
  const reason = (raw || outcomes) && (
    <>
      {raw && <RawText>{raw}</RawText>}
      {outcomes && wording.text('before', { outcomes })}
    </>
  );
  return (
    <TaskRow row={row} href={href} reason={reason}>
      {followUp ? (
        <span key={told} className="task-retry-badge" data-part="follow-up" data-tone={TONE_OF_STATUS.get(followUp.status) ?? 'neutral'}>
          <BatchIcon name={ICON_OF_STATUS.get(followUp.status) ?? 'submitted'} />
          {told}
        </span>
      ) : (
        // What was left out had none.
        row.outcome.kind !== 'skipped' && <AttemptText attempt={row.attempt} wording={wording} />
      )}
    </TaskRow>
  );
}

// Completed alone is green: only it is a success.
const TONE_OF_STATUS: ReadonlyMap<string, string> = new Map([
  ['completed', 'completed'],
  ['failed', 'refused'],
]);

const ICON_OF_STATUS: ReadonlyMap<string, IconName> = new Map([
  ['completed', 'completed'],
  ['failed', 'refused'],
  ['cancelled', 'skipped'],
]);

/** The platform's words for one row; those that are not recognised name its group already. */
function rawOf({ outcome }: LedgerRow): string {
  return outcome.kind === 'refused' && outcome.reason.code !== 'other' ? outcome.reason.text : '';
}

/** The words that all rows of a group share, to be said once. */
function sharedRaw({ rows }: LedgerGroup): string | undefined {
  const [first] = rows;
  const raw = first ? rawOf(first) : '';
  return raw !== '' && rows.every((row) => rawOf(row) === raw) ? raw : undefined;
}

function followUpText({ status, stage }: FollowUp, { text, status: statusText }: Wording): string {
  if (status !== 'failed') return statusText(status);
  return stage === undefined ? text('failedAgain') : text('failedAgainAt', { stage });
}

/** How many of a group's tasks are where by now. */
function statusesNow(rows: readonly LedgerRow[], followUp: ReadonlyMap<string, FollowUp>, wording: Wording): string {
  const counts = new Map<string, number>();
  for (const row of followUp.size ? rows : []) {
    const status = followUp.get(row.id)?.status;
    if (status !== undefined) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts]
    .map(([status, count]) => wording.text('statusNow', { count, status: wording.status(status) }))
    .join(wording.text('listSeparator'));
}
