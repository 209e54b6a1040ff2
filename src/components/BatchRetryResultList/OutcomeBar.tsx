import type { ReactElement } from 'react';
import { OUTCOME_KINDS, type OutcomeKind } from '../../retry/outcome.ts';

/** The counts as one stacked bar. SVG, since widths as inline styles would need a laxer CSP. The summary says it in words. */
export function OutcomeBar({ counts }: { counts: Readonly<Record<OutcomeKind, number>> }): ReactElement {
  const kinds = OUTCOME_KINDS.filter((kind) => counts[kind] > 0);
  const total = sum(kinds.map((kind) => counts[kind]));
  const percent = (count: number): string => `${(100 * count) / total}%`;
  return (
    <svg className="task-retry-bar" data-part="bar" width="100%" height="6" aria-hidden="true">
      {kinds.map((kind, index) => (
        <rect
          key={kind}
          className="task-retry-bar__part"
          data-outcome={kind}
          x={percent(sum(kinds.slice(0, index).map((earlier) => counts[earlier])))}
          width={percent(counts[kind])}
          height="6"
        />
      ))}
    </svg>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
