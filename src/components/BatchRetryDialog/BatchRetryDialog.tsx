'use client';
import {
  forwardRef,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react';
import { useLatest } from '../../hooks/useLatest.ts';
import { useRetrySession } from '../../hooks/useRetrySession.ts';
import { useBatchMutation } from '../../hooks/useInjectedHooks.ts';
import { useTaskRetryConfig, useWording } from '../../hooks/TaskRetryContext.ts';
import { countOutcomes, type Ledger, type LedgerRow } from '../../retry/ledger.ts';
import type { RetryLimits, RetryableTask } from '../../retry/eligibility.ts';
import type { BatchRetry } from '../../retry/retryStore.ts';
import { isMovedOn } from '../../retry/outcome.ts';
import { planRetry, type PlanRow, type RetryPlan } from '../../retry/retryPlan.ts';
import { failureText, sentences } from '../parts/notice.ts';
import { summaryText } from '../BatchRetryResultList/outcomeNotice.ts';
import { BatchRetryDialogView, type BatchRetryDialogViewProps, type BatchRetryStep } from './BatchRetryDialogView.tsx';

type RootProps = Omit<
  BatchRetryDialogViewProps,
  'step' | 'onConfirm' | 'onPlanAgain' | 'onShowLastResult' | 'announcerRef' | 'maxRetries'
>;

/** Props of `BatchRetryDialog`. Everything else goes to its root, a `<dialog>`. */
export interface BatchRetryDialogProps extends RootProps, RetryLimits {
  /** The table's selection as it is: any statuses, repeated rows, stages loaded or not. Followed until it is confirmed. */
  tasks: readonly RetryableTask[];
  /** Called once when a batch that this dialog sent has settled, with what became of each task; also while closed. */
  onSettled?: ((ledger: Ledger) => void) | undefined;
}

/**
 * Retries the failed ones of a selection, each from its earliest failed stage, through the injected hook, else the
 * package's own: shows the plan, sends it once when confirmed, then shows what became of each task (SPEC.md, section
 * 5.2). Closing it stops nothing; the result is there when it is opened again. Renders `BatchRetryDialogView`.
 */
export const BatchRetryDialog: ForwardRefExoticComponent<BatchRetryDialogProps & RefAttributes<HTMLDialogElement>> =
  forwardRef(function BatchRetryDialog(props: BatchRetryDialogProps, ref: ForwardedRef<HTMLDialogElement>) {
    const config = useTaskRetryConfig();
    const { tasks, onSettled, maxRetries = config.maxRetries, canRetry = config.canRetry, ...view } = props;
    const mutation = useBatchMutation();
    const { store, announcer } = useRetrySession();
    const wording = useWording();
    const latest = useLatest({ onSettled });
    const batch = useSyncExternalStore(store.subscribe, store.batchRetry, store.batchRetry);
    const selection = useMemo(() => planRetry(tasks, { maxRetries, canRetry }), [tasks, maxRetries, canRetry]);

    const shown = useShownBatch(props.open, batch, selection);
    const last = batch?.kind === 'settled' ? batch : undefined;
    const again = useMemo(() => withoutDone(selection, last), [selection, last]);
    const plan = shown.replanned ? again : selection;
    const unknownAgain = useMemo(() => countUnknown(plan, last), [plan, last]);

    useEffect(() => {
      if (last) store.noteTasksLeft(tasks.filter((task) => task?.status !== 'failed').map((task) => task?.id));
    }, [store, last, tasks]);

    const detach = useRef<(() => void) | undefined>(undefined);
    // With `null` for detaching, since React 18 knows no clean-up of a ref.
    const announcerRef = useCallback(
      (region: HTMLDivElement | null) => {
        detach.current?.();
        detach.current = region ? announcer.attach(region) : undefined;
      },
      [announcer],
    );

    const confirm = (): void => {
      const started = store.retryBatch(
        plan,
        () => mutation.mutateAsync({ task_ids: plan.retry.map((row) => row.id) }),
        ({ ledger, failure }) => {
          const summary = summaryText(countOutcomes(ledger), wording);
          announcer.say(sentences([failure && failureText(failure, wording), summary], wording));
          latest.current.onSettled?.(ledger);
        },
      );
      if (started) announcer.say(wording.text('announceBatchStart', { count: plan.retry.length }));
    };

    return (
      <BatchRetryDialogView
        {...view}
        ref={ref}
        step={shown.batch ? stepOf(shown.batch) : { kind: 'plan', plan, unknownAgain }}
        maxRetries={maxRetries}
        onConfirm={confirm}
        onPlanAgain={again.retry.length > 0 ? shown.replan : undefined}
        onShowLastResult={last ? shown.showLast : undefined}
        announcerRef={announcerRef}
      />
    );
  });

function stepOf(batch: BatchRetry): BatchRetryStep {
  return batch.kind === 'running' ? batch : { kind: 'result', ledger: batch.ledger };
}

type SettledBatch = Extract<BatchRetry, { kind: 'settled' }>;

interface ShownBatch {
  /** The batch whose run or result is shown. `undefined`: a plan is. */
  batch: BatchRetry | undefined;
  /** Whether the plan is one for what the last result left. */
  replanned: boolean;
  replan: () => void;
  showLast: () => void;
}

/**
 * Which batch an open dialog shows. A running one always. When it is opened, also a settled one for the same selection,
 * or where nothing is chosen any more. While it stays open, a result stays until the user asks for a plan.
 */
function useShownBatch(open: boolean, batch: BatchRetry | undefined, selection: RetryPlan): ShownBatch {
  const [wasOpen, setWasOpen] = useState(false);
  const [shownPlan, setShownPlan] = useState<RetryPlan>();
  const [replanned, setReplanned] = useState(false);
  const show = (plan: RetryPlan | undefined): void => {
    if (plan !== shownPlan) setShownPlan(plan);
  };
  if (open !== wasOpen) {
    setWasOpen(open);
    setReplanned(false);
    if (open) show(batch && (selection.rows.length === 0 || sameTasks(batch, selection)) ? batch.plan : undefined);
  }
  if (batch?.kind === 'running') show(batch.plan);
  return {
    batch: batch?.kind === 'running' || batch?.plan === shownPlan ? batch : undefined,
    replanned,
    replan: () => {
      setReplanned(true);
      setShownPlan(undefined);
    },
    showLast: () => setShownPlan(batch?.plan),
  };
}

/** Whether a selection is that of an earlier batch: the same tasks, none of which has failed anew since. */
function sameTasks(earlier: BatchRetry, selection: RetryPlan): boolean {
  const rows = new Map(earlier.plan.rows.map((row) => [row.id, row]));
  return (
    earlier.plan.rows.length === selection.rows.length &&
    selection.rows.every((row) => {
      const before = rows.get(row.id);
      return before !== undefined && !failedAnew(before, row, earlier);
    })
  );
}

/**
 * Whether a row tells of a later failure than the one that a batch retried: of another stage, of a later attempt at the
 * same one, or, where attempts are not known, of a task that was seen in another status in between. A row that merely was
 * not read again since tells of none.
 */
function failedAnew(before: Omit<PlanRow, 'skip'>, now: PlanRow, batch: BatchRetry): boolean {
  if (now.skip) return false;
  if (before.stage && now.stage && before.stage.id !== now.stage.id) return true;
  if (before.attempt !== undefined && now.attempt !== undefined) return now.attempt > before.attempt;
  return batch.kind === 'settled' && batch.left.has(now.id);
}

/** The selection without what needs no retry any more: submitted or moved on in the last batch, and not failed anew. */
function withoutDone(selection: RetryPlan, last: SettledBatch | undefined): RetryPlan {
  if (!last) return selection;
  const done = rowsWhere(last, ({ outcome }) => outcome.kind === 'submitted' || isMovedOn(outcome));
  const isOpen = (row: PlanRow): boolean => {
    const before = done.get(row.id);
    return before === undefined || failedAnew(before, row, last);
  };
  return { ...selection, rows: selection.rows.filter(isOpen), retry: selection.retry.filter(isOpen) };
}

/** How many of the tasks to retry had no answer in the last batch, so that sending them is a risk to be named. */
function countUnknown(plan: RetryPlan, last: SettledBatch | undefined): number {
  if (!last) return 0;
  const unknown = rowsWhere(last, ({ outcome }) => outcome.kind === 'unknown');
  return plan.retry.filter((row) => {
    const before = unknown.get(row.id);
    return before !== undefined && !failedAnew(before, row, last);
  }).length;
}

function rowsWhere(batch: SettledBatch, holds: (row: LedgerRow) => boolean): ReadonlyMap<string, LedgerRow> {
  return new Map(batch.ledger.rows.filter(holds).map((row) => [row.id, row]));
}
