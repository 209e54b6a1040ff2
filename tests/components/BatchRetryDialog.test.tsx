import { Activity, useState, type ReactElement, type ReactNode } from 'react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import {
  BatchRetryDialog,
  type BatchRetryDialogProps,
} from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { countOutcomes, type Ledger } from '../../src/retry/ledger.ts';
import type { RetryableTask } from '../../src/retry/eligibility.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { RETRY_BATCH_REQUEST, RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { Task, TaskBatchRetryItem } from '../../src/types/task.ts';
import { alwaysAnswer, request, sent, sentLines, settle, SOON } from '../support/platform.tsx';
import { render, spoken, spokenMessages, type View } from '../support/render.tsx';

const failed = (id: string): RetryableTask => buildTask({ id, title: `Title of ${id}` });
const three = ['task_1', 'task_2', 'task_3'].map(failed);
const runningThree = three.map(({ id }) => buildTask({ id, status: 'running' }));
const mixed = JSON.parse(RETRY_BATCH_RESPONSE) as unknown;
const BATCH = (...ids: string[]): string => `POST /api/v1/tasks/retry-batch ${JSON.stringify({ task_ids: ids })}`;

/** An answer with these items, and totals that agree with them. */
function answerOf(...items: TaskBatchRetryItem[]): unknown {
  const succeeded = items.filter((item) => item.success).length;
  return { total: items.length, succeeded, failed: items.length - succeeded, items };
}
const allTaken = (...ids: string[]): unknown => answerOf(...ids.map((id) => ({ task_id: id, success: true })));

const onOpenChange = vi.fn<(open: boolean) => void>();
const onSettled = vi.fn<(ledger: Ledger) => void>();
beforeEach(() => {
  onOpenChange.mockClear();
  onSettled.mockClear();
});

/** A page around the dialog: what opens it, and something else to go to. `tasks` follow the props. */
function Page({ trigger, ...props }: Partial<BatchRetryDialogProps> & { trigger?: ReactNode }): ReactElement {
  const [open, setOpen] = useState(props.open ?? false);
  return (
    <main>
      <div data-testid="toolbar" onClickCapture={() => setOpen(true)}>
        {trigger ?? <button type="button">Open</button>}
      </div>
      <button type="button">Elsewhere</button>
      <BatchRetryDialog
        tasks={three}
        onSettled={onSettled}
        {...props}
        open={open}
        onOpenChange={(next) => {
          onOpenChange(next);
          setOpen(next);
        }}
      />
    </main>
  );
}

const dialog = (): HTMLDialogElement => {
  const found = document.querySelector('dialog');
  if (!found) throw new Error('There is no dialog.');
  return found;
};
const part = (name: string): HTMLElement => {
  const found = dialog().querySelector<HTMLElement>(`[data-part=${name}]`);
  if (!found) throw new Error(`The dialog has no ${name}.`);
  return found;
};
const heading = (): HTMLElement => {
  const found = dialog().querySelector<HTMLElement>('h2');
  if (!found) throw new Error('The dialog has no heading.');
  return found;
};
const isShown = (): boolean => dialog().matches(':modal');
const named = (name: string): HTMLElement => page.getByRole('button', { name }).element() as HTMLElement;
/** Opens it as a person does: the trigger has the focus, and the page has heard that it was closed before. */
const openIt = async (): Promise<void> => {
  await vi.waitUntil(() => dialog().childElementCount === 0, { ...SOON, interval: 1 });
  named('Open').focus();
  named('Open').click();
  await vi.waitUntil(isShown, { ...SOON, interval: 1 });
};
const reaches = async (step: 'plan' | 'running' | 'result'): Promise<void> => {
  await vi.waitUntil(() => dialog().dataset['state'] === step, { ...SOON, interval: 1 });
  await settle();
};
const escape = async (): Promise<void> => {
  await userEvent.keyboard('{Escape}');
  // Chromium tells that a dialog was closed with its next frame.
  await new Promise(requestAnimationFrame);
  await settle();
};
/** A page is usable when nothing is modal and another control can be reached and pressed. */
const expectUsable = (): void => {
  expect(document.querySelectorAll(':modal')).toHaveLength(0);
  const elsewhere = named('Elsewhere');
  elsewhere.focus();
  expect(document.activeElement).toBe(elsewhere);
  const { x, y } = elsewhere.getBoundingClientRect();
  expect(document.elementFromPoint(x + 4, y + 4)?.closest('button')).toBe(elsewhere);
};

