/**
 * How many times as long some work takes as other work. Never compared with a clock's time: one machine is ten times as slow as
 * another. Where it is no less than `limit` both take turns, up to five, and the best one counts, since a machine that pauses does
 * so in one of them. What takes next to no time counts as a tenth of a millisecond.
 */
export async function timesAsLong(work: () => unknown, than: () => unknown, limit: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 5 && best >= limit; turn += 1) best = Math.min(best, (await duration(work)) / (await duration(than)));
  return best;
}

async function duration(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return Math.max(0.1, performance.now() - began);
}
