import type { ReactElement, ReactNode } from 'react';
import { en } from '../src/messages/en.ts';
import { wordingOf } from '../src/messages/wording.ts';
import { zhCN } from '../src/messages/zh-CN.ts';
import { DocsTable } from './docs/DocsTable.tsx';
import { FLOWS, PARTS, type Flow, type FlowStep, type PlatformAct } from './accessibility.ts';
import { FAULTS, type FaultEnd } from './faults.ts';
import { phrasesText, type Phrase } from './phrases.ts';

const WORDINGS = [en, zhCN].map((messages) => wordingOf(messages));
const inEnglish = wordingOf(en);

/** Phrases in both languages, one under the other. */
function Said({ phrases }: { phrases: readonly Phrase[] }): ReactElement {
  const [english = '', chinese = ''] = WORDINGS.map((wording) => shortened(phrasesText(phrases, wording)));
  return (
    <>
      {english}
      {chinese !== english && (
        <>
          <br />
          <span lang="zh-CN">{chinese}</span>
        </>
      )}
    </>
  );
}

const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 120)}…` : text);

/** The flows of one component, a table each. */
export function FlowTables({ component }: { component: Flow['component'] }): ReactElement {
  return (
    <>
      {FLOWS.filter((flow) => flow.component === component).map((flow) => (
        <section key={flow.name}>
          <h3>{flow.name}</h3>
          <DocsTable
            label={flow.name}
            head={['What happens', 'The focus is on', 'What is announced']}
            rows={flow.steps.map((step) => [
              <WhatHappens key="happens" step={step} />,
              <Focus key="focus" step={step} />,
              step.says?.map((phrases) => <Said key={phrasesText(phrases, inEnglish)} phrases={phrases} />) ?? 'nothing',
            ])}
          />
        </section>
      ))}
    </>
  );
}

const KEYS = /\{Shift>\}\{Tab\}\{\/Shift\}|\{(\w+)\}|\[(\w+)\]|./g;

function WhatHappens({ step: { keys = '', platform } }: { step: FlowStep }): ReactElement {
  const pressed = [...keys.matchAll(KEYS)].map(([whole, key, code]) => key ?? code ?? (whole.length > 1 ? 'Shift+Tab' : whole));
  const [first = ''] = pressed;
  return (
    <>
      {pressed.length > 0 && <kbd>{first}</kbd>}
      {pressed.length > 1 && ` ${pressed.length} times`}
      {platform?.map(actText).join(', then ')}
    </>
  );
}

function actText(act: PlatformAct): string {
  if (typeof act === 'object' && 'seconds' in act) return act.seconds === 1 ? 'a second passes' : `${act.seconds} seconds pass`;
  if (typeof act === 'object' && 'reads' in act) return `the page reads its task again: ${act.reads.status}`;
  return act === 'no answer' ? 'the connection breaks' : `the platform answers ${act.status}`;
}

function Focus({ step: { focus } }: { step: FlowStep }): ReactElement {
  const states = [focus.disabled && 'cannot be used', focus.expanded === true && 'expanded', focus.expanded === false && 'collapsed'];
  return (
    <>
      {[focus.role, ...states.filter(Boolean)].join(', ')}
      <br />
      <Said phrases={focus.name} />
      {focus.within && (
        <>
          <br />
          in <Said phrases={[focus.within]} />
        </>
      )}
    </>
  );
}

/** Role, names and states of each part. */
export function PartTable(): ReactElement {
  return (
    <DocsTable
      label="Parts"
      head={['Part', 'Role', 'Names', 'States']}
      rows={PARTS.map(({ part, role, names, counted, states = [] }) => [
        <code key="part">{part}</code>,
        role,
        names.length === 0 ? '' : `${counted ? 'number and ' : ''}${names.map((key) => `“${inEnglish.text(key)}”`).join(', ')}`,
        states.join(', '),
      ])}
    />
  );
}

/** What becomes of a stage's retry, or of a batch of two tasks, for each fault. */
export function FaultTable({ endpoint }: { endpoint: 'stage' | 'batch' }): ReactElement {
  return (
    <DocsTable
      label={`Faults of a ${endpoint}`}
      head={['What goes wrong', 'Where it ends', 'What is announced', 'Requests']}
      rows={FAULTS.flatMap((fault) => {
        const end = fault[endpoint];
        return end ? [faultRow(fault.name, end)] : [];
      })}
    />
  );
}

function faultRow(name: string, end: FaultEnd): readonly ReactNode[] {
  return [name, endText(end), <Said key="said" phrases={end.says} />, end.requests];
}

function endText({ ends, offers }: FaultEnd): string {
  if (typeof ends !== 'string') return phrasesText([ends], inEnglish);
  return `${ends}; ${offers ? `“${inEnglish.text(offers)}” is offered` : 'nothing is offered'}`;
}
