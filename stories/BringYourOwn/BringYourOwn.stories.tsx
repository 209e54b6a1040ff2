import { ConfigProvider, theme as antTheme } from 'antd';
import { useState, type ReactElement } from 'react';
import { expect, mocked, screen, spyOn, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { StageRetryButton, TaskRetryProvider, BatchRetryDialog, type Task } from '../../src/index.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { selectionOf, selectionOfIds } from '../BatchRetryDialog/selection.ts';
import { confirmPlan, openDialog } from '../BatchRetryDialog/Toolbar.tsx';
import { platform } from '../scenarios.ts';
import { wordsOf } from '../wordsOf.ts';
import { AntDesignPage } from './AntDesignPage.tsx';
import { createEngine } from './engine.ts';
import { engineHooks } from './engineHooks.ts';
import { EnginePage } from './EnginePage.tsx';
import { ownApi } from './ownApi.ts';
import { RetryInOwnModal } from './OwnModal.tsx';
import { ownWords } from './ownWords.ts';
import { RouterPages } from './RouterPages.tsx';
import { StatePage } from './StatePage.tsx';
import { SwrPage } from './SwrPage.tsx';
import { ToastPage } from './ToastPage.tsx';

const stageOf = (task: Task | undefined) => task?.stages?.find(({ status }) => status === 'failed') ?? buildStage();
/** What was sent to the platform to retry this task. */
const retriesOf = (id: string) => platform.requests.filter(({ method, taskIds }) => method === 'POST' && taskIds.includes(id));

const meta = preview.meta({
  title: 'Bring your own',
  // Pages, which are no components to be described.
  tags: ['!autodocs', '!manifest'],
  args: { tasks: [] as readonly Task[] },
  // What is theirs looks as theirs does; these are tests.
  parameters: { chromatic: { disableSnapshot: true } },
});

export const HooksFromSwr = meta.story({
  name: 'Hooks from SWR',
  args: { tasks: [buildTask({ id: 'task_taken_81' })] },
  render: ({ tasks: [task] }) => <SwrPage id={task?.id ?? ''} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(await canvas.findByText('failed')).toBeVisible();
    const sentBefore = retriesOf('task_taken_81').length;
    await userEvent.click(canvas.getByRole('button', { name: words.text('retryFromStage') }));
    await expect(await canvas.findByText(words.title('submitted'))).toBeVisible();
    // SWR has read the task again, and nothing but SWR could. The button is still there to tell.
    await expect(await canvas.findByText('pending', { selector: 'strong' })).toBeVisible();
    await expect(canvas.getByText(words.title('submitted'))).toBeVisible();
    await expect(retriesOf('task_taken_81')).toHaveLength(sentBefore + 1);
  },
});

export const HooksFromState = meta.story({
  name: 'Hooks from plain state',
  args: { tasks: selectionOf('task_taken_82') },
  render: ({ tasks }) => <StateTasks tasks={tasks} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    await expect(await canvas.findAllByText('failed')).toHaveLength(3);
    const sentBefore = retriesOf('task_taken_82').length;
    await confirmPlan(userEvent, words);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toHaveFocus();
    await expect(retriesOf('task_taken_82')).toHaveLength(sentBefore + 1);
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await waitFor(() => expect(canvas.queryAllByText('failed')).toEqual([]));
  },
});

/** Ids that stay the same from one rendering to the next, as a page has them. */
function StateTasks({ tasks }: { tasks: readonly Task[] }): ReactElement {
  const [ids] = useState(() => tasks.map(({ id }) => id));
  return <StatePage ids={ids} />;
}

let tokens = 0;

/** The token of each retry that was sent, in their order. */
const tokensSent = (): (string | null)[] =>
  mocked(globalThis.fetch)
    .mock.calls.filter(([, init]) => init?.method === 'POST')
    .map(([, init]) => new Headers(init?.headers).get('Authorization'));

export const OwnFetch = meta.story({
  name: 'Own fetch with fresh tokens',
  args: { tasks: selectionOfIds('task_taken_83', 'task_taken_84', 'task_taken_85', 'task_taken_86') },
  beforeEach() {
    tokens = 0;
    const spy = spyOn(globalThis, 'fetch');
    return () => spy.mockRestore();
  },
  render: ({ tasks }) => <WithOwnApi getToken={async () => `token-${++tokens}`} tasks={tasks} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 4);
    await expect(await screen.findByRole('heading', { name: words.summary([4, 'count.submitted']) })).toBeVisible();
    // Two requests, each with a token of its own and a name for the traces.
    await expect(tokensSent()).toEqual(['Bearer token-1', 'Bearer token-2']);
    const [[, init] = []] = mocked(globalThis.fetch).mock.calls;
    await expect(new Headers(init?.headers).get('X-Trace-Id')).toMatch(/^[\da-f-]{36}$/);
  },
});

