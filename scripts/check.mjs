// What must hold: lint, types, build, size, tests. A failing step does not keep the next ones from running, so that one run
// shows all there is to mend. The last line is always `N passed, N failed`.
//
//   npm test                 what fits into some 85 seconds on two processors
//   npm test -- --all        that, and the projects of SLOW; `npm run test:all` is the same
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { figure } from './figures.mjs';

/** Projects of vitest.config.ts that run with `--all` only: what they look at is looked at in `npm test` in another way. */
const SLOW = ['stories-dark-zh', 'flows-zh', 'e2e'];

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [];
const notes = [];
let passed = 0;
let failed = 0;

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error(`Node ${process.versions.node} is too old for these tools. Run \`npm test\`, which finds a newer one.`);
  process.exit(1);
}

// All at the same time, because none uses all processors by itself; what they say is shown one after the other.
const [lint, types] = [script('lint'), script('types')];
// Before the tests: two pages are made of it, and driven.
report('build', await script('build'));
report('size', await script('size'));
await tests();
report('lint', await lint);
report('types', await types);

console.log();
for (const { name, seconds, result } of steps) {
  console.log(`${name.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s  ${result}`);
}
for (const note of notes) console.log(note);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** `node --run` reads the script from package.json as `npm run` does, without npm's start-up time. */
function script(name) {
  return start(['--run', name]);
}

function report(name, { code, seconds, output }) {
  console.log(`\n— ${name} —`);
  process.stdout.write(output);
  if (code === 0) passed++;
  else failed++;
  steps.push({ name, seconds, result: code === 0 ? 'passed' : 'FAILED' });
}

async function tests() {
  console.log('\n— tests —');
  const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-'));
  const file = join(folder, 'results.json');
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const left = values.all ? [] : SLOW.map((name) => `--project=!${name}`);
  const { code, seconds, output } = await start(
    [vitest, 'run', ...left, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
    (text) => process.stdout.write(text),
  );
  const results = count(file);
  rmSync(folder, { recursive: true, force: true });

  const faults = [];
  if (results.skipped.length > 0) {
    faults.push(`Skipped or todo, which this project does not allow: ${results.skipped.join('; ')}`);
  }
  if (results.broken.length > 0) faults.push(`Files that failed outside of their tests: ${results.broken.join('; ')}`);
  let bad = results.failed + results.skipped.length + results.broken.length;
  if (results.passed + results.failed === 0) {
    faults.push('No test was run. Either none was found, or Vitest could not start; see its output above.');
    bad = Math.max(bad, 1);
  }
  // On a fast machine, or once Vite's cache is warm, the tests pass all the same; on the next fresh clone they do not.
  const reloaded = /new dependencies optimized: *([^\n]*)|unexpectedly reloaded/.exec(stripVTControlCharacters(output));
  if (reloaded) {
    faults.push(
      `Vite found a dependency only while the tests ran (${reloaded[1] ?? 'see above'}) and reloaded the page under ` +
        'them, which fails tests at random. Name it in optimizeDeps.include.',
    );
    bad++;
  }
  if (code !== 0 && bad === 0) {
    faults.push(`Vitest ended with ${code ?? 'a signal'} although no test failed; its output above says why.`);
    bad = 1;
  }

  passed += results.passed;
  failed += bad;
  if (values.all) await tellFigures(results);
  notes.push(...faults.map((fault) => `tests: ${fault}`));
  steps.push({ name: 'tests', seconds, result: bad === 0 ? `${results.passed} passed` : `FAILED (${bad})` });
}

/** For the table of `npm run proof`. */
async function tellFigures(results) {
  figure('tests', results.passed + results.failed);
  figure('tests of stories', results.stories);
  // Node 22 reads TypeScript from 22.18 on.
  if (!process.features.typescript) return;
  const [{ FAULTS }, { FLOWS }] = [await import('../stories/faults.ts'), await import('../stories/accessibility.ts')];
  figure('faults of network and server', FAULTS.length, '', { bound: 'at least', value: 45 });
  figure('flows by keyboard and screen reader', FLOWS.length);
}

/** What Vitest's JSON report holds. Without a report there was no test. */
function count(file) {
  const results = { passed: 0, failed: 0, stories: 0, skipped: [], broken: [] };
  let files = [];
  try {
    files = JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch {
    return results;
  }
  for (const { name, status, assertionResults } of files) {
    if (name.endsWith('.stories.tsx')) results.stories += assertionResults.length;
    for (const test of assertionResults) {
      if (test.status === 'passed') results.passed++;
      else if (test.status === 'failed') results.failed++;
      else results.skipped.push(test.fullName);
    }
    // It could not be loaded, or a hook around its tests failed.
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) {
      results.broken.push(relative(root, name));
    }
  }
  return results;
}

/** Runs Node with these arguments; resolves, never rejects, with its exit code, its seconds and all it printed. */
function start(args, onText = () => {}) {
  const began = performance.now();
  const env = { ...process.env };
  // The programs write into a pipe, but a person may be reading.
  if (process.stdout.isTTY && !env.NO_COLOR) env.FORCE_COLOR ??= '1';
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output += text;
      onText(text);
    });
  }
  return new Promise((resolve) => {
    const end = (code) => resolve({ code, seconds: (performance.now() - began) / 1000, output });
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(1);
    });
    child.on('close', end);
  });
}
