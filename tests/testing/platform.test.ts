import { describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  buildStage,
  buildTask,
  buildTasks,
  createPlatform,
  RETRY_BATCH_REQUEST,
  RETRY_BATCH_RESPONSE,
  RETRY_FROM_STAGE_REFUSAL,
  RETRY_FROM_STAGE_REQUEST,
  RETRY_FROM_STAGE_RESPONSE,
  type Platform,
  type PlatformOptions,
} from '../../src/testing/index.ts';
import { expectWithin } from '../support/expectWithin.ts';

const START = Date.UTC(2026, 10, 2, 9, 0);

/** A platform whose clock a test moves. */
function platformAt(options: PlatformOptions = {}): { platform: Platform; pass: (seconds: number) => void } {
  let now = START;
  const platform = createPlatform({ tasks: [buildTask()], ...options, now: () => now });
  return { platform, pass: (seconds) => (now += seconds * 1000) };
}

async function send(platform: Platform, method: string, path: string, body?: string): Promise<{ status: number; body: unknown }> {
  const response = await platform.fetch(`/api/v1${path}`, { method, ...(body !== undefined && { body }) });
  return { status: response.status, body: (await response.json()) as unknown };
}
const get = (platform: Platform, path: string) => send(platform, 'GET', path);
const retryStage = (platform: Platform, id = 'task_1001', stage = 'stg_code') =>
  send(platform, 'POST', `/tasks/${id}/retry-from-stage`, JSON.stringify({ stage_id: stage }));
/** A retry of the one task that can be given up. */
function retryAndWait(platform: Platform): { controller: AbortController; answer: Promise<Response> } {
  const controller = new AbortController();
  const { signal } = controller;
  return { controller, answer: platform.fetch('/api/v1/tasks/task_1001/retry-from-stage', { method: 'POST', body: RETRY_FROM_STAGE_REQUEST, signal }) };
}
const retryBatch = (platform: Platform, ...ids: readonly unknown[]) =>
  send(platform, 'POST', '/tasks/retry-batch', JSON.stringify({ task_ids: ids }));

const stages = (...statuses: readonly string[]) => statuses.map((status, index) => buildStage({ id: `s${index + 1}`, status }));

