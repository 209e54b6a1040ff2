// Runs the real Chromatic CLI, with this project's configuration, against an index on this machine: the configuration is
// accepted, the built Storybook arrives with the mock worker, its stories are those of its index, and the exit codes are
// those that the workflow counts on.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStorybook, openBrowser, readStories, root, serveFolder } from './builtStorybook.mjs';
import { startChromaticIndex } from './chromaticIndex.mjs';
import { figure } from './figures.mjs';
import { picturesOf } from './picturesOf.mjs';

const temporary = mkdtempSync(join(tmpdir(), 'task-retry-ui-chromatic-'));
const built = join(temporary, 'built');
let failed = 0;
const browser = await openBrowser();
try {
  // As the CLI builds it for TurboSnap.
  await buildStorybook(root, built, '--stats-json');
  await run('no changes', { status: 'PASSED', changeCount: 0, errorCount: 0 }, 0);
  await run('changes to review', { status: 'PENDING', changeCount: 1, errorCount: 0 }, 1);
  await run('a story that fails', { status: 'BROKEN', changeCount: 0, errorCount: 1 }, 2);
} finally {
  await browser.close();
  rmSync(temporary, { recursive: true, force: true });
}
figure('faults', failed, '', { bound: 'at most', value: 0 });
process.exitCode = failed === 0 ? 0 : 1;

async function run(what, result, wanted) {
  const folder = mkdtempSync(join(temporary, 'uploaded-'));
  let stories = [];
  const readTests = async () => {
    const { url, close } = await serveFolder(folder);
    stories = await readStories(browser, url);
    close();
    return picturesOf(stories);
  };
  const index = await startChromaticIndex({ folder, readTests, result });
  const { code, output } = await chromatic(index.url);
  index.close();

  const faults = [];
  if (code !== wanted) faults.push(`The CLI ended with ${code}, not with ${wanted}:\n${output}`);
  if (!index.uploaded.includes('mockServiceWorker.js')) faults.push('mockServiceWorker.js was not uploaded; mocked stories would fail in the cloud.');
  const file = join(folder, 'index.json');
  const entries = existsSync(file) ? Object.values(JSON.parse(readFileSync(file, 'utf8')).entries) : [];
  const indexed = entries.filter(({ type }) => type === 'story').map(({ id }) => id);
  if (indexed.length === 0 || new Set(indexed).symmetricDifference(new Set(stories.map(({ id }) => id))).size > 0) {
    faults.push(`The uploaded Storybook has ${stories.length} stories, its index ${indexed.length}, and they must be the same.`);
  }
  for (const fault of faults) console.error(fault);
  failed += faults.length;
  console.log(`${faults.length === 0 ? 'as it must be' : 'WRONG'}: ${what}, exit code ${code}, ${index.uploaded.length} files, ${stories.length} stories, asked: ${[...new Set(index.asked)].join(', ')}`);
}

function chromatic(url) {
  const env = {
    ...process.env,
    CHROMATIC_INDEX_URL: url,
    CHROMATIC_PROJECT_TOKEN: 'chpt_000000000000000',
    CHROMATIC_POLL_INTERVAL: '100',
    // Nothing leaves this machine.
    CHROMATIC_DISABLE_TELEMETRY: 'true',
    DISABLE_ERROR_MONITORING: 'true',
    CI: 'true',
  };
  const bin = join(root, 'node_modules', 'chromatic', 'dist', 'bin.cjs');
  const child = spawn(process.execPath, [bin, '--storybook-build-dir', built, '--no-interactive', '--force-rebuild'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
