import { describe, expect, test } from 'vitest';
import type { RetryableStage, RetryableTask, SkipReason } from '../../src/retry/eligibility.ts';
import type { RetryFailure } from '../../src/retry/outcome.ts';
import { stageRetryState } from '../../src/retry/stageRetryState.ts';
import type { StageOutcome, StageRetry } from '../../src/retry/stageRetryState.ts';

const FAILURE: RetryFailure = { kind: 'unknown-outcome', detail: 'Timed out' };

const OUTCOMES = {
  submitted: { kind: 'submitted', confirmed: false, taskStatus: 'pending' },
  refused: {
    kind: 'refused',
    reason: { code: 'moved-on', verdict: 'moved-on', text: 'Target stage status is not failed' },
  },
  unsent: { kind: 'unsent', failure: { kind: 'offline', detail: 'No network' } },
  'not taken': { kind: 'unsent', notTakenAt: 1 },
  unknown: { kind: 'unknown', failure: FAILURE, check: 'none' },
} as const satisfies Record<string, StageOutcome>;

type Told = keyof typeof OUTCOMES;

const ALL = Object.keys(OUTCOMES) as Told[];

/** The page's row: status of the task, of the stage, and how often the stage was retried. */
type Row = readonly [task: string, stage: string, retryCount?: number];

function stateOf(
  [taskStatus, status, count]: Row,
  last: StageRetry | undefined,
  maxRetries?: number,
): ReturnType<typeof stageRetryState> {
  const stage: RetryableStage = { id: 's', status, retry_count: count };
  const task: RetryableTask = { id: 't', status: taskStatus, stages: [stage] };
  return stageRetryState(task, stage, { maxRetries }, last);
}

const after = (told: Told, overrides: Partial<StageRetry> = {}): StageRetry => ({
  attempt: 2,
  outcome: OUTCOMES[told],
  left: false,
  ...overrides,
});

describe('a stage that was not retried yet', () => {
  test.each<[Row, SkipReason | undefined]>([
    [['failed', 'failed', 0], undefined],
    [['failed', 'failed'], undefined],
    [['running', 'failed', 0], { code: 'task-not-failed', status: 'running' }],
    [['running', 'running', 0], { code: 'task-not-failed', status: 'running' }],
    [['failed', 'completed', 0], { code: 'stage-not-failed', status: 'completed' }],
    [['failed', 'archived', 0], { code: 'stage-not-failed', status: 'archived' }],
    [['failed', 'failed', 3], { code: 'limit-reached', used: 3, limit: 3 }],
  ])('task, stage, retries %j: unavailable for %j', (row, reason) => {
    expect(stateOf(row, undefined, 3)).toEqual(reason ? { kind: 'unavailable', reason } : { kind: 'ready' });
  });
});

test.each<[Row]>([
  [['failed', 'failed', 1]],
  [['pending', 'pending', 2]],
  [['completed', 'completed', 2]],
  [['failed', 'failed', 9]],
])('a retry in flight is pending whatever the row says: %j', (row) => {
  expect(stateOf(row, { attempt: 2, outcome: undefined, left: false }, 3)).toEqual({ kind: 'pending' });
});

describe('the row still says failed, as it did when the retry was asked for', () => {
  test.each(ALL)('%s is told', (told) => {
    expect(stateOf(['failed', 'failed', 1], after(told))).toEqual(
      told === 'submitted' ? OUTCOMES.submitted : { ...OUTCOMES[told], blocked: undefined },
    );
  });

  test.each(ALL)('%s is told where attempts are not known', (told) => {
    expect(stateOf(['failed', 'failed'], after(told))).toMatchObject(OUTCOMES[told]);
    expect(stateOf(['failed', 'failed', 1], after(told, { attempt: undefined }))).toMatchObject(OUTCOMES[told]);
  });

  test('submitted tells the status that the platform answered, not that of the stale row', () => {
    expect(stateOf(['failed', 'failed', 1], after('submitted'))).toMatchObject({ taskStatus: 'pending' });
  });

  test.each(['refused', 'unsent', 'not taken', 'unknown'] as const)('%s says why it may not be retried now', (told) => {
    expect(stateOf(['failed', 'failed', 1], after(told), 1)).toEqual({
      ...OUTCOMES[told],
      blocked: { code: 'limit-reached', used: 1, limit: 1 },
    });
  });
});

