/** A page of a reason. What is longer is shown on demand, so that one stack trace does not push the others away. */
export const CLAMP = 480;

/** The beginning of a text that is longer than that, without half a character at its end. */
export function clamped(text: string): string {
  return text.length > CLAMP ? `${text.slice(0, CLAMP).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
