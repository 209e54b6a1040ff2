import { expect } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { wordsOf } from '../wordsOf.ts';
import { mixedSelection, specSelection } from './selection.ts';

const meta = preview.meta({
  title: 'Components/BatchRetryDialog/Do and don’t',
  // Shown on the Docs page of the dialog.
  tags: ['!dev', '!autodocs'],
  component: BatchRetryPanelView,
  parameters: { chromatic: { disableSnapshot: true } },
});

const chosen = mixedSelection.slice(0, 6);

export const WholeSelection = meta.story({
  args: { step: { kind: 'plan', plan: planRetry(chosen) } },
  async play({ canvas, globals }) {
    await expect(canvas.getByText(new RegExp(wordsOf(globals).text('status.running')))).toBeVisible();
  },
});

export const Filtered = meta.story({
  args: { step: { kind: 'plan', plan: planRetry(chosen.filter(({ status }) => status === 'failed')) } },
});

export const WithTitles = meta.story({ args: { step: { kind: 'plan', plan: planRetry(specSelection) }, maxRetries: 5 } });

export const BareIds = meta.story({
  args: { step: { kind: 'plan', plan: planRetry(specSelection.map(({ id, status }) => ({ id, status }))) } },
});
