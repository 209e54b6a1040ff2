import { useInsertionEffect, type ReactElement } from 'react';
import { expect } from 'storybook/test';
import preflight from 'tailwindcss/preflight.css?inline';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { allRefused } from '../BatchRetryDialog/ledgers.ts';
import { specSelection } from '../BatchRetryDialog/selection.ts';

/** Tailwind's reset as Tailwind loads it: in `base`, a layer that the page names before ours. Gone with the story. */
function TailwindReset(): ReactElement {
  useInsertionEffect(() => {
    const style = document.createElement('style');
    style.textContent = `@layer base, task-retry; @layer base { ${preflight} }`;
    // The first mention of a layer decides its place.
    document.head.prepend(style);
    return () => style.remove();
  }, []);
  return (
    <div style={{ display: 'grid', gap: 16 }}>
      <h2>A heading of the page, which the reset made plain</h2>
      <StageRetryButtonView state={{ kind: 'ready' }} stageName="Code" attempt={3} maxRetries={5} />
      <BatchRetryPanelView step={{ kind: 'plan', plan: planRetry(specSelection) }} maxRetries={5} />
      <BatchRetryResultListView ledger={allRefused} />
    </div>
  );
}

const meta = preview.meta({
  title: 'Theming/Tailwind',
  // A page, which is no component to be described.
  tags: ['!manifest'],
  render: () => <TailwindReset />,
});

export const OnItsReset = meta.story({
  name: 'On a page with its reset',
  async play({ canvas, canvasElement }) {
    await expect(getComputedStyle(canvas.getByRole('heading', { level: 2, name: /^A heading/ })).margin).toBe('0px');
    const button = canvasElement.querySelector('[data-component=StageRetryButton] [data-part=button]');
    if (!button) throw new Error('There is no button');
    await expect(getComputedStyle(button).padding).toBe('3px 12px');
    await expect(getComputedStyle(button).borderTopWidth).toBe('1px');
  },
});
