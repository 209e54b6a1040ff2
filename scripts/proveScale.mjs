// Whether 10,000 tasks open and tell their result at most 1.5 times as slow as ten: `npm run proof:scale`. By itself, since
// what else a machine does is in the times, too. With React as it ships: its development build looks through what has changed,
// row by row, to show it in the browser's tools.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './builtStorybook.mjs';

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'browser', 'tests/components/scale.test.tsx'], {
  cwd: root,
  env: { ...process.env, NODE_ENV: 'production', VITE_PROOF_OF_SCALE: 'true' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
