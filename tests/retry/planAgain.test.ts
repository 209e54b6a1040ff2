import { describe, expect, test } from 'vitest';
import { createBatchRun, type BatchRetry, type SettledBatch } from '../../src/retry/batchRun.ts';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { countUnknown, hasOpen, sameTasks, withoutDone } from '../../src/retry/planAgain.ts';
import { classifyReason } from '../../src/retry/reasons.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { allTaken, arrive, createWire, failure } from '../support/wire.ts';

const SUBMITTED: Outcome = { kind: 'submitted' };
const UNKNOWN: Outcome = { kind: 'unknown', reason: { code: 'missing' } };
const MOVED_ON: Outcome = { kind: 'refused', reason: classifyReason('task status is running') };

/** What needs a retry as before. */
const OPEN: readonly Outcome[] = [
  UNKNOWN,
  { kind: 'refused', reason: classifyReason('Please try again') },
  { kind: 'refused', reason: classifyReason('Retry limit reached') },
  { kind: 'unsent', halt: 'stopped' },
  { kind: 'skipped', reason: { code: 'not-allowed', text: 'Frozen' } },
];

/** A task that failed at the stage `s2`, which was retried once. */
function failed(id: string, count: number | null = 1, stage = 's2'): RetryableTask {
  return { id, status: 'failed', stages: [{ id: stage, status: 'failed', retry_count: count }] };
}

/** A failed task whose stages are not loaded. */
const bare = (id: string): RetryableTask => ({ id, status: 'failed' });

/** A batch over these tasks that ended in this way for each of them. */
function settled(tasks: readonly RetryableTask[], outcome: Outcome, left: readonly string[] = []): SettledBatch {
  const plan = planRetry(tasks);
  const rows = plan.rows.map(({ id, title, stage, attempt }) => ({ id, title, stage, attempt, outcome }));
  return { kind: 'settled', plan, ledger: { rows, notes: [] }, left: new Set(left) };
}

const idsOf = (plan: RetryPlan): string[] => plan.retry.map((row) => row.id);

/** The tasks before, the tasks now, and which were seen in another status than failed in between. */
type Case = [name: string, before: RetryableTask, now: RetryableTask, left: string[]];

const ANEW: readonly Case[] = [
  ['at the same stage, an attempt later', failed('a', 1), failed('a', 2), []],
  ['at a later stage, at which it was retried less often', failed('a', 1), failed('a', 0, 's3'), []],
  ['at another stage whose count is not known', failed('a', 1), failed('a', null, 's3'), []],
  ['at a stage that is not known, after it ran', bare('a'), bare('a'), ['a']],
  ['at the same stage, after it ran, where counts are not known', failed('a', null), failed('a', null), ['a']],
  ['at a stage that was not known before, after it ran', bare('a'), failed('a', 5), ['a']],
  ['at a stage that is not known any more, after it ran', failed('a', 1), bare('a'), ['a']],
  ['at the same stage, with fewer attempts, after it ran: its task was reset', failed('a', 2), failed('a', 0), ['a']],
];

const NOT_ANEW: readonly Case[] = [
  ['was not read again', failed('a', 1), failed('a', 1), []],
  ['has the same attempt, although it was seen to run', failed('a', 1), failed('a', 1), ['a']],
  ['is shown as it was before the last attempt', failed('a', 2), failed('a', 1), []],
  ['is told without its stages, as before', bare('a'), bare('a'), []],
  ['is told with its stages now', bare('a'), failed('a', 5), []],
  ['is told without its stages now', failed('a', 1), bare('a'), ['b']],
];

describe.each(ANEW)('a task that failed anew: %s', (_, before, now, left) => {
  const plan = planRetry([now]);

  test.each([SUBMITTED, MOVED_ON])('needs a retry again, whether it was submitted or had moved on', (outcome) => {
    const last = settled([before], outcome, left);
    expect(idsOf(withoutDone(plan, last))).toEqual(['a']);
    expect(hasOpen(plan, last)).toBe(true);
    expect(sameTasks(last, plan)).toBe(false);
  });

  test('is no risk: this failure came after the answer that was lost', () => {
    expect(countUnknown(plan, settled([before], UNKNOWN, left))).toBe(0);
  });
});

