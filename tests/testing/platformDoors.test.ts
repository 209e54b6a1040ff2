import { setupServer } from 'msw/node';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { parseFault } from '../../scripts/parseFault.ts';
import { servePlatform, type PlatformServer } from '../../scripts/servePlatform.ts';
import { createTaskApi } from '../../src/services/taskApi.ts';
import { buildTask, createPlatform, type Platform } from '../../src/testing/index.ts';
import { platformHandlers } from '../../src/testing/msw.ts';
import { answering, startPlatform } from '../services/platform.ts';

const platformOfTwo = (): Platform => createPlatform({ tasks: [buildTask(), buildTask({ id: 'task_2' })] });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function serve(platform: Platform): Promise<PlatformServer> {
  const server = await servePlatform(platform);
  ends.push(server.close);
  return server;
}

function throughMsw(platform: Platform): void {
  const server = setupServer(...platformHandlers(platform));
  server.listen({ onUnhandledFrame: 'bypass' });
  ends.push(() => server.close());
}

/** The client of the package, through each of the doors. */
const doors = {
  'platform.fetch': (platform: Platform) => Promise.resolve(createTaskApi({ fetch: platform.fetch })),
  MSW(platform: Platform) {
    throughMsw(platform);
    return Promise.resolve(createTaskApi({ baseUrl: 'https://pipelines.example/api/v1' }));
  },
  async HTTP(platform: Platform) {
    const { origin } = await serve(platform);
    return createTaskApi({ baseUrl: `${origin}/api/v1` });
  },
};

describe.each(Object.entries(doors))('%s', (_, open) => {
  test('answers, and refuses what the platform refuses', async () => {
    const platform = platformOfTwo();
    const api = await open(platform);
    expect(await api.retryTaskFromStage('task_1001', { stage_id: 'stg_code' })).toMatchObject({ status: 'pending' });
    await expect(api.retryTaskFromStage('task_1001', { stage_id: 'stg_code' })).rejects.toMatchObject({
      kind: 'refused',
      status: 400,
      detail: 'task status is pending',
    });
    expect(await api.retryTasksBatch({ task_ids: ['task_1001', 'task_2'] })).toMatchObject({ succeeded: 1 });
    expect(await api.getTask('task_2')).toEqual(platform.task('task_2'));
    expect(platform.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
      'POST /tasks/task_1001/retry-from-stage 200',
      'POST /tasks/task_1001/retry-from-stage 400',
      'POST /tasks/retry-batch 200',
      'GET /tasks/task_2 200',
    ]);
  });

  test.each([
    ['before', 'failed'],
    ['after', 'pending'],
  ] as const)('a connection that drops %s leaves the client without knowledge, and the task %s', async (drop, status) => {
    const platform = platformOfTwo();
    const api = await open(platform);
    platform.fault({ times: 1, drop });
    await expect(api.retryTasksBatch({ task_ids: ['task_2'] })).rejects.toMatchObject({ kind: 'unknown-outcome' });
    expect(await api.getTask('task_2')).toMatchObject({ status });
    // Lost is lost: nothing sent it again.
    expect(platform.requests.map((each) => each.status)).toEqual(['lost', 200]);
  });

  test('a broken body is unreadable', async () => {
    const platform = platformOfTwo();
    const api = await open(platform);
    platform.fault({ body: '{"items": [' });
    await expect(api.retryTasksBatch({ task_ids: ['task_2'] })).rejects.toMatchObject({ kind: 'unreadable' });
  });
});

