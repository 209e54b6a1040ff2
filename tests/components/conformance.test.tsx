import { createRef, type AriaAttributes, type CSSProperties, type ReactElement, type Ref } from 'react';
import { describe, expect, test, vi } from 'vitest';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryDialogView } from '../../src/components/BatchRetryDialog/BatchRetryDialogView.tsx';
import { BatchRetryPanel } from '../../src/components/BatchRetryDialog/BatchRetryPanel.tsx';
import { BatchRetryPanelView } from '../../src/components/BatchRetryDialog/BatchRetryPanelView.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { BatchRetryResultListView } from '../../src/components/BatchRetryResultList/BatchRetryResultListView.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import { ledgerOfResponse } from '../../src/retry/ledger.ts';
import { planRetry } from '../../src/retry/retryPlan.ts';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { render } from '../support/render.tsx';

/** What every root takes, whichever element it is. */
interface Root extends AriaAttributes {
  role?: 'region';
  onFocus?: () => void;
  onClickCapture?: () => void;
  className?: string;
  style?: CSSProperties;
  id?: string;
  title?: string;
  lang?: string;
  'data-team'?: string;
  onClick?: () => void;
}
// A ref of the root's own element; the test only needs that it is one.
type Make = (ref: Ref<never>, root: Root) => ReactElement;

const response = JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse;
const tasks = [buildTask()];
const step = { kind: 'plan', plan: planRetry(tasks) } as const;

const COMPONENTS: readonly (readonly [name: string, root: string, make: Make])[] = [
  [
    'StageRetryButton',
    'div',
    (ref, root) => <StageRetryButton ref={ref} {...root} task={buildTask()} stage={buildStage()} />,
  ],
  [
    'StageRetryButtonView',
    'div',
    (ref, root) => <StageRetryButtonView ref={ref} {...root} state={{ kind: 'ready' }} />,
  ],
  ['BatchRetryDialog', 'dialog', (ref, root) => <BatchRetryDialog ref={ref} {...root} open tasks={tasks} />],
  ['BatchRetryDialogView', 'dialog', (ref, root) => <BatchRetryDialogView ref={ref} {...root} open step={step} />],
  ['BatchRetryPanel', 'div', (ref, root) => <BatchRetryPanel ref={ref} {...root} tasks={tasks} />],
  ['BatchRetryPanelView', 'div', (ref, root) => <BatchRetryPanelView ref={ref} {...root} step={step} />],
  ['BatchRetryResultList', 'section', (ref, root) => <BatchRetryResultList ref={ref} {...root} response={response} />],
  [
    'BatchRetryResultListView',
    'section',
    (ref, root) => <BatchRetryResultListView ref={ref} {...root} ledger={ledgerOfResponse(response)} />,
  ],
];

describe.each(COMPONENTS)('%s', (name, tag, make) => {
  const mount = (root: Root): { element: HTMLElement; ref: { current: HTMLElement | null } } => {
    const ref = createRef<HTMLElement>();
    const { container } = render(make(ref as Ref<never>, root));
    return { element: container.firstElementChild as HTMLElement, ref };
  };

  test('its root is one element that says which component it is, and the ref points to it', () => {
    const { element, ref } = mount({});
    expect(element.localName).toBe(tag);
    expect(element.parentElement?.childElementCount).toBe(1);
    expect(element.dataset['component']).toBe(name.replace(/View$/, ''));
    expect(element.dataset['state']).toBeTruthy();
    expect(ref.current).toBe(element);
  });

  test('a team’s class, style, id, data, aria and event handlers are on its root, beside its own', () => {
    const [onClick, onClickCapture] = [vi.fn<() => void>(), vi.fn<() => void>()];
    const { element } = mount({
      className: 'team-class',
      style: { marginTop: 12 },
      id: 'team-id',
      title: 'Team title',
      lang: 'de',
      'data-team': 'billing',
      'aria-label': 'Team label',
      'aria-busy': true,
      onClick,
      onClickCapture,
    });
    expect(element).toHaveClass('team-class');
    expect(element.classList.length).toBeGreaterThan(1);
    expect(element.style.marginTop).toBe('12px');
    expect(element.id).toBe('team-id');
    expect(element.title).toBe('Team title');
    expect(element.lang).toBe('de');
    expect(element.dataset['team']).toBe('billing');
    expect(element).toHaveAttribute('aria-busy', 'true');
    expect(element).toHaveAccessibleName('Team label');
    element.click();
    expect([onClick, onClickCapture].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  test('a role of a team’s own stays', () => {
    const { element } = mount({ role: 'region', 'aria-label': 'Team label' });
    expect(element).toHaveAttribute('role', 'region');
  });

  test('its root can be named by another element', () => {
    render(<p id="team-name">Named elsewhere</p>);
    const { element } = mount({ 'aria-labelledby': 'team-name' });
    expect(element).toHaveAccessibleName('Named elsewhere');
    // A name without a role is not read; a dialog and a section bring theirs.
    expect(tag === 'div' ? element.getAttribute('role') : 'group').toBe('group');
  });

  test('its classes are its own, and what it refers to is on the page', () => {
    const { element } = mount({});
    for (const each of [element, ...element.querySelectorAll('*')]) {
      for (const own of each.classList) expect(own).toMatch(/^task-retry-/);
      for (const id of (each.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean)) expect(document.getElementById(id)).not.toBeNull();
    }
  });

  test('a team cannot take its name and state from it by accident', () => {
    const { element } = mount({ 'data-component': 'Other', 'data-state': 'other' } as Root);
    expect(element.dataset['component']).toBe(name.replace(/View$/, ''));
    expect(element.dataset['state']).not.toBe('other');
  });

  test('a team hears of the focus that comes into it', () => {
    const onFocus = vi.fn<() => void>();
    const { element } = mount({ onFocus });
    onFocus.mockClear();
    (document.activeElement as HTMLElement).blur();
    const button = element.querySelector('button');
    expect(button).not.toBeNull();
    button?.focus();
    expect(onFocus).toHaveBeenCalledOnce();
  });

  test('a ref function gets its root once, and nothing when it goes', () => {
    const seen: (HTMLElement | null)[] = [];
    const note = (element: HTMLElement | null): void => void seen.push(element);
    const view = render(make(note, {}), { strict: false });
    const root = view.container.firstElementChild;
    view.rerender(make(note, {}));
    expect(seen).toEqual([root]);
    view.rerender(make(() => {}, {}));
    view.unmount();
    expect(seen).toEqual([root, null]);
  });

  test('two of it on one page have no id in common', () => {
    mount({});
    mount({});
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
