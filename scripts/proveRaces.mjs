// Many random runs of what people, the network and a platform do at the same time, with store and run in Node and with the
// components in Chromium: `npm run proof:races`. `RACES_SEED=...` repeats those of an earlier time.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './builtStorybook.mjs';

const summary = [];
let failed = false;
for (const project of ['unit', 'browser']) failed = !(await run(project)) || failed;
console.log(`\n${summary.join('\n')}`);
process.exitCode = failed || summary.length === 0 ? 1 : 0;

/** Runs the races of one project; each of them prints a line of its own. */
function run(project) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', '--project', project, 'tests/races', 'tests/retry/ledgerProperties'], {
    cwd: root,
    env: { ...process.env, RACES: 'long' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      summary.push(...stripVTControlCharacters(output).split('\n').filter((line) => line.startsWith('races: ')));
      resolve(code === 0);
    });
  });
}
