import { expect, test } from 'vitest';
import { retryAfterOf } from '../../src/types/retryAfter.ts';
import { headerOf } from '../../src/types/toTaskApiError.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

test.each<[unknown, number | undefined]>([
  ['0', 0],
  ['7', 7000],
  [7, 7000],
  [' 7 ', 7000],
  ['3600', 3_600_000],
  ['3601', 3_600_000],
  ['9'.repeat(400), 3_600_000],
  ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ['Fri, 02 Jan 2026 00:00:00 GMT', 3_600_000],
  ['Wed, 31 Dec 2025 23:59:59 GMT', 0],
  ['Mon, 01 Jan 2026 00:01:00 GMT', undefined],
  ['Thu, 01 Jan 2026 00:01:00 +0000', undefined],
  ['Thursday, 01-Jan-26 00:01:00 GMT', undefined],
  ['2026-01-01T00:01:00Z', undefined],
  ['2027', 2_027_000],
  ['-1', undefined],
  ['+1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['5, 5', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [['5'], undefined],
  [NaN, undefined],
])('Retry-After: %j is %j ms', (value, ms) => {
  expect(retryAfterOf(headerOf({ 'Retry-After': value }, 'retry-after'), now)).toBe(ms === undefined ? undefined : Math.min(ms, 3_600_000));
});

test.each<[string, unknown]>([
  ['Headers', new Headers({ 'Retry-After': '5' })],
  ['a plain object', { 'content-type': 'x', 'RETRY-AFTER': '5' }],
  ['a headers object with get', { get: (name: string) => (name === 'retry-after' ? '5' : null) }],
])('reads %s', (_, headers) => {
  expect(retryAfterOf(headerOf(headers, 'retry-after'), now)).toBe(5000);
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'retry-after: 5'],
  ['no such header', new Headers()],
  ['a get that throws', { get() { throw new Error('boom'); } }],
])('reads nothing from %s', (_, headers) => {
  expect(retryAfterOf(headerOf(headers, 'retry-after'), now)).toBeUndefined();
});
