import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { createWording, wordingOf } from '../../src/messages/wording.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';

describe('statuses', () => {
  test.each([
    ['pending', 'pending', '等待中'],
    ['planning', 'planning', '规划中'],
    ['running', 'running', '运行中'],
    ['completed', 'completed', '已完成'],
    ['failed', 'failed', '失败'],
    ['cancelled', 'cancelled', '已取消'],
    ['skipped', 'skipped', '已跳过'],
  ])('%s is said in words', (status, english, chinese) => {
    expect(wordingOf(en).status(status)).toBe(english);
    expect(wordingOf(zhCN).status(status)).toBe(chinese);
  });

  test.each(['archived', 'RUNNING', 'on hold', '', '__proto__', 'constructor', 'locale', 'status.running'])(
    '%j is not known, and said as it is',
    (status) => {
      expect(wordingOf(en).status(status)).toBe(status);
      expect(wordingOf(zhCN).status(status)).toBe(status);
    },
  );

  test("a team's own word is used", () => {
    expect(wordingOf({ ...en, 'status.running': 'under way' }).status('running')).toBe('under way');
  });
});

test('texts, numbers and times come in the language of the messages', () => {
  const time = new Date(2026, 10, 24, 14, 5).getTime();
  const [english, chinese] = [wordingOf(en), wordingOf(zhCN)];
  expect([english.locale, chinese.locale]).toEqual(['en', 'zh-CN']);
  expect(english.text('attemptOf', { attempt: 3, limit: 5 })).toBe('attempt 3 of 5');
  expect(chinese.text('attemptOf', { attempt: 3, limit: 5 })).toBe('第 3 次，共 5 次');
  expect(english.text('cancel')).toBe('Cancel');
  expect(chinese.text('cancel')).toBe('取消');
  expect(english.number(10_000)).toBe('10,000');
  expect(wordingOf({ ...en, locale: 'de' }).number(10_000)).toBe('10.000');
  expect(english.time(time)).toMatch(/^2:05\sPM$/);
  expect(chinese.time(time)).toBe('14:05');
  expect([english.time(time, 'medium'), chinese.time(time, 'medium')]).toEqual([expect.stringMatching(/^2:05:00\sPM$/), '14:05:00']);
});

test('its functions can be passed on unbound', () => {
  const { text, number, status } = wordingOf(en);
  expect([text('retryTasks', { count: 1 }), number(1), status('running')]).toEqual(['Retry 1 task', '1', 'running']);
});

test('where the zone of the reader is not known, times are in UTC and say so', () => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  onTestFinished(() => void vi.unstubAllEnvs());
  const time = Date.UTC(2026, 10, 5, 23, 30);
  expect(createWording(en).time(time)).toMatch(/^8:30\sAM$/);
  expect(createWording(en, false).time(time)).toMatch(/^11:30:00\sPM UTC$/);
  expect(createWording(zhCN, false).time(time, 'medium')).toMatch(/UTC.*23:30:00|23:30:00.*UTC/);
});
