'use client';
import type { ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';

/** Which retry this is, of how many where a limit is known. */
export function AttemptText({ attempt, limit }: { attempt: number; limit?: number | undefined }): ReactElement {
  const { text } = useWording();
  return (
    <span className="task-retry-meta" data-part="attempt">
      {limit === undefined ? text('attempt', { attempt }) : text('attemptOf', { attempt, limit })}
    </span>
  );
}
