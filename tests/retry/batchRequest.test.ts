import { describe, expect, test } from 'vitest';
import { createBatchRun, type BatchRetry, type BatchRun, type BatchSettled } from '../../src/retry/batchRun.ts';
import { countOutcomes, openLedger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { TaskApiError } from '../../src/types/TaskApiError.ts';
import { deferred, NO_ANSWERS, rejecting } from '../support/promises.ts';

const ANSWER = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;
const PLAN = planRetry([
  ...['task_1', 'task_2', 'task_3'].map((id) => ({ id, status: 'failed' })),
  { id: 'task_4', status: 'running' },
]);

/** What is said while the one request of the plan is on its way. */
const RUNNING = { kind: 'running', plan: PLAN, ledger: openLedger(PLAN), sent: 0, total: 3, stopping: false };

function batched(run: BatchRun, send: () => unknown, plan = PLAN): Promise<Parameters<BatchSettled>[0]> {
  return new Promise((resolve, reject) => {
    if (!run.start(plan, send as () => Promise<TaskBatchRetryResponse>, resolve)) reject(new Error('nothing was sent'));
  });
}

describe('a batch of one request', () => {
  test('one at a time: two in one tick send once, and the plan is the first one', async () => {
    const run = createBatchRun();
    const { promise, resolve } = deferred<TaskBatchRetryResponse>();
    let sent = 0;
    const send = (): Promise<TaskBatchRetryResponse> => {
      sent += 1;
      return promise;
    };
    const first = batched(run, send);
    expect(run.start(planRetry([{ id: 'other', status: 'failed' }]), send)).toBe(false);
    expect(run.current()).toMatchObject(RUNNING);
    resolve(ANSWER);
    expect((await first).plan).toBe(PLAN);
    expect(sent).toBe(1);
    expect(run.start(PLAN, send)).toBe(true);
  });

  test('is running before send is called', async () => {
    const run = createBatchRun();
    const seen: (BatchRetry | undefined)[] = [];
    await batched(run, () => {
      seen.push(run.current());
      return Promise.resolve(ANSWER);
    });
    expect(seen).toMatchObject([RUNNING]);
  });

  test('a plan that sends nothing is not started', () => {
    const run = createBatchRun();
    const send = (): Promise<TaskBatchRetryResponse> => {
      throw new Error('sent although there was nothing to send');
    };
    expect(run.start(planRetry([]), send)).toBe(false);
    expect(run.start(planRetry([{ id: 'a', status: 'running' }]), send)).toBe(false);
    expect(run.current()).toBeUndefined();
    expect(run.isInFlight()).toBe(false);
  });

  test('an answer is accounted for against the plan, without a failure', async () => {
    const run = createBatchRun();
    const settled = await batched(run, () => Promise.resolve(ANSWER));
    expect(countOutcomes(settled.ledger)).toEqual({ submitted: 2, refused: 1, skipped: 1, unsent: 0, unknown: 0 });
    expect(settled.failure).toBeUndefined();
    expect(run.current()).toBe(settled);
  });

  test('who asked is told after the run knows', async () => {
    const run = createBatchRun();
    const known = await new Promise((resolve) => {
      run.start(
        PLAN,
        () => Promise.resolve(ANSWER),
        (settled) => resolve([run.current() === settled, run.isInFlight()]),
      );
    });
    expect(known).toEqual([true, false]);
  });

  test('an answer of the right shape with wrong items is no failure', async () => {
    const settled = await batched(createBatchRun(), () => Promise.resolve({ items: [null] }));
    expect(countOutcomes(settled.ledger)).toMatchObject({ unknown: 3, skipped: 1 });
    expect(settled.failure).toBeUndefined();
  });

  test.each<[string, () => unknown, string, object]>([
    [
      'a refusal',
      rejecting(new TaskApiError('refused', { detail: 'Frozen', status: 409 })),
      'refused',
      { refused: 3, skipped: 1 },
    ],
    ['a request turned away', rejecting({ status: 429, data: {} }), 'rate-limited', { unsent: 3, skipped: 1 }],
    ['a lost answer', rejecting(undefined), 'unknown-outcome', { unknown: 3, skipped: 1 }],
    [
      'a throw',
      () => {
        throw new TypeError('boom');
      },
      'unknown-outcome',
      { unknown: 3, skipped: 1 },
    ],
    ['no promise', () => undefined, 'unreadable', { unknown: 3, skipped: 1 }],
  ])('%s', async (_, send, kind, counts) => {
    const run = createBatchRun();
    const settled = await batched(run, send);
    expect(settled.failure?.kind).toBe(kind);
    expect(countOutcomes(settled.ledger)).toMatchObject(counts);
    expect(run.isInFlight()).toBe(false);
  });

  test.each(NO_ANSWERS)(
    'a hook that resolves to %j is unreadable: everything that was sent is unknown',
    async (value) => {
      const settled = await batched(createBatchRun(), () => Promise.resolve(value));
      expect(settled.failure).toMatchObject({
        kind: 'unreadable',
        detail: expect.stringContaining('mutateAsync did not resolve to a batch result') as string,
      });
      expect(countOutcomes(settled.ledger)).toMatchObject({ unknown: 3, submitted: 0, skipped: 1 });
    },
  );
});
