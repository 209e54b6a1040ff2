import { expect, fn } from 'storybook/test';
import { modesOf } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import type { Ledger } from '../../src/retry/ledger.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { allRefused, allSubmitted, checkedThreeWays, nonsense, retriedTwice, stopped } from '../BatchRetryDialog/ledgers.ts';
import { specSelection } from '../BatchRetryDialog/selection.ts';
import { Anatomy } from '../docs/Anatomy.tsx';
import { StateMatrix } from '../docs/StateMatrix.tsx';
import { wordsOf } from '../wordsOf.ts';
import { batchRetryResultList } from './BatchRetryResultList.contract.ts';
import { LastBatch } from './LastBatch.tsx';

const empty: Ledger = { rows: [], notes: [] };

/** Ledgers by what they show. */
const LEDGERS: Record<string, Ledger> = {
  empty,
  'clear: all submitted': allSubmitted,
  'attention: all refused': allRefused,
  'attention: checked': checkedThreeWays,
  'attention: no clear answer': nonsense,
  'attention: retried twice': retriedTwice,
  'attention: stopped': stopped,
};

const spec = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;

const completed = specSelection.map(({ id, title }) => ({ id, title, status: 'completed' }));

const meta = preview.meta({
  title: 'Components/BatchRetryResultList/Overview',
  tags: ['!autodocs'],
  component: BatchRetryResultListView,
  args: { ledger: checkedThreeWays, remainder: 1, onCheck: fn(), onRetryRemainder: fn(), getTaskHref: (id: string) => `#/tasks/${id}` },
  argTypes: {
    ledger: { control: 'select', options: Object.keys(LEDGERS), mapping: LEDGERS },
    remainder: { control: { type: 'number', min: 0 } },
    headingLevel: { control: 'inline-radio', options: [2, 3, 4, 5] },
  },
  parameters: { controls: { include: ['ledger', 'remainder', 'headingLevel'] }, chromatic: { disableSnapshot: true } },
});

export const Default = meta.story({
  render: () => <BatchRetryResultList response={spec} tasks={specSelection} />,
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { name: words.summary([2, 'count.submitted'], [1, 'count.refused']) })).toBeVisible();
  },
});

export const Playground = meta.story({
  async play({ canvas, userEvent, args, globals }) {
    await userEvent.click(canvas.getByRole('button', { name: wordsOf(globals).text('check') }));
    await expect(args.onCheck).toHaveBeenCalledOnce();
  },
});

export const AllStates = meta.story({
  name: 'All states',
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(['light en', 'dark zh'], 3000) } },
  render: ({ onCheck, getTaskHref }) => (
    <StateMatrix states={Object.keys(LEDGERS).filter((name) => name !== 'attention: stopped')}>
      {(state, size) => (
        <div className="matrix__frame">
          <BatchRetryResultListView ledger={LEDGERS[state] ?? empty} aria-label={`${state}, ${size}`} {...{ onCheck, getTaskHref }} />
        </div>
      )}
    </StateMatrix>
  ),
});

export const Parts = meta.story({
  args: { ledger: { ...checkedThreeWays, notes: nonsense.notes } },
  render: (args) => (
    <Anatomy parts={batchRetryResultList.parts}>
      <BatchRetryResultListView {...args} />
    </Anatomy>
  ),
});

export const RightToLeft = meta.story({
  name: 'Right to left',
  globals: { direction: 'rtl' },
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(['light en']) } },
  async play({ canvasElement }) {
    // A title in English has its own direction, and starts on the right like the rest.
    const right = (element: Element | null): number => element?.getBoundingClientRect().right ?? 0;
    await expect(right(canvasElement.querySelector('[data-part=link]'))).toBeCloseTo(right(canvasElement.querySelector('[data-part=task]')));
    // The bar fills from the side where reading starts.
    const [first, second] = [...canvasElement.querySelectorAll('[data-part=bar] > rect')].map((part) => part.getBoundingClientRect().left) as [number, number];
    await expect(first).toBeGreaterThan(second);
  },
});

export const LongTexts = meta.story({
  name: 'Pseudo-locale: long texts',
  globals: { locale: 'pseudo' },
  async play({ canvasElement }) {
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
});

export const OnAPage = meta.story({
  name: 'Code: the last batch on a page',
  render: () => (
    <>
      <h2>Tasks</h2>
      <LastBatch ledger={allRefused} tasks={specSelection} />
    </>
  ),
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    await expect(canvas.getByRole('heading', { level: 3, name: words.summary([3, 'count.refused']) })).toBeVisible();
  },
});

export const FollowedUp = meta.story({
  name: 'Do: follow up',
  tags: ['!dev'],
  render: () => <BatchRetryResultList ledger={allSubmitted} tasks={completed} />,
});

export const LeftAlone = meta.story({
  name: 'Don’t: a result without its tasks',
  tags: ['!dev'],
  render: () => <BatchRetryResultList response={spec} />,
});
