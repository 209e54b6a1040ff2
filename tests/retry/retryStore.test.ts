import { describe, expect, test } from 'vitest';
import { countOutcomes, openLedger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { createRetryStore } from '../../src/retry/retryStore.ts';
import type { BatchRetry, BatchSettled } from '../../src/retry/batchRun.ts';
import type { RetryStore, StageTarget } from '../../src/retry/retryStore.ts';
import type { StageOutcome } from '../../src/retry/stageRetryState.ts';
import { RETRY_BATCH_RESPONSE, RETRY_FROM_STAGE_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { TaskApiError } from '../../src/types/TaskApiError.ts';

const TARGET: StageTarget = { taskId: 'task_1001', stageId: 'stg_code', attempt: 2 };
const TASK = JSON.parse(RETRY_FROM_STAGE_RESPONSE) as Task;
const ANSWER = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;
const PLAN = planRetry([
  ...['task_1', 'task_2', 'task_3'].map((id) => ({ id, status: 'failed' })),
  { id: 'task_4', status: 'running' },
]);

/** What is said while the one request of the plan is on its way. */
const RUNNING = { kind: 'running', plan: PLAN, ledger: openLedger(PLAN), sent: 0, total: 3, stopping: false };

/** What else an injected hook may resolve to, such as the `{ error }` of a mutation that was not unwrapped. */
const NO_ANSWERS: readonly [unknown][] = [
  [undefined],
  [null],
  [{}],
  [{ error: { status: 400 } }],
  [[]],
  ['ok'],
  [0],
  [new Response()],
];

interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

function deferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('a promise runs its executor at once');
  return { promise, ...settle };
}

/** Stands for whatever a data layer throws. */
const rejecting = (reason: unknown) => async (): Promise<never> => {
  throw reason;
};

const lost = rejecting(new TaskApiError('unknown-outcome', { detail: 'Timed out' }));

interface Settled {
  readonly outcome: StageOutcome;
  readonly result: Task | TaskApiError;
}

/** Retries a stage and waits until it is settled. */
function retried(store: RetryStore, send: () => unknown, target: StageTarget = TARGET): Promise<Settled> {
  return new Promise((resolve, reject) => {
    const started = store.retryStage(target, send as () => Promise<Task>, (outcome, result) =>
      resolve({ outcome, result }),
    );
    if (!started) reject(new Error('nothing was sent'));
  });
}

interface Checked {
  readonly outcome: StageOutcome;
  readonly reading: Task | undefined;
}

function checked(store: RetryStore, read: () => unknown, target: StageTarget = TARGET): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const started = store.checkStage(target, read as () => Promise<Task>, (outcome, reading) =>
      resolve({ outcome, reading }),
    );
    if (!started) reject(new Error('nothing was read'));
  });
}

function batched(store: RetryStore, send: () => unknown, plan = PLAN): Promise<Parameters<BatchSettled>[0]> {
  return new Promise((resolve, reject) => {
    if (!store.batch.start(plan, send as () => Promise<TaskBatchRetryResponse>, resolve))
      reject(new Error('nothing was sent'));
  });
}

const stageOf = (store: RetryStore, target: StageTarget = TARGET): ReturnType<RetryStore['stageRetry']> =>
  store.stageRetry(target.taskId, target.stageId);

