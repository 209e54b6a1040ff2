import { beforeAll, describe, expect, inject, test } from 'vitest';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import { chunksOf } from '../../src/retry/chunksOf.ts';
import { followUp } from '../../src/retry/followUp.ts';
import { groupRows } from '../../src/retry/groupRows.ts';
import {
  countOutcomes,
  foldAnswer,
  foldFailure,
  foldHalt,
  foldReading,
  ledgerOfAnswer,
  ledgerOfFailure,
  openLedger,
  reopen,
  type Ledger,
} from '../../src/retry/ledger.ts';
import { isMovedOn, OUTCOME_KINDS, type Outcome, type OutcomeKind } from '../../src/retry/outcome.ts';
import { maySendAgain, planRemainder } from '../../src/retry/remainder.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { isTaskId } from '../../src/types/isTaskId.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';
import { forSeeds, seedsFrom, type Random } from '../support/random.ts';

const SEED = 20_261_124;
// The first of them on each change, all of them in `npm run proof:races`.
const SEEDS = seedsFrom(SEED, inject('races').long ? 10_000 : 3000);
const RUNS = SEEDS.length;

const IDS: readonly unknown[] = [
  'a',
  'b',
  'c',
  'd',
  '0',
  '1',
  '__proto__',
  'constructor',
  'toString',
  '任务',
  ' ',
  'a/b',
  '😀',
  '',
  '.',
  '..',
  '\uD83D',
  7,
  null,
  undefined,
];
const ODD_ROWS: readonly unknown[] = [null, undefined, 'a', 3, [], {}];
const REASONS: readonly unknown[] = [
  'task status is running',
  'why',
  'Please try again',
  'Retry limit reached',
  'Task not found',
  null,
  { code: 1 },
];
const FAILURES: readonly TaskApiErrorKind[] = ['refused', 'offline', 'unknown-outcome', 'unreadable', 'rate-limited'];

function randomTask(random: Random): RetryableTask {
  const stages = random.some(2, (index) => ({
    id: `s${index}`,
    status: random.pick(['failed', 'failed', 'completed']),
    retry_count: random.pick([0, 1, 2, undefined]),
  }));
  const task = random.chance(0.1)
    ? random.pick(ODD_ROWS)
    : { id: random.pick(IDS), status: random.pick(['failed', 'failed', 'failed', 'running', 'odd']), stages };
  return task as RetryableTask;
}

const randomSelection = (random: Random): RetryableTask[] => random.some(12, () => randomTask(random));

function answerOf(items: readonly unknown[], random: Random): TaskBatchRetryResponse {
  const total = (): unknown => random.pick<unknown>([0, 1, 3, -1, 1e9, undefined, '3', Number.NaN]);
  return { total: total(), succeeded: total(), failed: total(), items } as TaskBatchRetryResponse;
}

const randomItems = (random: Random): unknown[] =>
  random.some(15, () =>
    random.chance(0.1)
      ? random.pick(ODD_ROWS)
      : {
          task_id: random.pick([...IDS, 'extra']),
          success: random.pick<unknown>([true, true, true, false, false, 'true', 1, undefined]),
          reason: random.pick(REASONS),
        },
  );

/** Items about each of these ids: mostly one, sometimes none or several, in any order. */
const randomItemsFor = (ids: readonly string[], random: Random): unknown[] =>
  random.shuffle(
    ids.flatMap((id) =>
      Array.from({ length: random.pick([1, 1, 1, 1, 0, 2, 3]) }, () => ({
        task_id: id,
        success: random.pick<unknown>([true, true, false, false, 'true', undefined]),
        reason: random.pick(REASONS),
      })),
    ),
  );

const idsOf = (plan: RetryPlan): string[] => plan.retry.map((row) => row.id);
const sum = (counts: Readonly<Record<OutcomeKind, number>>): number =>
  OUTCOME_KINDS.reduce((total, kind) => total + counts[kind], 0);

