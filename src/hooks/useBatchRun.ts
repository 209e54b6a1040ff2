'use client';
import { createBatchRun, type BatchRun } from '../retry/batchRun.ts';
import type { RetrySession } from './retrySession.ts';
import { useRetrySession } from './useRetrySession.ts';
import { warnWhileInFlight } from './warnWhileInFlight.ts';

// Beside the session rather than in it, so that an application with stage buttons alone does not load the batch run.
const runs = new WeakMap<RetrySession, BatchRun>();

function runOf(session: RetrySession): BatchRun {
  const known = runs.get(session);
  if (known) return known;
  const run = createBatchRun();
  runs.set(session, run);
  warnWhileInFlight(run);
  return run;
}

/** The one batch of the session: sent chunk by chunk, stopped, continued, checked. It outlives who started it. */
export function useBatchRun(): BatchRun {
  return runOf(useRetrySession());
}
