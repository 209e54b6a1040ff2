import * as fc from 'fast-check';
import type { Outcome } from '../../src/retry/outcome.ts';
import type { StageOutcome } from '../../src/retry/stageRetryState.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { createPlatform, type Platform } from '../../src/testing/createPlatform.ts';
import { completeTask } from '../../src/testing/platformTask.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { ANSWERS, endRun, LIMIT, rowsAtFirst, TASKS, type Answer, type Model, type Row, type StageName, type Word } from './model.ts';
import { same, type Act } from './race.ts';

export const BUSY = 'Task is locked, try again';
export const REJECTED = 'Pipeline template is archived';

/** A request as it was sent, and the two ways in which it may end. */
export interface Call {
  /** As the model tells it. */
  readonly text: string;
  readonly method: 'GET' | 'POST';
  readonly ids: readonly string[];
  readonly stage?: string | undefined;
  readonly resolve: (answer: unknown) => void;
  readonly fail: (how: Failure) => void;
}
export type Failure = 'lost' | '413' | '429' | '429 for an hour';

/** The model, the platform, and what was sent to it: what the races of both layers have in common. */
export interface World {
  readonly model: Model;
  readonly platform: Platform;
  /** Those that wait for an answer. */
  calls: Call[];
}

/** Tasks as a platform or a page has them, from those of the model. */
export function tasksOf(rows: ReadonlyMap<string, Row>): Task[] {
  return [...rows].map(([id, row]) =>
    buildTask({
      id,
      status: row.status,
      stages: (['a', 'b'] as const).map((name) =>
        buildStage({ id: name, stage_name: name, status: row[name].status, retry_count: row[name].count }),
      ),
    }),
  );
}

/** Its clock stands still, so a task goes on until somebody ends its run. */
export const platformAtFirst = (): Platform => createPlatform({ tasks: tasksOf(rowsAtFirst()), now: () => 0, maxRetries: LIMIT });

/** What the platform makes of a request, and the answer to it. */
function serve(platform: Platform, call: Call, busy = false): Task | TaskBatchRetryResponse | string | undefined {
  const { method, ids, stage } = call;
  const [id = ''] = ids;
  if (method === 'GET') return platform.task(id);
  if (stage === undefined) {
    const items = ids.flatMap((each, place) =>
      busy && place % 2 === 0 ? [{ task_id: each, success: false, reason: BUSY }] : platform.retryTasksBatch([each]).items,
    );
    const succeeded = items.filter(({ success }) => success).length;
    return { total: items.length, succeeded, failed: items.length - succeeded, items };
  }
  if (busy) return BUSY;
  try {
    return platform.retryTaskFromStage(id, stage);
  } catch (error) {
    return /was not retried: (.*)\. Nothing/.exec(String(error))?.[1] ?? String(error);
  }
}

/** Serves the call, or lets it go wrong. */
function end(platform: Platform, call: Call, answer: Answer): void {
  const isBatch = call.method === 'POST' && call.stage === undefined;
  switch (answer) {
    case 'served':
    case 'busy': {
      if (answer === 'busy' && call.method === 'GET') return call.fail('lost');
      const served = serve(platform, call, answer === 'busy');
      return typeof served === 'string' ? refuse(call, served) : call.resolve(served);
    }
    case 'short': {
      const served = serve(platform, call);
      if (isBatch && typeof served === 'object' && 'items' in served) return call.resolve({ ...served, items: served.items.slice(1) });
      return call.resolve(completeTask(buildTask({ id: 'another' })));
    }
    case 'garbled':
      serve(platform, call);
      return call.resolve({ ok: true });
    case 'lost after':
      serve(platform, call);
      return call.fail('lost');
    case 'lost before':
      return call.fail('lost');
    case 'rejected':
      return refuse(call, REJECTED);
    case '413':
    case '429':
    case '429 for an hour':
      return call.fail(answer);
  }
}

/** A refusal is a failure that carries words. */
function refuse(call: Call, words: string): void {
  call.resolve(new Refusal(words));
}

/** What a request is refused with. */
export class Refusal {
  readonly words: string;

  constructor(words: string) {
    this.words = words;
  }
}

export const failing = fc.constantFrom(...TASKS.slice(0, 3));
export const stageName = fc.constantFrom<StageName>('a', 'b');
export const selection = fc.shuffledSubarray([...TASKS], { minLength: 1 });
const WEIGHTS: Record<Answer, number> = {
  served: 8,
  busy: 2,
  short: 2,
  garbled: 2,
  'lost before': 4,
  'lost after': 3,
  rejected: 1,
  '413': 1,
  '429': 1,
  '429 for an hour': 1,
};
const answer = fc.oneof(...ANSWERS.map((each) => ({ weight: WEIGHTS[each], arbitrary: fc.constant(each) })));

