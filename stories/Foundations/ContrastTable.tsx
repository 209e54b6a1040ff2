import type { ReactElement, ReactNode } from 'react';
import type { Theme } from '../../scripts/tokens.mjs';
import { DocsTable } from '../docs/DocsTable.tsx';
import { CONTRAST_PAIRS, contrastIn, leastContrast, THEME_COLOURS, type ContrastPair } from './contrast.ts';
import './Foundations.css';

const NAMES: Record<Theme, string> = {
  light: 'Light',
  dark: 'Dark',
  'light-more': 'Light, more contrast',
  'dark-more': 'Dark, more contrast',
};
const THEMES = Object.keys(NAMES) as Theme[];

/** Every two colours that meet, with their contrast in each theme, computed from the tokens. */
export function ContrastTable({ kind }: { kind: ContrastPair['kind'] }): ReactElement {
  return (
    <DocsTable
      label={`Contrast, ${kind}`}
      head={['Pair', 'Where', ...THEMES.map((theme) => `${NAMES[theme]} (at least ${leastContrast(kind, theme)})`)]}
      rows={CONTRAST_PAIRS.filter((pair) => pair.kind === kind).map(rowOf)}
    />
  );
}

function rowOf(pair: ContrastPair): ReactNode[] {
  const ratios = THEMES.map((theme) => <Ratio key={theme} theme={theme} pair={pair} />);
  const names = (
    <>
      <Word>{pair.front}</Word> on <Word>{pair.ground}</Word>
    </>
  );
  return [names, pair.where, ...ratios];
}

function Word({ children }: { children: string }): ReactElement {
  return <span className="docs-table__word">{children}</span>;
}

function Ratio({ theme, pair }: { theme: Theme; pair: ContrastPair }): ReactElement {
  const { [pair.front]: color, [pair.ground]: background } = THEME_COLOURS[theme];
  return (
    <span className="ratio">
      <span className="ratio__sample" style={{ color, background }} aria-hidden="true">
        {pair.kind === 'text' ? 'Aa 文' : '◯'}
      </span>
      {contrastIn(theme, pair).toFixed(1)}
    </span>
  );
}