describe('one click is one request', () => {
  test('two retries of one stage in one tick send once', async () => {
    const store = createRetryStore();
    const { promise, resolve } = deferred<Task>();
    let sent = 0;
    const send = (): Promise<Task> => {
      sent += 1;
      return promise;
    };
    const first = retried(store, send);
    expect(store.retryStage(TARGET, send)).toBe(false);
    await Promise.resolve();
    expect(store.retryStage({ ...TARGET, attempt: 3 }, send)).toBe(false);
    expect(sent).toBe(1);
    resolve(TASK);
    await first;
    expect(sent).toBe(1);
  });

  test('a retry asked for from within send is not sent', async () => {
    const store = createRetryStore();
    const again: boolean[] = [];
    await retried(store, () => {
      again.push(store.retryStage(TARGET, () => Promise.resolve(TASK)));
      return Promise.resolve(TASK);
    });
    expect(again).toEqual([false]);
  });

  test('the store says so before send is called, and nothing is told before an answer', async () => {
    const store = createRetryStore();
    const seen: unknown[] = [];
    await retried(store, () => {
      seen.push(stageOf(store));
      return Promise.resolve(TASK);
    });
    expect(seen).toEqual([{ attempt: 2, outcome: undefined, left: false }]);
  });

  test('once settled, a stage may be retried again, also from within what was told', async () => {
    const store = createRetryStore();
    const again = await new Promise<Settled>((resolve) => {
      store.retryStage(TARGET, lost, () =>
        resolve(retried(store, () => Promise.resolve(TASK), { ...TARGET, attempt: 3 })),
      );
    });
    expect(again.outcome.kind).toBe('submitted');
    expect(stageOf(store)).toMatchObject({ attempt: 3, outcome: { kind: 'submitted' } });
  });

  test('stages do not wait for each other, and settle in any order', async () => {
    const store = createRetryStore();
    const targets = [
      { taskId: 'a', stageId: 'x', attempt: 1 },
      { taskId: 'a', stageId: 'y', attempt: 1 },
      { taskId: 'b', stageId: 'x', attempt: 1 },
    ];
    const flights = targets.map((target) => {
      const answer = deferred<Task>();
      return { target, answer, done: retried(store, () => answer.promise, target) };
    });
    for (const { target, answer, done } of flights.toReversed()) {
      expect(stageOf(store, target)?.outcome).toBeUndefined();
      answer.resolve({ id: target.taskId, status: `${target.taskId} ${target.stageId}` });
      await done;
      expect(stageOf(store, target)?.outcome).toMatchObject({ taskStatus: `${target.taskId} ${target.stageId}` });
      expect(store.isInFlight()).toBe(target !== targets[0]);
    }
  });

  test.each<[string, string, string, string]>([
    ['a,b', 'c', 'a', 'b,c'],
    ['a"', 'b', 'a', '"b'],
    ['a', '', '', 'a'],
    ['__proto__', 'constructor', 'constructor', '__proto__'],
    ['["a"', 'b', '["a","b"', ''],
  ])('task %j with stage %j is not task %j with stage %j', async (taskId, stageId, otherTask, otherStage) => {
    const store = createRetryStore();
    expect(store.stageRetry(taskId, stageId)).toBeUndefined();
    await retried(store, () => Promise.resolve({ id: taskId, status: 'pending' }), { taskId, stageId, attempt: 1 });
    expect(store.stageRetry(taskId, stageId)?.outcome?.kind).toBe('submitted');
    expect(store.stageRetry(otherTask, otherStage)).toBeUndefined();
  });

  test('stores share nothing', async () => {
    const store = createRetryStore();
    await retried(store, () => Promise.resolve(TASK));
    expect(stageOf(createRetryStore())).toBeUndefined();
  });
});

