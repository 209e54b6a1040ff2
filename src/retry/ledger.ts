import { byId } from './byId.ts';
import type { TaskBatchRetryResponse } from '../types/task.ts';
import { isRecord } from '../types/isRecord.ts';
import { isTaskId } from '../types/isTaskId.ts';
import { readableDetail } from '../types/readableDetail.ts';
import type { RetryableTask } from './eligibility.ts';
import { outcomeOfFailure, type Halt, type Outcome, type OutcomeKind, type RetryFailure } from './outcome.ts';
import { outcomeOfReading } from './outcomeOfReading.ts';
import { groupRows } from './groupRows.ts';
import { classifyReason, type ClassifyReason } from './reasons.ts';
import type { PlanRow, RetryPlan } from './retryPlan.ts';

/** One chosen task and what became of it. */
export interface LedgerRow extends Omit<PlanRow, 'skip'> {
  readonly outcome: Outcome;
  /** What became of it before it was sent again, oldest first. */
  readonly earlier?: readonly Outcome[] | undefined;
}

/** Something about the platform's answers that does not add up. Told once, beside the rows it does not change. */
export type LedgerNote =
  | { readonly code: 'totals-differ' }
  | { readonly code: 'extra-items'; readonly count: number }
  | { readonly code: 'repeated-items'; readonly count: number };

/** All outcomes of one batch: every chosen task exactly once, in the order of the selection. */
export interface Ledger {
  readonly rows: readonly LedgerRow[];
  readonly notes: readonly LedgerNote[];
}

/** How many tasks ended in each outcome. */
export type OutcomeCounts = Readonly<Record<OutcomeKind, number>>;

/** How many tasks ended in each outcome. Derived from the rows, whatever totals the platform sent. */
export function countOutcomes(ledger: Ledger): OutcomeCounts {
  const counts = { unknown: 0, refused: 0, unsent: 0, submitted: 0, skipped: 0 };
  for (const { outcome, rows } of groupRows(ledger)) counts[outcome.kind] += rows.length;
  return counts;
}

// Where each task stands, handed on to the rows that an answer to some of them makes: an index of ten thousand tasks is made
// once, not for each of a hundred answers.
const placesOf = new WeakMap<readonly LedgerRow[], ReadonlyMap<string, number>>();

/**
 * The ledger of a plan before anything is sent: what is left out is skipped, the rest waits. What is `chosen` and not planned,
 * since an earlier batch has settled it, stays as it was told `before`.
 */
export function openLedger(plan: RetryPlan, chosen: RetryPlan = plan, before?: Ledger): Ledger {
  const planned = new Set(idsOf(plan.rows));
  const rowOf = byId(before?.rows ?? []);
  const rows = chosen.rows.map(({ id, title, stage, attempt, skip }): LedgerRow => {
    // Not spread: of a spread object, what is added later is kept outside of it, in each of ten thousand rows.
    return (!planned.has(id) && rowOf(id)) || { id, title, stage, attempt, outcome: skip ? { kind: 'skipped', reason: skip } : WAITING };
  });
  return { rows, notes: [] };
}

/**
 * Accounts for the answer to a request for these ids. Missing and malformed items leave their task unknown, and so do
 * items that contradict each other; extra and repeated ones are noted and change nothing.
 */
export function foldAnswer(
  ledger: Ledger,
  ids: readonly string[],
  answer: TaskBatchRetryResponse,
  classify?: ClassifyReason,
): Ledger {
  const items = readItems(answer, classify);
  const sent = new Set(ids);
  const extra = items.unnamed + [...items.outcomes.keys()].filter((id) => !sent.has(id)).length;
  const rows = withOutcomes(ledger, sent, (id) => items.outcomes.get(id) ?? MISSING);
  return { rows, notes: mergeNotes(ledger.notes, notesOf(answer, items, extra, sent.size)) };
}

/** Accounts for a request for these ids that failed as a whole. */
export function foldFailure(ledger: Ledger, ids: readonly string[], failure: RetryFailure, classify?: ClassifyReason): Ledger {
  let outcome: Outcome = outcomeOfFailure(failure, classify);
  // That one is no longer failed, said of a whole request, is not true of each.
  if (ids.length > 1 && outcome.kind === 'refused' && outcome.reason.verdict === 'moved-on') {
    outcome = { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: outcome.reason.text } };
  }
  return { ...ledger, rows: withOutcomes(ledger, new Set(ids), () => outcome) };
}

/** Accounts for a run that ends before its turn came to the tasks that wait. */
export function foldHalt(ledger: Ledger, halt: Halt): Ledger {
  const rows = ledger.rows.map((row) => (isWaiting(row) ? { ...row, outcome: { kind: 'unsent', halt } as const } : row));
  return { ...ledger, rows };
}

/** Accounts for an unknown task that was read again; `undefined` where that failed. */
export function foldReading(ledger: Ledger, id: string, reading: RetryableTask | undefined, now: number): Ledger {
  const place = ledger.rows.findIndex((each) => each.id === id && each.outcome.kind === 'unknown');
  const row = ledger.rows[place];
  if (row?.outcome.kind !== 'unknown') return ledger;
  const settled = reading && outcomeOfReading(reading, row.stage?.id, row.attempt, now);
  return { ...ledger, rows: ledger.rows.with(place, { ...row, outcome: settled ?? { ...row.outcome, check: 'unreadable' } }) };
}

