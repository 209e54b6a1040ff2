// One contender on a page, and the steps that run.mjs has it take. `#contender` is set by the build.
import { contender } from '#contender';
import { Profiler } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import type { BenchAnswer, BenchTask } from './contenders/contender.ts';

const { StageButton, Batch, Page } = contender;

function tasksOf(count: number): BenchTask[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `task_${index}`,
    title: `Migrate billing webhooks ${index}`,
    status: 'failed',
    stages: [
      { id: 'stg_plan', stage_name: 'Plan', status: 'completed', retry_count: 0 },
      { id: 'stg_code', stage_name: 'Code', status: 'failed', retry_count: 1 },
    ],
  }));
}

function answerTo(ids: readonly string[]): BenchAnswer {
  const items = ids.map((id, index) => (index % 3 === 0 ? { task_id: id, success: false, reason: 'Pipeline template is archived' } : { task_id: id, success: true }));
  const failed = items.filter(({ success }) => !success).length;
  return { total: items.length, succeeded: items.length - failed, failed, items };
}

const selections = new Map([10, 200, 1000, 10_000].map((count) => [count, tasksOf(count)]));
const of = (count: number): BenchTask[] => selections.get(count) ?? [];

let root: Root | undefined;
let rendered: { id: string; commit: number }[] = [];
let answer: (() => void) | undefined;
/** How many tasks are not sent yet. What is not the last request is answered at once. */
let left = 0;
const send = (ids: readonly string[]): Promise<BenchAnswer> => {
  const prepared = answerTo(ids);
  left -= ids.length;
  if (left > 0) return Promise.resolve(prepared);
  return new Promise((resolve) => {
    answer = () => resolve(prepared);
  });
};

async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}

async function found(selector: string): Promise<HTMLElement> {
  for (;;) {
    const element = document.querySelector<HTMLElement>(selector);
    if (element) return element;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

const steps = {
  async mountButtons(count: number) {
    root = createRoot(document.body.appendChild(document.createElement('main')));
    flushSync(() =>
      root?.render(
        <Page>
          {of(count).map((task) => (
            <Profiler key={task.id} id={task.id} onRender={(id, _phase, _actual, _base, _start, commit) => void rendered.push({ id, commit })}>
              <StageButton task={task} />
            </Profiler>
          ))}
        </Page>,
      ),
    );
    await painted();
  },
  async pressOne() {
    rendered = [];
    document.querySelectorAll<HTMLElement>('main button')[99]?.click();
    await painted();
  },
  /** How many commits the press took, and how many buttons rendered again. */
  pressed: () => [new Set(rendered.map(({ commit }) => commit)).size, new Set(rendered.map(({ id }) => id)).size],
  async close(count: number) {
    root ??= createRoot(document.body.appendChild(document.createElement('main')));
    flushSync(() => root?.render(<Page><Batch tasks={of(count)} open={false} send={send} /></Page>));
    await painted();
  },
  async open(count: number) {
    left = count;
    flushSync(() => root?.render(<Page><Batch tasks={of(count)} open send={send} /></Page>));
    await painted();
  },
  async confirm() {
    (await found('[data-bench=confirm], [data-part=confirm]')).click();
    // A hundred requests, one after the other, are through by then.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await painted();
  },
  async result() {
    if (!answer) throw new Error('The last request was not sent yet');
    answer();
    answer = undefined;
    await found('[data-bench=result], [data-component=BatchRetryResultList]');
    await painted();
  },
  elements: () => document.querySelectorAll('body *').length,
  async unmount() {
    flushSync(() => root?.unmount());
    document.body.replaceChildren();
    root = undefined;
    await painted();
  },
};

declare global {
  interface Window {
    steps: typeof steps;
  }
}
window.steps = steps;
