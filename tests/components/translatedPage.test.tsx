import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { ledgerOfResponse, type Ledger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { request, settle, SOON } from '../support/platform.tsx';
import { labelOf } from '../support/labelOf.ts';
import { render } from '../support/render.tsx';

/** What browsers do that translate a page: an element of theirs, with a text of theirs, takes the place of each text that React has put there. */
function translate(): void {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const font = document.createElement('font');
    font.append(text.data);
    text.replaceWith(font);
  }
}

const settled = async (): Promise<void> => {
  await settle();
  translate();
};
const part = (name: string): HTMLElement | null => document.querySelector(`[data-part=${name}]`);
const press = async (name: string): Promise<void> => {
  part(name)?.click();
  await settled();
};

test('on a page that the browser translates, a stage is retried, checked and retried again', async () => {
  render(<StageRetryButton data-testid="a" task={buildTask()} stage={buildStage()} />);
  translate();
  await press('button');
  expect(labelOf(part('button'))).toBe('Retrying…');
  (await request()).lose();
  await expect.element(page.getByTestId('a'), SOON).toHaveAttribute('data-state', 'unknown');
  await settled();
  await press('button');
  expect(labelOf(part('button'))).toBe('Checking…');
  (await request()).answer(200, buildTask());
  await expect.element(page.getByTestId('a'), SOON).toHaveAttribute('data-state', 'unsent');
  expect(part('message')).toMatchTextContent(/^Not taken/);
  expect(part('message')).not.toMatchTextContent(/may or may not/);
  await settled();
  expect(labelOf(part('button'))).toBe('Retry from this stage');
  await press('button');
  (await request()).answer(200, { id: 'task_1001', status: 'pending' });
  await expect.element(page.getByTestId('a'), SOON).toHaveAttribute('data-state', 'submitted');
});

test('on a page that the browser translates, a batch runs, stops, is checked and goes on', async () => {
  render(
    <TaskRetryProvider chunkSize={1}>
      <BatchRetryDialog open tasks={['task_1', 'task_2', 'task_3'].map((id) => buildTask({ id }))} />
    </TaskRetryProvider>,
  );
  translate();
  await press('confirm');
  expect(labelOf(part('stop'))).toBe('Stop after this request');
  await press('stop');
  expect(labelOf(part('stop'))).toBe('Stopping after this request…');
  (await request()).lose();
  await settled();
  expect(document.querySelector('dialog h2')?.textContent).toBe('1 unknown, 2 unsent');
  await press('check');
  expect(labelOf(part('cancel-check'))).toBe('Stop checking');
  (await request()).answer(200, buildTask({ id: 'task_1', status: 'running' }));
  await settled();
  expect(document.querySelector('dialog h2')?.textContent).toBe('1 submitted, 2 unsent');
  await press('retry-remainder');
  for (const id of ['task_2', 'task_3']) {
    (await request()).answer(200, { total: 1, succeeded: 1, failed: 0, items: [{ task_id: id, success: true }] });
    await settled();
  }
  expect(document.querySelector('dialog h2')?.textContent).toBe('3 submitted');
  await press('plan-again');
  await press('dismiss');
});

test('on a page that the browser translates, counts and statuses that change are those of now', async () => {
  const plan = (count: number): ReactElement => {
    const running = Array.from({ length: count }, (_, index) => buildTask({ id: `running_${index}`, status: 'running' }));
    return <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry([buildTask(), ...running]) }} />;
  };
  const result = (ledger: Ledger, status: string): ReactElement => (
    <BatchRetryResultListView ledger={ledger} followUp={new Map([['task_1', { status }]])} />
  );
  const view = render(plan(2));
  translate();
  view.rerender(plan(1));
  expect(document.querySelector('summary')?.textContent).toBe('1 left out: 1 running');

  const ledger = ledgerOfResponse({ total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_1', success: true }] });
  view.rerender(result(ledger, 'running'));
  await settled();
  view.rerender(result({ ...ledger, rows: [...ledger.rows, { id: 'task_2', outcome: { kind: 'submitted' } }] }, 'completed'));
  expect([part('outcome')?.textContent, part('follow-up')?.textContent]).toEqual(['2', 'completed']);
});