/** An outcome in one word, and its code where it has one. */
function wordOf(outcome: Outcome): string {
  return 'reason' in outcome ? `${outcome.kind} ${outcome.reason.code}` : outcome.kind;
}

/** What became of a task that was sent, worked out another way: from the set of all that was said of it. */
function expectedWord(id: string, items: readonly unknown[]): string {
  const said = new Set<string>();
  for (const item of items) {
    const { task_id: about, success } = Object(item) as { task_id?: unknown; success?: unknown };
    if (about === id) said.add(success === true ? 'submitted' : success === false ? 'refused' : 'unknown malformed');
  }
  const [only] = said;
  return said.size > 1 ? 'unknown contradicted' : (only ?? 'unknown missing');
}

/** What a run could leave: chunks answered, lost, turned away or not sent, then readings, then a part sent again. */
function randomLedger(plan: RetryPlan, random: Random): Ledger {
  let ledger = openLedger(plan);
  for (let turn = random.below(3); turn >= 0; turn -= 1) {
    for (const chunk of chunksOf(idsOf(plan).filter((id) => isOpen(ledger, id)), 1 + random.below(5))) {
      if (random.chance(0.2)) ledger = foldFailure(ledger, chunk, { kind: random.pick(FAILURES), detail: 'why' });
      else if (random.chance(0.9)) ledger = foldAnswer(ledger, chunk, answerOf(randomItemsFor(chunk, random), random));
    }
    ledger = foldHalt(ledger, random.pick(['stopped', 'turned-away', 'lost']));
    for (const row of ledger.rows.filter(() => random.chance(0.3))) {
      const reading = random.pick<RetryableTask | undefined>([
        { id: row.id, status: 'running' },
        { id: row.id, status: 'failed', stages: [{ id: 's0', status: 'failed', retry_count: random.below(4) }] },
        undefined,
      ]);
      ledger = foldReading(ledger, row.id, reading, 1);
    }
    if (turn > 0) ledger = reopen(ledger, planRemainder(ledger, []));
  }
  return ledger;
}

function isOpen(ledger: Ledger, id: string): boolean {
  return ledger.rows.some((row) => row.id === id && 'halt' in row.outcome && row.outcome.halt === 'waiting');
}

