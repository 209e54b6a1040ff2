import { tried } from '../types/tried.ts';

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

/** A team's own reading of the platform's words; `undefined` leaves a text to the package, and so does throwing or anything else. */
export type ClassifyReason = (text: string) => Omit<Reason, 'text'> | undefined;

/** What we recognise, by the whole text without a full stop at its end. */
const KNOWN: readonly (readonly [ReasonCode, Verdict, RegExp])[] = [
  ['moved-on', 'moved-on', /^task status is (?!['"]?failed['"]?$)['"]?[\w-]+['"]?$/i],
  ['moved-on', 'moved-on', /\b(?:task|stage) (?:status )?is not failed$/i],
  ['limit-reached', 'will-not-pass', /\b(?:retry limit|retries)\b.{0,24}\b(?:reached|exceeded|exhausted|used up)$/i],
  ['not-found', 'will-not-pass', /^(?:task|stage) not found$/i],
  ['busy', 'may-pass', /\b(?:try again|temporarily|locked|busy|too many|overloaded)\b/i],
];

const OTHER = ['other', 'may-pass'] as const;

const VERDICTS = new Set<unknown>(['moved-on', 'may-pass', 'will-not-pass']);

/** Longer than any text that we know. A patient reading of 100 kB would be felt, and would recognise nothing. */
const LONGEST = 200;

/**
 * Reads the platform's reason. *Moved on* means that the task was no longer failed when we asked: somebody already did
 * it, or it never needed it, so it is told in a neutral tone. What is not recognised may pass: nothing speaks against it.
 */
export function classifyReason(text: string, classify?: ClassifyReason): Reason {
  // A classifier that fails, or returns a Promise, must not take the outcome with it: a batch would never settle.
  const own = tried(() => classify?.(text));
  if (typeof own?.code === 'string' && VERDICTS.has(own.verdict)) return { ...own, text };
  const words = text.length > LONGEST ? '' : text.trim().replace(/\.+$/, '');
  const [code, verdict] = KNOWN.find(([, , pattern]) => pattern.test(words)) ?? OTHER;
  return { code, verdict, text };
}
