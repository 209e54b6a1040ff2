import { useState, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryPanel } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { wordingOf, type Wording } from '../../src/messages/wording.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { buildStage } from '../../src/testing/builders.ts';
import type { Task, TaskBatchRetryResponse } from '../../src/types/task.ts';
import { FLOWS, MIXED, NOW, THREE, type Flow, type FlowStep, type PlatformAct } from '../../stories/accessibility.ts';
import { phrasesText } from '../../stories/phrases.ts';
import { request, settle } from '../support/platform.tsx';
import { render } from '../support/render.tsx';
import { readAxTree } from './axTree.ts';
import { listen, type Listener } from './listen.ts';

/** A page with a control before and after the component. `read` is its task, once it was read again. */
function Page({ flow, read }: { flow: Flow; read?: Task | undefined }): ReactElement {
  const [open, setOpen] = useState(false);
  const { component } = flow;
  const tasks = (flow.tasks ?? THREE).map((task) => (task.id === read?.id ? read : task));
  const [stage = buildStage()] = read?.stages ?? [];
  return (
    <main>
      <button type="button">Before</button>
      {component === 'StageRetryButton' && <StageRetryButton task={read ?? (tasks[0] as Task)} stage={stage} maxRetries={5} />}
      {component === 'BatchRetryDialog' && (
        <>
          <button type="button" onClick={() => setOpen(true)}>
            Retry selected
          </button>
          <BatchRetryDialog open={open} onOpenChange={setOpen} tasks={tasks} />
        </>
      )}
      {component === 'BatchRetryPanel' && <BatchRetryPanel tasks={tasks} />}
      {component === 'BatchRetryResultList' && <BatchRetryResultList response={responseFor(flow)} tasks={tasks} />}
      <button type="button">After</button>
    </main>
  );
}

/** The answer of a result that stands alone. */
function responseFor({ tasks = THREE, answer = tasks === THREE ? MIXED : undefined }: Flow): TaskBatchRetryResponse {
  if (answer) return answer.body as TaskBatchRetryResponse;
  return { total: tasks.length, succeeded: tasks.length, failed: 0, items: tasks.map(({ id }) => ({ task_id: id, success: true })) };
}

async function press(keys: string): Promise<void> {
  await userEvent.keyboard(keys);
  await settle();
}

async function act(platform: PlatformAct, reads: (task: Task) => void): Promise<void> {
  if (typeof platform === 'object' && 'reads' in platform) {
    reads(platform.reads);
    // What that tells waits until its region is surely known.
    await new Promise((resolve) => setTimeout(resolve, 150));
    return;
  }
  if (typeof platform === 'object' && 'seconds' in platform) {
    vi.setSystemTime(Date.now() + platform.seconds * 1000);
    return;
  }
  const call = await request();
  if (platform === 'no answer') call.lose();
  else call.answer(platform.status, platform.body, platform.headers);
  await settle();
}

/** What a step came to, as it is written in the table, in the words of one language. */
function expected({ focus, says = [] }: FlowStep, wording: Wording): object {
  return {
    focus: {
      role: focus.role,
      name: focus.name.map((phrase) => phrasesText([phrase], wording)).join(' '),
      disabled: focus.disabled ?? false,
      expanded: focus.expanded,
      ...(focus.within && { within: phrasesText([focus.within], wording) }),
    },
    says: says.map((phrases) => phrasesText(phrases, wording)),
  };
}

let listener: Listener;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  listener = listen();
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
});
afterEach(() => {
  listener.stop();
  vi.useRealTimers();
});

const language = inject('language');

describe(`in ${language}`, () => {
  const messages = language === 'en' ? en : zhCN;
  const wording = wordingOf(messages);

  test.each(FLOWS.map((flow) => [`${flow.component}: ${flow.name}`, flow] as const))('%s', async (_name, flow) => {
    const at = (read?: Task): ReactElement => (
      <TaskRetryProvider messages={messages} chunkSize={flow.chunkSize}>
        <Page flow={flow} read={read} />
      </TaskRetryProvider>
    );
    const { rerender } = render(at());
    document.querySelector<HTMLElement>('main > button')?.focus();
    await settle();
    listener.take();
    let number = 0;
    let blurs = 0;
    let lastSaid: string | undefined;
    let mayRepeat: string | undefined;
    for (const step of flow.steps) {
      number += 1;
      const wasModal = document.querySelector(':modal') !== null;
      const acts: readonly (() => Promise<void>)[] = [
        ...(step.keys === undefined ? [] : [() => press(step.keys ?? '')]),
        ...(step.platform ?? []).map((platform) => () => act(platform, (task) => rerender(at(task)))),
      ];
      for (const each of acts) {
        await each();
        // Once all that follows has happened. In between, the platform itself takes it away from what goes.
        if (document.activeElement === document.body) blurs += 1;
      }
      const focused = (await readAxTree()).filter((node) => node.focused && node.role !== 'RootWebArea');
      const { role = 'none', name = '', description = '', disabled = false, expanded, within } = focused.at(-1) ?? {};
      const wanted = (step.says ?? []).map((phrases) => phrasesText(phrases, wording));
      const said = listener.take();
      // What was said last is said again where the dialog closes upon it within half a second: a matter of the machine's speed,
      // also whether that is in this step or in the next ones.
      if (wasModal && document.querySelector(':modal') === null) mayRepeat = lastSaid;
      if (said[0] !== undefined && said[0] === mayRepeat && wanted[0] !== mayRepeat) {
        said.shift();
        mayRepeat = undefined;
      }
      if (said.length > 0) mayRepeat = undefined;
      lastSaid = said.at(-1) ?? lastSaid;
      const where = `step ${number}, ${step.keys ?? 'the platform'}`;
      expect({ at: where, focus: { role, name, disabled, expanded, ...(step.focus.within && { within }) }, says: said, blurs }).toEqual({
        at: where,
        ...expected(step, wording),
        blurs: 0,
      });
      for (const phrase of step.focus.described ?? []) {
        expect(`${where}: ${description}`).toContain(phrasesText([phrase], wording));
      }
    }
  });
});
