import { messagesOf } from '../.storybook/locales.ts';
import type { MessageKey } from '../src/messages/Messages.ts';
import { wordingOf, type Wording } from '../src/messages/wording.ts';

interface Words extends Wording {
  /** A title as it stands before a sentence: "Submitted." */
  title: (key: MessageKey) => string;
  /** Counts as a summary says them: "2 submitted, 1 refused" */
  summary: (...counts: readonly (readonly [count: number, key: MessageKey])[]) => string;
}

/** The language that the toolbar chose, so that a play function reads what people see in any of them. */
export function wordsOf(globals: Readonly<Record<string, unknown>>): Words {
  const wording = wordingOf(messagesOf(globals['locale']));
  const { text } = wording;
  return {
    ...wording,
    title: (key) => text('titleBefore', { title: text(key) }),
    summary: (...counts) => counts.map(([count, key]) => text(key, { count })).join(text('listSeparator')),
  };
}
