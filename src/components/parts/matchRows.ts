/** The rows whose title or id contains a text, whatever its case. All of them for an empty one. */
export function matchRows<Row extends { readonly id: string; readonly title?: string | undefined }>(
  rows: readonly Row[],
  query: string,
): readonly Row[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return rows;
  return rows.filter((row) => row.id.toLowerCase().includes(wanted) || row.title?.toLowerCase().includes(wanted));
}
