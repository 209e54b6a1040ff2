import { defineConfig } from 'vitest/config';

// What Stryker runs for each mutant: the tests of the two folders, in Node, with few of their random runs. Not
// tests/types: how deep something may be nested there depends on the stack, of which instrumented code takes more.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/{retry,services}/**/*.test.ts'],
    // A busy machine must not look like a test that fails.
    testTimeout: 15_000,
    env: { VITE_RUNS_AT_MOST: '150' },
    provide: { races: { long: false, seed: 0 } },
  },
});
