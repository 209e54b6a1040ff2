import type { Locator, Page } from 'playwright';
import { describe, expect, test, vi } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { buildStage, buildTask } from '../../src/testing/index.ts';
import { textsOf } from '../../stories/pages/texts.ts';
import { wordsOf } from '../../stories/wordsOf.ts';
import { retriesOf, startProduct } from './product.ts';

const failed = (count: number, first = 1) => Array.from({ length: count }, (_, index) => buildTask({ id: `task_${first + index}`, title: `Job ${first + index}` }));
const idsOf = (first: number, last: number): string[] => Array.from({ length: last - first + 1 }, (_, index) => `task_${first + index}`);
const batchOf = (ids: readonly string[], status: number | string = 200): string => `/tasks/retry-batch ${JSON.stringify({ task_ids: ids })} ${status}`;
const STAGE_RETRY = '/tasks/task_1/retry-from-stage {"stage_id":"stg_code"}';

/** The buttons of the Code stage: in its action area, and in its report. */
const buttonsOf = (page: Page): Locator => page.locator('[data-component=StageRetryButton]');

async function bothAre(page: Page, state: string): Promise<void> {
  await page.locator(`[data-component=StageRetryButton][data-state=${state}]`).nth(1).waitFor();
  expect(await buttonsOf(page).evaluateAll((all) => all.map((each) => each.dataset['state']))).toEqual([state, state]);
}

const tick = (page: Page, ...numbers: readonly number[]): Promise<void> =>
  numbers.reduce((before, number) => before.then(() => page.getByRole('checkbox', { name: `Select Job ${number}`, exact: true }).check()), Promise.resolve());

/** Opens the dialog on what is ticked, and confirms its plan. */
async function retrySelected(page: Page, count: number): Promise<Locator> {
  await page.getByRole('button', { name: `Retry selected (${count})` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: `Retry ${count} tasks` }).click();
  return dialog;
}

describe('a task', () => {
  test('a stage is retried once, from its report, and followed until it has completed', async () => {
    const { platform, open, skip } = await startProduct({ tasks: failed(1) });
    const page = await open({ task: 'task_1' });
    await bothAre(page, 'ready');
    await page.getByRole('region', { name: 'Execution report of Code' }).getByRole('button', { name: 'Retry from this stage' }).dblclick();
    await bothAre(page, 'submitted');
    skip(60_000);
    await page.locator('.task-header .badge[data-status=completed]').waitFor();
    expect(retriesOf(platform)).toEqual([`${STAGE_RETRY} 200`]);
    // Nothing goes on any more, so nothing is read any more.
    const { length } = platform.requests;
    // That nothing happens shows only in time: longer than the page's polling takes.
    await page.waitForTimeout(1500);
    expect(platform.requests).toHaveLength(length);
  });

  test('a lost answer is unknown, and a check finds that the retry was not taken', async () => {
    const { platform, open } = await startProduct({ tasks: failed(1) });
    platform.fault({ when: ({ method }) => method === 'POST', times: 1, drop: 'before' });
    const page = await open({ task: 'task_1' });
    await buttonsOf(page).first().getByRole('button', { name: en.retryFromStage }).click();
    await bothAre(page, 'unknown');
    await buttonsOf(page).last().getByRole('button', { name: en.check }).click();
    await bothAre(page, 'unsent');
    expect(retriesOf(platform)).toEqual([`${STAGE_RETRY} lost`]);
    await buttonsOf(page).last().getByRole('button', { name: en.retryFromStage }).click();
    await bothAre(page, 'submitted');
    expect(retriesOf(platform)).toEqual([`${STAGE_RETRY} lost`, `${STAGE_RETRY} 200`]);
  });

  test('of two people who retry one stage, the second is told that it has moved on', async () => {
    const { platform, open } = await startProduct({ tasks: failed(1) });
    const [first, second] = [await open({ task: 'task_1' }), await open({ task: 'task_1' })];
    await bothAre(second, 'ready');
    await buttonsOf(first).first().getByRole('button').click();
    await bothAre(first, 'submitted');
    await buttonsOf(second).first().getByRole('button').click();
    await bothAre(second, 'refused');
    expect(await buttonsOf(second).first().textContent()).toContain(en.movedOn);
    await second.locator('.task-header .badge[data-status=pending]').waitFor();
    expect(retriesOf(platform)).toEqual([`${STAGE_RETRY} 200`, `${STAGE_RETRY} 400`]);
    expect(platform.task('task_1')?.stages[1]?.retry_count).toBe(2);
  });
});