describe('retry-from-stage', () => {
  test('SPEC.md 6.1: the task is pending, and its one stage with one retry more', async () => {
    const { platform } = platformAt();
    const answer = await send(platform, 'POST', '/tasks/task_1001/retry-from-stage', RETRY_FROM_STAGE_REQUEST);
    const extract = JSON.parse(RETRY_FROM_STAGE_RESPONSE) as { stages: unknown[] };
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ ...extract, stages: [{ id: 'stg_plan' }, extract.stages[0], { id: 'stg_test' }] });
  });

  test('what the last attempt left is cleared, and completed_at of the task', async () => {
    const left = { started_at: 'x', completed_at: 'x', duration_seconds: 3, tokens_used: 9, output_summary: 'x', output_structured: { x: 1 } };
    const { platform } = platformAt({ tasks: [buildTask({ completed_at: 'x', stages: [buildStage({ ...left, turns_used: 4 })] })] });
    await retryStage(platform);
    expect(platform.task('task_1001')).toMatchObject({
      completed_at: null,
      stages: [
        {
          error_message: null,
          failure_category: null,
          started_at: null,
          completed_at: null,
          duration_seconds: null,
          tokens_used: 0,
          output_summary: null,
          output_structured: null,
          turns_used: 4,
        },
      ],
    });
  });

  test('every other stage is as it was, another failed one too', async () => {
    const { platform } = platformAt({ tasks: [buildTask({ stages: stages('completed', 'failed', 'failed', 'skipped') })] });
    const before = platform.task('task_1001');
    await retryStage(platform, 'task_1001', 's3');
    const after = platform.task('task_1001');
    for (const index of [0, 1, 3]) expect(after?.stages[index]).toEqual(before?.stages[index]);
    expect(after?.stages[2]).toMatchObject({ status: 'pending', retry_count: 2 });
  });

  test('totals are counted anew over the completed stages', async () => {
    const each = [
      buildStage({ id: 'a', status: 'completed', tokens_used: 1000 }),
      buildStage({ id: 'b', status: 'completed', tokens_used: 2000 }),
      buildStage({ id: 'c', status: 'failed', tokens_used: 400 }),
      buildStage({ id: 'd', status: 'failed', tokens_used: 7000 }),
    ];
    const { platform } = platformAt({ tasks: [buildTask({ total_tokens: 999_999, total_cost_rmb: 99, stages: each })] });
    await retryStage(platform, 'task_1001', 'c');
    expect(platform.task('task_1001')).toMatchObject({ total_tokens: 3000, total_cost_rmb: 0.2 });
  });

  test('404: no such task', async () => {
    expect(await retryStage(platformAt().platform, 'task_9')).toEqual({ status: 404, body: { detail: 'Task not found' } });
  });

  test('404: no such stage, or a stage of another task', async () => {
    const { platform } = platformAt({ tasks: [buildTask(), buildTask({ id: 'task_2', stages: stages('failed') })] });
    for (const stage of ['nowhere', 's1']) {
      expect(await retryStage(platform, 'task_1001', stage)).toEqual({ status: 404, body: { detail: 'Stage not found' } });
    }
  });

  test.each(['pending', 'planning', 'running', 'completed', 'cancelled', 'paused'])('400: the task is %s', async (status) => {
    const { platform } = platformAt({ tasks: [buildTask({ status })] });
    expect(await retryStage(platform)).toEqual({ status: 400, body: { detail: `task status is ${status}` } });
    expect(platform.task('task_1001')?.stages[1]?.retry_count).toBe(1);
  });

  test('400: the stage is not failed (SPEC.md 6.2)', async () => {
    const answer = await retryStage(platformAt().platform, 'task_1001', 'stg_plan');
    expect(answer).toEqual({ status: 400, body: JSON.parse(RETRY_FROM_STAGE_REFUSAL) as unknown });
  });

  test('400: the stage has used up its retries, and nothing is reset', async () => {
    const { platform } = platformAt({ maxRetries: 1 });
    const before = platform.task('task_1001');
    expect(await retryStage(platform)).toEqual({ status: 400, body: { detail: 'Stage retry limit reached' } });
    expect(platform.task('task_1001')).toEqual(before);
    expect(platform.requests.at(-1)).toMatchObject({ status: 400, applied: false });
  });

  test.each([
    ['no body', undefined, ['body'], 'missing'],
    ['no JSON', '{', ['body', 0], 'json_invalid'],
    ['no object', '[]', ['body'], 'dict_type'],
    ['no stage_id', '{}', ['body', 'stage_id'], 'missing'],
    ['an inherited name is no field', '{"__proto__": {"stage_id": "stg_code"}}', ['body', 'stage_id'], 'missing'],
    ['a stage_id that is no text', '{"stage_id": 5}', ['body', 'stage_id'], 'string_type'],
  ])('422: malformed body, %s', async (_, body, loc, type) => {
    const answer = await send(platformAt().platform, 'POST', '/tasks/task_1001/retry-from-stage', body);
    expect(answer).toEqual({ status: 422, body: { detail: [{ loc, msg: expect.any(String) as string, type }] } });
  });
});

test('a task is retried whatever its id is', async () => {
  const { platform } = platformAt({ tasks: [buildTask({ id: 'constructor' })] });
  expect(await retryStage(platform, 'constructor')).toMatchObject({ status: 200 });
});

describe('retry-batch', () => {
  test('SPEC.md 6.3: one item for each task; the others go ahead', async () => {
    const tasks = ['failed', 'running', 'failed'].map((status, index) => buildTask({ id: `task_${index + 1}`, status }));
    const { platform } = platformAt({ tasks });
    const answer = await send(platform, 'POST', '/tasks/retry-batch', RETRY_BATCH_REQUEST);
    expect(answer).toEqual({ status: 200, body: JSON.parse(RETRY_BATCH_RESPONSE) as unknown });
    expect(platform.tasks().map(({ status }) => status)).toEqual(['pending', 'running', 'pending']);
  });

  test('only the earliest failed stage in template order is reset', async () => {
    const { platform } = platformAt({ tasks: [buildTask({ stages: stages('completed', 'failed', 'failed') })] });
    await retryBatch(platform, 'task_1001');
    expect(platform.task('task_1001')?.stages.map(({ status, retry_count }) => [status, retry_count])).toEqual([
      ['completed', 1],
      ['pending', 2],
      ['failed', 1],
    ]);
  });

  test('an id that is sent twice is retried once and refused once', async () => {
    const { platform } = platformAt();
    const { body } = await retryBatch(platform, 'task_1001', 'task_1001');
    expect(body).toEqual({
      total: 2,
      succeeded: 1,
      failed: 1,
      items: [
        { task_id: 'task_1001', success: true },
        { task_id: 'task_1001', success: false, reason: 'task status is pending' },
      ],
    });
    expect(platform.task('task_1001')?.stages[1]?.retry_count).toBe(2);
  });

  test('unknown ids, tasks without a failed stage and used up retries are refused with a reason', async () => {
    const tasks = [buildTask({ id: 'bare', stages: undefined }), buildTask({ id: 'limit', stages: [buildStage({ retry_count: 5 })] })];
    const { platform } = platformAt({ tasks });
    expect((await retryBatch(platform, 'task_9', 'bare', 'limit')).body).toMatchObject({
      items: [{ reason: 'Task not found' }, { reason: 'Task has no failed stage' }, { reason: 'Stage retry limit reached' }],
    });
    expect(platform.requests[0]?.applied).toBe(false);
  });

  test('no ids: an answer about none', async () => {
    expect(await retryBatch(platformAt().platform)).toEqual({ status: 200, body: { total: 0, succeeded: 0, failed: 0, items: [] } });
  });

  test('422: malformed body, which retries nothing', async () => {
    const { platform } = platformAt();
    expect((await retryBatch(platform, 'task_1001', 5, null)).body).toEqual({
      detail: [1, 2].map((index) => ({ loc: ['body', 'task_ids', index], msg: 'Input should be a valid string', type: 'string_type' })),
    });
    const list = await send(platform, 'POST', '/tasks/retry-batch', '{"task_ids": "task_1001"}');
    expect(list).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'task_ids'], type: 'list_type' }] } });
    expect(platform.task('task_1001')?.status).toBe('failed');
  });
});

