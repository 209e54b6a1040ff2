import { getEventListeners } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTaskApi } from '../../src/services/taskApi.ts';
import type { CreateTaskApiOptions } from '../../src/services/taskApi.ts';
import type { TaskApiFetch } from '../../src/services/transport.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';
import type { Task } from '../../src/types/task.ts';
import { answering, startPlatform } from './platform.ts';
import type { Platform } from './platform.ts';
import { rejectionOf } from './rejection.ts';

const SECRET = 's3cr3t-token';
const task = { id: 't', status: 'pending' };

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.close());
beforeEach(() => {
  platform.seen.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** One retry over the real network. */
function retry(options: CreateTaskApiOptions = {}, signal?: AbortSignal): Promise<Task> {
  const api = createTaskApi({ baseUrl: platform.origin, headers: { Authorization: SECRET }, ...options });
  return api.retryTaskFromStage('t', { stage_id: 's' }, { signal });
}

/** One retry with a fetch of the test's own. */
function retryBy(fetch: CreateTaskApiOptions['fetch'], options: CreateTaskApiOptions = {}, signal?: AbortSignal) {
  return retry({ baseUrl: '/api/v1', fetch, ...options }, signal);
}

interface Deferred<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

function withResolvers<T>(): Deferred<T> {
  let deferred: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    deferred = { resolve, reject };
  });
  return { promise, ...(deferred as unknown as Omit<Deferred<T>, 'promise'>) };
}

const never = <T>(): Promise<T> => new Promise<T>(() => {});

/** An answer whose head has come; its body comes as `text` says. */
function responseOf(status: number, text: () => Promise<string>): Response {
  return { status, text, headers: new Headers() } as Partial<Response> as Response;
}

describe('answers', () => {
  const kinds: [number, TaskApiErrorKind][] = [
    [400, 'refused'], [401, 'unauthenticated'], [402, 'unreadable'], [403, 'forbidden'], [404, 'not-found'],
    [405, 'unreadable'], [408, 'unknown-outcome'], [409, 'refused'], [410, 'not-found'], [413, 'too-large'],
    [418, 'unreadable'], [422, 'invalid'], [429, 'rate-limited'], [500, 'unknown-outcome'], [502, 'unknown-outcome'],
    [503, 'unknown-outcome'], [504, 'unknown-outcome'], [599, 'unknown-outcome'],
  ];

  test.each(kinds)('status %i is %s, with the reason of the body', async (status, kind) => {
    const body = { detail: 'Target stage status is not failed' };
    platform.answer = answering(status, body, { 'Retry-After': '7' });
    expect(await rejectionOf(retry())).toMatchObject({ kind, status, detail: body.detail, body, retryAfterMs: 7000 });
    expect(platform.seen).toHaveLength(1);
  });

  test.each(kinds)('status %i without a body is %s too', async (status, kind) => {
    platform.answer = answering(status, '');
    const error = await rejectionOf(retry());
    expect(error).toMatchObject({ kind, status });
    expect(error.detail).toContain(`HTTP ${status}`);
    expect(error.retryAfterMs).toBeUndefined();
  });

  test('a page that comes instead of a reason is not shown', async () => {
    platform.answer = answering(502, '<html>Bad gateway</html>', { 'Content-Type': 'text/html' });
    const error = await rejectionOf(retry());
    expect(error).toMatchObject({ kind: 'unknown-outcome', body: '<html>Bad gateway</html>' });
    expect(error.detail).not.toContain('gateway');
    platform.answer = answering(502, 'Bad gateway', { 'Content-Type': 'text/html; charset=utf-8' });
    expect((await rejectionOf(retry())).detail).not.toContain('gateway');
    platform.answer = answering(502, 'Bad gateway', { 'Content-Type': 'text/plain' });
    expect((await rejectionOf(retry())).detail).toBe('Bad gateway');
  });

  test.each(['', ' ', 'ok', '<!doctype html><p>Sign in</p>', '{"id":"t"', 'undefined'])(
    'a 200 with %j is unreadable',
    async (body) => {
      platform.answer = answering(200, body);
      expect(await rejectionOf(retry())).toMatchObject({ kind: 'unreadable', status: 200 });
    },
  );

  test('a 204 is unreadable', async () => {
    platform.answer = answering(204, '');
    expect(await rejectionOf(retry())).toMatchObject({ kind: 'unreadable', status: 204 });
  });

  test.each([300, 301, 302, 303, 304, 307, 308, 399])('a redirect (%i) is not followed', async (status) => {
    platform.answer = answering(status, '', { Location: `${platform.origin}/elsewhere` });
    const error = await rejectionOf(retry());
    expect(error).toMatchObject({ kind: 'unreadable', status });
    expect(error.detail).toContain('The answer is a redirect');
    expect(platform.seen.map((request) => request.url)).toEqual(['/tasks/t/retry-from-stage']);
  });

  test.each<[string, object]>([
    ['an opaque redirect, as browsers give it', { type: 'opaqueredirect', status: 0, text: async () => '' }],
    ['an answer that was redirected all the same',
      { redirected: true, status: 200, text: async () => JSON.stringify(task) }],
  ])('%s is unreadable', async (_, response) => {
    const error = await rejectionOf(retryBy(async () => response as Response));
    expect(error.kind).toBe('unreadable');
    expect(error.detail).toContain('redirect');
    // 0, as browsers give it, is no status that a platform sent.
    expect(error.status).not.toBe(0);
  });

  test('a redirect is not read: its connection is freed', async () => {
    let signal: AbortSignal | null | undefined;
    await rejectionOf(
      retryBy(async (_, init) => {
        ({ signal } = init);
        return responseOf(307, never);
      }),
    );
    expect(signal?.aborted).toBe(true);
  });

  test.each([200, 201, 299])('any 2xx with the task is an answer: %i', async (status) => {
    await expect(retryBy(async () => responseOf(status, async () => JSON.stringify(task)))).resolves.toEqual(task);
  });

  test.each([101, 199])('what is below 200 is none: %i', async (status) => {
    const call = retryBy(async () => responseOf(status, async () => JSON.stringify(task)));
    expect(await rejectionOf(call)).toMatchObject({ kind: 'unreadable', status });
  });

  test.each<[unknown]>([[undefined], [null], [{}], ['ok']])('a fetch that answers %j: unknown', async (response) => {
    const call = retryBy(async () => response as Response);
    expect(await rejectionOf(call)).toMatchObject({ kind: 'unknown-outcome' });
  });
});

