import { isRecord } from '../types/isRecord.ts';
import { isTask } from '../types/isTask.ts';
import { isTaskId } from '../types/isTaskId.ts';
import { ownError } from '../types/ownError.ts';
import { tried } from '../types/tried.ts';
import type {
  Task,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
} from '../types/task.ts';
import { isBaseUrl } from './isBaseUrl.ts';
import { requestHeaders } from './requestHeaders.ts';
import type { TaskApiHeadersSource } from './requestHeaders.ts';
import { notSent, send } from './transport.ts';
import type { TaskApiFetch, Transport, TransportRequest } from './transport.ts';

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

/** What `createTaskApi` can be told. All of it is optional. */
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
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
}

/**
 * Makes a client for the platform's endpoints. Nothing is sent until a method is called. Throws a `TypeError` for
 * options that could not work; it never repeats a value.
 */
export function createTaskApi(options: CreateTaskApiOptions = {}): TaskApi {
  const { baseUrl = '/api/v1', fetch, headers, timeoutMs = 30_000, credentials = 'same-origin' } = options;
  if (!isBaseUrl(baseUrl)) {
    throw wrongOption('baseUrl', 'a path or http(s) URL without user, query, hash or dot segments');
  }
  if (fetch !== undefined && typeof fetch !== 'function') throw wrongOption('fetch', 'a function');
  if (typeof timeoutMs !== 'number' || !(timeoutMs > 0)) throw wrongOption('timeoutMs', 'a number above 0 (ms)');
  if (!['omit', 'same-origin', 'include'].includes(credentials)) {
    throw wrongOption('credentials', '"omit", "same-origin" or "include"');
  }
  const transport: Transport = {
    base: baseUrl.replace(/\/+$/, ''),
    fetch,
    headers: (ours) => requestHeaders(headers, ours),
    timeoutMs,
    credentials,
  };
  return {
    retryTaskFromStage: (id, req, call) => postStageRetry(transport, id, req, call),
    retryTasksBatch: (req, call) => postBatchRetry(transport, req, call),
    getTask: (id, call) => readTask(transport, id, call),
  };
}

/** Where no client is given: same origin, `/api/v1`, no headers of a team's own. Without the code that reads options. */
const DEFAULT_TRANSPORT: Transport = { base: '/api/v1', timeoutMs: 30_000, credentials: 'same-origin' };

/** `retryTaskFromStage` of the default client (SPEC.md, sections 1.1 and 3). */
export async function retryTaskFromStage(
  id: string,
  req: TaskRetryFromStageRequest,
  options?: TaskApiCallOptions,
): Promise<Task> {
  return await postStageRetry(DEFAULT_TRANSPORT, id, req, options);
}

/** `retryTasksBatch` of the default client (SPEC.md, sections 1.2 and 3). */
export async function retryTasksBatch(
  req: TaskBatchRetryRequest,
  options?: TaskApiCallOptions,
): Promise<TaskBatchRetryResponse> {
  return await postBatchRetry(DEFAULT_TRANSPORT, req, options);
}

/** `getTask` of the default client. */
export async function getTaskByDefault(id: string, options?: TaskApiCallOptions): Promise<Task> {
  return await readTask(DEFAULT_TRANSPORT, id, options);
}

async function postStageRetry(
  transport: Transport,
  id: string,
  req: TaskRetryFromStageRequest,
  options: TaskApiCallOptions | undefined,
): Promise<Task> {
  // Callers without TypeScript may pass anything as the request, also nothing.
  const stageId = tried(() => req.stage_id);
  assertId(stageId, 'stage_id');
  const json = JSON.stringify({ stage_id: stageId } satisfies TaskRetryFromStageRequest);
  return await sendForTask(transport, id, { method: 'POST', path: '/retry-from-stage', json }, options);
}

async function postBatchRetry(
  transport: Transport,
  req: TaskBatchRetryRequest,
  options: TaskApiCallOptions | undefined,
): Promise<TaskBatchRetryResponse> {
  const ids = tried(() => (Array.isArray(req.task_ids) ? [...(req.task_ids as unknown[])] : []));
  if (!ids?.length) throw notSent('task_ids is empty');
  ids.forEach((id, index) => assertId(id, `task_ids[${index}]`));
  const json = JSON.stringify({ task_ids: ids });
  const { status, body } = await send(transport, { method: 'POST', path: 'retry-batch', json, signal: options?.signal });
  if (!hasItems(body)) throw ownError('unreadable', 'The answer is not a batch result', { status, body });
  return body;
}

async function readTask(transport: Transport, id: string, options: TaskApiCallOptions | undefined): Promise<Task> {
  return await sendForTask(transport, id, { method: 'GET', path: '' }, options);
}

/** Sends what is answered with the task itself. `path` follows the task's own. */
async function sendForTask(
  transport: Transport,
  id: string,
  request: TransportRequest,
  options: TaskApiCallOptions | undefined,
): Promise<Task> {
  assertId(id, 'The task id');
  const path = `${encodeURIComponent(id)}${request.path}`;
  const { status, body } = await send(transport, { ...request, path, signal: options?.signal });
  if (!isTask(body, id)) throw ownError('unreadable', 'The answer is not this task', { status, body });
  return body;
}

function assertId(value: unknown, name: string): asserts value is string {
  if (!isTaskId(value)) throw notSent(`${name} fits no URL`);
}

function hasItems(body: unknown): body is TaskBatchRetryResponse {
  return isRecord(body) && Array.isArray(body['items']);
}

function wrongOption(name: string, expected: string): TypeError {
  return new TypeError(`task-retry-ui: ${name} must be ${expected}.`);
}
