import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  CHUNK_SIZE,
  createBatchRun,
  type BatchOptions,
  type BatchRetry,
  type BatchRun,
  type RunningBatch,
  type SettledBatch,
} from '../../src/retry/batchRun.ts';
import { countOutcomes, type Ledger } from '../../src/retry/ledger.ts';
import type { Outcome, OutcomeKind } from '../../src/retry/outcome.ts';
import { planRemainder } from '../../src/retry/remainder.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';
import { createRandom, forSeedsAsync, seedsFrom, type Random } from '../support/random.ts';
import {
  allRefused,
  allTaken,
  arrive,
  batchAnswer,
  createWire,
  failure,
  takesAll,
  type BatchWire,
  type TaskWire,
} from '../support/wire.ts';

/** Ids in the order of the selection, which is not that of the alphabet. */
const idsUpTo = (count: number): string[] => Array.from({ length: count }, (_, index) => `task_${count - index}`);

function planOf(ids: readonly string[]): RetryPlan {
  return planRetry(
    ids.map((id) => ({ id, status: 'failed', stages: [{ id: 's', status: 'failed', retry_count: 1 }] })),
  );
}

function settledOf(run: BatchRun): SettledBatch {
  const batch = run.current();
  if (batch?.kind !== 'settled') throw new Error(`not settled, but ${batch?.kind}`);
  return batch;
}

function runningOf(run: BatchRun): RunningBatch {
  const batch = run.current();
  if (batch?.kind !== 'running') throw new Error(`not running, but ${batch?.kind}`);
  return batch;
}

const remainderOf = (run: BatchRun): RetryPlan => planRemainder(settledOf(run).ledger, []);

/** Ids whose outcome looks like this. */
function idsWith(ledger: Ledger, outcome: object): string[] {
  return ledger.rows.filter((row) => expect.objectContaining(outcome).asymmetricMatch(row.outcome)).map((row) => row.id);
}

