import { isDone, isUnknown, Model, TASKS, type BatchRow, type StageName, type Word } from './model.ts';

export const STAGE_NAMES: readonly StageName[] = ['a', 'b'];
/** Those tasks of which each stage has a button. */
export const WITH_BUTTONS = TASKS.slice(0, 3);

/** A control: what it is called, and whether it does something. */
export type Control = readonly [label: string, works: boolean];

export interface ButtonShown {
  readonly state: string;
  readonly main: Control;
  readonly anyway?: Control | undefined;
}

export interface DialogShown {
  readonly state: 'plan' | 'running' | 'result';
  readonly title: string;
  /** By the names of their parts. */
  readonly controls: Readonly<Record<string, Control>>;
  /** How many of what was planned again had no answer. */
  readonly unknownAgain: number;
  /** How many of each outcome the list has. */
  readonly listed: Readonly<Record<string, number>>;
}

const KIND: Record<Word, 'submitted' | 'refused' | 'unknown' | 'unsent' | 'skipped'> = {
  submitted: 'submitted',
  confirmed: 'submitted',
  'moved on': 'refused',
  limit: 'refused',
  busy: 'refused',
  rejected: 'refused',
  unknown: 'unknown',
  unread: 'unknown',
  unsent: 'unsent',
  'not taken': 'unsent',
  waiting: 'unsent',
  stopped: 'unsent',
  'turned away': 'unsent',
  lost: 'unsent',
  skipped: 'skipped',
};
const COUNTED = ['submitted', 'refused', 'unknown', 'unsent', 'skipped'] as const;
const tasks = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`;

/** What a page shows of the model: buttons for stages, and a dialog for what is chosen in a table. */
export class PageModel {
  readonly model = new Model(true);
  chosen: readonly string[] = TASKS;
  buttons = true;
  dialog = true;
  hidden = false;
  private isOpen = false;
  private shows: 'plan' | 'batch' = 'plan';
  private replanned = false;

  get open(): boolean {
    return this.isOpen;
  }

  /** Whether it is in front of the page, which is then out of reach. */
  get isModal(): boolean {
    return this.isOpen && this.dialog && !this.hidden;
  }

  openDialog(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.appear();
  }

  closeDialog(): void {
    this.isOpen = false;
  }

  toggleDialog(): void {
    this.dialog = !this.dialog;
    // One that comes into the page open begins anew.
    if (this.dialog && this.isOpen) this.appear();
  }

  /** What changed takes effect, and the buttons see in which statuses their stages are. */
  endTick(): void {
    // What the page shows is seen before an answer of the same tick has been read.
    this.noteLeft();
    this.model.endTick();
    this.noteLeft();
  }

  private noteLeft(): void {
    if (this.hidden) return;
    const left = (id: string): StageName[] => STAGE_NAMES.filter((name) => this.model.rowOnPage(id)[name].status !== 'failed');
    this.model.noteLeft(
      this.dialog ? this.chosen.filter((id) => this.model.rowOnPage(id).status !== 'failed') : [],
      this.buttons ? WITH_BUTTONS.flatMap((id) => left(id).map((name) => [id, name] as const)) : [],
    );
  }

  buttonOf(id: string, name: StageName): ButtonShown {
    const { status, [name]: stage } = this.model.rowOnPage(id);
    const failed = status === 'failed' && stage.status === 'failed';
    const last = this.model.stages.get(`${id} ${name}`);
    if (last?.word === 'pending') return { state: 'pending', main: ['Retrying…', false] };
    const kind = last && KIND[last.word];
    // A new failure answers what was said of the old one.
    const isNew = last && failed && (last.attempt < stage.count + 1 || (last.left && kind !== 'submitted' && kind !== 'unknown'));
    const isOver = !failed && (status === 'completed' || stage.status === 'completed');
    if (!last || !kind || isNew || isOver) return { state: failed ? 'ready' : 'unavailable', main: ['Retry from this stage', failed] };
    const again = failed && kind !== 'submitted' && last.word !== 'limit';
    if (kind !== 'unknown') return { state: kind, main: ['Retry from this stage', again] };
    // A task that goes on while its stage is failed as it was may do so from the other one.
    if (stage.status !== 'failed' || stage.count + 1 > last.attempt) return { state: 'submitted', main: ['Retry from this stage', false] };
    return { state: 'unknown', main: [last.checking ? 'Checking…' : 'Check', !last.checking], anyway: ['Retry anyway', failed && !last.checking] };
  }

  pressStage(id: string, name: StageName, anyway: boolean): void {
    const { main, anyway: second } = this.buttonOf(id, name);
    const [label, works] = (anyway ? second : main) ?? main;
    if (!works) return;
    if (label === 'Check') this.model.checkStage(id, name);
    else this.model.retryStage(id, name);
  }

  press(part: string): void {
    const { model } = this;
    if (!this.shown().controls[part]?.[1]) return;
    if (part === 'dismiss') this.closeDialog();
    if (part === 'confirm') {
      const ids = this.plan().map((row) => row.id);
      model.start(ids, this.replanned ? this.chosen : ids);
      this.shows = 'batch';
    }
    if (part === 'stop') model.stop();
    if (part === 'check') model.check();
    if (part === 'cancel-check') model.cancelCheck();
    if (part === 'retry-remainder') model.resume(model.remainder(this.chosen).rows);
    if (part === 'show-last-result') this.shows = 'batch';
    if (part === 'plan-again') {
      this.shows = 'plan';
      this.replanned = true;
    }
  }

  shown(): DialogShown {
    const { batch } = this.model;
    const waits = batch?.waits === true;
    if (batch?.running) {
      const stops = batch.queue.length > 0 || batch.stopping;
      return {
        state: 'running',
        title: `Retrying ${tasks(batch.total)}`,
        controls: {
          dismiss: ['Close', true],
          ...(stops ? { stop: [batch.stopping ? 'Stopping after this request…' : 'Stop after this request', !batch.stopping] } : { confirm: ['Retrying…', false] }),
        },
        unknownAgain: 0,
        listed: {},
      };
    }
    if (!batch || this.shows === 'plan') {
      const plan = this.plan().filter(({ skip }) => !skip);
      const unknown = plan.filter((row) =>
        batch?.rows.some((before) => before.id === row.id && isUnknown(before.word) && !failedAnew(before, row, batch.left)),
      );
      return {
        state: 'plan',
        title: plan.length > 0 ? `Retry ${tasks(plan.length)}` : 'No task can be retried',
        controls: {
          dismiss: [plan.length > 0 ? 'Cancel' : 'Close', true],
          ...(plan.length > 0 && { confirm: [`Retry ${tasks(plan.length)}`, !waits] }),
          ...(batch && { 'show-last-result': ['Last result', true] }),
        },
        unknownAgain: unknown.length,
        listed: {},
      };
    }
    const listed: Record<string, number> = {};
    for (const { word } of batch.rows) listed[KIND[word]] = (listed[KIND[word]] ?? 0) + 1;
    const { rows, continues } = this.model.remainder(this.chosen);
    const resume = continues ? `Continue (${rows.length})` : `Retry the remainder (${rows.length})`;
    const unknown = batch.rows.some(({ word }) => isUnknown(word));
    const plansAgain = this.model.planOf(this.chosen).some((row) => !row.skip && this.isOpenStill(row));
    return {
      state: 'result',
      title: COUNTED.flatMap((kind) => (listed[kind] ? [`${listed[kind]} ${kind === 'skipped' ? 'left out' : kind}`] : [])).join(', '),
      controls: {
        dismiss: ['Close', true],
        ...(batch.check ? { 'cancel-check': ['Stop checking', true] } : unknown && { check: ['Check', true] }),
        ...(rows.length > 0 && { 'retry-remainder': [resume, !waits && !batch.check] }),
        ...(plansAgain && { 'plan-again': ['Plan again', true] }),
      },
      unknownAgain: 0,
      listed,
    };
  }

  /** Shows the last batch where it was for the same tasks and none has failed anew, or where nothing is chosen. */
  private appear(): void {
    const { batch } = this.model;
    const plan = this.model.planOf(this.chosen);
    const same =
      batch?.rows.length === plan.length &&
      plan.every((row) => batch.rows.some((before) => before.id === row.id && !failedAnew(before, row, batch.left)));
    const retry = plan.filter(({ skip }) => !skip);
    if (retry.length > 0 && retry.every(({ attempt }) => attempt === undefined)) throw new Error('Rows of this page know their attempts');
    this.shows = batch && (batch.running || plan.length === 0 || same) ? 'batch' : 'plan';
    this.replanned = false;
  }

  private plan(): ReturnType<Model['planOf']> {
    const plan = this.model.planOf(this.chosen);
    return this.replanned ? plan.filter((row) => this.isOpenStill(row)) : plan;
  }

  /** Whether a task was not settled by the last batch, or has failed since. */
  private isOpenStill(row: ReturnType<Model['planOf']>[number]): boolean {
    const before = this.model.batch?.rows.find(({ id }) => id === row.id);
    return !before || (!isDone(before.word) && before.word !== 'moved on') || failedAnew(before, row, this.model.batch?.left);
  }
}

function failedAnew(before: BatchRow, now: ReturnType<Model['planOf']>[number], left?: ReadonlySet<string>): boolean {
  if (now.skip) return false;
  if (before.stage && before.stage !== now.stage) return true;
  // No retry of ours is on its way there.
  if (left?.has(now.id) && before.word === 'moved on') return true;
  return before.attempt !== undefined && now.attempt !== undefined && now.attempt > before.attempt;
}