describe('reading', () => {
  const tasks = ['failed', 'running', 'failed', 'completed', 'failed'].map((status, index) =>
    buildTask({ id: `task_${index + 1}`, status, total_tokens: 10, total_cost_rmb: 0.1 }),
  );
  const page = async (query: string): Promise<unknown> => {
    const { body } = await get(platformAt({ tasks }).platform, `/tasks?${query}`);
    return { ...(body as object), items: (body as { items: { id: string }[] }).items.map(({ id }) => id) };
  };

  test('the log tells the path with its query', async () => {
    const { platform } = platformAt();
    await get(platform, '/tasks?page=1&page_size=5');
    expect(platform.requests.map(({ path }) => path)).toEqual(['/tasks?page=1&page_size=5']);
  });

  test('GET /tasks is paged, in the order of the tasks', async () => {
    expect(await page('')).toEqual({ items: tasks.map(({ id }) => id), total: 5, page: 1, page_size: 20 });
    expect(await page('page=2&page_size=2')).toEqual({ items: ['task_3', 'task_4'], total: 5, page: 2, page_size: 2 });
    expect(await page('page=9&page_size=2')).toEqual({ items: [], total: 5, page: 9, page_size: 2 });
  });

  test('GET /tasks filters by status, also over what has moved on since', async () => {
    expect(await page('status=failed&page=2&page_size=2')).toEqual({ items: ['task_5'], total: 3, page: 2, page_size: 2 });
    expect(await page('status=paused')).toMatchObject({ items: [], total: 0 });
    const { platform, pass } = platformAt({ tasks });
    platform.retryTasksBatch(['task_1']);
    pass(600);
    expect((await get(platform, '/tasks?status=completed')).body).toMatchObject({ items: [{ id: 'task_1' }, { id: 'task_4' }], total: 2 });
  });

  test.each(['page=0', 'page=x', 'page_size=0', 'page_size=201', 'page=1.5'])('422: %s', async (query) => {
    const answer = await get(platformAt().platform, `/tasks?${query}`);
    expect(answer).toMatchObject({ status: 422, body: { detail: [{ loc: ['query', query.split('=')[0]] }] } });
  });

  test('GET /tasks/{id} answers with all that the platform always sends, or 404', async () => {
    const { platform } = platformAt({ tasks: [{ id: 'a/b', status: 'failed', stages: [{ id: 's', status: 'failed' }] }] });
    expect(await get(platform, '/tasks/a%2Fb')).toEqual({ status: 200, body: platform.task('a/b') });
    expect(platform.task('a/b')).toEqual({
      id: 'a/b',
      title: 'a/b',
      status: 'failed',
      created_at: expect.any(String) as string,
      total_tokens: 0,
      total_cost_rmb: 0,
      stages: [
        { id: 's', task_id: 'a/b', stage_name: 's', agent_role: 'agent', status: 'failed', tokens_used: 0, turns_used: 0, self_fix_count: 0, retry_count: 0 },
      ],
    });
    expect(await get(platform, '/tasks/none')).toEqual({ status: 404, body: { detail: 'Task not found' } });
  });

  test('GET /cockpit counts tasks by status, tokens and cost', async () => {
    const { body } = await get(platformAt({ tasks }).platform, '/cockpit');
    expect(body).toEqual({ total: 5, by_status: { failed: 3, running: 1, completed: 1 }, total_tokens: 50, total_cost_rmb: 0.5 });
  });

  test('list, details and cockpit tell the same time, and what was used up by then', async () => {
    const { platform, pass } = platformAt();
    const before = (await get(platform, '/cockpit')).body as { total_tokens: number };
    platform.retryTaskFromStage('task_1001', 'stg_code');
    expect((await get(platform, '/tasks?status=pending')).body).toMatchObject({ items: [{ status: 'pending' }], total: 1 });
    pass(10_000);
    expect((await get(platform, '/tasks/task_1001')).body).toMatchObject({ status: 'completed' });
    expect((await get(platform, '/tasks?status=completed')).body).toMatchObject({ items: [{ status: 'completed' }], total: 1 });
    expect((await get(platform, '/cockpit')).body).toMatchObject({ by_status: { completed: 1 } });
    expect(((await get(platform, '/cockpit')).body as { total_tokens: number }).total_tokens).toBeGreaterThan(before.total_tokens);
  });

  test('what is handed out is a copy', () => {
    const { platform } = platformAt();
    for (const task of [platform.task('task_1001'), ...platform.tasks()]) {
      if (task?.stages[1]) task.stages[1].status = task.status = 'completed';
    }
    expect(platform.task('task_1001')).toMatchObject({ status: 'failed', stages: [{}, { status: 'failed' }, {}] });
  });
});

