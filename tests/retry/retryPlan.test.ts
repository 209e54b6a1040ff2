import { describe, expect, test } from 'vitest';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';

const failed = (id: string, overrides: Partial<RetryableTask> = {}): RetryableTask => ({
  id,
  status: 'failed',
  ...overrides,
});

const anything = (...rows: unknown[]): RetryableTask[] => rows as RetryableTask[];

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);

describe('what is sent', () => {
  test('every failed task and no other, whatever was selected', () => {
    const statuses = ['pending', 'planning', 'running', 'completed', 'failed', 'cancelled', 'archived', 'Failed', ''];
    const plan = planRetry(statuses.map((status) => ({ id: `is ${status}`, status })));
    expect(idsOf(plan.retry)).toEqual(['is failed']);
    expect(plan.rows).toHaveLength(statuses.length);
    expect(plan.skip.map((row) => row.skip)).toEqual(
      statuses.filter((status) => status !== 'failed').map((status) => ({ code: 'task-not-failed', status })),
    );
  });

  test('in the order of the selection, also for ids that look like numbers', () => {
    const ids = ['10', '2', 'b', '1', 'a'];
    const plan = planRetry(ids.map((id) => failed(id)));
    expect(idsOf(plan.rows)).toEqual(ids);
    expect(idsOf(plan.retry)).toEqual(ids);
  });

  test('nothing for an empty selection', () => {
    expect(planRetry([])).toEqual({ rows: [], retry: [], skip: [], duplicates: 0 });
  });

  test("all but those that a team's own limits keep back, which say why", () => {
    const stages = (count: number): RetryableTask['stages'] => [{ id: 's', status: 'failed', retry_count: count }];
    const plan = planRetry(
      [
        failed('fresh', { stages: stages(4) }),
        failed('spent', { stages: stages(5) }),
        failed('frozen', { stages: stages(0) }),
        failed('bare'),
        failed('odd'),
      ],
      {
        maxRetries: 5,
        canRetry: ({ id }) => (id === 'frozen' ? 'Release freeze' : id !== 'odd') as true,
      },
    );
    expect(idsOf(plan.retry)).toEqual(['fresh', 'bare']);
    expect(plan.skip.map((row) => row.skip)).toEqual([
      { code: 'limit-reached', used: 5, limit: 5 },
      { code: 'not-allowed', text: 'Release freeze' },
      { code: 'not-allowed', text: '' },
    ]);
  });
});

describe('which stage and attempt a row tells', () => {
  test.each<[string, RetryableTask['stages'], object]>([
    ['stages not loaded', undefined, { stage: undefined, attempt: undefined }],
    ['stages null', null, { stage: undefined, attempt: undefined }],
    ['no failed stage', [{ id: 'a', status: 'completed', retry_count: 3 }], { stage: undefined, attempt: undefined }],
    [
      'two failed stages',
      [
        { id: 'a', status: 'completed' },
        { id: 'b', status: 'failed', stage_name: 'Build', retry_count: 1 },
        { id: 'c', status: 'failed', stage_name: 'Check', retry_count: 0 },
      ],
      { stage: { id: 'b', name: 'Build' }, attempt: 2 },
    ],
    ['no name, no count', [{ id: 'b', status: 'failed' }], { stage: { id: 'b', name: undefined }, attempt: undefined }],
    [
      'name and count null',
      [{ id: 'b', status: 'failed', stage_name: null, retry_count: null }],
      { stage: { id: 'b', name: undefined }, attempt: undefined },
    ],
  ])('%s', (_, stages, told) => {
    const plan = planRetry([failed('t', { title: 'Title', stages })]);
    expect(plan.retry).toEqual([{ id: 't', title: 'Title', skip: undefined, ...told }]);
  });
});

describe('a selection that repeats itself', () => {
  test('sends each task once, as its first row says, and counts the repeats', () => {
    const plan = planRetry([
      failed('a', { title: 'first' }),
      failed('b'),
      failed('a', { title: 'second' }),
      { id: 'b', status: 'running' },
      failed('a'),
    ]);
    expect(plan.rows.map(({ id, title }) => [id, title])).toEqual([
      ['a', 'first'],
      ['b', undefined],
    ]);
    expect(idsOf(plan.retry)).toEqual(['a', 'b']);
    expect(plan.duplicates).toBe(3);
  });

  test('is not taken at its later word: a first row that is not failed leaves the task out', () => {
    const plan = planRetry([{ id: 'a', status: 'running' }, failed('a')]);
    expect(plan.retry).toEqual([]);
    expect(plan.duplicates).toBe(1);
  });

  test('tells apart ids that differ in as little as case or a space', () => {
    expect(planRetry([failed('a'), failed('A'), failed('a '), failed('é'), failed('e\u0301')])).toMatchObject({
      retry: { length: 5 },
      duplicates: 0,
    });
  });
});

describe('a row without a usable id', () => {
  test.each<[string, unknown, string]>([
    ['an empty id', failed(''), ''],
    ['one dot', failed('.'), '.'],
    ['two dots', failed('..'), '..'],
    ['a lone surrogate', failed('\uD83D'), '\uD83D'],
    ['a number', { id: 7, status: 'failed' }, '7'],
    ['a null id', { id: null, status: 'failed' }, ''],
    ['no id', { status: 'failed' }, ''],
    ['null', null, ''],
    ['undefined', undefined, ''],
    ['a text', 'task_1', ''],
    ['a number in place of a task', 3, ''],
  ])('is left out, never dropped: %s', (_, row, id) => {
    const plan = planRetry(anything(failed('before'), row, failed('after')));
    expect(idsOf(plan.rows)).toEqual(['before', id, 'after']);
    expect(idsOf(plan.retry)).toEqual(['before', 'after']);
    expect(plan.skip).toEqual([expect.objectContaining({ id, skip: { code: 'invalid-id' } })]);
  });

  test('is no repeat of another one', () => {
    const plan = planRetry(
      anything(null, null, failed(''), failed(''), { id: 7, status: 'failed' }, { id: 7, status: 'failed' }),
    );
    expect(plan.skip).toHaveLength(6);
    expect(plan.duplicates).toBe(0);
  });

  test('does not stand in for a task whose id reads the same', () => {
    const plan = planRetry(anything({ id: 7, status: 'failed' }, failed('7')));
    expect(plan.rows.map(({ id, skip }) => [id, skip?.code])).toEqual([
      ['7', 'invalid-id'],
      ['7', undefined],
    ]);
  });
});

test('ids that mean something to JavaScript are ids like any other', () => {
  const ids = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'undefined', 'null', '0'];
  const plan = planRetry([...ids, ...ids].map((id) => failed(id)));
  expect(idsOf(plan.retry)).toEqual(ids);
  expect(plan.duplicates).toBe(ids.length);
});

test('ten thousand rows keep their order, each once', () => {
  const tasks = Array.from({ length: 10_000 }, (_, index) => failed(`task_${index}`));
  const plan = planRetry([...tasks, ...tasks]);
  expect(idsOf(plan.retry)).toEqual(tasks.map((task) => task.id));
  expect(plan.duplicates).toBe(10_000);
});

test('a plan changes nothing of the selection', () => {
  const selection = Object.freeze([
    Object.freeze(failed('a', { stages: Object.freeze([]) })),
    Object.freeze(failed('a')),
  ]);
  expect(planRetry(selection).retry).toHaveLength(1);
});