describe('lost connections', () => {
  const cut: Platform['answer'] = (_, response) => void response.socket?.destroy();

  test('a reset before any answer leaves the outcome unknown', async () => {
    platform.answer = cut;
    expect(await rejectionOf(retry())).toMatchObject({ kind: 'unknown-outcome' });
    expect(platform.seen).toHaveLength(1);
  });

  test('nobody listening: unknown as well, since fetch does not tell the difference', async () => {
    expect(await rejectionOf(retry({ baseUrl: 'http://127.0.0.1:1' }))).toMatchObject({ kind: 'unknown-outcome' });
  });

  test.each([[{ 'Content-Length': '1000' }], [{}]])('a truncated 200 with headers %o', async (headers) => {
    platform.answer = (_, response) => {
      response.writeHead(200, headers);
      response.write(JSON.stringify(task), () => response.socket?.destroy());
    };
    expect(await rejectionOf(retry())).toMatchObject({ kind: 'unknown-outcome' });
  });

  test('a truncated refusal is a refusal without its reason', async () => {
    platform.answer = (_, response) => {
      response.writeHead(400, { 'Content-Length': '1000' });
      response.write('{"detail":', () => response.socket?.destroy());
    };
    const error = await rejectionOf(retry());
    expect(error).toMatchObject({ kind: 'refused', status: 400, body: undefined });
    expect(error.detail).toContain('HTTP 400');
  });

  test.each<[string, (boolean | undefined)[], unknown, TaskApiErrorKind]>([
    ['offline before and after', [false, false], new TypeError('Failed to fetch'), 'offline'],
    ['offline before only', [false, true], new TypeError('Failed to fetch'), 'unknown-outcome'],
    ['offline after only', [true, false], new TypeError('Failed to fetch'), 'unknown-outcome'],
    ['online', [true, true], new TypeError('Failed to fetch'), 'unknown-outcome'],
    ['no word about it', [undefined, undefined], new TypeError('Failed to fetch'), 'unknown-outcome'],
    ['offline, but not a network error', [false, false], new Error('own time-out'), 'unknown-outcome'],
  ])('%s', async (_, [before, after], thrown, kind) => {
    const device = { onLine: before };
    vi.stubGlobal('navigator', device);
    const call = retryBy(() => {
      device.onLine = after;
      return Promise.reject(thrown);
    });
    expect(await rejectionOf(call)).toMatchObject({ kind });
  });

  test('an offline device is not taken at its word: the request is sent', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    platform.answer = answering(200, task);
    await expect(retry()).resolves.toEqual(task);
  });

  test('where nothing tells whether the device is online, a lost request is unknown', async () => {
    vi.stubGlobal('navigator', undefined);
    const call = retryBy(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await rejectionOf(call)).toMatchObject({ kind: 'unknown-outcome', detail: expect.stringContaining('connection failed') as string });
    platform.answer = answering(200, task);
    await expect(retry()).resolves.toEqual(task);
  });

  test('an offline device whose answer breaks off leaves the outcome unknown', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    const call = retryBy(async () => responseOf(200, () => Promise.reject(new TypeError('network error'))));
    expect(await rejectionOf(call)).toMatchObject({ kind: 'unknown-outcome' });
  });
});

