import type { ReactElement } from 'react';

/** What every contender's stage button shows beside its words: an arrow, or a part of a circle while it is at work. */
export function RetryIcon({ pending }: { pending: boolean }): ReactElement {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className="bench-icon">
      <path d={pending ? 'M8 3a5 5 0 0 1 5 5' : 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3'} />
    </svg>
  );
}
