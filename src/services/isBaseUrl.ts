// What comes before an `@` is a user, and `//` in front another server.
const PATH_OR_URL = /^(?:https?:\/\/[^/@]+|(?=\/(?!\/)))(?:\/.*)?$/i;
const DOTS = /(?:\/|%2f|%5c)(?:\.|%2e){1,2}(?=\/|%2f|%5c|$)/i;
// The URL parser drops tabs and line breaks and reads `\` as `/`, so that `/\host` would be another server.
const FORBIDDEN = /[\s\\\p{Cc}?#]/u;

/**
 * Whether requests may start with this: a path that starts with one `/`, or an absolute http(s) URL. Not where they could
 * lead elsewhere or put secrets into URLs: credentials, a query or hash, `.` or `..` segments (also encoded), white space,
 * backslashes.
 */
export function isBaseUrl(value: unknown): value is string {
  if (typeof value !== 'string' || FORBIDDEN.test(value) || DOTS.test(value)) return false;
  return PATH_OR_URL.test(value) && URL.canParse(value, 'https://host.example');
}
