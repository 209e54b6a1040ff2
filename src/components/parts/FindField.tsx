'use client';
import { useId, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';

interface FindFieldProps {
  query: string;
  onQueryChange: (query: string) => void;
  /** How many rows match. */
  found: number;
}

/** Finds rows by title or id. Renders an `<input type="search">`, and how many rows it found. */
export function FindField({ query, onQueryChange, found }: FindFieldProps): ReactElement {
  const { text } = useWording();
  const id = useId();
  const label = text('find');
  return (
    <div className="task-retry-find" data-part="find">
      <input
        className="task-retry-find__field"
        type="search"
        // In a form of the page's own, Enter would submit that.
        form=""
        autoComplete="off"
        aria-label={label}
        aria-describedby={id}
        placeholder={label}
        value={query}
        onChange={(event) => onQueryChange(event.target.value)}
      />
      <output id={id} className="task-retry-meta">
        {query.trim() === '' ? '' : text('found', { count: found })}
      </output>
    </div>
  );
}