describe('what became of a stage', () => {
  test('a task in answer is submitted, with the status it has now', async () => {
    const store = createRetryStore();
    const { outcome, result } = await retried(store, () => Promise.resolve(TASK));
    expect(outcome).toEqual({ kind: 'submitted', confirmed: false, taskStatus: 'pending' });
    expect(result).toBe(TASK);
    expect(stageOf(store)).toEqual({ attempt: 2, outcome, left: false });
  });

  test('a refusal, a request turned away, and a lost answer are three things', async () => {
    const store = createRetryStore();
    const refusal = new TaskApiError('refused', { detail: 'Target stage status is not failed', status: 400 });
    const offline = new TaskApiError('offline', { detail: 'No network' });
    const timeout = new TaskApiError('unknown-outcome', { detail: 'Timed out' });
    expect(await retried(store, rejecting(refusal))).toEqual({
      outcome: {
        kind: 'refused',
        reason: { code: 'moved-on', verdict: 'moved-on', text: 'Target stage status is not failed' },
      },
      result: refusal,
    });
    expect(await retried(store, rejecting(offline))).toEqual({
      outcome: { kind: 'unsent', failure: offline },
      result: offline,
    });
    expect(await retried(store, rejecting(timeout))).toEqual({
      outcome: { kind: 'unknown', failure: timeout, check: 'none' },
      result: timeout,
    });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'boom'],
    ['an error', new Error('boom')],
    ['an abort', new DOMException('stopped', 'AbortError')],
    ['a 500', { status: 500, data: { detail: 'boom' } }],
  ])('a rejection with %s is unknown, never failed', async (_, reason) => {
    const { outcome, result } = await retried(createRetryStore(), rejecting(reason));
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unknown-outcome' }, check: 'none' });
    expect(result).toBeInstanceOf(TaskApiError);
  });

  test("another library's refusal is one here", async () => {
    const error = { response: { status: 400, data: { detail: 'Stage retry limit reached' } } };
    const { outcome } = await retried(createRetryStore(), rejecting(error));
    expect(outcome).toEqual({
      kind: 'refused',
      reason: { code: 'limit-reached', verdict: 'will-not-pass', text: 'Stage retry limit reached' },
    });
  });

  test('a send that throws at once is a rejection like any other, and blocks nothing', async () => {
    const store = createRetryStore();
    const { outcome } = await retried(store, () => {
      throw new TaskApiError('bad-input', { detail: 'no id' });
    });
    expect(outcome).toMatchObject({ kind: 'unsent', failure: { kind: 'bad-input' } });
    expect(store.isInFlight()).toBe(false);
    expect((await retried(store, () => Promise.resolve(TASK))).outcome.kind).toBe('submitted');
  });

  test.each(NO_ANSWERS)('a hook that resolves to %j is unreadable: unknown, never submitted', async (value) => {
    const { outcome, result } = await retried(createRetryStore(), () => Promise.resolve(value));
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unreadable' }, check: 'none' });
    expect(result).toMatchObject({ kind: 'unreadable' });
  });

  test('a hook that returns without a promise is unreadable too', async () => {
    expect((await retried(createRetryStore(), () => undefined)).outcome).toMatchObject({
      failure: { kind: 'unreadable' },
    });
  });

  test('a hook that resolves to a TaskApiError is taken at its word', async () => {
    const forbidden = new TaskApiError('forbidden', { detail: 'no', status: 403 });
    expect((await retried(createRetryStore(), () => Promise.resolve(forbidden))).outcome).toEqual({
      kind: 'unsent',
      failure: forbidden,
    });
  });

  test('who asked is told after the store knows', async () => {
    const store = createRetryStore();
    const known = await new Promise((resolve) => {
      store.retryStage(
        TARGET,
        () => Promise.resolve(TASK),
        () => resolve([stageOf(store)?.outcome?.kind, store.isInFlight()]),
      );
    });
    expect(known).toEqual(['submitted', false]);
  });
});

