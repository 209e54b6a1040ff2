import { forwardRef, type ForwardRefExoticComponent, type KeyboardEvent, type MouseEvent, type RefAttributes } from 'react';
import { classNames } from './classNames.ts';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps {
  /** What it does. */
  label: string;
  /** What it says while it does so. The room of the one that has more letters is kept, so that nothing beside it moves. */
  busyLabel?: string;
  busy?: boolean;
  /** Stays in the tab order and says that it cannot be used; activation does nothing. */
  unavailable?: boolean;
  icon?: IconName;
  look?: 'accent' | 'default' | 'quiet';
  size?: 'medium' | 'small';
  describedBy?: string | undefined;
  /** Name of the part, documented API. */
  part: string;
  onPress?: (() => void) | undefined;
}

/**
 * A native button that is never `disabled`, since that would drop the focus and hide the reason. It takes one activation
 * per intent: the second click of a double click and the repeats of a held key are not meant as another one.
 *
 * Its words are replaced when they change, here and wherever a text stands beside other nodes: a browser that translates the page
 * puts a text of its own in the place of ours, which React would go on writing to, or throw where it takes it out.
 */
export const Button: ForwardRefExoticComponent<ButtonProps & RefAttributes<HTMLButtonElement>> = forwardRef(
  function Button(
    { label, busyLabel = label, busy, unavailable, icon, look = 'default', size, describedBy, part, onPress },
    ref,
  ) {
    const idle = !busy && !unavailable;
    const [shown, other] = busy ? [busyLabel, label] : [label, busyLabel];
    const press = (event: MouseEvent): void => {
      if (idle && event.detail < 2) onPress?.();
    };
    const ignoreRepeat = (event: KeyboardEvent): void => {
      if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
    };
    return (
      <button
        ref={ref}
        type="button"
        className={classNames('task-retry-button', `task-retry-button--${look}`, size === 'small' && 'task-retry-button--small')}
        data-part={part}
        aria-disabled={idle ? undefined : true}
        aria-describedby={describedBy}
        onClick={press}
        onKeyDown={ignoreRepeat}
      >
        {icon && <Icon name={busy ? 'spinner' : icon} />}
        <span key={shown}>
          {shown}
          {other.length > shown.length && <span className="task-retry-button__other">{other}</span>}
        </span>
      </button>
    );
  },
);
