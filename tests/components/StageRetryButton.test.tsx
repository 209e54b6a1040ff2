import { Activity, lazy, Profiler, startTransition, Suspense, useLayoutEffect, useRef, useState, type ProfilerOnRenderCallback, type ReactElement } from 'react';
import { onlineManager, QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  StageRetryButton,
  type StageRetryButtonProps,
} from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { StageRetryButtonView, type StageRetryButtonViewProps } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import type { TaskRetryConfig } from '../../src/hooks/TaskRetryContext.ts';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { en } from '../../src/messages/en.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { RETRY_FROM_STAGE_REFUSAL, RETRY_FROM_STAGE_RESPONSE } from '../../src/testing/specPayloads.ts';
import { alwaysAnswer, request, sent, sentLines, settle, type SentRequest, SOON } from '../support/platform.tsx';
import { expectComplaint, hostileQueryClient, render, spoken, spokenMessages } from '../support/render.tsx';

const task = buildTask();
const stage = buildStage();
/** Longer than a region that may have just come is given before it speaks. */
const KNOWN_MS = 150;
type OnSubmitted = NonNullable<StageRetryButtonProps['onSubmitted']>;
type OnError = NonNullable<StageRetryButtonProps['onError']>;

const RETRY_1001 = 'POST /api/v1/tasks/task_1001/retry-from-stage {"stage_id":"stg_code"}';
const taken = (id = 'task_1001') => ({
  id,
  status: 'pending',
  stages: [{ id: 'stg_code', status: 'pending', retry_count: 2 }],
});
const accept = (call: SentRequest): void => call.answer(200, taken());
const refuse = (call: SentRequest): void => call.answer(400, { detail: 'Pipeline template is archived' });

/** A button under a test id of its own. */
function Retry({ at = 'a', ...props }: Partial<StageRetryButtonProps> & { at?: string }): ReactElement {
  return <StageRetryButton task={task} stage={stage} {...props} data-testid={at} />;
}

const root = (at = 'a'): HTMLElement => page.getByTestId(at).element() as HTMLElement;
const main = (at = 'a'): HTMLButtonElement => {
  const found = root(at).querySelector<HTMLButtonElement>('[data-part=button]');
  if (!found) throw new Error(`No button in ${at}`);
  return found;
};
const state = (at = 'a'): string | undefined => root(at).dataset['state'];
const reaches = async (kind: string, at = 'a'): Promise<void> => {
  await expect.element(page.getByTestId(at), SOON).toHaveAttribute('data-state', kind);
};

/** Retries the stage, and leaves it unknown. */
const loseTheAnswer = async (): Promise<void> => {
  main().click();
  (await request()).lose();
  await reaches('unknown');
};

describe('sending', () => {
  const fifty = Array.from({ length: 50 });

  test.each([
    ['clicks by script', () => void fifty.map(() => main().click())],
    [
      'mouse events',
      () => void fifty.map(() => main().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }))),
    ],
    ['presses of Enter', () => userEvent.keyboard('{Enter}'.repeat(50))],
    ['presses of Space', () => userEvent.keyboard('[Space]'.repeat(50))],
  ])('50 %s send one request to retry-from-stage, and none to retry', async (_, activate) => {
    render(<Retry />);
    main().focus();
    await activate();
    await settle();
    expect(sentLines()).toEqual([RETRY_1001]);
    expect(state()).toBe('pending');
    (await request()).answer(200, taken());
    await reaches('submitted');
    main().click();
    await settle();
    expect(sentLines()).toEqual([RETRY_1001]);
  });

  test('activations of two buttons for one stage in one tick send one request', async () => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" />
      </>,
    );
    main('a').click();
    main('b').click();
    await settle();
    expect(sentLines()).toEqual([RETRY_1001]);
  });

  test.each([
    ['second click of a double click', 2],
    ['third click of an impatient person', 3],
  ])('the %s sends nothing, even if the first was answered in between', async (_, detail) => {
    alwaysAnswer(refuse);
    render(<Retry />);
    main().dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    await reaches('refused');
    expect(main()).not.toHaveAttribute('aria-disabled');
    main().dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
    await settle();
    expect(sent).toHaveLength(1);
  });

  test('a real double click that is answered at once sends one request', async () => {
    alwaysAnswer(refuse);
    render(<Retry />);
    await userEvent.dblClick(main());
    await settle();
    expect(sent).toHaveLength(1);
  });

  test.each([
    ['Enter', '{Enter>9/}'],
    ['Space', '[Space>9/]'],
  ])('a held %s sends one request, although each is answered at once', async (_, keys) => {
    alwaysAnswer(refuse);
    render(<Retry />);
    main().focus();
    const repeats: boolean[] = [];
    main().addEventListener('keydown', (event) => repeats.push(event.repeat));
    await userEvent.keyboard(keys);
    await settle();
    expect(repeats.filter(Boolean)).toHaveLength(8);
    expect(sent).toHaveLength(1);
  });

  test.each(['Enter', ' '])('a key %j that is held does nothing more, however long it takes to answer', (key) => {
    render(<Retry />);
    const isHeeded = (repeat: boolean): boolean =>
      main().dispatchEvent(new KeyboardEvent('keydown', { key, repeat, bubbles: true, cancelable: true }));
    expect(isHeeded(false)).toBe(true);
    expect(isHeeded(true)).toBe(false);
  });

  test.each(['Tab', 'ArrowDown', 'a'])('a key %j that is held goes on as elsewhere', (key) => {
    render(<Retry />);
    expect(main().dispatchEvent(new KeyboardEvent('keydown', { key, repeat: true, bubbles: true, cancelable: true }))).toBe(true);
  });

  test('a refused retry can be sent again by a new press', async () => {
    render(<Retry />);
    main().click();
    refuse(await request());
    await reaches('refused');
    main().click();
    await settle();
    expect(sentLines()).toEqual([RETRY_1001, RETRY_1001]);
  });

  test('a server error is not sent again, whatever the QueryClient retries by default', async () => {
    render(<Retry />);
    main().click();
    (await request()).answer(503, { detail: 'overloaded' });
    await reaches('unknown');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toHaveLength(1);
  });

  test('nothing waits for the query library to believe that it is online', async () => {
    onlineManager.setOnline(false);
    try {
      render(<Retry />);
      main().click();
      await settle();
      expect(sent).toHaveLength(1);
    } finally {
      onlineManager.setOnline(true);
    }
  });

  test('ids are encoded into the path and sent as they are in the body', async () => {
    render(<Retry task={buildTask({ id: 'a/b ?' })} stage={buildStage({ id: 'stg "1"' })} />);
    main().click();
    await settle();
    expect(sentLines()).toEqual(['POST /api/v1/tasks/a%2Fb%20%3F/retry-from-stage {"stage_id":"stg \\"1\\""}']);
  });

  test.each([
    ['a task that is not failed', { task: buildTask({ status: 'running' }) }],
    ['a stage that is not failed', { stage: buildStage({ status: 'completed' }) }],
    ['a stage at its limit', { maxRetries: 1 }],
    ['a stage that may not be retried', { canRetry: () => 'Deployments are frozen' }],
    ['a task without an id', { task: buildTask({ id: '' }) }],
  ])('%s sends nothing', async (_, props) => {
    render(<Retry {...props} />);
    main().click();
    main().focus();
    await userEvent.keyboard('{Enter}[Space]');
    await settle();
    expect(sent).toHaveLength(0);
    expect(state()).toBe('unavailable');
  });
});

