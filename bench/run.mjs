// The same small feature made in several ways, side by side in one Chromium: `npm run bench [-- --rounds 15]`.
// Rounds are interleaved, so that a busy machine is busy for all of them; figures are medians of the main thread's CPU
// time, as the browser counts it. Writes figures.json, which the docs page shows with the goals and whether they are met.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { openBrowser, serveFolder } from '../scripts/builtStorybook.mjs';
import { figure } from '../scripts/figures.mjs';
import { goalsOf } from '../stories/benchmark.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const CONTENDERS = ['floor', 'ours', 'radix', 'antd'];
const SIZES = [10, 1000, 10_000];
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
if (!(rounds > 0)) throw new Error(`--rounds is ${values.rounds}; it must be a number above 0.`);

if (!existsSync(join(here, 'node_modules'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (status !== 0) throw new Error('The peers could not be installed; the message of npm is above.');
}
if (spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: join(here, '..'), stdio: 'inherit' }).status !== 0) process.exit(1);

const { build } = await import('vite');
const { default: react } = await import('@vitejs/plugin-react');
const out = mkdtempSync(join(tmpdir(), 'task-retry-ui-bench-'));
const bytes = {};
for (const name of CONTENDERS) {
  const options = (folder, alias = []) => ({
    root: here,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    resolve: {
      dedupe: ['react', 'react-dom', '@tanstack/react-query'],
      alias: [
        { find: '#contender', replacement: join(here, 'contenders', `${name}.tsx`) },
        { find: 'task-retry-ui/styles.css', replacement: join(here, '../dist/styles.css') },
        { find: 'task-retry-ui', replacement: join(here, '../dist/index.js') },
        ...alias,
      ],
    },
    build: { outDir: join(out, folder), emptyOutDir: false },
  });
  // Timed as it ships. Counted apart, since React's profiling build spends time on each component that it tells about.
  await build(options(name));
  await build(options(`${name}-counted`, [{ find: 'react-dom/client', replacement: 'react-dom/profiling' }]));
  const weighed = await build({
    ...options(name),
    build: { write: false, lib: { entry: join(here, 'contenders', `${name}.tsx`), formats: ['es'] }, rolldownOptions: { external: [/^react/, /^@tanstack\/react-query/] }, minify: true, cssMinify: true },
  });
  const files = weighed.flatMap(({ output }) => output);
  bytes[name] = files.reduce((sum, file) => sum + gzipSync(file.code ?? file.source, { level: 9 }).length, 0);
}

const server = await serveFolder(out);
const browser = await openBrowser();
const samples = {};
const record = (key, value) => (samples[key] ??= []).push(value);

async function pageOf(folder) {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${server.url}${folder}/index.html`);
  return { context, page };
}

const pages = {};
for (const name of CONTENDERS) {
  const { context, page } = await pageOf(name);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  pages[name] = { page, cdp };
}

for (const name of CONTENDERS) {
  const { context, page } = await pageOf(`${name}-counted`);
  for (const [method, given] of [['mountButtons', 200], ['pressOne']]) {
    await page.evaluate(([taken, argument]) => window.steps[taken](argument), [method, given]);
  }
  const [commits, buttons] = await page.evaluate(() => window.steps.pressed());
  record(`${name} commits`, commits);
  record(`${name} rendered`, buttons);
  await context.close();
}

for (let round = -2; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? CONTENDERS : CONTENDERS.toReversed()) {
    const { page, cdp } = pages[name];
    await page.bringToFront();
    const metric = async (wanted) => (await cdp.send('Performance.getMetrics')).metrics.find((each) => each.name === wanted).value;
    const step = async (taken, argument) => {
      const before = await metric('TaskDuration');
      await page.evaluate(([method, given]) => window.steps[method](given), [taken, argument]);
      return ((await metric('TaskDuration')) - before) * 1000;
    };
    // The first rounds, in which the code is cold, do not count.
    const keep = (key, value) => round >= 0 && record(`${name} ${key}`, value);

    keep('mount', await step('mountButtons', 200));
    await step('unmount');
    // No size is always the one that follows the 200 buttons, and none pays for what another has left behind.
    for (const size of round % 4 < 2 ? SIZES : SIZES.toReversed()) {
      await cdp.send('HeapProfiler.collectGarbage');
      await step('close', size);
      keep(`open ${size}`, await step('open', size));
      await step('confirm');
      keep(`result ${size}`, await step('result'));
      keep(`elements ${size}`, await page.evaluate(() => window.steps.elements()));
      await cdp.send('HeapProfiler.collectGarbage');
      keep(`heap ${size}`, (await metric('JSHeapUsedSize')) / 1e6);
      await step('unmount');
    }
  }
}
await browser.close();
server.close();
rmSync(out, { recursive: true, force: true });

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rows = [
  // Together, since some bring their look as a style sheet and others in their script.
  ['script and style, min + gzip, without React and TanStack Query (kB)', (name) => bytes[name] / 1000],
  ['mount 200 buttons (ms)', (name) => median(samples[`${name} mount`])],
  ['commits when one of them goes pending', (name) => median(samples[`${name} commits`])],
  ['buttons rendered again then', (name) => median(samples[`${name} rendered`])],
  ...['open', 'result', 'elements', 'heap'].flatMap((what) =>
    SIZES.map((size) => [`${what}, ${size} tasks${{ open: ' (ms)', result: ' (ms)', heap: ' (MB)' }[what] ?? ''}`, (name) => median(samples[`${name} ${what} ${size}`])]),
  ),
].map(([label, of]) => {
  const figures = CONTENDERS.map((name) => [name, Number(of(name).toFixed(2))]);
  return Object.fromEntries([['label', label], ...figures]);
});
writeFileSync(join(here, 'figures.json'), `${JSON.stringify({ rounds, rows }, null, 2)}\n`);
console.table(Object.fromEntries(rows.map(({ label, ...figures }) => [label, figures])));
for (const row of rows) figure(`${row.label.replace(/ \(.*\)$/, '')}, ours`, row.ours, /\((k?B|MB|ms)\)$/.exec(row.label)?.[1]);
const goals = goalsOf(rows);
for (const { goal, measured, met } of goals) console.log(`${met ? 'met   ' : 'MISSED'} ${goal} (${measured})`);
figure('goals met', goals.filter(({ met }) => met).length, '', { bound: 'at least', value: goals.length });
