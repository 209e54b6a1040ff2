/** What we recognise in the platform's words. `other` keeps its own text and nothing else is concluded from it. */
export type ReasonCode = 'moved-on' | 'limit-reached' | 'not-found' | 'other';

/** Why the platform refused: a stable code where the text is recognised, always with the raw text. */
export interface Reason {
  readonly code: ReasonCode;
  /** The platform's own words, as they came. */
  readonly text: string;
}

const TASK_STATUS = /^task status is ['"]?([\w-]+)['"]?$/i;
const NOT_FAILED = /\b(?:task|stage) (?:status )?is not failed$/i;
const LIMIT = /\b(?:retry limit|retries)\b.{0,24}\b(?:reached|exceeded|exhausted|used up)$/i;
const NOT_FOUND = /^(?:task|stage) not found$/i;

/** Longer than any text that we know. A patient reading of 100 kB would be felt, and would recognise nothing. */
const LONGEST = 200;

/**
 * Reads the platform's reason. *Moved on* means that the task was no longer failed when we asked: somebody already did
 * it, or it never needed it, so it is told in a neutral tone.
 */
export function classifyReason(text: string): Reason {
  const words = text.length > LONGEST ? '' : text.trim().replace(/\.+$/, '');
  const status = TASK_STATUS.exec(words)?.[1]?.toLowerCase();
  if ((status !== undefined && status !== 'failed') || NOT_FAILED.test(words)) return { code: 'moved-on', text };
  if (LIMIT.test(words)) return { code: 'limit-reached', text };
  if (NOT_FOUND.test(words)) return { code: 'not-found', text };
  return { code: 'other', text };
}
