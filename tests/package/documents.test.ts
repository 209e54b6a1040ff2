import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as client from '../../src/client.ts';
import * as index from '../../src/index.ts';
import * as testing from '../../src/testing/index.ts';
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
