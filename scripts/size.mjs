// How many bytes an application gets: minified and gzipped, without React and TanStack Query, strings counted apart.
// Fails where a budget is exceeded. `--modules` shows what each module weighs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { transform } from 'lightningcss';
import { rolldown } from 'rolldown';
import { figure } from './figures.mjs';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
if (!existsSync(dist)) {
  console.error('dist/ is missing, so there is nothing to weigh. Run `npm run build` first.');
  process.exit(1);
}

/** @type {[name: string, weighing: Promise<{ bytes: number, modules: [string, number][] }>, budget: number][]} In bytes. */
const BUDGETS = [
  ['StageRetryButton alone', script(`export { StageRetryButton } from './index.js'`), 5_000],
  ['everything', script(`export * from './index.js'`), 14_000],
  ['English', script(`export * from './messages/en.js'`, []), 2_000],
  ['Chinese', script(`export * from './messages/zh-CN.js'`, []), 2_000],
  ['styles.css', stylesheet('styles.css'), 4_096],
  ['styles.unlayered.css', stylesheet('styles.unlayered.css'), 4_096],
];

let failed = 0;
for (const [name, weighing, budget] of BUDGETS) {
  const { bytes, modules } = await weighing;
  if (bytes > budget) failed += 1;
  console.log(`${name.padEnd(24)} ${String(bytes).padStart(6)} B of ${budget} ${bytes > budget ? 'TOO MUCH' : ''}`);
  figure(name, bytes, 'B', { bound: 'at most', value: budget });
  if (process.argv.includes('--modules')) for (const [id, size] of modules) console.log(`  ${String(size).padStart(6)} ${id}`);
}
process.exitCode = failed === 0 ? 0 : 1;

async function script(code, external = [/messages\/(en|zh-CN)\.js$/]) {
  const entry = join(dist, 'entry-of-size.js');
  const bundle = await rolldown({
    input: entry,
    external: [/^react/, /^@tanstack\//, ...external],
    treeshake: { moduleSideEffects: false },
    plugins: [
      { name: 'entry', resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? code : undefined) },
    ],
    onLog: () => {},
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  const modules = Object.entries(output[0].modules)
    .map(([id, { code: text }]) => [id.slice(dist.length + 1), gzipSync(text ?? '', { level: 9 }).length])
    .filter(([, size]) => size > 20)
    .toSorted((a, b) => b[1] - a[1]);
  return { bytes: gzipSync(output[0].code, { level: 9 }).length, modules };
}

async function stylesheet(name) {
  const { code } = transform({ filename: name, code: readFileSync(join(dist, name)), minify: true });
  return { bytes: gzipSync(code, { level: 9 }).length, modules: [] };
}
