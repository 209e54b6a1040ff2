import { describe, expect, test } from 'vitest';
import { attemptOf, earliestFailedStage, stagesOf, whySkipStage, whySkipTask } from '../../src/retry/eligibility.ts';
import type { RetryableStage, RetryableTask, RetryLimits } from '../../src/retry/eligibility.ts';

const UNUSABLE_IDS: readonly [unknown][] = [
  [''],
  ['.'],
  ['..'],
  ['\uD83D'],
  ['\uDE00\uD83D'],
  [7],
  [null],
  [undefined],
  [{}],
];

/** Everything that is not exactly `failed`, known or not, does not count as failed. */
const NOT_FAILED = [
  'pending',
  'planning',
  'running',
  'completed',
  'cancelled',
  'skipped',
  'archived',
  'FAILED',
  ' failed',
  '',
];

/** What code without types may return from `canRetry`. */
const NONSENSE: readonly [unknown][] = [
  [false],
  [undefined],
  [null],
  [0],
  [1],
  [{}],
  [[]],
  [Promise.resolve(true)],
  [Object(true)],
];

const stage = (overrides: Partial<RetryableStage> = {}): RetryableStage => ({
  id: 's1',
  status: 'failed',
  ...overrides,
});

const task = (overrides: Partial<RetryableTask> = {}): RetryableTask => ({
  id: 't1',
  status: 'failed',
  stages: [stage()],
  ...overrides,
});

const answering = (verdict: unknown): RetryLimits => ({ canRetry: () => verdict as true });

describe('attemptOf', () => {
  test.each([
    [0, 1],
    [1, 2],
    [41, 42],
  ])('after %d retries comes attempt %d', (count, attempt) => {
    expect(attemptOf(stage({ retry_count: count }))).toBe(attempt);
  });

  test.each<[unknown]>([[undefined], [null], [-1], [1.5], [Number.NaN], [Infinity], ['2'], [[2]], [true]])(
    'a count of %j is no count, so the attempt is not known',
    (count) => {
      expect(attemptOf(stage({ retry_count: count as number }))).toBeUndefined();
    },
  );

  test('no stage, no attempt', () => {
    expect(attemptOf(undefined)).toBeUndefined();
  });
});

describe('the stage that the platform will choose', () => {
  test('is the first failed one of the list, whatever its id or count', () => {
    const stages = [
      stage({ id: 'z', status: 'completed' }),
      stage({ id: 'y', retry_count: 9 }),
      stage({ id: 'a', retry_count: 0 }),
    ];
    expect(earliestFailedStage(task({ stages }))).toBe(stages[1]);
  });

  test.each(NOT_FAILED)('is not one whose status is %j', (status) => {
    expect(earliestFailedStage(task({ stages: [stage({ status })] }))).toBeUndefined();
  });

  test.each<[unknown]>([[undefined], [null], [[]], [{}], ['failed'], [3]])(
    'is not known where the stages are %j, which count as none',
    (stages) => {
      const partial = task({ stages: stages as RetryableStage[] });
      expect(stagesOf(partial)).toEqual([]);
      expect(earliestFailedStage(partial)).toBeUndefined();
    },
  );
});

test('what stands among the stages but is none is passed over', () => {
  const first = stage({ id: 'a', status: 'completed' });
  const second = stage({ id: 'b' });
  const odd = task({ stages: [null, first, undefined, 'failed', 3, second] as RetryableStage[] });
  expect(stagesOf(odd)).toEqual([first, second]);
  expect(earliestFailedStage(odd)).toBe(second);
});

describe('whySkipTask: a batch', () => {
  test('sends a failed task', () => {
    expect(whySkipTask(task())).toBeUndefined();
  });

  test.each(NOT_FAILED)('leaves out a task whose status is %j, and says so', (status) => {
    expect(whySkipTask(task({ status }))).toEqual({ code: 'task-not-failed', status });
  });

  test.each(UNUSABLE_IDS)('leaves out a task whose id is %j', (id) => {
    expect(whySkipTask(task({ id: id as string }))).toEqual({ code: 'invalid-id' });
  });

  test.each<[string, RetryableTask['stages']]>([
    ['are not loaded', undefined],
    ['are null', null],
    ['are an empty list', []],
    ['hold no failed one', [stage({ status: 'completed', retry_count: 99 })]],
  ])('sends a failed task whose stages %s, whatever the limit', (_, stages) => {
    expect(whySkipTask(task({ stages }), { maxRetries: 1 })).toBeUndefined();
  });

  test('asks canRetry about the task and the stage that the platform will choose', () => {
    const asked: unknown[] = [];
    const limits: RetryLimits = {
      canRetry: (...about) => {
        asked.push(about);
        return true;
      },
    };
    const loaded = task({
      stages: [stage({ id: 'done', status: 'completed' }), stage({ id: 'first' }), stage({ id: 'second' })],
    });
    const bare = task({ stages: undefined });
    expect(whySkipTask(loaded, limits)).toBeUndefined();
    expect(whySkipTask(bare, limits)).toBeUndefined();
    expect(asked).toEqual([
      [loaded, loaded.stages?.[1]],
      [bare, undefined],
    ]);
  });

  test('applies the limit to the stage that the platform will choose, not to a later one', () => {
    const spent = stage({ id: 'spent', retry_count: 3 });
    const fresh = stage({ id: 'fresh', retry_count: 0 });
    expect(whySkipTask(task({ stages: [fresh, spent] }), { maxRetries: 3 })).toBeUndefined();
    expect(whySkipTask(task({ stages: [spent, fresh] }), { maxRetries: 3 })).toMatchObject({ code: 'limit-reached' });
  });
});

