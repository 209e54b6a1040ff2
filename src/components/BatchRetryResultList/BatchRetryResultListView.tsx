'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type Ref,
  type RefAttributes,
} from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { FollowUp } from '../../retry/followUp.ts';
import { groupRows, type LedgerGroup } from '../../retry/groupRows.ts';
import { countOutcomes, type Ledger } from '../../retry/ledger.ts';
import { ledgerCsv } from '../../retry/ledgerCsv.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { FindField } from '../parts/FindField.tsx';
import { matchRows } from '../parts/matchRows.ts';
import { Notes } from '../parts/Notes.tsx';
import { PAGE_SIZE } from '../parts/PagedRows.tsx';
import { useFind } from '../parts/useFind.ts';
import { OutcomeBar } from './OutcomeBar.tsx';
import { summaryText } from './outcomeNotice.ts';
import { ResultGroup } from './ResultGroup.tsx';

/** Props of `BatchRetryResultListView`. Everything else goes to its root, a `<section>`. */
export interface BatchRetryResultListViewProps extends ComponentPropsWithoutRef<'section'> {
  /** What became of each chosen task. Counts are derived from it. */
  ledger: Ledger;
  /** What became of the submitted ones since, by id. Default: nothing is known. */
  followUp?: ReadonlyMap<string, FollowUp> | undefined;
  /** Address of a task. Left out, or `undefined` for a task: no link. `javascript:`, `vbscript:` and `data:` are not linked. */
  getTaskHref?: ((id: string) => string | undefined) | undefined;
  /** Level of the summary's heading; those of the groups are one below. Default: 2. */
  headingLevel?: 2 | 3 | 4 | 5 | undefined;
  /** The heading, which can take the focus: move it there when a result has replaced what had it. */
  headingRef?: Ref<HTMLHeadingElement> | undefined;
  /** Id of the heading, for a container that it names. */
  headingId?: string | undefined;
  /** How far a check of the unknown ones is. Left out: none is under way. */
  check?: { readonly done: number; readonly total: number } | undefined;
  /** Called to read the unknown ones again. Left out: not offered. */
  onCheck?: (() => void) | undefined;
  /** Called to end a check; what is not read by then stays unknown. */
  onCancelCheck?: (() => void) | undefined;
  /** How many may be sent again. Default: 0. */
  remainder?: number | undefined;
  /** Called to send those again. Left out, or nothing may be: not offered. */
  onRetryRemainder?: (() => void) | undefined;
}

const NONE: ReadonlyMap<string, FollowUp> = new Map();

/** Groups that are shown at a time: where reasons carry an id, each task may have one of its own. */
const GROUPS_AT_ONCE = 30;

/** Up to here all groups are open: there is nothing to be saved by folding. */
const SHORT = 10;

/**
 * What became of each task of a batch: the sum in words and as a bar, then groups by outcome and reason with what to do
 * about them (SPEC.md, section 6.3). What needs a person comes first and is open; what was submitted comes last. A function
 * of its props. Renders a `<section>`.
 */
export const BatchRetryResultListView: ForwardRefExoticComponent<
  BatchRetryResultListViewProps & RefAttributes<HTMLElement>
