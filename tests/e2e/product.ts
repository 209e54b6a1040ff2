import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { servePlatform, type PlatformServer } from '../../scripts/servePlatform.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../../src/testing/index.ts';

export interface Opened {
  /** From the platform's list: `undefined` shows the list itself. */
  task?: string;
  locale?: 'en' | 'zh-CN';
  /** How many ids a request carries. */
  chunk?: number;
  context?: BrowserContextOptions;
}

export interface Product {
  readonly platform: Platform;
  /** Opens it as a person with a browser of their own. */
  open: (opened?: Opened) => Promise<Page>;
  /** Lets time pass on the platform, in ms. */
  skip: (ms: number) => void;
}

let browser: Browser;
const servers: { server: PlatformServer; platform: Platform }[] = [];
/** What no test may leave behind: errors in the page, and calls that must never be made. */
const faults: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
});

afterAll(async () => {
  await browser?.close();
});

afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  for (const { server, platform } of servers.splice(0)) {
    const wrong = platform.requests.filter(({ endpoint }) => endpoint === 'retry' || endpoint === 'none');
    faults.push(...wrong.map(({ method, path }) => `${method} ${path} was called, which must never be`));
    await server.close();
  }
  if (faults.length > 0) throw new Error(faults.splice(0).join('\n'));
});

/** The product in front of a platform of its own over HTTP, whose clock stands still but for `skip`. */
export async function startProduct(options: PlatformOptions): Promise<Product> {
  let time = Date.UTC(2026, 10, 2, 9);
  const platform = createPlatform({ ...options, now: () => time });
  const server = await servePlatform(platform);
  servers.push({ server, platform });
  return {
    platform,
    skip(ms) {
      time += ms;
    },
    async open({ task, locale = 'en', chunk = 100, context = {} } = {}) {
      const opened = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale, ...context });
      const page = await opened.newPage();
      page.setDefaultTimeout(8000);
      page.on('pageerror', (error) => faults.push(error.message));
      const query = new URLSearchParams({ platform: server.origin, locale, chunk: String(chunk) });
      await page.goto(`${inject('pages')}?${query}#/tasks${task === undefined ? '' : `/${task}`}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
  };
}

/** Every retry that reached the platform, in order: what was asked, and what was answered. */
export function retriesOf({ requests }: Platform): string[] {
  return requests
    .filter(({ method }) => method === 'POST')
    .map(({ path, body, status }) => `${path} ${JSON.stringify(body)} ${status}`);
}
