// Whether tests fail by chance: those of runs and races, in mixed order and on a processor made four times as slow, then the
// whole suite in mixed order. A failure is told with its seed, which repeats the order.
//
//   npm run proof:flakes [-- --runs 10] [--whole 3] [--seed 1]      --seed is that of the first run; the next ones count on
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { root, runNode } from './builtStorybook.mjs';
import { figure } from './figures.mjs';

/** Of 1, how many times as slow the processor is for pages. */
const THROTTLING = 4;
const TESTS = ['tests/retry/batchRun.test.ts', 'tests/components/batchRun.test.tsx', 'tests/components/BatchRetryDialog.test.tsx', 'tests/races/*.test.{ts,tsx}'];

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    whole: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
let seed = Number(values.seed);
let failures = 0;
let tests = 0;
const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-flakes-'));
try {
  // Pages are made of it, and driven.
  await runNode([join(root, 'scripts', 'build.mjs')], root);
  const files = TESTS.flatMap((pattern) => globSync(pattern, { cwd: root }));
  for (let run = 1; run <= Number(values.runs); run++) {
    await once(`run ${run}, ${THROTTLING} times as slow`, ['--project', 'unit', '--project', 'browser', ...files], { CPU_THROTTLING: String(THROTTLING) });
  }
  for (let run = 1; run <= Number(values.whole); run++) await once(`whole suite, run ${run}`, []);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
figure('reruns of runs and races', Number(values.runs));
figure('reruns of the whole suite', Number(values.whole));
figure('tests run', tests);
figure('failures by chance', failures, '', { bound: 'at most', value: 0 });
process.exitCode = failures === 0 && tests > 0 ? 0 : 1;

async function once(what, args, env = {}) {
  const file = join(folder, `${seed}.json`);
  const order = ['--sequence.shuffle.files', '--sequence.shuffle.tests', `--sequence.seed=${seed}`];
  const { code, output } = await vitest(['run', ...args, ...order, '--reporter=json', `--outputFile=${file}`], env);
  let results = [];
  try {
    results = JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    // Told below, as what Vitest printed.
  }
  const all = results.flatMap(({ name, assertionResults }) => assertionResults.map((test) => ({ ...test, file: relative(root, name) })));
  const bad = all.filter(({ status }) => status !== 'passed');
  tests += all.length;
  // A file that could not be loaded has no test that failed.
  const lost = bad.length === 0 && (code !== 0 || all.length === 0);
  failures += bad.length + (lost ? 1 : 0);
  console.log(`${what}, seed ${seed}: ${all.length} tests, ${bad.length + (lost ? 1 : 0)} failed`);
  for (const { file: path, fullName, failureMessages } of bad) console.error(`  ${path}: ${fullName}\n    ${failureMessages.join('\n').split('\n').slice(0, 3).join('\n    ')}`);
  if (lost) console.error(output);
  seed++;
}

function vitest(args, env) {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
