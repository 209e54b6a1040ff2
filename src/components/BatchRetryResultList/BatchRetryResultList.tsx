'use client';
import { forwardRef, useMemo, type ForwardedRef, type ForwardRefExoticComponent, type RefAttributes } from 'react';
import { useTaskRetryConfig } from '../../hooks/TaskRetryContext.ts';
import { followUp } from '../../retry/followUp.ts';
import { ledgerOfResponse, nameRows, type Ledger } from '../../retry/ledger.ts';
import type { RetryableTask } from '../../retry/eligibility.ts';
import { planRemainder } from '../../retry/remainder.ts';
import type { RetryPlan } from '../../retry/retryPlan.ts';
import type { TaskBatchRetryResponse } from '../../types/task.ts';
import { BatchRetryResultListView, type BatchRetryResultListViewProps } from './BatchRetryResultListView.tsx';

/** What a result is read from: a ledger, or a raw answer, which is then accounted for. */
type Result =
  | { /** The ledger of a batch, as `onSettled` gives it. */ ledger: Ledger; response?: never }
  | { /** An answer of `POST /tasks/retry-batch` as it came (SPEC.md, section 6.3). */ response: TaskBatchRetryResponse; ledger?: never };

/** Props of `BatchRetryResultList`. Everything else goes to its root, a `<section>`. */
export type BatchRetryResultListProps = Omit<
  BatchRetryResultListViewProps,
  'ledger' | 'followUp' | 'remainder' | 'onRetryRemainder'
> &
  Result & {
    /** Tasks as the page has them now: for titles, for what became of the submitted ones, and to plan the remainder. Default: none. */
    tasks?: readonly RetryableTask[] | undefined;
    /** Called with a plan of what may be sent again, made from the current tasks. Left out: not offered. */
    onRetryRemainder?: ((plan: RetryPlan) => void) | undefined;
  };

/**
 * What became of each task of a batch, from a ledger or from a raw answer (SPEC.md, section 6.3), followed up where current
 * tasks are given. Sends nothing. Renders `BatchRetryResultListView`.
 */
export const BatchRetryResultList: ForwardRefExoticComponent<BatchRetryResultListProps & RefAttributes<HTMLElement>> =
  forwardRef(function BatchRetryResultList(
    { ledger, response, tasks, onRetryRemainder, ...view }: BatchRetryResultListProps,
    ref: ForwardedRef<HTMLElement>,
  ) {
    const { maxRetries, canRetry, classifyReason } = useTaskRetryConfig();
    const named = useMemo(() => {
      const accounted = ledger ?? ledgerOfResponse(response, classifyReason);
      return tasks ? nameRows(accounted, tasks) : accounted;
    }, [ledger, response, tasks, classifyReason]);
    const followed = useMemo(() => tasks && followUp(named, tasks), [named, tasks]);
    const remainder = useMemo(
      () => planRemainder(named, tasks ?? [], { maxRetries, canRetry }),
      [named, tasks, maxRetries, canRetry],
    );
    return (
      <BatchRetryResultListView
        {...view}
        ref={ref}
        ledger={named}
        followUp={followed}
        remainder={remainder.retry.length}
        onRetryRemainder={onRetryRemainder && (() => onRetryRemainder(remainder))}
      />
    );
  });
