import { answerError } from '../types/answerError.ts';
import { ownError } from '../types/ownError.ts';
import type { TaskApiError } from '../types/TaskApiError.ts';
import { tried } from '../types/tried.ts';

/** A 2xx answer with its parsed body. */
export interface Answer {
  status: number;
  body: unknown;
}

/** What it means if the call fails or is stopped now depends on how far it has come. */
export interface Progress {
  ifStopped: (why: string) => TaskApiError;
}

/**
 * Reads an answer that has begun to arrive. A redirect, an empty body or no JSON is `unreadable`, a status outside 2xx
 * what `kindOfStatus` says. Where the body breaks off it throws whatever reading it did.
 */
export async function readAnswer(response: Response, progress: Progress): Promise<Answer> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || response.redirected || (status >= 300 && status <= 399)) {
    throw ownError('unreadable', 'The answer is a redirect', { status: status || undefined });
  }
  const errorOf = (body?: unknown): TaskApiError => answerError(status, body, (name) => headers.get(name));
  const failed = status < 200 || status > 299;
  // The status is an answer already; without its body only the reason is missing.
  if (failed) progress.ifStopped = () => errorOf();
  const text = await response.text();
  const body: unknown = tried(() => JSON.parse(text));
  if (failed) throw errorOf(body === undefined ? text || undefined : body);
  if (body === undefined) throw ownError('unreadable', 'The answer is not JSON', { status, body: text });
  return { status, body };
}
