import { afterEach, beforeAll, beforeEach, inject, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { beginSending } from './platform.tsx';
import { beginWatching, endWatching } from './render.tsx';

// A set-up file, since what the test files share is loaded once for all of them: hooks in it would be those of the first.

// How many times as slow the processor is made: `npm run proof:flakes`.
const rate = inject('cpuThrottling');
if (rate > 1) beforeAll(() => cdp().send('Emulation.setCPUThrottlingRate', { rate }));

beforeEach(() => {
  beginSending();
  beginWatching();
});

afterEach(async () => {
  try {
    await endWatching();
  } finally {
    vi.unstubAllGlobals();
  }
});
