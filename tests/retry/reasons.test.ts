import { describe, expect, test } from 'vitest';
import { classifyReason, type ClassifyReason, type ReasonCode, type Verdict } from '../../src/retry/reasons.ts';
import { RETRY_BATCH_RESPONSE, RETRY_FROM_STAGE_REFUSAL } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { HOSTILE } from '../support/hostile.ts';
import { expectWithin } from '../support/expectWithin.ts';

const VERDICTS: ReadonlyMap<ReasonCode, Verdict> = new Map([
  ['moved-on', 'moved-on'],
  ['limit-reached', 'will-not-pass'],
  ['not-found', 'will-not-pass'],
  ['busy', 'may-pass'],
  ['other', 'may-pass'],
]);

test.each<[ReasonCode, string]>([
  ['moved-on', 'task status is running'],
  ['moved-on', 'Task status is pending'],
  ['moved-on', 'TASK STATUS IS COMPLETED'],
  ['moved-on', 'task status is cancelled.'],
  ['moved-on', ' task status is planning \n'],
  ['moved-on', 'task status is some_new_status'],
  ['moved-on', 'Target stage status is not failed'],
  ['moved-on', 'Target stage status is not failed.'],
  ['moved-on', 'Stage is not failed'],
  ['moved-on', 'task is not failed'],
  ['moved-on', 'Task status is not failed'],

  ['limit-reached', 'Stage retry limit reached'],
  ['limit-reached', 'retry limit (5) exceeded'],
  ['limit-reached', 'Retries exhausted'],
  ['limit-reached', 'All retries used up'],
  ['limit-reached', 'max retries exceeded'],
  ['limit-reached', 'Maximum retries reached'],
  ['limit-reached', 'The maximum number of retries was reached'],

  ['not-found', 'Task not found'],
  ['not-found', 'stage not found.'],

  ['busy', 'Please try again later'],
  ['busy', 'The stage is temporarily unavailable.'],
  ['busy', 'Task is locked by another request'],
  ['busy', 'Worker BUSY'],
  ['busy', 'Too many running tasks'],
  ['busy', 'Scheduler overloaded, retry'],

  // Failed, after all: somebody should look at why it was refused.
  ['other', 'task status is failed'],
  ['other', 'Task status is FAILED.'],
  ['other', 'Pipeline template is archived'],
  ['other', 'template not found'],
  ['other', 'Task not found in the archive, restore it first'],
  ['other', 'the task status is running late'],
  ['other', 'multitask is not failed'],
  ['other', 'Retry later'],
  ['other', '任务状态不允许重试'],
  ['other', ''],
  ['other', ' .  '],
])('%s: %j, and the text stays as it came', (code, text) => {
  expect(classifyReason(text)).toEqual({ code, verdict: VERDICTS.get(code), text });
});

test('words only count as a whole', () => {
  expect(classifyReason('The business rule says no').code).toBe('other');
  expect(classifyReason('unlocked').code).toBe('other');
});

test.each<[ReasonCode, string]>([
  ['other', 'The old task status is running'],
  ['other', 'task status is running now'],
  ['other', 'task status is "failed"'],
  ['other', "task status is 'failed'"],
  ['moved-on', "task status is 'running'"],
  ['moved-on', 'task status is "running"'],
  ['moved-on', 'task status is failed-over'],
  ['other', 'stage is not failed yet'],
  ['other', 'Retry limit reached for today'],
  ['other', 'Parent task not found'],
  ['limit-reached', 'See v1.2.3: retries exhausted.'],
  ['not-found', 'Task not found...'],
])('%s is what the whole of %j says, not a part of it', (code, text) => {
  expect(classifyReason(text)).toEqual({ code, verdict: VERDICTS.get(code), text });
});

test('200 characters are read, and no more: nothing that we know is longer', () => {
  const saying = (length: number): string => 'task status is '.padEnd(length, 'x');
  expect(classifyReason(saying(200)).code).toBe('moved-on');
  expect(classifyReason(saying(201)).code).toBe('other');
});

