import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { figure, isMet, readFigures } from '../../scripts/figures.mjs';
import { countQuoted, proofPage, quoteFigures, READMES, type Proofs } from '../../scripts/proofTable.mjs';
import * as client from '../../src/client.ts';
import * as index from '../../src/index.ts';
import * as testing from '../../src/testing/index.ts';
import * as msw from '../../src/testing/msw.ts';
import * as en from '../../src/messages/en.ts';
import * as zhCN from '../../src/messages/zh-CN.ts';
import type { TaskApiErrorKind } from '../../src/types/TaskApiError.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const codeOf = (text: string): string[] => text.match(/^```[\s\S]*?^```$/gm) ?? [];

const DOORS: Record<string, object> = {
  'task-retry-ui': index,
  'task-retry-ui/client': client,
  'task-retry-ui/testing': testing,
  'task-retry-ui/testing/msw': msw,
  'task-retry-ui/messages/en': en,
  'task-retry-ui/messages/zh-CN': zhCN,
};

describe.each(['README.md', 'README.zh-CN.md', 'MIGRATION.md', 'VERSIONING.md', 'docs/errors.md', 'docs/api.md'])('%s', (file) => {
  test('links only to what is there', () => {
    const links = Array.from(read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g), ([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(root, dirname(file), link)))).toEqual([]);
  });

  test('imports only what the package exports', () => {
    const code = codeOf(read(file)).join('\n');
    for (const [, names = '', door = ''] of code.matchAll(/import \{([^}]*)\} from '(task-retry-ui[^']*)'/g)) {
      const values = names.split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '));
      expect({ door, names: Object.keys(DOORS[door] ?? {}) }).toEqual({ door, names: expect.arrayContaining(values) as unknown });
    }
  });
});

test('the Chinese README shows the same code as the English one, in the same order', () => {
  const english = codeOf(read('README.md'));
  const shown = codeOf(read('README.zh-CN.md'));
  expect(english).toEqual(expect.arrayContaining(shown));
  // What starts an application must be all there.
  expect(shown.filter((code) => code.includes(' title='))).toEqual(english.filter((code) => code.includes(' title=')));
});

test('docs/errors.md explains every kind of error, and no other', () => {
  // Typed, so that a new kind has to be named here, and so be explained there.
  const kinds: Record<TaskApiErrorKind, true> = {
    'bad-input': true,
    offline: true,
    'unknown-outcome': true,
    refused: true,
    unauthenticated: true,
    forbidden: true,
    'not-found': true,
    'too-large': true,
    invalid: true,
    'rate-limited': true,
    unreadable: true,
  };
  const rows = Array.from(read('docs/errors.md').matchAll(/^\| `([\w-]+)` \|(.*)\|(.*)\|(.*)\|$/gm));
  expect(rows.map(([, kind = '']) => kind).toSorted()).toEqual(Object.keys(kinds).toSorted());
  expect(rows.flatMap((row) => row.slice(2)).filter((cell) => cell.trim() === '')).toEqual([]);
});

describe('what was measured', () => {
  const data = JSON.parse(read('docs/proof.json')) as Proofs;

  test('docs/proof.md is what docs/proof.json makes', () => {
    expect(read('docs/proof.md')).toBe(proofPage(data));
  });

  test.each(READMES)('%s quotes it as it is, and nothing that was not measured', (file) => {
    const text = read(file);
    expect(countQuoted(text)).toBeGreaterThan(0);
    expect(text).toBe(quoteFigures(text, data));
    // Typed by hand it would be true for a while. Sizes in px are promises, and other tests hold the package to them.
    const typed = text
      .replaceAll(/^```[\s\S]*?^```$/gm, '')
      .match(/\d[\d.,]*(?:\s*%| ?(?:kB|KB|MB|B|bytes|ms|s|seconds|minutes|faults|stories|pictures|bugs|mutants)\b| ?(?:字节|毫秒|秒|分钟|张图|个测试|个故障))/g);
    expect(typed).toBeNull();
  });

  test('a number that was typed over, or that nobody measured, is found', () => {
    const measured = { size: { figures: [{ name: 'everything', value: 13874.256, unit: 'B' }] } };
    expect(quoteFigures('<!-- figure:size/everything -->9<!-- /figure --> B', measured)).toBe(
      '<!-- figure:size/everything -->13,874.26<!-- /figure --> B',
    );
    expect(() => quoteFigures('<!-- figure:size/nothing -->9<!-- /figure -->', measured)).toThrow('size/nothing');
  });

  test('a figure is read as it was told', () => {
    const told: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line));
    figure('mutants killed', 91.456, '%', { bound: 'at least', value: 90 });
    figure('a: b = c', -1);
    figure('faults', 3, '', { bound: 'at most', value: 0 });
    log.mockRestore();
    const figures = readFigures(['noise figure: x = 1', ...told, ''].join('\n'));
    expect(figures).toEqual([
      { name: 'mutants killed', value: 91.46, unit: '%', goal: { bound: 'at least', value: 90 } },
      { name: 'a: b = c', value: -1, unit: '' },
      { name: 'faults', value: 3, unit: '', goal: { bound: 'at most', value: 0 } },
    ]);
    expect(figures.map(isMet)).toEqual([true, undefined, false]);
  });
});
