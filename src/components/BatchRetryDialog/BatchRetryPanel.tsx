'use client';
import { forwardRef, type ForwardedRef, type ForwardRefExoticComponent, type RefAttributes } from 'react';
import { BatchRetryPanelView, type BatchRetryHandlers, type BatchRetryPanelViewProps } from './BatchRetryPanelView.tsx';
import { useBatchRetry, type BatchRetryOptions } from './useBatchRetry.ts';

/** Props of `BatchRetryPanel`. Everything else goes to its root, a `<div>`. */
export interface BatchRetryPanelProps
  extends BatchRetryOptions,
    Omit<BatchRetryPanelViewProps, keyof BatchRetryHandlers | 'step' | 'maxRetries' | 'children'> {}

/**
 * What `BatchRetryDialog` contains, for a team's own modal or drawer: mount it while that is open. It speaks through a
 * live region of its own, so that it is heard inside a modal. Renders `BatchRetryPanelView`.
 */
export const BatchRetryPanel: ForwardRefExoticComponent<BatchRetryPanelProps & RefAttributes<HTMLDivElement>> =
  forwardRef(function BatchRetryPanel(
    { tasks, onSettled, maxRetries, canRetry, ...view }: BatchRetryPanelProps,
    ref: ForwardedRef<HTMLDivElement>,
  ) {
    const { announcerRef, ...wired } = useBatchRetry({ tasks, onSettled, maxRetries, canRetry }, true);
    return (
      <BatchRetryPanelView {...view} {...wired} ref={ref}>
        <div ref={announcerRef} role="status" className="task-retry-visually-hidden" data-part="announcer" />
      </BatchRetryPanelView>
    );
  });
