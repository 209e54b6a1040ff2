/** What a request is for. `retry` resets a whole task and must never be called; `none` is no route of the platform. */
export type PlatformEndpoint = 'retry-from-stage' | 'retry-batch' | 'task' | 'tasks' | 'cockpit' | 'retry' | 'none';

/** One request in the log of a platform. */
export interface PlatformRequest {
  readonly method: string;
  /** Below the base path, with the query: `/tasks?page=2`. */
  readonly path: string;
  readonly endpoint: PlatformEndpoint;
  /** The tasks that it is about: of a batch those of its body, as far as they are texts. */
  readonly taskIds: readonly string[];
  /** The body, parsed; as text where it is no JSON; `undefined` where there is none. */
  readonly body: unknown;
  /** The status that it was answered with, `lost`, or `waiting` while there is no answer. */
  readonly status: number | 'lost' | 'waiting';
  /** Whether at least one task was resubmitted by it. */
  readonly applied: boolean;
}

/** A request while it is served. */
export interface ServedRequest {
  /** What the log keeps of it; the answer is noted there. */
  readonly entry: { -readonly [Key in keyof PlatformRequest]: PlatformRequest[Key] };
  readonly query: URLSearchParams;
  /** Whether the body is JSON. */
  readonly json: boolean;
  /** The method that the route takes. */
  readonly allowed: string;
}

const ROUTES: readonly (readonly [PlatformEndpoint, string, RegExp])[] = [
  ['retry-batch', 'POST', /^\/tasks\/retry-batch$/],
  ['retry-from-stage', 'POST', /^\/tasks\/([^/]+)\/retry-from-stage$/],
  ['retry', 'POST', /^\/tasks\/([^/]+)\/retry$/],
  ['task', 'GET', /^\/tasks\/([^/]+)$/],
  ['tasks', 'GET', /^\/tasks$/],
  ['cockpit', 'GET', /^\/cockpit$/],
];

/** Reads a request; takes whatever may be sent. */
export async function readRequest(request: Request, basePath: string): Promise<ServedRequest> {
  const url = new URL(request.url);
  const below = pathBelow(url, basePath);
  const [endpoint, allowed, pattern] = routeOf(below) ?? ['none', '', /^/];
  const id = pattern.exec(below)?.[1];
  const { body, json } = parsed(await request.text());
  return {
    entry: {
      method: request.method,
      path: (below || url.pathname) + url.search,
      endpoint,
      taskIds: id === undefined ? idsOf(endpoint, body) : [decoded(id)],
      body,
      status: 'waiting',
      applied: false,
    },
    query: url.searchParams,
    json,
    allowed,
  };
}

/** Whether a request to this URL is for one of the platform's endpoints. */
export function isRoute(url: string, basePath: string): boolean {
  return routeOf(pathBelow(new URL(url), basePath)) !== undefined;
}

function pathBelow({ pathname }: URL, basePath: string): string {
  return pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : '';
}

function routeOf(path: string): (typeof ROUTES)[number] | undefined {
  return ROUTES.find(([, , pattern]) => pattern.test(path));
}

function parsed(text: string): { body: unknown; json: boolean } {
  if (text === '') return { body: undefined, json: true };
  try {
    return { body: JSON.parse(text) as unknown, json: true };
  } catch {
    return { body: text, json: false };
  }
}

function idsOf(endpoint: PlatformEndpoint, body: unknown): string[] {
  if (endpoint !== 'retry-batch' || typeof body !== 'object' || body === null || !('task_ids' in body)) return [];
  return Array.isArray(body.task_ids) ? body.task_ids.filter((id) => typeof id === 'string') : [];
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
