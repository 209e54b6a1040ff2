// Whether the tests notice when the code is wrong: `npm run proof:mutation`. Stryker makes one small change at a time
// in src/retry and src/services and runs the tests that come past it. In each folder at least 90 % of the changes must
// fail a test; those that do not must be in tests/mutation/survivors.json, each with the reason why it may stay.
//
//   npm run proof:mutation [-- --file src/retry/ledger.ts] [-- --file src/services] [-- --again]
//
// `--file` may be repeated. `--again` takes over the results of the last run where neither the code nor the tests of a
// change are other ones; it does not see changes elsewhere, such as in src/types. Both leave mutation-report/ behind.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const LEAST = 90;
const FOLDERS = ['src/retry', 'src/services'];
// What a change and its entry in the list have in common.
const KEYS = ['file', 'mutator', 'original', 'mutated'];
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { file: { type: 'string', multiple: true, default: FOLDERS }, again: { type: 'boolean', default: false } },
});

const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const mutate = values.file.map((path) => (path.endsWith('.ts') ? path : `${path}/*.ts`));
const before = Date.now();
if (values.again) forgetSurvivors();
const options = ['--incremental', ...(values.again ? [] : ['--force']), '--mutate', mutate.join(',')];
const { status } = spawnSync(process.execPath, [stryker, 'run', 'tests/mutation/stryker.config.json', ...options], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) {
  console.error('\nStryker could not run; what it said is above.');
  process.exit(1);
}

const report = readJson('mutation-report/mutation.json');
// It holds files of earlier runs, too.
const asked = (name) => values.file.some((path) => name === path || name.startsWith(`${path}/`));
const files = Object.entries(report.files).filter(([name]) => asked(name)).toSorted(([a], [b]) => a.localeCompare(b));
const mutants = files.flatMap(([file, { source, mutants: all }]) => all.map((mutant) => told(file, source, mutant)));
const faults = [];

console.log();
for (const [file] of files) {
  const made = madeIn(file);
  const rest = `${made.filter(isLeft).length} of ${made.length} left`;
  console.log(`${file.padEnd(36)} ${killedOf(made).padStart(7)}  ${rest.padStart(16)}`);
}
for (const part of values.file) {
  const made = madeIn(part);
  if (made.length === 0) faults.push(`Nothing was changed in ${part}: is there such a file?`);
  if (scoreOf(made) < LEAST) faults.push(`Of the changes in ${part} only ${killedOf(made)} failed a test; ${LEAST} % must.`);
}

const listed = readJson('tests/mutation/survivors.json').filter(({ file }) => asked(file));
const left = mutants.filter(isLeft);
// A test that hangs on a busy machine is no reason to strike a change from the list.
for (const mutant of [...left, ...mutants.filter((each) => each.status === 'Timeout')]) {
  const place = listed.findIndex((entry) => KEYS.every((key) => entry[key] === mutant[key]));
  if (place >= 0) listed.splice(place, 1);
  else if (isLeft(mutant)) faults.push(`No test fails, and no reason is listed:\n${shown(mutant)}`);
}
for (const entry of readJson('tests/mutation/survivors.json')) {
  if (!entry.reason?.trim()) faults.push(`Listed without a reason:\n${shown(entry)}`);
}
for (const entry of listed) {
  faults.push(`Listed, but it fails a test or is not made any more; take it from the list:\n${shown(entry)}`);
}

console.log();
for (const folder of FOLDERS.filter((each) => values.file.includes(each))) {
  const made = madeIn(folder);
  console.log(`figure: mutants killed in ${folder} = ${killedOf(made)}`);
  console.log(`figure: mutants left in ${folder}, with reasons = ${made.filter(isLeft).length} of ${made.length}`);
}
const minutes = ((Date.now() - before) / 60_000).toFixed(1);
console.log(`${minutes} min; mutation-report/mutation.html shows each change in its place`);
for (const fault of faults) console.error(`\n${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Stryker would not try again, with other tests, what runs while a module is loaded: no single test covers that. */
function forgetSurvivors() {
  const path = join(root, 'mutation-report', 'incremental.json');
  if (!existsSync(path)) return;
  const last = readJson('mutation-report/incremental.json');
  for (const file of Object.values(last.files)) {
    file.mutants = file.mutants.filter((mutant) => !isLeft(mutant));
  }
  writeFileSync(path, JSON.stringify(last));
}

/** A change as the list has it: lines of code rather than numbers of lines, which the next edit would move. */
function told(file, source, { mutatorName: mutator, status: result, replacement, location: { start, end } }) {
  const lines = source.split('\n');
  const head = lines[start.line - 1].slice(0, start.column - 1);
  const tail = lines[end.line - 1].slice(end.column - 1);
  const [first, ...more] = lines.slice(start.line - 1, end.line);
  const original = (more.length === 0 ? first : `${first} …`).trim();
  return { file, mutator, status: result, original, mutated: (head + replacement + tail).replaceAll(/\s+/g, ' ').trim() };
}

/** The changes in a file or a folder. */
function madeIn(part) {
  return mutants.filter(({ file }) => file === part || file.startsWith(`${part}/`));
}

function isLeft({ status: result }) {
  return result === 'Survived' || result === 'NoCoverage';
}

/** In percent, of those that could be run. */
function scoreOf(made) {
  const killed = made.filter(({ status: result }) => result === 'Killed' || result === 'Timeout').length;
  const all = killed + made.filter(isLeft).length;
  return all === 0 ? 100 : (100 * killed) / all;
}

function killedOf(made) {
  return `${scoreOf(made).toFixed(1)} %`;
}

function shown({ file, mutator, original, mutated }) {
  return JSON.stringify({ file, mutator, original, mutated, reason: '' }, null, 2);
}

function readJson(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}
