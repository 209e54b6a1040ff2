import { vi } from 'vitest';

/** One request that a component sent, and the ways in which it may end. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** The body, parsed; `undefined` where there was none. */
  readonly body: unknown;
  /** Whether it was answered or lost. */
  ended: boolean;
  /** Answers it. Text is sent as HTML, anything else as JSON. */
  answer: (status: number, body?: unknown, headers?: Record<string, string>) => void;
  /** Lets the connection break before an answer comes. */
  lose: () => void;
}

/** How long to wait for what comes at once on a machine that has time; others may be slow without being wrong. */
export const SOON = { timeout: 5000 };

/** Every request of the running test, in the order of sending. Each waits until the test answers it. */
export const sent: SentRequest[] = [];

let answerAtOnce: ((request: SentRequest) => void) | undefined;

/** From here on answers each request in the very tick in which it is sent. */
export function alwaysAnswer(answer: (request: SentRequest) => void): void {
  answerAtOnce = answer;
}

/** The request at this place of the log, by default the first that is not answered, as soon as it was sent. */
export async function request(index?: number): Promise<SentRequest> {
  const find = (): SentRequest | undefined => (index === undefined ? sent.find((call) => !call.ended) : sent[index]);
  return await vi.waitUntil(find, { ...SOON, interval: 1 });
}

/** What was sent, as short as it can be told. */
export function sentLines(): string[] {
  return sent.map(({ method, url, body }) =>
    [method, url, body === undefined ? '' : JSON.stringify(body)].join(' ').trim(),
  );
}

/** Lets what is already settled reach the page: the promises of a call, then React. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

/** Ends what the test left open: what is in flight may keep something in the page. */
export async function endAll(): Promise<void> {
  // A run goes on to its next request after one that was lost.
  while (sent.some((call) => !call.ended)) {
    for (const call of sent) if (!call.ended) call.lose();
    await settle();
  }
}

/** Before each test: aroundEachTest.ts calls it. */
export function beginSending(): void {
  sent.length = 0;
  answerAtOnce = undefined;
  const original = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = typeof input === 'string' ? input : 'url' in input ? input.url : input.href;
    // The test runner fetches as well.
    return url.startsWith('/api/') ? record(url, init) : original(input, init);
  });
}

function record(url: string, { method = 'GET', body }: RequestInit = {}): Promise<Response> {
  return new Promise((resolve, reject) => {
    const call: SentRequest = {
      method,
      url,
      body: typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined,
      ended: false,
      answer(status, answer, headers) {
        call.ended = true;
        const html = typeof answer === 'string';
        const type = { 'Content-Type': html ? 'text/html' : 'application/json', ...headers };
        resolve(new Response(html ? answer : JSON.stringify(answer), { status, headers: type }));
      },
      lose() {
        call.ended = true;
        reject(new TypeError('Failed to fetch'));
      },
    };
    sent.push(call);
    answerAtOnce?.(call);
  });
}
