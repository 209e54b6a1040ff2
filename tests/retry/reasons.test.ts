import { expect, test } from 'vitest';
import { classifyReason, type ReasonCode } from '../../src/retry/reasons.ts';
import { RETRY_BATCH_RESPONSE, RETRY_FROM_STAGE_REFUSAL } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';

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
  expect(classifyReason(text)).toEqual({ code, text });
});

test("the specification's own refusals are told as moved on", () => {
  const { detail } = JSON.parse(RETRY_FROM_STAGE_REFUSAL) as { detail: string };
  const { items } = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;
  const reasons = [detail, ...items.flatMap(({ reason }) => reason ?? [])];
  expect(reasons.map((reason) => classifyReason(reason).code)).toEqual(['moved-on', 'moved-on']);
});

test('100 kB of words are kept to the last one', () => {
  const text = `${'Traceback (most recent call last). '.repeat(3000)}\n`;
  expect(classifyReason(text)).toEqual({ code: 'other', text });
});
