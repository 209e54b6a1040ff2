import { createRef, useState } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryPanel } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import type { TaskRetryHooks } from '../../src/hooks/TaskRetryContext.ts';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import type { Messages } from '../../src/messages/Messages.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { countOutcomes, type Ledger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { createTaskApi } from '../../src/services/taskApi.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import type { TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { alwaysAnswer, request, sent, settle, SOON, type SentRequest } from '../support/platform.tsx';
import { deferred } from '../support/promises.ts';
import { logQueries } from '../support/queries.tsx';
import { expectComplaint, render, spoken } from '../support/render.tsx';

const tasksOf = (count: number) =>
  Array.from({ length: count }, (_, index) => buildTask({ id: `task_${index}`, title: `Title ${index}` }));

const idsOf = (call: SentRequest | undefined): string[] => (call?.body as { task_ids: string[] } | undefined)?.task_ids ?? [];
const posts = (): SentRequest[] => sent.filter((call) => call.method === 'POST');

/** An answer in which every third task is refused for a reason that nobody knows. */
function answerTo(ids: readonly string[]): TaskBatchRetryResponse {
  const items = ids.map((id): TaskBatchRetryItem => {
    const taken = Number(id.slice(5)) % 3 > 0;
    return taken ? { task_id: id, success: true } : { task_id: id, success: false, reason: 'Pipeline is archived' };
  });
  const succeeded = items.filter((item) => item.success).length;
  return { total: items.length, succeeded, failed: items.length - succeeded, items };
}

const answerNext = async (): Promise<void> => {
  const call = await request();
  call.answer(200, answerTo(idsOf(call)));
  await settle();
};

const part = (name: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`dialog [data-part=${name}]`);
  if (!found) throw new Error(`The dialog has no ${name}.`);
  return found;
};
const press = async (name: string): Promise<void> => {
  part(name).click();
  await settle();
};
const title = (): string | null | undefined => document.querySelector('dialog h2')?.textContent;

/** The package's own client behind plain functions: no query library anywhere. */
const plainHooks = (): TaskRetryHooks => {
  const api = createTaskApi();
  return { useBatchRetryTasks: () => ({ mutateAsync: (req) => api.retryTasksBatch(req) }) };
};

describe.each([
  ['with the package’s own hook', undefined],
  ['with a hook from plain state, without TanStack', plainHooks],
] as const)('%s', (_, hooks) => {
  const show = (count: number, onSettled?: (ledger: Ledger) => void): void => {
    render(
      <TaskRetryProvider chunkSize={50} hooks={hooks?.()}>
        <BatchRetryDialog open tasks={tasksOf(count)} onSettled={onSettled} />
      </TaskRetryProvider>,
      hooks ? { client: null } : {},
    );
  };

  test('230 tasks, 50 at a time, stopped during the second step: 100 settled, and the 130 left are sent once, in order', async () => {
    const onSettled = vi.fn<(ledger: Ledger) => void>();
    show(230, onSettled);
    await press('confirm');
    await answerNext();
    await press('stop');
    expect(part('stop').getAttribute('aria-disabled')).toBe('true');
    await answerNext();
    expect(posts()).toHaveLength(2);
    expect(title()).toBe('66 submitted, 34 refused, 130 unsent');
    // The refused ones may pass later too, but going on means what was not sent.
    expect(part('retry-remainder').textContent).toBe('Continue (130)');
    await press('retry-remainder');
    await answerNext();
    await answerNext();
    await answerNext();
    expect(posts().map((call) => idsOf(call).length)).toEqual([50, 50, 50, 50, 30]);
    expect(posts().flatMap(idsOf)).toEqual(tasksOf(230).map((task) => task.id));
    expect(title()).toBe('153 submitted, 77 refused');
    expect(part('retry-remainder').textContent).toBe('Retry the remainder (77)');
    expect(onSettled).toHaveBeenCalledTimes(2);
    const [last] = onSettled.mock.lastCall ?? [];
    expect(last && countOutcomes(last)).toEqual({ submitted: 153, refused: 77, unsent: 0, unknown: 0, skipped: 0 });
  });

  test('a step that is lost stays unknown, and the run goes on', async () => {
    show(150);
    await press('confirm');
    await answerNext();
    (await request()).lose();
    await settle();
    await answerNext();
    expect(posts()).toHaveLength(3);
    expect(title()).toBe('67 submitted, 33 refused, 50 unknown');
  });

  test('two lost in a row stop it, and so does a request that is turned away; nothing is sent again by itself', async () => {
    show(200);
    await press('confirm');
    (await request()).lose();
    await settle();
    (await request()).lose();
    await settle();
    expect(title()).toBe('100 unknown, 100 unsent');
    await press('retry-remainder');
    (await request()).answer(401, { detail: 'Token expired' });
    await settle();
    expect(title()).toBe('100 unknown, 100 unsent');
    expect(posts()).toHaveLength(3);
    expect(idsOf(posts()[2])).toEqual(tasksOf(200).map((task) => task.id).slice(100, 150));
  });
});

