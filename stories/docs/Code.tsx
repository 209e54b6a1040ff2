import { Source } from '@storybook/addon-docs/blocks';
import type { ReactElement } from 'react';
import { useTheme } from 'storybook/theming';

interface CodeProps {
  language?: 'tsx' | 'css';
  children: string;
}

/** Code of a story as those write it who install the package, in the theme of the page. */
export function Code({ language = 'tsx', children }: CodeProps): ReactElement {
  const { base } = useTheme();
  return <Source language={language} dark={base === 'dark'} code={children.replaceAll("'../../src/index.ts'", "'task-retry-ui'")} />;
}
