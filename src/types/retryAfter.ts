const ONE_HOUR_MS = 3_600_000;

/**
 * How long an answer asks us to wait, in milliseconds, from its `Retry-After` header: whole seconds or an HTTP date
 * (IMF-fixdate). At most one hour; a date in the past is 0; anything else is ignored (`undefined`).
 *
 * `headers` may be a `Headers`, a plain object or an axios headers object; `now` is epoch milliseconds, by default the
 * device's clock.
 */
export function retryAfterOf(headers: unknown, now: number = Date.now()): number | undefined {
  const value = headerOf(headers, 'retry-after')?.trim();
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1000, ONE_HOUR_MS);
  const date = Date.parse(value);
  // Date.parse takes nearly any text for a date; an IMF-fixdate is the text that the date prints as.
  if (Number.isNaN(date) || new Date(date).toUTCString() !== value) return undefined;
  return Math.min(Math.max(date - now, 0), ONE_HOUR_MS);
}

/** One header of whatever a client calls headers; the name must be in lower case. Never throws. */
export function headerOf(headers: unknown, name: string): string | undefined {
  try {
    if (typeof headers !== 'object' || headers === null) return undefined;
    const { get } = headers as { get?: unknown };
    if (typeof get === 'function') return textOf(get.call(headers, name));
    return textOf(Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
