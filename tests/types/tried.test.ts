import { expect, test } from 'vitest';
import { tried } from '../../src/types/tried.ts';

test.each([null, 0, '', false, 'text'])('%j is what the call came to', (result) => {
  expect(tried(() => result)).toBe(result);
});

test.each([new Error('no'), 'no', null, undefined, { status: 500 }])('whatever is thrown, it came to nothing: %j', (thrown) => {
  expect(
    tried(() => {
      throw thrown as Error;
    }),
  ).toBeUndefined();
});
