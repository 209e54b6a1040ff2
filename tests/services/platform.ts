import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it; `url` is the raw request target. */
export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Platform {
  /** `http://127.0.0.1:<port>` */
  origin: string;
  seen: SeenRequest[];
  /** How requests are answered until told otherwise. */
  answer: (request: SeenRequest, response: ServerResponse) => void;
  close(): Promise<void>;
}

/** A real HTTP server on the loopback that records requests and answers as a test wants. */
export async function startPlatform(): Promise<Platform> {
  const platform: Platform = { origin: '', seen: [], answer: (_, response) => response.end(), close: () => closed() };
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (incoming, response) => {
    response.setHeader('Connection', 'close');
    void record(incoming).then((request) => {
      platform.seen.push(request);
      platform.answer(request, response);
    });
  });
  const closed = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  platform.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return platform;
}

async function record(incoming: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

/** An answer with this status, body (JSON unless it is text) and headers. */
export function answering(status: number, body: unknown, headers: Record<string, string> = {}): Platform['answer'] {
  return (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
