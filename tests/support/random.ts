/** A source of chances that gives the same ones for the same seed, everywhere. */
export interface Random {
  readonly seed: number;
  /** From 0 up to but not including 1. */
  next: () => number;
  /** A whole number from 0 up to but not including `limit`. */
  below: (limit: number) => number;
  chance: (probability: number) => boolean;
  pick: <Item>(list: readonly Item[]) => Item;
  /** From none up to `most` of what `make` makes. */
  some: <Item>(most: number, make: (index: number) => Item) => Item[];
  /** The same items in another order. */
  shuffle: <Item>(list: readonly Item[]) => Item[];
}

/** mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    seed,
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <Item>(list: readonly Item[]) => list[below(list.length)] as Item,
    some: (most, make) => Array.from({ length: below(most + 1) }, (_, index) => make(index)),
    shuffle(list) {
      const keyed = list.map((item) => [next(), item] as const);
      return keyed.toSorted(([a], [b]) => a - b).map(([, item]) => item);
    },
  };
}

// Where tests are run once for each of a thousand mutants, a few of the runs must do.
const RUNS_AT_MOST = Number(import.meta.env['VITE_RUNS_AT_MOST'] ?? Number.POSITIVE_INFINITY);

/** The seed of each run, so that one that fails can be run alone. */
export function seedsFrom(seed: number, runs: number): number[] {
  return Array.from({ length: Math.min(runs, RUNS_AT_MOST) }, (_, run) => seed + run);
}

/** Checks a promise once per seed. The message of a failure names the seed: `forSeeds([seed], check)` runs it again. */
export function forSeeds(seeds: readonly number[], check: (random: Random) => void): void {
  for (const seed of seeds) {
    try {
      check(createRandom(seed));
    } catch (error) {
      throw named(error, seed);
    }
  }
}

/** The same for promises that are kept only after a while. One after the other, so that the first failure is the one told. */
export async function forSeedsAsync(seeds: readonly number[], check: (random: Random) => Promise<void>): Promise<void> {
  for (const seed of seeds) {
    try {
      await check(createRandom(seed));
    } catch (error) {
      throw named(error, seed);
    }
  }
}

function named(error: unknown, seed: number): Error {
  const told = error instanceof Error ? error : new Error(String(error));
  told.message = `seed ${seed}: ${told.message}`;
  return told;
}