describe('checking an unknown retry', () => {
  async function unknownStore(target: StageTarget = TARGET): Promise<RetryStore> {
    const store = createRetryStore();
    await retried(store, lost, target);
    return store;
  }

  const reading = (status: string, stageStatus: string, count?: number): Task => ({
    id: 'task_1001',
    status,
    stages: [{ id: 'stg_code', status: stageStatus, ...(count === undefined ? {} : { retry_count: count }) }],
  });

  test.each<[string, Task, object]>([
    [
      'its status left failed',
      reading('running', 'running', 2),
      { kind: 'submitted', confirmed: true, taskStatus: 'running' },
    ],
    ['its count rose', reading('failed', 'failed', 2), { kind: 'submitted', confirmed: true, taskStatus: 'failed' }],
    ['nothing changed', reading('failed', 'failed', 1), { kind: 'unsent', notTakenAt: expect.any(Number) }],
    ['the count is not told', reading('failed', 'failed'), { kind: 'unknown', check: 'unreadable' }],
    ['the stage is not told', { id: 'task_1001', status: 'failed' }, { kind: 'unknown', check: 'unreadable' }],
  ])('%s', async (_, task, expected) => {
    const store = await unknownStore();
    const { outcome, reading: told } = await checked(store, () => Promise.resolve(task));
    expect(outcome).toMatchObject(expected);
    expect(told).toBe(task);
    expect(stageOf(store)).toMatchObject({ attempt: 2, outcome: expected });
  });

  test.each<[string, () => unknown]>([
    ["another task's answer", () => Promise.resolve({ ...reading('running', 'running', 2), id: 'task_1002' })],
    ['no task', () => Promise.resolve({ error: 'boom' })],
    ['nothing', () => Promise.resolve()],
    ['a rejection', rejecting(new TaskApiError('offline', { detail: 'No network' }))],
    [
      'a throw',
      () => {
        throw new Error('boom');
      },
    ],
  ])('%s cannot be relied on: it stays unknown, keeps its failure and may be checked again', async (_, read) => {
    const store = await unknownStore();
    const { outcome, reading: told } = await checked(store, read);
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { detail: 'Timed out' }, check: 'unreadable' });
    expect(told).toBeUndefined();
    expect((await checked(store, () => Promise.resolve(reading('running', 'running', 2)))).outcome.kind).toBe(
      'submitted',
    );
  });

  test('not taken names the time of the reading', async () => {
    const store = await unknownStore();
    const before = Date.now();
    const { outcome } = await checked(store, () => Promise.resolve(reading('failed', 'failed', 1)));
    const notTakenAt = 'notTakenAt' in outcome ? outcome.notTakenAt : Number.NaN;
    expect(notTakenAt).toBeGreaterThanOrEqual(before);
    expect(notTakenAt).toBeLessThanOrEqual(Date.now());
  });

  test('one at a time, and no retry meanwhile', async () => {
    const store = await unknownStore();
    const { promise, resolve } = deferred<Task>();
    let sent = 0;
    const send = (): Promise<Task> => {
      sent += 1;
      return promise;
    };
    const check = checked(store, send);
    expect(stageOf(store)?.outcome).toMatchObject({ kind: 'unknown', check: 'checking' });
    expect(store.checkStage(TARGET, send)).toBe(false);
    expect(store.retryStage(TARGET, send)).toBe(false);
    expect(sent).toBe(1);
    resolve(reading('failed', 'failed', 1));
    await check;
    expect(store.retryStage(TARGET, send)).toBe(true);
  });

  test('is written before the task is read', async () => {
    const store = await unknownStore();
    const seen: unknown[] = [];
    await checked(store, () => {
      seen.push(stageOf(store)?.outcome);
      return Promise.resolve(TASK);
    });
    expect(seen).toEqual([expect.objectContaining({ check: 'checking' })]);
  });

  test('compares with the attempt that was sent, not with the one of the row now', async () => {
    const store = await unknownStore();
    const check = new Promise<StageOutcome>((resolve) => {
      store.checkStage({ ...TARGET, attempt: 3 }, () => Promise.resolve(reading('failed', 'failed', 2)), resolve);
    });
    expect((await check).kind).toBe('submitted');
  });

  test('there is nothing to check where nothing is unknown', async () => {
    const store = createRetryStore();
    const read = (): Promise<Task> => {
      throw new Error('read although there was nothing to check');
    };
    expect(store.checkStage(TARGET, read)).toBe(false);
    const { promise, resolve } = deferred<Task>();
    const retry = retried(store, () => promise);
    expect(store.checkStage(TARGET, read)).toBe(false);
    resolve(TASK);
    await retry;
    expect(store.checkStage(TARGET, read)).toBe(false);
    await retried(store, rejecting(new TaskApiError('offline', { detail: 'No network' })));
    expect(store.checkStage(TARGET, read)).toBe(false);
  });
});

