import { describe, expect, test } from 'vitest';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import type { Ledger, LedgerRow } from '../../src/retry/ledger.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { classifyReason } from '../../src/retry/reasons.ts';
import { maySendAgain, planRemainder } from '../../src/retry/remainder.ts';

const ledgerOf = (...rows: LedgerRow[]): Ledger => ({ rows, notes: [] });
const refused = (text: string): Outcome => ({ kind: 'refused', reason: classifyReason(text) });
const STOPPED: Outcome = { kind: 'unsent', halt: 'stopped' };

const SENDABLE: readonly Outcome[] = [
  STOPPED,
  { kind: 'unsent', halt: 'turned-away' },
  { kind: 'unsent', halt: 'lost' },
  { kind: 'unsent', notTakenAt: 1 },
  { kind: 'unsent', failure: { kind: 'offline', detail: 'No network' } },
  { kind: 'unsent', failure: { kind: 'rate-limited', detail: 'Slow down' } },
  refused('Please try again'),
  refused('some words'),
  refused(''),
  { kind: 'refused', reason: { code: 'own', verdict: 'may-pass', text: 'own words' } },
];

const NOT_SENDABLE: readonly Outcome[] = [
  { kind: 'submitted' },
  { kind: 'submitted', confirmed: true },
  refused('task status is running'),
  refused('Target stage status is not failed'),
  refused('Retry limit reached'),
  refused('Task not found'),
  { kind: 'refused', reason: { code: 'own', verdict: 'will-not-pass', text: 'own words' } },
  { kind: 'refused', reason: { code: 'own', verdict: 'moved-on', text: 'own words' } },
  { kind: 'unknown', reason: { code: 'missing' } },
  { kind: 'unknown', reason: { code: 'contradicted' } },
  { kind: 'unknown', reason: { code: 'malformed' }, check: 'unreadable' },
  { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unknown-outcome', detail: 'Timed out' } } },
  { kind: 'skipped', reason: { code: 'task-not-failed', status: 'running' } },
  { kind: 'skipped', reason: { code: 'not-allowed', text: 'no' } },
];

test.each(SENDABLE.map((outcome) => [outcome]))('%j may be sent again', (outcome) => {
  expect(maySendAgain(outcome)).toBe(true);
  expect(planRemainder(ledgerOf({ id: 'a', outcome }), []).retry.map((row) => row.id)).toEqual(['a']);
});

test.each(NOT_SENDABLE.map((outcome) => [outcome]))('%j may not, not even if its task is failed now', (outcome) => {
  expect(maySendAgain(outcome)).toBe(false);
  for (const tasks of [[], [{ id: 'a', status: 'failed' }]]) {
    expect(planRemainder(ledgerOf({ id: 'a', outcome }), tasks)).toEqual({ rows: [], retry: [], skip: [], duplicates: 0 });
  }
});

test('may be narrowed, but not widened: what may not be sent again is never in it', () => {
  const ledger = ledgerOf(
    { id: 'a', outcome: STOPPED },
    { id: 'b', outcome: refused('Please try again') },
    { id: 'c', outcome: { kind: 'submitted' } },
  );
  const idsOf = (which: (outcome: Outcome) => boolean): string[] =>
    planRemainder(ledger, [], {}, which).retry.map((each) => each.id);
  expect(idsOf((outcome) => outcome.kind === 'unsent')).toEqual(['a']);
  expect(idsOf((outcome) => outcome.kind !== 'unsent')).toEqual(['b']);
  expect(idsOf(() => true)).toEqual(['a', 'b']);
});

describe('is planned afresh', () => {
  const row: LedgerRow = { id: 'a', title: 'Then', stage: { id: 's1', name: 'Plan' }, attempt: 1, outcome: STOPPED };

  test('from the tasks as they are now', () => {
    const stages = [
      { id: 's1', status: 'completed', stage_name: 'Plan' },
      { id: 's2', status: 'failed', stage_name: 'Code', retry_count: 3 },
    ];
    expect(planRemainder(ledgerOf(row), [{ id: 'a', status: 'failed', title: 'Now', stages }]).retry).toEqual([
      { id: 'a', title: 'Now', stage: { id: 's2', name: 'Code' }, attempt: 4, skip: undefined },
    ]);
  });

  test('as it was planned where the page does not have the task', () => {
    const { outcome: _, ...planned } = row;
    expect(planRemainder(ledgerOf(row), [{ id: 'b', status: 'failed' }]).retry).toEqual([planned]);
  });

  test.each<[string, RetryableTask, Parameters<typeof planRemainder>[2], string]>([
    ['left failed', { id: 'a', status: 'running' }, {}, 'task-not-failed'],
    [
      'reached its limit',
      { id: 'a', status: 'failed', stages: [{ id: 's1', status: 'failed', retry_count: 3 }] },
      { maxRetries: 3 },
      'limit-reached',
    ],
    ['may not', { id: 'a', status: 'failed' }, { canRetry: () => 'Frozen' }, 'not-allowed'],
  ])('one that %s meanwhile is told as left out', (_, task, limits, code) => {
    const { retry, skip, rows } = planRemainder(ledgerOf(row), [task], limits);
    expect(retry).toEqual([]);
    expect(skip.map((each) => each.skip?.code)).toEqual([code]);
    expect(rows).toEqual(skip);
  });

  test('in the order of the selection, not of the page, and without what the page has besides', () => {
    const ledger = ledgerOf(
      { id: 'c', outcome: STOPPED },
      { id: 'x', outcome: { kind: 'submitted' } },
      { id: '__proto__', outcome: refused('why') },
      { id: 'a', outcome: STOPPED },
    );
    const tasks = ['a', 'b', '__proto__', 'x', 'c', 'a'].map((id) => ({ id, status: 'failed' }));
    const { retry, rows, duplicates } = planRemainder(ledger, tasks);
    expect(retry.map((each) => each.id)).toEqual(['c', '__proto__', 'a']);
    expect(rows).toEqual(retry);
    expect(duplicates).toBe(0);
  });

  test('whatever the page has', () => {
    const odd = [null, undefined, 3, {}, { id: 7 }, { id: '' }] as unknown as RetryableTask[];
    expect(planRemainder(ledgerOf(row), odd).retry.map((each) => each.id)).toEqual(['a']);
  });
});