describe.each(NOT_ANEW)('a task that %s', (_, before, now, left) => {
  const plan = planRetry([now]);

  test('needs no retry where it was submitted', () => {
    const last = settled([before], SUBMITTED, left);
    expect(withoutDone(plan, last)).toMatchObject({ rows: [], retry: [], skip: [] });
    expect(hasOpen(plan, last)).toBe(false);
  });

  test('needs none either where it had moved on, unless it has left since: no retry of ours is on its way', () => {
    const last = settled([before], MOVED_ON, left);
    const hasLeft = left.includes('a');
    expect(idsOf(withoutDone(plan, last))).toEqual(hasLeft ? ['a'] : []);
    expect(hasOpen(plan, last)).toBe(hasLeft);
    expect(sameTasks(last, plan)).toBe(!hasLeft && plan.rows[0]?.attempt !== undefined);
  });

  test('is shown with its result, unless attempts are unknown, and nothing else is left: it would never be planned again', () => {
    const isCounted = plan.rows[0]?.attempt !== undefined;
    const last = settled([before], SUBMITTED, left);
    expect(sameTasks(last, plan)).toBe(isCounted);
    const other = failed('other', 1);
    expect(sameTasks(settled([before, other], SUBMITTED, left), planRetry([now, other]))).toBe(true);
    expect(sameTasks(settled([before], UNKNOWN, left), plan)).toBe(true);
    const gone = { ...now, status: 'running' };
    expect(sameTasks(settled([before], SUBMITTED, left), planRetry([gone]))).toBe(true);
  });

  test('is a risk where its answer was lost', () => {
    expect(countUnknown(plan, settled([before], UNKNOWN, left))).toBe(1);
  });
});

describe('what is left of a selection', () => {
  test.each(OPEN.map((outcome) => [outcome]))('is what ended as %j', (outcome) => {
    const plan = planRetry([failed('a')]);
    const last = settled([failed('a')], outcome);
    expect(idsOf(withoutDone(plan, last))).toEqual(['a']);
    expect(hasOpen(plan, last)).toBe(true);
  });

  test('is what the last batch did not have', () => {
    const plan = planRetry([failed('b'), failed('a')]);
    const last = settled([failed('a')], SUBMITTED);
    expect(idsOf(withoutDone(plan, last))).toEqual(['b']);
    expect(hasOpen(plan, last)).toBe(true);
  });

  test('keeps the order, what is left out, and how often rows were repeated', () => {
    const tasks = [failed('d'), { id: 'c', status: 'running' }, failed('b'), failed('a'), failed('a')];
    const plan = planRetry(tasks);
    const last = settled([failed('b')], SUBMITTED);
    const open = withoutDone(plan, last);
    expect(open.rows.map((row) => row.id)).toEqual(['d', 'c', 'a']);
    expect(idsOf(open)).toEqual(['d', 'a']);
    expect(open.skip.map((row) => row.id)).toEqual(['c']);
    expect(open.duplicates).toBe(1);
  });

  test('has nothing open where only left-out tasks remain', () => {
    const plan = planRetry([failed('a'), { id: 'b', status: 'running' }]);
    const last = settled([failed('a')], SUBMITTED);
    expect(hasOpen(plan, last)).toBe(false);
    expect(idsOf(withoutDone(plan, last))).toEqual([]);
  });

  test('is without a task that runs now, since it was submitted', () => {
    const plan = planRetry([{ id: 'a', status: 'running' }]);
    expect(withoutDone(plan, settled([failed('a')], SUBMITTED, ['a'])).rows).toEqual([]);
  });
});