describe('several buttons', () => {
  const other = buildTask({ id: 'task_2002', title: 'Another' });
  const test2 = buildStage({ id: 'stg_test', stage_name: 'Test' });

  test.each([
    ['two tasks, the first answered first', { task: other }, [0, 1]],
    ['two tasks, the second answered first', { task: other }, [1, 0]],
    ['one task, the first answered first', { stage: test2 }, [0, 1]],
    ['one task, the second answered first', { stage: test2 }, [1, 0]],
  ])('stages of %s are retried at once, and each settles in its own row', async (_, second, order) => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" {...second} />
        <Retry at="c" task={buildTask({ id: 'task_3003' })} />
      </>,
    );
    main('a').click();
    main('b').click();
    await settle();
    expect(sent).toHaveLength(2);
    expect([state('a'), state('b'), state('c')]).toEqual(['pending', 'pending', 'ready']);

    const ends = [() => sent[0] && accept(sent[0]), () => sent[1] && refuse(sent[1])];
    const states = ['submitted', 'refused'];
    const rows = ['a', 'b'];
    const [earlier = 0, later = 1] = order;
    ends[earlier]?.();
    await reaches(states[earlier] ?? '', rows[earlier]);
    expect(state(rows[later])).toBe('pending');
    ends[later]?.();
    await reaches(states[later] ?? '', rows[later]);
    expect([state('a'), state('b'), state('c')]).toEqual([...states, 'ready']);
  });

  test('another stage does not dim and does not even render while one is retried', async () => {
    const rendered = vi.fn<ProfilerOnRenderCallback>();
    render(
      <>
        <Retry at="a" />
        <Profiler id="other" onRender={rendered}>
          <Retry at="b" task={other} />
        </Profiler>
      </>,
    );
    rendered.mockClear();
    main('a').click();
    await reaches('pending', 'a');
    expect(main('b')).not.toHaveAttribute('aria-disabled');
    (await request()).answer(200, taken());
    await reaches('submitted', 'a');
    expect(main('b')).not.toHaveAttribute('aria-disabled');
    expect(rendered).not.toHaveBeenCalled();
  });

  test('two buttons for one stage agree, and only the pressed one calls back, once', async () => {
    const [first, second, failed] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>(), vi.fn<OnError>()];
    render(
      <>
        <Retry at="a" onSubmitted={first} onError={failed} />
        <Retry at="b" onSubmitted={second} onError={failed} />
      </>,
    );
    main('b').click();
    await reaches('pending', 'a');
    await reaches('pending', 'b');
    (await request()).answer(200, JSON.parse(RETRY_FROM_STAGE_RESPONSE) as unknown);
    await reaches('submitted', 'a');
    await reaches('submitted', 'b');
    expect(second).toHaveBeenCalledExactlyOnceWith(JSON.parse(RETRY_FROM_STAGE_RESPONSE));
    expect(first).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });

  test('what a button tells beside itself is no live region: the announcer alone speaks', async () => {
    render(<Retry />);
    main().click();
    refuse(await request());
    await reaches('refused');
    expect(root().querySelector('[role], [aria-live]:not([aria-live=off])')).toBeNull();
  });

  test('a retry is announced once at its start and once at its end, however many buttons show it', async () => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" />
        <Retry at="c" />
      </>,
    );
    expect(document.querySelectorAll('[role=status]')).toHaveLength(1);
    main('a').click();
    await reaches('pending');
    expect(spoken()).toEqual(['Retrying Code.']);
    (await request()).answer(200, taken());
    await reaches('submitted');
    await settle();
    expect(spoken()).toEqual([
      'Retrying Code.',
      expect.stringMatching(/^Submitted.* The task is pending and continues from Code\.$/),
    ]);
  });

  test('two buttons for one stage that are pressed in one tick announce one start', async () => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" />
      </>,
    );
    main('a').click();
    main('b').click();
    await reaches('pending');
    expect(spoken()).toEqual(['Retrying Code.']);
  });

  test('the buttons that stay are heard when one of them goes', async () => {
    const { rerender } = render(
      <>
        <Retry at="a" />
        <Retry at="b" />
      </>,
    );
    rerender(<Retry at="b" />);
    main('b').click();
    await reaches('pending', 'b');
    expect(spoken()).toEqual(['Retrying Code.']);
  });

  test('what a page hands over while the answer is awaited is called, and what it replaced is not', async () => {
    const [submittedBefore, submittedNow] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>()];
    const { rerender } = render(<Retry onSubmitted={submittedBefore} />);
    main().click();
    rerender(<Retry onSubmitted={submittedNow} />);
    accept(await request());
    await reaches('submitted');
    expect(submittedNow).toHaveBeenCalledOnce();
    expect(submittedBefore).not.toHaveBeenCalled();
  });

  test('what a page that is never shown would hand over is not called', async () => {
    const [shown, dropped] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>()];
    const Unready = lazy(() => new Promise<never>(() => {}));
    const Report = (): ReactElement => {
      const [next, setNext] = useState(false);
      return (
        <Suspense fallback="Loading">
          <Retry onSubmitted={next ? dropped : shown} />
          {next && <Unready />}
          <button type="button" data-testid="next" onClick={() => startTransition(() => setNext(true))}>
            Next
          </button>
        </Suspense>
      );
    };
    render(<Report />);
    main().click();
    (page.getByTestId('next').element() as HTMLElement).click();
    await settle();
    accept(await request());
    await reaches('submitted');
    expect(shown).toHaveBeenCalledOnce();
    expect(dropped).not.toHaveBeenCalled();
  });

  test.each([
    ['task', { task: buildTask({ id: 'task_1002' }) }],
    ['stage', { stage: buildStage({ id: 'stg_review' }) }],
  ])('shown for another %s by then, it calls what was handed over for the one that was pressed', async (_, shown) => {
    const [ofFirst, ofSecond] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>()];
    const { rerender } = render(<Retry onSubmitted={ofFirst} />);
    main().click();
    rerender(<Retry {...shown} onSubmitted={ofSecond} />);
    (await request()).answer(200, taken());
    await vi.waitUntil(() => ofFirst.mock.calls.length > 0, SOON);
    await settle();
    expect(ofFirst).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ id: 'task_1001' }));
    expect(ofSecond).not.toHaveBeenCalled();
  });

  test('a callback of the page that fails keeps no live region, and the outcome is told all the same', async () => {
    expectComplaint(/PromiseRejectionEvent|The page failed/);
    const onSubmitted = (): never => {
      throw new Error('The page failed');
    };
    const { rerender } = render(<Retry onSubmitted={onSubmitted} />);
    main().click();
    accept(await request());
    await reaches('submitted');
    expect(spoken().at(-1)).toMatch(/^Submitted\./);
    rerender(null);
    await vi.waitFor(() => expect(document.querySelector('[role=status]')).toBeNull(), { timeout: 4000 });
  });

  test('it is heard also after the application has changed its QueryClient', async () => {
    const at = (client: QueryClient): ReactElement => (
      <QueryClientProvider client={client}>
        <Retry />
      </QueryClientProvider>
    );
    const { rerender } = render(at(hostileQueryClient()));
    rerender(at(hostileQueryClient()));
    // One that comes with its words is not read.
    const known = [...document.querySelectorAll('[role=status]')];
    main().click();
    await reaches('pending');
    expect(spoken()).toEqual(['Retrying Code.']);
    expect(known.map((region) => region.textContent)).toContain('Retrying Code.');
  });

  test('in a modal of a team’s own it is heard inside, and on the page again after that', async () => {
    const show = (dialog: HTMLDialogElement | null): void => {
      if (dialog && !dialog.open) dialog.showModal();
    };
    const Report = ({ open }: { open: boolean }): ReactElement => (
      <>
        {open && (
          <dialog ref={show}>
            <Retry at="inside" />
          </dialog>
        )}
        <Retry at="outside" task={buildTask({ id: 'task_1002' })} />
      </>
    );
    const { rerender } = render(<Report open />);
    main('inside').click();
    await vi.waitUntil(() => spoken().length === 1, SOON);
    (await request()).answer(200, taken());
    await reaches('submitted', 'inside');
    await vi.waitUntil(() => spoken().length === 2, SOON);
    rerender(<Report open={false} />);
    main('outside').click();
    await vi.waitUntil(() => spoken().length === 3, SOON);
    expect(spokenMessages().map(({ inDialog }) => inDialog)).toEqual([true, true, false]);
  });

  test('an outcome upon which a team’s modal closes is heard on the page', async () => {
    const show = (dialog: HTMLDialogElement | null): void => {
      if (dialog && !dialog.open) dialog.showModal();
    };
    const Report = (): ReactElement => {
      const [open, setOpen] = useState(true);
      return <>{open && <dialog ref={show}><Retry onSubmitted={() => setOpen(false)} /></dialog>}</>;
    };
    render(<Report />);
    main().click();
    await vi.waitUntil(() => spoken().length === 1, SOON);
    accept(await request());
    await vi.waitUntil(() => spoken().length === 3, SOON);
    expect(spokenMessages().map(({ inDialog }) => inDialog)).toEqual([true, true, false]);
    expect(spoken()[2]).toBe(spoken()[1]);
  });

  test('an outcome upon which the last button goes is heard, and nothing is left after that', async () => {
    const Once = (): ReactElement => {
      const [done, setDone] = useState(false);
      return <>{!done && <Retry onSubmitted={() => setDone(true)} />}</>;
    };
    render(<Once />);
    main().click();
    accept(await request());
    await vi.waitUntil(() => document.querySelector('[data-component=StageRetryButton]') === null, SOON);
    await settle();
    expect(document.querySelector('[role=status]')?.textContent).toMatch(/^Submitted/);
    await vi.waitUntil(() => document.querySelector('[role=status]') === null, { timeout: 4000 });
  });

  test('hydrated while its retry is under way, it finds the server’s HTML first', async () => {
    const client = hostileQueryClient();
    const tree = (
      <QueryClientProvider client={client}>
        <Retry at="late" />
      </QueryClientProvider>
    );
    const container = document.createElement('div');
    container.innerHTML = renderToString(tree);
    document.body.append(container);
    render(<Retry at="early" />, { client });
    main('early').click();
    const onRecoverableError = vi.fn<() => void>();
    const hydrated = hydrateRoot(container, tree, { onRecoverableError });
    try {
      await reaches('pending', 'late');
      expect(onRecoverableError).not.toHaveBeenCalled();
    } finally {
      hydrated.unmount();
      container.remove();
    }
  });

  test('a stack trace is not spoken to its end', async () => {
    render(<Retry />);
    main().click();
    (await request()).answer(400, { detail: 'at worker.run '.repeat(400) });
    await reaches('refused');
    expect(spoken().at(-1)).toContain('at worker.run');
    expect(spoken().at(-1)?.length).toBeLessThan(800);
  });

  test('an equal refusal is spoken again the second time', async () => {
    const onError = vi.fn<OnError>();
    render(<Retry onError={onError} />);
    for (let time = 0; time < 2; time += 1) {
      main().click();
      await reaches('pending');
      (await request()).answer(400, JSON.parse(RETRY_FROM_STAGE_REFUSAL) as unknown);
      await reaches('refused');
    }
    expect(spoken()).toEqual([
      'Retrying Code.',
      expect.stringContaining('Target stage status is not failed'),
      'Retrying Code.',
      expect.stringContaining('Target stage status is not failed'),
    ]);
    expect(onError).toHaveBeenCalledTimes(2);
    expect(onError).toHaveBeenLastCalledWith(expect.objectContaining({ kind: 'refused', status: 400 }));
  });

  test('two stages that start and end in equal words are both told', async () => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" task={other} />
      </>,
    );
    main('a').click();
    main('b').click();
    refuse(await request());
    refuse(await request());
    await reaches('refused', 'a');
    await reaches('refused', 'b');
    expect(spoken()).toHaveLength(4);
    expect(new Set(spoken()).size).toBe(2);
    expect(spoken().slice(0, 2)).toEqual(['Retrying Code.', 'Retrying Code.']);
  });

  test('without a provider, trees that share a QueryClient agree, and others do not', async () => {
    const client = hostileQueryClient();
    render(<Retry at="a" />, { client });
    render(<Retry at="b" />, { client });
    render(<Retry at="c" />);
    main('a').click();
    main('b').click();
    await reaches('pending', 'b');
    expect(state('c')).toBe('ready');
    expect(sent).toHaveLength(1);
  });

  test('a stage that failed anew is offered again, also where its retries are not counted', async () => {
    const uncounted = (status: string) => ({
      task: { id: 'task_1001', status },
      stage: { id: 'stg_code', status },
    });
    const view = render(<Retry {...uncounted('failed')} />);
    main().click();
    (await request()).answer(200, taken());
    await reaches('submitted');
    view.rerender(<Retry {...uncounted('failed')} />);
    expect(state()).toBe('submitted');
    view.rerender(<Retry {...uncounted('running')} />);
    expect(state()).toBe('submitted');
    view.rerender(<Retry {...uncounted('failed')} />);
    await reaches('ready');
    main().click();
    await settle();
    expect(sent).toHaveLength(2);
  });

  test('a lost retry that the page’s own row shows as taken is told as taken, once, and may be retried when it fails again', async () => {
    const onSubmitted = vi.fn<OnSubmitted>();
    const uncounted = (status: string): ReactElement => {
      const row = { task: { id: 'task_1001', status }, stage: { id: 'stg_code', status } };
      return (
        <>
          <Retry {...row} onSubmitted={onSubmitted} />
          <Retry {...row} onSubmitted={onSubmitted} at="b" />
        </>
      );
    };
    const view = render(uncounted('failed'));
    await loseTheAnswer();
    const before = spoken().length;
    view.rerender(uncounted('running'));
    await reaches('submitted');
    await vi.waitUntil(() => spoken().length > before, SOON);
    view.rerender(uncounted('pending'));
    await new Promise((resolve) => setTimeout(resolve, KNOWN_MS));
    expect(spoken().slice(before)).toEqual([
      'Submitted. The task is running and continues from this stage. Confirmed by reading the task.',
    ]);
    // Who has read it knows it.
    expect(onSubmitted).not.toHaveBeenCalled();
    view.rerender(uncounted('failed'));
    await reaches('ready');
  });

  test('a lost retry without counts is told as taken only by the row of its own stage', async () => {
    const row = (taskStatus: string, status: string): ReactElement => (
      <Retry task={{ id: 'task_1001', status: taskStatus }} stage={{ id: 'stg_code', status }} />
    );
    const view = render(row('failed', 'failed'));
    await loseTheAnswer();
    const before = spoken().length;
    // From another stage, it may be.
    view.rerender(row('running', 'failed'));
    await new Promise((resolve) => setTimeout(resolve, KNOWN_MS));
    expect([state(), spoken().length]).toEqual(['unknown', before]);
    // It has run by now, and others follow it.
    view.rerender(row('running', 'completed'));
    await vi.waitUntil(() => spoken().length > before, SOON);
    expect(spoken().at(-1)).toBe('Submitted. The task is running and continues from this stage. Confirmed by reading the task.');
  });

  test('what a check finds is handed to the newest handler', async () => {
    const [before, since] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>()];
    const view = render(<Retry onSubmitted={before} />);
    await loseTheAnswer();
    main().click();
    const reading = await request();
    view.rerender(<Retry onSubmitted={since} />);
    accept(reading);
    await reaches('submitted');
    expect([before, since].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });

  test.each([
    ['says otherwise tells and hands over nothing', buildTask(), 0],
    ['agrees hands over the task, and does not tell it again', taken(), 1],
  ])('once the page’s own row shows a lost retry as taken, a check that %s', async (_, answer, times) => {
    const onSubmitted = vi.fn<OnSubmitted>();
    const view = render(<Retry onSubmitted={onSubmitted} />);
    await loseTheAnswer();
    main().click();
    const reading = await request();
    await vi.waitUntil(() => spoken().at(-1) === en.checking, SOON);
    view.rerender(<Retry onSubmitted={onSubmitted} task={buildTask({ status: 'running' })} stage={buildStage({ status: 'running', retry_count: 2 })} />);
    await reaches('submitted');
    await vi.waitUntil(() => spoken().at(-1)?.startsWith('Submitted.'), SOON);
    const before = spokenMessages().length;
    reading.answer(200, answer);
    if (times > 0) await vi.waitUntil(() => onSubmitted.mock.calls.length > 0, SOON);
    // As long as an answer takes at most, and more.
    for (let turns = 0; turns < 5; turns += 1) await settle();
    expect(state()).toBe('submitted');
    expect(spoken().at(-1)).toMatch(/^Submitted\./);
    expect(spokenMessages()).toHaveLength(before);
    expect(onSubmitted).toHaveBeenCalledTimes(times);
  });

  test('a lost retry of a task that has ended by then is told as taken by its count, and does not continue', async () => {
    const view = render(<Retry />);
    await loseTheAnswer();
    const before = spoken().length;
    view.rerender(<Retry task={buildTask({ status: 'completed' })} stage={buildStage({ status: 'completed', retry_count: 2 })} />);
    await reaches('unavailable');
    await vi.waitUntil(() => spoken().length > before, SOON);
    expect(spoken().slice(before)).toEqual(['Submitted. Confirmed by reading the task.']);
  });

  test('a row that showed a retry as taken before its answer was lost settles it as well', async () => {
    const view = render(<Retry />);
    main().click();
    const call = await request();
    view.rerender(<Retry task={buildTask({ status: 'running' })} stage={buildStage({ status: 'running', retry_count: 2 })} />);
    expect(state()).toBe('pending');
    call.lose();
    await reaches('submitted');
    await vi.waitUntil(() => spoken().at(-1)?.startsWith('Submitted.'), SOON);
    expect(spoken().map((text) => text.split('.')[0])).toEqual(['Retrying Code', 'Result unknown', 'Submitted']);
  });

  test('who comes back to a page whose lost retry was taken by then is told, once the region is known', async () => {
    const region = (): Element | null => document.querySelector('[role=status]');
    const view = render(<Retry />);
    await loseTheAnswer();
    view.rerender(null);
    await vi.waitUntil(() => region() === null, { timeout: 4000 });
    view.rerender(<Retry task={buildTask({ status: 'running' })} stage={buildStage({ status: 'running', retry_count: 2 })} />);
    expect(region()?.textContent).toBe('');
    await vi.waitUntil(() => region()?.textContent?.startsWith('Submitted.'), SOON);
  });

  test('a list that was read before does not settle a lost retry of the details', async () => {
    render(
      <>
        <Retry />
        <Retry at="list" task={buildTask({ status: 'running' })} stage={buildStage({ status: 'running' })} />
      </>,
    );
    await loseTheAnswer();
    await new Promise((resolve) => setTimeout(resolve, KNOWN_MS));
    expect(state()).toBe('unknown');
    expect(main()).toHaveAccessibleName('Check');
    expect(spoken().at(-1)).toMatch(/^Result unknown\./);
  });

  test('each of several lost retries that one reading shows as taken is heard', async () => {
    const names = ['Plan', 'Code', 'Test'];
    const at = (status: string, count: number): ReactElement => (
      <>
        {names.map((name) => (
          <Retry key={name} at={name} task={buildTask({ id: name, status })} stage={buildStage({ stage_name: name, status, retry_count: count })} />
        ))}
      </>
    );
    const view = render(at('failed', 1));
    for (const name of names) {
      main(name).click();
      (await request()).lose();
      await reaches('unknown', name);
    }
    const before = spoken().length;
    view.rerender(at('running', 2));
    await vi.waitUntil(() => spoken().length > before, SOON);
    expect(spoken().slice(before)).toEqual(
      names.map((name) => `Submitted. The task is running and continues from ${name}. Confirmed by reading the task.`),
    );
  });

  test('a stage that failed anew, as its count shows, is offered again', async () => {
    const view = render(<Retry />);
    main().click();
    (await request()).answer(200, taken());
    await reaches('submitted');
    view.rerender(<Retry stage={buildStage({ retry_count: 2 })} maxRetries={5} />);
    expect(state()).toBe('ready');
    expect(root().querySelector('[data-part=attempt]')?.textContent).toBe('attempt 3 of 5');
  });
});

