import type { ReactElement } from 'react';
import { Icon, RING, type IconName } from './Icon.tsx';

/** What only a batch shows. Apart, so that a page with stage buttons alone does not load it. */
const PATHS: { readonly [name in IconName]?: string } = {
  skipped: `${RING}M4 12l8-8`,
  completed: `${RING}M5.5 8l2 2 3-4`,
  disclosure: 'M6 4l4 4-4 4',
  notice: 'M8 2l6 11H2ZM8 6v3M8 11v.1',
};

/** An `Icon`, also of those. */
export function BatchIcon({ name }: { name: IconName }): ReactElement {
  return <Icon name={name} path={PATHS[name]} />;
}
