/**
 * The base URL as requests use it, without trailing slashes: a path that starts with one `/`, or an absolute http(s)
 * URL.
 *
 * Throws a `TypeError` for anything that could lead requests elsewhere or put secrets into URLs: another type, a
 * protocol-relative URL, credentials, a query or hash, `.` or `..` segments (also encoded), white space, backslashes.
 * It never repeats the value, which may hold credentials.
 */
export function checkedBaseUrl(value: unknown): string {
  if (typeof value !== 'string') throw refuse('is not a string');
  // The URL parser drops tabs and line breaks and reads `\` as `/`, so that `/\host` would be another server.
  if (/[\s\\\p{Cc}]/u.test(value)) throw refuse('holds white space, a control character or a backslash');
  if (value.startsWith('//')) throw refuse('starts with "//", which is another server');
  if (/[?#]/.test(value)) throw refuse('has a query or a hash');
  const path = value.startsWith('/') ? value : pathOfAbsolute(value);
  const segments = path.replaceAll(/%2e/gi, '.').replaceAll(/%2f|%5c/gi, '/').split('/');
  if (segments.some((segment) => segment === '.' || segment === '..')) throw refuse('has "." or ".." segments');
  return value.replace(/\/+$/, '');
}

function pathOfAbsolute(value: string): string {
  const [, authority, path] = /^https?:\/\/([^/]+)(.*)$/i.exec(value) ?? [];
  if (authority === undefined || path === undefined) throw refuse('is neither a path nor an http(s) URL');
  if (authority.includes('@')) throw refuse('has a user name or password in it');
  try {
    void new URL(value);
  } catch {
    throw refuse('is not a valid URL');
  }
  return path;
}

function refuse(what: string): TypeError {
  return new TypeError(
    `task-retry-ui: baseUrl ${what}. Requests could go to a wrong place, so no client was made. ` +
      'Pass a path such as "/api/v1" or a URL such as "https://host.example/api/v1" that ends before "/tasks".',
  );
}
