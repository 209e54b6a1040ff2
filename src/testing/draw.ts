/**
 * A number from 0 up to but not including 1 that depends on nothing but the parts: the same ones draw the same number
 * everywhere, in whatever order things are drawn. FNV-1a, mixed once more so that similar parts differ.
 */
export function draw(...parts: readonly (string | number)[]): number {
  let hash = 0x81_1c_9d_c5;
  for (const char of parts.join('\n')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01_00_01_93);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A whole number from `least` to `most`, both included, drawn from `chance`. */
export function between(least: number, most: number, chance: number): number {
  return least + Math.floor(chance * (most - least + 1));
}

/** One item of the list, drawn from `chance`. */
export function pick<Item>(list: readonly [Item, ...Item[]], chance: number): Item {
  return list[Math.floor(chance * list.length)] ?? list[0];
}
