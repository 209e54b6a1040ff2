import type { ReactElement, ReactNode } from 'react';
import './docs.css';

const SIZES = ['default', 'compact'] as const;

interface StateMatrixProps {
  /** Names of the states, in the order of their rows. */
  states: readonly string[];
  /** What stands in a cell. */
  children: (state: string, size: (typeof SIZES)[number]) => ReactNode;
}

/** Every state in both sizes on one canvas. */
export function StateMatrix({ states, children }: StateMatrixProps): ReactElement {
  return (
    <div className="matrix">
      {SIZES.map((size) => (
        <strong key={size} className="matrix__size">
          {size}
        </strong>
      ))}
      {states.flatMap((state) =>
        SIZES.map((size) => (
          <div key={`${state} ${size}`} className="matrix__cell" data-task-retry-size={size}>
            <span className="matrix__state">{size === 'default' ? state : `${state}, ${size}`}</span>
            {children(state, size)}
          </div>
        )),
      )}
    </div>
  );
}
