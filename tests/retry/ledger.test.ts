import { describe, expect, test } from 'vitest';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import {
  countOutcomes,
  foldAnswer,
  foldFailure,
  foldHalt,
  foldReading,
  ledgerOfAnswer,
  ledgerOfFailure,
  ledgerOfResponse,
  nameRows,
  openLedger,
  reopen,
  type Ledger,
  type LedgerNote,
} from '../../src/retry/ledger.ts';
import type { Outcome, OutcomeKind } from '../../src/retry/outcome.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { RETRY_BATCH_REQUEST, RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryRequest, TaskBatchRetryResponse } from '../../src/types/task.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';

const yes = (id: string): object => ({ task_id: id, success: true });
const no = (id: string, reason: unknown = 'why'): object => ({ task_id: id, success: false, reason });

/** An answer whose totals fit its items, unless told otherwise. */
function answer(items: readonly unknown[], totals: object = {}): TaskBatchRetryResponse {
  const having = (success: boolean): number => items.filter((item) => Object(item).success === success).length;
  return {
    total: items.length,
    succeeded: having(true),
    failed: having(false),
    items,
    ...totals,
  } as TaskBatchRetryResponse;
}

function planOf(...ids: string[]): RetryPlan {
  return planRetry(ids.map((id) => ({ id, status: 'failed' })));
}

const RUNNING: RetryableTask = { id: 'running', status: 'running' };

/** Each row in one word: the outcome, and its code where it has one. */
function told(ledger: Ledger): string[] {
  return ledger.rows.map(({ id, outcome }) => `${id}: ${wordOf(outcome)}`);
}

function wordOf(outcome: Outcome): string {
  return 'reason' in outcome ? `${outcome.kind} ${outcome.reason.code}` : outcome.kind;
}

const SUBMITTED: Outcome = { kind: 'submitted' };
const MISSING: Outcome = { kind: 'unknown', reason: { code: 'missing' } };
const MALFORMED: Outcome = { kind: 'unknown', reason: { code: 'malformed' } };
const CONTRADICTED: Outcome = { kind: 'unknown', reason: { code: 'contradicted' } };
const refusedWith = (text: string): Outcome => ({ kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text } });

