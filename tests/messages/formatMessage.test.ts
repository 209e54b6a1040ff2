import { describe, expect, test } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { formatMessage, formatNumber, formatTime } from '../../src/messages/formatMessage.ts';
import type { Messages } from '../../src/messages/Messages.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { HOSTILE } from '../support/hostile.ts';

const own = (overrides: Partial<Messages>): Messages => ({ ...en, ...overrides });

describe('values', () => {
  test('stand where their name stands, each time it does', () => {
    const messages = own({ attempt: '{attempt} of {limit}, so {attempt}' });
    expect(formatMessage(messages, 'attempt', { attempt: 2, limit: 5 })).toBe('2 of 5, so 2');
  });

  test('that are not given leave their name, so that somebody notices', () => {
    expect(formatMessage(en, 'attemptOf', { attempt: 2 })).toBe('attempt 2 of {limit}');
    expect(formatMessage(en, 'attempt')).toBe('attempt {attempt}');
  });

  test('that a message does not ask for are not shown', () => {
    expect(formatMessage(en, 'cancel', { attempt: 2 })).toBe('Cancel');
  });

  test.each(['{stage}', '{status}', '$&', '$1', '$$', '<b>bold</b>', '\\', '', ' '])(
    '%j is text, and stays as it is',
    (value) => {
      expect(formatMessage(en, 'announceStart', { stage: value, status: 'never' })).toBe(`Retrying ${value}.`);
    },
  );

  test('that are numbers are written as the language writes them', () => {
    expect(formatMessage(en, 'retryTasks', { count: 10_000 })).toBe('Retry 10,000 tasks');
    expect(formatMessage(own({ locale: 'de' }), 'count.unsent', { count: 10_000 })).toBe('10.000 unsent');
    expect(formatMessage(en, 'attempt', { attempt: 0 })).toBe('attempt 0');
  });

  test('that are numbers are written so also in a text that a translation lacks', () => {
    const { retryTasks: _, ...lacking } = own({ locale: 'de' });
    expect(formatMessage(lacking as Messages, 'retryTasks', { count: 10_000 })).toBe('Retry 10.000 tasks');
  });
});

describe('names from elsewhere do not turn the sentence around them', () => {
  test.each([
    ['left-to-right', 'Code', 'Code'],
    ['Chinese', '编码', '编码'],
    ['Hebrew, isolated', 'קוד', '\u2068קוד\u2069'],
    ['Arabic within Latin, isolated', 'Code برمجة', '\u2068Code برمجة\u2069'],
    ['an override without an end', '\u202Eedoc', 'edoc'],
    ['an end without a start', 'Code\u2069\u202C', 'Code'],
    ['marks and isolates', '\u061C\u200E\u200FC\u2066o\u2067d\u2068e\u202A\u202B\u202D', 'Code'],
    ['Hebrew that tries to end its own isolation', 'קוד\u2069', '\u2068קוד\u2069'],
  ])('%s', (_, stage, said) => {
    expect(formatMessage(en, 'announceStart', { stage })).toBe(`Retrying ${said}.`);
  });
});

describe('plural forms', () => {
  test.each([
    [0, 'Retry 0 tasks'],
    [1, 'Retry 1 task'],
    [2, 'Retry 2 tasks'],
    [21, 'Retry 21 tasks'],
  ])('English: %d', (count, said) => {
    expect(formatMessage(en, 'retryTasks', { count })).toBe(said);
  });

  test.each([0, 1, 2, 21])('Chinese has one: %d', (count) => {
    expect(formatMessage(zhCN, 'retryTasks', { count })).toBe(`重试 ${count} 个任务`);
  });

  test.each([
    [1, '1 задача'],
    [3, '3 задачи'],
    [5, '5 задач'],
    [21, '21 задача'],
  ])('a language with more of them uses its own rules: %d', (count, said) => {
    const retryTasks = { one: '{count} задача', few: '{count} задачи', many: '{count} задач', other: '{count} задачи' };
    expect(formatMessage(own({ locale: 'ru', retryTasks }), 'retryTasks', { count })).toBe(said);
  });

  test('a form that is not given is told as the other one', () => {
    const messages = own({ retryTasks: { other: 'Retry: {count}' } });
    expect(formatMessage(messages, 'retryTasks', { count: 1 })).toBe('Retry: 1');
  });

  test('without a number to count, the other form is used', () => {
    expect(formatMessage(en, 'retryTasks', { count: '1' })).toBe('Retry 1 tasks');
    expect(formatMessage(en, 'retryTasks')).toBe('Retry {count} tasks');
  });

  test('a text that needs no forms may be given as one', () => {
    expect(formatMessage(own({ retryTasks: 'Retry ({count})' }), 'retryTasks', { count: 1 })).toBe('Retry (1)');
  });
});

