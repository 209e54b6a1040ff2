/**
 * Finds rows by id. Asked for one after the other, since rows of one selection mostly stand in the same order everywhere: the
 * next row is tried first, and only where that fails is an index made. Ten thousand look-ups then cost no index at all. Of
 * repeated ids the last one is found.
 */
export function byId<Row extends { readonly id: string }>(rows: readonly Row[]): (id: string) => Row | undefined {
  let next = 0;
  let index: Map<string, Row> | undefined;
  return (id) => {
    const row = rows[next++];
    if (row?.id === id) return row;
    index ??= new Map(rows.map((each) => [each?.id, each]));
    return index.get(id);
  };
}
