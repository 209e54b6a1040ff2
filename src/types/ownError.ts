import { OUTCOME_OF_KIND, TaskApiError } from './TaskApiError.ts';
import type { TaskApiErrorInit, TaskApiErrorKind } from './TaskApiError.ts';

/** How the package's own text of a kind ends: what it means for the tasks, and where it says what to do. */
export function meaningOf(kind: TaskApiErrorKind): string {
  const meaning =
    OUTCOME_OF_KIND[kind] === 'unknown' ? 'It may have been retried: read the task again' : 'Nothing was retried';
  return `${meaning}. See docs/errors.md.`;
}

/** An error in the package's own words: what happened, by default its kind, then what that means. */
export function ownError(
  kind: TaskApiErrorKind,
  what: string = kind,
  rest?: Omit<TaskApiErrorInit, 'detail'>,
): TaskApiError {
  return new TaskApiError(kind, { ...rest, detail: `${what}. ${meaningOf(kind)}` });
}

/** What an error is of which nothing is known: the request may have left. */
export function unknownError(error: unknown): TaskApiError {
  return error instanceof TaskApiError ? error : ownError('unknown-outcome');
}