describe('what is no endpoint', () => {
  test('POST /tasks/{id}/retry says that it must never be called, changes nothing, and stays in the log', async () => {
    const { platform } = platformAt();
    const before = platform.tasks();
    const answer = await send(platform, 'POST', '/tasks/task_1001/retry');
    expect(answer).toMatchObject({ status: 403, body: { detail: expect.stringContaining('must never be called') as string } });
    expect(platform.tasks()).toEqual(before);
    expect(platform.requests).toEqual([
      { method: 'POST', path: '/tasks/task_1001/retry', endpoint: 'retry', taskIds: ['task_1001'], body: undefined, status: 403, applied: false },
    ]);
  });

  test('an unknown route is 404, also outside of the base path', async () => {
    const { platform } = platformAt();
    expect((await get(platform, '/projects')).status).toBe(404);
    expect((await platform.fetch('/api/v2/tasks')).status).toBe(404);
    expect((await platform.fetch('/api/v1x/tasks')).status).toBe(404);
  });

  test('a wrong method is 405 and told which is right', async () => {
    const { platform } = platformAt();
    for (const [method, path, allowed] of [
      ['GET', '/tasks/retry-batch', 'POST'],
      ['DELETE', '/tasks/task_1001', 'GET'],
      ['POST', '/tasks', 'GET'],
      ['PUT', '/tasks/task_1001/retry-from-stage', 'POST'],
    ] as const) {
      const response = await platform.fetch(`/api/v1${path}`, { method });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, allowed]);
    }
  });

  test('another base path', async () => {
    const { platform } = platformAt({ basePath: '/pipelines' });
    expect((await platform.fetch('https://api.example/pipelines/tasks/task_1001')).status).toBe(200);
    expect(() => createPlatform({ basePath: 'pipelines/' })).toThrow(/basePath is "pipelines\/"/);
  });
});

