import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { semanticTokens, tokensCss, type Theme } from '../../scripts/tokens.mjs';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };
import { CONTRAST_PAIRS, contrast, contrastIn, leastContrast, THEME_COLOURS } from '../../stories/Foundations/contrast.ts';

const semantic = semanticTokens(tokens);

test('tokens.css is what tokens.json says: run `npm run tokens` after a change', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../src/styles/tokens.css'), 'utf8')).toBe(tokensCss(tokens));
});

describe('tokens.json is what other tools can read (DTCG Format 2025.10)', () => {
  test('each semantic token has a type, a value by alias, and says what it is for', () => {
    const told = semantic.map(({ name, type, description }) => ({ name, type: Boolean(type), description: description?.endsWith('.') }));
    expect(told).toEqual(semantic.map(({ name }) => ({ name, type: true, description: true })));
    // But the shadow, which is made of several: of those only the colour is an alias.
    const literal = pathsOf(tokens.semantic, '').filter((path) => !JSON.stringify(at(tokens.semantic, path)).startsWith('"{primitive.'));
    expect(literal).toEqual(['.elevation.shadow']);
  });

  test('the two spellings of each colour are one colour', () => {
    const colours = [...JSON.stringify(tokens).matchAll(/"components":\[([^\]]*)\](?:,"alpha":[\d.]+)?,"hex":"(#[\da-f]{6})"/g)];
    expect(colours).toHaveLength(JSON.stringify(tokens).split('"colorSpace":"srgb"').length - 1);
    for (const [, components = '', hex] of colours) {
      const bytes = components.split(',').map((part) => Math.round(Number(part) * 255).toString(16).padStart(2, '0'));
      expect(`#${bytes.join('')}`).toBe(hex);
    }
  });

  test('modes are those that are documented, and each primitive token is used', () => {
    const modes = new Set(semantic.flatMap(({ values }) => Object.keys(values)));
    expect([...modes].toSorted()).toEqual(['compact', 'dark', 'dark-more', 'light', 'light-more', 'reduced-motion']);
    const used = JSON.stringify(tokens.semantic);
    const names = pathsOf(tokens.primitive, 'primitive');
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !used.includes(`{${name}}`))).toEqual([]);
  });
});

describe.each(Object.keys(THEME_COLOURS) as Theme[])('contrast in the theme %s', (theme) => {
  test.each(CONTRAST_PAIRS.map((pair) => [`${pair.front} on ${pair.ground}`, pair.kind, pair] as const))('%s, as %s', (_, kind, pair) => {
    expect(contrastIn(theme, pair)).toBeGreaterThanOrEqual(leastContrast(kind, theme));
  });
});

test('contrast is that of WCAG', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21);
  expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2);
});

test('each colour is in a pair, but for those that only divide, dim or decorate', () => {
  const paired = new Set(CONTRAST_PAIRS.flatMap(({ front, ground }) => [front, ground]));
  const alone = Object.keys(THEME_COLOURS.light).filter((name) => !paired.has(name));
  expect(alone).toEqual([
    'border',
    'submitted-border',
    'refused-border',
    'unknown-border',
    'completed-border',
    'neutral-border',
    'backdrop',
  ]);
});

function pathsOf(group: object, path: string): string[] {
  if ('$value' in group) return [path];
  return Object.entries(group).flatMap(([name, member]) =>
    typeof member === 'object' && member !== null ? pathsOf(member, `${path}.${name}`) : [],
  );
}

function at(group: object, path: string): unknown {
  const token = path.split('.').slice(1).reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], group);
  return (token as { $value: unknown }).$value;
}
