/**
 * What must become of retries, told once more and more simply than in `src`: tasks on a platform, what a page knows of
 * them, stages and a batch that wait for answers. An answer works once the tick is over in which it comes, like a promise.
 */

/** A request goes wrong before or after the platform did what it asks, or the platform turns it away, or its answer is odd. */
export const ANSWERS = [
  'served',
  'busy',
  'short',
  'garbled',
  'lost before',
  'lost after',
  'rejected',
  '413',
  '429',
  '429 for an hour',
] as const;
export type Answer = (typeof ANSWERS)[number];

/** What became of a task, in a word. */
export type Word =
  | 'submitted'
  | 'confirmed'
  | 'moved on'
  | 'limit'
  | 'busy'
  | 'rejected'
  | 'unsent'
  | 'not taken'
  | 'waiting'
  | 'stopped'
  | 'turned away'
  | 'lost'
  | 'unknown'
  | 'unread'
  | 'skipped';

export type StageName = 'a' | 'b';
export interface Stage {
  status: string;
  count: number;
}
export interface Row extends Record<StageName, Stage> {
  status: string;
}

export const TASKS: readonly string[] = ['t1', 't2', 't3', 't4', 't5', 't6', 't7'];
export const LIMIT = 3;
export const CHUNK = 2;
const READINGS = 4;

/** The last one still runs, and has failed at another stage. */
export function rowsAtFirst(): Map<string, Row> {
  return new Map(
    TASKS.map((id) => {
      const runs = id === TASKS.at(-1);
      const status = runs ? 'running' : 'failed';
      return [id, { status, a: { status, count: 0 }, b: { status: 'failed', count: 0 } }];
    }),
  );
}

/** A request that waits for its answer. */
export interface Ask {
  readonly text: string;
  readonly settle: (answer: Answer) => void;
  /** The check of a batch that it belongs to. */
  readonly check?: object | undefined;
}

export interface StageModel {
  word: Word | 'pending';
  readonly attempt: number;
  checking: boolean;
  left: boolean;
}

export interface BatchRow {
  readonly id: string;
  stage: StageName | undefined;
  attempt: number | undefined;
  word: Word;
  earlier: Word[];
}

export interface BatchModel {
  running: boolean;
  readonly rows: BatchRow[];
  sent: number;
  total: number;
  queue: (readonly string[])[];
  lostInARow: number;
  stopping: boolean;
  halt: Word | undefined;
  waits: boolean;
  left: Set<string>;
  check: { done: number; readonly total: number; readonly queue: string[] } | undefined;
}

/** What one task is planned for, as the page knows it. */
export type Planned = Pick<BatchRow, 'id' | 'stage' | 'attempt'>;

const MAY_SEND_AGAIN: ReadonlySet<Word> = new Set(['busy', 'rejected', 'unsent', 'not taken', 'waiting', 'stopped', 'turned away', 'lost']);
const UNSENT: ReadonlySet<Word> = new Set(['unsent', 'not taken', 'waiting', 'stopped', 'turned away', 'lost']);
const HALTED: ReadonlySet<Word> = new Set(['waiting', 'stopped', 'turned away', 'lost']);

export const isUnknown = (word: string): boolean => word === 'unknown' || word === 'unread';
export const isDone = (word: Word): boolean => word === 'submitted' || word === 'confirmed';

export class Model {
  readonly platform = rowsAtFirst();
  page: Map<string, Row> = rowsAtFirst();
  readonly stages = new Map<string, StageModel>();
  batch: BatchModel | undefined;
  /** Every request so far. */
  readonly asked: string[] = [];
  waiting: Ask[] = [];
  /** Who was called back in this tick. */
  told: string[] = [];
  private due: (() => void)[] = [];
  private readonly largest = { size: CHUNK };
  private underWay = 0;

  /** Whether a reading ends when its check is cancelled; else it goes on, and nobody listens. */
  readonly heedsCancel: boolean;

  constructor(heedsCancel: boolean) {
    this.heedsCancel = heedsCancel;
  }

  /** Lets what was answered in this tick take effect. */
  endTick(): void {
    for (let next = this.due.shift(); next; next = this.due.shift()) next();
  }