describe('coming and going', () => {
  test('a button that left in flight and came back shows what is so', async () => {
    const onSubmitted = vi.fn<OnSubmitted>();
    const view = render(<Retry onSubmitted={onSubmitted} />);
    main().click();
    view.rerender(null);
    view.rerender(<Retry />);
    expect(state()).toBe('pending');
    main().click();
    view.rerender(null);
    (await request()).answer(200, taken());
    await settle();
    view.rerender(<Retry />);
    expect(state()).toBe('submitted');
    expect(onSubmitted).toHaveBeenCalledOnce();
    expect(sent).toHaveLength(1);
  });

  test('fifty ticks of coming and going in flight lose and repeat nothing', async () => {
    const onSubmitted = vi.fn<OnSubmitted>();
    const view = render(<Retry onSubmitted={onSubmitted} />);
    main().click();
    for (let tick = 0; tick < 50; tick += 1) {
      view.rerender(tick % 2 === 0 ? null : <Retry onSubmitted={onSubmitted} />);
      if (tick % 2 === 1) main().click();
      if (tick === 25) (await request()).answer(200, taken());
      await new Promise((resolve) => setTimeout(resolve));
    }
    expect(state()).toBe('submitted');
    expect(sentLines()).toEqual([RETRY_1001]);
    expect(onSubmitted).toHaveBeenCalledOnce();
  });

  test.each(['while hidden', 'after it is shown again'])(
    'a button in an Activity that is hidden in flight tells the answer that comes %s',
    async (when) => {
      const at = (mode: 'visible' | 'hidden'): ReactElement => (
        <Activity mode={mode}>
          <Retry />
        </Activity>
      );
      const view = render(at('visible'));
      main().click();
      await reaches('pending');
      view.rerender(at('hidden'));
      const call = await request();
      if (when === 'while hidden') accept(call);
      await settle();
      view.rerender(at('visible'));
      expect(state()).toBe(when === 'while hidden' ? 'submitted' : 'pending');
      accept(call);
      await reaches('submitted');
      expect(sent).toHaveLength(1);
    },
  );

  test('a button that is hidden in flight calls back what the page has given it since', async () => {
    const [before, since] = [vi.fn<OnSubmitted>(), vi.fn<OnSubmitted>()];
    const at = (mode: 'visible' | 'hidden', onSubmitted: OnSubmitted): ReactElement => (
      <Activity mode={mode}>
        <Retry onSubmitted={onSubmitted} />
      </Activity>
    );
    const view = render(at('visible', before));
    main().click();
    await reaches('pending');
    view.rerender(at('hidden', before));
    view.rerender(at('hidden', since));
    // What is hidden is rendered when there is time.
    await settle();
    accept(await request());
    await settle();
    expect([before, since].map(({ mock }) => mock.calls.length)).toEqual([0, 1]);
  });

  test.each([
    ['ends', false],
    ['ends, although the window was left meanwhile', true],
  ])('“retry anyway” does not take the focus along when a check that is under way %s', async (_, leaves) => {
    render(<Retry />);
    await loseTheAnswer();
    main().click();
    const reading = await request();
    const anyway = root().querySelector<HTMLElement>('[data-part=retry-anyway]');
    anyway?.focus();
    // What a window does that is left: it keeps its focus, and says that it went.
    if (leaves) anyway?.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
    reading.answer(200, taken());
    await reaches('submitted');
    await settle();
    expect(document.activeElement).toBe(main());
  });

  test('leaving the page asks first while an answer is awaited, and only then', async () => {
    const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    render(<Retry />);
    expect(asks()).toBe(false);
    main().click();
    await reaches('pending');
    expect(asks()).toBe(true);
    (await request()).answer(200, taken());
    await reaches('submitted');
    expect(asks()).toBe(false);
  });

  test('leaving the page asks first also after the button that was pressed is gone', async () => {
    const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const view = render(<Retry />);
    main().click();
    await reaches('pending');
    view.rerender(null);
    expect(asks()).toBe(true);
    (await request()).answer(200, taken());
    await settle();
    expect(asks()).toBe(false);
  });
});

