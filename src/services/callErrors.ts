import { meaningOf } from '../types/answerError.ts';
import { TaskApiError } from '../types/TaskApiError.ts';

/** An error for a call of which nothing left this device. */
export function notSent(what: string, advice: string): TaskApiError {
  return new TaskApiError('bad-input', { detail: `${what}. Nothing was sent, so nothing was retried. ${advice}` });
}

/** An error for an answer that came but is not the contract's. */
export function unreadable(what: string, status?: number, body?: unknown): TaskApiError {
  return new TaskApiError('unreadable', { detail: `${what}. ${meaningOf('unreadable')}`, status, body });
}

/** `notSent` for an abort or a time-out. */
export function stoppedBeforeSending(why: string): TaskApiError {
  return notSent(why, 'Try again.');
}

/** An error for a call whose request may have been carried out, without an answer that says so. */
export function mayHaveLeft(why: string): TaskApiError {
  return new TaskApiError('unknown-outcome', { detail: `${why}. ${meaningOf('unknown-outcome')}` });
}
