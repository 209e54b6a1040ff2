import type { Task, TaskBatchRetryResponse } from '../types/task.ts';
import { isTask } from '../types/isTask.ts';
import { TaskApiError } from '../types/TaskApiError.ts';
import { toTaskApiError } from '../types/toTaskApiError.ts';
import { answered, unreadableAnswer } from './answered.ts';
import { chunksOf } from './chunksOf.ts';
import {
  foldAnswer,
  foldFailure,
  foldHalt,
  foldReading,
  idsOf,
  openLedger,
  reopen,
  type Ledger,
  type LedgerRow,
} from './ledger.ts';
import { outcomeOfFailure, type Halt, type RetryFailure } from './outcome.ts';
import type { ClassifyReason } from './reasons.ts';
import type { RetryPlan } from './retryPlan.ts';

/** Ids in one request, unless said otherwise. */
export const CHUNK_SIZE = 100;

/** Requests that may be under way at once while unknown tasks are read again. */
const READINGS_AT_ONCE = 4;

interface BatchRetryBase {
  /** What was confirmed, frozen from then on. */
  readonly plan: RetryPlan;
  /** What is known of each chosen task by now. */
  readonly ledger: Ledger;
  /** Tasks that were seen in another status than failed since they were sent. */
  readonly left: ReadonlySet<string>;
}

/** A batch while its requests go out, one after the other. */
export interface RunningBatch extends BatchRetryBase {
  readonly kind: 'running';
  /** How many of `total` tasks have been answered for, or lost. */
  readonly sent: number;
  readonly total: number;
  /** Whether other requests follow the one that is under way, so that there is something to stop. */
  readonly more: boolean;
  /** Whether it was asked to stop after the request that is under way. */
  readonly stopping: boolean;
}

/** A batch of which nothing is under way. */
export interface SettledBatch extends BatchRetryBase {
  readonly kind: 'settled';
  /** Why it ended before everything was sent. */
  readonly halt?: Exclude<Halt, 'waiting'> | undefined;
  /** The failure of the last request that failed as a whole. */
  readonly failure?: RetryFailure | undefined;
  /** When the platform lets us send again, in ms since the epoch. */
  readonly notBefore?: number | undefined;
  /** How many unknown tasks have been read again so far; absent while none is. */
  readonly check?: { readonly done: number; readonly total: number } | undefined;
}

/** The batch in flight, or the last one that settled. */
export type BatchRetry = RunningBatch | SettledBatch;

/** How a batch ended, for the one who asked for it. */
export type BatchSettled = (settled: SettledBatch) => void;

/** Sends one request. Called one chunk after the other, never again for an id that it was called for. */
export type SendBatch = (ids: readonly string[]) => Promise<TaskBatchRetryResponse>;

/** Reads one task. `signal` tells when nobody waits for it any more. */
export type ReadTask = (id: string, signal: AbortSignal) => Promise<Task>;

export interface BatchOptions {
  /** Ids in one request. Default: 100. */
  readonly chunkSize?: number | undefined;
  /** For a start: all that is chosen, where the plan leaves out what the last batch has settled. Default: the plan. */
  readonly chosen?: RetryPlan | undefined;
  /** A team's own reading of reasons. */
  readonly classifyReason?: ClassifyReason | undefined;
}

/** One batch at a time: sends it chunk by chunk, can be stopped, continued and checked, and outlives who started it. */
export interface BatchRun {
  /** Calls back after each change; returns the way to stop that. */
  subscribe: (listener: () => void) => () => void;
  /** The running or last batch. The same object until it changes. */
  current: () => BatchRetry | undefined;
  /** Whether an answer is awaited that leaving the page would lose. */
  isInFlight: () => boolean;
  start: (plan: RetryPlan, send: SendBatch, onSettled?: BatchSettled, options?: BatchOptions) => boolean;
  /** Sends part of the settled batch again, as planned now. Results of the others are kept. */
  resume: (plan: RetryPlan, send: SendBatch, onSettled?: BatchSettled, options?: BatchOptions) => boolean;
  stop: () => void;
  /** Reads the unknown tasks again, at most 4 at once. Called back once, also where it is ended early. */
  check: (read: ReadTask, onSettled?: BatchSettled) => boolean;
  /** Ends that, as another run does; what has not been read by then stays unknown. */
  cancelCheck: () => void;
  noteLeft: (ids: readonly string[]) => void;
}