function counts(run: BatchRun): Partial<Record<OutcomeKind, number>> {
  const all = Object.entries(countOutcomes(run.current()?.ledger ?? { rows: [], notes: [] }));
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

interface Started {
  readonly run: BatchRun;
  readonly wire: BatchWire;
  readonly ids: readonly string[];
  readonly settled: SettledBatch[];
  readonly changes: () => number;
}

/** A run of so many tasks whose requests wait for the test. */
function started(count: number, options: BatchOptions = { chunkSize: 50 }): Started {
  let changes = 0;
  const run = createBatchRun();
  run.subscribe(() => (changes += 1));
  const wire: BatchWire = createWire();
  const ids = idsUpTo(count);
  const settled: SettledBatch[] = [];
  expect(run.start(planOf(ids), wire.call, (batch) => settled.push(batch), options)).toBe(true);
  return { run, wire, ids, settled, changes: () => changes };
}

/** Takes all of the request that waits. */
async function take(wire: BatchWire): Promise<void> {
  const call = wire.next();
  call.answer(allTaken(call.asked));
  await arrive();
}

async function lose(wire: BatchWire): Promise<void> {
  wire.next().fail(failure('unknown-outcome'));
  await arrive();
}

const asked = (wire: BatchWire): (readonly string[])[] => wire.calls.map((call) => call.asked);

describe('230 tasks, 50 at a time', () => {
  test('go out one request after the other, in the order of the selection', async () => {
    const { run, wire, ids, settled } = started(230);
    for (const [done, size] of [50, 50, 50, 50, 30].entries()) {
      expect(wire.calls).toHaveLength(done + 1);
      expect(wire.next().asked).toEqual(ids.slice(done * 50, done * 50 + size));
      expect(runningOf(run)).toMatchObject({ sent: done * 50, total: 230, stopping: false });
      await take(wire);
    }
    expect(counts(run)).toEqual({ submitted: 230 });
    expect(settled).toEqual([run.current()]);
    expect(settledOf(run)).toMatchObject({ halt: undefined, failure: undefined, notBefore: undefined });
    expect(settledOf(run).ledger.rows.map((row) => row.id)).toEqual(ids);
  });

  test('stopped during the second: 100 settled, 130 unsent; continuing sends those 130 once, in order', async () => {
    const { run, wire, ids, settled } = started(230);
    await take(wire);
    run.stop();
    expect(runningOf(run)).toMatchObject({ sent: 50, stopping: true });
    expect(run.isInFlight()).toBe(true);
    await take(wire);
    expect(run.isInFlight()).toBe(false);
    expect(counts(run)).toEqual({ submitted: 100, unsent: 130 });
    expect(settledOf(run)).toMatchObject({ halt: 'stopped', failure: undefined });
    expect(idsWith(settledOf(run).ledger, { kind: 'unsent', halt: 'stopped' })).toEqual(ids.slice(100));
    expect(settled).toHaveLength(1);
    await arrive();
    expect(wire.calls).toHaveLength(2);

    const again: BatchWire = createWire();
    expect(run.resume(remainderOf(run), again.call, undefined, { chunkSize: 50 })).toBe(true);
    expect(runningOf(run)).toMatchObject({ sent: 0, total: 130, stopping: false });
    expect(counts(run)).toEqual({ submitted: 100, unsent: 130 });
    for (let chunk = 0; chunk < 3; chunk += 1) await take(again);
    expect(asked(again)).toEqual([ids.slice(100, 150), ids.slice(150, 200), ids.slice(200)]);
    expect(counts(run)).toEqual({ submitted: 230 });
    expect(settledOf(run).halt).toBeUndefined();
    expect(settledOf(run).ledger.rows.map((row) => row.id)).toEqual(ids);
    expect(settledOf(run).ledger.rows.every((row) => row.earlier === undefined)).toBe(true);
    expect(wire.calls).toHaveLength(2);
  });

  test('100 at a time where nothing is said', async () => {
    const { sent, send } = takesAll();
    createBatchRun().start(planOf(idsUpTo(230)), send);
    await arrive();
    expect(CHUNK_SIZE).toBe(100);
    expect(sent.map((ids) => ids.length)).toEqual([100, 100, 30]);
  });

  test.each([
    [1000, [230]],
    [Number.POSITIVE_INFINITY, [230]],
    [115.5, [115, 115]],
  ])('%d at a time', async (chunkSize, sizes) => {
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.start(planOf(idsUpTo(230)), send, undefined, { chunkSize });
    await arrive();
    expect(sent.map((ids) => ids.length)).toEqual(sizes);
    expect(counts(run)).toEqual({ submitted: 230 });
  });
});

describe('starting', () => {
  test('is written and told before anything is sent', () => {
    const seen: (BatchRetry | undefined)[] = [];
    let changes = 0;
    const run = createBatchRun();
    run.subscribe(() => (changes += 1));
    run.start(planOf(['a']), () => {
      seen.push(run.current());
      expect(changes).toBe(1);
      return new Promise(() => {});
    });
    expect(seen).toEqual([expect.objectContaining({ kind: 'running', sent: 0, total: 1 })]);
  });

  test('while one runs is refused, by whatever name, and changes nothing', async () => {
    const { run, wire, changes } = started(60);
    const before = [run.current(), changes()];
    const { sent, send } = takesAll();
    expect(run.start(planOf(['other']), send)).toBe(false);
    expect(run.resume(planOf(['task_1']), send)).toBe(false);
    expect(run.check(() => new Promise(() => {}))).toBe(false);
    run.cancelCheck();
    expect([run.current(), changes()]).toEqual(before);
    expect(sent).toEqual([]);
    run.stop();
    expect(run.start(planOf(['other']), send)).toBe(false);
    await take(wire);
    expect(run.start(planOf(['other']), send)).toBe(true);
    expect(run.current()?.ledger.rows.map((row) => row.id)).toEqual(['other']);
  });

  test('from within send or from within a change is refused as well', async () => {
    const answers: boolean[] = [];
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.subscribe(() => {
      if (run.current()?.kind === 'running') answers.push(run.start(planOf(['b']), send));
    });
    run.start(planOf(['a']), (ids) => {
      answers.push(run.start(planOf(['b']), send));
      return send(ids);
    });
    await arrive();
    expect(answers).toEqual(answers.map(() => false));
    expect(sent).toEqual([['a']]);
  });

  test('the next one from within what was told is no accident', async () => {
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.start(planOf(['a']), send, () => expect(run.start(planOf(['b']), send)).toBe(true));
    await arrive();
    expect(sent).toEqual([['a'], ['b']]);
    expect(settledOf(run).ledger.rows.map((row) => row.id)).toEqual(['b']);
  });

  test('with nothing to send does nothing', async () => {
    const { sent, send } = takesAll();
    const run = createBatchRun();
    expect(run.start(planRetry([{ id: 'a', status: 'running' }]), send)).toBe(false);
    expect(run.resume(planOf(['a']), send)).toBe(false);
    expect(run.current()).toBeUndefined();
    run.start(planOf(['a']), send);
    await arrive();
    const before = run.current();
    expect(run.resume(remainderOf(run), send)).toBe(false);
    expect(run.current()).toBe(before);
    expect(sent).toEqual([['a']]);
  });

  test('stopping, checking and noting before there is anything does nothing', () => {
    let changes = 0;
    const run = createBatchRun();
    run.subscribe(() => (changes += 1));
    run.stop();
    run.cancelCheck();
    run.noteLeft(['a']);
    expect(run.check(() => new Promise(() => {}))).toBe(false);
    expect([run.current(), run.isInFlight(), changes]).toEqual([undefined, false, 0]);
  });

  test('ids such as __proto__ are sent and accounted for like any other', async () => {
    const ids = ['__proto__', 'constructor', '0', ' ', 'hasOwnProperty'];
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.start(planOf(ids), send, undefined, { chunkSize: 2 });
    await arrive();
    expect(sent.flat()).toEqual(ids);
    expect(counts(run)).toEqual({ submitted: 5 });
  });

  test('skipped ones are never sent, nor is a repeated id sent twice', async () => {
    const plan = planRetry([
      { id: 'a', status: 'failed' },
      { id: 'b', status: 'running' },
      { id: '', status: 'failed' },
      { id: 'a', status: 'failed' },
      { id: 'c', status: 'failed' },
    ]);
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.start(plan, send, undefined, { chunkSize: 1 });
    await arrive();
    expect(sent).toEqual([['a'], ['c']]);
    expect(counts(run)).toEqual({ submitted: 2, skipped: 2 });
  });
});

test('who listens no longer is not told, and others are', async () => {
  const told: string[] = [];
  const run = createBatchRun();
  const stop = run.subscribe(() => told.push('first'));
  run.subscribe(() => told.push('second'));
  stop();
  run.start(planOf(['a']), takesAll().send);
  await arrive();
  expect(new Set(told)).toEqual(new Set(['second']));
});

describe('stopping', () => {
  test('twice is once', async () => {
    const { run, wire, changes } = started(120);
    run.stop();
    const [batch, told] = [run.current(), changes()];
    run.stop();
    expect(run.current()).toBe(batch);
    expect(changes()).toBe(told);
    await take(wire);
    expect(wire.calls).toHaveLength(1);
    expect(counts(run)).toEqual({ submitted: 50, unsent: 70 });
    run.stop();
    expect(run.current()?.kind).toBe('settled');
  });

  test('during the last request ends like any other run', async () => {
    const { run, wire, settled } = started(60);
    await take(wire);
    run.stop();
    await take(wire);
    expect(counts(run)).toEqual({ submitted: 60 });
    expect(settledOf(run).halt).toBeUndefined();
    expect(settled).toHaveLength(1);
  });

  test('from within send is heard: that request is the last one', async () => {
    const run = createBatchRun();
    const { sent, send } = takesAll();
    const stopping = (ids: readonly string[]): ReturnType<typeof send> => {
      run.stop();
      return send(ids);
    };
    run.start(planOf(['a', 'b', 'c']), stopping, undefined, { chunkSize: 1 });
    await arrive();
    expect(sent).toEqual([['a']]);
    expect(counts(run)).toEqual({ submitted: 1, unsent: 2 });
  });

  test('before the first request has left sends none', async () => {
    const run = createBatchRun();
    run.subscribe(() => run.stop());
    const { sent, send } = takesAll();
    expect(run.start(planOf(['a', 'b', 'c']), send)).toBe(true);
    await arrive();
    expect(sent).toEqual([]);
    expect(settledOf(run).halt).toBe('stopped');
    expect(idsWith(settledOf(run).ledger, { halt: 'stopped' })).toEqual(['a', 'b', 'c']);
  });

  test('during a request that is lost keeps both: that one unknown, the rest unsent', async () => {
    const { run, wire } = started(120);
    run.stop();
    await lose(wire);
    expect(counts(run)).toEqual({ unknown: 50, unsent: 70 });
    expect(settledOf(run)).toMatchObject({ halt: 'stopped', failure: { kind: 'unknown-outcome' } });
  });

  test('does not carry over to the next run', async () => {
    const { run, wire } = started(120);
    run.stop();
    await take(wire);
    const { sent, send } = takesAll();
    run.resume(remainderOf(run), send, undefined, { chunkSize: 50 });
    await arrive();
    expect(sent.map((ids) => ids.length)).toEqual([50, 20]);
    expect(counts(run)).toEqual({ submitted: 120 });
  });
});

describe('an answer that is lost', () => {
  test('leaves its chunk unknown, and the run goes on', async () => {
    const { run, wire, ids } = started(230);
    await take(wire);
    await lose(wire);
    for (let chunk = 0; chunk < 3; chunk += 1) await take(wire);
    expect(counts(run)).toEqual({ submitted: 180, unknown: 50 });
    expect(idsWith(settledOf(run).ledger, { kind: 'unknown' })).toEqual(ids.slice(50, 100));
    expect(settledOf(run)).toMatchObject({ halt: undefined, failure: { kind: 'unknown-outcome' } });
    expect(remainderOf(run).retry).toEqual([]);
  });

  test('twice in a row stops the run: the rest is unsent', async () => {
    const { run, wire, ids } = started(230);
    await take(wire);
    await lose(wire);
    await lose(wire);
    expect(wire.calls).toHaveLength(3);
    expect(counts(run)).toEqual({ submitted: 50, unknown: 100, unsent: 80 });
    expect(settledOf(run).halt).toBe('lost');
    expect(idsWith(settledOf(run).ledger, { kind: 'unsent', halt: 'lost' })).toEqual(ids.slice(150));
    expect(remainderOf(run).retry.map((row) => row.id)).toEqual(ids.slice(150));
  });

  test('twice, with an answer between, does not', async () => {
    const { run, wire } = started(230);
    for (const step of [lose, take, lose, take, lose]) await step(wire);
    expect(counts(run)).toEqual({ submitted: 100, unknown: 130 });
    expect(settledOf(run).halt).toBeUndefined();
  });

  test('twice at the very end leaves nothing unsent, so nothing was stopped', async () => {
    const { run, wire } = started(100);
    await lose(wire);
    await lose(wire);
    expect(counts(run)).toEqual({ unknown: 100 });
    expect(settledOf(run).halt).toBeUndefined();
  });

  test('is not held against the next run', async () => {
    const { run, wire } = started(230);
    await lose(wire);
    await lose(wire);
    const again: BatchWire = createWire();
    run.resume(remainderOf(run), again.call, undefined, { chunkSize: 50 });
    await lose(again);
    expect(runningOf(run)).toMatchObject({ sent: 50, total: 130 });
    await take(again);
    await take(again);
    expect(counts(run)).toEqual({ submitted: 80, unknown: 150 });
  });

  test('never comes: the run goes on waiting, and says so', async () => {
    const { run, wire, settled } = started(60);
    await arrive();
    await arrive();
    expect(wire.calls).toHaveLength(1);
    expect(settled).toEqual([]);
    run.stop();
    await arrive();
    expect(runningOf(run)).toMatchObject({ sent: 0, stopping: true });
    expect(run.isInFlight()).toBe(true);
  });
});

describe('a request that is turned away', () => {
  test.each<[number, TaskApiErrorKind, 'unsent' | 'refused']>([
    [400, 'refused', 'refused'],
    [401, 'unauthenticated', 'unsent'],
    [403, 'forbidden', 'unsent'],
    [404, 'not-found', 'unsent'],
    [409, 'refused', 'refused'],
    [413, 'too-large', 'unsent'],
    [422, 'invalid', 'unsent'],
    [429, 'rate-limited', 'unsent'],
  ])('with %d stops the run: the rest is unsent', async (status, kind, outcome) => {
    const { run, wire, ids } = started(230);
    await take(wire);
    wire.next().fail({ response: { status, data: { detail: 'Not now' } } });
    await arrive();
    expect(wire.calls).toHaveLength(2);
    expect(settledOf(run)).toMatchObject({ halt: 'turned-away', failure: { kind, status } });
    expect(counts(run)).toEqual(outcome === 'unsent' ? { submitted: 50, unsent: 180 } : { submitted: 50, refused: 50, unsent: 130 });
    expect(settledOf(run).ledger.rows[50]?.outcome.kind).toBe(outcome);
    expect(idsWith(settledOf(run).ledger, { kind: 'unsent', halt: 'turned-away' })).toEqual(ids.slice(100));
    expect(remainderOf(run).retry.map((row) => row.id)).toEqual(ids.slice(50));
  });

  test.each<[TaskApiErrorKind]>([['offline'], ['bad-input']])('before it left, as %s, stops the run too', async (kind) => {
    const { run, wire } = started(120);
    wire.next().fail(failure(kind));
    await arrive();
    expect(counts(run)).toEqual({ unsent: 120 });
    expect(settledOf(run)).toMatchObject({ halt: 'turned-away', failure: { kind } });
    expect(remainderOf(run).retry).toHaveLength(120);
  });

  test('because one has moved on leaves the others, of which that is not true, in the remainder', async () => {
    const { run, wire } = started(120);
    wire.next().fail(failure('refused', { status: 409, detail: 'task status is running' }));
    await arrive();
    expect(settledOf(run).ledger.rows[0]?.outcome).toEqual({
      kind: 'refused',
      reason: { code: 'other', verdict: 'may-pass', text: 'task status is running' },
    });
    expect(remainderOf(run).retry).toHaveLength(120);
  });

  test('for good is told of each of them', async () => {
    const { run, wire } = started(120);
    wire.next().fail(failure('refused', { status: 409, detail: 'Stage retry limit reached' }));
    await arrive();
    expect(settledOf(run).ledger.rows[1]?.outcome).toMatchObject({ reason: { code: 'limit-reached', verdict: 'will-not-pass' } });
  });

  test('as no longer failed leaves it out where it is the only one', async () => {
    const { run, wire } = started(1);
    wire.next().fail(failure('refused', { status: 409, detail: 'task status is running' }));
    await arrive();
    expect(remainderOf(run).retry).toEqual([]);
  });

  test('as the last one stops nothing', async () => {
    const { run, wire } = started(60);
    await take(wire);
    wire.next().fail(failure('forbidden', { status: 403 }));
    await arrive();
    expect(counts(run)).toEqual({ submitted: 50, unsent: 10 });
    expect(settledOf(run)).toMatchObject({ halt: undefined, failure: { kind: 'forbidden' } });
  });

  test('after one that was lost stops it as turned away', async () => {
    const { run, wire } = started(230);
    await lose(wire);
    wire.next().fail(failure('unauthenticated', { status: 401 }));
    await arrive();
    expect(counts(run)).toEqual({ unknown: 50, unsent: 180 });
    expect(settledOf(run).halt).toBe('turned-away');
  });

  test('the failure is told until the next run', async () => {
    const { run, wire } = started(60);
    wire.next().fail(failure('forbidden', { status: 403 }));
    await arrive();
    run.resume(remainderOf(run), takesAll().send);
    await arrive();
    expect(settledOf(run).failure).toBeUndefined();
  });
});

describe('too large, or too often', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function tooLarge(run: BatchRun, wire: BatchWire): Promise<void> {
    wire.next().fail(failure('too-large', { status: 413 }));
    await arrive();
    expect(settledOf(run).failure?.kind).toBe('too-large');
  }

  test('after a 413 half as many go at a time, and nothing goes by itself', async () => {
    const { run, wire, ids } = started(230);
    await take(wire);
    await tooLarge(run, wire);
    expect(wire.calls).toHaveLength(2);
    const { sent, send } = takesAll();
    run.resume(remainderOf(run), send, undefined, { chunkSize: 50 });
    await arrive();
    expect(sent.map((chunk) => chunk.length)).toEqual([25, 25, 25, 25, 25, 25, 25, 5]);
    expect(sent.flat()).toEqual(ids.slice(50));
  });

  test('again and again, down to one', async () => {
    const { run, wire } = started(5, { chunkSize: 5 });
    const sizes = [wire.next().asked.length];
    await tooLarge(run, wire);
    for (let turn = 0; turn < 3; turn += 1) {
      run.resume(remainderOf(run), wire.call, undefined, { chunkSize: 5 });
      sizes.push(wire.next().asked.length);
      await tooLarge(run, wire);
    }
    expect(sizes).toEqual([5, 2, 1, 1]);
    expect(counts(run)).toEqual({ unsent: 5 });
  });

  test('halves what was sent, not what was asked for', async () => {
    const { run, wire } = started(60);
    await take(wire);
    expect(wire.next().asked).toHaveLength(10);
    await tooLarge(run, wire);
    const { sent, send } = takesAll();
    run.resume(remainderOf(run), send);
    await arrive();
    expect(sent.map((chunk) => chunk.length)).toEqual([5, 5]);
  });

  test('a team that asks for less gets less', async () => {
    const { run, wire } = started(60);
    await tooLarge(run, wire);
    const { sent, send } = takesAll();
    run.resume(remainderOf(run), send, undefined, { chunkSize: 20 });
    await arrive();
    expect(sent.map((chunk) => chunk.length)).toEqual([20, 20, 20]);
  });

  test('a new batch is not larger either', async () => {
    const { run, wire } = started(60);
    await tooLarge(run, wire);
    const { sent, send } = takesAll();
    run.start(planOf(idsUpTo(60)), send);
    await arrive();
    expect(sent.map((chunk) => chunk.length)).toEqual([25, 25, 10]);
  });

  test('a 429 after a lost request is what is told, with its wait', async () => {
    const { run, wire } = started(200);
    await lose(wire);
    wire.next().fail(failure('rate-limited', { status: 429, retryAfterMs: 30_000 }));
    await arrive();
    expect(settledOf(run).failure?.kind).toBe('rate-limited');
    expect(settledOf(run).notBefore).toBeGreaterThan(Date.now());
  });

  test('a 429 says from when on it may be tried again, where the platform does', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_793_000_000_000 });
    const { run, wire } = started(120);
    wire.next().fail(failure('rate-limited', { status: 429, retryAfterMs: 30_000 }));
    await arrive();
    expect(settledOf(run)).toMatchObject({ halt: 'turned-away', notBefore: 1_793_000_030_000 });
    run.resume(remainderOf(run), takesAll().send);
    await arrive();
    expect(settledOf(run).notBefore).toBeUndefined();
  });

  test.each([
    ['a 429 that does not say so', failure('rate-limited', { status: 429 })],
    ['another failure that does', failure('unknown-outcome', { status: 503, retryAfterMs: 30_000 })],
  ])('%s sets no time', async (_, reason) => {
    const { run, wire } = started(10);
    wire.next().fail(reason);
    await arrive();
    expect(settledOf(run).notBefore).toBeUndefined();
  });
});

