import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { chromium, type BrowserContextOptions, type Page } from 'playwright';
import { buildTask, createPlatform, type Platform, type PlatformRequest } from '../src/testing/index.ts';
import { servePlatform } from './servePlatform.ts';

export interface Visit {
  /** The platform behind the consumer's `/api/v1`, with six failed tasks and a completed one. */
  readonly platform: Platform;
  /** Opens a page of the consumer. What goes wrong on it fails the visit. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** The retries that the platform took since this was last called. */
  readonly retries: () => Pick<PlatformRequest, 'path' | 'body' | 'status'>[];
}

/**
 * Starts a consumer that is installed and built in `project`, with a platform over HTTP behind it (its address is in the
 * environment as PLATFORM; on any free port where none is given), and opens it in a real browser. Rejects where `look` does, or where a page logged a warning or an error, threw, or broke its policy.
 */
export async function visitConsumer(project: string, look: (visit: Visit) => Promise<void>, platformPort = 0): Promise<void> {
  const ids = ['task_1', 'task_2', 'task_3', 'task_4', 'task_5', 'task_6'];
  const done = buildTask({ id: 'task_done', status: 'completed', stages: [] });
  const platform = createPlatform({ tasks: [...ids.map((id) => buildTask({ id })), done] });
  const { origin: platformOrigin, close } = await servePlatform(platform, platformPort);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const app = spawn('npm', ['start', '--silent', '--', '--port', String(port)], {
    cwd: project,
    env: { ...process.env, PLATFORM: platformOrigin, TZ: 'America/New_York', LANG: 'en_US.UTF-8', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm starts a shell, and that the server: all of them are ended together.
    detached: true,
  });
  const browser = await chromium.launch({
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const problems: string[] = [];
  let seen = 0;
  try {
    await answers(origin);
    await look({
      platform,
      async open(path, options) {
        const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
        page.on('console', (message) => {
          // Chromium logs each answer of 4xx and 5xx, which a platform may give.
          if (/\/api\/v1\/|\/favicon\.ico$/.test(message.location().url)) return;
          if (['warning', 'error', 'assert'].includes(message.type())) problems.push(`${path}: ${message.text()}`);
        });
        await page.addInitScript(() => {
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
            console.error(`The policy was broken: ${effectiveDirective} ${blockedURI}`);
          });
        });
        await page.goto(origin + path);
        return page;
      },
      retries() {
        const since = platform.requests.slice(seen);
        seen = platform.requests.length;
        return since.filter(({ method, applied }) => method === 'POST' && applied).map(({ path, body, status }) => ({ path, body, status }));
      },
    });
  } finally {
    await browser.close();
    if (app.pid !== undefined) process.kill(-app.pid);
    await close();
  }
  if (problems.length > 0) throw new Error(`Pages of the consumer complained:\n${problems.join('\n')}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves once something listens there. */
async function answers(origin: string): Promise<void> {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      await fetch(origin);
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`The consumer does not answer at ${origin}, so it could not be looked at.`, { cause: error });
      await setTimeout(100);
    }
  }
}
