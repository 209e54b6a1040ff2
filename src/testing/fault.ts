import type { Platform } from './createPlatform.ts';
import type { PlatformRequest } from './platformRequest.ts';

/**
 * Something that goes wrong with a request, or happens beside it. "Before" and "after" mean: before or after the
 * platform has done what the request asks.
 */
export interface Fault {
  /** Which requests it happens to. Default: all. */
  when?: ((request: PlatformRequest) => boolean) | undefined;
  /** To how many of them. Default: all. */
  times?: number | undefined;
  /** With which probability, from 0 to 1, drawn from the platform's seed. Default: 1. */
  chance?: number | undefined;
  /** What happens before the platform reads the request, such as a second person's retry. */
  meanwhile?: ((platform: Platform) => void) | undefined;
  /** Milliseconds until the answer, or until its loss. What was asked is done at once. Default: 0. */
  delayMs?: number | undefined;
  /** Why a task is not retried beyond the platform's own rules, such as a lock; `undefined` leaves it to them. */
  refuse?: ((taskId: string) => string | undefined) | undefined;
  /** The connection breaks, before or after; the client cannot tell which. */
  drop?: 'before' | 'after' | undefined;
  /** No answer ever comes. */
  hang?: 'before' | 'after' | undefined;
  /** Answers with this status instead. Default: 200 where there is a `body`. */
  status?: number | undefined;
  /** Answers with this instead: a text as it is (so it may be broken), anything else as JSON. */
  body?: unknown;
  /** Headers of that answer. Default: `Content-Type`, HTML for a text that begins with `<`, otherwise JSON. */
  headers?: Record<string, string> | undefined;
  /** Whether the platform does what was asked although it answers with this `status` or `body`. Default: false. */
  applied?: boolean | undefined;
}

export function answersInstead({ status, body }: Fault): boolean {
  return status !== undefined || body !== undefined;
}

/** Whether the platform does what was asked. */
export function applies(fault: Fault): boolean {
  if (fault.drop === 'before' || fault.hang === 'before') return false;
  if (fault.drop === 'after' || fault.hang === 'after') return true;
  return !answersInstead(fault) || fault.applied === true;
}

/** The answer that a fault puts in the place of the platform's. */
export function faultyAnswer({ status = 200, body, headers }: Fault): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = text?.startsWith('<') ? 'text/html' : 'application/json';
  // These have no body, and Response throws where one is given.
  const bare = [101, 204, 205, 304].includes(status);
  return new Response(bare ? null : text, { status, headers: { ...(!bare && { 'Content-Type': type }), ...headers } });
}
