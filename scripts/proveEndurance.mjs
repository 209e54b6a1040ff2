// A thousand times a stage button comes, retries and goes, and a thousand times a dialog opens, runs and closes, on one
// page with the built package: nothing may grow, and no timer, listener or live region may stay.
//
//   npm run proof:endurance [-- --cycles 1000] [-- --seed NAME] [-- --self-test]
//
// `--seed` makes the page from the source with that mistake in it (tests/seeds/seeds.ts). `--self-test` demands that it is
// noticed, of a few that leave something behind.
import react from '@vitejs/plugin-react';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { builtPackage } from '../tests/e2e/servePages.ts';
import { applySeed } from '../tests/seeds/applySeed.ts';
import { openBrowser, root, runNode, serveFolder } from './builtStorybook.mjs';

const LEAKS = ['region-stays-for-good', 'panel-announcer-not-detached', 'unload-warning-stays', 'settled-reading-is-held', 'listener-stays-in-the-store', 'time-out-goes-on'];
/** How many bytes the heap may grow by in a cycle: a closure that is kept takes more. */
const GROWTH = 20;
/** After each of them it is measured; before them come some in which the code is new. */
const STEPS = 10;
const WARM_UP = 2;
// What V8 makes of code that runs often is in the heap too, and grows for thousands of cycles.
const INTERPRETED = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-flush-bytecode';
const WORDS = { timers: 'timers', onPage: 'listeners on window or document', regions: 'live regions' };

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '1000' }, seed: { type: 'string' }, 'self-test': { type: 'boolean', default: false } },
});
const inStep = Math.ceil(Number(values.cycles) / STEPS);
let right = true;
if (values['self-test']) {
  for (const leak of LEAKS) {
    const faults = await prove(leak);
    right &&= faults.length > 0;
    console.log(`${faults.length > 0 ? 'noticed' : 'MISSED'} ${leak}: ${faults.join('; ')}`);
  }
} else {
  if (!values.seed) await runNode([join(root, 'scripts', 'build.mjs')], root);
  const faults = await prove(values.seed);
  for (const fault of faults) console.error(fault);
  right = faults.length === 0;
}
process.exitCode = right ? 0 : 1;

/** What was found wrong with the built package, or with the source that has this seed in it. */
async function prove(seed) {
  process.env.SEED = seed ?? '';
  const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-endurance-'));
  let server;
  let browser;
  try {
    await build({
      root: join(root, 'tests/endurance'),
      base: './',
      configFile: false,
      logLevel: 'error',
      plugins: [seed ? applySeed() : builtPackage(), react()],
      build: { outDir: folder, emptyOutDir: true },
    });
    server = await serveFolder(folder);
    browser = await openBrowser(INTERPRETED);
    return [...(await endure(browser, server.url, 'stages', 'stage button')), ...(await endure(browser, server.url, 'dialogs', 'dialog'))];
  } finally {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function endure(browser, url, what, name) {
  const page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && errors.push(message.text()));
  await page.addInitScript(watch);
  await page.goto(`${url}index.html`);
  await page.waitForFunction(() => globalThis.endurance);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const measure = async () => {
    // What was said last stays in the page for two seconds.
    await page.waitForFunction(() => !document.querySelector('[data-component=RetryAnnouncer]'));
    // What one collection finalizes, the next one frees.
    for (let time = 0; time < 3; time += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (wanted) => metrics.find((metric) => metric.name === wanted)?.value;
    const left = await page.evaluate(() => globalThis.leftBehind());
    return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), documents: of('Documents'), ...left };
  };

  const began = performance.now();
  const before = await page.evaluate(() => globalThis.leftBehind());
  const points = [];
  for (let step = 1 - WARM_UP; step <= STEPS; step += 1) {
    const from = 1 + (step + WARM_UP) * inStep;
    const done = await page.evaluate(([method, ...range]) => globalThis.endurance[method](...range), [what, from, inStep]);
    const wanted = expected(what, from, inStep);
    if (JSON.stringify(done) !== JSON.stringify(wanted)) errors.push(`cycles from ${from} did ${JSON.stringify(done)} instead of ${JSON.stringify(wanted)}`);
    if (step >= 0) points.push(await measure());
  }
  await page.context().close();

  const last = points.at(-1);
  const least = (some, key) => Math.min(...some.map((point) => point[key]));
  // The floor, since what a checkpoint finds on its way out goes with a later one.
  const kept = (key) => least(points.slice(points.length / 2), key) - least(points.slice(0, points.length / 2), key);
  const growth = slope(points.map(({ heap }) => heap)) / inStep;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`${name}: ${STEPS * inStep} cycles after ${WARM_UP * inStep} to warm up, ${seconds} s; heap in kB: ${points.map(({ heap }) => Math.round(heap / 1000)).join(' ')}`);
  console.log(`figure: heap growth, ${name}, bytes a cycle = ${growth.toFixed(1)} (at most ${GROWTH})`);
  for (const key of ['nodes', 'listeners', 'documents']) console.log(`figure: ${key} kept, ${name} = ${kept(key)}`);
  for (const key of ['timers', 'onPage', 'regions']) console.log(`figure: ${WORDS[key]} left, ${name} = ${last[key].length - before[key].length}`);
  return [
    ...new Set(errors),
    growth > GROWTH && `the heap grows by ${growth.toFixed(0)} bytes a cycle`,
    ...['nodes', 'listeners', 'documents'].map((key) => kept(key) > 0 && `${kept(key)} ${key} are kept`),
    ...['timers', 'onPage', 'regions'].map((key) => {
      const added = last[key].filter((each) => !before[key].includes(each));
      return last[key].length > before[key].length && `${last[key].length - before[key].length} ${WORDS[key]} are left: ${[...new Set(added)].slice(0, 3).join(', ')}`;
    }),
  ]
    .filter(Boolean)
    .map((fault) => `${name}: ${fault}`);
}