describe('a translation', () => {
  test('that lacks a text is told in English there', () => {
    const partial = { locale: 'zh-CN', cancel: '取消' } as Partial<Messages> as Messages;
    expect(formatMessage(partial, 'cancel')).toBe('取消');
    expect(formatMessage(partial, 'close')).toBe('Close');
    expect(formatMessage(partial, 'retryTasks', { count: 2 })).toBe('Retry 2 tasks');
    // Chinese has no singular.
    expect(formatMessage(partial, 'retryTasks', { count: 1 })).toBe('Retry 1 task');
  });

  test('whose text is empty keeps it empty', () => {
    expect(formatMessage(own({ submittedMeaning: '' }), 'submittedMeaning')).toBe('');
  });
});

test('numbers and times are written as the language writes them', () => {
  const time = new Date(2026, 10, 24, 14, 5).getTime();
  expect(formatNumber(1_234_567, 'en')).toBe('1,234,567');
  expect(formatNumber(1_234_567, 'de')).toBe('1.234.567');
  expect(formatTime(time, 'en')).toMatch(/^2:05\sPM$/);
  expect(formatTime(time, 'zh-CN')).toBe('14:05');
});

describe('hostile text', () => {
  const CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

  test('comes in more than 150 kinds, each with a name of its own', () => {
    expect(new Set(HOSTILE.map(([, text]) => text)).size).toBe(HOSTILE.length);
    expect(new Set(HOSTILE.map(([name]) => name)).size).toBe(HOSTILE.length);
    expect(HOSTILE.length).toBeGreaterThan(150);
    expect(Math.max(...HOSTILE.map(([, text]) => text.length))).toBeGreaterThanOrEqual(100_000);
  });

  test.each(HOSTILE)('stays text, asks for no other value and turns nothing around it: %s', (_, text) => {
    for (const messages of [en, zhCN]) {
      const said = formatMessage(messages, 'failedAgainAt', { stage: text, status: 'never', count: 7 });
      const [before = '', after = ''] = formatMessage(messages, 'failedAgainAt').split('{stage}');
      const value = said.slice(before.length, said.length - after.length);
      expect([said.startsWith(before), said.endsWith(after)]).toEqual([true, true]);
      // Nothing but controls of direction is taken away, and at most one isolate is put around the whole.
      expect(value.replace(/^\u2068|\u2069$/g, '')).toBe(text.replace(CONTROLS, ''));
      expect(value.startsWith('\u2068')).toBe(value.endsWith('\u2069'));
    }
  });

  test.each(['{constructor}', '{toString}', '{__proto__}', '{valueOf}'])(
    'a message that asks for %s, which nobody gave, keeps its name',
    (placeholder) => {
      expect(formatMessage(own({ cancel: `Cancel ${placeholder}` }), 'cancel', {})).toBe(`Cancel ${placeholder}`);
    },
  );

  test.each(['\u{1E922}\u{1E92B}\u{1E926}', '\u{10800}\u{10801}'])('right-to-left beyond the basic plane is isolated: %s', (stage) => {
    // Twice, since a pattern may remember where it stopped.
    for (let time = 0; time < 2; time += 1) expect(formatMessage(en, 'announceStart', { stage })).toBe(`Retrying \u2068${stage}\u2069.`);
  });
});
