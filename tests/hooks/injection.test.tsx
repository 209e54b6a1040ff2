import { QueryClient } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryPanel } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import {
  useTaskRetryConfig,
  type BatchRetryTasksVariables,
  type RetryMutation,
  type RetryTaskFromStageVariables,
  type TaskRetryConfig,
} from '../../src/hooks/TaskRetryContext.ts';
import { en } from '../../src/messages/en.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { createTaskApi, type TaskApi } from '../../src/services/taskApi.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import type { TaskApiFetch } from '../../src/services/transport.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { request, sent, sentLines, settle, SOON } from '../support/platform.tsx';
import { Boundary, render } from '../support/render.tsx';

const Other = (): ReactElement => <StageRetryButton data-testid="other" task={buildTask({ id: 'task_2' })} stage={buildStage()} />;

type StageHook = () => RetryMutation<RetryTaskFromStageVariables, Task>;
type BatchHook = () => RetryMutation<BatchRetryTasksVariables, TaskBatchRetryResponse>;
type MutateStage = ReturnType<StageHook>['mutateAsync'];
type MutateBatch = ReturnType<BatchHook>['mutateAsync'];

const task = buildTask();
const taken: Task = { id: 'task_1001', status: 'pending' };
const answer: TaskBatchRetryResponse = {
  total: 1,
  succeeded: 1,
  failed: 0,
  items: [{ task_id: 'task_1001', success: true }],
};

const Retry = ({ at = 'a', onError }: { at?: string; onError?: (error: unknown) => void }): ReactElement => (
  <StageRetryButton data-testid={at} task={task} stage={buildStage()} onError={onError} />
);
const main = (at = 'a'): HTMLElement =>
  page.getByTestId(at).element().querySelector('[data-part=button]') as HTMLElement;
const reaches = async (kind: string, at = 'a'): Promise<void> => {
  await expect.element(page.getByTestId(at), SOON).toHaveAttribute('data-state', kind);
};
const confirmBatch = (): void => (page.getByRole('button', { name: 'Retry 1 task' }).element() as HTMLElement).click();

/** Hooks whose one function is this. */
const stageHook = (mutateAsync: (variables: RetryTaskFromStageVariables) => unknown): StageHook => {
  return () => ({ mutateAsync: mutateAsync as MutateStage });
};
const batchHook = (mutateAsync: (variables: BatchRetryTasksVariables) => unknown): BatchHook => {
  return () => ({ mutateAsync: mutateAsync as MutateBatch });
};

