import { createRetryStore, type RetryStore } from '../retry/retryStore.ts';
import { createAnnouncer, type Announcer } from './announcer.ts';

/** What the parts of one application share: the store, and the one announcer that it feeds. */
export interface RetrySession {
  readonly store: RetryStore;
  readonly announcer: Announcer;
  /** Keeps a live region in the page while anything uses the session. */
  retain: () => () => void;
}

/** A session of its own. Touches the page only once it is used, so it can be made on a server. */
export function createRetrySession(): RetrySession {
  const store = createRetryStore();
  const announcer = createAnnouncer();
  warnBeforeUnload(store);
  let users = 0;
  let release = (): void => {};
  return {
    store,
    announcer,
    retain() {
      users += 1;
      if (users === 1) release = announcePolitely(announcer);
      return () => {
        users -= 1;
        if (users === 0) release();
      };
    },
  };
}

function announcePolitely(announcer: Announcer): () => void {
  const region = document.createElement('div');
  region.setAttribute('role', 'status');
  region.className = 'task-retry-visually-hidden';
  region.dataset['component'] = 'RetryAnnouncer';
  document.body.append(region);
  const detach = announcer.attach(region, 'outside');
  return () => {
    detach();
    region.remove();
  };
}

/**
 * Leaving now would lose an answer, also where what asked for it is no longer on the page. The listener exists only while
 * one is awaited, since it costs the back/forward cache.
 */
function warnBeforeUnload(store: RetryStore): void {
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  store.subscribe(() => {
    if (store.isInFlight()) window.addEventListener('beforeunload', warn);
    else window.removeEventListener('beforeunload', warn);
  });
}
