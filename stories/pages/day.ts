import { buildStage, buildTask, buildTasks, createPlatform, type Platform } from '../../src/testing/index.ts';
import type { Task, TaskStage } from '../../src/index.ts';
import { createPageApi, type PageApi } from './pageApi.ts';

/** 2 November 2026, 09:00, wherever it is shown. */
export const MORNING = new Date(2026, 10, 2, 9).getTime();
export const MINUTE = 60_000;

/** A platform that one person on call shares with others, and its clock. */
export interface Day {
  readonly platform: Platform;
  readonly api: PageApi;
  /** The time on the platform, in ms since 1970. */
  now: () => number;
  /** How many times as fast as ours the clock is; 0 stands still. */
  readonly speed: number;
  /** Lets this much time pass at once, in ms. */
  skip: (ms: number) => void;
  /** Somebody else retries this task, without an id the first failed one. Tells whether there was one. */
  overtake: (id?: string) => boolean;
  /** Loses the answer to the next retry, after it was taken. */
  loseNextAnswer: () => void;
}

const completed = (stage: TaskStage, seconds: number, output_summary: string): TaskStage => ({
  ...stage,
  status: 'completed',
  retry_count: 0,
  error_message: null,
  failure_category: null,
  tokens_used: 480 * seconds,
  turns_used: Math.ceil(seconds / 9),
  duration_seconds: seconds,
  output_summary,
});
const waiting = (stage: TaskStage): TaskStage => ({ ...stage, status: 'pending', retry_count: 0, error_message: null, failure_category: null });

/** A failed task: planned, failed in its Code stage, with more to come. */
const failedInCode = (id: string, title: string, project_name: string, minutesAgo: number, code: Partial<TaskStage>): Task =>
  buildTask({
    id,
    title,
    created_at: new Date(MORNING - minutesAgo * MINUTE).toISOString(),
    project_name,
    template_name: 'Feature',
    branch_name: id.replace('_', '/'),
    stages: [
      completed(buildStage({ id: 'stg_plan', stage_name: 'Plan', agent_role: 'planner' }), 94, 'Plan: 5 steps, 3 files to change, no open question'),
      buildStage({ tokens_used: 6120, turns_used: 14, self_fix_count: 2, duration_seconds: 212, ...code }),
      waiting(buildStage({ id: 'stg_test', stage_name: 'Test', agent_role: 'tester' })),
      waiting(buildStage({ id: 'stg_review', stage_name: 'Review', agent_role: 'reviewer' })),
    ],
  });

const TASKS: readonly Task[] = [
  failedInCode('task_checkout', 'Fix the flaky checkout e2e suite', 'Storefront', 12, { retry_count: 0 }),
  failedInCode('task_billing', 'Migrate billing webhooks to v2', 'Payments', 25, {
    retry_count: 4,
    error_message: 'Self assessment 0.42 is below the threshold of 0.70 after 3 fixes',
    failure_category: 'quality_gate',
  }),
  failedInCode('task_keys', 'Rotate the signing keys', 'Identity', 31, {
    retry_count: 1,
    error_message: 'Permission denied (publickey) while fetching origin',
    failure_category: 'environment',
  }),
  ...buildTasks({ count: 43, failedShare: 0.35, seed: 7, newestAt: MORNING - 40 * MINUTE }),
];

/** A new day, at 09:00. */
export function createDay(speed: number): Day {
  let start = MORNING;
  const began = performance.now();
  const now = (): number => start + (performance.now() - began) * speed;
  const platform = createPlatform({
    tasks: TASKS,
    now,
    // The one fails once more; the other does not get well today.
    script: { task_checkout: ['failed', 'completed'], task_billing: ['failed'] },
  });
  const refuse = (id: string): string | undefined =>
    id === 'task_keys' && now() < MORNING + MINUTE ? 'Task is locked by another run, try again' : undefined;
  platform.fault({ refuse });
  return {
    platform,
    api: createPageApi({ baseUrl: platform.basePath, fetch: platform.fetch }),
    now,
    speed,
    skip(ms) {
      start += ms;
    },
    overtake(id) {
      const failed = platform.tasks().find((task) => task.status === 'failed' && (id === undefined || task.id === id));
      return failed !== undefined && platform.retryTasksBatch([failed.id]).succeeded === 1;
    },
    loseNextAnswer() {
      platform.fault({ when: ({ method }) => method === 'POST', times: 1, drop: 'after', refuse });
    },
  };
}
