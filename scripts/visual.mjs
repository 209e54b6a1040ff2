// Takes the pictures that Chromatic would take, of a base revision and of the working tree, in one browser on this
// machine, and compares every pixel.
//
//   npm run visual -- --base REV [--only PART_OF_A_STORY_ID] [--out FOLDER]
//   npm run visual -- --self-test [--runs 10]     proves that changes are found, and that nothing else is
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildStorybook, openBrowser, openContext, readStories, root, serveFolder, withPages } from './builtStorybook.mjs';
import { comparePictures } from './comparePictures.mjs';
import { figure } from './figures.mjs';
import { picturesOf } from './picturesOf.mjs';
import { takePicture } from './takePicture.mjs';
import { visualPage } from './visualPage.mjs';

const { values } = parseArgs({
  options: {
    base: { type: 'string' },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: join(root, 'visual-report') },
    'self-test': { type: 'boolean', default: false },
    runs: { type: 'string', default: '10' },
  },
});
if (!values.base && !values['self-test']) {
  console.error('Say what to compare with: `npm run visual -- --base main`. Any revision that git knows will do.');
  process.exit(2);
}

const temporary = mkdtempSync(join(tmpdir(), 'task-retry-ui-visual-'));
/** What is to be undone in the end, the latest first. @type {(() => unknown)[]} */
const ends = [() => rmSync(temporary, { recursive: true, force: true })];
try {
  const browser = await openBrowser();
  ends.unshift(async () => browser.close());
  const after = await open(root, 'after', browser);
  const good = values['self-test'] ? await selfTest(browser, after) : await compare(browser, await open(checkOut(values.base), 'before', browser), after);
  process.exitCode = good ? 0 : 1;
} finally {
  for (const end of ends) await end();
}

/** The Storybook of a checkout, built and served, with the list of its pictures. */
async function open(checkout, name, browser) {
  const folder = join(temporary, `${name}-storybook`);
  await buildStorybook(checkout, folder);
  const { url, close } = await serveFolder(folder);
  ends.unshift(close);
  const pictures = picturesOf(await readStories(browser, url)).filter(({ story }) => story.includes(values.only));
  return { url, pictures };
}

function checkOut(revision) {
  const folder = join(temporary, 'before');
  const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  git('worktree', 'add', '--detach', folder, revision);
  ends.unshift(() => git('worktree', 'remove', '--force', folder));
  const lock = (checkout) => readFileSync(join(checkout, 'package-lock.json'), 'utf8');
  if (lock(folder) === lock(root)) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  else execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, shell: process.platform === 'win32' });
  return folder;
}

/**
 * `onFault` is called for a picture that cannot be taken, and the others go on. By default the first one ends it.
 *
 * @returns {Promise<Map<string, Buffer>>} the PNGs by the names of the pictures
 */
async function takeAll(browser, { url, pictures }, { change, onFault = fail } = {}) {
  // takePicture sets the viewport.
  const context = await openContext(browser, { viewport: null });
  const taken = new Map();
  await withPages(context, pictures, async (page, picture) => {
    try {
      taken.set(picture.name, await takePicture(page, url, picture, change));
    } catch (error) {
      onFault(picture.name, error);
    }
  });
  await context.close();
  return taken;
}

function fail(name, error) {
  throw new Error(`${name} cannot be taken.`, { cause: error });
}

/** @returns {Promise<{ name: string, pixels: number, overlay: Buffer }[]>} what differs among the pictures of both sides */
async function differences(browser, before, after) {
  const page = await browser.newPage();
  const found = [];
  for (const [name, picture] of after) {
    const { pixels, overlay } = before.has(name) ? await comparePictures(page, before.get(name), picture) : { pixels: 0 };
    if (pixels > 0) found.push({ name, pixels, overlay });
  }
  await page.close();
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}