describe('checking a lost batch', () => {
  const onSettled = vi.fn<(ledger: Ledger) => void>();
  const lose = async (): Promise<void> => {
    onSettled.mockClear();
    render(<BatchRetryDialog open tasks={tasksOf(12)} onSettled={onSettled} />);
    await press('confirm');
    (await request()).lose();
    await settle();
    expect(title()).toBe('12 unknown');
    expect(posts()).toHaveLength(1);
  };
  const readings = (): SentRequest[] => sent.filter((call) => call.method === 'GET');

  test('one that was applied is read as submitted, four at a time, and nothing is posted again', async () => {
    await lose();
    await press('check');
    expect(readings()).toHaveLength(4);
    alwaysAnswer((call) => call.answer(200, { id: call.url.split('/').at(-1), status: 'pending' }));
    for (const call of readings()) call.answer(200, { id: call.url.split('/').at(-1), status: 'pending' });
    await vi.waitUntil(() => title() === '12 submitted', SOON);
    expect(onSettled.mock.calls.map(([ledger]) => countOutcomes(ledger).submitted)).toEqual([0, 12]);
    expect(readings()).toHaveLength(12);
    expect(posts()).toHaveLength(1);
  });

  test('readings that never answer end by their time-out, and can be made again', async () => {
    const timeout = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    render(
      <TaskRetryProvider readTask={() => new Promise(() => {})}>
        <BatchRetryDialog open tasks={tasksOf(3)} />
      </TaskRetryProvider>,
    );
    await press('confirm');
    (await request()).lose();
    await settle();
    await press('check');
    expect(document.querySelector('[data-part=cancel-check]')).not.toBeNull();
    timeout.abort(new DOMException('It took too long', 'TimeoutError'));
    await vi.waitUntil(() => document.querySelector('[data-part=check]'), SOON);
    expect(title()).toBe('3 unknown');
  });

  test('what it came to is heard, and the details of what was taken are read again', async () => {
    const log = logQueries([['task', 'task_0'], ['task', 'task_1']]);
    render(
      <>
        <log.Queries />
        <BatchRetryDialog open tasks={tasksOf(2)} />
      </>,
    );
    await press('confirm');
    (await request()).lose();
    await settle();
    log.takeFetched();
    const before = spoken().length;
    alwaysAnswer((call) => (call.url.endsWith('task_0') ? call.answer(200, { id: 'task_0', status: 'running' }) : call.answer(500)));
    await press('check');
    await vi.waitUntil(() => title() === '1 submitted, 1 unknown', SOON);
    await settle();
    expect(spoken().slice(before)).toEqual(['Checking…', '1 submitted, 1 unknown']);
    expect(log.takeFetched()).toEqual(['["task","task_0"]']);
  });

  test('one that was not applied is read as unsent, and may be sent again', async () => {
    await lose();
    alwaysAnswer((call) =>
      call.answer(200, { id: call.url.split('/').at(-1), status: 'failed', stages: [buildStage()] }),
    );
    await press('check');
    await vi.waitUntil(() => title() === '12 unsent', SOON);
    expect(part('retry-remainder').textContent).toBe('Retry the remainder (12)');
    expect(posts()).toHaveLength(1);
  });
});

test('a batch of many steps refreshes what it touched once, at its end', async () => {
  const log = logQueries([['tasks'], ['cockpit'], ['task', 'task_0'], ['task', 'task_149'], ['task', 'other'], ['projects']]);
  render(
    <TaskRetryProvider chunkSize={50}>
      <log.Queries />
      <BatchRetryDialog open tasks={tasksOf(150)} />
    </TaskRetryProvider>,
  );
  await settle();
  log.takeFetched();
  await press('confirm');
  await answerNext();
  await answerNext();
  expect(log.takeFetched()).toEqual([]);
  await answerNext();
  expect(log.takeFetched()).toEqual(['["cockpit"]', '["task","task_0"]', '["task","task_149"]', '["tasks"]']);
});

test('a batch whose panel has left the page refreshes once as well, at its end', async () => {
  const log = logQueries([['tasks']]);
  const at = (panel: boolean) => (
    <TaskRetryProvider chunkSize={1}>
      <log.Queries />
      {panel && <BatchRetryPanel tasks={tasksOf(3)} />}
    </TaskRetryProvider>
  );
  const { container, rerender } = render(at(true));
  await settle();
  log.takeFetched();
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await answerNext();
  rerender(at(false));
  await answerNext();
  expect(log.takeFetched()).toEqual([]);
  await answerNext();
  expect(log.takeFetched()).toEqual(['["tasks"]']);
});

test('a second batch refreshes what it touched as well', async () => {
  const log = logQueries([['tasks'], ['task', 'task_0'], ['task', 'task_1']]);
  const show = (id: string, open = true) => (
    <>
      <log.Queries />
      <BatchRetryDialog open={open} tasks={[buildTask({ id })]} />
    </>
  );
  const { rerender } = render(show('task_0'));
  await press('confirm');
  await answerNext();
  rerender(show('task_0', false));
  rerender(show('task_1'));
  await settle();
  log.takeFetched();
  await press('confirm');
  await answerNext();
  expect(log.takeFetched()).toEqual(['["task","task_1"]', '["tasks"]']);
});

test('two batches at once, beside each other, refresh what both of them touched', async () => {
  const keys = ['task_0', 'task_1', 'task_2'].map((id) => ['task', id]);
  const log = logQueries(keys);
  const [first, second] = [tasksOf(2), [buildTask({ id: 'task_2' })]];
  const { container } = render(
    <>
      <log.Queries />
      {[first, second].map((tasks) => (
        <TaskRetryProvider key={tasks.length} chunkSize={1}>
          <BatchRetryPanel tasks={tasks} />
        </TaskRetryProvider>
      ))}
    </>,
  );
  await settle();
  log.takeFetched();
  const [confirmFirst, confirmSecond] = container.querySelectorAll<HTMLElement>('[data-part=confirm]');
  confirmFirst?.click();
  await answerNext();
  confirmSecond?.click();
  await settle();
  for (const call of posts()) if (!call.ended) call.answer(200, answerTo(idsOf(call)));
  await settle();
  expect(posts()).toHaveLength(3);
  expect([...new Set(log.takeFetched())]).toEqual(keys.map((key) => JSON.stringify(key)));
});