describe('platform.fetch', () => {
  test('takes an URL, a path and a Request', async () => {
    const { fetch } = platformOfTwo();
    const asked = ['/api/v1/cockpit', new URL('https://a.example/api/v1/cockpit'), new Request('https://b.example/api/v1/cockpit')];
    for (const input of asked) expect((await fetch(input)).status).toBe(200);
  });

  test.each(['about:blank', 'data:text/html,'])('takes a path where the page of a simulated DOM is at %s', async (href) => {
    vi.stubGlobal('location', { href });
    onTestFinished(() => void vi.unstubAllGlobals());
    expect((await platformOfTwo().fetch('/api/v1/cockpit')).status).toBe(200);
  });

  test('does not send what is aborted already', async () => {
    const platform = platformOfTwo();
    await expect(platform.fetch('/api/v1/cockpit', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
    expect(platform.requests).toEqual([]);
  });
});

describe('MSW', () => {
  test('leaves alone what is none of its endpoints', async () => {
    const other = await startPlatform();
    ends.push(() => other.close());
    other.answer = answering(200, { from: 'the other' });
    const platform = platformOfTwo();
    throughMsw(platform);
    const others = ['/api/v2/tasks', '/api/v10/tasks', '/api/v1-admin/tasks', '/api/v1/me', '/api/v1/tasks/7/notes', '/gateway/api/v1/tasks'];
    for (const path of others) {
      expect(await (await fetch(`${other.origin}${path}`)).json()).toEqual({ from: 'the other' });
    }
    expect(platform.requests).toEqual([]);
  });
});

describe('HTTP', () => {
  test('GET /requests answers with the log', async () => {
    const platform = platformOfTwo();
    const { origin } = await serve(platform);
    await fetch(`${origin}/api/v1/tasks/retry-batch`, { method: 'POST', body: '{"task_ids":["task_2"]}' });
    const response = await fetch(`${origin}/requests`);
    expect(await response.json()).toEqual(platform.requests);
    expect(response.headers.get('Connection')).toBe('close');
  });

  test('lets pages of this machine in, and no others', async () => {
    const { origin } = await serve(platformOfTwo());
    const allowed = async (page: string, method: string): Promise<string | null> =>
      (await fetch(`${origin}/api/v1/cockpit`, { method, headers: { Origin: page } })).headers.get('Access-Control-Allow-Origin');
    for (const page of ['http://localhost:5173', 'http://127.0.0.1:6006']) {
      expect([await allowed(page, 'GET'), await allowed(page, 'OPTIONS')]).toEqual([page, page]);
    }
    for (const page of ['https://example.com', 'http://localhost.example.com', 'null']) {
      expect([await allowed(page, 'GET'), await allowed(page, 'OPTIONS')]).toEqual([null, null]);
    }
  });

  test('listens on the loopback only, and says when the port is taken', async () => {
    const { origin } = await serve(platformOfTwo());
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(servePlatform(platformOfTwo(), Number(new URL(origin).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('--fault', () => {
  test.each([
    ['drop-after', { drop: 'after', chance: 1 }],
    ['drop-before:0.1', { drop: 'before', chance: 0.1 }],
    ['hang-after@task', { hang: 'after', chance: 1 }],
    ['delay-800@all:0.5', { delayMs: 800, chance: 0.5 }],
    ['status-503:1', { status: 503, chance: 1 }],
    ['broken', { applied: true, chance: 1 }],
  ])('%s', (text, fault) => {
    expect(parseFault(text)).toMatchObject(fault);
  });

  test.each([
    ['drop-after', ['retry-from-stage', 'retry-batch']],
    ['drop-after@cockpit', ['cockpit']],
    ['drop-after@all', ['retry-from-stage', 'retry-batch', 'task', 'cockpit']],
  ])('%s happens to %j', (text, endpoints) => {
    const { when } = parseFault(text);
    const request = { method: '', path: '', taskIds: [], body: undefined, status: 'waiting', applied: false } as const;
    const hit = (['retry-from-stage', 'retry-batch', 'task', 'cockpit'] as const).filter((endpoint) => when?.({ ...request, endpoint }));
    expect(hit).toEqual(endpoints);
  });

  test.each(['', 'drop', 'status-999', 'delay-', 'drop-after:0', 'drop-after:2', 'drop-after:x', 'drop-after@nowhere'])('%j is refused', (text) => {
    expect(() => parseFault(text)).toThrow(/cannot be read, so nothing is served/);
  });
});

describe('MSW, as fetch finds it', () => {
  const TASK = 'https://pipelines.example/api/v1/tasks/task_1001';

  test('a wrong method is answered and logged, and does not pass to the network', async () => {
    const platform = platformOfTwo();
    throughMsw(platform);
    for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await fetch(TASK, { method })).status).toBe(405);
    expect(platform.requests).toHaveLength(3);
  });

  test('a connection that drops is a network error, and no answer', async () => {
    const platform = platformOfTwo();
    platform.fault({ drop: 'before' });
    throughMsw(platform);
    await expect(fetch(TASK)).rejects.toThrow(TypeError);
  });
});