describe('the clock', () => {
  test('a retried task is pending, then running, then completed, and its totals grow', () => {
    const { platform, pass } = platformAt();
    platform.retryTaskFromStage('task_1001', 'stg_code');
    const seen: string[] = [];
    for (let second = 0; second < 30; second += 0.5) {
      const task = platform.task('task_1001');
      const line = [task?.status, ...(task?.stages ?? []).map(({ status }) => status)].join(' ');
      if (seen.at(-1) !== line) seen.push(line);
      pass(0.5);
    }
    expect(seen).toEqual([
      'pending completed pending pending',
      'running completed running pending',
      'running completed completed running',
      'completed completed completed completed',
    ]);
    const task = platform.task('task_1001');
    expect(task?.total_tokens).toBe(task?.stages.reduce((sum, stage) => sum + stage.tokens_used, 0));
    expect(task?.completed_at).toBe(task?.stages[2]?.completed_at);
    expect(task?.completed_at).toMatch(/^2026-11-02T09:00:\d\d\.\d{3}Z$/);
    const { started_at, completed_at, duration_seconds } = task?.stages[1] ?? {};
    expect(Date.parse(String(completed_at)) - Date.parse(String(started_at))).toBe(Number(duration_seconds) * 1000);
  });

  test('nothing moves without it', async () => {
    const { platform } = platformAt();
    platform.retryTaskFromStage('task_1001', 'stg_code');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(platform.task('task_1001')?.status).toBe('pending');
  });

  test('is that of the page also where a test has put another one there meanwhile', () => {
    const platform = createPlatform({ tasks: [buildTask()] });
    platform.retryTaskFromStage('task_1001', 'stg_code');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(platform.task('task_1001')?.status).toBe('completed');
  });

  test('a script that names a stage which its task does not have is refused, rather than a run that completes', () => {
    const script = { task_1001: ['failed', { failsAt: 'Test' }] } as const;
    const cure = /fails at "Test", which is none of its stages.*stg_plan, stg_code, stg_test/;
    expect(() => platformAt({ script })).toThrow(cure);
    const { platform } = platformAt({ tasks: [], script });
    expect(() => platform.put(buildTask())).toThrow(cure);
    expect(platform.tasks()).toEqual([]);
  });

  test('a run fails again as scripted, with the attempt counted; the last result goes for all that follow', () => {
    const { platform, pass } = platformAt({ script: { task_1001: ['failed', { failsAt: 'stg_test', error: 'no room' }, 'completed'] } });
    const run = (stage: string) => {
      platform.retryTaskFromStage('task_1001', stage);
      pass(60);
      const task = platform.task('task_1001');
      return [task?.status, ...(task?.stages ?? []).map(({ status, retry_count, error_message }) => [status, retry_count, error_message ?? null])];
    };
    expect(run('stg_code')).toEqual(['failed', ['completed', 0, null], ['failed', 2, expect.any(String)], ['pending', 0, null]]);
    expect(run('stg_code')).toEqual(['failed', ['completed', 0, null], ['completed', 3, null], ['failed', 0, 'no room']]);
    expect(run('stg_test')).toEqual(['completed', ['completed', 0, null], ['completed', 3, null], ['completed', 1, null]]);

    const always = platformAt({ script: { task_1001: ['failed'] } });
    for (let retry = 2; retry <= 5; retry += 1) {
      always.platform.retryTaskFromStage('task_1001', 'stg_code');
      always.pass(60);
    }
    expect(() => always.platform.retryTaskFromStage('task_1001', 'stg_code')).toThrow(/Stage retry limit reached/);
  });

  test('a run stops at a stage that is failed still', () => {
    const { platform, pass } = platformAt({ tasks: [buildTask({ stages: stages('failed', 'pending', 'failed', 'pending') })] });
    platform.retryTasksBatch(['task_1001']);
    pass(60);
    expect(platform.task('task_1001')).toMatchObject({
      status: 'failed',
      stages: [{ status: 'completed' }, { status: 'completed' }, { status: 'failed', retry_count: 1 }, { status: 'pending' }],
    });
  });

  test('a task that runs at the start goes on where it is scripted, and else stays', () => {
    const running = { status: 'running', stages: stages('completed', 'running', 'pending') };
    const tasks = [buildTask({ ...running, id: 'moves' }), buildTask({ ...running, id: 'stays' })];
    const { platform, pass } = platformAt({ tasks, script: { moves: [{ failsAt: 's3' }] } });
    pass(60);
    expect(platform.tasks().map(({ status }) => status)).toEqual(['failed', 'running']);
  });

  test('the run that a task is in at the start uses up the first result of its script', () => {
    const task = buildTask({ id: 'task_1', status: 'running', stages: stages('completed', 'running') });
    const { platform, pass } = platformAt({ tasks: [task], script: { task_1: [{ failsAt: 's2' }, 'completed'] } });
    pass(60);
    expect(platform.task('task_1')?.status).toBe('failed');
    platform.retryTaskFromStage('task_1', 's2');
    pass(60);
    expect(platform.task('task_1')?.status).toBe('completed');
  });

  test('the same seed and clock give the same run, another seed another one', async () => {
    const run = async (seed: number): Promise<unknown> => {
      const { platform, pass } = platformAt({ tasks: buildTasks({ count: 40, seed: 3 }), seed });
      platform.fault({ chance: 0.5, drop: 'after' });
      const told: unknown[] = [];
      for (const { id } of platform.tasks()) {
        told.push(await retryBatch(platform, id).catch((error: unknown) => String(error)));
        pass(1);
      }
      return [told, platform.tasks()];
    };
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect(await run(2)).not.toEqual(first);
  });
});