/** Puts tasks back in the queue as they are planned now. What had become of them before is kept beside them. */
export function reopen(ledger: Ledger, plan: RetryPlan): Ledger {
  const planned = new Map(plan.retry.map((row) => [row.id, row]));
  const rows = ledger.rows.map((row): LedgerRow => {
    const now = planned.get(row.id);
    if (!now || row.outcome.kind === 'skipped') return row;
    // Never sent is no result to keep.
    const earlier = 'halt' in row.outcome ? row.earlier : [...(row.earlier ?? []), row.outcome];
    return { id: row.id, title: now.title ?? row.title, stage: now.stage, attempt: now.attempt, outcome: WAITING, earlier };
  });
  return { ...ledger, rows };
}

/** The ledger of a batch whose one request failed as a whole. */
export function ledgerOfFailure(plan: RetryPlan, failure: RetryFailure, classify?: ClassifyReason): Ledger {
  return foldFailure(openLedger(plan), idsOf(plan.retry), failure, classify);
}

/** The ledger of a batch that one request sent and that was answered. */
export function ledgerOfAnswer(plan: RetryPlan, answer: TaskBatchRetryResponse, classify?: ClassifyReason): Ledger {
  return foldAnswer(openLedger(plan), idsOf(plan.retry), answer, classify);
}

/** The ledger of an answer alone, where the request is not at hand (SPEC.md, section 6.3): its items are the chosen ones. */
export function ledgerOfResponse(answer: TaskBatchRetryResponse, classify?: ClassifyReason): Ledger {
  const items = readItems(answer, classify);
  const rows = [...items.outcomes].map(([id, outcome]) => ({ id, outcome }));
  return { rows, notes: notesOf(answer, items, items.unnamed, rows.length) };
}

/** Adds the titles that a ledger lacks, from tasks as a page has them. */
export function nameRows(ledger: Ledger, tasks: readonly RetryableTask[]): Ledger {
  const titles = new Map(tasks.filter(isRecord).map((task) => [task.id, task.title ?? undefined]));
  return { ...ledger, rows: ledger.rows.map((row) => (row.title === undefined ? { ...row, title: titles.get(row.id) } : row)) };
}

const WAITING: Outcome = { kind: 'unsent', halt: 'waiting' };
const SUBMITTED: Outcome = { kind: 'submitted' };
const MISSING: Outcome = { kind: 'unknown', reason: { code: 'missing' } };

function unknownFor(code: 'malformed' | 'contradicted'): Outcome {
  return { kind: 'unknown', reason: { code } };
}

function isWaiting({ outcome }: LedgerRow): boolean {
  return 'halt' in outcome && outcome.halt === 'waiting';
}

/** The ids of rows, in their order. */
export function idsOf(rows: readonly { readonly id: string }[]): readonly string[] {
  return rows.map((row) => row.id);
}

function withOutcomes(ledger: Ledger, ids: ReadonlySet<string>, outcomeOf: (id: string) => Outcome): readonly LedgerRow[] {
  const places = placesOf.get(ledger.rows) ?? placesIn(ledger.rows);
  const rows = [...ledger.rows];
  for (const id of ids) {
    const place = places.get(id) ?? -1;
    const row = rows[place];
    if (row) rows[place] = { ...row, outcome: outcomeOf(id) };
  }
  placesOf.set(rows, places);
  return rows;
}

/** Skipped rows were never sent, so no answer is about them, not even one that names their id. */
function placesIn(rows: readonly LedgerRow[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const [place, row] of rows.entries()) if (row.outcome.kind !== 'skipped') places.set(row.id, place);
  return places;
}

/** One note of each kind, however many answers gave cause for it. */
function mergeNotes(earlier: readonly LedgerNote[], later: readonly LedgerNote[]): readonly LedgerNote[] {
  const merged = new Map(earlier.map((note) => [note.code, note]));
  for (const note of later) {
    const before = merged.get(note.code);
    merged.set(note.code, before && 'count' in before && 'count' in note ? { ...note, count: before.count + note.count } : note);
  }
  return [...merged.values()];
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

function readItems(answer: TaskBatchRetryResponse, classify: ClassifyReason | undefined): Items {
  const outcomes = new Map<string, Outcome>();
  // Many items say the same. One outcome for all of them is quick to read, and to group by.
  const refusals = new Map<string, Outcome>();
  const refusalOf = (reason: unknown): Outcome => {
    // In an array, since it is a part of JSON and not a body: `<stg_code> is not failed` is no page.
    const text = readableDetail([reason], '');
    const refusal = refusals.get(text) ?? { kind: 'refused', reason: classifyReason(text, classify) };
    refusals.set(text, refusal);
    return refusal;
  };
  let unnamed = 0;
  let repeated = 0;
  let succeeded = 0;
  let failed = 0;
  const list: readonly unknown[] = Array.isArray(answer?.items) ? answer.items : [];
  for (const item of list) {
    const { task_id: id, success, reason }: Readonly<Record<string, unknown>> = isRecord(item) ? item : {};
    if (success === true) succeeded += 1;
    if (success === false) failed += 1;
    if (!isTaskId(id)) {
      unnamed += 1;
      continue;
    }
    let outcome = success === true ? SUBMITTED : success === false ? refusalOf(reason) : unknownFor('malformed');
    const earlier = outcomes.get(id);
    if (earlier) {
      repeated += 1;
      outcome = earlier.kind === outcome.kind ? earlier : unknownFor('contradicted');
    }
    outcomes.set(id, outcome);
  }
  return { outcomes, unnamed, repeated, listed: list.length, succeeded, failed };
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
