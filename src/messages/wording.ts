import { en } from './en.ts';
import { formatMessage, formatNumber, formatTime, isMessageKey, type MessageValues } from './formatMessage.ts';
import type { MessageKey, Messages } from './Messages.ts';

/** The strings of one language, ready to be said. */
export interface Wording {
  readonly locale: string;
  /** A text with its values put in. */
  text: (key: MessageKey, values?: MessageValues) => string;
  number: (value: number) => string;
  /** A time of day, from ms since the epoch; `medium` has seconds. */
  time: (value: number, style?: 'short' | 'medium') => string;
  /** A status in words. One that is not known is said as it is. */
  status: (status: string) => string;
}

const wordings = new WeakMap<Messages, Wording>();

/** Messages, by default English, bound to the ways they are said: once for all that say them. */
export function wordingOf(messages: Messages = en): Wording {
  const wording = wordings.get(messages) ?? createWording(messages);
  wordings.set(messages, wording);
  return wording;
}

/** Binds messages anew. Times are those of the reader, or in UTC where the reader's zone is not known. */
export function createWording(messages: Messages = en, zoneKnown = true): Wording {
  const { locale } = messages;
  return {
    locale,
    text: (key, values) => formatMessage(messages, key, values),
    number: (value) => formatNumber(value, locale),
    time: (value, style) => formatTime(value, locale, zoneKnown ? style : 'utc'),
    status(status) {
      const key = `status.${status}`;
      return isMessageKey(key) ? formatMessage(messages, key) : status;
    },
  };
}
