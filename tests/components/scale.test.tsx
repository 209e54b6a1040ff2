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
    <TaskRetryProvider hooks={hooks} chunkSize={2500}>
      <BatchRetryDialog tasks={tasks} open={open} />
    </TaskRetryProvider>
  );
  flushSync(() => root.render(page(false)));
  await tick();
  const open = timed(() => root.render(page(true)));
  const dialog = document.querySelector('dialog');
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
  const elements = Math.max(planElements, dialog.querySelectorAll('*').length);
  flushSync(() => root.unmount());
  container.remove();
  return { open, result, elements };
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

test('ten thousand tasks open and tell their result like ten', async () => {
  const samples: Record<number, Sample[]> = { [FEW]: [], [MANY]: [] };
  for (let round = 0; round < 6; round += 1) {
    for (const count of round % 2 === 0 ? [FEW, MANY] : [MANY, FEW]) samples[count]?.push(await sample(count));
  }
  const of = (count: number, key: keyof Sample): number =>
    median(samples[count]?.slice(2).map((each) => each[key]) ?? []);
  console.info(
    JSON.stringify([FEW, MANY].map((count) => [count, of(count, 'open'), of(count, 'result'), of(count, 'elements')])),
  );
  expect(of(MANY, 'elements')).toBeLessThanOrEqual(1500);
});
