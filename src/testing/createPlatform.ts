import type { Task, TaskBatchRetryItem, TaskBatchRetryResponse } from '../types/task.ts';
import { planCourse, statusAt, taskAt, type Course, type RunResult } from './course.ts';
import { draw } from './draw.ts';
import { answersInstead, applies, faultyAnswer, type Fault } from './fault.ts';
import { readRequest, type PlatformRequest, type ServedRequest } from './platformRequest.ts';
import { completeTask, resetStage, totalsOf, type PlatformTask } from './platformTask.ts';
import { pageNumber, readStageId, taskIdsErrors } from './validation.ts';

/** What a platform starts with. */
export interface PlatformOptions {
  /** The tasks at the start, in the order in which they are listed. Each needs an id of its own. Default: none. */
  tasks?: readonly Task[] | undefined;
  /** The clock, in ms since 1970. Tasks move on by it and by nothing else. Default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Chooses how long stages take, what they fail with, and where `chance` of a fault strikes. Default: 1. */
  seed?: number | undefined;
  /** How often a stage can be retried. Default: 5. */
  maxRetries?: number | undefined;
  /**
   * How the runs of a task end, by its id, one after the other; the last one goes for all that follow. A task that is
   * pending or running at the start stays so, unless it is named here: then the first is the run it is in.
   * Default: every run completes.
   */
  script?: Readonly<Record<string, readonly RunResult[]>> | undefined;
  /** Where the endpoints are, of any origin. Starts with `/` and does not end with one. Default: `/api/v1`. */
  basePath?: string | undefined;
}

/** One page of `GET /tasks`. */
export interface TaskPage {
  items: PlatformTask[];
  /** How many tasks there are on all pages. */
  total: number;
  page: number;
  page_size: number;
}

/** The answer of `GET /cockpit`. */
export interface Cockpit {
  total: number;
  /** How many tasks have each status that occurs. */
  by_status: Record<string, number>;
  total_tokens: number;
  total_cost_rmb: number;
}

/** A platform that keeps state. Its functions can be passed on unbound. */
export interface Platform {
  readonly basePath: string;
  /** Answers one request, whatever its origin. `Response.error()` is a lost connection. */
  handle: (request: Request) => Promise<Response>;
  /** Goes where `fetch` goes: rejects with a `TypeError` when the connection is lost, and heeds `signal`. */
  fetch: typeof fetch;
  /** Every request so far, in the order of arrival. Those of the functions below are not in it. */
  readonly requests: readonly PlatformRequest[];
  /** Copies of all tasks as they are now. */
  tasks: () => PlatformTask[];
  /** A copy of one task as it is now. */
  task: (id: string) => PlatformTask | undefined;
  /** Puts a task in the place of the one with its id, or at the end: for whatever else happens on a platform. */
  put: (task: Task) => void;
  /** A second person retries a stage, by the same rules. Throws an `Error` with the platform's reason where refused. */
  retryTaskFromStage: (id: string, stageId: string) => PlatformTask;
  /** A second person retries a batch, by the same rules. */
  retryTasksBatch: (ids: readonly string[]) => TaskBatchRetryResponse;
  /** Lets requests go wrong from now on. Of several that fit a request the newest counts. Returns how to end it. */
  fault: (fault: Fault) => () => void;
}

interface Stored {
  /** As it was when the run began, or as it was put. */
  readonly task: PlatformTask;
  /** The run since then. */
  readonly course: Course | undefined;
  /** How many runs of the script are used up. */
  readonly runs: number;
}

/** Why something is not done, with the status of the answer to a single request. */
interface Refusal {
  readonly status: 400 | 404;
  readonly detail: string;
}

type Refuse = Fault['refuse'];

const ACTIVE = new Set(['pending', 'planning', 'running']);
const LARGEST_PAGE = 200;

/**
 * Makes a platform that obeys SPEC.md, "What the platform does", and keeps what was done to its tasks. A retried task is
 * pending, then running, then completed or failed again. Its state is a function of what was done and of the clock: the
 * same seed, clock and requests give the same run. Throws a `TypeError` where two tasks have one id, for a wrong path, and
 * where a script names a stage that its task does not have.
 */
