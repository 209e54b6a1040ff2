/** Cuts a list into parts of at most `size`, in order. */
export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const step = Math.min(Math.max(1, Math.floor(size) || 1), Math.max(1, items.length));
  return Array.from({ length: Math.ceil(items.length / step) }, (_, index) => items.slice(index * step, (index + 1) * step));
}