describe('noteLeft', () => {
  test('is kept with an outcome until the next retry', async () => {
    const store = createRetryStore();
    const { outcome } = await retried(store, () => Promise.resolve(TASK));
    store.noteLeft(TARGET);
    expect(stageOf(store)).toEqual({ attempt: 2, outcome, left: true });
    await retried(store, () => Promise.resolve(TASK));
    expect(stageOf(store)?.left).toBe(false);
  });

  test('changes nothing the second time', async () => {
    const store = createRetryStore();
    await retried(store, () => Promise.resolve(TASK));
    store.noteLeft(TARGET);
    const noted = stageOf(store);
    let changes = 0;
    store.subscribe(() => (changes += 1));
    store.noteLeft(TARGET);
    expect(stageOf(store)).toBe(noted);
    expect(changes).toBe(0);
  });

  test('says nothing about a stage that was never retried, nor about one in flight', async () => {
    const store = createRetryStore();
    store.noteLeft(TARGET);
    expect(stageOf(store)).toBeUndefined();
    const { promise, resolve } = deferred<Task>();
    const retry = retried(store, () => promise);
    store.noteLeft(TARGET);
    expect(stageOf(store)).toEqual({ attempt: 2, outcome: undefined, left: false });
    resolve(TASK);
    await retry;
    expect(stageOf(store)?.left).toBe(false);
  });
});

describe('a batch', () => {
  test('one at a time: two in one tick send once, and the plan is the first one', async () => {
    const store = createRetryStore();
    const { promise, resolve } = deferred<TaskBatchRetryResponse>();
    let sent = 0;
    const send = (): Promise<TaskBatchRetryResponse> => {
      sent += 1;
      return promise;
    };
    const first = batched(store, send);
    expect(store.batch.start(planRetry([{ id: 'other', status: 'failed' }]), send)).toBe(false);
    expect(store.batchRetry()).toMatchObject(RUNNING);
    resolve(ANSWER);
    expect((await first).plan).toBe(PLAN);
    expect(sent).toBe(1);
    expect(store.batch.start(PLAN, send)).toBe(true);
  });

  test('is running before send is called', async () => {
    const store = createRetryStore();
    const seen: (BatchRetry | undefined)[] = [];
    await batched(store, () => {
      seen.push(store.batchRetry());
      return Promise.resolve(ANSWER);
    });
    expect(seen).toMatchObject([RUNNING]);
  });

  test('a plan that sends nothing is not started', () => {
    const store = createRetryStore();
    const send = (): Promise<TaskBatchRetryResponse> => {
      throw new Error('sent although there was nothing to send');
    };
    expect(store.batch.start(planRetry([]), send)).toBe(false);
    expect(store.batch.start(planRetry([{ id: 'a', status: 'running' }]), send)).toBe(false);
    expect(store.batchRetry()).toBeUndefined();
    expect(store.isInFlight()).toBe(false);
  });

  test('an answer is accounted for against the plan, without a failure', async () => {
    const store = createRetryStore();
    const settled = await batched(store, () => Promise.resolve(ANSWER));
    expect(countOutcomes(settled.ledger)).toEqual({ submitted: 2, refused: 1, skipped: 1, unsent: 0, unknown: 0 });
    expect(settled.failure).toBeUndefined();
    expect(store.batchRetry()).toBe(settled);
  });

  test('who asked is told after the store knows', async () => {
    const store = createRetryStore();
    const known = await new Promise((resolve) => {
      store.batch.start(
        PLAN,
        () => Promise.resolve(ANSWER),
        (settled) => resolve([store.batchRetry() === settled, store.isInFlight()]),
      );
    });
    expect(known).toEqual([true, false]);
  });

  test('an answer of the right shape with wrong items is no failure', async () => {
    const settled = await batched(createRetryStore(), () => Promise.resolve({ items: [null] }));
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
    const store = createRetryStore();
    const settled = await batched(store, send);
    expect(settled.failure?.kind).toBe(kind);
    expect(countOutcomes(settled.ledger)).toMatchObject(counts);
    expect(store.isInFlight()).toBe(false);
  });

  test.each(NO_ANSWERS)(
    'a hook that resolves to %j is unreadable: everything that was sent is unknown',
    async (value) => {
      const settled = await batched(createRetryStore(), () => Promise.resolve(value));
      expect(settled.failure?.kind).toBe('unreadable');
      expect(countOutcomes(settled.ledger)).toMatchObject({ unknown: 3, submitted: 0, skipped: 1 });
    },
  );

  test('does not hold up stages, nor they it', async () => {
    const store = createRetryStore();
    const { promise, resolve } = deferred<TaskBatchRetryResponse>();
    const batch = batched(store, () => promise);
    expect((await retried(store, () => Promise.resolve(TASK))).outcome.kind).toBe('submitted');
    expect(store.isInFlight()).toBe(true);
    resolve(ANSWER);
    await batch;
    expect(store.isInFlight()).toBe(false);
  });
});

