import type { Message, MessageKey, Messages } from './Messages.ts';
import { en } from './en.ts';

/** What may stand in for a `{name}` of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Whether there is a text of this name. */
export function isMessageKey(name: string): name is MessageKey {
  return Object.hasOwn(en, name);
}

/** A text with its values put in. A key that a partial translation lacks is told in English. */
export function formatMessage(messages: Messages, key: MessageKey, values: MessageValues = {}): string {
  const { locale } = messages;
  const known = (messages[key] as Message | undefined) === undefined ? en : messages;
  return formOf(known[key], values, known.locale).replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return placeholder;
    return typeof value === 'number' ? formatNumber(value, locale) : isolate(value);
  });
}

/** A number as the language writes it. */
export function formatNumber(value: number, locale: string): string {
  return numberFormats(locale).format(value);
}

/** A time of day as the language writes it, from ms since the epoch. */
export function formatTime(time: number, locale: string, timeStyle: 'short' | 'medium' | 'utc' = 'short'): string {
  // `long` names the zone.
  const options = timeStyle === 'utc' ? ({ timeStyle: 'long', timeZone: 'UTC' } as const) : { timeStyle };
  return new Intl.DateTimeFormat(locale, options).format(time);
}

function formOf(message: Message, { count }: MessageValues, locale: string): string {
  if (typeof message === 'string') return message;
  return (typeof count === 'number' ? message[pluralRules(locale).select(count)] : undefined) ?? message.other;
}

/** Formatters cost more to make than to use, and a list of rows uses them by the hundred. */
function perLocale<Formatter>(make: (locale: string) => Formatter): (locale: string) => Formatter {
  const made = new Map<string, Formatter>();
  return (locale) => {
    const formatter = made.get(locale) ?? make(locale);
    made.set(locale, formatter);
    return formatter;
  };
}

const numberFormats = perLocale((locale) => new Intl.NumberFormat(locale));
const pluralRules = perLocale((locale) => new Intl.PluralRules(locale));

const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name from elsewhere must not turn the sentence around it: isolated where it could, left alone where it cannot. */
function isolate(value: string): string {
  const plain = value.replace(BIDI_CONTROL, '');
  return RIGHT_TO_LEFT.test(plain) ? `\u2068${plain}\u2069` : plain;
}
