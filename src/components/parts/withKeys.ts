/** Rows with a key each. Ids are unique but for those that name no task, of which there may be several. */
export function withKeys<Row extends { readonly id: string }>(rows: readonly Row[]): readonly (readonly [key: string, row: Row])[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const count = seen.get(row.id) ?? 0;
    seen.set(row.id, count + 1);
    return [`${count} ${row.id}`, row] as const;
  });
}
