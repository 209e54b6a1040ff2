import type { ReactElement } from 'react';
import { BatchRetryDialogView } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import { followUp } from '../../src/retry/followUp.ts';
import { ledgerOfAnswer, ledgerOfFailure, openLedger } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import type { StageRetryState } from '../../src/retry/stageRetryState.ts';
import { buildTask } from '../../src/testing/builders.ts';
import {
  allRefused,
  allSubmitted,
  answerTo,
  checkedThreeWays,
  later,
  nonsense,
  oneChunkSent,
  plan230,
  rateLimited,
  retriedTwice,
} from '../../stories/BatchRetryDialog/ledgers.ts';
import { manyFailed, mixedSelection } from '../../stories/BatchRetryDialog/selection.ts';

const nothing = (): void => {};
const getTaskHref = (id: string): string => `#/${id}`;
const LOST = { kind: 'unknown-outcome', detail: '504' } as const;
const LONG = `Traceback (most recent call last)\n${'  File "pipeline/stage.py", line 88, in run\n'.repeat(20)}`;
/** More tasks than are shown at a time, and more reasons. */
const plan60 = planRetry(manyFailed(60));
const manyReasons = ledgerOfAnswer(plan60, answerTo(plan60.retry.map(({ id }) => id), (index) => `Reason number ${index}`));
const lost60 = ledgerOfFailure(plan60, LOST);

/** Each state of the stage button. */
export const STAGE_STATES: readonly StageRetryState[] = [
  { kind: 'unavailable', reason: { code: 'task-not-failed', status: 'running' } },
  { kind: 'ready' },
  { kind: 'pending' },
  { kind: 'submitted', confirmed: false, taskStatus: 'pending' },
  { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: LONG } },
  { kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: 'task status is running' } },
  { kind: 'unsent', failure: { kind: 'offline', detail: '' } },
  { kind: 'unknown', failure: LOST, check: 'none' },
  { kind: 'unknown', failure: LOST, check: 'checking' },
];

/** The components in states that between them show every part, by a name to tell them by. */
export const VIEWS: readonly (readonly [name: string, view: ReactElement])[] = [
  ...STAGE_STATES.map((state, index): [string, ReactElement] => [
    `stage ${index + 1}, ${state.kind}`,
    <StageRetryButtonView key="view" state={state} size={index % 2 === 0 ? 'medium' : 'small'} stageName="Code" attempt={3} maxRetries={5} onCheck={nothing} />,
  ]),
  ['stage, unknown, where checking is not offered', <StageRetryButtonView key="view" state={{ kind: 'unknown', failure: LOST, check: 'none' }} />],
  ['plan', <BatchRetryDialogView key="view" open step={{ kind: 'plan', plan: planRetry(mixedSelection, { maxRetries: 5 }), unknownAgain: 1 }} maxRetries={5} getTaskHref={getTaskHref} onShowLastResult={nothing} />],
  ['long plan', <BatchRetryDialogView key="view" open step={{ kind: 'plan', plan: plan60 }} getTaskHref={getTaskHref} />],
  ['run', <BatchRetryDialogView key="view" open step={{ kind: 'running', plan: plan230, ledger: oneChunkSent, sent: 100, total: 230, more: true, stopping: false }} onStop={nothing} />],
  ['stopping', <BatchRetryDialogView key="view" open step={{ kind: 'running', plan: plan230, ledger: oneChunkSent, sent: 100, total: 230, more: true, stopping: true }} onStop={nothing} />],
  ['nothing to retry', <BatchRetryDialogView key="view" open step={{ kind: 'plan', plan: planRetry([buildTask({ status: 'running' })]) }} />],
  ['last request of a run', <BatchRetryDialogView key="view" open step={{ kind: 'running', plan: plan60, ledger: openLedger(plan60), sent: 0, total: 60, more: false, stopping: false }} />],
  ['mixed result', <BatchRetryDialogView key="view" open step={{ kind: 'result', ledger: retriedTwice, remainder: 2 }} onPlanAgain={nothing} onRetryRemainder={nothing} getTaskHref={getTaskHref} />],
  ['told to wait', <BatchRetryDialogView key="view" open step={{ kind: 'result', ledger: rateLimited, remainder: 2, continues: true, notBefore: Date.now() + 3_600_000 }} onRetryRemainder={nothing} />],
  ['unknown', <BatchRetryDialogView key="view" open step={{ kind: 'result', ledger: lost60 }} onCheck={nothing} />],
  ['checking', <BatchRetryDialogView key="view" open step={{ kind: 'result', ledger: lost60, check: { done: 1, total: 60 } }} onCheck={nothing} onCancelCheck={nothing} />],
  ['panel', <BatchRetryPanelView key="view" step={{ kind: 'plan', plan: planRetry(mixedSelection) }} />],
  ['submitted', <BatchRetryResultListView key="view" ledger={allSubmitted} followUp={followUp(allSubmitted, later)} getTaskHref={getTaskHref} />],
  ['refused', <BatchRetryResultListView key="view" ledger={allRefused} onRetryRemainder={nothing} remainder={1} />],
  ['checked', <BatchRetryResultListView key="view" ledger={checkedThreeWays} onCheck={nothing} />],
  ['nonsense', <BatchRetryResultListView key="view" ledger={nonsense} />],
  ['many reasons', <BatchRetryResultListView key="view" ledger={manyReasons} getTaskHref={getTaskHref} />],
];
