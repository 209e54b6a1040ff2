// Plain Node with nothing installed but the package: neither React nor a query library, nor types.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { createTaskApi, ledgerOfAnswer, ledgerOfFailure, planRetry, TaskApiError } from 'task-retry-ui/client';
import { en } from 'task-retry-ui/messages/en';
import { zhCN } from 'task-retry-ui/messages/zh-CN';
import { buildTask, createPlatform } from 'task-retry-ui/testing';
import tokens from 'task-retry-ui/tokens.json' with { type: 'json' };

const tasks = ['task_1', 'task_2'].map((id) => buildTask({ id }));
const onPlatform = () => {
  const platform = createPlatform({ tasks });
  return { platform, api: createTaskApi({ baseUrl: 'http://127.0.0.1/api/v1', fetch: platform.fetch }) };
};

test('nothing else is installed', () => {
  assert.deepEqual(['react', 'react-dom', '@tanstack'].filter((name) => existsSync(`node_modules/${name}`)), []);
});

test('/client retries a stage and a batch, and accounts for each task', async () => {
  const { platform, api } = onPlatform();
  assert.equal((await api.retryTaskFromStage('task_1', { stage_id: 'stg_code' })).status, 'pending');
  const plan = planRetry(tasks);
  const answer = await api.retryTasksBatch({ task_ids: plan.retry.map(({ id }) => id) });
  const kinds = ledgerOfAnswer(plan, answer).rows.map(({ outcome }) => outcome.kind);
  assert.deepEqual(kinds, ['refused', 'submitted']);
  assert.equal(platform.requests.length, 2);
});

test('/client tells a lost answer from a failure', async () => {
  const { platform, api } = onPlatform();
  platform.fault({ drop: 'after' });
  const plan = planRetry(tasks);
  const error = await api.retryTasksBatch({ task_ids: ['task_1', 'task_2'] }).catch((reason) => reason);
  assert.ok(error instanceof TaskApiError);
  assert.equal(error.kind, 'unknown-outcome');
  assert.deepEqual(ledgerOfFailure(plan, error).rows.map(({ outcome }) => outcome.kind), ['unknown', 'unknown']);
});

test('messages and tokens are data', () => {
  // In an order of its own, which compresses better.
  assert.deepEqual(Object.keys(zhCN).toSorted(), Object.keys(en).toSorted());
  assert.ok(tokens.color ?? Object.keys(tokens).length > 0);
});

test('what is not promised cannot be imported', async () => {
  await assert.rejects(import('task-retry-ui/dist/client.js'), { code: 'ERR_PACKAGE_PATH_NOT_EXPORTED' });
});
