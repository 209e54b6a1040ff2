import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import './docs.css';
import { systemTheme, themes } from './themes.ts';

/** The fonts of the stories on the page; Storybook around it, which does not load them, has those of the machine. */
const FONTS = { fontBase: 'var(--task-retry-font)', fontCode: 'var(--task-retry-font-mono)' };

/** A page of text, in the theme that the toolbar chose for the stories on it. */
export function DocsHost({ context, children }: DocsContainerProps & { children?: ReactNode }): ReactElement {
  const { channel } = context;
  const [theme, setTheme] = useState(() => themeIn(channel.last('globalsUpdated') ?? channel.last('setGlobals')));
  useEffect(() => {
    const follow = (...told: readonly unknown[]): void => setTheme(themeIn(told));
    channel.on('globalsUpdated', follow);
    return () => channel.off('globalsUpdated', follow);
  }, [channel]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return (
    <DocsContainer context={context} theme={{ ...themes[theme], ...FONTS }}>
      {children}
    </DocsContainer>
  );
}

function themeIn(told: readonly unknown[] | undefined): 'light' | 'dark' {
  const [{ globals } = {}] = (told ?? []) as readonly { globals?: Record<string, unknown> }[];
  const theme = globals?.['theme'];
  return theme === 'dark' || theme === 'light' ? theme : systemTheme();
}
