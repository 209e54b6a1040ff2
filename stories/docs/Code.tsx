import { Source } from '@storybook/addon-docs/blocks';
import type { ReactElement } from 'react';
import { useTheme } from 'storybook/theming';

/** Code of a story as those write it who install the package, in the theme of the page. */
export function Code({ children }: { children: string }): ReactElement {
  const { base } = useTheme();
  return <Source language="tsx" dark={base === 'dark'} code={children.replaceAll("'../../src/index.ts'", "'task-retry-ui'")} />;
}
