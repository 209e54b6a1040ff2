import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { seeds, type Seed } from './seeds.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The source of a seed's file with the mistake in it. Throws unless each text is there exactly once. */
export function seeded(source: string, { name, file, edits }: Seed): string {
  let code = source;
  for (const [find, put] of edits) {
    const [before, after, ...more] = code.split(find);
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`Seed "${name}": ${file} has this text ${code.split(find).length - 1} times instead of once: ${find}`);
    }
    code = before + put + after;
  }
  return code;
}

/** Puts the mistake into its module while it is loaded which the variable `SEED` names. Without it, does nothing. */
export function applySeed(): Plugin {
  return {
    name: 'apply-seed',
    enforce: 'pre',
    transform(source, id) {
      const name = process.env['SEED'];
      if (!name) return undefined;
      const seed = seeds.find((each) => each.name === name);
      if (!seed) throw new Error(`There is no seed "${name}" in tests/seeds/seeds.ts.`);
      const file = relative(root, id.replace(/\?.*$/, '')).replaceAll('\\', '/');
      return seed.file === file ? { code: seeded(source, seed), map: null } : undefined;
    },
  };
}
