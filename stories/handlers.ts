import type { TaskBatchRetryRequest } from '../src/types/task.ts';
import { delay, http, HttpResponse, type HttpHandler, type PathParams } from 'msw';
import { RETRY_BATCH_RESPONSE, RETRY_FROM_STAGE_REFUSAL, RETRY_FROM_STAGE_RESPONSE } from '../src/testing/specPayloads.ts';

type Scenario = (ids: readonly string[], batch: boolean) => Response | Promise<Response>;

/**
 * What happens to a request, chosen by the id of its task (of a batch: of its first task), so that any number of stories
 * can be on one page: `task_slow`, or `task_slow_2` for another task with the same fate.
 */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  // SPEC.md, sections 6.1 to 6.3
  task_1001: () => json(RETRY_FROM_STAGE_RESPONSE),
  task_1002: () => json(RETRY_FROM_STAGE_REFUSAL, 400),
  task_1: () => json(RETRY_BATCH_RESPONSE),

  task_limit: () => HttpResponse.json({ detail: 'Stage retry limit reached' }, { status: 400 }),
  task_refused: () => HttpResponse.json({ detail: 'Pipeline template is archived' }, { status: 400 }),
  task_gone: () => HttpResponse.json({ detail: 'Task not found' }, { status: 404 }),
  task_unauthorised: () => HttpResponse.json({ detail: 'Token expired' }, { status: 401 }),
  task_invalid: () =>
    HttpResponse.json({ detail: [{ loc: ['body', 'stage_id'], msg: 'field required', type: 'missing' }] }, { status: 422 }),
  task_busy: () =>
    HttpResponse.json({ detail: 'Too many requests' }, { status: 429, headers: { 'Retry-After': '30' } }),
  task_down: () => HttpResponse.json({ detail: 'Internal server error' }, { status: 500 }),
  task_lost: () => HttpResponse.error(),
  task_unreadable: () => HttpResponse.html('<!doctype html><title>Sign in</title>'),
  task_slow: async (ids, batch) => {
    await delay(400);
    return batch ? allSubmitted(ids) : HttpResponse.json({ id: ids[0], status: 'pending' });
  },
  task_taken: allSubmitted,
  task_short: (ids) => allSubmitted(ids.slice(1)),
  task_each: (ids) => answerEach(ids, reasonOfId),
  task_none: (ids) => answerEach(ids, (id) => reasonOfId(id) ?? 'Pipeline template is archived'),
  // Takes two tasks at a time and no more.
  task_bulky: (ids) => (ids.length > 2 ? HttpResponse.json({ detail: 'Payload too large' }, { status: 413 }) : allSubmitted(ids)),
  task_nonsense: ([first, second]) =>
    HttpResponse.json({
      total: 'three',
      succeeded: -1,
      failed: null,
      items: [
        null,
        { task_id: 5, success: true },
        { task_id: first, success: 'perhaps' },
        { task_id: second, success: true },
        { task_id: second, success: false, reason: { of: ['another', 'shape'] } },
        { task_id: 'task_99', success: true },
      ],
    }),
  task_pending: async () => {
    await delay('infinite');
    return HttpResponse.error();
  },
};

/** Why the platform refuses single tasks of `task_each` and `task_none`, by the id of the task. */
const REASONS: Readonly<Record<string, string>> = {
  task_limit: 'Stage retry limit reached',
  task_moved: 'task status is running',
  task_locked: 'Task is locked by another run, try again',
};

function reasonOfId(id: string): string | undefined {
  return REASONS[id.replace(/_\d+$/, '')];
}

function json(body: string, status = 200): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } });
}

function allSubmitted(ids: readonly string[]): Response {
  return answerEach(ids, () => undefined);
}

/** The answer to a batch that refuses each task for which there is a reason, and takes the others. */
export function answerEach(ids: readonly string[], reasonOf: (id: string) => string | undefined): Response {
  const items = ids.map((id) => {
    const reason = reasonOf(id);
    return reason === undefined ? { task_id: id, success: true } : { task_id: id, success: false, reason };
  });
  const succeeded = items.filter((item) => item.success).length;
  return HttpResponse.json({ total: ids.length, succeeded, failed: ids.length - succeeded, items });
}

/**
 * Answers to the batches of these ids, one after the other, then the last one again: for a platform that changes its
 * mind. Batches of other ids are left to other handlers.
 */
export function batchesInTurn(
  own: readonly string[],
  ...answers: readonly ((ids: readonly string[]) => Response)[]
): HttpHandler {
  let turn = 0;
  return http.post<PathParams, TaskBatchRetryRequest>('/api/v1/tasks/retry-batch', async ({ request }) => {
    const { task_ids: ids } = await request.clone().json();
    if (!ids.every((id) => own.includes(id))) return undefined;
    const answer = answers[Math.min(turn, answers.length - 1)];
    turn += 1;
    return answer?.(ids);
  });
}

function play(ids: readonly string[], batch: boolean): Response | Promise<Response> | undefined {
  const [id = ''] = ids;
  return (SCENARIOS[id] ?? SCENARIOS[id.replace(/_\d+$/, '')])?.(ids, batch);
}

/** Mocks of both endpoints and of reading a task, for MSW. A task id without a scenario is left unhandled on purpose. */
export const scenarioHandlers: HttpHandler[] = [
  http.post<PathParams, TaskBatchRetryRequest>('/api/v1/tasks/retry-batch', async ({ request }) => {
    const { task_ids: ids } = await request.clone().json();
    return play(ids, true);
  }),
  http.post('/api/v1/tasks/:id/retry-from-stage', ({ params }) => play([String(params['id'])], false)),
  // The retry of a lost answer did arrive, as reading the task shows; the one that found the platform down did not. What
  // cannot be read when it is sent cannot be read afterwards either.
  http.get('/api/v1/tasks/:id', ({ params }) => {
    const id = String(params['id']);
    if (id.startsWith('task_lost')) return HttpResponse.json({ id, status: 'running' });
    if (id.startsWith('task_down')) {
      return HttpResponse.json({ id, status: 'failed', stages: [{ id: 'stg_code', status: 'failed', retry_count: 1 }] });
    }
    if (id.startsWith('task_unreadable')) return HttpResponse.html('<!doctype html><title>Sign in</title>');
    return undefined;
  }),
];
