'use client';
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore, type RefCallback } from 'react';
import { useBatchMutation } from '../../hooks/useInjectedHooks.ts';
import { useBatchRun } from '../../hooks/useBatchRun.ts';
import { useLatest } from '../../hooks/useLatest.ts';
import { useReadTask } from '../../hooks/useReadTask.ts';
import { useRetrySession } from '../../hooks/useRetrySession.ts';
import { useTaskRetryConfig } from '../../hooks/TaskRetryContext.ts';
import { useHoldRefresh, useRefreshTasks } from '../../hooks/useTasks.ts';
import { wordingOf } from '../../messages/wording.ts';
import type { ReadTask, SendBatch, SettledBatch } from '../../retry/batchRun.ts';
import type { RetryLimits, RetryableTask } from '../../retry/eligibility.ts';
import { followUp } from '../../retry/followUp.ts';
import { countOutcomes, type Ledger } from '../../retry/ledger.ts';
import { countUnknown, hasOpen, withoutDone } from '../../retry/planAgain.ts';
import type { Outcome } from '../../retry/outcome.ts';
import { remainderIn } from '../../retry/remainder.ts';
import { planRetry, type RetryPlan } from '../../retry/retryPlan.ts';
import { OUTCOME_OF_KIND } from '../../types/TaskApiError.ts';
import { summaryText } from '../BatchRetryResultList/outcomeNotice.ts';
import { failureText, sentences } from '../parts/notice.ts';
import type { BatchRetryPanelViewProps, BatchRetryStep } from './BatchRetryPanelView.tsx';
import { useShownBatch } from './useShownBatch.ts';

/** What a batch is made from; shared by `BatchRetryDialog` and `BatchRetryPanel`. */
export interface BatchRetryOptions extends RetryLimits {
  /** The table's selection as it is: any statuses, repeated rows, stages loaded or not. Followed until it is confirmed. */
  tasks: readonly RetryableTask[];
  /** Called once each time a batch that was sent or checked from here has settled, with what became of each task; also while closed. */
  onSettled?: ((ledger: Ledger) => void) | undefined;
}

type Wired = Required<
  Pick<BatchRetryPanelViewProps, 'step' | 'onConfirm' | 'onStop' | 'onCheck' | 'onCancelCheck' | 'onRetryRemainder'>
> &
  Pick<BatchRetryPanelViewProps, 'maxRetries' | 'onPlanAgain' | 'onShowLastResult'> & {
    announcerRef: RefCallback<HTMLDivElement>;
  };

/** Told how a run or a check ended. */
type Settled = (settled: Pick<SettledBatch, 'ledger' | 'failure'>) => void;

/** Progress is spoken at most this often, in ms. */
const SPEAK_EVERY = 5000;

