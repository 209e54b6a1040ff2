/**
 * Whether a value can be a task's or a stage's id in a request: a string that stays one path segment once it is
 * encoded. `''`, `'.'` and `'..'` would make the URL point elsewhere (`encodeURIComponent` leaves dots alone), and a
 * lone surrogate cannot be encoded at all.
 */
export function isTaskId(value: unknown): value is string {
  return typeof value === 'string' && !/^\.{0,2}$|\p{Surrogate}/u.test(value);
}