describe('whySkipStage: a stage of its own', () => {
  test('is offered where it failed and its task failed, also when an earlier one failed too', () => {
    const second = stage({ id: 's2' });
    expect(whySkipStage(task({ stages: [stage(), second] }), second)).toBeUndefined();
  });

  test.each(NOT_FAILED)('is not offered where its status is %j', (status) => {
    expect(whySkipStage(task(), stage({ status }))).toEqual({ code: 'stage-not-failed', status });
  });

  test.each(NOT_FAILED)('is not offered where the status of its task is %j', (status) => {
    expect(whySkipStage(task({ status }), stage())).toEqual({ code: 'task-not-failed', status });
  });

  test.each(UNUSABLE_IDS)('is not offered where an id is %j', (id) => {
    expect(whySkipStage(task({ id: id as string }), stage())).toEqual({ code: 'invalid-id' });
    expect(whySkipStage(task(), stage({ id: id as string }))).toEqual({ code: 'invalid-id' });
  });

  test('counts its own retries, not those of the earliest failed one', () => {
    const spent = stage({ id: 's2', retry_count: 2 });
    const both = task({ stages: [stage({ retry_count: 0 }), spent] });
    expect(whySkipStage(both, spent, { maxRetries: 2 })).toEqual({ code: 'limit-reached', used: 2, limit: 2 });
  });

  test('asks canRetry about itself', () => {
    const second = stage({ id: 's2' });
    const limits: RetryLimits = { canRetry: (_, about) => (about === second ? 'second' : 'another') };
    expect(whySkipStage(task({ stages: [stage(), second] }), second, limits)).toEqual({
      code: 'not-allowed',
      text: 'second',
    });
  });
});

describe.each([
  ['task', (one: RetryableStage, limits: RetryLimits) => whySkipTask(task({ stages: [one] }), limits)],
  ['stage', (one: RetryableStage, limits: RetryLimits) => whySkipStage(task({ stages: [one] }), one, limits)],
])("a team's limits, for a %s", (_, whySkip) => {
  test.each<[number | undefined, number | undefined, boolean]>([
    [0, 1, false],
    [1, 2, false],
    [2, 2, true],
    [3, 2, true],
    [0, 0, true],
    [99, undefined, false],
    [undefined, 1, false],
    [Number.NaN, 1, false],
  ])('%s retries used, at most %s allowed: reached is %s', (used, limit, reached) => {
    expect(whySkip(stage({ retry_count: used }), { maxRetries: limit })).toEqual(
      reached ? { code: 'limit-reached', used, limit } : undefined,
    );
  });

  test.each<[unknown]>([[null], ['1'], [true], [[0]]])('a limit of %j is no limit', (limit) => {
    expect(whySkip(stage({ retry_count: 2 }), { maxRetries: limit as number })).toBeUndefined();
  });

  test('canRetry that says why not is quoted', () => {
    expect(whySkip(stage(), answering('Release freeze'))).toEqual({ code: 'not-allowed', text: 'Release freeze' });
    expect(whySkip(stage(), answering(''))).toEqual({ code: 'not-allowed', text: '' });
  });

  test('canRetry that says true lets it pass', () => {
    expect(whySkip(stage(), answering(true))).toBeUndefined();
  });

  test.each(NONSENSE)('canRetry that answers %j is a no', (verdict) => {
    expect(whySkip(stage(), answering(verdict))).toEqual({ code: 'not-allowed', text: '' });
  });

  test('canRetry cannot lift the limit', () => {
    expect(whySkip(stage({ retry_count: 1 }), { ...answering(true), maxRetries: 1 })).toMatchObject({
      code: 'limit-reached',
    });
  });
});
