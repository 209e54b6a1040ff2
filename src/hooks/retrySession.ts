import type { ErrorOf } from '../retry/answered.ts';
import { createStageStore, type StageStore } from '../retry/stageStore.ts';
import { createAnnouncer, type Announcer } from './announcer.ts';

/** What the parts of one application share: what became of each stage, and the one announcer. */
export interface RetrySession {
  readonly store: StageStore;
  readonly announcer: Announcer;
  /** Warns whoever leaves the page while it has something in flight. */
  warnWhileInFlight: (source: InFlight) => void;
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
  return { store, announcer, warnWhileInFlight };
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
