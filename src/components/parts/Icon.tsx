import type { ReactElement } from 'react';

export type IconName =
  | 'retry'
  | 'spinner'
  | 'submitted'
  | 'refused'
  | 'moved-on'
  | 'unknown'
  | 'unsent'
  | 'skipped'
  | 'completed'
  | 'disclosure'
  | 'notice';

export const RING = 'M8 2a6 6 0 1 0 .1 0Z';

/** What a stage button shows. Drawn on a 16 px grid with one stroke weight, in the colour of the text beside them. */
const PATHS: { readonly [name in IconName]?: string } = {
  retry: 'M13 8a5 5 0 1 1-1.5-3.5M13 2.5v3h-3',
  spinner: 'M13 8a5 5 0 0 0-5-5',
  submitted: `${RING}M5.5 8h5M8.5 6l2 2-2 2`,
  refused: `${RING}M6 6l4 4M10 6l-4 4`,
  'moved-on': `${RING}M5.5 8h5`,
  unknown: `${RING}M6.5 6.5a1.5 1.5 0 1 1 2 1.5Q8 8 8 9M8 11v.1`,
  unsent: RING,
};

/** Seven dashes around the ring, and gaps as long. */
const DASH = 2.7;

/** A picture beside a word that says the same, so it is hidden from assistive technology. */
export function Icon({ name, path = PATHS[name] }: { name: IconName; path?: string | undefined }): ReactElement {
  return (
    <svg className="task-retry-icon" data-icon={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {name === 'spinner' && <circle className="task-retry-icon__track" cx="8" cy="8" r="5" />}
      <path d={path} strokeDasharray={name === 'unsent' ? DASH : undefined} />
    </svg>
  );
}