describe('a second person', () => {
  test('acts by the same rules, and not in the log', () => {
    const { platform } = platformAt();
    expect(platform.retryTaskFromStage('task_1001', 'stg_code').status).toBe('pending');
    expect(() => platform.retryTaskFromStage('task_1001', 'stg_code')).toThrow(/task status is pending\. Nothing was changed/);
    expect(platform.retryTasksBatch(['task_1001'])).toMatchObject({ items: [{ reason: 'task status is pending' }] });
    expect(platform.requests).toEqual([]);
  });

  test('puts a task into another state, or a new one at the end', () => {
    const { platform } = platformAt();
    platform.put(buildTask({ status: 'cancelled' }));
    platform.put(buildTask({ id: 'task_2' }));
    expect(platform.tasks().map(({ id, status }) => [id, status])).toEqual([['task_1001', 'cancelled'], ['task_2', 'failed']]);
  });

  test('can come in between', async () => {
    const { platform } = platformAt();
    platform.fault({ times: 1, meanwhile: (other) => void other.retryTaskFromStage('task_1001', 'stg_code') });
    expect(await retryStage(platform)).toEqual({ status: 400, body: { detail: 'task status is pending' } });
  });

  test('comes in between also where the request is lost on its way', async () => {
    const { platform } = platformAt();
    platform.fault({ times: 1, drop: 'before', meanwhile: (other) => void other.retryTaskFromStage('task_1001', 'stg_code') });
    await expect(retryStage(platform)).rejects.toThrow(TypeError);
    expect(platform.task('task_1001')?.status).toBe('pending');
  });

  test('retries the stage that is named, and none that there is not', () => {
    const { platform } = platformAt({ tasks: [buildTask({ stages: stages('failed', 'completed', 'failed') })] });
    expect(() => platform.retryTaskFromStage('task_1001', 's9')).toThrow(/s9/);
    expect(platform.retryTaskFromStage('task_1001', 's3').stages?.map(({ status }) => status)).toEqual(['failed', 'completed', 'pending']);
  });

  test('puts a task back where it stood, and its script goes on', async () => {
    const { platform, pass } = platformAt({ tasks: [buildTask(), buildTask({ id: 'task_2' })], script: { task_1001: ['failed', 'completed'] } });
    for (const end of ['failed', 'completed']) {
      platform.put(buildTask());
      expect(platform.tasks().map(({ id }) => id)).toEqual(['task_1001', 'task_2']);
      expect((await retryStage(platform)).status).toBe(200);
      pass(10_000);
      expect(platform.task('task_1001')?.status).toBe(end);
    }
  });

  test('two tasks cannot have one id', () => {
    expect(() => createPlatform({ tasks: [buildTask(), buildTask()] })).toThrow(/two tasks have the id "task_1001"/);
  });
});