describe('the very rows that the last batch was planned from', () => {
  const tasks = [bare('a'), bare('b'), { id: 'c', status: 'running' }];
  const LEFT_OUT: Outcome = { kind: 'skipped', reason: { code: 'task-not-failed', status: 'running' } };
  const endedAs = (one: Outcome, other: Outcome, left: readonly string[] = []): SettledBatch => {
    const last = settled(tasks, SUBMITTED, left);
    const rows = last.ledger.rows.map((row, index) => ({ ...row, outcome: [one, other, LEFT_OUT][index] ?? row.outcome }));
    return { ...last, ledger: { ...last.ledger, rows } };
  };

  test.each([
    ['nothing', SUBMITTED, MOVED_ON, [], false],
    ['what had no answer', SUBMITTED, UNKNOWN, [], true],
    ['what had no answer, all of it', UNKNOWN, UNKNOWN, [], true],
    ['what ran and failed since', SUBMITTED, SUBMITTED, ['b'], true],
  ] as const)('have open: %s', (_, one, other, left, open) => {
    const last = endedAs(one, other, left);
    expect(hasOpen(last.plan, last)).toBe(open);
    expect(withoutDone(last.plan, last).retry.length > 0).toBe(open);
  });
});

describe('a selection', () => {
  const tasks = [failed('a'), failed('b'), { id: 'c', status: 'running' }];
  const earlier = settled(tasks, SUBMITTED);
  const running: BatchRetry = { ...earlier, kind: 'running', sent: 0, total: 2, more: false, stopping: false };

  test.each([earlier, running])('is that of a batch in whatever order, be it settled or not', (batch) => {
    expect(sameTasks(batch, planRetry(tasks))).toBe(true);
    expect(sameTasks(batch, planRetry(tasks.toReversed()))).toBe(true);
  });

  test('is still that one while its tasks run or are completed', () => {
    const now = tasks.map(({ id }, index) => ({ id, status: index === 0 ? 'running' : 'completed' }));
    expect(sameTasks({ ...earlier, left: new Set(['a', 'b']) }, planRetry(now))).toBe(true);
  });

  test.each([
    ['one less', tasks.slice(1)],
    ['one more', [...tasks, failed('d')]],
    ['another one', [...tasks.slice(1), failed('d')]],
    ['none', []],
  ])('is another one with %s', (_, now) => {
    expect(sameTasks(earlier, planRetry(now))).toBe(false);
  });
});

describe('the risk of sending', () => {
  test('counts each task whose answer was lost, wherever it stands', () => {
    const last = settled(['a', 'b', 'c'].map((id) => failed(id)), UNKNOWN);
    const plan = planRetry(['c', 'new', 'a'].map((id) => failed(id)));
    expect(countUnknown(plan, last)).toBe(2);
  });

  test('is none for what is left out now: it is not sent', () => {
    expect(countUnknown(planRetry([{ id: 'a', status: 'running' }]), settled([failed('a')], UNKNOWN))).toBe(0);
  });

  test.each([SUBMITTED, MOVED_ON, ...OPEN.slice(1)].map((outcome) => [outcome]))('is none after %j', (outcome) => {
    expect(countUnknown(planRetry([failed('a')]), settled([failed('a')], outcome))).toBe(0);
  });
});

test('a batch that went on after its task had failed once more is that of the same tasks, until they fail anew', async () => {
  const retried = (count: number): RetryPlan => planRetry([failed('task_1', count)]);
  const { call, next } = createWire<readonly string[], ReturnType<typeof allTaken>>();
  const run = createBatchRun();
  run.start(retried(0), call);
  next().fail(failure('rate-limited'));
  await arrive();
  // Somebody else retried it meanwhile, and it failed.
  run.resume(retried(1), call);
  next().answer(allTaken(['task_1']));
  await arrive();
  const batch = run.current() as BatchRetry;
  expect(batch.ledger.rows[0]?.outcome.kind).toBe('submitted');
  expect(sameTasks(batch, retried(1))).toBe(true);
  expect(sameTasks(batch, retried(2))).toBe(false);
});
