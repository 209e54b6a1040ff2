'use client';
import { forwardRef, type ForwardedRef, type ForwardRefExoticComponent, type RefAttributes } from 'react';
import { BatchRetryDialogView, type BatchRetryDialogViewProps } from './BatchRetryDialogView.tsx';
import type { BatchRetryHandlers } from './BatchRetryPanelView.tsx';
import { useBatchRetry, type BatchRetryOptions } from './useBatchRetry.ts';

/** Props of `BatchRetryDialog`. Everything else goes to its root, a `<dialog>`. */
export interface BatchRetryDialogProps
  extends BatchRetryOptions,
    Omit<BatchRetryDialogViewProps, keyof BatchRetryHandlers | 'step' | 'maxRetries' | 'announcerRef'> {}

/**
 * Retries the failed ones of a selection, each from its earliest failed stage, through the injected hook, else the
 * package's own: shows the plan, sends it when confirmed, then shows what became of each task (SPEC.md, section 5.2). It
 * can be stopped, continued, and checked where no answer came. Closing it stops nothing; the run or the result is there
 * when it is opened again, unless its tasks may have failed anew. Renders `BatchRetryDialogView`.
 */
export const BatchRetryDialog: ForwardRefExoticComponent<BatchRetryDialogProps & RefAttributes<HTMLDialogElement>> =
  forwardRef(function BatchRetryDialog(
    { tasks, onSettled, maxRetries, canRetry, ...view }: BatchRetryDialogProps,
    ref: ForwardedRef<HTMLDialogElement>,
  ) {
    const wired = useBatchRetry({ tasks, onSettled, maxRetries, canRetry }, view.open);
    return <BatchRetryDialogView {...view} {...wired} ref={ref} />;
  });
