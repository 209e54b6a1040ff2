import { expect, test } from 'vitest';
import { meaningOf, ownError, unknownError } from '../../src/types/ownError.ts';
import { OUTCOME_OF_KIND, type TaskApiErrorKind } from '../../src/types/TaskApiError.ts';

test.each(Object.entries(OUTCOME_OF_KIND) as [TaskApiErrorKind, string][])('%s says what it means for the tasks: %s', (kind, outcome) => {
  const meaning = outcome === 'unknown' ? 'It may have been retried: read the task again.' : 'Nothing was retried.';
  expect(meaningOf(kind)).toBe(`${meaning} See docs/errors.md.`);
  expect(ownError(kind).detail).toBe(`${kind}. ${meaning} See docs/errors.md.`);
});

test.each([new Error('GET https://example.test/?token=secret'), 'secret', { message: 'secret' }])(
  'what is thrown elsewhere is unknown, and none of its words are told',
  (error) => {
    const { kind, detail, body } = unknownError(error);
    expect([kind, body]).toEqual(['unknown-outcome', undefined]);
    expect(detail).not.toContain('secret');
  },
);

test('an error of ours stays the one that it is', () => {
  const error = ownError('offline');
  expect(unknownError(error)).toBe(error);
});
