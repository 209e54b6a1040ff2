/** Cuts a list into parts of at most `size`, in order. */
export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const step = Math.max(1, Math.floor(size) || 1);
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += step) chunks.push(items.slice(start, start + step));
  return chunks;
}
