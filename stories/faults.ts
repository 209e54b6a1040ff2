import type { MessageKey } from '../src/messages/Messages.ts';
import type { Phrase } from './phrases.ts';

/** How the platform answers one request. What is left out is as the contract has it: 200, and every task is taken. */
export interface FaultAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON. */
  readonly json?: unknown;
  /** A body as it is sent, instead of JSON. */
  readonly body?: string;
  /** Bytes that are sent after that. */
  readonly bytes?: readonly number[];
  /** Ms that pass before the headers, and between them and the body. */
  readonly headersAfter?: number;
  readonly bodyAfter?: number;
  /** Never answers, or never sends the body. */
  readonly hangs?: 'headers' | 'body';
  /** The connection is reset before the headers, or in the body. */
  readonly resets?: 'headers' | 'body';
}

/** Where somebody who retried ends up. */
export interface FaultEnd {
  /** `data-state` of the button; of a batch, how many tasks ended in each outcome. */
  readonly ends: 'submitted' | 'refused' | 'unsent' | 'unknown' | { readonly counts: readonly (readonly [number, MessageKey])[] };
  /** What the button offers. A batch: nothing. */
  readonly offers?: MessageKey | undefined;
  /** The one announcement of the end. */
  readonly says: readonly Phrase[];
  /** Requests that were sent in all, readings included. */
  readonly requests: number;
}

export interface Fault {
  readonly name: string;
  /** How requests are answered one after the other; the last one goes for all that follow. */
  readonly answers: readonly FaultAnswer[];
  /** The same for a batch, where its answer looks different. */
  readonly batchAnswers?: readonly FaultAnswer[];
  /** How reading a task is answered; then the unknown outcome is checked. */
  readonly reading?: FaultAnswer;
  /** What the device says of its connection before a request is sent, and after it has failed. */
  readonly online?: readonly [before: boolean, after: boolean];
  /** Whether it is retried once more, online. */
  readonly again?: true;
  /** Whether the request goes over a connection that is already open. Default: it opens one. */
  readonly kept?: true;
  /** Ms until the client gives up: time for a request to arrive on a busy machine. Default: longer than any of this takes. */
  readonly timeoutMs?: number;
  /** Ids in one request of a batch of two tasks. Default: both. */
  readonly chunkSize?: number;
  /** What becomes of a stage's retry. Left out where it has no such answer. */
  readonly stage?: FaultEnd;
  /** What becomes of a batch of two tasks. Left out where it has no such answer. */
  readonly batch?: FaultEnd;
}

const words = (text: string): Phrase => ({ words: text });
const one = { requests: 1 };
const counts = (...of: readonly (readonly [number, MessageKey])[]): { readonly counts: readonly (readonly [number, MessageKey])[] } => ({ counts: of });
const batchEnd = (key: MessageKey, why?: Phrase, requests = 1): FaultEnd => {
  const ends = counts([2, key]);
  return { ends, says: why ? [why, ends] : [ends], requests };
};

// What both endpoints come to, by the kind of the answer. `own` are words of the platform's, which follow.
interface Ends {
  readonly stage: FaultEnd;
  readonly batch: FaultEnd;
}
const taken: Ends = {
  stage: { ends: 'submitted', says: [{ title: 'submitted' }, { key: 'stageSubmitted', values: { status: 'pending', stage: 'Code' } }], ...one },
  batch: batchEnd('count.submitted'),
};
const refused = (says: Phrase, own: readonly Phrase[], offers: MessageKey | '' = 'retryFromStage', title: MessageKey = 'refused'): Ends => ({
  stage: { ends: 'refused', offers: offers || undefined, says: [{ title }, says, ...own], ...one },
  batch: batchEnd('count.refused', 'failure.refused'),
});
const turnedAway = (why: Phrase, own: readonly Phrase[] = []): Ends => ({
  stage: { ends: 'unsent', offers: 'retryFromStage', says: [{ title: 'turnedAway' }, why, ...own], ...one },
  batch: batchEnd('count.unsent', why),
});
const lost = (own: readonly Phrase[] = []): Ends => ({
  stage: { ends: 'unknown', offers: 'check', says: [{ title: 'unknown' }, 'failure.unknown-outcome', 'retryAnywayRisk', ...own], ...one },
  batch: batchEnd('count.unknown', 'failure.unknown-outcome'),
});
const unclear = (own: readonly Phrase[] = []): Ends => ({
  stage: { ends: 'unknown', offers: 'check', says: [{ title: 'unclear' }, 'failure.unreadable', 'retryAnywayRisk', ...own], ...one },
  batch: batchEnd('count.unknown', 'failure.unreadable'),
});
const limited = (seconds?: number): Ends =>
  turnedAway(seconds === undefined ? 'failure.rate-limited' : { key: 'rateLimitedFor', values: { count: seconds } });