describe('whatever a hook does', () => {
  const throwing = (): never => {
    throw new Error('boom');
  };

  test.each<[string, () => unknown, 'unknown-outcome' | 'unreadable']>([
    ['throws', throwing, 'unknown-outcome'],
    ['rejects with nothing', () => Promise.reject(undefined), 'unknown-outcome'],
    ['returns nothing', () => undefined, 'unreadable'],
    ['returns a number', () => 3, 'unreadable'],
    ['resolves to null', () => Promise.resolve(null), 'unreadable'],
    ['resolves to a text', () => Promise.resolve('<!doctype html>'), 'unreadable'],
    ['resolves to a list', () => Promise.resolve([]), 'unreadable'],
    ['resolves to an unwrapped error', () => Promise.resolve({ error: { status: 400 } }), 'unreadable'],
    ['resolves to items that are no list', () => Promise.resolve({ items: {} }), 'unreadable'],
    ['resolves to a task', () => Promise.resolve({ id: 'a', status: 'running' }), 'unreadable'],
  ])('that %s leaves every task that was sent unknown, and stops after two', async (_, send, kind) => {
    const run = createBatchRun();
    let calls = 0;
    run.start(
      planOf(['a', 'b', 'c']),
      () => {
        calls += 1;
        return send() as Promise<TaskBatchRetryResponse>;
      },
      undefined,
      { chunkSize: 1 },
    );
    await arrive();
    expect(calls).toBe(2);
    expect(counts(run)).toEqual({ unknown: 2, unsent: 1 });
    expect(settledOf(run)).toMatchObject({ halt: 'lost', failure: { kind } });
    expect(run.isInFlight()).toBe(false);
  });

  test.each<[string, unknown[]]>([
    ['none', []],
    ['nulls', [null, undefined, 3, 'a', []]],
    ['ones of others', [{ task_id: 'x', success: true }]],
    ['neither yes nor no', [{ task_id: 'a', success: 'true' }]],
  ])('an answer whose items are %s is an answer: unknown, and the run goes on', async (_, items) => {
    const run = createBatchRun();
    run.start(planOf(['a', 'b', 'c']), () => Promise.resolve({ items } as unknown as TaskBatchRetryResponse), undefined, {
      chunkSize: 1,
    });
    await arrive();
    expect(counts(run)).toEqual({ unknown: 3 });
    expect(settledOf(run)).toMatchObject({ halt: undefined, failure: undefined });
    expect(settledOf(run).ledger.notes.filter((note) => note.code === 'totals-differ')).toHaveLength(1);
  });

  test('an answer for all that is given at each chunk is counted for that chunk', async () => {
    const run = createBatchRun();
    run.start(planOf(['a', 'b', 'c']), () => Promise.resolve(allTaken(['a', 'b', 'c'])), undefined, { chunkSize: 1 });
    await arrive();
    expect(counts(run)).toEqual({ submitted: 3 });
    expect(settledOf(run).ledger.notes).toContainEqual({ code: 'extra-items', count: 6 });
  });

  test("reasons are read by the team's classifier, in answers and in refusals of a whole request", async () => {
    const { run, wire } = started(2, {
      chunkSize: 1,
      classifyReason: (text) => ({ code: text, verdict: 'will-not-pass' }),
    });
    wire.next().answer(allRefused(wire.next().asked, 'frozen'));
    await arrive();
    wire.next().fail(failure('refused', { status: 409, detail: 'archived' }));
    await arrive();
    expect(settledOf(run).ledger.rows.map((row) => ('reason' in row.outcome ? row.outcome.reason.code : ''))).toEqual([
      'frozen',
      'archived',
    ]);
    expect(remainderOf(run).retry).toEqual([]);
  });
});

