'use client';
import { forwardRef, useMemo, type ForwardedRef, type ForwardRefExoticComponent, type RefAttributes } from 'react';
import { ledgerOfResponse, nameRows, type Ledger } from '../../retry/ledger.ts';
import type { RetryableTask } from '../../retry/eligibility.ts';
import type { TaskBatchRetryResponse } from '../../types/task.ts';
import { BatchRetryResultListView, type BatchRetryResultListViewProps } from './BatchRetryResultListView.tsx';

/** What a result is read from: a ledger, or a raw answer, which is then accounted for. */
type Result =
  | { /** The ledger of a batch, as `onSettled` gives it. */ ledger: Ledger; response?: never }
  | { /** An answer of `POST /tasks/retry-batch` as it came (SPEC.md, section 6.3). */ response: TaskBatchRetryResponse; ledger?: never };

/** Props of `BatchRetryResultList`. Everything else goes to its root, a `<section>`. */
export type BatchRetryResultListProps = Omit<BatchRetryResultListViewProps, 'ledger'> &
  Result & {
    /** Tasks as the page has them, for titles that the result lacks. Default: none. */
    tasks?: readonly RetryableTask[] | undefined;
  };

/**
 * What became of each task of a batch, from a ledger or from a raw answer (SPEC.md, section 6.3). Sends nothing.
 * Renders `BatchRetryResultListView`.
 */
export const BatchRetryResultList: ForwardRefExoticComponent<BatchRetryResultListProps & RefAttributes<HTMLElement>> =
  forwardRef(function BatchRetryResultList(
    { ledger, response, tasks, ...view }: BatchRetryResultListProps,
    ref: ForwardedRef<HTMLElement>,
  ) {
    const named = useMemo(() => {
      const accounted = ledger ?? ledgerOfResponse(response);
      return tasks ? nameRows(accounted, tasks) : accounted;
    }, [ledger, response, tasks]);
    return <BatchRetryResultListView {...view} ref={ref} ledger={named} />;
  });