test('it speaks at the start and at the end, and of progress at most every five seconds', async () => {
  const now = vi.spyOn(Date, 'now').mockReturnValue(0);
  render(
    <TaskRetryProvider chunkSize={10}>
      <BatchRetryDialog open tasks={tasksOf(50)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  for (const time of [1000, 4000, 6000, 7000]) {
    now.mockReturnValue(time);
    await answerNext();
  }
  await answerNext();
  expect(spoken()).toEqual(['Retrying 50 tasks', '30 of 50 handled', '33 submitted, 17 refused']);
});

test('at the end it says why a request failed where nothing was taken, and of a lost one only how many are unknown', async () => {
  render(
    <TaskRetryProvider chunkSize={2}>
      <BatchRetryDialog open tasks={tasksOf(4)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  (await request()).lose();
  await answerNext();
  expect(spoken().at(-1)).toBe('1 submitted, 1 refused, 2 unknown');
  await press('plan-again');
  await press('confirm');
  (await request()).answer(403, null);
  await settle();
  expect(spoken().at(-1)).toMatch(/^You may not do this\. .*\d unsent$/);
});

test('while it runs it tells what came of what was sent, and nothing of what waits or is left out', async () => {
  render(
    <TaskRetryProvider chunkSize={3}>
      <BatchRetryDialog open tasks={[...tasksOf(6), buildTask({ id: 'task_7', status: 'running' })]} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  await answerNext();
  expect(part('header').querySelector('p')?.textContent).toBe('3 of 6 handled · 2 submitted, 1 refused');
});

test('it says how many tasks it sends, not how many are chosen', async () => {
  render(<BatchRetryDialog open tasks={[...tasksOf(2), buildTask({ id: 'task_7', status: 'running' })]} />);
  await press('confirm');
  expect(spoken()).toEqual(['Retrying 2 tasks']);
});

test('what changed while the plan was open is told in one line, and the new plan is what is sent', async () => {
  const dialog = (count: number) => <BatchRetryDialog open tasks={tasksOf(count)} />;
  const { rerender } = render(dialog(3));
  rerender(dialog(2));
  expect(part('notes').textContent).toBe('Tasks changed: 2 to retry, 3 before.');
  await press('confirm');
  expect(idsOf(posts()[0])).toEqual(['task_0', 'task_1']);
});

test('the focus stays where Retry was pressed, on what stops the run', async () => {
  render(
    <TaskRetryProvider chunkSize={2}>
      <BatchRetryDialog open tasks={tasksOf(4)} />
    </TaskRetryProvider>,
  );
  const confirm = part('confirm');
  confirm.focus();
  await press('confirm');
  expect(part('stop')).toBe(confirm);
  expect(document.activeElement).toBe(confirm);
});

test('a wait that the platform asks for holds for a new plan as well', async () => {
  render(<BatchRetryDialog open tasks={tasksOf(3)} />);
  await press('confirm');
  (await request()).answer(429, { detail: 'Too many requests' }, { 'Retry-After': '30' });
  await settle();
  expect(part('retry-remainder').getAttribute('aria-disabled')).toBe('true');
  expect(part('retry-remainder')).toHaveAccessibleDescription(part('wait').textContent);
  await press('plan-again');
  expect(part('confirm').getAttribute('aria-disabled')).toBe('true');
  expect(part('confirm')).toHaveAccessibleDescription(/\d:\d\d/);
  await press('confirm');
  expect(posts()).toHaveLength(1);
});

test('a wait of weeks, longer than a timer can count, holds as well', async () => {
  const weeks = 40 * 24 * 3_600_000;
  const { container } = render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(3)), notBefore: Date.now() + weeks }} />);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(container.querySelector('[data-part=confirm]')).toHaveAttribute('aria-disabled', 'true');
});

test.each([
  ['a shorter wait after a longer one ends by itself, for good', 150, 60, false],
  ['a longer wait after a shorter one is waited for to its end', 60, 60_000, true],
])('%s', async (_, first, second, still) => {
  const at = (notBefore: number) => <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(3)), notBefore }} />;
  const now = Date.now();
  const { container, rerender } = render(at(now + first));
  const waits = (): boolean => container.querySelector('[data-part=confirm]')?.getAttribute('aria-disabled') === 'true';
  rerender(at(now + second));
  await vi.waitUntil(() => waits() === still, SOON);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(waits()).toBe(still);
});

test('a wait is told to the second', () => {
  const notBefore = Date.UTC(2100, 0, 1, 6, 5, 7);
  const { container } = render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(3)), notBefore }} />);
  expect(container.querySelector('[data-part=wait]')?.textContent).toMatch(/\d:05:07/);
});

test('a second wait holds as the first one did', async () => {
  render(<BatchRetryDialog open tasks={tasksOf(3)} />);
  await press('confirm');
  (await request()).answer(429, { detail: 'Too many requests' }, { 'Retry-After': '0' });
  await settle();
  await vi.waitUntil(() => part('retry-remainder').getAttribute('aria-disabled') === null, SOON);
  await press('retry-remainder');
  (await request()).answer(429, { detail: 'Too many requests' }, { 'Retry-After': '30' });
  await settle();
  expect(part('retry-remainder').getAttribute('aria-disabled')).toBe('true');
});

test('what may be sent again waits for a check that is under way', async () => {
  render(
    <TaskRetryProvider chunkSize={2}>
      <BatchRetryDialog open tasks={tasksOf(4)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  (await request()).lose();
  const items = ['task_2', 'task_3'].map((id) => ({ task_id: id, success: false, reason: 'Task is locked by another operation' }));
  (await request(1)).answer(200, { total: 2, succeeded: 0, failed: 2, items });
  await settle();
  expect(part('retry-remainder').getAttribute('aria-disabled')).toBeNull();
  await press('check');
  expect(part('retry-remainder').getAttribute('aria-disabled')).toBe('true');
  await press('cancel-check');
  expect(part('retry-remainder').getAttribute('aria-disabled')).toBeNull();
});

test('in a panel of a team’s own, the focus goes to the summary where the check that had it is no longer offered', async () => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(3)} />);
  const own = (name: string): HTMLElement | null => container.querySelector(`[data-part=${name}]`);
  own('confirm')?.click();
  (await request()).lose();
  await vi.waitUntil(() => own('check'), SOON);
  own('check')?.focus();
  alwaysAnswer((call) => call.answer(200, { id: call.url.split('/').at(-1), status: 'pending' }));
  own('check')?.click();
  await vi.waitUntil(() => container.querySelector('h2')?.textContent === '3 submitted', SOON);
  await settle();
  expect(document.activeElement).toBe(container.querySelector('h2'));
});

test('the focus stays with the check while it begins, and is not lost when it ends', async () => {
  render(<BatchRetryDialog open tasks={tasksOf(6)} />);
  await press('confirm');
  (await request()).lose();
  await settle();
  part('check').focus();
  await press('check');
  expect(document.activeElement).toBe(part('cancel-check'));
  for (const call of sent.filter((each) => each.method === 'GET')) call.answer(500);
  alwaysAnswer((call) => call.answer(500));
  await settle();
  for (const call of sent.filter((each) => !each.ended)) call.answer(500);
  await vi.waitUntil(() => document.querySelector('[data-part=check]') !== null, SOON);
  expect(document.activeElement).toBe(part('check'));
  expect(title()).toBe('6 unknown');
});

test('tasks that failed anew while a run went on may be chosen again, also where attempts are not known', async () => {
  const bare = (status: string) => [{ id: 'task_1', status }, { id: 'task_2', status: 'failed' }];
  const dialog = (status: string, open = true) => (
    <TaskRetryProvider chunkSize={1}>
      <BatchRetryDialog open={open} tasks={bare(status)} />
    </TaskRetryProvider>
  );
  const { rerender } = render(dialog('failed'));
  await press('confirm');
  await answerNext();
  rerender(dialog('running'));
  rerender(dialog('failed'));
  await answerNext();
  expect(title()).toBe('2 submitted');
  rerender(dialog('failed', false));
  rerender(dialog('failed'));
  expect(title()).toBe('Retry 2 tasks');
});