/** Any request that waits may be answered next, and in any way. */
export const answers: fc.Arbitrary<Act<World>> = fc.tuple(fc.nat(7), answer).map(
  ([index, how]) =>
    ({ model, platform, calls }) => {
      const text = nth(model.waiting, index)?.text;
      const ask = model.waiting.find((each) => each.text === text);
      const call = calls.find((each) => each.text === text);
      // What was asked in this very tick may not have left yet.
      if (!ask || !call) return undefined;
      return [
        `“${ask.text}” is ${how}`,
        () => {
          calls.splice(calls.indexOf(call), 1);
          model.answer(ask, how);
          end(platform, call, how);
        },
      ];
    },
);

/** Somebody else retries a stage. */
export const secondPerson: fc.Arbitrary<Act<World>> = fc.tuple(fc.nat(), stageName).map(
  ([index, name]) =>
    ({ model, platform }) => {
      const id = nth(TASKS.filter((each) => model.mayRetry(each, name)), index);
      if (id === undefined) return undefined;
      return [
        `somebody else retries ${name} of ${id}`,
        () => {
          model.retryOnPlatform(id, name);
          platform.retryTaskFromStage(id, name);
        },
      ];
    },
);

/** The run of a task ends on the platform. */
export const ends: fc.Arbitrary<Act<World>> = fc.tuple(fc.nat(), fc.boolean()).map(
  ([index, fails]) =>
    ({ model, platform }) => {
      const id = nth(TASKS.filter((each) => model.goesOn(each)), index);
      const task = id === undefined ? undefined : platform.task(id);
      if (!task) return undefined;
      return [
        `${task.id} ${fails ? 'fails again' : 'gets through that stage'}`,
        () => {
          model.endRun(task.id, fails);
          const row = rowOf(task);
          endRun(row, fails);
          const stages = task.stages.map((stage) => Object.assign(stage, { status: row[stage.id as StageName].status }));
          platform.put(Object.assign(task, { status: row.status, stages }));
        },
      ];
    },
);

/** One of a list, whichever number was drawn. */
export function nth<Item>(list: readonly Item[], index: number): Item | undefined {
  return list[index % Math.max(1, list.length)];
}

function rowOf(task: Task): Row {
  const stageOf = (name: StageName): Row['a'] => {
    const stage = task.stages?.find(({ id }) => id === name);
    return { status: stage?.status ?? '', count: stage?.retry_count ?? 0 };
  };
  return { status: task.status, a: stageOf('a'), b: stageOf('b') };
}

/** Every request that still waits is answered, and so are those that follow. */
export async function answerAll<Each extends World>(world: Each, look: (world: Each) => Promise<void>): Promise<void> {
  while (world.model.waiting.length > 0 || world.calls.length > 0) {
    const call = world.calls.shift();
    const ask = world.model.waiting.find((each) => each.text === call?.text);
    if (!ask || !call) throw new Error(`What waits is not what the model says: ${call?.text}`);
    world.model.answer(ask, 'served');
    end(world.platform, call, 'served');
    await look(world);
  }
}

/** What was done to the tasks is what the model says, so nothing was retried behind anyone's back. */
export function samePlatform({ platform, model }: World): void {
  same(platform.tasks().map((task) => [task.id, rowOf(task)]), [...model.platform]);
}

/** An outcome in the model's words. */
export function wordOf(outcome: Outcome | StageOutcome): Word {
  switch (outcome.kind) {
    case 'submitted':
      return outcome.confirmed === true ? 'confirmed' : 'submitted';
    case 'refused': {
      const { code, verdict, text } = outcome.reason;
      if (verdict === 'moved-on') return 'moved on';
      if (code === 'limit-reached') return 'limit';
      return text === REJECTED ? 'rejected' : 'busy';
    }
    case 'skipped':
      return 'skipped';
    case 'unsent':
      if ('halt' in outcome) return outcome.halt === 'turned-away' ? 'turned away' : outcome.halt;
      return 'notTakenAt' in outcome ? 'not taken' : 'unsent';
    case 'unknown':
      return 'check' in outcome && outcome.check === 'unreadable' ? 'unread' : 'unknown';
  }
}
