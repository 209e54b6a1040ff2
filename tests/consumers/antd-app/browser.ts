import assert from 'node:assert/strict';
import type { Visit } from '../../../scripts/visitConsumer.ts';

export default async function look({ open, retries }: Visit): Promise<void> {
  const page = await open('/');
  const row = page.getByRole('row', { name: /task_1 / });
  const button = row.getByRole('button', { name: /^Retry from this stage/ });
  // Its theme reaches ours.
  assert.equal(await button.evaluate((element) => getComputedStyle(element).borderRadius), '2px');
  await button.click();
  await row.getByText('pending').first().waitFor();
  for (const id of ['task_2', 'task_3', 'task_done']) await page.getByRole('row', { name: new RegExp(`${id} `) }).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Retry selected' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry 2 tasks' }).click();
  await page.getByText('3 tasks accounted for').waitFor();
  assert.deepEqual(
    retries().map(({ path, body }) => [path, body]),
    [
      ['/tasks/task_1/retry-from-stage', { stage_id: 'stg_code' }],
      ['/tasks/retry-batch', { task_ids: ['task_2', 'task_3'] }],
    ],
  );
  const chinese = await open('/?zh');
  await chinese.getByRole('button', { name: /^从此阶段重试/ }).first().waitFor();
}
