import { defineConfig } from 'vitest/config';

// What Stryker runs for each mutant: the tests of the two folders, in Node, with few of their random runs. Not tests/types:
// how deep something may be nested there depends on the stack, of which instrumented code takes more.
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/{retry,services}/**/*.test.ts'],
    env: { VITE_RUNS_AT_MOST: '200' },
  },
});