  answer(ask: Ask, answer: Answer): void {
    this.waiting = this.waiting.filter((each) => each !== ask);
    ask.settle(answer);
  }

  // The platform, and who else is there.

  /** Retries a stage by the platform's rules; without one, the earliest that failed. */
  retryOnPlatform(id: string, stage?: StageName): Word {
    const row = this.rowOf(id);
    const name = stage ?? earliestFailed(row);
    if (row.status !== 'failed' || !name || row[name].status !== 'failed') return 'moved on';
    if (row[name].count >= LIMIT) return 'limit';
    row.status = 'pending';
    row[name] = { status: 'pending', count: row[name].count + 1 };
    return 'submitted';
  }

  isInFlight(what: 'stages' | 'batch'): boolean {
    if (what === 'batch') return this.batch?.running === true;
    return [...this.stages.values()].some(({ word }) => word === 'pending');
  }

  mayRetry(id: string, name: StageName): boolean {
    const row = this.rowOf(id);
    return row.status === 'failed' && row[name].status === 'failed' && row[name].count < LIMIT;
  }

  /** A task that goes on comes to an end: it fails where it stands, or gets through and stands at what failed besides. */
  endRun(id: string, fails: boolean): void {
    endRun(this.rowOf(id), fails);
  }

  goesOn(id: string): boolean {
    return goesOn(this.rowOf(id));
  }

  /** The page reads all tasks again. */
  look(): void {
    this.page = structuredClone(this.platform);
  }

  /** Tasks and stages that the page sees in another status than failed. Its count tells what became of an unknown retry. */
  noteLeft(ids: Iterable<string>, stages: Iterable<readonly [id: string, name: StageName]>): void {
    for (const id of ids) this.batch?.left.add(id);
    for (const [id, name] of stages) {
      const stage = this.stages.get(`${id} ${name}`);
      if (!stage || stage.word === 'pending' || this.attemptOf(id, name) === stage.attempt) continue;
      stage.left = true;
      if (!isUnknown(stage.word) || this.attemptOf(id, name) <= stage.attempt) continue;
      stage.word = 'confirmed';
      stage.checking = false;
      this.told.push(`${id} ${name} seen`);
    }
  }

  // One stage.

  retryStage(id: string, name: StageName): boolean {
    const last = this.stages.get(`${id} ${name}`);
    if (last && (last.word === 'pending' || (last.checking && this.attemptOf(id, name) <= last.attempt))) return false;
    // Nobody waits for what a check of an earlier one still finds.
    if (last) last.checking = false;
    const stage: StageModel = { word: 'pending', attempt: this.attemptOf(id, name), checking: false, left: false };
    this.stages.set(`${id} ${name}`, stage);
    this.ask(`retry ${name} of ${id}`, (answer) => {
      const word = this.served(id, answer, name);
      this.due.push(() => {
        stage.word = answer === 'short' ? 'unknown' : word;
        this.told.push(`${id} ${name} ${stage.word}`);
      });
    });
    return true;
  }

  checkStage(id: string, name: StageName): boolean {
    const stage = this.stages.get(`${id} ${name}`);
    if (!stage || !isUnknown(stage.word) || stage.checking) return false;
    stage.checking = true;
    this.ask(`read ${id}`, (answer) => {
      const row = this.rowOf(id);
      // The task goes on, but not from here: somebody else has retried another stage.
      const elsewhere = row.status !== 'failed' && row[name].status === 'failed' && row[name].count < stage.attempt;
      const word = elsewhere ? 'unread' : this.read(id, name, stage.attempt, answer);
      this.due.push(() => {
        // Else settled by what the page saw meanwhile.
        if (stage.checking) stage.word = word;
        stage.checking = false;
        this.told.push(`${id} ${name} checked ${word}`);
      });
    });
    return true;
  }

  // The batch.

  planOf(ids: readonly string[]): (Planned & { readonly skip: boolean })[] {
    return ids.map((id) => {
      const row = this.rowOnPage(id);
      const stage = earliestFailed(row);
      return { id, stage, attempt: stage && row[stage].count + 1, skip: row.status !== 'failed' };
    });
  }

