import { expect } from 'storybook/test';
import { ALL, modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import preview from '../../.storybook/preview.tsx';
import { wordsOf } from '../wordsOf.ts';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import type { StageRetryState } from '../../src/retry/stageRetryState.ts';
import { buildStage } from '../../src/testing/builders.ts';
import { StageReport } from './StageReport.tsx';

const ready: StageRetryState = { kind: 'ready' };

const meta = preview.meta({
  title: 'Components/StageRetryButton/States',
  tags: ['states'],
  component: StageRetryButtonView,
  args: { state: ready, stageName: 'Code', attempt: 3, maxRetries: 5 },
  argTypes: {
    state: { control: 'object' },
    stageName: { control: 'text' },
    attempt: { control: 'number' },
    maxRetries: { control: 'number' },
  },
});

export const Ready = meta.story({ parameters: { chromatic: { modes: modesOf(ALL) } } });

export const ReadyWithoutLimit = meta.story({ args: { maxRetries: undefined } });

export const ReadyWithoutAttempt = meta.story({ args: { attempt: undefined } });

export const LastAttempt = meta.story({ args: { attempt: 5 } });

export const Small = meta.story({ args: { size: 'small' } });

export const Pending = meta.story({
  args: { state: { kind: 'pending' } },
  async play({ canvas, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button', { name: words.text('retrying') });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).not.toHaveAttribute('disabled');
  },
});

export const TaskRunning = meta.story({
  name: 'Unavailable: task is running',
  args: { state: { kind: 'unavailable', reason: { code: 'task-not-failed', status: 'running' } } },
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const button = canvas.getByRole('button');
    await userEvent.tab();
    await expect(button).toHaveFocus();
    await expect(button).toHaveAccessibleDescription(new RegExp(words.text('skip.task-not-failed', { status: words.status('running') })));
    button.blur();
  },
});

export const StageCompleted = meta.story({
  name: 'Unavailable: stage is completed',
  args: { state: { kind: 'unavailable', reason: { code: 'stage-not-failed', status: 'completed' } } },
});

export const UnknownStatus = meta.story({
  name: 'Unavailable: status is not known',
  args: { state: { kind: 'unavailable', reason: { code: 'task-not-failed', status: 'hibernating' } } },
});

export const AttemptsUsed = meta.story({
  name: 'Unavailable: attempts used',
  args: { attempt: 6, state: { kind: 'unavailable', reason: { code: 'limit-reached', used: 5, limit: 5 } } },
});

export const NotAllowed = meta.story({
  name: 'Unavailable: not allowed',
  args: {
    state: { kind: 'unavailable', reason: { code: 'not-allowed', text: 'Deployments are frozen until Monday, 09:00.' } },
  },
});

export const Submitted = meta.story({
  args: { state: { kind: 'submitted', confirmed: false, taskStatus: 'pending' } },
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
});

export const SubmittedRunning = meta.story({
  name: 'Submitted, and running by now',
  args: { state: { kind: 'submitted', confirmed: false, taskStatus: 'running' } },
});

export const SubmittedConfirmed = meta.story({
  name: 'Submitted, confirmed by reading',
  args: { state: { kind: 'submitted', confirmed: true, taskStatus: 'running' } },
});

export const MovedOn = meta.story({
  name: 'Refused: already moved on',
  args: {
    state: { kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: 'Target stage status is not failed' } },
  },
});

export const RetryLimit = meta.story({
  name: 'Refused: retry limit',
  args: {
    attempt: 6,
    state: { kind: 'refused', reason: { code: 'limit-reached', verdict: 'will-not-pass', text: 'Stage retry limit reached' } },
  },
});

export const RefusedOther = meta.story({
  name: 'Refused: another reason',
  args: { state: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: 'Pipeline template is archived' } } },
});

export const UnsentOffline = meta.story({
  name: 'Unsent: offline',
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { state: { kind: 'unsent', failure: { kind: 'offline', detail: '' } } },
});

export const UnsentSignedOut = meta.story({
  name: 'Unsent: signed out',
  args: { state: { kind: 'unsent', failure: { kind: 'unauthenticated', detail: 'Token expired', body: {} } } },
});

export const UnsentRateLimited = meta.story({
  name: 'Unsent: rate limited',
  args: { state: { kind: 'unsent', failure: { kind: 'rate-limited', detail: '', retryAfterMs: 30_000 } } },
});

export const UnsentNotTaken = meta.story({
  name: 'Unsent: not taken, as reading showed',
  args: { state: { kind: 'unsent', notTakenAt: new Date(2026, 10, 2, 14, 5).getTime() } },
});

export const Unknown = meta.story({
  parameters: { chromatic: { modes: modesOf(WITH_NARROW) } },
  args: { state: { kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '' }, check: 'none' }, onCheck: () => {} },
});

export const UnknownChecking = meta.story({
  name: 'Unknown, checking',
  args: { ...Unknown.composed.args, state: { kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '' }, check: 'checking' } },
});

export const UnknownStill = meta.story({
  name: 'Unknown, could not be read',
  args: { ...Unknown.composed.args, state: { kind: 'unknown', failure: { kind: 'unreadable', detail: '' }, check: 'unreadable' } },
});

export const InExecutionReport = meta.story({
  name: 'In an execution report',
  render: (args) => (
    <StageReport stage={buildStage()}>
      <StageRetryButtonView {...args} />
    </StageReport>
  ),
});

export const InActionArea = meta.story({
  name: 'In a stage’s action area',
  args: { size: 'small' },
  render: (args) => (
    <ul className="action-area">
      <li>
        <strong>Code</strong>
        <StageRetryButtonView {...args} />
      </li>
      <li>
        <strong>Test</strong>
        <StageRetryButtonView
          {...args}
          stageName="Test"
          attempt={undefined}
          state={{ kind: 'unavailable', reason: { code: 'stage-not-failed', status: 'pending' } }}
        />
      </li>
    </ul>
  ),
});

export const HostileNames = meta.story({
  name: 'Hostile names and reasons',
  args: {
    stageName: '\u2069\u202eедоК <img src=x>',
    state: {
      kind: 'refused',
      reason: { code: 'other', verdict: 'may-pass', text: `<script>alert(1)</script> \u202e\u2069 ${'long'.repeat(400)}` },
    },
  },
  async play({ canvasElement }) {
    await expect(canvasElement.querySelector('img, script')).toBeNull();
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth);
  },
});
