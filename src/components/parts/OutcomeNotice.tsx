'use client';
import type { ReactElement } from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import { Icon } from './Icon.tsx';
import { RawText } from './RawText.tsx';
import type { Notice } from './notice.ts';

/** Tells one outcome: its icon and word, what it means, and the raw words where there are any. */
export function OutcomeNotice({ notice, id }: { notice: Notice; id?: string }): ReactElement {
  const { text } = useWording();
  return (
    <div className="task-retry-notice" data-part="message" data-tone={notice.tone} id={id}>
      <Icon name={notice.icon} />
      <div key={notice.text} className="task-retry-notice__text">
        <strong>{text('titleBefore', { title: notice.title })}</strong>
        {text('betweenSentences')}
        {notice.text}
        {notice.raw !== undefined && <RawText>{notice.raw}</RawText>}
      </div>
    </div>
  );
}
