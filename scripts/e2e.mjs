// Drives both pages of stories/pages in Chromium against a platform over HTTP, with the package as it is built now:
// `npm run e2e [-- arguments for Vitest]`. `npm run test:all` runs the same tests among all others.
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { root, runNode } from './builtStorybook.mjs';

await runNode([join(root, 'scripts', 'build.mjs')], root);
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'e2e', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
