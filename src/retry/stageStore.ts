import type { Task } from '../types/task.ts';
import { isTask } from '../types/isTask.ts';
import { TaskApiError } from '../types/TaskApiError.ts';
import { answered, unreadableAnswer, type ErrorOf } from './answered.ts';
import { isLater } from './eligibility.ts';
import { outcomeOfFailure } from './outcome.ts';
import { outcomeOfReading } from './outcomeOfReading.ts';
import type { ClassifyReason } from './reasons.ts';
import { isUnderWay, type StageOutcome, type StageRetry } from './stageRetryState.ts';

/** One stage of one task. */
export interface StageId {
  readonly taskId: string;
  readonly stageId: string;
}

/** One stage of one task, and which retry of it this is. */
export interface StageTarget extends StageId {
  readonly attempt: number | undefined;
}

/** How a retry of a stage ended, for the one who asked for it. */
export type StageSettled = (outcome: StageOutcome, result: Task | TaskApiError) => void;

/** What reading a task again said, the task where it could be read, and whether that was not known by then. */
export type StageChecked = (outcome: StageOutcome, reading: Task | undefined, isNews: boolean) => void;

/**
 * Which stages' retries are in flight and what became of them, for every view of them alike. It is written before anything is sent, so that
 * two clicks in one tick are one request and two buttons for one stage agree, whatever data layer sends the request.
 */
export interface StageStore {
  /** Calls back after each change; returns the way to stop that. */
  subscribe: (listener: () => void) => () => void;
  /** The last retry of a stage. The same object until it changes. */
  stageRetry: (taskId: string, stageId: string) => StageRetry | undefined;
  /** Whether the answer to a retry is still awaited, so that leaving the page would lose it. */
  isInFlight: () => boolean;
  /** Retries a stage once. `false`, and nothing sent, where a retry of that stage is in flight, or a check of that attempt. */
  retryStage: (
    target: StageTarget,
    send: () => Promise<Task>,
    onSettled?: StageSettled,
    classify?: ClassifyReason,
  ) => boolean;
  /** Reads the task of an unknown retry again. `false` where there is nothing to check. */
  checkStage: (target: StageTarget, read: () => Promise<Task>, onSettled?: StageChecked) => boolean;
  /**
   * Tells that a stage was seen in another status than failed, at this attempt, in a task of this status. Where that settles
   * an unknown retry, it says what became of it, once; a check under way can then only agree.
   */
  noteLeft: (target: StageTarget, taskStatus: string) => StageOutcome | undefined;
}

/**
 * An empty store. One per provider, or per QueryClient where there is no provider. `errorOf` reads what `send` rejects
 * with.
 */
export function createStageStore(errorOf: ErrorOf): StageStore {
  const listeners = new Set<() => void>();
  const stages = new Map<string, StageRetry>();

  // A JSON text as key, so that ids such as `__proto__` or ones that contain a separator stay what they are.
  const keyOf = ({ taskId, stageId }: StageId): string => JSON.stringify([taskId, stageId]);
  const lastOf = (id: StageId): StageRetry | undefined => stages.get(keyOf(id));
  const set = (id: StageId, retry: StageRetry): void => {
    stages.set(keyOf(id), retry);
    listeners.forEach((listener) => listener());
  };

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stageRetry: (taskId, stageId) => lastOf({ taskId, stageId }),
    isInFlight: () => [...stages.values()].some((retry) => !retry.outcome),

    retryStage(target, send, onSettled, classify) {
      const last = lastOf(target);
      // One that was taken and failed again need not wait until a check has found that out.
      if (last && (!last.outcome || (isChecking(last.outcome) && !isLater(target.attempt, last.attempt)))) return false;
      const { taskId, attempt } = target;
      set(target, { attempt, outcome: undefined, left: false });
      void answered(send, errorOf).then((answer) => {
        const isAnswer = answer instanceof TaskApiError || isTask(answer, taskId);
        const result = isAnswer ? answer : unreadableAnswer('this task');
        const outcome = outcomeOfResult(result, classify);
        set(target, { attempt, outcome, left: false });
        onSettled?.(outcome, result);
      });
      return true;
    },

    checkStage(target, read, onSettled) {
      const last = lastOf(target);
      if (last?.outcome?.kind !== 'unknown' || isChecking(last.outcome)) return false;
      const unknown = last.outcome;
      const checking = { ...unknown, check: 'checking' } as const;
      set(target, { ...last, outcome: checking });
      void answered(read, errorOf).then((answer) => {
        const reading = isTask(answer, target.taskId) ? answer : undefined;
        const outcome: StageOutcome =
          (reading && outcomeOfReading(reading, target.stageId, last.attempt, Date.now(), 'stage')) ?? { ...unknown, check: 'unreadable' };
        const now = lastOf(target);
        // Where the page was faster, another retry may have been sent since.
        const isNews = now?.outcome === checking;
        if (isNews) set(target, { ...now, outcome });
        onSettled?.(outcome, reading, isNews);
      });
      return true;
    },

    noteLeft(target, taskStatus) {
      const last = lastOf(target);
      // A row that counts no more than before may be older than the retry, or show what a page only hopes for.
      if (!last?.outcome || (last.attempt !== undefined && last.attempt === target.attempt)) return undefined;
      const taken = last.attempt === undefined ? isUnderWay(taskStatus) : isLater(target.attempt, last.attempt);
      const settled =
        taken && last.outcome.kind === 'unknown' ? ({ kind: 'submitted', confirmed: true, taskStatus } as const) : undefined;
      if (settled || !last.left) set(target, { ...last, outcome: settled ?? last.outcome, left: true });
      return settled;
    },
  };
}

function isChecking(outcome: StageOutcome): boolean {
  return outcome.kind === 'unknown' && outcome.check === 'checking';
}

function outcomeOfResult(result: Task | TaskApiError, classify: ClassifyReason | undefined): StageOutcome {
  if (!(result instanceof TaskApiError)) return { kind: 'submitted', confirmed: false, taskStatus: result.status };
  const outcome = outcomeOfFailure(result, classify);
  return outcome.kind === 'unknown' ? { kind: 'unknown', failure: result, check: 'none' } : outcome;
}
