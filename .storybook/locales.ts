import { en } from '../src/messages/en.ts';
import type { Messages } from '../src/messages/Messages.ts';
import { zhCN } from '../src/messages/zh-CN.ts';
import { pseudo } from './pseudo.ts';

/** The messages that the toolbar's language stands for; English where it says none. */
export function messagesOf(locale: unknown): Messages {
  if (locale === 'zh-CN') return zhCN;
  return locale === 'pseudo' ? pseudo : en;
}
