'use client';
import {
  forwardRef,
  useId,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type ReactElement,
  type Ref,
  type RefAttributes,
} from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { Wording } from '../../messages/wording.ts';
import { countOutcomes, rowsByAttention, type Ledger, type LedgerNote, type LedgerRow } from '../../retry/ledger.ts';
import { classNames } from '../parts/classNames.ts';
import { Icon } from '../parts/Icon.tsx';
import { RawText } from '../parts/RawText.tsx';
import { TaskId } from '../parts/TaskId.tsx';
import { TaskName } from '../parts/TaskName.tsx';
import { withKeys } from '../parts/withKeys.ts';
import { OutcomeBar } from './OutcomeBar.tsx';
import { outcomeNotice, summaryText } from './outcomeNotice.ts';

/** Props of `BatchRetryResultListView`. Everything else goes to its root, a `<section>`. */
export interface BatchRetryResultListViewProps extends ComponentPropsWithoutRef<'section'> {
  /** What became of each chosen task. Counts are derived from it. */
  ledger: Ledger;
  /** Address of a task. Left out, or `undefined` for a task: no link. `javascript:` addresses are not linked. */
  getTaskHref?: ((id: string) => string | undefined) | undefined;
  /** Level of the summary's heading. Default: 2. */
  headingLevel?: 2 | 3 | 4 | 5 | 6 | undefined;
  /** The heading, which can take the focus: move it there when a result has replaced what had it. */
  headingRef?: Ref<HTMLHeadingElement> | undefined;
  /** Id of the heading, for a container that it names. */
  headingId?: string | undefined;
}

/**
 * One row for each task of a batch: its outcome, why, and a link; above them the sum in words and as a bar (SPEC.md,
 * section 6.3). What needs a person comes first. A function of its props. Renders a `<section>`.
 */
export const BatchRetryResultListView: ForwardRefExoticComponent<
  BatchRetryResultListViewProps & RefAttributes<HTMLElement>
> = forwardRef(function BatchRetryResultListView(
  { ledger, getTaskHref, headingLevel = 2, headingRef, headingId, className, ...root }: BatchRetryResultListViewProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const wording = useWording();
  const ownId = useId();
  const labelledBy = headingId ?? ownId;
  const counts = countOutcomes(ledger);
  const needsAttention = counts.unknown + counts.refused + counts.unsent > 0;
  const Heading = `h${headingLevel}` as const;
  return (
    <section
      aria-labelledby={root['aria-label'] === undefined ? labelledBy : undefined}
      {...root}
      ref={ref}
      className={classNames('task-retry-results', className)}
      data-component="BatchRetryResultList"
      data-state={ledger.rows.length === 0 ? 'empty' : needsAttention ? 'attention' : 'clear'}
    >
      <div className="task-retry-header" data-part="summary">
        <Heading id={labelledBy} ref={headingRef} tabIndex={-1} className="task-retry-title">
          {summaryText(counts, wording)}
        </Heading>
        {counts.submitted > 0 && <p className="task-retry-description">{wording.text('submittedMeaning')}</p>}
        {ledger.rows.length > 0 && <OutcomeBar counts={counts} />}
      </div>
      {ledger.notes.length > 0 && (
        <ul className="task-retry-notes" data-part="notes">
          {ledger.notes.map((note) => (
            <li key={note.code}>
              <Icon name="notice" />
              {noteText(note, wording)}
            </li>
          ))}
        </ul>
      )}
      {ledger.rows.length > 0 && (
        <ul className="task-retry-rows" data-part="rows" aria-label={wording.text('resultList')}>
          {withKeys(rowsByAttention(ledger)).map(([key, row]) => (
            <ResultRow key={key} row={row} href={getTaskHref?.(row.id)} wording={wording} />
          ))}
        </ul>
      )}
    </section>
  );
});

function ResultRow({ row, href, wording }: { row: LedgerRow; href: string | undefined; wording: Wording }): ReactElement {
  const notice = outcomeNotice(row.outcome, wording);
  return (
    <li className="task-retry-row" data-part="row" data-outcome={row.outcome.kind}>
      <div className="task-retry-row__line">
        <TaskName id={row.id} title={row.title} href={href} />
        {row.stage?.name !== undefined && (
          <bdi className="task-retry-chip" data-part="stage">
            {row.stage.name}
          </bdi>
        )}
        <span className="task-retry-badge" data-part="outcome" data-tone={notice.tone}>
          <Icon name={notice.icon} />
          {notice.title}
        </span>
        <TaskId row={row} />
      </div>
      {(notice.text !== '' || notice.raw !== undefined) && (
        <div className="task-retry-row__reason" data-part="reason">
          {notice.text}
          {notice.raw !== undefined && <RawText>{notice.raw}</RawText>}
        </div>
      )}
    </li>
  );
}

function noteText(note: LedgerNote, { text }: Wording): string {
  switch (note.code) {
    case 'totals-differ':
      return text('noteTotals');
    case 'extra-items':
      return text('noteExtraItems', { count: note.count });
    case 'repeated-items':
      return text('noteRepeatedItems', { count: note.count });
  }
}
