import { describe, expect, test } from 'vitest';
import type { RetryableStage } from '../../src/retry/eligibility.ts';
import { outcomeOfReading, type ReadOutcome } from '../../src/retry/outcomeOfReading.ts';

/** What was read: status of the task, of the stage, and how often the stage was retried. */
type Row = readonly [task: string, stage: string, retryCount?: number];

describe('what a reading says about an unknown retry', () => {
  const NOW = 1_793_000_000_000;
  const submitted = (taskStatus: string): ReadOutcome => ({ kind: 'submitted', confirmed: true, taskStatus });
  const notTaken: ReadOutcome = { kind: 'unsent', notTakenAt: NOW };

  test.each<[string, Row, number | undefined, ReadOutcome | undefined]>([
    ['the task left failed', ['pending', 'failed', 1], 2, submitted('pending')],
    ['the task ended meanwhile', ['completed', 'completed', 2], 2, submitted('completed')],
    ['a status that is not known left failed too', ['archived', 'failed', 1], 2, submitted('archived')],
    ['the stage left failed', ['failed', 'pending', 1], 2, submitted('failed')],
    ['the count rose, and it failed again', ['failed', 'failed', 2], 2, submitted('failed')],
    ['the count rose by more than one', ['failed', 'failed', 5], 2, submitted('failed')],
    ['all is as it was', ['failed', 'failed', 1], 2, notTaken],
    ['a reading that lags behind', ['failed', 'failed', 0], 2, undefined],
    ['the first retry, not taken', ['failed', 'failed', 0], 1, notTaken],
    ['the reading has no count', ['failed', 'failed'], 2, undefined],
    ['the count was not known before', ['failed', 'failed', 1], undefined, undefined],
    ['no count, but the status left failed', ['running', 'running'], undefined, submitted('running')],
  ])('%s', (_, [status, stageStatus, count], attempt, outcome) => {
    const task = {
      id: 't',
      status,
      stages: [
        { id: 's0', status: 'failed', retry_count: 9 },
        { id: 's', status: stageStatus, retry_count: count },
      ],
    };
    expect(outcomeOfReading(task, 's', attempt, NOW)).toEqual(outcome);
  });

  test.each<[unknown]>([
    [undefined],
    [null],
    [[]],
    ['none'],
    [[{ id: 'another', status: 'completed', retry_count: 9 }]],
    [[{ id: 'another', status: 'failed', retry_count: 9 }]],
    [[{ id: 'another', status: 'failed', retry_count: 0 }]],
  ])('a failed task whose stages are %j settles nothing; one that left failed does', (stages) => {
    const task = { id: 't', status: 'failed', stages: stages as RetryableStage[] };
    expect(outcomeOfReading(task, 's', 2, NOW)).toBeUndefined();
    expect(outcomeOfReading({ ...task, status: 'running' }, 's', 2, NOW)).toEqual(submitted('running'));
  });
});
