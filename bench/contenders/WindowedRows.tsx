import { useState, type ReactNode } from 'react';

const ROW = 40;
const HEIGHT = 400;

/** The least that shows any number of rows: only those in sight, placed by their number. */
export function WindowedRows<Row extends { id: string }>({ rows, children }: { rows: readonly Row[]; children: (row: Row) => ReactNode }) {
  const [top, setTop] = useState(0);
  const first = Math.max(0, Math.floor(top / ROW) - 2);
  return (
    <div style={{ blockSize: HEIGHT, overflow: 'auto' }} onScroll={(event) => setTop(event.currentTarget.scrollTop)} tabIndex={0} role="group" aria-label="Tasks">
      <ul style={{ blockSize: rows.length * ROW, position: 'relative', margin: 0, padding: 0 }}>
        {rows.slice(first, first + HEIGHT / ROW + 4).map((row, index) => (
          <li key={row.id} className="bench-row" style={{ position: 'absolute', insetInline: 0, insetBlockStart: (first + index) * ROW, blockSize: ROW }}>
            {children(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
