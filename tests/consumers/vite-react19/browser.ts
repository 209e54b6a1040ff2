import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Visit } from '../../../scripts/visitConsumer.ts';

const stageRetry = (id: string) => ({ path: `/tasks/${id}/retry-from-stage`, body: { stage_id: 'stg_code' }, status: 200 });
const batchRetry = (...ids: string[]) => ({ path: '/tasks/retry-batch', body: { task_ids: ids }, status: 200 });

/** Its server sets a policy that allows no inline style or script, no other origin, and no HTML from text. */
export default async function look({ open, platform, retries }: Visit): Promise<void> {
  const page = await open('/');
  const { headers } = await fetch(page.url());
  assert.match(headers.get('content-security-policy') ?? '', /require-trusted-types-for/);
  const row = page.getByRole('listitem').filter({ hasText: 'task_1 is' });
  await row.getByRole('button', { name: /^Retry from this stage/ }).click();
  await page.getByText('task_1 is pending').waitFor();
  assert.deepEqual(retries(), [stageRetry('task_1')]);

  // A lost answer is checked by reading, which shows that it was taken.
  const mend = platform.fault({ when: ({ endpoint }) => endpoint === 'retry-from-stage', status: 503 });
  await page.getByRole('listitem').filter({ hasText: 'task_2 is' }).getByRole('button', { name: /^Retry from/ }).click();
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByText(/Not retried as of/).first().waitFor();
  mend();
  assert.deepEqual(retries(), []);

  await page.getByRole('button', { name: 'Retry the selection' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Retry 5 tasks' }).click();
  await dialog.getByText('5 submitted').first().waitFor();
  assert.deepEqual(retries(), [batchRetry('task_2', 'task_3', 'task_4', 'task_5', 'task_6')]);

  const downloads = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download CSV' }).click();
  assert.match(await readFile(await (await downloads).path(), 'utf8'), /task_6/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copy = dialog.getByRole('button', { name: /^Copy ids/ }).first();
  if (!(await copy.isVisible())) await dialog.locator('summary').first().click();
  await copy.click();
  await dialog.getByText(/^Ids copied: \d+$/).waitFor();
  assert.match(await page.evaluate(async () => navigator.clipboard.readText()), /^task_\w+/);
  await dialog.getByRole('button', { name: 'Close' }).first().click();
  // The result stays on the page, in the product's own place.
  await page.locator('[data-component="BatchRetryResultList"]').last().getByText('5 submitted').first().waitFor();

  const chinese = await open('/?zh');
  await chinese.getByText('task_1 is').waitFor();
  await bringYourOwn({ open, platform, retries });
}

async function bringYourOwn({ open, platform, retries }: Visit): Promise<void> {
  for (const library of ['swr', 'plain']) {
    for (const task of platform.tasks()) {
      if (task.id !== 'task_done') platform.put({ ...task, status: 'failed', stages: task.stages.map((stage) => (stage.id === 'stg_code' ? { ...stage, status: 'failed', retry_count: 0 } : stage)) });
    }
    const page = await open(`/byo.html?${library}`);
    const tokens: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') tokens.push(request.headers()['authorization']);
    });
    const row = page.getByRole('listitem').filter({ hasText: 'task_1 is' });
    await row.getByRole('button', { name: /^Run this stage again/ }).click();
    await page.getByText('task_1 is on its way').waitFor();
    // With SWR its hook reads the list again; plain state is as it was.
    if (library === 'swr') await page.getByText('task_1 is pending').waitFor();
    else assert.equal(await page.title(), '1 sent');
    assert.deepEqual(retries(), [stageRetry('task_1')]);

    await page.getByRole('button', { name: 'Retry the selection' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByRole('link').first().getAttribute('href'), `#/tasks/task_${library === 'swr' ? 2 : 1}`);
    await dialog.getByRole('button', { name: /^Retry \d tasks$/ }).click();
    await page.getByText(/^\d accounted for$/).waitFor();
    assert.equal(retries().length, 1);
    assert.deepEqual(tokens, ['Bearer token-1', 'Bearer token-2']);
    await dialog.getByRole('button', { name: 'Close' }).click();
  }
}