describe('progress', () => {
  test('is told after each request and never falls; the last one settles the run', async () => {
    const seen: number[] = [];
    const run = createBatchRun();
    run.subscribe(() => {
      const batch = run.current();
      if (batch?.kind === 'running') seen.push(batch.sent);
    });
    const { send } = takesAll();
    run.start(planOf(idsUpTo(230)), send, undefined, { chunkSize: 50 });
    await arrive();
    expect(seen).toEqual([0, 50, 100, 150, 200]);
    expect(settledOf(run).ledger.rows).toHaveLength(230);
  });

  test.each([
    [40, [false]],
    [50, [false]],
    [60, [true, false]],
    [120, [true, true, false]],
  ])('says of %d tasks, 50 at a time, whether requests follow the one that is under way', async (count, follow) => {
    const { run, wire } = started(count);
    for (const more of follow) {
      expect(runningOf(run).more).toBe(more);
      await take(wire);
    }
    expect(run.current()?.kind).toBe('settled');
  });

  test('counts lost and refused ones as well: they are done with', async () => {
    const { run, wire } = started(120);
    await lose(wire);
    expect(runningOf(run).sent).toBe(50);
    wire.next().answer(allRefused(wire.next().asked, 'no'));
    await arrive();
    expect(runningOf(run).sent).toBe(100);
  });

  test('what is known of each task can be read meanwhile', async () => {
    const { run, wire } = started(120);
    await take(wire);
    expect(counts(run)).toEqual({ submitted: 50, unsent: 70 });
    expect(idsWith(runningOf(run).ledger, { halt: 'waiting' })).toHaveLength(70);
  });

  test('once settled nothing waits any more', async () => {
    for (const stop of [true, false]) {
      const { run, wire } = started(120);
      if (stop) run.stop();
      while (wire.waiting().length > 0) await take(wire);
      expect(idsWith(settledOf(run).ledger, { halt: 'waiting' })).toEqual([]);
    }
  });
});

