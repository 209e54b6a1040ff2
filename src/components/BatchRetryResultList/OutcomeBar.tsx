import type { ReactElement } from 'react';
import { OUTCOME_KINDS, type OutcomeKind } from '../../retry/outcome.ts';

// From what is done to what is left, as progress is read.
const ORDER: readonly OutcomeKind[] = ['submitted', ...OUTCOME_KINDS.filter((kind) => kind !== 'submitted')];

/** The counts as one stacked bar. SVG, since widths as inline styles would need a laxer CSP. The summary says it in words. */
export function OutcomeBar({ counts }: { counts: Readonly<Record<OutcomeKind, number>> }): ReactElement {
  const total = ORDER.reduce((sum, kind) => sum + counts[kind], 0);
  let start = 0;
  return (
    <svg className="task-retry-bar" data-part="bar" width="100%" height="6" aria-hidden="true">
      {ORDER.filter((kind) => counts[kind] > 0).map((kind) => {
        const share = (100 * counts[kind]) / total;
        const x = start;
        start += share;
        return <rect key={kind} className="task-retry-bar__part" data-outcome={kind} x={`${x}%`} width={`${share}%`} height="6" />;
      })}
    </svg>
  );
}
