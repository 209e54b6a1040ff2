import type { ReactElement, ReactNode } from 'react';

export interface BenchTask {
  id: string;
  title: string;
  status: 'failed';
  stages: { id: string; stage_name: string; status: string; retry_count: number }[];
}

export interface BenchAnswer {
  total: number;
  succeeded: number;
  failed: number;
  items: { task_id: string; success: boolean; reason?: string }[];
}

export interface BatchProps {
  tasks: readonly BenchTask[];
  open: boolean;
  /** Sends these ids: all of them, or (ours) a part at a time. */
  send: (ids: readonly string[]) => Promise<BenchAnswer>;
}

/**
 * The same small feature, made in one way: a button that retries a stage and says that it is at work, and a modal dialog
 * that lists the tasks, sends them when its `[data-bench=confirm]` button (ours: `[data-part=confirm]`) is pressed, and
 * lists what became of each, with the reason. A row of either list names the task, its stage, the attempt and the id.
 */
export interface Contender {
  /** One button with its icon, described by the attempt beside it, of a task of its own. Once pressed it stays at work: nobody answers. */
  StageButton: (props: { task: BenchTask }) => ReactElement;
  Batch: (props: BatchProps) => ReactElement;
  /** What all of it stands in. */
  Page: (props: { children: ReactNode }) => ReactElement;
}

/** The failed stage, as each contender names it in a row. */
export function failedStageOf(task: BenchTask | undefined): BenchTask['stages'][number] | undefined {
  return task?.stages.find(({ status }) => status === 'failed');
}

/** What stands beside a stage button, and describes it. */
export function attemptOf(task: BenchTask | undefined): string {
  return `attempt ${(failedStageOf(task)?.retry_count ?? 0) + 1}`;
}

export interface ResultRow {
  id: string;
  task: BenchTask | undefined;
  text: string;
}

/** What the peers' result lists show: those that were refused come first. */
export function resultRows(tasks: readonly BenchTask[], answer: BenchAnswer): ResultRow[] {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  return answer.items
    .map(({ task_id: id, success, reason = '' }) => ({ id, task: byId.get(id), text: success ? 'Submitted' : `Refused: ${reason}`, success }))
    .toSorted((a, b) => Number(a.success) - Number(b.success));
}

export function summaryOf({ succeeded, failed }: BenchAnswer): string {
  return `${succeeded} submitted, ${failed} refused`;
}
