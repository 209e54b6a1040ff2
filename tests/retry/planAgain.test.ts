import { expect, test } from 'vitest';
import { createBatchRun, type BatchRetry } from '../../src/retry/batchRun.ts';
import { sameTasks } from '../../src/retry/planAgain.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { allTaken, arrive, createWire, failure } from '../support/wire.ts';

/** A task that failed after so many retries. */
const planOf = (retried: number): RetryPlan =>
  planRetry([{ id: 'task_1', status: 'failed', stages: [{ id: 's', status: 'failed', retry_count: retried }] }]);

test('a batch that went on after its task had failed once more is that of the same tasks, until they fail anew', async () => {
  const { call, next } = createWire<readonly string[], ReturnType<typeof allTaken>>();
  const run = createBatchRun();
  run.start(planOf(0), call);
  next().fail(failure('rate-limited'));
  await arrive();
  // Somebody else retried it meanwhile, and it failed.
  run.resume(planOf(1), call);
  next().answer(allTaken(['task_1']));
  await arrive();
  const batch = run.current() as BatchRetry;
  expect(batch.ledger.rows[0]?.outcome.kind).toBe('submitted');
  expect(sameTasks(batch, planOf(1))).toBe(true);
  expect(sameTasks(batch, planOf(2))).toBe(false);
});
