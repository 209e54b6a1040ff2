import { ownError } from '../types/ownError.ts';
import type { TaskApiError } from '../types/TaskApiError.ts';

/** Makes the package's error of whatever a call failed with. */
export type ErrorOf = (error: unknown) => TaskApiError;

/** What a call came to: its answer, or the error that it failed with in whatever way. Never rejects. */
export async function answered<Answer>(call: () => Promise<Answer>, errorOf: ErrorOf): Promise<Answer | TaskApiError> {
  try {
    return await call();
  } catch (error) {
    return errorOf(error);
  }
}

/** An injected hook may resolve to anything, such as the `{ error }` of a mutation that was not unwrapped. */
export function unreadableAnswer(expected: string): TaskApiError {
  return ownError('unreadable', `mutateAsync did not resolve to ${expected}`);
}
