import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { resolve } from 'node:path';
import { transform, type Selector, type SelectorComponent } from 'lightningcss';
import { describe, expect, test } from 'vitest';
import { stylesheet } from '../../scripts/stylesheet.mjs';
import { semanticTokens } from '../../scripts/tokens.mjs';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };

type Specificity = readonly [ids: number, classes: number, elements: number];

const layered = String((await stylesheet({ layered: true })).code);
const unlayered = String((await stylesheet({ layered: false })).code);

/** The specificity of a selector (Selectors Level 4). */
function specificity(selector: Selector): Specificity {
  return selector.map(ofComponent).reduce<Specificity>(([a, b, c], [x, y, z]) => [a + x, b + y, c + z], [0, 0, 0]);
}

function ofComponent(component: SelectorComponent): Specificity {
  const { type } = component;
  if (type === 'id') return [1, 0, 0];
  if (type === 'class' || type === 'attribute') return [0, 1, 0];
  if (type === 'type' || type === 'pseudo-element') return [0, 0, 1];
  if (type !== 'pseudo-class') return [0, 0, 0];
  if (component.kind === 'where') return [0, 0, 0];
  if (component.kind === 'is' || component.kind === 'not' || component.kind === 'has') {
    return component.selectors.map(specificity).toSorted(compare).at(-1) ?? [0, 0, 0];
  }
  return [0, 1, 0];
}

function compare(one: Specificity, other: Specificity): number {
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

/** What a stylesheet holds, as a parser reads it. */
function read(css: string): { specificities: Specificity[]; important: number; layers: number } {
  const specificities: Specificity[] = [];
  let important = 0;
  let layers = 0;
  transform({
    filename: 'styles.css',
    code: Buffer.from(css),
    visitor: {
      Rule: {
        style({ value }) {
          specificities.push(...value.selectors.map(specificity));
          important += value.declarations?.importantDeclarations?.length ?? 0;
        },
        'layer-block'() {
          layers++;
        },
      },
    },
  });
  return { specificities, important, layers };
}

test('the reader counts as browsers do', () => {
  const css = '#a .b:hover > c::before {} :where(#a) d {} :is(.a.b, #c):not(.d) {} @layer x { e { color: red !important } }';
  expect(read(css)).toEqual({ specificities: [[1, 2, 2], [0, 0, 1], [1, 1, 0], [0, 0, 1]], important: 1, layers: 1 });
});

describe.each([
  ['styles.css', layered],
  ['styles.unlayered.css', unlayered],
])('%s', (_, css) => {
  test('no selector counts more than one class, and nothing is important', () => {
    const { specificities, important } = read(css);
    expect(specificities.length).toBeGreaterThan(100);
    expect(specificities.filter((each) => compare(each, [0, 1, 0]) > 0)).toEqual([]);
    expect(important).toBe(0);
  });

  test('takes at most 4,096 bytes, minified and with gzip', async () => {
    const { code } = await stylesheet({ layered: css === layered, minify: true });
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(4096);
  });
});

test('the twin has the same rules, and no layer', () => {
  expect(read(layered).layers).toBeGreaterThan(0);
  expect(read(unlayered).layers).toBe(0);
  expect(flat(unlayered)).toBe(flat(layered.replaceAll(/^@layer task-retry;|^@layer task-retry \{|^\}/gm, '')));
});

const src = resolve(import.meta.dirname, '../../src');
const components = globSync('components/**/*.css', { cwd: src }).map((file) => readFileSync(resolve(src, file), 'utf8')).join('\n');

test('each property is a token, and each token is used', () => {
  const used = new Set([...components.matchAll(/var\(--task-retry-([\w-]+)/g)].map(([, name]) => name));
  const own = new Set([...components.matchAll(/--task-retry-([\w-]+):/g)].map(([, name]) => name));
  const names = semanticTokens(tokens).map(({ name }) => name);
  expect(used.size).toBeGreaterThan(20);
  expect(names.filter((name) => !used.has(name))).toEqual([]);
  expect(names.filter((name) => own.has(name))).toEqual([]);
  expect([...used].filter((name = '') => !names.includes(name) && !own.has(name))).toEqual([]);
});

test('colours stand in tokens.css only, but for those of the system', () => {
  expect(coloursOf('a { color: red; border: 1px solid var(--x, #123456); fill: transparent; stroke: GrayText }')).toHaveLength(2);
  expect(coloursOf(components)).toEqual([]);
});

function coloursOf(css: string): unknown[] {
  const found: unknown[] = [];
  transform({
    filename: 'styles.css',
    code: Buffer.from(css),
    visitor: {
      Color(colour) {
        if (typeof colour === 'object' && 'alpha' in colour && colour.alpha !== 0) found.push(colour);
        return undefined;
      },
    },
  });
  return found;
}

function flat(css: string): string {
  return css.replaceAll(/\s+/g, ' ').trim();
}