export const NoToken = meta.story({
  ...OwnFetch.input,
  name: 'Own fetch, and no token to be had',
  args: { tasks: selectionOfIds('task_taken_87', 'task_taken_88') },
  render: ({ tasks }) => <WithOwnApi getToken={() => Promise.reject(new Error('The session has ended'))} tasks={tasks} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 2);
    await expect(await screen.findByRole('heading', { name: words.summary([2, 'count.unsent']) })).toBeVisible();
    await expect(tokensSent()).toEqual([]);
  },
});

interface WithOwnApiProps {
  getToken: () => Promise<string>;
  tasks: readonly Task[];
}

function WithOwnApi({ getToken, tasks }: WithOwnApiProps): ReactElement {
  const [api] = useState(() => ownApi(getToken));
  const [open, setOpen] = useState(false);
  return (
    <TaskRetryProvider api={api} chunkSize={2}>
      <button type="button" className="host-button" onClick={() => setOpen(true)}>
        Retry selected ({tasks.length})
      </button>
      <BatchRetryDialog tasks={tasks} open={open} onOpenChange={setOpen} />
    </TaskRetryProvider>
  );
}

export const OwnToast = meta.story({
  name: 'Own toast',
  args: { tasks: [buildTask({ id: 'task_taken_89', title: 'Rotate signing keys' }), buildTask({ id: 'task_refused_89', title: 'Archive old invoices' })] },
  render: ({ tasks }) => <ToastPage rows={tasks.map((task: Task) => ({ task, stage: stageOf(task) }))} />,
  async play({ canvas, userEvent }) {
    const [first, second] = canvas.getAllByRole('button');
    if (!first || !second) throw new Error('There are not two buttons');
    await userEvent.click(first);
    await expect(await canvas.findByText('Rotate signing keys is on its way')).toBeVisible();
    await userEvent.click(second);
    const toast = await canvas.findByText('Archive old invoices: not confirmed, see beside its button');
    await expect(toast).toBeVisible();
    await expect(canvas.queryByText(/is on its way/)).toBeNull();
    // Heard once: from the button's own live region.
    await expect(screen.getAllByText(/Pipeline template is archived/, { selector: '[role=status] *' })).toHaveLength(1);
    await expect(toast.closest('[role=status], [role=alert], [aria-live]')).toBeNull();
  },
});