/** Wires the one batch of the session to what shows it. */
export function useBatchRetry(options: BatchRetryOptions, open: boolean): Wired {
  const config = useTaskRetryConfig();
  const { maxRetries: maxRetriesOfAll, canRetry: canRetryOfAll } = config;
  const { tasks, onSettled, maxRetries = maxRetriesOfAll, canRetry = canRetryOfAll } = options;
  const mutation = useBatchMutation();
  const readTask = useReadTask();
  const holdRefresh = useHoldRefresh();
  const refreshTasks = useRefreshTasks();
  const { announcer } = useRetrySession();
  const batchRun = useBatchRun();
  const wording = wordingOf(config.messages);
  // A run may outlast what a hook's closure holds, such as a token or a language.
  const latest = useLatest({ onSettled, mutation, readTask, wording });
  // What runs by the time that this is hydrated was not in the server's HTML.
  const batch = useSyncExternalStore(batchRun.subscribe, batchRun.current, () => undefined);
  const limits = useMemo(() => ({ maxRetries, canRetry }), [maxRetries, canRetry]);
  const selection = useMemo(() => planRetry(tasks, limits), [tasks, limits]);

  const shown = useShownBatch(open, batch, selection);
  const last = batch?.kind === 'settled' ? batch : undefined;
  const { replanned } = shown;
  const plan = useMemo(() => (last && replanned ? withoutDone(selection, last) : selection), [selection, last, replanned]);
  const plansAgain = useMemo(() => last && hasOpen(selection, last), [selection, last]);
  const unsent = useMemo(() => last?.halt && remainderIn(last.ledger, selection, isUnsent), [last, selection]);
  const other = useMemo(() => last && remainderIn(last.ledger, selection), [last, selection]);
  // A run that ended early goes on with what is unsent; what was refused by then is a matter of its own, for later.
  const continues = Boolean(unsent?.retry.length);
  const remainder = continues ? unsent : other;
  // Nothing can have followed in the very rows that the batch was planned from.
  const followed = useMemo(
    () => (last && last.plan !== selection ? followUp(last.ledger, tasks) : undefined),
    [last, selection, tasks],
  );

  const batchKind = batch?.kind;
  useEffect(() => {
    // When a batch begins or goes on, and when the tasks change; not after each of its answers.
    const left = selection.skip.filter((row) => row.skip?.code === 'task-not-failed');
    if (batchKind) batchRun.noteLeft(left.map((row) => row.id));
  }, [batchRun, batchKind, selection]);

  const { opened } = shown;
  const changedFrom = !shown.batch && opened && differs(opened, plan) ? opened.retry.length : undefined;
  // The plan that was told last, of the ones since it was opened.
  const told = useRef({ opened, plan });
  const isPlan = opened !== undefined && !shown.batch && !last?.check;
  useEffect(() => {
    if (!isPlan) return;
    const before = told.current.opened === opened ? told.current.plan : opened;
    told.current = { opened, plan };
    // Who listens would else confirm what nobody has told.
    const counts = { count: plan.retry.length, before: before.retry.length };
    if (differs(before, plan)) announcer.say(latest.current.wording.text('planChanged', counts));
  }, [announcer, latest, isPlan, opened, plan]);

  const detach = useRef<(() => void) | undefined>(undefined);
  // With `null` for detaching, since React 18 knows no clean-up of a ref.
  const announcerRef = useCallback(
    (region: HTMLDivElement | null) => {
      detach.current?.();
      detach.current = region ? announcer.attach(region) : undefined;
    },
    [announcer],
  );

  /** Says what begins and what it came to, also where the panel that began it has gone by then. */
  const begin = (start: (settled: Settled) => boolean, text: string, after: (ledger?: Ledger) => void): void => {
    const letGo = announcer.retain();
    const started = start(({ ledger, failure }) => {
      after(ledger);
      const { wording: now } = latest.current;
      const counts = countOutcomes(ledger);
      // Of a lost one that it may have been taken, where nothing else is to be told.
      const isTold = failure && (OUTCOME_OF_KIND[failure.kind] !== 'unknown' || counts.submitted + counts.refused + counts.unsent === 0);
      announcer.say(sentences([isTold && failureText(failure, now), summaryText(counts, now)], now));
      letGo();
      latest.current.onSettled?.(ledger);
    });
    if (started) announcer.say(text);
    else {
      after();
      letGo();
    }
  };
  const run = (start: 'start' | 'resume', toSend: RetryPlan): void => {
    let spoken = Date.now();
    const send: SendBatch = (ids) => {
      const now = batchRun.current();
      if (now?.kind === 'running' && Date.now() - spoken >= SPEAK_EVERY) {
        spoken = Date.now();
        announcer.say(latest.current.wording.text('progress', { sent: now.sent, total: now.total }));
      }
      return latest.current.mutation.mutateAsync({ task_ids: [...ids] });
    };
    const { chunkSize, classifyReason } = config;
    begin(
      (settled) => batchRun[start](toSend, send, settled, { chunkSize, classifyReason, chosen: selection }),
      wording.text('running', { count: toSend.retry.length }),
      holdRefresh(),
    );
  };
  const check = (): void => {
    const read: ReadTask = (id, signal) => latest.current.readTask(id, signal);
    const before = last?.ledger.rows ?? [];
    begin((settled) => batchRun.check(read, ({ ledger }) => settled({ ledger })), wording.text('checking'), (ledger) => {
      const taken = ledger?.rows.filter(({ outcome }, at) => outcome.kind === 'submitted' && before[at]?.outcome.kind === 'unknown') ?? [];
      if (taken.length > 0) refreshTasks(taken.map((row) => row.id));
    });
  };

  const step = ((): BatchRetryStep => {
    if (!shown.batch) {
      return { kind: 'plan', plan, unknownAgain: last && countUnknown(plan, last), changedFrom, notBefore: last?.notBefore };
    }
    if (shown.batch.kind === 'running') return shown.batch;
    return { ...shown.batch, kind: 'result', continues, followUp: followed, remainder: remainder?.retry.length };
  })();

  return {
    step,
    maxRetries,
    onConfirm: () => run('start', plan),
    onStop: batchRun.stop,
    onCheck: check,
    onCancelCheck: batchRun.cancelCheck,
    onRetryRemainder: () => {
      if (remainder) run('resume', remainder);
    },
    onPlanAgain: last && plansAgain ? () => shown.replan(withoutDone(selection, last)) : undefined,
    onShowLastResult: last ? shown.showLast : undefined,
    announcerRef,
  };
}

function isUnsent(outcome: Outcome): boolean {
  return outcome.kind === 'unsent';
}

/** Whether other tasks would be retried now than when the plan was first shown. */
function differs(opened: RetryPlan, now: RetryPlan): boolean {
  if (opened === now) return false;
  const ids = new Set(opened.retry.map((row) => row.id));
  return ids.size !== now.retry.length || now.retry.some((row) => !ids.has(row.id));
}
