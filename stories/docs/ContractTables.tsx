import type { ReactElement } from 'react';
import { semanticTokens } from '../../scripts/tokens.mjs';
import { en } from '../../src/messages/en.ts';
import { wordingOf } from '../../src/messages/wording.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };
import type { ComponentContract } from '../ComponentContract.ts';
import { DocsTable } from './DocsTable.tsx';
import { TokenSample } from './TokenSample.tsx';

const ENGLISH = wordingOf(en);
const CHINESE = wordingOf(zhCN);
const TOKENS = new Map(semanticTokens(tokens).map((token) => [token.name, token]));

interface ContractProps {
  contract: ComponentContract;
}

export function StatesTable({ contract: { component, states } }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`States of ${component}`}
      head={['data-state', 'When', 'What is offered']}
      rows={states.map(({ name, when, offers }) => [<code key={name}>{name}</code>, when, offers])}
    />
  );
}

/** Numbered as `Anatomy` numbers them. */
export function PartsTable({ contract: { component, parts } }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`Parts of ${component}`}
      head={['', 'data-part', 'What it is']}
      rows={parts.map(({ name, what }, index) => [index + 1, <code key={name}>{name}</code>, what])}
    />
  );
}

export function TokensTable({ contract }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`Properties of ${contract.component}`}
      head={['', 'Property', 'What it is for']}
      rows={contract.tokens.map((name) => [
        <TokenSample key={name} name={name} type={TOKENS.get(name)?.type ?? ''} />,
        <code key={name}>--task-retry-{name}</code>,
        TOKENS.get(name)?.description,
      ])}
    />
  );
}

export function KeysTable({ contract: { component, keys } }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`Keyboard in ${component}`}
      head={['Key, or event', 'What it does', 'What has the focus then']}
      rows={keys.map(({ keys: pressed, does, focus }) => [pressed, does, focus])}
    />
  );
}

const HOW = { name: 'Name', description: 'Description', place: 'Name of where the focus is', announced: 'Announced, once' };

/** What is spoken, as the messages say it now. */
export function SpokenTable({ contract: { component, spoken } }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`What a screen reader says of ${component}`}
      head={['When', 'As', 'English', '中文']}
      rows={spoken.map(({ when, how, says }) => [when, HOW[how], says(ENGLISH), <Chinese key={when}>{says(CHINESE)}</Chinese>])}
    />
  );
}

/** What is written, as the messages say it now, and the rule behind it. */
export function TextsTable({ contract: { component, texts } }: ContractProps): ReactElement {
  return (
    <DocsTable
      label={`Texts of ${component}`}
      head={['Where', 'English', '中文', 'Rule']}
      rows={texts.map(({ where, says, rule }) => [where, says(ENGLISH), <Chinese key={where}>{says(CHINESE)}</Chinese>, rule])}
    />
  );
}

function Chinese({ children }: { children: string }): ReactElement {
  return <span lang="zh-CN">{children}</span>;
}
