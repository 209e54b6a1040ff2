import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { formatMessage } from '../../src/messages/formatMessage.ts';
import { foldAnswer, foldFailure, foldReading, ledgerOfAnswer, ledgerOfResponse, openLedger, type Ledger, type LedgerRow } from '../../src/retry/ledger.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import type { TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { SOON } from '../support/platform.tsx';
import { render, spoken } from '../support/render.tsx';

const tasksOf = (count: number) => Array.from({ length: count }, (_, index) => buildTask({ id: `task_${index}`, title: `Title ${index}` }));
const parts = (name: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-part=${name}]`)];
const texts = (name: string): (string | null)[] => parts(name).map((part) => part.textContent);

const answerOf = (items: TaskBatchRetryItem[]): TaskBatchRetryResponse => {
  const succeeded = items.filter(({ success }) => success).length;
  return { total: items.length, succeeded, failed: items.length - succeeded, items };
};
const refused = (id: string, reason: string): TaskBatchRetryItem => ({ task_id: id, success: false, reason });

describe('a plan', () => {
  const show = (plan: RetryPlan): void => void render(<BatchRetryPanelView step={{ kind: 'plan', plan }} />);

  test('names each stage by its name, and by its id only where it has none', () => {
    const bare = { id: 'task_2', status: 'failed', stages: [{ id: 'stg_9', status: 'failed' }] };
    show(planRetry([buildTask(), bare, { id: 'task_3', status: 'failed' }]));
    expect(texts('stage')).toEqual(['Code', 'stg_9', 'stage chosen by the platform']);
  });

  test('says which attempt each would be, and of how many where that is known', () => {
    const plan = planRetry([buildTask({ stages: [buildStage({ retry_count: 1 })] })]);
    const { rerender } = render(<BatchRetryPanelView step={{ kind: 'plan', plan }} />);
    expect(texts('attempt')).toEqual(['attempt 2']);
    rerender(<BatchRetryPanelView step={{ kind: 'plan', plan }} maxRetries={5} />);
    expect(texts('attempt')).toEqual(['attempt 2 of 5']);
  });

  test('of failed tasks that may not be retried does not say that only failed ones can be', () => {
    show(planRetry([buildTask()], { canRetry: () => 'Deployments are frozen until Monday.' }));
    expect(document.querySelector('h2')?.textContent).toBe(en.planEmpty);
    expect(document.body.textContent).not.toContain(en.planEmptyDescription);
    expect(document.body.textContent).toContain('Deployments are frozen until Monday.');
  });

  test('names a task without a title by its id, once', () => {
    show(planRetry([buildTask({ id: 'task_1', title: '' }), { id: 'task_2', status: 'failed', title: null }]));
    expect(parts('row').map((row) => row.textContent)).toEqual(['task_1Codeattempt 2', 'task_2stage chosen by the platform']);
  });

  test('shows also the rows that join it while it is shown', async () => {
    const at = (count: number) => <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(count)) }} />;
    const { rerender } = render(at(10));
    rerender(at(40));
    parts('row').at(-1)?.scrollIntoView();
    await vi.waitUntil(() => parts('row').length > 14, SOON);
    expect(parts('row')).toHaveLength(40);
  });

  test.each([undefined, (id: string) => `/tasks/${id}`])('a title does not turn what stands beside it, as a link or not', (getTaskHref) => {
    render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([buildTask({ title: 'תיקון 1' })]) }} getTaskHref={getTaskHref} />);
    expect([...parts('task'), ...parts('stage'), ...parts('id')].map((each) => getComputedStyle(each).unicodeBidi)).toEqual(['isolate', 'isolate', 'isolate']);
  });

  test('tells rows without an id one by one, however many they are', () => {
    show(planRetry([buildTask({ id: '', title: 'First' }), buildTask({ id: '', title: 'Second' })]));
    expect(texts('task')).toEqual(['First', 'Second']);
  });

  test('says how many are left out, and how many of them for which reason', () => {
    const others = ['running', 'running', 'completed'].map((status, index) => buildTask({ id: `other_${index}`, status }));
    show(planRetry([buildTask(), ...others]));
    expect(document.querySelector('summary')?.textContent).toBe('3 left out: 2 running, 1 completed');
  });

  test('of nothing says so, and blames nobody', () => {
    show(planRetry([]));
    expect(document.body.textContent).toContain(en.planNothingChosen);
    expect(document.body.textContent).not.toContain(en.planEmptyDescription);
  });

  test('that had nothing and has something by now says that it changed', () => {
    render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(2)), changedFrom: 0 }} />);
    expect(texts('notes')).toEqual([formatMessage(en, 'planChanged', { count: 2, before: 0 })]);
  });

  test('links also what is left out', () => {
    render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([buildTask({ status: 'running' })]) }} getTaskHref={(id) => `/tasks/${id}`} />);
    expect(parts('task').map((task) => task.getAttribute('href'))).toEqual(['/tasks/task_1001']);
  });

  test('has no notes where there is nothing to note', () => {
    show(planRetry([buildTask()]));
    expect(parts('notes')).toEqual([]);
  });

  test('tells one repeated row as well as many', () => {
    show(planRetry([buildTask(), buildTask()]));
    expect(texts('notes')).toEqual([formatMessage(en, 'duplicates', { count: 1 })]);
  });

  test('finds a task by its title or id in any case, and shows no other', async () => {
    show(planRetry(tasksOf(60)));
    const field = page.getByRole('searchbox');
    for (const query of ['title 42', 'TASK_42', ' task_42\t']) {
      await userEvent.fill(field, query);
      await vi.waitUntil(() => parts('row').length === 1, SOON);
      expect(texts('task')).toEqual(['Title 42']);
    }
  });

  test('finds an id with capitals as it is shown', async () => {
    show(planRetry([...tasksOf(60), buildTask({ id: 'JOB-7F', title: 'Nightly Export' })]));
    for (const query of ['JOB-7F', 'job-7f', 'nightly export', 'Nightly']) {
      await userEvent.fill(page.getByRole('searchbox'), query);
      await vi.waitUntil(() => parts('row').length === 1, SOON);
      expect(texts('task')).toEqual(['Nightly Export']);
    }
  });

  test('finds also what is left out, and sends no form around it', async () => {
    const onSubmit = vi.fn<(event: { preventDefault: () => void }) => void>((event) => event.preventDefault());
    const others = Array.from({ length: 60 }, (_, index) => buildTask({ id: `other_${index}`, status: 'running' }));
    render(
      <form onSubmit={onSubmit}>
        <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([...tasksOf(5), ...others]) }} />
      </form>,
    );
    await userEvent.fill(page.getByRole('searchbox'), 'other_42');
    await vi.waitUntil(() => document.querySelector('output')?.textContent === formatMessage(en, 'found', { count: 1 }), SOON);
    expect(document.querySelector('summary')?.textContent).toBe('1 left out: 1 running');
    await userEvent.keyboard('{Enter}');
    expect(onSubmit).not.toHaveBeenCalled();
  });

  test('reaches the others of the first page also where one row is taller than what is shown of the list', async () => {
    const long = buildTask({ id: 'long', title: 'A title that is long. '.repeat(20) });
    const tasks = tasksOf(39).toSpliced(13, 0, long);
    const { container } = render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasks) }} />);
    container.style.cssText = 'height: 60px; width: 320px; overflow: auto';
    parts('row').at(-1)?.scrollIntoView();
    await vi.waitUntil(() => parts('row').length > 14, SOON);
    expect(parts('row')).toHaveLength(40);
  });

  describe('of which some are out of sight', () => {
    const showInFrame = (): HTMLElement => {
      const { container } = render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(60)) }} />);
      container.style.cssText = 'height: 300px; overflow: auto';
      return container;
    };

    test('makes the others of the first page once they may be seen', async () => {
      const frame = showInFrame();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(parts('row')).toHaveLength(14);
      parts('row').at(-1)?.scrollIntoView();
      await vi.waitUntil(() => parts('row').length === 50, SOON);
      expect(frame.scrollTop).toBeGreaterThan(0);
    });

    test('makes no more than that where the last of them is in sight in part, until something is scrolled', async () => {
      const frame = showInFrame();
      // As high as it takes to show the half of the last one.
      const { top, height } = parts('row').at(-1)?.getBoundingClientRect() ?? new DOMRect();
      frame.style.height = `${top + height / 2 - frame.getBoundingClientRect().top}px`;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(parts('row')).toHaveLength(14);
      frame.scrollTop = 1;
      await vi.waitUntil(() => parts('row').length === 50, SOON);
    });

    test('makes them when a key is pressed, since it may start the browser’s search', async () => {
      showInFrame();
      expect(parts('row')).toHaveLength(14);
      await userEvent.keyboard('{Control>}');
      await vi.waitUntil(() => parts('row').length === 50, SOON);
    });
  });

  test('has rows that are reached by reading, not by Tab', () => {
    show(planRetry(tasksOf(3)));
    expect(parts('row').map((row) => row.tabIndex)).toEqual([-1, -1, -1]);
  });

  test('shows fifty more at a time, and goes on reading at the first of them', async () => {
    show(planRetry(tasksOf(130)));
    parts('show-more')[0]?.click();
    await vi.waitUntil(() => parts('row').length === 100, SOON);
    expect(document.activeElement).toBe(parts('row')[50]);
    expect(texts('show-more')).toEqual([formatMessage(en, 'showMore', { count: 30 })]);
    parts('show-more')[0]?.click();
    await vi.waitUntil(() => parts('row').length === 130, SOON);
    expect(document.activeElement).toBe(parts('row')[100]);
  });

  test('leaves the focus alone when it is shown anew after that', async () => {
    const at = () => <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(130)) }} />;
    const { rerender } = render(at());
    parts('show-more')[0]?.click();
    await vi.waitUntil(() => document.activeElement === parts('row')[50], SOON);
    const field = document.querySelector('input');
    field?.focus();
    rerender(at());
    expect(document.activeElement).toBe(field);
  });

  test('keeps its rows as others come and go before them', () => {
    const at = (tasks: ReturnType<typeof tasksOf>) => <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasks) }} />;
    const { rerender } = render(at(tasksOf(5)));
    const last = parts('row').at(-1);
    last?.focus();
    rerender(at(tasksOf(5).slice(2)));
    expect(parts('row').at(-1)).toBe(last);
    expect(document.activeElement).toBe(last);
  });

  test('can be searched for several words, as they are typed', async () => {
    show(planRetry(tasksOf(60)));
    await userEvent.type(page.getByRole('searchbox'), 'title 42');
    await vi.waitUntil(() => parts('row').length === 1, SOON);
    expect(texts('task')).toEqual(['Title 42']);
  });

  test.each(['JavaScript:alert(1)', ' java\nscript:alert(1)', 'DATA:text/html,x'])('links to no script, as a link of the package’s or of a team’s: %j', (address) => {
    const view = <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(1)) }} getTaskHref={() => address} />;
    const { rerender } = render(view);
    expect(document.querySelector('a')).toBeNull();
    rerender(<TaskRetryProvider renderLink={({ href, children }) => <a href={href}>{children}</a>}>{view}</TaskRetryProvider>);
    expect(document.querySelector('a')).toBeNull();
    expect(texts('task')).toEqual(['Title 0']);
  });

  test('names the parts of a team’s own link as those of its own', () => {
    render(
      <TaskRetryProvider renderLink={({ children, ...link }) => <a {...link}>{children}</a>}>
        <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(1)) }} getTaskHref={(id) => `/tasks/${id}`} />
      </TaskRetryProvider>,
    );
    expect(parts('task').map((part) => [part.localName, part.getAttribute('href'), part.dir])).toEqual([['a', '/tasks/task_0', 'auto']]);
    expect(texts('link')).toEqual(['Title 0']);
  });
});

test('what is left out stays shown where nothing else is, and folds and unfolds by hand', async () => {
  render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([buildTask({ status: 'running' })]) }} />);
  const details = document.querySelector('details');
  const after = async (open: boolean): Promise<void> => {
    // Told by an event of its own, a task later.
    for (let turns = 0; turns < 5; turns += 1) {
      await new Promise(requestAnimationFrame);
      expect(details?.open).toBe(open);
    }
    expect(parts('left-out-rows')).toHaveLength(open ? 1 : 0);
  };
  await after(true);
  document.querySelector('summary')?.click();
  await after(false);
  document.querySelector('summary')?.click();
  await after(true);
});

describe('a run', () => {
  const running = (count: number) => ({ kind: 'running', plan: planRetry(tasksOf(5)), ledger: openLedger(planRetry(tasksOf(5))), sent: 0, total: count, more: true, stopping: false }) as const;

  test('that has just begun says how far it is, and no results', () => {
    render(<BatchRetryPanelView step={running(5)} />);
    expect(parts('header')[0]?.querySelector('p')?.textContent).toBe('0 of 5 handled');
  });

  test('counts what is sent, not all that was planned', () => {
    render(<BatchRetryPanelView step={running(2)} />);
    expect(document.querySelector('h2')?.textContent).toBe('Retrying 2 tasks');
  });

  test('says that it goes on where it can be closed, and only there', () => {
    const { rerender } = render(<BatchRetryPanelView step={running(5)} />);
    expect(document.body.textContent).not.toContain(en.runningNote);
    rerender(<BatchRetryPanelView step={running(5)} onDismiss={() => {}} />);
    expect(document.body.textContent).toContain(en.runningNote);
  });

  test('is closed, not cancelled', () => {
    const { rerender } = render(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(tasksOf(5)) }} onDismiss={() => {}} />);
    expect(texts('dismiss')).toEqual([en.cancel]);
    rerender(<BatchRetryPanelView step={running(5)} onDismiss={() => {}} />);
    expect(texts('dismiss')).toEqual([en.close]);
    rerender(<BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([]) }} onDismiss={() => {}} />);
    expect(texts('dismiss')).toEqual([en.close]);
  });
});

describe('a result', () => {
  const lost = (ledger: Ledger, ids: readonly string[]): Ledger =>
    foldFailure(ledger, ids, { kind: 'unknown-outcome', detail: 'No answer' });
  const plan = planRetry(tasksOf(12));
  const submitted = (ids: readonly string[]): TaskBatchRetryItem[] => ids.map((id) => ({ task_id: id, success: true }));

  test('offers one check, in the first group that has something to check, and shows that group at once', () => {
    // Without an item each, so that the answer leaves two unknown for another reason than the lost ones.
    const answered = ledgerOfAnswer(plan, answerOf(submitted(plan.retry.slice(0, 8).map(({ id }) => id))));
    render(<BatchRetryResultListView ledger={lost(answered, ['task_8', 'task_9'])} onCheck={() => {}} />);
    expect(parts('check')).toHaveLength(1);
    const groups = parts('group');
    expect(groups.map((group) => group.dataset['outcome'])).toEqual(['unknown', 'unknown', 'submitted']);
    expect(groups[0]?.contains(parts('check')[0] ?? null)).toBe(true);
    const toggles = parts('group-toggle');
    expect(toggles.map((toggle) => toggle.getAttribute('aria-expanded'))).toEqual(['true', 'true', 'false']);
    expect(groups[0]).toHaveAccessibleName('2 Result unknown');
  });

  test.each([
    [10, ['true', 'true']],
    [11, ['true', 'false']],
  ])('of %i tasks shows what was submitted at once where there is little of it', (count, opened) => {
    const [first = '', ...others] = tasksOf(count).map(({ id }) => id);
    const items = [refused(first, 'Pipeline is archived'), ...submitted(others)];
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(count)), answerOf(items))} />);
    expect(parts('group-toggle').map((toggle) => toggle.getAttribute('aria-expanded'))).toEqual(opened);
  });

  test('sums up what a check has found since', () => {
    const ledger = lost(openLedger(plan), ['task_0', 'task_1']);
    const { rerender } = render(<BatchRetryResultListView ledger={ledger} />);
    expect(page.getByRole('heading', { level: 2 }).element()).toMatchTextContent(/^2 unknown/);
    const found = ['task_0', 'task_1'].reduce((each, id) => foldReading(each, id, buildTask({ id, status: 'running' }), 0), ledger);
    rerender(<BatchRetryResultListView ledger={found} />);
    expect(page.getByRole('heading', { level: 2 }).element()).toMatchTextContent(/^2 submitted/);
  });

  test('copies the ids that a search has found, and keeps the whole ledger in its CSV', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const made = vi.spyOn(URL, 'createObjectURL');
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    const ids = tasksOf(60).map(({ id }) => id);
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(60)), answerOf(submitted(ids)))} />);
    await userEvent.fill(page.getByRole('searchbox'), 'task_5');
    await vi.waitUntil(() => parts('row').length === 11, SOON);
    parts('copy-ids')[0]?.click();
    await vi.waitUntil(() => write.mock.calls.length > 0, SOON);
    expect(write.mock.lastCall?.[0].split('\n')).toEqual(ids.filter((id) => id.startsWith('task_5')));
    parts('download-csv')[0]?.click();
    const [file] = made.mock.lastCall ?? [];
    const csv = file instanceof Blob ? await file.text() : '';
    expect(csv.trim().split('\r\n')).toHaveLength(61);
  });

  test('finds a task behind more reasons than are shown', async () => {
    const items = tasksOf(60).map(({ id }) => refused(id, `Worker of ${id} has no disk`));
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(60)), answerOf(items))} />);
    await userEvent.fill(page.getByRole('searchbox'), 'task_59');
    await vi.waitUntil(() => parts('group').length === 1, SOON);
    expect(texts('id')).toEqual(['task_59']);
  });

  test('keeps a group that was folded by hand while a check makes it smaller', async () => {
    const ids = tasksOf(12).map(({ id }) => id);
    const all = lost(openLedger(plan), ids);
    const at = (ledger: Ledger, done: number) => <BatchRetryResultListView ledger={ledger} onCheck={() => {}} onCancelCheck={() => {}} check={{ done, total: 12 }} />;
    const { rerender } = render(at(all, 0));
    const [toggle] = parts('group-toggle');
    toggle?.click();
    await vi.waitUntil(() => toggle?.getAttribute('aria-expanded') === 'false', SOON);
    const [cancel] = parts('cancel-check');
    cancel?.focus();
    rerender(at(foldReading(all, 'task_3', buildTask({ id: 'task_3', status: 'running' }), 0), 1));
    expect(parts('group-toggle')[0]).toBe(toggle);
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    expect(toggle?.textContent).toContain('11');
    expect(document.activeElement).toBe(cancel);
  });

  test('is named by its heading, whichever id that has', () => {
    const ledger = ledgerOfResponse(answerOf(submitted(['task_1'])));
    render(
      <>
        <BatchRetryResultListView ledger={ledger} />
        <BatchRetryResultListView ledger={ledger} headingId="own" />
      </>,
    );
    for (const list of document.querySelectorAll('[data-component=BatchRetryResultList]')) expect(list).toHaveAccessibleName('1 submitted');
    expect(document.querySelector('h2#own')?.textContent).toBe('1 submitted');
  });

  test('counts a group in the language of the page', () => {
    const rows = Array.from({ length: 1234 }, (_, index): LedgerRow => ({ id: `task_${index}`, outcome: { kind: 'submitted' } }));
    render(
      <TaskRetryProvider messages={{ ...en, locale: 'de' }}>
        <BatchRetryResultListView ledger={{ rows, notes: [] }} />
      </TaskRetryProvider>,
    );
    expect(texts('outcome')).toEqual(['1.234']);
    expect(document.querySelector('h2')?.textContent).toBe('1.234 submitted');
  });

  test('offers the check in what a search has found, too', async () => {
    const tasks = tasksOf(60);
    const ids = tasks.map(({ id }) => id);
    // Without an item each, and with one that says both.
    const items = [...submitted(ids.slice(2)), refused('task_59', 'No')];
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasks), answerOf(items))} onCheck={() => {}} />);
    expect(parts('group').slice(0, 2).map((group) => group.dataset['outcome'])).toEqual(['unknown', 'unknown']);
    for (const query of ['task_59', 'task_0']) {
      await userEvent.fill(page.getByRole('searchbox'), query);
      await vi.waitUntil(() => parts('group').length === 1, SOON);
      expect(parts('check')).toHaveLength(1);
    }
  });

  test('folds a group that was open, and unfolds it', async () => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'No')]))} />);
    for (const open of ['true', 'false', 'true']) {
      await vi.waitUntil(() => parts('group-toggle')[0]?.getAttribute('aria-expanded') === open, SOON);
      expect(parts('row')).toHaveLength(open === 'true' ? 1 : 0);
      parts('group-toggle')[0]?.click();
    }
  });

  test('copies the ids of a group, and says so where the browser does not let it', async () => {
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValueOnce().mockRejectedValue(new Error('No'));
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(2)), answerOf(submitted(['task_0', 'task_1'])))} />);
    const status = (): string | null | undefined => document.querySelector('[data-component=BatchRetryResultList] [role=status]')?.textContent;
    parts('copy-ids')[0]?.click();
    await vi.waitUntil(status, SOON);
    expect(write).toHaveBeenLastCalledWith('task_0\ntask_1');
    expect(status()).toBe(formatMessage(en, 'copied', { count: 2 }));
    parts('copy-ids')[0]?.click();
    await vi.waitUntil(() => status() === en.copyFailed, SOON);
  });

  test('says the platform’s words once where all rows share them, else with each row', () => {
    const [same, other] = ['Retry limit reached', 'Retries exhausted'];
    const show = (items: TaskBatchRetryItem[]) => <BatchRetryResultListView ledger={ledgerOfResponse(answerOf(items))} />;
    const { rerender } = render(show([refused('task_1', same), refused('task_2', same)]));
    expect(texts('raw')).toEqual([same]);
    rerender(show([refused('task_1', same), refused('task_2', other)]));
    expect(texts('raw')).toEqual([same, other]);
  });

  test('shows a long reason on demand, and a reason that looks like markup as it came', async () => {
    const trace = 'at worker.run '.repeat(400).trim();
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', trace), refused('task_2', 'No <b>disk</b>')]))} />);
    expect(texts('raw')[0]?.length).toBeLessThan(500);
    expect(texts('raw')).toContain('No <b>disk</b>');
    expect(document.querySelector('[data-part=raw] b')).toBeNull();
    parts('show-all')[0]?.click();
    await vi.waitUntil(() => texts('raw')[0] === trace, SOON);
  });

  test.each([
    [480, 0],
    [481, 1],
    [600, 1],
  ])('a reason of %i characters has %i buttons for the rest of it', (length, buttons) => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'x'.repeat(length))]))} />);
    expect(parts('show-all')).toHaveLength(buttons);
    expect(texts('raw')[0]?.endsWith('…')).toBe(buttons > 0);
  });

  test.each(['', 'a'])('ends a long reason after a whole character (%j before)', (before) => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', before + '😀'.repeat(500))]))} />);
    const shown = texts('raw')[0] ?? '';
    expect(shown.length).toBeLessThan(500);
    expect(() => encodeURIComponent(shown)).not.toThrow();
  });

  test('in a panel has its links, its follow-up and its name, as on its own', () => {
    const ledger = ledgerOfAnswer(planRetry(tasksOf(1)), answerOf(submitted(['task_0'])));
    const followUp = new Map([['task_0', { status: 'failed' }]]);
    render(
      <section aria-labelledby="title">
        <BatchRetryPanelView step={{ kind: 'result', ledger, followUp }} titleId="title" getTaskHref={(id) => `/tasks/${id}`} />
      </section>,
    );
    expect(parts('task')[0]).toHaveAttribute('href', '/tasks/task_0');
    expect(texts('follow-up')).toEqual([en.failedAgain]);
    expect(page.getByRole('region', { name: '1 submitted' }).elements()).not.toHaveLength(0);
    expect(document.querySelector('#title')?.textContent).toBe('1 submitted');
  });

  test('of one group shows it, however many are in it', () => {
    const ids = tasksOf(12).map(({ id }) => id);
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(plan, answerOf(submitted(ids)))} />);
    expect(parts('row')).toHaveLength(12);
  });

  test('shows the reasons also behind many that are unknown', () => {
    const tasks = tasksOf(160);
    const ledger = lost(openLedger(planRetry(tasks)), tasks.slice(0, 150).map(({ id }) => id));
    render(<BatchRetryResultListView ledger={foldAnswer(ledger, ['task_150'], answerOf([refused('task_150', 'No')]))} />);
    expect(parts('group-toggle').slice(0, 2).map((toggle) => toggle.getAttribute('aria-expanded'))).toEqual(['true', 'true']);
  });

  test('counts the tasks that were found, and unfolds their groups', async () => {
    const tasks = tasksOf(60);
    const items = tasks.map(({ id }, index) => (index % 2 === 0 ? refused(id, 'No') : { task_id: id, success: true }));
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasks), answerOf(items))} />);
    for (const toggle of parts('group-toggle')) if (toggle.getAttribute('aria-expanded') === 'true') toggle.click();
    await userEvent.fill(page.getByRole('searchbox'), 'title 1');
    await vi.waitUntil(() => document.querySelector('output')?.textContent === formatMessage(en, 'found', { count: 11 }), SOON);
    expect(parts('row')).toHaveLength(11);
  });

  test('says what submitted means wherever something was, and only there', () => {
    const show = (items: TaskBatchRetryItem[]) => <BatchRetryResultListView ledger={ledgerOfResponse(answerOf(items))} />;
    const { rerender } = render(show([refused('task_1', 'No'), ...submitted(['task_2'])]));
    expect(document.body.textContent).toContain(en.submittedMeaning);
    rerender(show([refused('task_1', 'No')]));
    expect(document.body.textContent).not.toContain(en.submittedMeaning);
  });

  test('says in its summary also what was left out', () => {
    const ledger = ledgerOfAnswer(planRetry([...tasksOf(2), buildTask({ id: 'x', status: 'running' })]), answerOf(submitted(['task_0', 'task_1'])));
    render(<BatchRetryResultListView ledger={ledger} />);
    expect(document.querySelector('h2')?.textContent).toBe('2 submitted, 1 left out');
  });

  test('says how many the answer named that were not sent', () => {
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(1)), answerOf(submitted(['task_0', 'x', 'y'])))} />);
    expect(texts('notes')).toEqual([formatMessage(en, 'note.extra-items', { count: 2 })]);
  });

  test('says each copy, also of as many ids as the last one', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'No'), ...submitted(['task_2'])]))} />);
    const said = (): number => spoken().filter((text) => text === formatMessage(en, 'copied', { count: 1 })).length;
    for (const [index, button] of parts('copy-ids').entries()) {
      button.click();
      await vi.waitUntil(() => said() === index + 1, SOON);
    }
    expect(said()).toBe(2);
  });

  test('of a request that had to wait does not tell the wait, which may be over', () => {
    const ledger = foldFailure(openLedger(planRetry(tasksOf(1))), ['task_0'], { kind: 'rate-limited', detail: '', retryAfterMs: 30_000 });
    render(<BatchRetryResultListView ledger={ledger} />);
    expect(texts('advice').join(' ')).not.toContain('30');
  });

  test('says that reading has not settled it, also where that goes for one row only', () => {
    const ledger = lost(openLedger(planRetry(tasksOf(2))), ['task_0', 'task_1']);
    render(<BatchRetryResultListView ledger={foldReading(ledger, 'task_1', undefined, 0)} />);
    expect(texts('advice')).toEqual([en.checkUnreadable]);
  });

  test('offers no second check while one is under way that cannot be stopped', () => {
    const ledger = lost(openLedger(planRetry(tasksOf(2))), ['task_0', 'task_1']);
    render(<BatchRetryResultListView ledger={ledger} onCheck={() => {}} check={{ done: 1, total: 2 }} />);
    expect([...parts('check'), ...parts('cancel-check')]).toEqual([]);
    expect(texts('advice')).toEqual([formatMessage(en, 'adviceChecking', { done: 1, total: 2 })]);
  });

  test('says that reading has not settled it', () => {
    const ledger = foldReading(lost(openLedger(planRetry(tasksOf(1))), ['task_0']), 'task_0', undefined, 0);
    render(<BatchRetryResultListView ledger={ledger} />);
    expect(texts('advice')).toEqual([en.checkUnreadable]);
  });

  test('tells all that had become of a task before, and no attempt of what was left out', () => {
    const rows: LedgerRow[] = [
      { id: 'a', attempt: 3, outcome: { kind: 'submitted' }, earlier: [{ kind: 'refused', reason: { code: 'not-found', verdict: 'will-not-pass', text: '' } }, { kind: 'unknown', reason: { code: 'missing' } }] },
      { id: 'b', attempt: 6, outcome: { kind: 'skipped', reason: { code: 'limit-reached', used: 5, limit: 5 } } },
    ];
    render(<BatchRetryResultListView ledger={{ rows, notes: [] }} />);
    expect(texts('reason')).toContain(formatMessage(en, 'before', { outcomes: 'Not retried, Result unknown' }));
    expect(texts('attempt')).toEqual(['attempt 3']);
  });

  test('offers no more where all of a page will come by itself', () => {
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(20)), answerOf(submitted(tasksOf(20).map(({ id }) => id))))} />);
    expect(parts('show-more')).toEqual([]);
  });

  test('keeps the CSV until the browser has read it', async () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf(submitted(['task_1'])))} />);
    parts('download-csv')[0]?.click();
    expect([made, clicked].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(revoked).not.toHaveBeenCalled();
  });

  test('folds a long reason again', async () => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'at worker.run '.repeat(400).trim())]))} />);
    parts('show-all')[0]?.click();
    await vi.waitUntil(() => texts('show-all')[0] === en.showLess, SOON);
    parts('show-all')[0]?.click();
    await vi.waitUntil(() => (texts('raw')[0]?.length ?? 0) < 500, SOON);
    expect(texts('show-all')[0]).not.toBe(en.showLess);
  });

  test('offers again as many as may be sent', () => {
    const items = [refused('task_0', 'Task is locked'), refused('task_1', 'Task is locked'), refused('task_2', 'Stage retry limit reached')];
    render(<BatchRetryResultList response={answerOf(items)} tasks={[...tasksOf(3).slice(0, 1), buildTask({ id: 'task_1', status: 'running' })]} onRetryRemainder={() => {}} />);
    expect(texts('retry-remainder')).toEqual([formatMessage(en, 'retryRemainder', { count: 1 })]);
  });

  test('lays out a reason in the direction of its words', () => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'القرص ممتلئ.'), refused('task_2', 'The disk is full.')]))} />);
    expect(parts('raw').map((raw) => getComputedStyle(raw).direction)).toEqual(['rtl', 'ltr']);
  });

  test('hides its pictures from those who listen: a word beside each says the same', () => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf([refused('task_1', 'No'), ...submitted(['task_2'])]))} />);
    const pictures = [...document.querySelectorAll('[data-component] svg')];
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures.filter((picture) => picture.getAttribute('aria-hidden') !== 'true')).toEqual([]);
  });

  test('draws each of its pictures', () => {
    const ledger = ledgerOfAnswer(planRetry([...tasksOf(4), buildTask({ id: 'other', status: 'running' })]), answerOf([...submitted(['task_0']), refused('task_1', 'No'), refused('task_2', 'task status is running')]));
    render(<BatchRetryResultListView ledger={ledger} onRetryRemainder={() => {}} remainder={1} />);
    const drawn = [...document.querySelectorAll<SVGElement>('[data-component] svg[data-icon]')];
    expect(new Set(drawn.map(({ dataset }) => dataset['icon'])).size).toBeGreaterThan(5);
    expect(drawn.filter((icon) => !icon.querySelector('path')?.getAttribute('d')).map(({ dataset }) => dataset['icon'])).toEqual([]);
  });

  test('tells an answer that contradicts itself from none', () => {
    const answered = answerOf([...submitted(['task_0']), refused('task_0', 'No')]);
    render(<BatchRetryResultListView ledger={ledgerOfAnswer(planRetry(tasksOf(2)), answered)} />);
    const titles = parts('group').map((group) => group.querySelector('.task-retry-group__title')?.textContent);
    expect(new Set(titles)).toEqual(new Set([en.unknown, en.unclear]));
  });

  test('names what a team recognised by the team’s words', () => {
    const response = answerOf([refused('task_1', 'Retry limit reached'), refused('task_2', 'E42')]);
    render(
      <TaskRetryProvider classifyReason={(text) => ({ code: text === 'E42' ? 'e42' : 'limit-reached', verdict: 'may-pass', message: `Ours: ${text}` })}>
        <BatchRetryResultList response={response} />
      </TaskRetryProvider>,
    );
    expect(parts('group').map((group) => group.querySelector('[data-part=group-toggle]')?.textContent)).toEqual(['1Ours: Retry limit reached', '1Ours: E42']);
  });

  test('keeps the mark of success for what has completed', () => {
    const iconIn = (part: Element | undefined) => part?.querySelector('svg')?.dataset['icon'];
    const ledger = ledgerOfAnswer(planRetry(tasksOf(3)), answerOf(submitted(['task_0', 'task_1', 'task_2'])));
    const now = ['running', 'completed', 'failed'].map((status, index) => buildTask({ id: `task_${index}`, status, stages: [buildStage({ retry_count: 2 })] }));
    render(<BatchRetryResultList ledger={ledger} tasks={now} />);
    expect(parts('follow-up').map(iconIn)).toEqual(['submitted', 'completed', 'refused']);
    expect(iconIn(parts('outcome')[0])).toBe('submitted');
  });

  test('draws its bar without a gap and without an overlap', () => {
    const answered = ledgerOfAnswer(plan, answerOf([...submitted(['task_0', 'task_1', 'task_2', 'task_3', 'task_4', 'task_5']), ...['task_6', 'task_7', 'task_8'].map((id) => refused(id, 'No'))]));
    render(<BatchRetryResultListView ledger={answered} />);
    let end = 0;
    for (const rect of document.querySelectorAll('[data-part=bar] rect')) {
      expect(Number.parseFloat(rect.getAttribute('x') ?? '')).toBeCloseTo(end);
      end += Number.parseFloat(rect.getAttribute('width') ?? '');
    }
    expect(end).toBeCloseTo(100);
    const fills = [...document.querySelectorAll('[data-part=bar] rect')].map((rect) => rect.getAttribute('data-outcome'));
    expect(fills).toEqual(['submitted', 'refused', 'unknown']);
  });

  test('names its tasks by their titles once these are loaded', () => {
    const response = answerOf(submitted(['task_0', 'task_1']));
    const { rerender } = render(<BatchRetryResultList response={response} />);
    expect(texts('task')).toEqual(['task_0', 'task_1']);
    rerender(<BatchRetryResultList response={response} tasks={tasksOf(2)} />);
    expect(texts('task')).toEqual(['Title 0', 'Title 1']);
  });

  test.each([2, 3, 4, 5] as const)('with its heading at level %i, those of its groups are one below', (headingLevel) => {
    render(<BatchRetryResultListView ledger={ledgerOfResponse(answerOf(submitted(['task_1'])))} headingLevel={headingLevel} />);
    const headings = [...document.querySelectorAll('[data-component] :is(h1, h2, h3, h4, h5, h6)')];
    expect(headings.map(({ localName }) => localName)).toEqual([`h${headingLevel}`, `h${headingLevel + 1}`]);
  });

  test.each([
    ['all were submitted', ledgerOfAnswer(planRetry(tasksOf(1)), answerOf(submitted(['task_0']))), 'clear'],
    ['one was refused', ledgerOfResponse(answerOf([refused('task_1', 'No')])), 'attention'],
    ['one was lost', lost(openLedger(planRetry(tasksOf(2))), ['task_0']), 'attention'],
    ['a run was stopped', openLedger(planRetry(tasksOf(2))), 'attention'],
    ['nothing was chosen', openLedger(planRetry([])), 'empty'],
  ])('where %s, its state says so', (_, ledger, state) => {
    const { container } = render(<BatchRetryResultListView ledger={ledger} />);
    expect(container.firstElementChild).toHaveAttribute('data-state', state);
  });

  test('of a shorter ledger shows what is left of a search, with the field to end it by', async () => {
    const at = (count: number) => <BatchRetryResultList response={answerOf(tasksOf(count).map(({ id }) => ({ task_id: id, success: true })))} />;
    const { rerender } = render(at(60));
    await userEvent.fill(page.getByRole('searchbox'), 'task_55');
    rerender(at(10));
    expect(parts('group')).toEqual([]);
    await userEvent.fill(page.getByRole('searchbox'), '');
    expect(parts('group')).toHaveLength(1);
    // It stays for who is in it.
    await expect.element(page.getByRole('searchbox')).toHaveFocus();
  });

  test.each([
    ['a list', <BatchRetryResultList key="" response={answerOf([refused('task_1', 'No')])} />],
    ['a panel', <BatchRetryPanelView key="" step={{ kind: 'plan', plan: planRetry(tasksOf(2)) }} />],
  ])('%s can be read in what is as wide as its content', (_, ui) => {
    const { container } = render(<div style={{ display: 'flex', flexDirection: 'column', alignItems: 'start' }}>{ui}</div>);
    expect(container.querySelector('[data-component]')?.getBoundingClientRect().width).toBeGreaterThanOrEqual(240);
  });

  test('offers nothing again where a team does not, and nothing that a freeze forbids by now', () => {
    const frozen = (): string => 'Frozen';
    const at = (canRetry: (() => string) | undefined, onRetryRemainder?: () => void) => (
      <TaskRetryProvider canRetry={canRetry}>
        <BatchRetryResultList response={busy} tasks={chosen} onRetryRemainder={onRetryRemainder} />
      </TaskRetryProvider>
    );
    const [busy, chosen] = [answerOf([refused('task_0', 'Task is locked, try again')]), tasksOf(1)];
    const { rerender } = render(at(undefined));
    expect(parts('retry-remainder')).toEqual([]);
    rerender(at(undefined, () => {}));
    expect(parts('retry-remainder')).toHaveLength(1);
    rerender(at(frozen, () => {}));
    expect(parts('retry-remainder')).toEqual([]);
  });

  test('offers nothing again that a team’s limit forbids', () => {
    const items = [refused('task_1', 'Task is locked'), refused('task_2', 'Task is locked')];
    const now = [buildTask({ id: 'task_1' }), buildTask({ id: 'task_2', stages: [buildStage({ retry_count: 5 })] })];
    const onRetryRemainder = vi.fn<(plan: RetryPlan) => void>();
    render(
      <TaskRetryProvider maxRetries={5}>
        <BatchRetryResultList response={answerOf(items)} tasks={now} onRetryRemainder={onRetryRemainder} />
      </TaskRetryProvider>,
    );
    parts('retry-remainder')[0]?.click();
    expect(onRetryRemainder.mock.lastCall?.[0].retry.map(({ id }) => id)).toEqual(['task_1']);
  });
});
