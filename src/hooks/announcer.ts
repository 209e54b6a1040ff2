import { tried } from '../types/tried.ts';

/** Says things to people who listen rather than look. */
export interface Announcer {
  /** Says a text once, also when it equals the last one. Silent while no region is attached. */
  say: (text: string) => void;
  /**
   * Adds a live region that is in the page and empty. The newest one speaks, since an open modal silences all outside it;
   * one that stands `outside` of any modal only where there is no other. It follows into a modal that a team opens.
   */
  attach: (region: HTMLElement, outside?: 'outside') => () => void;
}

const MODAL = 'dialog:modal';

/** How long a live region that was moved is given before it speaks, in ms. */
const SETTLES_MS = 100;

/** An announcer without a voice; regions give it one. */
export function createAnnouncer(): Announcer {
  const regions: HTMLElement[] = [];
  let onPage: HTMLElement | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return {
    say(text) {
      const region = regions.at(-1);
      if (!region) return;
      // The last word counts.
      clearTimeout(waiting);
      // A new element each time: a live region reads what is added, so equal texts are spoken again.
      const message = document.createElement('p');
      message.textContent = text;
      const speak = (): void => region.replaceChildren(message);
      // Environments without layout do not know the selector.
      const home = region === onPage ? (tried(() => document.activeElement?.closest(MODAL) ?? [...document.querySelectorAll(MODAL)].at(-1)) ?? document.body) : region.parentNode;
      if (region.parentNode === home) speak();
      else {
        home?.append(region);
        // A region is heard only once it has been in the page for a moment.
        waiting = setTimeout(speak, SETTLES_MS);
      }
    },
    attach(region, outside) {
      if (outside) regions.unshift((onPage = region));
      else regions.push(region);
      return () => {
        regions.splice(regions.indexOf(region), 1);
      };
    },
  };
}