describe(`${RUNS} random selections and answers`, () => {
  test('chosen tasks are planned once each, sent once each, and none is lost', () => {
    forSeeds(SEEDS, (random) => {
      const selection = randomSelection(random);
      const { rows, retry, skip, duplicates } = planRetry(selection);
      const usable = new Set(selection.map((row) => Object(row).id as unknown).filter(isTaskId));
      expect(rows.filter((row) => row.skip?.code !== 'invalid-id').map((row) => row.id)).toEqual([...usable]);
      expect(rows.length + duplicates).toBe(selection.length);
      expect(retry.length + skip.length).toBe(rows.length);
      expect(new Set(retry.map((row) => row.id)).size).toBe(retry.length);
    });
  });

  test('whatever the answer, every chosen task ends in exactly one outcome, the one that the items say', () => {
    forSeeds(SEEDS, (random) => {
      const plan = planRetry(randomSelection(random));
      const items = randomItems(random);
      const ledger = ledgerOfAnswer(plan, answerOf(items, random));
      const expected = plan.rows.map((row) => [row.id, row.skip ? `skipped ${row.skip.code}` : expectedWord(row.id, items)]);
      const actual = ledger.rows.map(({ id, outcome }) => [id, outcome.kind === 'refused' ? 'refused' : wordOf(outcome)]);
      expect(actual).toEqual(expected);
      expect(sum(countOutcomes(ledger))).toBe(plan.rows.length);
      expect(countOutcomes(ledger).skipped).toBe(plan.skip.length);
      expect(new Set(ledger.notes.map((note) => note.code)).size).toBe(ledger.notes.length);
    });
  });

  test('whatever the failure, outcomes add up to the selection', () => {
    forSeeds(SEEDS, (random) => {
      const plan = planRetry(randomSelection(random));
      const ledger = ledgerOfFailure(plan, { kind: random.pick(FAILURES), detail: 'why' });
      expect(ledger.rows.map((row) => row.id)).toEqual(plan.rows.map((row) => row.id));
      expect(sum(countOutcomes(ledger))).toBe(plan.rows.length);
      expect(countOutcomes(ledger).skipped).toBe(plan.skip.length);
    });
  });

  test('merging chunk by chunk equals merging at once', () => {
    forSeeds(SEEDS, (random) => {
      const plan = planRetry(randomSelection(random));
      const parts = chunksOf(idsOf(plan), 1 + random.below(6)).map((ids) => ({ ids, items: randomItemsFor(ids, random) }));
      const whole = answerOf(parts.flatMap((part) => part.items), random);
      const apart = parts.reduce(
        (ledger, { ids, items }) => foldAnswer(ledger, ids, answerOf(items, random)),
        openLedger(plan),
      );
      expect(apart.rows).toEqual(ledgerOfAnswer(plan, whole).rows);
      // In whichever order the answers are taken in.
      const shuffled = random
        .shuffle(parts)
        .reduce((ledger, { ids, items }) => foldAnswer(ledger, ids, answerOf(items, random)), openLedger(plan));
      expect(shuffled.rows).toEqual(apart.rows);
    });
  });

  test('honest answers have the same notes, or none, chunk by chunk and at once', () => {
    forSeeds(SEEDS, (random) => {
      const plan = planRetry(randomSelection(random));
      const honest = (ids: readonly string[]): TaskBatchRetryResponse => ({
        total: ids.length,
        succeeded: ids.filter((id) => id.length > 1).length,
        failed: ids.filter((id) => id.length <= 1).length,
        items: ids.map((id) => ({ task_id: id, success: id.length > 1, reason: 'why' })),
      });
      const apart = chunksOf(idsOf(plan), 1 + random.below(6)).reduce(
        (ledger, ids) => foldAnswer(ledger, ids, honest(ids)),
        openLedger(plan),
      );
      expect(apart).toEqual(ledgerOfAnswer(plan, honest(idsOf(plan))));
      expect(apart.notes).toEqual([]);
    });
  });
});

