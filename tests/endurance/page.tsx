// What scripts/proveEndurance.mjs does a thousand times: one provider, one QueryClient, and components that come and go.
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { BatchRetryDialog, createTaskApi, StageRetryButton, TaskRetryProvider, type Task } from '../../src/index.ts';
import '../../src/styles.css';
import { buildStage, buildTask, createPlatform, type Platform } from '../../src/testing/index.ts';

/** What was done, so that nothing is proven by doing nothing. */
export interface Done {
  /** Requests that retried something. */
  posts: number;
  /** What became of them, by what the page was told or showed. */
  submitted: number;
  refused: number;
  lost: number;
}

export interface Endurance {
  stages: (from: number, count: number) => Promise<Done>;
  dialogs: (from: number, count: number) => Promise<Done>;
}

declare global {
  interface Window {
    endurance: Endurance;
  }
}

const FATES = ['taken', 'refused', 'lost'] as const;
type Fate = (typeof FATES)[number];

// A new platform for each cycle: it keeps a log of all requests, on purpose.
let platform: Platform = createPlatform();
let inFlight = 0;
async function fetchHere(...args: Parameters<typeof fetch>): Promise<Response> {
  inFlight += 1;
  try {
    return await platform.fetch(...args);
  } finally {
    inFlight -= 1;
  }
}
const api = createTaskApi({ fetch: fetchHere });
// TanStack Query keeps each mutation for five minutes, unless told otherwise; that is not ours to prove.
const client = new QueryClient({ defaultOptions: { mutations: { gcTime: 0 } } });

/** A table that every retry refreshes. */
function Table(): null {
  useQuery({ queryKey: ['tasks'], queryFn: async () => await (await fetchHere('/api/v1/tasks')).json() });
  return null;
}

const root = createRoot(document.querySelector('#root') ?? document.body);
function show(children: ReactNode): void {
  flushSync(() =>
    root.render(
      <QueryClientProvider client={client}>
        <Table />
        <TaskRetryProvider api={api} chunkSize={2}>
          {children}
        </TaskRetryProvider>
      </QueryClientProvider>,
    ),
  );
}
show(null);

const channel = new MessageChannel();
let turns: (() => void)[] = [];
channel.port1.addEventListener('message', () => {
  const due = turns;
  turns = [];
  for (const each of due) each();
});
channel.port1.start();

/** The next task of the browser. Not by a timer: those are counted, and wait longer the more they are nested. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => {
    turns.push(resolve);
    channel.port2.postMessage(null);
  });
}

async function until<Found>(what: string, find: () => Found | null | undefined | false): Promise<Found> {
  const end = performance.now() + 10_000;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Waited for ${what} in vain: ${document.body.outerHTML}`);
    await turn();
  }
}

async function rest(): Promise<void> {
  await until('rest', () => inFlight === 0 && client.isFetching() === 0 && client.isMutating() === 0);
  await turn();
}

async function press(part: string): Promise<void> {
  const button = await until(part, () => document.querySelector<HTMLElement>(`[data-part=${part}]:not([aria-disabled])`));
  button.focus();
  button.click();
}

async function state(selector: string, ...states: readonly string[]): Promise<void> {
  await until(states.join(' or '), () => states.includes(document.querySelector<HTMLElement>(selector)?.dataset['state'] ?? ''));
}

/** Tasks that failed anew before each cycle. Always the same few: of each stage one record is kept, on purpose. */
function begin(cycle: number, tasks: readonly Task[]): Fate {
  const fate = FATES[cycle % 3] ?? 'taken';
  platform = createPlatform({ tasks, maxRetries: cycle + 2 });
  let posts = 0;
  if (fate === 'refused') platform.fault({ refuse: (id) => (id === tasks[0]?.id ? 'Pipeline template is archived' : undefined) });
  // Of a batch the second request: two in a row would end it.
  const nth = tasks.length > 1 ? 2 : 1;
  if (fate === 'lost') platform.fault({ when: ({ method }) => method === 'POST' && (posts += 1) === nth, drop: 'after' });
  return fate;
}

function taskOf(id: string, cycle: number): Task {
  return buildTask({ id, title: `Task ${id}`, stages: [buildStage({ retry_count: cycle })] });
}

const count = (done: Done): void => {
  done.posts += platform.requests.filter(({ method }) => method === 'POST').length;
};

window.endurance = {
  async stages(from, cycles) {
    const done: Done = { posts: 0, submitted: 0, refused: 0, lost: 0 };
    for (let cycle = from; cycle < from + cycles; cycle += 1) {
      const task = taskOf(`task_${cycle % 3}`, cycle);
      const stage = task.stages?.[0] ?? buildStage();
      const fate = begin(cycle, [task]);
      show(
        <StageRetryButton
          task={task}
          stage={stage}
          onSubmitted={() => void (done.submitted += 1)}
          onError={(error) => void (error.kind === 'refused' ? (done.refused += 1) : (done.lost += 1))}
        />,
      );
      await press('button');
      // Every second one goes while its answer is awaited.
      if (cycle % 2 === 0) {
        await state('[data-component=StageRetryButton]', 'submitted', 'refused', 'unknown');
        if (fate === 'lost') {
          await press('button');
          await state('[data-component=StageRetryButton]', 'submitted');
        }
      }
      show(null);
      await rest();
      count(done);
    }
    return done;
  },

  async dialogs(from, cycles) {
    const done: Done = { posts: 0, submitted: 0, refused: 0, lost: 0 };
    for (let cycle = from; cycle < from + cycles; cycle += 1) {
      const tasks = Array.from({ length: 5 }, (_, index) => taskOf(`task_${index}`, cycle));
      const fate = begin(cycle, tasks);
      let settled = 0;
      const dialog = (open: boolean): void =>
        show(
          <BatchRetryDialog
            open={open}
            onOpenChange={dialog}
            tasks={tasks}
            onSettled={({ rows }) => {
              settled += 1;
              for (const { outcome } of rows) {
                if (outcome.kind === 'submitted') done.submitted += 1;
                if (outcome.kind === 'refused') done.refused += 1;
                if (outcome.kind === 'unknown') done.lost += 1;
              }
            }}
          />,
        );
      dialog(true);
      await press('confirm');
      if (cycle % 2 === 1) {
        // Closed and opened again in the run, which goes on.
        await press('dismiss');
        await rest();
        await until('the end', () => settled > 0);
        dialog(true);
      }
      await state('dialog[open]', 'result');
      if (fate === 'lost') {
        await press('check');
        await until('the end of the check', () => settled > 1);
      }
      await press('dismiss');
      await until('a closed dialog', () => !document.querySelector('dialog[open]'));
      await rest();
      count(done);
    }
    show(null);
    await rest();
    return done;
  },
};
