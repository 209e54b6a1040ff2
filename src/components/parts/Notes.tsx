import type { ReactElement } from 'react';
import { BatchIcon } from './BatchIcon.tsx';

/** What people should know, in a line each. `false` for what does not apply. */
export function Notes({ notes }: { notes: readonly (string | false)[] }): ReactElement | null {
  const told = notes.filter((note) => note !== false);
  if (told.length === 0) return null;
  return (
    <ul className="task-retry-notes" data-part="notes">
      {told.map((note) => (
        <li key={note}>
          <BatchIcon name="notice" />
          {note}
        </li>
      ))}
    </ul>
  );
}
