import { kindOfStatus, TaskApiError } from './TaskApiError.ts';
import type { TaskApiErrorKind } from './TaskApiError.ts';
import { readableDetail } from './readableDetail.ts';
import { headerOf, retryAfterOf } from './retryAfter.ts';

/** The text of an error of which we know no more than its kind. */
const MEANING: Readonly<Record<TaskApiErrorKind, string>> = {
  'bad-input': 'The request was not valid. Nothing was sent, so nothing was retried. Correct it and try again.',
  offline: 'This device is offline. Nothing was sent, so nothing was retried. Try again once it is connected.',
  'unknown-outcome':
    'No answer came that tells what the platform did. The tasks may have been retried. ' +
    'Read them again before retrying.',
  refused: 'The platform refused the request and gave no reason. Nothing was retried. Read the tasks again.',
  unauthenticated: 'The platform does not know who is asking. Nothing was retried. Sign in and try again.',
  forbidden: 'The platform does not let you do this. Nothing was retried. Ask for the permission.',
  'not-found': 'The platform knows no such task or stage. Nothing was retried. Refresh the list.',
  'too-large': 'The request was too large for the platform. Nothing was retried. Send fewer tasks at a time.',
  invalid: 'The platform could not make sense of the request. Nothing was retried. Report this to the developers.',
  'rate-limited': 'The platform takes no more requests for now. Nothing was retried. Wait, then try again.',
  unreadable:
    'The answer is not the one that the platform promises, so whether the tasks were retried is unknown. ' +
    'Read them again, and check that the address leads to the platform.',
};

/** What to say about an error that brought no readable reason along. */
export function meaningOf(kind: TaskApiErrorKind, status?: number): string {
  return status === undefined ? MEANING[kind] : `HTTP ${status}. ${MEANING[kind]}`;
}

/**
 * The error that an answer with this status stands for. `body` is the answer's, parsed or as text, and gives the detail
 * where it is readable; of `headers` only `Retry-After` and `Content-Type` are looked at.
 */
export function answerError(status: number, body: unknown, headers: unknown): TaskApiError {
  const kind = kindOfStatus(status);
  const meaning = meaningOf(kind, status);
  // Below 400 the body is no reason, whatever it says.
  const silent = status < 400 || (typeof body === 'string' && headerOf(headers, 'content-type')?.includes('html'));
  return new TaskApiError(kind, {
    detail: silent ? meaning : readableDetail(body, meaning),
    status,
    body,
    retryAfterMs: retryAfterOf(headers),
  });
}
