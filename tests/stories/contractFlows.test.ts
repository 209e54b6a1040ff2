import { describe, expect, test } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { wordingOf } from '../../src/messages/wording.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { FLOWS, type FlowStep } from '../../stories/accessibility.ts';
import { batchRetryDialog, batchRetryPanel } from '../../stories/BatchRetryDialog/BatchRetryDialog.contract.ts';
import { batchRetryResultList } from '../../stories/BatchRetryResultList/BatchRetryResultList.contract.ts';
import type { SpokenRow } from '../../stories/ComponentContract.ts';
import { phrasesText, type Phrase } from '../../stories/phrases.ts';
import { stageRetryButton } from '../../stories/StageRetryButton/StageRetryButton.contract.ts';

// The tables of the Docs pages are told from what tests/a11y plays, so that neither says what the other does not.
const CONTRACTS = [stageRetryButton, batchRetryDialog, batchRetryPanel, batchRetryResultList];
const WORDINGS = [en, zhCN].map((messages) => wordingOf(messages));

/** Keys as flows write them, by what people call them. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: '{Tab}',
  'Shift+Tab': '{Shift>}{Tab}{/Shift}',
  Enter: '{Enter}',
  Space: '[Space]',
  Escape: '{Escape}',
};

const stepsOf = (flow: string): readonly FlowStep[] => FLOWS.find(({ name }) => name === flow)?.steps ?? [];

/** The keys that a row names before it says what on. None: it is about an event. */
const keysIn = (row: string): string[] => (row.replace(/ on .*|, after .*/, '').match(/Shift\+Tab|Tab|Enter|Space|Escape/g) ?? []).map((name) => KEYS[name] ?? name);

const pressedIn = ({ keys = '' }: FlowStep, of: readonly string[]): boolean => of.some((key) => keys !== '' && keys.replaceAll(key, '') === '');

describe.each(CONTRACTS)('$component', ({ component, keys, spoken }) => {
  test.each(keys)(`${component}: "$keys" leads the focus where "$flow" does`, ({ keys: row, flow, on }) => {
    const pressed = keysIn(row);
    const [wording] = WORDINGS;
    if (!wording) throw new Error('There is no language');
    const steps = stepsOf(flow).filter((step) => pressed.length === 0 || pressedIn(step, pressed));
    const focused = steps.map(({ focus }) => phrasesText(focus.name, wording));
    expect(focused).toContainEqual(expect.stringContaining(phrasesText([on], wording)));
  });

  test.each(spoken)(`${component}: "$when" says what "$flow" does`, ({ flow, how, says }) => {
    for (const wording of WORDINGS) {
      expect(saidIn(stepsOf(flow), how).map((phrases) => joined(phrases, how, wording))).toContain(says(wording));
    }
  });
});

function saidIn(steps: readonly FlowStep[], how: SpokenRow['how']): readonly (readonly Phrase[])[] {
  switch (how) {
    case 'name':
      return steps.map(({ focus }) => focus.name);
    case 'description':
      return steps.flatMap(({ focus: { described } }) => (described ? [described] : []));
    case 'place':
      return steps.flatMap(({ focus: { within } }) => (within ? [[within]] : []));
    case 'announced':
      return steps.flatMap(({ says }) => says ?? []);
  }
}

/** Of a name or a description the browser joins the parts by a space. */
const joined = (phrases: readonly Phrase[], how: SpokenRow['how'], wording: (typeof WORDINGS)[number]): string =>
  how === 'announced' ? phrasesText(phrases, wording) : phrases.map((phrase) => phrasesText([phrase], wording)).join(' ');
