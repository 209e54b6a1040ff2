import type { ReactElement } from 'react';

/** Words from elsewhere, as they came: text and never markup, in a block of its own so that they cannot turn their surroundings. */
export function RawText({ children }: { children: string }): ReactElement {
  return (
    <code className="task-retry-raw" data-part="raw" dir="auto">
      {children}
    </code>
  );
}
