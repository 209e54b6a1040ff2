/** Says things to people who listen rather than look. */
export interface Announcer {
  /** Says a text once, also when it equals the last one. Silent while no region is attached. */
  say: (text: string) => void;
  /**
   * Adds a live region that is in the page and empty. The newest one speaks, since an open modal silences all outside it;
   * one that stands `outside` of any modal only where there is no other.
   */
  attach: (region: HTMLElement, outside?: 'outside') => () => void;
}

/** An announcer without a voice; regions give it one. */
export function createAnnouncer(): Announcer {
  const regions: HTMLElement[] = [];
  return {
    say(text) {
      const region = regions.at(-1);
      if (!region) return;
      // A new element each time: a live region reads what is added, so equal texts are spoken again.
      const message = region.ownerDocument.createElement('p');
      message.textContent = text;
      region.replaceChildren(message);
    },
    attach(region, outside) {
      if (outside) regions.unshift(region);
      else regions.push(region);
      return () => {
        regions.splice(regions.indexOf(region), 1);
      };
    },
  };
}
