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
import { countOutcomes, type Ledger } from '../../retry/ledger.ts';
import type { RetryLimits, RetryableTask } from '../../retry/eligibility.ts';
import type { BatchRetry } from '../../retry/retryStore.ts';
import { planRetry, type RetryPlan } from '../../retry/retryPlan.ts';
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
    const again = useMemo(() => planAgain(tasks, last, { maxRetries, canRetry }), [tasks, last, maxRetries, canRetry]);
    const plan = shown.replanned ? again.plan : selection;

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
        step={shown.batch ? stepOf(shown.batch) : { kind: 'plan', plan, unknownAgain: shown.replanned ? again.unknown : 0 }}
        maxRetries={maxRetries}
        onConfirm={confirm}
        onPlanAgain={again.plan.retry.length > 0 ? shown.replan : undefined}
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

function sameTasks(a: RetryPlan, b: RetryPlan): boolean {
  const ids = new Set(a.rows.map((row) => row.id));
  return a.rows.length === b.rows.length && b.rows.every((row) => ids.has(row.id));
}

/**
 * A plan for what a result left, from the tasks as they are now. One that was submitted is never in it, although its row
 * may still say failed; one without an answer is, and is counted, since sending it again is a risk to be named.
 */
function planAgain(
  tasks: readonly RetryableTask[],
  last: Ledger | undefined,
  limits: RetryLimits,
): { plan: RetryPlan; unknown: number } {
  const outcomes = new Map(last?.rows.map((row) => [row.id, row.outcome.kind]));
  const plan = planRetry(tasks.filter((task) => outcomes.get(task.id) !== 'submitted'), limits);
  return { plan, unknown: plan.retry.filter((row) => outcomes.get(row.id) === 'unknown').length };
}
