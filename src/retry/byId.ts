/**
 * Finds rows by id. Rows of one selection mostly stand in the same order everywhere, so the place is tried first; only where
 * that fails is an index made. Ten thousand look-ups then cost no index at all. Of repeated ids the last one is found.
 */
export function byId<Row extends { readonly id: string }>(rows: readonly Row[]): (id: string, place: number) => Row | undefined {
  let index: Map<string, Row> | undefined;
  return (id, place) => {
    const row = rows[place];
    if (row?.id === id) return row;
    index ??= new Map(rows.map((each) => [each?.id, each]));
    return index.get(id);
  };
}
