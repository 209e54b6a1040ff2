import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { FAULTS, type FaultAnswer } from '../../stories/faults.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the faults are served. */
    faults: string;
  }
}

/** Where the platform of a fault is, for one endpoint. Its log is at the same place, under `requests`. */
const PLACE = /^\/(?<index>\d+)\/(?<endpoint>stage|batch)\/(?<rest>.*)$/;

// Of another origin than the tests: their connections stay open, and over those the browser repeats what is reset.
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Expose-Headers': '*',
};

/** Serves every fault of the table over HTTP, on sockets that can hang and break, while the tests run. */
export default async function setup(project: TestProject): Promise<() => void> {
  const logs = new Map<string, string[]>();
  const server = createServer((request, response) => void answer(request, response, logs));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('faults', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    server.close();
    server.closeAllConnections();
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, logs: Map<string, string[]>): Promise<void> {
  const { index, endpoint, rest = '' } = PLACE.exec(request.url ?? '')?.groups ?? {};
  const fault = FAULTS[Number(index)];
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
  if (!fault?.kept) response.setHeader('Connection', 'close');
  if (!fault || request.method === 'OPTIONS') return void response.writeHead(fault ? 204 : 404).end();
  const log = logs.get(`${index} ${endpoint}`) ?? [];
  logs.set(`${index} ${endpoint}`, log);
  if (rest === 'requests') return void response.end(JSON.stringify(log.splice(0)));
  const { method = '' } = request;
  const number = log.filter((line) => line.startsWith('POST')).length;
  log.push(`${method} ${rest}`);
  const body = await readBody(request);
  if (method === 'GET') return send(response, fault.reading ?? {}, { id: rest.split('/').at(-1), ...(fault.reading?.json as object) });
  const answers = endpoint === 'batch' ? (fault.batchAnswers ?? fault.answers) : fault.answers;
  const next = answers[Math.min(number, answers.length - 1)] ?? {};
  return send(response, next, next.json === undefined ? contractOf(rest, body) : next.json);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** What the contract promises: the task, or all items taken. */
function contractOf(rest: string, body: string): unknown {
  if (!rest.endsWith('retry-batch')) return { id: 'task_1', status: 'pending' };
  const { task_ids: ids } = JSON.parse(body) as { task_ids: string[] };
  return { total: ids.length, succeeded: ids.length, failed: 0, items: ids.map((id) => ({ task_id: id, success: true })) };
}

async function send(response: ServerResponse, fault: FaultAnswer, json: unknown): Promise<void> {
  const { status = 200, headers, body = JSON.stringify(json), bytes = [], hangs, resets, headersAfter = 0, bodyAfter = 0 } = fault;
  const payload = Buffer.concat([Buffer.from(body), Buffer.from(bytes)]);
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  if (hangs === 'headers') return;
  if (resets === 'headers') return void response.socket?.destroy();
  await wait(headersAfter);
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.flushHeaders();
  if (hangs === 'body') return;
  if (resets === 'body') {
    response.write(payload.subarray(0, 8));
    await wait(20);
    return void response.socket?.destroy();
  }
  await wait(bodyAfter);
  response.end(payload);
}
