import { meaningOf } from './ownError.ts';
import { readableDetail } from './readableDetail.ts';
import { retryAfterOf } from './retryAfter.ts';
import { kindOfStatus, TaskApiError } from './TaskApiError.ts';

/** Reads one header of an answer by its name in lower case. */
export type HeaderOf = (name: string) => string | null | undefined;

/**
 * The error that an answer with this status stands for. `body` is the answer's, parsed or as text, and gives the detail
 * where it is readable; of the headers only `Retry-After` and `Content-Type` are looked at.
 */
export function answerError(status: number, body: unknown, headerOf: HeaderOf): TaskApiError {
  const kind = kindOfStatus(status);
  // Below 400 the body is no reason, whatever it says, and neither is a page.
  const silent = status < 400 || (typeof body === 'string' && headerOf('content-type')?.includes('html'));
  return new TaskApiError(kind, {
    detail: readableDetail(silent ? '' : body, `HTTP ${status} (${kind}). ${meaningOf(kind)}`),
    status,
    body,
    retryAfterMs: retryAfterOf(headerOf('retry-after')),
  });
}
