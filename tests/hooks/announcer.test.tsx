import { expect, test, vi } from 'vitest';
import { createAnnouncer } from '../../src/hooks/announcer.ts';

/** Live regions that are told apart by what they say. */
const regionsOf = (count: number): HTMLElement[] => Array.from({ length: count }, () => document.createElement('div'));

/** The one that the announcer has put into the page. */
const onPage = (): Element => {
  const region = document.querySelector('body > [data-component=RetryAnnouncer]');
  if (!region) throw new Error('There is no region in the page');
  return region;
};

test('the newest region speaks, and when any of them goes the newest of the others does', () => {
  const announcer = createAnnouncer();
  const [drawer, dialog] = regionsOf(2) as [HTMLElement, HTMLElement];
  const leave = announcer.retain();
  const said = (): string[] => [onPage(), drawer, dialog].map((region) => region.textContent);
  const closeDrawer = announcer.attach(drawer);
  const closeDialog = announcer.attach(dialog);
  announcer.say('One');
  expect(said()).toEqual(['', '', 'One']);
  closeDrawer();
  announcer.say('Two');
  expect(said()).toEqual(['', '', 'Two']);
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
  leave();
  await vi.waitFor(() => expect(onPage).toThrow('no region'));
});

test('it is silent where nothing is attached', () => {
  const announcer = createAnnouncer();
  const [region] = regionsOf(1) as [HTMLElement];
  announcer.attach(region)();
  announcer.say('One');
  expect(region.textContent).toBe('');
});
