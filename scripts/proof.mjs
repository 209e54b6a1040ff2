// The slow proofs, one after the other, and a table of what they have measured: docs/proof.md, from docs/proof.json. The
// last line is `N passed, N failed`.
//
//   npm run proof                                  all of them: hours, so before a release
//   npm run proof -- --only size,proof:races       some
//   npm run proof -- --shard 1/3                   every third of them, for machines that share the work
//   npm run proof -- --list                        their names
//   npm run proof -- --write [other.json ...]      runs none: writes table and READMEs, with what is newer in those files
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { isMet, readFigures } from './figures.mjs';
import { proofPage, quoteFigures, READMES } from './proofTable.mjs';

/** Scripts of package.json, with what each proves. A new one needs a line here, and says its figures by figures.mjs. */
const PROOFS = {
  'test:all': 'all that `npm test` runs, the stories in dark and Chinese, and both pages with the built package',
  size: 'what an application gets keeps to the budgets',
  'storybook:check': 'the built Storybook under a sub-path, and the budget of pictures',
  'chromatic:check': 'the Chromatic CLI takes the Storybook',
  consumers: 'the package as others get it',
  'proof:axe': 'axe over every story in every mode',
  'proof:stories': 'every story 20 times in mixed order',
  'proof:visual': 'pictures find the least change, and no other',
  'proof:scale': '10,000 tasks at most 1.5 times as slow as 10',
  'proof:races': 'people, network and platform raced against a model',
  'proof:mutation': 'changes to retry/ and services/ that no test notices',
  'proof:seeds': 'mistakes in hooks and components that tests must notice',
  'proof:endurance': 'a thousand uses leave nothing behind',
  'proof:flakes': 'runs and races in mixed order on a slow processor, and the whole suite in mixed order',
  bench: 'the same feature beside peers',
};

const root = fileURLToPath(new URL('..', import.meta.url));
const DATA = join(root, 'docs', 'proof.json');
const { scripts } = readJson(join(root, 'package.json'));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    shard: { type: 'string', default: '1/1' },
    list: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const missing = Object.keys(PROOFS).filter((name) => !(name in scripts));
if (missing.length > 0) stop(`package.json has no script ${missing.join(', ')}, which scripts/proof.mjs lists as a proof.`);
if (positionals.length > 0 && !values.write) stop(`"${positionals.join(' ')}" says nothing here. Name proofs by --only.`);

if (values.list) for (const [name, what] of Object.entries(PROOFS)) console.log(`${name.padEnd(16)} ${what}`);
else if (values.write) write(positionals.map((file) => readJson(file)));
else await runAll(choose());

function choose() {
  const names = values.only?.split(',') ?? Object.keys(PROOFS);
  const unknown = names.filter((name) => !(name in PROOFS));
  if (unknown.length > 0) stop(`There is no proof ${unknown.join(', ')}. \`npm run proof -- --list\` names those there are.`);
  const [shard, of] = /^(\d+)\/(\d+)$/.exec(values.shard)?.slice(1).map(Number) ?? [];
  if (!(shard >= 1 && shard <= of)) stop(`--shard is ${values.shard}; it must be as in 1/3.`);
  return names.filter((_, index) => index % of === shard - 1);
}

async function runAll(names) {
  const failed = [];
  let passed = 0;
  const conditions = { commit: commit(), node: process.versions.node, chromium: chromiumVersion(), cores: availableParallelism() };
  // What is built is weighed and driven.
  await run('build');
  for (const name of names) {
    console.log(`\n— ${name} —`);
    const { code, seconds, output } = await run(name);
    const figures = readFigures(output);
    const faults = figures.filter((figure) => isMet(figure) === false).map((figure) => `${name}: ${figure.name} is ${figure.value}`);
    if (code !== 0) faults.push(`${name} ended with ${code ?? 'a signal'}`);
    if (faults.length === 0) passed++;
    failed.push(...faults);
    // After each, so that a run that is broken off keeps what it has measured.
    write([{ [name]: { passed: code === 0, seconds: Math.round(seconds), at: new Date().toISOString(), ...conditions, figures } }]);
  }
  console.log();
  for (const fault of failed) console.log(fault);
  console.log('The table is in docs/proof.md.');
  console.log(`\n${passed} passed, ${names.length - passed} failed`);
  process.exitCode = names.length > 0 && passed === names.length ? 0 : 1;
}

/** Of each proof the newest result counts, in the order of the list. One that is listed no more is forgotten. */
function write(more) {
  const all = [existsSync(DATA) ? readJson(DATA) : {}, ...more];
  const data = {};
  for (const name of Object.keys(PROOFS)) {
    const [newest] = all.flatMap((each) => each[name] ?? []).toSorted((one, other) => other.at.localeCompare(one.at));
    if (newest) data[name] = newest;
  }
  writeFileSync(DATA, `${JSON.stringify(data, null, 2)}\n`);
  writeFileSync(join(root, 'docs', 'proof.md'), proofPage(data));
  for (const file of READMES) {
    const path = join(root, file);
    writeFileSync(path, quoteFigures(readFileSync(path, 'utf8'), data));
  }
}

/** What it prints is shown, and read for its figures. */
function run(name) {
  const began = performance.now();
  const child = spawn(process.execPath, ['--run', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
    from.setEncoding('utf8').on('data', (text) => {
      output += text;
      to.write(text);
    });
  }
  return new Promise((resolve) => {
    const end = (code) => resolve({ code, seconds: (performance.now() - began) / 1000, output });
    child.on('error', () => end(1));
    child.on('close', end);
  });
}

function commit() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
  return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', ':!docs/proof.*', ...READMES.map((file) => `:!${file}`)) ? '+' : ''}`;
}

function chromiumVersion() {
  const program = process.env.CHROMIUM_PATH ?? chromium.executablePath();
  return /\d+[\d.]*/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[0] ?? 'unknown';
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function stop(text) {
  console.error(text);
  process.exit(1);
}