describe('faults', () => {
  test('a connection that drops before: not applied; after: applied. The log tells them apart', async () => {
    const { platform } = platformAt();
    platform.fault({ times: 1, drop: 'after' });
    platform.fault({ times: 1, drop: 'before' });
    await expect(retryStage(platform)).rejects.toThrow(TypeError);
    expect(platform.task('task_1001')?.status).toBe('failed');
    await expect(retryStage(platform)).rejects.toThrow(TypeError);
    expect(platform.task('task_1001')?.status).toBe('pending');
    expect(platform.requests.map(({ status, applied }) => [status, applied])).toEqual([['lost', false], ['lost', true]]);
  });

  test('a status with body and headers, instead of the platform’s answer', async () => {
    const { platform } = platformAt();
    platform.fault({ status: 429, body: { detail: 'Too many requests' }, headers: { 'Retry-After': '30' } });
    const response = await platform.fetch('/api/v1/tasks/task_1001/retry-from-stage', { method: 'POST', body: RETRY_FROM_STAGE_REQUEST });
    expect([response.status, response.headers.get('Retry-After'), await response.json()]).toEqual([429, '30', { detail: 'Too many requests' }]);
    expect(platform.task('task_1001')?.status).toBe('failed');
  });

  test('a type of its own is told, and JSON null is an answer', async () => {
    const { platform } = platformAt();
    platform.fault({ body: null, headers: { 'Content-Type': 'text/html' } });
    const response = await platform.fetch('/api/v1/tasks/task_1001/retry-from-stage', { method: 'POST', body: RETRY_FROM_STAGE_REQUEST });
    expect([response.headers.get('Content-Type'), await response.text()]).toEqual(['text/html', 'null']);
    expect(platform.task('task_1001')?.status).toBe('failed');
  });

  test('a broken body, after the platform has done what was asked', async () => {
    const { platform } = platformAt();
    platform.fault({ body: '{"id": "task_', applied: true });
    const response = await platform.fetch('/api/v1/tasks/task_1001/retry-from-stage', { method: 'POST', body: RETRY_FROM_STAGE_REQUEST });
    expect([response.status, await response.text()]).toEqual([200, '{"id": "task_']);
    expect(platform.task('task_1001')?.status).toBe('pending');
  });

  test.each([204, 304, 503])('a status alone: %i', async (status) => {
    const { platform } = platformAt();
    platform.fault({ status });
    const response = await platform.fetch('/api/v1/cockpit');
    expect([response.status, await response.text()]).toEqual([status, '']);
  });

  test('a delay holds the answer back, not what was asked', async () => {
    const { platform } = platformAt();
    platform.fault({ delayMs: 100 });
    const answer = retryStage(platform);
    await expect.poll(() => platform.requests[0]?.applied, { interval: 1 }).toBe(true);
    expect(platform.requests[0]?.status).toBe('waiting');
    expect((await answer).status).toBe(200);
    expect(platform.requests[0]?.status).toBe(200);
  });

  test('an answer that never comes ends with the caller’s patience', async () => {
    const { platform } = platformAt();
    platform.fault({ hang: 'after' });
    const { controller, answer } = retryAndWait(platform);
    await expect.poll(() => platform.requests[0]?.applied).toBe(true);
    controller.abort();
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(platform.requests[0]?.status).toBe('waiting');
  });

  test('a request that hangs before it is read is not applied', async () => {
    const { platform } = platformAt();
    platform.fault({ hang: 'before' });
    const { controller, answer } = retryAndWait(platform);
    await expect.poll(() => platform.requests.length).toBe(1);
    controller.abort();
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(platform.requests[0]).toMatchObject({ applied: false, status: 'waiting' });
    expect(platform.task('task_1001')?.status).toBe('failed');
  });

  test('tasks that are refused beyond the rules', async () => {
    const { platform } = platformAt({ tasks: [buildTask({ id: 'a' }), buildTask({ id: 'b' })] });
    platform.fault({ refuse: (id) => (id === 'a' ? 'Task is locked' : undefined) });
    expect((await retryBatch(platform, 'a', 'b')).body).toMatchObject({ items: [{ reason: 'Task is locked' }, { success: true }] });
    expect((await retryStage(platform, 'a')).body).toEqual({ detail: 'Task is locked' });
  });

  test('`when` chooses requests, `times` counts them, the newest counts, and each can be ended', async () => {
    const { platform } = platformAt();
    platform.fault({ status: 500 });
    const end = platform.fault({ times: 2, when: ({ endpoint, taskIds }) => endpoint === 'task' && taskIds[0] === 'task_1001', status: 503 });
    const status = async (path: string): Promise<number> => (await platform.fetch(`/api/v1${path}`)).status;
    expect([await status('/cockpit'), await status('/tasks/task_1001'), await status('/tasks/task_2')]).toEqual([500, 503, 500]);
    end();
    expect(await status('/tasks/task_1001')).toBe(500);
  });

  test('of none at all no request is struck, and one that is ended twice ends no other', async () => {
    const { platform } = platformAt();
    platform.fault({ times: 0, status: 500 });
    expect((await get(platform, '/cockpit')).status).toBe(200);
    const end = platform.fault({ status: 500 });
    end();
    platform.fault({ status: 503, body: {} });
    end();
    expect((await get(platform, '/cockpit')).status).toBe(503);
  });

  test('`times` counts the requests that were struck', async () => {
    const { platform } = platformAt();
    platform.fault({ chance: 0.25, times: 3, status: 503 });
    for (let count = 0; count < 100; count += 1) await platform.fetch('/api/v1/cockpit');
    expect(platform.requests.filter(({ status }) => status === 503)).toHaveLength(3);
  });

  test('a refusal beyond the rules comes after the rules', async () => {
    const { platform } = platformAt({ tasks: [buildTask({ status: 'running' })] });
    platform.fault({ refuse: () => 'Task is locked' });
    expect((await retryStage(platform)).body).toEqual({ detail: 'task status is running' });
  });

  test.each([
    ['of the call', ({ fetch }: Platform, signal: AbortSignal) => fetch('/api/v1/cockpit', { signal })],
    ['of the request', ({ fetch }: Platform, signal: AbortSignal) => fetch(new Request('http://platform.test/api/v1/cockpit', { signal }))],
  ])('a request that is given up fails with the reason of who gave it up: the signal %s', async (_, ask) => {
    const { platform } = platformAt();
    platform.fault({ hang: 'before' });
    const reason = new DOMException('It took too long', 'TimeoutError');
    const controller = new AbortController();
    const answer = ask(platform, controller.signal);
    await expect.poll(() => platform.requests.length).toBe(1);
    controller.abort(reason);
    await expect(answer).rejects.toBe(reason);
  });

  test('`chance` strikes as often as it says', async () => {
    const { platform } = platformAt();
    platform.fault({ chance: 0.25, status: 503 });
    for (let count = 0; count < 400; count += 1) await platform.fetch('/api/v1/cockpit');
    const struck = platform.requests.filter(({ status }) => status === 503).length;
    expect(struck).toBeGreaterThan(70);
    expect(struck).toBeLessThan(130);
  });
});