/** Sends the plan and gives this answer. */
async function runWith(answer: unknown, status = 200): Promise<void> {
  part('confirm').click();
  (await request()).answer(status, answer);
  await reaches('result');
}

describe('sending', () => {
  test('a batch sends only failed tasks, once each, in the order of the selection, in one POST', async () => {
    const tasks = [
      failed('task_9'),
      buildTask({ id: 'task_5', status: 'running' }),
      failed('task_2'),
      failed('task_9'),
      buildTask({ id: 'task_6', status: 'hibernating' }),
      { id: 'task_4', status: 'failed', title: null, stages: null },
      buildTask({ id: '' }),
      failed('task_1'),
    ];
    render(<Page open tasks={tasks} />);
    part('confirm').click();
    await settle();
    expect(sentLines()).toEqual([BATCH('task_9', 'task_2', 'task_4', 'task_1')]);
  });

  test('the batch of the spec is sent as the spec prints it', async () => {
    render(<Page open />);
    part('confirm').click();
    await settle();
    expect((await request()).body).toEqual(JSON.parse(RETRY_BATCH_REQUEST));
  });

  const fifty = Array.from({ length: 50 });
  test.each([
    ['clicks by script', () => void fifty.map(() => part('confirm').click())],
    ['presses of Enter', () => userEvent.keyboard('{Enter}'.repeat(50))],
    ['presses of Space', () => userEvent.keyboard('[Space]'.repeat(50))],
  ])('50 %s on confirm send one batch', async (_, activate) => {
    render(<Page open />);
    part('confirm').focus();
    await activate();
    await settle();
    expect(sentLines()).toEqual([BATCH('task_1', 'task_2', 'task_3')]);
    expect(document.activeElement).toBe(part('confirm'));
    (await request()).answer(200, mixed);
    await reaches('result');
    expect(sent).toHaveLength(1);
    expect(onSettled).toHaveBeenCalledOnce();
  });

  test('a held Enter on confirm sends one batch and presses nothing in the result that comes at once', async () => {
    alwaysAnswer((call) => call.answer(200, mixed));
    render(<Page open />);
    part('confirm').focus();
    await userEvent.keyboard('{Enter>9/}');
    await reaches('result');
    expect(sent).toHaveLength(1);
    expect(isShown()).toBe(true);
  });

  test('a lost batch is not sent again', async () => {
    render(<Page open />);
    part('confirm').click();
    (await request()).lose();
    await reaches('result');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sent).toHaveLength(1);
    expect(heading()).toHaveTextContent('3 unknown');
  });

  test('another dialog of the same session shows the run as well, and cannot send beside it', async () => {
    const both = (second: boolean): ReactElement => (
      <>
        <Page open={!second} />
        <BatchRetryDialog data-testid="second" open={second} tasks={[failed('task_7')]} />
      </>
    );
    const view = render(both(false));
    part('confirm').click();
    const call = await request();
    await escape();
    view.rerender(both(true));
    const second = page.getByTestId('second').element();
    expect(second).toHaveAttribute('data-state', 'running');
    second.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    call.answer(200, mixed);
    await settle();
    expect(second).toHaveAttribute('data-state', 'result');
    expect(sent).toHaveLength(1);
  });

  test('what is chosen while a batch runs changes neither the run nor its result', async () => {
    const view = render(<Page open />);
    part('confirm').click();
    await reaches('running');
    view.rerender(<Page open tasks={[failed('task_7')]} />);
    expect(heading()).toHaveTextContent('Retrying 3 tasks');
    (await request()).answer(200, mixed);
    await reaches('result');
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(sentLines()).toEqual([BATCH('task_1', 'task_2', 'task_3')]);
  });
});

