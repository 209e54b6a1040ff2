import { setImmediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptOf } from '../../src/retry/eligibility.ts';
import { createBatchRun, type BatchRun, type BatchSettled, type SendBatch } from '../../src/retry/batchRun.ts';
import { countOutcomes } from '../../src/retry/ledger.ts';
import { planRemainder } from '../../src/retry/remainder.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { createStageStore, type StageStore, type StageTarget } from '../../src/retry/stageStore.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { TaskApiError, type TaskApiErrorKind } from '../../src/types/TaskApiError.ts';
import { toTaskApiError } from '../../src/types/toTaskApiError.ts';
import { CHUNK, Model, TASKS, type StageName } from './model.ts';
import { LONGEST, race, same, type Act } from './race.ts';
import {
  answerAll,
  answers,
  ends,
  failing,
  platformAtFirst,
  Refusal,
  samePlatform,
  secondPerson,
  selection,
  stageName,
  tasksOf,
  wordOf,
  type Call,
  type Failure,
  type World,
} from './world.ts';

/** A store and a run, and what was asked of them. */
interface Session extends World {
  readonly store: StageStore;
  readonly run: BatchRun;
  readonly asked: string[];
  told: string[];
  /** The ids that were sent for each intent to send a batch. */
  readonly sentFor: string[][];
}

const KINDS: Record<Failure, TaskApiErrorKind> = {
  lost: 'unknown-outcome',
  '413': 'too-large',
  '429': 'rate-limited',
  '429 for an hour': 'rate-limited',
};
const HOUR = 3_600_000;

/** A data layer: each request waits until it is answered. */
function call<Answer>(
  session: Session,
  text: string,
  asked: Omit<Call, 'text' | 'resolve' | 'fail'>,
  signal?: AbortSignal,
): Promise<Answer> {
  session.asked.push(text);
  return new Promise((resolve, reject) => {
    const sent: Call = {
      text,
      ...asked,
      resolve(answer) {
        if (answer instanceof Refusal) reject(new TaskApiError('refused', { detail: answer.words, status: 400 }));
        else resolve(answer as Answer);
      },
      fail(how) {
        reject(new TaskApiError(KINDS[how], { detail: how, retryAfterMs: how === '429 for an hour' ? HOUR : undefined }));
      },
    };
    session.calls.push(sent);
    signal?.addEventListener('abort', () => {
      session.calls = session.calls.filter((each) => each !== sent);
      reject(new Error('cancelled'));
    });
  });
}

function read(session: Session, id: string, signal?: AbortSignal): Promise<Task> {
  return call(session, `read ${id}`, { method: 'GET', ids: [id] }, signal);
}

function targetOf({ model }: Session, taskId: string, stageId: StageName): StageTarget {
  return { taskId, stageId, attempt: model.attemptOf(taskId, stageId) };
}

const pageOf = ({ model }: Session): Task[] => tasksOf(model.page);

/** The batch is sent for an intent of its own. */
function sendOf(session: Session): SendBatch {
  const sent: string[] = [];
  session.sentFor.push(sent);
  return (ids) => {
    sent.push(...ids);
    return call<TaskBatchRetryResponse>(session, `retry ${ids.join(' ')}`, { method: 'POST', ids });
  };
}

const settled = (session: Session, text: string): BatchSettled => {
  return () => void session.told.push(text);
};

/** One that changes nothing is no step of a story. */
const act = (text: string, does: (session: Session) => boolean): Act<Session> => (session) => [text, () => does(session)];

/** The answer of the real one is that of the model. */
function agreed(model: boolean, real: boolean): boolean {
  expect(real).toBe(model);
  return real;
}

