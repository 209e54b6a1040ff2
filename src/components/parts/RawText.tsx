'use client';
import { useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import { Button } from './Button.tsx';
import { CLAMP, clamped } from './clamped.ts';

/** Words from elsewhere, as they came: text and never markup, in a block of its own so that they cannot turn their surroundings. */
export function RawText({ children }: { children: string }): ReactElement {
  const { text } = useWording();
  const [all, setAll] = useState(false);
  const long = children.length > CLAMP;
  return (
    <>
      <code className="task-retry-raw" data-part="raw" dir="auto">
        {all ? children : clamped(children)}
      </code>
      {long && (
        <Button
          part="show-all"
          size="small"
          look="quiet"
          label={all ? text('showLess') : text('showAll', { count: children.length })}
          onPress={() => setAll(!all)}
        />
      )}
    </>
  );
}
