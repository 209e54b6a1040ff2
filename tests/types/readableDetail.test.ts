import { expect, test } from 'vitest';
import { readableDetail } from '../../src/types/readableDetail.ts';

const cyclic: Record<string, unknown> = {};
cyclic['detail'] = cyclic;
const cyclicRest: Record<string, unknown> = {};
cyclicRest['self'] = cyclicRest;
const deep = JSON.parse(`${'['.repeat(5000)}1${']'.repeat(5000)}`) as unknown;
const long = 'x'.repeat(100_000);
const required = { loc: ['body', 'task_ids'], msg: 'field required', type: 'value_error.missing' };

test.each<[string, unknown, string]>([
  ['a text', 'no', 'no'],
  ['a detail', { detail: 'Target stage status is not failed' }, 'Target stage status is not failed'],
  ['FastAPI', { detail: [required] }, 'body.task_ids: field required'],
  ['FastAPI, several', { detail: [required, { loc: ['body', 'task_ids', 0], msg: 'str type expected', type: 'type' }] },
    'body.task_ids: field required\nbody.task_ids.0: str type expected'],
  ['FastAPI, bare array', [required], 'body.task_ids: field required'],
  ['FastAPI without a place', [{ msg: 'bad' }, { loc: [], msg: 'worse' }, { loc: 'body', msg: 'odd' }],
    'bad\nworse\nodd'],
  ['a mixed array', ['a', 1, null, { message: 'b' }, { code: 7 }], 'a\n1\nb\n{"code":7}'],
  ['nested', { error: { message: 'deep' } }, 'deep'],
  ['detail before the others', { title: 'Bad', error: 'e', msg: 'm', message: 'Bad Request', detail: 'why' }, 'why'],
  ['then a message', { title: 'Bad', error: 'e', msg: 'm', message: 'why' }, 'why'],
  ['then an error', { title: 'Bad', error: 'why' }, 'why'],
  ['the next one where one is empty', { detail: null, message: '', title: 'Bad' }, 'Bad'],
  ['a flag called error', { error: true, message: 'why' }, 'why'],
  ['other JSON', { code: 7, at: ['x'] }, '{"code":7,"at":["x"]}'],
  ['a number', { detail: 42 }, '42'],
  ['JSON as text', ' {"detail":"why"}', 'why'],
  ['nearly JSON', '{oops', '{oops'],
  ['long text, whole', { detail: long }, long],
  ['something that begins like markup inside JSON', { detail: '<Stage s> is not failed' }, '<Stage s> is not failed'],
  ['beside a page', { detail: '<!DOCTYPE html><p>x', code: 7 }, '{"code":7}'],
  ['a page as text', ' <html>', 'fallback'],
  ['any markup as text', '<p>Bad gateway</p>', 'fallback'],
  ['a page inside JSON', { detail: '<!DOCTYPE html><p>x' }, 'fallback'],
  ['undefined', undefined, 'fallback'],
  ['null', null, 'fallback'],
  ['an empty text', ' \n', 'fallback'],
  ['an empty object', {}, 'fallback'],
  ['an empty array', [], 'fallback'],
  ['nothing but empty texts', { detail: '', error: false }, 'fallback'],
  ['a cycle', cyclic, 'fallback'],
  ['a cycle elsewhere', cyclicRest, 'fallback'],
  ['a getter that throws', { get detail() { throw new Error('boom'); } }, 'fallback'],
  ['a bigint', { code: 1n }, 'fallback'],
  ['a function', () => 'x', 'fallback'],
  ['a symbol', Symbol('x'), 'fallback'],
])('%s', (_, body, text) => {
  expect(readableDetail(body, 'fallback')).toBe(text);
});

test('very deep JSON is read without a crash', () => {
  expect(readableDetail(deep, 'fallback')).toMatch(/^\[+1\]+$|^fallback$/);
});
