import {
  foldAnswer,
  foldFailure,
  foldHalt,
  foldReading,
  ledgerOfAnswer,
  ledgerOfFailure,
  openLedger,
  reopen,
  type Ledger,
} from '../../src/retry/ledger.ts';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import type { RetryFailure } from '../../src/retry/outcome.ts';
import { planRemainder } from '../../src/retry/remainder.ts';
import { planRetry, type RetryPlan } from '../../src/retry/retryPlan.ts';
import { buildStage } from '../../src/testing/builders.ts';
import type { TaskBatchRetryItem, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { manyFailed, specSelection } from './selection.ts';

/** An answer of the platform whose totals fit its list, unless said otherwise. */
export function answerOf(items: TaskBatchRetryItem[], total = items.length): TaskBatchRetryResponse {
  const succeeded = items.filter((item) => item.success).length;
  return { total, succeeded, failed: items.length - succeeded, items };
}

/** The answer to a request for these ids: refused where there is a reason, else submitted. */
export function answerTo(ids: readonly string[], reasonAt: (index: number) => string | undefined = () => undefined): TaskBatchRetryResponse {
  return answerOf(
    ids.map((id, index) => {
      const reason = reasonAt(index);
      return reason === undefined ? { task_id: id, success: true } : { task_id: id, success: false, reason };
    }),
  );
}

const idsOf = (plan: RetryPlan): string[] => plan.retry.map((row) => row.id);
const LOST: RetryFailure = { kind: 'unknown-outcome', detail: '' };

/** A time of day in all pictures. */
export const FIVE_PAST_TWO: number = new Date(2026, 10, 2, 14, 5).getTime();

const specPlan = planRetry(specSelection);

export const plan230: RetryPlan = planRetry(manyFailed(230));
const ids230 = idsOf(plan230);
const [first, second, third] = [ids230.slice(0, 100), ids230.slice(100, 200), ids230.slice(200)];

/** The first 100 of 230 are answered for, 98 of them submitted. */
export const oneChunkSent: Ledger = foldAnswer(
  openLedger(plan230),
  first,
  answerTo(first, (index) => (index % 50 === 7 ? 'task status is running' : undefined)),
);

export const stopped: Ledger = foldHalt(oneChunkSent, 'stopped');

/** The middle one of three requests had no answer. */
export const chunkLost: Ledger = foldAnswer(foldFailure(oneChunkSent, second, LOST), third, answerTo(third));

export const twoLost: Ledger = foldHalt(foldFailure(foldFailure(openLedger(plan230), first, LOST), second, LOST), 'lost');

export const rateLimited: Ledger = foldHalt(
  foldFailure(oneChunkSent, second, { kind: 'rate-limited', detail: 'Too many requests', status: 429, retryAfterMs: 30_000, body: {} }),
  'turned-away',
);

export const tooLarge: Ledger = foldHalt(
  foldFailure(openLedger(plan230), first, { kind: 'too-large', detail: '', status: 413 }),
  'turned-away',
);

export const allSubmitted: Ledger = ledgerOfAnswer(specPlan, answerTo(idsOf(specPlan)));

const REFUSALS = ['Stage retry limit reached', 'task status is running', 'Pipeline template is archived'];

export const allRefused: Ledger = ledgerOfAnswer(specPlan, answerTo(idsOf(specPlan), (index) => REFUSALS[index]));

export const limitReached: Ledger = ledgerOfAnswer(
  specPlan,
  answerTo(idsOf(specPlan), (index) => (index < 2 ? 'Stage retry limit reached' : undefined)),
);

/** Three tasks without an answer, read again: one goes on, one is as it was, one cannot be read. */
export const checkedThreeWays: Ledger = [
  ['task_1', { id: 'task_1', status: 'running' }] as const,
  ['task_2', { id: 'task_2', status: 'failed', stages: [{ id: 'stg_test', status: 'failed', retry_count: 0 }] }] as const,
  ['task_3', undefined] as const,
].reduce<Ledger>(
  (ledger, [id, reading]: readonly [string, RetryableTask | undefined]) => foldReading(ledger, id, reading, FIVE_PAST_TWO),
  ledgerOfFailure(specPlan, LOST),
);

export const nonsense: Ledger = ledgerOfAnswer(specPlan, {
  total: 'three',
  succeeded: -1,
  failed: null,
  items: [
    null,
    { task_id: 5, success: true },
    { task_id: 'task_1', success: 'perhaps' },
    { task_id: 'task_2', success: true },
    { task_id: 'task_2', success: false, reason: { of: ['another', 'shape'] } },
    { task_id: 'task_99', success: true },
  ],
} as unknown as TaskBatchRetryResponse);

const BUSY = 'Task is locked by another run, try again';

/** What is left is sent again and answered. */
function retried(ledger: Ledger, reasonAt: (index: number) => string | undefined): Ledger {
  const remainder = planRemainder(ledger, specSelection);
  return foldAnswer(reopen(ledger, remainder), idsOf(remainder), answerTo(idsOf(remainder), reasonAt));
}

/** Two of three were busy, then one, and that one reached its limit. */
export const retriedTwice: Ledger = retried(
  retried(
    ledgerOfAnswer(specPlan, answerTo(idsOf(specPlan), (index) => (index > 0 ? BUSY : undefined))),
    (index) => (index > 0 ? BUSY : undefined),
  ),
  () => 'Stage retry limit reached',
);

export const plan200: RetryPlan = planRetry(manyFailed(200));
const FOUR_REASONS = ['Stage retry limit reached', 'task status is running', 'Pipeline template is archived', 'GPU quota of team data is used up'];

/** 200 refusals with 4 reasons, of which two are known texts. */
export const fourReasons: Ledger = ledgerOfAnswer(plan200, answerTo(idsOf(plan200), (index) => FOUR_REASONS[index % 4]));

const plan40: RetryPlan = planRetry(manyFailed(40));

/** 40 refusals, each with a reason of its own, as where the platform's words name the worker. */
export const fortyReasons: Ledger = ledgerOfAnswer(plan40, answerTo(idsOf(plan40), (index) => `Worker w-${index + 1} is draining`));

export const tenThousand: RetryPlan = planRetry(manyFailed(10_000));

/** Of 10,000 tasks 300 were refused for three reasons, and for 100 no answer came. */
export const tenThousandSent: Ledger = ((): Ledger => {
  const ids = idsOf(tenThousand);
  const answered = answerTo(ids.slice(100), (index) => (index % 33 === 0 ? FOUR_REASONS[index % 4] : undefined));
  return foldAnswer(foldFailure(openLedger(tenThousand), ids.slice(0, 100), LOST), ids.slice(100), answered);
})();

/** The tasks of `allSubmitted` as they are a while later: running, completed, and failed again, later on. */
export const later: RetryableTask[] = [
  { id: 'task_1', status: 'running' },
  { id: 'task_2', status: 'completed' },
  {
    id: 'task_3',
    status: 'failed',
    stages: [
      buildStage({ id: 'stg_code', stage_name: 'Code', status: 'completed', retry_count: 2 }),
      buildStage({ id: 'stg_review', stage_name: 'Review', retry_count: 0 }),
    ],
  },
];
