import { availableParallelism } from 'node:os';
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { stylesheet } from './scripts/stylesheet.mjs';
import { applySeed } from './tests/seeds/applySeed.ts';

// Projects of their own, each with its own dependencies: `npm run consumers`.
const CONSUMERS = ['tests/consumers/**'];

// Driven from Node: the pages with the built package, and a platform over HTTP.
const E2E = 'tests/e2e/**/*.test.ts';
// What stories import, where tests import stories.
const STORY_DEPENDENCIES = [
  '@storybook/react-vite',
  '@storybook/addon-a11y',
  '@storybook/addon-docs',
  '@storybook/addon-docs/blocks',
  '@storybook/addon-vitest',
  'msw-storybook-addon',
  'msw',
  'msw/browser',
  'storybook/test',
  'storybook/theming',
  'storybook/theming/create',
];

// Left to itself, Vitest keeps a processor free, which of two is half, and loads everything anew for each file. Pages spend a
// third of their time waiting, so there are half as many again as processors. What has to be done around each test is in set-up
// files, and every test leaves its page as it found it.
const SHARED = { maxWorkers: Math.ceil(availableParallelism() * 1.5), isolate: false } as const;

// A fresh object for each project: Vitest writes the project's name into it.
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 800, height: 720 },
  provider: playwright({
    launchOptions: {
      // Set by scripts/bootstrap.mjs; without it, Playwright's own browser.
      ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
      // As root, in containers, and without a network.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    contextOptions: { reducedMotion: 'reduce' as const, deviceScaleFactor: 1, locale: 'en-GB', timezoneId: 'UTC' },
  }),
  instances: [{ browser: 'chromium' as const }],
});

// Every story with its play function and its accessibility check, in one theme and language.
const stories = (name: string, initialGlobals: Record<string, string>, tags = {}, exclude: string[] = []) => ({
  plugins: [applySeed(), storybookTest({ configDir: '.storybook', initialGlobals, tags })],
  test: { name, exclude, ...SHARED, browser: chromium() },
});

const inBrowser = (name: string, include: string[], language: 'en' | 'zh-CN') => ({
  plugins: [applySeed(), react()],
  optimizeDeps: {
    include: ['@tanstack/react-query', 'react', 'react-dom', 'react-dom/client', 'react-dom/server', 'react/jsx-dev-runtime', 'axe-core', 'fast-check', ...STORY_DEPENDENCIES],
  },
  test: {
    name,
    ...SHARED,
    include,
    exclude: CONSUMERS,
    provide: { stylesheets, races, language, cpuThrottling: Number(process.env['CPU_THROTTLING'] ?? 1) },
    globalSetup: ['tests/faults/faultServer.ts'],
    setupFiles: ['tests/support/aroundEachTest.ts'],
    browser: chromium(),
  },
});

// As they ship: tests in the browser put the one or the other into their page.
const shipped = async (layered: boolean): Promise<string> => String((await stylesheet({ layered })).code);
const stylesheets = { layered: await shipped(true), unlayered: await shipped(false) };

// What is random differs from run to run, unless the seed of an earlier one is given: see CONTRIBUTING.md, "Races".
const races = {
  long: process.env['RACES'] === 'long',
  seed: Number(process.env['RACES_SEED'] ?? Math.floor(Math.random() * 2 ** 31)),
};

declare module 'vitest' {
  interface ProvidedContext {
    stylesheets: typeof stylesheets;
    races: typeof races;
    /** That of the flows. */
    language: 'en' | 'zh-CN';
    /** 1 is as fast as it is, 4 is a quarter of that. */
    cpuThrottling: number;
  }
}

export default defineConfig({
  test: {
    // What is kept of a module is found by its source: a mistake that a seed put in would stay.
    fsModuleCache: !process.env['SEED'],
    projects: [
      { plugins: [applySeed()], test: { name: 'unit', ...SHARED, environment: 'node', testTimeout: 30_000, include: ['tests/**/*.test.ts'], exclude: [...CONSUMERS, E2E], provide: { races } } },
      {
        test: { name: 'e2e', ...SHARED, environment: 'node', include: [E2E], globalSetup: 'tests/e2e/servePages.ts', testTimeout: 20_000 },
      },
      inBrowser('browser', ['tests/**/*.test.tsx'], 'en'),
      // Every flow of keys and what is heard, once more in the other language.
      inBrowser('flows-zh', ['tests/a11y/flows.test.tsx'], 'zh-CN'),
      stories('stories', {}),
      // What is looked at, once more in the other theme and language; what the network does is the same in all of them.
      // Storybook's own test panel takes one project of stories only.
      ...(process.env['VITEST_STORYBOOK'] === 'true'
        ? []
        : [stories('stories-dark-zh', { theme: 'dark', locale: 'zh-CN' }, { include: ['states'] }, ['stories/!(pages)/**/!(*View).stories.tsx'])]),
    ],
  },
});