describe('the list', () => {
  test('a selection across pages is one request; what was not taken stays selected, the rest is followed up', async () => {
    const { platform, open, skip } = await startProduct({ tasks: failed(23), script: { task_2: ['failed'] } });
    platform.fault({ refuse: (id) => (id === 'task_12' ? 'Task is locked by another run, try again' : undefined) });
    const page = await open();
    await page.getByRole('radio', { name: 'Failed' }).check();
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2 of 3').waitFor();
    await tick(page, 12, 14);
    await page.getByText('12 selected, 10 not on this page').waitFor();
    const dialog = await retrySelected(page, 12);
    await dialog.getByRole('heading', { level: 2, name: '11 submitted, 1 refused' }).waitFor();
    skip(60_000);
    await dialog.getByText('1 failed now').waitFor();
    expect(retriesOf(platform)).toEqual([batchOf([...idsOf(1, 10), 'task_12', 'task_14'])]);
    await dialog.getByRole('button', { name: 'Close' }).click();
    // Those that were taken have left this filter, and with them the last page.
    await page.getByText('Page 2 of 2').waitFor();
    await page.getByRole('button', { name: 'Retry selected (1)' }).waitFor();
    await page.locator('.cockpit [data-status=completed] dd', { hasText: /^10$/ }).waitFor();
  });

  test('a run that was stopped is continued, and no task is sent twice', async () => {
    const { platform, open } = await startProduct({ tasks: failed(8) });
    platform.fault({ when: ({ endpoint }) => endpoint === 'retry-batch', times: 1, delayMs: 600 });
    const page = await open({ chunk: 3 });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    const dialog = await retrySelected(page, 8);
    await dialog.getByRole('button', { name: en.stop }).click();
    await dialog.getByRole('heading', { level: 2, name: '3 submitted, 5 unsent' }).waitFor();
    expect(retriesOf(platform)).toEqual([batchOf(idsOf(1, 3))]);
    await dialog.getByRole('button', { name: 'Continue (5)' }).click();
    await dialog.getByRole('heading', { level: 2, name: '8 submitted' }).waitFor();
    expect(retriesOf(platform)).toEqual([batchOf(idsOf(1, 3)), batchOf(idsOf(4, 6)), batchOf(idsOf(7, 8))]);
  });

  test('a lost request of a batch is checked by reading each of its tasks once, and not sent again', async () => {
    const { platform, open } = await startProduct({ tasks: failed(5) });
    platform.fault({ when: ({ endpoint, taskIds }) => endpoint === 'retry-batch' && taskIds.includes('task_3'), drop: 'after' });
    const page = await open({ chunk: 2 });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    const dialog = await retrySelected(page, 5);
    await dialog.getByRole('heading', { level: 2, name: '3 submitted, 2 unknown' }).waitFor();
    await dialog.getByRole('button', { name: en.check }).click();
    await dialog.getByRole('heading', { level: 2, name: '5 submitted' }).waitFor();
    expect(retriesOf(platform)).toEqual([batchOf(idsOf(1, 2)), batchOf(idsOf(3, 4), 'lost'), batchOf(['task_5'])]);
    expect(platform.tasks().map(({ stages }) => stages[1]?.retry_count)).toEqual([2, 2, 2, 2, 2]);
  });

  test('what somebody else has retried from another browser meanwhile is not retried again', async () => {
    const { platform, open } = await startProduct({ tasks: failed(3) });
    const [first, second] = [await open(), await open()];
    for (const page of [first, second]) await tick(page, 1, 2);
    await (await retrySelected(first, 2)).getByRole('heading', { level: 2, name: '2 submitted' }).waitFor();
    const dialog = await retrySelected(second, 2);
    await dialog.getByText(en.movedOn).first().waitFor();
    expect(retriesOf(platform)).toEqual([batchOf(idsOf(1, 2)), batchOf(idsOf(1, 2))]);
    expect(platform.tasks().map(({ stages }) => stages[1]?.retry_count)).toEqual([2, 2, 1]);
  });

  test('leaving in the middle of a run is warned of, and nothing is sent again after the page was loaded anew', async () => {
    const { platform, open } = await startProduct({ tasks: failed(6) });
    const page = await open({ chunk: 2 });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    platform.fault({ when: ({ endpoint }) => endpoint === 'retry-batch', hang: 'after' });
    await retrySelected(page, 6);
    await vi.waitUntil(() => retriesOf(platform).length === 1);
    const asked: string[] = [];
    page.on('dialog', (asks) => {
      asked.push(asks.type());
      void asks.accept();
    });
    await page.reload();
    await page.getByRole('checkbox', { name: 'Select all on this page' }).waitFor();
    expect(asked).toEqual(['beforeunload']);
    // Time in which a request could be sent again.
    await page.waitForTimeout(1000);
    expect(retriesOf(platform)).toEqual([batchOf(idsOf(1, 2), 'waiting')]);
    // It was taken, and is told as it is; leaving is not warned of any more.
    await page.locator('tr', { hasText: 'task_2' }).locator('.badge[data-status=pending]').waitFor();
    await page.reload();
    expect(asked).toEqual(['beforeunload']);
  });

  test('a batch, then a stage, by the keyboard alone: in Chinese, dark, 320 pixels wide', async () => {
    const second = buildTask({ id: 'task_2', title: 'Job 2', stages: [buildStage({ id: 'stg_build', stage_name: 'Build' })] });
    const { platform, open } = await startProduct({ tasks: [...failed(1), second] });
    const texts = textsOf('zh-CN');
    const words = wordsOf({ locale: 'zh-CN' });
    const page = await open({ locale: 'zh-CN', context: { viewport: { width: 320, height: 640 }, colorScheme: 'dark', hasTouch: true } });
    await page.getByRole('checkbox').first().waitFor();
    await tabTo(page, texts.selectTask('Job 1'));
    await page.keyboard.press('Space');
    await tabTo(page, texts.retrySelected(1), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, words.text('retryTasks', { count: 1 }));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { level: 2, name: words.text('count.submitted', { count: 1 }) }).waitFor();
    await page.keyboard.press('Escape');
    await vi.waitUntil(async () => (await focused(page)) === texts.lastResult);
    await tabTo(page, 'Job 2');
    await page.keyboard.press('Enter');
    await tabTo(page, words.text('retryFromStage'));
    await page.keyboard.press('Enter');
    await bothAre(page, 'submitted');
    expect(await focused(page)).toBe(words.text('retryFromStage'));
    expect(retriesOf(platform)).toEqual([batchOf(['task_1']), '/tasks/task_2/retry-from-stage {"stage_id":"stg_build"} 200']);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

/** What has the focus, by the name that is seen. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    // What a button of the package says while it is at work takes its place unseen.
    return element?.getAttribute('aria-label') ?? (element instanceof HTMLElement ? element.innerText.trim().split('\n')[0] : '') ?? '';
  });
}

/** Presses Tab until what has this name has the focus. */
async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${key} does not reach "${name}"; the focus is on "${await focused(page)}".`);
}
