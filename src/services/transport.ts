import { meaningOf } from '../types/answerError.ts';
import { TaskApiError } from '../types/TaskApiError.ts';
import { mayHaveLeft, notSent, stoppedBeforeSending } from './callErrors.ts';
import { readAnswer } from './readAnswer.ts';
import type { Answer, Progress } from './readAnswer.ts';
import { requestHeaders } from './requestHeaders.ts';
import type { TaskApiHeadersSource } from './requestHeaders.ts';

/** The part of `fetch` that is used: always called with a URL as text and the init. */
export type TaskApiFetch = (url: string, init: RequestInit) => Promise<Response>;

/** How requests are sent; the options of `createTaskApi`, checked and with their defaults. */
export interface Transport {
  /** Default: `globalThis.fetch`, looked up at each call. */
  fetch?: TaskApiFetch | undefined;
  headers?: TaskApiHeadersSource;
  /** Milliseconds for the whole call: headers function, request and body. */
  timeoutMs: number;
  credentials: RequestCredentials;
}

export interface TransportRequest {
  method: 'GET' | 'POST';
  url: string;
  /** JSON text to send. Default: no body. */
  json?: string;
  signal?: AbortSignal | null | undefined;
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
  if (signal && typeof signal.addEventListener !== 'function') {
    throw notSent('The option signal is not an AbortSignal', 'Pass controller.signal.');
  }
  if (signal?.aborted) throw stoppedBeforeSending('The call was cancelled');

  const progress: Progress = { ifStopped: stoppedBeforeSending };
  const controller = new AbortController();
  let stop!: (why: string) => void;
  const stopped = new Promise<never>((_, reject) => {
    stop = (why) => {
      reject(progress.ifStopped(why));
      // At once, so that a request which is about to leave sees it.
      controller.abort();
    };
  });
  const onAbort = (): void => stop('The call was cancelled');
  const timer = setTimeout(
    () => stop(`The call was not complete after ${transport.timeoutMs} ms`),
    Math.min(transport.timeoutMs, LONGEST_DELAY_MS),
  );
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([stopped, exchange(transport, request, controller.signal, progress)]);
  } catch (error) {
    // Frees the connection where a body was left unread.
    controller.abort();
    throw error instanceof TaskApiError ? error : progress.ifStopped('The call failed');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function exchange(
  transport: Transport,
  request: TransportRequest,
  signal: AbortSignal,
  progress: Progress,
): Promise<Answer> {
  const doFetch: TaskApiFetch | undefined = transport.fetch ?? globalThis.fetch;
  if (typeof doFetch !== 'function') {
    throw notSent('This environment has no fetch', 'Pass one to createTaskApi({ fetch }).');
  }
  if (!transport.fetch && request.url.startsWith('/') && globalThis.location === undefined) {
    throw notSent(
      'The base URL is a path, and here is no page that it could belong to',
      'On a server, pass an absolute URL to createTaskApi({ baseUrl }).',
    );
  }
  const headers = await requestHeaders(transport.headers, request.json !== undefined).catch(() => {
    throw notSent(
      'The headers of the request could not be made: the headers option failed or gave an invalid header',
      'Check the option headers of createTaskApi, for example whether the token is there.',
    );
  });
  // The caller was told by now that nothing was sent, so nothing may be.
  if (signal.aborted) throw stoppedBeforeSending('The call was stopped');

  const wasOffline = isOffline();
  progress.ifStopped = mayHaveLeft;
  let response: Response;
  try {
    response = await doFetch(request.url, {
      method: request.method,
      headers,
      ...(request.json !== undefined && { body: request.json }),
      credentials: transport.credentials,
      redirect: 'manual',
      // A check reads the task to learn what became of it; an old copy would answer wrongly.
      cache: 'no-store',
      signal,
    });
  } catch (error) {
    // fetch reports network errors as TypeError; anything else may have happened after the request left.
    if (wasOffline && isOffline() && error instanceof TypeError) {
      throw new TaskApiError('offline', { detail: meaningOf('offline') });
    }
    throw mayHaveLeft('The connection failed before an answer came');
  }
  return await readAnswer(response, progress);
}

/** The browser's word, which may be wrong: it only counts together with a network error. Absent outside browsers. */
function isOffline(): boolean {
  return (globalThis.navigator as Navigator | undefined)?.onLine === false;
}
