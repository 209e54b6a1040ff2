import { TaskApiError } from '../../src/types/TaskApiError.ts';

/** The error that a call rejects with, which must be a `TaskApiError`. */
export async function rejectionOf(call: Promise<unknown>): Promise<TaskApiError> {
  const error: unknown = await call.then(
    (value) => {
      throw new Error(`resolved to ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  if (!(error instanceof TaskApiError)) throw new Error(`not a TaskApiError: ${String(error)}`);
  return error;
}