describe('injected hooks, without a QueryClient anywhere', () => {
  test('a hook of plain useState and fetch retries a stage', async () => {
    function useOwnRetry(): RetryMutation<RetryTaskFromStageVariables, Task> & { isPending: boolean } {
      const [isPending, setPending] = useState(false);
      return {
        isPending,
        async mutateAsync({ id, req }) {
          setPending(true);
          try {
            const response = await fetch(`/api/own/${id}`, { method: 'POST', body: JSON.stringify(req) });
            if (!response.ok) throw Object.assign(new Error('refused'), { response });
            return (await response.json()) as Task;
          } finally {
            setPending(false);
          }
        },
      };
    }
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: useOwnRetry }}>
        <Retry />
      </TaskRetryProvider>,
      { client: null },
    );
    main().click();
    main().click();
    await reaches('pending');
    (await request()).answer(200, taken);
    await reaches('submitted');
    expect(sentLines()).toEqual(['POST /api/own/task_1001 {"stage_id":"stg_code"}']);
  });

  test('each hook is called with the variables of the contract, once for each intent', async () => {
    const stage = vi.fn<MutateStage>(() => Promise.resolve(taken));
    const batch = vi.fn<MutateBatch>(() => Promise.resolve(answer));
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(stage), useBatchRetryTasks: batchHook(batch) }}>
        <Retry />
        <BatchRetryDialog open tasks={[task]} />
      </TaskRetryProvider>,
      { client: null },
    );
    main().click();
    await reaches('submitted');
    confirmBatch();
    await expect.element(page.getByRole('heading', { name: '1 submitted' }), SOON).toBeInTheDocument();
    expect(stage.mock.calls).toEqual([[{ id: 'task_1001', req: { stage_id: 'stg_code' } }]]);
    expect(batch.mock.calls).toEqual([[{ task_ids: ['task_1001'] }]]);
    expect(sent).toHaveLength(0);
  });

  test.each([
    [
      'throws an axios error at once',
      'refused',
      () => {
        throw Object.assign(new Error('x'), {
          isAxiosError: true,
          response: { status: 400, data: { detail: 'Archived' }, headers: {} },
        });
      },
    ],
    [
      'throws something at once',
      'unknown',
      () => {
        throw new RangeError('bug');
      },
    ],
    [
      'rejects with an axios refusal',
      'refused',
      () => Promise.reject(Object.assign(new Error('x'), { response: { status: 409, data: { detail: 'Archived' } } })),
    ],
    [
      'rejects with an axios 401',
      'unsent',
      () => Promise.reject(Object.assign(new Error('x'), { response: { status: 401, data: {} } })),
    ],
    [
      'rejects with a network error',
      'unknown',
      () => Promise.reject(Object.assign(new Error('Network Error'), { code: 'ERR_NETWORK', request: {} })),
    ],
    [
      'rejects with an RTK Query error',
      'unsent',
      () => Promise.reject(Object.assign(new Error('x'), { status: 422, data: { detail: 'no' } })),
    ],
    ['rejects with nothing', 'unknown', () => Promise.reject(new Error(''))],
    ['resolves to nothing', 'unknown', () => Promise.resolve(undefined)],
    ['resolves to an unwrapped error', 'unknown', () => Promise.resolve({ error: { status: 500 } })],
    ['returns nothing at all', 'unknown', () => undefined],
  ])('a hook that %s leaves the stage %s, and the batch as well', async (_, kind, mutateAsync) => {
    const onError = vi.fn<(error: unknown) => void>();
    render(
      <TaskRetryProvider
        hooks={{ useRetryTaskFromStage: stageHook(mutateAsync), useBatchRetryTasks: batchHook(mutateAsync) }}
      >
        <Retry onError={onError} />
        <BatchRetryDialog open tasks={[task]} />
      </TaskRetryProvider>,
      { client: null },
    );
    main().click();
    await reaches(kind);
    expect(onError).toHaveBeenCalledOnce();
    confirmBatch();
    await expect.element(page.getByRole('heading', { name: `1 ${kind}` }), SOON).toBeInTheDocument();
  });

  test('a hook that never settles leaves the stage pending, and other stages free', async () => {
    const ends: ((task: Task) => void)[] = [];
    const mutateAsync = vi.fn<MutateStage>(() => new Promise((resolve) => void ends.push(resolve)));
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(mutateAsync) }}>
        <Retry />
        <StageRetryButton data-testid="b" task={buildTask({ id: 'task_2002' })} stage={buildStage()} />
      </TaskRetryProvider>,
      { client: null },
    );
    main().click();
    await reaches('pending');
    main().click();
    main('b').click();
    await settle();
    expect(mutateAsync).toHaveBeenCalledTimes(2);
    await reaches('pending', 'b');
    for (const end of ends) end(taken);
  });

  test('a component whose hook is not injected says what is missing and what to do', () => {
    const caught: unknown[] = [];
    const ui = (children: ReactElement): ReactElement => (
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(() => Promise.resolve(taken)) }}>
        <Boundary onError={(error) => caught.push(error)}>{children}</Boundary>
      </TaskRetryProvider>
    );
    render(ui(<BatchRetryDialog open tasks={[task]} />), { client: null });
    expect(String(caught[0])).toMatch(/found no QueryClient.*<QueryClientProvider>.*<TaskRetryProvider hooks=/);
  });
});

