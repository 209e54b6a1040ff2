import type { TaskBatchRetryResponse } from '../types/task.ts';
import { isRecord } from '../types/isRecord.ts';
import { isTaskId } from '../types/isTaskId.ts';
import { readableDetail } from '../types/readableDetail.ts';
import type { RetryableTask } from './eligibility.ts';
import { OUTCOME_KINDS, outcomeOfFailure, type Outcome, type OutcomeKind, type RetryFailure } from './outcome.ts';
import { classifyReason } from './reasons.ts';
import type { PlanRow, RetryPlan } from './retryPlan.ts';

/** One chosen task and what became of it. */
export interface LedgerRow extends Omit<PlanRow, 'skip'> {
  readonly outcome: Outcome;
}

/** Something about the platform's answer that does not add up. Told once, beside the rows it does not change. */
export type LedgerNote =
  | { readonly code: 'totals-differ' }
  | { readonly code: 'extra-items'; readonly count: number }
  | { readonly code: 'repeated-items'; readonly count: number };

/** All outcomes of one batch: every chosen task exactly once, in the order of the selection. */
export interface Ledger {
  readonly rows: readonly LedgerRow[];
  readonly notes: readonly LedgerNote[];
}

/** How many tasks ended in each outcome. Derived from the rows, whatever totals the platform sent. */
export function countOutcomes(ledger: Ledger): Readonly<Record<OutcomeKind, number>> {
  const counts: Record<OutcomeKind, number> = { unknown: 0, refused: 0, unsent: 0, submitted: 0, skipped: 0 };
  for (const row of ledger.rows) counts[row.outcome.kind] += 1;
  return counts;
}

/** The rows, what needs a person first; equal outcomes keep the order of the selection, moved on comes after refused. */
export function rowsByAttention(ledger: Ledger): readonly LedgerRow[] {
  const rank = ({ outcome }: LedgerRow): number =>
    2 * OUTCOME_KINDS.indexOf(outcome.kind) + (outcome.kind === 'refused' && outcome.reason.code === 'moved-on' ? 1 : 0);
  return ledger.rows.toSorted((a, b) => rank(a) - rank(b));
}

/** The ledger of a batch whose request failed as a whole. */
export function ledgerOfFailure(plan: RetryPlan, failure: RetryFailure): Ledger {
  const outcome = outcomeOfFailure(failure);
  return { rows: plan.rows.map((row) => settle(row, outcome)), notes: [] };
}

/**
 * The ledger of a batch that was answered. Missing and malformed items leave their task unknown, and so do items that
 * contradict each other; extra and repeated ones are noted and change nothing.
 */
export function ledgerOfAnswer(plan: RetryPlan, answer: TaskBatchRetryResponse): Ledger {
  const items = readItems(answer);
  const sent = new Set(plan.retry.map((row) => row.id));
  const rows = plan.rows.map((row) => settle(row, items.outcomes.get(row.id) ?? { kind: 'unknown', reason: { code: 'missing' } }));
  const extra = items.unnamed + [...items.outcomes.keys()].filter((id) => !sent.has(id)).length;
  return { rows, notes: notesOf(answer, items, extra, sent.size) };
}

/** The ledger of an answer alone, where the request is not at hand (SPEC.md, section 6.3): its items are the chosen ones. */
export function ledgerOfResponse(answer: TaskBatchRetryResponse): Ledger {
  const items = readItems(answer);
  const rows = [...items.outcomes].map(([id, outcome]) => ({ id, outcome }));
  return { rows, notes: notesOf(answer, items, items.unnamed, rows.length) };
}

/** Adds the titles that a ledger lacks, from tasks as a page has them. */
export function nameRows(ledger: Ledger, tasks: readonly RetryableTask[]): Ledger {
  const titles = new Map(tasks.filter(isRecord).map((task) => [task.id, task.title ?? undefined]));
  return { ...ledger, rows: ledger.rows.map((row) => (row.title === undefined ? { ...row, title: titles.get(row.id) } : row)) };
}

function settle({ skip, ...row }: PlanRow, outcome: Outcome): LedgerRow {
  return { ...row, outcome: skip ? { kind: 'skipped', reason: skip } : outcome };
}

interface Items {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** Items that name no task. */
  readonly unnamed: number;
  readonly repeated: number;
  /** What the platform's totals should say of its own list. */
  readonly listed: number;
  readonly succeeded: number;
  readonly failed: number;
}

function readItems(answer: TaskBatchRetryResponse): Items {
  const outcomes = new Map<string, Outcome>();
  let unnamed = 0;
  let repeated = 0;
  let succeeded = 0;
  let failed = 0;
  const list: readonly unknown[] = Array.isArray(answer?.items) ? answer.items : [];
  for (const item of list) {
    if (isRecord(item) && item['success'] === true) succeeded += 1;
    if (isRecord(item) && item['success'] === false) failed += 1;
    const id = isRecord(item) ? item['task_id'] : undefined;
    if (!isRecord(item) || !isTaskId(id)) {
      unnamed += 1;
      continue;
    }
    const outcome = outcomeOfItem(item['success'], item['reason']);
    const earlier = outcomes.get(id);
    if (earlier) repeated += 1;
    outcomes.set(id, earlier && earlier.kind !== outcome.kind ? { kind: 'unknown', reason: { code: 'contradicted' } } : (earlier ?? outcome));
  }
  return { outcomes, unnamed, repeated, listed: list.length, succeeded, failed };
}

function outcomeOfItem(success: unknown, reason: unknown): Outcome {
  if (success === true) return { kind: 'submitted' };
  if (success === false) return { kind: 'refused', reason: classifyReason(readableDetail(reason, '')) };
  return { kind: 'unknown', reason: { code: 'malformed' } };
}

function notesOf(answer: TaskBatchRetryResponse, items: Items, extra: number, sent: number): LedgerNote[] {
  const notes: LedgerNote[] = [];
  const totalFits = answer?.total === items.listed && answer.total === sent + extra + items.repeated;
  if (!totalFits || answer.succeeded !== items.succeeded || answer.failed !== items.failed) {
    notes.push({ code: 'totals-differ' });
  }
  if (extra > 0) notes.push({ code: 'extra-items', count: extra });
  if (items.repeated > 0) notes.push({ code: 'repeated-items', count: items.repeated });
  return notes;
}
