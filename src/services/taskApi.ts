import { isTask } from '../types/isTask.ts';
import { isTaskId } from '../types/isTaskId.ts';
import type {
  Task,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
} from '../types/task.ts';
import { checkedBaseUrl } from './baseUrl.ts';
import { notSent, unreadable } from './callErrors.ts';
import type { Answer } from './readAnswer.ts';
import type { TaskApiHeadersSource } from './requestHeaders.ts';
import { send } from './transport.ts';
import type { TaskApiFetch, Transport } from './transport.ts';

/** Options of one call. */
export interface TaskApiCallOptions {
  /** Gives the call up. After sending, the outcome is unknown: an abort does not take a retry back. Default: none. */
  signal?: AbortSignal | null | undefined;
}

/**
 * The calls to the platform that this package makes. Each sends one request, once, and rejects with a `TaskApiError`
 * only. The methods can be passed on unbound.
 */
export interface TaskApi {
  /**
   * Retries one failed stage of a failed task: `POST {baseUrl}/tasks/{id}/retry-from-stage` (SPEC.md, section 1.1).
   * Resolves to the task as the platform answers it, often partial. An id that fits no URL is `bad-input`; an answer
   * that is not this task is `unreadable`.
   */
  retryTaskFromStage: (id: string, req: TaskRetryFromStageRequest, options?: TaskApiCallOptions) => Promise<Task>;
  /**
   * Retries each task from its earliest failed stage: `POST {baseUrl}/tasks/retry-batch` (SPEC.md, section 1.2). No ids
   * or an invalid one is `bad-input`; an answer without `items` is `unreadable`. Wrong items or totals are no error and
   * are passed on as they are.
   */
  retryTasksBatch: (req: TaskBatchRetryRequest, options?: TaskApiCallOptions) => Promise<TaskBatchRetryResponse>;
  /** Reads one task, to settle an unknown outcome: `GET {baseUrl}/tasks/{id}`, past any HTTP cache. */
  getTask: (id: string, options?: TaskApiCallOptions) => Promise<Task>;
}

export interface CreateTaskApiOptions {
  /**
   * Where the platform is: a path that starts with one `/`, or an absolute http(s) URL; it ends before `/tasks`. No
   * credentials, query, hash or `.` segments. On a server it must be absolute. Default: `/api/v1`, same origin.
   */
  baseUrl?: string | undefined;
  /** Used instead of `globalThis.fetch`, which by default is looked up at each call. */
  fetch?: TaskApiFetch | undefined;
  /**
   * Added to every request; `Content-Type` and `Accept` stay JSON. A function is called once per request and may be
   * async; if it fails or takes longer than `timeoutMs`, nothing is sent (`bad-input`). Default: none.
   */
  headers?: TaskApiHeadersSource;
  /**
   * Milliseconds for a whole call, from the headers function to the end of the body; `Infinity` waits. Default: 30 000.
   */
  timeoutMs?: number | undefined;
  /** Whether cookies go along, as in fetch; `'include'` also sends them to another origin. Default: `'same-origin'`. */
  credentials?: RequestCredentials | undefined;
}

/**
 * Makes a client for the platform's endpoints. Nothing is sent until a method is called. Throws a `TypeError` for
 * options that could not work; it never repeats a value.
 */
export function createTaskApi(options: CreateTaskApiOptions = {}): TaskApi {
  const { baseUrl = '/api/v1', fetch, headers, timeoutMs = 30_000, credentials = 'same-origin' } = options;
  const base = checkedBaseUrl(baseUrl);
  if (fetch !== undefined && typeof fetch !== 'function') throw wrongOption('fetch', 'a function');
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0)) throw wrongOption('timeoutMs', 'a number above 0 (ms)');
  if (!['omit', 'same-origin', 'include'].includes(credentials)) {
    throw wrongOption('credentials', '"omit", "same-origin" or "include"');
  }
  const transport: Transport = { fetch, headers, timeoutMs, credentials };
  const pathOf = (id: string): string => `${base}/tasks/${encodeURIComponent(id)}`;

  return {
    async retryTaskFromStage(id, req, callOptions) {
      assertId(id, 'The task id');
      const stageId = read(() => req.stage_id);
      assertId(stageId, 'The stage id (stage_id)');
      const url = `${pathOf(id)}/retry-from-stage`;
      const json = JSON.stringify({ stage_id: stageId } satisfies TaskRetryFromStageRequest);
      return taskOf(await send(transport, { method: 'POST', url, json, signal: callOptions?.signal }), id);
    },

    async retryTasksBatch(req, callOptions) {
      const ids = read(() => (Array.isArray(req.task_ids) ? [...(req.task_ids as unknown[])] : undefined));
      if (ids === undefined || ids.length === 0) {
        throw notSent('task_ids is not an array with at least one id', 'Choose at least one failed task.');
      }
      ids.forEach((id, index) => assertId(id, `The task id at task_ids[${index}]`));
      const json = JSON.stringify({ task_ids: ids });
      const url = `${base}/tasks/retry-batch`;
      const answer = await send(transport, { method: 'POST', url, json, signal: callOptions?.signal });
      if (!hasItems(answer.body)) throw unreadable('The answer has no list of items', answer.status, answer.body);
      return answer.body;
    },

    async getTask(id, callOptions) {
      assertId(id, 'The task id');
      return taskOf(await send(transport, { method: 'GET', url: pathOf(id), signal: callOptions?.signal }), id);
    },
  };
}

/** The client that is used where no other is given: same origin, `/api/v1`, no headers of its own. */
export const defaultTaskApi: TaskApi = /* @__PURE__ */ createTaskApi();

/** `retryTaskFromStage` of the default client (SPEC.md, sections 1.1 and 3). */
export async function retryTaskFromStage(
  id: string,
  req: TaskRetryFromStageRequest,
  options?: TaskApiCallOptions,
): Promise<Task> {
  return await defaultTaskApi.retryTaskFromStage(id, req, options);
}

/** `retryTasksBatch` of the default client (SPEC.md, sections 1.2 and 3). */
export async function retryTasksBatch(
  req: TaskBatchRetryRequest,
  options?: TaskApiCallOptions,
): Promise<TaskBatchRetryResponse> {
  return await defaultTaskApi.retryTasksBatch(req, options);
}

function assertId(value: unknown, name: string): asserts value is string {
  if (!isTaskId(value)) {
    throw notSent(
      `${name} cannot be sent: it must be a text that is not empty, not "." or "..", and valid Unicode`,
      'Pass the id as the platform gave it.',
    );
  }
}

/** Callers without TypeScript may pass anything as the request, also nothing. */
function read<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

function taskOf({ status, body }: Answer, id: string): Task {
  if (!isTask(body)) throw unreadable('The answer is not a task', status, body);
  if (body.id !== id) throw unreadable('The answer is about another task', status, body);
  return body;
}

function hasItems(body: unknown): body is TaskBatchRetryResponse {
  return typeof body === 'object' && body !== null && 'items' in body && Array.isArray(body.items);
}

function wrongOption(name: string, expected: string): TypeError {
  return new TypeError(`task-retry-ui: ${name} must be ${expected}. No client was made. Correct the option.`);
}
