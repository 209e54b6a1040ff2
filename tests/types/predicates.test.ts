import { describe, expect, test } from 'vitest';
import { isRecord } from '../../src/types/isRecord.ts';
import { isTask } from '../../src/types/isTask.ts';
import { isTaskId } from '../../src/types/isTaskId.ts';
import { kindOfStatus, TaskApiError } from '../../src/types/TaskApiError.ts';

describe('isTaskId', () => {
  test.each(['a', 'task_1', '...', '.a', ' ', '0', '😀', 'a/b', '\u0000'])('%j is one', (id) => {
    expect(isTaskId(id)).toBe(true);
  });

  test.each<[unknown]>([[''], ['.'], ['..'], ['\uD83D'], ['\uDE00\uD83D'], [0], [null], [undefined], [Object('a')]])(
    '%j is none',
    (id) => {
      expect(isTaskId(id)).toBe(false);
    },
  );
});

test('isTask asks for an id and a status, and no more', () => {
  expect(isTask({ id: '', status: 'whatever' })).toBe(true);
  for (const other of [null, undefined, 'a', [], {}, { id: 'a' }, { id: 1, status: 'a' }, { id: 'a', status: 1 }]) {
    expect(isTask(other)).toBe(false);
  }
});

test('isRecord takes what has no prototype, or that of another realm', () => {
  expect(isRecord(Object.assign(Object.create(null), { id: 'a' }))).toBe(true);
  expect(isRecord(new URL('https://example.test'))).toBe(true);
  for (const other of [null, undefined, 'a', 1, [], () => {}]) expect(isRecord(other)).toBe(false);
});

const others = [0, 100, 199, 200, 204, 299, 302, 399, 402, 405, 411, 451, 600, 999, NaN];

test.each(others)('status %d is unreadable', (status) => {
  expect(kindOfStatus(status)).toBe('unreadable');
});

test('TaskApiError carries what it was given and nothing else', () => {
  const init = { detail: 'why', status: 429, body: { a: 1 }, retryAfterMs: 5, cause: 'secret' };
  const error = new TaskApiError('rate-limited', init);
  expect(error).toBeInstanceOf(Error);
  expect(String(error)).toBe('TaskApiError: why');
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'TaskApiError', kind: 'rate-limited', detail: 'why', status: 429, body: { a: 1 }, retryAfterMs: 5,
  });
});