/** No batch yet. One per provider, or per QueryClient where there is no provider. */
export function createBatchRun(): BatchRun {
  const listeners = new Set<() => void>();
  let batch: BatchRetry | undefined;
  // After a 413 the next requests are half as large, whoever asks for them.
  let largest = Number.POSITIVE_INFINITY;
  let checking = new AbortController();
  let onChecked: BatchSettled | undefined;
  let underWay = 0;
  let readMore = (): void => {};

  const set = <Next extends BatchRetry>(next: Next): Next => {
    batch = next;
    listeners.forEach((listener) => listener());
    return next;
  };

  async function sendAll(
    opened: BatchRetryBase,
    ids: readonly string[],
    send: SendBatch,
    { chunkSize = CHUNK_SIZE, classifyReason: classify }: BatchOptions,
  ): Promise<SettledBatch> {
    const total = ids.length;
    let { ledger } = opened;
    let sent = 0;
    let halt: Exclude<Halt, 'waiting'> | undefined;
    let failure: RetryFailure | undefined;
    let lost = 0;
    const chunks = chunksOf(ids, Math.min(chunkSize, largest));
    set({ ...opened, kind: 'running', sent, total, more: chunks.length > 1, stopping: false });
    // As it is by now: others may ask to stop, or see tasks that left.
    const isStopping = (): boolean => batch?.kind === 'running' && batch.stopping;
    const leftBy = (): ReadonlySet<string> => batch?.left ?? opened.left;
    for (const [index, chunk] of chunks.entries()) {
      if (isStopping()) halt ??= 'stopped';
      if (halt) break;
      const answer = await answered(() => send(chunk), toTaskApiError);
      const isAnswer = answer instanceof TaskApiError || Array.isArray(answer?.items);
      const result = isAnswer ? answer : unreadableAnswer('a batch result');
      sent += chunk.length;
      if (result instanceof TaskApiError) {
        failure = result;
        ledger = foldFailure(ledger, chunk, result, classify);
        lost = outcomeOfFailure(result).kind === 'unknown' ? lost + 1 : 0;
        // What turned this request away would turn away the next; two lost in a row, and the platform is out of reach.
        if (lost === 0) halt = 'turned-away';
        if (lost > 1) halt = 'lost';
        if (result.kind === 'too-large') largest = Math.max(1, Math.floor(chunk.length / 2));
      } else {
        lost = 0;
        ledger = foldAnswer(ledger, chunk, result, classify);
      }
      // The last one is told as settled, at once.
      if (sent < total) set({ ...opened, kind: 'running', ledger, left: leftBy(), sent, total, more: index + 2 < chunks.length, stopping: isStopping() });
    }
    const wait = failure?.kind === 'rate-limited' ? failure.retryAfterMs : undefined;
    return {
      kind: 'settled',
      plan: opened.plan,
      ledger: halt ? foldHalt(ledger, halt) : ledger,
      halt: sent < total ? halt : undefined,
      failure,
      notBefore: wait === undefined ? undefined : Date.now() + wait,
      left: leftBy(),
    };
  }

  function begin(
    opened: BatchRetryBase,
    ids: readonly string[],
    send: SendBatch,
    onSettled: BatchSettled | undefined,
    options: BatchOptions = {},
  ): boolean {
    if (batch?.kind === 'running' || ids.length === 0) return false;
    try {
      cancelCheck();
    } finally {
      // Whatever fails in the page that is told so.
      void sendAll(opened, ids, send, options).then((settled) => {
        set(settled);
        onSettled?.(settled);
      });
    }
    return true;
  }

  function cancelCheck(): void {
    checking.abort();
    if (batch?.kind !== 'settled' || !batch.check) return;
    const ended = set<SettledBatch>({ ...batch, check: undefined });
    onChecked?.(ended);
  }

  /** What was seen to leave, without what is sent anew. */
  const leftBut = (rows: readonly { readonly id: string }[]): Set<string> => {
    const left = new Set(batch?.left);
    for (const { id } of rows) left.delete(id);
    return left;
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    current: () => batch,
    isInFlight: () => batch?.kind === 'running',

    start(plan, send, onSettled, options) {
      const ledger = openLedger(plan, options?.chosen, batch?.ledger);
      return begin({ plan, ledger, left: leftBut(plan.rows) }, idsOf(plan.retry), send, onSettled, options);
    },

    resume(plan, send, onSettled, options) {
      if (batch?.kind !== 'settled') return false;
      // What is not of this batch, or needs no sending, would be sent without a place for its outcome.
      const open = new Set(idsOf(batch.ledger.rows.filter(isOpen)));
      const retry = plan.retry.filter((row) => open.has(row.id));
      const ledger = reopen(batch.ledger, { ...plan, retry });
      return begin({ plan: batch.plan, ledger, left: leftBut(retry) }, idsOf(retry), send, onSettled, options);
    },

    stop() {
      if (batch?.kind === 'running' && !batch.stopping) set({ ...batch, stopping: true });
    },

    check(read, onSettled) {
      if (batch?.kind !== 'settled' || batch.check) return false;
      const ids = idsOf(batch.ledger.rows.filter((row) => row.outcome.kind === 'unknown'));
      if (ids.length === 0) return false;
      checking = new AbortController();
      onChecked = onSettled;
      const { signal } = checking;
      set({ ...batch, check: { done: 0, total: ids.length } });
      const queue = ids.values();
      const readOne = async (id: string): Promise<void> => {
        underWay += 1;
        const answer = await answered(() => read(id, signal), toTaskApiError);
        underWay -= 1;
        if (!signal.aborted && batch?.kind === 'settled' && batch.check) {
          const reading = isTask(answer, id) ? answer : undefined;
          const done = batch.check.done + 1;
          const ledger = foldReading(batch.ledger, id, reading, Date.now());
          const settled = set<SettledBatch>({ ...batch, ledger, check: done < ids.length ? { done, total: ids.length } : undefined });
          if (done === ids.length) onSettled?.(settled);
        }
        // Whichever check goes on now: readings of a cancelled one may have been in its way.
        readMore();
      };
      readMore = () => {
        if (underWay >= READINGS_AT_ONCE || signal.aborted) return;
        const next = queue.next();
        if (next.done) return;
        void readOne(next.value);
        readMore();
      };
      readMore();
      return true;
    },

    cancelCheck,

    noteLeft(ids) {
      if (!batch) return;
      const left = new Set([...batch.left, ...ids]);
      if (left.size > batch.left.size) set({ ...batch, left });
    },
  };
}

function isOpen({ outcome }: LedgerRow): boolean {
  return outcome.kind !== 'submitted' && outcome.kind !== 'skipped';
}
