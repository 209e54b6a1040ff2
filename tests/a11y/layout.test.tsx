import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { settle, SOON } from '../support/platform.tsx';
import { render } from '../support/render.tsx';
import { VIEWS } from './views.tsx';

const root = document.documentElement;
const CONTROLS = 'button, a[href], input, summary';
const INSIDE = '[data-component], [data-component] *';

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)].filter(isShown);

function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest('.task-retry-visually-hidden');
}

/** An element, short enough for a message. */
const nameOf = (element: Element): string => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${element.textContent?.slice(0, 30)}"`;

/** Shows each view by itself and collects what a check finds in it. */
async function faultsIn(check: () => readonly string[], messages: typeof en | typeof zhCN = en): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, view] of VIEWS) {
    const { unmount } = render(<TaskRetryProvider messages={messages}>{view}</TaskRetryProvider>);
    await settle();
    faults.push(...check().map((fault) => `${name}: ${fault}`));
    unmount();
  }
  return faults;
}

function tooSmall(): string[] {
  return all(CONTROLS).flatMap((control) => {
    const { width, height } = control.getBoundingClientRect();
    // The browser's own arithmetic is a hair off.
    return width < 23.99 || height < 23.99 ? [`${nameOf(control)} is ${width} x ${height}`] : [];
  });
}

/** What a reader would have to scroll sideways for, or could not read at all. */
function cutOff(): string[] {
  const { clientWidth } = root;
  const faults = root.scrollWidth > clientWidth ? [`the page is ${root.scrollWidth} wide`] : [];
  for (const element of all(INSIDE)) {
    const { left, right } = element.getBoundingClientRect();
    if (left < -0.5 || right > clientWidth + 0.5) faults.push(`${nameOf(element)} reaches from ${left} to ${right}`);
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) faults.push(`${nameOf(element)} has ${element.scrollWidth} in ${element.clientWidth}`);
  }
  return faults;
}

/** Controls that lie over each other, or outside of what can be scrolled to. */
function onTop(): string[] {
  const faults: string[] = [];
  const controls = all(CONTROLS).map((control) => [control, control.getBoundingClientRect()] as const);
  for (const [index, [a, at]] of controls.entries()) {
    for (const [b, other] of controls.slice(index + 1)) {
      if (a.closest('.task-retry-panel__body') !== b.closest('.task-retry-panel__body')) continue;
      const wide = Math.min(at.right, other.right) - Math.max(at.left, other.left);
      const high = Math.min(at.bottom, other.bottom) - Math.max(at.top, other.top);
      if (wide > 0.5 && high > 0.5) faults.push(`${nameOf(a)} lies over ${nameOf(b)}`);
    }
  }
  for (const action of all('dialog [data-part=actions] button')) {
    const { top, bottom } = action.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight) faults.push(`${nameOf(action)} is out of sight`);
  }
  return faults;
}

/** Actions whose words stand below each other although there is room for a line, and tasks that share theirs with something. */
function squeezed(): string[] {
  const actions = all('[data-part=actions] > button').flatMap((button) => {
    const lines = button.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(button).lineHeight);
    return lines > 2.1 ? [`${nameOf(button)} has ${Math.floor(lines)} lines`] : [];
  });
  const names = all('[data-part=row] > [data-part=task]').flatMap((name) => {
    const { bottom } = name.getBoundingClientRect();
    const beside = name.nextElementSibling?.getBoundingClientRect();
    return beside && beside.top < bottom - 1 ? [`${nameOf(name)} shares its line`] : [];
  });
  return [...actions, ...names];
}

beforeEach(async () => {
  // Whichever file was the first in this page: where the page around it has the focus, nothing in here shows that it has it.
  window.focus();
  await vi.waitUntil(() => document.hasFocus(), SOON);
});

afterEach(async () => {
  root.style.fontSize = '';
  delete root.dataset['taskRetrySize'];
  await page.viewport(800, 720);
  // As vitest.config.ts has it for all tests; no features would mean motion for those that follow in this page.
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
});

describe.each([
  ['English', en],
  ['Chinese', zhCN],
] as const)('in %s', (_, messages) => {
  test.each(['default', 'compact'])('each control is at least 24 px high and wide, in the size %s', async (size) => {
    root.dataset['taskRetrySize'] = size;
    expect(await faultsIn(tooSmall, messages)).toEqual([]);
  });

  test('at 320 px nothing is cut off, scrolls sideways or lies over something else', async () => {
    await page.viewport(320, 720);
    expect(await faultsIn(() => [...cutOff(), ...onTop(), ...tooSmall(), ...squeezed()], messages)).toEqual([]);
  });

  test('with text at 200 % nothing is cut off, scrolls sideways or lies over something else', async () => {
    root.style.fontSize = '200%';
    expect(await faultsIn(() => [...cutOff(), ...onTop()], messages)).toEqual([]);
  });
});

/** What is hard to see where the colours are the user's: `Canvas` is what everything stands on there. */
function unseen(): string[] {
  const canvas = colourOf('Canvas');
  const faults: string[] = [];
  for (const button of all('button:not([data-part=group-toggle])')) {
    const { borderTopColor, borderTopWidth } = getComputedStyle(button);
    if (borderTopWidth === '0px' || [canvas, 'rgba(0, 0, 0, 0)'].includes(borderTopColor)) faults.push(`${nameOf(button)} has no outline`);
    button.focus({ focusVisible: true });
    const { outlineStyle, outlineColor } = getComputedStyle(button);
    if (outlineStyle === 'none' || outlineColor === canvas) faults.push(`${nameOf(button)} does not show that it has the focus`);
  }
  for (const icon of all('[data-icon] path')) {
    const { stroke } = getComputedStyle(icon);
    if (stroke === canvas || stroke === 'none') faults.push(`${nameOf(icon)} cannot be seen`);
  }
  for (const text of all(INSIDE).filter((element) => [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== ''))) {
    if (getComputedStyle(text).color === canvas) faults.push(`${nameOf(text)} has the colour of its ground`);
  }
  return faults;
}

function colourOf(name: string): string {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = name;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

test('every control shows that it has the focus', async () => {
  const faults = await faultsIn(() =>
    all(CONTROLS).flatMap((control) => {
      control.focus({ focusVisible: true });
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(control);
      const ring = [outlineStyle, outlineWidth, outlineColor].join(' ');
      return ring === `solid 2px ${colourOf('var(--task-retry-focus)')}` ? [] : [`${nameOf(control)} has ${ring}`];
    }),
  );
  expect(faults).toEqual([]);
});

test('in forced colours every control has an outline, shows the focus, and icons and texts stand out', async () => {
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
  expect(matchMedia('(forced-colors: active)').matches).toBe(true);
  expect(await faultsIn(unseen)).toEqual([]);
});
