import type { ReactElement } from 'react';
import type { Wording } from '../../messages/wording.ts';

interface AttemptTextProps {
  attempt: number | undefined;
  limit?: number | undefined;
  /** From the list it stands in: fifty rows need not ask for it. */
  wording: Wording;
}

/** Which retry this is, of how many where a limit is known; nothing where it is not known. */
export function AttemptText({ attempt, limit, wording: { text } }: AttemptTextProps): ReactElement | null {
  if (attempt === undefined) return null;
  return (
    <span className="task-retry-meta" data-part="attempt">
      {limit === undefined ? text('attempt', { attempt }) : text('attemptOf', { attempt, limit })}
    </span>
  );
}