  /** Of what is chosen and not planned, the rows of the last batch are kept, and what was seen to leave. */
  start(ids: readonly string[], chosen: readonly string[] = ids): boolean {
    const plan = this.planOf(ids);
    const toSend = plan.filter((row) => !row.skip).map((row) => row.id);
    if (this.batch?.running || toSend.length === 0) return false;
    const rows = plan.map(({ id, stage, attempt, skip }): BatchRow => {
      return { id, stage, attempt, word: skip ? 'skipped' : 'waiting', earlier: [] };
    });
    const { batch } = this;
    const kept = (id: string): BatchRow | undefined => (ids.includes(id) ? undefined : batch?.rows.find((row) => row.id === id));
    const all = chosen.flatMap((id) => kept(id) ?? rows.find((row) => row.id === id) ?? []);
    this.send(all, toSend, new Set([...(batch?.left ?? [])].filter((id) => !ids.includes(id))));
    return true;
  }

  /**
   * What may be sent again without a risk, planned afresh for those of them that are chosen still: what is unsent alone
   * where the run ended early, unless all of it is wanted.
   */
  remainder(chosen: readonly string[], all = false): { readonly rows: readonly Planned[]; readonly continues: boolean } {
    const { rows = [], halt } = this.batch ?? {};
    const planned = (which: ReadonlySet<Word>): Planned[] =>
      rows
        .filter(({ word }) => which.has(word))
        .flatMap((row): Planned[] => {
          const now = chosen.includes(row.id) ? this.planOf([row.id])[0] : undefined;
          return now?.skip ? [] : [now ?? row];
        });
    const unsent = halt && !all ? planned(UNSENT) : [];
    return unsent.length > 0 ? { rows: unsent, continues: true } : { rows: planned(MAY_SEND_AGAIN), continues: false };
  }

  /** Whatever is asked to be sent again, only what is open of the batch is. */
  resume(plan: readonly Planned[]): boolean {
    const { batch } = this;
    if (!batch || batch.running) return false;
    const rows = plan.flatMap((planned) => {
      const row = batch.rows.find(({ id, word }) => id === planned.id && word !== 'skipped' && !isDone(word));
      return row ? [{ row, planned }] : [];
    });
    if (rows.length === 0) return false;
    for (const { row, planned } of rows) {
      if (!HALTED.has(row.word)) row.earlier.push(row.word);
      Object.assign(row, { stage: planned.stage, attempt: planned.attempt, word: 'waiting' });
    }
    const ids = rows.map(({ row }) => row.id);
    this.send(batch.rows, ids, new Set([...batch.left].filter((id) => !ids.includes(id))));
    return true;
  }

  stop(): void {
    if (this.batch?.running) this.batch.stopping = true;
  }

  check(): boolean {
    const { batch } = this;
    const ids = batch?.rows.filter(({ word }) => isUnknown(word)).map(({ id }) => id) ?? [];
    if (!batch || batch.running || batch.check || ids.length === 0) return false;
    batch.check = { done: 0, total: ids.length, queue: ids };
    this.readMore();
    return true;
  }

  cancelCheck(): void {
    const { batch } = this;
    if (!batch?.check) return;
    const { check } = batch;
    batch.check = undefined;
    this.told.push('batch checked');
    if (!this.heedsCancel) return;
    const ended = this.waiting.filter((ask) => ask.check === check);
    this.waiting = this.waiting.filter((ask) => !ended.includes(ask));
    this.due.push(() => {
      this.underWay -= ended.length;
      this.readMore();
    });
  }

  private send(rows: BatchRow[], ids: readonly string[], left: Set<string>): void {
    this.cancelCheck();
    const queue = Array.from({ length: Math.ceil(ids.length / this.largest.size) }, (_, index) =>
      ids.slice(index * this.largest.size, (index + 1) * this.largest.size),
    );
    this.batch = {
      running: true,
      rows,
      sent: 0,
      total: ids.length,
      queue,
      lostInARow: 0,
      stopping: false,
      halt: undefined,
      waits: false,
      left,
      check: undefined,
    };
    this.sendNext(this.batch);
  }

