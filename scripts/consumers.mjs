// Proves the package as others get it: packs it, and runs each project of tests/consumers in a temporary folder with the
// tarball installed: `npm run consumers -- [name ...]`. Slow, since each installs its own dependencies from its own lock.
// One with a `browser.ts` is then started, and looked at in a real browser with a platform over HTTP behind it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figure } from './figures.mjs';
import { visitConsumer } from './visitConsumer.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const consumers = join(root, 'tests', 'consumers');
const all = readdirSync(consumers);
const names = process.argv.length > 2 ? process.argv.slice(2) : all;
const unknown = names.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no consumer ${unknown.join(', ')}, so nothing was run. There are: ${all.join(', ')}.`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-consumers-'));
const failed = [];
try {
  // Beside the consumers, where README.md has it.
  const clone = join(folder, 'task-retry-ui');
  mkdirSync(clone);
  npm(root, 'pack', '--silent', '--pack-destination', clone);
  const tarball = join(clone, readdirSync(clone).find((file) => file.endsWith('.tgz')));
  for (const name of names) {
    console.log(`\n— ${name} —`);
    const began = performance.now();
    const project = join(folder, name);
    copy(name, project);
    try {
      npm(project, 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund');
      // Its lock cannot name a tarball that is made anew each time. npm checks the peers against what is installed.
      npm(project, 'install', '--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', tarball);
      npm(project, 'test');
      const look = browserCheck(name);
      if (look) await visitConsumer(project, (await import(look)).default, manifestOf(name).config?.platformPort);
      console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
    } catch (error) {
      console.error(error.stack);
      failed.push(name);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
figure('consumers', names.length);
figure('consumers that fail', failed.length, '', { bound: 'at most', value: 0 });
console.log(`\n${names.length - failed.length} passed, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** A consumer may build on the files of another: `config.sources` of its package.json. */
function copy(name, project) {
  const { config } = manifestOf(name);
  if (config?.sources) copy(config.sources, project);
  cpSync(join(consumers, name), project, { recursive: true, filter: (file) => !file.endsWith('node_modules') });
}

/** Its own, else that of the one on whose files it builds. */
function browserCheck(name) {
  const file = join(consumers, name, 'browser.ts');
  if (existsSync(file)) return file;
  const { config } = manifestOf(name);
  return config?.sources ? browserCheck(config.sources) : undefined;
}

function manifestOf(name) {
  return JSON.parse(readFileSync(join(consumers, name, 'package.json'), 'utf8'));
}

function npm(cwd, ...args) {
  const cli = process.env.npm_execpath;
  const [command, before] = cli?.endsWith('npm-cli.js') ? [process.execPath, [cli]] : ['npm', []];
  const { status } = spawnSync(command, [...before, ...args], {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (status !== 0) throw new Error(`\`npm ${args[0]}\` failed in ${cwd}; its output above says why.`);
}