describe('an answer, accounted for', () => {
  test('each chosen task appears once, in the order of the selection, whatever the order of the items', () => {
    const plan = planRetry([
      { id: 'c', status: 'failed' },
      RUNNING,
      { id: 'a', status: 'failed' },
      { id: 'b', status: 'failed' },
    ]);
    const ledger = ledgerOfAnswer(plan, answer([yes('a'), no('b', 'task status is running'), yes('c')]));
    expect(told(ledger)).toEqual([
      'c: submitted',
      'running: skipped task-not-failed',
      'a: submitted',
      'b: refused moved-on',
    ]);
    expect(ledger.notes).toEqual([]);
  });

  test('a row keeps the title, stage and attempt of its plan', () => {
    const stages = [{ id: 's', status: 'failed', stage_name: 'Code', retry_count: 1 }];
    const plan = planRetry([{ id: 'a', status: 'failed', title: 'Title', stages }]);
    expect(ledgerOfAnswer(plan, answer([yes('a')])).rows).toEqual([
      { id: 'a', title: 'Title', stage: { id: 's', name: 'Code' }, attempt: 2, outcome: SUBMITTED },
    ]);
  });

  test.each<[string, readonly unknown[], Outcome]>([
    ['no item', [], MISSING],
    ['an item of another task only', [yes('b')], MISSING],
    ['a yes', [yes('a')], SUBMITTED],
    ['a no', [no('a')], refusedWith('why')],
    ['a no without a reason', [{ task_id: 'a', success: false }], refusedWith('')],
    ['a no whose reason is null', [no('a', null)], refusedWith('')],
    ['a no whose reason is other JSON', [no('a', { code: 7 })], refusedWith('{"code":7}')],
    ['the same yes twice', [yes('a'), yes('a')], SUBMITTED],
    ['the same no twice', [no('a'), no('a')], refusedWith('why')],
    ['a no whose reason begins like markup', [no('a', '<stg_code> is not free')], refusedWith('<stg_code> is not free')],
    ['two reasons for one no', [no('a', 'first'), no('a', 'second')], refusedWith('first')],
    ['yes, then no', [yes('a'), no('a')], CONTRADICTED],
    ['no, then yes', [no('a'), yes('a')], CONTRADICTED],
    ['yes, no, yes', [yes('a'), no('a'), yes('a')], CONTRADICTED],
    ['yes, no, no', [yes('a'), no('a'), no('a')], CONTRADICTED],
    ['yes, then an item that says neither', [yes('a'), { task_id: 'a' }], CONTRADICTED],
    ['an item that says neither, then yes', [{ task_id: 'a' }, yes('a')], CONTRADICTED],
    ['a success that is absent', [{ task_id: 'a' }], MALFORMED],
    ['a success that is null', [{ task_id: 'a', success: null }], MALFORMED],
    ['a success that is text', [{ task_id: 'a', success: 'true' }], MALFORMED],
    ['a success that is a number', [{ task_id: 'a', success: 1 }], MALFORMED],
    ['a success that is 0', [{ task_id: 'a', success: 0 }], MALFORMED],
    [
      'nulls and other things beside a yes',
      [null, undefined, 'a', 3, [], {}, yes('a'), { task_id: 7, success: true }],
      SUBMITTED,
    ],
  ])('%s', (_, items, outcome) => {
    const ledger = ledgerOfAnswer(planOf('a'), answer(items));
    expect(ledger.rows.map((row) => [row.id, row.outcome])).toEqual([['a', outcome]]);
  });

  test.each<[unknown]>([
    [null],
    [undefined],
    [{}],
    [[]],
    ['ok'],
    [0],
    [{ items: null }],
    [{ items: 'a' }],
    [{ items: { 0: yes('a') } }],
  ])('one that is %j leaves every task that was sent unknown, none lost', (nothing) => {
    const plan = planRetry([{ id: 'a', status: 'failed' }, RUNNING, { id: 'b', status: 'failed' }]);
    const ledger = ledgerOfAnswer(plan, nothing as TaskBatchRetryResponse);
    expect(told(ledger)).toEqual(['a: unknown missing', 'running: skipped task-not-failed', 'b: unknown missing']);
    expect(ledger.notes).toEqual([{ code: 'totals-differ' }]);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%j is an id like any other', (id) => {
    expect(told(ledgerOfAnswer(planOf(id, 'a'), answer([yes('a'), no(id)])))).toEqual([
      `${id}: refused other`,
      'a: submitted',
    ]);
    expect(told(ledgerOfAnswer(planOf(id), answer([yes('a')])))).toEqual([`${id}: unknown missing`]);
  });

  test('a task that was left out stays left out, also if the answer names it', () => {
    const plan = planRetry([RUNNING, { id: 'a', status: 'failed' }]);
    const ledger = ledgerOfAnswer(plan, answer([yes('a'), yes('running')]));
    expect(told(ledger)).toEqual(['running: skipped task-not-failed', 'a: submitted']);
    expect(ledger.notes).toContainEqual({ code: 'extra-items', count: 1 });
  });

  test('is about the task whose id is that text, not about a row whose number reads the same', () => {
    const number = { id: 7, status: 'failed' } as unknown as RetryableTask;
    for (const selection of [[{ id: '7', status: 'failed' }, number], [number, { id: '7', status: 'failed' }]]) {
      const sent = planRetry(selection);
      const words = (ledger: Ledger): string[] => told(ledger).toSorted();
      expect(words(ledgerOfAnswer(sent, answer([yes('7')])))).toEqual(['7: skipped invalid-id', '7: submitted']);
      const unknown = ledgerOfAnswer(sent, answer([]));
      expect(words(unknown)).toEqual(['7: skipped invalid-id', '7: unknown missing']);
      expect(words(foldReading(unknown, '7', { id: '7', status: 'running' }, 1))).toEqual(['7: skipped invalid-id', '7: submitted']);
      expect(words(reopen(unknown, sent))).toEqual(['7: skipped invalid-id', '7: unsent']);
    }
  });

  test('is not about ids that are not of this batch, whoever says that they were sent', () => {
    const ledger = openLedger(planOf('a', 'b'));
    expect(foldAnswer(ledger, ['x'], answer([yes('x')])).rows).toEqual(ledger.rows);
    expect(foldFailure(ledger, ['x'], { kind: 'offline', detail: 'No network' }).rows).toEqual(ledger.rows);
    expect(foldReading(ledger, 'x', { id: 'x', status: 'running' }, 1)).toBe(ledger);
  });

  test("asks a team's classifier once for each text, however many items have it", () => {
    const asked: string[] = [];
    ledgerOfAnswer(planOf('a', 'b', 'c'), answer([no('a', 'x'), no('b', 'y'), no('c', 'x')]), (text) => {
      asked.push(text);
      return undefined;
    });
    expect(asked).toEqual(['x', 'y']);
  });

  test('rows without a usable id stay, each one, whatever the answer says', () => {
    const plan = planRetry([
      null,
      { id: '', status: 'failed' },
      { id: '.', status: 'failed' },
    ] as unknown as RetryableTask[]);
    const ledger = ledgerOfAnswer(plan, answer([{ task_id: '', success: true }, yes('.')]));
    expect(told(ledger)).toEqual([': skipped invalid-id', ': skipped invalid-id', '.: skipped invalid-id']);
  });
});

