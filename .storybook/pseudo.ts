import { en } from '../src/messages/en.ts';
import type { Message, MessageKey, Messages } from '../src/messages/Messages.ts';

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'åá', e: 'éê', i: 'îï', o: 'öø', u: 'üú', y: 'ýÿ', A: 'ÅÁ', E: 'ÉÊ', I: 'ÎÏ', O: 'ÖØ', U: 'ÜÚ',
  c: 'ç', d: 'ð', g: 'ĝ', l: 'ļ', n: 'ñ', r: 'ŕ', s: 'š', t: 'ţ', w: 'ŵ', z: 'ž',
  C: 'Ç', D: 'Ð', L: 'Ļ', N: 'Ñ', R: 'Ŕ', S: 'Š', T: 'Ţ', W: 'Ŵ',
};

/** Longer by its vowels, as German is, and in brackets: what is cut off lacks one, and what has none is in no messages. */
function stretch(text: string): string {
  if (text.trim() === '') return text;
  const parts = text.split(/(\{\w+\})/);
  return `⟦${parts.map((part) => (part.startsWith('{') ? part : part.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter))).join('')}⟧`;
}

function stretchForms(message: Message): Message {
  if (typeof message === 'string') return stretch(message);
  return Object.fromEntries(Object.entries(message).map(([form, text]) => [form, stretch(text)])) as Message;
}

const { locale: _, ...texts } = en;

/** English as a language that nobody speaks, to see what a translation does to the layout. Not shipped. */
export const pseudo: Messages = {
  ...(Object.fromEntries(Object.entries(texts).map(([key, message]) => [key, stretchForms(message)])) as Record<MessageKey, Message>),
  locale: 'en-XA',
};
