import { expect, test } from 'vitest';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import type { MessageKey, Messages } from '../../src/messages/Messages.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { outcomeNotice } from '../../src/components/BatchRetryResultList/outcomeNotice.ts';
import { wordingOf } from '../../src/messages/wording.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { PARTS, type AccessiblePart } from '../../stories/accessibility.ts';
import { settle } from '../support/platform.tsx';
import { render } from '../support/render.tsx';
import { readParts, type AxNode } from './axTree.ts';
import { VIEWS } from './views.tsx';

/** Roles that tell of no more than a place in the page. */
const NO_ROLE: ReadonlySet<string> = new Set(['generic', 'none', '']);

/** Every form of a message, with any value in its places. */
function isNamedBy(name: string, key: MessageKey, messages: Messages): boolean {
  const message = messages[key];
  const forms = typeof message === 'string' ? [message] : Object.values(message);
  return forms.some((form) => {
    const pattern = form.split(/\{\w+\}/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${pattern.join('.+')}$`).test(name);
  });
}

function statesOf({ disabled, expanded }: AxNode): string[] {
  return [...(disabled ? ['disabled'] : []), ...(expanded === undefined ? [] : [expanded ? 'expanded' : 'collapsed'])];
}

/** What is wrong with a node, as its part is described. */
function faultOf(node: AxNode, described: AccessiblePart | undefined, messages: Messages): string | undefined {
  if (!described) return `has the role ${node.role}, and the table does not know it`;
  if (node.role !== described.role) return `has the role ${node.role} rather than ${described.role}`;
  const { names, counted, states = [] } = described;
  const name = counted ? node.name.replace(/^\d+ /, '') : node.name;
  if (names.length > 0 && !names.some((key) => isNamedBy(name, key, messages))) return `is named "${node.name}"`;
  // A name of a task, or a text without a name.
  if (names.length === 0 && node.name === '' && described.role === 'link') return 'is a link without a name';
  const other = statesOf(node).filter((state) => !(states as readonly string[]).includes(state));
  return other.length > 0 ? `is ${other.join(', ')}, which the table does not say` : undefined;
}

test.each([
  ['English', en],
  ['Chinese', zhCN],
] as const)('each part has the role, names and states of the table, in %s', async (_, messages) => {
  const faults = new Set<string>();
  const met = new Set<string>();
  for (const [name, view] of VIEWS) {
    const { unmount } = render(<TaskRetryProvider messages={messages}>{view}</TaskRetryProvider>);
    await settle();
    const read = [...(await readParts())];
    const longer = document.querySelector<HTMLElement>('[data-part=show-all]');
    if (longer) {
      longer.click();
      await settle();
      read.push(...(await readParts()));
    }
    for (const [part, nodes] of read) {
      const described = PARTS.find((each) => each.part === part);
      for (const node of nodes.filter(({ role }) => described || !NO_ROLE.has(role))) {
        // A task is a link where there is somewhere to go.
        if (part === 'task' && NO_ROLE.has(node.role)) continue;
        const fault = faultOf(node, described, messages);
        if (fault) faults.add(`${name}: ${part} ${fault}`);
        met.add(part);
        for (const state of statesOf(node)) met.add(`${part} ${state}`);
        for (const key of described?.names ?? []) if (isNamedBy(node.name.replace(/^\d+ /, ''), key, messages)) met.add(`${part} ${key}`);
      }
    }
    unmount();
  }
  expect([...faults]).toEqual([]);
  // And the other way round: nothing is in the table that is not so.
  const told: string[] = [];
  for (const { part, states = [], names, role, counted } of PARTS) {
    const said = role === 'button' && !counted ? names : [];
    told.push(part, ...[...states, ...said].map((each) => `${part} ${each}`));
  }
  expect(told.filter((each) => !met.has(each))).toEqual([]);
});

const OUTCOMES: readonly Outcome[] = [
  { kind: 'submitted' },
  { kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text: '' } },
  { kind: 'refused', reason: { code: 'moved-on', verdict: 'moved-on', text: '' } },
  { kind: 'unsent', halt: 'stopped' },
  { kind: 'unknown', reason: { code: 'missing' } },
  { kind: 'skipped', reason: { code: 'invalid-id' } },
];

test.each([
  ['English', en],
  ['Chinese', zhCN],
] as const)('no outcome is told by its colour alone: each has an icon and a word that no other has, in %s', (_, messages) => {
  const notices = OUTCOMES.map((outcome) => outcomeNotice(outcome, wordingOf(messages)));
  const all = (of: 'icon' | 'title'): Set<string> => new Set(notices.map((notice) => notice[of]));
  expect(all('icon').size).toBe(OUTCOMES.length);
  expect(all('title').size).toBe(OUTCOMES.length);
});
