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
  try {
    if (typeof body !== 'string') return read(body) || fallback;
    return (MARKUP.test(body) ? '' : read(parsedOrText(body))) || fallback;
  } catch {
    // A getter that throws, a cycle or a depth that exhausts the stack.
    return fallback;
  }
}

/** Some clients hand over JSON unparsed. */
function parsedOrText(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function read(value: unknown): string {
  if (typeof value === 'string') return PAGE.test(value) ? '' : value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => readItem(item)).filter(Boolean).join('\n');
  return readObject(value);
}

function readItem(item: unknown): string {
  const text = read(item);
  if (text === '' || typeof item !== 'object' || item === null) return text;
  const { loc, msg } = item as { loc?: unknown; msg?: unknown };
  if (!Array.isArray(loc) || typeof msg !== 'string') return text;
  const place = loc.filter((part) => typeof part === 'string' || typeof part === 'number').join('.');
  return place === '' ? text : `${place}: ${text}`;
}

function readObject(value: object): string {
  for (const key of TEXT_KEYS) {
    const field: unknown = Reflect.get(value, key);
    // `{ "error": true, ... }` is a flag, not a text.
    const text = typeof field === 'boolean' ? '' : read(field);
    if (text !== '') return text;
  }
  // The text keys held nothing readable (a page, null): the rest may.
  const rest = Object.entries(value).filter(([key]) => !TEXT_KEYS.includes(key));
  return rest.length === 0 ? '' : compact(Object.fromEntries(rest));
}

function compact(value: object): string {
  // Its type does not say so, but a toJSON that returns nothing makes it undefined.
  return JSON.stringify(value) ?? '';
}