export function createPlatform(options: PlatformOptions = {}): Platform {
  const { tasks = [], now = () => Date.now(), seed = 1, maxRetries = 5, script = {}, basePath = '/api/v1' } = options;
  if (!/^\/.*[^/]$/.test(basePath)) {
    throw new TypeError(`task-retry-ui/testing: basePath is "${basePath}", so no request would reach the platform. Start it with / and end it without.`);
  }
  const stored = new Map<string, Stored>();
  for (const task of tasks) {
    if (stored.has(task.id)) {
      throw new TypeError(`task-retry-ui/testing: two tasks have the id "${task.id}", so one would be lost. Give each an id of its own.`);
    }
    put(task);
  }
  const requests: PlatformRequest[] = [];
  const faults: { readonly fault: Fault; left: number }[] = [];

  function put(given: Task): void {
    const task = completeTask(given);
    for (const result of scriptOf(task.id)) throwUnlessStage(task, result);
    const runs = stored.get(task.id)?.runs ?? 0;
    const index = task.stages.findIndex(({ status }) => ACTIVE.has(status));
    const runsOn = ACTIVE.has(task.status) && index !== -1 && Object.hasOwn(script, task.id);
    stored.set(
      task.id,
      runsOn ? { task, course: planCourse(task, index, now(), resultOf(task.id, runs), seed), runs: runs + 1 } : { task, course: undefined, runs },
    );
  }

  function scriptOf(id: string): readonly RunResult[] {
    return (Object.hasOwn(script, id) && script[id]) || [];
  }

  function resultOf(id: string, run: number): RunResult {
    const results = scriptOf(id);
    return results[run] ?? results.at(-1) ?? 'completed';
  }

  /** Resets one stage of a task: the given one, else its earliest failed one. */
  function retry(id: string, stageId?: string, refuse?: Refuse): PlatformTask | Refusal {
    const at = now();
    const entry = stored.get(id);
    if (!entry) return { status: 404, detail: 'Task not found' };
    const task = taskAt(entry.task, entry.course, at);
    const index = task.stages.findIndex((stage) => (stageId === undefined ? stage.status === 'failed' : stage.id === stageId));
    const stage = task.stages[index];
    if (!stage && stageId !== undefined) return { status: 404, detail: 'Stage not found' };
    if (task.status !== 'failed') return refusal(`task status is ${task.status}`);
    if (!stage) return refusal('Task has no failed stage');
    if (stage.status !== 'failed') return refusal('Target stage status is not failed');
    if (stage.retry_count >= maxRetries) return refusal('Stage retry limit reached');
    const reason = refuse?.(id);
    if (reason !== undefined) return refusal(reason);

    const stages = task.stages.with(index, resetStage(stage));
    const reset: PlatformTask = { ...task, status: 'pending', completed_at: null, ...totalsOf(stages), stages };
    const course = planCourse(reset, index, at, resultOf(id, entry.runs), seed);
    stored.set(id, { task: reset, course, runs: entry.runs + 1 });
    return taskAt(reset, course, at);
  }

  function retryBatch(ids: readonly string[], refuse?: Refuse): TaskBatchRetryResponse {
    const items = ids.map((id): TaskBatchRetryItem => {
      const result = retry(id, undefined, refuse);
      return isRefusal(result) ? { task_id: id, success: false, reason: result.detail } : { task_id: id, success: true };
    });
    const succeeded = items.filter((item) => item.success).length;
    return { total: items.length, succeeded, failed: items.length - succeeded, items };
  }

  /** What the platform itself answers. */
  function serve({ entry, query, json: isJson, allowed }: ServedRequest, refuse?: Refuse): Response {
    const { endpoint, method, taskIds, body } = entry;
    const [id = ''] = taskIds;
    if (endpoint === 'none') return json(404, { detail: 'Not Found' });
    if (method !== allowed) return json(405, { detail: 'Method Not Allowed' }, { Allow: allowed });
    switch (endpoint) {
      case 'retry-from-stage': {
        const stageId = readStageId(body, isJson);
        if (typeof stageId !== 'string') return json(422, { detail: stageId });
        const result = retry(id, stageId, refuse);
        if (isRefusal(result)) return json(result.status, { detail: result.detail });
        entry.applied = true;
        return json(200, result);
      }
      case 'retry-batch': {
        const errors = taskIdsErrors(body, isJson);
        if (errors.length > 0) return json(422, { detail: errors });
        // All of them, since there are no errors.
        const result = retryBatch(taskIds, refuse);
        entry.applied = result.succeeded > 0;
        return json(200, result);
      }
      case 'task': {
        const task = read(id);
        return task ? json(200, task) : json(404, { detail: 'Task not found' });
      }
      case 'tasks':
        return list(query);
      case 'cockpit':
        return json(200, cockpit());
      case 'retry':
        return json(403, {
          detail: 'POST /tasks/{task_id}/retry resets the whole task and must never be called. Use retry-from-stage or retry-batch.',
        });
    }
  }

  function read(id: string): PlatformTask | undefined {
    const entry = stored.get(id);
    return entry && taskAt(entry.task, entry.course, now());
  }

  function list(query: URLSearchParams): Response {
    const page = pageNumber(query, 'page', 1, Number.MAX_SAFE_INTEGER);
    const size = pageNumber(query, 'page_size', 20, LARGEST_PAGE);
    if (typeof page !== 'number' || typeof size !== 'number') {
      return json(422, { detail: [page, size].filter((each) => typeof each !== 'number') });
    }
    const status = query.get('status');
    const at = now();
    const first = (page - 1) * size;
    const items: PlatformTask[] = [];
    let total = 0;
    for (const { task, course } of stored.values()) {
      if (status !== null && statusAt(task, course, at) !== status) continue;
      // Only those of the page are copied.
      if (total >= first && items.length < size) items.push(taskAt(task, course, at));
      total += 1;
    }
    return json(200, { items, total, page, page_size: size } satisfies TaskPage);
  }

  function cockpit(): Cockpit {
    const at = now();
    const counts: Cockpit = { total: stored.size, by_status: {}, total_tokens: 0, total_cost_rmb: 0 };
    for (const { task, course } of stored.values()) {
      const status = statusAt(task, course, at);
      counts.by_status[status] = (counts.by_status[status] ?? 0) + 1;
      const totals = course ? taskAt(task, course, at) : task;
      counts.total_tokens += totals.total_tokens;
      counts.total_cost_rmb += totals.total_cost_rmb;
    }
    // Sums of cents in binary fractions.
    counts.total_cost_rmb = Math.round(counts.total_cost_rmb * 100) / 100;
    return counts;
  }

  function faultFor(request: PlatformRequest): Fault {
    const arrival = requests.length;
    const found = faults.findLast(
      ({ fault, left }, index) =>
        left > 0 && (fault.when?.(request) ?? true) && draw(seed, 'fault', index, arrival) < (fault.chance ?? 1),
    );
    if (!found) return {};
    found.left -= 1;
    return found.fault;
  }

  async function handle(request: Request): Promise<Response> {
    const served = await readRequest(request, basePath);
    const { entry } = served;
    requests.push(entry);
    const fault = faultFor(entry);
    fault.meanwhile?.(platform);
    const answer = applies(fault) ? serve(served, fault.refuse) : undefined;
    if (fault.hang !== undefined) return await new Promise<never>(() => {});
    if (fault.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    if (fault.drop !== undefined) {
      entry.status = 'lost';
      return Response.error();
    }
    const response = answer && !answersInstead(fault) ? answer : faultyAnswer(fault);
    entry.status = response.status;
    return response;
  }

  const platform: Platform = {
    basePath,
    handle,
    fetch: (input, init) => fetchFrom(handle, input, init),
    requests,
    tasks: () => {
      const at = now();
      return Array.from(stored.values(), ({ task, course }) => taskAt(task, course, at));
    },
    task: read,
    put,
    retryTaskFromStage(id, stageId) {
      const result = retry(id, stageId);
      if (isRefusal(result)) {
        throw new Error(`task-retry-ui/testing: the stage "${stageId}" of "${id}" was not retried: ${result.detail}. Nothing was changed.`);
      }
      return result;
    },
    retryTasksBatch: (ids) => retryBatch(ids),
    fault(fault) {
      const entry = { fault, left: fault.times ?? Infinity };
      faults.push(entry);
      return () => {
        entry.left = 0;
      };
    },
  };
  return platform;
}

/** `fetch`, but answered by `handle`. */
async function fetchFrom(
  handle: Platform['handle'],
  input: RequestInfo | URL,
  { signal, ...init }: RequestInit = {},
): Promise<Response> {
  // Where there is no page, or one at about:blank, a path belongs to no origin, and Request would throw.
  const page = globalThis.location?.href;
  const address = input instanceof Request ? input : new URL(input, page?.startsWith('http') ? page : 'http://platform.test');
  const request = new Request(address, init);
  // Not passed to Request, which in a simulated DOM takes no signal but Node's own.
  const stop = signal ?? request.signal;
  stop.throwIfAborted();
  return await new Promise<Response>((resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
    handle(request).then((response) => {
      if (response.type === 'error') reject(new TypeError('Failed to fetch'));
      else resolve(response);
    }, reject);
  });
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** A run that is to fail at what the task does not have would complete, and a test of it fail without a word. */
function throwUnlessStage({ id, stages }: PlatformTask, result: RunResult): void {
  if (typeof result === 'string' || stages.some((stage) => stage.id === result.failsAt)) return;
  throw new TypeError(
    `task-retry-ui/testing: the script of "${id}" fails at "${result.failsAt}", which is none of its stages, so that run would complete. Name the id of one of them: ${stages.map((stage) => stage.id).join(', ')}.`,
  );
}

function refusal(detail: string): Refusal {
  return { status: 400, detail };
}

function isRefusal(result: PlatformTask | Refusal): result is Refusal {
  return typeof result.status === 'number';
}
