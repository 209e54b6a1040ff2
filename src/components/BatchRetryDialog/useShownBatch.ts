'use client';
import { useState } from 'react';
import type { BatchRetry } from '../../retry/batchRun.ts';
import { sameTasks } from '../../retry/planAgain.ts';
import type { RetryPlan } from '../../retry/retryPlan.ts';

interface ShownBatch {
  /** The batch whose run or result is shown. `undefined`: a plan is. */
  batch: BatchRetry | undefined;
  /** The plan as it was first shown, to tell what changed since. */
  opened: RetryPlan | undefined;
  /** Whether the plan is one for what the last result left. */
  replanned: boolean;
  /** Shows this plan, made anew. */
  replan: (plan: RetryPlan) => void;
  showLast: () => void;
}

/**
 * Which batch an open dialog shows. A running one always. When it is opened, also a settled one for the same selection as far
 * as its rows tell, or where nothing is chosen any more. While it stays open, a result stays until the user asks for a plan.
 */
export function useShownBatch(open: boolean, batch: BatchRetry | undefined, selection: RetryPlan): ShownBatch {
  const [wasOpen, setWasOpen] = useState(false);
  const [opened, setOpened] = useState<RetryPlan>();
  const [replanned, setReplanned] = useState(false);
  const [shownPlan, setShownPlan] = useState<RetryPlan>();
  const show = (plan: RetryPlan | undefined): void => {
    if (plan !== shownPlan) setShownPlan(plan);
  };
  if (open !== wasOpen) {
    setWasOpen(open);
    setOpened(open ? selection : undefined);
    setReplanned(false);
    if (open) show(batch && (selection.rows.length === 0 || sameTasks(batch, selection)) ? batch.plan : undefined);
  }
  if (batch?.kind === 'running') show(batch.plan);
  return {
    batch: batch?.kind === 'running' || batch?.plan === shownPlan ? batch : undefined,
    opened,
    replanned,
    replan: (plan) => {
      setOpened(plan);
      setReplanned(true);
      setShownPlan(undefined);
    },
    showLast: () => setShownPlan(batch?.plan),
  };
}