async function compare(browser, base, tree) {
  // What an older revision cannot show is told, and then is new.
  const before = await takeAll(browser, base, { onFault: (name, error) => console.log(`not in ${values.base}: ${name}: ${String(error)}`) });
  const after = await takeAll(browser, tree);
  const changed = await differences(browser, before, after);
  const added = [...after.keys()].filter((name) => !before.has(name)).toSorted();
  const removed = [...before.keys()].filter((name) => !after.has(name)).toSorted();
  report(values.base, before, after, { changed, added, removed });
  for (const { name, pixels } of changed) console.log(`changed  ${name}: ${pixels} pixels`);
  for (const name of added) console.log(`new      ${name}`);
  for (const name of removed) console.log(`removed  ${name}`);
  console.log(`${after.size} pictures: ${changed.length} changed, ${added.length} new, ${removed.length} removed. See ${join(values.out, 'index.html')}`);
  return after.size > 0 && changed.length + added.length + removed.length === 0;
}

function report(base, before, after, { changed, added = [], removed = [] }) {
  rmSync(values.out, { recursive: true, force: true });
  mkdirSync(values.out, { recursive: true });
  const save = (file, png) => writeFileSync(join(values.out, file), png);
  for (const [index, { name, overlay }] of changed.entries()) {
    save(`${index}-before.png`, before.get(name));
    save(`${index}-after.png`, after.get(name));
    save(`${index}-overlay.png`, overlay);
  }
  for (const [index, name] of added.entries()) save(`added-${index}.png`, after.get(name));
  for (const [index, name] of removed.entries()) save(`removed-${index}.png`, before.get(name));
  writeFileSync(join(values.out, 'index.html'), visualPage({ base, count: after.size, changed, added, removed }));
}

async function selfTest(browser, { url, pictures }) {
  // Evenly from all of them, so that every component, theme, language and width is there.
  const count = Math.min(40, pictures.length);
  const tree = { url, pictures: Array.from({ length: count }, (_, index) => pictures[Math.floor((index * pictures.length) / count)]) };
  const before = await takeAll(browser, tree);
  let good = count > 0;
  const expect = async (what, wanted, change) => {
    const after = await takeAll(browser, tree, { change });
    const changed = await differences(browser, before, after);
    figure(`${what}: of ${count} pictures differ`, changed.length, '', { bound: wanted === 0 ? 'at most' : 'at least', value: wanted });
    console.log(`${changed.length === wanted ? 'as it must be' : 'WRONG'}: ${what}, ${changed.length} of ${count} pictures differ`);
    if (changed.length === wanted) return;
    good = false;
    report('themselves', before, after, { changed });
    const names = changed.map(({ name }) => name);
    for (const name of wanted === 0 ? names : [...after.keys()].filter((other) => !names.includes(other))) console.log(`  ${name}`);
    console.log(`See ${join(values.out, 'index.html')}`);
  };
  for (let run = 1; run <= Number(values.runs); run++) {
    await expect(`nothing changed, run ${run}`, 0);
  }
  await expect('a text is moved by 1 px', count, (page) => page.evaluate(changeText, 'translate'));
  await expect('a text has another colour, by one step', count, (page) => page.evaluate(changeText, 'color'));
  return good;
}

// Runs in the page: changes the first text of a component, else of the page around it, by the least that can be seen.
function changeText(property) {
  const elements = [...document.querySelectorAll('[data-component] *'), ...document.querySelectorAll('#storybook-root *')];
  const text = elements.find((element) => {
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().width > 2 && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  });
  const [red, green, blue] = getComputedStyle(text).color.match(/\d+/g).map(Number);
  text.style.setProperty('transition', 'none');
  if (property === 'color') text.style.setProperty('color', `rgb(${red} ${green} ${blue < 255 ? blue + 1 : blue - 1})`);
  else text.style.setProperty('translate', '1px 0');
  // Inline text takes no part in transforms.
  if (property === 'translate' && getComputedStyle(text).display === 'inline') text.style.setProperty('display', 'inline-block');
}
