import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Platform } from '../src/testing/createPlatform.ts';

export interface PlatformServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Ends it, and every connection with it. */
  close: () => Promise<void>;
}

/**
 * Serves a platform over HTTP, on the loopback only. A lost connection is a destroyed socket. `GET /requests` answers
 * with the log, for tests in another process. Port 0 takes a free one. Rejects where the port cannot be had.
 */
export async function servePlatform(platform: Platform, port = 0): Promise<PlatformServer> {
  const server = createServer((incoming, outgoing) => {
    // One connection for each request: a lost one then takes no other with it.
    outgoing.setHeader('Connection', 'close');
    answer(platform, incoming, outgoing).catch((error: unknown) => {
      outgoing.writeHead(500, { 'Content-Type': 'application/json' });
      outgoing.end(JSON.stringify({ detail: `The platform itself failed: ${String(error)}` }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(platform: Platform, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/', headers } = incoming;
  // Pages of a dev server are of another port, so of another origin. Pages from elsewhere have no business here.
  if (isLoopback(headers.origin)) {
    outgoing.setHeader('Access-Control-Allow-Origin', headers.origin);
    outgoing.setHeader('Access-Control-Allow-Credentials', 'true');
    outgoing.setHeader('Vary', 'Origin');
    if (method === 'OPTIONS') {
      outgoing.setHeader('Access-Control-Allow-Methods', 'GET, POST');
      outgoing.setHeader('Access-Control-Allow-Headers', headers['access-control-request-headers'] ?? '');
      outgoing.writeHead(204).end();
      return;
    }
  }
  if (method === 'GET' && url === '/requests') {
    outgoing.setHeader('Content-Type', 'application/json');
    outgoing.end(JSON.stringify(platform.requests));
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = method === 'GET' || method === 'HEAD' ? null : Buffer.concat(chunks);
  const response = await platform.handle(new Request(new URL(url, 'http://127.0.0.1'), { method, body }));
  if (response.type === 'error') {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function isLoopback(origin: string | undefined): origin is string {
  return origin !== undefined && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origin);
}
