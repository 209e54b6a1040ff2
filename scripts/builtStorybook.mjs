// What every script does that looks at the built Storybook: build it, serve it, open it in the browser.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

export const root = fileURLToPath(new URL('..', import.meta.url));

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Runs Node in a folder; rejects with all it printed where it fails. */
export function runNode(args, cwd, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`\`node ${args.join(' ')}\` ended with ${code ?? 'a signal'}:\n${output}`));
    });
  });
}

/** Builds the Storybook of a checkout into `output`; `more` are arguments for `storybook build`. */
export async function buildStorybook(checkout, output, ...more) {
  const storybook = join(checkout, 'node_modules', 'storybook', 'dist', 'bin', 'dispatcher.js');
  await runNode([storybook, 'build', '--quiet', '--output-dir', output, ...more], checkout);
}

/**
 * Serves a folder on this machine, under a path of its own where one is given ('/some/path/').
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serveFolder(folder, path = '/') {
  const answer = async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
      if (!asked.startsWith(path)) throw new Error('outside of the path');
      const file = join(folder, normalize(`/${asked.slice(path.length)}`));
      const body = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', 'cache-control': 'max-age=3600' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The browser's window, in pixels: larger than every picture. */
export const WINDOW = { width: 1200, height: 12_000 };

/** The browser, as the tests have it, without a way to any other machine. `more` are arguments for it. */
export function openBrowser(...more) {
  return chromium.launch({
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--window-size=${WINDOW.width},${WINDOW.height}`,
      '--disable-background-networking',
      '--disable-component-update',
      // The same pixels for the same page, however busy the machine is.
      '--disable-partial-raster',
      '--disable-lcd-text',
      '--font-render-hinting=none',
      '--force-color-profile=srgb',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ...more,
    ],
  });
}

/** A context in which a story looks the same on every machine, but for how its fonts are drawn. */
export async function openContext(browser, more = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'UTC', ...more });
  // Texts tell times. Timers go on.
  await context.clock.setFixedTime('2026-11-24T14:05:00Z');
  return context;
}

/** All stories with their parameters, as the built Storybook itself computes them. */
export async function readStories(browser, url) {
  const context = await openContext(browser);
  const page = await context.newPage();
  await page.goto(`${url}iframe.html`);
  await page.waitForFunction(() => globalThis.__STORYBOOK_PREVIEW__?.storyStoreValue);
  const stories = await page.evaluate(async () => {
    const all = Object.values(await globalThis.__STORYBOOK_PREVIEW__.extract());
    return all.map(({ id, title, name, parameters }) => ({ id, title, name, parameters: { chromatic: parameters.chromatic } }));
  });
  await context.close();
  return stories;
}

/**
 * Opens a story by itself and waits until its play function has ended and its fonts are there.
 * @returns {Promise<string | undefined>} why it did not end well
 */
export async function openStory(page, url, story, globals = {}) {
  // axe has its place in the tests, and takes longer than all the rest.
  const all = Object.entries(globals).map(([key, value]) => `${key}:${value}`);
  await page.goto(`${url}iframe.html?viewMode=story&id=${story}&globals=${[...all, 'a11y.manual:!true'].join(';')}`, { waitUntil: 'commit' });
  const isOver = (id) => {
    const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
    if (!channel) return undefined;
    for (const event of ['storyErrored', 'storyThrewException', 'storyMissing', 'playFunctionThrewException']) {
      const [error] = channel.last(event) ?? [];
      if (error) return { fault: `${event}: ${error.message ?? error.description ?? error}` };
    }
    const [finished] = channel.last('storyFinished') ?? [];
    return finished?.storyId === id && (finished.status === 'error' ? { fault: 'the story ended with an error' } : {});
  };
  // Not by animation frames, of which a page behind others may get none.
  const ended = await page.waitForFunction(isOver, story, { polling: 50 });
  await page.evaluate(async () => {
    // A font is asked for only once its text is laid out, and rows may still follow the first ones in a transition.
    let length;
    do {
      length = document.documentElement.outerHTML.length;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await document.fonts.ready;
    } while (document.documentElement.outerHTML.length !== length || document.fonts.status !== 'loaded');
  });
  return (await ended.jsonValue()).fault;
}

/** Calls `work` for each item, with a page of the given context; as many at a time as there are processors, and one more. */
export async function withPages(context, items, work) {
  const left = items.entries();
  const worker = async () => {
    const page = await context.newPage();
    // A story with something in flight asks before its page is left; without an answer the next one would never open.
    page.on('dialog', (dialog) => void dialog.accept());
    for (const [index, item] of left) await work(page, item, index);
    await page.close();
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism() + 1) }, worker));
}
