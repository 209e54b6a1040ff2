import { isRecord } from './isRecord.ts';
import { tried } from './tried.ts';

const TEXT_KEYS: readonly string[] = ['detail', 'message', 'msg', 'error', 'title'];

/** A body that starts like this is a proxy's or a login page, no reason. */
const MARKUP = /^\s*</;

/** Inside JSON only a whole page counts as markup: `<Stage stg_code> is not failed` is a reason. */
const PAGE = /^\s*<(?:!doctype|\?xml|html|head|body)\b/i;

/**
 * Readable text of an error body, which may be any JSON: a string, FastAPI's array of `{ loc, msg, type }` (one line
 * each, `body.task_ids: field required`), objects that carry their text under `detail`, `message`, `msg`, `error` or
 * `title`, else compact JSON. Text is never shortened. Never throws.
 *
 * `fallback` is returned where there is nothing to read: no body, an empty one, an HTML page, something cyclic.
 */
export function readableDetail(body: unknown, fallback: string): string {
  // What throws is a getter, a cycle, or a depth that exhausts the stack.
  return tried(() => read(typeof body === 'string' ? parsedOrText(body) : body)) || fallback;
}

/** Some clients hand over JSON unparsed. */
function parsedOrText(text: string): unknown {
  if (MARKUP.test(text)) return '';
  return (/^\s*[[{]/.test(text) && tried((): unknown => JSON.parse(text))) || text;
}

function read(value: unknown): string {
  if (typeof value === 'string') return PAGE.test(value) ? '' : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(read).filter(Boolean).join('\n');
  return isRecord(value) ? readObject(value) : '';
}

function readObject(value: Readonly<Record<string, unknown>>): string {
  for (const key of TEXT_KEYS) {
    // `{ "error": true, ... }` is a flag, not a text.
    const text = typeof value[key] === 'boolean' ? '' : read(value[key]);
    if (text !== '') return `${placeOf(value)}${text}`;
  }
  // The text keys held nothing readable (a page, null): the rest may.
  const rest = Object.entries(value).filter(([key]) => !TEXT_KEYS.includes(key));
  // Its type does not say so, but a toJSON that returns nothing makes it undefined.
  return rest.length === 0 ? '' : (JSON.stringify(Object.fromEntries(rest)) ?? '');
}

/** Where in the request FastAPI found a fault. */
function placeOf({ loc, msg }: Readonly<Record<string, unknown>>): string {
  const place = Array.isArray(loc) && typeof msg === 'string' ? loc.filter((part) => typeof part !== 'object').join('.') : '';
  return place === '' ? '' : `${place}: `;
}
