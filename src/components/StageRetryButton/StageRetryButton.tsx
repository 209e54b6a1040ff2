'use client';
import {
  forwardRef,
  useEffect,
  useSyncExternalStore,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react';
import { useLatest } from '../../hooks/useLatest.ts';
import { useStageMutation } from '../../hooks/useInjectedHooks.ts';
import { useReadTask } from '../../hooks/useReadTask.ts';
import { useRefreshTasks } from '../../hooks/useTasks.ts';
import { useRetrySession } from '../../hooks/useRetrySession.ts';
import { useTaskRetryConfig } from '../../hooks/TaskRetryContext.ts';
import { wordingOf } from '../../messages/wording.ts';
import { attemptOf, type RetryLimits, type RetryableStage, type RetryableTask } from '../../retry/eligibility.ts';
import { stageRetryState, type StageOutcome } from '../../retry/stageRetryState.ts';
import type { Task } from '../../types/task.ts';
import { TaskApiError } from '../../types/TaskApiError.ts';
import { spoken } from '../parts/notice.ts';
import { stageNotice } from './stageNotice.ts';
import { StageRetryButtonView, type StageRetryButtonViewProps } from './StageRetryButtonView.tsx';

type RootProps = Omit<StageRetryButtonViewProps, 'state' | 'stageName' | 'attempt' | 'maxRetries' | 'onRetry' | 'onCheck' | 'onError'>;

/** Props of `StageRetryButton`. Everything else goes to its root, a `<div>`. */
export interface StageRetryButtonProps extends RootProps, RetryLimits {
  /** The task, as the page has it. */
  task: RetryableTask;
  /** The stage to retry from, one of the task's own. */
  stage: RetryableStage;
  /**
   * Called once when the platform took the retry, with the task as it answered; also after this button is gone. Where
   * the page's own row shows first that a retry without an answer was taken, only a check calls it that was under way by
   * then and finds the same.
   */
  onSubmitted?: ((task: Task) => void) | undefined;
  /** Called once when it did not, or when that is not known. The button tells it as well. */
  onError?: ((error: TaskApiError) => void) | undefined;
}

/**
 * Retries one failed stage of a failed task through the injected hook, else the package's own, and tells beside the
 * button what became of it (SPEC.md, section 5.1). Buttons for the same stage agree. Renders `StageRetryButtonView`.
 */
export const StageRetryButton: ForwardRefExoticComponent<StageRetryButtonProps & RefAttributes<HTMLDivElement>> =
  forwardRef(function StageRetryButton(props: StageRetryButtonProps, ref: ForwardedRef<HTMLDivElement>) {
    const config = useTaskRetryConfig();
    const { maxRetries: maxRetriesOfAll, canRetry: canRetryOfAll } = config;
    const { task, stage, onSubmitted, onError, maxRetries = maxRetriesOfAll, canRetry = canRetryOfAll, ...root } = props;
    const mutation = useStageMutation();
    const { store, announcer } = useRetrySession();
    const readTask = useReadTask();
    const refreshTasks = useRefreshTasks();
    const wording = wordingOf(config.messages);
    const target = { taskId: task.id, stageId: stage.id, attempt: attemptOf(stage) };
    const latest = useLatest({ ...target, onSubmitted, onError, wording });

    const readLast = (): ReturnType<typeof store.stageRetry> => store.stageRetry(target.taskId, target.stageId);
    // What is in flight by the time that this is hydrated was not in the server's HTML.
    const last = useSyncExternalStore(store.subscribe, readLast, () => undefined);
    const limits = { maxRetries, canRetry };
    const state = stageRetryState(task, stage, limits, last);
    const stageName = stage.stage_name ?? undefined;

    const tell = (outcome: StageOutcome, later?: boolean): void => {
      // Of an answer, from the row as it was when it was asked, whatever the page shows by now.
      const { wording: now } = latest.current;
      const notice = stageNotice(outcome, stageName, now);
      if (notice) announcer.say(spoken(notice, now), later);
    };
    useEffect(() => {
      // What was told as unknown is told as taken once the page's own reading shows that; the page itself knows.
      const outcome = stage.status === 'failed' ? undefined : store.noteLeft(target, task.status);
      if (outcome) tell(outcome, true);
    });
    // The newest, unless this button is another stage's by now: they would take the answer for that one's.
    const callbacks = (): Pick<StageRetryButtonProps, 'onSubmitted' | 'onError'> =>
      latest.current.taskId === task.id && latest.current.stageId === stage.id ? latest.current : { onSubmitted, onError };
    const retry = (): void => {
      // Whatever becomes of this button meanwhile, the end is heard.
      const letGo = announcer.retain();
      const started = store.retryStage(
        target,
        () => mutation.mutateAsync({ id: task.id, req: { stage_id: stage.id } }),
        (outcome, result) => {
          tell(outcome);
          // Before a callback of the page, which may fail.
          letGo();
          if (result instanceof TaskApiError) callbacks().onError?.(result);
          else callbacks().onSubmitted?.(result);
        },
        config.classifyReason,
      );
      if (started) announcer.say(wording.text('announceStart', { stage: stageName ?? wording.text('thisStage') }));
      else letGo();
    };
    const check = (): void => {
      const letGo = announcer.retain();
      const started = store.checkStage(target, () => readTask(task.id), (outcome, reading, isNews) => {
        if (isNews) tell(outcome);
        letGo();
        if (!reading) return;
        // What was read is newer than the page, whatever it settles: a task that has ended has nothing to check any more.
        refreshTasks([task.id]);
        if (outcome.kind === 'submitted') callbacks().onSubmitted?.(reading);
      });
      if (started) announcer.say(wording.text('checking'));
      else letGo();
    };

    return (
      <StageRetryButtonView
        {...root}
        ref={ref}
        state={state}
        stageName={stageName}
        attempt={target.attempt}
        maxRetries={maxRetries}
        onRetry={retry}
        onCheck={check}
      />
    );
  });