test('two hundred reasons of their own are shown by the page, not all at once', async () => {
  const items = tasksOf(2000).map(({ id }) => ({ task_id: id, success: false, reason: `Worker ${id} has no disk` }));
  const { container } = render(<BatchRetryResultList response={{ total: 2000, succeeded: 0, failed: 2000, items }} />);
  expect(container.querySelectorAll('*').length).toBeLessThanOrEqual(1500);
  const groups = (): NodeListOf<Element> => container.querySelectorAll('[data-part=group]');
  expect(groups()).toHaveLength(30);
  container.querySelector<HTMLElement>('[data-part=show-more-reasons]')?.click();
  await settle();
  expect(groups()).toHaveLength(60);
  expect(document.activeElement).toBe(groups()[30]?.querySelector('[data-part=group-toggle]'));
});

test('a group that was opened by hand stays so, and finding something shows it', async () => {
  const items = tasksOf(200).map(({ id }) => ({ task_id: id, success: true }));
  items.push({ task_id: 'odd', success: false });
  const { container } = render(
    <BatchRetryResultList response={{ total: 201, succeeded: 200, failed: 1, items }} tasks={tasksOf(200)} />,
  );
  const submitted = (): HTMLElement | null => container.querySelector('[data-part=group][data-outcome=submitted]');
  expect(submitted()?.querySelectorAll('li')).toHaveLength(0);
  submitted()?.querySelector<HTMLElement>('[data-part=group-toggle]')?.click();
  // The first rows at once, and the rest of the page when it may be missed.
  await vi.waitFor(() => expect(submitted()?.querySelectorAll('li').length).toBeGreaterThanOrEqual(14), SOON);
  window.dispatchEvent(new KeyboardEvent('keydown'));
  await vi.waitFor(() => expect(submitted()?.querySelectorAll('li')).toHaveLength(50), SOON);
  const field = container.querySelector('input');
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'title 19');
  field?.dispatchEvent(new Event('input', { bubbles: true }));
  await vi.waitFor(() => expect(submitted()?.querySelectorAll('li')).toHaveLength(11), SOON);
  expect(container.querySelector('output')?.textContent).toBe('Tasks found: 11');
});

/** A lost batch of six, and a check of it that has found one taken by now and goes on. */
async function findOneOfSix() {
  const onSettled = vi.fn<(ledger: Ledger) => void>();
  const log = logQueries([['tasks'], ['task', 'task_0']]);
  render(
    <>
      <log.Queries />
      <BatchRetryDialog open tasks={tasksOf(6)} onSettled={onSettled} />
    </>,
  );
  await press('confirm');
  (await request()).lose();
  await settle();
  await press('check');
  sent.find(({ method }) => method === 'GET')?.answer(200, { id: 'task_0', status: 'running' });
  await settle();
  log.takeFetched();
  return { onSettled, log };
}

test('a check that is stopped tells what it has found by then', async () => {
  const { onSettled, log } = await findOneOfSix();
  await press('cancel-check');
  expect(onSettled).toHaveBeenCalledTimes(2);
  expect(countOutcomes(onSettled.mock.lastCall?.[0] as Ledger)).toMatchObject({ submitted: 1, unknown: 5 });
  expect(log.takeFetched()).toEqual(['["task","task_0"]', '["tasks"]']);
});

test('a run goes on with what an injected hook holds by then', async () => {
  const tokens: string[] = [];
  let renew: ((token: string) => void) | undefined;
  const first = deferred<void>();
  const hooks: TaskRetryHooks = {
    useBatchRetryTasks() {
      const [token, setToken] = useState('old');
      renew = setToken;
      return {
        async mutateAsync({ task_ids: ids }) {
          tokens.push(token);
          if (tokens.length === 1) await first.promise;
          return answerTo(ids);
        },
      };
    },
  };
  render(
    <TaskRetryProvider chunkSize={1} hooks={hooks}>
      <BatchRetryDialog open tasks={tasksOf(2)} />
    </TaskRetryProvider>,
    { client: null },
  );
  await press('confirm');
  renew?.('new');
  await settle();
  first.resolve(undefined);
  await vi.waitUntil(() => title()?.includes('submitted'), SOON);
  expect(tokens).toEqual(['old', 'new']);
});

test('in a panel of a team’s own, whoever works elsewhere on the page is not taken to the result', async () => {
  const { container } = render(
    <>
      <input />
      <BatchRetryPanel tasks={tasksOf(3)} />
    </>,
  );
  const confirm = container.querySelector<HTMLElement>('[data-part=confirm]');
  confirm?.focus();
  confirm?.click();
  await settle();
  container.querySelector('input')?.focus();
  await answerNext();
  expect(container.querySelector('h2')?.textContent).toContain('submitted');
  expect(document.activeElement).toBe(container.querySelector('input'));
});

test.each([
  ['has left it for the text of the page is not taken to the result', true, 'BODY'],
  ['has pressed something in it that took no focus, as in Safari, is', false, 'H2'],
])('in a panel of a team’s own, whoever %s', async (_, leaves, reached) => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(3)} />);
  const confirm = container.querySelector<HTMLElement>('[data-part=confirm]');
  confirm?.focus();
  if (!leaves) confirm?.blur();
  confirm?.click();
  await settle();
  if (leaves) confirm?.blur();
  expect(document.activeElement).toBe(document.body);
  await answerNext();
  expect(container.querySelector('h2')?.textContent).toContain('submitted');
  expect(document.activeElement?.tagName).toBe(reached);
});

test('whoever reads the page beside a panel that joins a run, and never was in it, is not taken to the result', async () => {
  const at = (panel: boolean) => (
    <TaskRetryProvider>
      <input />
      <BatchRetryDialog open={!panel} tasks={tasksOf(3)} />
      {panel && <BatchRetryPanel tasks={tasksOf(3)} />}
    </TaskRetryProvider>
  );
  const { container, rerender } = render(at(false));
  await press('confirm');
  rerender(at(true));
  await settle();
  container.querySelector('input')?.blur();
  expect(document.activeElement).toBe(document.body);
  await answerNext();
  expect(container.querySelector('[data-component=BatchRetryPanel] h2')?.textContent).toContain('submitted');
  expect(document.activeElement).toBe(document.body);
});

test('a panel of a team’s own heeds its own rule for what may be retried', async () => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(3)} canRetry={({ id }) => id !== 'task_1' || 'Frozen'} />);
  expect(container.querySelector('[data-part=left-out]')?.textContent).toBe('1 left out: 1 not allowed');
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await settle();
  expect(idsOf(posts()[0])).toEqual(['task_0', 'task_2']);
});

test('a panel of a team’s own is heard', async () => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(3)} />);
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await answerNext();
  expect(spoken()).toEqual(['Retrying 3 tasks', '2 submitted, 1 refused']);
});

