import { buildStage, buildTask } from '../../src/testing/builders.ts';
import type { Wording } from '../../src/messages/wording.ts';
import type { Task } from '../../src/types/task.ts';

const failedIn = (id: string, title: string, stage: string, retries: number): Task =>
  buildTask({
    id,
    title,
    stages: [
      buildStage({ id: 'stg_plan', stage_name: 'Plan', status: 'completed', retry_count: 0 }),
      buildStage({ id: `stg_${stage.toLowerCase()}`, stage_name: stage, retry_count: retries }),
    ],
  });

/** The failed tasks of SPEC.md, section 6.3, as a table would hold them. */
export const specSelection: Task[] = [
  failedIn('task_1', 'Migrate billing webhooks to v2', 'Code', 2),
  failedIn('task_2', 'Add rate limits to the public API', 'Test', 0),
  failedIn('task_3', 'Fix flaky checkout e2e suite', 'Code', 1),
];

/** Three failed tasks of a batch whose first id names what happens to its request. */
export const selectionOf = (scenario: string): Task[] => [
  failedIn(scenario, 'Migrate billing webhooks to v2', 'Code', 2),
  failedIn(`${scenario}_b`, 'Add rate limits to the public API', 'Test', 0),
  failedIn(`${scenario}_c`, 'Split user service schema', 'Review', 0),
];

const TITLES = [
  'Migrate billing webhooks to v2',
  'Add rate limits to the public API',
  'Fix flaky checkout e2e suite',
  'Split user service schema',
  'Rotate signing keys',
  'Upgrade the search cluster',
  'Archive old invoices',
  'Backfill order events',
];

const titleAt = (index: number): string => TITLES[index % TITLES.length] ?? '';

/** Failed tasks with these ids, each in its Code stage: the first id of each chunk names what happens to its request. */
export const selectionOfIds = (...ids: readonly string[]): Task[] =>
  ids.map((id, index) => failedIn(id, titleAt(index), 'Code', 2));

const STAGES = ['Code', 'Test', 'Review'];

/** Any number of failed tasks, of which the nth has the title "... #n" and an id that ends in n. */
export const manyFailed = (count: number): Task[] =>
  Array.from({ length: count }, (_, index) =>
    failedIn(
      `task_${String(index + 1).padStart(5, '0')}`,
      `${titleAt(index)} #${index + 1}`,
      STAGES[index % STAGES.length] ?? '',
      index % 4,
    ),
  );

/** One failed task among others that need no retry, or are not given one at a limit of 5. */
export const selectionWithOneFailed = (id: string): Task[] => [
  buildTask({ id: 'task_5', title: 'Rotate signing keys', status: 'running' }),
  failedIn(id, 'Migrate billing webhooks to v2', 'Code', 2),
  buildTask({ id: 'task_7', title: 'Archive old invoices', status: 'completed' }),
  failedIn('task_8', 'Backfill order events', 'Code', 5),
];

/** A selection as tables give it: any status, one at its limit, one twice, one without stages. */
export const mixedSelection: Task[] = [
  failedIn('task_taken_6', 'Migrate billing webhooks to v2', 'Code', 2),
  failedIn('task_moved_6', 'Add rate limits to the public API', 'Test', 0),
  failedIn('task_taken_7', 'Fix flaky checkout e2e suite', 'Code', 1),
  buildTask({ id: 'task_bare', title: 'Split user service schema', stages: undefined }),
  buildTask({ id: 'task_5', title: 'Rotate signing keys', status: 'running' }),
  buildTask({ id: 'task_6', title: 'Upgrade the search cluster', status: 'running' }),
  buildTask({ id: 'task_7', title: 'Archive old invoices', status: 'completed' }),
  failedIn('task_8', 'Backfill order events', 'Code', 5),
  failedIn('task_taken_6', 'Migrate billing webhooks to v2', 'Code', 2),
];

/** What the plan of `mixedSelection` says about those that are left out, at a limit of 5. */
export function leftOutText({ text, status }: Wording): string {
  const reasons = [
    text('leftOut.task-not-failed', { count: 2, status: status('running') }),
    text('leftOut.task-not-failed', { count: 1, status: status('completed') }),
    text('leftOut.limit-reached', { count: 1 }),
  ];
  return text('leftOut', { count: 4, reasons: reasons.join(text('listSeparator')) });
}
