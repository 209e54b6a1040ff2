/** Something that awaits answers which leaving the page would lose. */
interface InFlight {
  subscribe: (listener: () => void) => () => void;
  isInFlight: () => boolean;
  /** Ends what would send more by itself. */
  stop?: () => void;
}

/**
 * Warns whoever leaves the page while this awaits an answer, which would be lost, also where what asked for it is no longer on
 * the page. And what is under way is lost by it: a run would go on to its next request in a page that is about to be gone. The
 * listeners exist only while an answer is awaited, since they cost the back/forward cache.
 */
export function warnWhileInFlight(source: InFlight): void {
  const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
  source.subscribe(() => {
    const heed = source.isInFlight() ? 'addEventListener' : 'removeEventListener';
    window[heed]('beforeunload', warn);
    if (source.stop) window[heed]('pagehide', source.stop);
  });
}
