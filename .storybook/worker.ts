import type { SetupWorker } from 'msw/browser';
import { setupWorker } from 'msw/browser';
import { platformHandlers } from '../src/testing/msw.ts';
import { platform } from '../stories/scenarios.ts';

const unhandled: string[] = [];
/** How much of the platform's log earlier stories have answered for. */
let judged = 0;
let started: Promise<SetupWorker> | undefined;

/**
 * Starts the worker with the platform of all stories behind it: what happens goes by task id, so the stories of a Docs
 * page, which share one worker, cannot take each other's. A call past the platform is kept for `throwMisdirected`.
 */
export function startWorker(): Promise<SetupWorker> {
  // Once: the stories of a Docs page all ask for it before it has started.
  started ??= start();
  return started;
}

async function start(): Promise<SetupWorker> {
  const worker = setupWorker(...platformHandlers(platform));
  await worker.start({
    quiet: true,
    // Relative to the page, so that a Storybook that is served under a sub-path finds its own worker.
    serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
    onUnhandledFrame({ frame }) {
      if (frame.protocol !== 'http') return;
      const { request } = frame.data as { request: Request };
      if (new URL(request.url).pathname.startsWith('/api/')) unhandled.push(`${request.method} ${request.url}`);
    },
  });
  return worker;
}

/** Fails a story that called what the platform does not have, or what must never be called. */
export function throwMisdirected(): void {
  const calls = platform.requests
    .slice(judged)
    .filter(({ endpoint }) => endpoint === 'none' || endpoint === 'retry')
    .map(({ method, path }) => `${method} ${path}`);
  judged = platform.requests.length;
  calls.push(...unhandled.splice(0));
  if (calls.length > 0) {
    throw new Error(`This story called ${calls.join(', ')}, which the components must not. SPEC.md, section 1, names the endpoints.`);
  }
}
