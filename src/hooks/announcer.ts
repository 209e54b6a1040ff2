import { tried } from '../types/tried.ts';

/** Says things to people who listen rather than look. */
export interface Announcer {
  /**
   * Says a text once, also when it equals the last one, together with what is said in the same task or waits still. `later`: where the
   * region may have come in this very task, so that it is not known yet. Silent while no region is attached.
   */
  say: (text: string, later?: boolean) => void;
  /** Adds a live region that is in the page and empty. The newest one in the modal on top speaks. */
  attach: (region: HTMLElement) => () => void;
  /**
   * Keeps one in the page while anything uses it, and until what it said last is heard. It speaks only where there is no
   * other, and follows into a modal that a team opens.
   */
  retain: () => () => void;
}

const MODAL = 'dialog:modal';

/** What hides the page behind a modal that is no `<dialog>`: of some libraries also its live regions, one by one. */
const HIDDEN = '[aria-hidden="true"],[inert]';

/** How long a live region that was moved, or may have just come, is given before it speaks, in ms. */
const SETTLES_MS = 100;

/** After how long what was said in a modal is said again where that is gone by then, in ms: many close upon an answer. */
const CLOSES_MS = 500;

/** How long what was said is kept in the page where whatever asked for it is gone, in ms. */
const HEARD_MS = 2000;

/** An announcer without a voice; regions give it one. */
export function createAnnouncer(): Announcer {
  const regions: HTMLElement[] = [];
  let onPage: HTMLElement | undefined;
  let users = 0;
  /** From when on the region that was moved last is heard. */
  let readyAt = 0;
  /** What was said since any of it was last heard. */
  let messages: HTMLElement[] = [];
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const leave = (region: HTMLElement): void => {
    regions.splice(regions.indexOf(region), 1);
  };
  return {
    say(text, later) {
      clearTimeout(waiting);
      // A new element each time: a live region reads what is added, so equal texts are spoken again.
      const message = document.createElement('p');
      message.textContent = text;
      // What still waits is heard as well, and so is all of one task: a reading may settle many stages at once. Else the last word counts.
      messages.push(message);
      const all = messages;
      const forget = (): void => {
        if (messages === all) messages = [];
      };
      const speak = (again?: true): void => {
        // Outside of the modal on top nothing is heard. Environments without layout do not know the selector.
        const top =
          tried(() => document.activeElement?.closest(`${MODAL},[aria-modal="true"]`) ?? [...document.querySelectorAll(MODAL)].at(-1)) ??
          document.body;
        const region = regions.findLast((each) => top.contains(each) && !each.closest(HIDDEN)) ?? onPage;
        // What somebody has cleared away meanwhile is not wanted back.
        if (!region || (again && !region.parentNode)) return forget();
        // Where it is shown still, it was heard, whatever has opened above it since.
        if (again && message.getClientRects().length > 0) return;
        let next = CLOSES_MS;
        if (region === onPage && (region.parentNode !== top || region.matches(HIDDEN))) {
          region.replaceChildren();
          region.removeAttribute('aria-hidden');
          region.removeAttribute('inert');
          // Some hide again what is added to the page.
          if (region.parentNode !== top) top.append(region);
          readyAt = Date.now() + SETTLES_MS;
        }
        if (Date.now() < readyAt) next = readyAt - Date.now();
        else if (message.parentNode === region) return;
        else {
          // What is there since an earlier task has been heard.
          region.replaceChildren(...(again ? all.filter((each) => each.parentNode !== region) : all));
          queueMicrotask(forget);
        }
        waiting = setTimeout(speak, next, true);
      };
      if (later) waiting = setTimeout(speak, SETTLES_MS, true);
      else speak();
    },
    attach(region) {
      regions.push(region);
      return () => leave(region);
    },
    retain() {
      users += 1;
      clearTimeout(leaving);
      if (!onPage) {
        onPage = document.createElement('div');
        onPage.setAttribute('role', 'status');
        // Implied by the role, but it is what libraries look for that hide the rest of the page behind a modal.
        onPage.setAttribute('aria-live', 'polite');
        onPage.className = 'task-retry-visually-hidden';
        onPage.dataset['component'] = 'RetryAnnouncer';
        document.body.append(onPage);
        regions.unshift(onPage);
      }
      const region = onPage;
      const goes = (): void => {
        leave(region);
        region.remove();
        onPage = undefined;
      };
      return () => {
        users -= 1;
        if (users === 0) leaving = setTimeout(goes, region.firstChild || messages.length > 0 ? HEARD_MS : 0);
      };
    },
  };
}