test('in a panel without a way out, the focus goes to the title of a new plan', async () => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(3)} />);
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await answerNext();
  const again = container.querySelector<HTMLElement>('[data-part=plan-again]');
  again?.focus();
  again?.click();
  await settle();
  expect(container.querySelector('h2')?.textContent).toMatch(/^Retry/);
  expect(document.activeElement).toBe(container.querySelector('h2'));
});

describe('what may be sent again', () => {
  const locked = (id: string): TaskBatchRetryItem => ({ task_id: id, success: false, reason: 'Task is locked by another operation' });
  const at = (tasks = tasksOf(3)) => (
    <TaskRetryProvider chunkSize={1} maxRetries={5}>
      <BatchRetryDialog open tasks={tasks} />
    </TaskRetryProvider>
  );
  /** Refused, then stopped, so that one is left unsent. */
  const stopAfterTwo = async (): Promise<() => void> => {
    const { rerender } = render(at());
    await press('confirm');
    (await request()).answer(200, { total: 1, succeeded: 0, failed: 1, items: [locked('task_0')] });
    await settle();
    await press('stop');
    await answerNext();
    expect(title()).toBe('1 submitted, 1 refused, 1 unsent');
    return () => rerender(at([...tasksOf(2), buildTask({ id: 'task_2', status: 'running' })]));
  };

  test('after a stop is what was not sent', async () => {
    await stopAfterTwo();
    expect(part('retry-remainder').textContent).toBe('Continue (1)');
    await press('retry-remainder');
    expect(idsOf(posts().at(-1))).toEqual(['task_2']);
    await answerNext();
    expect(part('retry-remainder').textContent).toBe('Retry the remainder (1)');
  });

  test('after a stop is what was refused and may pass, once what was not sent has moved on', async () => {
    const moveOn = await stopAfterTwo();
    moveOn();
    expect(part('retry-remainder').textContent).toBe('Retry the remainder (1)');
    await press('retry-remainder');
    expect(idsOf(posts().at(-1))).toEqual(['task_0']);
  });

  test('after a whole run is all of it: what a check found not taken, and what was refused and may pass', async () => {
    render(at(tasksOf(2)));
    await press('confirm');
    (await request()).answer(200, { total: 1, succeeded: 0, failed: 1, items: [locked('task_0')] });
    await settle();
    (await request()).lose();
    await settle();
    expect(title()).toBe('1 refused, 1 unknown');
    alwaysAnswer((call) => call.answer(200, buildTask({ id: 'task_1' })));
    await press('check');
    await vi.waitUntil(() => title() === '1 refused, 1 unsent', SOON);
    expect(part('retry-remainder').textContent).toBe('Retry the remainder (2)');
  });

  test('is told with the limit of the provider', () => {
    render(at(tasksOf(1)));
    expect(part('attempt').textContent).toBe('attempt 2 of 5');
  });
});

test('one task that leaves the plan and another that joins it are told as a change', () => {
  const dialog = (...ids: string[]) => <BatchRetryDialog open tasks={ids.map((id) => buildTask({ id }))} />;
  const { rerender } = render(dialog('a', 'b'));
  rerender(dialog('a', 'c'));
  expect(part('notes').textContent).toBe('Tasks changed: 2 to retry, 2 before.');
});

test('a task that ran and failed again while its result is shown may be planned again, also where attempts are not known', async () => {
  const dialog = (status: string) => <BatchRetryDialog open tasks={[{ id: 'task_1', status }]} />;
  const { rerender } = render(dialog('failed'));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('1 submitted');
  expect(document.querySelector('dialog [data-part=plan-again]')).toBeNull();
  rerender(dialog('running'));
  rerender(dialog('failed'));
  await press('plan-again');
  expect(title()).toBe('Retry 1 task');
});

