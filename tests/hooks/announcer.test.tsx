import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createAnnouncer } from '../../src/hooks/announcer.ts';
import { spoken } from '../support/render.tsx';

/** Live regions that are told apart by what they say. */
function regionsOf(count: number): HTMLElement[] {
  const regions = Array.from({ length: count }, () => document.createElement('div'));
  document.body.append(...regions);
  onTestFinished(() => {
    for (const region of regions) region.remove();
  });
  return regions;
}

/** A modal of the page's own. */
function modalOf(...children: Node[]): HTMLDialogElement {
  const modal = document.createElement('dialog');
  modal.append(...children);
  document.body.append(modal);
  modal.showModal();
  return modal;
}

/** Takes the modals away; what was in the last one is said on the page. */
async function closeModals(): Promise<void> {
  for (const modal of document.querySelectorAll('dialog')) modal.remove();
  await vi.waitFor(() => expect(document.querySelector('body > [data-component=RetryAnnouncer]:not(:empty)')).not.toBeNull());
}

/** The one that the announcer has put into the page. */
const onPage = (): Element => {
  const region = document.querySelector('[data-component=RetryAnnouncer]');
  if (!region) throw new Error('There is no region in the page');
  return region;
};

// On a slow machine a run of an earlier file may end, and be heard, only now.
beforeEach(() => vi.waitUntil(() => !document.querySelector('[data-component=RetryAnnouncer]'), { timeout: 5000 }));

test('the newest region speaks, and when any of them goes the newest of the others does', async () => {
  const announcer = createAnnouncer();
  const [drawer, dialog] = regionsOf(2) as [HTMLElement, HTMLElement];
  const leave = announcer.retain();
  const said = (): string[] => [onPage(), drawer, dialog].map((region) => region.textContent);
  const closeDrawer = announcer.attach(drawer);
  const closeDialog = announcer.attach(dialog);
  announcer.say('One');
  expect(said()).toEqual(['', '', 'One']);
  await Promise.resolve();
  closeDrawer();
  announcer.say('Two');
  expect(said()).toEqual(['', '', 'Two']);
  await Promise.resolve();
  closeDialog();
  announcer.say('Three');
  expect(said()).toEqual(['Three', '', 'Two']);
  leave();
});

test('one outside of a modal does not speak while another one can, however late it comes', async () => {
  const announcer = createAnnouncer();
  const [dialog] = regionsOf(1) as [HTMLElement];
  announcer.attach(dialog);
  const leave = announcer.retain();
  announcer.say('One');
  expect([onPage().textContent, dialog.textContent]).toEqual(['', 'One']);
  await Promise.resolve();
  leave();
  await vi.waitFor(() => expect(onPage).toThrow('no region'), { timeout: 4000 });
});

test('it is silent where nothing is attached', () => {
  const announcer = createAnnouncer();
  const [region] = regionsOf(1) as [HTMLElement];
  announcer.attach(region)();
  announcer.say('One');
  expect(region.textContent).toBe('');
});

test('the last word stays, and none is said again', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  announcer.say('One');
  await Promise.resolve();
  announcer.say('Two');
  // Longer than it waits before it looks whether it could be heard.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(onPage().textContent).toBe('Two');
  expect(spoken()).toEqual(['One', 'Two']);
  leave();
});

test('the region of the page waits until others have spoken, is not seen, and says text as text', () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  announcer.say('No <b>disk</b>');
  expect(onPage()).toHaveAttribute('role', 'status');
  expect(onPage()).toHaveAttribute('aria-live', 'polite');
  // The class that the style sheet hides, without hiding it from those who listen.
  expect(onPage().className).toBe('task-retry-visually-hidden');
  expect(onPage().textContent).toBe('No <b>disk</b>');
  leave();
});

test('of two modals of a page’s own, the one on top is heard, also where neither has the focus', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const [drawer, confirm] = [modalOf(), modalOf()];
  confirm.blur();
  announcer.say('One');
  await vi.waitFor(() => expect([drawer, confirm].map((modal) => modal.textContent)).toEqual(['', 'One']));
  await closeModals();
  leave();
});

test('of two modals the one with the focus is heard, wherever it stands in the document', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const above = document.body.appendChild(document.createElement('dialog'));
  const below = modalOf();
  above.showModal();
  above.focus();
  announcer.say('One');
  await vi.waitFor(() => expect([below.textContent, above.textContent]).toEqual(['', 'One']));
  await closeModals();
  leave();
});

test('where a host has swapped the content of the page, its region comes back with the next word', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  onPage().remove();
  announcer.say('One');
  await vi.waitFor(() => expect(onPage().textContent).toBe('One'));
  leave();
});

test('whoever comes after the last one has gone is heard in a region of its own', async () => {
  const announcer = createAnnouncer();
  announcer.retain()();
  await vi.waitFor(() => expect(onPage).toThrow('no region'), { timeout: 4000 });
  const leave = announcer.retain();
  announcer.say('One');
  expect(onPage().textContent).toBe('One');
  leave();
});

