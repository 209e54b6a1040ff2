import { between, draw, pick } from './draw.ts';
import { FAILURES } from './failures.ts';
import { totalsOf, type PlatformStage, type PlatformTask } from './platformTask.ts';

/** How a run of a task ends: completed, failed again at the stage it starts from, or failed at another stage. */
export type RunResult = 'completed' | 'failed' | { readonly failsAt: string; readonly error?: string };

/** When each stage of a run starts and ends (ms). It is fixed when the run begins: time alone moves it on. */
export interface Course {
  readonly legs: readonly Leg[];
}

interface Leg {
  readonly stageId: string;
  readonly from: number;
  readonly to: number;
  /** What the stage is once it has ended. */
  readonly ended: Partial<PlatformStage>;
}

const OVER = new Set(['completed', 'skipped', 'cancelled']);

/**
 * The course of a run that begins at `at` (ms) with the stage at `index`. It goes through the stages that are not over,
 * up to one that is failed still: only one stage was reset.
 */
export function planCourse(task: PlatformTask, index: number, at: number, result: RunResult, seed: number): Course {
  const legs: Leg[] = [];
  const first = task.stages[index];
  const failsAt = result === 'failed' ? first?.id : result === 'completed' ? undefined : result.failsAt;
  const error = typeof result === 'object' ? result.error : undefined;
  // The queue.
  let from = at + between(1000, 2000, draw(seed, task.id, 'queue', first?.retry_count ?? 0));
  for (const stage of task.stages.slice(index)) {
    if (OVER.has(stage.status)) continue;
    if (stage.status === 'failed') break;
    const chance = (what: string): number => draw(seed, task.id, stage.id, stage.retry_count, what);
    const to = from + between(2000, 6000, chance('time'));
    const ended = stage.id === failsAt ? failed(chance, error) : completed(stage, chance);
    legs.push({ stageId: stage.id, from, to, ended: { ...ended, tokens_used: between(800, 24_000, chance('tokens')) } });
    if (stage.id === failsAt) break;
    from = to;
  }
  return { legs };
}

function completed(stage: PlatformStage, chance: (what: string) => number): Partial<PlatformStage> {
  return {
    status: 'completed',
    turns_used: between(2, 30, chance('turns')),
    self_assessment_score: between(70, 99, chance('score')) / 100,
    output_summary: `${stage.stage_name}: ${between(1, 24, chance('files'))} files changed, all checks passed`,
  };
}

function failed(chance: (what: string) => number, error: string | undefined): Partial<PlatformStage> {
  const failure = pick(FAILURES, chance('error'));
  return { status: 'failed', turns_used: between(2, 30, chance('turns')), ...failure, ...(error !== undefined && { error_message: error }) };
}

/** The status of a task at a time, without a copy of it. */
export function statusAt(task: PlatformTask, course: Course | undefined, now: number): string {
  const end = course?.legs.at(-1);
  if (!course || !end) return task.status;
  if (now >= end.to) return stagesAt(task, course, now).some(({ status }) => status === 'failed') ? 'failed' : 'completed';
  return now < (course.legs[0]?.from ?? now) ? task.status : 'running';
}

/** A copy of the task as it is at a time. */
export function taskAt(task: PlatformTask, course: Course | undefined, now: number): PlatformTask {
  if (!course) return { ...task, stages: task.stages.map((stage) => ({ ...stage })) };
  const stages = stagesAt(task, course, now);
  const end = course.legs.at(-1)?.to;
  return {
    ...task,
    status: statusAt(task, course, now),
    completed_at: end !== undefined && now >= end ? iso(end) : task.completed_at,
    ...totalsOf(stages),
    stages,
  };
}

function stagesAt(task: PlatformTask, { legs }: Course, now: number): PlatformStage[] {
  return task.stages.map((stage) => {
    const leg = legs.find(({ stageId }) => stageId === stage.id);
    if (!leg || now < leg.from) return { ...stage };
    if (now < leg.to) return { ...stage, status: 'running', started_at: iso(leg.from) };
    return {
      ...stage,
      ...leg.ended,
      started_at: iso(leg.from),
      completed_at: iso(leg.to),
      duration_seconds: (leg.to - leg.from) / 1000,
    };
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
