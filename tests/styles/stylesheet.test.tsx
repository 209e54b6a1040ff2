import reboot from 'bootstrap/dist/css/bootstrap-reboot.css?inline';
import antReset from 'antd/dist/reset.css?inline';
import preflight from 'tailwindcss/preflight.css?inline';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { BatchRetryDialogView } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import { en } from '../../src/messages/en.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { followUp } from '../../src/retry/followUp.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import type { StageRetryState } from '../../src/retry/stageRetryState.ts';
import { contrast, leastContrast, type Channels } from '../../stories/Foundations/contrast.ts';
import { allSubmitted, checkedThreeWays, later, plan200, retriedTwice } from '../../stories/BatchRetryDialog/ledgers.ts';
import { mixedSelection } from '../../stories/BatchRetryDialog/selection.ts';
import { render } from '../support/render.tsx';

const stylesheets = inject('stylesheets');
const nothing = (): void => {};
const getTaskHref = (id: string): string => `#/${id}`;

/** The components in states that between them show every part. */
function Everything(): ReactElement {
  return (
    <div className="ground">
      <StageRetryButtonView state={{ kind: 'ready' }} stageName="Code" attempt={3} maxRetries={5} />
      <StageRetryButtonView state={{ kind: 'pending' }} size="small" />
      <StageRetryButtonView state={{ kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '504' }, check: 'none' }} onCheck={nothing} />
      <StageRetryButtonView state={{ kind: 'unavailable', reason: { code: 'task-not-failed', status: 'running' } }} />
      <BatchRetryResultListView ledger={allSubmitted} followUp={followUp(allSubmitted, later)} getTaskHref={getTaskHref} onRetryRemainder={nothing} />
      <BatchRetryResultListView ledger={retriedTwice} onRetryRemainder={nothing} />
      <BatchRetryResultListView ledger={checkedThreeWays} onCheck={nothing} />
      <BatchRetryPanelView step={{ kind: 'plan', plan: plan200 }} />
      <BatchRetryDialogView open step={{ kind: 'plan', plan: planRetry(mixedSelection, { maxRetries: 5 }), unknownAgain: 1 }} maxRetries={5} getTaskHref={getTaskHref} />
    </div>
  );
}

const root = document.documentElement;
const before = new Map<CSSStyleSheet, boolean>();

/** The page with these stylesheets in this order, and no other. */
function use(...sheets: readonly string[]): void {
  document.adoptedStyleSheets = sheets.map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
}

beforeEach(() => {
  for (const sheet of document.styleSheets) {
    before.set(sheet, sheet.disabled);
    sheet.disabled = true;
  }
});

afterEach(async () => {
  document.adoptedStyleSheets = [];
  for (const [sheet, disabled] of before) sheet.disabled = disabled;
  before.clear();
  for (const name of ['style', 'data-task-retry-contrast', 'data-task-retry-size']) root.removeAttribute(name);
  // As vitest.config.ts has it for all tests; no features would mean motion for those that follow in this page.
  await cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
});

const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
const PARTS = '[data-component], [data-part]';
const INSIDE = '[data-component], [data-component] *';

describe('a team’s rule with one class', () => {
  const WANTED = {
    color: 'rgb(1, 2, 3)',
    'background-color': 'rgb(4, 5, 6)',
    'font-family': 'fantasy',
    'font-size': '17px',
    'font-weight': '300',
    'line-height': '31px',
    'padding-left': '11px',
    'padding-top': '11px',
    'margin-left': '13px',
    'margin-top': '13px',
    'border-top-style': 'dotted',
    'border-left-color': 'rgb(7, 8, 9)',
    'border-top-left-radius': '5px',
    'min-height': '53px',
    'max-width': '777px',
    'text-align': 'right',
    'column-gap': '7px',
    cursor: 'help',
    fill: 'rgb(10, 11, 12)',
  };
  const rule = `.team { border-width: 3px; ${Object.entries(WANTED).map(([name, value]) => `${name}: ${value};`).join(' ')} }`;

  test.each([
    ['the layered stylesheet, wherever it stands', [rule, stylesheets.layered]],
    ['the unlayered one, after it', [stylesheets.unlayered, rule]],
  ])('wins over every part of %s', (_, sheets) => {
    use(...sheets);
    render(<Everything />);
    const parts = all(PARTS);
    const names = new Set(parts.map(({ dataset }) => dataset['part']));
    expect(names.size).toBeGreaterThan(25);
    for (const part of parts) part.classList.add('team');
    for (const part of parts) {
      const style = getComputedStyle(part);
      const got = Object.fromEntries(Object.keys(WANTED).map((name) => [name, style.getPropertyValue(name)]));
      const name = part.dataset['part'] ?? part.dataset['component'];
      expect({ name, ...got }).toEqual({ name, ...WANTED });
    }
  });
});