describe("a team's own classifier", () => {
  test('that throws leaves the text to the package', () => {
    const throwing: ClassifyReason = () => {
      throw new Error('boom');
    };
    expect(classifyReason('Task not found', throwing)).toEqual({ code: 'not-found', verdict: 'will-not-pass', text: 'Task not found' });
  });

  test.each([
    ['a Promise', Promise.resolve({ code: 'quota', verdict: 'may-pass' })],
    ['no verdict', { code: 'quota' }],
    ['a verdict that there is not', { code: 'quota', verdict: 'never' }],
    ['no code', { verdict: 'may-pass' }],
  ])('that returns %s leaves the text to the package', (_, result) => {
    expect(classifyReason('Task not found', () => result as never)).toEqual({ code: 'not-found', verdict: 'will-not-pass', text: 'Task not found' });
  });

  const classify: ClassifyReason = (text) =>
    text.startsWith('QUOTA') ? { code: 'quota', verdict: 'will-not-pass', message: 'Ask for more quota' } : undefined;

  test('is asked first, and the text stays as it came', () => {
    expect(classifyReason('QUOTA: try again', classify)).toEqual({
      code: 'quota',
      verdict: 'will-not-pass',
      message: 'Ask for more quota',
      text: 'QUOTA: try again',
    });
  });

  test('leaves the rest to the package', () => {
    expect(classifyReason('task status is running', classify).code).toBe('moved-on');
  });

  test('gets the whole text, also one that is longer than any we know', () => {
    expect(classifyReason(`QUOTA ${'x'.repeat(100_000)}`, classify).code).toBe('quota');
  });

  test('cannot replace the words of the platform', () => {
    const own = (() => ({ code: 'own', verdict: 'may-pass', text: 'other words' })) as ClassifyReason;
    expect(classifyReason('the words', own).text).toBe('the words');
  });

  test.each(['moved-on', 'may-pass', 'will-not-pass'] as const)('may judge that a task is %s', (verdict) => {
    expect(classifyReason('Frozen', () => ({ code: 'frozen', verdict }))).toEqual({ code: 'frozen', verdict, text: 'Frozen' });
  });

  test('may read known words in another way', () => {
    const own: ClassifyReason = () => ({ code: 'limit-reached', verdict: 'may-pass' });
    expect(classifyReason('Retry limit reached', own)).toMatchObject({ code: 'limit-reached', verdict: 'may-pass' });
  });
});

test("the specification's own refusals are told as moved on", () => {
  const { detail } = JSON.parse(RETRY_FROM_STAGE_REFUSAL) as { detail: string };
  const { items } = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;
  const reasons = [detail, ...items.flatMap(({ reason }) => reason ?? [])];
  expect(reasons.map((reason) => classifyReason(reason).code)).toEqual(['moved-on', 'moved-on']);
});

test('100 kB of words are kept to the last one', () => {
  const text = `${'Traceback (most recent call last). '.repeat(3000)}\n`;
  expect(classifyReason(text)).toEqual({ code: 'other', verdict: 'may-pass', text });
});

test.each(HOSTILE)('hostile text is read without harm, at once, and kept: %s', async (_, text) => {
  expect(classifyReason(text)).toEqual({ code: 'other', verdict: 'may-pass', text });
  // A text that sends a pattern astray takes thousands of times as long as letters do.
  const letters = 'a'.repeat(text.length);
  await expectWithin(100, () => classifyReason(text), () => classifyReason(letters));
});

test.each(['task status is ', 'stage is not failed ', 'retries reached '])(
  'words that almost fit, over and over, are read at once: %j',
  async (words) => {
    for (const times of [5, 10, 20, 5000]) {
      const text = words.repeat(times);
      expect(classifyReason(text).text).toBe(text);
      const letters = 'a'.repeat(text.length);
      await expectWithin(100, () => classifyReason(text), () => classifyReason(letters));
    }
  },
);
