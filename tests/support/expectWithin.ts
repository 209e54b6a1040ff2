import { expect } from 'vitest';

/**
 * That some work takes less than so many times as long as other work. Never compared with a clock's time: one machine is ten times as
 * slow as another. Where it does not, both take turns, up to five, and the best one counts, since a machine that pauses does so in
 * one of them. What takes next to no time counts as a tenth of a millisecond.
 */
export async function expectWithin(times: number, work: () => unknown, than: () => unknown): Promise<void> {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 5 && best >= times; turn += 1) best = Math.min(best, (await duration(work)) / (await duration(than)));
  expect(best).toBeLessThan(times);
}

async function duration(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return Math.max(0.1, performance.now() - began);
}
