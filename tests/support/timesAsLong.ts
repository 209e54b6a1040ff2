/**
 * How many times as long some work takes as other work. Never compared with a clock's time: one machine is ten times as slow as
 * another. Both take turns, and the best turn counts, since a machine that pauses does so in one of them. What takes next to no
 * time counts as a tenth of a millisecond.
 */
export async function timesAsLong(work: () => unknown, than: () => unknown): Promise<number> {
  const ratios: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) ratios.push((await duration(work)) / (await duration(than)));
  return Math.min(...ratios);
}

async function duration(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return Math.max(0.1, performance.now() - began);
}
