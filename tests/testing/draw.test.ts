import { expect, test } from 'vitest';
import { between, draw, pick } from '../../src/testing/draw.ts';

test('parts are told apart, and the same ones draw the same', () => {
  expect(draw(1, 12)).toBe(draw(1, 12));
  const drawn = [draw(1, 12), draw(11, 2), draw(112), draw(1, '1', 2), draw('11', '2', '')];
  expect(new Set(drawn).size).toBe(drawn.length);
});

test.each([
  [0, 2],
  [0.49, 3],
  [0.999, 5],
])('both ends are drawn: %f is %i of 2 to 5', (chance, number) => {
  expect(between(2, 5, chance)).toBe(number);
});

test('any item is drawn', () => {
  expect([0, 0.34, 0.999].map((chance) => pick(['a', 'b', 'c'], chance))).toEqual(['a', 'b', 'c']);
});