describe(`${RUNS} random runs, with what was lost, stopped, read and sent again`, () => {
  interface Left {
    readonly plan: RetryPlan;
    readonly ledger: Ledger;
    readonly tasks: RetryableTask[];
  }

  // What is only read is made once.
  const made = new Map<number, Left>();

  function left(random: Random): Left {
    const plan = planRetry(randomSelection(random));
    const fresh = made.get(random.seed) ?? { plan, ledger: randomLedger(plan, random), tasks: randomSelection(random) };
    made.set(random.seed, fresh);
    return fresh;
  }

  test('every chosen id appears exactly once, in order, and outcomes add up to the selection', () => {
    forSeeds(SEEDS, (random) => {
      const { plan, ledger } = left(random);
      expect(ledger.rows.map((row) => row.id)).toEqual(plan.rows.map((row) => row.id));
      expect(sum(countOutcomes(ledger))).toBe(plan.rows.length);
      expect(ledger.rows.filter((row) => row.outcome.kind === 'skipped').length).toBe(plan.skip.length);
    });
  });

  test('the remainder never holds one that was submitted, moved on, will not pass, is unknown or was skipped', () => {
    forSeeds(SEEDS, (random) => {
      const { ledger, tasks } = left(random);
      const remainder = planRemainder(ledger, tasks);
      const barred = ledger.rows.filter(
        ({ outcome }) =>
          outcome.kind === 'submitted' ||
          outcome.kind === 'unknown' ||
          outcome.kind === 'skipped' ||
          (outcome.kind === 'refused' && outcome.reason.verdict !== 'may-pass'),
      );
      const offered = new Set(remainder.rows.map((row) => row.id));
      // Ids that cannot be sent may be repeated; they are always skipped.
      expect(barred.filter((row) => offered.has(row.id))).toEqual([]);
      expect(offered.size).toBe(remainder.rows.length);
      expect(remainder.rows.length + barred.length).toBe(ledger.rows.length);
      expect(remainder.retry.length + remainder.skip.length).toBe(remainder.rows.length);
    });
  });

  test('the remainder offers none that the page shows in another status than failed', () => {
    forSeeds(SEEDS, (random) => {
      const { ledger, tasks } = left(random);
      const seen = new Map<unknown, unknown>();
      for (const task of tasks.toReversed()) seen.set(Object(task).id, Object(task).status);
      for (const { id } of planRemainder(ledger, tasks).retry) expect(seen.get(id) ?? 'failed').toBe('failed');
    });
  });

  test('sent again, the remainder waits and every other row stays the very one it was', () => {
    forSeeds(SEEDS, (random) => {
      const { ledger, tasks } = left(random);
      const remainder = planRemainder(ledger, tasks);
      const again = new Set(idsOf(remainder));
      const reopened = reopen(ledger, remainder);
      const [waiting, others] = [true, false].map((sent) => reopened.rows.filter((row) => again.has(row.id) === sent));
      expect(waiting?.map((row) => row.outcome)).toEqual(waiting?.map(() => ({ kind: 'unsent', halt: 'waiting' })));
      expect(waiting?.length).toBe(again.size);
      expect(others?.every((row) => row === ledger.rows[reopened.rows.indexOf(row)])).toBe(true);
      expect(reopened.rows.length).toBe(ledger.rows.length);
    });
  });

  test('groups hold each row once, in the order of the selection, and none is empty', () => {
    forSeeds(SEEDS, (random) => {
      const { ledger } = left(random);
      const groups = groupRows(ledger);
      expect(groups.reduce((total, group) => total + group.rows.length, 0)).toBe(ledger.rows.length);
      expect(new Set(groups.flatMap((group) => group.rows)).size).toBe(ledger.rows.length);
      expect(new Set(groups.map((group) => group.key)).size).toBe(groups.length);
      for (const { rows, outcome } of groups) {
        expect(rows[0]?.outcome).toBe(outcome);
        expect(new Set(rows.map((row) => `${wordOf(row.outcome)} ${maySendAgain(row.outcome)}`)).size).toBe(1);
        const places = rows.map((row) => ledger.rows.indexOf(row));
        expect(places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1))).toBe(true);
      }
    });
  });

  test('only what was submitted or had moved on is followed up', () => {
    forSeeds(SEEDS, (random) => {
      const { ledger, tasks } = left(random);
      const followed = followUp(ledger, tasks);
      const may = ledger.rows.filter((row) => row.outcome.kind === 'submitted' || isMovedOn(row.outcome));
      const ids = new Set(may.map((row) => row.id));
      expect([...followed.keys()].filter((id) => !ids.has(id))).toEqual([]);
    });
  });
});

describe('the random ones are varied enough to mean something', () => {
  const seeds = SEEDS.slice(0, 2000);
  const seen = new Map<string, number>();
  const count = (word: string): void => void seen.set(word, (seen.get(word) ?? 0) + 1);

  beforeAll(() => {
    forSeeds(seeds, (random) => {
      const plan = planRetry(randomSelection(random));
      const ledger = random.chance(0.5)
        ? ledgerOfAnswer(plan, answerOf(randomItems(random), random))
        : randomLedger(plan, random);
      for (const row of ledger.rows) {
        count(wordOf(row.outcome));
        if (row.earlier) count('earlier');
      }
      if (planRemainder(ledger, []).retry.length > 0) count('remainder');
    });
  });

  test.each([
    'submitted',
    'refused moved-on',
    'refused other',
    'refused busy',
    'refused limit-reached',
    'refused not-found',
    'unknown missing',
    'unknown malformed',
    'unknown contradicted',
    'unknown failure',
    'unsent',
    'skipped invalid-id',
    'skipped task-not-failed',
    'earlier',
    'remainder',
  ])('%s', (word) => {
    expect(seen.get(word) ?? 0).toBeGreaterThan(seeds.length / 200);
  });
});
