// Puts mistakes into the source, one by one, and demands that tests notice each of them; tests/seeds/seeds.ts lists them.
// No file is changed: a plugin of Vite puts the mistake in while the module is loaded.
//
//   npm run proof:seeds [-- --only name] [-- --shard 1/3] [-- --list]
import { join, relative } from 'node:path';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createVitest } from 'vitest/node';
import { seeded } from '../tests/seeds/applySeed.ts';
import { seeds } from '../tests/seeds/seeds.ts';
import { root } from './builtStorybook.mjs';

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, shard: { type: 'string' }, list: { type: 'boolean' } },
});
const [part, parts] = (values.shard ?? '1/1').split('/').map(Number);
const chosen = seeds.filter(({ name }, index) => (values.only ? values.only.includes(name) : index % parts === part - 1));
if (chosen.length === 0) throw new Error('No seed is chosen; `--list` names them.');

if (values.list) for (const { name, file, harm } of chosen) console.log(`${name}\n  ${file}: ${harm}`);
else process.exitCode = await prove();

async function prove() {
  // Before anything runs: a text that is no longer there would be a mistake that nobody makes.
  for (const seed of chosen) seeded(readFileSync(join(root, seed.file), 'utf8'), seed);
  let result = nothing();
  // As its command sets it; Storybook's plugin names no stories without it.
  process.env.VITEST = 'true';
  const vitest = await createVitest({
    root,
    run: true,
    watch: false,
    project: ['unit', 'browser', 'stories'],
    // What is kept of a module on disk is found by its source, so it would outlive the mistake or hide it.
    fsModuleCache: false,
    reporters: [
      {
        onTestCaseResult(test) {
          const { state } = test.result();
          if (state === 'passed') result.passed++;
          if (state !== 'failed') return;
          result.failed.push(`${test.module.relativeModuleId} > ${test.fullName}`);
          // One is enough.
          if (process.env.SEED) void vitest.cancelCurrentRun('test-failure');
        },
        onTestModuleEnd(module) {
          result.ended++;
          for (const { message } of module.errors()) result.broken.push(`${module.relativeModuleId}: ${message.split('\n')[0]}`);
        },
      },
    ],
  });
  const survivors = [];
  const faults = [];
  try {
    const every = await vitest.globTestSpecifications();
    /** What becomes of the tests of these files, with this seed in the source. */
    const run = async (files, seed) => {
      result = nothing();
      process.env.SEED = seed?.name ?? '';
      if (seed) vitest.invalidateFile(join(root, seed.file));
      await vitest.runTestSpecifications(every.filter(({ moduleId }) => files.includes(pathOf(moduleId))));
      if (seed) vitest.invalidateFile(join(root, seed.file));
      if (result.ended < files.length && result.failed.length === 0) result.broken.push(`only ${result.ended} of ${files.length} files were run`);
      return result;
    };

    for (const seed of chosen) {
      const began = performance.now();
      const { failed, broken } = await run(seed.caughtBy, seed);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      // One that cannot even be loaded proves nothing about the tests.
      const caught = failed.length > 0;
      if (!caught) survivors.push(seed);
      const why = failed[0] ?? (broken.length > 0 ? `it does not load: ${broken[0]}` : `no test failed in ${seed.caughtBy.join(', ')}`);
      console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${seconds.padStart(5)} s  ${seed.name}: ${why}`);
    }
    // What fails anyway would catch everything.
    const files = [...new Set(chosen.flatMap(({ caughtBy }) => caughtBy))];
    const clean = await run(files);
    faults.push(...clean.failed, ...clean.broken);
    console.log(`without a seed: ${files.length} files, ${clean.passed} tests pass, ${faults.length} fail`);
  } finally {
    await vitest.close();
  }
  for (const { name, file, harm } of survivors) console.error(`${name} survived (${file}): ${harm}`);
  for (const fault of faults) console.error(`fails without a seed: ${fault}`);
  console.log(`figure: seeded bugs caught = ${chosen.length - survivors.length} of ${chosen.length}`);
  return survivors.length + faults.length === 0 ? 0 : 1;
}

function nothing() {
  /** @type {{ passed: number, ended: number, failed: string[], broken: string[] }} */
  const empty = { passed: 0, ended: 0, failed: [], broken: [] };
  return empty;
}

function pathOf(file) {
  return relative(root, file).replaceAll('\\', '/');
}
