import type { ReactElement } from 'react';

/** Drawn on a 16 px grid with one stroke weight, in the colour of the text beside them. */
const PATHS = {
  retry: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  submitted: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8h5M8.4 5.8 10.6 8l-2.2 2.2',
  refused: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6 6l4 4M10 6l-4 4',
  'moved-on': 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.5 8h5',
  unknown: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.4 6.5a1.6 1.6 0 1 1 2.3 1.5c-.5.2-.7.5-.7 1M8 11.1v.1',
  unsent: 'M9.2 2.1a6 6 0 0 1 2.4 1.1M13.4 5.5a6 6 0 0 1 .6 2.5M13.4 10.5a6 6 0 0 1-1.8 2.3M9.2 13.9a6 6 0 0 1-2.6-.1M4.1 12.6a6 6 0 0 1-1.6-2.2M2 7.8a6 6 0 0 1 .7-2.6M4.4 3.2A6 6 0 0 1 6.7 2.1',
  skipped: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.8 12.2l8.4-8.4',
  completed: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.4 8.2 7.2 10l3.5-4',
  disclosure: 'M6 3.5 10.5 8 6 12.5',
  notice: 'M8 2.2 14.2 13H1.8L8 2.2ZM8 6.5v3M8 11.2v.1',
} as const;

export type IconName = keyof typeof PATHS | 'spinner';

/** A picture beside a word that says the same, so it is hidden from assistive technology. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg className="task-retry-icon" data-icon={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {name === 'spinner' ? (
        <>
          <circle className="task-retry-icon__track" cx="8" cy="8" r="5" />
          <path d="M8 3a5 5 0 0 1 5 5" />
        </>
      ) : (
        <path d={PATHS[name]} />
      )}
    </svg>
  );
}
