import { TaskApiError } from '../../src/types/TaskApiError.ts';

/** What else an injected hook may resolve to, such as the `{ error }` of a mutation that was not unwrapped. */
export const NO_ANSWERS: readonly [unknown][] = [
  [undefined],
  [null],
  [{}],
  [{ error: { status: 400 } }],
  [[]],
  ['ok'],
  [0],
  [new Response()],
];

export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: unknown) => void;
}

export function deferred<Value>(): Deferred<Value> {
  let settle: Omit<Deferred<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (!settle) throw new Error('a promise runs its executor at once');
  return { promise, ...settle };
}

/** Stands for whatever a data layer throws. */
export const rejecting = (reason: unknown) => async (): Promise<never> => {
  throw reason;
};

export const lost = rejecting(new TaskApiError('unknown-outcome', { detail: 'Timed out' }));
