import { setImmediate } from 'node:timers/promises';
import type { SendBatch } from '../../src/retry/batchRun.ts';
import type { Task, TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { TaskApiError, type TaskApiErrorInit, type TaskApiErrorKind } from '../../src/types/TaskApiError.ts';

/** One call that waits until the test ends it. */
export interface Call<Asked, Answer> {
  readonly asked: Asked;
  ended: boolean;
  answer: (answer: Answer) => void;
  fail: (reason: unknown) => void;
}

export interface Wire<Asked, Answer> {
  /** Every call in the order in which it was made. */
  readonly calls: Call<Asked, Answer>[];
  readonly call: (asked: Asked) => Promise<Answer>;
  /** The first call that waits for its end. */
  next: () => Call<Asked, Answer>;
  waiting: () => readonly Call<Asked, Answer>[];
}

/** A function that answers when a test says so. */
export function createWire<Asked, Answer>(): Wire<Asked, Answer> {
  const calls: Call<Asked, Answer>[] = [];
  const waiting = (): Call<Asked, Answer>[] => calls.filter((each) => !each.ended);
  return {
    calls,
    waiting,
    call: (asked) =>
      new Promise<Answer>((resolve, reject) => {
        const end =
          <Value>(settle: (value: Value) => void) =>
          (value: Value): void => {
            call.ended = true;
            settle(value);
          };
        const call: Call<Asked, Answer> = { asked, ended: false, answer: end(resolve), fail: end(reject) };
        calls.push(call);
      }),
    next() {
      const [call] = waiting();
      if (!call) throw new Error('no call waits');
      return call;
    },
  };
}

export type BatchWire = Wire<readonly string[], TaskBatchRetryResponse>;
export type TaskWire = Wire<string, Task>;

/** Lets what was answered arrive. */
export async function arrive(): Promise<void> {
  await setImmediate();
}

/** Sends nowhere and takes everything at once, keeping what was asked. */
export function takesAll(): { readonly sent: string[][]; readonly send: SendBatch } {
  const sent: string[][] = [];
  const send: SendBatch = (ids) => {
    sent.push([...ids]);
    return Promise.resolve(allTaken(ids));
  };
  return { sent, send };
}

export function batchAnswer(items: readonly TaskBatchRetryItem[]): TaskBatchRetryResponse {
  const succeeded = items.filter((item) => item.success).length;
  return { total: items.length, succeeded, failed: items.length - succeeded, items: [...items] };
}

export function allTaken(ids: readonly string[]): TaskBatchRetryResponse {
  return batchAnswer(ids.map((id) => ({ task_id: id, success: true })));
}

export function allRefused(ids: readonly string[], reason: string): TaskBatchRetryResponse {
  return batchAnswer(ids.map((id) => ({ task_id: id, success: false, reason })));
}

export function failure(kind: TaskApiErrorKind, init: Partial<TaskApiErrorInit> = {}): TaskApiError {
  return new TaskApiError(kind, { detail: kind, ...init });
}