describe('closing and opening', () => {
  test.each([
    ['Cancel', () => userEvent.click(part('dismiss'))],
    ['Escape', escape],
  ])('%s during the plan sends nothing and says so once', async (_, close) => {
    render(<Page />);
    await openIt();
    expect(part('dismiss')).toHaveAccessibleName('Cancel');
    await close();
    await settle();
    expect(isShown()).toBe(false);
    expect(onOpenChange.mock.calls).toEqual([[false]]);
    expect(sent).toHaveLength(0);
    expect(document.activeElement).toBe(named('Open'));
    expectUsable();
  });

  test('Escape while a batch runs closes the view, not the run', async () => {
    render(<Page />);
    await openIt();
    part('confirm').click();
    await reaches('running');
    await escape();
    expect(isShown()).toBe(false);
    expect(onOpenChange.mock.calls).toEqual([[false]]);
    expect(document.activeElement).toBe(named('Open'));
    (await request()).answer(200, mixed);
    await settle();
    expect(onSettled).toHaveBeenCalledOnce();
    expect(isShown()).toBe(false);
    await openIt();
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(sent).toHaveLength(1);
  });

  test('where the parent keeps it open, each Escape is told once and it is shown again', async () => {
    render(<BatchRetryDialog open tasks={three} onOpenChange={onOpenChange} />);
    for (let time = 1; time <= 3; time += 1) {
      await escape();
      expect(isShown()).toBe(true);
      expect(onOpenChange).toHaveBeenCalledTimes(time);
      expect(document.activeElement).toBe(part('dismiss'));
    }
    expect(onOpenChange.mock.calls).toEqual([[false], [false], [false]]);
  });

  test.each([true, false])(
    'mounted open (Strict Mode: %s) it is shown as modal, and tells nobody that it closed',
    async (strict) => {
      render(<BatchRetryDialog open tasks={three} onOpenChange={onOpenChange} />, { strict });
      expect(isShown()).toBe(true);
      await settle();
      expect(isShown()).toBe(true);
      expect(onOpenChange).not.toHaveBeenCalled();
      await escape();
      expect(onOpenChange).toHaveBeenCalledOnce();
    },
  );

  test('closed by its parent it tells nobody, and an Escape after that is told again', async () => {
    const at = (open: boolean): ReactElement => (
      <BatchRetryDialog open={open} tasks={three} onOpenChange={onOpenChange} />
    );
    const view = render(at(true));
    view.rerender(at(false));
    await settle();
    expect(onOpenChange).not.toHaveBeenCalled();
    view.rerender(at(true));
    await escape();
    expect(onOpenChange).toHaveBeenCalledOnce();
  });

  test('where there are no modal dialogs, as in tests without layout, it opens and closes all the same', () => {
    const { prototype } = HTMLDialogElement;
    const whole = Object.getOwnPropertyDescriptors(prototype);
    try {
      Object.assign(prototype, { showModal: undefined, close: undefined });
      const { rerender } = render(<BatchRetryDialog open tasks={three} />);
      expect(document.querySelector('dialog')?.open).toBe(true);
      rerender(<BatchRetryDialog open={false} tasks={three} />);
      expect(document.querySelector('dialog')?.open).toBe(false);
    } finally {
      Object.defineProperties(prototype, whole);
    }
  });

  test('inside a dialog of the page’s own, closing it is not taken for closing that one', async () => {
    const [onClose, onCancel] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const show = (host: HTMLDialogElement | null): void => {
      if (host && !host.open) host.showModal();
    };
    const Host = (): ReactElement => {
      const [open, setOpen] = useState(false);
      return (
        <dialog ref={show} onClose={onClose} onCancel={onCancel}>
          <button type="button" onClick={() => setOpen(true)}>
            Open
          </button>
          <BatchRetryDialog open={open} tasks={three} onOpenChange={onOpenChange} />
        </dialog>
      );
    };
    const { container } = render(<Host />);
    // By a person: of dialogs that nobody asked for, one Escape closes all.
    await userEvent.click(named('Open'));
    await vi.waitUntil(() => container.querySelector('dialog dialog')?.matches(':modal'), SOON);
    await escape();
    expect(onOpenChange.mock.calls).toEqual([[false]]);
    expect([onClose.mock.calls, onCancel.mock.calls]).toEqual([[], []]);
  });

  test('a dialog inside it, such as a link’s own, closes alone', async () => {
    render(
      <TaskRetryProvider
        renderLink={({ href }) => (
          <dialog open data-testid={href}>
            Preview
          </dialog>
        )}
      >
        <BatchRetryDialog open tasks={three} getTaskHref={(id) => id} onOpenChange={onOpenChange} />
      </TaskRetryProvider>,
    );
    (page.getByTestId('task_2').element() as HTMLDialogElement).close();
    await settle();
    expect(onOpenChange).not.toHaveBeenCalled();
    expect(isShown()).toBe(true);
  });

  test('a team’s own handler hears of Escape as well', async () => {
    const onCancel = vi.fn<() => void>();
    render(<BatchRetryDialog open tasks={three} onOpenChange={onOpenChange} onCancel={onCancel} />);
    await escape();
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onOpenChange).toHaveBeenCalledOnce();
  });

  test('closed and opened again in one tick it stays shown, and tells nobody', async () => {
    const at = (open: boolean): ReactElement => (
      <BatchRetryDialog open={open} tasks={three} onOpenChange={onOpenChange} />
    );
    const view = render(at(true));
    view.rerender(at(false));
    view.rerender(at(true));
    await settle();
    expect(isShown()).toBe(true);
    expect(onOpenChange).not.toHaveBeenCalled();
    await escape();
    expect(onOpenChange).toHaveBeenCalledOnce();
  });

  test('unmounted while open it leaves the page usable', async () => {
    const ui = (children: ReactNode): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        {children}
      </>
    );
    const view = render(ui(<BatchRetryDialog open tasks={three} />));
    expect(isShown()).toBe(true);
    view.rerender(ui(null));
    await settle();
    expectUsable();
  });

  test('in an Activity that is hidden while it is open it leaves the page usable, and is shown again', async () => {
    const at = (mode: 'visible' | 'hidden'): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        <Activity mode={mode}>
          <BatchRetryDialog open tasks={three} onOpenChange={onOpenChange} />
        </Activity>
      </>
    );
    const view = render(at('visible'));
    part('confirm').click();
    await reaches('running');
    view.rerender(at('hidden'));
    await settle();
    expectUsable();
    (await request()).answer(200, mixed);
    await settle();
    expectUsable();
    view.rerender(at('visible'));
    await settle();
    expect(isShown()).toBe(true);
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(onOpenChange).not.toHaveBeenCalled();
  });

  test('in an Activity that is hidden together with what opened it, the focus goes to what is left', async () => {
    const at = (mode: 'visible' | 'hidden', open: boolean): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        <Activity mode={mode}>
          <button type="button">Open</button>
          <BatchRetryDialog open={open} tasks={three} />
        </Activity>
      </>
    );
    const view = render(at('visible', false));
    named('Open').focus();
    view.rerender(at('visible', true));
    expect(isShown()).toBe(true);
    view.rerender(at('hidden', true));
    // What is hidden loses the focus when the page is next drawn.
    await new Promise(requestAnimationFrame);
    await settle();
    expect(document.activeElement).toBe(named('Elsewhere'));
  });

  test('in an Activity that is hidden while it is open and shown again, the focus goes back to what opened it', async () => {
    const at = (mode: 'visible' | 'hidden', open: boolean): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        <Activity mode={mode}>
          <button type="button">First</button>
          <button type="button">Open</button>
          <BatchRetryDialog open={open} tasks={three} />
        </Activity>
      </>
    );
    const view = render(at('visible', false));
    named('Open').focus();
    view.rerender(at('visible', true));
    view.rerender(at('hidden', true));
    await new Promise(requestAnimationFrame);
    await settle();
    expect(document.activeElement).toBe(named('Elsewhere'));
    view.rerender(at('visible', true));
    await vi.waitUntil(isShown, { ...SOON, interval: 1 });
    expect(document.activeElement).toBe(part('dismiss'));
    view.rerender(at('visible', false));
    await settle();
    expect(document.activeElement).toBe(named('Open'));
    // What opens it the next time is another matter.
    named('First').focus();
    view.rerender(at('visible', true));
    view.rerender(at('visible', false));
    await settle();
    expect(document.activeElement).toBe(named('First'));
  });

  test('mounted open in a hidden Activity it is not shown until the Activity is', async () => {
    const at = (mode: 'visible' | 'hidden'): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        <Activity mode={mode}>
          <BatchRetryDialog open tasks={three} />
        </Activity>
      </>
    );
    const view = render(at('hidden'));
    await settle();
    expectUsable();
    view.rerender(at('visible'));
    await vi.waitUntil(isShown, { ...SOON, interval: 1 });
    expect(document.activeElement).toBe(part('dismiss'));
  });

  test('leaving the page asks first while a batch runs, also once the dialog is gone, and only then', async () => {
    const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const view = render(<Page open />);
    expect(asks()).toBe(false);
    part('confirm').click();
    await reaches('running');
    expect(asks()).toBe(true);
    view.rerender(null);
    expect(asks()).toBe(true);
    (await request()).answer(200, mixed);
    await settle();
    expect(asks()).toBe(false);
  });
});

