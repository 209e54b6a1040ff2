import * as fc from 'fast-check';
import { Activity, useSyncExternalStore, type ReactElement } from 'react';
import { expect, test, vi } from 'vitest';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { createTaskApi, type TaskApi } from '../../src/services/taskApi.ts';
import type { Task } from '../../src/types/task.ts';
import { labelOf } from '../support/labelOf.ts';
import { render, type View } from '../support/render.tsx';
import { CHUNK, type StageName } from './model.ts';
import { PageModel, STAGE_NAMES, WITH_BUTTONS, type ButtonShown, type Control, type DialogShown } from './pageModel.ts';
import { LONGEST, race, same, type Act, type Step } from './race.ts';
import {
  answerAll,
  answers,
  ends,
  nth,
  platformAtFirst,
  Refusal,
  samePlatform,
  secondPerson,
  selection,
  tasksOf,
  type Call,
  type World,
} from './world.ts';

/** What the page is told to show. */
interface Shows {
  readonly tasks: readonly Task[];
  readonly chosen: readonly string[];
  readonly open: boolean;
  readonly buttons: boolean;
  readonly dialog: boolean;
  readonly hidden: boolean;
}

interface Site extends World {
  readonly page: PageModel;
  readonly view: View;
  readonly show: (change: Partial<Shows>) => void;
  readonly shows: () => Shows;
  /** What was asked and told since it was last looked at. */
  asked: string[];
  told: string[];
  readonly complaints: string[];
  /** A person does one thing at a time. */
  acted: boolean;
  /** Whether the button of a stage had the focus before this tick. */
  onButton: boolean;
  readonly leave: () => Promise<void>;
}

interface PageProps {
  api: TaskApi;
  subscribe: (listener: () => void) => () => void;
  shows: () => Shows;
  site: () => Site;
}

function Page({ api, subscribe, shows, site }: PageProps): ReactElement {
  const { tasks, chosen, open, buttons, dialog, hidden } = useSyncExternalStore(subscribe, shows);
  return (
    <TaskRetryProvider api={api} chunkSize={CHUNK}>
      <button type="button" data-testid="open">
        Retry
      </button>
      <Activity mode={hidden ? 'hidden' : 'visible'}>
        <div data-testid="buttons">
          {buttons &&
            // One stage has two of them, which agree.
            [...tasks.filter(({ id }) => WITH_BUTTONS.includes(id)), ...tasks.slice(0, 1)].flatMap((task, place) =>
              (task.stages ?? []).map((stage) => (
                <StageRetryButton
                  key={`${place} ${stage.id}`}
                  {...{ task, stage }}
                  data-stage={`${task.id} ${stage.id}`}
                  onSubmitted={() => site().told.push(`${task.id} ${stage.id} taken`)}
                  onError={() => site().told.push(`${task.id} ${stage.id} not taken`)}
                />
              )),
            )}
        </div>
        {dialog && (
          <BatchRetryDialog
            open={open}
            tasks={chosen.flatMap((id) => tasks.filter((task) => task.id === id))}
            onOpenChange={(next) => site().show({ open: next })}
            onSettled={() => site().told.push('batch')}
          />
        )}
      </Activity>
    </TaskRetryProvider>
  );
}

