/** Reads CSV as RFC 4180 says, and throws where it is none. */
export function parseCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let cell = '';
    if (csv[at] === '"') {
      for (at += 1; csv[at] !== '"' || csv[at + 1] === '"'; at += 1) {
        if (at >= csv.length) throw new Error('a quote does not end');
        if (csv[at] === '"') at += 1;
        cell += csv[at];
      }
      at += 1;
    } else {
      const start = at;
      while (at < csv.length && !',\r\n"'.includes(csv.charAt(at))) at += 1;
      cell = csv.slice(start, at);
    }
    row.push(cell);
    if (csv[at] === ',') {
      at += 1;
      if (at === csv.length) throw new Error('a row does not end');
    } else if (csv.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else {
      throw new Error(`${JSON.stringify(csv.slice(at, at + 20))} at ${at} is neither a comma nor the end of a row`);
    }
  }
  return rows;
}