describe('injection beside a QueryClient', () => {
  test('what is not injected is the package’s own', async () => {
    const mutateAsync = vi.fn<MutateStage>(() => Promise.resolve(taken));
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(mutateAsync) }}>
        <Retry />
        <BatchRetryDialog open tasks={[task]} />
      </TaskRetryProvider>,
    );
    confirmBatch();
    (await request()).answer(200, answer);
    await expect.element(page.getByRole('heading', { name: '1 submitted' }), SOON).toBeInTheDocument();
    main().click();
    await reaches('submitted');
    expect(sentLines()).toEqual(['POST /api/v1/tasks/retry-batch {"task_ids":["task_1001"]}']);
    expect(mutateAsync).toHaveBeenCalledOnce();
  });

  test('a batch hook alone is called, and stages go through the package’s own', async () => {
    const mutateAsync = vi.fn<MutateBatch>(() => Promise.resolve(answer));
    render(
      <TaskRetryProvider hooks={{ useBatchRetryTasks: batchHook(mutateAsync) }}>
        <Other />
        <BatchRetryPanel tasks={[task]} />
      </TaskRetryProvider>,
    );
    document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    main('other').click();
    await settle();
    expect(mutateAsync).toHaveBeenCalledExactlyOnceWith({ task_ids: ['task_1001'] });
    expect(sent.map(({ url }) => url)).toEqual(['/api/v1/tasks/task_2/retry-from-stage']);
  });

  test('hooks are fixed when the provider mounts: later ones are ignored', async () => {
    const first = vi.fn<MutateStage>(() => Promise.resolve(taken));
    const second = vi.fn<MutateStage>(() => Promise.resolve(taken));
    function useSecond(): RetryMutation<RetryTaskFromStageVariables, Task> {
      // More hooks than the first one calls: React would throw if they were exchanged.
      useState(1);
      useState(2);
      return { mutateAsync: second };
    }
    const ui = (hook: StageHook | undefined): ReactNode => (
      <TaskRetryProvider hooks={hook && { useRetryTaskFromStage: hook }}>
        <Retry />
      </TaskRetryProvider>
    );
    const view = render(ui(stageHook(first)));
    view.rerender(ui(useSecond));
    view.rerender(ui(undefined));
    main().click();
    await reaches('submitted');
    expect(first).toHaveBeenCalledOnce();
    expect(second).not.toHaveBeenCalled();
    expect(sent).toHaveLength(0);
  });

  test('providers inside each other share what is in flight, and inherit what they do not set', async () => {
    let end: (task: Task) => void = () => {};
    const mutateAsync = vi.fn<MutateStage>(() => new Promise((resolve) => (end = resolve)));
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(mutateAsync) }} maxRetries={7}>
        <Retry at="a" />
        <TaskRetryProvider maxRetries={9}>
          <Retry at="b" />
          <TaskRetryProvider hooks={{ useBatchRetryTasks: batchHook(() => undefined) }}>
            <Retry at="c" />
          </TaskRetryProvider>
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    expect(page.getByTestId('a').element()).toMatchTextContent(/attempt 2 of 7/);
    expect(page.getByTestId('b').element()).toMatchTextContent(/attempt 2 of 9/);
    expect(page.getByTestId('c').element()).toMatchTextContent(/attempt 2 of 9/);
    main('c').click();
    main('a').click();
    await reaches('pending', 'a');
    await reaches('pending', 'b');
    expect(mutateAsync).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(0);
    end(taken);
  });

  test('what changes in an outer provider reaches what is inside an inner one', () => {
    const at = (maxRetries: number): ReactElement => (
      <TaskRetryProvider maxRetries={maxRetries}>
        <TaskRetryProvider chunkSize={50}>
          <Retry />
        </TaskRetryProvider>
      </TaskRetryProvider>
    );
    const { rerender } = render(at(7));
    rerender(at(9));
    expect(page.getByTestId('a').element()).toMatchTextContent(/attempt 2 of 9/);
  });

  test('what an inner provider sets counts there, a limit of none and a lifted freeze as well', async () => {
    render(
      <TaskRetryProvider maxRetries={7} canRetry={() => 'Frozen'} chunkSize={100}>
        <TaskRetryProvider maxRetries={0}>
          <Retry at="none" />
        </TaskRetryProvider>
        <TaskRetryProvider canRetry={() => true} chunkSize={1}>
          <Retry at="lifted" />
          <BatchRetryPanel tasks={[task, buildTask({ id: 'task_2' })]} />
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    expect(page.getByTestId('none').element()).toMatchTextContent(/1 of 0 attempts used/);
    expect(page.getByTestId('lifted').element()).toHaveAttribute('data-state', 'ready');
    document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    expect((await request()).body).toEqual({ task_ids: ['task_1001'] });
  });

  test('an inner provider with an api of its own knows what is in flight around it', async () => {
    render(
      <TaskRetryProvider>
        <Retry at="a" />
        <TaskRetryProvider api={createTaskApi({ baseUrl: '/api/v2' })}>
          <Retry at="b" />
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    main('a').click();
    await reaches('pending', 'b');
    main('b').click();
    await settle();
    expect(sent).toHaveLength(1);
  });

  test('a new api takes over what is sent next, and forgets nothing that is in flight', async () => {
    const at = (version: number): ReactElement => (
      <TaskRetryProvider api={createTaskApi({ baseUrl: `/api/v${version}` })}>
        <Retry at="a" />
        <Other />
      </TaskRetryProvider>
    );
    const { rerender } = render(at(1));
    main('a').click();
    await reaches('pending', 'a');
    rerender(at(2));
    expect(page.getByTestId('a').element()).toHaveAttribute('data-state', 'pending');
    main('other').click();
    await settle();
    expect(sent.map(({ url }) => url.split('/')[2])).toEqual(['v1', 'v2']);
  });

  test('a hook that an inner provider leaves undefined is the outer one', async () => {
    const mutateAsync = vi.fn<MutateStage>(() => Promise.resolve(taken));
    render(
      <TaskRetryProvider hooks={{ useRetryTaskFromStage: stageHook(mutateAsync) }}>
        <TaskRetryProvider hooks={{ useRetryTaskFromStage: undefined }}>
          <Retry />
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    main().click();
    await settle();
    expect(mutateAsync).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(0);
  });

  test('a batch below a provider for something else goes through the outer hook', async () => {
    const mutateAsync = vi.fn<MutateBatch>(() => Promise.resolve(answer));
    render(
      <TaskRetryProvider hooks={{ useBatchRetryTasks: () => ({ mutateAsync }) }}>
        <TaskRetryProvider messages={zhCN}>
          <BatchRetryPanel tasks={[task]} />
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    document.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    await settle();
    expect(mutateAsync).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(0);
  });

  test('providers beside each other share nothing', async () => {
    render(
      <>
        <TaskRetryProvider>
          <Retry at="a" />
        </TaskRetryProvider>
        <TaskRetryProvider>
          <Retry at="b" />
        </TaskRetryProvider>
      </>,
    );
    main('a').click();
    await reaches('pending', 'a');
    expect(page.getByTestId('b').element()).toHaveAttribute('data-state', 'ready');
  });

  test('what is injected comes before what the api would do: a hook, and a reading', async () => {
    const mutateAsync = vi.fn<MutateStage>(() => Promise.reject(new TypeError('Failed to fetch')));
    const readTask = vi.fn<() => Promise<Task>>(() => Promise.resolve(taken));
    render(
      <TaskRetryProvider api={createTaskApi()} hooks={{ useRetryTaskFromStage: stageHook(mutateAsync) }} readTask={readTask}>
        <Retry />
      </TaskRetryProvider>,
    );
    main().click();
    await reaches('unknown');
    main().click();
    await reaches('submitted');
    expect([mutateAsync, readTask].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    expect(sent).toEqual([]);
  });

  test('a reading that is injected is asked also below a provider with an api of its own', async () => {
    const readTask = vi.fn<() => Promise<Task>>(() => Promise.resolve(taken));
    const api: TaskApi = { ...createTaskApi(), retryTaskFromStage: () => Promise.reject(new TypeError('Failed to fetch')) };
    render(
      <TaskRetryProvider readTask={readTask}>
        <TaskRetryProvider api={api}>
          <Retry />
        </TaskRetryProvider>
      </TaskRetryProvider>,
    );
    main().click();
    await reaches('unknown');
    main().click();
    await reaches('submitted');
    expect(readTask).toHaveBeenCalledOnce();
    expect(sent).toEqual([]);
  });

  test.each([
    [{ response: { status: 401, data: { detail: 'Token expired' } } }, 0],
    [{ response: { status: 409, data: { detail: 'Already retried' } } }, 1],
  ])('what an api of the team’s own rejects with (%j) refreshes the page only where something may have changed', async (error, times) => {
    const client = new QueryClient();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    const api: TaskApi = { ...createTaskApi(), retryTaskFromStage: () => Promise.reject(Object.assign(new Error('Request failed'), error)) };
    render(
      <TaskRetryProvider api={api}>
        <Retry />
      </TaskRetryProvider>,
      { client },
    );
    main().click();
    await vi.waitUntil(() => page.getByTestId('a').element().getAttribute('data-state') !== 'pending', SOON);
    await settle();
    expect(invalidate).toHaveBeenCalledTimes(times);
  });

  test.each([
    [429, 0],
    [409, 1],
  ])('so it is where it rejects a batch with %i', async (status, times) => {
    const client = new QueryClient();
    const invalidate = vi.spyOn(client, 'invalidateQueries');
    const error = Object.assign(new Error('Request failed'), { response: { status, data: { detail: 'No' } } });
    render(
      <TaskRetryProvider api={{ ...createTaskApi(), retryTasksBatch: () => Promise.reject(error) }}>
        <BatchRetryPanel tasks={[task]} />
      </TaskRetryProvider>,
      { client },
    );
    confirmBatch();
    await vi.waitUntil(() => document.querySelector('[data-component=BatchRetryPanel][data-state=result]'), SOON);
    await settle();
    expect(invalidate).toHaveBeenCalledTimes(times);
  });

  test('the api of a provider is where its requests go, to read a task as well', async () => {
    const headers = { Authorization: 'Bearer t' };
    const fetched = vi.fn<TaskApiFetch>(() => Promise.reject(new TypeError('Failed to fetch')));
    render(
      <TaskRetryProvider api={createTaskApi({ baseUrl: 'https://platform.example/v1', fetch: fetched, headers })}>
        <Retry />
      </TaskRetryProvider>,
    );
    main().click();
    await reaches('unknown');
    main().click();
    await vi.waitUntil(() => fetched.mock.calls.length === 2, SOON);
    await settle();
    expect(fetched.mock.calls.map(([url, { method }]) => `${method} ${url}`)).toEqual([
      'POST https://platform.example/v1/tasks/task_1001/retry-from-stage',
      'GET https://platform.example/v1/tasks/task_1001',
    ]);
    expect(new Headers(fetched.mock.calls[0]?.[1].headers).get('authorization')).toBe('Bearer t');
    expect(page.getByTestId('a').element()).toMatchTextContent(/did not settle it/);
  });
});

describe('without a provider', () => {
  test('what is known of its retries goes with a QueryClient', async () => {
    // In a function of its own, whose variables are gone when it has ended.
    const clientThatWas = async (index: number): Promise<WeakRef<QueryClient>> => {
      // Mutations are kept by a timer of the client's own.
      const client = new QueryClient({ defaultOptions: { mutations: { gcTime: 0 } } });
      const { unmount } = render(<Retry />, { client });
      main().click();
      (await request(index)).answer(200, taken);
      await reaches('submitted');
      unmount();
      return new WeakRef(client);
    };
    const were: WeakRef<QueryClient>[] = [];
    for (const index of [0, 1, 2, 3, 4]) were.push(await clientThatWas(index));
    await vi.waitFor(
      async () => {
        await cdp().send('HeapProfiler.collectGarbage');
        // React may hold on to what it has rendered last.
        expect(were.filter((each) => each.deref()).length).toBeLessThan(3);
      },
      { timeout: 5000 },
    );
  });

  test.each([
    ['StageRetryButton', <Retry key="a" />],
    ['BatchRetryDialog', <BatchRetryDialog key="b" open tasks={[task]} />],
  ])('%s without a QueryClient says what is missing and what to do', (_, ui) => {
    const caught: unknown[] = [];
    render(<Boundary onError={(error) => caught.push(error)}>{ui}</Boundary>, { client: null });
    expect(String(caught[0])).toMatch(/found no QueryClient.*<QueryClientProvider>.*<TaskRetryProvider hooks=/);
  });
});

test.each<[string, TaskRetryConfig, TaskRetryConfig]>([
  ['api', { api: createTaskApi() }, { api: createTaskApi() }],
  ['messages', { messages: en }, { messages: zhCN }],
  ['maxRetries', { maxRetries: 3 }, { maxRetries: 0 }],
  ['canRetry', { canRetry: () => true }, { canRetry: () => 'Frozen' }],
  ['readTask', { readTask: () => Promise.reject(new Error('No')) }, { readTask: () => Promise.reject(new Error('Never')) }],
  ['classifyReason', { classifyReason: () => undefined }, { classifyReason: () => undefined }],
  ['chunkSize', { chunkSize: 5 }, { chunkSize: 1 }],
  ['renderLink', { renderLink: () => null }, { renderLink: () => null }],
])('a provider whose %s changes hands on what it has by then', (name, before, after) => {
  const seen: unknown[] = [];
  function Probe(): null {
    seen.push(Object.entries(useTaskRetryConfig()).find(([key]) => key === name)?.[1]);
    return null;
  }
  const at = (config: TaskRetryConfig): ReactElement => (
    <TaskRetryProvider {...config}>
      <Probe />
    </TaskRetryProvider>
  );
  const { rerender } = render(at(before), { strict: false });
  rerender(at(after));
  expect(seen.at(-1)).toBe(Object.values(after)[0]);
  expect(seen[0]).toBe(Object.values(before)[0]);
});