test('leaving the page asks first while a batch runs, also after a stage beside it has settled', async () => {
  const asks = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  render(
    <>
      <StageRetryButton task={buildTask()} stage={buildStage()} />
      <Page open />
    </>,
  );
  document.querySelector<HTMLElement>('[data-component=StageRetryButton] button')?.click();
  const stage = await request();
  part('confirm').click();
  await reaches('running');
  stage.answer(200, { id: 'task_1001', status: 'pending' });
  await settle();
  expect(asks()).toBe(true);
  (await request()).answer(200, mixed);
  await settle();
  expect(asks()).toBe(false);
});

describe('what is shown when it is opened again', () => {
  /** Runs the three tasks, closes, and opens it with these chosen. */
  async function reopenedWith(tasks: readonly RetryableTask[]): Promise<View> {
    const view = render(<Page />);
    await openIt();
    await runWith(mixed);
    part('dismiss').click();
    await settle();
    view.rerender(<Page tasks={tasks} />);
    await openIt();
    return view;
  }

  test('the same selection shows its result, also in another order and with other statuses', async () => {
    await reopenedWith(runningThree.toReversed());
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(document.activeElement).toBe(heading());
  });

  test('a selection that was emptied shows the last result', async () => {
    await reopenedWith([]);
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
  });

  test('another selection shows a plan, with a way to the last result', async () => {
    await reopenedWith([failed('task_7'), failed('task_8')]);
    expect(heading()).toHaveTextContent('Retry 2 tasks');
    part('show-last-result').click();
    await reaches('result');
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(document.activeElement).toBe(heading());
    expect(sent).toHaveLength(1);
  });

  test('a result stays while it is open, although the selection is emptied or changed', async () => {
    const view = render(<Page open />);
    await runWith(mixed);
    view.rerender(<Page tasks={[]} />);
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    view.rerender(<Page tasks={[failed('task_7')]} />);
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
  });

  test('a plan follows the selection until it is confirmed', async () => {
    const view = render(<Page open />);
    view.rerender(<Page tasks={[failed('task_7')]} />);
    expect(heading()).toHaveTextContent('Retry 1 task');
    part('confirm').click();
    await settle();
    expect(sentLines()).toEqual([BATCH('task_7')]);
  });

  test('"Plan again" never contains a submitted task, although its row still says failed', async () => {
    render(<Page open />);
    await runWith(
      answerOf(
        { task_id: 'task_1', success: true },
        { task_id: 'task_2', success: false, reason: 'Stage retry limit reached' },
        { task_id: 'task_3', success: true },
      ),
    );
    part('plan-again').click();
    await reaches('plan');
    expect(heading()).toHaveTextContent('Retry 1 task');
    part('confirm').click();
    await settle();
    expect(sentLines()).toEqual([BATCH('task_1', 'task_2', 'task_3'), BATCH('task_2')]);
  });

  test('"Plan again" never contains a submitted task, also where a table makes its rows anew each time', async () => {
    const rows = (): RetryableTask[] => ['task_1', 'task_2', 'task_3'].map((id) => ({ id, status: 'failed' }));
    const view = render(<Page open tasks={rows()} />);
    await runWith(
      answerOf(
        { task_id: 'task_1', success: true },
        { task_id: 'task_2', success: false, reason: 'Pipeline template is archived' },
        { task_id: 'task_3', success: true },
      ),
    );
    view.rerender(<Page tasks={rows()} />);
    part('plan-again').click();
    await reaches('plan');
    part('confirm').click();
    await settle();
    expect(sentLines()[1]).toBe(BATCH('task_2'));
  });

  test.each([
    ['the same stage, as its count shows', buildStage({ retry_count: 2 })],
    ['a later stage, whatever its count', buildStage({ id: 'stg_deploy', stage_name: 'Deploy', retry_count: 0 })],
  ])('a submitted task that failed anew in %s is planned again', async (_, stage) => {
    const [first, ...others] = three;
    const again = [buildTask({ ...(first as Task), stages: [stage] }), ...others];
    await reopenedWith(again);
    expect(heading()).toHaveTextContent('Retry 3 tasks');
  });

  test('"Plan again" never contains a task that had moved on, although its row still says failed', async () => {
    render(<Page open />);
    await runWith(
      answerOf(
        { task_id: 'task_1', success: false, reason: 'Pipeline template is archived' },
        { task_id: 'task_2', success: false, reason: 'task status is running' },
        { task_id: 'task_3', success: false, reason: 'Target stage status is not failed' },
      ),
    );
    part('plan-again').click();
    await reaches('plan');
    part('confirm').click();
    await settle();
    expect(sentLines()[1]).toBe(BATCH('task_1'));
  });

  test('"Plan again" contains a task without an answer, and names the risk', async () => {
    render(<Page open />);
    await runWith(allTaken('task_1', 'task_3'));
    expect(heading()).toHaveTextContent('2 submitted, 1 unknown');
    part('plan-again').click();
    await reaches('plan');
    expect(part('notes')).toMatchTextContent(en.unknownAgain.replace('{count}', '1'));
    part('show-last-result').click();
    await reaches('result');
    expect(heading()).toHaveTextContent('2 submitted, 1 unknown');
  });

  test('a wider selection that contains a task without an answer names the risk as well', async () => {
    const view = render(<Page />);
    await openIt();
    await runWith(allTaken('task_1', 'task_3'));
    part('dismiss').click();
    await settle();
    view.rerender(<Page tasks={[failed('task_2'), failed('task_7')]} />);
    await openIt();
    expect(heading()).toHaveTextContent('Retry 2 tasks');
    expect(part('notes').textContent).toMatch(/^Unknown last time: 1\./);
  });

  test('a freeze that begins while the plan is open leaves its tasks out', async () => {
    const view = render(<Page open canRetry={() => true} />);
    view.rerender(<Page canRetry={({ id }) => id !== 'task_2' || 'Frozen'} />);
    expect(heading()).toHaveTextContent('Retry 2 tasks');
    part('confirm').click();
    await settle();
    expect(sentLines()).toEqual([BATCH('task_1', 'task_3')]);
  });

  test('"Plan again" is not offered where nothing is left to send', async () => {
    render(<Page open />);
    await runWith(allTaken('task_1', 'task_2', 'task_3'));
    expect(dialog().querySelector('[data-part=plan-again]')).toBeNull();
  });

  test('unmounted in flight and mounted again it shows the run, then the result', async () => {
    const view = render(<Page open />);
    part('confirm').click();
    const call = await request();
    view.rerender(null);
    view.rerender(<Page key="again" open tasks={[failed('task_7')]} />);
    expect(heading()).toHaveTextContent('Retrying 3 tasks');
    view.rerender(null);
    call.answer(200, mixed);
    await settle();
    expect(onSettled).toHaveBeenCalledOnce();
    view.rerender(<Page key="later" open />);
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(sent).toHaveLength(1);
  });
});