describe('the remainder', () => {
  test('sent again keeps every other result, and what had become of those that were refused', async () => {
    const { run, wire } = started(4, { chunkSize: 4 });
    const [a = '', b = '', c = '', d = ''] = wire.next().asked;
    wire.next().answer(
      batchAnswer([
        { task_id: a, success: true },
        { task_id: b, success: false, reason: 'Please try again' },
        { task_id: c, success: false, reason: 'task status is running' },
      ]),
    );
    await arrive();
    const before = new Map(settledOf(run).ledger.rows.map((row) => [row.id, row]));
    expect(remainderOf(run).retry.map((row) => row.id)).toEqual([b]);

    run.resume(remainderOf(run), wire.call);
    expect(wire.next().asked).toEqual([b]);
    expect(runningOf(run).ledger.rows[1]).toMatchObject({ outcome: { kind: 'unsent', halt: 'waiting' } });
    wire.next().answer(allRefused([b], 'Still busy'));
    await arrive();
    run.resume(remainderOf(run), wire.call);
    await take(wire);

    const after = new Map(settledOf(run).ledger.rows.map((row) => [row.id, row]));
    for (const id of [a, c, d]) expect(after.get(id)).toBe(before.get(id));
    expect(after.get(b)?.outcome).toEqual({ kind: 'submitted' });
    expect(after.get(b)?.earlier).toEqual([
      { kind: 'refused', reason: { code: 'busy', verdict: 'may-pass', text: 'Please try again' } },
      { kind: 'refused', reason: { code: 'busy', verdict: 'may-pass', text: 'Still busy' } },
    ]);
    expect([...after.keys()]).toEqual([...before.keys()]);
  });

  test('carries the attempt and the stage it is planned with now', async () => {
    const { run, wire } = started(1);
    wire.next().answer(allRefused(['task_1'], 'Please try again'));
    await arrive();
    const stages = [{ id: 's2', status: 'failed', stage_name: 'Test', retry_count: 4 }];
    const plan = planRemainder(settledOf(run).ledger, [{ id: 'task_1', status: 'failed', title: 'Title', stages }]);
    run.resume(plan, wire.call);
    await take(wire);
    expect(settledOf(run).ledger.rows[0]).toMatchObject({
      title: 'Title',
      stage: { id: 's2', name: 'Test' },
      attempt: 5,
    });
  });

  test('an unknown one that somebody chose to send again by name is sent', async () => {
    const { run, wire } = started(2);
    await lose(wire);
    run.resume(planOf(['task_1']), wire.call);
    expect(wire.next().asked).toEqual(['task_1']);
    await take(wire);
    expect(counts(run)).toEqual({ unknown: 1, submitted: 1 });
    expect(settledOf(run).ledger.rows[1]?.earlier).toMatchObject([{ kind: 'unknown' }]);
  });

  test('a task that was left out is not sent with it, whoever asks', async () => {
    const { sent, send } = takesAll();
    const run = createBatchRun();
    run.start(planRetry([{ id: 'a', status: 'failed' }, { id: 'b', status: 'running' }]), send);
    await arrive();
    const before = run.current();
    expect(run.resume(planOf(['b']), send)).toBe(false);
    expect(run.current()).toBe(before);
    expect(sent).toEqual([['a']]);
  });

  test('the plan that was confirmed first stays the plan', async () => {
    const { run, wire } = started(60);
    const { plan } = runningOf(run);
    run.stop();
    await take(wire);
    run.resume(remainderOf(run), takesAll().send);
    await arrive();
    expect(settledOf(run).plan).toBe(plan);
  });

  test('stopped again, and again, sends nothing twice and loses nothing', async () => {
    const { run, wire, ids } = started(230);
    run.stop();
    await take(wire);
    for (let turn = 0; turn < 4; turn += 1) {
      run.resume(remainderOf(run), wire.call, undefined, { chunkSize: 50 });
      run.stop();
      await take(wire);
    }
    expect(asked(wire).flat()).toEqual(ids);
    expect(counts(run)).toEqual({ submitted: 230 });
  });
});

