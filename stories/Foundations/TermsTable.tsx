import type { ReactElement } from 'react';
import { en } from '../../src/messages/en.ts';
import type { MessageKey } from '../../src/messages/Messages.ts';
import { wordingOf } from '../../src/messages/wording.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { DocsTable } from '../docs/DocsTable.tsx';

const TERMS: readonly (readonly [key: MessageKey, meaning: string])[] = [
  ['retryFromStage', 'To run a failed stage, and what follows it, again'],
  ['submitted', 'The platform took the retry. Not a success'],
  ['refused', 'The platform said no to it, with a reason'],
  ['movedOn', 'It was no longer failed when we asked'],
  ['unsent', 'It never left, or its turn never came'],
  ['turnedAway', 'Its request was turned away as a whole'],
  ['notTaken', 'Reading showed that the retry had not arrived'],
  ['unknown', 'Sent, and nothing came back'],
  ['unclear', 'Something came back that says nothing clear'],
  ['skipped', 'Not eligible, so it was not sent'],
  ['check', 'To read an unknown task again'],
  ['planAgain', 'To make a new plan after a result'],
];

/** The words that people read, as the messages say them now. */
export function TermsTable(): ReactElement {
  const [english, chinese] = [wordingOf(en), wordingOf(zhCN)];
  return (
    <DocsTable
      label="Terms"
      head={['English', '中文', 'Meaning']}
      rows={TERMS.map(([key, meaning]) => [
        english.text(key),
        <span key={key} lang="zh-CN">
          {chinese.text(key)}
        </span>,
        meaning,
      ])}
    />
  );
}