const OUTCOMES: readonly (readonly [name: string, kind: string, end: (call: SentRequest) => void, told: string])[] = [
  ['taken', 'submitted', accept, en.submitted],
  ['moved on', 'refused', (call) => call.answer(400, { detail: 'Target stage status is not failed' }), en.noLongerFailed],
  [
    'at its limit',
    'refused',
    (call) => call.answer(400, { detail: 'Stage retry limit reached' }),
    'Stage retry limit reached',
  ],
  ['refused', 'refused', refuse, 'Pipeline template is archived'],
  ['not found', 'unsent', (call) => call.answer(404, { detail: 'Task not found' }), 'Task not found'],
  ['signed out', 'unsent', (call) => call.answer(401, { detail: 'Token expired' }), en['failure.unauthenticated']],
  [
    'invalid',
    'unsent',
    (call) => call.answer(422, { detail: [{ loc: ['body'], msg: 'field required' }] }),
    'field required',
  ],
  ['too many', 'unsent', (call) => call.answer(429, {}, { 'Retry-After': '30' }), '30 s'],
  ['a server error', 'unknown', (call) => call.answer(500, { detail: 'Internal error' }), en.retryAnywayRisk],
  ['lost', 'unknown', (call) => call.lose(), en['failure.unknown-outcome']],
  ['not JSON', 'unknown', (call) => call.answer(200, '<title>Sign in</title>'), en['failure.unreadable']],
];