describe('checking what is unknown', () => {
  const reading = (id: string, status: string, retryCount?: number, stageStatus = status): Task => ({
    id,
    status,
    stages: [{ id: 's', status: stageStatus, ...(retryCount === undefined ? {} : { retry_count: retryCount }) }],
  });

  /** A batch of which nothing is known. */
  async function unknown(count: number): Promise<Started & { readonly reads: TaskWire }> {
    const batch = started(count, { chunkSize: 1000 });
    await lose(batch.wire);
    expect(counts(batch.run)).toEqual({ unknown: count });
    return { ...batch, reads: createWire() };
  }

  test.each<[string, Task, Outcome | object]>([
    ['its status left failed', reading('task_1', 'running', 2), { kind: 'submitted', confirmed: true }],
    ['its count rose', reading('task_1', 'failed', 2), { kind: 'submitted', confirmed: true }],
    ['its stage left failed', reading('task_1', 'failed', 1, 'completed'), { kind: 'submitted', confirmed: true }],
    ['nothing changed', reading('task_1', 'failed', 1), { kind: 'unsent', notTakenAt: expect.any(Number) }],
    ['the count is not told', reading('task_1', 'failed'), { kind: 'unknown', check: 'unreadable' }],
    ['the stages are not told', { id: 'task_1', status: 'failed' }, { kind: 'unknown', check: 'unreadable' }],
    ["another task's", reading('task_2', 'running', 2), { kind: 'unknown', check: 'unreadable' }],
    ['no task', { error: 'boom' } as unknown as Task, { kind: 'unknown', check: 'unreadable' }],
    ['nothing', undefined as unknown as Task, { kind: 'unknown', check: 'unreadable' }],
  ])('%s', async (_, task, outcome) => {
    const { run, reads } = await unknown(1);
    expect(run.check(reads.call)).toBe(true);
    reads.next().answer(task);
    await arrive();
    expect(settledOf(run).ledger.rows[0]?.outcome).toMatchObject(outcome);
    expect(settledOf(run).check).toBeUndefined();
  });

  test('one that cannot be read stays unknown with its failure, and may be checked again', async () => {
    const { run, reads } = await unknown(2);
    const throwing = (): never => {
      throw new Error('boom');
    };
    run.check((id) => (id === 'task_1' ? throwing() : Promise.reject(failure('offline'))));
    await arrive();
    expect(settledOf(run).ledger.rows.map((row) => row.outcome)).toEqual(
      [1, 2].map(() => ({ kind: 'unknown', check: 'unreadable', reason: { code: 'failure', failure: expect.anything() } })),
    );
    expect(run.check(reads.call)).toBe(true);
    for (const { asked: id, answer } of reads.calls.slice()) answer(reading(id, 'running'));
    await arrive();
    expect(counts(run)).toEqual({ submitted: 2 });
  });

  test('what was not taken may be sent again, what was taken may not', async () => {
    const { run, wire, reads } = await unknown(3);
    expect(remainderOf(run).retry).toEqual([]);
    run.check(reads.call);
    for (const { asked: id, answer } of reads.calls.slice()) {
      answer(id === 'task_3' ? reading(id, 'failed', 1) : id === 'task_2' ? reading(id, 'running') : ({} as Task));
    }
    await arrive();
    expect(counts(run)).toEqual({ unsent: 1, submitted: 1, unknown: 1 });
    run.resume(remainderOf(run), wire.call);
    expect(wire.next().asked).toEqual(['task_3']);
  });

  test('four at a time, each one once, told as they come', async () => {
    const told: number[] = [];
    const { run, reads } = await unknown(10);
    const settled: SettledBatch[] = [];
    run.check(reads.call, (batch) => settled.push(batch));
    expect(settledOf(run).check).toEqual({ done: 0, total: 10 });
    while (reads.waiting().length > 0) {
      expect(reads.waiting().length).toBeLessThanOrEqual(4);
      told.push(settledOf(run).check?.done ?? Number.NaN);
      expect(settled).toEqual([]);
      const call = reads.waiting().at(-1);
      call?.answer(reading(call.asked, 'running'));
      await arrive();
    }
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(reads.calls.map((call) => call.asked)).toEqual(idsUpTo(10));
    expect(reads.calls).toHaveLength(10);
    expect(settled).toEqual([run.current()]);
    expect(counts(run)).toEqual({ submitted: 10 });
    expect(settledOf(run).check).toBeUndefined();
  });

  test('reads only what is unknown, and asks nothing where nothing is', async () => {
    const { run, wire, ids } = started(120);
    await take(wire);
    await lose(wire);
    await take(wire);
    const reads: TaskWire = createWire();
    run.check(reads.call);
    while (reads.waiting().length > 0) {
      reads.next().answer(reading(reads.next().asked, 'running'));
      await arrive();
    }
    expect(reads.calls.map((call) => call.asked)).toEqual(ids.slice(50, 100));
    expect(run.check(reads.call)).toBe(false);
  });

  test('one at a time', async () => {
    const { run, reads, changes } = await unknown(6);
    expect(run.check(reads.call)).toBe(true);
    const [batch, told] = [run.current(), changes()];
    expect(run.check(reads.call)).toBe(false);
    expect([run.current(), changes()]).toEqual([batch, told]);
    expect(reads.calls).toHaveLength(4);
  });

  test('is written before a task is read, and is nothing that leaving the page would lose', async () => {
    const { run } = await unknown(1);
    const seen: unknown[] = [];
    run.check(() => {
      seen.push(settledOf(run).check, run.isInFlight());
      return new Promise(() => {});
    });
    expect(seen).toEqual([{ done: 0, total: 1 }, false]);
  });

  test('cancelled in the middle leaves the rest unknown, and what comes late is not heard', async () => {
    const { run, reads } = await unknown(10);
    const settled: SettledBatch[] = [];
    run.check(reads.call, (batch) => settled.push(batch));
    for (let turn = 0; turn < 2; turn += 1) {
      reads.next().answer(reading(reads.next().asked, 'running'));
      await arrive();
    }
    run.cancelCheck();
    expect(settledOf(run).check).toBeUndefined();
    const left = run.current();
    expect(counts(run)).toEqual({ submitted: 2, unknown: 8 });
    for (const call of reads.waiting()) call.answer(reading(call.asked, 'running'));
    await arrive();
    expect(run.current()).toBe(left);
    expect(reads.calls).toHaveLength(6);
    // What was found by then is handed over, once.
    expect(settled).toEqual([left]);
  });

  test('begun anew, an answer to the old one is not heard, and its own is', async () => {
    const { run, reads } = await unknown(1);
    run.check(reads.call);
    run.cancelCheck();
    expect(run.check(reads.call)).toBe(true);
    const [old, now] = reads.calls;
    old?.answer(reading('task_1', 'running'));
    await arrive();
    expect(counts(run)).toEqual({ unknown: 1 });
    expect(settledOf(run).check).toEqual({ done: 0, total: 1 });
    now?.answer(reading('task_1', 'failed', 1));
    await arrive();
    expect(counts(run)).toEqual({ unsent: 1 });
  });

  test('begun anew, there are still four at most under way', async () => {
    const { run, reads } = await unknown(10);
    run.check(reads.call);
    run.cancelCheck();
    run.check(reads.call);
    expect(reads.waiting().length).toBeLessThanOrEqual(4);
  });

  test.each<[string, (run: BatchRun, wire: BatchWire) => boolean]>([
    ['sending something again', (run, wire) => run.resume(planOf(['task_1']), wire.call)],
    ['a new batch', (run, wire) => run.start(planOf(['other']), wire.call)],
  ])('%s ends it', async (_, act) => {
    const { run, wire, reads } = await unknown(6);
    const settled: SettledBatch[] = [];
    run.check(reads.call, (batch) => settled.push(batch));
    expect(act(run, wire)).toBe(true);
    const before = run.current();
    for (const call of reads.waiting()) call.answer(reading(call.asked, 'running'));
    await arrive();
    expect(run.current()).toBe(before);
    await take(wire);
    expect(settledOf(run).check).toBeUndefined();
    expect(reads.calls).toHaveLength(4);
    expect(settled.map(({ check, ledger }) => [check, countOutcomes(ledger).unknown])).toEqual([[undefined, 6]]);
  });

  test('a page that fails when it is told so keeps no run from starting', async () => {
    const { run, wire, reads } = await unknown(2);
    run.check(reads.call, () => {
      throw new Error('The page is broken');
    });
    expect(() => run.start(planOf(['other']), wire.call)).toThrow('The page is broken');
    expect(runningOf(run).total).toBe(1);
    await take(wire);
    expect(counts(run)).toEqual({ submitted: 1 });
  });

  test('what is chosen and was settled before is kept beside what is sent, in the order of the selection', async () => {
    const { run, wire } = started(3);
    wire.next().answer(allTaken(['task_3', 'task_1']));
    await arrive();
    run.noteLeft(['task_2', 'task_1', 'elsewhere']);
    const [first, , third] = settledOf(run).ledger.rows;
    run.start(planOf(['task_2', 'new']), wire.call, undefined, { chosen: planOf(['task_3', 'task_2', 'task_1', 'new']) });
    expect(runningOf(run)).toMatchObject({ sent: 0, total: 2, left: new Set(['task_1', 'elsewhere']) });
    expect(wire.next().asked).toEqual(['task_2', 'new']);
    await take(wire);
    const { ledger } = settledOf(run);
    expect(ledger.rows.map(({ id, outcome }) => `${id} ${outcome.kind}`)).toEqual(['task_3 submitted', 'task_2 submitted', 'task_1 submitted', 'new submitted']);
    expect([ledger.rows[0], ledger.rows[2]]).toEqual([first, third]);
    expect(ledger.notes).toEqual([]);
  });

  test('what was noted meanwhile is kept', async () => {
    const { run, reads } = await unknown(2);
    run.check(reads.call);
    run.noteLeft(['task_1']);
    for (const { asked: id, answer } of reads.calls.slice()) answer(reading(id, 'running'));
    await arrive();
    expect(settledOf(run).left).toEqual(new Set(['task_1']));
    expect(counts(run)).toEqual({ submitted: 2 });
  });
});

