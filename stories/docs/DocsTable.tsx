import { Unstyled } from '@storybook/addon-docs/blocks';
import type { ReactElement, ReactNode } from 'react';
import './docs.css';

interface DocsTableProps {
  label: string;
  head: readonly string[];
  /** The first cell of a row is its head. */
  rows: readonly (readonly ReactNode[])[];
  /** Its cells are figures rather than words. */
  figures?: boolean;
}

/** A table of a Docs page; it scrolls by itself where the page is narrow. */
export function DocsTable({ label, head, rows, figures = false }: DocsTableProps): ReactElement {
  return (
    <Unstyled>
      {/* Scrolled by keyboard as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, also by keyboard */}
      <div className={figures ? 'docs-table docs-table--figures' : 'docs-table'} role="region" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {head.map((cell) => (
                <th key={cell} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...others], row) => (
              // Rows are data of a module and never change their order.
              // oxlint-disable-next-line react/no-array-index-key -- the rows of a table of data never move
              <tr key={row}>
                <th scope="row">{first}</th>
                {others.map((cell, column) => (
                  // oxlint-disable-next-line react/no-array-index-key -- nor do its cells
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Unstyled>
  );
}
