const REGION = '[role=status], [role=alert], [aria-live], output';

/** What is spoken: each text that comes into a live region, and whether it can be heard. */
export interface Listener {
  /** What was spoken since the last call, in order. */
  take: () => string[];
  stop: () => void;
}

/**
 * Listens to all live regions. A text that comes while a modal is open and its region is not in it is told as unheard,
 * since what is outside of a modal is inert.
 */
export function listen(): Listener {
  let log: string[] = [];
  const hear = (records: readonly MutationRecord[]): void => {
    const changed = new Set<Element>();
    const heard = new Set<Node>();
    for (const { type, target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(REGION);
      if (!region || (type === 'childList' && addedNodes.length === 0)) continue;
      // Each added message is spoken, once; what is replaced in the same task is not. A text that is changed in place is spoken as it stands.
      const news = [...addedNodes].filter((node) => !heard.has(node) && target.contains(node));
      for (const node of news) heard.add(node);
      const texts = type === 'childList' ? news.map((node) => node.textContent ?? '') : [changed.has(region) ? '' : (target.textContent ?? '')];
      changed.add(region);
      const modal = document.querySelector(':modal');
      const isHeard = !modal || modal.contains(region);
      log.push(...texts.filter((text) => text.trim() !== '').map((text) => (isHeard ? text : `unheard: ${text}`)));
    }
  };
  const observer = new MutationObserver(hear);
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
  return {
    take() {
      hear(observer.takeRecords());
      const said = log;
      log = [];
      return said;
    },
    stop: () => observer.disconnect(),
  };
}
