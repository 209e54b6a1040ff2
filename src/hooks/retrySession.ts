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
  /** Ends what would send more by itself. */
  stop?: () => void;
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
 * Leaving now would lose an answer, also where what asked for it is no longer on the page. And what is under way is lost by
 * it: a run would go on to its next request in a page that is about to be gone. The listeners exist only while an answer is
 * awaited, since they cost the back/forward cache.
 */
function createUnloadWarning(): RetrySession['warnWhileInFlight'] {
  const sources: InFlight[] = [];
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  return (source) => {
    sources.push(source);
    source.subscribe(() => {
      const heed = sources.some((each) => each.isInFlight()) ? 'addEventListener' : 'removeEventListener';
      window[heed]('beforeunload', warn);
      if (source.stop) window[heed]('pagehide', source.stop);
    });
  };
}
