import { ownError } from '../types/ownError.ts';
import { TaskApiError } from '../types/TaskApiError.ts';
import { readAnswer } from './readAnswer.ts';
import type { Answer, Progress } from './readAnswer.ts';

/** The part of `fetch` that is used: always called with a URL as text and the init. */
export type TaskApiFetch = (url: string, init: RequestInit) => Promise<Response>;

/** How requests are sent: what `createTaskApi` makes of its options. */
export interface Transport {
  /** Where the platform is, up to `/tasks`. */
  base: string;
  /** Default: `globalThis.fetch`, looked up at each call. */
  fetch?: TaskApiFetch | undefined;
  /** Adds a team's headers to ours; may fail. Default: ours alone. */
  headers?: (ours: Record<string, string>) => Promise<Headers>;
  /** Milliseconds for the whole call: headers function, request and body. */
  timeoutMs: number;
  // Not by its name, which Node's types do not have.
  credentials: 'omit' | 'same-origin' | 'include';
}

export interface TransportRequest {
  method: 'GET' | 'POST';
  /** What follows `/tasks/`. */
  path: string;
  /** JSON text to send. Default: no body. */
  json?: string;
  signal?: AbortSignal | null | undefined;
}

/** An error for a call of which nothing left this device. */
export function notSent(why: string): TaskApiError {
  return new TaskApiError('bad-input', { detail: `Nothing was sent: ${why}.` });
}

/** setTimeout fires at once for a longer delay. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Sends one request, once, and reads its answer. Rejects with a `TaskApiError` only, and always settles by the time-out
 * or the caller's abort, even where `fetch` ignores its signal.
 *
 * `bad-input`: nothing was sent. `offline`: the network failed while the device said that it was offline.
 * `unknown-outcome`: it may have left, but no answer came. `unreadable`: a redirect (it is not followed: a 307 would
 * repeat the POST elsewhere) or no JSON. Any other status by `kindOfStatus`. (SPEC.md, sections 1 and "What the
 * platform does".)
 */
export async function send(transport: Transport, request: TransportRequest): Promise<Answer> {
  const { signal } = request;
  if (signal && typeof signal.addEventListener !== 'function') throw notSent('signal is no AbortSignal');
  if (signal?.aborted) throw notSent(CANCELLED);

  const progress: Progress = { ifStopped: notSent };
  const controller = new AbortController();
  let stop!: (why: string) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = (why) => {
      reject(progress.ifStopped(why));
      // At once, so that a request which is about to leave sees it.
      controller.abort();
    };
  });
  const onAbort = (): void => stop(CANCELLED);
  const { timeoutMs } = transport;
  const timer = setTimeout(() => stop(`time-out after ${timeoutMs} ms`), Math.min(timeoutMs, LONGEST_DELAY_MS));
  signal?.addEventListener('abort', onAbort);
  try {
    return await Promise.race([stopped, exchange(transport, request, controller.signal, progress)]);
  } catch (error) {
    // Frees the connection where a body was left unread.
    controller.abort();
    throw error instanceof TaskApiError ? error : progress.ifStopped('connection failed');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

const CANCELLED = 'cancelled';

async function exchange(
  transport: Transport,
  { method, path, json }: TransportRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<Answer> {
  const { base, fetch = globalThis.fetch, credentials } = transport;
  if (typeof fetch !== 'function') throw notSent('no fetch here; pass createTaskApi({ fetch })');
  if (!transport.fetch && base.startsWith('/') && !globalThis.location) {
    throw notSent('no page here; pass createTaskApi({ baseUrl })');
  }
  const ours = { Accept: 'application/json', ...(json !== undefined && { 'Content-Type': 'application/json' }) };
  const headers = (await transport.headers?.(ours).catch(() => {
    // Not what it failed with, which may hold a token.
    throw notSent('headers failed or are invalid');
  })) ?? ours;
  // The caller was told by now that nothing was sent, so nothing may be.
  if (signal.aborted) throw notSent(CANCELLED);

  progress.ifStopped = (why) => ownError('unknown-outcome', `No answer: ${why}`);
  const wasOffline = isOffline();
  let response: Response;
  try {
    response = await fetch(`${base}/tasks/${path}`, {
      method,
      headers,
      body: json,
      credentials,
      redirect: 'manual',
      // A check reads the task to learn what became of it; an old copy would answer wrongly.
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    // fetch reports network errors as TypeError; anything else may have happened after the request left.
    throw wasOffline && isOffline() && error instanceof TypeError ? ownError('offline') : error;
  }
  return await readAnswer(response, progress);
}

/** The browser's word, which may be wrong: it only counts together with a network error. Absent outside browsers. */
function isOffline(): boolean {
  return (globalThis.navigator as Navigator | undefined)?.onLine === false;
}
