'use client';
import { startTransition, useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import { Button } from './Button.tsx';
import { withKeys } from './withKeys.ts';

/** Rows that are made at once: what a laptop has room for. The others of the first page follow when they may be missed. */
const AT_ONCE = 14;

/** Rows that are shown at a time. Real rows rather than a virtual list: all of them can be read and found. */
export const PAGE_SIZE = 50;

interface PagedRowsProps<Row> {
  rows: readonly Row[];
  label: string;
  part: string;
  /** What stands in a row. */
  children: (row: Row) => ReactNode;
}

/** A list that grows by a page on demand, so that ten thousand rows open as fast as ten. Renders a `<ul>`. */
export function PagedRows<Row extends { readonly id: string }>({ rows, label, part, children }: PagedRowsProps<Row>): ReactElement {
  const { text } = useWording();
  const [shown, setShown] = useState(AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  const firstNew = useRef(0);
  useEffect(() => {
    const last = list.current?.lastElementChild;
    if (!last || shown >= Math.min(rows.length, PAGE_SIZE)) return undefined;
    const fill = (): void => startTransition(() => setShown((count) => Math.max(count, PAGE_SIZE)));
    if (typeof IntersectionObserver !== 'function') {
      // Test environments without layout know no sight.
      fill();
      return undefined;
    }
    // Once the end of the list is in sight. Where the last row is cut off there, more follow as soon as anything is scrolled.
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) fill();
      },
      { threshold: 1 },
    );
    observer.observe(last);
    // Any key may be the one that starts the browser's search.
    window.addEventListener('keydown', fill);
    window.addEventListener('scroll', fill, true);
    return () => {
      observer.disconnect();
      window.removeEventListener('keydown', fill);
      window.removeEventListener('scroll', fill, true);
    };
  }, [rows, shown]);
  useEffect(() => {
    if (firstNew.current === 0) return;
    // The button may be gone with the last page, so reading goes on at the first row that it brought.
    const row = list.current?.children[firstNew.current];
    firstNew.current = 0;
    if (row instanceof HTMLElement) row.focus();
  });
  const left = rows.length - Math.max(shown, PAGE_SIZE);
  return (
    <>
      <ul ref={list} className="task-retry-rows" data-part={part} aria-label={label}>
        {withKeys(rows.slice(0, shown)).map(([key, row]) => (
          <li key={key} className="task-retry-row" data-part="row" tabIndex={-1}>
            {children(row)}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div className="task-retry-more">
          <Button
            part="show-more"
            size="small"
            look="quiet"
            label={text('showMore', { count: Math.min(PAGE_SIZE, left) })}
            onPress={() => {
              const seen = Math.max(shown, PAGE_SIZE);
              firstNew.current = seen;
              setShown(seen + PAGE_SIZE);
            }}
          />
        </div>
      )}
    </>
  );
}
