import { describe, expect, inject, test } from 'vitest';
import { semanticTokens } from '../../scripts/tokens.mjs';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };
import { batchRetryDialog, batchRetryPanel } from '../../stories/BatchRetryDialog/BatchRetryDialog.contract.ts';
import { batchRetryResultList } from '../../stories/BatchRetryResultList/BatchRetryResultList.contract.ts';
import { stageRetryButton } from '../../stories/StageRetryButton/StageRetryButton.contract.ts';
import { render } from '../support/render.tsx';
import { unfold, viewStories } from '../support/viewStories.tsx';

const CONTRACTS = [stageRetryButton, batchRetryDialog, batchRetryPanel, batchRetryResultList];

const TOKEN_NAMES = new Set(semanticTokens(tokens).map(({ name }) => name));

const sheet = new CSSStyleSheet();
sheet.replaceSync(inject('stylesheets').layered);
const styleRules = rulesIn(sheet);

/** What was found of each component in all stories of states: its root, and by kind what it says of itself. */
const found = new Map<string, { root: Set<string>; states: Set<string>; parts: Set<string>; tokens: Set<string> }>();

for (const { element, prepare } of viewStories) {
  const end = prepare();
  const view = render(<TaskRetryProvider>{element}</TaskRetryProvider>);
  await unfold();
  for (const root of document.querySelectorAll<HTMLElement>('[data-component]')) look(root);
  for (const { selector, used } of styleRules) {
    if (used.length === 0) continue;
    for (const styled of document.querySelectorAll(selector)) {
      const owner = styled.closest<HTMLElement>('[data-component]')?.dataset['component'] ?? '';
      for (const token of used) found.get(owner)?.tokens.add(token);
    }
  }
  view.unmount();
  end?.();
}

test.each([...found])('stories show %s, which is documented', (component) => {
  expect(CONTRACTS.map((contract) => contract.component)).toContain(component);
});

describe.each(CONTRACTS)('$component is documented as it is', (contract) => {
  const own = found.get(contract.component);

  test('its root', () => {
    expect([...(own?.root ?? [])]).toEqual([contract.root]);
  });

  test('its states', () => {
    expect([...(own?.states ?? [])].toSorted()).toEqual(contract.states.map(({ name }) => name).toSorted());
  });

  test('its parts', () => {
    expect([...(own?.parts ?? [])].toSorted()).toEqual(contract.parts.map(({ name }) => name).toSorted());
  });

  test('the properties that it is drawn with', () => {
    expect([...(own?.tokens ?? [])].toSorted()).toEqual(contract.tokens.toSorted());
  });
});

test('each property of the stylesheet is drawn with, and each that is documented is one of the stylesheet', () => {
  const documented = new Set(CONTRACTS.flatMap((contract) => contract.tokens));
  expect([...documented].toSorted()).toEqual([...TOKEN_NAMES].toSorted());
});

/** Notes what a component's root and the parts that belong to it say of themselves. */
function look(root: HTMLElement): void {
  const component = root.dataset['component'] ?? '';
  const own = found.get(component) ?? { root: new Set(), states: new Set(), parts: new Set(), tokens: new Set() };
  found.set(component, own);
  own.root.add(root.localName);
  own.states.add(root.dataset['state'] ?? '');
  for (const part of root.querySelectorAll<HTMLElement>('[data-part]')) {
    if (part.closest('[data-component]') === root) own.parts.add(part.dataset['part'] ?? '');
  }
}

interface UsingRule {
  /** Without what depends on the moment, such as the pointer. */
  readonly selector: string;
  /** Names of the tokens. */
  readonly used: readonly string[];
}

function rulesIn(group: CSSStyleSheet | CSSGroupingRule): UsingRule[] {
  return [...group.cssRules].flatMap((rule): UsingRule[] => {
    if (rule instanceof CSSStyleRule) {
      const used = [...rule.style.cssText.matchAll(/var\(--task-retry-([\w-]+)/g)].map(([, name = '']) => name);
      return [{ selector: lasting(rule.selectorText), used: used.filter((name) => TOKEN_NAMES.has(name)) }];
    }
    return rule instanceof CSSGroupingRule ? rulesIn(rule) : [];
  });
}

function lasting(selector: string): string {
  return selector.replaceAll(/(?<=[\w\])])(?::hover|:focus-visible|:focus|::[\w-]+)/g, '').replaceAll(/:hover|:focus-visible|:focus(?![\w-])/g, '*');
}
