'use client';
import { useState, type ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import { Button } from './Button.tsx';

/** A page of a reason. What is longer is shown on demand, so that one stack trace does not push the others away. */
const CLAMP = 480;

/** Words from elsewhere, as they came: text and never markup, in a block of its own so that they cannot turn their surroundings. */
export function RawText({ children }: { children: string }): ReactElement {
  const { text } = useWording();
  const [all, setAll] = useState(false);
  const long = children.length > CLAMP;
  return (
    <>
      <code className="task-retry-raw" data-part="raw" dir="auto">
        {long && !all ? `${clamped(children)}…` : children}
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

/** The beginning of a text, without half a character at its end. */
function clamped(text: string): string {
  return text.slice(0, CLAMP).replace(/[\ud800-\udbff]$/, '');
}