describe('the stage failed anew', () => {
  test.each(ALL)('%s is forgotten once the count rose', (told) => {
    expect(stateOf(['failed', 'failed', 2], after(told))).toEqual({ kind: 'ready' });
    expect(stateOf(['failed', 'failed', 2], after(told), 2)).toMatchObject({
      kind: 'unavailable',
      reason: { code: 'limit-reached' },
    });
  });

  test.each(ALL)('%s is forgotten where the count is not known and the stage was seen to leave', (told) => {
    expect(stateOf(['failed', 'failed'], after(told, { left: true }))).toEqual({ kind: 'ready' });
    expect(stateOf(['failed', 'failed', 1], after(told, { attempt: undefined, left: true }))).toEqual({
      kind: 'ready',
    });
  });
});

describe('the row shows work in progress', () => {
  test.each(['pending', 'planning', 'running'])('submitted follows the task: %s', (status) => {
    expect(stateOf([status, status, 2], after('submitted'))).toEqual({
      kind: 'submitted',
      confirmed: false,
      taskStatus: status,
    });
  });

  test.each(['pending', 'planning', 'running'])(
    'unknown is settled as submitted, confirmed by reading: %s',
    (status) => {
      expect(stateOf([status, status, 2], after('unknown'))).toEqual({
        kind: 'submitted',
        confirmed: true,
        taskStatus: status,
      });
    },
  );

  test.each(['refused', 'unsent', 'not taken'] as const)('%s is told, and that it may not be retried now', (told) => {
    expect(stateOf(['running', 'running', 2], after(told))).toEqual({
      ...OUTCOMES[told],
      blocked: { code: 'task-not-failed', status: 'running' },
    });
  });
});

describe('the stage ended in another way', () => {
  const ends = ['completed', 'cancelled', 'skipped', 'archived'];
  test.each(ALL.flatMap((told) => ends.map((status) => [told, status] as const)))(
    'after %s, %s counts more',
    (told, status) => {
      expect(stateOf(['completed', status, 2], after(told))).toEqual({
        kind: 'unavailable',
        reason: { code: 'task-not-failed', status: 'completed' },
      });
      expect(stateOf(['failed', status, 2], after(told))).toEqual({
        kind: 'unavailable',
        reason: { code: 'stage-not-failed', status },
      });
    },
  );
});

describe('a row that failed anew at the same attempt, after it was seen to leave failed', () => {
  test.each<[Told]>([['refused'], ['unsent'], ['not taken']])('answers what was %s: it may be retried', (told) => {
    expect(stateOf(['failed', 'failed', 1], after(told, { left: true }))).toEqual({ kind: 'ready' });
  });

  test.each<[Told]>([['submitted'], ['unknown']])('may not have been read again since, so what was %s is still told', (told) => {
    expect(stateOf(['failed', 'failed', 1], after(told, { left: true }))).toMatchObject({ kind: OUTCOMES[told].kind });
  });
});

test.each(ALL)('%s is forgotten where the count is lower than it was, and the stage was seen to leave', (told) => {
  expect(stateOf(['failed', 'failed', 0], after(told, { left: true }))).toEqual({ kind: 'ready' });
  expect(stateOf(['failed', 'failed', 0], after(told))).toMatchObject({ kind: OUTCOMES[told].kind });
});

describe('a row of which the task or the stage goes on, and not the other', () => {
  test.each<[Row]>([[['running', 'failed', 1]], [['failed', 'running', 1]]])('%j: submitted follows the task', (row) => {
    expect(stateOf(row, after('submitted'))).toMatchObject({ kind: 'submitted', taskStatus: row[0] });
  });

  test.each<[Row]>([[['failed', 'running', 1]], [['running', 'failed', 2]]])('%j: unknown was taken', (row) => {
    expect(stateOf(row, after('unknown'))).toEqual({ kind: 'submitted', confirmed: true, taskStatus: row[0] });
  });

  test.each([[1], [0], [undefined]])('unknown stays so where the stage is failed as it was (%j): the task may go on from another one', (count) => {
    expect(stateOf(['running', 'failed', count], after('unknown'))).toEqual({
      ...OUTCOMES.unknown,
      blocked: { code: 'task-not-failed', status: 'running' },
    });
  });
});
