import type { ReactElement } from 'react';
import type { Texts } from './texts.ts';

interface ReadingProps {
  failed: boolean;
  onReadAgain: () => void;
  texts: Texts;
}

/** What stands in the place of what is not read yet. */
export function Reading({ failed, onReadAgain, texts }: ReadingProps): ReactElement {
  if (!failed) return <p className="app-muted">{texts.loading}</p>;
  return (
    <p role="alert">
      {texts.unreadable}{' '}
      <button type="button" className="app-button" onClick={onReadAgain}>
        {texts.readAgain}
      </button>
    </p>
  );
}