describe('truth', () => {
  test('counts come from the items, whatever totals the platform sends', async () => {
    render(<Page open />);
    await runWith({ ...(mixed as object), total: 99, succeeded: 99, failed: 0 });
    expect(heading()).toHaveTextContent('2 submitted, 1 refused');
    expect(part('notes')).toMatchTextContent(en['note.totals-differ']);
    expect(spoken().at(-1)).toMatch(/2 submitted, 1 refused/);
    const ledger = onSettled.mock.calls[0]?.[0];
    expect(ledger && countOutcomes(ledger)).toEqual({ submitted: 2, refused: 1, unknown: 0, unsent: 0, skipped: 0 });
  });

  test('each chosen task is told once, whatever the items: missing, repeated, contradicted, malformed, foreign', async () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map(failed);
    render(<Page open tasks={[...tasks, buildTask({ id: 'f', status: 'running' })]} />);
    await runWith({
      total: 5,
      succeeded: 5,
      failed: 0,
      items: [
        { task_id: 'a', success: true },
        { task_id: 'a', success: true },
        { task_id: 'b', success: true },
        { task_id: 'b', success: false },
        { task_id: 'c', success: 'yes' },
        null,
        { task_id: 'stranger', success: true },
        { task_id: 'e', success: false, reason: { code: 7 } },
      ],
    });
    expect(heading()).toHaveTextContent('1 submitted, 1 refused, 3 unknown, 1 left out');
    const ledger = onSettled.mock.calls[0]?.[0];
    expect(ledger?.rows.map((row) => `${row.id} ${row.outcome.kind}`)).toEqual([
      'a submitted',
      'b unknown',
      'c unknown',
      'd unknown',
      'e refused',
      'f skipped',
    ]);
  });
});