describe('noting which tasks were seen to leave failed', () => {
  test('is heard while requests go out, too', async () => {
    const { run, wire } = started(120);
    run.noteLeft(['task_1']);
    expect(runningOf(run).left).toEqual(new Set(['task_1']));
    await take(wire);
    run.noteLeft(['task_2']);
    expect(runningOf(run).left).toEqual(new Set(['task_1', 'task_2']));
    await take(wire);
    await take(wire);
    expect(settledOf(run).left).toEqual(new Set(['task_1', 'task_2']));
  });

  test('is forgotten for the tasks that are sent again, and for no others', async () => {
    const { run, wire } = started(4, { chunkSize: 2 });
    wire.next().answer(allRefused(wire.next().asked, 'Please try again'));
    await arrive();
    await take(wire);
    run.noteLeft(['task_4', 'task_3', 'task_2']);
    run.resume(planOf(['task_4']), wire.call);
    expect(runningOf(run).left).toEqual(new Set(['task_3', 'task_2']));
    await take(wire);
    expect(settledOf(run).left).toEqual(new Set(['task_3', 'task_2']));
  });

  test('is kept until the task is sent again, and told only where it is news', async () => {
    const { run, wire, changes } = started(2);
    await take(wire);
    expect(settledOf(run).left).toEqual(new Set());
    run.noteLeft(['task_1']);
    expect(settledOf(run).left).toEqual(new Set(['task_1']));
    const [batch, told] = [run.current(), changes()];
    run.noteLeft(['task_1']);
    run.noteLeft([]);
    expect([run.current(), changes()]).toEqual([batch, told]);
    run.noteLeft(['task_2', 'task_1']);
    expect(settledOf(run).left).toEqual(new Set(['task_1', 'task_2']));
    // A submitted task is not sent again, whoever asks.
    expect(run.resume(planOf(['task_1']), takesAll().send)).toBe(false);
    run.start(planOf(['task_1']), takesAll().send);
    await arrive();
    expect(settledOf(run).left).toEqual(new Set(['task_2']));
  });
});

