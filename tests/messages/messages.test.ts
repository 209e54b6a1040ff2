import { describe, expect, test } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { formatMessage } from '../../src/messages/formatMessage.ts';
import type { Message, MessageKey, Messages } from '../../src/messages/Messages.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';

const LANGUAGES: readonly [string, Messages][] = [
  ['en', en],
  ['zh-CN', zhCN],
];

const KEYS = Object.keys(en).filter((key): key is MessageKey => key !== 'locale');

/** The forms of a message by plural category; a plain text is its own only form. */
function formsOf(message: Message): [string, string][] {
  return typeof message === 'string' ? [['other', message]] : Object.entries(message);
}

/** Every text of a language, in every form, under a name to tell it by. */
function textsOf(messages: Messages): [string, string][] {
  return KEYS.flatMap((key) =>
    formsOf(messages[key]).map(([form, text]): [string, string] => [`${key}.${form}`, text]),
  );
}

const counting = (messages: Messages): MessageKey[] => KEYS.filter((key) => typeof messages[key] !== 'string');

/** What joins words and sentences: may be a space, or nothing. */
const JOINTS: readonly string[] = ['listSeparator', 'progressSeparator', 'titleBefore', 'betweenSentences'];

const isJoint = (name: string): boolean => JOINTS.some((key) => name.startsWith(`${key}.`));

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g))].toSorted();
}

/** The text without its placeholders, as if each were one letter. */
const filled = (text: string): string => text.replace(/\{\w+\}/g, 'x');

test('both languages have the same texts', () => {
  expect(Object.keys(zhCN).toSorted()).toEqual(Object.keys(en).toSorted());
});

test.each(KEYS)('%s asks for the same values in both languages and all forms', (key) => {
  const asked = LANGUAGES.flatMap(([, messages]) => formsOf(messages[key])).map(([, text]) => placeholdersOf(text));
  expect(asked).toEqual(asked.map(() => asked[0]));
});

describe.each(LANGUAGES)('%s', (language, messages) => {
  test('is named by its locale', () => {
    expect(messages.locale).toBe(language);
  });

  test('gives every plural form of the language where a text has forms, and none that it lacks', () => {
    const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const forms = counting(messages).map((key) => [key, Object.keys(messages[key]).toSorted()]);
    expect(forms).toEqual(forms.map(([key]) => [key, categories]));
    expect(forms.length > 0).toBe(categories.length > 1);
  });

  test('has forms only for texts that count something', () => {
    const texts = textsOf(messages).filter(([name]) => counting(messages).some((key) => name.startsWith(`${key}.`)));
    expect(texts.filter(([, text]) => !text.includes('{count}'))).toEqual([]);
  });

  test('has no empty text, no stray space or brace, and no exclamation mark', () => {
    const odd = textsOf(messages).filter(([, text]) => /[{}!！]|\s\s/.test(filled(text)));
    const untidy = textsOf(messages).filter(([name, text]) => !isJoint(name) && (text === '' || text !== text.trim()));
    expect([...odd, ...untidy]).toEqual([]);
  });
});

test('one is told in the singular, and others are not', () => {
  const told = counting(en).map((key) => [1, 2].map((count) => formatMessage(en, key, { count })));
  expect(told).toEqual([
    ['Retry 1 task', 'Retry 2 tasks'],
    ['Retrying 1 task', 'Retrying 2 tasks'],
  ]);
});

test('numbers stand where they belong: how many are to be retried, and how many before', () => {
  const values = { count: 2, before: 3 };
  expect([en, zhCN].map((messages) => formatMessage(messages, 'planChanged', values))).toEqual([
    'Tasks changed: 2 to retry, 3 before.',
    '任务已变：重试 2 个，之前 3 个。',
  ]);
});

test('a name that says already that it is a stage is not called one again', () => {
  const values = { stage: '开发阶段', status: '运行中' };
  const texts = (['stageSubmitted', 'failedAgainAt', 'announceStart'] as const).map((key) => formatMessage(zhCN, key, values));
  expect(texts).toEqual(['任务运行中，从开发阶段继续。', '开发阶段再次失败', '开发阶段重试中。']);
});

test('what will not pass is never told as what may', () => {
  expect([zhCN['advice.may-pass'], zhCN['advice.will-not-pass']]).toEqual(['稍后重试可能成功', '重试无效']);
  expect([en['advice.may-pass'], en['advice.will-not-pass']]).toEqual(['may pass later', 'will not pass']);
});

test.each<[MessageKey, RegExp, RegExp]>([
  ['failure.unauthenticated', /signed out.*Sign in/, /登录/],
  ['failure.forbidden', /may not.*Ask/, /权限/],
  ['failure.offline', /offline.*Connect/, /未联网/],
  ['failure.rate-limited', /Too many requests/, /过多/],
  ['failure.too-large', /too large.*Fewer/, /过大/],
  ['failure.not-found', /Not found.*Reload/, /刷新/],
  ['advice.turned-away', /request failed/, /请求失败/],
  ['advice.lost', /unknown/, /未知/],
  ['advice.stopped', /stopped/, /停止/],
  ['advice.waiting', /not sent yet/, /等待发送/],
  ['leftOut.not-allowed', /not allowed/, /不允许/],
  ['leftOut.limit-reached', /limit/, /上限/],
  ['leftOut.invalid-id', /usable id/, /ID/],
  ['skip.not-allowed', /not allowed/, /不允许/],
  ['skip.limit-reached', /^\{used\} of \{limit\}/, /\{used\} \/ \{limit\}/],
  ['attemptOf', /\{attempt\} of \{limit\}/, /\{attempt\}.*\{limit\}/],
  ['progress', /\{sent\} of \{total\}/, /\{sent\}.*\{total\}/],
  ['adviceChecking', /\{done\} of \{total\}/, /\{done\}.*\{total\}/],
])('%s says what it is for, in both languages', (key, english, chinese) => {
  expect(en[key]).toMatch(english);
  expect(zhCN[key]).toMatch(chinese);
});

test('nothing is left in English in the Chinese texts', () => {
  const words = textsOf(zhCN).map(([name, text]) => [name, text.replace(/\{\w+\}|\b(?:ID|CSV)\b/g, '')] as const);
  expect(words.filter(([, text]) => /[A-Za-z]/.test(text))).toEqual([]);
  expect(words.filter(([name, text]) => !isJoint(name) && !/\p{Script=Han}/u.test(text))).toEqual([]);
});

test('the Chinese terms are those of the specification', () => {
  expect(zhCN.retryFromStage).toBe('从此阶段重试');
  expect(JSON.stringify(zhCN)).toContain('批量重试');
  expect(JSON.stringify(zhCN)).toContain('失败节点');
});

test('submitted never claims success', () => {
  expect(en.submittedMeaning).toContain('not that it has succeeded');
  for (const [, messages] of LANGUAGES) {
    for (const key of ['submitted', 'count.submitted', 'stageSubmitted', 'confirmedByReading'] as const) {
      expect(JSON.stringify(messages[key])).not.toMatch(/succe|成功/i);
    }
  }
});

test('what may have arrived is never told as failed', () => {
  for (const key of ['failure.unknown-outcome', 'failure.unreadable', 'unknown.missing', 'unknown.contradicted', 'unknown.malformed'] as const) {
    expect(en[key]).toContain('may or may not have been retried');
    expect(zhCN[key]).toContain('无法确定是否已重试');
  }
});
