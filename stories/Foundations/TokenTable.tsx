import { Fragment, type ReactElement, type ReactNode } from 'react';
import { semanticTokens, type SemanticToken, type Theme } from '../../scripts/tokens.mjs';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };
import { DocsTable } from '../docs/DocsTable.tsx';
import { TokenSample } from '../docs/TokenSample.tsx';
import { THEME_COLOURS } from './contrast.ts';
import './Foundations.css';

const THEMES = Object.keys(THEME_COLOURS) as Theme[];

/** Every colour with what it is in each theme. */
export function ColourTable(): ReactElement {
  return (
    <DocsTable
      label="Colours"
      head={['Property, and what it is for', 'Light', 'Dark', 'Light, more contrast', 'Dark, more contrast']}
      rows={semanticTokens(tokens)
        .filter(({ type }) => type === 'color')
        .map(colourRow)}
    />
  );
}

/** Properties of other types than colour, with a sample of each. */
export function TokenTable({ label, of }: { label: string; of: (name: string) => boolean }): ReactElement {
  return (
    <DocsTable
      label={label}
      head={['Property', 'What it is for', 'Value', 'Here']}
      rows={semanticTokens(tokens)
        .filter(({ name, type }) => type !== 'color' && of(name))
        .map(({ name, type, description, values }) => [
          <code key={name}>--task-retry-{name}</code>,
          description,
          type === 'shadow'
            ? 'another one in each theme'
            : Object.entries(values)
                .map(([mode, value]) => (mode === 'light' ? said(value) : `${mode}: ${said(value)}`))
                .join('; '),
          <TokenSample key={name} name={name} type={type} />,
        ])}
    />
  );
}

function colourRow({ name, description }: SemanticToken): ReactNode[] {
  const swatches = THEMES.map((theme) => <Swatch key={theme} colour={THEME_COLOURS[theme][name]} />);
  // Under each other, since four colours leave no room for both side by side.
  const property = (
    <Fragment key={name}>
      <code>--task-retry-{name}</code>
      <span className="role">{description}</span>
    </Fragment>
  );
  return [property, ...swatches];
}

function Swatch({ colour }: { colour: string | undefined }): ReactElement {
  return (
    <span className="swatch">
      <span className="swatch__colour" style={{ background: colour }} />
      <code>{colour}</code>
    </span>
  );
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  const { value: number, unit } = value as { value?: number; unit?: string };
  return `${number} ${unit}`;
}
