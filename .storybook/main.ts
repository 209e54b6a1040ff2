import { defineMain } from '@storybook/react-vite/node';
import { msw } from 'msw/vite';
import { mergeConfig } from 'vite';

export default defineMain({
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', 'msw-storybook-addon'],
  // Strict Mode in every story: effects run twice, so what is not cleaned up shows.
  framework: { name: '@storybook/react-vite', options: { strictMode: true } },
  typescript: { reactDocgen: 'react-docgen' },
  // Components, props and stories as JSON, for tools that read rather than look.
  features: { componentsManifest: true },
  // What is published must not tell where it was built.
  experimental_manifests: (manifests) => JSON.parse(JSON.stringify(manifests).replaceAll(`${process.cwd()}/`, '')),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true, enableCrashReports: false },
  viteFinal: (config) =>
    mergeConfig(config, {
      // Serves and emits the worker of the very version of MSW that the stories use.
      plugins: [msw({ mode: 'worker-only' })],
      // Found in the middle of a test run, a dependency would reload the page under the test.
      optimizeDeps: {
        include: ['msw', 'msw/browser', '@tanstack/react-query', 'react', 'react-dom', 'react-dom/client', 'react/jsx-dev-runtime', 'antd', 'swr', 'react-router'],
      },
      build: {
        rolldownOptions: {
          onLog(level: string, log: { code?: string }, handle: (level: string, log: unknown) => void) {
            // "use client" is for those who bundle this package for a server; here it is only noise.
            if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
          },
        },
      },
    }),
});