describe('focus', () => {
  test('it starts on Cancel, is on the heading of the result, and comes back to the trigger', async () => {
    render(<Page />);
    await openIt();
    expect(document.activeElement).toBe(part('dismiss'));
    part('confirm').focus();
    await userEvent.keyboard('{Enter}');
    await reaches('running');
    expect(document.activeElement).toBe(part('confirm'));
    (await request()).answer(200, mixed);
    await reaches('result');
    expect(document.activeElement).toBe(heading());
    await escape();
    expect(document.activeElement).toBe(named('Open'));
  });

  test('it is on Cancel of a new plan, and on the heading of the result it goes back to', async () => {
    render(<Page open />);
    await runWith(answerOf({ task_id: 'task_1', success: false }));
    part('plan-again').focus();
    await userEvent.keyboard('{Enter}');
    await reaches('plan');
    expect(document.activeElement).toBe(part('dismiss'));
    part('show-last-result').focus();
    await userEvent.keyboard('{Enter}');
    await reaches('result');
    expect(document.activeElement).toBe(heading());
  });

  test('it is on Close where a run is looked at again', async () => {
    render(<Page />);
    await openIt();
    part('confirm').click();
    await reaches('running');
    await escape();
    await openIt();
    expect(document.activeElement).toBe(part('dismiss'));
  });

  const trigger = (label: string, { disabled = false, hidden = false } = {}): ReactElement => (
    <>
      <div hidden={hidden}>
        <button key={label} type="button" disabled={disabled}>
          {label}
        </button>
      </div>
      <a href="#near">Near</a>
    </>
  );

  test.each([
    ['is gone', trigger('Another'), 'Another'],
    ['is gone with all beside it', <span key="none">Nothing</span>, 'Elsewhere'],
    ['is disabled by now', trigger('Open', { disabled: true }), 'Near'],
    ['is hidden by now', trigger('Open', { hidden: true }), 'Near'],
  ])('where the trigger %s, it goes to what is nearest, never to the body', async (_, after, nearest) => {
    const view = render(<Page trigger={trigger('Open')} />);
    await openIt();
    view.rerender(<Page trigger={after} />);
    part('dismiss').click();
    await settle();
    // Exactly: the body has all these words.
    expect(document.activeElement?.textContent).toBe(nearest);
  });

  test('where the row of the trigger stands elsewhere, it goes to what is left of that row', async () => {
    const at = (open: boolean, isListed: boolean): ReactElement => (
      <main>
        <button type="button">First of the page</button>
        <section>
          {isListed && <button type="button">Retry this row</button>}
          <button type="button">Details of this row</button>
        </section>
        <aside>
          <button type="button">Beside the dialog</button>
          <BatchRetryDialog open={open} tasks={three} />
        </aside>
      </main>
    );
    const view = render(at(false, true));
    named('Retry this row').focus();
    view.rerender(at(true, true));
    await vi.waitUntil(isShown, SOON);
    view.rerender(at(false, false));
    await settle();
    expect(document.activeElement).toBe(named('Details of this row'));
  });

  test('where nothing had it before, it goes into the page all the same', async () => {
    const at = (open: boolean): ReactElement => (
      <>
        <button type="button">Elsewhere</button>
        <BatchRetryDialog open={open} tasks={three} />
      </>
    );
    const view = render(at(true));
    view.rerender(at(false));
    await settle();
    expect(document.activeElement).toBe(named('Elsewhere'));
  });

  test('where nothing had it before, the page stays where it was scrolled to', async () => {
    const at = (open: boolean): ReactElement => (
      <div style={{ blockSize: 5000 }}>
        <button type="button">Far above</button>
        <BatchRetryDialog open={open} tasks={three} />
      </div>
    );
    const view = render(at(false));
    window.scrollTo(0, 2000);
    view.rerender(at(true));
    await vi.waitUntil(isShown, SOON);
    view.rerender(at(false));
    await settle();
    expect(document.activeElement).toBe(named('Far above'));
    expect(window.scrollY).toBe(2000);
    window.scrollTo(0, 0);
  });

  test('it stays in the dialog where the action it was on is no longer offered', async () => {
    const view = render(<Page open />);
    part('confirm').focus();
    view.rerender(<Page tasks={runningThree} />);
    await settle();
    expect(dialog().querySelector('[data-part=confirm]')).toBeNull();
    expect(dialog().contains(document.activeElement)).toBe(true);
  });

  test('it stays in the dialog where "Plan again" is no longer offered', async () => {
    const view = render(<Page open />);
    await runWith(answerOf({ task_id: 'task_1', success: false }));
    part('plan-again').focus();
    view.rerender(<Page tasks={runningThree} />);
    await settle();
    expect(dialog().querySelector('[data-part=plan-again]')).toBeNull();
    expect(dialog().contains(document.activeElement)).toBe(true);
  });
});