describe('what does not add up is noted once, and changes no row', () => {
  test('items that no sent task asked for', () => {
    const ledger = ledgerOfAnswer(planOf('a'), answer([yes('x'), yes('a'), null, { success: true }, no('y')]));
    expect(told(ledger)).toEqual(['a: submitted']);
    expect(ledger.notes).toContainEqual({ code: 'extra-items', count: 4 });
  });

  test('items that repeat one', () => {
    const ledger = ledgerOfAnswer(planOf('a', 'b'), answer([yes('a'), yes('a'), yes('b'), no('b'), yes('a')]));
    expect(told(ledger)).toEqual(['a: submitted', 'b: unknown contradicted']);
    expect(ledger.notes).toContainEqual({ code: 'repeated-items', count: 3 });
  });

  test.each<[string, object, LedgerNote[]]>([
    ['right', {}, []],
    ['too high', { total: 99 }, [{ code: 'totals-differ' }]],
    ['too low', { succeeded: 0 }, [{ code: 'totals-differ' }]],
    ['swapped', { succeeded: 1, failed: 2 }, [{ code: 'totals-differ' }]],
    ['negative', { failed: -1 }, [{ code: 'totals-differ' }]],
    ['absent', { total: undefined, succeeded: undefined, failed: undefined }, [{ code: 'totals-differ' }]],
    ['null', { total: null }, [{ code: 'totals-differ' }]],
    ['text', { total: '3' }, [{ code: 'totals-differ' }]],
    ['not a number', { total: Number.NaN }, [{ code: 'totals-differ' }]],
    ['all wrong', { total: 1, succeeded: 7, failed: 7 }, [{ code: 'totals-differ' }]],
  ])('totals that are %s', (_, totals, notes) => {
    const items = [yes('a'), no('b'), yes('c')];
    const ledger = ledgerOfAnswer(planOf('a', 'b', 'c'), answer(items, totals));
    expect(ledger.notes).toEqual(notes);
    expect(told(ledger)).toEqual(['a: submitted', 'b: refused other', 'c: submitted']);
    expect(ledgerOfResponse(answer(items, totals)).notes).toEqual(notes);
  });
});