describe('data at size', () => {
  test('is the same for the same seed, varied, and failed as often as asked', () => {
    const tasks = buildTasks({ count: 2000, failedShare: 0.4, seed: 7 });
    expect(buildTasks({ count: 2000, failedShare: 0.4, seed: 7 })).toEqual(tasks);
    expect(buildTasks({ count: 2000, failedShare: 0.4, seed: 8 })).not.toEqual(tasks);
    const failed = tasks.filter(({ status }) => status === 'failed');
    expect(failed.length).toBeGreaterThan(700);
    expect(failed.length).toBeLessThan(900);
    expect(new Set(tasks.map(({ id }) => id)).size).toBe(2000);
    expect(new Set(tasks.map(({ title }) => title)).size).toBeGreaterThan(60);
    expect([...new Set(tasks.map(({ status }) => status))].toSorted()).toEqual(['cancelled', 'completed', 'failed', 'pending', 'planning', 'running']);
    // A task is failed exactly if one of its stages is.
    for (const { status, stages: own = [] } of tasks) expect(own.some((stage) => stage.status === 'failed')).toBe(status === 'failed');
    expect(failed.some(({ stages: own = [] }) => own.filter((stage) => stage.status === 'failed').length > 1)).toBe(true);
    expect(failed.some(({ stages: own = [] }) => own.some((stage) => stage.retry_count === 5))).toBe(true);
  });

  test('of two seeds has no task in common, wherever it stands', () => {
    const contents = (seed: number): string[] => buildTasks({ count: 200, seed }).map(({ title, template_name: template, stages: own = [] }) =>
      JSON.stringify([title, template, own.map(({ status, tokens_used: tokens }) => [status, tokens])]),
    );
    const first = new Set(contents(1).filter((text) => text.includes('completed')));
    expect(contents(2).filter((text) => first.has(text))).toEqual([]);
  });

  test('fails at any stage, and after any number of retries', () => {
    const failed = buildTasks({ count: 2000, failedShare: 1 }).map(({ stages: own = [] }) => own);
    expect(failed.some((own) => own.at(-1)?.status === 'failed')).toBe(true);
    const counts = failed.flatMap((own) => own.filter(({ status }) => status === 'failed').map(({ retry_count: count }) => count));
    expect([...new Set(counts)].toSorted((a, b) => Number(a) - Number(b))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('has none that failed where none is asked for', () => {
    expect(buildTasks({ count: 200, failedShare: 0 }).filter(({ status }) => status === 'failed')).toEqual([]);
  });

  test('is of a fixed day, so that pictures of it stay', () => {
    const newest = buildTasks({ count: 50 }).map(({ created_at: at }) => Date.parse(at ?? '')).toSorted((a, b) => b - a)[0] ?? 0;
    expect(newest).toBeLessThanOrEqual(START);
    expect(newest).toBeGreaterThan(START - 24 * 3_600_000);
  });

  test('has stages with ids of their own', () => {
    const ids = buildTasks({ count: 50 }).flatMap(({ stages: own = [] }) => own.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('built one by one it shares nothing', () => {
    const [first, second] = [buildTask(), buildTask({ id: 'task_2' })];
    expect(first.stages?.[0]).not.toBe(second.stages?.[0]);
    expect(first.stages).not.toBe(second.stages);
  });

  test('ten thousand tasks: a page, the cockpit and a batch of all are as quick, for each, as with five hundred', async () => {
    const askAll = (count: number): (() => Promise<void>) => {
      const tasks = buildTasks({ count });
      return async () => {
        const platform = createPlatform({ tasks });
        await get(platform, '/tasks?status=failed&page=20&page_size=100');
        await get(platform, '/cockpit');
        await retryBatch(platform, ...tasks.map(({ id }) => id));
      };
    };
    const askFew = askAll(500);
    const askFewOften = async (): Promise<void> => {
      for (let part = 0; part < 20; part += 1) await askFew();
    };
    // As many tasks in all: a search through all for each id would take twenty times as long.
    await expectWithin(8, askAll(10_000), askFewOften);
  });
});