/** The network: each request waits until it is answered, or until it is cancelled. */
function send(site: Site, url: string, { method, body, signal }: RequestInit): Promise<Response> {
  const path = url.split('/').slice(4);
  const sent = (typeof body === 'string' ? JSON.parse(body) : {}) as { stage_id?: string; task_ids?: string[] };
  const { stage_id: stage, task_ids: batch } = sent;
  const ids = batch ?? path.slice(0, 1);
  const text = method === 'GET' ? `read ${ids.join(' ')}` : `retry ${stage === undefined ? '' : `${stage} of `}${ids.join(' ')}`;
  site.asked.push(text);
  return new Promise((resolve, reject) => {
    const json = (status: number, answer: unknown, headers = {}): void => {
      resolve(new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/json', ...headers } }));
    };
    const call: Call = {
      text,
      method: method === 'GET' ? method : 'POST',
      ids,
      stage,
      resolve: (answer) => (answer instanceof Refusal ? json(400, { detail: answer.words }) : json(200, answer)),
      fail(how) {
        if (how === 'lost') reject(new TypeError('Failed to fetch'));
        else json(Number.parseInt(how, 10), { detail: how }, how === '429 for an hour' ? { 'Retry-After': '3600' } : {});
      },
    };
    site.calls.push(call);
    signal?.addEventListener('abort', () => {
      site.calls = site.calls.filter((each) => each !== call);
      reject(new DOMException('cancelled', 'AbortError'));
    });
  });
}

function begin(): Site {
  const page = new PageModel();
  const listeners = new Set<() => void>();
  let shows: Shows = { tasks: tasksOf(page.model.page), chosen: page.chosen, open: false, buttons: true, dialog: true, hidden: false };
  const api = createTaskApi({ fetch: (url, init) => send(site, url, init) });
  const complaints: string[] = [];
  const complain = (event: Event): void => {
    complaints.push(String(event instanceof ErrorEvent ? event.message : (event as PromiseRejectionEvent).reason));
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const view = render(<Page {...{ api, subscribe }} shows={() => shows} site={() => site} />);
  const site: Site = {
    page,
    model: page.model,
    platform: platformAtFirst(),
    calls: [],
    view,
    shows: () => shows,
    show(change) {
      shows = { ...shows, ...change };
      for (const listener of listeners) listener();
    },
    asked: [],
    told: [],
    complaints,
    acted: false,
    onButton: false,
    async leave() {
      // What a failure left waiting would reach into the next run: leaving the page would still ask first.
      while (site.calls.length > 0) {
        for (const call of site.calls.splice(0)) call.fail('lost');
        for (let turns = 0; turns < 5; turns += 1) await turn();
      }
      window.removeEventListener('error', complain);
      window.removeEventListener('unhandledrejection', complain);
      // A live region that goes with a modal comes back, where its last words were not heard: into the tests after this one.
      for (const each of document.querySelectorAll('dialog [data-component=RetryAnnouncer]')) each.remove();
      view.unmount();
      vi.mocked(console.error).mockClear();
      vi.mocked(console.warn).mockClear();
    },
  };
  window.addEventListener('error', complain);
  window.addEventListener('unhandledrejection', complain);
  opener().focus();
  return site;
}

const one = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
};
const opener = (): HTMLElement => one('[data-testid=open]');

/** Presses it as a person does; now and then a script, or a mouse that is worn, does so twice. */
function press(button: HTMLElement, twice: boolean): void {
  button.focus();
  button.click();
  if (twice) button.click();
}

const PARTS: ReadonlySet<string | undefined> = new Set([
  'confirm',
  'stop',
  'check',
  'cancel-check',
  'retry-remainder',
  'plan-again',
  'show-last-result',
  'dismiss',
]);
const repeat = (step: Step, times: number): Step[] => Array.from({ length: times }, () => step);

/** All that a person can do on the page as it is: what leads on more often than what does nothing. */
function possible(site: Site, twice: boolean): Step[] {
  const { page, show } = site;
  const times = twice ? ', twice' : '';
  if (page.hidden) return [hide(site)];
  if (page.isModal) {
    const controls = Object.entries(page.shown().controls).flatMap(([part, [label, works]]): Step[] => {
      const step: Step = [
        `press “${label}”${times}`,
        () => {
          const button = one(`dialog [data-part=${part}]`);
          page.press(part);
          press(button, twice);
        },
      ];
      return repeat(step, works && part !== 'dismiss' ? 4 : 1);
    });
    const escape: Step = [
      'press Escape',
      () => {
        page.closeDialog();
        (one('dialog') as HTMLDialogElement).requestClose();
      },
    ];
    return [...controls, escape];
  }
  const buttons = document.querySelectorAll<HTMLElement>('[data-stage] :is([data-part=button], [data-part=retry-anyway])');
  const stages = Array.from(buttons, (button): Step => {
    const [id = '', name] = button.closest<HTMLElement>('[data-stage]')?.dataset['stage']?.split(' ') ?? [];
    const anyway = button.dataset['part'] === 'retry-anyway';
    return [
      `press “${controlOf(button)[0]}” of ${id} ${name}${times}`,
      () => {
        page.pressStage(id, name as StageName, anyway);
        press(button, twice);
      },
    ];
  });
  const open: Step = [
    'open the dialog',
    () => {
      opener().focus();
      page.openDialog();
      show({ open: true });
    },
  ];
  return [...stages, ...repeat(open, page.dialog && !page.open ? 12 : 0)];
}

const hide = ({ page, show }: Site): Step => [
  `all is ${page.hidden ? 'shown again' : 'hidden'}`,
  () => {
    page.hidden = !page.hidden;
    show({ hidden: page.hidden });
  },
];

/** Something that happens on the page: once in a tick, and not before what was done last is shown. */
const act =
  (next: Act<Site>): Act<Site> =>
  (site) => {
    if (site.acted) return undefined;
    const step = next(site);
    site.acted = step !== undefined;
    return step;
  };

const acts: fc.Arbitrary<Act<Site>> = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(fc.nat(), fc.boolean()).map(([index, twice]) => act((site) => nth(possible(site, twice), index))) },
  {
    weight: 1,
    arbitrary: fc.constant(
      act(({ page, show }) => {
        if (!page.isModal) return undefined;
        return [
          'the page closes the dialog',
          () => {
            page.closeDialog();
            show({ open: false });
          },
        ];
      }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('buttons', 'dialog').map((which) =>
      act(({ page, show }) => {
        if (page.hidden) return undefined;
        return [
          `the ${which} ${page[which === 'dialog' ? 'dialog' : 'buttons'] ? 'leave the page' : 'come back'}`,
          () => {
            if (which === 'dialog') page.toggleDialog();
            else page.buttons = !page.buttons;
            show({ buttons: page.buttons, dialog: page.dialog });
          },
        ];
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(act(hide)) },
  {
    weight: 2,
    arbitrary: fc.oneof(selection, fc.constant([])).map((chosen) =>
      act(({ page, show }) => [
        `choose ${chosen.join(' ') || 'nothing'}`,
        () => {
          page.chosen = chosen;
          show({ chosen });
        },
      ]),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constant(
      act(({ model, show }) => [
        'the page reads its tasks again',
        () => {
          model.look();
          show({ tasks: tasksOf(model.page) });
        },
      ]),
    ),
  },
  { weight: 20, arbitrary: answers },
  { weight: 2, arbitrary: secondPerson },
  { weight: 3, arbitrary: ends },
);

function controlOf(button: Element): Control {
  return [labelOf(button), button.getAttribute('aria-disabled') !== 'true'];
}

function buttonSeen(root: HTMLElement): ButtonShown {
  const anyway = root.querySelector('[data-part=retry-anyway]');
  const main = root.querySelector('[data-part=button]') ?? root;
  return { state: root.dataset['state'] ?? '', main: controlOf(main), ...(anyway && { anyway: controlOf(anyway) }) };
}

function dialogSeen(dialog: HTMLElement): DialogShown {
  const controls = [...dialog.querySelectorAll<HTMLElement>('button[data-part]')].filter((button) => PARTS.has(button.dataset['part']));
  const notes = dialog.querySelector('[data-part=notes]')?.textContent ?? '';
  const listed: Record<string, number> = {};
  for (const group of dialog.querySelectorAll<HTMLElement>('[data-part=group]')) {
    const kind = group.dataset['outcome'] ?? '';
    listed[kind] = (listed[kind] ?? 0) + Number(group.querySelector('[data-part=outcome]')?.textContent);
  }
  return {
    state: dialog.dataset['state'] as DialogShown['state'],
    title: dialog.querySelector('h2')?.textContent ?? '',
    controls: sorted(controls.map((button) => [button.dataset['part'] ?? '', controlOf(button)])),
    unknownAgain: Number(/Unknown last time: (\d+)/.exec(notes)?.[1] ?? 0),
    listed: sorted(Object.entries(listed)),
  };
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> {
  return Object.fromEntries(entries.toSorted(([before], [after]) => (before < after ? -1 : 1)));
}

/** Whether leaving the page asks first. */
const asksFirst = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

function seen({ page, shows, asked, told, calls }: Site): unknown {
  return {
    // The page hears of a dialog that a person closed.
    open: shows().open,
    asked: asked.toSorted(),
    told: told.toSorted(),
    waiting: calls.map(({ text }) => text).toSorted(),
    asksFirst: asksFirst(),
    buttons: page.hidden
      ? []
      : Array.from(document.querySelectorAll<HTMLElement>('[data-stage]'), (root) => [root.dataset['stage'], buttonSeen(root)]),
    dialogs: [...document.querySelectorAll<HTMLElement>(':modal')].map(dialogSeen),
  };
}

function expected({ page, model }: Site): unknown {
  const shown = page.shown();
  return {
    open: page.open,
    asked: model.asked.toSorted(),
    told: model.told.flatMap(toldOf).toSorted(),
    waiting: model.waiting.map(({ text }) => text).toSorted(),
    asksFirst: model.isInFlight('batch') || model.isInFlight('stages'),
    buttons:
      page.hidden || !page.buttons
        ? []
        : [...WITH_BUTTONS, ...WITH_BUTTONS.slice(0, 1)].flatMap((id) =>
            STAGE_NAMES.map((name) => [`${id} ${name}`, page.buttonOf(id, name)]),
          ),
    dialogs: page.isModal
      ? [{ ...shown, controls: sorted(Object.entries(shown.controls)), listed: sorted(Object.entries(shown.listed)) }]
      : [],
  };
}

/** What a page is told of it: a check tells only that a retry was taken, and what the page saw it knows. */
function toldOf(text: string): string[] {
  if (text.startsWith('batch')) return ['batch'];
  if (text.endsWith('seen')) return [];
  const [stage, word] = [text.slice(0, 4), text.slice(5)];
  if (word.startsWith('checked')) return word === 'checked confirmed' ? [`${stage} taken`] : [];
  return [`${stage} ${word === 'submitted' ? 'taken' : 'not taken'}`];
}

const channel = new MessageChannel();

/** One turn of the event loop, without the least delay that a timer has. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.addEventListener('message', () => resolve(), { once: true });
    channel.port1.start();
    channel.port2.postMessage('');
  });
}

/** How long it may take, in ms, until the page shows what has happened. Less once something failed and is made smaller. */
let patience = 5000;

/** It is as the model says soon, and stays so. */
async function look(site: Site): Promise<void> {
  const { page, model, complaints } = site;
  page.endTick();
  const wanted = JSON.stringify(expected(site));
  const late = performance.now() + patience;
  for (let agreed = 0; agreed < 3 && performance.now() < late; ) {
    await turn();
    agreed = JSON.stringify(seen(site)) === wanted ? agreed + 1 : 0;
  }
  if (performance.now() >= late) patience = 1000;
  same(seen(site), expected(site));
  site.asked = [];
  site.told = [];
  model.asked.length = 0;
  model.told = [];
  expect([...complaints, ...vi.mocked(console.error).mock.calls.flat(), ...vi.mocked(console.warn).mock.calls.flat()]).toEqual([]);
  // What is hidden keeps the focus until the page is next drawn.
  const { activeElement, body } = document;
  const hasFocus = activeElement !== body && activeElement?.checkVisibility() === true;
  // A button that goes takes the focus along.
  const wentWithIt = page.hidden || !page.buttons;
  if (!hasFocus && !(wentWithIt && site.onButton)) throw new Error('The focus was lost.');
  if (!hasFocus) opener().focus();
  site.onButton = one('[data-testid=buttons]').contains(document.activeElement);
  site.acted = false;
}

async function end(site: Site): Promise<void> {
  await answerAll(site, look);
  samePlatform(site);
  // All is shown again, and stands as it should.
  const { page, show } = site;
  page.hidden = false;
  page.buttons = true;
  if (!page.dialog) page.toggleDialog();
  show({ hidden: false, buttons: true, dialog: true });
  await look(site);
  if (!page.open) {
    page.openDialog();
    show({ open: true });
    await look(site);
  }
  expect(document.querySelectorAll('[data-state=pending], [data-state=running]')).toHaveLength(0);
  expect(asksFirst()).toBe(false);
}

test('whatever happens, in any order, the components show what the model says and keep the focus', { timeout: LONGEST }, async () => {
  const runs = await race<Site>({ name: 'components', runs: [30, 500], ticks: 40, acts, begin, look, end, leave: ({ leave }) => leave() });
  expect(runs).toBeGreaterThanOrEqual(30);
});
