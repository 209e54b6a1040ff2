import { TaskApiError } from '../types/TaskApiError.ts';
import { toTaskApiError } from '../types/toTaskApiError.ts';

/** What a call came to: its answer, or the error that it failed with in whatever way. Never rejects. */
export async function answered<Answer>(call: () => Promise<Answer>): Promise<Answer | TaskApiError> {
  try {
    return await call();
  } catch (error) {
    return toTaskApiError(error);
  }
}

/** An injected hook may resolve to anything, such as the `{ error }` of a mutation that was not unwrapped. */
export function unreadableAnswer(expected: string): TaskApiError {
  return new TaskApiError('unreadable', {
    detail: `The hook resolved to something that is not ${expected}, so what became of the retry is not known. An injected mutateAsync resolves to the platform's answer and rejects on failure.`,
  });
}
