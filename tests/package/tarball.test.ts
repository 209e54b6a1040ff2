import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiReport } from '../../scripts/apiReport.mjs';
import manifest from '../../package.json' with { type: 'json' };

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-'));
let tarball = '';
let packed: string[] = [];

// Builds first, as every packing does.
beforeAll(() => {
  const { status, stdout, stderr } = spawnSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm pack failed, so there is nothing to test: ${stderr}`);
  // npm answers with a list, newer ones with an object by name.
  const answer = JSON.parse(stdout.slice(stdout.search(/[[{]/))) as Record<string, { filename: string; files: { path: string }[] }>;
  const [pack = { filename: '', files: [] }] = Object.values(answer);
  tarball = join(folder, pack.filename);
  packed = pack.files.map(({ path }) => path).toSorted();
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modules = globSync('**/*.{ts,tsx}', { cwd: join(root, 'src') }).map((file) => file.replaceAll('\\', '/').replace(/\.tsx?$/, ''));
const builtModule = (name: string): string => readFileSync(join(root, 'dist', `${name}.js`), 'utf8');

test('the tarball holds one module for each source module, the stylesheets, the tokens, the texts and the documents for who uses it, and nothing else', () => {
  const expected = [
    ...modules.flatMap((name) => ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => `dist/${name}${end}`)),
    ...['styles.css', 'styles.unlayered.css'].flatMap((name) => [`dist/${name}`, `dist/${name}.d.ts`]),
    'dist/tokens.json',
    'LICENSE',
    'README.md',
    'README.zh-CN.md',
    'package.json',
    // An error says "See docs/errors.md", and the README names the others.
    'docs/api.md',
    'docs/errors.md',
    'CHANGELOG.md',
    'MIGRATION.md',
    'SPEC.md',
    'VERSIONING.md',
  ];
  expect(packed).toEqual(expected.toSorted());
});

test('its entries are those that are promised, and each is in it', () => {
  expect(Object.keys(manifest.exports)).toEqual([
    '.',
    './views',
    './client',
    './testing',
    './testing/msw',
    './testing/react',
    './messages/en',
    './messages/zh-CN',
    './styles.css',
    './styles.unlayered.css',
    './tokens.json',
  ]);
  const files = Object.values(manifest.exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
  expect(files.map((file) => file.replace('./', '')).filter((file) => !packed.includes(file))).toEqual([]);
});

test('nothing of it runs when it is installed, and only its stylesheets have side effects', () => {
  const scripts = Object.keys(manifest.scripts);
  expect(scripts.filter((name) => /^(?:pre|post)?(?:install|prepare|uninstall)$|^dependencies$/.test(name))).toEqual([]);
  expect(manifest.sideEffects).toEqual(['*.css']);
  expect(manifest).not.toHaveProperty('dependencies');
});

test('its peers are the ranges that the consumers prove', () => {
  expect(manifest.peerDependencies).toEqual({
    '@tanstack/react-query': '^5.0.0',
    msw: '^2.0.0 || ^3.0.0',
    react: '^18.0.0 || ^19.0.0',
    'react-dom': '^18.0.0 || ^19.0.0',
  });
  expect(manifest.peerDependenciesMeta).toEqual({ '@tanstack/react-query': { optional: true }, msw: { optional: true } });
});

describe('"use client"', () => {
  /** Takes state, an effect or a context from React, or from a module that does. */
  const usesClient = (code: string): boolean =>
    Array.from(code.matchAll(/^import (?:\w+, )?\{([^}]*)\} from/gm)).some(([, names = '']) => /\b(?:use[A-Z]|createContext\b)/.test(names));

  test.each(modules)('%s', (name) => {
    const code = builtModule(name);
    expect(code.startsWith("'use client';")).toBe(usesClient(code));
  });
});

test('publint has no findings', async () => {
  const { messages } = await publint({ pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }, strict: true });
  expect(messages).toEqual([]);
}, 60_000);

test('the types of every entry resolve as its modules do', () => {
  const attw = join(root, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
  const { status, stdout } = spawnSync(process.execPath, [attw, tarball, '--profile', 'esm-only', '--format', 'ascii'], { encoding: 'utf8' });
  expect({ status, stdout: status === 0 ? '' : stdout }).toEqual({ status: 0, stdout: '' });
}, 60_000);

test('docs/api.md is what the entries promise; `npm run api` writes it', () => {
  expect(readFileSync(join(root, 'docs', 'api.md'), 'utf8')).toBe(apiReport());
});
