// Holds the built Storybook, served under a sub-path, to what dev shows: every story and page comes up without a fault, a
// console message or a request to another host; its manifests have no error and no path of this machine; the pictures
// keep to the budget.
//
//   npm run storybook:check [-- --runs 20]     each run has another order and browser profile; the later ones must look like the first
import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildStorybook, openBrowser, openContext, openStory, readStories, root, serveFolder, withPages } from './builtStorybook.mjs';
import { figure } from './figures.mjs';
import { BUDGET, picturesOf } from './picturesOf.mjs';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '1' } } });
const faults = [];
const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-storybook-'));
let browser;
let server;
try {
  await buildStorybook(root, folder);
  server = await serveFolder(folder, '/deep/er/');
  browser = await openBrowser();
  checkManifests();
  const stories = await readStories(browser, server.url);
  const index = Object.values(JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).entries);
  const indexed = index.filter(({ type }) => type === 'story').map(({ id }) => id);
  if (indexed.length === 0 || new Set(indexed).symmetricDifference(new Set(stories.map(({ id }) => id))).size > 0) {
    tell('The stories of index.json are not those that the Storybook has.');
  }
  const { length } = picturesOf(stories);
  console.log(`${length} of at most ${BUDGET} pictures`);
  figure('pictures', length, '', { bound: 'at most', value: BUDGET });
  figure('stories', stories.length);
  figure('stories and pages', index.length);
  figure('runs', Number(values.runs));
  if (length > BUDGET) tell(`${length} pictures are more than the ${BUDGET} that are allowed. Take modes away from stories, with modesOf(...).`);

  const first = new Map();
  for (let run = 1; run <= Number(values.runs); run++) {
    // With motion, as people have it who open the Storybook; pictures are taken without.
    const context = await openContext(browser, { reducedMotion: 'no-preference' });
    await withPages(context, shuffled(index), (page, entry) => look(page, entry, run, first));
    await context.close();
    console.log(`run ${run}: ${index.length} stories and pages, ${faults.length} faults so far`);
  }
} finally {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${faults.length} faults`);
figure('faults', faults.length, '', { bound: 'at most', value: 0 });
process.exitCode = faults.length === 0 ? 0 : 1;

/** Says so at once, since there may be twenty runs. */
function tell(fault) {
  faults.push(fault);
  console.error(fault);
}

function checkManifests() {
  const manifests = join(folder, 'manifests');
  for (const file of readdirSync(manifests)) {
    const text = readFileSync(join(manifests, file), 'utf8');
    if (text.includes(root.replace(/[\\/]$/, ''))) tell(`manifests/${file} holds the path of this checkout.`);
    if (file.endsWith('.json') && errorsIn(JSON.parse(text))) tell(`manifests/${file} has errors: ${errorsIn(JSON.parse(text))}`);
  }
  const { components } = JSON.parse(readFileSync(join(manifests, 'components.json'), 'utf8'));
  if (Object.keys(components).length === 0) tell('manifests/components.json has no component.');
}

function errorsIn(value) {
  if (typeof value !== 'object' || value === null) return '';
  const own = value.error ? JSON.stringify(value.error) : '';
  return [own, ...Object.values(value).map(errorsIn)].filter(Boolean).join(' ');
}

async function look(page, { id, type }, run, first) {
  const say = (text) => tell(`${id}, run ${run}: ${text}`);
  for (const event of ['console', 'pageerror', 'request', 'response']) page.removeAllListeners(event);
  page.on('console', (message) => {
    // Chromium notes each request that fails, and of the mocked ones many fail on purpose.
    if (new URL(message.location().url || 'about:blank').pathname.startsWith('/api/')) return;
    say(`console, ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => say(error.message));
  page.on('request', (request) => {
    // What the mock worker answers has the address of the API on this origin; the rest lies under the path.
    const { pathname, origin, protocol } = new URL(request.url());
    const own = origin === new URL(server.url).origin && (pathname.startsWith('/deep/er/') || pathname.startsWith('/api/'));
    if (!own && protocol.startsWith('http')) say(`request to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().includes('/api/')) say(`${response.status()} for ${response.url()}`);
  });
  if (type === 'docs') {
    await page.goto(`${server.url}iframe.html?viewMode=docs&id=${id}`);
    await page.waitForSelector('#storybook-docs h1', { state: 'visible' }).catch((error) => say(error.message));
    return;
  }
  const fault = await openStory(page, server.url, id);
  if (fault) say(fault);
  const text = await page.evaluate(() => {
    // What live regions hold still depends on how long ago it was said.
    for (const region of document.querySelectorAll('#storybook-root [role=status]')) region.replaceChildren();
    return document.querySelector('#storybook-root')?.innerHTML ?? '';
  });
  if (text === '') say('nothing was rendered');
  if (first.has(id) && first.get(id) !== text) say('the page differs from that of the first run');
  first.set(id, first.get(id) ?? text);
}

function shuffled(items) {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
