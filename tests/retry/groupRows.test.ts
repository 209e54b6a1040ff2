import { describe, expect, test } from 'vitest';
import type { SkipReason } from '../../src/retry/eligibility.ts';
import { groupRows } from '../../src/retry/groupRows.ts';
import { ledgerOfAnswer, type Ledger } from '../../src/retry/ledger.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { classifyReason, type Reason } from '../../src/retry/reasons.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { HOSTILE } from '../support/hostile.ts';
import { createRandom } from '../support/random.ts';
import { batchAnswer } from '../support/wire.ts';

const ledgerOf = (...outcomes: Outcome[]): Ledger => ({
  rows: outcomes.map((outcome, index) => ({ id: `${index}`, outcome })),
  notes: [],
});
const refused = (text: string): Outcome => ({ kind: 'refused', reason: classifyReason(text) });
const refusedFor = (reason: Reason): Outcome => ({ kind: 'refused', reason });
const skipped = (reason: SkipReason): Outcome => ({ kind: 'skipped', reason });
const SUBMITTED: Outcome = { kind: 'submitted' };

/** The ids of each group, in its order. */
const idsIn = (...outcomes: Outcome[]): string[][] =>
  groupRows(ledgerOf(...outcomes)).map((group) => group.rows.map((row) => row.id));

test('200 tasks with 4 reasons are 4 groups with the right counts', () => {
  const reasons = [
    ...Array.from({ length: 90 }, (_, index) => `task status is ${index % 2 ? 'running' : 'pending'}`),
    ...Array.from({ length: 60 }, (_, index) => (index % 2 ? 'Retry limit reached' : 'retry limit (5) exceeded')),
    ...Array.from({ length: 30 }, () => 'Pipeline template is archived'),
    ...Array.from({ length: 20 }, () => 'Budget used up for November'),
  ];
  const items = reasons.map((reason, index) => ({ task_id: `task_${index}`, success: false, reason }));
  const { shuffle } = createRandom(20_261_124);
  const plan = planRetry(shuffle(items).map((item) => ({ id: item.task_id, status: 'failed' })));
  const groups = groupRows(ledgerOfAnswer(plan, batchAnswer(shuffle(items))));
  const told = groups.map(({ outcome, rows }) => {
    const reason = outcome.kind === 'refused' ? outcome.reason : undefined;
    return `${rows.length} ${reason?.code === 'other' ? reason.text : reason?.code}`;
  });
  expect(told.toSorted()).toEqual([
    '20 Budget used up for November',
    '30 Pipeline template is archived',
    '60 limit-reached',
    '90 moved-on',
  ]);
  expect(told.at(-1)).toBe('90 moved-on');
});

test('what needs a person comes first, what was submitted last; equals in the order of the selection', () => {
  const groups = groupRows(
    ledgerOf(
      SUBMITTED,
      skipped({ code: 'invalid-id' }),
      refused('task status is running'),
      { kind: 'unsent', halt: 'stopped' },
      refused('second'),
      refused('first'),
      { kind: 'unknown', reason: { code: 'missing' } },
      { kind: 'submitted', confirmed: true },
      { kind: 'unsent', notTakenAt: 1 },
    ),
  );
  expect(groups.map((group) => group.rows[0]?.id)).toEqual(['6', '4', '5', '3', '8', '2', '1', '0', '7']);
});

test('a ledger without rows has no groups, and one with rows is left as it was', () => {
  expect(groupRows({ rows: [], notes: [] })).toEqual([]);
  const ledger = ledgerOf(SUBMITTED, refused('why'), SUBMITTED);
  const rows = [...ledger.rows];
  groupRows(ledger);
  expect(ledger.rows).toEqual(rows);
});

