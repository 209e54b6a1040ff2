const ONE_HOUR_MS = 3_600_000;

/**
 * How long an answer asks us to wait, in milliseconds, from its `Retry-After` header: whole seconds or an HTTP date
 * (IMF-fixdate). At most one hour; a date in the past is 0; anything else is ignored (`undefined`).
 *
 * `now` is epoch milliseconds, by default the device's clock.
 */
export function retryAfterOf(header: string | null | undefined, now: number = Date.now()): number | undefined {
  const value = header?.trim() ?? '';
  const date = Date.parse(value);
  let wait = date - now;
  if (/^\d+$/.test(value)) wait = Number(value) * 1000;
  // Date.parse takes nearly any text for a date; an IMF-fixdate is the text that the date prints as.
  else if (Number.isNaN(date) || new Date(date).toUTCString() !== value) return undefined;
  return Math.min(Math.max(wait, 0), ONE_HOUR_MS);
}