describe('announcements', () => {
  test.each([
    ['opened later', false],
    ['mounted open', true],
  ])(
    'a batch is announced once at its start and once at its end, inside the dialog, where that was %s',
    async (_, open) => {
      render(<Page open={open} />);
      if (!open) await openIt();
      expect(spoken()).toEqual([]);
      await runWith(mixed);
      expect(spokenMessages()).toEqual([
        { text: 'Retrying 3 tasks', inDialog: true },
        { text: expect.stringMatching(/^2 submitted, 1 refused/), inDialog: true },
      ]);
    },
  );

  test('a result upon which the page closes the dialog is heard on the page', async () => {
    const Closing = (): ReactElement => {
      const [open, setOpen] = useState(true);
      return <BatchRetryDialog open={open} tasks={three} onSettled={() => setOpen(false)} />;
    };
    render(<Closing />);
    part('confirm').click();
    (await request()).answer(200, mixed);
    await vi.waitUntil(() => spoken().length === 3, SOON);
    expect(spoken().slice(1)).toEqual(['2 submitted, 1 refused', '2 submitted, 1 refused']);
    expect(spokenMessages().at(-1)?.inDialog).toBe(false);
  });

  test('its end is announced in the page where the dialog is closed by then', async () => {
    render(<Page />);
    await openIt();
    part('confirm').click();
    await reaches('running');
    await escape();
    (await request()).answer(200, mixed);
    await settle();
    // Where that takes long, the start is said again on the page, in case it was cut off.
    const said = spokenMessages().filter(({ text, inDialog }) => inDialog || text !== 'Retrying 3 tasks');
    expect(said).toEqual([
      { text: 'Retrying 3 tasks', inDialog: true },
      { text: expect.stringMatching(/^2 submitted, 1 refused/), inDialog: false },
    ]);
  });

  test('a request that failed as a whole says why and what became of the tasks', async () => {
    render(<Page open />);
    await runWith({ detail: 'Token expired' }, 401);
    expect(spoken()).toHaveLength(2);
    expect(spoken()[1]).toContain(en['failure.unauthenticated']);
    expect(spoken()[1]).toContain('3 unsent');
  });

  test('a stage that settles behind an open dialog is announced inside it', async () => {
    render(
      <>
        <StageRetryButton data-testid="stage" task={failed('task_7')} stage={buildStage()} />
        <Page />
      </>,
    );
    page.getByTestId('stage').element().querySelector('button')?.click();
    const call = await request();
    await openIt();
    call.answer(200, { id: 'task_7', status: 'pending' });
    await settle();
    expect(spokenMessages()).toEqual([
      { text: 'Retrying Code.', inDialog: false },
      { text: expect.stringMatching(/^Submitted/), inDialog: true },
    ]);
  });

  test('an equal result is spoken again the second time', async () => {
    render(<Page open />);
    await runWith({ detail: 'No' }, 403);
    part('plan-again').click();
    await reaches('plan');
    await runWith({ detail: 'No' }, 403);
    expect(spoken()).toHaveLength(4);
    expect(spoken()[3]).toBe(spoken()[1]);
  });
});
