import addonA11y from '@storybook/addon-a11y';
import addonDocs from '@storybook/addon-docs';
import { definePreview } from '@storybook/react-vite';
import addonVitest from '@storybook/addon-vitest';
import addonMsw from 'msw-storybook-addon';
// The same glyphs on every machine; preview.css names them.
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-mono/wght.css';
import '@fontsource-variable/noto-sans-sc/wght.css';
import '../src/styles.css';
import './preview.css';
import { DocsHost } from './DocsHost.tsx';
import { forgetConsole, throwConsole } from './consoleGuard.ts';
import { EACH, modesOf } from './modes.ts';
import { StoryHost } from './StoryHost.tsx';
import { systemTheme } from './themes.ts';
import { fillLists } from '../stories/fillLists.ts';
import { putTasks } from '../stories/scenarios.ts';
import type { Task } from '../src/types/task.ts';
import { startWorker, throwMisdirected } from './worker.ts';

export default definePreview({
  addons: [addonDocs(), addonA11y(), addonVitest(), addonMsw(startWorker)],
  tags: ['autodocs'],
  globalTypes: {
    theme: {
      description: 'Colour scheme of the host page',
      toolbar: { title: 'Theme', icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
    locale: {
      description: 'Language of the components',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'en', title: 'English' },
          { value: 'zh-CN', title: '简体中文' },
          { value: 'pseudo', title: 'Pseudo: long and accented' },
        ],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction of the host page',
      toolbar: {
        title: 'Direction',
        icon: 'transfer',
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
        dynamicTitle: true,
      },
    },
    contrast: {
      description: 'Contrast that the host asks for',
      toolbar: {
        title: 'Contrast',
        icon: 'contrast',
        items: [
          { value: 'normal', title: 'Normal contrast' },
          { value: 'more', title: 'More contrast' },
        ],
        dynamicTitle: true,
      },
    },
    size: {
      description: 'Size of controls that the host asks for',
      toolbar: {
        title: 'Size',
        icon: 'component',
        items: [
          { value: 'default', title: 'Default size' },
          { value: 'compact', title: 'Compact' },
        ],
        dynamicTitle: true,
      },
    },
  },
  initialGlobals: { theme: systemTheme(), locale: 'en', direction: 'ltr', contrast: 'normal', size: 'default' },
  decorators: [
    (Story, { id, globals }) => (
      <StoryHost
        key={id}
        theme={globals['theme'] as string}
        locale={globals['locale'] as string}
        direction={globals['direction'] as string}
        contrast={globals['contrast'] as string}
        size={globals['size'] as string}
      >
        <Story />
      </StoryHost>
    ),
  ],
  parameters: {
    layout: 'padded',
    controls: { expanded: true },
    docs: { container: DocsHost, codePanel: true, toc: { headingSelector: 'h2' } },
    options: {
      storySort: {
        order: [
          'Introduction',
          'A day on call',
          'Pages',
          'Components',
          [
            'StageRetryButton',
            ['Overview', 'States', 'Scenarios'],
            'BatchRetryDialog',
            ['Overview', 'States', 'Scenarios', 'Scenarios of a run'],
            'BatchRetryPanel',
            'BatchRetryResultList',
            ['Overview', 'States', 'Scenarios'],
          ],
          'Foundations',
          ['Colour', 'Type', 'Motion', 'Writing'],
          'Theming',
          'Bring your own',
          'Testing your pages',
          'Accessibility',
          'Faults',
          'Benchmark',
          'Proof',
        ],
      },
    },
    a11y: {
      test: 'error',
      // Stated in full: axe leaves the size of targets off, and Storybook stops at WCAG 2.1.
      options: {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
        rules: { 'target-size': { enabled: true } },
      },
    },
    chromatic: { modes: modesOf(EACH), prefersReducedMotion: 'reduce' },
  },
  beforeEach({ args }) {
    forgetConsole();
    // Whatever was retried before: the platform has the tasks as the story shows them.
    const { task, tasks } = args as { task?: Task; tasks?: readonly Task[] };
    putTasks(tasks ?? (task ? [task] : []));
  },
  async afterEach() {
    await fillLists();
    throwMisdirected();
    throwConsole();
  },
});
