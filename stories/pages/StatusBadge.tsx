import type { ReactElement } from 'react';
import type { Texts } from './texts.ts';

/** A status in a colour and in words; one that is not known as the platform says it. */
export function StatusBadge({ status, texts }: { status: string; texts: Texts }): ReactElement {
  return (
    <span className="badge" data-status={status}>
      {texts.statuses[status] ?? status}
    </span>
  );
}
