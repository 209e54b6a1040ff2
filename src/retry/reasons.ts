/** What a refusal means for the task. */
export type Verdict = 'moved-on' | 'may-pass' | 'will-not-pass';

/** What we recognise in the platform's words. `other` keeps its own text. A team's own classifier may add codes. */
export type ReasonCode = 'moved-on' | 'limit-reached' | 'not-found' | 'busy' | 'other' | (string & Record<never, never>);

/** Why the platform refused: a stable code where the text is recognised, always with the raw text. */
export interface Reason {
  readonly code: ReasonCode;
  /** Whether it has moved on, may pass when it is sent again later, or will not. */
  readonly verdict: Verdict;
  /** The platform's own words, as they came. */
  readonly text: string;
  /** What to say instead of the package's own words; for codes that it does not know. */
  readonly message?: string | undefined;
}

/** A team's own reading of the platform's words; `undefined` leaves a text to the package, and so does throwing. */
export type ClassifyReason = (text: string) => Omit<Reason, 'text'> | undefined;

const TASK_STATUS = /^task status is ['"]?([\w-]+)['"]?$/i;
const NOT_FAILED = /\b(?:task|stage) (?:status )?is not failed$/i;
const LIMIT = /\b(?:retry limit|retries)\b.{0,24}\b(?:reached|exceeded|exhausted|used up)$/i;
const BUSY = /\b(?:try again|temporarily|locked|busy|too many|overloaded)\b/i;
const NOT_FOUND = /^(?:task|stage) not found$/i;

/** Longer than any text that we know. A patient reading of 100 kB would be felt, and would recognise nothing. */
const LONGEST = 200;

/**
 * Reads the platform's reason. *Moved on* means that the task was no longer failed when we asked: somebody already did
 * it, or it never needed it, so it is told in a neutral tone. What is not recognised may pass: nothing speaks against it.
 */
export function classifyReason(text: string, classify?: ClassifyReason): Reason {
  const own = attempt(() => classify?.(text));
  if (own) return { ...own, text };
  const words = text.length > LONGEST ? '' : text.trim().replace(/\.+$/, '');
  const status = TASK_STATUS.exec(words)?.[1]?.toLowerCase();
  if ((status !== undefined && status !== 'failed') || NOT_FAILED.test(words)) {
    return { code: 'moved-on', verdict: 'moved-on', text };
  }
  if (LIMIT.test(words)) return { code: 'limit-reached', verdict: 'will-not-pass', text };
  if (NOT_FOUND.test(words)) return { code: 'not-found', verdict: 'will-not-pass', text };
  if (BUSY.test(words)) return { code: 'busy', verdict: 'may-pass', text };
  return { code: 'other', verdict: 'may-pass', text };
}

/** A classifier that fails must not take the outcome with it: a batch would never settle. */
function attempt<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
