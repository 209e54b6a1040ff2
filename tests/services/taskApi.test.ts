import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest';
import { createTaskApi, getTaskByDefault, retryTaskFromStage, retryTasksBatch } from '../../src/services/taskApi.ts';
import type { CreateTaskApiOptions, TaskApi, TaskApiCallOptions } from '../../src/services/taskApi.ts';
import type { TaskApiFetch } from '../../src/services/transport.ts';
import type {
  Task,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
} from '../../src/types/task.ts';
import { answering, startPlatform } from './platform.ts';
import type { Platform } from './platform.ts';
import { rejectionOf } from './rejection.ts';

const stage = { stage_id: 'stg_code' };
const mixed = {
  total: 3,
  succeeded: 2,
  failed: 1,
  items: [
    { task_id: 'task_1', success: true },
    { task_id: 'task_2', success: false, reason: 'task status is running' },
    { task_id: 'task_3', success: true },
  ],
};

let platform: Platform;
let api: TaskApi;

beforeAll(async () => {
  platform = await startPlatform();
  api = createTaskApi({ baseUrl: `${platform.origin}/api/v1` });
});
afterAll(() => platform.close());
beforeEach(() => {
  platform.seen.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Answers with the task that was asked for, as the server decodes it. */
const taskAsAsked: Platform['answer'] = (request, response) => {
  const id = decodeURIComponent(request.url.split('/')[4] ?? '');
  answering(200, { id, status: 'pending' })(request, response);
};

describe('what goes over the wire', () => {
  test('retryTaskFromStage sends the POST of SPEC.md, section 1.1', async () => {
    const stages = [{ id: 'stg_code', status: 'pending', retry_count: 2 }];
    const task = { id: 'task_1001', status: 'pending', stages };
    platform.answer = answering(200, task);

    await expect(api.retryTaskFromStage('task_1001', stage)).resolves.toEqual(task);

    expect(platform.seen).toHaveLength(1);
    expect(platform.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/tasks/task_1001/retry-from-stage',
      body: '{"stage_id":"stg_code"}',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  test('retryTasksBatch sends the POST of SPEC.md, section 1.2', async () => {
    platform.answer = answering(200, mixed);

    await expect(api.retryTasksBatch({ task_ids: ['task_1', 'task_2', 'task_3'] })).resolves.toEqual(mixed);

    expect(platform.seen).toHaveLength(1);
    expect(platform.seen[0]).toMatchObject({
      method: 'POST',
      url: '/api/v1/tasks/retry-batch',
      body: '{"task_ids":["task_1","task_2","task_3"]}',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  test('getTask sends a GET without a body', async () => {
    platform.answer = answering(200, { id: 't', status: 'failed' });

    await expect(api.getTask('t')).resolves.toEqual({ id: 't', status: 'failed' });

    expect(platform.seen[0]).toMatchObject({ method: 'GET', url: '/api/v1/tasks/t', body: '' });
    expect(platform.seen[0]?.headers).toMatchObject({ accept: 'application/json', 'cache-control': 'no-cache' });
    expect(platform.seen[0]?.headers).not.toHaveProperty('content-type');
  });

  test('only the fields of the contract are sent', async () => {
    platform.answer = taskAsAsked;
    await api.retryTaskFromStage('t', { ...stage, force: true } as TaskRetryFromStageRequest);
    platform.answer = answering(200, mixed);
    await api.retryTasksBatch({ task_ids: ['task_1'], all: true } as TaskBatchRetryRequest);

    const bodies = platform.seen.map((request) => request.body);
    expect(bodies).toEqual(['{"stage_id":"stg_code"}', '{"task_ids":["task_1"]}']);
  });

  test('a function is asked for the headers of each request anew', async () => {
    platform.answer = taskAsAsked;
    let token = 0;
    const signedIn = createTaskApi({ baseUrl: `${platform.origin}/api/v1`, headers: () => ({ Authorization: `Bearer ${(token += 1)}` }) });
    for (const id of ['task_1', 'task_2']) await signedIn.getTask(id);
    expect(platform.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer 1', 'Bearer 2']);
  });

  test('the batch is the one that was asked for, whatever becomes of the array later', async () => {
    platform.answer = answering(200, mixed);
    const slow = createTaskApi({ baseUrl: platform.origin, headers: async () => ({}) });
    const req = { task_ids: ['a', 'b'] };
    const call = slow.retryTasksBatch(req);
    req.task_ids.push('c');
    await call;
    expect(platform.seen[0]?.body).toBe('{"task_ids":["a","b"]}');
  });

  test.each([
    ['a/b', 'a%2Fb'],
    ['?x', '%3Fx'],
    ['#', '%23'],
    ['%2e%2e', '%252e%252e'],
    ['..;/retry', '..%3B%2Fretry'],
    ['../x', '..%2Fx'],
    ['...', '...'],
    [' ', '%20'],
    ['\\', '%5C'],
    ['\u0000', '%00'],
    ['任务😀', '%E4%BB%BB%E5%8A%A1%F0%9F%98%80'],
    ['retry', 'retry'],
    ['x'.repeat(10_240), 'x'.repeat(10_240)],
  ])('the id %j stays one path segment', async (id, segment) => {
    platform.answer = taskAsAsked;

    await api.retryTaskFromStage(id, { stage_id: id });
    await api.getTask(id);

    const paths = platform.seen.map((request) => request.url);
    expect(paths).toEqual([`/api/v1/tasks/${segment}/retry-from-stage`, `/api/v1/tasks/${segment}`]);
    expect(platform.seen[0]?.body).toBe(JSON.stringify({ stage_id: id }));
  });
});

describe('what is refused before anything is sent', () => {
  const badIds: [unknown][] = [
    [''], ['.'], ['..'], ['\uD800'], ['a\uDC00b'], [undefined], [null], [7], [{}], [['a']], [Symbol('a')],
    [Object('a')], [{ toString: () => 'a' }],
  ];

  test.each(badIds)('the id %s', async (bad) => {
    const id = bad as string;
    const calls = [
      api.retryTaskFromStage(id, stage),
      api.retryTaskFromStage('t', { stage_id: id }),
      api.retryTasksBatch({ task_ids: ['t', id] }),
      api.getTask(id),
    ];
    for (const error of await Promise.all(calls.map(rejectionOf))) {
      expect(error.kind).toBe('bad-input');
      expect(error.detail).toContain('Nothing was sent');
    }
    expect(platform.seen).toEqual([]);
  });

  test('a bad id of a batch is named by its place', async () => {
    const error = await rejectionOf(api.retryTasksBatch({ task_ids: ['a', '..'] }));
    expect(error.detail).toContain('task_ids[1]');
  });

  test.each<[string, () => Promise<unknown>]>([
    ['task_ids is empty', () => api.retryTasksBatch({ task_ids: [] })],
    ['task_ids[0] fits no URL', () => api.retryTasksBatch({ task_ids: [''] })],
    ['stage_id fits no URL', () => api.retryTaskFromStage('t', { stage_id: '' })],
    ['The task id fits no URL', () => api.retryTaskFromStage('', stage)],
    ['The task id fits no URL', () => api.getTask('..')],
    ['cancelled', () => api.getTask('t', { signal: AbortSignal.abort() })],
    ['signal is no AbortSignal', () => api.getTask('t', { signal: {} as AbortSignal })],
    ['headers failed or are invalid', () => createTaskApi({ headers: [['a b', '']] }).getTask('t')],
    ['no page here; pass createTaskApi({ baseUrl })', () => createTaskApi().getTask('t')],
  ])('and why: %s', async (why, call) => {
    vi.stubGlobal('location', why.includes('headers') ? new URL('https://h.example/') : undefined);
    expect(await rejectionOf(call())).toMatchObject({ kind: 'bad-input', detail: `Nothing was sent: ${why}.` });
  });

  const badRequests: [string, unknown][] = [
    ['no ids', { task_ids: [] }],
    ['a hole', { task_ids: Object.assign(['a'], { length: 2 }) }],
    ['no array', { task_ids: 'task_1' }],
    ['nothing', undefined],
    ['null', null],
    ['a throwing getter', { get task_ids() { throw new Error('boom'); }, get stage_id() { throw new Error('boom'); } }],
  ];

  test.each(badRequests)('a request with %s', async (_, req) => {
    expect((await rejectionOf(api.retryTasksBatch(req as TaskBatchRetryRequest))).kind).toBe('bad-input');
    expect((await rejectionOf(api.retryTaskFromStage('t', req as TaskRetryFromStageRequest))).kind).toBe('bad-input');
    expect(platform.seen).toEqual([]);
  });
});

describe('which answers are accepted', () => {
  test.each([
    ['another task', { id: 'other', status: 'pending' }],
    ['no id', { status: 'pending' }],
    ['a number as id', { id: 1, status: 'pending' }],
    ['no status', { id: 't' }],
    ['a status that is no text', { id: 't', status: null }],
    ['an array', [{ id: 't', status: 'pending' }]],
    ['null', 'null'],
    ['a text', '"ok"'],
  ])('a task answer with %s is unreadable', async (_, body) => {
    platform.answer = answering(200, body);
    const calls = [api.retryTaskFromStage('t', stage), api.getTask('t')];
    for (const error of await Promise.all(calls.map(rejectionOf))) {
      expect(error).toMatchObject({ kind: 'unreadable', status: 200 });
    }
  });

  test.each([
    ['nothing', 'null'],
    ['an array', []],
    ['no items', { total: 1 }],
    ['items that are no array', { items: {} }],
  ])('a batch answer with %s is unreadable', async (_, body) => {
    platform.answer = answering(200, body);
    expect(await rejectionOf(api.retryTasksBatch({ task_ids: ['t'] }))).toMatchObject({ kind: 'unreadable' });
  });

  test('wrong items and totals are passed on as they are', async () => {
    const body = { total: -1, items: [null, { task_id: 'other', success: 'yes' }] };
    platform.answer = answering(200, body);
    await expect(api.retryTasksBatch({ task_ids: ['t'] })).resolves.toEqual(body);
  });

  test('an unknown status and any other 2xx are fine', async () => {
    platform.answer = answering(202, { id: 't', status: 'archived' });
    await expect(api.retryTaskFromStage('t', stage)).resolves.toEqual({ id: 't', status: 'archived' });
  });
});

test.each<[string, unknown, () => Promise<unknown>]>([
  ['The answer is not this task', { id: 'other', status: 'pending' }, () => api.retryTaskFromStage('t', stage)],
  ['The answer is not this task', { id: 'other', status: 'pending' }, () => api.getTask('t')],
  ['The answer is not a batch result', { total: 1 }, () => api.retryTasksBatch({ task_ids: ['t'] })],
])('%s: the error says so, and keeps what came', async (what, body, call) => {
  platform.answer = answering(200, body);
  const error = await rejectionOf(call());
  expect(error).toMatchObject({ kind: 'unreadable', status: 200, body });
  expect(error.detail).toMatch(new RegExp(`^${what}\\. It may have been retried`));
});

describe('createTaskApi', () => {
  test.each([
    ['/', '/tasks/t'],
    ['/api/v2', '/api/v2/tasks/t'],
    ['/api///', '/api/tasks/t'],
    ['https://h.example', 'https://h.example/tasks/t'],
    ['HTTPS://h.example:8443/x/', 'HTTPS://h.example:8443/x/tasks/t'],
    ['/a..b/.well-known', '/a..b/.well-known/tasks/t'],
    [undefined, '/api/v1/tasks/t'],
  ])('the base URL %s', async (baseUrl, url) => {
    const fetch = vi.fn<TaskApiFetch>(async () => Response.json({ id: 't', status: 'failed' }));
    await createTaskApi({ baseUrl, fetch }).getTask('t');
    expect(fetch).toHaveBeenCalledExactlyOnceWith(url, expect.objectContaining({ method: 'GET' }));
  });

  const badBases: [unknown][] = [
    [7], [null], [{}], [new URL('https://secret.example')], [''], ['secret'], ['./secret'], ['//secret.example/api'],
    ['/\\secret.example'], ['/\t/secret.example'], ['https://user:secret@h.example'], ['https://secret@h.example/api'],
    ['https://@secret.example'], ['/secret?x=1'], ['/secret#'], ['https://h.example?secret'], ['/secret/../x'],
    ['/secret/.'], ['/secret/%2E%2e'], ['/secret/.%2e/x'], ['/secret%2f..%2fx'], ['https://h.example/secret/..'],
    ['ftp://secret.example'], ['javascript:secret'], ['https:/secret.example'], ['https:///secret'],
    ['https://[secret'], ['/secret\u0000'],
  ];

  test.each(badBases)('refuses the base URL %s without repeating it', (baseUrl) => {
    const make = () => createTaskApi({ baseUrl: baseUrl as string });
    expect(make).toThrow(TypeError);
    expect(make).toThrow(/baseUrl must be/);
    expect(make).not.toThrow(/secret/);
  });

  test('says what a base URL must be', () => {
    expect(() => createTaskApi({ baseUrl: 'api' })).toThrow(
      'task-retry-ui: baseUrl must be a path or http(s) URL without user, query, hash or dot segments',
    );
  });

  test.each([
    ['fetch must be a function', { fetch: 'fetch' }],
    ['fetch must be a function', { fetch: null }],
    ['timeoutMs must be a number above 0 (ms)', { timeoutMs: 0 }],
    ['timeoutMs must be a number above 0 (ms)', { timeoutMs: -1 }],
    ['timeoutMs must be a number above 0 (ms)', { timeoutMs: NaN }],
    ['timeoutMs must be a number above 0 (ms)', { timeoutMs: '5' }],
    ['credentials must be "omit", "same-origin" or "include"', { credentials: 'all' }],
  ])('%s: it refuses the options %o', (expected, options) => {
    const make = () => createTaskApi(options as CreateTaskApiOptions);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(`task-retry-ui: ${expected}.`);
  });

  test.each([{ timeoutMs: 1 }, { timeoutMs: Infinity }, { credentials: 'omit' }, { credentials: 'include' }] as const)(
    'takes the options %o',
    (options) => {
      expect(() => createTaskApi(options)).not.toThrow();
    },
  );

  test('its methods can be passed on unbound', async () => {
    platform.answer = taskAsAsked;
    const { getTask } = api;
    await expect(getTask('t')).resolves.toMatchObject({ id: 't' });
  });

  test('each call can be given up, before it is sent and after', async () => {
    platform.answer = () => {};
    const calls = [
      (options: TaskApiCallOptions) => api.retryTaskFromStage('t', stage, options),
      (options: TaskApiCallOptions) => api.retryTasksBatch({ task_ids: ['t'] }, options),
      (options: TaskApiCallOptions) => api.getTask('t', options),
    ];
    for (const call of calls) {
      expect((await rejectionOf(call({ signal: AbortSignal.abort() }))).kind).toBe('bad-input');
      const controller = new AbortController();
      const given = rejectionOf(call({ signal: controller.signal }));
      await vi.waitUntil(() => platform.seen.length > 0);
      controller.abort();
      expect((await given).kind).toBe('unknown-outcome');
      platform.seen.length = 0;
    }
  });

  test('a call takes the signal of its options, and bears odd ones', async () => {
    platform.answer = taskAsAsked;
    for (const options of [undefined, null, 0, {}, { signal: null }, { signal: undefined }]) {
      await expect(api.getTask('t', options as TaskApiCallOptions)).resolves.toMatchObject({ id: 't' });
    }
    const controller = new AbortController();
    controller.abort();
    expect((await rejectionOf(api.getTask('t', { signal: controller.signal }))).kind).toBe('bad-input');
    const wrong = { signal: new AbortController() } as unknown as TaskApiCallOptions;
    expect((await rejectionOf(api.getTask('t', wrong))).detail).toContain('no AbortSignal');
  });
});

describe('the functions of SPEC.md, section 3', () => {
  test('have its signatures', () => {
    expectTypeOf(retryTaskFromStage).parameters.toEqualTypeOf<
      [id: string, req: TaskRetryFromStageRequest, options?: TaskApiCallOptions]
    >();
    expectTypeOf(retryTaskFromStage).returns.toEqualTypeOf<Promise<Task>>();
    expectTypeOf(retryTaskFromStage).toExtend<(id: string, req: TaskRetryFromStageRequest) => Promise<Task>>();
    expectTypeOf(retryTasksBatch).parameters.toEqualTypeOf<
      [req: TaskBatchRetryRequest, options?: TaskApiCallOptions]
    >();
    expectTypeOf(retryTasksBatch).returns.toEqualTypeOf<Promise<TaskBatchRetryResponse>>();
    expectTypeOf(retryTasksBatch).toExtend<(req: TaskBatchRetryRequest) => Promise<TaskBatchRetryResponse>>();
    expectTypeOf(globalThis.fetch).toExtend<NonNullable<CreateTaskApiOptions['fetch']>>();
  });

  test('use the global fetch of the moment, under /api/v1', async () => {
    const fetch = vi.fn<TaskApiFetch>(async (url) =>
      Response.json(url.endsWith('batch') ? mixed : { id: 't', status: 'x' }),
    );
    vi.stubGlobal('location', new URL('https://h.example/'));
    vi.stubGlobal('fetch', fetch);

    await retryTaskFromStage('t', stage);
    await retryTasksBatch({ task_ids: ['t'] });
    await getTaskByDefault('t');

    expect(fetch.mock.calls.map(([url]) => url)).toEqual([
      '/api/v1/tasks/t/retry-from-stage', '/api/v1/tasks/retry-batch', '/api/v1/tasks/t',
    ]);
  });

  test('send cookies to the same origin only, and wait 30 s', async () => {
    vi.useFakeTimers();
    const fetch = vi.fn<TaskApiFetch>(() => new Promise(() => {}));
    vi.stubGlobal('location', new URL('https://h.example/'));
    vi.stubGlobal('fetch', fetch);
    let ended = false;
    const rejection = rejectionOf(getTaskByDefault('t')).finally(() => (ended = true));
    await vi.advanceTimersByTimeAsync(29_999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await rejection).toMatchObject({ kind: 'unknown-outcome' });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'GET', credentials: 'same-origin' });
  });

  test('need an absolute base URL where there is no page', async () => {
    const error = await rejectionOf(retryTaskFromStage('t', stage));
    expect(error.kind).toBe('bad-input');
    expect(error.detail).toContain('pass createTaskApi({ baseUrl })');
  });

  test('say so where there is no fetch', async () => {
    vi.stubGlobal('fetch', undefined);
    expect(await rejectionOf(api.getTask('t'))).toMatchObject({
      kind: 'bad-input',
      detail: 'Nothing was sent: no fetch here; pass createTaskApi({ fetch }).',
    });
  });
});
