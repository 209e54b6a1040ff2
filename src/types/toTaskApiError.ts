import { answerError } from './answerError.ts';
import { ownError } from './ownError.ts';
import { OUTCOME_OF_KIND, TaskApiError } from './TaskApiError.ts';
import type { TaskApiErrorKind } from './TaskApiError.ts';
import { tried } from './tried.ts';

/**
 * Makes a `TaskApiError` of whatever a data layer throws: axios and RTK Query errors, a thrown fetch `Response` or an
 * error that carries one as `response` (its body cannot be read here: a reason must come as `data`), objects with `status`
 * or `statusCode` and `data` or `body`. A `TaskApiError` is returned as it is. Everything else (aborts, time-outs, network
 * errors, strings, nothing) is `unknown-outcome`, the cautious answer: the request may have left. Never throws.
 *
 * The original is not kept, neither as `cause` nor in part: it may carry the request's headers and with them tokens.
 */
export function toTaskApiError(anything: unknown): TaskApiError {
  const known = tried(() => (anything instanceof TaskApiError ? anything : (ofAnotherCopy(anything) ?? ofAnswer(anything))));
  return known ?? ownError('unknown-outcome');
}

/** A bundle may hold this package twice; `instanceof` then fails. */
function ofAnotherCopy(error: unknown): TaskApiError | undefined {
  const kind = peek(error, 'kind');
  if (peek(error, 'name') !== 'TaskApiError' || !isKind(kind)) return undefined;
  const detail = peek(error, 'detail');
  const retryAfterMs = peek(error, 'retryAfterMs');
  const rest = {
    status: statusOf(peek(error, 'status')),
    body: jsonOf(peek(error, 'body')),
    retryAfterMs: typeof retryAfterMs === 'number' && retryAfterMs >= 0 ? retryAfterMs : undefined,
  };
  return typeof detail === 'string' ? new TaskApiError(kind, { ...rest, detail }) : ownError(kind, kind, rest);
}

function ofAnswer(error: unknown): TaskApiError | undefined {
  const response = peek(error, 'response') ?? error;
  if (peek(response, 'type') === 'opaqueredirect' || peek(response, 'redirected') === true) return ownError('unreadable');
  const status =
    statusOf(peek(response, 'status')) ??
    statusOf(peek(response, 'statusCode')) ??
    // RTK Query's PARSING_ERROR: the answer came, its body was no JSON. Its other words stand for no answer.
    statusOf(peek(error, 'originalStatus'));
  if (status === undefined) return undefined;
  const body = [peek(response, 'data'), peek(response, 'body'), peek(error, 'data'), peek(error, 'body')]
    .map(jsonOf)
    .find((value) => value !== undefined);
  return answerError(status, body, (name) => headerOf(peek(response, 'headers'), name));
}

/**
 * One header of whatever a client calls headers: a `Headers`, a plain object or an axios headers object. The name must be
 * in lower case. Never throws.
 */
export function headerOf(headers: unknown, name: string): string | undefined {
  const value = tried((): unknown => {
    const get = peek(headers, 'get');
    if (typeof get === 'function') return get.call(headers, name);
    return Object.entries(Object(headers)).find(([key]) => key.toLowerCase() === name)?.[1];
  });
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Reads a property of anything; a getter that throws counts as absent. */
function peek(value: unknown, key: string): unknown {
  return tried((): unknown => Reflect.get(Object(value), key));
}

function isKind(value: unknown): value is TaskApiErrorKind {
  return typeof value === 'string' && Object.hasOwn(OUTCOME_OF_KIND, value);
}

/** 0 is what XMLHttpRequest and opaque responses say when there was no answer. */
function statusOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= 999 ? value : undefined;
}

/** Keeps what can be a parsed body; streams, blobs and class instances are not. */
function jsonOf(value: unknown): unknown {
  return tried(() => {
    if (['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value)) return value;
    // Nothing has no prototype, and asking for it throws.
    const prototype: unknown = Object.getPrototypeOf(value);
    // An object of another realm (an iframe, a test environment) has another Object.prototype.
    return prototype === null || Object.getPrototypeOf(prototype) === null ? value : undefined;
  });
}
