import type { en } from './en.ts';

/**
 * One text. `{name}` stands for a value; a text that depends on `{count}` gives a form for each plural category of its
 * language (`Intl.PluralRules`), of which only `other` is needed.
 */
export type Message = string | ({ readonly other: string } & { readonly [category in Intl.LDMLPluralRule]?: string });

/** Name of a text. */
export type MessageKey = Exclude<keyof typeof en, 'locale'>;

/**
 * Every string that is shown or spoken, as plain data: pass `en`, `zhCN`, or either spread with your own words.
 * `locale` is a BCP 47 tag; it chooses plural forms and how numbers and times are written.
 */
export type Messages = { readonly [key in MessageKey]: Message } & { readonly locale: string };
