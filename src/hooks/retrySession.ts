import type { ErrorOf } from '../retry/answered.ts';
import { createStageStore, type StageStore } from '../retry/stageStore.ts';
import { createAnnouncer, type Announcer } from './announcer.ts';

/** What the parts of one application share: what became of each stage, and the one announcer. */
export interface RetrySession {
  readonly store: StageStore;
  readonly announcer: Announcer;
  /** Warns whoever leaves the page while it has something in flight. */
  warnWhileInFlight: (source: InFlight) => void;
  /** Keeps a live region in the page while anything uses the session. */
  retain: () => () => void;
}

/** Something that awaits answers which leaving the page would lose. */
interface InFlight {
  subscribe: (listener: () => void) => () => void;
  isInFlight: () => boolean;
}

/**
 * A session of its own. Touches the page only once it is used, so it can be made on a server. `errorOf` reads what calls
 * reject with.
 */
export function createRetrySession(errorOf: ErrorOf): RetrySession {
  const store = createStageStore(errorOf);
  const announcer = createAnnouncer();
  const warnWhileInFlight = createUnloadWarning();
  warnWhileInFlight(store);
  let users = 0;
  let release = (): void => {};
  return {
    store,
    announcer,
    warnWhileInFlight,
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
  // Implied by the role, but it is what libraries look for that hide the rest of the page behind a modal.
  region.setAttribute('aria-live', 'polite');
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
function createUnloadWarning(): RetrySession['warnWhileInFlight'] {
  const sources: InFlight[] = [];
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  return (source) => {
    sources.push(source);
    source.subscribe(() => {
      if (sources.some((each) => each.isInFlight())) window.addEventListener('beforeunload', warn);
      else window.removeEventListener('beforeunload', warn);
    });
  };
}
