import type { ReactElement } from 'react';
import './docs.css';

/** On one line, however narrow its column is. */
const SAMPLE = 'Aa\u00A0文';

/** A custom property as it looks here: in the theme, contrast and size that the toolbar chose. */
export function TokenSample({ name, type }: { name: string; type: string }): ReactElement {
  const value = `var(--task-retry-${name})`;
  switch (type) {
    case 'color':
      return <span className="token-sample token-sample--colour" style={{ background: value }} />;
    case 'shadow':
      return <span className="token-sample token-sample--colour" style={{ boxShadow: value }} />;
    case 'fontFamily':
      return <span style={{ fontFamily: value }}>{SAMPLE}</span>;
    case 'dimension':
      if (name.startsWith('font-size')) return <span style={{ fontSize: value, lineHeight: 1 }}>{SAMPLE}</span>;
      if (name.startsWith('radius')) return <span className="token-sample token-sample--colour" style={{ borderRadius: value }} />;
      // Wider than a table has room for.
      if (name.endsWith('width')) return <span />;
      return <span className="token-sample token-sample--length" style={{ height: value }} />;
    default:
      return <span />;
  }
}