describe('500 runs in any order of events', () => {
  const SEED = 20_261_124;
  const SEEDS = seedsFrom(SEED, 500);
  const KINDS: readonly TaskApiErrorKind[] = [
    'refused',
    'offline',
    'forbidden',
    'too-large',
    'rate-limited',
    'unknown-outcome',
    'unknown-outcome',
    'unreadable',
  ];
  const REASONS = ['task status is running', 'Please try again', 'Retry limit reached', 'why', ''];
  const NONSENSE: readonly unknown[] = [null, undefined, 'ok', {}, { items: 'a' }, { items: [null, 3] }];

  /** Some answer to this request, from the best to the worst. */
  function answerTo(call: ReturnType<BatchWire['next']>, random: Random): void {
    const answers = [
      () => call.answer(allTaken(call.asked)),
      () => call.answer(allTaken(random.shuffle(call.asked))),
      () =>
        call.answer(
          batchAnswer(
            call.asked
              .filter(() => random.chance(0.9))
              .map((id) => ({ task_id: id, success: random.chance(0.6), reason: random.pick(REASONS) })),
          ),
        ),
      () => call.answer(random.pick(NONSENSE) as TaskBatchRetryResponse),
      () => call.fail(failure(random.pick(KINDS))),
    ];
    random.pick([...answers, ...answers.slice(0, 3)])();
  }

  function readingOf(id: string, random: Random): Task {
    const stage = { id: 's', status: 'failed', retry_count: random.below(4) };
    return random.pick<unknown>([
      { id, status: 'running' },
      { id, status: 'failed', stages: [stage] },
      { id, status: 'failed', stages: [stage] },
      { id: 'another', status: 'running' },
      null,
    ]) as Task;
  }

  interface Seen {
    settled: number;
    resumed: number;
    checked: number;
    halts: Set<string | undefined>;
  }

  async function oneRun(random: Random, seen: Seen): Promise<void> {
    const ids = random.shuffle(['__proto__', 'constructor', '0', ...idsUpTo(1 + random.below(25))]);
    const options = { chunkSize: 1 + random.below(8) };
    const wire: BatchWire = createWire();
    const reads: TaskWire = createWire();
    /** How often each id may have been sent by now: once for each time that somebody named it. */
    const allowed = new Map<string, number>();
    const allow = (plan: RetryPlan): void =>
      plan.retry.forEach((row) => allowed.set(row.id, (allowed.get(row.id) ?? 0) + 1));
    let runs = 0;
    let told = 0;
    const onSettled = (): void => void (told += 1);

    const verify = (): void => {
      const batch = run.current();
      if (!batch) return;
      if (batch.ledger.rows.map((row) => row.id).join('\n') !== ids.join('\n')) throw new Error('rows differ from the selection');
      const sum = Object.values(countOutcomes(batch.ledger)).reduce((all, count) => all + count, 0);
      if (sum !== ids.length) throw new Error(`${sum} outcomes of ${ids.length}`);
      if (batch.kind === 'running' && batch.sent > batch.total) throw new Error(`${batch.sent} sent of ${batch.total}`);
      const waits = idsWith(batch.ledger, { halt: 'waiting' }).length;
      if (waits !== (batch.kind === 'running' ? batch.total - batch.sent : 0)) throw new Error(`${waits} wait`);
      const sentTimes = new Map<string, number>();
      for (const id of asked(wire).flat()) sentTimes.set(id, (sentTimes.get(id) ?? 0) + 1);
      for (const [id, times] of sentTimes) {
        if (times > (allowed.get(id) ?? 0)) throw new Error(`${id} was sent ${times} times`);
      }
      if (wire.waiting().length > 1) throw new Error('two requests at once');
      if (run.isInFlight() !== (batch.kind === 'running')) throw new Error('in flight, or not');
    };
    const run = createBatchRun();
    run.subscribe(verify);

    const plan = planOf(ids);
    allow(plan);
    run.start(plan, wire.call, onSettled, options);
    runs += 1;
    for (let step = 0; step < 60; step += 1) {
      const batch = run.current();
      const events: (() => void)[] = [() => run.noteLeft([random.pick(ids)])];
      if (wire.waiting().length > 0) {
        events.push(...Array.from({ length: 4 }, () => () => answerTo(wire.next(), random)), run.stop);
      }
      const read = reads.waiting().length > 0 ? random.pick(reads.waiting()) : undefined;
      if (read) {
        events.push(
          () => read.answer(readingOf(read.asked, random)),
          () => read.answer(readingOf(read.asked, random)),
          () => read.fail(new Error('boom')),
        );
      }
      if (batch?.kind === 'settled') {
        events.push(
          () => {
            if (run.check(reads.call)) seen.checked += 1;
          },
          () => run.cancelCheck(),
          () => {
            const again = planRemainder(batch.ledger, []);
            if (again.retry.length === 0) return;
            const some = again.retry.filter(() => random.chance(0.8));
            const chosen = { ...again, rows: some, retry: some };
            allow(chosen);
            const resumed = run.resume(chosen, wire.call, onSettled, options);
            if (resumed !== some.length > 0) throw new Error('resumed, or not');
            if (!resumed) return;
            runs += 1;
            seen.resumed += 1;
          },
        );
      } else {
        // Refused, whoever asks.
        events.push(() => {
          if (run.start(plan, wire.call) || run.resume(plan, wire.call) || run.check(reads.call)) throw new Error('two at once');
        });
      }
      const before = new Map(batch?.ledger.rows.map((row) => [row.id, row.outcome.kind]));
      random.pick(events)();
      if (random.chance(0.8)) await arrive();
      verify();
      for (const row of run.current()?.ledger.rows ?? []) {
        // No event of these takes back what the platform took, or what it refused for good.
        if (before.get(row.id) === 'submitted' && row.outcome.kind !== 'submitted') throw new Error(`${row.id} was taken back`);
      }
    }
    while (wire.waiting().length > 0) await take(wire);
    await arrive();
    verify();
    expect(told).toBe(runs);
    expect(run.current()?.kind).toBe('settled');
    seen.settled += 1;
    seen.halts.add(settledOf(run).halt);
  }

  test('no id is sent twice unless somebody named it again, every id has one outcome, no more is sent than there is', async () => {
    const seen: Seen = { settled: 0, resumed: 0, checked: 0, halts: new Set() };
    await forSeedsAsync(SEEDS, (random) => oneRun(random, seen));
    expect(seen.settled).toBe(SEEDS.length);
    expect(seen.resumed).toBeGreaterThan(SEEDS.length / 2);
    expect(seen.checked).toBeGreaterThan(SEEDS.length / 4);
    expect(seen.halts).toEqual(new Set([undefined, 'stopped', 'turned-away', 'lost']));
    // Two seconds on a machine that does nothing else.
  }, 30_000);

  test('the same seed gives the same chances', () => {
    const first = createRandom(SEED);
    const second = createRandom(SEED);
    expect(Array.from({ length: 5 }, first.next)).toEqual(Array.from({ length: 5 }, second.next));
  });
});
