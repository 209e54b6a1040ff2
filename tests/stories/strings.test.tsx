import { describe, expect, test } from 'vitest';
import { pseudo } from '../../.storybook/pseudo.ts';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { specSelection } from '../../stories/BatchRetryDialog/selection.ts';
import { request, settle } from '../support/platform.tsx';
import { render, spoken } from '../support/render.tsx';
import { unfold, viewStories } from '../support/viewStories.tsx';

/** Attributes that are read or shown. */
const SPOKEN = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt'];

/** What stands outside of every message's brackets. */
function outside(text: string): string {
  let depth = 0;
  let rest = '';
  for (const char of text) {
    if (char === '⟦') depth++;
    else if (char === '⟧') depth--;
    else if (depth === 0) rest += char;
  }
  return rest.trim();
}

/** Every text of the page that no message said. */
function unsaid(root: ParentNode): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    for (const name of SPOKEN) found.push(outside(element.getAttribute(name) ?? ''));
    for (const node of element.childNodes) if (node instanceof Text) found.push(outside(node.data));
  }
  return found.filter((text) => text !== '');
}

/** Every text and number that a story gave to its view, at any depth. */
function given(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()];
  if (typeof value === 'number') return [new Intl.NumberFormat(pseudo.locale).format(value)];
  if (value instanceof Map) return [...value].flatMap(given);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(given) : [];
}

/** A count that stands by itself, as in a badge, is written by `Intl` in every language. */
const isNumber = (text: string): boolean => /^[\d,]+$/.test(text);

test('the check sees what no message said', () => {
  const view = render(<p title="⟦said⟧">{'⟦Ŕéê ⟦inner⟧ data⟧ left'}</p>);
  expect(unsaid(view.container)).toEqual(['left']);
  expect(outside('⟦a⟧ · ⟦b⟧')).toBe('·');
});

describe('each string of a view comes from the messages, or from its args', () => {
  test.each(viewStories.filter(({ hosted }) => !hosted))('$name', async ({ args, element, prepare }) => {
    const end = prepare();
    const view = render(<TaskRetryProvider messages={pseudo}>{element}</TaskRetryProvider>);
    await unfold();
    const data = given(args);
    const strange = unsaid(view.container).filter(
      // A long text from elsewhere is cut, with an ellipsis.
      (text) => !isNumber(text) && !data.some((each) => each === text || (text.endsWith('…') && each.startsWith(text.slice(0, -1)))),
    );
    expect(strange).toEqual([]);
    expect(view.container.textContent).toMatch(/⟦|^$/);
    end?.();
  });
});

describe('each announcement comes from the messages', () => {
  test('of a stage: begun, then taken', async () => {
    const view = render(
      <TaskRetryProvider messages={pseudo}>
        <StageRetryButton task={buildTask()} stage={buildStage()} />
      </TaskRetryProvider>,
    );
    view.container.querySelector<HTMLElement>('[data-part=button]')?.click();
    const call = await request();
    call.answer(200, { ...buildTask(), status: 'pending' });
    await settle();
    expect(spoken()).toHaveLength(2);
    expect(spoken().map(outside)).toEqual(['', '']);
  });

  test('of a batch: begun, then its sum', async () => {
    const view = render(
      <TaskRetryProvider messages={pseudo}>
        <BatchRetryDialog open tasks={specSelection} />
      </TaskRetryProvider>,
    );
    view.container.querySelector<HTMLElement>('[data-part=confirm]')?.click();
    const call = await request();
    call.lose();
    await settle();
    expect(spoken()).toHaveLength(2);
    expect(spoken().map(outside)).toEqual(['', '']);
  });
});
