import { expect, test } from 'vitest';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import type { Ledger, LedgerRow } from '../../src/retry/ledger.ts';
import { classifyReason } from '../../src/retry/reasons.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { HOSTILE } from '../support/hostile.ts';
import { sent, settle } from '../support/platform.tsx';
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

const FORBIDDEN = [
  'script, img, iframe, object, embed, video, audio, style, link, form, math',
  'a[href^="javascript:" i], a[href^="data:" i], a[href^="vbscript:" i]',
].join();

/** What a text did that it must not; empty where it did nothing. */
async function harmOf(text: string, expected: readonly Neighbour[]): Promise<string[]> {
  const view = render(slotsOf(text), { strict: false });
  const { container } = view;
  const message = container.querySelector('[data-component=StageRetryButton]');
  const raw = (): string => message?.querySelector('[data-part=raw]')?.textContent ?? '';
  const harm = [
    container.querySelector(FORBIDDEN) ? 'made an element' : '',
    JSON.stringify(neighbours(container)) === JSON.stringify(expected) ? '' : 'moved a neighbour',
    container.scrollWidth > container.clientWidth ? 'made the page wider' : '',
  ];
  // Long text is shown whole after a click, which React takes up in a later task.
  const showAll = message?.querySelector<HTMLElement>('[data-part=show-all]');
  showAll?.click();
  if (showAll) await settle();
  harm.push(raw() === text ? '' : 'cannot be copied as it came');
  view.unmount();
  return harm.filter((each) => each !== '');
}

// One test, since a page of its own for each of the texts would cost more than all of them together.
test('hostile text makes no element and no request, moves no neighbour, and is there to be copied as it came', async () => {
  const expected = expectedNeighbours();
  expect(expected.length).toBeGreaterThan(4);
  const harms: [name: string, ...harm: string[]][] = [];
  for (const [name, text] of HOSTILE) {
    const harm = await harmOf(text, expected);
    if (harm.length > 0) harms.push([name, ...harm]);
  }
  expect(harms).toEqual([]);
  expect(sent).toHaveLength(0);
}, 60_000);
