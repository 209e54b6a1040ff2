import assert from 'node:assert/strict';
import type { Visit } from '../../../scripts/visitConsumer.ts';

export default async function look({ open, retries }: Visit): Promise<void> {
  const page = await open('/');
  await page.getByRole('button', { name: /^Retry from this stage/ }).click();
  await page.getByText('Submitted').first().waitFor();
  await page.getByRole('button', { name: 'Retry the selection' }).click();
  await page.getByRole('button', { name: 'Retry 6 tasks' }).click();
  await page.getByText('5 submitted').first().waitFor();
  assert.deepEqual(
    retries().map(({ path }) => path),
    ['/tasks/task_1/retry-from-stage', '/tasks/retry-batch'],
  );
}
