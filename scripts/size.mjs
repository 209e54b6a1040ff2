// How many bytes an application gets: minified and gzipped, without React and TanStack Query, strings counted apart.
// Each has a goal, which is printed where it is missed, and a limit, which fails. What became smaller gets a lower limit:
// its bytes, rounded up to the next hundred. `--modules` shows what each module weighs.
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

/**
 * In bytes. Rows without a goal say where the bytes of the button are: what it gains where an application sets a client of
 * its own, and the two things that it joins.
 *
 * @type {{ name: string, weighing: Promise<{ bytes: number, modules: [string, number][] }>, goal?: number, limit: number }[]}
 */
const ROWS = [
  { name: 'StageRetryButton alone', weighing: script(`export { StageRetryButton } from './index.js'`), goal: 5_000, limit: 8_600 },
  {
    name: 'StageRetryButton with provider and client',
    weighing: script(`export { StageRetryButton, TaskRetryProvider, createTaskApi } from './index.js'`),
    limit: 9_900,
  },
  { name: 'StageRetryButtonView alone', weighing: script(`export { StageRetryButtonView } from './views.js'`), limit: 3_500 },
  { name: 'retryTaskFromStage alone', weighing: script(`export { retryTaskFromStage } from './client.js'`), limit: 2_300 },
  { name: 'everything', weighing: script(`export * from './index.js'`), goal: 14_000, limit: 20_700 },
  { name: 'English', weighing: script(`export * from './messages/en.js'`, []), goal: 2_000, limit: 2_000 },
  { name: 'Chinese', weighing: script(`export * from './messages/zh-CN.js'`, []), goal: 2_000, limit: 2_000 },
  { name: 'styles.css', weighing: stylesheet('styles.css'), goal: 4_000, limit: 4_000 },
  { name: 'styles.unlayered.css', weighing: stylesheet('styles.unlayered.css'), goal: 4_000, limit: 4_000 },
];

for (const { name, weighing, goal, limit } of ROWS) {
  const { bytes, modules } = await weighing;
  console.log(`${name.padEnd(42)} ${String(bytes).padStart(6)} B${goal !== undefined && bytes > goal ? `, above its goal of ${goal} B` : ''}`);
  figure(name, bytes, 'B', goal === undefined ? undefined : { bound: 'at most', value: goal });
  if (bytes > limit) {
    process.exitCode = 1;
    console.error(`  ABOVE ITS LIMIT of ${limit} B: take something out, or raise the limit in scripts/size.mjs and say why.`);
  }
  if (process.argv.includes('--modules')) for (const [id, size] of modules) console.log(`  ${String(size).padStart(6)} ${id}`);
}

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