describe('focus and description', () => {
  test.each(OUTCOMES)(
    'the focus stays on the same, never disabled button until it is %s, and its description says so',
    async (_, kind, end, told) => {
      render(<Retry maxRetries={5} />);
      const button = main();
      expect(button).toHaveAccessibleName('Retry from this stage');
      expect(button).toHaveAccessibleDescription('Code attempt 2 of 5');
      button.focus();
      await userEvent.keyboard('{Enter}');
      await reaches('pending');
      expect(main()).toBe(button);
      expect(document.activeElement).toBe(button);
      expect(button).toHaveAccessibleName('Retrying…');
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button.disabled).toBe(false);
      end(await request());
      await reaches(kind);
      expect(main()).toBe(button);
      expect(document.activeElement).toBe(button);
      expect(button.disabled).toBe(false);
      expect(button).toHaveAccessibleDescription(expect.stringContaining(told));
    },
  );

  test.each([
    [undefined, 'Code attempt 2'],
    [3, 'Code attempt 2 of 3'],
    [2, 'Code last attempt of 2'],
  ])('of at most %s retries it says which one it would be', (maxRetries, told) => {
    render(<Retry maxRetries={maxRetries} />);
    expect(main()).toHaveAccessibleDescription(told);
  });

  test('"Retry anyway" keeps the focus on this stage while it is replaced', async () => {
    render(<Retry />);
    await loseTheAnswer();
    await userEvent.click(page.getByRole('button', { name: 'Retry anyway' }));
    await reaches('pending');
    expect(sent).toHaveLength(2);
    expect(document.activeElement).toBe(main());
  });

  test('a page that moves the focus itself when “retry anyway” starts keeps it', async () => {
    function MovingPage(): ReactElement {
      const [asked, setAsked] = useState(false);
      const field = useRef<HTMLInputElement>(null);
      // Before the button can hand on what was lost.
      useLayoutEffect(() => {
        if (asked) field.current?.focus();
      }, [asked]);
      const failure = { kind: 'unknown-outcome', detail: '' } as const;
      return (
        <>
          <input ref={field} />
          <StageRetryButtonView
            state={asked ? { kind: 'pending' } : { kind: 'unknown', failure, check: 'none' }}
            onRetry={() => setAsked(true)}
            onCheck={() => {}}
          />
        </>
      );
    }
    const { container } = render(<MovingPage />);
    const anyway = container.querySelector<HTMLElement>('[data-part=retry-anyway]');
    anyway?.focus();
    anyway?.click();
    await vi.waitUntil(() => !anyway?.isConnected, SOON);
    await settle();
    expect(document.activeElement).toBe(container.querySelector('input'));
  });

  test('checking reads the task once, keeps the focus, and settles what was not known', async () => {
    const onSubmitted = vi.fn<OnSubmitted>();
    render(<Retry onSubmitted={onSubmitted} />);
    main().focus();
    await loseTheAnswer();
    expect(main()).toHaveAccessibleName('Check');
    main().click();
    main().click();
    await settle();
    expect(sentLines()).toEqual([RETRY_1001, 'GET /api/v1/tasks/task_1001']);
    expect(main()).toHaveAccessibleName('Checking…');
    // What it comes to may make that needless.
    expect(page.getByRole('button', { name: 'Retry anyway' }).element()).toHaveAttribute('aria-disabled', 'true');
    (await request()).answer(200, { id: 'task_1001', status: 'running' });
    await reaches('submitted');
    expect(document.activeElement).toBe(main());
    expect(onSubmitted).toHaveBeenCalledOnce();
  });

  test.each([
    ['finds it not taken', 200, buildTask(), /^Not taken\./, 'unsent'],
    ['cannot be read', 500, {}, /did not settle it/, 'unknown'],
  ])('a check that %s says so to those who listen, at its end and not before', async (_, status, answer, told, kind) => {
    const onSubmitted = vi.fn<OnSubmitted>();
    render(<Retry onSubmitted={onSubmitted} />);
    await loseTheAnswer();
    main().click();
    await settle();
    expect(spoken().at(-1)).toBe(en.checking);
    expect(root().textContent).toContain(en.retryAnywayRisk);
    const before = spoken().length;
    (await request()).answer(status, answer);
    await vi.waitUntil(() => spoken().length > before, SOON);
    expect(spoken().slice(before)).toEqual([expect.stringMatching(told)]);
    await reaches(kind);
    expect(onSubmitted).not.toHaveBeenCalled();
  });

  test('“retry anyway” is described by its stage and by the risk', async () => {
    render(<Retry />);
    await loseTheAnswer();
    const anyway = page.getByRole('button', { name: 'Retry anyway' }).element();
    expect(anyway).toHaveAccessibleDescription(expect.stringContaining('Code'));
    expect(anyway).toHaveAccessibleDescription(expect.stringContaining(en.retryAnywayRisk));
  });

  test('a team’s own reading of reasons counts: what will not pass is not offered again', async () => {
    render(
      <TaskRetryProvider classifyReason={() => ({ code: 'quota', verdict: 'will-not-pass', message: 'Ask for more quota.' })}>
        <Retry />
      </TaskRetryProvider>,
    );
    main().click();
    refuse(await request());
    await reaches('refused');
    expect(main()).toHaveAttribute('aria-disabled', 'true');
    expect(main()).toHaveAccessibleDescription(/Ask for more quota\./);
  });

  test('what it is given comes before what the provider sets', () => {
    render(
      <TaskRetryProvider maxRetries={1} canRetry={() => 'Frozen'}>
        <Retry at="a" />
        <Retry at="b" maxRetries={3} canRetry={() => true} />
      </TaskRetryProvider>,
    );
    expect([state('a'), state('b')]).toEqual(['unavailable', 'ready']);
    expect(main('b')).toHaveAccessibleDescription('Code attempt 2 of 3');
  });

  test('a stage without a name is called this stage, and never by its id', async () => {
    render(<Retry stage={{ id: 'stg_7f3a', status: 'failed' }} />);
    main().click();
    (await request()).answer(200, { id: 'task_1001', status: 'running' });
    await reaches('submitted');
    await vi.waitUntil(() => spoken().length === 2, SOON);
    expect(spoken()).toEqual(['Retrying this stage.', 'Submitted. The task is running and continues from this stage.']);
  });

  test('it is 32 px high, and 28 px in a small place', () => {
    render(
      <>
        <Retry at="a" />
        <Retry at="b" size="small" />
      </>,
    );
    expect(['a', 'b'].map((at) => main(at).classList.contains('task-retry-button--small'))).toEqual([false, true]);
  });

  test('it speaks the language of the page', async () => {
    render(
      <TaskRetryProvider messages={zhCN}>
        <Retry />
      </TaskRetryProvider>,
    );
    main().click();
    accept(await request());
    await reaches('submitted');
    await vi.waitUntil(() => spoken().length === 2, SOON);
    render(
      <TaskRetryProvider messages={zhCN}>
        <Retry at="running" task={buildTask({ status: 'running' })} />
      </TaskRetryProvider>,
    );
    expect(main('running')).toHaveAccessibleDescription(expect.stringContaining('任务运行中'));
    for (const text of spoken()) expect(text).toMatch(/\p{Script=Han}/u);
    expect(spoken()[1]).toMatch(/^已提交/);
  });

  test('a retry that was refused, and that a freeze forbids by now, is not offered', async () => {
    const { rerender } = render(<Retry />);
    main().click();
    refuse(await request());
    await reaches('refused');
    rerender(<Retry canRetry={() => 'Deployments are frozen'} />);
    expect(state()).toBe('refused');
    expect(main()).toHaveAttribute('aria-disabled', 'true');
    expect(main()).toHaveAccessibleDescription(/Deployments are frozen.*Pipeline template is archived/);
    main().click();
    await settle();
    expect(sent).toHaveLength(1);
  });

  test('a check that finds the stage failed anew does not say that it continues', async () => {
    render(<Retry />);
    await loseTheAnswer();
    main().click();
    (await request()).answer(200, buildTask({ stages: [buildStage({ retry_count: 2 })] }));
    await reaches('submitted');
    expect(spoken().at(-1)).toBe(`${en.submitted}. ${en.confirmedByReading}`);
  });

  test('a check whose reading never answers ends by its time-out, and can be made again', async () => {
    const timeout = new AbortController();
    const timeouts = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(timeout.signal);
    let reading: AbortSignal | undefined;
    const readTask: TaskRetryConfig['readTask'] = (_, { signal }) => {
      reading = signal;
      return new Promise(() => {});
    };
    render(
      <TaskRetryProvider readTask={readTask}>
        <Retry />
      </TaskRetryProvider>,
    );
    await loseTheAnswer();
    main().click();
    await settle();
    expect(main()).toHaveAccessibleName('Checking…');
    expect(timeouts).toHaveBeenLastCalledWith(30_000);
    expect(reading?.aborted).toBe(false);
    timeout.abort(new DOMException('It took too long', 'TimeoutError'));
    await settle();
    // Nobody waits for it any more.
    expect(reading?.aborted).toBe(true);
    expect(main()).toHaveAccessibleName('Check');
    expect(root().textContent).toContain(en.checkUnreadable);
  });

  test('the time of a check counts from when it is pressed', async () => {
    const { rerender } = render(<Retry />);
    await loseTheAnswer();
    const timeouts = vi.spyOn(AbortSignal, 'timeout');
    rerender(<Retry />);
    expect(timeouts).not.toHaveBeenCalled();
    main().click();
    await settle();
    expect(timeouts).toHaveBeenCalled();
  });

  test('a check that has settled holds nothing until its time-out', async () => {
    const { signal } = new AbortController();
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(signal);
    const listeners = ({ mock }: { mock: { calls: unknown[][] } }): unknown[] => mock.calls.map(([, listener]) => listener);
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    render(<Retry />);
    await loseTheAnswer();
    main().click();
    (await request(1)).answer(200, { id: 'task_1001', status: 'running' });
    await reaches('submitted');
    await settle();
    expect(listeners(added).length).toBeGreaterThan(0);
    expect(new Set(listeners(removed))).toEqual(new Set(listeners(added)));
  });

  test.each([
    [500, '1 s'],
    [1900, '2 s'],
  ])('a wait of %i ms is told in whole seconds, not as less', (retryAfterMs, told) => {
    render(<StageRetryButtonView state={{ kind: 'unsent', failure: { kind: 'rate-limited', detail: '', retryAfterMs } }} />);
    expect(page.getByRole('button').element()).toHaveAccessibleDescription(expect.stringContaining(` ${told}`));
  });

  test('a stage that was refused for good keeps the focus, and sends nothing more', async () => {
    render(<Retry />);
    main().focus();
    main().click();
    (await request()).answer(400, { detail: 'Retry limit reached' });
    await reaches('refused');
    expect(main()).toHaveAttribute('aria-disabled', 'true');
    expect(document.activeElement).toBe(main());
    main().click();
    await settle();
    expect(sent).toHaveLength(1);
  });

  test.each([
    [
      'the task is not failed',
      { task: buildTask({ status: 'hibernating' }) },
      /The task is hibernating; only a failed task/,
    ],
    [
      'the stage is not failed',
      { stage: buildStage({ status: 'completed' }) },
      /This stage is completed; only a failed stage/,
    ],
    ['all attempts are used', { maxRetries: 1 }, /1 of 1 attempts used/],
    ['a team says why not', { canRetry: () => 'Deployments are frozen' }, /Deployments are frozen/],
    ['a team says no without a word', { canRetry: () => '' }, new RegExp(en['skip.not-allowed'])],
  ])('a button that cannot be used takes the focus and describes why: %s', async (_, props, reason) => {
    render(<Retry {...props} />);
    await userEvent.tab();
    expect(document.activeElement).toBe(main());
    expect(main().disabled).toBe(false);
    expect(main()).toHaveAttribute('aria-disabled', 'true');
    expect(main()).toHaveAccessibleDescription(reason);
  });
});

