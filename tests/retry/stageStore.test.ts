import { describe, expect, test, vi } from 'vitest';
import { createStageStore } from '../../src/retry/stageStore.ts';
import type { StageStore, StageTarget } from '../../src/retry/stageStore.ts';
import type { StageOutcome } from '../../src/retry/stageRetryState.ts';
import { RETRY_FROM_STAGE_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { Task } from '../../src/types/task.ts';
import { TaskApiError } from '../../src/types/TaskApiError.ts';
import { toTaskApiError } from '../../src/types/toTaskApiError.ts';
import { deferred, lost, NO_ANSWERS, rejecting } from '../support/promises.ts';

const TARGET: StageTarget = { taskId: 'task_1001', stageId: 'stg_code', attempt: 2 };
const TASK = JSON.parse(RETRY_FROM_STAGE_RESPONSE) as Task;
interface Settled {
  readonly outcome: StageOutcome;
  readonly result: Task | TaskApiError;
}

/** Retries a stage and waits until it is settled. */
function retried(store: StageStore, send: () => unknown, target: StageTarget = TARGET): Promise<Settled> {
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

function checked(store: StageStore, read: () => unknown, target: StageTarget = TARGET): Promise<Checked> {
  return new Promise((resolve, reject) => {
    const started = store.checkStage(target, read as () => Promise<Task>, (outcome, reading) =>
      resolve({ outcome, reading }),
    );
    if (!started) reject(new Error('nothing was read'));
  });
}

const stageOf = (store: StageStore, target: StageTarget = TARGET): ReturnType<StageStore['stageRetry']> =>
  store.stageRetry(target.taskId, target.stageId);

const reading = (status: string, stageStatus: string, count?: number): Task => ({
  id: 'task_1001',
  status,
  stages: [{ id: 'stg_code', status: stageStatus, ...(count === undefined ? {} : { retry_count: count }) }],
});

describe('one click is one request', () => {
  test('two retries of one stage in one tick send once', async () => {
    const store = createStageStore(toTaskApiError);
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
    const store = createStageStore(toTaskApiError);
    const again: boolean[] = [];
    await retried(store, () => {
      again.push(store.retryStage(TARGET, () => Promise.resolve(TASK)));
      return Promise.resolve(TASK);
    });
    expect(again).toEqual([false]);
  });

  test('the store says so before send is called, and nothing is told before an answer', async () => {
    const store = createStageStore(toTaskApiError);
    const seen: unknown[] = [];
    await retried(store, () => {
      seen.push(stageOf(store));
      return Promise.resolve(TASK);
    });
    expect(seen).toEqual([{ attempt: 2, outcome: undefined, left: false }]);
  });

  test('once settled, a stage may be retried again, also from within what was told', async () => {
    const store = createStageStore(toTaskApiError);
    const again = await new Promise<Settled>((resolve) => {
      store.retryStage(TARGET, lost, () =>
        resolve(retried(store, () => Promise.resolve(TASK), { ...TARGET, attempt: 3 })),
      );
    });
    expect(again.outcome.kind).toBe('submitted');
    expect(stageOf(store)).toMatchObject({ attempt: 3, outcome: { kind: 'submitted' } });
  });

  test('stages do not wait for each other, and settle in any order', async () => {
    const store = createStageStore(toTaskApiError);
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
    const store = createStageStore(toTaskApiError);
    expect(store.stageRetry(taskId, stageId)).toBeUndefined();
    await retried(store, () => Promise.resolve({ id: taskId, status: 'pending' }), { taskId, stageId, attempt: 1 });
    expect(store.stageRetry(taskId, stageId)?.outcome?.kind).toBe('submitted');
    expect(store.stageRetry(otherTask, otherStage)).toBeUndefined();
  });

  test('stores share nothing', async () => {
    const store = createStageStore(toTaskApiError);
    await retried(store, () => Promise.resolve(TASK));
    expect(stageOf(createStageStore(toTaskApiError))).toBeUndefined();
  });
});

test('a retry and a check may be asked for by someone who need not be told', async () => {
  const store = createStageStore(toTaskApiError);
  const told = (): Promise<void> => new Promise((resolve) => void store.subscribe(resolve));
  store.retryStage(TARGET, lost);
  await told();
  expect(stageOf(store)?.outcome?.kind).toBe('unknown');
  store.checkStage(TARGET, () => Promise.resolve(TASK));
  await told();
  expect(stageOf(store)?.outcome?.kind).toBe('submitted');
});

describe('what became of a stage', () => {
  test('a task in answer is submitted, with the status it has now', async () => {
    const store = createStageStore(toTaskApiError);
    const { outcome, result } = await retried(store, () => Promise.resolve(TASK));
    expect(outcome).toEqual({ kind: 'submitted', confirmed: false, taskStatus: 'pending' });
    expect(result).toBe(TASK);
    expect(stageOf(store)).toEqual({ attempt: 2, outcome, left: false });
  });

  test('a refusal, a request turned away, and a lost answer are three things', async () => {
    const store = createStageStore(toTaskApiError);
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
    const { outcome, result } = await retried(createStageStore(toTaskApiError), rejecting(reason));
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unknown-outcome' }, check: 'none' });
    expect(result).toBeInstanceOf(TaskApiError);
  });

  test("another library's refusal is one here", async () => {
    const error = { response: { status: 400, data: { detail: 'Stage retry limit reached' } } };
    const { outcome } = await retried(createStageStore(toTaskApiError), rejecting(error));
    expect(outcome).toEqual({
      kind: 'refused',
      reason: { code: 'limit-reached', verdict: 'will-not-pass', text: 'Stage retry limit reached' },
    });
  });

  test('a send that throws at once is a rejection like any other, and blocks nothing', async () => {
    const store = createStageStore(toTaskApiError);
    const { outcome } = await retried(store, () => {
      throw new TaskApiError('bad-input', { detail: 'no id' });
    });
    expect(outcome).toMatchObject({ kind: 'unsent', failure: { kind: 'bad-input' } });
    expect(store.isInFlight()).toBe(false);
    expect((await retried(store, () => Promise.resolve(TASK))).outcome.kind).toBe('submitted');
  });

  test('an answer about another task is unreadable: unknown, never submitted', async () => {
    const { outcome } = await retried(createStageStore(toTaskApiError), () => Promise.resolve({ ...TASK, id: 'task_1002' }));
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unreadable' } });
  });

  test.each(NO_ANSWERS)('a hook that resolves to %j is unreadable: unknown, never submitted', async (value) => {
    const { outcome, result } = await retried(createStageStore(toTaskApiError), () => Promise.resolve(value));
    const detail: unknown = expect.stringContaining('mutateAsync did not resolve to this task');
    expect(outcome).toMatchObject({ kind: 'unknown', failure: { kind: 'unreadable', detail }, check: 'none' });
    expect(result).toMatchObject({ kind: 'unreadable' });
  });

  test('a hook that returns without a promise is unreadable too', async () => {
    expect((await retried(createStageStore(toTaskApiError), () => undefined)).outcome).toMatchObject({
      failure: { kind: 'unreadable' },
    });
  });

  test('a hook that resolves to a TaskApiError is taken at its word', async () => {
    const forbidden = new TaskApiError('forbidden', { detail: 'no', status: 403 });
    expect((await retried(createStageStore(toTaskApiError), () => Promise.resolve(forbidden))).outcome).toEqual({
      kind: 'unsent',
      failure: forbidden,
    });
  });

  test('who asked is told after the store knows', async () => {
    const store = createStageStore(toTaskApiError);
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
  async function unknownStore(target: StageTarget = TARGET): Promise<StageStore> {
    const store = createStageStore(toTaskApiError);
    await retried(store, lost, target);
    return store;
  }

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
    ['the task goes on from another stage', reading('running', 'failed', 1), { kind: 'unknown', check: 'unreadable' }],
    ['the task goes on, and the count of its stage is not told', reading('running', 'failed'), { kind: 'unknown', check: 'unreadable' }],
    ['the task goes on, and no stage is told', { id: 'task_1001', status: 'running' }, { kind: 'submitted', confirmed: true, taskStatus: 'running' }],
    ['the task goes on, and its count rose', reading('running', 'failed', 2), { kind: 'submitted', confirmed: true, taskStatus: 'running' }],
  ])('%s', async (_, task, expected) => {
    const store = await unknownStore();
    const { outcome, reading: told } = await checked(store, () => Promise.resolve(task));
    expect(outcome).toMatchObject(expected);
    expect(told).toBe(task);
    expect(stageOf(store)).toMatchObject({ attempt: 2, outcome: expected });
  });

  test('one that cannot tell while the task goes on from another stage can once that has ended', async () => {
    const store = await unknownStore();
    await checked(store, () => Promise.resolve(reading('running', 'failed', 1)));
    expect((await checked(store, () => Promise.resolve(reading('failed', 'failed', 1)))).outcome).toMatchObject({ kind: 'unsent' });
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
    const store = createStageStore(toTaskApiError);
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
    const store = createStageStore(toTaskApiError);
    const { outcome } = await retried(store, () => Promise.resolve(TASK));
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    expect(stageOf(store)).toEqual({ attempt: 2, outcome, left: true });
    await retried(store, () => Promise.resolve(TASK));
    expect(stageOf(store)?.left).toBe(false);
  });

  test('changes nothing the second time', async () => {
    const store = createStageStore(toTaskApiError);
    await retried(store, () => Promise.resolve(TASK));
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    const noted = stageOf(store);
    let changes = 0;
    store.subscribe(() => (changes += 1));
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    expect(stageOf(store)).toBe(noted);
    expect(changes).toBe(0);
  });

  test('says nothing about a stage that was never retried, nor about one in flight', async () => {
    const store = createStageStore(toTaskApiError);
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    expect(stageOf(store)).toBeUndefined();
    const { promise, resolve } = deferred<Task>();
    const retry = retried(store, () => promise);
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    expect(stageOf(store)).toEqual({ attempt: 2, outcome: undefined, left: false });
    resolve(TASK);
    await retry;
    expect(stageOf(store)?.left).toBe(false);
  });
});

describe('a stage that the page sees go on', () => {
  const NEXT: StageTarget = { ...TARGET, attempt: 3 };
  const SEEN = { kind: 'submitted', confirmed: true, taskStatus: 'running' } as const;
  const unknownStore = async (target = TARGET): Promise<StageStore> => {
    const store = createStageStore(toTaskApiError);
    await retried(store, lost, target);
    return store;
  };

  test('settles an unknown retry, once', async () => {
    const store = await unknownStore();
    expect(store.noteLeft(NEXT, 'running')).toEqual(SEEN);
    expect(stageOf(store)).toEqual({ attempt: 2, outcome: SEEN, left: true });
    expect(store.noteLeft(NEXT, 'running')).toBeUndefined();
  });

  test.each(['completed', 'queued', 'cancelled'])('settles it by its count, whatever the task does by then: %s', async (taskStatus) => {
    const store = await unknownStore();
    expect(store.noteLeft(NEXT, taskStatus)).toEqual({ kind: 'submitted', confirmed: true, taskStatus });
  });

  test('neither settles nor notes anything by a row that is older than the retry, or shows what a page hopes for', async () => {
    const store = await unknownStore();
    expect(store.noteLeft(TARGET, 'running')).toBeUndefined();
    expect(stageOf(store)).toMatchObject({ outcome: { kind: 'unknown' }, left: false });
    expect(store.noteLeft(NEXT, 'running')).toEqual(SEEN);
    await retried(store, rejecting(new TaskApiError('rate-limited', { detail: 'Wait' })));
    store.noteLeft(TARGET, 'pending');
    expect(stageOf(store)).toMatchObject({ outcome: { kind: 'unsent' }, left: false });
  });

  test('a first sight that settles nothing does not keep a later one from it', async () => {
    const store = await unknownStore({ ...TARGET, attempt: undefined });
    expect(store.noteLeft(TARGET, 'queued')).toBeUndefined();
    expect(stageOf(store)?.left).toBe(true);
    expect(store.noteLeft(TARGET, 'running')).toEqual(SEEN);
  });

  test.each([undefined, 2])('where attempts were not known, a task that goes on settles it, and one that has ended does not (%j by then)', async (attempt) => {
    const store = await unknownStore({ ...TARGET, attempt: undefined });
    expect(store.noteLeft({ ...TARGET, attempt }, 'completed')).toBeUndefined();
    expect(store.noteLeft({ ...TARGET, attempt }, 'running')).toEqual(SEEN);
  });

  test('where they were, a row without them settles nothing, whatever its task does', async () => {
    const store = await unknownStore();
    expect(store.noteLeft({ ...TARGET, attempt: undefined }, 'running')).toBeUndefined();
    expect(stageOf(store)?.outcome?.kind).toBe('unknown');
  });

  test('settles no other outcome', async () => {
    const store = createStageStore(toTaskApiError);
    const { outcome } = await retried(store, () => Promise.resolve(TASK));
    expect(store.noteLeft(NEXT, 'running')).toBeUndefined();
    expect(stageOf(store)?.outcome).toBe(outcome);
  });

  test('leaves a check that is under way with nothing new to tell, and the task to hand over', async () => {
    const store = await unknownStore();
    const { promise, resolve } = deferred<Task>();
    const told: unknown[] = [];
    store.checkStage(TARGET, () => promise, (...each) => told.push(each));
    const seen = store.noteLeft(NEXT, 'running');
    const found = reading('pending', 'pending', 2);
    resolve(found);
    await vi.waitUntil(() => told.length > 0);
    expect(told).toEqual([[{ kind: 'submitted', confirmed: true, taskStatus: 'pending' }, found, false]]);
    expect(stageOf(store)?.outcome).toBe(seen);
  });

  test('lets no check that is under way say otherwise', async () => {
    const store = await unknownStore();
    const { promise, resolve } = deferred<Task>();
    const told: unknown[] = [];
    store.checkStage(TARGET, () => promise, (outcome, _reading, isNews) => told.push([outcome.kind, isNews]));
    store.noteLeft(NEXT, 'running');
    resolve(reading('failed', 'failed', 1));
    await vi.waitUntil(() => told.length > 0);
    expect(told).toEqual([['unsent', false]]);
    expect(stageOf(store)?.outcome).toEqual(SEEN);
  });

  test('lets the next retry be checked, whatever the reading of an earlier one finds by then', async () => {
    const store = await unknownStore();
    const early = deferred<Task>();
    store.checkStage(TARGET, () => early.promise);
    store.noteLeft(NEXT, 'running');
    await retried(store, lost, NEXT);
    const late = deferred<Task>();
    const check = checked(store, () => late.promise, NEXT);
    early.resolve(reading('failed', 'failed', 1));
    await new Promise((end) => setTimeout(end));
    expect(stageOf(store)?.outcome).toMatchObject({ kind: 'unknown', check: 'checking' });
    late.resolve(reading('failed', 'failed', 2));
    expect((await check).outcome.kind).toBe('unsent');
  });

  test('a check goes on where the row does not tell what became of the retry', async () => {
    const store = await unknownStore();
    const { promise, resolve } = deferred<Task>();
    const check = checked(store, () => promise);
    store.noteLeft({ ...TARGET, attempt: undefined }, 'completed');
    resolve(reading('completed', 'completed', 2));
    expect((await check).outcome.kind).toBe('submitted');
    expect(stageOf(store)).toMatchObject({ outcome: { kind: 'submitted' }, left: true });
  });

  test('once it has failed again it may be retried, also while a check of the retry before is under way', async () => {
    const store = await unknownStore();
    store.checkStage(TARGET, () => new Promise(() => {}));
    const send = (): Promise<Task> => Promise.resolve(TASK);
    expect(store.retryStage(TARGET, send)).toBe(false);
    expect(store.retryStage({ ...TARGET, attempt: undefined }, send)).toBe(false);
    expect(store.retryStage(NEXT, send)).toBe(true);
  });
});

describe('what a view reads', () => {
  test('is the same object until it changes, whatever else does', async () => {
    const store = createStageStore(toTaskApiError);
    await retried(store, lost);
    const stage = stageOf(store);
    await retried(store, () => Promise.resolve(TASK), { ...TARGET, stageId: 'another' });
    expect(stageOf(store)).toBe(stage);
    await retried(store, lost);
    expect(stageOf(store)).not.toBe(stage);
  });

  test('is announced at every change, and no more once unsubscribed', async () => {
    const store = createStageStore(toTaskApiError);
    const seen: unknown[] = [];
    const unsubscribe = store.subscribe(() =>
      seen.push(stageOf(store)?.outcome?.kind ?? 'pending'),
    );
    await retried(store, () => Promise.resolve(TASK));
    expect(seen).toEqual(['pending', 'submitted']);
    store.noteLeft({ ...TARGET, attempt: 3 }, 'running');
    expect(seen).toHaveLength(3);
    unsubscribe();
    await retried(store, lost);
    await checked(store, () => Promise.resolve(TASK));
    expect(seen).toHaveLength(3);
  });

  test('a refused call changes nothing', async () => {
    const store = createStageStore(toTaskApiError);
    const { promise, resolve } = deferred<Task>();
    const retry = retried(store, () => promise);
    const before = stageOf(store);
    let changes = 0;
    store.subscribe(() => (changes += 1));
    store.retryStage(TARGET, () => promise);
    store.checkStage(TARGET, () => promise);
    expect(stageOf(store)).toBe(before);
    expect(changes).toBe(0);
    resolve(TASK);
    await retry;
  });

  test('one listener that stops within a change does not keep others from hearing it', async () => {
    const store = createStageStore(toTaskApiError);
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
  const store = createStageStore(toTaskApiError);
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
