'use client';
import {
  forwardRef,
  useCallback,
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
    const last = batch?.kind === 'settled' ? batch.ledger : undefined;
    const again = useMemo(() => withoutDone(selection, last), [selection, last]);
    const plan = shown.replanned ? again : selection;
    const unknownAgain = useMemo(() => countUnknown(plan, last), [plan, last]);

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
    if (open) show(batch && (selection.rows.length === 0 || sameTasks(batch.plan, selection)) ? batch.plan : undefined);
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

/** Whether a selection is the one of an earlier plan: the same tasks, none of which has failed anew since. */
function sameTasks(earlier: RetryPlan, selection: RetryPlan): boolean {
  const rows = new Map(earlier.rows.map((row) => [row.id, row]));
  return (
    earlier.rows.length === selection.rows.length &&
    selection.rows.every((row) => {
      const before = rows.get(row.id);
      return before !== undefined && !isNextAttempt(before, row);
    })
  );
}

/** Whether a row is known to be of a later attempt. */
function isNextAttempt(before: { attempt?: number | undefined }, now: PlanRow): boolean {
  return before.attempt !== undefined && now.attempt !== undefined && now.attempt > before.attempt;
}

/**
 * The selection without what needs no retry any more: submitted or moved on before, and not failed anew since, although
 * its row may still say failed.
 */
function withoutDone(selection: RetryPlan, last: Ledger | undefined): RetryPlan {
  const done = new Map(last?.rows.filter(isDone).map((row) => [row.id, row]));
  const isLeft = (row: PlanRow): boolean => {
    const before = done.get(row.id);
    if (!before) return true;
    // Where attempts are not known, a row that was read again since is believed.
    return before.attempt === undefined || row.attempt === undefined ? before.task !== row.task : isNextAttempt(before, row);
  };
  return { ...selection, rows: selection.rows.filter(isLeft), retry: selection.retry.filter(isLeft) };
}

function isDone({ outcome }: LedgerRow): boolean {
  return outcome.kind === 'submitted' || isMovedOn(outcome);
}

/** How many of the tasks to retry had no answer in the last batch, so that sending them is a risk to be named. */
function countUnknown(plan: RetryPlan, last: Ledger | undefined): number {
  const unknown = new Map(last?.rows.filter((row) => row.outcome.kind === 'unknown').map((row) => [row.id, row]));
  return plan.retry.filter((row) => {
    const before = unknown.get(row.id);
    return before !== undefined && !isNextAttempt(before, row);
  }).length;
}