test('a modal that is opened above ours is where it is heard', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const [ours] = regionsOf(1) as [HTMLElement];
  modalOf(ours);
  announcer.attach(ours);
  announcer.say('One');
  expect(ours.textContent).toBe('One');
  await Promise.resolve();
  const above = modalOf();
  announcer.say('Two');
  await vi.waitFor(() => expect(above.textContent).toBe('Two'));
  expect(ours.textContent).toBe('One');
  await closeModals();
  leave();
});

test('in a modal that is no <dialog>, where it says that it is one, it is heard inside', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  document.body.insertAdjacentHTML('beforeend', '<div id="above" role="dialog" aria-modal="true"><button>Retry</button></div><div id="closed" aria-modal="true" hidden></div>');
  const above = document.querySelector('#above');
  announcer.say('One');
  expect(onPage().parentNode).toBe(document.body);
  await Promise.resolve();
  above?.querySelector('button')?.focus();
  announcer.say('Two');
  await vi.waitFor(() => expect(above?.querySelector('[data-component=RetryAnnouncer]')?.textContent).toBe('Two'));
  // Some libraries keep in the page what is closed.
  above?.setAttribute('hidden', '');
  await vi.waitFor(() => expect(document.querySelector('body > [data-component=RetryAnnouncer]')?.textContent).toBe('Two'));
  for (const each of document.querySelectorAll('#above, #closed')) each.remove();
  leave();
});

test.each(['aria-hidden', 'inert'])('where a modal hides all that is beside it by %s, the region of the page is heard still, and stays', async (name) => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const region = onPage();
  const [drawer, modal] = regionsOf(2) as [HTMLElement, HTMLElement];
  const panel = document.createElement('div');
  drawer.append(panel);
  onTestFinished(announcer.attach(panel));
  for (const each of [drawer, region]) each.setAttribute(name, 'true');
  const added: Node[] = [];
  const observer = new MutationObserver((records) => added.push(...records.flatMap((record) => [...record.addedNodes])));
  observer.observe(document.body, { childList: true });
  announcer.say('One');
  // It is known again only after a while.
  expect([region.textContent, region.hasAttribute(name)]).toEqual(['', false]);
  await vi.waitFor(() => expect(region.textContent).toBe('One'));
  expect([panel.textContent, modal.textContent, drawer.hasAttribute(name)]).toEqual(['', '', true]);
  // Some libraries hide again what is added.
  observer.disconnect();
  expect(added).toEqual([]);
  drawer.removeAttribute(name);
  announcer.say('Two');
  expect(panel.textContent).toBe('Two');
  leave();
});

test('a region that was moved waits until it is heard, and says then what was said meanwhile, too', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const modal = modalOf();
  announcer.say('One');
  await Promise.resolve();
  announcer.say('Two');
  expect(modal.contains(onPage())).toBe(true);
  expect(onPage().textContent).toBe('');
  await vi.waitFor(() => expect(onPage().textContent).toBe('OneTwo'));
  expect(spoken()).toEqual(['One', 'Two']);
  announcer.say('Three');
  expect(onPage().textContent).toBe('Three');
  await closeModals();
  leave();
});

test('all that is said in one task is heard, in a modal that is new to the region too', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const said = (): (string | null)[] => [...onPage().children].map((each) => each.textContent);
  for (const text of ['One', 'Two', 'Two']) announcer.say(text);
  expect(said()).toEqual(['One', 'Two', 'Two']);
  await Promise.resolve();
  modalOf();
  for (const text of ['Three', 'Four']) announcer.say(text);
  await vi.waitFor(() => expect(said()).toEqual(['Three', 'Four']));
  expect(spoken()).toEqual(['One', 'Two', 'Two', 'Three', 'Four']);
  await closeModals();
  leave();
});

test('what was heard is not said again in a modal that opens upon it', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  announcer.say('One');
  const modal = modalOf();
  // Longer than it waits before it looks whether it could be heard.
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect([onPage().textContent, modal.textContent]).toEqual(['One', '']);
  expect(spoken()).toEqual(['One']);
  modal.remove();
  leave();
});

test('what waits is heard also where whatever asked for it goes at once', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  const modal = modalOf();
  announcer.say('One');
  leave();
  await vi.waitFor(() => expect(modal.textContent).toBe('One'));
  await closeModals();
  await vi.waitFor(() => expect(document.querySelector('[data-component=RetryAnnouncer]')).toBeNull(), { timeout: 4000 });
});

test('what nobody could hear is not kept until somebody can', () => {
  const announcer = createAnnouncer();
  announcer.say('One');
  const leave = announcer.retain();
  announcer.say('Two');
  expect(onPage().textContent).toBe('Two');
  leave();
});

test('what is said later is not lost by what is said before it', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  announcer.say('One', true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  announcer.say('Two');
  expect(onPage().textContent).toBe('OneTwo');
  await new Promise((resolve) => setTimeout(resolve, 150));
  announcer.say('Three');
  expect(spoken()).toEqual(['One', 'Two', 'Three']);
  leave();
});

test('what is said later waits until a region that has just come is known', async () => {
  const announcer = createAnnouncer();
  const leave = announcer.retain();
  for (const text of ['One', 'Two']) announcer.say(text, true);
  // A reader may need some time to take note of it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(onPage().textContent).toBe('');
  await vi.waitFor(() => expect(onPage().textContent).toBe('OneTwo'));
  leave();
});