describe('one group', () => {
  test.each<[string, Outcome, Outcome]>([
    ['for one recognised reason in other words', refused('task status is running'), refused('Stage is not failed.')],
    ['for the same words that are not recognised', refused('why'), refused('why')],
    ["for a team's own code", refusedFor({ code: 'quota', verdict: 'may-pass', text: 'a' }), refusedFor({ code: 'quota', verdict: 'may-pass', text: 'b' })],
    [
      'for what a check could not read and what it has not read yet',
      { kind: 'unknown', reason: { code: 'missing' } },
      { kind: 'unknown', reason: { code: 'missing' }, check: 'unreadable' },
    ],
    ['for one halt', { kind: 'unsent', halt: 'lost' }, { kind: 'unsent', halt: 'lost' }],
    ['for what was not taken, whenever it was read', { kind: 'unsent', notTakenAt: 1 }, { kind: 'unsent', notTakenAt: 2 }],
    [
      'for answers lost in one way',
      { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unknown-outcome', detail: 'Timed out' } } },
      { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unknown-outcome', detail: 'Reset' } } },
    ],
    ['for one status', skipped({ code: 'task-not-failed', status: 'running' }), skipped({ code: 'task-not-failed', status: 'running' })],
  ])('%s', (_, first, second) => {
    expect(idsIn(first, SUBMITTED, second)).toEqual([['0', '2'], ['1']]);
  });
});

test('what was not taken is dated by its earliest reading, which is true of all of it', () => {
  const [group] = groupRows(ledgerOf(...[3, 1, 2].map((notTakenAt): Outcome => ({ kind: 'unsent', notTakenAt }))));
  expect(group?.outcome).toEqual({ kind: 'unsent', notTakenAt: 1 });
});

describe('two groups', () => {
  test.each<[string, Outcome, Outcome]>([
    [
      'for other numbers of used attempts',
      skipped({ code: 'limit-reached', used: 3, limit: 3 }),
      skipped({ code: 'limit-reached', used: 5, limit: 3 }),
    ],
    ['for words that are not recognised and differ', refused('why'), refused('Why')],
    ['for words that begin alike', refused('x'), refused('x ')],
    ['for no words and some', refused(''), refused(' ')],
    ['for two codes', refused('Retry limit reached'), refused('Task not found')],
    [
      'for one code of a team with two verdicts',
      refusedFor({ code: 'quota', verdict: 'may-pass', text: 'a' }),
      refusedFor({ code: 'quota', verdict: 'will-not-pass', text: 'a' }),
    ],
    [
      "for one code of a team with two messages",
      refusedFor({ code: 'quota', verdict: 'may-pass', text: 'a', message: 'The quota of A is used up.' }),
      refusedFor({ code: 'quota', verdict: 'may-pass', text: 'a', message: 'The quota of B is used up.' }),
    ],
    ['for two halts', { kind: 'unsent', halt: 'stopped' }, { kind: 'unsent', halt: 'turned-away' }],
    ['for a halt and a failure', { kind: 'unsent', halt: 'stopped' }, { kind: 'unsent', failure: { kind: 'offline', detail: '' } }],
    [
      'for two failures',
      { kind: 'unsent', failure: { kind: 'forbidden', detail: 'a' } },
      { kind: 'unsent', failure: { kind: 'forbidden', detail: 'b' } },
    ],
    ['for two kinds of unknown', { kind: 'unknown', reason: { code: 'missing' } }, { kind: 'unknown', reason: { code: 'contradicted' } }],
    [
      'for answers lost in two ways',
      { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unknown-outcome', detail: '' } } },
      { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unreadable', detail: '' } } },
    ],
    ['for two statuses', skipped({ code: 'task-not-failed', status: 'running' }), skipped({ code: 'task-not-failed', status: 'odd' })],
    [
      "for two reasons of a team's canRetry",
      skipped({ code: 'not-allowed', text: 'Frozen until Monday' }),
      skipped({ code: 'not-allowed', text: 'You are not on call' }),
    ],
    ['for submitted, and submitted as confirmed by reading', SUBMITTED, { kind: 'submitted', confirmed: true }],
  ])('%s', (_, first, second) => {
    expect(idsIn(first, second)).toEqual([['0'], ['1']]);
  });
});

test('hostile words keep a group of their own each, with the raw text', () => {
  const texts = HOSTILE.map(([, text]) => text);
  const groups = groupRows(ledgerOf(...texts.map((text) => refused(text)), ...texts.map((text) => refused(text))));
  expect(groups).toHaveLength(texts.length);
  expect(groups.map((group) => group.rows.length)).toEqual(texts.map(() => 2));
  expect(groups.map(({ outcome }) => (outcome.kind === 'refused' ? outcome.reason.text : undefined))).toEqual(texts);
  expect(new Set(groups.map((group) => group.key)).size).toBe(texts.length);
});

test('a group keeps its key while others come and go', () => {
  const [before] = groupRows(ledgerOf(refused('why')));
  const after = groupRows(ledgerOf({ kind: 'unknown', reason: { code: 'missing' } }, SUBMITTED, refused('why')));
  expect(after.map((group) => group.key)).toContain(before?.key);
});