describe('totals count what was sent, and what came besides', () => {
  test.each<[string, readonly unknown[]]>([
    ['repeated items', [yes('a'), yes('a'), yes('b')]],
    ['items that nobody asked for', [yes('a'), yes('b'), yes('x')]],
    ['both', [yes('a'), yes('a'), yes('b'), yes('x'), null]],
  ])('of %s that they include, they say nothing new', (_, items) => {
    const { notes } = ledgerOfAnswer(planOf('a', 'b'), answer(items));
    expect(notes.map((note) => note.code)).not.toContain('totals-differ');
  });

  test.each<[string, readonly unknown[]]>([
    ['one', [yes('a')]],
    ['one, although another came twice', [yes('a'), yes('a')]],
    ['one, although a stranger came', [yes('a'), yes('x')]],
  ])('so they differ where the answer lacks %s', (_, items) => {
    const { notes } = ledgerOfAnswer(planOf('a', 'b'), answer(items));
    expect(notes.map((note) => note.code)).toContain('totals-differ');
  });
});

describe('a run that ends', () => {
  test('keeps what is known: only what waits is told as not sent', () => {
    const outcomes: Outcome[] = [
      { kind: 'unsent', halt: 'waiting' },
      { kind: 'unsent', halt: 'stopped' },
      { kind: 'unsent', notTakenAt: 1 },
      { kind: 'unsent', failure: { kind: 'offline', detail: 'No network' } },
      SUBMITTED,
      MISSING,
      refusedWith('why'),
    ];
    const ledger: Ledger = { rows: outcomes.map((outcome, index) => ({ id: `${index}`, outcome })), notes: [] };
    const [first, ...others] = foldHalt(ledger, 'lost').rows;
    expect(first).toEqual({ id: '0', outcome: { kind: 'unsent', halt: 'lost' } });
    expect(others).toEqual(ledger.rows.slice(1));
  });
});

describe('counts', () => {
  test("come from the rows, never from the platform's totals", () => {
    const ledger = ledgerOfAnswer(
      planOf('a', 'b', 'c'),
      answer([yes('a'), no('b')], { total: 90, succeeded: 60, failed: 30 }),
    );
    expect(countOutcomes(ledger)).toEqual({ submitted: 1, refused: 1, unknown: 1, unsent: 0, skipped: 0 });
  });

  test('are zero for every outcome of an empty ledger', () => {
    expect(countOutcomes({ rows: [], notes: [] })).toEqual({
      submitted: 0,
      refused: 0,
      unknown: 0,
      unsent: 0,
      skipped: 0,
    });
  });
});

describe('a request that failed as a whole', () => {
  const OUTCOMES: Record<TaskApiErrorKind, OutcomeKind> = {
    refused: 'refused',
    'bad-input': 'unsent',
    offline: 'unsent',
    unauthenticated: 'unsent',
    forbidden: 'unsent',
    'not-found': 'unsent',
    invalid: 'unsent',
    'too-large': 'unsent',
    'rate-limited': 'unsent',
    'unknown-outcome': 'unknown',
    unreadable: 'unknown',
  };

  test.each(Object.entries(OUTCOMES))(
    '%s: everything that was sent is %s, what was left out stays so',
    (kind, outcome) => {
      const plan = planRetry([{ id: 'a', status: 'failed' }, RUNNING, { id: 'b', status: 'failed' }]);
      const ledger = ledgerOfFailure(plan, { kind: kind as TaskApiErrorKind, detail: 'why' });
      expect(ledger.rows.map((row) => [row.id, row.outcome.kind])).toEqual([
        ['a', outcome],
        ['running', 'skipped'],
        ['b', outcome],
      ]);
      expect(ledger.notes).toEqual([]);
    },
  );

  test('tells the reason or the failure with each task', () => {
    const lost = { kind: 'unknown-outcome', detail: 'Timed out' } as const;
    const offline = { kind: 'offline', detail: 'No network' } as const;
    const outcomeOf = (failure: Parameters<typeof ledgerOfFailure>[1]): unknown =>
      ledgerOfFailure(planOf('a'), failure).rows[0]?.outcome;
    expect(outcomeOf(lost)).toEqual({ kind: 'unknown', reason: { code: 'failure', failure: lost } });
    expect(outcomeOf(offline)).toEqual({ kind: 'unsent', failure: offline });
    expect(outcomeOf({ kind: 'refused', detail: 'Frozen' })).toEqual(refusedWith('Frozen'));
  });
});

