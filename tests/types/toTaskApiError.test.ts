import { describe, expect, test } from 'vitest';
import { TaskApiError } from '../../src/types/TaskApiError.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';
import { toTaskApiError } from '../../src/types/toTaskApiError.ts';

const SECRET = 's3cr3t-token';
const config = { headers: { Authorization: SECRET }, url: `https://h.example/?token=${SECRET}` };
const detail = 'Target stage status is not failed';

/** An axios error as axios makes it: the request's configuration is all over it. */
function axiosError(code: string, response?: object): Error {
  const full = response && { ...response, config, request: { path: SECRET } };
  return Object.assign(new Error(`failed ${SECRET}`), {
    name: 'AxiosError', isAxiosError: true, code, config, request: {}, response: full,
  });
}

/** As axios' own class: case-insensitive through `get`, and no plain object. */
class AxiosHeaders {
  get(name: string): string | undefined {
    return name.toLowerCase() === 'retry-after' ? '3' : undefined;
  }
}

class HttpError extends Error {
  response: Response;
  constructor(response: Response) {
    super('HTTPError');
    this.response = response;
  }
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();
const hostile = new Proxy({}, {
  get() { throw new Error('get'); },
  getPrototypeOf() { throw new Error('getPrototypeOf'); },
  has() { throw new Error('has'); },
  ownKeys() { throw new Error('ownKeys'); },
});
const cyclic: Record<string, unknown> = { status: 400 };
cyclic['data'] = cyclic;
cyclic['response'] = cyclic;

interface Expected {
  kind: TaskApiErrorKind;
  status?: number;
  detail?: unknown;
  retryAfterMs?: number;
}

test.each<[string, unknown, Expected]>([
  ['axios 400', axiosError('X', { status: 400, data: { detail } }), { kind: 'refused', status: 400, detail }],
  ['axios 400, JSON as text', axiosError('X', { status: 400, data: `{"detail":"${detail}"}` }),
    { kind: 'refused', detail }],
  ['axios 422', axiosError('ERR_BAD_REQUEST', {
    status: 422, data: { detail: [{ loc: ['body', 'task_ids'], msg: 'field required', type: 'missing' }] },
  }), { kind: 'invalid', detail: 'body.task_ids: field required' }],
  ['axios 429', axiosError('X', { status: 429, headers: { 'Retry-After': '2' } }),
    { kind: 'rate-limited', retryAfterMs: 2000 }],
  ['axios 429, its headers', axiosError('X', { status: 429, headers: new AxiosHeaders() }),
    { kind: 'rate-limited', retryAfterMs: 3000 }],
  ['axios 500', axiosError('ERR_BAD_RESPONSE', { status: 500, data: '' }), { kind: 'unknown-outcome', status: 500 }],
  ['axios 302', axiosError('ERR_BAD_REQUEST', { status: 302 }), { kind: 'unreadable', status: 302 }],
  ['axios ERR_NETWORK', axiosError('ERR_NETWORK'), { kind: 'unknown-outcome' }],
  ['axios ECONNABORTED', axiosError('ECONNABORTED'), { kind: 'unknown-outcome' }],
  ['axios ERR_CANCELED', axiosError('ERR_CANCELED'), { kind: 'unknown-outcome' }],
  ['axios with XMLHttpRequest status 0', axiosError('ERR_NETWORK', { status: 0 }), { kind: 'unknown-outcome' }],

  ['RTK Query 400', { status: 400, data: { detail } }, { kind: 'refused', status: 400, detail }],
  ['RTK Query 200', { status: 200, data: { detail } },
    { kind: 'unreadable', detail: expect.stringMatching(/^HTTP 200/) }],
  ['RTK Query FETCH_ERROR', { status: 'FETCH_ERROR', error: SECRET }, { kind: 'unknown-outcome' }],
  ['RTK Query TIMEOUT_ERROR', { status: 'TIMEOUT_ERROR', error: SECRET }, { kind: 'unknown-outcome' }],
  ['RTK Query CUSTOM_ERROR', { status: 'CUSTOM_ERROR', error: SECRET }, { kind: 'unknown-outcome' }],
  ['RTK Query PARSING_ERROR 200', { status: 'PARSING_ERROR', originalStatus: 200, data: '<html>', error: SECRET },
    { kind: 'unreadable', status: 200 }],
  ['RTK Query PARSING_ERROR 400', { status: 'PARSING_ERROR', originalStatus: 400, data: 'no', error: SECRET },
    { kind: 'refused', status: 400, detail: 'no' }],
  ['RTK Query PARSING_ERROR 502', { status: 'PARSING_ERROR', originalStatus: 502, data: '<html>', error: SECRET },
    { kind: 'unknown-outcome', status: 502 }],

  ['a thrown Response', new Response('{}', { status: 429, headers: { 'retry-after': '5' } }),
    { kind: 'rate-limited', status: 429, retryAfterMs: 5000 }],
  ['a thrown Response 404', new Response(null, { status: 404 }), { kind: 'not-found' }],
  ['a Response that says there was no answer', Response.error(), { kind: 'unknown-outcome' }],
  ['an opaque redirect', { type: 'opaqueredirect', status: 0 }, { kind: 'unreadable' }],
  ['ky', new HttpError(new Response('x', { status: 409 })), { kind: 'refused', status: 409 }],
  ['ofetch', Object.assign(new HttpError(new Response('x', { status: 400 })), { data: { detail } }),
    { kind: 'refused', detail }],
  ['superagent', { response: { status: 403, body: { message: 'no' } } }, { kind: 'forbidden', detail: 'no' }],
  ['statusCode and body', { statusCode: 413, body: { error: 'big' } }, { kind: 'too-large', detail: 'big' }],

  ['an AbortError', new DOMException(SECRET, 'AbortError'), { kind: 'unknown-outcome' }],
  ['a TimeoutError', new DOMException(SECRET, 'TimeoutError'), { kind: 'unknown-outcome' }],
  ['a network error', new TypeError(`Failed to fetch ${SECRET}`), { kind: 'unknown-outcome' }],
  ['a text', SECRET, { kind: 'unknown-outcome' }],
  ['nothing', undefined, { kind: 'unknown-outcome' }],
  ['null', null, { kind: 'unknown-outcome' }],
  ['a number', 400, { kind: 'unknown-outcome' }],
  ['a symbol', Symbol(SECRET), { kind: 'unknown-outcome' }],
  ['a bigint', 1n, { kind: 'unknown-outcome' }],
  ['a function', () => SECRET, { kind: 'unknown-outcome' }],
  ['a status that is a word', { status: 'failed' }, { kind: 'unknown-outcome' }],
  ['a status that is no number of HTTP', { status: 4.5 }, { kind: 'unknown-outcome' }],
  ['an unknown kind', { name: 'TaskApiError', kind: 'constructor' }, { kind: 'unknown-outcome' }],
  ['a revoked proxy', revoked.proxy, { kind: 'unknown-outcome' }],
  ['a hostile proxy', hostile, { kind: 'unknown-outcome' }],
  ['a hostile response', { response: hostile }, { kind: 'unknown-outcome' }],
  ['a hostile body', { status: 400, data: hostile }, { kind: 'refused' }],
  ['hostile headers', { response: { status: 429, headers: hostile } }, { kind: 'rate-limited' }],
  ['a getter that throws', { get status() { throw new Error(SECRET); }, statusCode: 400 }, { kind: 'refused' }],
  ['a cyclic object', cyclic, { kind: 'refused' }],
])('%s', (_, original, expected) => {
  const error = toTaskApiError(original);

  expect(error).toBeInstanceOf(TaskApiError);
  expect(error).toMatchObject(expected);
  expect(error.message).toBe(error.detail);
  expect(error.detail).not.toBe('');
  expect(error).not.toHaveProperty('cause');
  for (const text of [error.message, error.detail, error.stack, original === cyclic ? '' : JSON.stringify(error)]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('[object Object]');
  }
});

describe('a TaskApiError', () => {
  test('stays the same instance', () => {
    const error = new TaskApiError('offline', { detail: 'x' });
    expect(toTaskApiError(error)).toBe(error);
  });

  test('of another copy of the package is rebuilt', () => {
    const fields = { kind: 'rate-limited', detail: 'wait', status: 429, body: { a: 1 }, retryAfterMs: 5 };
    const foreign = Object.assign(new Error(SECRET), { ...fields, name: 'TaskApiError', config });
    const error = toTaskApiError(foreign);
    expect(error).toBeInstanceOf(TaskApiError);
    expect(JSON.parse(JSON.stringify(error))).toEqual({ ...fields, name: 'TaskApiError' });
    expect(error.message).toBe('wait');
  });

  test('of another copy that lost its fields still says what it means', () => {
    const error = toTaskApiError({ name: 'TaskApiError', kind: 'offline', retryAfterMs: NaN });
    expect(error).toMatchObject({ kind: 'offline', status: undefined, retryAfterMs: undefined });
    expect(error.detail).toContain('offline');
  });
});

test('streams and class instances are no body', () => {
  for (const data of [new Response('x').body, new Blob(['x']), new ArrayBuffer(1), new Map()]) {
    expect(toTaskApiError({ status: 400, data }).body).toBeUndefined();
  }
});