const notSent = (why: MessageKey): Ends => ({
  stage: { ends: 'unsent', offers: 'retryFromStage', says: [{ title: 'unsent' }, why], ...one },
  batch: batchEnd('count.unsent', why),
});

const detail = (text: string): FaultAnswer['json'] => ({ detail: text });
const HTML = { headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><html><title>Sign in</title><p>Sign in</p></html>' };
const always = (answer: FaultAnswer): Pick<Fault, 'answers'> => ({ answers: [answer] });
const MEGABYTE = 2 ** 20;
const LONG_REASON = 'Traceback '.repeat(MEGABYTE / 10);

const item = (task_id: string, success: unknown, reason?: string): object => ({ task_id, success, ...(reason === undefined ? {} : { reason }) });
const YES_1 = item('task_1', true);
const YES_2 = item('task_2', true);
const totals = (total: unknown, succeeded: unknown, failed: unknown, items: unknown): Pick<Fault, 'answers'> =>
  always({ json: { total, succeeded, failed, items } });
const items = (...list: readonly unknown[]): Pick<Fault, 'answers'> => totals(2, 2, 0, list);
const mixed = (...of: readonly (readonly [number, MessageKey])[]): FaultEnd => ({ ends: counts(...of), says: [counts(...of)], ...one });

/** Statuses, with and without a reason. */
const STATUSES: readonly Fault[] = [
  { name: '200 as the contract has it', ...always({}), ...taken },
  { name: '400 with a reason', ...always({ status: 400, json: detail('Pipeline template is archived') }), ...refused('reasonGiven', [words('Pipeline template is archived')]) },
  { name: '400: somebody else retried it', ...always({ status: 400, json: detail('Target stage status is not failed') }), ...refused('noLongerFailed', [words('Target stage status is not failed')], 'retryFromStage', 'movedOn') },
  { name: '400: no retries are left', ...always({ status: 400, json: detail('Stage retry limit reached') }), ...refused({ title: 'refused.limit-reached' }, [words('Stage retry limit reached')], '') },
  { name: '400 without a body', ...always({ status: 400, body: '' }), ...refused('noReason', []) },
  { name: '400 with an object as reason', ...always({ status: 400, json: { error: { message: 'Quota used' } } }), ...refused('reasonGiven', [words('Quota used')]) },
  { name: '400 with a reason of 1 MB', ...always({ status: 400, json: detail(LONG_REASON) }), ...refused('reasonGiven', [words(`${LONG_REASON.slice(0, 480)}…`)]) },
  { name: '400 with 1 MB of nested details', ...always({ status: 400, body: `${'{"detail":'.repeat(MEGABYTE / 11)}1${'}'.repeat(MEGABYTE / 11)}` }), ...refused('noReason', []) },
  { name: '401 with a reason', ...always({ status: 401, json: detail('Token expired') }), ...turnedAway('failure.unauthenticated', [words('Token expired')]) },
  { name: '401 without a body', ...always({ status: 401, body: '' }), ...turnedAway('failure.unauthenticated') },
  { name: '403', ...always({ status: 403, body: '' }), ...turnedAway('failure.forbidden') },
  { name: '403 whose body never comes', ...always({ status: 403, hangs: 'body' }), timeoutMs: 800, ...turnedAway('failure.forbidden') },
  { name: '404', ...always({ status: 404, body: '' }), ...turnedAway('failure.not-found') },
  { name: '405', ...always({ status: 405, json: detail('Method Not Allowed') }), ...unclear([words('Method Not Allowed')]) },
  { name: '408', ...always({ status: 408, body: '' }), ...lost() },
  { name: '409: it is locked', ...always({ status: 409, json: detail('Task is locked, try again') }), ...refused({ title: 'refused.busy' }, [words('Task is locked, try again')]) },
  { name: '410', ...always({ status: 410, body: '' }), ...turnedAway('failure.not-found') },
  { name: '413', ...always({ status: 413, body: '' }), ...turnedAway('failure.too-large') },
  { name: '418', ...always({ status: 418, body: '' }), ...unclear() },
  {
    name: '422 with a list of faults',
    ...always({ status: 422, json: { detail: [{ loc: ['body', 'ids', 0], msg: 'field required', type: 'missing' }, { loc: ['body'], msg: 'too short', type: 'short' }] } }),
    ...turnedAway('failure.invalid', [words('body.ids.0: field required\nbody: too short')]),
  },
  { name: '429', ...always({ status: 429, body: '' }), ...limited() },
  { name: '429 with seconds', ...always({ status: 429, body: '', headers: { 'Retry-After': '30' } }), ...limited(30) },
  { name: '429 with a date', ...always({ status: 429, body: '', headers: { 'Retry-After': 'Fri, 31 Dec 9999 23:59:59 GMT' } }), ...limited(3600) },
  { name: '429 with a date that has passed', ...always({ status: 429, body: '', headers: { 'Retry-After': 'Thu, 01 Jan 1970 00:00:00 GMT' } }), ...limited() },
  { name: '429 with 3 000 years', ...always({ status: 429, body: '', headers: { 'Retry-After': '99999999999' } }), ...limited(3600) },
  { name: '429 with less than nothing', ...always({ status: 429, body: '', headers: { 'Retry-After': '-5' } }), ...limited() },
  { name: '429 with words', ...always({ status: 429, body: '', headers: { 'Retry-After': 'soon' } }), ...limited() },
  { name: '500 with a reason', ...always({ status: 500, json: detail('Internal server error') }), ...lost([words('Internal server error')]) },
  { name: '502 with the page of a proxy', ...always({ status: 502, ...HTML }), ...lost() },
  { name: '503 with Retry-After', ...always({ status: 503, body: '', headers: { 'Retry-After': '30' } }), ...lost() },
  { name: '504', ...always({ status: 504, body: '' }), ...lost() },
  { name: '599', ...always({ status: 599, body: '' }), ...lost() },
  { name: '301 to a page to sign in', ...always({ status: 301, body: '', headers: { Location: '/' } }), ...unclear() },
  { name: '307, which would send it again elsewhere', ...always({ status: 307, body: '', headers: { Location: '/' } }), ...unclear() },
  { name: '304', ...always({ status: 304, body: '' }), ...unclear() },
];

/** Answers that are none. */
const BODIES: readonly Fault[] = [
  { name: '200 without a body', ...always({ body: '' }), ...unclear() },
  { name: '204', ...always({ status: 204, body: '' }), ...unclear() },
  { name: '200 with a page to sign in', ...always(HTML), ...unclear() },
  { name: 'JSON that is cut off', ...always({ body: '{"id":"task_1","sta' }), ...unclear() },
  { name: 'null', ...always({ json: null }), ...unclear() },
  { name: 'a list', ...always({ json: [] }), ...unclear() },
  { name: 'a text', ...always({ json: 'ok' }), ...unclear() },
  { name: 'an object without what is promised', ...always({ json: { ok: true } }), ...unclear() },
  { name: 'JSON under a wrong type', ...always({ headers: { 'Content-Type': 'image/png' } }), ...taken },
  {
    name: 'invalid UTF-8',
    ...always({ body: '{"id":"task_1","status":"pending","title":"', bytes: [0xc3, 0x28, 0xff, 0x22, 0x7d] }),
    batchAnswers: [{ body: '{"total":2,"succeeded":2,"failed":0,"items":[{"task_id":"task_1","success":true},{"task_id":"task_2","success":true,"reason":"', bytes: [0xc3, 0x28, 0xff, 0x22, 0x7d, 0x5d, 0x7d] }],
    ...taken,
  },
  {
    name: 'an answer of 8 MB',
    ...always({ json: { id: 'task_1', status: 'pending', description: 'x'.repeat(8 * MEGABYTE) } }),
    batchAnswers: [{ json: { total: 2, succeeded: 2, failed: 0, items: [YES_1, YES_2], padding: 'x'.repeat(8 * MEGABYTE) } }],
    ...taken,
  },
  { name: 'a task of another id', ...always({ json: { id: 'task_9', status: 'pending' } }), batchAnswers: items(item('task_8', true), item('task_9', true)).answers, stage: unclear().stage, batch: mixed([2, 'count.unknown']) },
];

/** The connection. */
const CONNECTION: readonly Fault[] = [
  { name: 'headers that take long', ...always({ headersAfter: 60 }), ...taken },
  { name: 'a body that takes long', ...always({ bodyAfter: 60 }), ...taken },
  { name: 'no headers, ever', ...always({ hangs: 'headers' }), timeoutMs: 800, ...lost() },
  { name: 'no body, ever', ...always({ hangs: 'body' }), timeoutMs: 800, ...lost() },
  { name: 'reset before an answer', ...always({ resets: 'headers' }), ...lost() },
  { name: 'reset in the answer', ...always({ resets: 'body' }), ...lost() },
  {
    // The browser does this below fetch, whatever the method. Nobody above it can know, and the platform then refuses.
    name: 'reset on a connection that was open, so that Chromium itself sends it once more',
    answers: [{ resets: 'headers' }, { status: 400, json: detail('task status is running') }],
    batchAnswers: [{ resets: 'headers' }, ...totals(2, 0, 2, [item('task_1', false, 'task status is running'), item('task_2', false, 'task status is running')]).answers],
    kept: true,
    stage: { ...refused('noLongerFailed', [words('task status is running')], 'retryFromStage', 'movedOn').stage, requests: 2 },
    batch: batchEnd('count.refused', undefined, 2),
  },
  { name: 'offline', ...always({ resets: 'headers' }), online: [false, false], ...notSent('failure.offline') },
  { name: 'offline while it is in flight', ...always({ resets: 'headers' }), online: [true, false], ...lost() },
  { name: 'online again by the time it fails', ...always({ resets: 'headers' }), online: [false, true], ...lost() },
  {
    name: 'offline, then online and retried once more',
    answers: [{ resets: 'headers' }, {}],
    online: [false, false],
    again: true,
    stage: { ...taken.stage, requests: 2 },
    batch: { ...taken.batch, requests: 2 },
  },
  {
    name: 'reset after it was applied, then checked',
    ...always({ resets: 'headers' }),
    reading: { json: { status: 'running' } },
    stage: {
      ends: 'submitted',
      says: [{ title: 'submitted' }, { key: 'stageSubmitted', values: { status: 'running', stage: 'Code' } }, 'confirmedByReading'],
      requests: 2,
    },
    batch: batchEnd('count.submitted', undefined, 3),
  },
  {
    name: 'reset before it was applied, then checked without a count',
    ...always({ resets: 'headers' }),
    reading: { json: { status: 'failed', stages: [{ id: 'stg_code', status: 'failed' }] } },
    stage: { ends: 'unknown', offers: 'check', says: [{ title: 'unknown' }, 'failure.unknown-outcome', 'checkUnreadable'], requests: 2 },
    batch: batchEnd('count.unknown', undefined, 3),
  },
  {
    name: 'reset, and reading fails as well',
    ...always({ resets: 'headers' }),
    reading: { status: 500, body: '' },
    stage: { ends: 'unknown', offers: 'check', says: [{ title: 'unknown' }, 'failure.unknown-outcome', 'checkUnreadable'], requests: 2 },
    batch: batchEnd('count.unknown', undefined, 3),
  },
];

/** Lists of a batch that do not add up. */
const LISTS: readonly Fault[] = [
  { name: 'one is refused', ...totals(2, 1, 1, [YES_1, item('task_2', false, 'task status is running')]), batch: mixed([1, 'count.submitted'], [1, 'count.refused']) },
  { name: 'an item is missing', ...items(YES_1), batch: mixed([1, 'count.submitted'], [1, 'count.unknown']) },
  { name: 'no items', ...items(), batch: mixed([2, 'count.unknown']) },
  { name: 'an item is there twice', ...items(YES_1, YES_1, YES_2), batch: mixed([2, 'count.submitted']) },
  { name: 'two items contradict each other', ...items(YES_1, item('task_1', false), YES_2), batch: mixed([1, 'count.submitted'], [1, 'count.unknown']) },
  { name: 'an item of a task that was not sent', ...items(YES_1, YES_2, item('task_9', true)), batch: mixed([2, 'count.submitted']) },
  { name: 'items in another order', ...totals(2, 1, 1, [item('task_2', false, 'Pipeline template is archived'), YES_1]), batch: mixed([1, 'count.submitted'], [1, 'count.refused']) },
  { name: 'items that are none', ...items(null, 7, YES_2), batch: mixed([1, 'count.submitted'], [1, 'count.unknown']) },
  { name: 'success that is neither yes nor no', ...items(item('task_1', 'perhaps'), YES_2), batch: mixed([1, 'count.submitted'], [1, 'count.unknown']) },
  { name: 'totals that are wrong', ...totals(5, 5, 0, [YES_1, item('task_2', false)]), batch: mixed([1, 'count.submitted'], [1, 'count.refused']) },
  { name: 'totals below nothing', ...totals(-2, -1, -1, [YES_1, YES_2]), batch: mixed([2, 'count.submitted']) },
  { name: 'totals that are huge', ...totals(1e308, 1e308, 0, [YES_1, YES_2]), batch: mixed([2, 'count.submitted']) },
  { name: 'items as an object', ...totals(2, 2, 0, { task_1: true, task_2: true }), batch: unclear().batch },
];

/** Batches of several requests. */
const RUNS: readonly Fault[] = [
  {
    name: 'the token expires in the middle of a batch',
    answers: [{ json: { total: 1, succeeded: 1, failed: 0, items: [YES_1] } }, { status: 401, json: detail('Token expired') }],
    chunkSize: 1,
    batch: { ends: counts([1, 'count.submitted'], [1, 'count.unsent']), says: ['failure.unauthenticated', counts([1, 'count.submitted'], [1, 'count.unsent'])], requests: 2 },
  },
  { name: 'the first of two requests is turned away', ...always({ status: 403, body: '' }), chunkSize: 1, batch: batchEnd('count.unsent', 'failure.forbidden') },
  { name: 'the first of two requests is lost', answers: [{ resets: 'headers' }, { json: { total: 1, succeeded: 1, failed: 0, items: [YES_2] } }], chunkSize: 1,
    batch: { ends: counts([1, 'count.submitted'], [1, 'count.unknown']), says: [counts([1, 'count.submitted'], [1, 'count.unknown'])], requests: 2 } },
];

/** All that can go wrong between a retry and its answer, and where it leaves the one who asked for it. */
export const FAULTS: readonly Fault[] = [...STATUSES, ...BODIES, ...CONNECTION, ...LISTS, ...RUNS];
