import { useState, type ReactElement } from 'react';
import { afterEach, describe, expect, inject, test, vi } from 'vitest';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { wordingOf } from '../../src/messages/wording.ts';
import { createTaskApi } from '../../src/services/taskApi.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { FAULTS, type Fault, type FaultEnd } from '../../stories/faults.ts';
import { phrasesText } from '../../stories/phrases.ts';
import { labelOf } from '../support/labelOf.ts';
import { settle } from '../support/platform.tsx';
import { render, spoken } from '../support/render.tsx';

const wording = wordingOf(en);
const tasks = ['task_1', 'task_2'].map((id) => buildTask({ id }));

type Endpoint = 'stage' | 'batch';

/** The component of an endpoint, with its requests at the place of a fault. */
function Page({ fault, endpoint, place }: { fault: Fault; endpoint: Endpoint; place: string }): ReactElement {
  const [open, setOpen] = useState(true);
  const [api] = useState(() => createTaskApi({ baseUrl: `${place}api/v1`, timeoutMs: fault.timeoutMs ?? 10_000 }));
  return (
    <TaskRetryProvider api={api} chunkSize={fault.chunkSize}>
      {endpoint === 'stage' ? (
        <StageRetryButton task={tasks[0] as (typeof tasks)[0]} stage={buildStage()} />
      ) : (
        <BatchRetryDialog open={open} onOpenChange={setOpen} tasks={tasks} />
      )}
    </TaskRetryProvider>
  );
}

const part = (name: string): HTMLElement | null => document.querySelector(`[data-part=${name}]`);
const stateOf = (component: string): string => document.querySelector<HTMLElement>(`[data-component=${component}]`)?.dataset['state'] ?? '';
const title = (): string => document.querySelector('dialog h2')?.textContent ?? '';

/** Nothing is under way any more. What is never told stays pending, and fails here. */
async function ended(endpoint: Endpoint): Promise<void> {
  const isOver = (): boolean =>
    endpoint === 'stage'
      ? !['ready', 'pending'].includes(stateOf('StageRetryButton')) && part('button')?.textContent !== en.checking && !isBusy()
      : stateOf('BatchRetryPanel') === 'result' && part('cancel-check') === null;
  await vi.waitUntil(isOver, { timeout: 5000, interval: 2 });
  await settle();
}

const label = (): string => labelOf(part('button'));
const isBusy = (): boolean => [en.retrying, en.checking].includes(label() as never);

/** Retries, then checks or retries once more where the fault says so, and tells where that ended. */
async function retry(fault: Fault, endpoint: Endpoint): Promise<Omit<FaultEnd, 'ends'> & { ends: unknown }> {
  const place = `${inject('faults')}/${FAULTS.indexOf(fault)}/${endpoint}/`;
  const press = endpoint === 'stage' ? 'button' : 'confirm';
  if (fault.online) {
    const [before, after] = fault.online;
    // Once before the request, then again when it has failed.
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValueOnce(before).mockReturnValue(after);
  }
  render(<Page fault={fault} endpoint={endpoint} place={place} />);
  part(press)?.click();
  await ended(endpoint);
  if (fault.again) {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    part(endpoint === 'stage' ? 'button' : 'retry-remainder')?.click();
    await settle();
    await ended(endpoint);
  }
  if (fault.reading) {
    part(endpoint === 'stage' ? 'button' : 'check')?.click();
    await settle();
    await ended(endpoint);
  }
  const requests = (await (await fetch(`${place}requests`)).json()) as string[];
  const disabled = part('button')?.getAttribute('aria-disabled') === 'true';
  return {
    ends: endpoint === 'stage' ? stateOf('StageRetryButton') : title(),
    offers: endpoint === 'stage' && !disabled ? (label() as FaultEnd['offers']) : undefined,
    says: spoken().map((text) => ({ words: text })),
    requests: requests.length,
  };
}

/** What is said before the end: each act once. */
function saidBefore({ again, reading, ...fault }: Fault, endpoint: Endpoint): string[] {
  const start = endpoint === 'stage' ? wording.text('announceStart', { stage: 'Code' }) : wording.text('running', { count: 2 });
  const offline = phrasesText(endpoint === 'stage' ? [{ title: 'unsent' }, 'failure.offline'] : ['failure.offline', { counts: [[2, 'count.unsent']] }], wording);
  const noAnswer = phrasesText(
    endpoint === 'stage' ? [{ title: 'unknown' }, 'failure.unknown-outcome', 'retryAnywayRisk'] : ['failure.unknown-outcome', { counts: [[2, 'count.unknown']] }],
    wording,
  );
  if (again && fault.online) return [start, offline, start];
  return reading ? [start, noAnswer, wording.text('checking')] : [start];
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(['stage', 'batch'] as const)('%s', (endpoint) => {
  const rows = FAULTS.flatMap((fault) => {
    const end = fault[endpoint];
    return end ? [[fault.name, fault, end] as const] : [];
  });

  test.each(rows)('%s', async (_, fault, { ends, offers, says, requests }) => {
    expect(await retry(fault, endpoint)).toEqual({
      ends: typeof ends === 'string' ? ends : phrasesText([ends], wording),
      offers: offers && wording.text(offers),
      says: [...saidBefore(fault, endpoint), phrasesText(says, wording)].map((text) => ({ words: text })),
      requests,
    });
  });
});

test('there are at least 45 faults, each of another name', () => {
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length);
  expect(FAULTS.length).toBeGreaterThanOrEqual(45);
});
