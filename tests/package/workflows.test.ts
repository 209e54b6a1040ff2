import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };

interface Workflow {
  on: unknown;
  permissions: Record<string, string>;
  jobs: Record<string, { steps: { run?: string; uses?: string; env?: Record<string, string> }[]; strategy?: { matrix: { node?: number[]; shard?: string[] } } }>;
}

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.github', 'workflows');
const read = (file: string): Workflow => parse(readFileSync(join(folder, file), 'utf8')) as Workflow;
const files = globSync('*.yml', { cwd: folder });
const commandsOf = (file: string): string[] =>
  Object.values(read(file).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run ? run.trim().split('\n') : [])));

test('there are workflows for tests, proofs, pictures, the Storybook and releases', () => {
  expect(files).toEqual(expect.arrayContaining(['ci.yml', 'chromatic.yml', 'proof.yml', 'release.yml', 'storybook.yml']));
});

describe.each(files)('%s', (file) => {
  test('calls only npm scripts that exist', () => {
    const called = commandsOf(file).flatMap((line) => Array.from(line.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g), ([, run, own]) => run ?? own ?? ''));
    expect(called.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
    // Nothing else of this project is started past its scripts.
    expect(commandsOf(file).filter((line) => /\bnpx\b|\bnode scripts/.test(line))).toEqual([]);
  });

  test('asks for the rights it needs, and no more by default', () => {
    expect(read(file).permissions['contents']).toBe('read');
  });
});

test('CI runs on each Node that the tools support', () => {
  expect(read('ci.yml').jobs['test']?.strategy?.matrix.node).toEqual([22, 24, 26]);
});

test('the shards of the proofs are all of them', () => {
  const shards = read('proof.yml').jobs['prove']?.strategy?.matrix.shard ?? [];
  expect(shards).not.toEqual([]);
  expect(shards).toEqual(shards.map((_, index) => `${index + 1}/${shards.length}`));
});

test('what must hold on each change, and before a release, is all of it', () => {
  for (const file of ['ci.yml', 'release.yml']) expect(commandsOf(file)).toContain('npm run test:all');
  expect(readFileSync(join(root, '.ci', 'run'), 'utf8')).toMatch(/^npm test -- --all\b/m);
});

test('a release is published with provenance, by OIDC and without a token', () => {
  expect(read('release.yml').permissions['id-token']).toBe('write');
  expect(commandsOf('release.yml')).toContain('npm publish --provenance --access public');
  expect(readFileSync(join(folder, 'release.yml'), 'utf8')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
});
