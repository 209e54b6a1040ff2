/**
 * What an error means for the tasks of a call; callers decide by this alone (SPEC.md, section 1 and "What the platform
 * does").
 *
 * - `bad-input`: refused by us, nothing was sent
 * - `offline`: known not to have left this device
 * - `unknown-outcome`: may have been carried out; read the tasks again before anything is sent again
 * - `refused`: 400 or 409, the platform said no, with a reason
 * - `unauthenticated`, `forbidden`, `not-found`, `too-large`, `invalid`, `rate-limited`: turned away as a whole
 *   (401, 403, 404 or 410, 413, 422, 429)
 * - `unreadable`: an answer came, but it is not the contract's; what became of the request is unknown as well
 */
export type TaskApiErrorKind =
  | 'bad-input'
  | 'offline'
  | 'unknown-outcome'
  | 'refused'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'too-large'
  | 'invalid'
  | 'rate-limited'
  | 'unreadable';

/** What a `TaskApiError` knows besides its kind. Nothing in it may come from the request's headers. */
export interface TaskApiErrorInit {
  /** Readable text: the platform's own reason; else what happened, what it means, and where to read on. Becomes `message` too. */
  detail: string;
  /** HTTP status, where an answer came. Default: none. */
  status?: number | undefined;
  /** Body of the answer, parsed where it was JSON, else its text. Default: none. */
  body?: unknown;
  /** How long the platform asked us to wait, in milliseconds, at most one hour. Default: none. */
  retryAfterMs?: number | undefined;
}

/** The only error that the functions of `taskApi` reject with, and what `toTaskApiError` makes of any other. */
export class TaskApiError extends Error {
  override readonly name: string = 'TaskApiError';
  declare readonly kind: TaskApiErrorKind;
  declare readonly detail: string;
  declare readonly status?: number | undefined;
  declare readonly body?: unknown;
  declare readonly retryAfterMs?: number | undefined;

  /** `kind` says what the error means for the tasks, `init` what is known besides. There is never a `cause`. */
  constructor(kind: TaskApiErrorKind, init: TaskApiErrorInit) {
    const { detail, status, body, retryAfterMs } = init;
    super(detail);
    Object.assign(this, { kind, detail, status, body, retryAfterMs });
  }
}

/** What a failed request leaves each of its tasks in: turned away as a whole is known not to have been taken. */
export const OUTCOME_OF_KIND: Readonly<Record<TaskApiErrorKind, 'refused' | 'unsent' | 'unknown'>> = {
  refused: 'refused',
  'bad-input': 'unsent',
  offline: 'unsent',
  unauthenticated: 'unsent',
  forbidden: 'unsent',
  'not-found': 'unsent',
  'too-large': 'unsent',
  invalid: 'unsent',
  'rate-limited': 'unsent',
  'unknown-outcome': 'unknown',
  unreadable: 'unknown',
};

const KIND_OF_STATUS: Readonly<Record<number, TaskApiErrorKind>> = {
  400: 'refused',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  // The server gave up waiting: how much of the request it took, it does not say.
  408: 'unknown-outcome',
  409: 'refused',
  410: 'not-found',
  413: 'too-large',
  422: 'invalid',
  429: 'rate-limited',
};

/** What an HTTP status means when it is not the success that was hoped for (SPEC.md, "What the platform does"). */
export function kindOfStatus(status: number): TaskApiErrorKind {
  return KIND_OF_STATUS[status] ?? (status >= 500 && status <= 599 ? 'unknown-outcome' : 'unreadable');
}