test('leaving the page ends a run: what is under way is lost, and nothing more is sent', async () => {
  render(
    <TaskRetryProvider chunkSize={1}>
      <BatchRetryDialog open tasks={tasksOf(3)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  window.dispatchEvent(new PageTransitionEvent('pagehide'));
  (await request()).lose();
  await settle();
  expect(posts()).toHaveLength(1);
  expect(title()).toBe('1 unknown, 2 unsent');
});

test('whoever is asked whether to leave the page, and stays, keeps the run', async () => {
  render(
    <TaskRetryProvider chunkSize={1}>
      <BatchRetryDialog open tasks={tasksOf(2)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  expect(window.dispatchEvent(new Event('beforeunload', { cancelable: true }))).toBe(false);
  await answerNext();
  await answerNext();
  expect(title()).toBe('1 submitted, 1 refused');
});

test('a plan that is confirmed during a check tells what the check has found by then', async () => {
  const { onSettled } = await findOneOfSix();
  onSettled.mockClear();
  await press('plan-again');
  await press('confirm');
  expect(onSettled).toHaveBeenCalledOnce();
  expect(countOutcomes(onSettled.mock.lastCall?.[0] as Ledger)).toMatchObject({ submitted: 1, unknown: 5 });
  expect(spoken()).toContain('1 submitted, 5 unknown');
  expect(idsOf(posts()[1])).toHaveLength(5);
});

test('a plan made again says when it changed', async () => {
  const dialog = (count: number) => <BatchRetryDialog open tasks={tasksOf(count)} />;
  const { rerender } = render(dialog(3));
  await press('confirm');
  (await request()).lose();
  await settle();
  await press('plan-again');
  expect(title()).toBe('Retry 3 tasks');
  rerender(dialog(2));
  expect(title()).toBe('Retry 2 tasks');
  expect(part('notes').textContent).toContain('Tasks changed: 2 to retry, 3 before.');
});

test('a panel does not fetch back whoever has left it, once the page itself has the focus', async () => {
  const panel = (count: number) => (
    <>
      <input />
      <BatchRetryPanel tasks={tasksOf(count)} />
    </>
  );
  const { container, rerender } = render(panel(3));
  const confirm = container.querySelector<HTMLElement>('[data-part=confirm]');
  confirm?.focus();
  confirm?.click();
  await settle();
  container.querySelector('input')?.focus();
  await answerNext();
  container.querySelector('input')?.blur();
  rerender(panel(4));
  await settle();
  expect(document.activeElement).toBe(document.body);
});

test('a dialog heeds its own limit before that of the provider', async () => {
  render(
    <TaskRetryProvider maxRetries={9}>
      <BatchRetryDialog open tasks={[...tasksOf(2), buildTask({ id: 'x', stages: [buildStage({ retry_count: 2 })] })]} maxRetries={2} />
    </TaskRetryProvider>,
  );
  expect(part('left-out').textContent).toBe('1 left out: 1 at the retry limit');
  expect(document.querySelector('dialog [data-part=attempt]')?.textContent).toBe('attempt 2 of 2');
  await press('confirm');
  expect(idsOf(posts()[0])).toEqual(['task_0', 'task_1']);
});

test('a drawer that is opened again shows the result, and one with other tasks a plan that tells what changes', async () => {
  const panel = (count: number) => <BatchRetryPanel tasks={tasksOf(count)} />;
  const { container, rerender } = render(panel(3));
  const heading = (): string | null | undefined => container.querySelector('h2')?.textContent;
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await answerNext();
  rerender(null);
  rerender(panel(3));
  expect(heading()).toBe('2 submitted, 1 refused');
  rerender(null);
  rerender(panel(4));
  expect(heading()).toBe('Retry 4 tasks');
  rerender(panel(2));
  expect(container.querySelector('[data-part=notes]')?.textContent).toBe('Tasks changed: 2 to retry, 4 before.');
});

test('a drawer of a team’s own can move the focus to where reading starts, in whichever step it is by then', async () => {
  const focusRef = createRef<() => void>();
  const { container } = render(
    <>
      <input />
      <BatchRetryPanel tasks={tasksOf(3)} focusRef={focusRef} onDismiss={() => {}} />
    </>,
  );
  focusRef.current?.();
  expect(document.activeElement).toBe(container.querySelector('[data-part=dismiss]'));
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  container.querySelector('input')?.focus();
  await answerNext();
  focusRef.current?.();
  expect(document.activeElement).toBe(container.querySelector('h2'));
});

test('where a drawer itself has the focus, the result is read', async () => {
  const { container } = render(
    <div tabIndex={-1} data-testid="drawer">
      <BatchRetryPanel tasks={tasksOf(3)} />
    </div>,
  );
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  container.querySelector<HTMLElement>('[data-testid=drawer]')?.focus();
  await answerNext();
  expect(document.activeElement).toBe(container.querySelector('h2'));
});

test('a callback of the page that fails does not keep the next batch from refreshing the page', async () => {
  expectComplaint(/PromiseRejectionEvent|The page failed/);
  const log = logQueries([['tasks']]);
  const onSettled = vi.fn<() => void>().mockImplementationOnce(() => {
    throw new Error('The page failed');
  });
  const show = (id: string) => (
    <>
      <log.Queries />
      <BatchRetryPanel key={id} tasks={[buildTask({ id })]} onSettled={onSettled} />
    </>
  );
  const { container, rerender } = render(show('task_1'));
  const confirm = (): void => container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  confirm();
  await answerNext();
  rerender(show('task_2'));
  await settle();
  log.takeFetched();
  confirm();
  await answerNext();
  expect(log.takeFetched()).toEqual(['["tasks"]']);
});

test('a plan made again is compared with what it was then, and the next selection is taken whole', async () => {
  const dialog = (count: number, open = true) => <BatchRetryDialog open={open} tasks={tasksOf(count)} />;
  const { rerender } = render(dialog(3));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('2 submitted, 1 refused');
  await press('plan-again');
  expect(title()).toBe('Retry 1 task');
  expect(document.querySelector('dialog [data-part=notes]')).toBeNull();
  rerender(dialog(3, false));
  rerender(dialog(4));
  expect(title()).toBe('Retry 4 tasks');
});

test('a dialog that allows no retries at all sends none, whatever the provider allows', () => {
  render(
    <TaskRetryProvider maxRetries={5}>
      <BatchRetryDialog open tasks={tasksOf(2)} maxRetries={0} />
    </TaskRetryProvider>,
  );
  expect(title()).toBe('No task can be retried');
  expect(part('left-out').textContent).toContain('2 at the retry limit');
});

test('the result of a run is handed to the handler that the page has by then', async () => {
  const [before, after] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const { rerender } = render(<BatchRetryDialog open tasks={tasksOf(2)} onSettled={before} />);
  await press('confirm');
  rerender(<BatchRetryDialog open tasks={tasksOf(2)} onSettled={after} />);
  await answerNext();
  expect(before).not.toHaveBeenCalled();
  expect(after).toHaveBeenCalledOnce();
});

test('a freeze that came and went is no new failure of what was submitted', async () => {
  const tasks = [{ id: 'task_1', status: 'failed' }];
  const dialog = (allowed: boolean) => <BatchRetryDialog open tasks={[...tasks]} canRetry={() => allowed || 'Frozen'} />;
  const { rerender } = render(dialog(true));
  await press('confirm');
  await answerNext();
  rerender(dialog(false));
  await settle();
  rerender(dialog(true));
  await settle();
  expect(title()).toBe('1 submitted');
  expect(document.querySelector('dialog [data-part=plan-again]')).toBeNull();
});

test('a result follows what becomes of its tasks while it is shown', async () => {
  const dialog = (status: string) => <BatchRetryDialog open tasks={[buildTask({ id: 'task_1', status })]} />;
  const { rerender } = render(dialog('failed'));
  await press('confirm');
  await answerNext();
  for (const status of ['running', 'completed']) {
    rerender(dialog(status));
    expect(part('follow-up').textContent).toBe(status);
  }
});

/** Rows as some lists have them: without stages, so that nobody knows which attempt is the next. */
const bare = (...statuses: string[]) => statuses.map((status, index) => ({ id: `task_${index + 1}`, status }));

test('the same tasks, failed again behind the page’s back, can be chosen again where attempts are not known', async () => {
  const drawer = (open: boolean, ...statuses: string[]) => open && <BatchRetryDialog open tasks={bare(...statuses)} />;
  const { rerender } = render(drawer(true, 'failed', 'failed', 'running'));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('2 submitted, 1 left out');
  rerender(drawer(false));
  rerender(drawer(true, 'failed', 'failed', 'running'));
  expect(title()).toBe('Retry 2 tasks');
  await press('show-last-result');
  expect(title()).toBe('2 submitted, 1 left out');
  rerender(drawer(false));
  // Here the rows tell what became of them.
  rerender(drawer(true, 'running', 'running', 'running'));
  expect(title()).toBe('2 submitted, 1 left out');
});

test('a plan made again keeps what was done before, so that it is never offered as new', async () => {
  // Rows as they were when they were ticked, whatever happens to the tasks.
  const dialog = (open: boolean) => <BatchRetryDialog open={open} tasks={tasksOf(3)} />;
  const { rerender } = render(dialog(true));
  await press('confirm');
  (await request()).answer(200, { total: 2, succeeded: 2, failed: 0, items: [{ task_id: 'task_0', success: true }, { task_id: 'task_1', success: true }] });
  await settle();
  expect(title()).toBe('2 submitted, 1 unknown');
  await press('plan-again');
  await press('confirm');
  const call = await request();
  expect(idsOf(call)).toEqual(['task_2']);
  call.answer(200, { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_2', success: true }] });
  await settle();
  expect(title()).toBe('3 submitted');
  expect(document.querySelector('dialog [data-part=plan-again]')).toBeNull();
  rerender(dialog(false));
  rerender(dialog(true));
  expect(title()).toBe('3 submitted');
});

test('what a plan made again keeps is only what is chosen still', async () => {
  const dialog = (count: number) => <BatchRetryDialog open tasks={tasksOf(count)} />;
  const { rerender } = render(dialog(6));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('4 submitted, 2 refused');
  await press('plan-again');
  rerender(dialog(3));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('2 submitted, 1 refused');
});

test('the field to search by stays while something is searched for, so that nothing is hidden for good', async () => {
  const dialog = (count: number) => <BatchRetryDialog open tasks={tasksOf(count)} />;
  const { rerender } = render(dialog(60));
  const field = (): HTMLInputElement | null => document.querySelector('dialog input');
  const search = (text: string): void => {
    const input = field();
    if (!input) throw new Error('There is no field');
    // As typing does it, past React's own bookkeeping.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };
  search('Title 55');
  await settle();
  rerender(dialog(50));
  expect(document.querySelectorAll('dialog [data-part=row]')).toHaveLength(0);
  field()?.focus();
  search('');
  await settle();
  // It stays for who is in it.
  expect(document.activeElement).toBe(field());
  expect(document.querySelectorAll('dialog [data-part=row]').length).toBeGreaterThan(0);
});

test('a plan that changes is heard, each time once, before it is confirmed', async () => {
  const dialog = (count: number, open = true) => <BatchRetryDialog open={open} tasks={tasksOf(count)} />;
  const swapped = (id: string) => <BatchRetryDialog open tasks={[...tasksOf(2), buildTask({ id })]} />;
  const { rerender } = render(dialog(3));
  await settle();
  expect(spoken()).toEqual([]);
  rerender(dialog(5));
  rerender(dialog(5));
  await settle();
  rerender(dialog(4));
  await settle();
  rerender(dialog(3));
  await settle();
  const told = ['Tasks changed: 5 to retry, 3 before.', 'Tasks changed: 4 to retry, 5 before.', 'Tasks changed: 3 to retry, 4 before.'];
  expect(spoken()).toEqual(told);
  rerender(swapped('a'));
  rerender(swapped('a'));
  rerender(swapped('b'));
  await settle();
  told.push('Tasks changed: 3 to retry, 3 before.', 'Tasks changed: 3 to retry, 3 before.');
  expect(spoken()).toEqual(told);
  rerender(dialog(4, false));
  rerender(dialog(2, false));
  await settle();
  expect(spoken()).toEqual(told);
});

test('a run and a retry that began in English end in Chinese where the page has changed over', async () => {
  const page = (messages: Messages) => (
    <TaskRetryProvider messages={messages}>
      <StageRetryButton task={buildTask()} stage={buildStage()} />
      <BatchRetryPanel tasks={tasksOf(1)} />
    </TaskRetryProvider>
  );
  const { container, rerender } = render(page(en));
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  container.querySelector('button')?.click();
  await settle();
  rerender(page(zhCN));
  for (const call of posts()) {
    const isBatch = call.url.endsWith('retry-batch');
    call.answer(200, isBatch ? { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_0', success: true }] } : { id: 'task_1001', status: 'pending' });
    await settle();
  }
  const last = spoken().slice(-2);
  expect(last).toContain('1 个已提交');
  expect(last.join(' ')).toContain('已提交。');
  expect(last.join(' ')).not.toMatch(/[A-Za-z]{9}/);
});

test('a check that finds nothing taken has the page read nothing again, whatever was taken before', async () => {
  const log = logQueries([['tasks'], ['cockpit']]);
  render(
    <>
      <log.Queries />
      <BatchRetryDialog open tasks={tasksOf(3)} />
    </>,
  );
  await press('confirm');
  (await request()).answer(200, { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_2', success: true }] });
  await settle();
  log.takeFetched();
  const find = (status: string) => alwaysAnswer((call) => call.answer(200, { id: call.url.split('/').at(-1), status, stages: [buildStage()] }));
  find('failed');
  await press('check');
  await vi.waitUntil(() => title() === '1 submitted, 2 unsent', SOON);
  await settle();
  expect(log.takeFetched()).toEqual([]);
});

test('of a plan that a check shortens, task by task, only the end is heard', async () => {
  render(<BatchRetryDialog open tasks={tasksOf(3)} />);
  await press('confirm');
  (await request()).lose();
  await settle();
  await press('check');
  await press('plan-again');
  const said = spoken().length;
  for (const id of ['task_0', 'task_1', 'task_2']) {
    sent.find((call) => call.url.endsWith(id))?.answer(200, { id, status: id === 'task_2' ? 'failed' : 'running', stages: [buildStage()] });
    await settle();
  }
  expect(title()).toBe('Retry 1 task');
  expect(spoken().slice(said)).toEqual(['2 submitted, 1 unsent', 'Tasks changed: 1 to retry, 3 before.']);
});

test('a page that fails when a check is done has been refreshed all the same', async () => {
  expectComplaint(/PromiseRejectionEvent|The page is broken/);
  const log = logQueries([['tasks']]);
  let fails = false;
  const onSettled = (): void => {
    if (fails) throw new Error('The page is broken');
  };
  render(
    <>
      <log.Queries />
      <BatchRetryDialog open tasks={tasksOf(1)} onSettled={onSettled} />
    </>,
  );
  await press('confirm');
  (await request()).lose();
  await settle();
  fails = true;
  log.takeFetched();
  alwaysAnswer((call) => call.answer(200, { id: 'task_0', status: 'running' }));
  await press('check');
  await vi.waitUntil(() => title() === '1 submitted', SOON);
  await settle();
  expect(log.takeFetched()).toEqual(['["tasks"]']);
});

test('in a panel, the focus is not lost where the window was left while a check went on', async () => {
  const { container } = render(<BatchRetryPanel tasks={tasksOf(1)} onDismiss={() => {}} />);
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  (await request()).lose();
  await settle();
  container.querySelector<HTMLElement>('[data-part=check]')?.click();
  await settle();
  const stop = container.querySelector<HTMLElement>('[data-part=cancel-check]');
  stop?.focus();
  // What a window does that is left: it keeps its focus, and says that it went.
  stop?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  (await request()).answer(200, { id: 'task_0', status: 'running' });
  await settle();
  expect(document.activeElement).toBe(container.querySelector('h2'));
});

test('what goes on is planned from the tasks, and by the rules, as they are by then', async () => {
  const tasks = tasksOf(4);
  const dialog = (frozen?: string) => (
    <TaskRetryProvider chunkSize={1}>
      <BatchRetryDialog open tasks={tasks} canRetry={({ id }) => id !== frozen || 'Frozen'} />
    </TaskRetryProvider>
  );
  const { rerender } = render(dialog());
  await press('confirm');
  await press('stop');
  await answerNext();
  expect(part('retry-remainder').textContent).toBe('Continue (3)');
  rerender(dialog('task_3'));
  expect(part('retry-remainder').textContent).toBe('Continue (2)');
  await press('retry-remainder');
  await answerNext();
  await answerNext();
  expect(posts().flatMap(idsOf)).toEqual(['task_0', 'task_1', 'task_2']);
});

test('readings that nobody waits for any more are told so', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  render(
    <TaskRetryProvider readTask={(_id, { signal }) => new Promise(() => signals.push(signal))}>
      <BatchRetryDialog open tasks={tasksOf(2)} />
    </TaskRetryProvider>,
  );
  await press('confirm');
  (await request()).lose();
  await settle();
  await press('check');
  expect(signals.map((signal) => signal?.aborted)).toEqual([false, false]);
  await press('cancel-check');
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
});

test('a task that ran when the batch began, and has failed since, is planned, also where attempts are not known', async () => {
  const dialog = (open: boolean, ...statuses: string[]) => <BatchRetryDialog open={open} tasks={bare(...statuses)} />;
  const { rerender } = render(dialog(true, 'failed', 'running'));
  await press('confirm');
  await answerNext();
  expect(title()).toBe('1 submitted, 1 left out');
  rerender(dialog(false, 'running', 'failed'));
  rerender(dialog(true, 'running', 'failed'));
  expect(title()).toBe('Retry 1 task');
});

test('other tasks, none of which can be retried, show why, and not the result of an earlier batch', async () => {
  const dialog = (open: boolean, ...tasks: readonly { id: string; status: string }[]) => <BatchRetryDialog open={open} tasks={tasks} />;
  const { rerender } = render(dialog(true, ...tasksOf(2)));
  await press('confirm');
  await answerNext();
  rerender(dialog(false));
  rerender(dialog(true, { id: 'other', status: 'running' }));
  expect(title()).toBe('No task can be retried');
});

test('what a plan made again leaves out for another reason is told by that', async () => {
  const dialog = (status: string) => <BatchRetryDialog open tasks={[...tasksOf(2), buildTask({ id: 'task_2', status })]} />;
  const { rerender } = render(dialog('failed'));
  await press('confirm');
  (await request()).answer(200, { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_0', success: true }] });
  await settle();
  await press('plan-again');
  rerender(dialog('running'));
  await press('confirm');
  (await request()).answer(200, { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_1', success: true }] });
  await settle();
  expect(title()).toBe('2 submitted, 1 left out');
});

// What waits comes last, so that a mistake is noticed soon. Longer than what was said last is kept.
const FORGOTTEN_MS = 2200;

test('a run whose panel has left the page is heard at its end, and then nothing is left', async () => {
  const { container, rerender } = render(<BatchRetryPanel tasks={tasksOf(2)} />);
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  await settle();
  rerender(null);
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
  await answerNext();
  expect(spoken().at(-1)).toBe('1 submitted, 1 refused');
  await vi.waitUntil(() => document.querySelector('[role=status]') === null, { timeout: 2 * FORGOTTEN_MS });
});

test('a retry whose button has left the page is heard at its end', async () => {
  const { container, rerender } = render(<StageRetryButton task={buildTask()} stage={buildStage()} />);
  container.querySelector('button')?.click();
  const call = await request();
  rerender(null);
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
  call.answer(200, { id: 'task_1001', status: 'running' });
  await settle();
  expect(spoken().at(-1)).toMatch(/^Submitted\./);
});

test('checks whose panel and button have left the page are heard at their end', async () => {
  // Each in a provider of its own, so that neither keeps the other's region.
  const { container, rerender } = render(
    <>
      <TaskRetryProvider>
        <BatchRetryPanel tasks={tasksOf(1)} />
      </TaskRetryProvider>
      <TaskRetryProvider>
        <StageRetryButton task={buildTask()} stage={buildStage()} />
      </TaskRetryProvider>
    </>,
  );
  const both = (name: string): HTMLElement[] => [...container.querySelectorAll<HTMLElement>(`[data-part=${name}], [data-component=StageRetryButton] [data-part=button]`)];
  for (const each of both('confirm')) each.click();
  await settle();
  for (const call of posts()) call.lose();
  await settle();
  for (const each of both('check')) each.click();
  await settle();
  rerender(null);
  await new Promise((resolve) => setTimeout(resolve, FORGOTTEN_MS));
  const said = spoken().length;
  for (const call of sent.filter(({ method }) => method === 'GET')) call.answer(200, { id: call.url.split('/').at(-1), status: 'running' });
  await settle();
  expect(spoken().slice(said).toSorted()).toEqual(['1 submitted', expect.stringMatching(/^Submitted/) as string]);
  await vi.waitUntil(() => document.querySelector('[role=status]') === null, { timeout: 2 * FORGOTTEN_MS });
});

test('a check that is stopped by another panel tells whoever began it, once, and leaves no region behind', async () => {
  const onSettled = vi.fn<(ledger: Ledger) => void>();
  const other = vi.fn<(ledger: Ledger) => void>();
  const { container, rerender } = render(
    <>
      <BatchRetryPanel tasks={tasksOf(2)} onSettled={onSettled} />
      <BatchRetryPanel tasks={tasksOf(2)} onSettled={other} />
    </>,
  );
  container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  (await request()).lose();
  await settle();
  container.querySelector<HTMLElement>('[data-part=check]')?.click();
  await settle();
  onSettled.mockClear();
  [...container.querySelectorAll<HTMLElement>('[data-part=cancel-check]')].at(-1)?.click();
  await settle();
  expect(onSettled).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
  rerender(null);
  await vi.waitUntil(() => document.querySelector('[role=status]') === null, { timeout: 2 * FORGOTTEN_MS });
});