describe('a reset that stands after the unlayered stylesheet leaves it intact', () => {
  /** Rules that apply to an element, at any depth of the stylesheet. */
  function rulesFor(element: Element, rules: CSSRuleList): CSSStyleRule[] {
    return Array.from(rules).flatMap((each) => {
      if (each instanceof CSSStyleRule) return element.matches(each.selectorText) ? [each] : [];
      if (each instanceof CSSMediaRule && !matchMedia(each.conditionText).matches) return [];
      return each instanceof CSSGroupingRule ? rulesFor(element, each.cssRules) : [];
    });
  }

  /** What the stylesheet sets, as it came out: of each element its own properties. */
  function look(sheet: CSSStyleSheet): string[] {
    return all(INSIDE).flatMap((element, index) => {
      const names = new Set(rulesFor(element, sheet.cssRules).flatMap(({ style }) => Array.from(style)));
      const style = getComputedStyle(element);
      return [...names]
        .filter((name) => !name.startsWith('--'))
        .map((name) => `${index} ${element.localName}.${element.getAttribute('class')} ${name}: ${style.getPropertyValue(name)}`);
    });
  }

  // Outside of Tailwind's own build there is no theme to ask for.
  const tailwind = preflight.replaceAll(/--theme\(\s*[-\w]+,\s*([^()]*)\)/g, '$1');

  test.each([
    ['Tailwind', tailwind, []],
    // `[type='button']:not(:disabled)` counts more than one class; a button that cannot be used is never `disabled`.
    ['Bootstrap', reboot, ['cursor: pointer']],
    ['Ant Design', antReset, []],
  ])('%s', (_, reset, given) => {
    use(stylesheets.unlayered);
    render(<Everything />);
    const [sheet] = document.adoptedStyleSheets;
    if (!sheet) throw new Error('There is no stylesheet');
    const expected = look(sheet);
    expect(expected.length).toBeGreaterThan(5000);
    use(stylesheets.unlayered, reset);
    const got = look(sheet);
    const changed = got.filter((line, index) => line !== expected[index] && !given.some((end) => line.endsWith(end)));
    expect(changed).toEqual([]);
    expect(got).toHaveLength(expected.length);
    // The reset is at work: what is not ours has changed.
    const probe = document.body.appendChild(document.createElement('p'));
    const margin = getComputedStyle(probe).marginTop;
    probe.remove();
    expect(margin).toBe('0px');
  });
});

describe.each(['ltr', 'rtl'])('on a page that reads %s', (dir) => {
  /** How far what is written ends from an edge of its box, which is wider. */
  function gap(element: HTMLElement, edge: 'left' | 'right'): number {
    const range = document.createRange();
    range.selectNodeContents(element);
    const box = element.getBoundingClientRect();
    expect(range.getBoundingClientRect().width).toBeLessThan(box.width);
    return Math.abs(range.getBoundingClientRect()[edge] - box[edge]);
  }

  const [start, end] = dir === 'ltr' ? (['left', 'right'] as const) : (['right', 'left'] as const);

  test.each([
    ['names start where reading starts', 'bdi[data-part=task], a[data-part=task]', start],
    ['so do the platform’s words', '[data-part=raw]', start],
    ['ids end where reading ends', '[data-part=id]', end],
  ])('%s, whatever their own direction is', (_, selector, edge) => {
    use(stylesheets.layered);
    render(
      <div dir={dir} style={{ width: 700 }}>
        <BatchRetryResultListView ledger={retriedTwice} />
        <BatchRetryResultListView ledger={checkedThreeWays} getTaskHref={getTaskHref} />
      </div>,
    );
    const found = all(selector);
    expect(found.length).toBeGreaterThan(0);
    for (const own of ['ltr', 'rtl']) {
      for (const element of found) {
        element.dir = own;
        expect(gap(element, edge)).toBeLessThan(1);
      }
    }
  });
});

