import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { expect, test } from 'vitest';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { buildStage } from '../../src/testing/builders.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import '../../src/styles.css';

const FEW = 10;
const MANY = 10_000;

const tasksOf = (count: number): Task[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `task_${index}`,
    title: `Migrate billing webhooks ${index}`,
    status: 'failed',
    stages: [buildStage()],
  }));

const answerOf = (ids: readonly string[]): TaskBatchRetryResponse => {
  const items = ids.map((id, index) =>
    index % 3 === 0
      ? { task_id: id, success: false, reason: 'task status is running' }
      : { task_id: id, success: true },
  );
  const failed = items.filter((item) => !item.success).length;
  return { total: items.length, succeeded: items.length - failed, failed, items };
};

const selections = new Map([FEW, MANY].map((count) => [count, tasksOf(count)]));

/** Main-thread time of what a click costs, in ms: rendering, effects, style and layout. */
function timed(act: () => void): number {
  const start = performance.now();
  flushSync(act);
  // Reading a size makes the browser lay the page out now rather than after the measurement.
  void document.body.offsetHeight;
  return performance.now() - start;
}

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

interface Sample {
  open: number;
  result: number;
  /** How many elements the dialog has when it is first shown, and when the result is. */
  shown: number;
  shownResult: number;
  /** The most that it comes to by itself. */
  elements: number;
}

async function sample(count: number): Promise<Sample> {
  const container = document.createElement('div');
  document.body.append(container);
  const root: Root = createRoot(container);
  const tasks = selections.get(count) ?? [];
  let left = count;
  let askLast: (answerLast: () => void) => void = () => {};
  const lastAsked = new Promise<() => void>((resolve) => {
    askLast = resolve;
  });
  const hooks = {
    useBatchRetryTasks: () => ({
      mutateAsync: ({ task_ids: ids }: { task_ids: string[] }): Promise<TaskBatchRetryResponse> => {
        left -= ids.length;
        if (left > 0) return Promise.resolve(answerOf(ids));
        return new Promise((resolve) => {
          askLast(() => resolve(answerOf(ids)));
        });
      },
    }),
  };
  const page = (open: boolean) => (
    <TaskRetryProvider hooks={hooks}>
      <BatchRetryDialog tasks={tasks} open={open} />
    </TaskRetryProvider>
  );
  flushSync(() => root.render(page(false)));
  await tick();
  const open = timed(() => root.render(page(true)));
  const dialog = document.querySelector('dialog');
  const shown = dialog?.querySelectorAll('*').length ?? 0;
  await tick();
  const planElements = dialog?.querySelectorAll('*').length ?? 0;
  dialog?.querySelector<HTMLElement>('[data-part=confirm]')?.click();
  const start = await lastAsked.then(async (answerLast) => {
    await tick();
    const now = performance.now();
    answerLast();
    return now;
  });
  // The answer is taken up in the microtasks that follow; nothing else is due.
  while (!dialog?.querySelector('[data-part=group]')) await Promise.resolve();
  void document.body.offsetHeight;
  const result = performance.now() - start;
  const shownResult = dialog.querySelectorAll('*').length;
  await tick();
  const elements = Math.max(planElements, dialog.querySelectorAll('*').length);
  flushSync(() => root.unmount());
  container.remove();
  return { open, result, shown, shownResult, elements };
}

/** Of what comes after the first rounds, in which the code is still cold. */
function median(samples: readonly Sample[], key: keyof Sample): number {
  const values = samples.slice(Math.min(5, samples.length - 1)).map((each) => each[key]);
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

/** The time is asserted by `npm run proof:scale`, alone on the machine: beside other tests it says more of them. */
const PROVES = import.meta.env['VITE_PROOF_OF_SCALE'] === 'true';

test('ten thousand tasks open and tell their result at most 1.5 times as slow as ten', { timeout: 60_000 }, async () => {
  const few: Sample[] = [];
  const many: Sample[] = [];
  for (let round = 0; round < (PROVES ? 40 : 6); round += 1) {
    few.push(await sample(FEW));
    many.push(await sample(MANY));
  }
  const ratio = (key: keyof Sample): number => median(many, key) / median(few, key);
  console.info(`10,000 tasks against 10: opening ${ratio('open').toFixed(2)} times, result ${ratio('result').toFixed(2)} times`);
  for (const [name, key] of [['opening', 'open'], ['result', 'result']] as const) console.info(`figure: ${name}, 10,000 tasks against 10 = ${ratio(key).toFixed(2)} times (at most 1.5)`);
  const slowest = Math.max(ratio('open'), ratio('result'));
  expect(slowest).toBeLessThanOrEqual(PROVES ? 1.5 : Infinity);
  // What is rendered before anything is shown decides the time, and can be counted on a busy machine, too.
  expect(ratio('shown')).toBeLessThanOrEqual(1.5);
  expect(ratio('shownResult')).toBeLessThanOrEqual(1.5);
  expect(Math.max(...many.map((each) => each.elements))).toBeLessThanOrEqual(1500);
});
