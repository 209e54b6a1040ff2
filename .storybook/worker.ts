import type { SetupWorker } from 'msw/browser';
import { setupWorker } from 'msw/browser';
import { scenarioHandlers } from '../stories/handlers.ts';

const unhandled: string[] = [];
let started: Promise<SetupWorker> | undefined;

/**
 * Starts the worker with every scenario at once: handlers answer by task id, so the stories of a Docs page, which share
 * one worker, cannot take each other's. A call to the API that nothing answers is kept for `throwUnhandled`.
 */
export function startWorker(): Promise<SetupWorker> {
  // Once: the stories of a Docs page all ask for it before it has started.
  started ??= start();
  return started;
}

async function start(): Promise<SetupWorker> {
  const worker = setupWorker(...scenarioHandlers);
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

/** Fails a story that called the API where no scenario answers. */
export function throwUnhandled(): void {
  const calls = unhandled.splice(0);
  if (calls.length > 0) {
    throw new Error(
      `No mock answered ${calls.join(', ')}, so this story would have gone to a real server. Add the task id to the scenarios in src/testing/handlers.ts.`,
    );
  }
}
