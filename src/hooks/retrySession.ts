import { createRetryStore, type RetryStore } from '../retry/retryStore.ts';
import { createAnnouncer, type Announcer } from './announcer.ts';

/** What the parts of one application share: the store, and the one announcer that it feeds. */
export interface RetrySession {
  readonly store: RetryStore;
  readonly announcer: Announcer;
  /** Keeps the session's place in the page (a live region, a warning before unload) while anything uses it. */
  retain: () => () => void;
}

/** A session of its own. Touches the page only while retained, so it can be made on a server. */
export function createRetrySession(): RetrySession {
  const store = createRetryStore();
  const announcer = createAnnouncer();
  let users = 0;
  let release = (): void => {};
  return {
    store,
    announcer,
    retain() {
      users += 1;
      if (users === 1) {
        const detach = announcePolitely(announcer);
        const unguard = warnBeforeUnload(store);
        release = () => {
          detach();
          unguard();
        };
      }
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
  const detach = announcer.attach(region);
  return () => {
    detach();
    region.remove();
  };
}

/** Leaving now would lose an answer. The listener exists only while one is awaited: it costs the back/forward cache. */
function warnBeforeUnload(store: RetryStore): () => void {
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  const update = (): void => {
    if (store.isInFlight()) window.addEventListener('beforeunload', warn);
    else window.removeEventListener('beforeunload', warn);
  };
  update();
  const unsubscribe = store.subscribe(update);
  return () => {
    unsubscribe();
    window.removeEventListener('beforeunload', warn);
  };
}