  private sendNext(batch: BatchModel): void {
    const ids = batch.queue.shift() ?? [];
    this.ask(`retry ${ids.join(' ')}`, (answer) => {
      const words = ids.map((id, place): Word => {
        const word = answer === 'busy' && place % 2 === 0 ? 'busy' : this.served(id, answer === 'busy' ? 'served' : answer);
        return answer === 'short' && place === 0 ? 'unknown' : word;
      });
      this.due.push(() => this.answered(batch, ids, words, answer));
    });
  }

  private answered(batch: BatchModel, ids: readonly string[], words: readonly Word[], answer: Answer): void {
    for (const row of batch.rows) row.word = words[ids.indexOf(row.id)] ?? row.word;
    batch.sent += ids.length;
    if (answer === '413') this.largest.size = Math.max(1, Math.floor(ids.length / 2));
    const lost = answer === 'lost before' || answer === 'lost after' || answer === 'garbled';
    batch.lostInARow = lost ? batch.lostInARow + 1 : 0;
    const turnedAway = answer === 'rejected' || answer === '413' || answer.startsWith('429');
    const halt = turnedAway ? 'turned away' : batch.lostInARow > 1 ? 'lost' : batch.stopping ? 'stopped' : undefined;
    if (batch.queue.length > 0 && !halt) return this.sendNext(batch);
    batch.halt = batch.queue.length > 0 ? halt : undefined;
    for (const row of batch.rows) if (row.word === 'waiting') row.word = halt ?? row.word;
    batch.running = false;
    batch.waits = answer === '429 for an hour';
    this.told.push('batch settled');
  }

  private readMore(): void {
    const { batch } = this;
    const { check } = batch ?? {};
    if (!batch || !check) return;
    for (const id of check.queue.splice(0, READINGS - this.underWay)) {
      const row = batch.rows.find((each) => each.id === id);
      this.underWay += 1;
      this.ask(`read ${id}`, (answer) => {
        const word = row && this.read(id, row.stage, row.attempt, answer);
        this.due.push(() => {
          this.underWay -= 1;
          if (row && word && batch.check === check && this.batch === batch) {
            row.word = word;
            check.done += 1;
            if (check.done === check.total) {
              batch.check = undefined;
              this.told.push('batch checked');
            }
          }
          this.readMore();
        });
      }, check);
    }
  }

  private ask(text: string, settle: Ask['settle'], check?: object): void {
    this.asked.push(text);
    this.waiting.push({ text, settle, check });
  }

  /** What a request for one task comes to, and does on the platform. */
  private served(id: string, answer: Answer, stage?: StageName): Word {
    switch (answer) {
      case 'served':
      case 'short':
        return this.retryOnPlatform(id, stage);
      case 'garbled':
      case 'lost after':
        this.retryOnPlatform(id, stage);
        return 'unknown';
      case 'lost before':
        return 'unknown';
      case 'busy':
      case 'rejected':
        return answer;
      case '413':
      case '429':
      case '429 for an hour':
        return 'unsent';
    }
  }

  /** What reading a task says about an unknown retry of a stage. */
  private read(id: string, stage: StageName | undefined, attempt: number | undefined, answer: Answer): Word {
    if (answer !== 'served' || !stage || attempt === undefined) return 'unread';
    const row = this.rowOf(id);
    return row.status !== 'failed' || row[stage].status !== 'failed' || row[stage].count >= attempt ? 'confirmed' : 'not taken';
  }

  attemptOf(id: string, name: StageName): number {
    return this.rowOnPage(id)[name].count + 1;
  }

  rowOnPage(id: string): Row {
    return found(this.page.get(id));
  }

  private rowOf(id: string): Row {
    return found(this.platform.get(id));
  }
}

function found(row: Row | undefined): Row {
  if (!row) throw new Error('There is no such task.');
  return row;
}

export function goesOn(row: Row): boolean {
  return row.status === 'pending' || row.status === 'running';
}

export function earliestFailed(row: Row): StageName | undefined {
  return (['a', 'b'] as const).find((name) => row[name].status === 'failed');
}

/** Ends the run that a task is in. */
export function endRun(row: Row, fails: boolean): void {
  const at = (['a', 'b'] as const).find((name) => row[name].status === 'pending' || row[name].status === 'running');
  if (at) row[at].status = fails ? 'failed' : 'completed';
  row.status = earliestFailed(row) ? 'failed' : 'completed';
}