const acts: fc.Arbitrary<Act<Session>> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(failing, stageName).map(([id, name]) =>
      act(`retry ${name} of ${id}`, (session) =>
        agreed(
          session.model.retryStage(id, name),
          session.store.retryStage(
            targetOf(session, id, name),
            () => call(session, `retry ${name} of ${id}`, { method: 'POST', ids: [id], stage: name }),
            (outcome) => session.told.push(`${id} ${name} ${wordOf(outcome)}`),
          ),
        ),
      ),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(failing, stageName).map(([id, name]) =>
      act(`check ${name} of ${id}`, (session) =>
        agreed(
          session.model.checkStage(id, name),
          session.store.checkStage(
            targetOf(session, id, name),
            () => read(session, id),
            (outcome) => session.told.push(`${id} ${name} checked ${wordOf(outcome)}`),
          ),
        ),
      ),
    ),
  },
  {
    weight: 4,
    arbitrary: selection.map((ids) =>
      act(`retry a batch of ${ids.join(' ')}`, (session) => {
        const chosen = pageOf(session).filter(({ id }) => ids.includes(id));
        // In the order of the selection, which is not that of the page.
        const plan = planRetry(chosen.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)));
        return agreed(
          session.model.start(ids),
          session.run.start(plan, sendOf(session), settled(session, 'batch settled'), { chunkSize: CHUNK }),
        );
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(
      act('stop', ({ model, run }) => {
        model.stop();
        run.stop();
        return run.isInFlight();
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom('the remainder', 'everything').map((which) =>
      act(`continue with ${which}`, (session) => {
        const { model, run } = session;
        const ledger = run.current()?.ledger ?? { rows: [], notes: [] };
        const all = which === 'everything';
        const plan = all ? planRetry(pageOf(session)) : planRemainder(ledger, pageOf(session));
        return agreed(
          model.resume(all ? model.planOf(TASKS).filter(({ skip }) => !skip) : model.remainder(TASKS, true).rows),
          run.resume(plan, sendOf(session), settled(session, 'batch settled'), { chunkSize: CHUNK }),
        );
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant(
      act('check the batch', (session) => {
        const { model, run } = session;
        const readOne = (id: string, signal: AbortSignal): Promise<Task> => read(session, id, model.heedsCancel ? signal : undefined);
        return agreed(model.check(), run.check(readOne, settled(session, 'batch checked')));
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(
      act('stop checking', ({ model, run }) => {
        const checks = model.batch?.check !== undefined;
        model.cancelCheck();
        run.cancelCheck();
        return checks;
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant(
      act('the page reads its tasks again', (session) => {
        session.model.look();
        const tasks = pageOf(session);
        const gone = tasks.filter(({ status }) => status !== 'failed').map(({ id }) => id);
        const stages = tasks.flatMap(({ id, status, stages: list = [] }) =>
          list.filter((stage) => stage.status !== 'failed').map((stage) => [id, stage, status] as const),
        );
        session.model.noteLeft(gone, stages.map(([id, stage]) => [id, stage.id as StageName] as const));
        session.run.noteLeft(gone);
        for (const [taskId, stage, status] of stages) {
          const taken = session.store.noteLeft({ taskId, stageId: stage.id, attempt: attemptOf(stage) }, status);
          if (taken) session.told.push(`${taskId} ${stage.id} seen`);
        }
        return true;
      }),
    ),
  },
  { weight: 14, arbitrary: answers },
  { weight: 1, arbitrary: secondPerson },
  { weight: 2, arbitrary: ends },
);

/** All that can be seen of the store and the run, told like the model. */
function seen({ store, run, asked, calls, told }: Session): unknown {
  const batch = run.current();
  return {
    asked,
    waiting: calls.map(({ text }) => text),
    told: told.toSorted(),
    awaited: [store.isInFlight(), run.isInFlight()],
    stages: TASKS.flatMap((id) =>
      (['a', 'b'] as const).map((name) => {
        const last = store.stageRetry(id, name);
        if (!last?.outcome) return last && ['pending', last.attempt, last.left];
        const checking = last.outcome.kind === 'unknown' && last.outcome.check === 'checking';
        return [checking ? 'checking' : wordOf(last.outcome), last.attempt, last.left];
      }),
    ),
    batch: batch && {
      rows: batch.ledger.rows.map((row) => [row.id, row.stage?.id, row.attempt, wordOf(row.outcome), (row.earlier ?? []).map(wordOf)]),
      left: [...batch.left].toSorted(),
      state:
        batch.kind === 'running'
          ? [batch.sent, batch.total, batch.more, batch.stopping]
          : [batch.halt === 'turned-away' ? 'turned away' : batch.halt, batch.notBefore !== undefined, batch.check],
    },
  };
}

function expected(model: Model): unknown {
  const { asked, waiting, told, stages, batch } = model;
  return {
    asked,
    waiting: waiting.map(({ text }) => text),
    told: told.toSorted(),
    awaited: [model.isInFlight('stages'), model.isInFlight('batch')],
    stages: TASKS.flatMap((id) =>
      (['a', 'b'] as const).map((name) => {
        const last = stages.get(`${id} ${name}`);
        return last && [last.checking ? 'checking' : last.word, last.attempt, last.left];
      }),
    ),
    batch: batch && {
      rows: batch.rows.map(({ id, stage, attempt, word, earlier }) => [id, stage, attempt, word, earlier]),
      left: [...batch.left].toSorted(),
      state: batch.running
        ? [batch.sent, batch.total, batch.queue.length > 0, batch.stopping]
        : [batch.halt, batch.waits, batch.check && { done: batch.check.done, total: batch.check.total }],
    },
  };
}

async function look(session: Session): Promise<void> {
  await setImmediate();
  const { model, run, sentFor } = session;
  model.endTick();
  same(seen(session), expected(model));
  session.told = [];
  model.told = [];
  // Said on their own, since a model may be wrong in the same way as what it models.
  same(sentFor.map((ids) => new Set(ids).size), sentFor.map((ids) => ids.length));
  const { ledger } = run.current() ?? {};
  if (ledger) {
    same(Object.values(countOutcomes(ledger)).reduce((sum, count) => sum + count), ledger.rows.length);
    same(ledger.rows.map(({ id }) => id), run.current()?.plan.rows.map(({ id }) => id));
  }
}

async function end(session: Session): Promise<void> {
  await answerAll(session, look);
  samePlatform(session);
  const { store, run } = session;
  expect([store.isInFlight(), run.isInFlight()]).toEqual([false, false]);
  const batch = run.current();
  expect(batch === undefined || (batch.kind === 'settled' && !batch.check)).toBe(true);
}

test.each([
  ['readings that end when a check is cancelled', true],
  ['readings that nothing stops', false],
])('whatever happens, in any order, store and run are as the model says: with %s', { timeout: LONGEST }, async (how, heedsCancel) => {
  const done = await race<Session>({
    name: `store and run, ${how}`,
    runs: [250, 10_000],
    ticks: 40,
    acts,
    begin: () => ({
      model: new Model(heedsCancel),
      platform: platformAtFirst(),
      calls: [],
      store: createStageStore(toTaskApiError),
      run: createBatchRun(),
      asked: [],
      told: [],
      sentFor: [],
    }),
    look,
    end,
  });
  expect(done).toBeGreaterThanOrEqual(250);
});