describe('what a view reads', () => {
  test('is the same object until it changes, whatever else does', async () => {
    const store = createRetryStore();
    await retried(store, lost);
    await batched(store, () => Promise.resolve(ANSWER));
    const [stage, batch] = [stageOf(store), store.batchRetry()];
    await retried(store, () => Promise.resolve(TASK), { ...TARGET, stageId: 'another' });
    expect(stageOf(store)).toBe(stage);
    expect(store.batchRetry()).toBe(batch);
    await retried(store, lost);
    expect(stageOf(store)).not.toBe(stage);
    expect(store.batchRetry()).toBe(batch);
  });

  test('is announced at every change, and no more once unsubscribed', async () => {
    const store = createRetryStore();
    const seen: unknown[] = [];
    const unsubscribe = store.subscribe(() =>
      seen.push(stageOf(store)?.outcome?.kind ?? store.batchRetry()?.kind ?? 'pending'),
    );
    await retried(store, () => Promise.resolve(TASK));
    expect(seen).toEqual(['pending', 'submitted']);
    store.noteLeft(TARGET);
    await batched(store, () => Promise.resolve(ANSWER));
    expect(seen).toHaveLength(5);
    unsubscribe();
    await retried(store, lost);
    await checked(store, () => Promise.resolve(TASK));
    expect(seen).toHaveLength(5);
  });

  test('a refused call changes nothing', async () => {
    const store = createRetryStore();
    const { promise, resolve } = deferred<Task>();
    const retry = retried(store, () => promise);
    const before = stageOf(store);
    let changes = 0;
    store.subscribe(() => (changes += 1));
    store.retryStage(TARGET, () => promise);
    store.checkStage(TARGET, () => promise);
    store.batch.start(planRetry([]), () => Promise.resolve(ANSWER));
    expect(stageOf(store)).toBe(before);
    expect(changes).toBe(0);
    resolve(TASK);
    await retry;
  });

  test('one listener that stops within a change does not keep others from hearing it', async () => {
    const store = createRetryStore();
    const heard: string[] = [];
    const stop = store.subscribe(() => {
      heard.push('first');
      stop();
    });
    store.subscribe(() => heard.push('second'));
    await retried(store, () => Promise.resolve(TASK));
    expect(heard).toEqual(['first', 'second', 'second']);
  });
});

test('leaving the page would lose an answer from before a retry is told until it has settled, and never for a check', async () => {
  const store = createRetryStore();
  expect(store.isInFlight()).toBe(false);
  const told: boolean[] = [];
  store.subscribe(() => told.push(store.isInFlight()));
  const { promise, reject } = deferred<Task>();
  const retry = retried(store, () => promise);
  expect(store.isInFlight()).toBe(true);
  reject(new Error('boom'));
  await retry;
  expect(store.isInFlight()).toBe(false);
  // Who warns before unload only listens, so it has to be true when a change is told.
  expect(told).toEqual([true, false]);
  const answer = deferred<Task>();
  const check = checked(store, () => answer.promise);
  expect(store.isInFlight()).toBe(false);
  answer.resolve(TASK);
  await check;
  expect(store.isInFlight()).toBe(false);
});