describe('contrast as it is on the screen', () => {
  const GROUND = '.ground { background: var(--task-retry-surface) }';

  function channels(colour: string): Channels | undefined {
    const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    if (alpha === 0 || red === undefined || green === undefined || blue === undefined) return undefined;
    if (alpha !== 1) throw new Error(`${colour} can be seen through, so its contrast depends on what is below`);
    return [red, green, blue];
  }

  function groundOf(element: Element | null): Channels {
    if (!element) throw new Error('Nothing below it has a colour');
    return channels(getComputedStyle(element).backgroundColor) ?? groundOf(element.parentElement);
  }

  function check(theme: 'light' | 'dark' | 'light-more' | 'dark-more'): number {
    const faults: string[] = [];
    let count = 0;
    const want = (element: Element, colour: string, ground: Channels, kind: 'text' | 'control'): void => {
      const front = channels(colour);
      const ratio = front ? contrast(front, ground) : 1;
      count++;
      if (ratio < leastContrast(kind, theme)) faults.push(`${element.outerHTML.slice(0, 120)} ${kind} ${ratio.toFixed(2)}`);
    };
    for (const element of all(INSIDE)) {
      const style = getComputedStyle(element);
      if (style.visibility === 'hidden' || !element.checkVisibility()) continue;
      const own = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
      if (own) want(element, style.color, groundOf(element), 'text');
      if (element.matches('.task-retry-icon')) want(element, style.stroke, groundOf(element.parentElement), 'control');
      const outside = groundOf(element.parentElement);
      if (element.matches('button.task-retry-button:not([aria-disabled], .task-retry-button--quiet)')) {
        const border = channels(style.borderTopColor);
        want(element, border ? style.borderTopColor : style.backgroundColor, outside, 'control');
      }
      if (element.matches('input')) want(element, style.borderTopColor, outside, 'control');
      if (element.matches(':is([data-outcome=submitted], [data-outcome=refused], [data-outcome=unknown]).task-retry-bar__part')) {
        want(element, style.fill, outside, 'control');
      }
    }
    expect(faults).toEqual([]);
    return count;
  }

  test.each(['light', 'dark', 'light-more', 'dark-more'] as const)('in the theme %s', async (theme) => {
    use(stylesheets.layered, GROUND);
    root.style.colorScheme = theme.slice(0, theme.startsWith('light') ? 5 : 4);
    if (theme.endsWith('-more')) root.dataset['taskRetryContrast'] = 'more';
    render(<Everything />);
    // The first page of the plan is complete once its rows may be seen, or a key is pressed.
    window.dispatchEvent(new KeyboardEvent('keydown'));
    await expect.poll(() => document.querySelectorAll('[data-part=plan] > li').length).toBeGreaterThanOrEqual(50);
    expect(check(theme)).toBeGreaterThan(200);
  });
});