test.each<[string, CreateTaskApiOptions['fetch'], TaskApiErrorKind]>([
  ['No answer: connection failed', () => Promise.reject(new TypeError('Failed to fetch')), 'unknown-outcome'],
  ['No answer: connection failed', async () => responseOf(200, () => Promise.reject(new Error('cut'))), 'unknown-outcome'],
  ['The answer is not JSON', async () => new Response('<html>'), 'unreadable'],
  ['The answer is a redirect', async () => new Response('', { status: 307 }), 'unreadable'],
])('%s: the error says so, and what that means', async (what, fetch, kind) => {
  const error = await rejectionOf(retryBy(fetch));
  expect(error.kind).toBe(kind);
  expect(error.detail).toMatch(new RegExp(`^${what}\\. It may have been retried`));
});

describe('aborts and time-outs', () => {
  const deaf: [string, CreateTaskApiOptions['fetch'], TaskApiErrorKind][] = [
    ['the request', () => never(), 'unknown-outcome'],
    ['the body', async () => responseOf(200, never), 'unknown-outcome'],
    ['the body of a refusal', async () => responseOf(400, never), 'refused'],
  ];

  test.each(deaf)('a time-out covers %s, even of a fetch that ignores its signal', async (_, fetch, kind) => {
    vi.useFakeTimers();
    const signal = new AbortController().signal;
    const rejection = rejectionOf(retryBy(fetch, {}, signal));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await rejection).kind).toBe(kind);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each([
    ['time-out after 30000 ms', 60_000],
    ['cancelled', 10],
  ])('the error says which it was: %s', async (why, abortAfter) => {
    vi.useFakeTimers();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), abortAfter);
    const rejection = rejectionOf(retryBy(() => never(), {}, controller.signal));
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await rejection).detail).toMatch(new RegExp(`^No answer: ${why}\\. It may have been retried`));
  });

  test.each(deaf)('an abort ends %s', async (_, fetch, kind) => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const rejection = rejectionOf(retryBy(fetch, {}, controller.signal));
    await vi.advanceTimersByTimeAsync(10);
    controller.abort(new Error(SECRET));
    expect((await rejection).kind).toBe(kind);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test.each(['time-out', 'abort'])('a real request is cut by %s', async (how) => {
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) => {
      platform.answer = (_, response) => {
        response.once('close', resolve);
        if (how === 'abort') controller.abort();
      };
    });
    const call = retry(how === 'abort' ? {} : { timeoutMs: 100 }, controller.signal);
    expect(await rejectionOf(call)).toMatchObject({ kind: 'unknown-outcome' });
    await closed;
    expect(platform.seen).toHaveLength(1);
  });

  test('a body that never ends is cut as well', async () => {
    platform.answer = (_, response) => {
      response.writeHead(200);
      response.write('{');
    };
    expect(await rejectionOf(retry({ timeoutMs: 100 }))).toMatchObject({ kind: 'unknown-outcome' });
  });

  test('already aborted: nothing is asked and nothing is sent', async () => {
    const fetch = vi.fn<TaskApiFetch>();
    const headers = vi.fn<() => undefined>();
    const error = await rejectionOf(retryBy(fetch, { headers }, AbortSignal.abort()));
    expect(error.kind).toBe('bad-input');
    expect(error.detail).toContain('Nothing was sent');
    expect(fetch).not.toHaveBeenCalled();
    expect(headers).not.toHaveBeenCalled();
  });

  test.each(['time-out', 'abort'])('%s while the headers are awaited: nothing is sent, not even later', async (how) => {
    vi.useFakeTimers();
    const controller = new AbortController();
    const token = withResolvers<Record<string, string>>();
    const fetch = vi.fn<TaskApiFetch>(async () => Response.json(task));
    const rejection = rejectionOf(retryBy(fetch, { headers: () => token.promise }, controller.signal));
    if (how === 'abort') controller.abort();
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await rejection).kind).toBe('bad-input');

    token.resolve({ Authorization: SECRET });
    await vi.advanceTimersByTimeAsync(0);
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('an abort %i ticks after the headers came tells the truth', async (ticks) => {
    const controller = new AbortController();
    const token = withResolvers<Record<string, string>>();
    const fetch = vi.fn<TaskApiFetch>(() => never());
    const rejection = rejectionOf(retryBy(fetch, { headers: () => token.promise }, controller.signal));
    token.resolve({});
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
    controller.abort();
    const { kind } = await rejection;
    await new Promise(setImmediate);
    expect(kind).toBe(fetch.mock.calls.length === 0 ? 'bad-input' : 'unknown-outcome');
  });

  test('what fails after the call was given up is no unhandled rejection', async () => {
    const unhandled = vi.fn<(reason: unknown) => void>();
    process.on('unhandledRejection', unhandled);
    onTestFinished(() => void process.off('unhandledRejection', unhandled));
    const controller = new AbortController();
    const late = withResolvers<Response>();
    const rejection = rejectionOf(retryBy(() => late.promise, {}, controller.signal));
    await new Promise(setImmediate);
    controller.abort();
    expect((await rejection).kind).toBe('unknown-outcome');
    late.reject(new Error('late'));
    await new Promise(setImmediate);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test('nothing is left behind by a success, and its signal is not aborted', async () => {
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const fetch = vi.fn<TaskApiFetch>(async () => Response.json(task));
    await retryBy(fetch, {}, signal);
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(false);
  });

  test('a time-out longer than timers can count does not fire at once', async () => {
    platform.answer = answering(200, task);
    await expect(retry({ timeoutMs: Infinity })).resolves.toEqual(task);
  });
});

