import { describe, expect, test } from 'vitest';
import { isMovedOn, OUTCOME_KINDS, outcomeOfFailure, wordsOf, type Outcome } from '../../src/retry/outcome.ts';
import type { Reason } from '../../src/retry/reasons.ts';
import { meaningOf, ownError } from '../../src/types/ownError.ts';
import { kindOfStatus, TaskApiError, type TaskApiErrorKind } from '../../src/types/TaskApiError.ts';

/** One word for each kind of error, so that a kind that is added must be decided here too. */
const OUTCOMES: Record<TaskApiErrorKind, 'refused' | 'unsent' | 'unknown'> = {
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

describe('what a failed request leaves of each task it carried', () => {
  test.each(Object.entries(OUTCOMES))('%s: %s', (kind, outcome) => {
    expect(outcomeOfFailure({ kind: kind as TaskApiErrorKind, detail: 'why' }).kind).toBe(outcome);
  });

  test.each([
    [400, 'refused'],
    [409, 'refused'],
    [401, 'unsent'],
    [403, 'unsent'],
    [404, 'unsent'],
    [410, 'unsent'],
    [413, 'unsent'],
    [422, 'unsent'],
    [429, 'unsent'],
    [200, 'unknown'],
    [302, 'unknown'],
    [408, 'unknown'],
    [500, 'unknown'],
    [502, 'unknown'],
    [504, 'unknown'],
    [418, 'unknown'],
  ])('HTTP %d: %s', (status, outcome) => {
    expect(outcomeOfFailure({ kind: kindOfStatus(status), detail: '', status }).kind).toBe(outcome);
  });

  test('a refusal carries its reason, recognised and in the words it came in', () => {
    expect(outcomeOfFailure({ kind: 'refused', detail: 'Task status is running.' })).toEqual({
      kind: 'refused',
      reason: { code: 'moved-on', verdict: 'moved-on', text: 'Task status is running.' },
    });
  });

  test("a refusal is read by the team's own classifier where there is one", () => {
    const classify = (): Omit<Reason, 'text'> => ({ code: 'frozen', verdict: 'will-not-pass' });
    expect(outcomeOfFailure({ kind: 'refused', detail: 'Frozen', status: 409 }, classify)).toEqual({
      kind: 'refused',
      reason: { code: 'frozen', verdict: 'will-not-pass', text: 'Frozen' },
    });
  });

  test('what was turned away, and what is not known, keep the failure they had', () => {
    const busy = new TaskApiError('rate-limited', { detail: 'Slow down', status: 429, retryAfterMs: 30_000 });
    const lost = new TaskApiError('unknown-outcome', { detail: 'Timed out' });
    expect(outcomeOfFailure(busy)).toEqual({ kind: 'unsent', failure: busy });
    expect(outcomeOfFailure(lost)).toEqual({ kind: 'unknown', reason: { code: 'failure', failure: lost } });
  });
});

describe('the words of a failure', () => {
  test.each(Object.keys(OUTCOMES) as TaskApiErrorKind[])('are none where the package speaks for itself: %s', (kind) => {
    expect(wordsOf({ kind, detail: '' })).toBeUndefined();
    expect(wordsOf(ownError(kind))).toBeUndefined();
    expect(wordsOf(ownError(kind, 'HTTP 500'))).toBeUndefined();
  });

  test.each(Object.keys(OUTCOMES) as TaskApiErrorKind[])('are those of the platform where it spoke: %s', (kind) => {
    for (const detail of ['Frozen', ' ', `${meaningOf(kind)} So it said.`]) expect(wordsOf({ kind, detail })).toBe(detail);
  });

  test('are no reason where there are none: a refusal without a body has an empty one', () => {
    expect(outcomeOfFailure(ownError('refused'))).toMatchObject({ kind: 'refused', reason: { code: 'other', text: '' } });
  });
});

test.each<[boolean, Outcome]>([
  [true, { kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: 'task status is running' } }],
  [true, { kind: 'refused', reason: { code: 'own', verdict: 'moved-on', text: 'done by hand' } }],
  [false, { kind: 'refused', reason: { code: 'limit-reached', verdict: 'will-not-pass', text: 'Retry limit reached' } }],
  [false, { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: 'moved-on' } }],
  [false, { kind: 'submitted' }],
  [false, { kind: 'skipped', reason: { code: 'task-not-failed', status: 'running' } }],
  [false, { kind: 'unknown', reason: { code: 'missing' } }],
  [false, { kind: 'unsent', halt: 'stopped' }],
  [false, { kind: 'unsent', notTakenAt: 1 }],
])('a neutral tone is %s for %j', (neutral, outcome) => {
  expect(isMovedOn(outcome)).toBe(neutral);
});

test('sums say what was done first, then what was not', () => {
  expect(OUTCOME_KINDS).toEqual(['submitted', 'refused', 'unknown', 'unsent', 'skipped']);
});
