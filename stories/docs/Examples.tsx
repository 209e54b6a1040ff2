import { Story, Unstyled } from '@storybook/addon-docs/blocks';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import './docs.css';

interface ExampleProps {
  /** A story: what is advised, or advised against, is tested like any other. */
  of: ComponentProps<typeof Story>['of'];
  children: ReactNode;
}

/** Do and Don't side by side. */
export function Examples({ children }: { children: ReactNode }): ReactElement {
  return (
    <Unstyled>
      <div className="examples">{children}</div>
    </Unstyled>
  );
}

export function Do({ of, children }: ExampleProps): ReactElement {
  return (
    <figure className="example example--do">
      <Story of={of} />
      <figcaption>
        <strong>Do.</strong> {children}
      </figcaption>
    </figure>
  );
}

export function Dont({ of, children }: ExampleProps): ReactElement {
  return (
    <figure className="example example--dont">
      <Story of={of} />
      <figcaption>
        <strong>Don’t.</strong> {children}
      </figcaption>
    </figure>
  );
}
