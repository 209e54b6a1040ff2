import { buildStage, createPlatform, type Fault, type Platform } from '../src/testing/index.ts';
import type { Task } from '../src/types/task.ts';

/** The platform of all stories. They can be on one page, since each has task ids of its own. */
export const platform: Platform = createPlatform();

/**
 * What has become of a task since the page read it, by the scenario in its id. Other tasks are on the platform as the
 * page has them.
 */
const SINCE: Readonly<Record<string, Partial<Task>>> = {
  // SPEC.md, sections 6.2 and 6.3
  task_1002: { stages: [buildStage({ status: 'pending' }), buildStage({ id: 'stg_review', stage_name: 'Review' })] },
  task_2: { status: 'running' },
  task_moved: { status: 'running' },
  task_limit: { stages: [buildStage({ retry_count: 5 })] },
  // A page may not have the stages of its rows.
  task_bare: { stages: [buildStage()] },
};

/** Why the platform refuses a task beyond its rules. */
const REASONS: Readonly<Record<string, string>> = {
  task_none: 'Pipeline template is archived',
  task_locked: 'Task is locked by another run, try again',
};

/** What goes wrong with the retries of a task, of a batch with those of its first one. */
const FAULTS: Readonly<Record<string, Fault>> = {
  task_refused: { status: 400, body: { detail: 'Pipeline template is archived' } },
  task_unauthorised: { status: 401, body: { detail: 'Token expired' } },
  task_invalid: { status: 422, body: { detail: [{ loc: ['body', 'stage_id'], msg: 'field required', type: 'missing' }] } },
  task_busy: { status: 429, body: { detail: 'Too many requests' }, headers: { 'Retry-After': '30' } },
  task_down: { status: 500, body: { detail: 'Internal server error' } },
  task_lost: { drop: 'after' },
  task_unreadable: { body: '<!doctype html><title>Sign in</title>' },
  task_slow: { delayMs: 400 },
  task_pending: { hang: 'before' },
  // Takes two tasks at a time and no more.
  task_bulky: { when: ({ taskIds }) => taskIds.length > 2, status: 413, body: { detail: 'Payload too large' } },
  task_short: {
    applied: true,
    body: { total: 2, succeeded: 2, failed: 0, items: ['b', 'c'].map((end) => ({ task_id: `task_short_${end}`, success: true })) },
  },
  task_nonsense: {
    body: {
      total: 'three',
      succeeded: -1,
      failed: null,
      items: [
        null,
        { task_id: 5, success: true },
        { task_id: 'task_nonsense', success: 'perhaps' },
        { task_id: 'task_nonsense_b', success: true },
        { task_id: 'task_nonsense_b', success: false, reason: { of: ['another', 'shape'] } },
        { task_id: 'task_99', success: true },
      ],
    },
  },
};

/** `task_slow` of `task_slow_2`: another task with the same fate. */
function scenarioOf(id: string | undefined): string {
  return id?.replace(/(_\d+)?(_[a-z])?$/, '') ?? '';
}

function byScenario<Fate>(fates: Readonly<Record<string, Fate>>, id: string): Fate | undefined {
  return fates[id] ?? fates[scenarioOf(id)];
}

const refuse = (id: string): string | undefined => byScenario(REASONS, id);

platform.fault({ refuse });
for (const [name, fault] of Object.entries(FAULTS)) {
  platform.fault({
    refuse,
    ...fault,
    // What cannot be read when it is retried cannot be read afterwards either; else reading is honest.
    when: (request) =>
      scenarioOf(request.taskIds[0]) === name &&
      (request.method === 'POST' || name === 'task_unreadable') &&
      (fault.when?.(request) ?? true),
  });
}

/** Puts the tasks of a story on the platform as its page expects them, but for what has become of them since. */
export function putTasks(tasks: readonly Task[]): void {
  for (const task of tasks) platform.put({ ...task, ...byScenario(SINCE, task.id) });
}
