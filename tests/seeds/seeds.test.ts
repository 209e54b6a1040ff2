import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seeded } from './applySeed.ts';
import { seeds } from './seeds.ts';

test('each seed has a name of its own, and there are at least forty', () => {
  expect(new Set(seeds.map(({ name }) => name)).size).toBe(seeds.length);
  expect(seeds.length).toBeGreaterThanOrEqual(40);
});

test.each(seeds)('$name can be put into today’s source: each of its texts is there exactly once', (seed) => {
  const source = readFileSync(seed.file, 'utf8');
  expect(seeded(source, seed)).not.toBe(source);
});

test.each(seeds)('the files that are to catch $name exist', ({ caughtBy }) => {
  expect(caughtBy.length).toBeGreaterThan(0);
  expect(caughtBy.filter((file) => !existsSync(file))).toEqual([]);
});
