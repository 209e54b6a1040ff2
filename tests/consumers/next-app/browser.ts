import assert from 'node:assert/strict';
import type { Visit } from '../../../scripts/visitConsumer.ts';

const READERS = [
  { path: '/en', locale: 'en-US', timezoneId: 'America/Los_Angeles', retry: /^Retry from this stage/ },
  { path: '/zh-CN', locale: 'zh-CN', timezoneId: 'Asia/Shanghai', retry: /^从此阶段重试/ },
  { path: '/de', locale: 'de-DE', timezoneId: 'Pacific/Kiritimati', retry: /^Retry from this stage/ },
];

/** React says on the console where what it finds is not what it renders itself; that fails the visit. */
export default async function look({ open, retries }: Visit): Promise<void> {
  for (const [index, { path, retry, ...reader }] of READERS.entries()) {
    const still = await open(path, { ...reader, javaScriptEnabled: false });
    // The server writes what the platform has by now.
    assert.equal(await still.getByRole('button', { name: retry, disabled: false }).count(), 3 - index);
    assert.equal(await still.locator('[data-component="BatchRetryResultList"]').count(), 2);
    const page = await open(path, reader);
    await page.getByRole('button', { name: retry }).first().click();
    await page.locator('[data-component="StageRetryButton"][data-state="submitted"]').waitFor();
    assert.equal(retries().length, 1);
  }
  const page = await open('/en');
  await page.getByRole('button', { name: 'Retry the selection' }).click();
  await page.getByText('No task can be retried').waitFor();
}