/** The middle of the slopes between any two points: one step, such as code that is compiled late, does not bend it. */
function slope(heights) {
  const slopes = heights.flatMap((height, index) => heights.slice(index + 1).map((later, distance) => (later - height) / (distance + 1)));
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)];
}

/** What the cycles of tests/endurance/page.tsx come to: by turns taken, refused, and lost and then read as taken. */
function expected(what, from, count) {
  const done = { posts: 0, submitted: 0, refused: 0, lost: 0 };
  for (let cycle = from; cycle < from + count; cycle += 1) {
    const fate = cycle % 3;
    if (what === 'stages') {
      done.posts += 1;
      // A button that went before its answer came does not check.
      done.submitted += fate === 0 || (fate === 2 && cycle % 2 === 0) ? 1 : 0;
      done.refused += fate === 1 ? 1 : 0;
      done.lost += fate === 2 ? 1 : 0;
    } else {
      done.posts += 3;
      // Told when it settles, and once more when it is checked.
      done.submitted += [5, 4, 3 + 5][fate];
      done.refused += fate === 1 ? 1 : 0;
      done.lost += fate === 2 ? 2 : 0;
    }
  }
  return done;
}

/** Runs in the page before its own scripts: keeps account of timers, and of listeners on window and document. */
function watch() {
  const timers = new Map();
  const where = () => new Error().stack.split('\n').slice(3, 6).map((line) => line.trim()).join(' < ');
  for (const kind of ['Timeout', 'Interval']) {
    const set = globalThis[`set${kind}`];
    const clear = globalThis[`clear${kind}`];
    globalThis[`set${kind}`] = (callback, ...rest) => {
      const id = set((...args) => {
        if (kind === 'Timeout') timers.delete(id);
        callback(...args);
      }, ...rest);
      timers.set(id, where());
      return id;
    };
    globalThis[`clear${kind}`] = (id) => {
      timers.delete(id);
      clear(id);
    };
  }
  const onPage = new Map();
  const keyOf = (listener, options) => [listener, typeof options === 'object' ? Boolean(options?.capture) : Boolean(options)];
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    const same = (type, [listener, capture]) => (each) => each.target === target && each.type === type && each.listener === listener && each.capture === capture;
    const forget = (type, key) => {
      for (const each of [...onPage.keys()].filter(same(type, key))) onPage.delete(each);
    };
    target.addEventListener = (type, listener, options) => {
      const [, capture] = keyOf(listener, options);
      forget(type, [listener, capture]);
      onPage.set({ target, type, listener, capture }, `${target === window ? 'window' : 'document'} ${type}`);
      add(type, listener, options);
    };
    target.removeEventListener = (type, listener, options) => {
      forget(type, keyOf(listener, options));
      remove(type, listener, options);
    };
  }
  globalThis.leftBehind = () => ({
    timers: [...timers.values()],
    onPage: [...onPage.values()],
    regions: [...document.querySelectorAll('[role=status], [aria-live], output')].map((region) => region.outerHTML.slice(0, 120)),
  });
}
