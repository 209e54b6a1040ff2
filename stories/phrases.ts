import type { MessageKey } from '../src/messages/Messages.ts';
import type { Wording } from '../src/messages/wording.ts';

/** What is shown or spoken, by the names of its messages: the same table then holds in every language. */
export type Phrase =
  | MessageKey
  /** A title as it stands before a sentence. */
  | { readonly title: MessageKey }
  /**
   * A message with values, which may be phrases; `status` is put into words, `time` (ms since the epoch) is written as a
   * time of day.
   */
  | { readonly key: MessageKey; readonly values: Readonly<Record<string, string | number | Exclude<Phrase, MessageKey>>>; readonly seconds?: true }
  /** A summary: "2 submitted, 1 refused". */
  | { readonly counts: readonly (readonly [count: number, key: MessageKey])[] }
  /** Words of the platform or of the page, which no language changes. */
  | { readonly words: string };

/** Phrases as they are said one after the other. */
export function phrasesText(phrases: readonly Phrase[], wording: Wording): string {
  return phrases.map((phrase) => phraseText(phrase, wording)).join(wording.text('betweenSentences'));
}

function phraseText(phrase: Phrase, wording: Wording): string {
  const { text, status, time } = wording;
  if (typeof phrase === 'string') return text(phrase);
  if ('title' in phrase) return text('titleBefore', { title: text(phrase.title) });
  if ('words' in phrase) return phrase.words;
  if ('counts' in phrase) return phrase.counts.map(([count, key]) => text(key, { count })).join(text('listSeparator'));
  const values = Object.entries(phrase.values).map(([name, value]) => {
    if (typeof value === 'object') return [name, phraseText(value, wording)];
    if (name === 'status') return [name, status(String(value))];
    if (name === 'time') return [name, time(Number(value), phrase.seconds ? 'medium' : 'short')];
    return [name, value];
  });
  return text(phrase.key, Object.fromEntries(values) as Record<string, string | number>);
}
