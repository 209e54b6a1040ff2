import type { ErrorOf } from '../retry/answered.ts';
import { createStageStore, type StageStore } from '../retry/stageStore.ts';
import { createAnnouncer, type Announcer } from './announcer.ts';
import { warnWhileInFlight } from './warnWhileInFlight.ts';

/** What the parts of one application share: what became of each stage, and the one announcer. */
export interface RetrySession {
  readonly store: StageStore;
  readonly announcer: Announcer;
}

/**
 * A session of its own. Touches the page only once it is used, so it can be made on a server. `errorOf` reads what calls
 * reject with.
 */
export function createRetrySession(errorOf: ErrorOf): RetrySession {
  const store = createStageStore(errorOf);
  warnWhileInFlight(store);
  return { store, announcer: createAnnouncer() };
}