describe('the request', () => {
  test('is sent with the options that the rules ask for', async () => {
    const fetch = vi.fn<TaskApiFetch>(async () => Response.json(task));
    await retryBy(fetch);
    await retryBy(fetch, { credentials: 'include' });
    const rules = { redirect: 'manual', cache: 'no-store' };
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ ...rules, credentials: 'same-origin' });
    expect(fetch.mock.calls[1]?.[1]).toMatchObject({ ...rules, credentials: 'include' });
  });

  test.each<[string, CreateTaskApiOptions['headers']]>([
    ['an object', { 'X-Team': 'a', 'X-None': undefined }],
    ['Headers', new Headers({ 'x-team': 'a' })],
    ['an array', [['X-Team', 'a']]],
    ['a function', () => ({ 'X-Team': 'a' })],
    ['an async function', async () => new Headers({ 'X-Team': 'a' })],
  ])('takes headers as %s', async (_, headers) => {
    platform.answer = answering(200, task);
    await retry({ headers });
    expect(platform.seen[0]?.headers).toMatchObject({ 'x-team': 'a', 'content-type': 'application/json' });
    expect(platform.seen[0]?.headers).not.toHaveProperty('x-none');
  });

  test.each<[string, CreateTaskApiOptions['headers']]>([
    ['null', null],
    ['nothing', undefined],
    ['a function that gives null', () => null],
    ['a function that gives nothing', async () => undefined],
  ])('adds none where the headers are %s', async (_, headers) => {
    platform.answer = answering(200, task);
    await expect(retry({ headers })).resolves.toEqual(task);
    expect(platform.seen[0]?.headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' });
    expect(platform.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  test('stays JSON, whatever the headers of the team say', async () => {
    platform.answer = answering(200, task);
    const headers = {
      'content-type': 'text/plain', ACCEPT: 'text/html', 'Content-Length': '1', 'content-encoding': 'gzip',
      'Transfer-Encoding': 'chunked',
    };
    await expect(retry({ headers })).resolves.toEqual(task);
    expect(platform.seen[0]).toMatchObject({ body: '{"stage_id":"s"}' });
    expect(platform.seen[0]?.headers).toMatchObject({ 'content-type': 'application/json', accept: 'application/json' });
    expect(platform.seen[0]?.headers).not.toHaveProperty('content-encoding');
  });

  test('asks a headers function once per request', async () => {
    platform.answer = answering(200, task);
    let count = 0;
    const api = createTaskApi({ baseUrl: platform.origin, headers: () => ({ 'X-Count': String(++count) }) });
    await api.getTask('t');
    await api.getTask('t');
    expect(platform.seen.map((request) => request.headers['x-count'])).toEqual(['1', '2']);
  });

  test.each<[string, unknown]>([
    ['that throws', () => { throw new Error(SECRET); }],
    ['that rejects', () => Promise.reject(new Error(SECRET))],
    ['with a line break', { Authorization: `${SECRET}\r\nX: y` }],
    ['beyond Latin-1', { Authorization: `${SECRET} 令牌` }],
    ['with an invalid name', { [`${SECRET} name`]: 'x' }],
    ['with a promise as value', { Authorization: Promise.resolve(SECRET) }],
    ['with null as value', { Authorization: null }],
    ['that are a text', SECRET],
    ['that a function gives as a text', () => SECRET],
    ['that a function gives as a function', () => () => ({ Authorization: SECRET })],
    ['with a broken pair', [[SECRET]]],
  ])('is not sent with headers %s', async (_, headers) => {
    const fetch = vi.fn<TaskApiFetch>(async () => Response.json(task));
    const error = await rejectionOf(retryBy(fetch, { headers: headers as CreateTaskApiOptions['headers'] }));
    expect(error.kind).toBe('bad-input');
    expect(error.detail).toContain('Nothing was sent');
    expect(everythingOf(error)).not.toContain(SECRET);
    expect(fetch).not.toHaveBeenCalled();
  });
});

/** Every text that a logger could get out of an error. */
function everythingOf(error: Error): string {
  return [String(error), error.message, error.stack, JSON.stringify(error), String(error.cause)].join('\n');
}

describe('secrets', () => {
  test.each<[string, CreateTaskApiOptions, Platform['answer']]>([
    ['a refusal', {}, answering(400, { detail: 'no' })],
    ['a page', {}, answering(200, '<html>')],
    ['a server error', {}, answering(500, '')],
    ['a redirect', {}, answering(307, '', { Location: '/x' })],
    ['another task', {}, answering(200, { id: 'x', status: 'x' })],
    ['a reset', {}, (_, response) => void response.socket?.destroy()],
    ['a time-out', { timeoutMs: 50 }, () => {}],
  ])('%s tells nothing of the headers', async (_, options, answer) => {
    platform.answer = answer;
    const error = await rejectionOf(retry(options));
    expect(platform.seen[0]?.headers.authorization).toBe(SECRET);
    expect(everythingOf(error)).not.toContain(SECRET);
    expect(error).not.toHaveProperty('cause');
  });

  test.each<[string, TaskApiFetch]>([
    ['that rejects', () => Promise.reject(new TypeError(SECRET))],
    ['that throws', () => { throw new Error(SECRET, { cause: SECRET }); }],
    ['whose body fails', async () => responseOf(200, () => Promise.reject(new Error(SECRET)))],
    ['whose refusal fails', async () => responseOf(400, () => Promise.reject(new Error(SECRET)))],
  ])('a fetch %s tells nothing of its error', async (_, fetch) => {
    const error = await rejectionOf(retryBy(fetch));
    expect(everythingOf(error)).not.toContain(SECRET);
    expect(error).not.toHaveProperty('cause');
  });
});
