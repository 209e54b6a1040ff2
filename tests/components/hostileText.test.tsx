import { expect, test } from 'vitest';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import type { Ledger, LedgerRow } from '../../src/retry/ledger.ts';
import { classifyReason } from '../../src/retry/reasons.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { HOSTILE } from '../support/hostile.ts';
import { sent } from '../support/platform.tsx';
import { render } from '../support/render.tsx';

/** A text in every slot that takes one from elsewhere, and beside it a neighbour that must not notice. */
function slotsOf(text: string) {
  const refused = (words: string) => ({ kind: 'refused' as const, reason: classifyReason(words) });
  const row: LedgerRow = { id: text, title: text, stage: { id: 'stg', name: text }, attempt: 2, outcome: refused(text) };
  const next: LedgerRow = { id: 'next', title: 'Next', stage: { id: 'stg', name: 'Code' }, attempt: 2, outcome: refused('why') };
  const ledger: Ledger = { rows: [row, next], notes: [] };
  const stages = [{ id: 'stg', status: 'failed', stage_name: text, retry_count: 1 }];
  const plan = planRetry([
    { id: text, title: text, status: 'failed', stages },
    { id: 'next', title: 'Next', status: 'failed', stages: [{ id: 'stg', status: 'failed', stage_name: 'Code', retry_count: 1 }] },
    { id: `${text} left out`, title: text, status: text },
  ]);
  return (
    <>
      <StageRetryButtonView stageName={text} state={refused(text)} />
      <BatchRetryPanelView step={{ kind: 'plan', plan }} getTaskHref={() => text} />
      <BatchRetryResultListView ledger={ledger} getTaskHref={() => text} />
    </>
  );
}

interface Neighbour {
  left: number;
  right: number;
  text: string | null;
}

/** Where the neighbours stand across the page; how far down depends on how long the hostile text is. */
function neighbours(container: HTMLElement): Neighbour[] {
  const names = [...container.querySelectorAll('[data-part=task]')].filter((each) => each.textContent === 'Next');
  return names.flatMap((name) =>
    [...(name.parentElement?.children ?? [])].map((each) => {
      const { left, right } = each.getBoundingClientRect();
      return { left, right, text: each.textContent };
    }),
  );
}

let harmless: Neighbour[] | undefined;

/** Where they stand beside a text that means no harm. */
function expectedNeighbours(): Neighbour[] {
  if (harmless) return harmless;
  const view = render(slotsOf('Plan'));
  harmless = neighbours(view.container);
  view.unmount();
  return harmless;
}

test.each(HOSTILE)('makes no element, no request and moves no neighbour: %s', (_, text) => {
  const expected = expectedNeighbours();
  expect(expected.length).toBeGreaterThan(4);
  const { container } = render(slotsOf(text));
  expect(container.querySelector('script, img, iframe, object, embed, video, audio, style, link, form, math')).toBeNull();
  expect(container.querySelector('a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]')).toBeNull();
  expect(neighbours(container)).toEqual(expected);
  expect(container.scrollWidth).toBeLessThanOrEqual(container.clientWidth);
  expect(sent).toHaveLength(0);
  expect(document.title).not.toBe('hacked');
});

test.each(HOSTILE)('is there to be copied as it came: %s', async (_, text) => {
  const { container } = render(<StageRetryButtonView state={{ kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text } }} />);
  const raw = (): string | undefined => container.querySelector('[data-part=raw]')?.textContent ?? undefined;
  container.querySelector<HTMLElement>('[data-part=show-all]')?.click();
  await expect.poll(raw).toBe(text === '' ? undefined : text);
});