> = forwardRef(function BatchRetryResultListView(
  {
    ledger,
    followUp = NONE,
    getTaskHref,
    headingLevel = 2,
    headingRef,
    headingId,
    check,
    onCheck,
    onCancelCheck,
    remainder = 0,
    onRetryRemainder,
    className,
    ...root
  }: BatchRetryResultListViewProps,
  ref: ForwardedRef<HTMLElement>,
) {
  const wording = useWording();
  const { text } = wording;
  const ownId = useId();
  const labelledBy = headingId ?? ownId;
  const { query, onQueryChange, isOffered } = useFind(ledger.rows.length);
  const [groupsShown, setGroupsShown] = useState(GROUPS_AT_ONCE);
  const [copied, setCopied] = useState('');
  const counts = useMemo(() => countOutcomes(ledger), [ledger]);
  const groups = useMemo(() => groupRows(ledger), [ledger]);
  const found = groups.map((group) => ({ ...group, rows: matchRows(group.rows, query) }));
  const matching = found.filter((group) => group.rows.length > 0);
  const shown = matching.slice(0, groupsShown);
  const firstUnknown = shown.find((group) => group.outcome.kind === 'unknown')?.key;
  const openKeys = keysToOpen(shown, ledger.rows.length <= SHORT || query.trim() !== '' || groups.length === 1);
  const needsAttention = counts.unknown + counts.refused + counts.unsent > 0;
  const Heading = `h${headingLevel}` as const;
  const groupsRef = useRef<HTMLDivElement>(null);
  const firstNew = useRef(0);
  useEffect(() => {
    if (firstNew.current === 0) return;
    // The button may be gone, so reading goes on at the first group that it brought.
    const group = groupsRef.current?.children[firstNew.current];
    firstNew.current = 0;
    group?.querySelector<HTMLElement>('[data-part=group-toggle]')?.focus();
  });
  const copy = async (ids: readonly string[]): Promise<void> => {
    setCopied('');
    try {
      await navigator.clipboard.writeText(ids.join('\n'));
      setCopied(text('copied', { count: ids.length }));
    } catch {
      // Where the browser says no, or the page has no clipboard, as in an insecure context.
      setCopied(text('copyFailed'));
    }
  };
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
        {counts.submitted > 0 && <p className="task-retry-description">{text('submittedMeaning')}</p>}
        {ledger.rows.length > 0 && <OutcomeBar counts={counts} />}
        {isOffered && (
          <FindField {...{ query, onQueryChange }} found={matching.reduce((sum, group) => sum + group.rows.length, 0)} />
        )}
      </div>
      <Notes notes={ledger.notes.map((note) => text(`note.${note.code}`, { ...note }))} />
      <div ref={groupsRef}>
        {shown.map((group) => (
          <ResultGroup
            // Looking for something starts from what it finds, whatever was folded before.
            key={`${query.trim() === '' ? 'all' : 'found'} ${group.key}`}
            group={group}
            opened={openKeys.has(group.key)}
            headingLevel={headingLevel}
            onCopy={(ids) => void copy(ids)}
            {...{ followUp, getTaskHref }}
            // All unknown tasks are checked together, so only the first group of them offers it.
            {...(group.key === firstUnknown && { check, onCheck, onCancelCheck })}
          />
        ))}
      </div>
      {matching.length > shown.length && (
        <div className="task-retry-more">
          <Button
            part="show-more-reasons"
            size="small"
            look="quiet"
            label={text('showMoreReasons', { count: Math.min(GROUPS_AT_ONCE, matching.length - shown.length) })}
            onPress={() => {
              firstNew.current = groupsShown;
              setGroupsShown(groupsShown + GROUPS_AT_ONCE);
            }}
          />
        </div>
      )}
      {ledger.rows.length > 0 && (
        <div className="task-retry-tools" data-part="tools">
          <Button part="download-csv" size="small" look="quiet" label={text('downloadCsv')} onPress={() => downloadCsv(ledger)} />
          <span role="status" className="task-retry-meta task-retry-tools__status">
            {copied}
          </span>
          {onRetryRemainder && remainder > 0 && (
            <Button
              part="retry-remainder"
              icon="retry"
              look="accent"
              label={text('retryRemainder', { count: remainder })}
              onPress={onRetryRemainder}
            />
          )}
        </div>
      )}
    </section>
  );
});

/** Which groups are open at first: those that say why something was not retried, up to two pages of rows, or all of a short list. */
function keysToOpen(groups: readonly LedgerGroup[], all: boolean): ReadonlySet<string> {
  const keys = new Set<string>();
  let rows = 0;
  for (const group of groups) {
    if (rows >= 2 * PAGE_SIZE || (!all && !isUrgent(group))) continue;
    keys.add(group.key);
    rows += Math.min(group.rows.length, PAGE_SIZE);
  }
  return keys;
}

function isUrgent({ outcome }: LedgerGroup): boolean {
  return outcome.kind === 'unknown' || outcome.kind === 'refused' || 'failure' in outcome;
}

function downloadCsv(ledger: Ledger): void {
  const url = URL.createObjectURL(new Blob([ledgerCsv(ledger)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'retry-results.csv';
  link.click();
  // The browser reads it after the click; it must still be there then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
