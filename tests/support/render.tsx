import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Component, StrictMode, type ReactElement, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { vi } from 'vitest';
import '../../src/styles.css';
import { endAll } from './platform.tsx';

export interface RenderOptions {
  /** Default: Strict Mode, which runs effects twice. */
  strict?: boolean;
  /** Default: a hostile one of its own. `null`: no provider of one in the tree. */
  client?: QueryClient | null;
}

export interface View {
  readonly container: HTMLElement;
  readonly client: QueryClient | null;
  /** Renders something else in the same place. */
  rerender: (ui: ReactNode) => void;
  unmount: () => void;
}

/** The worst defaults a team may have. */
export function hostileQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      mutations: { retry: 3, retryDelay: 1, throwOnError: true, networkMode: 'online', scope: { id: 'x' }, gcTime: 0 },
    },
  });
}

const views = new Set<View>();

/** Renders into the page, effects included, and takes it out again after the test. */
export function render(ui: ReactNode, { strict = true, client = hostileQueryClient() }: RenderOptions = {}): View {
  const container = document.createElement('div');
  document.body.append(container);
  // A boundary tells the test what it caught; React need not print it as well.
  const root = createRoot(container, { onCaughtError: () => {} });
  const show = (next: ReactNode): void => {
    const page = client ? <QueryClientProvider client={client}>{next}</QueryClientProvider> : next;
    flushSync(() => root.render(strict ? <StrictMode>{page}</StrictMode> : page));
  };
  const view: View = {
    container,
    client,
    rerender: show,
    unmount() {
      if (!views.delete(view)) return;
      flushSync(() => root.unmount());
      container.remove();
    },
  };
  views.add(view);
  show(ui);
  return view;
}

/** Catches what is thrown while rendering below it. */
export class Boundary extends Component<{ onError: (error: unknown) => void; children: ReactElement }> {
  override state: { failed: boolean } = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}

/** One message of a live region. */
export interface Spoken {
  readonly text: string;
  /** Whether the region was inside an open modal, outside of which nothing is heard. */
  readonly inDialog: boolean;
}

let messages: Spoken[] = [];
let bornSpeaking: string[] = [];

/** All that was said since the test began, in order. */
export function spokenMessages(): readonly Spoken[] {
  collect(observer.takeRecords());
  return messages;
}

/** The texts of all that was said. */
export function spoken(): string[] {
  return spokenMessages().map(({ text }) => text);
}

const REGION = '[role=status]';
const observer = new MutationObserver(collect);

function collect(records: readonly MutationRecord[]): void {
  const heard = new Set<Node>();
  for (const { target, addedNodes } of records) {
    const region = target instanceof Element ? target.closest(REGION) : null;
    for (const node of addedNodes) {
      const text = node.textContent?.trim() ?? '';
      if (region && text !== '') {
        // What is replaced in the task in which it came is never heard, and what was put back there is heard once.
        if (heard.has(node) || !target.contains(node)) continue;
        heard.add(node);
        messages.push({ text, inDialog: region.closest('dialog') !== null });
      } else if (node instanceof Element) noteBorn(node);
    }
  }
}

/** A region that comes into the page with a text in it is not read. */
function noteBorn(node: Element): void {
  const regions = [...(node.matches(REGION) ? [node] : []), ...node.querySelectorAll(REGION)];
  // A record is read later than it was made: what was said in between is an element, and has a record of its own.
  bornSpeaking.push(
    ...regions
      .filter((each) => each.childElementCount === 0)
      .map((each) => each.textContent)
      .filter(Boolean),
  );
}

const complaints: string[] = [];
let expected: RegExp[] = [];

/** Complaints that belong to the test: not counted as a failure. */
export function expectComplaint(...patterns: RegExp[]): void {
  expected.push(...patterns);
}

function complain(...words: readonly unknown[]): void {
  complaints.push(words.map(String).join(' '));
}
const onError = (event: ErrorEvent): void => complain('window error:', event.message);
const onRejection = (event: PromiseRejectionEvent): void => complain('unhandled rejection:', event.reason);

/** Before each test: aroundEachTest.ts calls it. */
export function beginWatching(): void {
  complaints.length = 0;
  expected = [];
  messages = [];
  bornSpeaking = [];
  vi.spyOn(console, 'error').mockImplementation(complain);
  vi.spyOn(console, 'warn').mockImplementation(complain);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  observer.observe(document.body, { childList: true, subtree: true });
}

/** After each test, likewise: takes the page down, and throws what must not have happened in it. */
export async function endWatching(): Promise<void> {
  const speaking = (spokenMessages(), bornSpeaking);
  // One that goes with a modal would come back, in the next test.
  for (const each of document.querySelectorAll('dialog [data-component=RetryAnnouncer]')) each.remove();
  for (const view of views) view.unmount();
  await endAll();
  observer.disconnect();
  window.removeEventListener('error', onError);
  window.removeEventListener('unhandledrejection', onRejection);
  vi.restoreAllMocks();
  // Silent live regions leave by themselves; what was said last is kept until it is heard, of which a test tells.
  const silent = '[data-component=RetryAnnouncer]:empty';
  for (let turn = 0; turn < 100 && document.querySelector(silent); turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const each of document.querySelectorAll('[data-component=RetryAnnouncer]:not(:empty)')) each.remove();
  const left = document.querySelectorAll(`${REGION}, :modal`);
  for (const each of left) each.remove();
  const faults = [
    ...complaints.filter((each) => !expected.some((pattern) => pattern.test(each))),
    ...speaking.map((text) => `A live region came into the page with a text in it, which is not read: ${text}`),
    // It would warn of leaving in the tests after this one.
    ...(window.dispatchEvent(new Event('beforeunload', { cancelable: true })) ? [] : ['Left in flight: something still awaits an answer']),
    // What stays in the page after the last component is gone would be there for good.
    ...[...left].map((each) => `Left in the page: ${each.outerHTML}`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
}
