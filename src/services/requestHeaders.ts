/** Headers in any form that fetch takes; in a plain object `undefined` means "not this one". */
export type TaskApiHeaders = Headers | [string, string][] | Record<string, string | undefined>;

/** Headers, or an (async) function that is asked for them before every request, for example for a fresh token. */
export type TaskApiHeadersSource =
  | TaskApiHeaders
  | null
  | undefined
  | (() => TaskApiHeaders | null | undefined | Promise<TaskApiHeaders | null | undefined>);

/**
 * The headers of one request: the team's, and ours on top, since the contract is JSON (SPEC.md, section 1). Throws what
 * the source throws, or a `TypeError` for a value that is no header; both may carry secrets, so callers must not pass
 * them on.
 */
export async function requestHeaders(source: TaskApiHeadersSource, ours: Record<string, string>): Promise<Headers> {
  const given = typeof source === 'function' ? await source() : source;
  const headers = new Headers(initOf(given));
  // These describe the body, which is ours.
  for (const name of ['Content-Type', 'Content-Length', 'Content-Encoding', 'Transfer-Encoding']) headers.delete(name);
  for (const [name, value] of Object.entries(ours)) headers.set(name, value);
  return headers;
}

function initOf(given: TaskApiHeaders | null | undefined): HeadersInit | undefined {
  if (given === null || given === undefined) return undefined;
  if (typeof given !== 'object') throw new TypeError('not headers');
  if (Symbol.iterator in given) return given;
  const entries = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Headers would send "[object Promise]" or "null" without a word.
  if (entries.some(([, value]) => typeof value !== 'string')) throw new TypeError('not a header value');
  return entries;
}