describe('an answer alone', () => {
  const spec = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;

  test("the specification's answer: two submitted, one moved on, nothing to note", () => {
    const ledger = ledgerOfResponse(spec);
    expect(told(ledger)).toEqual(['task_1: submitted', 'task_2: refused moved-on', 'task_3: submitted']);
    expect(ledger.notes).toEqual([]);
    expect(countOutcomes(ledger)).toEqual({ submitted: 2, refused: 1, unknown: 0, unsent: 0, skipped: 0 });
  });

  test("the specification's request and answer agree with it", () => {
    const { task_ids: ids } = JSON.parse(RETRY_BATCH_REQUEST) as TaskBatchRetryRequest;
    const ledger = ledgerOfAnswer(planOf(...ids), spec);
    expect(told(ledger)).toEqual(told(ledgerOfResponse(spec)));
    expect(ledger.notes).toEqual([]);
  });

  test('is counted by its items, each task once, whatever its totals', () => {
    const ledger = ledgerOfResponse(
      answer([yes('a'), no('b'), yes('a'), null], { total: 50, succeeded: 50, failed: 0 }),
    );
    expect(told(ledger)).toEqual(['a: submitted', 'b: refused other']);
    expect(ledger.notes).toEqual([
      { code: 'totals-differ' },
      { code: 'extra-items', count: 1 },
      { code: 'repeated-items', count: 1 },
    ]);
  });

  test.each<[unknown]>([[null], [undefined], [{}], [{ items: 'a' }]])(
    'that is %j has no rows, and says that its totals differ',
    (nothing) => {
      expect(ledgerOfResponse(nothing as TaskBatchRetryResponse)).toEqual({
        rows: [],
        notes: [{ code: 'totals-differ' }],
      });
    },
  );
});

test('titles are added where they lack, and replace none', () => {
  const plan = planRetry([
    { id: 'a', status: 'failed', title: 'As planned' },
    ...['b', 'c', 'd'].map((id) => ({ id, status: 'failed' })),
  ]);
  const named = nameRows(ledgerOfAnswer(plan, answer([])), [
    { id: 'b', status: 'running', title: 'As the page has it' },
    { id: 'a', status: 'running', title: 'Renamed' },
    { id: 'd', status: 'running', title: null },
    ...([null, undefined, 3, 'c'] as unknown as RetryableTask[]),
  ]);
  expect(named.rows.map((row) => row.title)).toEqual(['As planned', 'As the page has it', undefined, undefined]);
  expect(named.rows.map((row) => row.outcome)).toEqual([MISSING, MISSING, MISSING, MISSING]);
});

test('an answer settles what it was asked for, although it names tasks of a later request as well', () => {
  const ledger = foldAnswer(openLedger(planOf('a', 'b')), ['a'], answer([yes('a'), yes('b')]));
  expect(ledger.rows.map(({ outcome }) => outcome)).toEqual([{ kind: 'submitted' }, { kind: 'unsent', halt: 'waiting' }]);
  expect(ledger.notes).toEqual([{ code: 'extra-items', count: 1 }]);
});

test('a task that is sent again has the stage and the attempt of today’s plan, also where these are not known', () => {
  const at = (stages?: RetryableTask['stages']): RetryableTask => ({ id: 'a', status: 'failed', stages });
  const before = planRetry([at([{ id: 's', status: 'failed', retry_count: 1 }])]);
  const refused = ledgerOfAnswer(before, answer([no('a')]));
  expect(refused.rows[0]).toMatchObject({ stage: { id: 's' }, attempt: 2 });
  const again = reopen(refused, planRetry([at()]));
  expect(again.rows[0]).toMatchObject({ stage: undefined, attempt: undefined });
  // Nobody knows whether it was this retry that raised the count.
  const lost = foldFailure(again, ['a'], { kind: 'unknown-outcome', detail: '' });
  expect(foldReading(lost, 'a', at([{ id: 's', status: 'failed', retry_count: 2 }]), 0).rows[0]?.outcome.kind).toBe('unknown');
});