describe('what the system and the host ask for', () => {
  const property = (name: string, element: Element = root): string => getComputedStyle(element).getPropertyValue(name).trim();
  const emulate = (name: string, value: string): Promise<unknown> =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name, value }] });

  test('more contrast: the system’s wish gives what the attribute gives, on any ancestor', async () => {
    use(stylesheets.layered);
    const { container } = render(<Everything />);
    const normal = property('--task-retry-text-muted', container);
    container.dataset['taskRetryContrast'] = 'more';
    const asked = property('--task-retry-text-muted', container);
    expect(asked).not.toBe(normal);
    delete container.dataset['taskRetryContrast'];
    await emulate('prefers-contrast', 'more');
    expect(property('--task-retry-text-muted', container)).toBe(asked);
  });

  test('compact: a button is 28 px high instead of 32', () => {
    use(stylesheets.layered);
    const { container } = render(<StageRetryButtonView state={{ kind: 'ready' }} />);
    const height = (): number | undefined => container.querySelector('button')?.getBoundingClientRect().height;
    expect(height()).toBe(32);
    container.dataset['taskRetrySize'] = 'compact';
    expect(height()).toBe(28);
  });

  test.each([en, zhCN])('$locale: a button that is at work is as wide as before, however short its words are then', (messages) => {
    use(stylesheets.layered);
    const unknown = { kind: 'unknown', failure: { kind: 'unknown-outcome', detail: '504' } } as const;
    const widths = (state: StageRetryState): number[] => {
      const { container, unmount } = render(
        <TaskRetryProvider messages={messages}>
          <StageRetryButtonView state={state} onCheck={nothing} />
        </TaskRetryProvider>,
      );
      const buttons = [...container.querySelectorAll('button')].map((button) => button.getBoundingClientRect().width);
      unmount();
      return buttons;
    };
    expect(widths({ kind: 'pending' })).toEqual(widths({ kind: 'ready' }));
    expect(widths({ ...unknown, check: 'checking' })).toEqual(widths({ ...unknown, check: 'none' }));
  });

  test('a Latin name in a Chinese sentence has room around it', () => {
    use(stylesheets.layered);
    const { container } = render(<StageRetryButtonView state={{ kind: 'ready' }} />);
    const sentence = document.createElement('span');
    sentence.textContent = '从Code继续';
    container.querySelector('.task-retry-stage')?.append(sentence);
    const roomy = sentence.getBoundingClientRect().width;
    sentence.style.setProperty('text-autospace', 'no-autospace');
    expect(sentence.getBoundingClientRect().width).toBeLessThan(roomy);
  });

  test('less motion: nothing moves', async () => {
    use(stylesheets.layered);
    await emulate('prefers-reduced-motion', 'no-preference');
    expect(Number.parseFloat(property('--task-retry-duration'))).toBeGreaterThan(0);
    await emulate('prefers-reduced-motion', 'reduce');
    expect(Number.parseFloat(property('--task-retry-duration'))).toBe(0);
    const { unmount } = render(<Everything />);
    expect(document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().duration !== 0)).toEqual([]);
    unmount();
    await emulate('prefers-reduced-motion', 'no-preference');
    render(<Everything />);
    // The spinner, and the dialog that appears.
    expect(document.getAnimations()).toHaveLength(2);
  });

  test('right to left: arrows and the bar are turned to where reading goes, and other pictures are not', () => {
    use(stylesheets.layered);
    const { container } = render(<Everything />);
    const isTurned = (selector: string): boolean => {
      const [first] = container.querySelectorAll(selector);
      if (!first) throw new Error(`There is no ${selector}.`);
      return getComputedStyle(first).transform === 'matrix(-1, 0, 0, 1, 0, 0)';
    };
    const turned = (): boolean[] => ['details:not([open]) [data-icon=disclosure]', '[data-icon=submitted]', '.task-retry-bar'].map(isTurned);
    expect(turned()).toEqual([false, false, false]);
    container.dir = 'rtl';
    expect(turned()).toEqual([true, true, true]);
    expect(isTurned('[data-icon=unknown]')).toBe(false);
  });

  test('a dialog that appears is as visible in its first frame as later', async () => {
    use(stylesheets.layered);
    await emulate('prefers-reduced-motion', 'no-preference');
    const { container } = render(<Everything />);
    const [animation] = container.querySelector('dialog')?.getAnimations() ?? [];
    if (!animation) throw new Error('Nothing is animated');
    animation.currentTime = 0;
    expect(property('transform', container.querySelector('dialog') ?? root)).not.toBe('none');
    expect(property('opacity', container.querySelector('dialog') ?? root)).toBe('1');
  });

  test('forced colours: a badge and a button that cannot be used are still told from text', async () => {
    use(stylesheets.layered);
    render(<Everything />);
    await emulate('forced-colors', 'active');
    for (const badge of all('.task-retry-badge, .task-retry-chip')) expect(getComputedStyle(badge).borderTopWidth).toBe('1px');
    const button = document.querySelector('button[aria-disabled]');
    const grey = document.body.appendChild(document.createElement('i'));
    grey.style.color = 'GrayText';
    const { color } = getComputedStyle(grey);
    grey.remove();
    expect(button && getComputedStyle(button).color).toBe(color);
  });

  test('a reader’s own size of text enlarges all text', () => {
    use(stylesheets.layered);
    render(<Everything />);
    const sizes = (): number[] => all(INSIDE).map((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    const normal = sizes();
    root.style.fontSize = '32px';
    expect(sizes()).toEqual(normal.map((size) => size * 2));
  });
});
