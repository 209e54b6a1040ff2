import { answerError } from '../types/answerError.ts';
import type { TaskApiError } from '../types/TaskApiError.ts';
import { mayHaveLeft, unreadable } from './callErrors.ts';

/** A 2xx answer with its parsed body. */
export interface Answer {
  status: number;
  body: unknown;
}

/** What it means if the call is stopped now depends on how far it has come. */
export interface Progress {
  ifStopped: (why: string) => TaskApiError;
}

/**
 * Reads an answer that has begun to arrive. A redirect, an empty body or no JSON is `unreadable`, a status outside 2xx
 * what `kindOfStatus` says, a 2xx body that breaks off `unknown-outcome`.
 */
export async function readAnswer(response: Response, progress: Progress): Promise<Answer> {
  const { status, headers } = response;
  if (response.type === 'opaqueredirect' || response.redirected || (status >= 300 && status <= 399)) {
    throw unreadable('The answer is a redirect, perhaps to a sign-in page; it was not followed', status || undefined);
  }
  if (status < 200 || status > 299) {
    // The status is an answer already; without its body only the reason is missing.
    progress.ifStopped = () => answerError(status, undefined, headers);
    throw answerError(status, await bodyOf(response), headers);
  }
  let text: string;
  try {
    text = await response.text();
  } catch {
    throw mayHaveLeft('The connection failed while the answer was read');
  }
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    throw unreadable(text === '' ? 'The answer is empty' : 'The answer is not JSON', status, text);
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}