export const OwnModal = meta.story({
  name: 'Own modal around BatchRetryPanel',
  args: { tasks: selectionOf('task_taken_90') },
  render: ({ tasks }) => <RetryInOwnModal tasks={tasks} />,
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    const opener = canvas.getByRole('button', { name: 'Retry selected (3)' });
    await userEvent.click(opener);
    const modal = within(screen.getByRole('dialog', { name: words.text('retryTasks', { count: 3 }) }));
    await expect(modal.getByRole('button', { name: words.text('cancel') })).toHaveFocus();
    await userEvent.click(modal.getByRole('button', { name: words.text('retryTasks', { count: 3 }) }));
    await expect(await modal.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toHaveFocus();
    await userEvent.click(modal.getByRole('button', { name: words.text('close') }));
    await expect(screen.queryByRole('dialog')).toBeNull();
    await expect(opener).toHaveFocus();
    // Its result is there again.
    await userEvent.click(opener);
    await expect(await screen.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
  },
});

export const RouterLinks = meta.story({
  name: 'Links of a router',
  args: { tasks: selectionOf('task_taken_91') },
  render: ({ tasks }) => <RouterPages tasks={tasks} />,
  async play({ canvas, userEvent, args, globals }) {
    const { href } = globalThis.location;
    const [task] = args.tasks;
    await openDialog(userEvent);
    const link = screen.getByRole('link', { name: task?.title ?? '' });
    await expect(link).toHaveAttribute('href', `/tasks/${task?.id}`);
    await userEvent.click(link);
    await expect(await canvas.findByText(/^Page of task_taken_91\./)).toBeVisible();
    // The router went there; the browser loaded nothing.
    await expect(globalThis.location.href).toBe(href);
    await expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.click(canvas.getByRole('link', { name: 'All tasks' }));
    // Nothing was sent, so the plan is there again.
    await openDialog(userEvent);
    await userEvent.click(screen.getByRole('button', { name: wordsOf(globals).text('cancel') }));
  },
});

export const OwnWords = meta.story({
  name: 'Own words',
  args: { tasks: [buildTask({ id: 'task_taken_92' })] },
  render: ({ tasks: [task = buildTask()] }) => (
    <TaskRetryProvider messages={ownWords}>
      <StageRetryButton task={task} stage={stageOf(task)} />
    </TaskRetryProvider>
  ),
  async play({ canvas, userEvent }) {
    await userEvent.click(canvas.getByRole('button', { name: 'Run this stage again' }));
    await expect(await canvas.findByText('Handed in.')).toBeVisible();
    // What is spoken is in the same words.
    await expect(screen.getByText(/^Handed in\./, { selector: '[role=status] *' })).toBeInTheDocument();
  },
});

const ant = (dark: boolean) => ({
  algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
  // Ant Design's own blue is too pale for white text.
  token: { colorPrimary: '#0958d9', motion: false },
});

export const AntDesign = meta.story({
  name: 'In an Ant Design application',
  args: { tasks: [...selectionOf('task_taken_93'), ...selectionOfIds('task_locked_93')] },
  render: ({ tasks }, { globals }) => (
    // Its ripple is rendered apart, and would go on into the next story.
    <ConfigProvider wave={{ disabled: true }}>
      <AntDesignPage tasks={tasks} theme={ant(globals['theme'] === 'dark')} />
    </ConfigProvider>
  ),
  async play({ canvas, userEvent, args, globals }) {
    const words = wordsOf(globals);
    await userEvent.click(canvas.getAllByRole('checkbox')[0] as HTMLElement);
    await openDialog(userEvent);
    await userEvent.click(screen.getByRole('button', { name: words.text('retryTasks', { count: args.tasks.length }) }));
    await expect(
      await screen.findByRole('heading', { name: words.summary([3, 'count.submitted'], [1, 'count.refused']) }),
    ).toBeVisible();
    // Its message counts what is left, and its table has kept that ticked.
    await expect(await screen.findByText('1 of 4 stay selected')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: words.text('close') }));
    await expect(canvas.getByRole('button', { name: 'Retry selected (1)' })).toHaveFocus();
    const ticked = canvas.getAllByRole('checkbox', { checked: true });
    await expect(ticked).toHaveLength(1);
    await expect(ticked[0]?.closest('tr')?.dataset['rowKey']).toBe('task_locked_93');
  },
});

const engine = createEngine();

export const Engine = meta.story({
  name: 'An engine that runs the batch',
  args: { tasks: selectionOfIds('task_taken_94', 'task_moved_94', 'task_taken_95', 'task_locked_94', 'task_taken_96') },
  beforeEach() {
    engine.mockClear();
  },
  render: ({ tasks }) => <WithEngine tasks={tasks} />,
  async play({ userEvent, globals }) {
    const words = wordsOf(globals);
    await confirmPlan(userEvent, words, 5);
    await screen.findByRole('heading', { name: words.text('running', { count: 5 }) });
    const heading = await screen.findByRole('heading', { name: words.summary([3, 'count.submitted'], [2, 'count.refused']) });
    await expect(heading).toHaveFocus();
    await expect(screen.getByText('task status is running')).toBeVisible();
    await expect(screen.getByText('Task is locked by another run, try again')).toBeVisible();
    // One job for all five, and looked at until it was done: two tasks, two tasks, one.
    const asked = engine.mock.calls.map(([url, { method = 'GET' }]) => `${method} ${url}`);
    await expect(asked.filter((each) => each.startsWith('POST'))).toEqual(['POST /retry-jobs']);
    await expect(asked.filter((each) => each.startsWith('GET'))).toHaveLength(3);
  },
});

function WithEngine({ tasks }: { tasks: readonly Task[] }): ReactElement {
  const [hooks] = useState(() => engineHooks({ url: '/retry-jobs', fetch: engine, lookEveryMs: 200 }));
  return <EnginePage hooks={hooks} tasks={tasks} />;
}
