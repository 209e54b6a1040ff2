import { expect, test } from 'vitest';
import { createAnnouncer } from '../../src/hooks/announcer.ts';

/** Live regions that are told apart by what they say. */
const regionsOf = (count: number): HTMLElement[] => Array.from({ length: count }, () => document.createElement('div'));

test('the newest region speaks, and when any of them goes the newest of the others does', () => {
  const announcer = createAnnouncer();
  const [page, drawer, dialog] = regionsOf(3) as [HTMLElement, HTMLElement, HTMLElement];
  document.body.append(page);
  const said = (): string[] => [page, drawer, dialog].map((region) => region.textContent);
  announcer.attach(page, 'outside');
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
  page.remove();
});

test('one outside of a modal does not speak while another one can, however late it comes', () => {
  const announcer = createAnnouncer();
  const [page, dialog] = regionsOf(2) as [HTMLElement, HTMLElement];
  announcer.attach(dialog);
  announcer.attach(page, 'outside');
  announcer.say('One');
  expect([page.textContent, dialog.textContent]).toEqual(['', 'One']);
});

test('it is silent where nothing is attached', () => {
  const announcer = createAnnouncer();
  const [region] = regionsOf(1) as [HTMLElement];
  announcer.attach(region)();
  announcer.say('One');
  expect(region.textContent).toBe('');
});
