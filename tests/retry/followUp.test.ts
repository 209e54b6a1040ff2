import { describe, expect, test } from 'vitest';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import { followUp, type FollowUp } from '../../src/retry/followUp.ts';
import type { Ledger, LedgerRow } from '../../src/retry/ledger.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { classifyReason } from '../../src/retry/reasons.ts';

const ledgerOf = (...rows: LedgerRow[]): Ledger => ({ rows, notes: [] });
const SUBMITTED: Outcome = { kind: 'submitted' };
const MOVED_ON: Outcome = { kind: 'refused', reason: classifyReason('task status is running') };

/** The second retry of the stage `Code`. */
const row = (outcome: Outcome, over: Partial<LedgerRow> = {}): LedgerRow => ({
  id: 'a',
  stage: { id: 's2', name: 'Code' },
  attempt: 2,
  outcome,
  ...over,
});

const failed = (...stages: [id: string, status: string, retryCount?: number, name?: string | null][]): RetryableTask => ({
  id: 'a',
  status: 'failed',
  stages: stages.map(([id, status, count, name]) => ({ id, status, retry_count: count, stage_name: name })),
});

const followed = (only: LedgerRow, task: unknown): FollowUp | undefined =>
  followUp(ledgerOf(only), [task as RetryableTask]).get('a');

test('a row whose id is a number is another one’s', () => {
  const rows = [{ id: 7, status: 'completed' }, { id: '8', status: 'running' }] as unknown as RetryableTask[];
  const ledger = ledgerOf(row(SUBMITTED, { id: '8' }), row(SUBMITTED, { id: '7' }));
  expect([...followUp(ledger, rows)]).toEqual([['8', { status: 'running' }]]);
});

describe('a task that was submitted, or had moved on', () => {
  test.each(['pending', 'running', 'completed', 'cancelled', 'archived', ''])('is told as it is now: %j', (status) => {
    for (const outcome of [SUBMITTED, MOVED_ON, { kind: 'submitted', confirmed: true } as const]) {
      expect(followed(row(outcome), { id: 'a', status })).toEqual({ status });
    }
  });

  test.each<[string, RetryableTask, Partial<LedgerRow>, FollowUp | undefined]>([
    ['the same attempt: not read again yet', failed(['s1', 'completed', 0], ['s2', 'failed', 1, 'Code']), {}, undefined],
    ['an attempt more: failed again there', failed(['s2', 'failed', 2, 'Code']), {}, { status: 'failed', stage: 'Code' }],
    ['many attempts more', failed(['s2', 'failed', 9, 'Code']), {}, { status: 'failed', stage: 'Code' }],
    ['a later stage: it got further', failed(['s2', 'completed', 2], ['s3', 'failed', 0, 'Test']), {}, { status: 'failed', stage: 'Test' }],
    ['an earlier stage', failed(['s1', 'failed', 0, 'Plan'], ['s2', 'pending', 2]), {}, { status: 'failed', stage: 'Plan' }],
    ['a stage without a name', failed(['s2', 'failed', 2, null]), {}, { status: 'failed', stage: undefined }],
    ['no stages', { id: 'a', status: 'failed' }, {}, undefined],
    ['stages of which none failed', failed(['s2', 'completed', 2]), {}, undefined],
    ['no count', failed(['s2', 'failed', undefined, 'Code']), {}, undefined],
    ['an attempt that was not known', failed(['s2', 'failed', 7, 'Code']), { attempt: undefined }, undefined],
    ['a stage that was not known', failed(['s2', 'failed', 7, 'Code']), { stage: undefined, attempt: undefined }, undefined],
  ])('and is failed, with %s', (_, task, over, expected) => {
    for (const outcome of [SUBMITTED, MOVED_ON]) expect(followed(row(outcome, over), task)).toEqual(expected);
  });

  test.each<[unknown]>([[null], [undefined], [3], [{}], [{ id: 'b', status: 'running' }]])(
    'is not followed where the page has %j instead of it',
    (task) => {
      expect(followed(row(SUBMITTED), task)).toBeUndefined();
    },
  );
});

test.each<[Outcome]>([
  [{ kind: 'unknown', reason: { code: 'missing' } }],
  [{ kind: 'unsent', halt: 'stopped' }],
  [{ kind: 'unsent', notTakenAt: 1 }],
  [{ kind: 'skipped', reason: { code: 'task-not-failed', status: 'running' } }],
  [{ kind: 'refused', reason: classifyReason('Retry limit reached') }],
  [{ kind: 'refused', reason: classifyReason('why') }],
])('%j is not followed: what runs now does not run because of us', (outcome) => {
  expect(followed(row(outcome), { id: 'a', status: 'running' })).toBeUndefined();
});

test('follows each task by its id, whatever the id and the order', () => {
  const ids = ['__proto__', 'constructor', '0', 'a'];
  const tasks = ids.map((id) => ({ id, status: `is ${id}` }));
  const seen = followUp(ledgerOf(...ids.map((id) => row(SUBMITTED, { id }))), tasks.toReversed());
  expect([...seen]).toEqual(ids.map((id) => [id, { status: `is ${id}` }]));
});

test('of repeated rows the first counts, as it does in a plan', () => {
  const tasks = ['running', 'completed'].map((status) => ({ id: 'a', status }));
  expect(followUp(ledgerOf(row(SUBMITTED)), tasks).get('a')).toEqual({ status: 'running' });
});

test('follows nothing where there is nothing', () => {
  expect(followUp(ledgerOf(), [{ id: 'a', status: 'running' }]).size).toBe(0);
  expect(followUp(ledgerOf(row(SUBMITTED)), []).size).toBe(0);
});
