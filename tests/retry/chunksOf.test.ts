import { describe, expect, test } from 'vitest';
import { chunksOf } from '../../src/retry/chunksOf.ts';
import { forSeeds, seedsFrom } from '../support/random.ts';

const SEED = 20_261_124;

describe('a list in parts', () => {
  test.each<[number, readonly (readonly number[])[]]>([
    [1, [[1], [2], [3], [4], [5]]],
    [2, [[1, 2], [3, 4], [5]]],
    [4, [[1, 2, 3, 4], [5]]],
    [5, [[1, 2, 3, 4, 5]]],
    [6, [[1, 2, 3, 4, 5]]],
    [2.9, [[1, 2], [3, 4], [5]]],
    [Number.MAX_VALUE, [[1, 2, 3, 4, 5]]],
    [Number.POSITIVE_INFINITY, [[1, 2, 3, 4, 5]]],
  ])('of %d at most', (size, parts) => {
    expect(chunksOf([1, 2, 3, 4, 5], size)).toEqual(parts);
  });

  test.each([0, 0.5, -1, Number.NaN, Number.NEGATIVE_INFINITY])('of %d is no size: one at a time', (size) => {
    expect(chunksOf(['a', 'b'], size)).toEqual([['a'], ['b']]);
  });

  test.each([0, 1, 100, Number.POSITIVE_INFINITY])('has none where there is nothing, at size %d', (size) => {
    expect(chunksOf([], size)).toEqual([]);
  });

  test('leaves the list as it was', () => {
    const list = Object.freeze([1, 2, 3]);
    chunksOf(list, 2);
    expect(list).toEqual([1, 2, 3]);
  });

  test('loses, repeats and moves nothing, and no part is empty or too long', () => {
    forSeeds(seedsFrom(SEED, 2000), (random) => {
      const list = random.some(40, (index) => index);
      const size = 1 + random.below(45);
      const parts = chunksOf(list, size);
      expect(parts.flat()).toEqual(list);
      expect(parts.length).toBe(Math.ceil(list.length / size));
      expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
      expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
    });
  });
});