describe('the view', () => {
  const view = (props: StageRetryButtonViewProps): HTMLButtonElement => {
    const { container } = render(<StageRetryButtonView {...props} />);
    return container.querySelector('[data-part=button]') as HTMLButtonElement;
  };
  const lost = { kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '' }, check: 'none' } as const;

  test('where checking is not offered, retrying names the risk and is not advised', () => {
    const button = view({ state: lost });
    expect(button).toHaveAccessibleName('Retry anyway');
    expect(button).toHaveAccessibleDescription(expect.stringContaining(en.retryAnywayRisk));
    expect(button).not.toHaveClass('task-retry-button--accent');
    expect(view({ state: { kind: 'ready' } })).toHaveClass('task-retry-button--accent');
  });

  test.each([
    [1, 5, 'attempt 1 of 5'],
    [5, 5, 'last attempt of 5'],
    [6, 5, '5 of 5 attempts used'],
    [undefined, 5, ''],
  ])('attempt %s of %s is told as %j while it is in flight', (attempt, maxRetries, told) => {
    expect(view({ state: { kind: 'pending' }, attempt, maxRetries })).toHaveAccessibleDescription(told);
  });

  test.each([
    { kind: 'submitted', confirmed: false, taskStatus: 'pending' } as const,
    { kind: 'submitted', confirmed: true, taskStatus: 'running' } as const,
  ])('after %j no attempt is told, and none is offered', (outcome) => {
    const onRetry = vi.fn<() => void>();
    const button = view({ state: outcome, attempt: 4, maxRetries: 5, onRetry });
    expect(button.closest('[data-component]')?.textContent).not.toContain('attempt');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    button.click();
    expect(onRetry).not.toHaveBeenCalled();
  });

  test('what is unknown can be checked also where it may not be retried by now', () => {
    const onCheck = vi.fn<() => void>();
    const frozen = { ...lost, blocked: { code: 'not-allowed', text: 'Frozen' } } as const;
    const { container } = render(<StageRetryButtonView state={frozen} onCheck={onCheck} onRetry={() => {}} />);
    const [check, anyway] = container.querySelectorAll('button');
    expect(check).toHaveAccessibleName(en.check);
    check?.click();
    expect(onCheck).toHaveBeenCalledOnce();
    expect(anyway).toHaveAttribute('aria-disabled', 'true');
  });

  test('a lost retry with a wait of the platform’s is told as lost', () => {
    view({ state: { ...lost, failure: { ...lost.failure, retryAfterMs: 30_000 } } });
    expect(document.body.textContent).toContain(en['failure.unknown-outcome']);
    expect(document.body.textContent).not.toContain('30');
  });

  test('a check that settled nothing can be made again', () => {
    const onCheck = vi.fn<() => void>();
    const button = view({ state: { ...lost, check: 'unreadable' }, onCheck });
    expect(button).toHaveAccessibleName('Check');
    button.click();
    expect(onCheck).toHaveBeenCalledOnce();
  });

  test('a page’s own handlers hear of the focus that comes and goes', () => {
    const [onFocus, onBlur] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const button = view({ state: { kind: 'ready' }, onFocus, onBlur });
    button.focus();
    button.blur();
    expect([onFocus, onBlur].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  test.each([
    [{ kind: 'offline', detail: '' } as const, 'Not sent.'],
    [{ kind: 'bad-input', detail: 'headers failed' } as const, 'headers failed'],
    [{ kind: 'forbidden', detail: '' } as const, 'Not accepted.'],
  ])('%j is told as what it is', (failure, told) => {
    expect(view({ state: { kind: 'unsent', failure } })).toHaveAccessibleDescription(expect.stringContaining(told));
  });

  test('a refusal without a reason has no empty place for one', () => {
    const button = view({ state: { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: '' } } });
    expect(button.closest('[data-component]')?.querySelector('[data-part=raw]')).toBeNull();
    expect(button).toHaveAccessibleDescription(expect.stringContaining(en.noReason));
  });

  test('what a team says of a task that has moved on is told', () => {
    const reason = { code: 'taken-over', verdict: 'moved-on', text: 'E7', message: 'Ada took it over.' } as const;
    expect(view({ state: { kind: 'refused', reason } })).toHaveAccessibleDescription(/Ada took it over\./);
  });

  test('its arrow turns into a spinner while it is in flight', () => {
    const iconOf = (kind: 'ready' | 'pending'): string | undefined => view({ state: { kind } }).querySelector('svg')?.dataset['icon'];
    expect([iconOf('ready'), iconOf('pending')]).toEqual(['retry', 'spinner']);
  });

  test('its title is a sentence of its own', () => {
    const button = view({ state: { kind: 'submitted', confirmed: false, taskStatus: 'running' } });
    expect(button.closest('[data-component]')?.textContent).toContain('Submitted. The task is running');
  });
});

describe('inside a form', () => {
  const submit = vi.fn<(event: Event) => void>((event) => event.preventDefault());
  afterEach(() => submit.mockClear());

  test.each([
    ['ready', {}],
    ['unavailable', { task: buildTask({ status: 'running' }) }],
  ])('a button that is %s submits nothing by click, Enter or Space', async (_, props) => {
    const { container } = render(
      <form>
        <input aria-label="Name" />
        <Retry {...props} />
      </form>,
    );
    container.querySelector('form')?.addEventListener('submit', submit);
    main().click();
    main().focus();
    await userEvent.keyboard('{Enter}[Space]');
    await settle();
    expect(main().type).toBe('button');
    expect(submit).not.toHaveBeenCalled();
  });

  test('no button submits while the answer is awaited, nor after one that leaves it open', async () => {
    const { container } = render(
      <form>
        <Retry />
      </form>,
    );
    container.querySelector('form')?.addEventListener('submit', submit);
    main().focus();
    await userEvent.keyboard('{Enter}{Enter}[Space]');
    (await request()).lose();
    await reaches('unknown');
    for (const button of container.querySelectorAll('button')) {
      expect(button.type).toBe('button');
      button.click();
    }
    await settle();
    expect(submit).not.toHaveBeenCalled();
  });
});
